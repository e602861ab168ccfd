"""The pieces of a pasted table: which lines can hold cells, and what one cell is."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from budgetbook.importer.readers.document import Block, GridCell, Paragraph, SourceLocation

BAR = "|"
_OF_CLASSES = ("项目", "科目", "科目名称", "项目名称", "支出项目", "收入项目", "使用项目", "经费项目")
FIRST_HEADS = frozenset((*_OF_CLASSES, "年度", "年份", "名称", "支出内容", "类别"))
"""Heads of the column that names the rows."""
SUBTOTALS = frozenset(("合计", "小计"))
TOTALS = frozenset(("合计", "总计", "小计"))
_LONGEST_CELL = 40
_LONGEST_HEAD = 16
_LONGEST_LINE = 80
_LONGEST_ROW = 400
"""Characters of a line whose bars tell its cells apart."""
_SENTENCE = re.compile(r"[。；，;]|,(?![0-9]{3})")
_WORDS = re.compile(r"[\u4e00-\u9fff]")
_VALUE = re.compile(r"([-−–]?[0-9][0-9,]*(?:\.[0-9]+)?%?)\s*(亿元|万元|元)?")
_FRACTION = re.compile(r"[0-9]\.[0-9]{2}(?![0-9])")
_BLANK = re.compile(r"[-—－/]*|无")
_UNIT = re.compile(r"[（(](?:亿元|万元|元)[）)]$")
_AMOUNT_HEAD = re.compile(r"预算|决算|执行|[数额]$|合计|小计|金额|幅度|增减|增、减|支出$|收入$|数量")
_AMOUNT_HEAD_END = re.compile(r"(?:[合小总]计|费用?|经费|数|编码|名称)$")
_VALUE_AND_LABEL = re.compile(r"([-−–]?[0-9][0-9,]*\.[0-9]+) (.*[\u4e00-\u9fff].*)")
"""An amount and the label of the next row."""
_SPACED_ROW = re.compile(r"(.*[\u4e00-\u9fff）)])((?: [-−–]?[0-9][0-9,]*(?:\.[0-9]+)?%?)++)")
_ROLE_HEAD = re.compile(r"[预决]算数")
_JOINED_ROW = re.compile(r"(.*[\u4e00-\u9fff）)])([-−–]?(?:[0-9]{1,3}(?:,[0-9]{3})+|[0-9]+)\.[0-9]{2})")
"""A label and its one amount without a space between."""
_JOINED_HEADS = re.compile(r"(项目|科目|名称)((?:(?:19|20)[0-9]{2}年)?(?:年初|本年)?[预决]算数?)")
_CHANGE_HEAD = re.compile(r"增[、/]?减(?:金?额|数|幅度?|率|比例|%)")
_VALUE_ROW = re.compile(r"[-−–]?[0-9][0-9,]*(?:\.[0-9]+)?(?: [-−–]?[0-9][0-9,]*(?:\.[0-9]+)?){2,}")
"""The amounts of a row without a label."""


@dataclass(frozen=True, slots=True)
class PastedCell:
    """A piece of a pasted table, and the paragraph that it stands in."""

    text: str
    paragraph: Paragraph

    @property
    def bare_text(self) -> str:
        """The text without the spaces that spread it over its column, and without the unit behind it."""
        return _UNIT.sub("", "".join(self.text.split()))

    @property
    def spot(self) -> SourceLocation:
        """Where it stands."""
        return self.paragraph.text_runs[0].spot

    def is_value(self) -> bool:
        """True for an amount or a percentage."""
        return bool(_VALUE.fullmatch(self.text))

    def is_blank(self) -> bool:
        """True for an empty cell, and for one with no more than a dash."""
        return bool(_BLANK.fullmatch(self.text))

    def is_label(self) -> bool:
        """True for words."""
        return not self.is_blank() and not self.is_value() and bool(_WORDS.search(self.text))

    def is_amount_head(self) -> bool:
        """True for the head of a column of amounts."""
        return bool(_AMOUNT_HEAD.search(self.bare_text))

    def holds_amount(self) -> bool:
        """True for words that an amount with a fraction stands between."""
        return self.is_label() and bool(_FRACTION.search(self.text))

    def to_grid(self, text: str | None = None, *, columns: int = 1, rows: int = 1) -> GridCell:
        """The cell of a table; an amount leaves its unit to the caption."""
        match = _VALUE.fullmatch(self.text)
        own_text = match[1] if match else self.text
        return GridCell(own_text if text is None else text, self.spot, row_span=rows, column_span=columns)


def is_cell_line(block: Block) -> bool:
    """True for a line that may be a cell or a row of cells: short, and no sentence."""
    if not isinstance(block, Paragraph) or _SENTENCE.search(block.text):
        return False
    return len(block.text) <= (_LONGEST_ROW if block.text.count(BAR) > 1 else _LONGEST_LINE)


def has_value(line: Paragraph) -> bool:
    """True if one of a line's cells is an amount."""
    return any(_VALUE.fullmatch(piece.strip()) for piece in line.text.split(BAR)) or bool(
        _SPACED_ROW.fullmatch(line.text)
        or _JOINED_ROW.fullmatch(line.text)
        or _VALUE_AND_LABEL.fullmatch(line.text)
        or _VALUE_ROW.fullmatch(line.text)
    )


def read_cells(lines: Sequence[Paragraph]) -> list[PastedCell]:
    """The cells of some lines in order, empty ones only where bars tell of them; [] if one is too long."""
    has_bars = sum(BAR in line.text for line in lines) > len(lines) / 3
    if has_bars:
        return split_at_bars(lines, is_framed=is_framed(lines))
    cells = [cell for line in lines for cell in _split_at_spaces(line)]
    return [] if any(len(cell.text) > _LONGEST_CELL and not _is_head_row(cell.text) for cell in cells) else cells


def _is_head_row(text: str) -> bool:
    """True for the heads of several columns on one line: 合计 因公出国（境）费 公务接待费."""
    pieces = text.split()
    return len(pieces) > 2 and all(len(piece) <= _LONGEST_HEAD and _AMOUNT_HEAD_END.search(piece) for piece in pieces)


def is_framed(lines: Sequence[Paragraph]) -> bool:
    """True if every line begins and ends with a bar, so that the first one is no empty cell."""
    return all(line.text.startswith(BAR) and line.text.endswith(BAR) and len(line.text) > 1 for line in lines)


def split_at_bars(lines: Sequence[Paragraph], *, is_framed: bool) -> list[PastedCell]:
    """A bar ends a cell; so does the end of a line with words that has no bar behind it, if no bar begins the next."""
    cells: list[PastedCell] = []
    is_open = False
    for line in lines:
        pieces = [piece.strip() for piece in line.text.removeprefix(BAR if is_framed else "").split(BAR)]
        if is_open and not pieces[0]:
            pieces = pieces[1:]
        is_open = bool(pieces) and bool(pieces[-1])
        if pieces and not pieces[-1]:
            pieces = pieces[:-1]
        cells += [PastedCell(piece, line) for piece in pieces]
    return cells


def _split_at_spaces(line: Paragraph) -> list[PastedCell]:
    """The label and the amounts of a row; else the line as one cell."""
    if joint_match := _VALUE_AND_LABEL.fullmatch(line.text):
        return [PastedCell(joint_match[1], line), PastedCell(joint_match[2].strip(), line)]
    pieces = line.text.split()
    if pieces[0] in FIRST_HEADS and len(pieces) > 1 and all(_AMOUNT_HEAD.search(_UNIT.sub("", piece)) for piece in pieces[1:]):
        return [PastedCell(piece, line) for piece in pieces]
    if joint_match := _JOINED_HEADS.fullmatch(line.text) or _JOINED_ROW.fullmatch(line.text):
        return [PastedCell(text.strip(), line) for text in joint_match.groups()]
    are_heads = len(pieces) > 1 and all(_CHANGE_HEAD.fullmatch(piece) for piece in pieces)
    are_heads |= len(pieces) > 2 and all(_ROLE_HEAD.fullmatch(piece) for piece in pieces)
    if are_heads or _VALUE_ROW.fullmatch(line.text):
        return [PastedCell(piece, line) for piece in pieces]
    match = _SPACED_ROW.fullmatch(line.text)
    texts = [match[1].strip(), *match[2].split()] if match else [line.text.strip()]
    return [PastedCell(text, line) for text in texts]


def find_unit(cells: Iterable[PastedCell]) -> tuple[str, ...]:
    """A line that names the one unit that the amounts carry themselves, or that the heads have behind them."""
    texts = [cell.text for cell in cells]
    units = {match[2] for text in texts if (match := _VALUE.fullmatch(text)) and match[2]}
    heads = (text for text in texts if _AMOUNT_HEAD.search(_UNIT.sub("", text)))
    units |= {match[0].strip("（()）") for text in heads if (match := _UNIT.search(text))}
    return (f"单位：{units.pop()}",) if len(units) == 1 else ()
