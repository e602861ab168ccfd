"""Explains findings to readers: one sentence, and both readings if nothing tells which figure is wrong."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import overload

from budgetbook.arithmetic import amount_format
from budgetbook.arithmetic.amount_style import AmountStyle
from budgetbook.arithmetic.finding import Finding
from budgetbook.arithmetic.ledger import Ledger
from budgetbook.arithmetic.money import Amount, count_places, round_half_up, without_trailing_zeros
from budgetbook.arithmetic.rules.scores import WHOLE_ENTITY
from budgetbook.content.breakdown import Breakdown
from budgetbook.content.content import Content
from budgetbook.content.text import Language
from budgetbook.content.units import Unit
from budgetbook.text.column_heads import column_heads
from budgetbook.text.markdown import plain_text
from budgetbook.text.phrases import Phrases
from budgetbook.text.place_names import name_place
from budgetbook.text.roles import References
from budgetbook.text.table_lines import line_name

_KINDS_WITH_ONE_READING = ("base-zero", "below-zero", "unlisted", "balance")
"""Kinds of failures whose sentence says all that can be said."""
_PRINTED_WORDS = (
    *("increase", "decrease", "unchanged"),
    *("above", "below", "equal"),
    *("nil-note", "no-nil-note", "zero-in-text", "empty-table", "full-table", "in-contents", "not-there"),
)
_NAMES_THE_YEAR = ("no-prior", "no-earlier-statement")
"""Reasons whose sentences name the year compared with; documents need not name one."""
_BASES = ("unstated", "initial-budget", "adjusted-budget", "executed", "final-accounts")
_WORDS = {
    **{word: f"word-{word}" for word in _PRINTED_WORDS},
    **{basis: f"basis-{basis}" for basis in _BASES},
    "部门": "titled-department",
    "单位": "titled-unit",
}


@dataclass(frozen=True)
class Explainer:
    """Explains the findings of one statement in one language."""

    content: Content
    phrases: Phrases
    ledger: Ledger
    refs: References

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
        name, breakdown = self.name(finding.concept), self.ledger.statement.breakdowns.get(finding.table)
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
        if finding.rule == "change" and finding.verdict == "fails" and self._printed_unit(finding) != self._unit(finding):
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
            fields = {**fields, "prior": self.text(prior), "gap": self.text(gap)}
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
        names = [self.name_in_sentence(each) for each in finding.missing_parts]
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
            return self._place_name(breakdown.control[finding.number - 1].at)
        if figure and finding.kind == "again" and finding.number:
            return self._place_name(figure.readings[finding.number - 1].at)
        return self.name_in_sentence(finding.other) if finding.other else ""

    def passage(self, finding: Finding) -> str:
        """The passage that the finding is about, as printed; empty for a finding on numbers."""
        quote = self.ledger.statement.quotes.get(finding.concept)
        return quote.text if quote else ""

    def _unit(self, finding: Finding) -> Unit:
        return finding.printed_value.unit if isinstance(finding.printed_value, Amount) else Unit("")

    def _printed_unit(self, finding: Finding) -> Unit:
        """Unit in which the document prints a change."""
        figure = self.ledger.figure(finding.concept)
        return (figure.printed.unit if figure and figure.printed else None) or self._unit(finding)

    def as_printed(self, finding: Finding) -> Amount | str | None:
        """The printed value; a change is in the unit that the document prints, even if that is the wrong one."""
        if finding.rule != "change" or not isinstance(finding.printed_value, Amount):
            return finding.printed_value
        return Amount(finding.printed_value.value, self._printed_unit(finding))

    def difference(self, finding: Finding) -> Amount | None:
        """Absolute difference between printed and computed value."""
        if finding.difference is None:
            return None
        unit = next((v.unit for v in (finding.printed_value, finding.computed_value) if isinstance(v, Amount)), Unit(""))
        return _without_zeros_of_conversion(Amount(abs(finding.difference), unit))

    def text(self, value: Amount | str | None) -> str:
        """An amount in the reader's words; a direction, unit or basis as its word."""
        if isinstance(value, Amount):
            return amount_format.format_for_prose(value, self.style)
        if not value:
            return ""
        if fund := self.ledger.funds.get(value):
            return fund.name[self.lang]
        if unit := self.ledger.units.get(value):
            return self.style.name_of(unit)
        if value in _BASES:
            return self.phrases.lowercase_in_sentence(self.phrases[_WORDS[value]])
        return self.phrases[_WORDS[value]] if value in _WORDS else value  # a code and its name stay as printed

    def name_in_sentence(self, name: str) -> str:
        """A name as written within a sentence; the document's names of projects and facts keep their capitals."""
        statement = self.ledger.statement
        full_name = self.name(name)
        if name in (*statement.projects, *statement.facts, *statement.quotes):
            return full_name
        return self.phrases.lowercase_in_sentence(full_name)

    def name(self, name: str) -> str:
        """Name of a concept, project, fact or table line; of a quoted passage, its place; of another statement, its year."""
        statement = self.ledger.statement
        if name == WHOLE_ENTITY:
            return self.phrases["whole-body"]
        if name.partition(".")[0] in (*statement.breakdowns, *statement.tables):
            return line_name(self.content, statement, name, self.lang)
        if name in self.content.concepts:
            return self.content.concepts[name].name[self.lang]
        if name in statement.quotes:
            return self._place_name(statement.quotes[name].at)
        for items in (statement.projects, statement.facts):
            if name in items:
                return items[name].name[self.lang]
        other = self.content.statements.get(name)
        return self.phrases.name_year(other.fiscal_year) if other else name

    def _place_name(self, place_number: str) -> str:
        """A place of the document by its number and name."""
        return name_place(self.ledger.statement.places, place_number, self.phrases)


_FIELDS: dict[str, Callable[[Explainer, Finding], str]] = {
    "name": lambda explainer, finding: explainer.name(finding.concept),
    "other": lambda explainer, finding: explainer.other_name(finding),
    "cause": lambda explainer, finding: explainer.name_in_sentence(finding.cause.concept) if finding.cause else "",
    "missing": lambda explainer, finding: explainer.missing_parts(finding),
    "said": lambda explainer, finding: explainer.text(explainer.as_printed(finding)),
    "printed": lambda explainer, finding: explainer.text(finding.printed_value),
    "computed": lambda explainer, finding: explainer.text(_without_zeros_of_conversion(finding.computed_value)),
    "difference": lambda explainer, finding: explainer.text(explainer.difference(finding)),
    "count": lambda _, finding: str(len(finding.terms)),
    "year": lambda explainer, _: str(explainer.ledger.statement.fiscal_year),
    "prior_year": lambda explainer, _: explainer.prior_year(),
    "unit": lambda explainer, _: explainer.style.name_of(explainer.ledger.statement.unit),
}


_PLACES_OF_MONEY = 2


@overload
def _without_zeros_of_conversion(value: Amount) -> Amount: ...
@overload
def _without_zeros_of_conversion(value: Amount | str | None) -> Amount | str | None: ...
def _without_zeros_of_conversion(value: Amount | str | None) -> Amount | str | None:
    """Money without the zeros that another unit's places leave behind its own: 1,234.567800 万元, printed 12,345,678.00 元."""
    if not isinstance(value, Amount) or not value.is_money or count_places(value.value) <= _PLACES_OF_MONEY:
        return value
    short = without_trailing_zeros(value.value)
    return Amount(short if count_places(short) > _PLACES_OF_MONEY else round_half_up(short, _PLACES_OF_MONEY), value.unit)


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
