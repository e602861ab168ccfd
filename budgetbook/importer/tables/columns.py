"""The head of a table's columns in; what each column holds out: a code, a name, or figures of a concept and a fund."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Literal

from budgetbook.content.importer_config import MentionRole
from budgetbook.content.model import Fund, StandardTable
from budgetbook.importer.name_matching import Names, plain
from budgetbook.importer.tables.grid import Grid
from budgetbook.importer.vocabulary import Vocabulary
from budgetbook.infra.base.record import record

_CODED = ("编码", "代码")


@record
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
    executed: bool = False
    """Whether the document is of final accounts, where 预算数 stands beside what was executed."""

    def heads(self, grid: Grid) -> list[Head]:
        """One head a column."""
        paths = [grid.path(column) for column in range(grid.width)]
        return self._told_apart(self._with_grand([self._head(path) for path in paths], paths), paths)

    def _told_apart(self, heads: list[Head], paths: Sequence[Sequence[str]]) -> list[Head]:
        """Several columns that say no more than 合计 cannot all be the total: what they are, their heads do not tell."""
        totals = [i for i, path in enumerate(paths) if path and heads[i].kind == "value" and self._only_totals(path)]
        seen = Counter((heads[i].concept, heads[i].fund, heads[i].role, self._half(heads, i)) for i in totals)
        return [
            Head("unknown", words=head.words)
            if i in totals and seen[head.concept, head.fund, head.role, self._half(heads, i)] > 1
            else head
            for i, head in enumerate(heads)
        ]

    def _half(self, heads: Sequence[Head], index: int) -> int:
        """Which of the columns of names stands before a column: a table may hold two lists side by side."""
        return max((i for i in range(index) if heads[i].kind in ("code", "name")), default=-1)

    def _with_grand(self, heads: list[Head], paths: Sequence[Sequence[str]]) -> list[Head]:
        """合计 over everything beside 本年收入 and 上年结转 counts what is carried over too."""
        own = self._of_table()
        explicit = [i for i, path in enumerate(paths) if heads[i].concept == own and not self._only_totals(path)]
        carried = any(head.concept in self.vocabulary.words.carried for head in heads)
        if not (explicit and carried and own in self.vocabulary.grand):
            return heads
        grand = self.vocabulary.grand[own]
        return [
            replace(head, concept=grand) if head.concept == own and self._only_totals(path) else head
            for head, path in zip(heads, paths, strict=True)
        ]

    def _only_totals(self, path: Sequence[str]) -> bool:
        totals = {plain(w).text for w in self.vocabulary.words.heads.total}
        return all(plain(text).text in totals for text in path)

    def _head(self, path: Sequence[str]) -> Head:
        words = " / ".join(path)
        if not path:
            return Head("unknown")
        data = self.vocabulary.words.heads
        last = plain(path[-1]).text
        if last in data.number or (last.startswith("单位") and last.endswith(_CODED)):
            return Head("number", words=words)
        if last in {plain(w).text for w in data.code} or last.endswith(_CODED):
            return Head("code", words=words)
        if last in {plain(w).text for w in data.name} or "名称" in last:
            return Head("name", words=words)
        if last in data.year:
            return Head("year", words=words)
        concept, fund = self._meaning(path)
        role = self._role(path)
        return Head("value", concept, fund, role, words) if concept else Head("unknown", words=words)

    def _meaning(self, path: Sequence[str]) -> tuple[str, Fund]:
        """The concept and fund of a column: its own words; where they only say `total`, those above it."""
        fund: Fund = self.table.fund if self.table else "all"
        totals = {plain(w).text for w in self.vocabulary.words.heads.total}
        if carried := self._carried(path[:-1]):
            return self._of_carried(carried, path)
        for depth in range(len(path) - 1, -1, -1):
            text = re.sub(r"(?:19|20)\d\d年度?", "", plain(path[depth]).text)
            if text in totals:
                continue
            if known := self._fund(text):
                return self._paid(known)
            if within := self._within(text, path[:depth]):
                return within, fund
            found = [c for c in self.names.exact(text) if self.vocabulary.concepts[c].measure == "money"]
            if len(found) == 1:
                return self._overall(found[0]), fund
            if depth == len(path) - 1:
                return "", fund
        return self._of_table(), fund

    def _paid(self, fund: Fund) -> tuple[str, Fund]:
        """A column that only names a fund: of revenue, the money that comes from it; else what it pays of the table's."""
        own = self._of_table()
        limited = self.vocabulary.limited(own, fund) if own == self.vocabulary.words.totals[0] else ""
        return (limited, "all") if limited else (own, fund)

    def _carried(self, above: Sequence[str]) -> str:
        """What is carried over, where a head above says so: 上年结转 / 一般公共预算."""
        found = [c for text in above for c in self.names.exact(text)]
        return next((c for c in found if c in self.vocabulary.words.carried), "")

    def _of_carried(self, concept: str, path: Sequence[str]) -> tuple[str, Fund]:
        """All of it, or one fund's; of money that has no fund's name, nothing is said."""
        text = plain(path[-1]).text
        if self._only_totals(path[-1:]):
            return concept, self.table.fund if self.table else "all"
        fund = self._fund(text)
        return (concept, fund) if fund else ("", "all")

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
        budgeted = self.executed and any(plain(each).text.endswith(word) for each in path for word in data.budget)
        return "budget" if budgeted else "amount"
