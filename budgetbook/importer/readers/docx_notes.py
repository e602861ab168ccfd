"""Looks up the footnotes and endnotes of a Word file."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from docx.oxml.ns import qn
from lxml import etree
from lxml.etree import _Element

_KINDS = {"footnote": "/word/footnotes.xml", "endnote": "/word/endnotes.xml"}
_PARSER = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False)


class Notes:
    """All notes of a file, by kind and number."""

    def __init__(self, parts: Mapping[str, bytes]) -> None:
        self._notes: dict[tuple[str, str], _Element] = {}
        for kind, name in _KINDS.items():
            if name in parts:
                root = etree.fromstring(parts[name], _PARSER)
                self._notes |= {(kind, note.get(qn("w:id"), "")): note for note in root.iter(qn(f"w:{kind}"))}

    def find_notes(self, parent: _Element) -> Iterator[_Element]:
        """Yield the notes that an element refers to, in order."""
        for mark in parent.iter(*(qn(f"w:{kind}Reference") for kind in _KINDS)):
            kind = etree.QName(mark).localname.removesuffix("Reference")
            if (note := self._notes.get((kind, mark.get(qn("w:id"), "")))) is not None:
                yield note
