"""The units of Chinese documents, by which their sentences are read."""

from __future__ import annotations

from decimal import Decimal

from budgetbook.content.units import Currency, Unit, UnitKind, Units, is_same_count

YUAN = Currency("CNY", "元", words={"en": {"other": "yuan"}}, working_step=Decimal(100))
_KINDS: tuple[tuple[UnitKind, tuple[str, ...]], ...] = (
    ("people", ("人", "名")),
    ("things", ("个", "家", "项")),
    ("equipment", ("辆", "台", "台（套）")),
    ("occasions", ("批次", "人次")),
    ("area", ("平方米",)),
    ("year", ("年",)),
    ("percent", ("%",)),
    ("score", ("分",)),
)
_UNITS = {
    **{name: Unit(name, "money", exponent, YUAN) for name, exponent in (("元", 0), ("万元", 4), ("亿元", 8))},
    **{name: Unit(name, kind) for kind, names in _KINDS for name in names},
}
MONEY = tuple(name for name, unit in _UNITS.items() if unit.kind == "money")
CODE_LEVELS = {"functional": (3, 5, 7), "economic": (3, 5)}
"""How many digits the codes of 类, 款 and 项 have."""
MACHINE = "台"
FIGURE_UNITS = tuple(name for name, unit in _UNITS.items() if unit.kind != "score")
"""Those that a figure of a statement can have: only a performance report is marked."""


CHINESE_UNITS = Units(_UNITS.values(), {"posts": "名"})


def read_unit(name: str) -> Unit:
    """The unit of this name; of unknown kind if Chinese documents have none."""
    return _UNITS.get(name) or Unit(name)


def units_of(*kinds: UnitKind) -> tuple[str, ...]:
    """The names of the units of some kinds."""
    return tuple(name for name, unit in _UNITS.items() if unit.kind in kinds)


def same_count(first: str, second: str) -> bool:
    """True where two units are one, or two measure words for the same: 个, 家 and 项; 人 and 名; 台 for cars and machines."""
    is_machine = MACHINE in (first, second) and {first, second} <= set(units_of("equipment"))
    return is_machine or is_same_count(read_unit(first), read_unit(second))
