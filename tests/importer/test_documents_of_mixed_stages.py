"""Invented statements that compare with several stages and scopes, all of them right: no check of them fails."""

from __future__ import annotations

from pathlib import Path

import pytest
from document_parts import document, words

from budgetbook.importer.draft import dry_run
from budgetbook.importer.draft.assemble import assemble
from budgetbook.importer.recognise import recognise

DOCUMENTS = {
    text.partition("\n")[0]: text.strip()
    for text in Path(__file__).with_name("documents_of_mixed_stages.txt").read_text(encoding="utf-8").split("\n\n")
}


def _fails(text: str) -> set[str]:
    title, *paragraphs = text.split("\n")
    recognition = recognise(document(*paragraphs, title=title), words())
    findings = dry_run.apply_rules(assemble(recognition, words()), words())
    return {f"{f.concept} {f.rule}" for f in findings if f.verdict == "fails"}


@pytest.mark.parametrize("title", DOCUMENTS)
def test_a_document_that_is_right_is_accused_of_nothing(title: str) -> None:
    assert _fails(DOCUMENTS[title]) == set()


@pytest.mark.parametrize(
    ("title", "right", "wrong", "found"),
    [
        ("清河县第三中学", "减少0.30万元，下降8.57%", "减少0.40万元，下降8.57%", "three-public change"),
        ("临江县人民医院", "减少0.50万元，下降38.46%", "减少0.50万元，下降35.46%", "reception percent"),
        ("青石县人民法院", "减少3.00万元，下降20.00%", "减少3.00万元，下降23.00%", "meetings percent"),
        ("白沙镇人民政府", "增加2.00万元，增长11.11%", "增加2.10万元，增长11.11%", "three-public change"),
        ("安和市生态环境局", "减少300.00万元，下降3.37%", "减少300.00万元，下降6.37%", "expenditure percent"),
        ("松岭区教育局", "年初预算的110.00%", "年初预算的101.00%", "general-public-expenditure completion"),
        ("云溪县交通运输局", "减少19.00万元，下降41.30%", "减少19.00万元，下降44.30%", "vehicle-operation percent"),
    ],
)
def test_a_slip_in_it_is_told(title: str, right: str, wrong: str, found: str) -> None:
    text = next(text for own_title, text in DOCUMENTS.items() if own_title.startswith(title))
    assert right in text
    assert found in _fails(text.replace(right, wrong, 1))
