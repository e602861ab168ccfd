"""One drawing of each kind and language, as a statement gives them: what the tests of charts and of drawing look at."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from typing import Literal

from budgetbook.charts.drawing import ChartRow, ChartSpec, Form, Tone

Cell = tuple[str, str, str, str, Tone]  # label, value in base unit, text, series, tone


def drawing(form: Form, lang: Literal["zh", "en"], *cells: Cell, panel: str = "", unit: str = "yuan") -> ChartSpec:
    sentence = "{}，{}：{}。" if lang == "zh" else "{}, {}: {}."
    rows = (
        ChartRow(label, Decimal(value), text, sentence.format(label, series or number, text), series, tone, panel)
        for number, (label, value, text, series, tone) in enumerate(cells)
    )
    return ChartSpec(form, tuple(rows), lang, unit)


def with_note(note: str, chart: ChartSpec) -> ChartSpec:
    """The chart with an annotation at its first row."""
    first, *others = chart.rows
    return replace(chart, rows=(replace(first, note=note), *others))


DRAWINGS: dict[str, ChartSpec] = {
    "hundred-zh": drawing(
        "hundred", "zh",
        ("基本支出", "90.15", "90.15元", "", "main"),
        ("项目支出", "9.85", "9.85元", "", "before"),
    ),
    "hundred-en": drawing(
        "hundred", "en",
        ("Basic expenditure", "90.15", "90.15 yuan", "", "main"),
        ("Project expenditure", "4.16", "4.16 yuan", "", "before"),
        ("Projects that the statement does not name", "5.69", "5.69 yuan", "", "rest"),
    ),
    "pairs-zh": drawing(
        "pairs", "zh",
        ("因公出国（境）费", "0", "0元", "2022", "before"),
        ("因公出国（境）费", "0", "0元", "2023", "main"),
        ("公务接待费", "10800", "1.08万元", "2022", "before"),
        ("公务接待费", "5900", "5,900元", "2023", "main"),
        ("公务用车运行维护费", "18000", "1.8万元", "2022", "before"),
        ("公务用车运行维护费", "18000", "1.8万元", "2023", "main"),
    ),
    "pairs-en": drawing(
        "pairs", "en",
        ("Official receptions", "10800", "10,800 yuan", "2022", "before"),
        ("Official receptions", "5900", "5,900 yuan", "2023", "main"),
        ("Operation and maintenance of official vehicles", "18000", "18,000 yuan", "2022", "before"),
        ("Operation and maintenance of official vehicles", "18000", "18,000 yuan", "2023", "main"),
        panel="The three public expenses",
    ),
    "items-zh": drawing(
        "bars", "zh",
        ("没有列明的9个", "602400", "60.24万元", "", "rest"),
        ("科普展览", "100000", "10.00万元", "", "main"),
        ("科普活动及全民科学素质行动专项经费", "340600", "34.06万元", "", "main"),
    ),
    "items-en": drawing(
        "bars", "en",
        ("Science outreach and the action plan for scientific literacy of all residents", "340600", "340,600 yuan", "", "main"),
        ("Exhibitions of the outreach centre", "100000", "100,000 yuan", "", "main"),
        ("Purchased services", "0", "0 yuan", "", "main"),
        ("The other 9 projects, not named", "602400", "602,400 yuan", "", "rest"),
    ),
    "items-below-zero": drawing(
        "bars", "en",
        ("Basic expenditure", "9541200", "9.54 million yuan", "", "main"),
        ("Grants to affiliated units", "0", "0 yuan", "", "main"),
        ("Project expenditure, of which some was paid back", "-1043000", "−1.04 million yuan", "", "main"),
        ("Not itemised", "-20000", "−20,000 yuan", "", "rest"),
    ),
    "items-all-below-zero": drawing(
        "bars", "zh",
        ("项目支出", "-104300", "−10.43万元", "", "main"),
        ("公用经费", "-1796000", "−179.60万元", "", "main"),
    ),
    "pairs-below-zero": drawing(
        "pairs", "zh",
        ("公务接待费", "-10800", "−1.08万元", "2022", "before"),
        ("公务接待费", "5900", "5,900元", "2023", "main"),
        ("公务用车运行维护费", "18000", "1.8万元", "2022", "before"),
        ("公务用车运行维护费", "-18000", "−1.8万元", "2023", "main"),
    ),
    "dots-en": drawing(
        "dots", "en",
        ("Riverside Library, 2024", "9541200", "9.54 million yuan", "Budget", "before"),
        ("Riverside Library, 2024", "9641200", "9.64 million yuan", "Final accounts", "main"),
        ("Library of the northern districts and the islands, 2024", "1043000", "1.04 million yuan", "Budget", "before"),
        panel="Public institutions",
    ),
    "dots-zh": drawing(
        "dots", "zh",
        ("河湾图书馆，2024年", "9541200", "954.12万元", "预算", "before"),
        ("北岸图书馆，2024年", "-1043000", "−104.30万元", "决算", "main"),
    ),
    "execution-en": drawing(
        "changes", "en",
        ("Expenditure", "-14000", "−14,000 yuan (99.7%)", "", "main"),
        ("Revenue", "53000", "+53,000 yuan (101.0%)*", "", "main"),
    ),
    "many-people": drawing(
        "pairs", "zh",
        ("行政编制", "120", "120名", "编制", "before"),
        ("行政编制", "110", "110人", "实有", "main"), unit="people",
    ),
    "years-below-zero": drawing(
        "years", "en",
        ("Expenditure", "9541200", "9.54 million yuan", "2022", "main"),
        ("Expenditure", "-2543200", "−2.54 million yuan", "2023", "main"),
        ("Project expenditure", "-2012200", "−2.01 million yuan", "2022", "main"),
        ("Project expenditure", "-1043000", "−1.04 million yuan", "2023", "main"),
    ),
    "against-zh": drawing(
        "squares", "zh",
        ("行政编制", "7", "7名", "编制", "before"),
        ("行政编制", "10", "10人", "实有", "main"),
        ("事业编制", "18", "18名", "编制", "before"),
        ("事业编制", "18", "18人", "实有", "main"),
    ),
    "against-en": drawing(
        "squares", "en",
        ("Administrative posts", "7", "7 posts", "Authorised", "before"),
        ("Administrative posts", "10", "10 people", "In post", "main"),
        ("Posts in public institutions", "18", "18 posts", "Authorised", "before"),
        ("Posts in public institutions", "18", "18 people", "In post", "main"),
    ),
    "itemised-zh": drawing(
        "bars", "zh",
        ("房屋", "1200000", "120万元", "", "main"),
        ("车辆", "156600", "15.66万元", "", "main"),
        ("单价50万元以上的设备", "0", "0元", "", "main"),
        ("没有列明", "10672800", "1,067.28万元", "", "rest"),
    ),
    "itemised-en": drawing(
        "bars", "en",
        ("Buildings (the document prints no label)", "1200000", "1.2 million yuan", "", "main"),
        ("Vehicles", "156600", "156,600 yuan", "", "main"),
        ("Equipment that costs 500,000 yuan or more a piece", "0", "0 yuan", "", "main"),
        ("Not itemised", "10672800", "10.67 million yuan", "", "rest"),
    ),
    "changes-zh": drawing(
        "changes", "zh",
        ("基本支出", "6.6", "+6.6% ≠", "", "main"),
        ("公务用车运行维护费", "0", "0%", "", "main"),
        ("收入", "-3.4", "−3.4%", "", "main"),
        ("项目支出", "-48.2", "−48.2%*", "", "main"),
    ),
    "changes-noted": with_note(
        "≠ the document calls it a decrease",
        drawing(
            "changes", "en",
            ("Operation and maintenance of official vehicles", "300", "+300 yuan", "", "main"),
            ("Projects", "-482", "−482 yuan", "", "main"),
        ),
    ),
    "changes-en": drawing(
        "changes", "en",
        ("Basic expenditure", "106.6", "+106.6%", "", "main"),
        ("Operation and maintenance of official vehicles", "3", "+3%", "", "main"),
        ("Project expenditure", "-48.2", "−48.2%", "", "main"),
    ),
    "years-zh": drawing(
        "years", "zh",
        ("收入", "10959100", "1,095.91万元", "2022", "main"),
        ("收入", "10584100", "1,058.41万元", "2023", "main"),
        ("收入", "11584100", "1,158.41万元", "2025", "main"),
        ("项目支出", "2012200", "201.22万元", "2022", "main"),
        ("项目支出", "1043000", "104.30万元", "2023", "main"),
    ),
    "years-en": drawing(
        "years", "en",
        *(
            (f"Revenue of the budget of the {side}", value, f"{value} yuan", str(2021 + after), "main")
            for side in ("body", "bodies below it", "units that it pays for")
            for after, value in enumerate(("0", "90", "80", "85", "7"))
        ),
    ),
}  # fmt: skip
