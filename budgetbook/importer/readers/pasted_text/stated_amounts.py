"""What the sentences of a document say of the columns of its tables: 其中：基本支出14,107.46万元.

A column whose empty cells were lost is known if its total stands beside its name in the text.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import cached_property

from budgetbook.importer.readers.document import Block, Paragraph
from budgetbook.importer.readers.pasted_text.page_rows import to_number

_UNITS = {"元": Decimal(1), "万元": Decimal(10_000), "亿元": Decimal(100_000_000)}
_TABLE_UNIT = re.compile(r"单位\s*[:：]\s*(?:人民币)?(亿元|万元|元)")
_STATEMENT = re.compile(
    r"([\u4e00-\u9fff]{2,16}?)(?:[预决]算)?(?:合计|总额|数)?[为是:：]?\s*([0-9][0-9,]*(?:\.[0-9]+)?)\s*(亿元|万元|元)"
)
AmountTest = Callable[[str, Decimal], bool]
"""Tells whether an amount stands beside the name of a column elsewhere in the document."""


@dataclass(frozen=True)
class StatedAmounts:
    """The amounts that a document's sentences give names."""

    blocks: Sequence[Block]

    @cached_property
    def _amounts(self) -> dict[str, list[tuple[Decimal, Decimal]]]:
        """What stands before amounts -> those amounts in yuan, each with the half of its last digit."""
        amounts: dict[str, list[tuple[Decimal, Decimal]]] = {}
        for block in self.blocks:
            for match in _STATEMENT.finditer(block.text) if isinstance(block, Paragraph) else ():
                number = to_number(match[2])
                half = Decimal((0, (5,), -len(match[2].partition(".")[2]) - 1)) * _UNITS[match[3]]
                amounts.setdefault(match[1], []).append((number * _UNITS[match[3]], half))
        return amounts

    def make_test(self, caption: Iterable[str]) -> AmountTest:
        """A test whether a sentence names an amount as a column does, in a table whose caption names its unit."""
        units = {match[1] for line in caption for match in _TABLE_UNIT.finditer(line)}
        factor = _UNITS[units.pop()] if len(units) == 1 else None
        return lambda column, amount: factor is not None and self._names(column, amount * factor)

    def _names(self, column: str, amount: Decimal) -> bool:
        return any(
            abs(amount - stated_amount) <= half
            for name, entries in self._amounts.items()
            if name.endswith(column)
            for stated_amount, half in entries
        )
