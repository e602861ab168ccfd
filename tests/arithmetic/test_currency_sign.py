"""The sign of a currency stands where the language has it; a word for the currency follows its number."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

import pytest
from amount_styles import STYLES

from budgetbook.arithmetic import amount_format
from budgetbook.arithmetic.amount_style import AmountStyle
from budgetbook.arithmetic.column_unit import choose_column_unit
from budgetbook.arithmetic.money import Amount
from budgetbook.content.country import CurrencyEntry
from budgetbook.content.currency_sign import is_sign_pattern
from budgetbook.content.number_form import AmountScale, NumberForm
from budgetbook.content.units import Currency, Unit

EURO_BEHIND = "{minus}{digits}\u00a0{sign}"
GERMAN = replace(
    STYLES["en"],
    lang="de",
    scales=(
        AmountScale.model_validate(
            {"power": 6, "from": 6, "columns_from": 6, "suffix": {"one": " Million {currency}", "other": " Millionen {currency}"}}
        ),
        AmountScale.model_validate({"power": 0, "from": 0, "suffix": " {currency}"}),
    ),
    numbers=NumberForm(decimal=",", group=".", money=EURO_BEHIND),
    texts={},
)
DUTCH = replace(
    STYLES["en"], lang="nl", numbers=NumberForm(decimal=",", group=".", money="{sign}\u00a0{minus}{digits}"), texts={}
)
CHINESE = replace(STYLES["zh"], texts={})


def money(digits: str, sign: str, **words: dict[str, str]) -> Amount:
    entry = CurrencyEntry.model_validate({"unit": sign, **({"sign": True} if sign == "CHF" else {})})
    return Amount(Decimal(digits), Unit(sign, "money", 0, Currency("XXX", sign, words=words, is_sign=entry.is_sign)))


@pytest.mark.parametrize(
    ("style", "digits", "sign", "text"),
    [
        (STYLES["en"], "1200000", "$", "$1.2 million"),
        (STYLES["en"], "340", "£", "£340"),
        (STYLES["en"], "-340", "$", "−$340"),
        (STYLES["en"], "-1200000", "R$", "−R$1.2 million"),
        (STYLES["en"], "340", "CHF", "CHF\u00a0340"),
        (STYLES["en"], "340", "kr", "340 kr"),
        (GERMAN, "1200000", "€", "1,2 Millionen\u00a0€"),
        (GERMAN, "1000000", "€", "1 Million\u00a0€"),
        (GERMAN, "-340", "€", "−340\u00a0€"),
        (DUTCH, "-340", "€", "€\u00a0−340"),
        (CHINESE, "1200000", "$", "$120万"),
        (CHINESE, "1200000", "元", "120万元"),
    ],
)
def test_each_language_puts_the_sign_in_its_place(style: AmountStyle, digits: str, sign: str, text: str) -> None:
    assert amount_format.format_readable(money(digits, sign), style) == text
    assert amount_format.rounded_for_display(money(digits, sign), style) == text


def test_a_word_for_the_currency_follows_the_number() -> None:
    pounds = money("1200000", "£", en={"one": "pound", "other": "pounds"})
    assert amount_format.format_readable(pounds, STYLES["en"]) == "1.2 million pounds"
    assert amount_format.format_as_printed(pounds) == "£1,200,000", "what is printed stays as it is"


def test_a_column_names_its_unit_and_each_amount_alone_has_the_sign() -> None:
    amounts = [money("1200000", "£"), money("-30500000", "£"), money("400", "£")]
    column = choose_column_unit(amounts, STYLES["en"])
    assert column.unit == "£ million"
    assert [column.write(each) for each in amounts] == ["1.20", "−30.50", "<0.01"]
    assert [column.write_or_read(each) for each in amounts] == ["£1.20 million", "−£30.50 million", "£400"]
    assert choose_column_unit(amounts, GERMAN).unit == "Millionen\u00a0£"
    assert amount_format.in_common_unit(amounts[:2], STYLES["en"]) == ["£1.20 million", "−£30.50 million"]


def test_what_is_too_small_to_show_is_less_than_money() -> None:
    column = choose_column_unit([money("5000", "£")], STYLES["en"])
    assert column.write_or_read(money("0.001", "£")) == "<£1"


def test_of_every_hundred_each_part_has_the_sign() -> None:
    unit, style = money("1", "£").unit, STYLES["en"]
    assert style.write_of_hundred(Decimal(100), unit) == "£100"
    assert style.write_of_hundred_in_passing(Decimal(23), unit) == "£23"
    yuan = money("1", "元", en={"other": "yuan"}).unit
    assert (style.write_of_hundred(Decimal(23), yuan), style.write_of_hundred_in_passing(Decimal(23), yuan)) == ("23 yuan", "23")


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("−$1.2 million", ("−$1.2", " ", "million")),
        ("£340", ("£340", "", "")),
        ("1\u202f200\u00a0€", ("1\u202f200", "\u00a0", "€")),
        ("CHF\u00a01,200 million", ("CHF\u00a01,200", " ", "million")),
        ("1,058.41万元", ("1,058.41", "", "万元")),
        ("the 3 others", ("the 3 others", "", "")),
        ("none", ("none", "", "")),
    ],
)
def test_the_quieter_unit_is_what_follows_the_digits(text: str, parts: tuple[str, str, str]) -> None:
    assert amount_format.split_unit(text) == parts


@pytest.mark.parametrize(
    "pattern", ["{sign}{digits}", "{minus}{sign}{sign}", "¤#", "{minus}{sign}  {digits}", "a {minus}{sign}{digits}"]
)
def test_what_is_no_place_for_a_sign_is_refused(pattern: str) -> None:
    assert not is_sign_pattern(pattern)
    assert is_sign_pattern(EURO_BEHIND)
