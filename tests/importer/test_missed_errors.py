"""Errors that stand in real documents, each as the smallest document that has it: what the findings file tells, and where.

Beside each stands an innocent twin, a document that differs only in being right: of it nothing is told. Finer cases of each rule
are in `test_quotes.py`, `test_document_tables.py` and `arithmetic/test_passages.py`.
"""

from __future__ import annotations

from pathlib import Path

import pytest
from imported_rows import import_bytes, import_text, sheet
from reportlab.lib.pagesizes import A4
from sample_documents import Paper

ACCOUNTS = "某某县水务局2024年部门决算\n"
BUDGET_OF_A_MINISTRY = "某某部2025年部门预算\n"
BUDGET = "某某县水务局2025年部门预算\n"
LIBRARY = "河湾区图书馆2024年度部门决算\n"
LIBRARY_BUDGET = "河湾区图书馆2025年部门预算\n"

HEALTH = sheet(
    "一般公共预算财政拨款支出决算表",
    "元",
    "科目编码 科目名称 合计",
    ["210 卫生健康支出 500,000", "21011 行政事业单位医疗 500,000", "2101101 行政单位医疗 500,000", "_ 合计 500,000"],
)
NATURE = sheet(
    "一般公共预算财政拨款基本支出决算表",
    "万元",
    "科目编码 科目名称 决算数",
    ["30101 基本工资 60.00", "30103 奖金 0.00", "30201 办公费 8.00", "30207 邮电费 0.00", "30211 差旅费 2.00"],
)
PURPOSES = sheet(
    "一般公共预算财政拨款支出决算表",
    "元",
    "科目编码 科目名称 合计",
    [
        "207 文化旅游体育与传媒支出 1,500,000",
        "20701 文化和旅游 1,500,000",
        "2070104 图书馆 1,500,000",
        "208 社会保障和就业支出 407,020",
        "20805 行政事业单位养老支出 407,020",
        "2080505 机关事业单位基本养老保险缴费支出 400,000",
        "2080599 其他行政事业单位养老支出 7,020",
        "_ 合计 1,907,020",
    ],
)
REVENUE = sheet("收入决算表", "元", "科目编码 科目名称 合计", ["201 一般公共服务支出 100,000", "_ 合计 100,000"])
EXPENDITURE = sheet("支出决算表", "元", "科目编码 科目名称 合计", ["201 一般公共服务支出 100,000", "_ 合计 100,000"])
EMPTY = sheet("国有资本经营预算财政拨款支出决算表", "元", "科目编码 科目名称 合计", ["_ 合计 _"])
OF_ALL = "一般公共预算财政拨款支出190.70万元，主要用于以下方面：\n"
BOOKS = "1.文化旅游体育与传媒支出（类）文化和旅游（款）图书馆（项）150.00万元，主要用于日常。\n"
PENSIONS = "2.社会保障和就业支出（类）行政事业单位养老支出（款）机关事业单位基本养老保险缴费支出（项）40.00万元，主要用于缴费。\n"
OTHERS = "3.社会保障和就业支出（类）行政事业单位养老支出（款）其他行政事业单位养老支出（项）0.70万元，主要用于其他。\n"
CONTRACTS = (
    "在预留政府采购项目中，由中小企业供应商中标或成交的，采购金额{}万元；"
    "在其他政府采购项目中，由中小企业供应商中标或成交的，采购金额{}万元。"
)

APPROPRIATION = ("财政拨款收入支出决算总表", "万元", "项目 决算数 项目 决算数")
APPROPRIATION_ROWS = [
    "一、一般公共预算财政拨款 500.00 四、公共安全支出 470.00",
    "二、政府性基金预算财政拨款 30.00 十一、城乡社区支出 45.00",
    "本年收入合计 530.00 本年支出合计 515.00",
]
THREE = sheet(
    "财政拨款“三公”经费支出决算表",
    "万元",
    "合计 因公出国（境）费 公务用车购置费 公务用车运行费 公务接待费",
    ["17.47 0.00 0.00 12.47 5.00"],
)
GROWTH = ("一般公共预算支出表", "万元", "科目编码 科目名称 2024年预算数 2025年预算数 增减额 增减%")
BALANCE = ("收入支出决算总表", "万元", "项目 决算数 项目 决算数")
FUND = ("政府性基金预算财政拨款收入支出决算表", "万元", "科目编码 科目名称 年初结转和结余 本年收入 本年支出合计 年末结转和结余")
FUND_ROWS = ["212 城乡社区支出 0.00 50.00 50.00 0.00", "_ 合计 0.00 50.00 50.00 0.00"]
LAST_SIDE = ["本年收入合计 {} 本年支出合计 530.00", "年初结转和结余 10.00 年末结转和结余 {}", "总计 {} 总计 {}"]
SIDES = ["一、一般公共预算财政拨款收入 500.00 四、公共安全支出 470.00", "八、其他收入 30.00 八、社会保障和就业支出 60.00"]

ERRORS: dict[str, tuple[str, str, list[str]]] = {
    "1 budget against outcome": (
        "txt",
        ACCOUNTS + "年初预算为160.00万元，支出决算为150.00万元，完成年初预算的95.00%。决算数大于预算数的主要原因：压缩支出。",
        ["completion 95.00 -> 93.75 @ l2", "outcome above -> below @ l2"],
    ),
    "1 budget against outcome, of a figure": (
        "txt",
        ACCOUNTS
        + "公务接待费年初预算为160.00万元，支出决算为150.00万元，完成年初预算的95.00%。决算数大于预算数的主要原因：压缩支出。",
        ["completion 95.00 -> 93.75 @ l2", "outcome above -> below @ l2"],
    ),
    "2 residue and blank reasons": (
        "txt",
        ACCOUNTS + "财政拨款收入支出增加（减少）的主要原因是。\n截至2024年12月31日，河湾区XX馆共有车辆0辆。",
        ["wording 增加（减少） @ l2", "wording 主要原因是。 @ l2", "wording XX馆 @ l3"],
    ),
    "3 names of items": (
        "html",
        LIBRARY + "2.“医疗卫生与计划生育支出（类）行政事业单位医疗（款）行政单位医疗（项）”50.00万元\n" + HEALTH,
        ["item-name 医疗卫生与计划生育支出 -> 卫生健康支出 @ l2"],
    ),
    "4 what is mainly held": (
        "html",
        LIBRARY + "人员经费60.00万元，主要包括：基本工资、奖金；公用经费10.00万元，主要包括：办公费、邮电费。\n" + NATURE,
        ["listed 奖金 @ l2", "listed 邮电费 @ l2", "listed-left-out 差旅费 @ l2"],
    ),
    "5 shares of a structure": (
        "txt",
        ACCOUNTS
        + "一般公共预算财政拨款支出200.00万元，主要用于以下方面："
        + "教育支出（类）150.00万元，占70.00%；卫生健康支出（类）50.00万元，占25.00%。",
        ["share-sentence 70.00 -> 75.00 @ l2"],
    ),
    "6 year of a heading and of a day": (
        "txt",
        LIBRARY + "第三部分 河湾区图书馆2023年度部门决算情况说明\n截至2023年12月31日，河湾区图书馆共有车辆0辆。",
        ["stated-year 2023年 -> 2024年 @ l2", "stated-year 截至2023年12月31日 -> 2024年12月31日 @ l3"],
    ),
    "6 period of a project": (
        "txt",
        "河湾区图书馆2026年部门预算\n五、实施周期 2025年1月1日-2025年12月31日",
        ["stated-year 实施周期 2025年1月1日-2025年12月31日 -> 2026年 @ l2"],
    ),
    "6 year compared with": (
        "txt",
        LIBRARY_BUDGET + "财政拨款收入120.00万元，比2025年预算增加20.00万元。",
        ["stated-year 比2025年预算 -> 2024年 @ l2"],
    ),
    "7 department or unit": (
        "txt",
        "河湾区图书馆\n2025年单位预算\n2025年部门预算安排购置车辆0辆。",
        ["document-kind 2025年部门预算安排 -> 单位 @ l3"],
    ),
    "8 units": (
        "txt",
        ACCOUNTS + "收入增加20.00万元，增长11.11。\n公务接待费决算0.39万（含外宾接待0万元）。",
        ["wording-no-unit 增长11.11 -> % @ l2", "wording-no-unit 决算0.39万 -> 万元 @ l3"],
    ),
    "9 projects with targets": (
        "txt",
        ACCOUNTS + "项目支出80.00万元。\n编报绩效目标的2024年度项目3个，涉及预算金额90.00万元。",
        ["at-most 90.00 -> 80.00 @ l3"],
    ),
    "9 contracts of small firms": (
        "txt",
        ACCOUNTS + "政府采购金额20.00万元。" + CONTRACTS.format("20.00", "20.00"),
        ["at-most 40.00 -> 20.00 @ l2"],
    ),
    "10 rate of a budget of nothing": (
        "txt",
        ACCOUNTS + "年初预算为0万元，支出决算为50.00万元，完成年初预算的95.00%。",
        ["completion-base-zero 95.00 -> 50.00 @ l2"],
    ),
    "10 increase beyond the amount": (
        "txt",
        LIBRARY_BUDGET + "政府性基金拨款支出预算0万元，比2024年预算增加20.00万元。",
        ["change-below-zero 20.00 -> -20.00 @ l2"],
    ),
    "10 percentage of nothing": (
        "txt",
        LIBRARY_BUDGET + "公务接待费预算20.00万元，比2024年预算增加20.00万元，增长100%。",
        ["?percent-of-none 100% @ l2"],
    ),
    "11 name of the body": (
        "html",
        "河湾区图书馆\n2024年度部门决算\n共有车辆0辆。\n"
        + sheet("河湾图书馆2024年度部门决算表", "万元", "项目 决算数", ["某项 1.00"]),
        ["body-name 河湾图书馆 -> 河湾区图书馆 @ t1"],
    ),
    "12 list of the text": ("html", LIBRARY + OF_ALL + BOOKS + PENSIONS + PURPOSES, ["sum-unlisted 190.70 -> 190.00 @ t1 r9 c3"]),
    "13 note of another account": (
        "html",
        LIBRARY + EMPTY + "\n注：本单位无政府性基金预算财政拨款安排，故本表为空表。",
        ["nil-table-account government-funds -> state-capital @ t1"],
    ),
    "14 table of the contents": (
        "html",
        LIBRARY
        + "目录\n一、收入决算表\n二、支出决算表\n第一部分 部门决算表\n"
        + REVENUE
        + "\n第二部分 说明\n公务接待费2.00万元。",
        ["nil-table-contents in-contents -> not-there @ l1-2"],
    ),
    "15 two bases, and two changes of one money": (
        "txt",
        LIBRARY_BUDGET
        + "财政拨款收入150.00万元，比2024年预算执行数增加30.00万元。财政拨款支出预算150.00万元，比2024年预算增加20.00万元。",
        ["basis initial-budget -> executed @ l1, l2", "?changes-of-one-money 30.00万元 -> 20.00万元 @ l2"],
    ),
    "16 punctuation": (
        "txt",
        ACCOUNTS
        + "收入1.00万元，主要用于教学。。\n二、绩效\n（其中，优的项目3个。\n"
        + "三、收入\n财政拨款收入减少。主要原因是项目减少，办公费也减少了\n四、其他\n无。",
        [
            "wording-doubled 主要用于教学。。 -> 。 @ l2",
            "wording-unpaired （其中，优的项 -> ） @ l4",
            "wording-no-stop ，办公费也减少了 -> 。 @ l6",
        ],
    ),
    "18 counted and named": (
        "txt",
        LIBRARY_BUDGET + "河湾区图书馆设4个内设机构，包括：办公室、采编部、阅览部。",
        ["count-named 4 -> 3 @ l2"],
    ),
    "19 reason against direction": (
        "txt",
        LIBRARY_BUDGET + "财政拨款收入120万元，比2024年预算增加20万元。财政拨款收入支出增加的主要原因是项目支出减少。",
        ["?reason 增加 -> 减少 @ l2"],
    ),
    "19 reason of no change": (
        "txt",
        LIBRARY_BUDGET + "公务接待费2万元，与上年持平的主要原因是减少支付。",
        ["?reason 持平 -> 减少 @ l2"],
    ),
    "20 purpose": (
        "txt",
        LIBRARY_BUDGET + "住房公积金（项）。主要用于：事业单位医疗保险支出。",
        ["?purpose 住房公积金 -> 医疗保险 @ l2"],
    ),
    "21 trips of none": (
        "txt",
        ACCOUNTS + "因公出国（境）费支出5.00万元，全年因公出国（境）团组0个，累计0人次。",
        ["?costs-of-none 0人次 -> 5.00万元 @ l2"],
    ),
    "1 outcome of a project": (
        "txt",
        ACCOUNTS + "“康复救助”项目全年预算数50.00万元，执行数48.00万元，完成预算的92.00%。",
        ["completion 92.00 -> 96.00 @ l2"],
    ),
    "5 share beside an amount that makes no whole": (
        "txt",
        ACCOUNTS
        + "一般公共预算财政拨款支出1,200.00万元，主要用于以下方面：公共安全支出980.00万元，占81.67%；"
        + "社会保障和就业支出120.00万元，占10.00%；住房保障支出80.00万元，占5.00%。",
        ["share-sentence 5.00 -> 6.67 @ l2"],
    ),
    "5 share of a figure": (
        "txt",
        ACCOUNTS + "本年收入合计850.00万元，其中：财政拨款收入650.00万元，占76.47%；其他收入200.00万元，占25.33%。",
        ["share 25.33 -> 23.53 @ l1, l2"],
    ),
    "6 year before the last": (
        "txt",
        ACCOUNTS + "支出总计300.00万元，比2022年度决算数减少20.00万元，下降6.25%。",
        ["?other-year 比2022年度决算数 -> 2023年 @ l2"],
    ),
    "9 running costs of an agency": (
        "txt",
        ACCOUNTS
        + "一般公共预算财政拨款基本支出500.00万元，其中：人员经费450.00万元，公用经费50.00万元。机关运行经费支出80.00万元。",
        ["at-most 80.00 -> 50.00 @ l2"],
    ),
    "10 change taken back": (
        "txt",
        LIBRARY_BUDGET + "公务接待费预算3.00万元，比上年预算2.00万元增加1.00万元，与上年持平。",
        ["wording-contradiction 增加1.00万元，与上年持平 @ l2"],
    ),
    "11 another character of the name": (
        "txt",
        LIBRARY + "河弯区图书馆2024年度部门决算情况说明\n本年收入合计300.00万元。",
        ["body-name 河弯区图书馆 -> 河湾区图书馆 @ l2"],
    ),
    "11 name that may be another's": (
        "txt",
        LIBRARY + "河谷区图书馆2024年度部门决算情况说明\n本年收入合计300.00万元。",
        ["?other-name 河谷区图书馆 -> 河湾区图书馆 @ l2"],
    ),
    "13 account said to be unused": (
        "html",
        LIBRARY + "本单位2024年度无政府性基金预算财政拨款支出。\n" + sheet(*FUND, FUND_ROWS),
        ["nil-table-said 50.00 -> government-funds @ l2"],
    ),
    "15 one wrong amount behind change and percentage": (
        "txt",
        ACCOUNTS + "“三公”经费支出决算为10.00万元，比上年的12.50万元减少3.50万元，下降28.00%。",
        ["change 3.50 -> 2.50 @ l2"],
    ),
    "15 changes in a table": (
        "html",
        LIBRARY_BUDGET
        + sheet(*GROWTH, ["207 文化旅游体育与传媒支出 50.00 40.00 10.00 -25.00", "_ 合计 50.00 40.00 -10.00 -20.00"]),
        ["?change-of-row 10.00万元 -> −10.00万元 @ t1 r2 c5", "?percent-of-row −25.00% -> −20.00% @ t1 r2 c6"],
    ),
    "12 side of a balance": (
        "html",
        ACCOUNTS + sheet(*BALANCE, [*SIDES, *"\n".join(LAST_SIDE).format("540.00", "20.00", "550.00", "550.00").splitlines()]),
        ["?sum-of-side 540.00万元 -> 530.00万元 @ t1 r4 c2"],
    ),
    "15 one digit run, two units": ("txt", ACCOUNTS + "收入总计210.00万元，支出总计210.00元。", ["equal 210.00 -> 2100000 @ l2"]),
    "10 change of two directions": (
        "txt",
        LIBRARY_BUDGET + "公务接待费预算20.00万元，比上年预算25.00万元减少5.00万元，增长20.00%。",
        ["wording-contradiction 减少5.00万元，增长20.00% @ l2"],
    ),
    "12 list of more than all": (
        "txt",
        ACCOUNTS
        + "一般公共预算财政拨款支出1,200.00万元，主要用于以下方面：公共安全支出980.00万元；社会保障和就业支出240.00万元。",
        ["sum-sentence 1200.00 -> 1220.00 @ l2"],
    ),
    "12 more carried forward than is left": (
        "html",
        LIBRARY + sheet(*FUND, ["212 城乡社区支出 30.00 50.00 60.00 28.00", "_ 合计 30.00 50.00 60.00 20.00"]),
        ["sum-balance 28.00 -> 20.00 @ t1 r2 c6"],
    ),
    "4 what is mainly held, without a class": (
        "html",
        LIBRARY
        + "人员经费100.00万元，主要包括：基本工资、奖金。\n"
        + sheet(
            "一般公共预算财政拨款基本支出决算表",
            "万元",
            "科目编码 科目名称 决算数",
            ["301 工资福利支出 100.00", "30101 基本工资 60.00", "30102 津贴补贴 40.00", "30103 奖金 0.00"],
        ),
        ["listed 奖金 @ l2", "listed-left-out 津贴补贴 @ l2"],
    ),
    "21 costs of none": (
        "txt",
        ACCOUNTS + "截至2024年12月31日，共有车辆0辆。\n公务用车运行费3.20万元。",
        ["?costs-of-none 0辆 -> 3.20万元 @ l2"],
    ),
    "12 list above its whole": (
        "txt",
        ACCOUNTS + "年初结转和结余30.00万元，其中：基本支出结转5.00万元，项目支出结转和结余35.00万元。",
        ["?sum-of-list 30.00万元 -> 35.00万元 @ l2"],
    ),
    "12 list of counts": (
        "txt",
        ACCOUNTS + "公务用车保有量32辆，其中：执法执勤用车28辆，机要通信用车2辆，其他用车4辆。",
        ["?sum-of-list 32辆 -> 34辆 @ l2"],
    ),
    "12 list with shares": (
        "txt",
        ACCOUNTS + "政府性基金支出1,000.00万元，其中：征地补偿700.00万元，占70.00%；土地开发400.00万元，占40.00%。",
        ["?sum-of-list 1,000.00万元 -> 1,100.00万元 @ l2"],
    ),
    "12 two kinds of guests": (
        "txt",
        ACCOUNTS + "公务接待费支出8.00万元，其中：国内接待费7.00万元，国（境）外接待费0.50万元。",
        ["?sum-of-list 8.00万元 -> 7.50万元 @ l2"],
    ),
    "12 kinds of procurement": (
        "txt",
        BUDGET + "政府采购预算总额80.50万元，其中：货物预算30.50万元、工程预算0万元、服务预算55.00万元。",
        ["sum 80.50 -> 85.50 @ l2"],
    ),
    "12 support workers": (
        "txt",
        BUDGET + "实有在职人员110人，其中：行政人员96人，事业人员10人，工勤人员6人。",
        ["sum 110 -> 112 @ l2"],
    ),
    "12 carry-over beside the year's own": (
        "html",
        BUDGET + "2025年收入总计3,000.00万元，其中：本年收入3,000.00万元，上年结转50.00万元。\n"
        "本年收入3,000.00万元，其中：一般公共预算拨款收入2,900.00万元，其他收入100.00万元。",
        ["sum 3000.00 -> 3050.00 @ l2"],
    ),
    "12 end of a balance": (
        "html",
        ACCOUNTS
        + sheet(
            *APPROPRIATION,
            [*APPROPRIATION_ROWS, "年初财政拨款结转和结余 20.00 年末财政拨款结转和结余 45.00", "总计 550.00 总计 550.00"],
        ),
        ["?sum-of-end 550.00万元 -> 560.00万元 @ t1 r6 c4"],
    ),
    "1 adjusted budget": (
        "txt",
        ACCOUNTS + "安全监管年初预算为50.00万元，调整预算为160.00万元，支出决算为150.00万元，完成调整预算的96.75%。",
        ["completion 96.75 -> 93.75 @ l2"],
    ),
    "1 what was added": (
        "txt",
        ACCOUNTS + "年初预算800.00万元，年中追加300.00万元，追减50.00万元，调整预算1,100.00万元。",
        ["?sum-of-additions 1,100.00万元 -> 1,050.00万元 @ l2"],
    ),
    "1 slip of a unit": (
        "txt",
        ACCOUNTS + "公务接待费支出决算为3.20元，完成预算4.00万元的80.00%。",
        ["?other-unit 3.20元 -> 4.00万元 @ l2"],
    ),
    "6 last year left standing": (
        "html",
        ACCOUNTS + "2023年度“三公”经费支出17.47万元。\n" + THREE,
        ["?year-left 2023年的17.47万元 -> 2024年 @ l2"],
    ),
    "21 cars on the appropriation": (
        "txt",
        ACCOUNTS + "财政拨款开支运行维护费的公务用车保有量为0辆。公务用车运行维护费2.00万元。",
        ["?costs-of-none 0辆 -> 2.00万元 @ l2"],
    ),
}


@pytest.mark.slow
@pytest.mark.parametrize("name", ERRORS)
def test_an_error_is_told_with_its_place(name: str, tmp_path: Path) -> None:
    carrier, text, told = ERRORS[name]
    imported = import_text(text, carrier, tmp_path)
    assert imported.told == told
    for row in imported.findings:
        assert row["verdict"] not in ("fails", "remark") or (row["note_zh"] and row["note_en"] and row["at"])
        assert (row["severity"] != "") == (row["verdict"] == "fails")


TWINS: dict[str, tuple[str, str]] = {
    "1": (
        "txt",
        ACCOUNTS + "年初预算为160.00万元，支出决算为150.00万元，完成年初预算的93.75%。决算数小于预算数的主要原因：压缩支出。",
    ),
    "1 rounded": ("txt", ACCOUNTS + "年初预算为3.00万元，支出决算为2.00万元，完成年初预算的66.7%，决算数小于年初预算数。"),
    "1 adjusted": ("txt", ACCOUNTS + "年初预算为160.00万元，支出决算为150.00万元，完成调整预算的95.00%。"),
    "2": ("txt", ACCOUNTS + "财政拨款收入支出增加的主要原因是项目增加。\n截至2024年12月31日，某某县水务局共有车辆0辆。"),
    "3": ("html", LIBRARY + "2.“卫生健康支出（类）行政事业单位医疗（款）行政单位医疗（项）”50.00万元。\n" + HEALTH),
    "3 former name alone": ("txt", LIBRARY + "医疗卫生与计划生育支出（类）行政事业单位医疗（款）行政单位医疗（项）50.00万元。"),
    "4": ("html", LIBRARY + "人员经费60.00万元，主要包括：基本工资；公用经费10.00万元，主要包括：办公费、差旅费。\n" + NATURE),
    "4 another amount": ("html", LIBRARY + "公用经费12.00万元，主要包括：办公费、邮电费。\n" + NATURE),
    "5": (
        "txt",
        ACCOUNTS
        + "一般公共预算财政拨款支出200.00万元，主要用于以下方面："
        + "教育支出（类）150.00万元，占75.00%；卫生健康支出（类）50.00万元，占25.00%。",
    ),
    "6": ("txt", LIBRARY + "第三部分 河湾区图书馆2024年度部门决算情况说明\n截至2024年12月31日，河湾区图书馆共有车辆0辆。"),
    "6 period": ("txt", "河湾区图书馆2026年部门预算\n五、实施周期 2026年1月1日-2026年12月31日"),
    "6 compared": ("txt", LIBRARY_BUDGET + "财政拨款收入120.00万元，比2024年预算增加20.00万元。"),
    "7": ("txt", "河湾区图书馆\n2025年单位预算\n2025年单位预算安排购置车辆0辆。"),
    "8": ("txt", ACCOUNTS + "收入增加20.00万元，增长11.11%。\n公务接待费决算0.39万元（含外宾接待0万元）。"),
    "9": ("txt", ACCOUNTS + "项目支出90.00万元。\n编报绩效目标的2024年度项目3个，涉及预算金额90.00万元。"),
    "9 contracts": ("txt", ACCOUNTS + "政府采购金额40.00万元。" + CONTRACTS.format("20.00", "20.00")),
    "10": ("txt", ACCOUNTS + "公务接待费年初预算为0万元，支出决算为0万元，完成年初预算的100%。"),
    "10 increase": ("txt", LIBRARY_BUDGET + "政府性基金拨款支出预算20.00万元，比2024年预算增加20.00万元。"),
    "10 percentage": ("txt", LIBRARY_BUDGET + "公务接待费预算20.00万元，比2024年预算增加10.00万元，增长100%。"),
    "11": (
        "html",
        "河湾区图书馆\n2024年度部门决算\n共有车辆0辆。\n"
        + sheet("河湾区图书馆2024年度部门决算表", "万元", "项目 决算数", ["某项 1.00"]),
    ),
    "12": ("html", LIBRARY + OF_ALL + BOOKS + PENSIONS + OTHERS + PURPOSES),
    "13": ("html", LIBRARY + EMPTY + "\n注：本单位无国有资本经营预算财政拨款安排，故本表为空表。"),
    "14": (
        "html",
        LIBRARY
        + "目录\n一、收入决算表\n二、支出决算表\n第一部分 部门决算表\n"
        + REVENUE
        + "\n"
        + EXPENDITURE
        + "\n第二部分 说明\n无。",
    ),
    "15": (
        "txt",
        LIBRARY_BUDGET
        + "财政拨款收入150.00万元，比2024年预算增加20.00万元。财政拨款支出预算150.00万元，比2024年预算增加20.00万元。",
    ),
    "16": (
        "txt",
        ACCOUNTS
        + "收入1.00万元，主要用于教学。\n二、绩效\n（其中，优的项目3个）。\n"
        + "三、收入\n财政拨款收入减少。主要原因是项目减少。",
    ),
    "18": ("txt", LIBRARY_BUDGET + "河湾区图书馆设4个内设机构，包括：办公室、采编部、阅览部、技术部。"),
    "19": ("txt", LIBRARY_BUDGET + "财政拨款收入120万元，比2024年预算增加20万元。财政拨款收入支出增加的主要原因是项目支出增加。"),
    "20": ("txt", LIBRARY_BUDGET + "住房公积金（项）。主要用于：单位按规定缴纳的住房公积金。"),
    "1 outcome of a project": ("txt", ACCOUNTS + "“康复救助”项目全年预算数50.00万元，执行数48.00万元，完成预算的96.00%。"),
    "1 outcome against either budget": (
        "txt",
        ACCOUNTS
        + "一般公共预算财政拨款支出年初预算为1,000.00万元，调整预算为1,200.00万元，支出决算为1,180.00万元，"
        + "完成调整预算的98.33%。决算数大于年初预算数的主要原因是年中追加项目资金。",
    ),
    "3 name of its time": (
        "html",
        "某某县卫生和计划生育局2018年部门预算\n"
        + sheet("一般公共预算支出表", "万元", "科目编码 科目名称 合计", ["210 医疗卫生与计划生育支出 500.00", "_ 合计 500.00"]),
    ),
    "5 shares of several wholes": (
        "txt",
        ACCOUNTS
        + "一般公共预算财政拨款支出1,200.00万元，主要用于以下方面：公共安全支出980.00万元，占81.67%；"
        + "社会保障和就业支出120.00万元，占10.00%；住房保障支出80.00万元，占全部住房支出的5.00%。",
    ),
    "5 shares of a total with carry-over": (
        "txt",
        BUDGET_OF_A_MINISTRY
        + "支出总预算123,456.78万元，其中：基本支出60,000.00万元，占48.60%；"
        + "项目支出61,456.78万元，占49.78%；结转下年2,000.00万元，占1.62%。",
    ),
    "6 several years": ("txt", ACCOUNTS + "支出总计300.00万元，比2022年度增加20.00万元，比2023年度增加10.00万元。"),
    "9 running costs": (
        "txt",
        ACCOUNTS
        + "一般公共预算财政拨款基本支出500.00万元，其中：人员经费450.00万元，公用经费50.00万元。机关运行经费支出50.00万元。",
    ),
    "10 change of one thing and none of another": (
        "txt",
        LIBRARY_BUDGET + "公务接待费预算3.00万元，比上年预算2.00万元增加1.00万元，公务用车购置费与上年持平。",
    ),
    "11 another school": ("txt", "河湾区第一中学2024年度单位决算\n河湾区第二中学2024年度单位决算\n本年收入合计300.00万元。"),
    "13 unused account": ("html", LIBRARY + "本单位2024年度无国有资本经营预算财政拨款支出。\n" + sheet(*FUND, FUND_ROWS)),
    "13 what an account does not pay for": (
        "html",
        LIBRARY + "本单位无政府性基金预算财政拨款安排的“三公”经费支出。\n" + sheet(*FUND, FUND_ROWS),
    ),
    "15 changes in a table": (
        "html",
        LIBRARY_BUDGET
        + sheet(*GROWTH, ["207 文化旅游体育与传媒支出 50.00 40.00 -10.00 -20.00", "_ 合计 50.00 40.00 -10.00 -20.00"]),
    ),
    "12 side of a balance": (
        "html",
        ACCOUNTS + sheet(*BALANCE, [*SIDES, *"\n".join(LAST_SIDE).format("530.00", "10.00", "540.00", "540.00").splitlines()]),
    ),
    "10 one direction": ("txt", LIBRARY_BUDGET + "公务接待费预算20.00万元，比上年预算25.00万元减少5.00万元，下降20.00%。"),
    "10 nearly the same": (
        "txt",
        LIBRARY_BUDGET + "公务接待费预算20.00万元，比上年预算减少1.00万元，下降4.76%，与上年基本持平。",
    ),
    "12 list of some": (
        "txt",
        ACCOUNTS
        + "一般公共预算财政拨款支出1,200.00万元，主要用于以下方面：公共安全支出980.00万元；社会保障和就业支出120.00万元。",
    ),
    "12 money returned": (
        "html",
        LIBRARY + sheet(*FUND, ["212 城乡社区支出 30.00 50.00 60.00 10.00", "_ 合计 30.00 50.00 60.00 10.00"]),
    ),
    "12 sections of several bodies": (
        "txt",
        "某某县林业局2024年度部门决算\n一、某某县林业局本级\n本年支出合计500.00万元。\n二、某某县国有林场\n本年支出合计300.00万元。",
    ),
    "15 last year in another unit": (
        "txt",
        ACCOUNTS + "公务接待费支出决算为32,000.00元，比上年的4.00万元减少8,000.00元，下降20.00%。",
    ),
    "15 revenue with carry-over in its table": (
        "html",
        LIBRARY_BUDGET
        + "本年收入780.00万元。\n"
        + sheet(
            "部门收入总体情况表",
            "万元",
            "科目编码 科目名称 合计 上年结转 一般公共预算 政府性基金预算 其他收入",
            ["207 文化旅游体育与传媒支出 850.00 70.00 690.00 80.00 10.00", "_ 合计 850.00 70.00 690.00 80.00 10.00"],
        ),
    ),
    "15 carry-over in a total": (
        "html",
        LIBRARY_BUDGET
        + "收入总计800.00万元，其中：本年收入700.00万元，上年结转100.00万元。支出总计800.00万元。\n"
        + sheet("部门收入总体情况表", "万元", "科目编码 科目名称 合计", ["207 文化旅游体育与传媒支出 700.00", "_ 合计 700.00"]),
    ),
    "12 list below its whole": (
        "txt",
        ACCOUNTS + "年初结转和结余30.00万元，其中：基本支出结转5.00万元，项目支出结转和结余25.00万元。",
    ),
    "12 list of counts": (
        "txt",
        ACCOUNTS + "公务用车保有量32辆，其中：执法执勤用车28辆，机要通信用车2辆，其他用车2辆，本年购置5辆。",
    ),
    "12 posts and people": ("txt", BUDGET + "核定编制120人，其中：行政编制100人，事业编制20人，实有人数115人。"),
    "12 list with shares": (
        "txt",
        ACCOUNTS + "政府性基金支出1,000.00万元，其中：征地补偿700.00万元，占70.00%；土地开发300.00万元，占30.00%。",
    ),
    "12 list of one money twice": (
        "txt",
        ACCOUNTS + "公用支出500.00万元，其中：基本部分300.00万元，项目部分200.00万元，政府采购部分100.00万元。",
    ),
    "12 two kinds of guests": ("txt", ACCOUNTS + "公务接待费支出8.00万元，其中：国内接待费8.00万元，其中外宾接待0.50万元。"),
    "12 kinds of procurement": (
        "txt",
        BUDGET + "政府采购预算总额80.50万元，其中：货物预算30.50万元、工程预算0万元、服务预算50.00万元。",
    ),
    "12 support posts": ("txt", BUDGET + "核定编制120名，其中：行政编制100名，事业编制15名，工勤编制5名。"),
    "12 support workers": ("txt", BUDGET + "实有在职人员110人，其中：行政人员96人，事业人员10人，工勤人员4人。"),
    "12 revenue with what was carried over": (
        "html",
        BUDGET + "2025年收入预算3,000.00万元，其中：上年结转50.00万元，财政拨款收入2,950.00万元。\n收入总计3,000.00万元。",
    ),
    "12 end of a balance": (
        "html",
        ACCOUNTS
        + sheet(
            *APPROPRIATION,
            [
                *APPROPRIATION_ROWS,
                "年初财政拨款结转和结余 20.00 年末财政拨款结转和结余 35.00",
                "一般公共预算财政拨款 5.00 其中：基本支出结转 10.00",
                "政府性基金预算财政拨款 15.00 项目支出结转和结余 25.00",
                "总计 550.00 总计 550.00",
            ],
        ),
    ),
    "1 adjusted budget": (
        "txt",
        ACCOUNTS + "安全监管年初预算为50.00万元，调整预算为160.00万元，支出决算为150.00万元，"
        "完成年初预算的300.00%，完成调整预算的93.75%。",
    ),
    "1 what was added": ("txt", ACCOUNTS + "年初预算800.00万元，年中追加300.00万元，追减50.00万元，调整预算1,050.00万元。"),
    "1 outcome in yuan": ("txt", ACCOUNTS + "公务接待费支出决算为32,000.00元，完成预算4.00万元的80.00%。"),
    "6 last year's figure again": ("html", ACCOUNTS + "2023年度“三公”经费支出17.47万元，2024年度保持不变。\n" + THREE),
    "6 round figure of last year": ("html", ACCOUNTS + "2023年度公务接待费预算5.00万元，实际支出4.00万元。\n" + THREE),
    "21": ("txt", ACCOUNTS + "截至2024年12月31日，共有车辆2辆。\n公务用车运行费3.20万元。"),
}


@pytest.mark.slow
@pytest.mark.parametrize("name", TWINS)
def test_of_a_document_that_is_right_nothing_is_told(name: str, tmp_path: Path) -> None:
    carrier, text = TWINS[name]
    assert import_text(text, carrier, tmp_path).told == []


def test_an_item_by_its_former_name_is_placed_and_agrees_with_its_row(tmp_path: Path) -> None:
    carrier, text, _ = ERRORS["3 names of items"]
    imported = import_text(text, carrier, tmp_path)
    assert "50.00万元 expenditure@2101101 amount 2024" in imported.placed
    assert [(row["line"], row["verdict"]) for row in imported.findings if (row["rule"], row["kind"]) == ("equal", "text")] == [
        ("2101101", "holds")
    ]


def test_a_line_that_the_text_leaves_out_is_named(tmp_path: Path) -> None:
    carrier, text, _ = ERRORS["12 list of the text"]
    (row,) = (row for row in import_text(text, carrier, tmp_path).findings if row["verdict"] == "fails")
    assert (row["difference"], row["unit"]) == ("0.70", "万元")
    assert "其他行政事业单位养老支出" in row["note_zh"]


def test_a_finding_on_words_has_its_passage(tmp_path: Path) -> None:
    carrier, text, _ = ERRORS["2 residue and blank reasons"]
    rows = [row for row in import_text(text, carrier, tmp_path).findings if row["rule"] == "wording"]
    assert [row["passage"] for row in rows] == [
        "财政拨款收入支出增加（减少）的主要原因是。",
        "财政拨款收入支出增加（减少）的主要原因是。",
        "截至2024年12月31日，河湾区XX馆共有车辆0辆。",
    ]
    assert {row["concept"] for row in rows} == {""}


def _paper() -> Paper:
    paper = Paper()
    paper.line("某某县水务局2024年部门预算")
    paper.prose("2024年公务接待费预算3.20万元。")
    return paper


def test_a_figure_that_is_printed_again_is_named_by_its_place(tmp_path: Path) -> None:
    text = ACCOUNTS + "公务接待费2.00万元。\n一、别处没有的标题\n公务接待费2.50万元。"
    (row,) = (row for row in import_text(text, "txt", tmp_path).findings if row["verdict"] == "fails")
    assert "在“一 别处没有的标题”又写了一次" in row["note_zh"]
    assert "again in “一 · 别处没有的标题”" in row["note_en"]


def test_a_sentence_that_contradicts_itself_is_no_slip_of_typing(tmp_path: Path) -> None:
    carrier, text, _ = ERRORS["10 change of two directions"]
    (row,) = (row for row in import_text(text, carrier, tmp_path).findings if row["verdict"] == "fails")
    assert row["severity"] == "contradiction"


def test_a_page_without_words_is_told(tmp_path: Path) -> None:
    paper = _paper()
    paper.next()
    paper.next()
    paper.prose("2024年公务用车运行维护费预算1.00万元。")
    assert import_bytes(paper.done(), "pdf", tmp_path).told == ["?page @ p2"]
    right = tmp_path / "right"
    right.mkdir()
    assert import_bytes(_paper().done(), "pdf", right).told == []


def test_text_that_the_page_cuts_off_is_told(tmp_path: Path) -> None:
    paper = _paper()
    paper.text("2024年公务用车运行维护费预算1.00万元，比上年减少。", A4[0] - 60, 300)
    imported = import_bytes(paper.done(), "pdf", tmp_path)
    assert imported.told == ["?text-cut-off @ p1"]
    assert imported.placed == ["3.20万元 reception amount 2024"]


def test_an_amount_of_another_unit_has_no_zeros_of_its_places(tmp_path: Path) -> None:
    table = sheet("支出决算表", "元", "科目编码 科目名称 合计", ["201 一般公共服务支出 12,345,600.00", "_ 合计 12,345,600.00"])
    imported = import_text(ACCOUNTS + "本年支出合计1,243.56万元。\n" + table, "html", tmp_path)
    (row,) = (row for row in imported.findings if row["verdict"] == "fails")
    assert "1,234.56万元" in row["note_zh"]
    assert "000万元" not in row["note_zh"]


def test_a_quoted_passage_has_no_marks_around_its_own(tmp_path: Path) -> None:
    imported = import_text(ACCOUNTS + "贯彻“八项规定“精神，公务接待费10.00万元。", "txt", tmp_path)
    (row,) = (row for row in imported.findings if row["verdict"] == "fails")
    assert not any(mark in row["note_zh"] for mark in ("““", "””", "“”", "“，"))
    assert row["note_zh"].endswith("原文：贯彻“八项规定“精神，公务接待费10.00万元。")
