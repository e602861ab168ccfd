"""Takes the marks of notes (², ①, *) from behind numbers and names, where no reader takes them for a part of these."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import replace

from budgetbook.importer.readers.document import Block, DocumentTable, GridCell, Omission, Paragraph, TextRun

_SIGNS = "*＊※†‡"
_SMALL_DIGITS = "²³¹⁰⁴⁵⁶⁷⁸⁹"
_CIRCLES = "①-⑳"
_END = r"(?=\s*(?:$|[，。；、）)\n]|万元|亿元|元|人|辆|个|%|％))"
_BEHIND_NUMBER = re.compile(rf"(?<=[0-9０-９])(?:[{_SMALL_DIGITS}]+|[{_SIGNS}{_CIRCLES}]{{1,3}}{_END})")
_BEHIND_NAME = re.compile(rf"(?<=[\u4e00-\u9fff）)])(?:[{_SIGNS}{_CIRCLES}]{{1,3}}{_END}|[{_SMALL_DIGITS}]{{1,3}})")
_BEFORE_NUMBER = re.compile(rf"(?<=[\u4e00-\u9fff])[{_CIRCLES}](?=[0-9０-９]+(?:[.,．，][0-9０-９]+)*\s*(?:万元|亿元|元))")
_ANY_CIRCLED = re.compile(f"[{_CIRCLES}]")
_ANY = re.compile(f"[{_SIGNS}{_SMALL_DIGITS}{_CIRCLES}]")


def _find_marks(text: str) -> list[tuple[int, int]]:
    """The spans of the marks in a text. Where circled numbers count a list, they are none."""
    if not _ANY.search(text):
        return []
    patterns = [_BEHIND_NUMBER, _BEHIND_NAME]
    if len(_ANY_CIRCLED.findall(text)) == 1:
        patterns.append(_BEFORE_NUMBER)
    return sorted({match.span() for pattern in patterns for match in pattern.finditer(text)})


def _cut(text: str, spans: Iterable[tuple[int, int]]) -> str:
    pieces, start = [], 0
    for first, end in spans:
        pieces.append(text[start:first])
        start = end
    return "".join([*pieces, text[start:]])


def drop_marks(blocks: Iterable[Block]) -> tuple[tuple[Block, ...], tuple[Omission, ...]]:
    """The blocks without marks, and where each of these stood."""
    omissions: list[Omission] = []
    return tuple(_drop_from_block(block, omissions) for block in blocks), tuple(omissions)


def _drop_from_block(block: Block, omissions: list[Omission]) -> Block:
    if isinstance(block, DocumentTable):
        rows = tuple(tuple(_drop_from_cell(cell, omissions) for cell in row) for row in block.rows)
        return replace(block, rows=rows)
    if not (spans := _find_marks(block.text)):
        return block
    omissions += [Omission("mark", str(block.locate(first)), block.text[max(0, first - 12) : end]) for first, end in spans]

    def shift(offset: int) -> int:
        return offset - sum(min(end, offset) - first for first, end in spans if first < offset)

    runs = tuple(TextRun(shift(run.start), run.spot) for run in block.text_runs)
    return Paragraph(_cut(block.text, spans), runs, block.heading)


def _drop_from_cell(cell: GridCell | None, omissions: list[Omission]) -> GridCell | None:
    if cell is None or not (spans := _find_marks(cell.text)):
        return cell
    omissions += [Omission("mark", str(cell.spot), cell.text[max(0, first - 12) : end]) for first, end in spans]
    return replace(cell, text=_cut(cell.text, spans))
