"""Joins the pieces of one text that line breaks separated, and recognises headings, list items and contents lines."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable

from budgetbook.arithmetic.passages.chinese_units import FIGURE_UNITS
from budgetbook.content.yaml.characters import REFUSED_CHARACTERS
from budgetbook.importer.readers.document import Paragraph, SourceLocation, TextRun
from budgetbook.importer.readers.radicals import fold_radicals

CLOSERS = "，。、；：！？）〕】》」』”’％,;:!?)]%"
"""No line of running text begins with these: the line before continues."""
SENTENCE_ENDS = ("。", "；", "：", "！", "？", "。”", "！”", "？”", "。）", ";", "!", "?", ":")
_GOES_ON = ("，", "、", "（", "《", "“", "【", ",", "(")
_NUMERALS = "一二三四五六七八九十百零〇"
_ITEM = re.compile(
    rf"(?:第[{_NUMERALS}\d]{{1,4}}(?:部分|章|节|条|编)"
    rf"|[（(][{_NUMERALS}]{{1,4}}[）)]|[{_NUMERALS}]{{1,4}}[、.．]"
    r"|[（(]\d{1,3}[）)]|\d{1,3}[.．、](?!\d)|\d{1,2}[)）]|[①-⑳㈠-㈩⒈-⒛]"
    r"|附(?:件|表|录)?\s*\d{0,2}\s*[:：、])"
)
_LEADERS = re.compile(
    r"(?:(?<!…)…{2,}+|(?<![.．·])[.．·]{5,}+|(?<![.．·•]\s)(?:[.．·•]\s){4,}+[.．·•]?|(?<!_)_{6,}+|(?<!-)-{8,}+)[\s\d（）()第页IVXivx-]*$"
)
_AMOUNT = re.compile(r"\d\s*(?:万元|亿元|元|人|%|％|辆|名)")
_INVISIBLE = dict.fromkeys((0x200B, 0x200C, 0x200D, 0x200E, 0x200F, 0x2060, 0xFEFF, 0xAD))
LEFTWARDS, END_OF_LEFTWARDS = "\u202e", "\u202c"
_RUNS_LEFT = re.compile("\u202e([^\u202c\n]*+)\u202c?")
"""Characters that a mark sets from right to left: the eye reads them in the other order."""
_UNIT = re.compile(rf"\s*(?:万|亿|千|百)?(?:{'|'.join(map(re.escape, FIGURE_UNITS))}|台|次|批|月|日|％)(?<!年(?=[初末终度]))")
_DIGITS_END = re.compile(r"[\d０-９][,，.．]?$")
_DIGITS_START = re.compile(r"[,，.．]?[\d０-９]")


def clean(text: str) -> str:
    """Turn every kind of white space into one space, drop invisible characters, fold radicals; digits stay as printed."""
    if "\u202e" in text:
        text = _RUNS_LEFT.sub(lambda match: match[1][::-1], text)
    return REFUSED_CHARACTERS.sub("", " ".join(fold_radicals(text.translate(_INVISIBLE)).split()))


def set_leftwards(text: str) -> str:
    """The text with the marks around it that set its characters from right to left."""
    return f"{LEFTWARDS}{text}{END_OF_LEFTWARDS}"


def is_item(text: str) -> bool:
    """True if a line begins with the number of a list or chapter: 一、 （一） 1. 第一部分."""
    return bool(_ITEM.match(text))


def is_contents_line(text: str) -> bool:
    """True for a line of a table of contents: its dots lead to a page number, which is no figure."""
    return bool(_LEADERS.search(text[-300:]))


def is_heading(text: str) -> bool:
    """True for a short line that names what follows, without a sentence or an amount."""
    if len(text) > 45 or text.endswith((*SENTENCE_ENDS, *_GOES_ON, ".")) or _AMOUNT.search(text):
        return False
    if is_item(text):
        return "。" not in text and bool(_ITEM.sub("", text, count=1).strip())
    return bool(re.search(r"[\u4e00-\u9fff]", text)) and not re.search(r"[，。；]", text)


def goes_on(first: str, second: str) -> bool:
    """True if a break between two lines is plainly inside a sentence or a number, however wide the lines are."""
    if not first or not second or is_item(second):
        return False
    if second[0] in CLOSERS or first.endswith(_GOES_ON):
        return True
    return first[-1].isdigit() and bool(_UNIT.match(second))


def choose_separator(first: str, second: str) -> str:
    """The separator of two joined pieces: a space between Latin words, nothing between Chinese characters."""
    latin = first[-1:].isascii() and second[:1].isascii() and first[-1:].isalpha() and second[:1].isalpha()
    return " " if latin else ""


def join_lines(lines: Iterable[str]) -> list[str]:
    """The lines of one text, those joined between which a sentence plainly goes on."""
    joined_lines: list[str] = []
    for line in lines:
        if joined_lines and goes_on(joined_lines[-1], line):
            joined_lines[-1] += choose_separator(joined_lines[-1], line) + line
        else:
            joined_lines.append(line)
    return joined_lines


def cuts_number(first: str, second: str) -> bool:
    """True if there are digits on both sides of a break."""
    return bool(_DIGITS_END.search(first) and _DIGITS_START.match(second))


def _is_open(first: str, second: str) -> bool:
    """True if a number ends in a comma and three digits follow: nobody prints half a number on purpose."""
    return bool(re.search(r"\d[,，]$", first) and re.match(r"\d{3}(?!\d)", second))


def join_cell(lines: Iterable[tuple[str, bool]]) -> str:
    """Join the lines of a cell, each given with whether it fills the cell's width.

    Two numbers below each other stay two: only a line that is full continues on the next.
    """
    text, full = "", False
    for line, fills in lines:
        if text and line:
            number = cuts_number(text[-2:], line) and not (full or _is_open(text[-2:], line))
            text += "\n" if number or is_item(line) or text.endswith(("。", "；")) else choose_separator(text, line)
        text += line  # one statement of its own: it grows in place, so that the time stays linear
        full = fills if line else full
    return text


def measure_width(text: str) -> int:
    """Width in columns; a Chinese character takes two."""
    return sum(2 if unicodedata.east_asian_width(c) in "WFA" else 1 for c in text)


def first_word(text: str) -> str:
    """The shortest beginning of a text that no line break splits: a Chinese character, or a run of digits or letters."""
    match = re.match(r"[\dA-Za-z.,%％]+|.", text)
    word = match[0] if match else ""
    tail = re.match(f"[{re.escape(CLOSERS)}]*", text[len(word) :])
    return word + (tail[0] if tail else "")


def join_paragraph(lines: Iterable[tuple[str, SourceLocation]], heading: bool | None = None) -> Paragraph:
    """Join lines to one paragraph that keeps the location of each."""
    text, pieces = "", []
    for line, spot in lines:
        text += choose_separator(text, line) if text else ""
        pieces.append(TextRun(len(text), spot))
        text += line
    return Paragraph(text, tuple(pieces), is_heading(text) if heading is None else heading)


LONGEST = 4000
"""Characters of a text that are read as one paragraph; within a paragraph, every sentence depends on those before it."""


def split_paragraph(long_paragraph: Paragraph) -> tuple[Paragraph, ...]:
    """Split a paragraph longer than LONGEST: behind a sentence, else where no number is, else anywhere."""
    if len(long_paragraph.text) <= LONGEST:
        return (long_paragraph,)
    parts, start, first = [], 0, 0
    while start < len(long_paragraph.text):
        end = _find_end(long_paragraph.text, start)
        while first + 1 < len(long_paragraph.text_runs) and long_paragraph.text_runs[first + 1].start <= start:
            first += 1
        pieces = []
        for piece in long_paragraph.text_runs[first:]:
            if piece.start >= end:
                break
            pieces.append(TextRun(max(0, piece.start - start), piece.spot))
        parts.append(Paragraph(long_paragraph.text[start:end], tuple(pieces)))
        start = end
    return tuple(parts)


def _find_end(text: str, start: int) -> int:
    """The end of the part that begins at `start`."""
    limit = start + LONGEST
    if limit >= len(text):
        return len(text)
    sentence = max(text.rfind(mark, start + LONGEST // 2, limit) for mark in "。；;!?！？")
    if sentence >= 0:
        return sentence + 1
    for position in range(limit, start + LONGEST // 2, -1):
        if text[position - 1] not in "0123456789.,，．０１２３４５６７８９":
            return position
    return limit
