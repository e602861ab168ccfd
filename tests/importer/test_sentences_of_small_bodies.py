"""What schools, courts, unions and parties write in few lines: each figure is placed as its mark says, and nothing else is."""

from __future__ import annotations

from pathlib import Path

import document_parts
import pytest
from marked_sentences import read_placed

from budgetbook.importer.recognise import recognise

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


def test_projects_are_listed_behind_the_paragraph_that_announces_them() -> None:
    paragraphs = (
        "其他专项支出74.00万元，主要项目如下：",
        "1、读书活动经费20.00万元",
        "2、设备维护费用16.00万元",
        "四、其他事项",
        "1、印刷费9万元",
    )
    mentions = document_parts.read(*paragraphs).mentions
    assert [(m.project, m.digits) for m in mentions if m.project] == [("读书活动", "20.00"), ("设备维护费用", "16.00")]


def test_a_party_is_found_by_its_committee() -> None:
    text = "民盟河湾市委会2024年收入预算112.10万元，其中：财政拨款111.20万元。"
    name = document_parts.document(text, "民盟河湾市委会2024年支出预算112.10万元。", title="一、民盟河湾市委会概况")
    assert recognise(name, document_parts.words()).entity_name == "民盟河湾市委会"
