"""The units that a figure can have: the one list that content, arithmetic and the importer read."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import Literal

UnitKind = Literal["money", "people", "things", "equipment", "occasions", "area", "year", "percent", "score"]


@dataclass(frozen=True, slots=True)
class MeasureUnit:
    """One unit, by its Chinese name. A further one is a line here, and its spellings in `importer.yaml`."""

    name: str
    kind: UnitKind
    """What it counts. Units of people, and those of things, are measure words for the same: 2家 and 2个 are one count."""
    exponent: int = 0
    """The power of ten between a money unit and the yuan."""
    english: tuple[str, str] = ("", "")
    """What English calls it after a number, one and several; where that is empty, English has the bare number."""
    usual_for: str = ""
    """The measure of concepts whose figures have this unit where `concepts.yaml` names none."""


UNITS = (
    MeasureUnit("元", "money", 0, usual_for="money"),
    MeasureUnit("万元", "money", 4),
    MeasureUnit("亿元", "money", 8),
    MeasureUnit("人", "people", english=("person", "people"), usual_for="people"),
    MeasureUnit("名", "people", english=("post", "posts"), usual_for="posts"),
    MeasureUnit("个", "things", usual_for="count"),
    MeasureUnit("家", "things"),
    MeasureUnit("项", "things"),
    MeasureUnit("辆", "equipment", english=("vehicle", "vehicles")),
    MeasureUnit("台", "equipment", english=("unit", "units")),
    MeasureUnit("台（套）", "equipment", english=("set", "sets")),
    MeasureUnit("批次", "occasions"),
    MeasureUnit("人次", "occasions"),
    MeasureUnit("平方米", "area", english=("m²", "m²"), usual_for="area"),
    MeasureUnit("年", "year", usual_for="year"),
    MeasureUnit("%", "percent", english=("%", "%")),
    MeasureUnit("分", "score", english=("point", "points")),
)
"""In the order in which editors are offered them."""


@cache
def units_of(*kinds: UnitKind) -> tuple[str, ...]:
    """The names of the units of some kinds, in the order of the list."""
    return tuple(unit.name for unit in UNITS if unit.kind in kinds)


def same_count(first: str, second: str) -> bool:
    """True where two units are one, or two measure words for the same: 个, 家 and 项; 人 and 名; 台 for cars and machines."""
    is_machine = MACHINE in (first, second) and {first, second} <= set(units_of("equipment"))
    return first == second or is_machine or any({first, second} <= set(units_of(kind)) for kind in _MEASURE_WORDS)


_MEASURE_WORDS: tuple[UnitKind, ...] = ("people", "things")
MACHINE = "台"
MONEY = units_of("money")
FIGURE_UNITS = tuple(unit.name for unit in UNITS if unit.kind != "score")
"""Those that a figure of a statement can have: only a performance report is marked."""
DEFAULT_UNITS = {unit.usual_for: unit.name for unit in UNITS if unit.usual_for}
"""By the measure of a concept."""
