"""Leaves out of a draft what no statement can hold, so that one odd value does not cost the whole document."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from pydantic import ValidationError

from budgetbook.content.statement import StatementFile
from budgetbook.importer.draft import dry_run
from budgetbook.importer.draft.statement_draft import StatementDraft

_LONGEST = 40
"""Characters of a value that are shown."""

Path = tuple[int | str, ...]


def drop_unfit_entries(draft: StatementDraft) -> None:
    """Drop everything that no record can hold, and note it in the draft, which then asks for what every record needs."""
    while errors := _find_errors(draft):
        # From the last to the first, so that a row is dropped before the numbers of the rows above it change.
        paths = {_entry_of(path): (path, value) for path, value in reversed(errors)}
        dropped_paths: list[Path] = []
        for entry in sorted(paths, key=lambda one: [str(part).zfill(8) for part in one], reverse=True):
            if not any(entry[: len(whole)] == whole for whole in dropped_paths):
                # What cannot be left out alone takes along what it is a part of, at last all of its group.
                dropped_paths.append(next(part for part in _widen(entry) if _drop(draft, part)))
                path, value = paths[entry]
                draft.left_out.append(f"{'.'.join(map(str, path))}: {value}")


def _widen(entry: Path) -> Iterator[Path]:
    """Yield the path of an entry, then those of the parts of the draft that it is in, the smallest first."""
    return (entry[:length] for length in range(len(entry), 0, -1))


def _find_errors(draft: StatementDraft) -> list[tuple[Path, str]]:
    """The path and the value of everything that a record refuses."""
    try:
        StatementFile.model_validate(dry_run.fill_english(dry_run.build_data(draft)), context=dry_run.CONTEXT)
    except ValidationError as error:
        return [(each["loc"], str(each["input"])[:_LONGEST]) for each in error.errors(include_url=False)]
    return []


def _entry_of(path: Path) -> Path:
    """The path of the smallest part of a draft that can be left out."""
    if path[0] == "breakdowns" and len(path) > 3 and path[2] in ("rows", "lines"):
        return path[:4]
    if path[0] in ("breakdowns", "places") and len(path) > 2 and path[2] in ("total", "lines", "spots", "name", "aside"):
        return path[:3]
    return path[:2]


def _drop(draft: StatementDraft, entry: Path) -> bool:
    """Take one entry out of the draft; False if it is needed."""
    match entry:
        case ("figures" | "projects" | "tables" | "quotes" | "breakdowns" | "places" as group, str(name)):
            return _drop_key(getattr(draft, group), name)
        case ("breakdowns", str(name), "rows", int(index)):
            rows = draft.breakdowns[name]["rows"]
            del rows[index]
            return True
        case ("breakdowns", str(name), "lines", str(code)):
            return _drop_key(draft.lines.get(name, {}), code)
        case ("breakdowns", str(name), str(field)):
            return _drop_key(draft.breakdowns[name], field)
        case ("places", str(key), "name", *_):
            return _rename(draft, key)
        case ("places", str(key), str(field)):
            return _drop_key(draft.places[key], field)
        case ("source", str(field)):
            return _drop_key(draft.source, field)
        case ("figures" | "projects" | "tables" | "quotes" | "breakdowns" | "places" | "source" as group,):
            return _drop_all(getattr(draft, group))
        case (str(field),):
            return _drop_key(draft.head, field)
    return False


def _drop_key(group: dict[str, Any], key: str) -> bool:
    return group.pop(key, None) is not None


def _drop_all(group: dict[str, Any]) -> bool:
    has_any = bool(group)
    group.clear()
    return has_any


def _rename(draft: StatementDraft, key: str) -> bool:
    """Name a place by its number where its heading makes no name."""
    name = {"zh": f"第{key}项"}
    has_changed: bool = draft.places[key]["name"] != name
    draft.places[key]["name"] = name
    return has_changed
