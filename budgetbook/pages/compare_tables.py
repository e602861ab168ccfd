"""The tables that compare entities and years: the main figures, and each figure that enough documents report.

Only like is compared with like: each row says which document it is from, a budget or final accounts; a figure that a document
lacks is said to be missing, and a computed one is marked.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from functools import cached_property

from budgetbook.arithmetic import amount_format
from budgetbook.arithmetic.money import Amount
from budgetbook.opendata.contributions import Contributions
from budgetbook.opendata.tables.concept_tree import ConceptTree
from budgetbook.pages.compare_rows import KIND, RANGES, AmountRanges, ComparisonCell, ComparisonRow, find_whole
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
        heads = (
            *self._heads(),
            *(
                ComparisonColumn(name := self._name(concepts[n]), Link(name, self.address(concepts[n])), numeric=True)
                for n in indexes
            ),
            ComparisonColumn(phrases["checks-fails"], None, numeric=True),
        )
        cells = [0, 1, *(2 + index for index in indexes), -1]
        rows = [tuple(row[cell] for cell in cells) for row in self._rows(self.language_site.lang)]
        rows.sort(key=lambda row: -int(row[1].value.partition(".")[0]))
        return ComparisonTable(phrases["compare"], f"{self.language_site.lang}/compare/", heads, tuple(rows))

    def concept_table(self, concept: str) -> ComparisonTable:
        """A row for each document, newest year first, then largest figure. Reads only the part `<lang>/<concept>`."""
        phrases, whole = self.language_site.phrases, find_whole(ConceptTree(self.language_site.content), concept)
        heads = [*self._heads(), *(ComparisonColumn(phrases[w], None, numeric=True) for w in ("amount", "year-before", "change"))]
        if whole:
            heads.append(
                ComparisonColumn(
                    phrases.say("share-computed", whole=phrases.lowercase_in_sentence(self._name(whole))), None, numeric=True
                )
            )
        rows = list(self._rows(f"{self.language_site.lang}/{concept}"))
        rows.sort(key=lambda row: (-Decimal(row[1].value), -Decimal(row[2].value or "-1")))
        return ComparisonTable(self._name(concept), f"{self.language_site.lang}/compare/{concept}/", tuple(heads), tuple(rows))

    def _rows(self, part: str) -> Iterator[ComparisonRow]:
        for rows in self.contributions.collect(KIND, part):
            yield from rows

    def _heads(self) -> tuple[ComparisonColumn, ...]:
        phrases = self.language_site.phrases
        return ComparisonColumn(phrases["body"], None, numeric=False), ComparisonColumn(phrases["document"], None, numeric=True)

    @cached_property
    def _ranges(self) -> AmountRanges:
        all_ranges: AmountRanges = {}
        for ranges in self.contributions.collect(KIND, RANGES):
            for concept, (low, high) in ranges.items():
                least, most = all_ranges.get(concept, (low, high))
                all_ranges[concept] = min(least, low, key=Amount.to_base_unit), max(most, high, key=Amount.to_base_unit)
        return all_ranges

    def describe_range(self, concept: str) -> str:
        """Describe a range as `0.59万元至1,058.41万元` or `from … to …`; one number if all are the same; empty if there are none.

        Reads the part `ranges`.
        """
        if concept not in self._ranges:
            return ""
        low, high = (amount_format.format_for_column(amount, self.language_site.style) for amount in self._ranges[concept])
        return low if low == high else self.language_site.phrases.say("from-to", low=low, high=high)

    def _name(self, concept: str) -> str:
        return self.language_site.content.concepts[concept].name[self.language_site.lang]
