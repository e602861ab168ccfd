"""A change is placed as one since last year only where the sentence compares with last year, or with nothing else."""

from __future__ import annotations

import pytest
from document_parts import document, words

from budgetbook.importer.recognise import recognise

ACCOUNTS = "某某县水务局2024年部门决算"
BUDGET_BASES = ("年初预算", "年初预算数", "预算", "预算数", "调整预算数", "全年预算", "2024年预算数", "本年预算")
OTHER_BASES = ("2022年", "2019年", "前年", "上上年", "五年前", "同类单位", "限额", "上级批复数", "上年和年初预算", "上年及预算数")
LAST_YEAR_BASES = ("上年", "2023年", "上年决算数", "2023年预算数", "上年年初预算", "去年同期", "2023年初预算")
FORMS = (
    "较{basis}减少0.50万元，下降20%",
    "与{basis}相比减少0.50万元，下降20%",
    "与{basis}对比，减少0.50万元，下降20%",
    "相比{basis}减少0.50万元，下降20%",
    "相对于{basis}减少0.50万元，下降20%",
    "对照{basis}减少0.50万元，下降20%",
)
BUDGET_FORMS = (
    "和{basis}相比减少0.50万元，下降20%",
    "{basis}相比减少0.50万元，下降20%",
    "在{basis}基础上减少0.50万元，下降20%",
    "减少0.50万元（与{basis}相比）",
    "减少0.50万元，主要是与{basis}相比",
    "减少0.50万元，与{basis}相比下降20%",
    "与{basis}比较，减少0.50万元，下降20%",
)


def _placed(sentence: str) -> set[str]:
    mentions = recognise(document(sentence, title=ACCOUNTS), words()).mentions
    return {f"{m.digits} {m.role}" for m in mentions if m.digits and m.status == "placed" and m.spot.line != 1}


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize("basis", [*BUDGET_BASES, *OTHER_BASES])
def test_what_is_compared_with_something_else_is_no_change_since_last_year(form: str, basis: str) -> None:
    assert _placed(f"公务接待费支出2.00万元，{form.format(basis=basis)}。") == {"2.00 amount"}


@pytest.mark.parametrize("form", BUDGET_FORMS)
@pytest.mark.parametrize("basis", ["年初预算", "预算数", "预算"])
def test_a_budget_may_be_named_before_or_behind_the_word_of_comparison(form: str, basis: str) -> None:
    assert _placed(f"公务接待费支出2.00万元，{form.format(basis=basis)}。") == {"2.00 amount"}


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize("basis", LAST_YEAR_BASES)
def test_a_change_since_last_year_is_placed(form: str, basis: str) -> None:
    assert _placed(f"公务接待费支出2.00万元，{form.format(basis=basis)}。") == {"2.00 amount", "0.50 change", "20 percent"}


@pytest.mark.parametrize(
    ("sentence", "placed"),
    [
        ("与年初预算相比：公务接待费支出2.00万元，减少0.50万元。", {"2.00 amount"}),
        ("公务接待费支出2.00万元，完成年初预算的80.00%，下降20%。", {"2.00 amount", "80.00 completion"}),
        ("公务接待费支出2.00万元，完成预算80%；减少0.50万元。", {"2.00 amount", "80 completion"}),
        ("公务接待费支出2.00万元，节约0.50万元。", {"2.00 amount"}),
        (
            "公务接待费年初预算2.50万元，支出2.00万元，完成率为80%，上年2.10万元，减少0.10万元。",
            {"2.50 budget", "2.00 amount", "80 completion", "2.10 prior", "0.10 change"},
        ),
        (
            "公务接待费支出2.00万元，较年初预算减少0.50万元，下降20%，较上年增加0.10万元，增长5.26%。",
            {"2.00 amount", "0.10 change", "5.26 percent"},
        ),
        (
            "公务接待费支出2.00万元，较上年减少0.10万元，下降4.76%；较预算数减少0.50万元，下降20%。",
            {"2.00 amount", "0.10 change", "4.76 percent"},
        ),
        (
            "公务接待费支出2.00万元，完成预算80%。公务用车运行维护费支出3.00万元，减少0.50万元。",
            {"2.00 amount", "80 completion", "3.00 amount", "0.50 change"},
        ),
    ],
)
def test_each_change_keeps_its_own_basis(sentence: str, placed: set[str]) -> None:
    assert _placed(sentence) == placed
