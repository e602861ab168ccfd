"""Documents with the truth written into them: what a file of `tests/marked/` says, and the same as HTML, Word and PDF.

`3,100.20{revenue prior}`: a figure, its concept and role. `{expenditure@2080501}`: of a row of the classification. `/台（套）`
after them: its unit, where it is not what follows the number. `~2023`: its year. `{?}`: a figure that no record has a
place for. A number without a mark is no figure. A table stands in lines that begin with `|`; `<` is a place that the cell
to the left covers, `^` the one above. Before it, `! table unit` and the meaning of each column: `code`, `name`, `-`, a
concept with its role (`expenditure:prior`), or `row`: the mark of the row's name says it, and it overrules the others.
A row that names a class without its code has the mark `{@208}`.
"""

from __future__ import annotations

import html
import re
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

import marked_documents
from sample_documents import LEFT, RIGHT, Paper, word

FOLDER = Path(__file__).parent.parent / "marked"
Key = tuple[str, str, str, str, str, str, str]
"""Digits, concept, code, table, year, unit, role."""

_NUMBER = r"[0-9]{1,3}(?:,[0-9]{3})+(?:\.[0-9]+)?|[0-9]+(?:\.[0-9]+)?"
_MARK = re.compile(rf"({_NUMBER})\{{([^}}]*)\}}")
_LABEL = re.compile(r"\{(@?[a-z0-9?-]+)\}")
_UNIT = re.compile(r"\s*(万元|亿元|元|%|％|人次|批次|人|名|个|家|辆|台（套）|平方米)")
_CELL = re.compile(rf"-?(?:{_NUMBER})%?")


@dataclass(frozen=True)
class Sheet:
    """A table as it is printed: a row a line, None where another cell covers the place."""

    rows: tuple[tuple[str | None, ...], ...]
    down: frozenset[tuple[int, int]]
    """The places that the cell above covers."""


@dataclass
class Marked:
    """One document and its truth."""

    year: int
    blocks: list[str | Sheet] = field(default_factory=list)
    figures: Counter[Key] = field(default_factory=Counter)
    homeless: int = 0
    """Figures that no record has a place for."""

    @property
    def numbers(self) -> Counter[str]:
        """Every number that is printed."""
        texts = [b if isinstance(b, str) else " ".join(c for row in b.rows for c in row if c) for b in self.blocks]
        return Counter(number for text in texts for number in re.findall(_NUMBER, text))


def names() -> list[str]:
    """Every document of the folder."""
    return sorted(path.stem for path in FOLDER.glob("*.txt"))


def load(name: str) -> Marked:
    """A document with what is marked in it. The first line that has a year, and 年 after it, says which year it is of."""
    lines = (FOLDER / f"{name}.txt").read_text(encoding="utf-8").splitlines()
    return parse(lines)


def parse(lines: list[str]) -> Marked:
    """The same from lines."""
    year = re.search(r"((?:19|20)\d\d)年", "\n".join(lines))
    made = Marked(int(year[1]) if year else 0)
    meaning: list[str] = []
    rows: list[list[str]] = []
    for line in [*lines, ""]:
        if line.startswith("|"):
            rows.append([cell.strip() for cell in line.strip().strip("|").split("|")])
            continue
        if rows:
            _table(made, meaning, rows)
            rows = []
        if line.startswith("!"):
            meaning = line[1:].split()
        elif line.strip():
            made.blocks.append(_sentence(made, line))
    return made


def _sentence(made: Marked, line: str) -> str:
    for match in _MARK.finditer(line):
        unit = _UNIT.match(line[match.end() :])
        _figure(made, match[1], match[2], "", unit[1].replace("％", "%") if unit else "")
    return _MARK.sub(r"\1", line)


def _figure(made: Marked, digits: str, mark: str, table: str, unit: str) -> None:
    if mark == "?":
        made.homeless += 1
        return
    words = mark.split()
    concept, _, code = words[0].partition("@")
    role = next((word for word in words[1:] if word[0] not in "/~"), "amount")
    unit = next((word[1:] for word in words[1:] if word[0] == "/"), unit)
    year = next((word[1:] for word in words[1:] if word[0] == "~"), str(made.year - (role == "prior")))
    made.figures[digits, concept, code, table, year, unit, role] += 1


def _table(made: Marked, meaning: list[str], rows: list[list[str]]) -> None:
    name, unit, *columns = meaning
    for row in rows:
        code, label, before = "", "", ""
        year = 0
        for cell, column in zip(row, columns, strict=True):
            if column == "year" and (found := re.search(r"(?:19|20)\d\d", cell)):
                year = int(found[0])
            if column in ("code", "name") and before not in ("code", "name"):
                code, label = "", ""  # another half begins
            before = column
            if column == "code" and cell.isdigit():
                code = cell if code and cell.startswith(code) else code + cell
            elif column in ("code", "name"):
                label = next(iter(_LABEL.findall(cell)), label)
                code, label = (label[1:], "") if label.startswith("@") else (code, label)
            elif column not in ("-", "code", "year") and _CELL.fullmatch(cell) and not _counts(row):
                concept, _, role = column.partition(":")
                concept = label or ("?" if concept == "row" else concept)
                role = "prior" if year == made.year - 1 else role
                mark = f"{concept}{'@' + code if code else ''} {role}" if concept != "?" else "?"
                _figure(made, cell.lstrip("-"), mark, name, unit)
    texts = [[_LABEL.sub("", cell) for cell in row] for row in rows]
    down = frozenset((r, c) for r, row in enumerate(texts) for c, cell in enumerate(row) if cell == "^")
    shown = tuple(tuple(None if cell in ("<", "^") else cell for cell in row) for row in texts)
    made.blocks.append(Sheet(shown, down))


def _counts(row: list[str]) -> bool:
    """Whether a row only numbers the columns."""
    return "栏次" in row or [cell for cell in row if cell] == [str(i) for i in range(1, len(row) + 1)]


def as_html(made: Marked) -> bytes:
    """A web page."""
    parts = [f"<p>{html.escape(b)}</p>" if isinstance(b, str) else "".join(_markup(b)) for b in made.blocks]
    return f'<!doctype html><html><head><meta charset="utf-8"></head><body>{"".join(parts)}</body></html>'.encode()


def _markup(sheet: Sheet) -> Iterator[str]:
    yield "<table border=1>"
    for r, row in enumerate(sheet.rows):
        yield "<tr>"
        for c, cell in enumerate(row):
            if cell is not None:
                rows, columns = _spans(sheet, r, c)
                yield f'<td rowspan="{rows}" colspan="{columns}">{html.escape(cell)}</td>'
        yield "</tr>"
    yield "</table>"


def _spans(sheet: Sheet, row: int, column: int) -> tuple[int, int]:
    """How many rows and columns a cell takes."""
    across, down = 1, 1
    line = sheet.rows[row]
    while column + across < len(line) and line[column + across] is None and (row, column + across) not in sheet.down:
        across += 1
    while (row + down, column) in sheet.down:
        down += 1
    return down, across


def as_word(made: Marked) -> bytes:
    """A Word file; its cells are merged as the table has them."""

    def fill(document: object) -> None:
        for block in made.blocks:
            if isinstance(block, str):
                document.add_paragraph(block)  # type: ignore[attr-defined]
                continue
            table = document.add_table(len(block.rows), len(block.rows[0]))  # type: ignore[attr-defined]
            for r, row in enumerate(block.rows):
                for c, cell in enumerate(row):
                    if cell is not None:
                        rows, columns = _spans(block, r, c)
                        place = table.cell(r, c)
                        if rows > 1 or columns > 1:
                            place = place.merge(table.cell(r + rows - 1, c + columns - 1))
                        place.text = cell

    return word(fill)


SMALL = 6


def _wrapped(text: str, width: float) -> str:
    """A cell's text in lines that fit; a number stays whole."""
    room = int((width - 5) // SMALL)
    if _CELL.fullmatch(text) or len(text) <= room:
        return text
    return "\n".join(text[i : i + room] for i in range(0, len(text), room))


def as_pdf(made: Marked, *, ruled: bool = True) -> bytes:
    """A PDF, its tables ruled or only aligned; a new page for each table, as these documents have it."""
    paper = Paper()
    for index, block in enumerate(made.blocks):
        if isinstance(block, Sheet):
            width = (RIGHT - LEFT) / len(block.rows[0])
            rows = [[None if c is None else _wrapped(c, width) for c in row] for row in block.rows]
            deep = max(cell.count("\n") for row in rows for cell in row if cell is not None) + 1
            paper.table(rows, [width] * len(rows[0]), 6 + 10 * deep, SMALL, ruled, block.down)
            continue
        following = made.blocks[index + 1 : index + 5]
        if paper.y < 120 or (paper.y < 600 and any(isinstance(one, Sheet) for one in following[:3])):
            paper.next()
        paper.prose(block)
    return paper.done()


CARRIERS: dict[str, Callable[[marked_documents.Marked], bytes]] = {
    "html": marked_documents.as_html,
    "docx": marked_documents.as_word,
    "pdf": marked_documents.as_pdf,
}


ENTITY = """
name: {zh: 新单位, en: A new body}
short: {zh: 新单位, en: New body}
kind: administrative-unit
place: {zh: 某地, en: Somewhere}
about: {zh: 为测试写的单位。, en: A body written for a test.}
"""
