"""The one unit in which the amounts of a column, a row of tiles or a tree are written, so that they compare at a glance."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from budgetbook.arithmetic.amount_format import format_readable, rounded_for_display
from budgetbook.arithmetic.amount_style import AmountStyle
from budgetbook.arithmetic.money import Amount, count_places, round_half_up, shift_decimal_point
from budgetbook.content.number_form import AmountScale
from budgetbook.content.units import Unit


@dataclass(frozen=True, slots=True)
class ColumnUnit:
    """One money unit for all amounts of a column, a row of tiles or a tree, with equal decimals, so that they compare at a
    glance."""

    scale: AmountScale
    money: Unit
    """What the amounts are printed in: its currency is that of the column."""
    decimals: int
    style: AmountStyle

    @property
    def exponent(self) -> int:
        """Power of ten of the unit in that of its currency."""
        return self.scale.power

    @property
    def unit(self) -> str:
        """As written over a column: `万元`, `million yuan`, `£ million`."""
        return self.style.name_size(self.scale, self.money)

    def write(self, amount: Amount) -> str:
        """Write the digits of an amount, rounded half up; one that would round to 0 is `<0.01`."""
        value = shift_decimal_point(amount.to_base_unit(), -self.exponent)
        shown_value = round_half_up(value, self.decimals)
        if value and not shown_value:
            return f"{'>' + self.style.numbers.minus if value < 0 else '<'}{self.style.digits(Decimal(1).scaleb(-self.decimals))}"
        return self.style.digits(shown_value) if value else "0"

    def write_or_read(self, amount: Amount) -> str:
        """Write money in this unit, `10.58 million yuan`, `1,058.4万元`; anything else as `format_readable` does.

        Money far below the unit, of which that would leave one digit or none, is written in a smaller one: `23,900 yuan`,
        `0 yuan`.
        """
        if not amount.is_money:
            return format_readable(amount, self.style)
        if self.exponent and abs(amount.to_base_unit()) < Decimal(10) ** (self.exponent - 1):
            return rounded_for_display(amount, self.style)
        return self.style.put_together(self.write(amount), self._suffix(amount), self.money)

    def _suffix(self, amount: Amount) -> str:
        value = round_half_up(shift_decimal_point(amount.to_base_unit(), -self.exponent), self.decimals)
        return self.style.suffix(self.scale, self.money, value if self.exponent else None)

    def write_change(self, change: Amount) -> str:
        """Write a change with its sign: `+43.13`, `−7.53`, `0`."""
        if not change.value:
            return "0"
        digits = self.write(Amount(abs(change.value), change.unit))
        return f"{self.style.numbers.minus if change.value < 0 else '+'}{digits}"


def choose_column_unit(amounts: Sequence[Amount], style: AmountStyle) -> ColumnUnit:
    """Choose the unit of a column from its largest amount, and as many decimals as leave that about four digits, but no more than
    some amount is printed with: 5,534 万元 never becomes 5,534.0.

    万元 is kept up to ten thousand million yuan: in 亿元 the small lines of a large budget would all be `<0.01`.
    """
    money = [amount for amount in amounts if amount.is_money]
    unit = money[0].unit if money else Unit("")
    largest = max((abs(amount.to_base_unit()) for amount in money), default=Decimal(0))
    for scale in style.scales:
        if scale.columns_from is not None and largest >= Decimal(10) ** scale.columns_from:
            digits_before_point = len(str(int(shift_decimal_point(largest, -scale.power))))
            printed_decimals = max(_count_decimals(amount, scale) for amount in money)
            return ColumnUnit(scale, unit, max(0, min(2, 5 - digits_before_point, printed_decimals)), style)
    digits = unit.currency.digits if unit.currency else 2
    return ColumnUnit(style.scales[-1], unit, 0 if all(map(_is_whole, amounts)) else digits, style)


def _count_decimals(amount: Amount, scale: AmountScale) -> int:
    """Decimals that an amount has in a unit, as precise as it is printed."""
    return count_places(shift_decimal_point(amount.rounding_step, amount.unit.exponent - scale.power))


def _is_whole(amount: Amount) -> bool:
    value = amount.to_base_unit()
    return value == value.to_integral_value()
