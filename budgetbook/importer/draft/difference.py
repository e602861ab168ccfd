"""A file that people have worked on and a new draft of it in; where their numbers differ out. Nothing is written."""

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
    """One field that is not the same in both."""

    path: str
    old: str
    """In the file; empty where it has no such field."""
    new: str
    """In the new draft; empty where the document was not found to say it."""
    place: str


def find_differences(file: Path, new: Fields) -> list[DraftDifference]:
    """Every number of the two that differs. Raises ValueError where the file cannot be read."""
    yaml_file, _ = reader.read(file.as_posix(), file.read_bytes())
    if yaml_file is None:
        raise ValueError(file)
    old_leaves, new_leaves = dict(_leaves(yaml_file.data, "", "")), dict(_leaves(new, "", ""))
    differences = []
    for path in dict.fromkeys((*new_leaves, *old_leaves)):
        old, fresh = old_leaves.get(path), new_leaves.get(path)
        if (old[0] if old else "") != (fresh[0] if fresh else ""):
            place = (fresh or old or ("", ""))[1]
            differences.append(DraftDifference(path, old[0] if old else "", fresh[0] if fresh else "", place))
    return differences


def _leaves(value: Any, path: str, place: str) -> Iterator[tuple[str, tuple[str, str]]]:
    """The numbers of the figures, projects and tables: path -> (value, place). Projects go by their amount's place."""
    if not path:
        for part in ("figures", "projects", "breakdowns"):
            yield from _leaves(value.get(part, {}), part, "")
        return
    if isinstance(value, dict):
        here = str(value.get("at", place))
        for key, item in value.items():
            name = here if path == "projects" and isinstance(item, dict) else key
            step = str(item.get("at", name)) if path == "projects" and isinstance(item, dict) else str(key)
            if isinstance(item, dict | list) and key not in ("sic", "columns"):
                yield from _leaves(item, f"{path}.{step}", here)
            elif key in _NUMBERS and not isinstance(item, dict | list):
                yield f"{path}.{key}", (str(item), here)
    elif isinstance(value, list):
        yield from _items(value, path, place)


def _items(items: list[Any], path: str, place: str) -> Iterator[tuple[str, tuple[str, str]]]:
    """Readings and rows by what they are of; cells by number."""
    for index, item in enumerate(items, 1):
        if isinstance(item, dict):
            name = item.get("code") or item.get("name") or f"{item.get('at', '')} {index}"
            yield from _leaves(item, f"{path}.{name}", place)
        elif path.rsplit(".", 1)[-1] in ("values", "total"):
            yield f"{path}.{index}", (str(item), place)
