"""Fields that name a unit of the country: a text in the file, the unit itself in the record."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Annotated, Any

from pydantic import PlainValidator, ValidationInfo, WithJsonSchema
from pydantic_core import PydanticKnownError

from budgetbook.content.fields import fault
from budgetbook.content.units import Unit, Units


def units_of(info: ValidationInfo) -> Units | None:
    """The units of the country that a record is read for; None if nobody knows the country."""
    return info.context.units if info.context else None


def _read_with(choose: Callable[[Units], Iterable[Unit]]) -> PlainValidator:
    def read(text: Any, info: ValidationInfo) -> Unit:
        if isinstance(text, Unit):
            return text
        if not isinstance(text, str):
            raise fault("expected-string")
        units = units_of(info)
        if units is None:
            return Unit(text)
        choice = {str(unit): unit for unit in choose(units)}
        if text not in choice:
            raise PydanticKnownError("literal_error", {"expected": ", ".join(f"'{name}'" for name in choice)})
        return choice[text]

    return PlainValidator(read)


def _figure_units(units: Units) -> Iterable[Unit]:
    """Those that a figure of a statement can have: only a performance report is marked."""
    return (unit for unit in units.values() if unit.kind != "score")


_NAME = WithJsonSchema({"type": "string", "minLength": 1})
MoneyUnit = Annotated[Unit, _read_with(lambda units: units.money), _NAME]
FigureUnit = Annotated[Unit, _read_with(_figure_units), _NAME]


def _read_count_unit(text: Any, info: ValidationInfo) -> Unit:
    """The unit of a count; where the file names none, the usual one."""
    units = units_of(info)
    if text == "" and units is not None:
        return units.usual_for("count")
    return _READ_FIGURE_UNIT(text, info)


_READ_FIGURE_UNIT: Callable[[Any, ValidationInfo], Unit] = _read_with(_figure_units).func  # type: ignore[assignment]
CountUnit = Annotated[Unit, PlainValidator(_read_count_unit), _NAME]


def no_unit() -> Unit:
    """What stands for the unit of a count where the file names none, until it is read."""
    return Unit("")
