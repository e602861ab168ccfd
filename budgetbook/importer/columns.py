"""The head of a table's columns in; what each column holds out: a code, a name, or figures of a concept and a fund."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from budgetbook.importer.grid import Grid
from budgetbook.importer.match import Names, plain
from budgetbook.importer.vocabulary import MentionRole, Vocabulary
from budgetbook.model import Fund, StandardTable


@dataclass(frozen=True, slots=True)
class Head:
    """What one column holds."""

    kind: Literal["code", "name", "number", "year", "value", "unknown"]
    concept: str = ""
    fund: Fund = "all"
    role: MentionRole = "amount"
    words: str = ""


@dataclass(frozen=True)
class HeadReader:
    """Reads the heads of one table."""

    vocabulary: Vocabulary
    names: Names
    table: StandardTable | None
    fiscal_year: int

    def heads(self, grid: Grid) -> list[Head]:
        """One head a column."""
        return [self._head(grid.path(column)) for column in range(grid.width)]

    def _head(self, path: Sequence[str]) -> Head:
        words = " / ".join(path)
        if not path:
            return Head("unknown")
        data = self.vocabulary.words.heads
        last = plain(path[-1]).text
        if last in {plain(w).text for w in data.code}:
            if last == "项目" or not path[-1]:
                return Head("name", words=words)
            return Head("code", words=words)
        if last in {plain(w).text for w in data.name} or last.endswith("名称"):
            return Head("name", words=words)
        if last in data.number or last in data.year:
            return Head("number" if last in data.number else "year", words=words)
        concept, fund = self._meaning(path)
        role = self._role(path)
        return Head("value", concept, fund, role, words) if concept else Head("unknown", words=words)

    def _meaning(self, path: Sequence[str]) -> tuple[str, Fund]:
        """The concept and fund of a column: its own words; where they only say `total`, those above it."""
        fund: Fund = self.table.fund if self.table else "all"
        totals = {plain(w).text for w in self.vocabulary.words.heads.total}
        for depth in range(len(path) - 1, -1, -1):
            text = re.sub(r"(?:19|20)\d\d年度?", "", plain(path[depth]).text)
            if text in totals:
                continue
            if known := self._fund(text):
                return self._of_table(), known
            if within := self._within(text, path[:depth]):
                return within, fund
            found = [c for c in self.names.exact(text) if self.vocabulary.concepts[c].measure == "money"]
            if len(found) == 1:
                return self._overall(found[0]), fund
            if depth == len(path) - 1:
                return "", fund
        return self._of_table(), fund

    def _overall(self, concept: str) -> str:
        """`一般公共预算支出` over a whole table says again what the table's fund says."""
        for known in self.vocabulary.words.by_fund.values():
            for plain_concept, limited in known.items():
                if limited == concept and self.table and plain_concept == self.table.concept and self.table.fund != "all":
                    return plain_concept
        return concept

    def _of_table(self) -> str:
        return self.table.concept if self.table else ""

    def _fund(self, text: str) -> Fund | None:
        for fund, names in self.vocabulary.words.fund_names.items():
            if text in {plain(name).text for name in names}:
                return fund
        return None

    def _within(self, text: str, above: Sequence[str]) -> str:
        """A word that means something below a wider head: 购置费 below 公务用车购置及运行费."""
        for wider in reversed(above):
            for concept in self.names.exact(wider):
                if found := self.vocabulary.words.within.get(concept, {}).get(text):
                    return found
        return ""

    def _role(self, path: Sequence[str]) -> MentionRole:
        data = self.vocabulary.words.heads
        text = "".join(path)
        if any(word in text for word in data.prior) or str(self.fiscal_year - 1) in text:
            return "prior"
        if any(word in text for word in data.adjusted):
            return "adjusted"
        return "amount"
