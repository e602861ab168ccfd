"""What passages show of slips, and innocent passages that look like them."""

from __future__ import annotations

from decimal import Decimal

import pytest

from budgetbook.arithmetic.passages import (
    body_names,
    missing_units,
    named_counts,
    punctuation,
    residue,
    shares,
    stated_years,
    wrong_bases,
)
from budgetbook.content.form_words import FormWords
from budgetbook.importer.vocabulary import Vocabulary

PROSE = "财政拨款收入减少。"


@pytest.fixture(scope="session")
def words() -> FormWords:
    from document_parts import words as vocabulary

    known: Vocabulary = vocabulary()
    return known.form_words


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("财政拨款收入支出增加（减少）的主要原因是。", ["增加（减少）", "主要原因是。"]),
        ("公务接待费较上年同比上升下降12.50%。", ["上升下降"]),
        ("比上年下降（增长）27.78%。", ["下降（增长）"]),
        ("增加(减少)0万元。", ["增加(减少)"]),
        ("截至12月31日，河湾区XX馆共有车辆0辆。", ["XX馆"]),
        ("20XX年部门预算", ["20XX年"]),
        ("无此类支出的，仍保留该表格式。", ["仍保留该表格式"]),
        ("本部门（单位）主要职责如下。", ["本部门（单位）"]),
        ("支出增加，原因是：。", ["原因是：。"]),
        ("本年支出主要用于。", ["主要用于。"]),
    ],
)
def test_residue_of_a_form(text: str, expected: list[str], words: FormWords) -> None:
    assert [slip.words for slip in residue.find_residue(text, words)] == expected


@pytest.mark.parametrize(
    "text",
    [
        "请把“增加（减少）的主要原因”改为增加的主要原因。",
        "根据《关于规范增加（减少）原因填报的通知》，本年支出减少。",
        "反映年初预算增加（减少）情况。",
        "人员增加减少的情况见附表。",
        "减少的主要原因是：一是人员减少；二是压缩支出。",
        "主要原因是人员减少。",
        "省直各部门（单位）预算由财政厅批复。",
        "购置XXL号工作服，采用XGBoost模型。",
        "增加20万元，减少5万元。",
        "联系电话：138××××1234",
    ],
)
def test_what_only_looks_like_residue(text: str, words: FormWords) -> None:
    assert list(residue.find_residue(text, words)) == []


def test_what_may_be_residue_is_left_to_a_person(words: FormWords) -> None:
    assert [slip.words[-6:] for slip in residue.find_possible_residue("反映预算增加（减少）情况。", words)] == ["增加（减少）"]
    assert list(residue.find_possible_residue("增加（减少）20万元。", words)) == []


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("增加20.00万元，增长11.11。", ["增长11.11"]),
        ("决算0.39万（含外宾接待0万元）。", ["决算0.39万"]),
        ("项目总预算1170.00万，其中设备900.00万元。", ["预算1170.00万"]),
        ("下降5,", ["下降5"]),
        ("比上年增长11.11%。", []),
        ("增长11.11 %，下降２％。", []),
        ("增长1.5倍，上升2个百分点。", []),
        ("常住人口35万，户籍人口20万。", []),
        ("接待游客0.39万人，支出0.39万元。", []),
        ("增长3、下降2等情况。", []),
    ],
)
def test_numbers_without_their_unit(text: str, expected: list[str]) -> None:
    assert [slip.words for slip in missing_units.find_missing_units(text)] == expected


@pytest.mark.parametrize(
    ("text", "marks"),
    [
        ("主要用于教学。。", 1),
        ("办公费，，邮电费。", 1),
        ("教学、科研、。", 1),
        ("他说：“教学。”另有科研……", 0),
        ("见1.2.3、4。", 0),
        ("包括：“三公”经费、《条例》、（一）项。", 0),
    ],
)
def test_two_marks_where_one_belongs(text: str, marks: int) -> None:
    assert len(list(punctuation.find_doubled_marks(text))) == marks


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("（其中，优的项目3个。", ["（其中，优的项"]),
        ("优的项目3个）。", ["优的项目3个）"]),
        ("严格执行“八项规定“。", ["“八项规定“。"]),
        ("按照《公务接待管理规定(2015年2号)执行。", ["《公务接待管理"]),
        ("一是：1）办公；2）差旅；a)会议。", []),
        ("（一）收入(二)支出（含(本级)）。", []),
        ("“三公”经费《关于“三公”经费的通知》。", []),
        ("严格执行《党政机关厉行节约反对浪", []),
        ("浏览次数：26 字体：【", []),
        ('“三公"经费支出2.05万元，"三公”经费支出2.05万元。', []),
    ],
)
def test_marks_without_their_other_half(text: str, expected: list[str]) -> None:
    assert [slip.words for slip in punctuation.find_unpaired_marks(text)] == expected


@pytest.mark.parametrize(
    ("text", "slips"),
    [
        (f"{PROSE}主要原因是项目减少，办公费也减少了", 1),
        (f"{PROSE}主要原因是项目减少，办公费也减少了。", 0),
        ("第三部分 部门决算情况说明", 0),
        (f"{PROSE}某某县水务局", 0),
        (f"{PROSE}各项支出情况，具体情况如下", 0),
        (f"{PROSE}联系方式，电话：某某县水务局办公室", 0),
    ],
)
def test_a_last_sentence_without_its_stop(text: str, slips: int) -> None:
    assert len(list(punctuation.find_missing_stop(text))) == slips


@pytest.mark.parametrize(
    ("text", "year", "phase", "right"),
    [
        ("第三部分 河湾区图书馆2023年度部门决算情况说明", 2024, "final-accounts", [False]),
        ("第三部分 河湾区图书馆2024年度部门决算情况说明", 2024, "final-accounts", [True]),
        ("第三部分 河湾区图书馆2023年度部门决算情况说明如下，共三项。", 2024, "final-accounts", []),
        ("一、2023年度部门决算情况说明", 2024, "budget", []),
        ("根据《2023年度部门决算情况说明》编制。", 2024, "final-accounts", []),
        ("截至2023年12月31日，共有车辆0辆。", 2024, "final-accounts", [False]),
        ("截至2024年12月31日，共有车辆0辆。", 2024, "final-accounts", [True]),
        ("截至2023年12月31日，共有车辆0辆。", 2025, "budget", []),
        ("截至2023年12月31日，贷款已还清。", 2024, "final-accounts", []),
        ("五、实施周期 2025年1月1日-2025年12月31日", 2026, "budget", [False]),
        ("五、实施周期：2025年1月至2027年12月", 2026, "budget", [True]),
        ("五、实施周期 2025年1月1日-2025年12月31日", 2026, "final-accounts", []),
        ("比2025年预算增加20.00万元。", 2025, "budget", [False]),
        ("比本年预算增加20.00万元。", 2025, "budget", [False]),
        ("比2024年预算增加20.00万元。", 2025, "budget", [True]),
        ("2026年预计比2025年预算增加20.00万元。", 2025, "budget", []),
        ("比2025年预算增加20.00万元。", 2025, "final-accounts", []),
    ],
)
def test_years_outside_figures(text: str, year: int, phase: str, right: list[bool]) -> None:
    found = [
        *stated_years.read_headings(text, year, phase),
        *stated_years.read_days(text, year, phase, ["车辆"]),
        *stated_years.read_periods(text, year, phase),
        *stated_years.read_comparisons(text, year, phase),
    ]
    assert [each.is_right for each in found] == right


STRUCTURE = "支出200.00万元，主要用于以下方面：教育支出（类）{}万元，占{}%；卫生健康支出（类）{}万元，占{}%。"


@pytest.mark.parametrize(
    ("text", "right", "hundred"),
    [
        (STRUCTURE.format("150.00", "70.00", "50.00", "25.00"), [False, True], False),
        (STRUCTURE.format("150.00", "75.00", "50.00", "25.00"), [True, True], True),
        ("支出3.00万元，其中：教育1.00万元，占33.3%；卫生2.00万元，占66.6%。", [True, True], True),
        ("支出3万元，其中：教育1万元，占40%；卫生2万元，占60%。", [True, True], True),
    ],
)
def test_shares_in_a_sentence(text: str, right: list[bool], hundred: bool) -> None:
    structure = next(iter(shares.find_structures(text)))
    assert [each.is_right for each in structure] == right
    assert shares.is_hundred(structure) is hundred


@pytest.mark.parametrize(
    "text",
    [
        STRUCTURE.format("150.00", "70.00", "40.00", "25.00"),
        "支出200.00万元，其中：教育支出150.00万元，占70.00%。",
        "教育支出150.00万元，占70.00%；卫生支出50.00万元，占25.00%。",
        "支出200.00万元，其中：教育支出150.00万元，占70.00%；卫生支出30.00万元；其他20.00万元，占25.00%。",
    ],
)
def test_shares_of_an_uncertain_whole_are_not_judged(text: str) -> None:
    assert list(shares.find_structures(text)) == []


def test_the_true_share_has_the_places_printed() -> None:
    part = next(iter(shares.find_structures(STRUCTURE.format("150.00", "70.0", "50.00", "25.00"))))[0]
    assert part.true_share.value == Decimal("75.0")


@pytest.mark.parametrize(
    ("text", "right"),
    [
        ("设4个内设机构，包括：办公室、采编部、阅览部。", [False]),
        ("设三个内设机构，分别为办公室、采编部、阅览部。", [True]),
        ("内设机构十二个，包括：办公室、采编部。", [False]),
        ("设4个内设机构，包括：办公室、财务科、规划科和宣传科。", [True]),
        ("设3个内设机构，包括：办公室、财务科、规划和宣传科。", [True]),
        ("设3个内设机构，包括：办公室（挂党办、工会牌子）、财务科、信息科。", [True]),
        ("设9个内设机构，包括：办公室、财务科等。", []),
        ("设4个内设机构。办公室、采编部、阅览部。", []),
        ("设4个内设机构，包括：办公室。", []),
        ("设4个内设机构，包括：机关科室2个、下属单位2个。", []),
    ],
)
def test_things_counted_and_named(text: str, right: list[bool], words: FormWords) -> None:
    assert [count.is_right for count in named_counts.find_named_counts(text, words.counted)] == right


@pytest.mark.parametrize(
    ("text", "right"),
    [
        ("河湾图书馆2024年度部门决算表", [False]),
        ("部门：河湾图书馆", [False]),
        ("河湾区图书馆2024年度部门决算表", [True]),
        ("河湾区区图书馆开放全年。", [False]),
        ("河湾市图书馆2024年度部门决算表", []),
        ("河湾图书馆开放全年。", []),
        ("湾区图书馆2024年度部门决算表", []),
        ("河湾区第二图书馆2024年度部门决算表", []),
        ("与河湾图书馆合作的河湾区图书馆2024年度部门决算表", []),
    ],
)
def test_the_name_of_the_body(text: str, right: list[bool]) -> None:
    assert [each.is_right for each in body_names.read_body_name(text, ("河湾区图书馆",))] == right


@pytest.mark.parametrize(
    ("text", "right"),
    [
        ("教育支出300.00万元，比上年增加50.00万元，增长16.67%。", "20.00%"),
        ("社会保障和就业支出类科目116,433.12元，占支出总预算10.73%，同比增加16,803.36元，增长14.43%。", "16.87%"),
        ("教育支出300.00万元，较2023年预算数减少500,000元，下降16.67%。", "14.29%"),
    ],
)
def test_a_percentage_of_the_wrong_year(text: str, right: str) -> None:
    assert [slip.right_words for slip in wrong_bases.find_wrong_bases(text)] == [right]


@pytest.mark.parametrize(
    "text",
    [
        "教育支出300.00万元，比上年增加50.00万元，增长20.00%。",
        "教育支出300.00万元，卫生健康支出100.00万元，比上年增加50.00万元，增长14.29%。",
        "教育支出300.00万元，比上年增加3.00万元，增长1%。",
        "教育支出300.00万元，剔除一次性因素后比上年同口径增加50.00万元，增长16.67%。",
        "教育支出0万元，比上年增加0万元，增长0.00%。",
    ],
)
def test_percentages_that_may_be_right(text: str) -> None:
    assert list(wrong_bases.find_wrong_bases(text)) == []
