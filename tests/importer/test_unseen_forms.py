"""Forms of sentences that documents of many places use, and what they must not be taken for."""

from __future__ import annotations

from pathlib import Path

import pytest
from document_parts import document, words

from budgetbook.importer.mention import Mention
from budgetbook.importer.readers import detect
from budgetbook.importer.recognise import recognise

BUDGET = "某某县水务局2024年部门预算"
ACCOUNTS = "某某县水务局2024年部门决算"


def _placed(title: str, *paragraphs: str) -> list[str]:
    found = recognise(document(*paragraphs, title=title), words()).mentions
    return [_describe(m) for m in found if m.digits and m.spot.line != 1 and m.kind == "figure" and m.status == "placed"]


def _describe(m: Mention) -> str:
    code = f"@{m.code}" if m.code else ""
    return f"{m.digits} {'+'.join(filter(None, (m.concept, m.twin)))}{code} {m.role} {m.year}"


@pytest.mark.parametrize(
    "comparison",
    ["收、支与2023年度相比，增加46.90万元", "收支与上年相比，增加46.90万元", "收入、支出同2023年相比，增加46.90万元"],
)
def test_both_sides_compared_are_no_single_one(comparison: str) -> None:
    text = f"2024年度收入总计700.50万元，支出总计700.50万元。{comparison}。"
    assert "46.90 total-revenue+total-expenditure change 2024" in _placed(ACCOUNTS, text)


@pytest.mark.parametrize(
    "kinds", ["货物8.50万元，工程31.20万元", "工程31.20万元、货物8.50万元", "货物8.50万元，工程31.20万元，服务0万元"]
)
def test_what_is_bought_is_named_by_a_word(kinds: str) -> None:
    found = _placed(ACCOUNTS, f"2024年度政府采购总额39.70万元，其中：{kinds}。")
    assert {"8.50 procurement-goods amount 2024", "31.20 procurement-works amount 2024"} <= set(found)


@pytest.mark.parametrize("year", ["较 2022 年度决算数", "比2022年决算数", "与 2022 年度支出决算数相比"])
def test_a_year_compared_with_is_not_the_document_s_own(year: str) -> None:
    """A page without its title: the accounts of the year before tell both year and phase, with spaces or without."""
    text = f"6.其他收入 3.50 万元，为其他收入。{year}增加 0.50 万元。"
    found = recognise(document(text, "本单位 2023 年度总支出 125.08 万元。", title="相比无变化"), words())
    assert (found.fiscal_year, found.phase) == (2023, "final-accounts")


REVENUE = "收入预算：2024年年初预算数109.40万元，其中：一般公共预算拨款70.17万元，其他收入32万元，上年结转资金7.23万元"


@pytest.mark.parametrize(
    "sentence",
    [
        "；收入较去年增加26.92万元，主要是一般公共预算拨款增加18.09万元，其他收入增加11.60万元，上年结转资金减少2.77万元。",
        "。收入较2023年增加26.92万元，主要是一般公共预算拨款增加18.09万元、其他收入增加11.60万元、上年结转资金减少2.77万元。",
        "。较2023年增加26.92万元，主要原因是一般公共预算拨款增加18.09万元，其他收入增加11.60万元，上年结转资金减少2.77万元。",
    ],
)
def test_changes_that_make_up_the_change_of_their_whole_are_figures(sentence: str) -> None:
    assert [each for each in _placed(BUDGET, REVENUE + sentence) if "change" in each] == [
        "26.92 revenue change 2024",
        "18.09 general-public-appropriation change 2024",
        "11.60 other-revenue change 2024",
        "2.77 carry-over change 2024",
    ]


@pytest.mark.parametrize(
    ("sentence", "figures"),
    [
        pytest.param(
            "支出预算较2023年减少95.33万元，主要是基本支出预算减少55.08万元，项目支出预算减少40.25万元。",
            ["95.33 expenditure change 2024", "55.08 basic-expenditure change 2024", "40.25 project-expenditure change 2024"],
            id="natures",
        ),
        pytest.param(
            "支出预算较2023年减少95.33万元，主要是基本支出预算减少55.08万元，项目支出预算减少40.26万元。",
            ["95.33 expenditure change 2024"],
            id="they-do-not-add-up",
        ),
        pytest.param(
            "支出预算较2023年减少95.33万元，主要是设备费减少55.08万元，项目支出预算减少40.25万元。",
            ["95.33 expenditure change 2024"],
            id="one-is-no-name",
        ),
        pytest.param(
            "支出预算较2023年增加40.17万元，主要是一般公共预算拨款增加17.17万元，事业收入增加23万元。",
            ["40.17 expenditure change 2024"],
            id="what-pays-for-it-is-no-part",
        ),
    ],
)
def test_changes_of_a_reason_are_figures_only_if_they_are_surely_parts(sentence: str, figures: list[str]) -> None:
    assert [f for f in _placed(BUDGET, "支出预算：2024年年初预算数1251.93万元。" + sentence) if "change" in f] == figures


def test_a_change_behind_a_list_of_parts_is_open_unless_the_parts_tell() -> None:
    found = _placed(BUDGET, REVENUE + "。较2023年增加26.92万元，主要是人员增加。")
    assert not any("change" in each for each in found)


@pytest.mark.parametrize("offices", ["现内设职能部门16个", "现设职能科室16个", "局机关内设职能科室16个"])
def test_offices_inside_are_called_after_their_duties(offices: str) -> None:
    assert "16 internal-offices amount 2024" in _placed(ACCOUNTS, f"根据批复，{offices}，其中包括办公室。")


@pytest.mark.parametrize("name", ["资源勘探信息支出", "资源勘探工业信息支出", "商业服务业支出", "自然资源海洋气象支出"])
def test_a_class_may_be_named_without_its_and_so_on(name: str) -> None:
    text = f"2024年支出合计378万元，其中：教育支出100万元；{name}278万元，增长28.7%。"
    code = {"资": "215", "商": "216", "自": "220"}[name[0]]
    assert f"278 expenditure@{code} amount 2024" in _placed(ACCOUNTS, text)


def _pasted(folder: Path, numbers: bool, other_revenue: str) -> list[str]:
    """What is read of a table of two sides without a title, a cell a line; the last cell of a row may be empty."""
    rows = [
        ("一、一般公共预算拨款收入", "75.82", "一、一般公共服务支出", "50.39"),
        (f"二、{other_revenue}", "", "二、外交支出", ""),
        ("", "", "三、教育支出", "40.00"),
        ("本年收入合计", "75.82", "本年支出合计", "90.39"),
        ("上年结转结余", "14.57", "年终结转结余", ""),
        ("收入总计", "90.39", "支出总计", "90.39"),
    ]
    heads = ["序号", "收入", "支出", "项 目", "预算数", "项 目", "预算数"][not numbers :]
    cells = [*heads, *(["栏次", "1", "2", "3", "4"] if numbers else [])]
    for number, row in enumerate(rows, 1):
        cells += [*([str(number)] if numbers else []), *row]
    path = folder / "page.txt"
    caption = ["2024年部门预算公开表", "某某县下河镇财政所 |", "预算年度:2024 |", "单位:万元 | ||"]
    lines = [*caption, *(f"{cell} |".strip() for cell in cells)]
    path.write_text("\n".join(lines), encoding="utf-8")
    found = recognise(detect.read(path), words()).mentions
    return [_describe(m) for m in found if m.digits and m.kind == "figure" and m.status == "placed"]


@pytest.mark.parametrize("numbers", [True, False])
@pytest.mark.parametrize("other_revenue", ["财政专户管理资金收入", "其他收入", "事业收入"])
def test_a_table_of_both_sides_without_a_title_is_told_by_its_rows(tmp_path: Path, numbers: bool, other_revenue: str) -> None:
    assert _pasted(tmp_path, numbers, other_revenue) == [
        "75.82 general-public-appropriation amount 2024",
        "50.39 expenditure@201 amount 2024",
        "40.00 expenditure@205 amount 2024",
        "75.82 revenue amount 2024",
        "90.39 expenditure amount 2024",
        "14.57 carry-over amount 2024",
        "90.39 total-revenue amount 2024",
        "90.39 total-expenditure amount 2024",
    ]


def test_a_table_of_nothing_but_appropriation_may_be_that_of_appropriation_alone(tmp_path: Path) -> None:
    assert _pasted(tmp_path, True, "政府性基金预算拨款收入") == []


@pytest.mark.parametrize(
    "sentence",
    ["车均运行维护费2.50万元", "平均公务用车运行维护费2.50万元", "人均公务接待费2.50万元", "辆均公务用车运行维护费2.50万元"],
)
def test_money_for_each_of_many_is_no_amount_of_all(sentence: str) -> None:
    found = _placed(ACCOUNTS, f"2024年公务用车购置及运行维护费50万元，{sentence}。")
    assert found == ["50 vehicles amount 2024"]


def test_last_year_is_the_document_s_own_where_a_report_is_written_in_the_next() -> None:
    report = ("市财政局局长作2024年决算报告和2025年上半年执行情况报告（记者某某）。市人大常委会会议召开。",)
    sentence = "去年的“三公”经费财政拨款决算640万元，比年初预算830万元减少190万元。"
    own = ["640 three-public amount 2024", "830 three-public budget 2024"]
    assert _placed("某市2024年市级决算", *report, sentence) == own
    assert _placed("某市2024年市级决算", *report, sentence, "今年与去年不同，今年比去年多。") != own
    assert "640 three-public amount 2024" not in _placed(ACCOUNTS, sentence)


def _projects(sentence: str) -> list[tuple[str, str]]:
    found = recognise(document(sentence, title="某某县水务局2024年部门预算"), words()).mentions
    return [(m.project, m.digits) for m in found if m.project and m.status == "placed"]


@pytest.mark.parametrize(
    "opening", ["主要项目支出有", "主要项目包括：", "重点项目支出分别为", "我单位2024年项目支出43万元，主要项目支出有"]
)
def test_a_sentence_may_list_the_main_projects(opening: str) -> None:
    sentence = f"{opening}河道保洁经费30万元，防汛物资储备8万元，会议费、培训费3万元，水文测报2万元。"
    assert _projects(sentence) == [("河道保洁", "30"), ("防汛物资储备", "8"), ("水文测报", "2")]


@pytest.mark.parametrize(
    "sentence",
    [
        "项目支出43万元，其中：人员类项目30万元，特定目标类项目13万元。",
        "主要项目支出有人员类项目30万元，上级配套13万元，其他13万元。",
        "主要项目支出有会议费3万元，培训费2万元。",
        "项目支出主要用于河道保洁30万元，防汛物资储备8万元。",
        "主要项目支出比上年增加30万元，有河道保洁减少3万元。",
    ],
)
def test_other_money_of_a_sentence_on_projects_is_none(sentence: str) -> None:
    assert _projects(sentence) == []
