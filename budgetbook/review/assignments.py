"""Edits of a statement by which a person says what a number of the document is: of which figure and role, or no figure at all.

Each returns the new text of the file. A number that was typed elsewhere is taken from there first, so it is never typed twice.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from budgetbook.content.figure import PrintedChange
from budgetbook.content.yaml.ambiguity import is_ambiguous
from budgetbook.content.yaml.edits import EditError, YamlText
from budgetbook.content.yaml.reader import Path
from budgetbook.importer.draft.yaml_writer import format_flow, format_scalar

_FIGURE_ROLES = ("amount", "prior", "budget", "adjusted", "change", "percent", "share", "completion")
_LISTS = ("aside", "undecided")


class ActError(Exception):
    """What was asked for cannot be done; `key` names the sentence that says why and what to do."""

    def __init__(self, key: str, **fields: str) -> None:
        super().__init__(key)
        self.key, self.fields = key, fields


@dataclass(frozen=True, slots=True)
class PlacedNumber:
    """A number, where it is printed, and where the statement has it so far."""

    digits: str
    place: str
    paths: tuple[Path, ...] = ()
    unit: str = ""
    """The unit printed with it, where it is not the one that the figure would have."""
    direction: str = ""
    """For a change: the word printed with it, `increase` or `decrease`."""


def set_aside(text: YamlText, number: PlacedNumber) -> YamlText:
    """Say that a number is no figure: it goes to `aside` of its place."""
    text = _take_away(text, number)
    return _add_to_list(text, number.place, "aside", number.digits.removeprefix("-"))


def assign(text: YamlText, number: PlacedNumber, target: Path, role: str) -> YamlText:
    """Say that a number is this role of the figure, or of the table's line, at `target`."""
    text = _take_away(text, number)
    if target not in text.nodes:
        return _add_figure(text, number, target, role)
    figure = _get(text.data, target)
    if _get_role(figure, role) is not None:
        if role != "amount" or "lines" in target:
            raise ActError("role-taken", role=role, digits=str(_get_role(figure, role)))
        return _add_reading(text, number, target, figure)
    if number.unit and role in ("amount", "prior", "budget", "adjusted") and number.unit != figure.get("unit", ""):
        raise ActError("other-unit", unit=number.unit)
    return _add_role(text, number, target, role, figure)


def _add_figure(text: YamlText, number: PlacedNumber, target: Path, role: str) -> YamlText:
    figure: dict[str, Any] = {}
    if role != "amount":
        figure["state"] = "not-printed"
    figure |= _build_role(number, role)
    if number.unit and role != "change":
        figure["unit"] = number.unit
    figure["at"] = number.place
    name = format_scalar(target[-1], is_text=True)
    lines = [f"{name}:", *(f"  {key}: {format_flow(value, key)}" for key, value in figure.items())]
    parent = target[:-1]
    if parent not in text.nodes:
        head = [f"{parent[-1]}:", *(f"  {line}" for line in lines)]
        return text.add_entry(parent, head, {str(target[-1]): figure}, follower_key="tables" if parent == ("figures",) else "")
    return text.add_entry(target, lines, figure)


def _build_role(number: PlacedNumber, role: str) -> dict[str, Any]:
    if role not in PrintedChange.model_fields:
        return {role: number.digits}
    direction = {"direction": number.direction} if number.direction else {}
    return {"printed": {**direction, role: number.digits.removeprefix("-")}}


def _add_role(text: YamlText, number: PlacedNumber, target: Path, role: str, figure: dict[str, Any]) -> YamlText:
    if role == "amount" and figure.get("state") in ("not-printed", "nil"):
        text = text.remove((*target, "state"))
    ((key, value),) = _build_role(number, role).items()
    if key == "printed" and "printed" in figure:
        text = _add_field(text, (*target, "printed", role), number.digits.removeprefix("-"))
    else:
        text = _add_field(text, (*target, key), value, follower_key="at")
    if figure.get("at") == number.place or role == "amount":
        return text
    if "elsewhere" in figure:
        return _add_field(text, (*target, "elsewhere", role), number.place)
    return _add_field(text, (*target, "elsewhere"), {role: number.place})


def _add_reading(text: YamlText, number: PlacedNumber, target: Path, figure: dict[str, Any]) -> YamlText:
    """The figure has an amount already: the number is the same once more, in another place or unit."""
    reading = {"amount": number.digits}
    if number.unit and number.unit != figure.get("unit", ""):
        reading["unit"] = number.unit
    reading["at"] = number.place
    path = (*target, "readings")
    if path in text.nodes:
        return text.add_item(path, [format_flow(reading)], reading)
    return _add_field(text, path, [reading])


def _add_field(text: YamlText, path: Path, value: Any, *, follower_key: str = "") -> YamlText:
    key = str(path[-1])
    line = f"{format_scalar(key, is_text=True)}: {format_flow(value, key)}"
    return text.add_entry(path, [line], value, follower_key=follower_key)


def _add_to_list(text: YamlText, place: str, key: str, digits: str) -> YamlText:
    path: Path = ("places", place, key)
    written_digits = f'"{digits}"' if is_ambiguous(digits) else digits
    if path in text.nodes:
        return text.add_item(path, [written_digits], digits)
    return text.add_entry(path, [f"{key}: [{written_digits}]"], [digits])


def _take_away(text: YamlText, number: PlacedNumber) -> YamlText:
    """Take a number from every field that has it. Items of lists are taken from the end, so that the others keep theirs."""
    for path in sorted(number.paths, key=lambda each: [str(step).zfill(9) for step in each], reverse=True):
        text = _take_from(text, path)
    return text


def _take_from(text: YamlText, path: Path) -> YamlText:
    section = path[0]
    if section == "places":
        return _remove_item(text, path)
    if section == "breakdowns" and path[2] in ("rows", "total"):
        if path[-1] == "code":
            raise ActError("code-of-a-row")
        return text.set_value(path, "blank", "blank")
    if section == "facts":
        return text.remove(path[:2])
    if section not in ("figures", "breakdowns"):
        raise ActError("by-hand", path=".".join(map(str, path)))
    depth = 2 if section == "figures" else 4
    target, tail = path[:depth], path[depth:]
    if tail[0] == "readings":
        return _remove_item(text, path[:-1])
    return _take_role(text, target, tail)


def _take_role(text: YamlText, target: Path, tail: Path) -> YamlText:
    figure, role = _get(text.data, target), str(tail[-1])
    if role == "amount" and figure.get("readings"):
        return _promote_reading(text, target, figure)
    if not _says_more(figure, role):
        return _remove_or_parent(text, target)
    if role == "amount":  # what remains is said of a sum that the document does not print
        text = text.remove((*target, "amount"))
        text = _add_field(text, (*target, "state"), "not-printed", follower_key="at")
    else:
        text = _remove_or_parent(text, (*target, *tail))
    if role in figure.get("elsewhere", {}):
        text = _remove_or_parent(text, (*target, "elsewhere", role))
    return text


def _promote_reading(text: YamlText, target: Path, figure: dict[str, Any]) -> YamlText:
    """The amount was not the figure's: the first of its other readings takes its place."""
    reading = figure["readings"][0]
    if reading.get("unit", "") != figure.get("unit", "") and reading.get("unit"):
        raise ActError("readings-first")
    text = text.set_value((*target, "amount"), str(reading["amount"]), str(reading["amount"]))
    text = text.set_value((*target, "at"), format_scalar(reading["at"], is_text=True), reading["at"])
    return _remove_item(text, (*target, "readings", 0))


def _says_more(figure: dict[str, Any], role: str) -> bool:
    """True if a figure still says something once one of its numbers is gone."""
    other_roles = [each for each in _FIGURE_ROLES if each != role and _get_role(figure, each) is not None]
    words = (figure.get("printed") or {}).keys() & {"direction", "year"}
    return bool(other_roles or words or figure.get("sic") or figure.get("note") or figure.get("reason"))


def _remove_item(text: YamlText, path: Path) -> YamlText:
    """Remove an item of a list, and the list with its last one."""
    items = _get(text.data, path[:-1])
    return text.remove(path) if len(items) > 1 else _remove_or_parent(text, path[:-1])


def _remove_or_parent(text: YamlText, path: Path) -> YamlText:
    """Remove an entry, and what holds it if nothing else is in there."""
    while len(path) > 1 and len(_get(text.data, path[:-1])) == 1:
        path = path[:-1]
    return text.remove(path)


def _get(data: Any, path: Path) -> Any:
    for step in path:
        data = data[step]
    return data


def _get_role(figure: dict[str, Any], role: str) -> Any:
    return (figure.get("printed") or {}).get(role) if role in PrintedChange.model_fields else figure.get(role)


def check_target(target: Path, role: str) -> None:
    """Refuse a target that is no figure, and a role that figures do not have."""
    is_figure = len(target) == 2 and target[0] == "figures"
    is_line = len(target) == 4 and target[0] == "breakdowns" and target[2] == "lines"
    if role not in _FIGURE_ROLES or not (is_figure or is_line):
        raise ActError("no-such-target")


__all__ = ["ActError", "EditError", "PlacedNumber", "assign", "check_target", "set_aside"]
