"""Invented sentences with marks, a document of one title each: what the importer places of them, and what the marks say."""

from __future__ import annotations

import marked_documents
from document_parts import document, words

from budgetbook.importer.recognise import recognise

Figure = tuple[str, str, str, str, str]
"""Digits, concept, code, year and role."""


def read_placed(title: str, marked_sentences: str) -> tuple[list[Figure], list[Figure]]:
    """The figures that are placed of some paragraphs, which `¶` parts, and those that their marks name; both in order."""
    marked = marked_documents.parse([title, *marked_sentences.split("¶")])
    paragraphs = [block for block in marked.blocks[1:] if isinstance(block, str)]
    mentions = recognise(document(*paragraphs, title=title), words()).mentions
    placed = [
        (m.digits, m.concept, m.code, str(m.year), m.role)
        for m in mentions
        if m.digits and m.status == "placed" and m.spot.line != 1
    ]
    figures = [(digits, concept, code, year, role) for digits, concept, code, _, year, _, role in marked.figures.elements()]
    return sorted(placed), sorted(figures)
