"""One unit for a column of amounts: they compare at a glance, none is lost in rounding, and none is written as another's size."""

from __future__ import annotations

from decimal import Decimal

import pytest
from amount_styles import STYLES, UNITS, read_unit
from hypothesis import given
from hypothesis import strategies as st
from sample_content import LANGUAGES

from budgetbook.arithmetic.amount_style import MINUS
from budgetbook.arithmetic.column_unit import choose_column_unit
from budgetbook.arithmetic.money import Amount
from budgetbook.content.text import Language

LANGUAGE = st.sampled_from(LANGUAGES)
AMOUNTS = st.builds(
    lambda hundredths, places, unit: Amount(Decimal(hundredths).scaleb(-places), unit),
    st.integers(-(10**12), 10**12) | st.integers(-200, 200),
    st.integers(0, 6),
    st.sampled_from(UNITS.money),
)
COLUMNS = st.lists(AMOUNTS, min_size=1, max_size=12)
BELOW = ("<", f">{MINUS}")
"""How an amount begins that is smaller than the last decimal can show."""


def size_of(written: str) -> Decimal:
    """The number that a cell says; half the last decimal for one that is only said to be smaller."""
    number = Decimal(written.lstrip("<>").replace(",", "").replace(MINUS, "-"))
    return number / 2 if written.startswith(BELOW) else number


@given(COLUMNS, LANGUAGE)
def test_an_amount_is_0_only_if_it_is_0(amounts: list[Amount], lang: Language) -> None:
    column = choose_column_unit(amounts, STYLES[lang])
    for amount in amounts:
        assert (size_of(column.write(amount)) == 0) == (amount.value == 0)
        assert (size_of(column.write(amount)) < 0) == (amount.value < 0)


@pytest.mark.parametrize(
    ("printed", "written"),
    [
        (("5534万元", "790万元"), ("5,534", "790")),
        (("5534万元", "790.5万元"), ("5,534.0", "790.5")),
        (("5534.00万元", "790.50万元"), ("5,534.0", "790.5")),
        (("1903.61万元", "38万元"), ("1,903.6", "38.0")),
        (("55340000元", "7900000元"), ("5,534.0", "790.0")),
    ],
)
def test_no_decimal_is_written_that_nobody_printed(printed: tuple[str, ...], written: tuple[str, ...]) -> None:
    amounts = [Amount(Decimal(each.rstrip("万元")), read_unit(each.lstrip("0123456789."))) for each in printed]
    column = choose_column_unit(amounts, STYLES["zh"])
    assert tuple(map(column.write, amounts)) == written


@given(COLUMNS, LANGUAGE)
def test_larger_amounts_are_never_written_as_smaller_ones(amounts: list[Amount], lang: Language) -> None:
    column = choose_column_unit(amounts, STYLES[lang])
    in_order = sorted(amounts, key=Amount.to_base_unit)
    written = [size_of(column.write(amount)) for amount in in_order]
    assert written == sorted(written)


@given(COLUMNS, LANGUAGE)
def test_a_column_has_one_unit_and_as_many_decimals_everywhere(amounts: list[Amount], lang: Language) -> None:
    column = choose_column_unit(amounts, STYLES[lang])
    digits = [column.write(amount) for amount in amounts if amount.value]
    assert {len(each.partition(".")[2]) for each in digits} <= {column.decimals}
    tenth = Decimal(10) ** (column.exponent - 1)
    texts = [column.write_or_read(amount) for amount in amounts if abs(amount.to_base_unit()) >= tenth]
    assert all(text.endswith(column.unit) for text in texts)


@given(COLUMNS, LANGUAGE)
def test_what_is_written_is_the_amount_to_half_of_the_last_decimal(amounts: list[Amount], lang: Language) -> None:
    column = choose_column_unit(amounts, STYLES[lang])
    half = Decimal(1).scaleb(-column.decimals) / 2
    for amount in amounts:
        exact = amount.to_base_unit().scaleb(-column.exponent)
        assert abs(size_of(column.write(amount)) - exact) <= half


@given(COLUMNS, LANGUAGE)
def test_the_largest_amount_of_a_column_has_digits_to_compare(amounts: list[Amount], lang: Language) -> None:
    """The unit is never so large that everything rounds away."""
    column = choose_column_unit(amounts, STYLES[lang])
    largest = max(amounts, key=lambda amount: abs(amount.to_base_unit()))
    if abs(largest.to_base_unit()) >= 1:
        assert not column.write(largest).startswith(BELOW)
        assert abs(size_of(column.write(largest))) >= 1


@given(AMOUNTS, LANGUAGE)
def test_a_change_has_its_sign_and_is_0_only_if_nothing_changed(change: Amount, lang: Language) -> None:
    written = choose_column_unit([change], STYLES[lang]).write_change(change)
    assert written[0] == ("0" if not change.value else MINUS if change.value < 0 else "+")


@pytest.mark.parametrize(
    ("amounts", "lang", "shown"),
    [
        (("1058.41", "37.5", "0"), "zh", ("1,058.4万元", "37.5万元", "0万元")),
        (("1058.41", "37.5", "0.3"), "en", ("10.58 million yuan", "0.38 million yuan", "3,000 yuan")),
        (("123456789", "1"), "zh", ("12,346亿元", "1万元")),
        (("0.5", "0.00005"), "zh", ("5,000.00元", "0.50元")),
        (("0.5", "0.03"), "zh", ("5,000元", "300元")),
        (("-1058.41", "-0.01"), "en", ("−10.58 million yuan", "−100 yuan")),
    ],
)
def test_a_column_of_ten_thousands_reads_as_a_person_would_write_it(
    amounts: tuple[str, ...], lang: Language, shown: tuple[str, ...]
) -> None:
    column = choose_column_unit(given_amounts := [Amount(Decimal(each), read_unit("万元")) for each in amounts], STYLES[lang])
    assert tuple(column.write_or_read(amount) for amount in given_amounts) == shown


def test_what_is_no_money_keeps_its_own_unit() -> None:
    column = choose_column_unit([Amount(Decimal(1058), read_unit("万元")), Amount(Decimal(12), read_unit("人"))], STYLES["en"])
    assert column.write_or_read(Amount(Decimal(12), read_unit("人"))) == "12 people"


@pytest.mark.parametrize(("lang", "nothing"), [("zh", "0万元"), ("en", "0 yuan")])
def test_nothing_is_of_no_large_unit(lang: Language, nothing: str) -> None:
    """Nobody says `0 million yuan`."""
    amounts = [Amount(Decimal(each), read_unit("万元")) for each in ("1058", "0")]
    assert choose_column_unit(amounts, STYLES[lang]).write_or_read(amounts[1]) == nothing
