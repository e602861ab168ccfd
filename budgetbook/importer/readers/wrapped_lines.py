"""Tells which lines of a text were broken by the width of a page, where the pages of a document are not of one width."""

from __future__ import annotations

import re
from collections.abc import Sequence

from budgetbook.arithmetic.passages.chinese_units import FIGURE_UNITS
from budgetbook.importer.readers import line_joining

_WINDOW = 10
"""Lines before and after one by which its page's width is judged."""
_WIDEST = 160
_NARROWEST = 36
"""Columns: in wider lines nobody breaks by hand, narrower ones are lists."""
_FULL = 0.84
"""Part of the page's width at which a line is full; a page in proportional type has ragged ends."""
_FULL_LINES = 3
"""Full lines that a page has at least, if its text is broken by width."""
_CLAUSE_MARK = re.compile("[，,。；;：:]")
_UNITS = "|".join(map(re.escape, FIGURE_UNITS))
_ROW = re.compile(r"(?:.*[\u4e00-\u9fff）)”] )?[-−–]?[0-9][0-9,]*(?:\.[0-9]+)?%?(?: [-−–]?[0-9][0-9,]*(?:\.[0-9]+)?%?)*+")
"""A line that ends in bare numbers, as the row of a table does."""
_ROW_START = re.compile(r"[0-9]{3,7}[ \u4e00-\u9fff]|[一二三四五六七八九十]{1,3}、|(?:合计|总计|小计|本年(?:收入|支出)合计) ")
_CLASS_ROW = re.compile(r"[2-5][0-9]{2}(?:[0-9]{2}){0,2} ?[^0-9年月日个项台套辆人次].* [0-9]")
"""The row of a class; its amounts may be plain numbers."""
_UNIT_END = re.compile(r"单位 ?[:：] ?(?:亿元|万元|元|人民币元)$")
"""The end of a table's caption."""
_AMOUNT = re.compile(r"[0-9]\s*(?:[万亿]?元|％)")
_AMOUNT_START = re.compile(rf"[0-9][0-9,]*(?:\.[0-9]+)?\s*(?:{_UNITS}|％)\s*[，,。；;、（(占]")
_HALF_WORD = re.compile(rf"[\u4e00-\u9fff](?<![共计约为达增减]){_AMOUNT_START.pattern}")
"""A line that begins with the last character of a name and its amount: 上年结 / 余20万元，占…"""
_WORD_END = re.compile(r"[\u4e00-\u9fff]$")
_OPEN_END = re.compile(r"(?:用于|原因[是为]?|其中)[:：]$")
_HEADING_END = re.compile(r"(?:表|说明|情况|概况|[决预]算|部分|公开|目录|报告|[)）])$")
_FULLER = 0.92
"""Part of the page's width that a line fills which has no mark of running text itself."""
_CLASS = re.compile(r"[（(][类款][)）]")
_LAST_CLASS = re.compile(r"[（(]项[)）]")
_CLASSES = re.compile(r"[（(][类款项][)）]")
_WITHOUT_SUBJECT = re.compile(
    r"(?:年初|全年|当年)?预算数?[为是]|(?:当年)?支出决算数?[为是]|决算数(?:大于|小于|等于|与)|完成(?:年初)?预算"
)
"""What a line begins with that says of whom it speaks only together with the line before."""
_AMOUNT_END = re.compile(rf"[0-9]\s*(?:{_UNITS}|％)[)）]?$")


def is_row(line: str, next_line: str = "") -> bool:
    """True for a row of a table: words and bare numbers, several or behind a code. A unit makes it a sentence."""
    plain_line = re.sub(r"(?<=[0-9]),(?=[0-9]{3})", "", line)
    if _CLAUSE_MARK.search(plain_line) or _AMOUNT.search(line) or not _ROW.fullmatch(line):
        return False
    numbers = [piece for piece in line.split() if piece[-1].isdigit() and ("." in piece or "," in piece)]
    is_listed = bool(_ROW_START.match(line)) and bool(numbers)
    return (len(numbers) > 1 or is_listed or bool(_CLASS_ROW.match(line))) and not line_joining.goes_on(line, next_line)


def ends_caption(line: str) -> bool:
    """True for a line that ends in the unit of a table, below which its heads begin."""
    return bool(_UNIT_END.search(line))


def is_broken(lines: Sequence[str], index: int, *, is_inside: bool = False) -> bool:
    """True if a line of running text is full and so goes on in the next, which is no item; a line may end with its amount.

    `is_inside` tells that the line goes on from the one before, so that it is running text whatever it holds.
    """
    line, next_line = lines[index], lines[index + 1] if index + 1 < len(lines) else ""
    if not line or not next_line or line_joining.is_item(next_line) or line_joining.is_contents_line(line):
        return False
    if is_row(line, next_line) or is_row(next_line) or ends_caption(line) or line.endswith("|"):
        return False
    is_running = is_inside or bool(_CLAUSE_MARK.search(line))
    if is_running and (_WITHOUT_SUBJECT.match(next_line) or _OPEN_END.search(line)):
        return True
    if is_running and _HALF_WORD.match(next_line) and _WORD_END.search(line):
        return True
    if line.endswith((*line_joining.SENTENCE_ENDS, ".")) or _AMOUNT_END.search(line):
        return False
    if is_running or _goes_on(line, next_line):
        return _fills_page(lines, index, _FULL)
    is_heading = line_joining.is_item(line) or bool(_HEADING_END.search(line)) or not _CLAUSE_MARK.search(next_line)
    return not is_heading and _fills_page(lines, index, _FULLER)


def _goes_on(line: str, next_line: str) -> bool:
    """True if the next line has the amount of what this one names, or the rest of an item of the classification."""
    is_class = bool(_CLASS.search(line)) and not _LAST_CLASS.search(line) and bool(_CLASSES.search(next_line))
    return is_class or bool(_AMOUNT_START.match(next_line))


def _fills_page(lines: Sequence[str], index: int, part: float) -> bool:
    """True if a line is as wide as the lines around it that were broken by the width of the page; a few may be wider."""
    widths = [line_joining.measure_width(each) for each in lines[max(0, index - _WINDOW) : index + _WINDOW + 1] if each]
    width = line_joining.measure_width(lines[index])
    reach = width + line_joining.measure_width(line_joining.first_word(lines[index + 1]))
    pages = (page for page in widths if sum(_FULL * page <= each <= page for each in widths) >= _FULL_LINES)
    return any(_NARROWEST <= page <= _WIDEST and width <= page and part * page <= reach for page in pages)
