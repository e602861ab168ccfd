"""The rows that one entity contributes to the tables that compare entities and years.

A row holds everything that is shown of it, so a table needs nothing else from the entity.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from functools import cached_property
from typing import Any, NamedTuple

from budgetbook.arithmetic import amount_format, money
from budgetbook.arithmetic.amount_style import AmountStyle
from budgetbook.arithmetic.finding import Findings
from budgetbook.arithmetic.ledger import Ledger
from budgetbook.arithmetic.money import Amount
from budgetbook.arithmetic.prior_year import change_since, prior_value
from budgetbook.arithmetic.scale import RESIDENTS, ScaledFigure, scale_figures
from budgetbook.arithmetic.severity import rate_outcome
from budgetbook.content.content import Content, Statement
from budgetbook.content.text import Language
from budgetbook.opendata.contributions import StatementEntry
from budgetbook.opendata.tables.concept_tree import ConceptTree
from budgetbook.pages.language import LanguageSite, language_sites
from budgetbook.text.phrases import Phrases
from budgetbook.text.roles import evidence_address

KIND = "compare"
RANGES = "ranges"
"""The part that holds the range of each of an entity's figures."""


class ComparisonCell(NamedTuple):
    """One cell of a comparison; a tuple, because a large site keeps millions."""

    text: str
    value: str = ""
    """Its sort key, a plain number; empty if there is none."""
    address: str = ""
    tag: str = ""
    """Its certainty: computed, held centrally; empty for a printed figure."""
    fails: bool = False
    """True if something about the figure does not add up."""
    unit: str = ""
    """The unit of its value."""


ComparisonRow = tuple[ComparisonCell, ...]
ComparisonRows = tuple[ComparisonRow, ...]
"""The rows of one entity, newest document first."""
AmountRanges = dict[str, tuple[Amount, Amount]]
"""The smallest and the largest amount of each concept, printed or computed."""


def contribute(content: Content, findings: Findings) -> dict[str, Any]:
    """Contribute the rows of one entity.

    - `<lang>`: ComparisonRows of the main figures, a cell each, whether reported or not
    - `<lang>/<concept>`: ComparisonRows of a concept, a row for each document that reports it; its last cell is the kind of body
    - `<lang>/scale/<name>`: ComparisonRows of a measure of the site, with the two numbers that it is made of
    - `ranges`: AmountRanges, of concepts and measures
    """
    structure, parts = ConceptTree(content), dict[str, Any]()
    for language_site in language_sites(content, findings):
        parts |= _EntityRows(language_site, structure).contributions()
    return parts


def scale_part(lang: Language, name: str) -> str:
    """Name the part of a contribution that has the rows of a measure."""
    return f"{lang}/scale/{name}"


def find_whole(structure: ConceptTree, concept: str) -> str | None:
    """Find the total that a figure can honestly be a share of: all revenue, or all expenditure."""
    whole = structure.side_concept(concept)
    return whole if whole != concept else None


def document_cell(statement: Statement | StatementEntry, phrases: Phrases) -> ComparisonCell:
    """Build the cell of a document's year and stage, which sorts final accounts after the budget of their year."""
    value = f"{statement.fiscal_year}.{statement.order}"
    tag = phrases["review-short"] if statement.is_unchecked else ""
    return ComparisonCell(phrases.document(statement.phase, statement.fiscal_year), value, tag=tag)


@dataclass(frozen=True)
class _EntityRows:
    """The rows of one entity in one language."""

    language_site: LanguageSite
    structure: ConceptTree

    @property
    def lang(self) -> Language:
        return self.language_site.lang

    @property
    def style(self) -> AmountStyle:
        return self.language_site.phrases.style

    @property
    def phrases(self) -> Phrases:
        return self.language_site.phrases

    @cached_property
    def _failures(self) -> set[tuple[str, str]]:
        """(statement, concept) of every figure that does not add up."""
        every = (finding for findings in self.language_site.findings.values() for finding in findings)
        return {(finding.statement, finding.concept) for finding in every if rate_outcome(finding) == "fails"}

    def contributions(self) -> dict[str, Any]:
        ledgers = [self.language_site.ledgers[statement.id] for statement in self.language_site.newest]
        parts: dict[str, Any] = {self.lang: tuple(self._main_row(ledger) for ledger in ledgers)}
        ranges: AmountRanges = {}
        for concept, definition in self.language_site.content.concepts.items():
            if definition.measure and (reporting_ledgers := [ledger for ledger in ledgers if ledger.reports(concept)]):
                whole = find_whole(self.structure, concept)
                parts[f"{self.lang}/{concept}"] = tuple(
                    (*self._concept_row(ledger, concept, whole),) for ledger in reporting_ledgers
                )
                if amounts := [k.amount for ledger in reporting_ledgers if (k := ledger.known_value(concept, "amount"))]:
                    ranges[concept] = min(amounts, key=Amount.to_base_unit), max(amounts, key=Amount.to_base_unit)
        for name in self.language_site.content.site.scales:
            measures = [(ledger, figure) for ledger in ledgers for figure in self._scaled_figures(ledger) if figure.name == name]
            parts[scale_part(self.lang, name)] = tuple((*self._scale_row(ledger, figure),) for ledger, figure in measures)
            if values := [figure.value for _, figure in measures]:
                ranges[name] = min(values, key=Amount.to_base_unit), max(values, key=Amount.to_base_unit)
        return parts | {RANGES: ranges}

    def _scaled_figures(self, ledger: Ledger) -> tuple[ScaledFigure, ...]:
        findings = tuple(self.language_site.findings[ledger.statement.id])
        return tuple(scale_figures(self.language_site.content, ledger, findings))

    def _scale_row(self, ledger: Ledger, figure: ScaledFigure) -> Iterator[ComparisonCell]:
        """Build the row of a measure: its value, and the two numbers that it was worked out from."""
        entity_name, document = self._names[ledger.statement.id]
        yield ComparisonCell(entity_name, address=f"{self.lang}/{ledger.statement.id}/#scale")
        yield document
        text, unit = amount_format.format_readable(figure.value, self.style), str(figure.value.unit.base)
        value = f"{figure.value.to_base_unit():f}"
        yield ComparisonCell(text, value, tag=self.phrases["computed"], fails=figure.fails, unit=unit)
        for amount, concept in ((figure.dividend, figure.scale.of), (figure.divisor, figure.scale.by)):
            address = "" if concept == RESIDENTS else self._address(ledger, concept)
            text = amount_format.format_for_column(amount, self.style)
            yield ComparisonCell(text, f"{amount.to_base_unit():f}", address, unit=str(amount.unit.base))
        yield self._kind_cell(ledger)

    def _main_row(self, ledger: Ledger) -> ComparisonRow:
        concepts = self.language_site.content.site.key_figures
        return (
            *self._leading_cells(ledger, ""),
            *(self._amount_cell(ledger, concept) for concept in concepts),
            self._failure_cell(ledger),
        )

    def _concept_row(self, ledger: Ledger, concept: str, whole: str | None) -> Iterator[ComparisonCell]:
        yield from self._leading_cells(ledger, concept)
        yield self._amount_cell(ledger, concept)
        yield self._prior_cell(ledger, concept)
        yield self._change_cell(ledger, concept)
        if whole:
            yield self._share_cell(ledger, concept, whole)
        yield self._kind_cell(ledger)

    def _kind_cell(self, ledger: Ledger) -> ComparisonCell:
        """Name the kind of public body: sums of different kinds never share a scale. No column shows it."""
        kind = self.language_site.content.entities[ledger.statement.entity].kind
        return ComparisonCell(self.language_site.content.concepts[kind].name[self.lang])

    def _address(self, ledger: Ledger, concept: str) -> str:
        return f"{self.lang}/{ledger.statement.id}/{f'#{concept}' if concept else ''}"

    def _leading_cells(self, ledger: Ledger, concept: str) -> ComparisonRow:
        """Build the first two cells: the entity, linked to its figure, and the document."""
        entity_name, document = self._names[ledger.statement.id]
        return ComparisonCell(entity_name, address=self._address(ledger, concept)), document

    @cached_property
    def _names(self) -> dict[str, tuple[str, ComparisonCell]]:
        """The entity's name and the document cell of each statement."""
        shorts = {name: entity.short[self.lang] for name, entity in self.language_site.content.entities.items()}
        return {each.id: (shorts[each.entity], document_cell(each, self.phrases)) for each in self.language_site.newest}

    def _failure_cell(self, ledger: Ledger) -> ComparisonCell:
        """Count the findings of a document that fail."""
        count = str(sum(rate_outcome(finding) == "fails" for finding in self.language_site.findings[ledger.statement.id]))
        # Of a document that nobody has compared, findings are told only once somebody has confirmed them.
        tag = self.phrases["confirmed-so-far"] if ledger.statement.is_unchecked else ""
        return ComparisonCell(count, value=count, address=f"{evidence_address(ledger.statement.id, self.lang)}#checks", tag=tag)

    def _amount_cell(self, ledger: Ledger, concept: str) -> ComparisonCell:
        """Show the figure as the document has it: a number, nil, held elsewhere, computed, or missing."""
        phrases, figure, value = self.phrases, ledger.figure(concept), ledger.known_value(concept, "amount")
        statement = ledger.statement
        if value is None:
            state = phrases[f"state-{figure.state}"] if figure and figure.state != "printed" else phrases["not-in-this-document"]
            return ComparisonCell(state)
        tag = "computed" if value.is_computed else figure.state if figure and figure.state == "held-centrally" else ""
        return ComparisonCell(
            amount_format.format_for_column(value.amount, self.style),
            value=f"{value.amount.to_base_unit():f}",
            address=self._address(ledger, concept),
            tag=phrases["computed"] if tag == "computed" else phrases[f"state-{tag}"] if tag else "",
            fails=(statement.id, concept) in self._failures,
            unit=str(value.amount.unit.base),
        )

    def _prior_cell(self, ledger: Ledger, concept: str) -> ComparisonCell:
        """Show the year before, and its origin if this document does not print it."""
        prior, phrases = prior_value(ledger, concept), self.phrases
        if prior is None:
            return ComparisonCell(phrases["not-given"])
        text, tag = amount_format.format_for_column(prior.amount, self.style), phrases["computed"] if prior.is_computed else ""
        if prior.how == "earlier":
            then = prior.source.statement
            tag = phrases.say("from-document", document=phrases.document(then.phase, then.fiscal_year))
            address = f"{self.lang}/{then.id}/#{concept}"
            return ComparisonCell(text, f"{prior.amount.to_base_unit():f}", address, tag, unit=str(prior.amount.unit.base))
        return ComparisonCell(text, f"{prior.amount.to_base_unit():f}", tag=tag, unit=str(prior.amount.unit.base))

    def _change_cell(self, ledger: Ledger, concept: str) -> ComparisonCell:
        """Compute the change in per cent; an amount if the year before was zero or negative."""
        change = change_since(ledger, concept)
        if change is None:
            return ComparisonCell("–")
        amount, prior_amount = change.amount, change.prior.amount
        if prior_amount.value <= 0:
            return ComparisonCell(self.phrases.change(amount), value="0" if not amount.value else "")
        percent = money.percent_of(amount.to_base_unit(), prior_amount.to_base_unit())
        return ComparisonCell(_signed_percent(percent, self.style), value=f"{percent:f}")

    def _share_cell(self, ledger: Ledger, concept: str, whole: str) -> ComparisonCell:
        part, all_of_it = ledger.known_value(concept, "amount"), ledger.known_value(whole, "amount")
        if part is None or all_of_it is None or not all_of_it.amount.value:
            return ComparisonCell("–")
        share = money.percent_of(part.amount.to_base_unit(), all_of_it.amount.to_base_unit(), 2)
        return ComparisonCell(
            amount_format.format_percentage(part.amount.to_base_unit(), all_of_it.amount.to_base_unit(), self.style.numbers),
            value=f"{share:f}",
        )


def _signed_percent(percent: Decimal, style: AmountStyle) -> str:
    """Format as `+6.6%`, `−48.2%` or `0.0%`."""
    return f"{'+' if percent > 0 else ''}{style.digits(percent)}{style.numbers.percent}"
