"""Leaves out of a draft what no statement can hold, so that one odd value does not cost the whole document."""

from __future__ import annotations

from typing import Any

from pydantic import ValidationError

from budgetbook.content.statement import StatementFile
from budgetbook.importer.draft import dry_run
from budgetbook.importer.draft.assemble import StatementDraft
from budgetbook.importer.readers.document import UnreadableDocumentError

_LONGEST = 40
"""Characters of a value that are shown."""
_ROUNDS = 20
"""Validations at most: a record shows some faults only after others are gone."""

Path = tuple[int | str, ...]


def drop_unfit_entries(draft: StatementDraft) -> None:
    """Drop every entry that no record can hold, and note it in the draft.

    Raises UnreadableDocumentError if the rest cannot be built either.
    """
    for _ in range(_ROUNDS):
        errors = _find_errors(draft)
        if not errors:
            return
        # From the last to the first, so that a row is dropped before the numbers of the rows above it change.
        paths = {_entry_of(path): (path, value) for path, value in reversed(errors)}
        for entry in sorted(paths, key=lambda one: [str(part).zfill(8) for part in one], reverse=True):
            path, value = paths[entry]
            if not _drop(draft, entry):
                raise UnreadableDocumentError("import-unfit", count=len(errors), field=".".join(map(str, path)), found=value)
            draft.left_out.append(f"{'.'.join(map(str, path))}: {value}")
    raise UnreadableDocumentError("import-unfit", count=len(errors), field=".".join(map(str, errors[0][0])), found=errors[0][1])


def _find_errors(draft: StatementDraft) -> list[tuple[Path, str]]:
    """The path and the value of everything that a record refuses."""
    try:
        StatementFile.model_validate(dry_run.fill_english(dry_run.build_data(draft)))
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
        case ("figures" | "projects" | "tables" | "breakdowns" | "places" as group, str(name)):
            return _drop_key(getattr(draft, group), name)
        case ("breakdowns", str(name), "rows", int(index)):
            rows = draft.breakdowns[name]["rows"]
            del rows[index]
            return True
        case ("breakdowns", str(name), "lines", str(code)):
            return _drop_key(draft.lines[name], code)
        case ("breakdowns", str(name), str(field)):
            return _drop_key(draft.breakdowns[name], field)
        case ("places", str(key), "name", *_):
            return _rename(draft, key)
        case ("places", str(key), str(field)):
            return _drop_key(draft.places[key], field)
        case ("source", str(field)):
            return _drop_key(draft.source, field)
        case ("compares_with", *_):
            return _drop_key(draft.head, "compares_with")
    return False


def _drop_key(group: dict[str, Any], key: str) -> bool:
    return group.pop(key, None) is not None


def _rename(draft: StatementDraft, key: str) -> bool:
    """Name a place by its number where its heading makes no name."""
    name = {"zh": f"第{key}项"}
    has_changed: bool = draft.places[key]["name"] != name
    draft.places[key]["name"] = name
    return has_changed
