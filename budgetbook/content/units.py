"""The units of a country's figures, and its currencies: money is added to and compared with money of its currency alone."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from functools import cached_property
from typing import Literal

UnitKind = Literal["money", "people", "things", "equipment", "occasions", "area", "year", "percent", "score", "unknown"]
Forms = Mapping[str, str]
"""What a unit is called after a number, by plural category: one person, other people."""


@dataclass(frozen=True, slots=True)
class Currency:
    """A currency, by its ISO 4217 code."""

    code: str
    unit: str
    """What documents call its unit: 元, €."""
    digits: int = 2
    """Digits after the point that its smallest coin needs."""
    words: Mapping[str, Forms] = field(default_factory=dict, compare=False)
    """By language: what it is called after a number."""
    pads: bool = False
    """True where an amount with a fraction of the unit has all of these digits: 1,234.50 euros."""
    working_step: Decimal = Decimal(0)
    """What amounts that are printed in its unit may have been rounded to before a percentage was worked out from them."""
    is_sign: bool = False
    """True if its unit is a sign, which each language puts where it puts such signs: $, £, €; a word, 元, follows its number."""


class Unit(str):  # noqa: SLOT000 - a str with slots cannot have attributes
    """A unit, by the name that documents print; it knows what it counts. Within one content no two units share a name."""

    kind: UnitKind
    """What it counts. Units of people, and those of things, are measure words for the same: 2家 and 2个 are one count."""
    exponent: int
    """The power of ten between a unit of money and the unit of its currency."""
    currency: Currency | None
    words: Mapping[str, Forms]
    """By language: what it is called after a number, where readers do not see what documents print."""

    def __new__(
        cls,
        name: str,
        kind: UnitKind = "unknown",
        exponent: int = 0,
        currency: Currency | None = None,
        words: Mapping[str, Forms] | None = None,
    ) -> Unit:
        """Make a unit; its name is all that two units are compared by."""
        unit = super().__new__(cls, name)
        unit.kind, unit.exponent, unit.currency, unit.words = kind, exponent, currency, words or {}
        return unit

    def __getnewargs__(self) -> tuple[object, ...]:  # type: ignore[override]
        """What a copy of it in another process is made from."""
        return str(self), self.kind, self.exponent, self.currency, self.words

    @property
    def base(self) -> Unit:
        """The unit of its currency; of what is no money, itself."""
        return Unit(self.currency.unit, "money", 0, self.currency) if self.currency and self.exponent else self

    @property
    def sign(self) -> str:
        """The sign of its currency, if its name is that sign; empty for words and for larger units."""
        return str(self) if self.currency and self.currency.is_sign and not self.exponent else ""

    @property
    def word_in_data(self) -> str:
        """What data files call the unit of its currency: by its English name, else by its code."""
        return self.currency.words.get("en", {}).get("other", self.currency.code) if self.currency else str(self)

    @property
    def currency_code(self) -> str:
        """The code of its currency; empty for what is no money."""
        return self.currency.code if self.currency else ""


PERCENT = Unit("%", "percent")
_MEASURE_WORDS = ("people", "things")
"""Kinds whose units are measure words for the same."""
_MEASURE_KINDS: Mapping[str, UnitKind] = {
    "money": "money", "people": "people", "posts": "people", "count": "things", "area": "area", "year": "year",
    "score": "score",
}  # fmt: skip
"""What the figures of a concept are counted in, by what they measure."""


def is_same_count(first: Unit, second: Unit) -> bool:
    """True where two units are one, or two measure words for the same: 个, 家 and 项; 人 and 名."""
    return first == second or (first.kind == second.kind and first.kind in _MEASURE_WORDS)


class Units(Mapping[str, Unit]):
    """The units of a country by name, in the order in which editors are offered them."""

    def __init__(self, units: Iterable[Unit], usual: Mapping[str, str] | None = None) -> None:
        self._units = {str(unit): unit for unit in units}
        self._usual = {measure: self._units[name] for measure, name in (usual or {}).items()}

    def __getitem__(self, name: str) -> Unit:
        return self._units[name]

    def __iter__(self) -> Iterator[str]:
        return iter(self._units)

    def __len__(self) -> int:
        return len(self._units)

    def __eq__(self, other: object) -> bool:
        """One list is itself alone: two units of one name may differ in all else."""
        return self is other

    __hash__ = object.__hash__

    def of_kinds(self, *kinds: UnitKind) -> tuple[Unit, ...]:
        """The units of some kinds, in the order of the list."""
        return tuple(unit for unit in self._units.values() if unit.kind in kinds)

    @cached_property
    def money(self) -> tuple[Unit, ...]:
        """Those of money, of every currency."""
        return self.of_kinds("money")

    def usual_for(self, measure: str) -> Unit:
        """The unit of figures of a measure (`money`, `people`, …) where nothing names one: the first of its kind."""
        if unit := self._usual.get(measure):
            return unit
        kind = _MEASURE_KINDS.get(measure, "things")
        return next(iter(self.of_kinds(kind)), Unit("", kind))


NO_UNITS = Units(())
