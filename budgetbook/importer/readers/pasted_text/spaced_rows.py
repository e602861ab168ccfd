"""Reads tables of coded items that a page gave line by line, a row a line: a code, a name and amounts between spaces.

Heads of merged cells come out of order there, names that were broken over lines stand around their amounts, and empty cells are
lost. The heads must be those of a prescribed form; a name that may have been cut is left out, for its code says the same; amounts
of which the column is not known stand behind the last column.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from itertools import pairwise

from budgetbook.importer.readers.document import DocumentTable, GridCell, Paragraph

_FORMS = (
    ("本年收入合计", "财政拨款收入", "上级补助收入", "事业收入", "经营收入", "附属单位上缴收入", "其他收入"),
    ("本年支出合计", "基本支出", "项目支出", "上缴上级支出", "经营支出", "对附属单位补助支出"),
    ("合计", "基本支出", "项目支出"),
    ("小计", "基本支出", "项目支出"),
    ("决算数",),
    ("预算数",),
)
"""The columns of amounts of the forms in which accounts are published, the total first."""
_OTHER_HEADS = re.compile(
    r"(?:支出)?(?:功能|经济)?分类?|[类款项]*科目(?:编码|名称|编|$)|类科目|码|编码|科目|名称|项目(?:名称)?|[类款项]{1,3}|栏次|行次|[决预]算数"
    r"|(?:一般公共预算)?(?:财政拨款)?(?:基本)?支出(?:[决预]算数?)?|人员经费|公用经费|本年(?:收入|支出)"
)
_SPREAD = re.compile("项 {1,4}目")
_ITEM = re.compile(
    r"(?:^| )([0-9]{3}(?:[0-9]{2}(?:[0-9]{2})?| [0-9]{2}(?: [0-9]{2})?)?)(?= |$)((?: (?![-−–]?[0-9][0-9,.]*(?: |$))[^ ]+)*)"
    r"((?: [-−–]?(?:[0-9]{1,3}(?:,[0-9]{3})+|[0-9]+)(?:\.[0-9]+))*)"
)
"""A code, whose parts may stand apart, then words, then amounts with their fractions; each of both may be missing."""
_TOTAL = re.compile(r"([类款项 ]{0,6}(?:合计|总计|(?:人员|公用)经费合计))((?: [-−–]?[0-9][0-9,]*\.[0-9]+)+)")
_AMOUNTS = re.compile(r"[-−–]?[0-9][0-9,]*\.[0-9]+(?: [-−–]?[0-9][0-9,]*\.[0-9]+)*")
_PAGE_NUMBER = re.compile(r"[-—– ]*[0-9]{1,3}[-—– ]*|第 ?[0-9]{1,3} ?页.*")
_FEWEST_ROWS = 3
_Group = tuple[list["_SpacedRow"], list[str]]
"""The rows of a line, with the words behind it up to the next line of rows: pieces of names."""
_ROUNDING = Decimal("0.05")
_EVEN = Decimal("0.8")
"""Part of the whole rows whose total must be the sum of its parts, so that the columns are those of the form."""


@dataclass(frozen=True, slots=True)
class _SpacedRow:
    """A row with its name as far as it is whole."""

    code: str
    name: str
    amounts: tuple[str, ...]
    line: Paragraph


def read_spaced_rows(lines: Sequence[Paragraph], caption: tuple[str, ...]) -> DocumentTable | None:
    """The table of some lines; None if they are no coded rows below the heads of a form."""
    first = next((i for i, line in enumerate(lines) if _read_items(line) or _TOTAL.fullmatch(line.text)), len(lines))
    first = _step_back(lines, first)
    rows = _read_rows([line for line in lines[first:] if line.text not in {head.text for head in lines[:first]}])
    columns = _find_form([line.text for line in lines[:first]])
    if rows is None or not columns or sum(bool(row.code and row.amounts) for row in rows) < _FEWEST_ROWS:
        return None
    if any(len(row.amounts) > len(columns) for row in rows) or not _adds_up(rows, len(columns)):
        return None
    return DocumentTable(tuple(_lay_out(rows, columns)), rows[0].line.text_runs[0].spot, caption)


def _step_back(lines: Sequence[Paragraph], first: int) -> int:
    """The first row's index, or that of the line before it, if that one begins the row's name."""
    is_nameless = 0 < first < len(lines) and any(not row.name and row.code for row in _read_items(lines[first]))
    return first - 1 if is_nameless and not _OTHER_HEADS.fullmatch("".join(lines[first - 1].text.split())) else first


def _read_items(line: Paragraph) -> list[_SpacedRow]:
    """The items that make up a line: one, or two or three side by side; [] if it is none of items."""
    items, end = [], 0
    for match in _ITEM.finditer(line.text):
        if match.start() != end:
            return []
        code, name = "".join(match[1].split()), "".join(match[2].split())
        items.append(_SpacedRow(code, name, tuple(match[3].split()), line))
        end = match.end()
    return items if end == len(line.text) else []


def _read_rows(lines: Sequence[Paragraph]) -> list[_SpacedRow] | None:
    """The rows; None if a line is neither a row nor a piece of one."""
    groups: list[_Group] = [([], [])]
    for line in lines:
        if items := _read_items(line) or _read_totals(line):
            groups.append((items, []))
        elif _AMOUNTS.fullmatch(line.text):
            if not _complete(groups, line):
                return None
        elif not _PAGE_NUMBER.fullmatch(line.text):
            if any(character.isdigit() for character in line.text):
                return None
            groups[-1][1].append(line.text)
    rows = [
        row
        for (_, upper_pieces), (items, lower_pieces) in pairwise(groups)
        for row in _name_items(items, upper_pieces, lower_pieces, is_last=items is groups[-1][0])
    ]
    if any(len(items) > 1 for items, _ in groups):  # lists side by side, of which the left one comes first
        rows.sort(key=lambda row: (not row.code, row.code))
    return rows or None


def _read_totals(line: Paragraph) -> list[_SpacedRow]:
    """The totals that make up a line, or []."""
    matches = _TOTAL.findall(line.text)
    is_whole = bool(matches) and not _TOTAL.sub("", line.text).strip()
    return [_SpacedRow("", name.strip("类款项 "), tuple(values.split()), line) for name, values in matches] if is_whole else []


def _complete(groups: list[_Group], line: Paragraph) -> bool:
    """Give a code that stands alone the amounts of a later line; False if there is none.

    Its name is then printed over that of the row above, so that neither can be read.
    """
    rows, pieces = groups[-1]
    if len(rows) != 1 or rows[0].amounts:
        return False
    groups[-1] = ([replace(rows[0], name="", amounts=tuple(line.text.split()))], [])
    if pieces and len(groups) > 2:
        groups[-2] = ([replace(row, name="") if row.code else row for row in groups[-2][0]], groups[-2][1])
    return True


def _name_items(
    items: Sequence[_SpacedRow], upper_pieces: Sequence[str], lower_pieces: Sequence[str], *, is_last: bool
) -> list[_SpacedRow]:
    """The items of a line, without the names that may go on in the lines around it."""
    if not upper_pieces and not lower_pieces:
        return [*items]
    (item, *others) = items
    if not others and item.code and not item.name and len(upper_pieces) == 1 and len(lower_pieces) == 1 and is_last:
        return [replace(item, name="".join((*upper_pieces, *lower_pieces)))]
    return [replace(each, name="") if each.code else each for each in items]


def _find_form(heads: Sequence[str]) -> tuple[str, ...]:
    """The form whose columns the heads are, whole or in two pieces; () if there are others, or none fits."""
    pieces = [piece for head in heads for piece in _SPREAD.sub("项目", head).split()]
    bare_pieces = Counter(pieces)
    for form in _FORMS:
        left = bare_pieces.copy()
        if all(_take(left, name) for name in form) and all(_OTHER_HEADS.fullmatch(piece) for piece in left if left[piece] > 0):
            whole = [piece for piece in pieces if piece in form]
            return form if whole == sorted(whole, key=form.index) or len(form) == 1 else ()
    return ()


def _take(pieces: Counter[str], name: str) -> bool:
    """Take a name off the pieces, or the two of which it is made."""
    if pieces[name] > 0:
        pieces[name] -= 1
        return True
    for end in range(2, len(name)):
        if pieces[name[:end]] > 0 and pieces[name[end:]] > 0:
            pieces[name[:end]] -= 1
            pieces[name[end:]] -= 1
            return True
    return False


def _adds_up(rows: Sequence[_SpacedRow], width: int) -> bool:
    """True if the first amount is the sum of the others in nearly every row that has them all."""
    wholes = [[_to_number(text) for text in row.amounts] for row in rows if len(row.amounts) == width > 1]
    return sum(abs(first - sum(parts)) <= _ROUNDING for first, *parts in wholes) >= _EVEN * len(wholes)


def _to_number(text: str) -> Decimal:
    return Decimal(text.replace(",", "").replace("−", "-").replace("–", "-"))


def _lay_out(rows: Sequence[_SpacedRow], columns: Sequence[str]) -> Iterator[tuple[GridCell | None, ...]]:
    """The head and the rows; if some amounts' columns are not known, only the first one, the total, has a head."""
    is_sure = all(len(row.amounts) in (0, len(columns)) for row in rows)
    heads, spot = columns if is_sure else columns[:1], rows[0].line.text_runs[0].spot
    spare = 0 if is_sure else len(columns) - 1
    yield (*(GridCell(text, spot) for text in ("科目编码", "科目名称", *heads)), *(None,) * spare)
    for row in rows:
        spot = row.line.text_runs[0].spot
        cells = [GridCell(text, spot) for text in (row.code, row.name, *row.amounts)]
        yield (*cells, *(GridCell("", spot) for _ in range(len(columns) + 2 - len(cells))))
