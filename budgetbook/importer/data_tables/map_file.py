"""Reads the file of a map, and lists what in it cannot be used, with its line."""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any, NamedTuple

from budgetbook.content.record_form import read_and_validate
from budgetbook.content.stages import USUAL_STAGES, Stages
from budgetbook.content.table_map import TableMap
from budgetbook.content.yaml.reader import YamlFile
from budgetbook.diagnostics.problem import Problem
from budgetbook.importer.draft.yaml_writer import format_field
from budgetbook.importer.readers.file_bytes import read_bytes
from budgetbook.validation.table_maps import find_map_problems


class MapReading(NamedTuple):
    """A map with its file, or every problem in it."""

    table_map: TableMap | None
    problems: list[Problem]
    yaml_file: YamlFile | None = None


def read_map(path: Path) -> MapReading:
    """Read a map from its file."""
    return _read(path.as_posix(), read_bytes(path))


def read_map_data(file: str, data: Any) -> MapReading:
    """Read a map that another file has told; `file` is the name of that one."""
    return _read(file, json.dumps(data, ensure_ascii=False, indent=1).encode())


def render_map(data: Mapping[str, Any], stages: Stages = USUAL_STAGES) -> list[str]:
    """The lines of a map's file, from what a data package tells; what it does not tell is asked in comments."""
    lines = ["# yaml-language-server: $schema=../../../schema/map.json"]
    if "unit" not in data:
        lines.append("unit:  # the unit of all amounts, as the country names it")
    if not any("year_column" in settings for settings in data["files"].values()):
        lines.append("year:  # the fiscal year")
    if "stages" not in data:
        lines.append(f"stage:  # one of {', '.join(stages)}")
    return [*lines, *(line for key, value in data.items() for line in format_field(key, value, 0))]


def _read(file: str, raw: bytes) -> MapReading:
    yaml_file, table_map, problems = read_and_validate(file, raw, TableMap.model_validate, TableMap, None)
    if yaml_file is not None and table_map is not None:
        problems = list(find_map_problems(yaml_file, table_map))
    return MapReading(None if problems else table_map, problems, yaml_file)
