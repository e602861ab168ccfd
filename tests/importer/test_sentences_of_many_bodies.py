"""Invented sentences in the wordings of many bodies: each figure is placed as its mark says, and nothing else is placed.

`¶` parts the paragraphs of one line.
"""

from __future__ import annotations

from pathlib import Path

import pytest
from marked_sentences import read_placed

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
    placed, marked = read_placed(TITLES[kind], marked_sentence)
    assert placed == marked
