"""Parts the chapters that a page ran together in one line: 一、主要职能 …。 二、收支概况 (一)2024年收入…."""

from __future__ import annotations

import re
from collections.abc import Iterable
from itertools import pairwise

from budgetbook.importer.chinese_numbers import parse_chinese_number
from budgetbook.importer.readers.document import Block, Paragraph, TextRun
from budgetbook.importer.readers.line_joining import is_heading

_CHAPTER = re.compile(r"(?:(?<=[\s。；;])|^)([一二三四五六七八九十]{1,3})、\s?(?=[^\s，,。；;、])")
_SECTION = re.compile(r"(?<=[\s。；;])[（(]([一二三四五六七八九十]{1,3})[）)]\s?[、.]?(?=[^\s，,。；;、])")
_HEADING_WORDS = re.compile(r"([^\s，,。；;：:0-9]{2,30})\s(?=\S)")
"""A heading that a space parts from the text below it."""
_FEWEST_CHAPTERS = 2
_SHORTEST = 120
"""Characters of a line in which chapters may have been run together."""


def part_joint_chapters(blocks: Iterable[Block]) -> tuple[Block, ...]:
    """The blocks with every chapter and section of a line that holds several as a paragraph of its own."""
    return tuple(part for block in blocks for part in (_part(block) if isinstance(block, Paragraph) else (block,)))


def _part(paragraph: Paragraph) -> tuple[Paragraph, ...]:
    text = paragraph.text
    chapters = _find_row(_CHAPTER, text, 0, len(text)) if len(text) >= _SHORTEST else []
    if len(chapters) < _FEWEST_CHAPTERS:
        return (paragraph,)
    starts = {0, *(match.start() for match in chapters)}
    for chapter, end in zip(chapters, [*(match.start() for match in chapters[1:]), len(text)], strict=True):
        sections = _find_row(_SECTION, text, chapter.end(), end)
        starts |= {match.start() for match in sections}
        for match in (chapter, *sections):
            heading = _HEADING_WORDS.match(text, match.end(), end)
            starts |= {heading.end()} if heading else set()
    return tuple(_cut(paragraph, start, end) for start, end in pairwise([*sorted(starts), len(text)]) if text[start:end].strip())


def _find_row(pattern: re.Pattern[str], text: str, start: int, end: int) -> list[re.Match[str]]:
    """The numbers of a list that stand in their order; another number is no piece of it."""
    row: list[re.Match[str]] = []
    for match in pattern.finditer(text, start, end):
        number = parse_chinese_number(match[1])
        if number == (parse_chinese_number(row[-1][1]) + 1 if row else 1):
            row.append(match)
    return row


def _cut(paragraph: Paragraph, start: int, end: int) -> Paragraph:
    """The piece of a paragraph between two indexes, without spaces around it."""
    text = paragraph.text[start:end]
    start += len(text) - len(text.lstrip())
    runs_before = [run for run in paragraph.text_runs if run.start <= start]
    runs_inside = [TextRun(run.start - start, run.spot) for run in paragraph.text_runs if start < run.start < end]
    first = TextRun(0, (runs_before[-1] if runs_before else paragraph.text_runs[0]).spot)
    return Paragraph(text.strip(), (first, *runs_inside), is_heading(text.strip()))
