"""Puts the heads of a pasted table back in their rows, where the spans of merged cells were lost."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from budgetbook.importer.readers.document import GridCell
from budgetbook.importer.readers.pasted_text.cells import SUBTOTALS, PastedCell

HeadGroup = tuple[PastedCell, list[PastedCell]]
"""A head with those below it."""


def group_heads(heads: Sequence[PastedCell]) -> list[HeadGroup]:
    """Each head with those below it: a head is a wider one before 小计, or if it says so itself (其中, 情况)."""
    groups: list[HeadGroup] = []
    open_group = False
    for index, head in enumerate(heads):
        next_text = heads[index + 1].bare_text if index + 1 < len(heads) else ""
        if next_text and (head.text.startswith("其中") or head.bare_text.endswith("情况") or (index and next_text in SUBTOTALS)):
            groups.append((head, []))
            open_group = True
        elif open_group:
            groups[-1][1].append(head)
        else:
            groups.append((head, []))
    return groups


def lay_out_heads(
    first: PastedCell, first_text: str, groups: Sequence[HeadGroup], width: int
) -> Iterator[tuple[GridCell | None, ...]]:
    """The rows of the head: two if one of the heads has others below it."""
    depth = 2 if any(leaf_heads for _, leaf_heads in groups) else 1
    upper: list[GridCell | None] = [first.to_grid(first_text or None, rows=depth)]
    lower: list[GridCell | None] = [None]
    for head, leaf_heads in groups:
        upper += [head.to_grid(columns=max(1, len(leaf_heads)), rows=1 if leaf_heads else depth)]
        upper += [None] * (len(leaf_heads) - 1)
        lower += [leaf.to_grid() for leaf in leaf_heads] or [None]
    for row in (upper, lower)[:depth]:
        yield (*row, *(None,) * (width - len(row)))
