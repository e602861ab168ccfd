"""What sentences of statements say, kind by kind; what is not understood carries nothing over."""

from __future__ import annotations

import pytest
from document_parts import document, words

from budgetbook.importer.draft.assemble import assemble
from budgetbook.importer.mention import Mention
from budgetbook.importer.recognise import recognise

BUDGET = "某某县水务局2024年部门预算"
ACCOUNTS = "某某县水务局2024年部门决算"


def mentions(title: str, *paragraphs: str) -> list[Mention]:
    """The numbers of a document's paragraphs that are figures or look like figures."""
    found = recognise(document(*paragraphs, title=title), words()).mentions
    return [m for m in found if m.digits and m.spot.line != 1 and m.kind not in ("year", "ordinal", "code")]


def placed(title: str, *paragraphs: str) -> list[str]:
    """What is placed, as `digits unit concept[@code] role year`."""
    return [_describe(m) for m in mentions(title, *paragraphs) if m.status == "placed"]


def _describe(m: Mention) -> str:
    code = f"@{m.code}" if m.code else ""
    return f"{m.digits}{m.unit} {m.concept}{code} {m.role} {m.year}"


def doubtful(title: str, *paragraphs: str) -> list[str]:
    """What has a reading that is not sure."""
    return [_describe(m) for m in mentions(title, *paragraphs) if m.status == "doubtful"]


@pytest.mark.slow
@pytest.mark.parametrize(
    ("title", "paragraphs", "figures"),
    [
        pytest.param(
            BUDGET,
            (
                "（一）基本支出预算",
                "1.工资福利支出较上年增39.94万元,增22.34%。",
                "3.对个人和家庭补助支出较上年增加10.86万元,增幅13.91%。",
            ),
            [
                "39.94万元 basic-expenditure@301 change 2024",
                "22.34% basic-expenditure@301 percent 2024",
                "10.86万元 basic-expenditure@303 change 2024",
                "13.91% basic-expenditure@303 percent 2024",
            ],
            id="classes-with-and-without-a-particle",
        ),
        pytest.param(
            BUDGET,
            ("公务用车运行维护及购置费8万元，比上年预算增加2万元。", "其中，公务用车购置及运维费8万元。"),
            ["8万元 vehicles amount 2024", "2万元 vehicles change 2024", "8万元 vehicles amount 2024"],
            id="names-of-vehicles-in-another-order",
        ),
        pytest.param(
            "某某县水务局2024年“三公”经费公开",
            ("2024年公务用车保有量18辆，购置公务用车0辆。",),
            ["18辆 vehicles-on-appropriation amount 2024"],
            id="bought-or-planned-where-the-phase-is-unknown",
        ),
        pytest.param(
            "某某县水务局",
            ("2024年度一般公共预算财政拨款", "“三公”经费决算情况说明", "2024年本部门公务用车保有18辆，购置公务用车0辆。"),
            ["18辆 vehicles-on-appropriation amount 2024", "0辆 vehicles-bought amount 2024"],
            id="the-phase-in-a-later-line-of-the-title",
        ),
        pytest.param(
            BUDGET,
            ("二、2023年“三公”经费决算情况", "2023年度“三公”经费合计支出20.12万元,其中:公务接待费12.39万元。"),
            ["20.12万元 three-public prior 2023", "12.39万元 reception prior 2023"],
            id="the-year-of-a-sentence-holds-for-its-parts",
        ),
        pytest.param(
            ACCOUNTS,
            (
                "一、“三公”经费财政拨款支出情况说明",
                "(3)公务接待费支出情况。",
                "2024年公务接待24批次,210人次,支出2.05万元,较上年减少0.03万元,减少1.44%。",
            ),
            [
                "24批次 reception-groups amount 2024",
                "210人次 reception-guests amount 2024",
                "2.05万元 reception amount 2024",
                "0.03万元 reception change 2024",
                "1.44% reception percent 2024",
            ],
            id="bare-expenditure-below-a-heading",
        ),
        pytest.param(
            BUDGET,
            ("2024年项目支出预算较上年(减)6万元,(减)幅23%。",),
            ["6万元 project-expenditure change 2024", "23% project-expenditure percent 2024"],
            id="direction-in-brackets",
        ),
        pytest.param(
            BUDGET,
            ("2024年基本支出预算较上年增50.8万元,增幅19.78%。",),
            ["50.8万元 basic-expenditure change 2024", "19.78% basic-expenditure percent 2024"],
            id="rise-in-one-character",
        ),
        pytest.param(
            ACCOUNTS,
            ("公务接待费为0.60万元,国内公务接待批次为4次,较上年减少12批次,下降75%。",),
            [
                "0.60万元 reception amount 2024",
                "4批次 reception-groups amount 2024",
                "12批次 reception-groups change 2024",
                "75% reception-groups percent 2024",
            ],
            id="visits-have-a-change-of-their-own",
        ),
        pytest.param(
            BUDGET,
            ("四、其他重要事项的情况说明", "2024年项目支出均实行了绩效目标管理,涉及一般公共预算当年财政拨款1520.30万元。"),
            ["1520.30万元 amount-with-targets amount 2024"],
            id="what-targets-involve",
        ),
        pytest.param(BUDGET, ("2024年公务用车预算0元",), ["0元 vehicles amount 2024"], id="cars-as-money"),
        pytest.param(BUDGET, ("购置公务用车0辆。",), ["0辆 vehicles-to-buy amount 2024"], id="cars-to-buy"),
        pytest.param(ACCOUNTS, ("购置公务用车0辆。",), ["0辆 vehicles-bought amount 2024"], id="cars-bought"),
        pytest.param(
            ACCOUNTS,
            ("国内公务接待批次为520个,接待人次为4200人。",),
            ["520个 reception-groups amount 2024", "4200人 reception-guests amount 2024"],
            id="visits-in-other-units",
        ),
        pytest.param(
            ACCOUNTS,
            ("列明公务接待2批次、26人次。",),
            ["2批次 reception-groups amount 2024", "26人次 reception-guests amount 2024"],
            id="visits-listed",
        ),
        pytest.param(
            ACCOUNTS,
            ("公务接待费2万元，接待来访46批次，约600人。",),
            ["2万元 reception amount 2024", "46批次 reception-groups amount 2024", "600人 reception-guests amount 2024"],
            id="visits-by-the-verb",
        ),
        pytest.param(
            ACCOUNTS,
            ("公务接待费支出2.05万元,年初预算为2.95万元,差值为0.9万元。",),
            ["2.05万元 reception amount 2024", "2.95万元 reception budget 2024"],
            id="budget-beside-the-actual",
        ),
        pytest.param(
            ACCOUNTS,
            ("“三公”经费支出决算为28.98万元,完成预算21.55万元的134%。",),
            ["28.98万元 three-public amount 2024", "21.55万元 three-public budget 2024", "134% three-public completion 2024"],
            id="budget-within-its-completion",
        ),
        pytest.param(
            BUDGET,
            ("2024年“三公”经费支出431万元,比上年累计支出433万元减少2万元。公务用车运行费用10万元。",),
            [
                "431万元 three-public amount 2024",
                "433万元 three-public prior 2023",
                "2万元 three-public change 2024",
                "10万元 vehicle-operation amount 2024",
            ],
            id="last-years-amount-within-a-comparison",
        ),
        pytest.param(
            ACCOUNTS,
            ("“三公”经费20万元。其中：公务接待费5万元；公务用车及运行维护费12万元，公务用车购置费3万元。",),
            [
                "20万元 three-public amount 2024",
                "5万元 reception amount 2024",
                "12万元 vehicle-operation amount 2024",
                "3万元 vehicle-purchase amount 2024",
            ],
            id="a-name-of-whole-and-part-beside-the-other-part",
        ),
        pytest.param(
            ACCOUNTS,
            ("编报绩效目标的2024年度项目39个,涉及预算金额4415.48万元。",),
            ["39个 projects-with-targets amount 2024", "4415.48万元 amount-with-targets amount 2024"],
            id="targets-in-final-accounts",
        ),
        pytest.param(
            ACCOUNTS,
            ("政府采购支出300万元。由中小企业供应商中标或成交的,采购金额225.10万元。",),
            ["300万元 procurement amount 2024", "225.10万元 awarded-to-small-firms amount 2024"],
            id="contracts-won",
        ),
        pytest.param(
            ACCOUNTS,
            ("在其他政府采购项目中，由中小企业供应商中标或成交的，采购金额20.00万元。",),
            ["20.00万元 awarded-elsewhere amount 2024"],
            id="contracts-won-elsewhere",
        ),
        pytest.param(
            ACCOUNTS,
            ("医疗卫生与计划生育支出(210类)行政事业单位医疗(11款)行政单位医疗(01项)114.97万元。",),
            ["114.97万元 expenditure@2101101 amount 2024"],
            id="printed-codes-decide",
        ),
        pytest.param(
            BUDGET,
            ("2.“医疗卫生与计划生育支出（类）行政事业单位医疗（款）行政单位医疗（项）”50.00万元。",),
            ["50.00万元 expenditure@2101101 amount 2024"],
            id="an-item-below-a-former-class",
        ),
        pytest.param(
            ACCOUNTS,
            ("“三公”经费22.62万元，其中：公务接待费20.10万元,占88.86%;公务用车运行维护费2.52万元,占11.14%。",),
            [
                "22.62万元 three-public amount 2024",
                "20.10万元 reception amount 2024",
                "88.86% reception share 2024",
                "2.52万元 vehicle-operation amount 2024",
                "11.14% vehicle-operation share 2024",
            ],
            id="the-second-share",
        ),
        *(
            pytest.param(
                BUDGET,
                (f"“卫生健康支出{sign}行政事业单位医疗{sign}行政单位医疗”科目78.29万元。",),
                ["78.29万元 expenditure@2101101 amount 2024"],
                id=f"purpose-as-a-path-{index}",
            )
            for index, sign in enumerate("-—/>")
        ),
        pytest.param(
            BUDGET,
            ("因公出国（境）费支出预算为0，公务接待费支出预算为4万元。",),
            ["0万元 overseas-travel amount 2024", "4万元 reception amount 2024"],
            id="a-bare-zero",
        ),
        pytest.param(
            ACCOUNTS,
            ("二、公务用车购置及运行维护费", "2024年行政事业单位执行公务,开展业务活动的公务用车购置及运行费决算支出785万元。"),
            ["785万元 vehicles amount 2024"],
            id="a-name-that-its-heading-confirms",
        ),
        pytest.param(ACCOUNTS, ("“三公”经费决算汇总数为769.70万元。",), ["769.70万元 three-public amount 2024"], id="sum-of-all"),
        pytest.param(
            ACCOUNTS,
            ("公务用车保有量2辆,购置及运行维护费5万元,占 %,比上年减少 0.28 万元。",),
            ["2辆 vehicles-on-appropriation amount 2024", "5万元 vehicles amount 2024", "0.28万元 vehicles change 2024"],
            id="what-cars-cost",
        ),
        pytest.param(
            ACCOUNTS,
            ("公务接待费年初预算为160.00万元，支出决算为150.00万元，占年初预算的93.75%。",),
            ["160.00万元 reception budget 2024", "150.00万元 reception amount 2024", "93.75% reception completion 2024"],
            id="completion-as-a-share",
        ),
    ],
)
def test_a_kind_of_sentence_is_placed(title: str, paragraphs: tuple[str, ...], figures: list[str]) -> None:
    assert placed(title, *paragraphs) == figures


@pytest.mark.parametrize(
    ("title", "paragraphs", "sure", "unsure"),
    [
        pytest.param(
            BUDGET,
            ("2024年项目支出预算较上年6万元。",),
            [],
            ["6万元 project-expenditure prior 2023"],
            id="a-comparison-without-a-direction",
        ),
        pytest.param(
            ACCOUNTS,
            ("公务接待费6万元，比上年下降（增长）27.78%。", "公务用车运行维护费2万元，比上年增加(减少)0.3万元。"),
            ["6万元 reception amount 2024", "2万元 vehicle-operation amount 2024"],
            ["27.78% reception percent 2024", "0.3万元 vehicle-operation change 2024"],
            id="both-directions-left-in-the-form",
        ),
        pytest.param(
            BUDGET,
            ("公务接待费2万元，展览费比上年增加1万元。",),
            ["2万元 reception amount 2024"],
            ["1万元 reception change 2024"],
            id="an-unknown-topic-of-a-comparison",
        ),
        pytest.param(
            BUDGET,
            ("公务接待费2万元，用于接待。接待3场次，比上年减少2场次，下降40%。",),
            ["2万元 reception amount 2024"],
            [],
            id="a-percentage-after-a-change-that-was-lost",
        ),
        pytest.param(BUDGET, ("2022年度公务接待费3万元。",), [], ["3万元 reception prior 2022"], id="an-earlier-year"),
        pytest.param(BUDGET, ("部门工作涉及一般公共预算财政拨款1520.30万元。",), [], [], id="involved-money-is-no-fund"),
        pytest.param(
            BUDGET, ("本部门整体支出纳入绩效目标管理，涉及预算资金356.20万元。",), [], [], id="targets-of-the-whole-body"
        ),
        pytest.param(
            ACCOUNTS, ("公务接待费2万元，完成全年任务的95%。",), ["2万元 reception amount 2024"], [], id="completion-of-a-task"
        ),
        pytest.param(
            ACCOUNTS,
            ("公务用车及运行维护费支出251万元。",),
            [],
            ["251万元 vehicles amount 2024"],
            id="a-name-of-whole-and-part-alone",
        ),
        pytest.param(
            ACCOUNTS,
            ("公务用车购置及运行维护费支出减少的主要原因是2023年购置3辆公务用车19.44万元,而2024年没有购置公务用车。",),
            [],
            [],
            id="the-year-within-a-reason",
        ),
    ],
)
def test_what_is_not_understood_carries_nothing_over(
    title: str, paragraphs: tuple[str, ...], sure: list[str], unsure: list[str]
) -> None:
    assert placed(title, *paragraphs) == sure
    assert doubtful(title, *paragraphs) == unsure


@pytest.mark.parametrize(
    ("words_of_it", "outcome"),
    [
        ("决算数大于预算数的主要原因：压缩支出", "above"),
        ("决算数小于年初预算数的主要原因是厉行节约", "below"),
        ("支出决算数与年初预算数持平", "equal"),
        ("决算数等于预算数", "equal"),
        ("决算数未超过预算数", None),
        ("决算数大于上年决算数", None),
    ],
)
def test_the_outcome_against_the_budget(words_of_it: str, outcome: str | None) -> None:
    says = f"公务接待费年初预算为160.00万元，支出决算为150.00万元，完成年初预算的95.00%。{words_of_it}。"
    entry = assemble(recognise(document(says, title=ACCOUNTS), words()), words()).figures["reception"].fields
    assert (entry["budget"], entry["amount"], entry["completion"], entry["completion_of"]) == (
        "160.00", "150.00", "95.00", "budget",
    )  # fmt: skip
    assert entry.get("outcome") == outcome


def test_the_basis_of_each_comparison_is_kept() -> None:
    says = "财政拨款收入150.00万元，比2023年预算执行数增加30.00万元。财政拨款支出预算150.00万元，比2023年预算增加20.00万元。"
    made = assemble(recognise(document(says, title=BUDGET), words()), words())
    entries = {name: entry.fields for name, entry in made.figures.items()}
    bases = {entry.get("basis", made.head["compares_with"]["basis"]) for entry in entries.values()}
    assert bases == {"executed", "initial-budget"}


def test_the_paper_of_one_project_gives_its_name_and_money() -> None:
    found = mentions(
        BUDGET,
        "五、其他说明",
        "节水改造专项经费情况说明",
        "一、项目概述",
        "三、实施主体",
        "某某县水务局",
        "六、年度预算安排",
        "2024年度项目总预算1170.00万，其中一期500.00万元。",
    )
    assert [(m.digits, m.project, m.status) for m in found] == [
        ("1170.00", "节水改造专项", "placed"),
        ("500.00", "", "not-placed"),
    ]


def test_wide_commas_within_an_amount_to_the_cent_part_its_groups() -> None:
    sentence = "公务接待费3，518.85元，公务用车运行维护费1，203，518.85元，会议费3，培训费518.85元。"
    digits = [m.digits for m in mentions(BUDGET, sentence) if m.status == "placed"]
    assert digits == ["3,518.85", "1,203,518.85", "518.85"]


@pytest.mark.parametrize(
    ("title", "status"),
    [
        ("2024年省级“三公”经费支出情况", "placed"),
        ("2024年市级“三公”经费支出情况", "doubtful"),
        ("某某县水务局2024年部门决算", "doubtful"),
    ],
)
def test_what_a_level_spends_is_the_document_s_own_only_if_its_title_is_of_that_level(title: str, status: str) -> None:
    (figure,) = mentions(title, "经汇总，2024年省级“三公”经费支出2.29亿元。")
    assert figure.status == status


def test_a_comparison_of_its_own_continues_a_paragraph_only_if_that_speaks_of_one_thing() -> None:
    compared = "与2023年决算17.50万元相比，减少0.70万元，下降4.00%。"
    several = placed(ACCOUNTS, "公务用车运行维护费9.80万元；公务接待费7.00万元。", compared)
    assert several == ["9.80万元 vehicle-operation amount 2024", "7.00万元 reception amount 2024"]
    whole = placed(ACCOUNTS, "“三公”经费16.80万元，其中：公务用车运行维护费9.80万元，公务接待费7.00万元。", compared)
    assert whole[-1] == "4.00% three-public percent 2024"
