"""Reads pasted tables of the “three public” expenses as columns: the heads of merged cells, then one row of amounts.

Empty cells and the spans of the heads are lost, so an amount stands in a column only if the sums leave it no other.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal
from functools import reduce
from itertools import combinations, pairwise

from budgetbook.importer.readers.document import DocumentTable, GridCell
from budgetbook.importer.readers.pasted_text.cells import PastedCell, find_unit

_KINDS = (
    ("vehicles", re.compile(r"(?:车|购置)[^和及与、]{0,8}[和及与、].{0,8}(?:运行|运维|购置)")),
    ("operation", re.compile(r"(?<!机关)运行|运维")),
    ("purchase", re.compile(r"购置")),
    ("travel", re.compile(r"出国")),
    ("reception", re.compile(r"接待")),
    ("agency", re.compile(r"机关运行")),
    ("subtotal", re.compile(r"^小计$")),
    ("vehicles", re.compile(r"^公务用车(?:费用?|经费|支出)?$")),
    ("total", re.compile(r"合计$|总计$|[“\"]三公[”\"]经费(?:总额|支出)?(?:[预决]算数?)?$")),
)
"""What a head is called, the wider name first."""
_HEAD = re.compile(
    r"合计|小计|因公出国[（(]境[）)]费用?|公务接待费|公务用车购置[及和]运行(?:维护)?费|(?:公务用车)?购置费|(?:公务用车)?运行(?:维护)?费"
)
_HEADS = re.compile(rf"数?(?:{_HEAD.pattern})+")
"""Heads that stand without a space, the first perhaps behind the end of another."""
_TAILS = ("数", "费", "经费", "(境)费", "（境）费")
"""What a line break splits off a head."""
_PARTS = ("purchase", "operation")
_ROLE_HEADS = (re.compile(r"预算数?$"), re.compile(r"(?:决算|执行)数?$"))
"""Heads of the budget's and of the outcome's columns."""
_YEAR = re.compile(r"(?:19|20)\d\d|[上去本今当]年")
_ROW_HEADS = re.compile(r"项目|栏次|(?:预算)?(?:单位|部门)(?:名称|编码|代码)?|.{0,20}[“\"]三公[”\"]经费.{0,12}情况")
"""Heads of what names the row, beside those of amounts."""
_MOST_COLUMNS = 13
_ROUNDING = Decimal("0.02")
Column = tuple[str, int]
"""What stands in a column, and in which of two sets: the budget's or the outcome's."""
_FULL_NAMES = {
    "travel": "因公出国（境）费",
    "vehicles": "公务用车购置及运行维护费",
    "purchase": "公务用车购置费",
    "operation": "公务用车运行维护费",
    "reception": "公务接待费",
}


def _rank_in_form(column: Column) -> int:
    return ("total", "travel", "vehicles", "purchase", "operation", "reception", "agency").index(column[0])


def read_expense_columns(all_cells: Sequence[PastedCell], caption: tuple[str, ...]) -> DocumentTable | None:
    """The table with a head of its own for each column; None if the sums do not tell which amount stands where."""
    cells = [cell for cell in all_cells if not cell.is_blank()]
    first = next((i for i, cell in enumerate(cells) if cell.is_value()), len(cells))
    head_cells, pieces, row_head_count = _split_head_rows(cells[:first], cells[first:])
    is_scrambled = any(len(_split_heads(cell)) > 1 for cell in head_cells)
    heads, values = _join_halves(pieces), _drop_row_labels(_drop_column_numbers(cells[first:]), row_head_count)
    if not values or not all(cell.is_value() and not cell.text.endswith("%") for cell in values):
        return None
    columns = _find_columns(heads)
    if is_scrambled:
        heads = _name_in_full(heads)
    amounts = [_read_amount(cell) for cell in values]
    row = all_cells[all_cells.index(values[0]) :]
    positions = _keep_positions(row, amounts, columns) or _place_amounts(amounts, columns)
    if is_scrambled:
        readings = [(other, _place_amounts(amounts, other)) for other in _list_orders(columns, head_cells) if other != columns]
        columns, positions = reduce(_agree, readings, (columns, positions))
    if not any(position is not None for position in positions):
        return None
    rows = (*_lay_out_heads(heads, columns), tuple(_lay_out_amounts(values, positions, len(columns))))
    width = max(map(len, rows))
    grid = tuple((*row, *(None,) * (width - len(row))) for row in rows)
    return DocumentTable(grid, heads[0].spot, (*caption, *find_unit(cells)))


def _split_head_rows(cells: Sequence[PastedCell], body: Sequence[PastedCell]) -> tuple[list[PastedCell], list[PastedCell], int]:
    """The cells of the head, the heads of amounts that they hold, and how many heads of what names the row were left out."""
    head_cells = [cell for cell in cells if not body or cell.paragraph is not body[0].paragraph]
    split_cells = [piece for cell in head_cells for piece in _split_heads(cell)]
    pieces = [piece for piece in split_cells if not _ROW_HEADS.fullmatch(piece.bare_text)]
    row_head_count = len(split_cells) - len(pieces)
    is_row_name = bool(row_head_count and pieces) and not (_find_kind(pieces[-1]) or _is_role(pieces[-1]))
    if is_row_name and pieces[-1].bare_text not in _TAILS:  # the name of the row's body, above its first amount
        del pieces[-1]
    return head_cells, pieces, row_head_count


def _split_heads(cell: PastedCell) -> list[PastedCell]:
    """The heads of several columns on one line; spaces that spread a head over its column part single characters."""
    words = cell.text.split()
    pieces = [piece for word in words for piece in _split_joined(word)]
    if len(pieces) > len(words) or (len(words) > 1 and min(map(len, words)) > 1):
        return [PastedCell(piece, cell.paragraph) for piece in pieces]
    return [cell]


def _split_joined(word: str) -> list[str]:
    """The heads that a word is made of where no space parts them; the first may be the end of one broken before."""
    starts = [match.start() for match in _HEAD.finditer(word)]
    if len(starts) < (1 if word[:1] in _TAILS else 2) or not _HEADS.fullmatch(word):
        return [word]
    return [piece for start, end in pairwise(sorted({0, *starts, len(word)})) if (piece := word[start:end])]


def _list_orders(columns: Sequence[Column], cells: Sequence[PastedCell]) -> Iterator[list[Column]]:
    """The orders in which the columns may stand: the prescribed one, and their own with the agency's costs behind the others.

    No order turns round what stands side by side on one line.
    """
    agency_last = sorted(columns, key=lambda column: column[0] == "agency")
    for order in (sorted(columns, key=_rank_in_form), agency_last):
        names = [kind for kind, _ in order]
        lines = ([kind for head in _split_heads(cell) if (kind := _find_kind(head)) in names] for cell in cells)
        if all([names.index(kind) for kind in kinds] == sorted(names.index(kind) for kind in kinds) for kinds in lines):
            yield order


def _name_in_full(heads: Sequence[PastedCell]) -> list[PastedCell]:
    """The heads with their whole names, where lines of several columns cut them in pieces."""
    return [PastedCell(_FULL_NAMES.get(_find_kind(head), head.text), head.paragraph) for head in heads]


def _agree(
    own: tuple[list[Column], list[int | None]], usual: tuple[list[Column], list[int | None]]
) -> tuple[list[Column], list[int | None]]:
    """Of two orders of the columns the one whose sums hold; if both hold, each amount's column must be the same in both."""
    meanings = [[None if i is None else columns[i] for i in positions] for columns, positions in (own, usual)]
    if not any(meanings[1]):
        return own
    if not any(meanings[0]):
        return usual
    columns, positions = usual
    return columns, [i if one == other else None for i, one, other in zip(positions, *meanings, strict=True)]


def _find_kind(head: PastedCell) -> str:
    return next((kind for kind, pattern in _KINDS if pattern.search(head.bare_text)), "")


def _is_role(head: PastedCell) -> bool:
    return not _find_kind(head) and any(pattern.search(head.bare_text) for pattern in _ROLE_HEADS)


def _join_halves(cells: Sequence[PastedCell]) -> list[PastedCell]:
    """The heads, those joined that a line break split: 公务 and 接待费."""
    heads: list[PastedCell] = []
    for cell in cells:
        is_open = bool(heads) and not _find_kind(heads[-1]) and not _is_role(heads[-1])
        if heads and (cell.bare_text in _TAILS or (is_open and _find_kind(cell))):
            heads[-1] = PastedCell(heads[-1].bare_text + cell.bare_text, heads[-1].paragraph)
        else:
            heads.append(cell)
    return heads


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
    kinds = [_find_kind(head) for head in heads]
    sets = kinds.count("reception")
    roles = [head.bare_text for head in heads if _is_role(head)]
    if (
        sets not in (1, 2)
        or (sets == 2 and "agency" in kinds)
        or any(not kind and not _is_role(head) for kind, head in zip(kinds, heads, strict=True))
    ):
        return []
    upper = list(dict.fromkeys(kind for kind in kinds if kind not in (*_PARTS, "subtotal", "")))
    if "vehicles" not in upper and set(_PARTS) <= set(kinds):  # both kinds of vehicle costs beside the others
        upper = list(dict.fromkeys(kind for kind in kinds if kind not in ("subtotal", "")))
    elif set(upper) - {"agency"} != {"total", "travel", "vehicles", "reception"}:
        return []
    if not {"total", "travel", "reception"} <= set(upper):
        return []
    if len(set(roles)) == 2 and not _tell_apart(*dict.fromkeys(roles)):
        return []
    parts = list(dict.fromkeys(kind for kind in kinds if kind in _PARTS))
    leaves = [leaf for kind in upper for leaf in ([kind] if kind != "vehicles" else _list_vehicles(kinds, parts))]
    if sets == 2:
        return [(leaf, number) for number in (0, 1) for leaf in leaves] if len(set(roles)) == 2 else []
    agency = [leaf for leaf in leaves if leaf == "agency"]
    leaves = [leaf for leaf in leaves if leaf != "agency"]
    if len(set(roles)) == 2 and len(roles) == 2 * len(leaves):
        outcome = next((i for i, role in enumerate(dict.fromkeys(roles)) if _ROLE_HEADS[1].search(role)), 1)
        return [*((leaf, number) for leaf in leaves for number in (0, 1)), *((leaf, outcome) for leaf in agency)]
    return [(leaf, 0) for leaf in (*leaves, *agency)] if len(roles) < 2 else []


def _tell_apart(role: str, other_role: str) -> bool:
    """True for the heads of a budget and its outcome, or of the same of two years."""
    kinds = [[bool(pattern.search(text)) for pattern in _ROLE_HEADS] for text in (role, other_role)]
    years = [_YEAR.findall(text) for text in (role, other_role)]
    return kinds[0] != kinds[1] or (all(years) and years[0] != years[1])


def _list_vehicles(kinds: Sequence[str], parts: Sequence[str]) -> list[str]:
    return ["vehicles", *parts] if "subtotal" in kinds or not parts else [*parts]


def _keep_positions(row: Sequence[PastedCell], amounts: Sequence[Decimal], columns: Sequence[Column]) -> list[int | None]:
    """The positions of the amounts in a row whose bars tell of the empty cells too; [] if the sums do not hold there."""
    positions = [i for i, cell in enumerate(row) if cell.is_value()]
    is_whole = len(columns) <= len(row) and 0 < len(positions) == len(amounts) and positions[-1] < len(columns)
    return [*positions] if is_whole and columns and _adds_up(dict(zip(positions, amounts, strict=True)), columns) else []


def _place_amounts(amounts: Sequence[Decimal], columns: Sequence[Column]) -> list[int | None]:
    """The column of each amount, in order; None for one that could stand in several."""
    if not 3 <= len(amounts) <= len(columns) <= _MOST_COLUMNS:
        return [None]
    choices = combinations(range(len(columns)), len(amounts))
    ways = [places for places in choices if _adds_up(dict(zip(places, amounts, strict=True)), columns)]
    return [places[0] if len(set(places)) == 1 else None for places in zip(*ways, strict=True)]


def _adds_up(amounts: dict[int, Decimal], columns: Sequence[Column]) -> bool:
    """True if the total and the vehicles' subtotal of each set are the sums of their parts; an empty cell is 0."""
    for number in {number for _, number in columns}:
        by_kind = {kind: amounts[i] for i, (kind, each) in enumerate(columns) if each == number and i in amounts}
        parts = sum((by_kind[kind] for kind in _PARTS if kind in by_kind), Decimal(0))
        vehicles = by_kind.get("vehicles", parts)
        if any(kind in by_kind for kind in _PARTS) and abs(vehicles - parts) > _ROUNDING:
            return False
        total = vehicles + by_kind.get("travel", Decimal(0)) + by_kind.get("reception", Decimal(0))
        if "total" not in by_kind or abs(by_kind["total"] - total) > _ROUNDING:
            return False
    return True


def _lay_out_heads(heads: Sequence[PastedCell], columns: Sequence[Column]) -> Iterator[tuple[GridCell | None, ...]]:
    """A head for each column; below those of the budget and the outcome, if there are both."""
    heads_by_kind = {kind: head for head in reversed(heads) if (kind := _find_kind(head))}
    if len({number for _, number in columns}) == 2:
        roles = [*{head.bare_text: head for head in heads if _is_role(head)}.values()]
        yield tuple(roles[number].to_grid() for _, number in columns)
    yield tuple(heads_by_kind[kind].to_grid(_name_column(kind, heads_by_kind[kind].bare_text)) for kind, _ in columns)


def _name_column(kind: str, text: str) -> str:
    """The full name of a column: its head may say no more than 购置费, below that of both kinds of vehicle costs."""
    if kind == "total":
        return "合计"
    return f"公务用车{text}" if kind in _PARTS and "车" not in text else text


def _lay_out_amounts(values: Sequence[PastedCell], positions: Sequence[int | None], width: int) -> Iterator[GridCell]:
    """The row of amounts; those whose column is not known stand behind the last one."""
    by_column = {position: value for position, value in zip(positions, values, strict=True) if position is not None}
    for column in range(width):
        yield by_column[column].to_grid() if column in by_column else GridCell("", values[0].spot)
    yield from (value.to_grid() for position, value in zip(positions, values, strict=True) if position is None)
