"""A finding in; what a reader is told of it out: question, sentence, working and, where nothing settles it, both readings."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from decimal import Decimal
from functools import cached_property

from budgetbook.arithmetic import money
from budgetbook.arithmetic.finding import VERDICTS, Finding
from budgetbook.arithmetic.ledger import Ledger, total_of
from budgetbook.arithmetic.money import MINUS, Amount, grouped
from budgetbook.arithmetic.performancerules import WHOLE_BODY
from budgetbook.content.load import Content
from budgetbook.content.model import Language
from budgetbook.pages.elements import FindingView, Link, Tally
from budgetbook.words.lines import line_name
from budgetbook.words.markdown import Href, Html, inline, plain
from budgetbook.words.references import References
from budgetbook.words.wording import Words

_UNIT_WORDS = {"元": "word-yuan", "万元": "word-wan-yuan", "亿元": "word-yi-yuan"}
_SAID = ("increase", "decrease", "unchanged", "nil-note", "no-nil-note", "empty-table", "full-table")
_BASES = ("unstated", "initial-budget", "adjusted-budget", "executed", "final-accounts")
_WORDS = {**_UNIT_WORDS, **{word: f"word-{word}" for word in _SAID}, **{basis: f"basis-{basis}" for basis in _BASES}}
_SIGNS = {"": "", "+": " + ", "−": f" {MINUS} ", "=": " = "}


@dataclass(frozen=True)
class Explainer:
    """Puts the findings of one statement into words of one language."""

    content: Content
    words: Words
    ledger: Ledger
    refs: References
    href: Href = str
    _views: dict[int, tuple[Finding, FindingView]] = field(default_factory=dict, repr=False, compare=False)

    @cached_property
    def lang(self) -> Language:
        """The language."""
        return self.words.lang

    def on(self, href: Href) -> Explainer:
        """The same for another page of the statement: what does not hang on the page is made once for all of them."""
        return replace(self, href=href)

    def view(self, finding: Finding) -> FindingView:
        """The finding as a page shows it. It is made once, but for the links of its note, which lead from the page."""
        made = self._views.get(id(finding))  # a finding is held with its view, so that no other comes to have its number
        if made is None:
            made = self._views[id(finding)] = (finding, self._view(finding))
        view = made[1]
        note = finding.mark.note if finding.mark else None
        return replace(view, note=inline(note[self.lang], self.refs, self.href)) if note else view

    def _view(self, finding: Finding) -> FindingView:
        sentence, working = self.sentence(finding), self.working(finding)
        return FindingView(
            id=anchor(finding),
            concept=finding.concept,
            name=self._named(finding),
            rule=self.words[f"rule-{finding.rule}"],
            question=self.words[f"question-{finding.rule}"],
            verdict=finding.verdict,
            verdict_word=self.words[f"verdict-{finding.verdict}"],
            sentence=sentence,
            working=working,
            brief=working if working and finding.verdict == "holds" and len(finding.terms) > 1 else sentence,
            readings=self.readings(finding),
            note=Html(),
            statement=self._statement,
            address=self.refs.address(finding.concept),
        )

    def _named(self, finding: Finding) -> str:
        """What it is about; in a table of several columns, with the column."""
        name, breakdown = self.name(finding.concept), self.ledger.statement.breakdowns.get(finding.table)
        if breakdown is None or finding.number is None or finding.kind == "again" or not breakdown.columns[1:]:
            return name
        column = self.content.concepts[breakdown.columns[finding.number - 1].concept].name[self.lang]
        return self.words.say("line-and-column", line=name, column=self.words.within(column))

    @cached_property
    def _statement(self) -> Link:
        statement = self.ledger.statement
        entity = self.content.entities[statement.entity].short[self.lang]
        document = self.words.document(statement.phase, statement.fiscal_year)
        return Link(f"{entity} {document}", f"{self.lang}/{statement.id}/")

    def sentence(self, finding: Finding) -> str:
        """One sentence: what is printed and what the figures give."""
        if finding.verdict == "untestable":
            return self.words.fill(f"untestable-{finding.why}", _Fields(self, finding))
        return self.words.fill(f"{finding.rule}{self._variant(finding)}-{finding.verdict}", _Fields(self, finding))

    def _variant(self, finding: Finding) -> str:
        """Which of a rule's sentences fits: some rules compare several kinds of things."""
        if finding.kind:
            return f"-{finding.kind}"
        if finding.rule == "equal" and finding.role == "change":
            return "-change"
        if finding.rule == "change" and finding.verdict == "fails" and self._printed_unit(finding) != self._unit(finding):
            return "-unit"
        return ""

    def note(self, finding: Finding) -> str:
        """Sentence, readings and the editor's note as plain words, for data files."""
        parts = [self.sentence(finding), *self.readings(finding)]
        if finding.mark and finding.mark.note:
            parts.append(plain(finding.mark.note[self.lang], self.refs))
        return ("" if self.lang == "zh" else " ").join(parts)

    def working(self, finding: Finding) -> str:
        """The sum as one would write it on paper, in the document's own unit."""
        if not finding.terms or finding.verdict == "untestable":
            return ""
        left = "".join(_SIGNS[term.sign] + grouped(term.amount.value) for term in finding.terms)
        if finding.rule in ("percent", "share"):
            first, second = (grouped(term.amount.value) for term in finding.terms)
            return f"{first} ÷ {second} = {_shown(finding.computed)}"
        unit = finding.terms[0].amount.unit
        if finding.rule == "at-most":
            sign = "≤" if finding.verdict == "holds" else ">"
            whole = finding.computed if finding.other else finding.printed
            return f"{self._closed(left, finding)} {sign} {_number(whole)} {unit}"
        if finding.rule in ("equal", "chain"):
            return f"{self._closed(left, finding)}{_beside(finding, finding.computed)} {unit}"
        if finding.rule == "sum":
            return f"{self._closed(left, finding)}{_beside(finding, finding.printed)} {unit}"
        return f"{left} = {_signed(total_of(finding.terms))} {unit}"

    def _closed(self, left: str, finding: Finding) -> str:
        """A sum of several terms with its result."""
        return left if len(finding.terms) == 1 else f"{left} = {grouped(total_of(finding.terms))}"

    def readings(self, finding: Finding) -> tuple[str, ...]:
        """Each way in which the document could be meant, where its figures alone do not tell which one is wrong."""
        if finding.verdict != "fails" or finding.rule not in ("sum", "change", "equal", "percent"):
            return ()
        fields: Mapping[str, str] = _Fields(self, finding)
        if finding.rule == "change" and isinstance(finding.printed, Amount):
            fields = {**fields, **self._prior_if(finding.printed, finding)}
        return tuple(self.words.fill(f"reading-{finding.rule}-{which}", fields) for which in ("one", "two"))

    def _prior_if(self, printed: Amount, finding: Finding) -> dict[str, str]:
        """What last year's figure would have been, were the printed change right."""
        now, before = finding.terms
        size = printed.value
        falls = now.amount.value < before.amount.value
        prior = now.amount.value + size if falls else now.amount.value - size
        gap = abs(before.amount.value - prior)
        unit = now.amount.unit
        return {"prior": self.text(Amount(prior, unit)), "gap": self.text(Amount(gap, unit))}

    def missing(self, finding: Finding) -> str:
        """The parts that have no figure, in a row."""
        names = [self.words.within(self.name(each)) for each in finding.missing]
        return self.words.listing(names) if names else ""

    def prior_year(self) -> str:
        """The year compared with; empty for none."""
        compared = self.ledger.statement.compares_with
        return str(compared.year) if compared else ""

    def other(self, finding: Finding) -> str:
        """The name of what a finding compares with; for a further reading, its place."""
        breakdown = self.ledger.statement.breakdowns.get(finding.table)
        figure = breakdown.lines.get(finding.row or "") if breakdown else self.ledger.figure(finding.concept)
        if figure and finding.kind == "again" and finding.number:
            return figure.readings[finding.number - 1].at
        return self.words.within(self.name(finding.other)) if finding.other else ""

    def _unit(self, finding: Finding) -> str:
        return finding.printed.unit if isinstance(finding.printed, Amount) else ""

    def _printed_unit(self, finding: Finding) -> str:
        """The unit that the document prints a change in."""
        figure = self.ledger.figure(finding.concept)
        return (figure.printed.unit if figure and figure.printed else None) or self._unit(finding)

    def as_printed(self, finding: Finding) -> Amount | str | None:
        """A printed change in the unit that is printed, be it the wrong one."""
        if finding.rule != "change" or not isinstance(finding.printed, Amount):
            return finding.printed
        return Amount(finding.printed.value, self._printed_unit(finding))

    def difference(self, finding: Finding) -> Amount | None:
        """What lies between the two, without its sign."""
        if finding.difference is None:
            return None
        unit = next((v.unit for v in (finding.printed, finding.computed) if isinstance(v, Amount)), "")
        return Amount(abs(finding.difference), unit)

    def text(self, value: Amount | str | None) -> str:
        """An amount in the reader's words; a direction or a unit as its word."""
        if isinstance(value, Amount):
            return money.bare(value, self.lang)
        if not value:
            return ""
        if value in _BASES:
            return self.words.within(self.words[_WORDS[value]])
        return self.words[_WORDS[value]] if value in _WORDS else value  # a code with its name stands as it is printed

    def name(self, name: str) -> str:
        """The name of a concept, project, fact or line of a table; the year of a statement."""
        statement = self.ledger.statement
        if name == WHOLE_BODY:
            return self.words["whole-body"]
        if name.partition(".")[0] in (*statement.breakdowns, *statement.tables):
            return line_name(self.content, statement, name, self.lang)
        if name in self.content.concepts:
            return self.content.concepts[name].name[self.lang]
        for named in (statement.projects, statement.facts):
            if name in named:
                return named[name].name[self.lang]
        other = self.content.statements.get(name)
        return str(other.fiscal_year) if other else name


_FIELDS: dict[str, Callable[[Explainer, Finding], str]] = {
    "name": lambda to, finding: to.name(finding.concept),
    "other": lambda to, finding: to.other(finding),
    "missing": lambda to, finding: to.missing(finding),
    "said": lambda to, finding: to.text(to.as_printed(finding)),
    "printed": lambda to, finding: to.text(finding.printed),
    "computed": lambda to, finding: to.text(finding.computed),
    "difference": lambda to, finding: to.text(to.difference(finding)),
    "count": lambda _, finding: str(len(finding.terms)),
    "year": lambda to, _: str(to.ledger.statement.fiscal_year),
    "prior_year": lambda to, _: to.prior_year(),
    "unit": lambda to, _: to.words[_UNIT_WORDS[to.ledger.statement.unit]],
}


class _Fields(Mapping[str, str]):
    """What a sentence on a finding may name, each worked out when a sentence has a hole for it."""

    def __init__(self, to: Explainer, finding: Finding) -> None:
        self._to, self._finding = to, finding

    def __getitem__(self, name: str) -> str:
        return _FIELDS[name](self._to, self._finding)

    def __contains__(self, name: object) -> bool:
        return name in _FIELDS

    def __iter__(self) -> Iterator[str]:
        return iter(_FIELDS)

    def __len__(self) -> int:
        return len(_FIELDS)


def anchor(finding: Finding) -> str:
    """The fragment of a finding on its statement's page."""
    return "check-" + finding.id.removeprefix(f"{finding.statement}/").replace("/", "-")


def tally(findings: Sequence[Finding], words: Words) -> Tally:
    """How many checks ended in which way."""
    return counted([sum(f.verdict == verdict for f in findings) for verdict in VERDICTS], words)


def counted(counts: Sequence[int], words: Words) -> Tally:
    """The same, of counts in the order of VERDICTS."""
    count, total = dict(zip(VERDICTS, counts, strict=True)), sum(counts)
    said = {name: f"{number:,}" for name, number in count.items()}
    return Tally(total, **count, sentence=words.say("tally", total=f"{total:,}", **said))


def _signed(value: Decimal) -> str:
    """A change: with its sign, and 0 as a bare 0."""
    return f"+{grouped(value)}" if value > 0 else grouped(value) if value else "0"


def _beside(finding: Finding, other: Amount | str | None) -> str:
    """What a result is held against: `≠ 19`, `≈ 19`; for a sum that comes out, nothing that is not there already."""
    if finding.verdict != "holds":
        return f" {'≈' if finding.verdict == 'rounding' else '≠'} {_number(other)}"
    return f" = {_number(other)}" if len(finding.terms) == 1 else ""


def _number(value: Amount | str | None) -> str:
    return grouped(value.value) if isinstance(value, Amount) else str(value)


def _shown(value: Amount | str | None) -> str:
    return money.printed(value) if isinstance(value, Amount) else str(value)
