"""Reads pasted tables of the “three public” expenses as columns: the heads of merged cells, then one row of amounts.

Empty cells and the spans of the heads are lost, so an amount stands in a column only if the sums leave it no other.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal
from functools import reduce

from budgetbook.importer.readers.document import DocumentTable, GridCell
from budgetbook.importer.readers.pasted_text.cells import PastedCell, find_unit
from budgetbook.importer.readers.pasted_text.three_public_heads import (
    PARTS,
    ROLE_HEADS,
    find_kind,
    is_role,
    join_halves,
    name_column,
    name_in_full,
    split_head_rows,
    split_heads,
    tell_apart,
)
from budgetbook.importer.readers.pasted_text.three_public_sums import Column, agree, keep_positions, place_amounts


def _rank_in_form(column: Column) -> int:
    return ("total", "travel", "vehicles", "purchase", "operation", "reception", "agency").index(column[0])


def read_expense_columns(all_cells: Sequence[PastedCell], caption: tuple[str, ...]) -> DocumentTable | None:
    """The table with a head of its own for each column; None if the sums do not tell which amount stands where."""
    cells = [cell for cell in all_cells if not cell.is_blank()]
    first = next((i for i, cell in enumerate(cells) if cell.is_value()), len(cells))
    head_cells, pieces, row_head_count = split_head_rows(cells[:first], cells[first:])
    is_scrambled = any(len(split_heads(cell)) > 1 for cell in head_cells)
    heads, values = join_halves(pieces), _drop_row_labels(_drop_column_numbers(cells[first:]), row_head_count)
    if not values or not all(cell.is_value() and not cell.text.endswith("%") for cell in values):
        return None
    columns = _find_columns(heads)
    if is_scrambled:
        heads = name_in_full(heads)
    amounts = [_read_amount(cell) for cell in values]
    row = all_cells[all_cells.index(values[0]) :]
    positions = keep_positions(row, amounts, columns) or place_amounts(amounts, columns)
    if is_scrambled:
        readings = [(other, place_amounts(amounts, other)) for other in _list_orders(columns, head_cells) if other != columns]
        columns, positions = reduce(agree, readings, (columns, positions))
    if not any(position is not None for position in positions):
        return None
    rows = (*_lay_out_heads(heads, columns), tuple(_lay_out_amounts(values, positions, len(columns))))
    width = max(map(len, rows))
    grid = tuple((*row, *(None,) * (width - len(row))) for row in rows)
    return DocumentTable(grid, heads[0].spot, (*caption, *find_unit(cells)))


def _list_orders(columns: Sequence[Column], cells: Sequence[PastedCell]) -> Iterator[list[Column]]:
    """The orders in which the columns may stand: the prescribed one, and their own with the agency's costs behind the others.

    No order turns round what stands side by side on one line.
    """
    agency_last = sorted(columns, key=lambda column: column[0] == "agency")
    for order in (sorted(columns, key=_rank_in_form), agency_last):
        names = [kind for kind, _ in order]
        lines = ([kind for head in split_heads(cell) if (kind := find_kind(head)) in names] for cell in cells)
        if all([names.index(kind) for kind in kinds] == sorted(names.index(kind) for kind in kinds) for kinds in lines):
            yield order


def _drop_column_numbers(cells: Sequence[PastedCell]) -> Sequence[PastedCell]:
    count = next((i for i, cell in enumerate(cells) if cell.text != str(i + 1)), len(cells))
    return cells[count:] if 3 < count < len(cells) else cells


def _drop_row_labels(cells: Sequence[PastedCell], most: int) -> Sequence[PastedCell]:
    """The cells without those that name the row: its label, and a code before it, of which the heads told `most`."""
    last = max((i + 1 for i, cell in enumerate(cells) if not cell.is_value()), default=0)
    return cells[last:] if last <= most else cells


def _read_amount(cell: PastedCell) -> Decimal:
    return Decimal(str(cell.to_grid().text).replace(",", "").replace("−", "-").replace("–", "-"))


def _find_columns(heads: Sequence[PastedCell]) -> list[Column]:
    """The columns from left to right; [] if the heads are not those of such a table."""
    kinds = [find_kind(head) for head in heads]
    sets = kinds.count("reception")
    roles = [head.bare_text for head in heads if is_role(head)]
    if (
        sets not in (1, 2)
        or (sets == 2 and "agency" in kinds)
        or any(not kind and not is_role(head) for kind, head in zip(kinds, heads, strict=True))
    ):
        return []
    upper = list(dict.fromkeys(kind for kind in kinds if kind not in (*PARTS, "subtotal", "")))
    if "vehicles" not in upper and set(PARTS) <= set(kinds):  # both kinds of vehicle costs beside the others
        upper = list(dict.fromkeys(kind for kind in kinds if kind not in ("subtotal", "")))
    elif set(upper) - {"agency"} != {"total", "travel", "vehicles", "reception"}:
        return []
    if not {"total", "travel", "reception"} <= set(upper):
        return []
    if len(set(roles)) == 2 and not tell_apart(*dict.fromkeys(roles)):
        return []
    parts = list(dict.fromkeys(kind for kind in kinds if kind in PARTS))
    leaves = [leaf for kind in upper for leaf in ([kind] if kind != "vehicles" else _list_vehicles(kinds, parts))]
    if sets == 2:
        return [(leaf, number) for number in (0, 1) for leaf in leaves] if len(set(roles)) == 2 else []
    agency = [leaf for leaf in leaves if leaf == "agency"]
    leaves = [leaf for leaf in leaves if leaf != "agency"]
    if len(set(roles)) == 2 and len(roles) == 2 * len(leaves):
        outcome = next((i for i, role in enumerate(dict.fromkeys(roles)) if ROLE_HEADS[1].search(role)), 1)
        return [*((leaf, number) for leaf in leaves for number in (0, 1)), *((leaf, outcome) for leaf in agency)]
    return [(leaf, 0) for leaf in (*leaves, *agency)] if len(roles) < 2 else []


def _list_vehicles(kinds: Sequence[str], parts: Sequence[str]) -> list[str]:
    return ["vehicles", *parts] if "subtotal" in kinds or not parts else [*parts]


def _lay_out_heads(heads: Sequence[PastedCell], columns: Sequence[Column]) -> Iterator[tuple[GridCell | None, ...]]:
    """A head for each column; below those of the budget and the outcome, if there are both."""
    heads_by_kind = {kind: head for head in reversed(heads) if (kind := find_kind(head))}
    if len({number for _, number in columns}) == 2:
        roles = [*{head.bare_text: head for head in heads if is_role(head)}.values()]
        yield tuple(roles[number].to_grid() for _, number in columns)
    yield tuple(heads_by_kind[kind].to_grid(name_column(kind, heads_by_kind[kind].bare_text)) for kind, _ in columns)


def _lay_out_amounts(values: Sequence[PastedCell], positions: Sequence[int | None], width: int) -> Iterator[GridCell]:
    """The row of amounts; those whose column is not known stand behind the last one."""
    by_column = {position: value for position, value in zip(positions, values, strict=True) if position is not None}
    for column in range(width):
        yield by_column[column].to_grid() if column in by_column else GridCell("", values[0].spot)
    yield from (value.to_grid() for position, value in zip(positions, values, strict=True) if position is None)
