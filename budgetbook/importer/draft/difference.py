"""Compares a statement that people have worked on with a new draft of it, number by number. Writes nothing."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from budgetbook.content.yaml import reader
from budgetbook.importer.draft.entries import Fields

_NUMBERS = ("amount", "prior", "budget", "adjusted", "change", "percent", "share", "direction", "unit", "values", "total")


@dataclass(frozen=True, slots=True)
class DraftDifference:
    """One field in which the two differ."""

    path: str
    old: str
    """The value in the file; empty if it has no such field."""
    new: str
    """The value in the draft; empty if it was not found in the document."""
    place: str


def find_differences(file: Path, new: Fields) -> list[DraftDifference]:
    """Every number in which file and draft differ. Raises ValueError if the file cannot be read."""
    yaml_file, _ = reader.read(file.as_posix(), file.read_bytes())
    if yaml_file is None:
        raise ValueError(file)
    old_leaves, new_leaves = dict(_leaves(yaml_file.data, "", "")), dict(_leaves(new, "", ""))
    differences = []
    for path in dict.fromkeys((*new_leaves, *old_leaves)):
        old_value, old_place = old_leaves.get(path, ("", ""))
        new_value, new_place = new_leaves.get(path, ("", old_place))
        if old_value != new_value:
            differences.append(DraftDifference(path, old_value, new_value, new_place))
    return differences


def _leaves(value: Any, path: str, place: str) -> Iterator[tuple[str, tuple[str, str]]]:
    """Yield path -> (value, place) of the numbers of figures, projects and tables. A project is known by its place."""
    if not path:
        for part in ("figures", "projects", "breakdowns"):
            yield from _leaves(value.get(part, {}), part, "")
        return
    if isinstance(value, dict):
        here = str(value.get("at", place))
        elsewhere = value.get("elsewhere", {})
        for key, item in value.items():
            name = here if path == "projects" and isinstance(item, dict) else key
            step = str(item.get("at", name)) if path == "projects" and isinstance(item, dict) else str(key)
            if isinstance(item, dict | list) and key not in ("sic", "columns", "elsewhere"):
                inner = {**item, "elsewhere": elsewhere} if key == "printed" and isinstance(item, dict) else item
                yield from _leaves(inner, f"{path}.{step}", here)
            elif key in _NUMBERS and not isinstance(item, dict | list):
                yield f"{path}.{key}", (str(item), str(elsewhere.get(key, here)))
    elif isinstance(value, list):
        yield from _items(value, path, place)


def _items(items: list[Any], path: str, place: str) -> Iterator[tuple[str, tuple[str, str]]]:
    """Yield the numbers of a list: readings and rows by their name, cells by their number."""
    for index, item in enumerate(items, 1):
        if isinstance(item, dict):
            name = item.get("code") or item.get("name") or f"{item.get('at', '')} {index}"
            yield from _leaves(item, f"{path}.{name}", place)
        elif path.rsplit(".", 1)[-1] in ("values", "total"):
            yield f"{path}.{index}", (str(item), place)
