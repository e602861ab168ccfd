"""Reads a web page: the paragraphs and tables of its main content, without menus and scripts."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from itertools import islice

from lxml import etree, html

from budgetbook.importer.readers import line_joining
from budgetbook.importer.readers.blocks import BlockBuilder, TextGrid
from budgetbook.importer.readers.document import DocumentContents, UnreadableDocumentError
from budgetbook.importer.readers.html_content import drop_unseen, find_main, read_words
from budgetbook.importer.readers.html_visibility import name_unread
from budgetbook.importer.readers.text import decode

_HEADINGS = {"h1", "h2", "h3", "h4", "h5", "h6"}
_BLOCKS = _HEADINGS | {
    "address", "article", "blockquote", "body", "caption", "center", "dd", "details", "div", "dl", "dt", "fieldset", "figcaption",
    "figure", "header", "hr", "html", "li", "main", "ol", "p", "pre", "section", "table", "tbody", "td", "tfoot", "th", "thead",
    "title", "tr", "ul",
}  # fmt: skip
TAGS = 300_000
"""Tags that one page may have: each takes some hundred bytes of memory. A long page of tables has 20,000."""
_SPANS = 1000
"""The widest span that HTML allows."""


def read(data: bytes) -> DocumentContents:
    """Read everything that a visitor of the page sees of its text, in order."""
    text = decode(data, web=True)
    if text.count("<") > TAGS:
        raise UnreadableDocumentError("import-large-page", limit=TAGS)
    root = _parse(text)
    title, publisher = _read_head(root)
    omissions = drop_unseen(root)
    page = _HtmlPage()
    main = find_main(root)
    omissions += name_unread(main)
    for frame in [*main.iter("iframe", "object", "embed")]:
        frame.drop_tree()
    page.walk(main)
    return replace(page.builder.finish(), title=title, publisher=publisher, omissions=tuple(omissions))


def _parse(text: str) -> html.HtmlElement:
    # The text is decoded already, so an encoding declared by the page no longer holds.
    text = re.sub(r"^\s*<\?xml[^>]*>", "", text)
    parser = html.HTMLParser(no_network=True, remove_comments=True, remove_pis=True, encoding="utf-8")
    try:
        root = html.document_fromstring(text.encode("utf-8"), parser=parser)
    except (etree.ParserError, ValueError) as error:
        raise UnreadableDocumentError("import-no-words") from error
    if any(entry.type == etree.ErrorTypes.ERR_RESOURCE_LIMIT for entry in parser.error_log):
        raise UnreadableDocumentError("import-nested-page")  # what lies deeper than 255 elements was dropped
    return root


_PUBLISHERS = ("contentsource", "publisher", "source", "dc.publisher", "author")
"""Names of `meta` elements that say whose text the page holds, the surest first."""


def _read_head(root: html.HtmlElement) -> tuple[str, str]:
    """The title of the page, and who it says that its text is from; "" for what it does not say."""
    metas = {(one.get("name") or "").lower(): one.get("content") or "" for one in root.iter("meta")}
    title = metas.get("articletitle") or next((read_words(one) for one in root.iter("title")), "")
    return line_joining.clean(title), line_joining.clean(next((metas[name] for name in _PUBLISHERS if metas.get(name)), ""))


class _HtmlPage:
    """Walks through the tree once. The text between the edges of two blocks becomes one paragraph."""

    def __init__(self, *, with_tables: bool = True) -> None:
        self.builder = BlockBuilder()
        self.text_parts: list[str] = []
        self.with_tables = with_tables
        """False to leave tables out, whose words are read where they stand."""

    def walk(self, element: html.HtmlElement, heading: bool | None = None) -> None:
        """Read the element's own text, its children and the text behind each of them."""
        self.text_parts.append(element.text or "")
        for child in element:
            self._walk_child(child, heading)
            self.text_parts.append(child.tail or "")

    def _walk_child(self, child: html.HtmlElement, heading: bool | None) -> None:
        if child.tag == "br":
            self.end(heading)
        elif child.tag == "table" and not self.with_tables:
            return
        elif child.tag == "table" and _is_data(child):
            self.end(heading)
            self._add_table(child)
        elif child.tag in _BLOCKS:
            self.end(heading)
            own = True if child.tag in _HEADINGS else heading
            self.walk(child, own)
            self.end(own)
        else:
            self.walk(child, heading)

    def end(self, heading: bool | None = None) -> None:
        """End the current paragraph."""
        text = line_joining.clean("".join(self.text_parts))
        self.text_parts = []
        self.builder.add_paragraph(text, heading)

    def _add_table(self, table: html.HtmlElement) -> None:
        grid, inner = TextGrid(), []
        rows = list(_rows(table))
        for number, row in enumerate(rows):
            for cell in _cells(row):
                inner += _inner_tables(cell)
                row_span = min(_span(cell, "rowspan"), len(rows) - number)
                grid.append_cell(number, _cell_text(cell), row_span, _span(cell, "colspan"))
        caption = table.find("caption")
        self.builder.add_table(grid, () if caption is None else (read_words(caption),))
        for one in inner:
            self._add_table(one)


def _rows(table: html.HtmlElement) -> Iterator[html.HtmlElement]:
    """Yield the rows of this table, not those of a table inside it."""
    for child in table:
        if child.tag == "tr":
            yield child
        elif child.tag in ("thead", "tbody", "tfoot"):
            yield from (row for row in child if row.tag == "tr")


def _cells(row: html.HtmlElement) -> Iterator[html.HtmlElement]:
    return (cell for cell in row if cell.tag in ("td", "th"))


def _inner_tables(element: html.HtmlElement) -> list[html.HtmlElement]:
    """The tables inside an element, without those nested deeper."""
    tables = []
    for child in element:
        tables += [child] if child.tag == "table" else _inner_tables(child)
    return tables


def _is_data(table: html.HtmlElement) -> bool:
    """True for a table of data. Tables for layout hold other tables, or long texts in few cells."""
    cells = [cell for row in _rows(table) for cell in _cells(row)]
    if len(cells) < 2:
        return False
    cell_texts = filter(None, map(_cell_text, cells))
    if _inner_tables(table):
        lengths = [len(text) for text in cell_texts]
        return len(lengths) >= 6 and max(lengths) < 300
    first_lengths = [len(text) for text in islice(cell_texts, 3)]
    return len(first_lengths) > 2 or 0 < max(first_lengths, default=0) < 300


def _cell_text(cell: html.HtmlElement) -> str:
    """The lines of a cell, joined, without the text of a table inside it."""
    page = _HtmlPage(with_tables=False)
    page.walk(cell)
    page.end()
    return line_joining.join_cell((line, False) for line in page.builder.paragraph_texts())


def _span(cell: html.HtmlElement, name: str) -> int:
    value = (cell.get(name) or "1").strip()
    return min(max(int(value), 1), _SPANS) if value.isascii() and value.isdigit() else 1
