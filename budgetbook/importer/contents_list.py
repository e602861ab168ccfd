"""Reads the document's own table of contents: which standard tables it names, and which of them the document does not have."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from budgetbook.importer.readers.document import Document, DocumentTable, Paragraph
from budgetbook.importer.tables.reader import RecognisedTable
from budgetbook.importer.tables.titles import TitleReader

_HEAD = re.compile(r"目\s*[录錄次]")
_NUMBER = re.compile(
    r"^\s*(?:第[一二三四五六七八九十]+部分|[一二三四五六七八九十]+\s*[、.．]|[（(][一二三四五六七八九十\d]+[）)]|\d{1,2}\s*[、.．])\s*"
)
_PAGE = re.compile(r"(?<![\s.．·•…_()（）-])[\s.．·•…_()（）-]*+(?:PAGEREF.{0,40}|\d{0,4})[\s()（）-]*+$")
_LONGEST = 60
_MOST_LINES = 120


def find_missing_tables(document: Document, tables: Sequence[RecognisedTable], titles: TitleReader) -> list[str]:
    """Ids of standard tables that the contents name and the document lacks.

    Nothing is said to be missing where it may only not have been read: where a page is a picture, a table has no standard title,
    a heading of the text has the title, or most of the tables that the contents name are not there, as if they were published
    apart.
    """
    own_ids = {table.id for table in tables}
    named_ids = dict.fromkeys(name for line in _contents_lines(document) if (name := _find_table(line, titles)))
    missing_ids = [name for name in named_ids if name not in own_ids]
    if document.has_unread_pages or "" in own_ids or 2 * len(missing_ids) > len(named_ids):
        return []
    headings = {name for line in _lines_of_text(document) if (name := _find_table(line, titles))}
    return [name for name in missing_ids if name not in headings]


def _find_table(line: str, titles: TitleReader) -> str:
    bare = _PAGE.sub("", _NUMBER.sub("", line[:_LONGEST])).strip()
    return titles.find_table_of_title(bare) if bare.endswith("表") else ""


def _contents_lines(document: Document) -> Iterator[str]:
    """Yield the lines of the contents: those with leaders, and those below 目录 down to the first that comes again."""
    yield from document.contents_lines
    yield from (block.text for block in document.blocks[_contents_range(document)] if isinstance(block, Paragraph))


def _lines_of_text(document: Document) -> Iterator[str]:
    """Yield the short lines that stand outside the contents."""
    contents = _contents_range(document)
    for block in (*document.blocks[: contents.start], *document.blocks[contents.stop :]):
        if isinstance(block, Paragraph) and len(block.text) <= _LONGEST:
            yield block.text


def _contents_range(document: Document) -> slice:
    """The blocks below a line 目录, up to a table, a sentence, or the first line that was there already; empty without one."""
    start = next((i for i, b in enumerate(document.blocks) if isinstance(b, Paragraph) and _HEAD.fullmatch(b.text.strip())), None)
    if start is None:
        return slice(0, 0)
    end, seen_lines = start + 1, set[str]()
    for block in document.blocks[start + 1 : start + 1 + _MOST_LINES]:
        if isinstance(block, DocumentTable) or block.text in seen_lines or block.text.endswith(("。", "；")):
            break
        seen_lines.add(block.text)
        end += 1
    return slice(start + 1, end)
