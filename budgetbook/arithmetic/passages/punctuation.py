"""Marks of a passage: two where one belongs, brackets and quotation marks that do not pair, no stop at the end of prose."""

from __future__ import annotations

import re
from collections.abc import Iterator

from budgetbook.arithmetic.passages.slip import PassageSlip, show_after, show_before

_DOUBLE_MARK = re.compile(r"[，、；。][，、；。]+")
_PAIRS = {"（": "）", "《": "》", "“": "”", "「": "」", "【": "】", "〔": "〕"}
_CLOSERS = {closer: opener for opener, closer in _PAIRS.items()}
_STRAIGHT = '"'
_ENDS = ("。", "；", "！", "？", "。”", "。）")
_HALF_WIDTH = str.maketrans("()", "（）")
_LIST_NUMBER = re.compile(r"(?:^|[。；;：:，、\s])[0-9０-９一二三四五六七八九十a-zA-Z]{1,3}$")
_PROSE_END = re.compile(r"[\u4e00-\u9fff]")
_POINTS_ON = ("如下", "下表", "附表", "附件", "见表", "以下")
_SHORTEST = 8
"""Characters of a last sentence; shorter ones are headings and signatures."""


def find_doubled_marks(text: str) -> Iterator[PassageSlip]:
    """Yield each place where two marks of punctuation follow each other and one belongs: `。。`."""
    for match in _DOUBLE_MARK.finditer(text):
        yield PassageSlip(show_before(text, match.start(), match.end()), text[match.end() - 1])


def find_unpaired_marks(text: str) -> Iterator[PassageSlip]:
    """Yield the first bracket or quotation mark of each kind without its other half; list numbers such as `1）` need none.

    An opening mark counts only in a text that comes to an end: the copy of a document may break off before the other half.
    """
    is_whole = text.rstrip().endswith(_ENDS)
    for offset in sorted(unpaired_offsets(text).values()):
        mark = text[offset].translate(_HALF_WIDTH)
        if mark in _CLOSERS:
            yield PassageSlip(show_before(text, offset, offset + 1), _CLOSERS[mark])
        elif is_whole:
            yield PassageSlip(show_after(text, offset), _PAIRS[mark])


def unpaired_offsets(text: str) -> dict[str, int]:
    """Opening mark -> the offset of the first mark of its kind that has no other half; a straight quotation mark is one."""
    open_marks: dict[str, list[int]] = {opener: [] for opener in _PAIRS}
    lonely: dict[str, int] = {}
    for offset, mark in enumerate(text.translate(_HALF_WIDTH)):
        if mark in open_marks:
            open_marks[mark].append(offset)
        elif mark == _STRAIGHT and open_marks["“"]:
            open_marks["“"].pop()
        elif (opener := _CLOSERS.get(mark)) and open_marks[opener]:
            open_marks[opener].pop()
        elif opener and not _is_list_number(text, offset) and not (opener == "“" and _STRAIGHT in text[:offset]):
            lonely.setdefault(opener, offset)
    for opener, offsets in open_marks.items():
        if offsets:
            lonely.setdefault(opener, offsets[0])
    return lonely


def _is_list_number(text: str, offset: int) -> bool:
    """True if a bracket closes the number of a list, which none need open."""
    return text[offset] in "）)" and bool(_LIST_NUMBER.search(text[max(0, offset - 4) : offset]))


def find_missing_stop(text: str) -> Iterator[PassageSlip]:
    """Yield the end of a passage of several sentences whose last one has no stop."""
    earlier_text, stop, last = text.strip().rpartition("。")
    if not stop or not earlier_text or len(last) < _SHORTEST or "：" in last or ":" in last:
        return
    if _PROSE_END.match(last[-1]) and not last.endswith(_POINTS_ON) and re.search("[，,]", last):
        yield PassageSlip(last[-_SHORTEST:], "。")
