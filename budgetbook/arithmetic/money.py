"""Amounts: a number with its unit, exact conversion, and one rounding rule.

Computed values (percentages) are rounded half up, as published Chinese figures are; nothing printed is ever rounded again.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from decimal import ROUND_HALF_UP, Context, Decimal

from budgetbook.content.units import Unit

# Wide enough that nothing is ever rounded: a document prints no number of sixty digits.
_EXACT = Context(prec=60)
_ZERO = Decimal(0)

_COUNTS = frozenset(("people", "things", "equipment", "occasions"))
"""Kinds of units that convert into each other freely: 2家 and 2个 are the same count."""


@dataclass(frozen=True, slots=True)
class Amount:
    """A number with its unit. The scale of `value` is the scale as printed: 37.50 keeps its zero."""

    value: Decimal
    unit: Unit
    step: Decimal | None = field(default=None, compare=False, repr=False)
    """What one unit in the last place is worth, where the habits of the printed page tell it rather than the digits."""

    @property
    def rounding_step(self) -> Decimal:
        """What one unit in the last place is worth: 0.01 for 37.42, and for 37.5 if its section drops zeros."""
        return Decimal(1).scaleb(-count_places(self.value)) if self.step is None else self.step

    @property
    def slack(self) -> Decimal:
        """How far the number may be from the one it was rounded from, in its unit. A printed 0 and a count are exact."""
        return self.rounding_step / 2 if self.value and self.is_money else _ZERO

    @property
    def is_money(self) -> bool:
        """True for an amount in a currency."""
        return self.unit.kind == "money"

    def to_unit(self, unit: Unit) -> Amount:
        """Convert exactly to a unit of the same currency; a count keeps its number. Raises ValueError for any other pair.

        Zeros that only the other unit needed are dropped: 29,381 万元 is not more precise for having been 293,810,000.00 元.
        `rounding_step` still tells the precision.
        """
        if unit == self.unit:
            return self
        if unit.kind in _COUNTS and self.unit.kind in _COUNTS:
            return Amount(self.value, unit)
        if not self.is_money or unit.currency != self.unit.currency:
            raise ValueError(f"{self.unit} is not {unit}")
        places = self.unit.exponent - unit.exponent
        value = shift_decimal_point(self.value, places)
        shown_value = without_trailing_zeros(value) if places < 0 else value
        return Amount(shown_value, unit, shift_decimal_point(self.rounding_step, places))

    def to_base_unit(self) -> Decimal:
        """Value in the unit of its currency, persons, square metres and so on, without an exponent or trailing zeros."""
        return without_trailing_zeros(shift_decimal_point(self.value, self.unit.exponent))


def shift_decimal_point(value: Decimal, places: int) -> Decimal:
    """`value` times 10 to the power of `places`, exactly and never in exponent form."""
    shifted_value = value.scaleb(places, _EXACT)
    return _EXACT.add(shifted_value, _ZERO) if places > 0 else shifted_value


def without_trailing_zeros(value: Decimal) -> Decimal:
    """The same number without trailing zeros after the point and without an exponent."""
    return _EXACT.add(value.normalize(_EXACT), _ZERO)


def round_half_up(value: Decimal, places: int) -> Decimal:
    """Round half away from zero. This is the only rounding in the program, and only for values that we compute."""
    return without_sign_of_zero(value.quantize(Decimal(1).scaleb(-places), ROUND_HALF_UP, _EXACT))


def without_sign_of_zero(value: Decimal) -> Decimal:
    """Drop the sign of a negative zero, printed as `-0.00` or left by rounding."""
    return value or value.copy_abs()


def percent_of(part: Decimal, whole: Decimal, places: int = 1) -> Decimal:
    """`part` in `whole` as a percentage, rounded half up to `places`. Raises ZeroDivisionError for a whole of 0."""
    if whole == 0:
        raise ZeroDivisionError("a share of nothing")
    return round_half_up(_EXACT.divide(_EXACT.multiply(part, 100), whole), places)


def count_places(value: Decimal) -> int:
    """Number of digits after the decimal point."""
    return max(0, -int(value.as_tuple().exponent))
