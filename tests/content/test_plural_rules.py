"""Plural categories: the rules of CLDR, and the words that units have for them."""

from __future__ import annotations

from decimal import Decimal

import pytest

from budgetbook.arithmetic.amount_style import AmountStyle
from budgetbook.content.number_form import AmountScale, NumberForm
from budgetbook.content.plural_rules import Category, PluralRuleError, choose_category, read_rule
from budgetbook.content.units import Unit

POLISH: dict[Category, str] = {
    "one": "i = 1 and v = 0",
    "few": "v = 0 and i % 10 = 2..4 and i % 100 != 12..14",
    "many": "v = 0 and i != 1 and i % 10 = 0..1 or v = 0 and i % 10 = 5..9 or v = 0 and i % 100 = 12..14",
}
ARABIC: dict[Category, str] = {
    "zero": "n = 0", "one": "n = 1", "two": "n = 2", "few": "n % 100 = 3..10", "many": "n % 100 = 11..99",
}  # fmt: skip
FRENCH: dict[Category, str] = {"one": "i = 0,1"}
POST = Unit("etat", "people", words={"pl": {"one": "etat", "few": "etaty", "many": "etatów", "other": "etatu"}})


@pytest.mark.parametrize(
    ("rules", "numbers", "category"),
    [
        (POLISH, "1", "one"),
        (POLISH, "2 3 4 22 104", "few"),
        (POLISH, "0 5 11 12 14 21 112 1000", "many"),
        (POLISH, "1.0 1.5 2.25", "other"),
        (ARABIC, "3 10 103", "few"),
        (ARABIC, "11 99 111", "many"),
        (ARABIC, "100 200 3.5", "other"),
        (FRENCH, "0 1 1.5 -1", "one"),
        (FRENCH, "2 17", "other"),
    ],
)
def test_a_number_is_of_the_category_that_the_rules_give_it(rules: dict[Category, str], numbers: str, category: str) -> None:
    assert {choose_category(Decimal(each), rules) for each in numbers.split()} == {category}


@pytest.mark.parametrize("rule", ["", "n == 1", "x = 1", "n = 1 and", "n % 0 = 1", "n = 1..", "n = 1" + " or n = 1" * 500])
def test_what_is_no_rule_is_refused(rule: str) -> None:
    with pytest.raises(PluralRuleError):
        read_rule(rule)


@pytest.mark.parametrize(("count", "word"), [("1", "etat"), ("3", "etaty"), ("12", "etatów"), ("2.5", "etatu")])
def test_a_unit_has_the_word_that_the_language_puts_after_the_number(count: str, word: str) -> None:
    scale = AmountScale.model_validate({"power": 0, "from": 0, "suffix": " {currency}"})
    style = AmountStyle("pl", (scale,), False, " ", numbers=NumberForm(decimal=","), plurals=POLISH)
    assert style.unit_word(POST, Decimal(count)) == word
