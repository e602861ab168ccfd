"""Reads the file of a map, and lists what in it cannot be used, with its line."""

from __future__ import annotations

import json
from collections.abc import Collection, Iterator
from pathlib import Path
from typing import Any, NamedTuple

from budgetbook.content.record_reader import read_and_validate
from budgetbook.content.table_map import TableMap
from budgetbook.content.yaml.reader import Path as FieldPath
from budgetbook.content.yaml.reader import YamlFile
from budgetbook.diagnostics.problem import Problem, did_you_mean, message
from budgetbook.importer.readers.detect import read_bytes


class MapReading(NamedTuple):
    """A map with its file, or every problem in it."""

    table_map: TableMap | None
    problems: list[Problem]


def read_map(path: Path) -> MapReading:
    """Read a map from its file."""
    return _read(path.as_posix(), read_bytes(path))


def read_map_data(file: str, data: Any) -> MapReading:
    """Read a map that another file has told; `file` is the name of that one."""
    return _read(file, json.dumps(data, ensure_ascii=False, indent=1).encode())


def _read(file: str, raw: bytes) -> MapReading:
    yaml_file, table_map, problems = read_and_validate(file, raw, TableMap.model_validate, TableMap)
    if yaml_file is not None and table_map is not None:
        problems = list(find_map_problems(yaml_file, table_map))
    return MapReading(None if problems else table_map, problems)


def find_map_problems(yaml_file: YamlFile, table_map: TableMap, tables: Collection[str] | None = None) -> Iterator[Problem]:
    """What the parts of a map do not agree on; `tables` are the tables that a site knows."""
    names = [name for settings in table_map.files.values() for name in settings.tables]
    if table_map.numbers.group == table_map.numbers.decimal:
        yield yaml_file.problem(("numbers", "group"), message("map-same-sign"))
    for key, settings in table_map.files.items():
        for part in ("amounts", "tables"):
            if not getattr(settings, part):
                yield yaml_file.problem(("files", key, part), message("map-nothing", key=part))
        for name, table in settings.tables.items():
            path: FieldPath = ("files", key, "tables", name)
            if names.count(name) > 1:
                yield yaml_file.problem(path, message("map-table-twice", name=name), at_key=True)
            if tables is not None and name not in tables:
                yield yaml_file.problem(path, message("unknown-table", name=name), did_you_mean(name, tables), at_key=True)
            if not table.levels or not all(level.code for level in table.levels):
                yield yaml_file.problem((*path, "levels"), message("map-nothing", key="levels: code"))
    yield from _find_balance_problems(yaml_file, table_map, names)


def _find_balance_problems(yaml_file: YamlFile, table_map: TableMap, names: Collection[str]) -> Iterator[Problem]:
    for index, pair in enumerate(table_map.balances):
        for place, name in enumerate(pair):
            if name not in names:
                yield yaml_file.problem(
                    ("balances", index, place), message("unknown-table", name=name), did_you_mean(name, names)
                )
