"""What schools, courts, unions and parties write in few lines: each figure is placed as its mark says, and nothing else is."""

from __future__ import annotations

from pathlib import Path

import pytest
from marked_sentences import read_placed

TITLES = {
    "school": "河湾区第二中学2024年部门预算",
    "school accounts": "河湾区第二中学2024年部门决算",
    "hospital": "河湾区人民医院2024年部门预算",
    "court accounts": "河湾区人民法院2024年部门决算",
    "union accounts": "河湾区总工会2024年部门决算",
}
LINES = Path(__file__).with_name("sentences_of_small_bodies.txt").read_text(encoding="utf-8").splitlines()


@pytest.mark.parametrize("line", [line for line in LINES if not line.startswith("#")])
def test_a_sentence_is_read_as_its_marks_say(line: str) -> None:
    kind, _, marked_sentence = line.partition(": ")
    placed, marked = read_placed(TITLES[kind], marked_sentence)
    assert placed == marked
