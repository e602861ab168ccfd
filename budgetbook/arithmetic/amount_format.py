"""How each language writes an amount: as printed, to be read, in a table, in prose.

Nothing printed is rounded: the readable form only moves the decimal point. `rounded_for_display` and `in_common_unit` alone
round, for summaries that stand beside the digits as printed.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache, wraps

from budgetbook.arithmetic.money import (
    Amount,
    count_places,
    percent_of,
    round_half_up,
    shift_decimal_point,
    without_sign_of_zero,
    without_trailing_zeros,
)
from budgetbook.content.text import Language
from budgetbook.content.units import UNITS, units_of

_TEN_THOUSAND, _MILLION, _HUNDRED_MILLION = Decimal(10) ** 4, Decimal(10) ** 6, Decimal(10) ** 8

_ENGLISH_UNITS = {unit.name: unit.english for unit in UNITS}

# Units that English prose keeps after a number, which would mean something else without them.
_UNITS_OF_PROSE = units_of("percent", "area")

_FINEST = 4  # decimal places shown of a million yuan: to the hundred yuan, as 万元 with two places
_FINEST_HUNDRED_MILLION = 2  # of 亿元: what needs more is easier to read in 万元, in which documents print it

MINUS = "\N{MINUS SIGN}"


def format_percentage(part: Decimal, whole: Decimal) -> str:
    """Write `part` in `whole` to one decimal, `90.1%`; only the whole itself is `100%`. Raises ZeroDivisionError for a whole of
    0."""
    return "100%" if part == whole and whole else f"{group_digits(percent_of(part, whole))}%"


def format_growth(change: Amount, prior: Amount) -> str:
    """Write the size of a change relative to the prior amount, `3.4%`; empty if the prior amount is 0 or negative."""
    return format_percentage(abs(change.to_base_unit()), prior.to_base_unit()) if prior.value > 0 else ""


def group_digits(value: Decimal) -> str:
    """Write a number with thousands separators and a real minus sign, its scale unchanged: `1,058.41`, `−37.50`."""
    return f"{value:,f}".replace("-", MINUS)


def format_as_printed(amount: Amount) -> str:
    """Write the digits and the Chinese unit as the document prints them, in both languages alike: `1,058.41 万元`."""
    if amount.unit == "%":
        return f"{group_digits(amount.value)}%"
    return f"{amount.value:f} 年" if amount.unit == "年" else f"{group_digits(amount.value)} {amount.unit}"


Writer = Callable[[Amount, Language], str]


def _cache_by_digits(write: Writer) -> Writer:
    """Cache a writer's results: pages name the same few amounts again and again.

    The cache is keyed by the digits, since 37.5 and 37.50 are equal but are written differently.
    """

    @lru_cache(maxsize=1 << 14)
    def format_digits(digits: str, unit: str, lang: Language) -> str:
        return write(Amount(Decimal(digits), unit), lang)

    @wraps(write)
    def format_amount(amount: Amount, lang: Language) -> str:
        return format_digits(str(amount.value), amount.unit, lang)

    return format_amount


@_cache_by_digits
def format_readable(amount: Amount, lang: Language) -> str:
    """Write an amount in the reader's own number words: `1,058.41万元` / `10.5841 million yuan`; `10人` / `10 people`.

    Money with more digits than a large unit can show without hiding some is written in a smaller one: `37,151.47万元`,
    `15,809,716.73 yuan`.
    """
    if amount.unit == "年":
        return f"{amount.value:f}"
    if amount.unit == "%":
        return f"{group_digits(without_sign_of_zero(amount.value))}%"
    if not amount.is_money:
        return _format_count(amount, lang)
    value, unit = _in_words(amount, lang)
    if unit == "亿元" != amount.unit and count_places(value) > _FINEST_HUNDRED_MILLION:
        value, unit = _ten_thousands(amount), "万元"
    return (
        format_exact(amount, lang)
        if unit != amount.unit and count_places(value) > _FINEST
        else f"{group_digits(without_sign_of_zero(value))}{unit}"
    )


def rounded_for_display(amount: Amount, lang: Language) -> str:
    """Like `format_readable`, but money is rounded half up to two decimals: `10.58 million yuan`.

    For summaries only, where the digits as printed stand beside it.
    """
    if not amount.is_money:
        return format_readable(amount, lang)
    value, unit = _in_words(amount, lang)
    return f"{group_digits(round_half_up(value, 2) if count_places(value) > 2 else without_sign_of_zero(value))}{unit}"


def in_common_unit(amounts: Sequence[Amount], lang: Language) -> list[str]:
    """Write the amounts of one row in one unit, so that they compare at a glance.

    The unit is 万元 or million yuan (元 or yuan if all amounts are below 10,000 or 1,000,000 yuan). Values are rounded half up to
    two decimals unless all are integers. If any amount is not money, each is written as by `format_readable`.
    """
    if not all(amount.is_money for amount in amounts):
        return [format_readable(amount, lang) for amount in amounts]
    yuan = [amount.to_unit("元").value for amount in amounts]
    largest = max(map(abs, yuan), default=Decimal(0))
    scale, unit = (4, "万元") if lang == "zh" else (6, " million yuan")
    if largest < Decimal(10) ** scale:
        scale, unit = (0, "元") if lang == "zh" else (0, " yuan")
    values = [without_trailing_zeros(shift_decimal_point(value, -scale)) for value in yuan]
    whole = all(value == value.to_integral_value() for value in values)
    return [f"{group_digits(value if whole else round_half_up(value, 2))}{unit}" for value in values]


@dataclass(frozen=True, slots=True)
class ColumnUnit:
    """One money unit for all amounts of a column, a row of tiles or a tree, with equal decimals, so that they compare at a
    glance."""

    unit: str
    """As written beside a number: `万元`, `million yuan`."""
    exponent: int
    """Power of ten of the unit in yuan."""
    decimals: int

    def write(self, amount: Amount) -> str:
        """Write the digits of an amount, shown_value half up; one that would round to 0 is `<0.01`."""
        value = shift_decimal_point(amount.to_base_unit(), -self.exponent)
        shown_value = round_half_up(value, self.decimals)
        if value and not shown_value:
            return f"{'>' + MINUS if value < 0 else '<'}{Decimal(1).scaleb(-self.decimals):f}"
        return group_digits(shown_value) if value else "0"

    def write_or_read(self, amount: Amount, lang: Language) -> str:
        """Write money in this unit, `10.58 million yuan`, `1,058.4万元`; anything else as `format_readable` does.

        Money far below the unit, of which that would leave one digit or none, is written in a smaller one: `23,900 yuan`.
        """
        if not amount.is_money:
            return format_readable(amount, lang)
        if amount.value and self.exponent and abs(amount.to_base_unit()) < Decimal(10) ** (self.exponent - 1):
            return rounded_for_display(amount, lang)
        return f"{self.write(amount)}{'' if lang == 'zh' else ' '}{self.unit}"

    def write_change(self, change: Amount) -> str:
        """Write a change with its sign: `+43.13`, `−7.53`, `0`."""
        if not change.value:
            return "0"
        digits = self.write(Amount(abs(change.value), change.unit))
        return f"{MINUS if change.value < 0 else '+'}{digits}"


_COLUMN_UNITS: dict[Language, tuple[tuple[int, Decimal, str], ...]] = {
    "zh": ((8, Decimal(10) ** 10, "亿元"), (4, _TEN_THOUSAND, "万元")),
    "en": ((9, Decimal(10) ** 10, "billion yuan"), (6, _MILLION, "million yuan")),
}
"""By language: power of ten in yuan, the smallest amount for which a column uses the unit, the unit."""


def column_unit(amounts: Sequence[Amount], lang: Language) -> ColumnUnit:
    """Choose the unit of a column from its largest amount, and as many decimals as leave that about four digits.

    万元 is kept up to ten thousand million yuan: in 亿元 the small lines of a large budget would all be `<0.01`.
    """
    largest = max((abs(amount.to_base_unit()) for amount in amounts if amount.is_money), default=Decimal(0))
    for exponent, smallest, unit in _COLUMN_UNITS[lang]:
        if largest >= smallest:
            digits_before_point = len(str(int(shift_decimal_point(largest, -exponent))))
            return ColumnUnit(unit, exponent, max(0, min(2, 5 - digits_before_point)))
    return ColumnUnit("元" if lang == "zh" else "yuan", 0, 0 if all(map(_is_whole, amounts)) else 2)


def _is_whole(amount: Amount) -> bool:
    value = amount.to_base_unit()
    return value == value.to_integral_value()


def format_for_table(amount: Amount, lang: Language) -> str:
    """Write digits alone, for a table that names its unit: as printed in Chinese, in yuan in English."""
    return group_digits(without_sign_of_zero(amount.value) if lang == "zh" else amount.to_base_unit())


def format_for_prose(amount: Amount, lang: Language) -> str:
    """Like `format_readable`, but in English a count has no unit, since the sentence names it: `10人` / `10`."""
    if lang == "en" and not amount.is_money and amount.unit not in _UNITS_OF_PROSE:
        return f"{amount.value:f}" if amount.unit == "年" else group_digits(without_sign_of_zero(amount.value))
    return format_readable(amount, lang)


def format_for_column(amount: Amount, lang: Language) -> str:
    """Like `format_readable`, but in 万元 or yuan whatever its size, so that the amounts of a column compare by their length."""
    if not amount.is_money:
        return format_readable(amount, lang)
    if lang == "zh":
        return f"{group_digits(without_sign_of_zero(_ten_thousands(amount)))}万元"
    return format_exact(amount, lang)


@_cache_by_digits
def format_exact(amount: Amount, lang: Language) -> str:
    """Write money to the last yuan: `10,584,100元` / `10,584,100 yuan`."""
    if not amount.is_money:
        return format_readable(amount, lang)
    return f"{group_digits(amount.to_base_unit())}{'元' if lang == 'zh' else ' yuan'}"


def split_unit(text: str) -> tuple[str, str, str]:
    """Split a written amount into digits, separator and unit: `10.58`, ` `, `million yuan`.

    Text without digits, or without a unit, is returned whole with two empty strings.
    """
    unit = text.lstrip(f"0123456789,.-{MINUS}")
    digits = text.removesuffix(unit)
    return (digits, " " if unit[0] == " " else "", unit.strip()) if digits and unit else (text, "", "")


def _format_count(amount: Amount, lang: Language) -> str:
    digits = group_digits(without_sign_of_zero(amount.value))
    if lang == "zh":
        return f"{digits}{amount.unit}"
    one, many = _ENGLISH_UNITS.get(amount.unit, ("", ""))
    return f"{digits} {one if amount.value == 1 else many}".strip()


def _in_words(amount: Amount, lang: Language) -> tuple[Decimal, str]:
    """Money converted exactly to the unit that readers of the language count in, with that unit as written."""
    return _chinese_money(amount) if lang == "zh" else _english_money(amount)


def _chinese_money(amount: Amount) -> tuple[Decimal, str]:
    """Money in 亿元 from a hundred million yuan on, in 元 below ten thousand if printed in 元, otherwise in 万元."""
    size = abs(amount.to_unit("元").value)
    if size >= _HUNDRED_MILLION:
        unit = "亿元"
    elif amount.unit == "元" and size < _TEN_THOUSAND:
        unit = "元"
    else:
        unit = "万元"
    value = amount.to_unit(unit).value
    return value if unit == amount.unit else without_trailing_zeros(value), unit


def _ten_thousands(amount: Amount) -> Decimal:
    """Money in 万元, as printed where it is printed so."""
    return amount.value if amount.unit == "万元" else without_trailing_zeros(amount.to_unit("万元").value)


def _english_money(amount: Amount) -> tuple[Decimal, str]:
    yuan = amount.to_unit("元").value
    if abs(yuan) >= _MILLION:
        return without_trailing_zeros(shift_decimal_point(yuan, -6)), " million yuan"
    return without_trailing_zeros(yuan), " yuan"
