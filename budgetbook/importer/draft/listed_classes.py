"""A list of the text that breaks spending down completely: 支出预算646万元，其中：教育支出431万元，…

A document without a table says so where its money goes. What such a list gives becomes a breakdown that stands in the text.
"""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from budgetbook.arithmetic.money import Amount
from budgetbook.arithmetic.passages.chinese_units import MONEY, read_unit
from budgetbook.importer.draft.entries import Fields
from budgetbook.importer.draft.printed_items import PrintedItem
from budgetbook.importer.mention import Mention
from budgetbook.importer.vocabulary import Vocabulary


@dataclass(frozen=True)
class ListedClasses:
    """One list of the text that breaks a figure down."""

    table: str
    """The standard table that the document does not have, and whose lines it lists."""
    items: tuple[Mention, ...]
    printed_items: tuple[PrintedItem, ...]
    whole: Mention

    @property
    def codes(self) -> frozenset[str]:
        """The codes that the text prints with the items, by which it can say more of them."""
        return frozenset(item.code for item in self.printed_items if item.code)

    def has_amount_of(self, mention: Mention) -> bool:
        """True for the amount of one of its items, there or where the text gives it again."""
        return mention.unit in MONEY and any(
            (mention.code, mention.fund, mention.role, mention.concept) == (item.code, item.fund, item.role, item.concept)
            and find_amount(mention) == find_amount(item)
            for item in self.items
        )

    def make_breakdown(self, vocabulary: Vocabulary) -> Fields:
        """The entry for the statement's file."""
        first = self.items[0]
        column: Fields = {"concept": first.concept} | ({"fund": first.fund} if first.fund != "all" else {})
        return {
            "by": vocabulary.tables[self.table].by,
            "in_text": "true",
            "unit": first.unit,
            "at": self.whole.place,
            "columns": [column],
            "rows": list(map(self._make_row, self.items, self.printed_items)),
            "total": [self.whole.plain_digits],
        }

    def _make_row(self, item: Mention, printed_item: PrintedItem) -> Fields:
        code = {"code": printed_item.code} if printed_item.code else {}
        place = {"at": item.place} if item.place != self.whole.place else {}
        return code | {"name": printed_item.name, "values": [item.plain_digits]} | place


def find_amount(mention: Mention) -> Decimal:
    """The amount of money of a mention, in the base unit."""
    return Amount(mention.value, read_unit(mention.unit)).to_base_unit()
