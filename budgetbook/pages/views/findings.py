"""Findings in; each as a page shows it, and how many ended in which way, out."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property

from budgetbook.arithmetic.finding import VERDICTS, Finding, Verdict
from budgetbook.arithmetic.ledger import Ledger
from budgetbook.pages.models.parts import FindingView, Link, Tally
from budgetbook.text.explain import Explainer, anchor
from budgetbook.text.markdown import Href, Html, inline
from budgetbook.text.phrases import Words
from budgetbook.text.working import working

_AS_SAID: tuple[Verdict, ...] = ("holds", "rounding", "fails", "untestable")
"""The order in which a sentence counts the endings."""


@dataclass(frozen=True)
class FindingViews:
    """The findings of one statement in one language, on one page."""

    explainer: Explainer
    href: Href
    _views: dict[int, tuple[Finding, FindingView]] = field(default_factory=dict, repr=False, compare=False)

    def on(self, href: Href) -> FindingViews:
        """The same for another page of the statement: what does not hang on the page is made once for all of them."""
        return replace(self, href=href)

    def by(self, ledger: Ledger) -> FindingViews:
        """The same by another ledger."""
        return replace(self, explainer=replace(self.explainer, ledger=ledger))

    def of(self, finding: Finding) -> FindingView:
        """The finding as a page shows it. It is made once, but for the links of its note, which lead from the page."""
        made = self._views.get(id(finding))  # a finding is held with its view, so that no other comes to have its number
        if made is None:
            made = self._views[id(finding)] = (finding, self._view(finding))
        view = made[1]
        note = finding.mark.note if finding.mark else None
        return replace(view, note=inline(note[self.explainer.lang], self.explainer.refs, self.href)) if note else view

    def _view(self, finding: Finding) -> FindingView:
        to, words = self.explainer, self.explainer.words
        sentence, sum_of_it = to.sentence(finding), working(finding)
        return FindingView(
            id=anchor(finding),
            concept=finding.concept,
            name=to.named(finding),
            rule=words[f"rule-{finding.rule}"],
            question=words[f"question-{finding.rule}"],
            verdict=finding.verdict,
            verdict_word=words[f"verdict-{finding.verdict}"],
            sentence=sentence,
            working=sum_of_it,
            brief=sum_of_it if sum_of_it and finding.verdict == "holds" and len(finding.terms) > 1 else sentence,
            readings=to.readings(finding),
            note=Html(),
            statement=self._statement,
            address=to.refs.address(finding.concept),
            gap=to.text(to.difference(finding)),
        )

    @cached_property
    def _statement(self) -> Link:
        to = self.explainer
        statement = to.ledger.statement
        entity = to.content.entities[statement.entity].short[to.lang]
        return Link(f"{entity} {to.words.document(statement.phase, statement.fiscal_year)}", f"{to.lang}/{statement.id}/")


def merged(views: Iterable[FindingView]) -> tuple[FindingView, ...]:
    """What is said in the same words with the same note, or of the same figure, is one finding with several places.

    Only of what does not come out exactly: that two sums hold says nothing of the one by the other.
    """
    found: dict[tuple[object, ...], FindingView] = {}
    for view in views:
        about = "" if view.note else view.concept
        told = (view.rule, view.sentence, view.working, view.readings, view.note, about)
        key = told if view.verdict in ("fails", "rounding") else (view.id,)
        first = found.get(key)
        found[key] = replace(first, also=(*first.also, view)) if first else view
    return tuple(found.values())


def rounded_only(findings: Iterable[Finding], told: FindingViews) -> tuple[FindingView, ...]:
    """What comes out but for rounding, sums of tables first: there every number has its last digit."""
    some = [finding for finding in findings if finding.verdict == "rounding"]
    some.sort(key=lambda finding: not (finding.table and finding.rule == "sum"))
    return merged(map(told.of, some))


def elsewhere(total: int, listed: Iterable[FindingView], words: Words) -> str:
    """Where the checks are that a list does not show; empty where it shows all."""
    here = sum(1 + len(view.also) for view in listed)
    return words.say("checks-elsewhere", here=f"{here:,}", rest=f"{total - here:,}") if total > here else ""


def tally(findings: Sequence[Finding], words: Words) -> Tally:
    """How many checks ended in which way."""
    return counted([sum(f.verdict == verdict for f in findings) for verdict in VERDICTS], words)


def counted(counts: Sequence[int], words: Words) -> Tally:
    """The same, of counts in the order of VERDICTS."""
    count, total = dict(zip(VERDICTS, counts, strict=True)), sum(counts)
    return Tally(total, **count, sentence=_tally_sentence(count, total, words))


def _tally_sentence(count: Mapping[Verdict, int], total: int, words: Words) -> str:
    """`3 checks: 2 add up, 1 cannot be checked.` An ending that no check had is left out."""
    if not total:
        return words.say("tally-none")
    parts = [
        words.say(f"tally-{verdict}-one" if number == 1 else f"tally-{verdict}", count=f"{number:,}")
        for verdict in _AS_SAID
        if (number := count[verdict])
    ]
    comma = "，" if words.lang == "zh" else ", "
    return words.say("tally-one" if total == 1 else "tally", count=f"{total:,}", parts=comma.join(parts))
