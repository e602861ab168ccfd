"""Explains findings to readers: one sentence, and both readings if nothing tells which figure is wrong."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property

from budgetbook.arithmetic.amount_style import AmountStyle
from budgetbook.arithmetic.finding import Finding
from budgetbook.arithmetic.ledger import Ledger
from budgetbook.arithmetic.money import Amount
from budgetbook.content.breakdown import Breakdown
from budgetbook.content.content import Content
from budgetbook.content.text import Language
from budgetbook.text.column_heads import column_heads
from budgetbook.text.finding_values import (
    find_difference,
    find_printed_unit,
    find_printed_value,
    find_unit,
    without_zeros_of_conversion,
)
from budgetbook.text.markdown import plain_text
from budgetbook.text.phrases import Phrases
from budgetbook.text.roles import References
from budgetbook.text.statement_namer import StatementNamer

_KINDS_WITH_ONE_READING = ("base-zero", "below-zero", "unlisted", "balance")
"""Kinds of failures whose sentence says all that can be said."""
_NAMES_THE_YEAR = ("no-prior", "no-earlier-statement")
"""Reasons whose sentences name the year compared with; documents need not name one."""


@dataclass(frozen=True)
class Explainer:
    """Explains the findings of one statement in one language."""

    content: Content
    phrases: Phrases
    ledger: Ledger
    refs: References

    @classmethod
    def create(cls, content: Content, phrases: Phrases, ledger: Ledger) -> Explainer:
        """Create an explainer whose notes name the figures of its own statement."""
        return cls(content, phrases, ledger, References(content, phrases, ledger))

    @cached_property
    def namer(self) -> StatementNamer:
        """Names what findings are about."""
        return StatementNamer(self.content, self.phrases, self.ledger)

    @cached_property
    def lang(self) -> Language:
        """Language of the phrases."""
        return self.phrases.lang

    @property
    def style(self) -> AmountStyle:
        """How the language writes amounts."""
        return self.phrases.style

    def finding_name(self, finding: Finding) -> str:
        """Name of the finding's subject; in a table of several columns, with the column."""
        name, breakdown = self.namer.name(finding.concept), self.ledger.statement.breakdowns.get(finding.table)
        if breakdown is None or finding.number is None or finding.kind in ("again", "control") or not breakdown.columns[1:]:
            return name
        column = self._column_heads(finding.table, breakdown)[finding.number - 1]
        return self.phrases.say("line-and-column", line=name, column=self.phrases.lowercase_in_sentence(column))

    def _column_heads(self, table: str, breakdown: Breakdown) -> tuple[str, ...]:
        if table not in self._heads_by_table:
            heads = column_heads(self.phrases, self.content, self.ledger.statement, breakdown)
            self._heads_by_table[table] = heads
        return self._heads_by_table[table]

    @cached_property
    def _heads_by_table(self) -> dict[str, tuple[str, ...]]:
        return {}

    def sentence(self, finding: Finding) -> str:
        """One sentence: what is printed and what the figures give."""
        if finding.verdict == "untestable":
            nameless = finding.why in _NAMES_THE_YEAR and not self.prior_year()
            phrase_id = f"untestable-{finding.why}{'-without-a-year' if nameless else ''}"
            return self.phrases.fill(phrase_id, _Fields(self, finding))
        if finding.cut:
            return self.phrases.fill("cut-off", _Fields(self, finding))
        return self.phrases.fill(f"{finding.rule}{self._variant(finding)}-{finding.verdict}", _Fields(self, finding))

    def _variant(self, finding: Finding) -> str:
        """Suffix of the phrase id for rules that compare several kinds of things."""
        if finding.kind:
            return f"-{finding.kind}"
        if finding.rule == "equal" and finding.role == "change":
            return "-change"
        if (
            finding.rule == "change"
            and finding.verdict == "fails"
            and find_printed_unit(finding, self.ledger) != find_unit(finding)
        ):
            return "-unit"
        return ""

    def note(self, finding: Finding) -> str:
        """Sentence, quoted passage, readings and the editor's note as plain text, for data files."""
        parts = [self.sentence(finding)]
        if passage := self.passage(finding):
            parts.append(self.phrases.say("quoted-passage", passage=passage))
        parts += self.readings(finding)
        if finding.mark and finding.mark.note:
            parts.append(plain_text(finding.mark.note[self.lang], self.refs))
        return self.phrases.marks.space.join(parts)

    def readings(self, finding: Finding) -> tuple[str, ...]:
        """Each way in which the document could be meant, if its figures alone do not tell which one is wrong."""
        if finding.verdict != "fails" or finding.rule not in ("sum", "change", "equal", "percent"):
            return ()
        if finding.kind in _KINDS_WITH_ONE_READING:
            return ()
        fields: Mapping[str, str] = _Fields(self, finding)
        if finding.rule == "change" and isinstance(finding.printed_value, Amount):
            prior = self._prior_if(finding.printed_value, finding)
            if prior.value < 0 <= finding.terms[1].amount.value:  # no document means that
                return ()
            gap = Amount(abs(finding.terms[1].amount.value - prior.value), prior.unit)
            fields = {**fields, "prior": self.namer.write_value(prior), "gap": self.namer.write_value(gap)}
        return tuple(self.phrases.fill(f"reading-{finding.rule}-{ordinal}", fields) for ordinal in ("one", "two"))

    def _prior_if(self, printed_change: Amount, finding: Finding) -> Amount:
        """Last year's figure as it would be if the printed change were right."""
        current_term, prior_term = finding.terms
        size = printed_change.value
        falls = current_term.amount.value < prior_term.amount.value
        prior = current_term.amount.value + size if falls else current_term.amount.value - size
        return Amount(prior, current_term.amount.unit)

    def missing_parts(self, finding: Finding) -> str:
        """Names of the parts that have no figure, as a list in words."""
        names = [self.namer.name_in_sentence(each) for each in finding.missing_parts]
        return self.phrases.join_list(names) if names else ""

    def prior_year(self) -> str:
        """The year compared with; empty if the document names none."""
        comparison = self.ledger.statement.compares_with
        return str(comparison.year) if comparison else ""

    def other_name(self, finding: Finding) -> str:
        """Name of what the finding compares with; for a further reading, its place."""
        breakdown = self.ledger.statement.breakdowns.get(finding.table)
        figure = breakdown.lines.get(finding.row or "") if breakdown else self.ledger.figure(finding.concept)
        if breakdown and finding.kind == "control" and finding.number:
            return self.namer.name_place(breakdown.control[finding.number - 1].at)
        if figure and finding.kind == "again" and finding.number:
            return self.namer.name_place(figure.readings[finding.number - 1].at)
        return self.namer.name_in_sentence(finding.other) if finding.other else ""

    def passage(self, finding: Finding) -> str:
        """The passage that the finding is about, as printed; empty for a finding on numbers."""
        quote = self.ledger.statement.quotes.get(finding.concept)
        return quote.text if quote else ""


_FIELDS: dict[str, Callable[[Explainer, Finding], str]] = {
    "name": lambda explainer, finding: explainer.namer.name(finding.concept),
    "other": lambda explainer, finding: explainer.other_name(finding),
    "cause": lambda explainer, finding: explainer.namer.name_in_sentence(finding.cause.concept) if finding.cause else "",
    "missing": lambda explainer, finding: explainer.missing_parts(finding),
    "said": lambda explainer, finding: explainer.namer.write_value(find_printed_value(finding, explainer.ledger)),
    "printed": lambda explainer, finding: explainer.namer.write_value(finding.printed_value),
    "computed": lambda explainer, finding: explainer.namer.write_value(without_zeros_of_conversion(finding.computed_value)),
    "difference": lambda explainer, finding: explainer.namer.write_value(find_difference(finding)),
    "count": lambda _, finding: str(len(finding.terms)),
    "year": lambda explainer, _: str(explainer.ledger.statement.fiscal_year),
    "prior_year": lambda explainer, _: explainer.prior_year(),
    "unit": lambda explainer, _: explainer.style.name_of(explainer.ledger.statement.unit),
}


class _Fields(Mapping[str, str]):
    """Fields of a finding's sentence, each computed only when a sentence has a hole for it."""

    def __init__(self, explainer: Explainer, finding: Finding) -> None:
        self._explainer, self._finding = explainer, finding

    def __getitem__(self, name: str) -> str:
        return _FIELDS[name](self._explainer, self._finding)

    def __contains__(self, name: object) -> bool:
        return name in _FIELDS

    def __iter__(self) -> Iterator[str]:
        return iter(_FIELDS)

    def __len__(self) -> int:
        return len(_FIELDS)


def finding_anchor(finding: Finding) -> str:
    """Fragment of a finding's address on its statement's page."""
    return "check-" + finding.id.removeprefix(f"{finding.statement}/").replace("/", "-")
