"""What a sentence tells of an amount, its change and the percentage, by itself."""

from __future__ import annotations

import pytest

from budgetbook.arithmetic.passages.missing_units import find_missing_units
from budgetbook.arithmetic.passages.overfull_lists import find_near_lists, find_overfull_lists
from budgetbook.arithmetic.passages.sentence_changes import (
    find_rises_from_below_zero,
    find_sentence_changes,
    find_wrong_percents,
    read_amounts,
)
from budgetbook.arithmetic.passages.shares import find_unfilled_wholes
from budgetbook.arithmetic.passages.stated_years import find_mistyped_years


@pytest.mark.parametrize(
    ("text", "right_percent"),
    [
        ("医疗支出21.00万元，比上年增加1.00万元，增长0.05%。", "5.00%"),
        ("医疗支出19.00万元，占支出总预算0.48%，同比减少1.00万元，降低0.05 %。", "5.00%"),
        ("接待费3.00万元，较2023年预算增加2.00万元（增长20.00%）。", "200.00%"),
        ("接待费3.00万元,与2023年度预算相比,增加2.00万元（20.00%）。", "200.00%"),
        ("接待费8.00万元，完成预算10.00万元的80.00%，比上年决算数增加2.00万元，增长35.00%。", "33.33%"),
        ("收入决算30.00万元。与上年相比，增加5.00万元，增长22.00%。", "20.00%"),
        ("收入总计55.00万元，支出总计55.00万元。收支较上年决算数增加5.00万元、增长12.00%。", "10.00%"),
        ("2024年收入22.00万元，较2023年收入总数20.00万元，增加2.00万元，增长12.00%。", "10.00%"),
        ("支出90.00万元，较上年减少10.00万元，下降10.00%。主要原因是压缩支出。较年初预算减少30.00万元，下降52.00%。", "25.00%"),
        ("收入总计99.00万元，其中年初结转4.00万元，较上年增加9.00万元，增长11.00%。", "10.00%"),
    ],
)
def test_a_percentage_of_no_amount_near_it(text: str, right_percent: str) -> None:
    assert [slip.right_words for slip in find_wrong_percents(text)] == [right_percent]


@pytest.mark.parametrize(
    "text",
    [
        "医疗支出21.00万元，比上年增加1.00万元，增长5%。",
        "医疗支出20.00万元，比上年增加1.00万元，增长5.00%。",  # of this year's amount: a rule of its own tells it
        "医疗支出7.80万元，比上年减少1.24万元，下降13.71%。",  # cut off instead of rounded
        "医疗支出20万元，比上年增加3万元，增长16.20%。",  # rounded amounts
        "医疗支出20.00万元，按同口径比上年增加1.00万元，增长8.00%。",
        "医疗支出20.00万元，比上年在职人员工资增加1.00万元，增长8.00%。",
        "医疗支出20.00万元，比上年增加1.00万元，增长0.05个百分点。",
        "全年收入500.00万元。医疗支出20.00万元，比上年增加10.00万元，增长2.00%。",
        "比上年增加10.00万元，增长2.00%。",
        "医疗支出10.00万元，比上年增加10.00万元，增长100%。",
        "收入29 49.90万元，比上年增加228.39万元，增长8.39%。",  # a line ends within a number
        "上年增加3.00万元，比前年增加1.00万元，增长8.00%。",
        "支出90.00万元，较上年减少10.00万元，下降10.00%。设备20.00万元，人员经费增加5.00万元，增长44.00%。",
    ],
)
def test_percentages_that_may_well_be_right(text: str) -> None:
    assert list(find_wrong_percents(text)) == []


def test_an_amount_beside_the_passage_may_be_the_base() -> None:
    text = "医疗支出21.00万元，比上年增加1.00万元，增长4.00%。"
    assert list(find_wrong_percents(text))
    assert list(find_wrong_percents(text, read_amounts("上年支出25.00万元。"))) == []


def test_a_rise_above_its_amount() -> None:
    text = "医疗支出5.00万元，比上年增加9.00万元，增长6.20%。"
    (slip,) = find_rises_from_below_zero(text)
    assert (slip.words, slip.right_words) == ("增加9.00万元，增长6.20%", "5.00万元")
    for innocent in ("医疗支出5.00万元，比上年减少9.00万元。", "医疗支出5.00万元，比上年增加5.00万元。"):
        assert len(list(find_sentence_changes(innocent))) == 1
        assert list(find_rises_from_below_zero(innocent)) == []


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("教育支出10.00万元，文化支出5.00，卫生支出3.00万元，农林水支出2.00万元。", ["支出5.00"]),
        ("教育支出10.00万元，文化支出5.00，卫生支出3.00，农林水支出2.00万元。", []),
        ("教育支出10.00万元，文化支出5.00，卫生支出3.00元，农林水支出2.00万元。", []),
        ("教育支出 10.00，文化支出 5.00，卫生支出 3.00。", []),
    ],
)
def test_one_amount_of_a_list_without_its_unit(text: str, words: list[str]) -> None:
    assert [slip.words for slip in find_missing_units(text)] == words


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("22024年预算数30.00万元。", "22024年"),
        ("  204年收入决算30.00万元。", "204年"),
        ("支出增加，主要原因是，2003年人员增加。", ""),
        ("本馆建馆以来，204年来第一次。", ""),
        ("编号2202年鉴", ""),
        ("500年古树", ""),
    ],
)
def test_a_year_with_a_digit_too_few_or_too_many(text: str, words: str) -> None:
    assert [slip.words for slip in find_mistyped_years(text, 2024)] == ([words] if words else [])


@pytest.mark.parametrize(
    ("text", "total"),
    [
        (
            (
                "收入合计100.00万元，比上年增加9.00万元；其中：财政拨款收入60.00万元，占60.00%，比上年减少2.00万元；"
                "事业收入30.00万元，占40.00%比上年增加3.00万元。"
            ),
            "90.00",
        ),
        ("收入合计100.00万元，其中：财政拨款收入60.00万元，占60.00%；事业收入40.00万元，占40.00%。", ""),
        ("收入合计100.00万元，其中：财政拨款收入60.00万元，占60.00%；事业收入39.99万元，占39.99%。", ""),
        ("收入合计100.00万元，其中：财政拨款收入60.00万元，占60.00%；事业收入30.00万元，占30.00%。", ""),
        ("收入合计100.00万元，其中：教育支出40.00万元，占80.00%；文化支出10.00万元，占20.00%。", ""),
    ],
)
def test_shares_of_100_percent_whose_parts_are_not_the_whole(text: str, total: str) -> None:
    assert [str(each.total.value) for each in find_unfilled_wholes(text)] == ([total] if total else [])


@pytest.mark.parametrize(
    "text",
    [
        "支出总计900.00万元，比上年增加80.00万元，其中：基本支出700.00万元，项目支出200.00万元。",
        "学校20所，其中：小学12所（含民办9所），中学8所，民办学校9所。",
    ],
)
def test_lists_that_are_not_of_the_number_before_them(text: str) -> None:
    assert [*find_overfull_lists(text), *find_near_lists(text)] == []
