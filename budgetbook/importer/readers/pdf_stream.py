"""The pages' lines and tables in; one stream of paragraphs and whole tables, captions and notes with their tables, out."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from budgetbook.importer.readers import pdf_layout
from budgetbook.importer.readers.blocks import ABOUT, NOTE
from budgetbook.importer.readers.document import Block
from budgetbook.importer.readers.pdf_layout import Measure
from budgetbook.importer.readers.pdf_lines import Line
from budgetbook.importer.readers.pdf_tables import Part, Whole
from budgetbook.infra.base.record import record


@record
class Sheet:
    """One page, read."""

    number: int
    width: float
    height: float
    lines: list[Line]
    parts: list[Part]
    picture: bool
    """True where the words stand in a picture."""


@dataclass(slots=True)
class Stream:
    """What has been read so far: tables that are done, one that may go on, lines that are no paragraph yet."""

    setting: Measure
    blocks: list[Block | Whole] = field(default_factory=list)
    lines: list[Line] = field(default_factory=list)

    def line(self, line: Line) -> None:
        """Right below a table, a note and its further lines belong to the table."""
        whole = self.blocks[-1] if self.blocks else None
        if not self.lines and isinstance(whole, Whole) and self._is_note(whole, line):
            return
        self.lines.append(line)

    def _is_note(self, whole: Whole, line: Line) -> bool:
        last = whole.note_lines[-1] if whole.note_lines else None
        if last and self.setting.goes_on(last, line):
            whole.notes[-1] += line.text
        elif NOTE.match(line.text) and (last is None or line.page == last.page):
            whole.notes.append(line.text)
        else:
            return False
        whole.note_lines.append(line)
        return True

    def part(self, part: Part) -> None:
        """The lines right above a part are its caption; it goes on with the table before, or begins one."""
        caption = self._caption(part)
        part.caption = tuple(run for line in caption for run in line.runs)
        self.lines = self.lines[: len(self.lines) - len(caption)]
        before = self.blocks[-1] if self.blocks and not self.lines else None
        if isinstance(before, Whole) and before.take(part):
            return
        self.flush()
        self.blocks.append(Whole([part]))

    def _caption(self, part: Part) -> list[Line]:
        """From the table upward: lines that say unit or body, one title, and what belongs to these."""
        taken: list[Line] = []
        title: Line | None = None
        for line in reversed(self.lines):
            below = taken[-1].top if taken else part.top
            if line.page != part.page or below - line.bottom > 5 * line.size or len(taken) == 6 or not self._above(line, title):
                break
            title = title or (None if ABOUT.match(line.text) else line)
            taken.append(line)
        return taken[::-1]

    def _above(self, line: Line, title: Line | None) -> bool:
        if ABOUT.match(line.text):
            return True
        if line.text.endswith(("。", "；", "：", "，")) or len(line.text) > 60:
            return False
        return title is None or abs(title.size - line.size) < 0.5 < abs(title.size - self.setting.size)

    def flush(self) -> None:
        """Lines become paragraphs."""
        self.blocks.extend(pdf_layout.paragraphs(self.lines, self.setting))
        self.lines = []


def blocks(sheets: Sequence[Sheet]) -> Iterator[Block]:
    """All pages as one text."""
    lines = [line for sheet in sheets for line in sheet.lines]
    widths = {sheet.number: sheet.width for sheet in sheets}
    away = pdf_layout.furniture(lines, {sheet.number: sheet.height for sheet in sheets})
    kept = pdf_layout.without_contents([line for line in lines if (line.page, line.number) not in away])
    stream = Stream(pdf_layout.measure(kept, widths) if kept else Measure({}, 15, 10, False))
    for sheet in sheets:
        own: list[Line | Part] = [line for line in kept if line.page == sheet.number]
        for item in sorted([*own, *sheet.parts], key=lambda one: one.top):
            stream.line(item) if isinstance(item, Line) else stream.part(item)
    stream.flush()
    number = 0
    for block in stream.blocks:
        number += isinstance(block, Whole)
        yield block.table(number) if isinstance(block, Whole) else block
