"""How one language writes amounts: its sizes of money, its numbers, its words for units."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal

from budgetbook.arithmetic.money import Amount, count_places, round_half_up, shift_decimal_point, without_trailing_zeros
from budgetbook.content.currency_sign import place_sign, stands_before
from budgetbook.content.number_form import AmountScale, NumberForm
from budgetbook.content.plural_rules import USUAL_PLURALS, Category, choose_category
from budgetbook.content.units import Forms, Unit

MINUS = "\N{MINUS SIGN}"


def write_digits(value: Decimal, numbers: NumberForm) -> str:
    """Write a number with its groups and a real minus sign, its scale unchanged: `1,058.41`, `−37.50`, `1.058,41`."""
    if (numbers.decimal, numbers.group, numbers.group_from) == (".", ",", 4):
        return f"{value:,f}".replace("-", numbers.minus)
    whole, point, decimals = f"{value.copy_abs():f}".partition(".")
    if len(whole) >= numbers.group_from:
        whole = f"{int(whole):,}".replace(",", numbers.group)
    sign = numbers.minus if value.is_signed() else ""
    return f"{sign}{whole}{numbers.decimal if point else ''}{decimals}"


@dataclass(frozen=True, eq=False)
class AmountStyle:
    """How one language writes amounts."""

    lang: str
    scales: tuple[AmountScale, ...]
    """From the largest to that of the currency's own unit."""
    is_printed: bool
    """True of the language in which the documents print: its readers know their units, and digits stay as they are printed."""
    space: str
    """What stands between a number and a word."""
    has_measure_words: bool = False
    """True where a count keeps its unit in a sentence: 编制20名."""
    numbers: NumberForm = field(default_factory=NumberForm)
    printed_numbers: NumberForm = field(default_factory=NumberForm)
    """How the language of the documents writes numbers: digits as printed stay so on every page."""
    plurals: Mapping[Category, str] = field(default_factory=lambda: USUAL_PLURALS)
    """Which numbers are of which plural category."""
    texts: dict[tuple[object, str, Unit], str] = field(default_factory=dict, repr=False)
    """What was written before: pages name the same few amounts again and again."""

    def digits(self, value: Decimal) -> str:
        """Write a number with its groups and a real minus sign, its scale unchanged: `1,058.41`, `−37.50`."""
        return write_digits(value, self.numbers)

    def scale_of(self, amount: Amount) -> AmountScale:
        """The size in which an amount of money is written alone."""
        size = abs(amount.to_base_unit())
        for scale in self.scales:
            is_kept = scale.keeps and amount.unit.exponent >= scale.power
            if is_kept or (scale.start is not None and size >= Decimal(10) ** scale.start):
                return scale
        return self.scales[-1]

    def smaller_scale(self, scale: AmountScale) -> AmountScale:
        """The next smaller size in which an amount may be written alone."""
        smaller = [each for each in self.scales if each.power < scale.power and each.start is not None]
        return smaller[0] if smaller else self.scales[-1]

    def row_scale(self, largest: Decimal) -> AmountScale:
        """The size of a row of amounts of which this is the largest."""
        return next((each for each in self.scales if each.rows and largest >= Decimal(10) ** each.power), self.scales[-1])

    @property
    def list_scale(self) -> AmountScale:
        """The size of a long list."""
        return next((each for each in self.scales if each.lists), self.scales[-1])

    def value_in(self, amount: Amount, scale: AmountScale) -> Decimal:
        """Money in a size; as printed where it is printed in it for these readers."""
        return amount.value if self.is_as_printed(amount, scale) else self.exact_value_in(amount, scale)

    def exact_value_in(self, amount: Amount, scale: AmountScale) -> Decimal:
        """Money in a size, without the zeros at its end that say nothing."""
        value = without_trailing_zeros(shift_decimal_point(amount.value, amount.unit.exponent - scale.power))
        currency = amount.unit.currency
        is_padded = currency is not None and currency.pads and not scale.power and 0 < count_places(value) < currency.digits
        return round_half_up(value, currency.digits) if currency and is_padded else value

    def is_as_printed(self, amount: Amount, scale: AmountScale) -> bool:
        """True if a size is the one in which the document prints the amount for readers of this language."""
        return self.is_printed and amount.unit.exponent == scale.power

    def write_money(self, value: Decimal, scale: AmountScale, unit: Unit) -> str:
        """Put a number and the unit of its money together as the language does: `1.2 million yuan`, `120万元`, `$1.2 million`."""
        return self.put_together(self.digits(value), self.suffix(scale, unit, value), unit)

    def write_of_hundred(self, value: Decimal, unit: Unit) -> str:
        """Some of a hundred of a currency: `23 yuan`, `23元`, `£23`."""
        return self.write_money(value, self.scales[-1], unit)

    def write_of_hundred_in_passing(self, value: Decimal, unit: Unit) -> str:
        """The same in a sentence that has named the currency: `23`, `23元`; a sign stays with its number, `£23`."""
        is_whole = self.has_measure_words or self.sign_of(unit)
        return self.write_of_hundred(value, unit) if is_whole else self.digits(value)

    def put_together(self, digits: str, suffix: str, unit: Unit) -> str:
        """Put written digits and what follows them together, and a sign where it belongs: `<£0.01`, `−$340`, `340 €`."""
        sign = self.sign_of(unit)
        if not sign:
            return f"{digits}{suffix}"
        number = digits.lstrip("<>")
        return f"{digits[: len(digits) - len(number)]}{place_sign(sign, number + suffix, self.numbers.money, self.numbers.minus)}"

    def sign_of(self, unit: Unit) -> str:
        """The sign of the currency of some money; empty where readers call it by a word, which follows the number."""
        currency = unit.currency
        return currency.unit if currency and currency.is_sign and not currency.words.get(self.lang) else ""

    def suffix(self, scale: AmountScale, unit: Unit, value: Decimal | None = None) -> str:
        """What follows the digits of money: ` million yuan`, `万元`; without its sign, if the currency has one: ` million`."""
        form = self._choose_form(scale.suffix, value)
        if self.sign_of(unit):
            return form.replace(" {currency}", "").replace("{currency}", "")
        return form.replace("{currency}", self.currency_word(unit, value if scale.power == 0 else None))

    def name_size(self, scale: AmountScale, unit: Unit) -> str:
        """A size of money that stands alone, over a column: `million yuan`, `万元`, `£ million`."""
        form = Decimal(100) if scale.power else None  # of many, as over a column: milionów, not the miliona of a fraction
        suffix, sign = self.suffix(scale, unit, form).strip(), self.sign_of(unit)
        if not sign or not suffix:
            return sign or suffix
        return f"{sign} {suffix}" if stands_before(self.numbers.money) else place_sign(sign, suffix, self.numbers.money, "")

    def currency_word(self, unit: Unit, value: Decimal | None = None) -> str:
        """What readers call the currency of a unit after a number: `yuan`, `元`."""
        if unit.currency is None:
            return str(unit)
        return self._choose_form(unit.currency.words.get(self.lang, {}), value) or unit.currency.unit

    def name_of(self, unit: Unit) -> str:
        """What readers call a unit that stands alone: `ten thousand yuan (万元)`, `万元`."""
        return self.unit_word(unit) or (self.currency_word(unit) if not unit.exponent else str(unit))

    def unit_word(self, unit: Unit, value: Decimal | None = None) -> str:
        """What readers call a unit after a number; empty where they have no word for it and do not know that of the documents."""
        return self._choose_form(unit.words.get(self.lang, {}), value) or (str(unit) if self.is_printed else "")

    def _choose_form(self, forms: Forms, value: Decimal | None) -> str:
        """The form after a number, by plural category; where a word has none for it, the usual one."""
        category = "other" if value is None or len(forms) < 2 else choose_category(value, self.plurals)
        return forms.get(category, forms.get("other", ""))
