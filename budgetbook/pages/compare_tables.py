"""The tables that compare entities and years: the main figures, and each figure that enough documents report.

Only like is compared with like: each row says which document it is from, a budget or final accounts; a figure that a document
lacks is said to be missing, and a computed one is marked.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import cached_property

from budgetbook.arithmetic import amount_format
from budgetbook.arithmetic.column_unit import ColumnUnit, choose_column_unit
from budgetbook.arithmetic.money import Amount
from budgetbook.arithmetic.scale import RESIDENTS
from budgetbook.opendata.contributions import Contributions
from budgetbook.opendata.tables.concept_tree import ConceptTree
from budgetbook.pages.compare_rows import KIND, RANGES, AmountRanges, ComparisonCell, ComparisonRow, find_whole, scale_part
from budgetbook.pages.language import LanguageSite
from budgetbook.pages.models.page import Link

MIN_DOCUMENTS = 2
"""Documents from which a figure has a page of its own; below that its glossary page shows everything."""


@dataclass(frozen=True, slots=True)
class ComparisonColumn:
    """The head of a column."""

    name: str
    link: Link | None
    numeric: bool


@dataclass(frozen=True, slots=True)
class ComparisonTable:
    """A table of entities and years, in the order that a reader without script sees."""

    title: str
    address: str
    columns: tuple[ComparisonColumn, ...]
    rows: tuple[tuple[ComparisonCell, ...], ...]
    kinds: tuple[str, ...] = ()
    """The kind of public body of each row."""
    unit: ColumnUnit | None = None
    """The unit of its amounts, for a table of one sum of money."""


@dataclass(frozen=True)
class ComparisonTables:
    """The tables of one language; the rows of one table at a time are held."""

    language_site: LanguageSite
    contributions: Contributions

    @cached_property
    def counts(self) -> dict[str, int]:
        """The number of documents that report each concept, in the order of the dictionary. Reads the register."""
        statements_by_concept = self.contributions.register.statements_by_concept
        return {
            concept: len(statements_by_concept[concept])
            for concept in self.language_site.content.concepts
            if concept in statements_by_concept
        }

    @cached_property
    def compared_concepts(self) -> tuple[str, ...]:
        """The concepts that enough documents report to have a page of their own. Reads the register."""
        return tuple(concept for concept, count in self.counts.items() if count >= MIN_DOCUMENTS)

    def address(self, concept: str) -> str:
        """The address of the page that compares a concept. Reads the register."""
        return f"{self.language_site.lang}/{'compare' if concept in self.compared_concepts else 'glossary'}/{concept}/"

    def main_table(self) -> ComparisonTable:
        """A row for each document, a column for each main figure that any reports. Reads the register and the part `<lang>`."""
        phrases, concepts = self.language_site.phrases, self.language_site.content.site.key_figures
        indexes = [index for index, concept in enumerate(concepts) if concept in self.counts]
        cells = [0, 1, *(2 + index for index in indexes), -1]
        rows = [tuple(row[cell] for cell in cells) for row in self._rows(self.language_site.lang)]
        columns = list[ComparisonColumn]()
        for number, concept in enumerate((concepts[index] for index in indexes), 2):
            name = self._name(concept)
            if self.language_site.content.concepts[concept].measure == "money":
                unit = self._unit(rows, number)
                if unit:
                    rows = [tuple(self.rewrite_row(row, unit, number)) for row in rows]
                    name = phrases.say("column-in-unit", name=name, unit=unit.unit)
            columns.append(ComparisonColumn(name, Link(name, self.address(concept)), numeric=True))
        heads = (*self._heads(), *columns, ComparisonColumn(phrases["checks-fails"], None, numeric=True))
        rows.sort(key=lambda row: -int(row[1].value.partition(".")[0]))
        return ComparisonTable(phrases["compare"], f"{self.language_site.lang}/compare/", heads, tuple(rows))

    def concept_table(self, concept: str) -> ComparisonTable:
        """A row for each document, newest year first, then largest figure. Reads only the part `<lang>/<concept>`."""
        phrases, whole = self.language_site.phrases, find_whole(ConceptTree(self.language_site.content), concept)
        rows = list(self._rows(f"{self.language_site.lang}/{concept}"))
        rows.sort(key=lambda row: (-Decimal(row[1].value), -Decimal(row[2].value or "-1")))
        is_money = self.language_site.content.concepts[concept].measure == "money"
        unit = self._unit(rows, 2, 3) if is_money else None
        names = [phrases[word] for word in ("amount", "year-before")]
        names = [phrases.say("column-in-unit", name=name, unit=unit.unit) for name in names] if unit else names
        heads = [*self._heads(), *(ComparisonColumn(name, None, numeric=True) for name in (*names, phrases["change"]))]
        if whole:
            heads.append(
                ComparisonColumn(
                    phrases.say("share-computed", whole=phrases.lowercase_in_sentence(self._name(whole))), None, numeric=True
                )
            )
        shown_rows = tuple(tuple(self.rewrite_row(row[:-1], unit, 2, 3)) for row in rows)
        address = f"{self.language_site.lang}/compare/{concept}/"
        return ComparisonTable(self._name(concept), address, tuple(heads), shown_rows, tuple(row[-1].text for row in rows), unit)

    def scale_table(self, name: str) -> ComparisonTable:
        """A row for each document that gives both numbers of a measure, newest year first, then largest. Reads only its part."""
        scale, lang, phrases = self.language_site.content.site.scales[name], self.language_site.lang, self.language_site.phrases
        rows = list(self._rows(scale_part(lang, name)))
        rows.sort(key=lambda row: (-Decimal(row[1].value), -Decimal(row[2].value)))
        divisor = phrases["scale-residents"] if scale.by == RESIDENTS else self._name(scale.by)
        names = (scale.name[lang], self._name(scale.of), divisor)
        heads = (*self._heads(), *(ComparisonColumn(name, None, numeric=True) for name in names))
        kinds = ("",) * len(rows)  # what is measured by people or by the whole compares across kinds
        return ComparisonTable(scale.name[lang], f"{lang}/compare/{name}/", heads, tuple(row[:-1] for row in rows), kinds)

    def _unit(self, rows: Sequence[ComparisonRow], *columns: int) -> ColumnUnit | None:
        """Choose one unit for some columns of amounts; None if they are of several currencies, which no unit makes alike."""
        cells = [row[column] for row in rows for column in columns if row[column].value]
        if len({cell.unit for cell in cells}) != 1:
            return None
        return choose_column_unit([self.amount(cell) for cell in cells], self.language_site.style)

    def amount(self, cell: ComparisonCell) -> Amount:
        """The amount of a cell, in the unit of its currency."""
        return Amount(Decimal(cell.value), self.language_site.content.units[cell.unit])

    def rewrite_row(self, row: ComparisonRow, unit: ColumnUnit | None, *columns: int) -> Iterator[ComparisonCell]:
        """Write the amounts of some columns in one unit, which their heads name, and those far below it in a smaller one.

        The exact amount is a click away.
        """
        for number, cell in enumerate(row):
            if unit and number in columns and cell.value:
                amount = self.amount(cell)
                is_small = bool(amount.value) and abs(amount.value) < Decimal(10) ** (unit.exponent - 1)
                style = self.language_site.style
                yield cell._replace(text=amount_format.rounded_for_display(amount, style) if is_small else unit.write(amount))
            else:
                yield cell

    def _rows(self, part: str) -> Iterator[ComparisonRow]:
        for rows in self.contributions.collect(KIND, part):
            yield from rows

    def _heads(self) -> tuple[ComparisonColumn, ...]:
        phrases = self.language_site.phrases
        return ComparisonColumn(phrases["body"], None, numeric=False), ComparisonColumn(phrases["document"], None, numeric=True)

    @cached_property
    def _ranges(self) -> AmountRanges:
        """The range of each concept whose amounts are all of one currency."""
        all_ranges: AmountRanges = {}
        mixed_concepts = set[str]()
        for ranges in self.contributions.collect(KIND, RANGES):
            for concept, (low, high) in ranges.items():
                least, most = all_ranges.get(concept, (low, high))
                if len({each.unit.currency_code for each in (low, high, least, most)}) > 1:
                    mixed_concepts.add(concept)
                all_ranges[concept] = min(least, low, key=Amount.to_base_unit), max(most, high, key=Amount.to_base_unit)
        return {concept: ends for concept, ends in all_ranges.items() if concept not in mixed_concepts}

    def describe_range(self, concept: str) -> str:
        """Describe a range as `0.59万元至1,058.41万元` or `from … to …`; one number if all are the same; empty if there are none.

        Reads the part `ranges`.
        """
        if concept not in self._ranges:
            return ""
        ends = self._ranges[concept]
        unit = choose_column_unit(ends, self.language_site.style)
        low, high = (unit.write_or_read(amount) for amount in ends)
        return low if low == high else self.language_site.phrases.say("from-to", low=low, high=high)

    def has_range(self, name: str) -> bool:
        """True if documents differ in a concept or measure. Reads the part `ranges`."""
        return name in self._ranges and self._ranges[name][0] != self._ranges[name][1]

    def _name(self, concept: str) -> str:
        return self.language_site.content.concepts[concept].name[self.language_site.lang]
