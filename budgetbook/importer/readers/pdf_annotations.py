"""The notes, fields and marks that are laid over a PDF page and are no part of it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from pdfminer.pdftypes import resolve1
from pdfminer.utils import decode_text

from budgetbook.importer.readers.document import Omission, OmissionKind

_PRINTED_KINDS = ("Widget", "FreeText", "Stamp", "Redact")
"""Kinds whose words stand on the page."""
_COMMENT_KINDS = (
    "Text",
    "Highlight",
    "Underline",
    "Squiggly",
    "StrikeOut",
    "Square",
    "Circle",
    "Line",
    "Polygon",
    "PolyLine",
    "Caret",
    "Ink",
    "FileAttachment",
)
"""Kinds whose words show when somebody opens them."""
_UNSEEN_FLAGS = 2 | 32
"""Hidden, and not to be viewed."""
_MOST_QUADS = 200


def list_annotations(annotations: Any, where: str) -> Iterator[Omission]:
    """Yield the words of each note and field, none of which is read."""
    for kind, note in _resolve(annotations):
        if kind in _PRINTED_KINDS or kind in _COMMENT_KINDS:
            words = resolve1(note.get("V") or note.get("OverlayText") or note.get("Contents"))
            if isinstance(words, bytes) and words:
                yield Omission(_find_omission_kind(kind, resolve1(note.get("F"))), where, decode_text(words))


def _find_omission_kind(kind: str, flags: Any) -> OmissionKind:
    if isinstance(flags, int) and flags & _UNSEEN_FLAGS:
        return "hidden"
    return "embedded" if kind in _PRINTED_KINDS else "comment"


def find_struck_quads(annotations: Any) -> list[Sequence[float]]:
    """The corners, eight numbers each, of what notes strike out."""
    quads: list[Sequence[float]] = []
    for kind, note in _resolve(annotations):
        points = resolve1(note.get("QuadPoints")) if kind == "StrikeOut" else None
        if isinstance(points, list) and all(isinstance(point, (int, float)) for point in points):
            quads += [points[start : start + 8] for start in range(0, len(points) - 7, 8)]
    return quads[:_MOST_QUADS]


def _resolve(annotations: Any) -> Iterator[tuple[str, dict[str, Any]]]:
    annotation_list = resolve1(annotations)
    for reference in annotation_list if isinstance(annotation_list, list) else ():
        note = resolve1(reference)
        if isinstance(note, dict):
            yield str(getattr(resolve1(note.get("Subtype")), "name", "")), note
