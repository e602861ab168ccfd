"""The bytes of a web page in; the paragraphs and tables of its main content, without menus and scripts, out."""

from __future__ import annotations

import re
from collections.abc import Iterator
from copy import deepcopy

from lxml import etree, html

from budgetbook.importer.readers import line_joining
from budgetbook.importer.readers import text as plaintext
from budgetbook.importer.readers.blocks import Flow, Grid
from budgetbook.importer.readers.document import CannotRead, Contents

_DROPPED = {
    "aside", "audio", "button", "canvas", "footer", "head", "iframe", "math", "nav", "noscript", "object", "option", "script",
    "select", "style", "svg", "template", "video",
}  # fmt: skip
_HEADINGS = {"h1", "h2", "h3", "h4", "h5", "h6"}
_BLOCKS = _HEADINGS | {
    "address", "article", "blockquote", "body", "caption", "center", "dd", "details", "div", "dl", "dt", "fieldset", "figcaption",
    "figure", "header", "hr", "html", "li", "main", "ol", "p", "pre", "section", "table", "tbody", "td", "tfoot", "th", "thead",
    "title", "tr", "ul",
}  # fmt: skip
_CONTENT = (
    "//article|//main|//*[@role='main']|//*[@itemprop='articleBody']"
    "|//*[@id='UCAP-CONTENT' or @id='zoom' or @id='Zoom' or @id='mainText' or @id='content' or @id='article']"
    "|//*[contains(@class,'TRS_Editor') or contains(@class,'trs_editor_view') or contains(@class,'pages_content')"
    " or contains(@class,'article-content') or contains(@class,'view TRS_UEDITOR')]"
)
_HIDDEN = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.IGNORECASE)
_SPANS = 1000
"""The widest span that HTML allows."""


def read(data: bytes) -> Contents:
    """Everything a reader of the page's text sees, in its order."""
    root = _parse(plaintext.decode(data, web=True))
    for element in [*root.iter()]:
        if _is_away(element) and element is not root:
            element.drop_tree()
    page = _Page()
    page.walk(_main(root))
    return Contents(page.flow.blocks())


def _parse(text: str) -> html.HtmlElement:
    # The text is decoded: what the page or an XML declaration says of its encoding no longer holds.
    text = re.sub(r"^\s*<\?xml[^>]*>", "", text)
    parser = html.HTMLParser(no_network=True, remove_comments=True, remove_pis=True, encoding="utf-8")
    try:
        return html.document_fromstring(text.encode("utf-8"), parser=parser)
    except (etree.ParserError, ValueError) as error:
        raise CannotRead("import-no-words") from error


def _is_away(element: html.HtmlElement) -> bool:
    """Nothing a reader sees, or a list of links to elsewhere."""
    if not isinstance(element.tag, str):
        return True
    if element.tag in _DROPPED or element.get("hidden") is not None or _HIDDEN.search(element.get("style") or ""):
        return True
    return element.tag in ("div", "ul", "ol", "header", "section") and _is_menu(element)


def _is_menu(element: html.HtmlElement) -> bool:
    links = element.xpath("descendant::a")
    if not isinstance(links, list) or len(links) < 3 or element.xpath("descendant::table"):
        return False
    linked = sum(len(_text(one)) for one in links if isinstance(one, html.HtmlElement))
    return linked > 0.6 * len(_text(element))


def _text(element: html.HtmlElement) -> str:
    return line_joining.clean(str(element.text_content()))


def _main(root: html.HtmlElement) -> html.HtmlElement:
    """The part that calls itself the content, if it holds the most of the page; else the whole page."""
    whole = len(_text(root))
    found = root.xpath(_CONTENT)
    named = [one for one in found if isinstance(one, html.HtmlElement)] if isinstance(found, list) else []
    return min((one for one in named if len(_text(one)) >= 0.6 * whole), key=lambda one: len(_text(one)), default=root)


class _Page:
    """Walks the tree once. Text between the edges of blocks becomes one paragraph."""

    def __init__(self) -> None:
        self.flow = Flow()
        self.words: list[str] = []

    def walk(self, element: html.HtmlElement, heading: bool | None = None) -> None:
        """An element's own text, its children and what follows each of them."""
        self.words.append(element.text or "")
        for child in element:
            self._child(child, heading)
            self.words.append(child.tail or "")

    def _child(self, child: html.HtmlElement, heading: bool | None) -> None:
        if child.tag == "br":
            self.end(heading)
        elif child.tag == "table" and _is_data(child):
            self.end(heading)
            self._table(child)
        elif child.tag in _BLOCKS:
            self.end(heading)
            own = True if child.tag in _HEADINGS else heading
            self.walk(child, own)
            self.end(own)
        else:
            self.walk(child, heading)

    def end(self, heading: bool | None = None) -> None:
        """A paragraph ends here."""
        text = line_joining.clean("".join(self.words))
        self.words = []
        self.flow.paragraph(text, heading)

    def _table(self, table: html.HtmlElement) -> None:
        grid, inner = Grid(), []
        rows = list(_rows(table))
        for number, row in enumerate(rows):
            for cell in _cells(row):
                inner += _tables(cell)
                down = min(_span(cell, "rowspan"), len(rows) - number)
                grid.put(number, _cell_text(cell), down, _span(cell, "colspan"))
        caption = table.find("caption")
        self.flow.table(grid, () if caption is None else (_text(caption),))
        for one in inner:
            self._table(one)


def _rows(table: html.HtmlElement) -> Iterator[html.HtmlElement]:
    """The rows of this table, not those of a table within it."""
    for child in table:
        if child.tag == "tr":
            yield child
        elif child.tag in ("thead", "tbody", "tfoot"):
            yield from (row for row in child if row.tag == "tr")


def _cells(row: html.HtmlElement) -> Iterator[html.HtmlElement]:
    return (cell for cell in row if cell.tag in ("td", "th"))


def _tables(element: html.HtmlElement) -> list[html.HtmlElement]:
    """The tables within an element, not those within these."""
    found = []
    for child in element:
        found += [child] if child.tag == "table" else _tables(child)
    return found


def _is_data(table: html.HtmlElement) -> bool:
    """Tables also hold the parts of a page in place: such a one has other tables, or long texts, in few cells."""
    cells = [cell for row in _rows(table) for cell in _cells(row)]
    filled = [text for text in map(_cell_text, cells) if text]
    if len(cells) < 2 or not filled:
        return False
    if _tables(table) or any(_tables(cell) for cell in cells):
        return len(filled) >= 6 and max(map(len, filled)) < 300
    return len(filled) > 2 or max(map(len, filled)) < 300


def _cell_text(cell: html.HtmlElement) -> str:
    """A cell's lines joined; a table in it has its own."""
    page = _Page()
    page.flow.tables = False
    copied = deepcopy(cell)
    for table in _tables(copied):
        table.drop_tree()
    page.walk(copied)
    page.end()
    return line_joining.join_cell((line, False) for line in page.flow.texts())


def _span(cell: html.HtmlElement, name: str) -> int:
    value = (cell.get(name) or "1").strip()
    return min(max(int(value), 1), _SPANS) if value.isascii() and value.isdigit() else 1
