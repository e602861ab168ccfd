"""The elements of a Word file: which stand for nothing but their children, which are words, text boxes or icons."""

from __future__ import annotations

from collections.abc import Iterator

from docx.oxml.ns import qn
from lxml.etree import _Element

_WRAPPERS = frozenset(
    map(qn, ("w:sdt", "w:sdtContent", "w:customXml", "w:ins", "w:moveTo", "w:smartTag", "w:hyperlink", "w:fldSimple", "w:dir"))
)
"""Elements that are transparent: their children are read in their place."""
_SPACES = frozenset(map(qn, ("w:tab", "w:ptab")))
MATH = "{http://schemas.openxmlformats.org/officeDocument/2006/math}"
TEXT_TAGS = frozenset((qn("w:t"), f"{MATH}t"))
_SKIPPED_TAGS = frozenset(map(qn, ("w:del", "w:moveFrom", "w:pPr", "w:rPr", "w:instrText", "w:delText")))
_ALTERNATE = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
FALLBACK = f"{_ALTERNATE}Fallback"
"""Where Word writes a drawing once more, for old programs."""
_DRAWING = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
_SMALL = 540_000
"""English Metric Units: a picture of less than 1.5 cm is an icon."""


def list_children(parent: _Element) -> Iterator[_Element]:
    """Yield the elements within one that are read, those of a wrapper in its place."""
    for child in parent:
        if child.tag in _WRAPPERS:
            yield from list_children(child)
        elif child.tag not in _SKIPPED_TAGS:
            yield child


def read_run(run: _Element) -> str:
    """The words of a run as they stand in its line, with its spaces and line breaks."""
    return "".join(map(_read_word, list_children(run)))


def _read_word(element: _Element) -> str:
    if element.tag in TEXT_TAGS:
        return element.text or ""
    if element.tag == qn("w:ruby"):  # letters above a word are left out
        return "".join(one.text or "" for base in element.iter(qn("w:rubyBase")) for one in base.iter(*TEXT_TAGS))
    if element.tag == f"{_ALTERNATE}AlternateContent":
        return "".join(map(_read_word, next(element.iter(f"{_ALTERNATE}Choice"), ())))
    if element.tag in _SPACES:
        return " "
    if element.tag in (qn("w:br"), qn("w:cr")):
        return "\n"
    return "-" if element.tag == qn("w:noBreakHyphen") else ""


def find_boxes(paragraph: _Element) -> Iterator[_Element]:
    """Yield the text boxes. Word writes each of them twice, the second time for old programs."""
    for box in paragraph.iter(qn("w:txbxContent")):
        ancestors = list(box.iterancestors())
        inner_ancestors = ancestors[: ancestors.index(paragraph)]
        old = any(one.tag == FALLBACK for one in inner_ancestors)
        if not old and not any(one.tag == qn("w:txbxContent") for one in inner_ancestors):
            yield box


def is_icon(picture: _Element) -> bool:
    """True for a picture too small to hold a table."""
    sizes = [one.get(name) or "" for one in picture.iter(f"{_DRAWING}ext") for name in ("cx", "cy")]
    lengths = [int(size) for size in sizes if size.isdecimal() and len(size) < 12]
    return bool(lengths) and max(lengths) < _SMALL
