"""What bodies give, and one language, in; the tables in which bodies and years stand side by side out: main figures, each figure.

Only what is like is set against like: each row says which document it is from, a budget or final accounts; a figure that a
document does not give is said to be missing, and what is computed is marked.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from functools import cached_property

from budgetbook.aggregate.contributions import Shares
from budgetbook.arithmetic import money
from budgetbook.arithmetic.money import Amount
from budgetbook.opendata.tables.concept_tree import Structure
from budgetbook.pages.compare_rows import KIND, RANGES, Ranges, Row, whole
from budgetbook.pages.language import Edition
from budgetbook.pages.models.lists import CompareColumn, Comparison
from budgetbook.pages.models.parts import Link

ENOUGH = 2
"""A figure has a page of its own from so many documents on; until then its glossary page shows all that there is."""


@dataclass(frozen=True)
class Comparisons:
    """The tables of one language; of the rows those of one table at a time are held."""

    edition: Edition
    shares: Shares

    @cached_property
    def counts(self) -> dict[str, int]:
        """How many documents give a figure of a concept, in the order of the dictionary. Reads the register."""
        reporting = self.shares.register.reporting
        return {concept: len(reporting[concept]) for concept in self.edition.content.concepts if concept in reporting}

    @cached_property
    def compared(self) -> tuple[str, ...]:
        """The concepts that enough documents report to have a page of their own. Reads the register."""
        return tuple(concept for concept, count in self.counts.items() if count >= ENOUGH)

    def address(self, concept: str) -> str:
        """Where all figures of a concept stand side by side. Reads the register."""
        return f"{self.edition.lang}/{'compare' if concept in self.compared else 'glossary'}/{concept}/"

    def main(self) -> Comparison:
        """A row a document, a column a main figure that any document gives. Reads the register and the part `<lang>`."""
        words, key = self.edition.words, self.edition.content.site.key_figures
        shown = [index for index, concept in enumerate(key) if concept in self.counts]
        heads = (
            *self._heads(),
            *(CompareColumn(name := self._name(key[n]), Link(name, self.address(key[n])), numeric=True) for n in shown),
            CompareColumn(words["checks-fails"], None, numeric=True),
        )
        cells = [0, 1, *(2 + index for index in shown), -1]
        rows = [tuple(row[cell] for cell in cells) for row in self._rows(self.edition.lang)]
        rows.sort(key=lambda row: -int(row[1].value.partition(".")[0]))
        return Comparison(words["compare"], f"{self.edition.lang}/compare/", heads, tuple(rows))

    def of(self, concept: str) -> Comparison:
        """A row a document, the newest year first and in it the largest figure. Reads the part `<lang>/<concept>` alone."""
        words, above = self.edition.words, whole(Structure(self.edition.content), concept)
        heads = [*self._heads(), *(CompareColumn(words[w], None, numeric=True) for w in ("amount", "year-before", "change"))]
        if above:
            heads.append(CompareColumn(words.say("share-computed", whole=words.within(self._name(above))), None, numeric=True))
        rows = list(self._rows(f"{self.edition.lang}/{concept}"))
        rows.sort(key=lambda row: (-Decimal(row[1].value), -Decimal(row[2].value or "-1")))
        return Comparison(self._name(concept), f"{self.edition.lang}/compare/{concept}/", tuple(heads), tuple(rows))

    def _rows(self, part: str) -> Iterator[Row]:
        for rows in self.shares.of(KIND, part):
            yield from rows

    def _heads(self) -> tuple[CompareColumn, ...]:
        words = self.edition.words
        return CompareColumn(words["body"], None, numeric=False), CompareColumn(words["document"], None, numeric=True)

    @cached_property
    def _ranges(self) -> Ranges:
        every: Ranges = {}
        for given in self.shares.of(KIND, RANGES):
            for concept, (low, high) in given.items():
                least, most = every.get(concept, (low, high))
                every[concept] = min(least, low, key=Amount.base), max(most, high, key=Amount.base)
        return every

    def range(self, concept: str) -> str:
        """`0.59万元至1,058.41万元` / `from … to …`; one number where all are the same; empty where no document gives any.

        Reads the part `ranges`.
        """
        if concept not in self._ranges:
            return ""
        low, high = (money.readable(amount, self.edition.lang) for amount in self._ranges[concept])
        return low if low == high else self.edition.words.say("from-to", low=low, high=high)

    def _name(self, concept: str) -> str:
        return self.edition.content.concepts[concept].name[self.edition.lang]
