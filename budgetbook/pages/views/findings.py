"""Findings as pages show them, and their counts by outcome."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property

from budgetbook.arithmetic.finding import Finding
from budgetbook.arithmetic.ledger import Ledger
from budgetbook.arithmetic.severity import OUTCOMES, Outcome, rate_outcome
from budgetbook.content.content import Content
from budgetbook.pages.models.findings import FindingView, Tally
from budgetbook.pages.models.page import Link
from budgetbook.text.calculation import write_calculation
from budgetbook.text.explain import Explainer, finding_anchor
from budgetbook.text.finding_values import find_difference
from budgetbook.text.markdown import Href, Html, render_inline
from budgetbook.text.phrases import Phrases
from budgetbook.text.tally import write_count, write_tally

_BETWEEN_WORKINGS = " ; "
_LEGEND: Mapping[str, tuple[Outcome, ...]] = {
    "fails": ("fails",),
    "slight": ("last-digit", "wording", "rounding"),
    "untestable": ("untestable",),
    "holds": ("holds",),
}
"""The kinds of ticks in the picture of a tally: `legend-<kind>` in the wording."""


@dataclass(frozen=True)
class FindingPresenter:
    """The findings of one statement in one language, on one page."""

    explainer: Explainer
    href: Href
    _views: dict[int, tuple[Finding, FindingView]] = field(default_factory=dict, repr=False, compare=False)

    def with_href(self, href: Href) -> FindingPresenter:
        """Return the presenter for another page of the statement; everything but links is still computed only once."""
        return replace(self, href=href)

    def with_ledger(self, ledger: Ledger) -> FindingPresenter:
        """Return the presenter with another ledger."""
        return replace(self, explainer=replace(self.explainer, ledger=ledger))

    def present(self, finding: Finding) -> FindingView:
        """Build the finding's view, once for all pages except for the links in its note."""
        entry = self._views.get(id(finding))  # the finding is kept with its view, so that its id stays unique
        if entry is None:
            entry = self._views[id(finding)] = (finding, self._build_view(finding))
        view = entry[1]
        note = finding.mark.note if finding.mark else None
        return replace(view, note=render_inline(note[self.explainer.lang], self.explainer.refs, self.href)) if note else view

    def _build_view(self, finding: Finding) -> FindingView:
        explainer, phrases = self.explainer, self.explainer.phrases
        sentence, calculation = explainer.sentence(finding), write_calculation(finding, explainer.style.printed_numbers)
        return FindingView(
            id=finding_anchor(finding),
            concept=finding.concept,
            name=explainer.finding_name(finding),
            rule=phrases[f"rule-{finding.rule}"],
            question=phrases[f"question-{finding.rule}"],
            outcome=rate_outcome(finding),
            outcome_word=phrases[f"verdict-{rate_outcome(finding)}"],
            sentence=sentence,
            passage=explainer.passage(finding),
            calculation=calculation,
            brief=calculation if calculation and finding.verdict == "holds" and len(finding.terms) > 1 else sentence,
            readings=explainer.readings(finding),
            note=Html(),
            statement=self._statement_link,
            address=self._address(finding),
            gap=explainer.namer.write_value(find_difference(finding)),
        )

    def _address(self, finding: Finding) -> str:
        """Where the figure is explained; a passage is explained where its finding is listed."""
        explainer = self.explainer
        address = explainer.refs.address(finding.concept)
        return f"{address.partition('#')[0]}#{finding_anchor(finding)}" if explainer.passage(finding) else address

    @cached_property
    def _statement_link(self) -> Link:
        explainer = self.explainer
        statement = explainer.ledger.statement
        entity = explainer.content.entities[statement.entity].short[explainer.lang]
        return Link(
            f"{entity} {explainer.phrases.document(statement.phase, statement.fiscal_year)}", f"{explainer.lang}/{statement.id}/"
        )


def merge_findings(views: Iterable[FindingView]) -> tuple[FindingView, ...]:
    """Merge findings that are told in the same words into one with several places."""
    merged_views: dict[tuple[object, ...], FindingView] = {}
    for view in views:
        identity = (view.outcome, *_identify_sentence(view))
        first = merged_views.get(identity)
        merged_views[identity] = replace(first, duplicates=(*first.duplicates, view)) if first else view
    return tuple(merged_views.values())


def _identify_sentence(view: FindingView) -> tuple[object, ...]:
    """What must be the same for two findings of one outcome to be told as one.

    That two sums hold says nothing about either; what cannot be checked is told by its reason; what one rule finds in one
    passage is told below it; a failure is told with those that share its words and its note (without one, its figure).
    """
    if view.outcome == "holds":
        return (view.id,)
    if view.outcome == "untestable":
        return (view.sentence,)
    if view.passage:
        return (view.rule, view.concept, view.note)
    concept = "" if view.note else view.concept
    return (view.rule, view.sentence, view.calculation, view.readings, view.note, concept)


def join_by_rule(views: Iterable[FindingView]) -> tuple[FindingView, ...]:
    """Join the findings on one number that hold, or that cannot be checked, into one for each rule with all workings."""
    joined_views: list[FindingView] = []
    places: dict[tuple[str, str], int] = {}
    for view in views:
        place = places.get((view.outcome, view.rule)) if view.outcome in ("holds", "untestable") else None
        if place is None:
            places[view.outcome, view.rule] = len(joined_views)
            joined_views.append(view)
        else:
            joined_views[place] = _join(joined_views[place], view)
    return tuple(joined_views)


def _join(first: FindingView, second: FindingView) -> FindingView:
    """Add the working of a second finding, or what it says if it has none."""
    if second.calculation and second.calculation not in first.calculation.split(_BETWEEN_WORKINGS):
        calculation = _BETWEEN_WORKINGS.join(filter(None, (first.calculation, second.calculation)))
        return replace(first, calculation=calculation)
    if not second.calculation and second.sentence not in first.sentence:
        return replace(first, sentence=f"{first.sentence} {second.sentence}")
    return first


def slight_findings(outcome: Outcome, findings: Iterable[Finding], presenter: FindingPresenter) -> tuple[FindingView, ...]:
    """List the findings with one of the slight outcomes, table sums first: there every digit is printed."""
    some = [finding for finding in findings if rate_outcome(finding) == outcome]
    some.sort(key=lambda finding: not (finding.table and finding.rule == "sum"))
    return merge_findings(map(presenter.present, some))


def elsewhere_sentence(total: int, views: Iterable[FindingView], phrases: Phrases) -> str:
    """Say where to find the findings that a list omits; empty if it omits none."""
    here = sum(1 + len(view.duplicates) for view in views)
    return phrases.say("checks-elsewhere", here=phrases.count(here), rest=phrases.count(total - here)) if total > here else ""


def tally_findings(findings: Sequence[Finding], phrases: Phrases) -> Tally:
    """Count findings by outcome."""
    return build_tally(list(map([rate_outcome(finding) for finding in findings].count, OUTCOMES)), phrases)


def build_tally(counts: Sequence[int], phrases: Phrases) -> Tally:
    """Build the tally from counts in the order of OUTCOMES."""
    count, total = dict(zip(OUTCOMES, counts, strict=True)), sum(counts)
    fields = {outcome.replace("-", "_"): number for outcome, number in count.items()}
    fails_text = write_count("fails", count["fails"], phrases) if count["fails"] else ""
    return Tally(
        total, **fields, sentence=write_tally(count, phrases), fails_text=fails_text, legend=_tally_legend(count, phrases)
    )


def _tally_legend(count: Mapping[Outcome, int], phrases: Phrases) -> str:
    """Explain the ticks that are there: `In the strip above, tall and red does not add up, light grey adds up.`"""
    kinds = [kind for kind, outcomes in _LEGEND.items() if any(count[outcome] for outcome in outcomes)]
    comma = phrases.marks.comma
    return phrases.say("tally-legend", parts=comma.join(phrases[f"legend-{kind}"] for kind in kinds)) if kinds[1:] else ""


def sort_by_severity(findings: tuple[Finding, ...], content: Content) -> list[Finding]:
    """Sort findings for the reader: serious failures first, a needless word after a wrong number, then as in the dictionary."""
    order = {concept: index for index, concept in enumerate(content.concepts)}

    def severity(finding: Finding) -> tuple[int, bool, int]:
        return (
            OUTCOMES.index(rate_outcome(finding)),
            finding.rule == "zero-with-a-direction",
            order.get(finding.concept, len(order)),
        )

    return sorted(findings, key=severity)


def list_findings(findings: tuple[Finding, ...], content: Content) -> list[Finding]:
    """Select the findings that a page lists: all about figures, and those about tables that fail or are off by rounding."""
    return sort_by_severity(tuple(f for f in findings if not f.table or f.verdict in ("fails", "rounding")), content)
