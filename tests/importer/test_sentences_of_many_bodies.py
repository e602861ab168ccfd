"""Invented sentences in the wordings of many bodies: each figure is placed as its mark says, and nothing else is placed.

`¶` parts the paragraphs of one line.
"""

from __future__ import annotations

from pathlib import Path

import marked_documents
import pytest
from document_parts import document, words

from budgetbook.importer.recognise import recognise

TITLES = {
    "budget": "某某县水务局2024年部门预算",
    "accounts": "某某县水务局2024年部门决算",
    "summary": "某某县2024年“三公”经费决算汇总情况说明",
    "planned summary": "某某县2024年“三公”经费预算汇总情况说明",
}
LINES = Path(__file__).with_name("sentences_of_many_bodies.txt").read_text(encoding="utf-8").splitlines()
SENTENCES = [line for line in LINES if not line.startswith("#")]


@pytest.mark.parametrize("line", SENTENCES)
def test_a_sentence_is_read_as_its_marks_say(line: str) -> None:
    kind, _, marked_sentence = line.partition(": ")
    marked = marked_documents.parse([TITLES[kind], *marked_sentence.split("¶")])
    paragraphs = [block for block in marked.blocks[1:] if isinstance(block, str)]
    mentions = recognise(document(*paragraphs, title=TITLES[kind]), words()).mentions
    placed = sorted(
        (m.digits, m.concept, m.code, str(m.year), m.role)
        for m in mentions
        if m.digits and m.status == "placed" and m.spot.line != 1
    )
    figures = [(digits, concept, code, year, role) for digits, concept, code, _, year, _, role in marked.figures.elements()]
    assert placed == sorted(figures)
