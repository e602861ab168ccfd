"""Amounts: exact conversion, one rounding rule, and each language's own way of writing them."""

from __future__ import annotations

from decimal import Decimal, getcontext

import pytest
from amount_styles import STYLES, read_unit

from budgetbook.arithmetic.amount_format import (
    format_alike,
    format_as_printed,
    format_exact,
    format_for_column,
    format_for_prose,
    format_for_table,
    format_percentage,
    format_readable,
    group_digits,
    in_common_unit,
    rounded_for_display,
)
from budgetbook.arithmetic.amount_style import MINUS
from budgetbook.arithmetic.money import Amount, percent_of, round_half_up, without_trailing_zeros
from budgetbook.content.text import Language

D = Decimal


def amount(digits: str, unit: str = "万元") -> Amount:
    return Amount(D(digits), read_unit(unit))


@pytest.mark.parametrize(
    ("digits", "unit", "to", "expected"),
    [
        ("1058.41", "万元", "元", "10584100"),
        ("37.5", "万元", "元", "375000"),
        ("0.01", "元", "万元", "0.000001"),
        ("1", "亿元", "万元", "10000"),
        ("10584100", "元", "亿元", "0.105841"),
        ("0", "万元", "元", "0"),
        ("-0.49", "万元", "元", "-4900"),
        ("999999999999999999", "亿元", "元", "99999999999999999900000000"),
    ],
)
def test_money_units_are_powers_of_ten(digits: str, unit: str, to: str, expected: str) -> None:
    there = amount(digits, unit).to_unit(read_unit(to))
    assert (f"{there.value:f}", there.unit) == (expected, to)
    assert there.to_unit(read_unit(unit)).value == D(digits)


def test_counts_keep_their_number_and_other_units_do_not_mix() -> None:
    assert amount("2", "家").to_unit(read_unit("个")) == amount("2", "个")
    for unit, other in (("人", "万元"), ("万元", "人"), ("平方米", "元"), ("%", "元"), ("年", "个")):
        with pytest.raises(ValueError, match="is not"):
            amount("1", unit).to_unit(read_unit(other))


def test_base_is_plain() -> None:
    assert str(amount("104.30").to_base_unit()) == "1043000"
    assert str(amount("3794.00", "平方米").to_base_unit()) == "3794"
    assert str(amount("1E+3", "元").to_base_unit()) == "1000"
    assert str(amount("0.00").to_base_unit()) == "0"


@pytest.mark.parametrize(
    ("digits", "expected"), [("104.30", "104.3"), ("100", "100"), ("0.00", "0"), ("-0.10", "-0.1"), ("1E+5", "100000")]
)
def test_plain_drops_what_says_nothing(digits: str, expected: str) -> None:
    assert str(without_trailing_zeros(D(digits))) == expected


@pytest.mark.parametrize(
    ("digits", "places", "expected"),
    [
        ("2.5", 0, "3"),
        ("3.5", 0, "4"),
        ("0.05", 1, "0.1"),
        ("0.25", 1, "0.3"),
        ("-0.05", 1, "-0.1"),
        ("6.6425", 1, "6.6"),
        ("48.166", 1, "48.2"),
    ],
)
def test_what_we_compute_is_rounded_half_up(digits: str, places: int, expected: str) -> None:
    assert str(round_half_up(D(digits), places)) == expected


@pytest.mark.parametrize(
    ("part", "whole", "places", "expected"),
    [
        ("37.50", "1095.91", 1, "3.4"),
        ("59.43", "894.69", 1, "6.6"),
        ("954.12", "1058.42", 2, "90.15"),
        ("1", "8", 1, "12.5"),
        ("1", "3", 0, "33"),
        ("0", "5", 1, "0.0"),
        ("104.30", "104.30", 0, "100"),
    ],
)
def test_percentages(part: str, whole: str, places: int, expected: str) -> None:
    assert str(percent_of(D(part), D(whole), places)) == expected


@pytest.mark.parametrize(("part", "expected"), [("954.12", "90.1%"), ("1058.42", "100%"), ("0", "0.0%"), ("52.92", "5.0%")])
def test_a_share_has_one_decimal_and_all_of_it_has_none(part: str, expected: str) -> None:
    assert format_percentage(D(part), D("1058.42")) == expected


def test_only_nothing_is_no_part() -> None:
    assert format_percentage(D("0.0004"), D(1)) == "<0.1%"
    assert format_percentage(D("-0.0004"), D(1)) == f">{MINUS}0.1%"
    assert format_percentage(D("0.0005"), D(1)) == "0.1%"
    assert format_percentage(D(0), D(1)) == "0.0%"


def test_amounts_that_are_compared_have_one_unit() -> None:
    plan, outcome = amount("41559000", "元"), amount("40962222.34", "元")
    assert format_alike([plan, outcome], STYLES["en"]) == ["41,559,000 yuan", "40,962,222.34 yuan"]
    assert format_alike([plan, amount("5150000", "元")], STYLES["en"]) == ["41.559 million yuan", "5.15 million yuan"]
    assert format_alike([plan, amount("29", "人")], STYLES["en"]) == ["41,559,000 yuan", "29 people"]
    assert format_alike([], STYLES["zh"]) == []


def test_of_nothing_there_is_no_share() -> None:
    for ask in (percent_of, format_percentage):
        with pytest.raises(ZeroDivisionError):
            ask(D(1), D(0))
        with pytest.raises(ZeroDivisionError):
            ask(D(0), D(0))


def test_a_percentage_does_not_depend_on_the_caller_s_precision() -> None:
    context = getcontext().copy()
    try:
        getcontext().prec = 3
        assert str(percent_of(D("123456789.12"), D("987654321.98"), 8)) == "12.49999989"
        assert amount("123456789.12").to_base_unit() == D("1234567891200")
    finally:
        getcontext().prec = context.prec


@pytest.mark.parametrize(
    ("digits", "expected"),
    [("1058.41", "1,058.41"), ("37.50", "37.50"), ("-37.50", f"{MINUS}37.50"), ("0", "0"), ("1E+6", "1,000,000"), ("999", "999")],
)
def test_grouped_keeps_the_scale(digits: str, expected: str) -> None:
    assert group_digits(D(digits)) == expected


WAYS: list[tuple[str, str, str, str, str]] = [
    # digits, unit, as printed, in Chinese, in English
    ("1058.41", "万元", "1,058.41 万元", "1,058.41万元", "10.5841 million yuan"),
    ("104.30", "万元", "104.30 万元", "104.30万元", "1.043 million yuan"),
    ("99.99", "万元", "99.99 万元", "99.99万元", "999,900 yuan"),
    ("100", "万元", "100 万元", "100万元", "1 million yuan"),
    ("0.49", "万元", "0.49 万元", "0.49万元", "4,900 yuan"),
    ("1.8", "万元", "1.8 万元", "1.8万元", "18,000 yuan"),
    ("0", "万元", "0 万元", "0万元", "0 yuan"),
    ("0.01", "元", "0.01 元", "0.01元", "0.01 yuan"),
    ("9999", "元", "9,999 元", "9,999元", "9,999 yuan"),
    ("10000", "元", "10,000 元", "1万元", "10,000 yuan"),
    ("12345.60", "元", "12,345.60 元", "12,345.6元", "12,345.6 yuan"),
    ("10000", "万元", "10,000 万元", "1亿元", "100 million yuan"),
    ("37151.47", "万元", "37,151.47 万元", "37,151.47万元", "371.5147 million yuan"),
    ("171915169", "元", "171,915,169 元", "17,191.5169万元", "171,915,169 yuan"),
    ("2.50", "亿元", "2.50 亿元", "2.50亿元", "250 million yuan"),
    ("0.5", "亿元", "0.5 亿元", "5,000万元", "50 million yuan"),
    ("-37.5", "万元", f"{MINUS}37.5 万元", f"{MINUS}37.5万元", f"{MINUS}375,000 yuan"),
    ("10", "人", "10 人", "10人", "10 people"),
    ("1", "人", "1 人", "1人", "1 person"),
    ("18", "名", "18 名", "18名", "18 posts"),
    ("1", "辆", "1 辆", "1辆", "1 vehicle"),
    ("0", "台（套）", "0 台（套）", "0台（套）", "0 sets"),
    ("45", "家", "45 家", "45家", "45"),
    ("3794.00", "平方米", "3,794.00 平方米", "3,794.00平方米", "3,794.00 m²"),
    ("3.4", "%", "3.4%", "3.4%", "3.4%"),
    ("2023", "年", "2023 年", "2023", "2023"),
]


@pytest.mark.parametrize(("digits", "unit", "as_printed", "chinese", "english"), WAYS)
def test_each_language_has_its_own_number_words(digits: str, unit: str, as_printed: str, chinese: str, english: str) -> None:
    assert format_readable(amount(digits, unit), STYLES["zh"]) == chinese
    assert format_readable(amount(digits, unit), STYLES["en"]) == english
    assert format_as_printed(amount(digits, unit)) == as_printed


def test_the_amounts_of_a_column_have_one_unit_and_all_their_digits() -> None:
    column = [amount("37151.47"), amount("171915169", "元"), amount("1.00"), amount("0.5", "亿元")]
    assert [format_for_column(each, STYLES["zh"]) for each in column] == [
        "37,151.47万元",
        "17,191.5169万元",
        "1.00万元",
        "5,000万元",
    ]
    assert [format_for_column(each, STYLES["en"]) for each in column] == [
        "371,514,700 yuan",
        "171,915,169 yuan",
        "10,000 yuan",
        "50,000,000 yuan",
    ]
    assert format_for_column(amount("10", "人"), STYLES["en"]) == "10 people"


def test_in_running_english_a_count_has_no_unit() -> None:
    assert [format_for_prose(amount("10", unit), STYLES["en"]) for unit in ("人", "名", "辆", "家", "年")] == ["10"] * 5
    assert [format_for_prose(amount("10", unit), STYLES["zh"]) for unit in ("人", "名", "辆", "家")] == [
        "10人",
        "10名",
        "10辆",
        "10家",
    ]
    assert format_for_prose(amount("10"), STYLES["en"]) == "100,000 yuan"
    assert format_for_prose(amount("3.4", "%"), STYLES["en"]) == "3.4%"


@pytest.mark.parametrize(("lang", "expected"), [("zh", "10,584,100元"), ("en", "10,584,100 yuan")])
def test_exact_is_to_the_last_yuan(lang: Language, expected: str) -> None:
    assert format_exact(amount("1058.41"), STYLES[lang]) == expected
    assert format_exact(amount("10", "人"), STYLES[lang]) == format_readable(amount("10", "人"), STYLES[lang])


@pytest.mark.parametrize(
    ("money", "zh", "en"),
    [
        (amount("1058.41"), "1,058.41万元", "10.58 million yuan"),
        (amount("954.125"), "954.13万元", "9.54 million yuan"),
        (amount("189767600", "元"), "1.90亿元", "189.77 million yuan"),
        (amount("2.39"), "2.39万元", "23,900 yuan"),
        (amount("2435.494", "元"), "2,435元", "2,435 yuan"),
        (amount("999.494", "元"), "999.49元", "999.49 yuan"),
        (amount("0"), "0万元", "0 yuan"),
        (amount("29", "人"), "29人", "29 people"),
    ],
)
def test_a_first_screen_rounds_money_to_two_decimals_small_coins_away_and_nothing_else(money: Amount, zh: str, en: str) -> None:
    assert (rounded_for_display(money, STYLES["zh"]), rounded_for_display(money, STYLES["en"])) == (zh, en)


@pytest.mark.parametrize(
    ("digits", "zh", "en"),
    [
        (("99706020", "101341746"), ["9,970.60万元", "10,134.17万元"], ["99.71 million yuan", "101.34 million yuan"]),
        (("5000000", "5200000"), ["500万元", "520万元"], ["5.00 million yuan", "5.20 million yuan"]),
        (("229100", "479100"), ["22.91万元", "47.91万元"], ["229,100 yuan", "479,100 yuan"]),
        (("0", "5900"), ["0元", "5,900元"], ["0 yuan", "5,900 yuan"]),
    ],
)
def test_a_row_reads_in_one_unit(digits: tuple[str, ...], zh: list[str], en: list[str]) -> None:
    amounts = [Amount(Decimal(each), read_unit("元")) for each in digits]
    assert in_common_unit(amounts, STYLES["zh"]) == zh
    assert in_common_unit(amounts, STYLES["en"]) == en
    assert in_common_unit([], STYLES["zh"]) == []
    assert in_common_unit([Amount(Decimal(3), read_unit("人")), Amount(Decimal(1), read_unit("人"))], STYLES["en"]) == [
        "3 people",
        "1 person",
    ]


def test_a_table_has_digits_alone_as_printed_in_chinese_and_in_yuan_in_english() -> None:
    assert format_for_table(Amount(Decimal("104.30"), read_unit("万元")), STYLES["zh"]) == "104.30"
    assert format_for_table(Amount(Decimal("104.30"), read_unit("万元")), STYLES["en"]) == "1,043,000"
