"""How each language writes an amount: as printed, to be read, in a table, in prose.

Nothing printed is rounded: the readable form only moves the decimal point. `rounded_for_display` and `in_common_unit` alone
round, for summaries that stand beside the digits as printed.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from decimal import Decimal
from functools import wraps

from budgetbook.arithmetic.amount_style import MINUS, AmountStyle, write_digits
from budgetbook.arithmetic.money import (
    Amount,
    count_places,
    percent_of,
    round_half_up,
    shift_decimal_point,
    without_sign_of_zero,
    without_trailing_zeros,
)
from budgetbook.content.currency_sign import has_currency_sign, place_sign
from budgetbook.content.number_form import NumberForm

PLAIN = NumberForm()
"""The form of numbers in messages to editors."""
_KINDS_NAMED_IN_PROSE = ("percent", "area")
"""Kinds of units that every language keeps after a number, which would mean something else without them."""
_LEAST_PERCENT = Decimal("0.1")
_WHOLE_FROM = 1_000
"""Amounts in the currency's own unit from which on its small coins say nothing in a summary."""
_NUMBER = re.compile("[0-9](?:[.,’\u00a0\u202f]?[0-9])*")
_NO_BREAK_SPACE = "\N{NO-BREAK SPACE}"
_MOST_WRITTEN = 1 << 14
"""Amounts that a style remembers."""


def format_percentage(part: Decimal, whole: Decimal, numbers: NumberForm = PLAIN) -> str:
    """Write `part` in `whole` to one decimal, `90.1%`; only the whole itself is `100%`, only nothing is `0.0%`: a part that
    would round to it is `<0.1%`. Raises ZeroDivisionError for a whole of 0."""
    percent = percent_of(part, whole)
    if part and not percent:
        sign = f">{numbers.minus}" if (part < 0) != (whole < 0) else "<"
        return f"{sign}{write_digits(_LEAST_PERCENT, numbers)}{numbers.percent}"
    digits = "100" if part == whole else write_digits(percent, numbers)
    return f"{digits}{numbers.percent}"


def format_growth(change: Amount, prior: Amount, numbers: NumberForm = PLAIN) -> str:
    """Write the size of a change relative to the prior amount, `3.4%`; empty if the prior amount is 0 or negative."""
    return format_percentage(abs(change.to_base_unit()), prior.to_base_unit(), numbers) if prior.value > 0 else ""


def group_digits(value: Decimal) -> str:
    """Write a number for editors with thousands separators and a real minus sign: `1,058.41`, `−37.50`."""
    return write_digits(value, PLAIN)


def format_as_printed(amount: Amount, numbers: NumberForm = PLAIN) -> str:
    """Write the digits and the unit as the document prints them, in all languages alike: `1,058.41 万元`.

    `numbers` is the form of the documents' language.
    """
    if amount.unit.kind == "percent":
        return f"{write_digits(amount.value, numbers)}{numbers.percent}"
    if amount.unit.kind == "year":
        return f"{amount.value:f} {amount.unit}"
    digits = write_digits(amount.value, numbers)
    sign = amount.unit.sign
    return place_sign(sign, digits, numbers.money, numbers.minus) if sign else f"{digits} {amount.unit}"


Writer = Callable[[Amount, AmountStyle], str]


def _remember(write: Writer) -> Writer:
    """Remember what a writer wrote, by the digits: 37.5 and 37.50 are equal but are written differently."""

    @wraps(write)
    def format_amount(amount: Amount, style: AmountStyle) -> str:
        key = (write, str(amount.value), amount.unit)
        if key not in style.texts:
            if len(style.texts) > _MOST_WRITTEN:
                style.texts.clear()
            style.texts[key] = write(amount, style)
        return style.texts[key]

    return format_amount


@_remember
def format_readable(amount: Amount, style: AmountStyle) -> str:
    """Write an amount in the reader's own number words: `1,058.41万元` / `10.5841 million yuan`; `10人` / `10 people`.

    Money with more digits than a large unit can show without hiding some is written in a smaller one: `37,151.47万元`,
    `15,809,716.73 yuan`.
    """
    if not amount.is_money:
        return _format_count(amount, style)
    scale = style.scale_of(amount)
    value = style.value_in(amount, scale)
    while scale.power and count_places(value) > scale.decimals and not style.is_as_printed(amount, scale):
        scale = style.smaller_scale(scale)
        value = style.value_in(amount, scale) if scale.power else style.exact_value_in(amount, scale)
    return style.write_money(without_sign_of_zero(value), scale, amount.unit)


def rounded_for_display(amount: Amount, style: AmountStyle) -> str:
    """Like `format_readable`, but money is rounded half up to two decimals, `10.58 million yuan`, and from a thousand of the
    currency's own unit to whole ones: `243,539 euros`.

    For summaries only, where the digits as printed stand beside it.
    """
    if not amount.is_money:
        return format_readable(amount, style)
    scale = style.scale_of(amount)
    value = style.value_in(amount, scale)
    places = 0 if not scale.power and abs(value) >= _WHOLE_FROM else 2
    shown_value = round_half_up(value, places) if count_places(value) > places else without_sign_of_zero(value)
    return style.write_money(shown_value, scale, amount.unit)


def in_common_unit(amounts: Sequence[Amount], style: AmountStyle) -> list[str]:
    """Write the amounts of one row in one unit, so that they compare at a glance.

    The unit is that of the language's rows, or that of the currency if all amounts are smaller. Values are rounded half up to two
    decimals unless all are integers. If any amount is not money, or of another currency, each is written as by `format_readable`.
    """
    if not all(amount.is_money and amount.unit.currency == amounts[0].unit.currency for amount in amounts):
        return [format_readable(amount, style) for amount in amounts]
    base_values = [amount.to_base_unit() for amount in amounts]
    scale = style.row_scale(max(map(abs, base_values), default=Decimal(0)))
    values = [without_trailing_zeros(shift_decimal_point(value, -scale.power)) for value in base_values]
    whole = all(value == value.to_integral_value() for value in values)
    shown_values = [value if whole else round_half_up(value, 2) for value in values]
    return [style.write_money(value, scale, amount.unit) for amount, value in zip(amounts, shown_values, strict=True)]


def format_for_table(amount: Amount, style: AmountStyle) -> str:
    """Write digits alone, for a table that names its unit: as printed for readers of the documents' language, for others in the
    currency's own unit."""
    return style.digits(
        without_sign_of_zero(amount.value) if style.is_printed else style.exact_value_in(amount, style.scales[-1])
    )


def format_for_prose(amount: Amount, style: AmountStyle) -> str:
    """Like `format_readable`, but a count has no unit where the sentence names it: `10人` / `10`."""
    if style.has_measure_words or amount.is_money or amount.unit.kind in _KINDS_NAMED_IN_PROSE:
        return format_readable(amount, style)
    return f"{amount.value:f}" if amount.unit.kind == "year" else style.digits(without_sign_of_zero(amount.value))


def format_for_column(amount: Amount, style: AmountStyle) -> str:
    """Like `format_readable`, but in 万元 or yuan whatever its size, so that the amounts of a column compare by their length."""
    if not amount.is_money:
        return format_readable(amount, style)
    scale = style.list_scale
    value = style.value_in(amount, scale) if scale.power else style.exact_value_in(amount, scale)
    return style.write_money(without_sign_of_zero(value), scale, amount.unit)


def format_alike(amounts: Sequence[Amount], style: AmountStyle) -> list[str]:
    """Write amounts that are compared each as `format_readable` does, `5 million yuan`, `5.15 million yuan`; but where that takes
    several units, all as `format_for_column` does: `41,559,000 euros`, `46,010,133.94 euros`."""
    texts = [format_readable(amount, style) for amount in amounts]
    units = {split_unit(text)[2] for text in texts}
    return texts if len(units) < 2 else [format_for_column(amount, style) for amount in amounts]


@_remember
def format_exact(amount: Amount, style: AmountStyle) -> str:
    """Write money in the unit of its currency to the last digit: `10,584,100元` / `10,584,100 yuan`."""
    if not amount.is_money:
        return format_readable(amount, style)
    scale = style.scales[-1]
    value = style.exact_value_in(amount, scale)
    return style.write_money(value, scale, amount.unit)


def split_unit(text: str) -> tuple[str, str, str]:
    """Split a written amount into digits, separator and unit: `10.58`, ` `, `million yuan`; a sign before the digits stays there.

    Text without digits, or without a unit, is returned whole with two empty strings.
    """
    number = _NUMBER.search(text)
    lead = text[: number.start()].lstrip(f"-{MINUS}") if number else text
    if number is None or (lead and not has_currency_sign(lead) and not lead.endswith(_NO_BREAK_SPACE)):
        return text, "", ""
    digits, rest = text[: number.end()], text[number.end() :]
    unit = rest.strip()
    return (digits, rest[: rest.index(unit)], unit) if unit else (text, "", "")


def _format_count(amount: Amount, style: AmountStyle) -> str:
    if amount.unit.kind == "year":
        return f"{amount.value:f}"
    digits = style.digits(without_sign_of_zero(amount.value))
    if amount.unit.kind == "percent":
        return f"{digits}{style.numbers.percent}"
    word = style.unit_word(amount.unit, amount.value)
    return f"{digits}{style.space}{word}" if word else digits
