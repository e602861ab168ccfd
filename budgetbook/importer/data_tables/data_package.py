"""Reads the descriptor of a Fiscal Data Package, and makes the map of its tables from the column types that it gives."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from typing import Any, get_args

from budgetbook.content.fields import is_slug
from budgetbook.content.stages import USUAL_STAGES, Phase, Stages
from budgetbook.importer.data_tables.raw_table import RawFile
from budgetbook.importer.readers.document import UnreadableDocumentError
from budgetbook.importer.readers.file_bytes import read_bytes

_ENCODINGS = {"utf8": "utf-8", "latin-1": "iso-8859-1", "cp1252": "windows-1252", "shift-jis": "shift_jis", "gbk": "gb18030"}
_DELIMITERS = {",": "comma", ";": "semicolon", "\t": "tab", "|": "bar"}
_SIGNS = {".": "point", ",": "comma", " ": "space", "'": "apostrophe", "": "none"}
_NO_TREE = ("geo:", "value-", "budget-line", "date:", "phase:", "direction", "supplier", "recipient")
"""How column types begin whose codes make up no tree of budget lines."""
_MOST_RESOURCES = 500


@dataclass(frozen=True, slots=True)
class DataPackage:
    """A data package: the files that it describes, and its map as far as it tells."""

    files: tuple[RawFile, ...]
    map_data: Mapping[str, Any]
    """The map as its YAML would be read; what the package does not tell is missing."""


def read_package(path: Path, stages: Stages = USUAL_STAGES) -> DataPackage:
    """Read a descriptor; `stages` are those of the country.

    Raises UnreadableDocumentError for what is no descriptor, and for files that lie outside its folder.
    """
    try:
        descriptor = json.loads(read_bytes(path), parse_float=str, parse_int=str)
        resources = [each for each in descriptor["resources"] if isinstance(each, dict)][:_MOST_RESOURCES]
    except (ValueError, KeyError, TypeError, RecursionError):
        raise UnreadableDocumentError("data-no-package", file=path.name) from None
    files, maps = list[RawFile](), dict[str, Any]()
    number_form: dict[str, str] = {"decimal": "point"}
    for number, resource in enumerate(resources, 1):
        fields = [field for field in _dicts(_dict(resource.get("schema")).get("fields")) if field.get("name")]
        name = str(resource.get("name") or f"resource-{number}")
        files.append(_data_file(path, resource, name))
        if (settings := _map_resource(resource, name, fields)) is not None:
            maps[_slug(name, number)] = settings
            number_form |= _number_form(fields)
    if not maps:
        raise UnreadableDocumentError("data-no-columns", file=path.name)
    currency = next((str(each["currencyCode"]) for each in (descriptor, *resources) if each.get("currencyCode")), "")
    unit = {"unit": currency} if currency else {}
    has_stages = any("stage_column" in settings for settings in maps.values())
    words = {"stages": dict(_name_phases(stages))} if has_stages else {}
    return DataPackage(tuple(files), {**unit, "numbers": number_form, **words, "files": maps})


def _name_phases(stages: Stages) -> Iterator[tuple[str, str]]:
    """What the phases of a Fiscal Data Package are called here; where a phase has several stages, a map has to say it."""
    for phase in get_args(Phase):
        if len(choice := stages.of_phase(phase)) == 1:
            yield phase, str(choice[0])


def _data_file(package: Path, resource: Mapping[str, Any], name: str) -> RawFile:
    relative = resource.get("path")
    relative = relative[0] if isinstance(relative, list) and len(relative) == 1 else relative
    if not isinstance(relative, str) or not _is_inside(relative):
        raise UnreadableDocumentError("data-path-outside", resource=name)
    kind, _, digits = str(resource.get("hash", "")).rpartition(":")
    is_sha256 = kind.lower() == "sha256" and re.fullmatch("[0-9a-f]{64}", digits)
    return RawFile(package.parent / relative, PurePosixPath(relative).name, name, digits if is_sha256 else "")


def _is_inside(relative: str) -> bool:
    """True for a path that leads to a file of the package's own folder."""
    parts = PurePosixPath(relative).parts
    return bool(parts) and ".." not in parts and not relative.startswith("/") and not re.search(r"[:\\\x00-\x1f]", relative)


def _map_resource(resource: Mapping[str, Any], name: str, fields: list[dict[str, Any]]) -> dict[str, Any] | None:
    """The part of the map for one resource; None if it has no column of amounts."""
    amounts = [str(field["name"]) for field in fields if _type(field) == "value"]
    levels = list(_levels(fields))
    if not amounts or not levels:
        return None
    settings: dict[str, Any] = {"name": name, "amounts": [{"column": column} for column in amounts]}
    settings |= _dialect(resource)
    for key, column_type in (
        ("year_column", "date:fiscal-year"),
        ("stage_column", "phase:id"),
        ("currency_column", "value-currency:code"),
    ):
        if column := next((str(field["name"]) for field in fields if _type(field) == column_type), None):
            settings[key] = column
    return settings | {"tables": {_slug(name, 1): {"levels": levels}}}


def _levels(fields: list[dict[str, Any]]) -> Iterator[dict[str, Any]]:
    """The levels that the columns of codes make up, in the order of the columns, each with the column of its names."""
    labels = {str(field["labelOf"]): str(field["name"]) for field in fields if isinstance(field.get("labelOf"), str)}
    by_type = {_type(field): str(field["name"]) for field in fields}
    codes: list[str] = []
    for field in fields:
        column_type, column = _type(field), str(field["name"])
        if not column_type.endswith(":code") or column_type.startswith(_NO_TREE):
            continue
        codes.append(column)
        own_label = by_type.get(f"{column_type.removesuffix(':code')}:label")
        label = labels.get(column_type) or labels.get(column) or own_label
        yield {"code": list(codes)} | ({"name": label} if label else {})


def _dialect(resource: Mapping[str, Any]) -> dict[str, str]:
    encoding = str(resource.get("encoding") or "utf-8").lower()
    delimiter = _dict(resource.get("dialect")).get("delimiter", ",")
    return {"encoding": _ENCODINGS.get(encoding, encoding), "delimiter": _DELIMITERS.get(str(delimiter), str(delimiter))}


def _number_form(fields: list[dict[str, Any]]) -> dict[str, str]:
    """How the package says that the amounts are written; it need not say so where there is a point and no sign of groups."""
    form = {}
    for field in fields:
        if _type(field) == "value":
            for key, sign in (("decimal", field.get("decimalChar")), ("group", field.get("groupChar"))):
                if sign is not None:
                    form[key] = _SIGNS.get(str(sign), str(sign))
    return form


def _type(field: Mapping[str, Any]) -> str:
    return str(field.get("columnType", ""))


def _dict(value: object) -> dict[str, Any]:
    return value if isinstance(value, dict) else {}


def _dicts(values: object) -> list[dict[str, Any]]:
    return [each for each in values if isinstance(each, dict)] if isinstance(values, list) else []


def _slug(name: str, number: int) -> str:
    slug = re.sub(r"[^a-z0-9]{1,64}", "-", name[:64].lower()).strip("-")
    return slug if is_slug(slug) else f"table-{number}"
