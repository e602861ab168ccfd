"""The label of a table's row in; the concept that the row is about out: a total, an item of revenue, what is carried over."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from budgetbook.content.model import StandardTable
from budgetbook.importer.name_matching import Names, narrow
from budgetbook.importer.tables.grid import clean
from budgetbook.importer.vocabulary import Vocabulary

_NUMBER = re.compile(r"^(?:其中[:：]?|[一二三四五六七八九十]+[、.]|\([一二三四五六七八九十]+\)|\(?[0-9]+[)、.])+")
_UNIT = re.compile(r"\((个|辆|批|批次|人|人次|万元|元|%)\)$")


def bare(label: str) -> str:
    """A label without its list number."""
    return _NUMBER.sub("", narrow(clean(label)))


@dataclass(frozen=True)
class Labels:
    """Reads the labels of one table's rows."""

    vocabulary: Vocabulary
    names: Names
    table: StandardTable | None
    own_totals: bool
    """Whether the table tells the year's own totals from those with what is carried over."""

    def total(self, label: str) -> bool:
        """Whether a row is the table's total."""
        words = {clean(word) for word in self.vocabulary.words.total_rows}
        items = {clean(word) for word in self.vocabulary.words.balance_rows} if self._by_items() else set()
        return bare(label) in words | items

    def _by_items(self) -> bool:
        return self.table is not None and self.table.by == "items"

    def balance(self, label: str, side: str = "") -> str:
        """What a row of totals is the total of. `side`: revenue or expenditure, in a table of two sides."""
        words, text = self.vocabulary.words, bare(label)
        if text in words.total_rows and side and self.own_totals:
            return self.vocabulary.grand[side]
        if text in words.grand_rows and self.own_totals:
            return words.grand_rows[text]
        return words.balance_rows.get(text, "")

    def item(self, label: str, side: str = "") -> str:
        """The concept that a row is about by its name, for the money that the table is limited to."""
        if not (found := self.balance(label, side)):
            exact = [c for c in self.names.exact(bare(label)) if self.vocabulary.concepts[c].measure == "money"]
            found = exact[0] if len(exact) == 1 else self._total_of(exact)
        fund = self.table.fund if self.table else "all"
        return self.vocabulary.words.by_fund.get(fund, {}).get(found, found)

    def _total_of(self, concepts: Iterable[str]) -> str:
        """收入总计: with or without what is carried over, as the table has it."""
        for own, grand in self.vocabulary.grand.items():
            if {own, grand} == set(concepts):
                return grand if self.own_totals else own
        return ""

    def apart(self, label: str) -> str:
        """On the side of expenditure, a figure of its own below the year's total: 结转下年, 结余分配, 人员经费合计."""
        text = bare(label)
        found = [*self.names.exact(text), *self.names.exact(text.removesuffix("合计"))]
        totals = (*self.vocabulary.grand, *self.vocabulary.grand.values())
        beyond = {part for grand in self.vocabulary.grand.values() for part in self.vocabulary.concepts[grand].parts}
        beyond |= set(self.vocabulary.words.carried) | set(self.vocabulary.words.by_fund.get("appropriation", {}).values())
        beyond |= {part for concept in self._of_table() for part in self.vocabulary.concepts[concept].parts}
        return next((c for c in found if c in beyond and c not in totals), "")

    def _of_table(self) -> tuple[str, ...]:
        return (self.table.concept,) if self.table and self.table.by == "economic" else ()

    def view(self, label: str) -> str:
        """In a table of items, the figure that a row is about: 公务接待费, or a count with its unit in brackets."""
        if not self._by_items():
            return ""
        text = bare(label)
        found = [c for t in (text, _UNIT.sub("", text)) for c in self.names.exact(t)]
        counted = _UNIT.search(text)
        for concept in dict.fromkeys(found):
            about = self.vocabulary.concepts[concept]
            if (about.measure == "money" and about.memorandum and not counted) or (about.measure == "count" and counted):
                return concept
        return ""
