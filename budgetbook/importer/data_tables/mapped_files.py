"""Reads all data files of a statement by one map: their tables, the year and the stage, and every problem in them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from fnmatch import fnmatchcase
from pathlib import Path

from pydantic_core import PydanticCustomError

from budgetbook.content.fields import read_year
from budgetbook.content.table_map import MapFile, TableMap
from budgetbook.diagnostics.problem import Problem, message
from budgetbook.importer.data_tables.addition import FileAddition, TableDictionary
from budgetbook.importer.data_tables.file_reader import open_table
from budgetbook.importer.data_tables.problem_list import ProblemList
from budgetbook.importer.data_tables.raw_table import RawFile
from budgetbook.importer.data_tables.table_sums import FileSums, TableSums


@dataclass(frozen=True, slots=True)
class MappedFile:
    """One data file with what it adds up to."""

    key: str
    """Its name in the map."""
    settings: MapFile
    sums: FileSums


@dataclass
class MappedTables:
    """What the data files of one statement add up to by their map."""

    table_map: TableMap
    files: list[MappedFile] = field(default_factory=list)
    year: int | None = None
    """None where neither the map nor a column nor the command names it."""
    stage: str = ""
    problems: list[Problem] = field(default_factory=list)
    problem_count: int = 0

    @property
    def tables(self) -> dict[str, TableSums]:
        """All tables by name, in the order of the map."""
        return {name: sums for each in self.files for name, sums in each.sums.tables.items()}


def list_files(paths: Sequence[Path]) -> list[RawFile]:
    """The data files at some paths."""
    return [RawFile(path, path.name) for path in paths]


def read_files(
    data_files: Sequence[RawFile],
    table_map: TableMap,
    dictionary: TableDictionary | None,
    year: int | None = None,
    stage: str = "",
) -> MappedTables:
    """Read data files by their map; `year` and `stage` are what the command names.

    Raises UnreadableDocumentError for a file that cannot be read.
    """
    mapped_tables = MappedTables(table_map)
    for key, data_file in _pair_files(data_files, table_map, mapped_tables).items():
        settings, problems = table_map.files[key], ProblemList(data_file.name)
        raw = open_table(data_file, settings)
        sums = FileAddition(raw, settings, table_map.numbers, dictionary, problems).add_up()
        mapped_tables.files.append(MappedFile(key, settings, sums))
        mapped_tables.problems += problems.list_problems()
        mapped_tables.problem_count += problems.count
    _find_year(mapped_tables, year)
    _find_stage(mapped_tables, stage)
    return mapped_tables


def _pair_files(data_files: Sequence[RawFile], table_map: TableMap, mapped_tables: MappedTables) -> Mapping[str, RawFile]:
    """The data file of each part of the map. One that fits no part is a problem, and so is a part without a file."""
    pairs: dict[str, RawFile] = {}
    for data_file in data_files:
        keys = [key for key, settings in table_map.files.items() if _fits(data_file, settings)]
        if len(keys) == 1 and keys[0] not in pairs:
            pairs[keys[0]] = data_file
        elif not data_file.resource:  # a package may hold tables that are no budget
            text = message("data-file-unmapped" if len(keys) != 1 else "data-file-twice", files=", ".join(table_map.files))
            mapped_tables.problems.append(Problem(data_file.name, 1, 1, "", text))
    for key in table_map.files.keys() - pairs.keys():
        mapped_tables.problems.append(Problem(table_map.files[key].name, 1, 1, "", message("data-file-missing", key=key)))
    mapped_tables.problem_count += len(mapped_tables.problems)
    return {key: pairs[key] for key in table_map.files if key in pairs}


def _fits(data_file: RawFile, settings: MapFile) -> bool:
    # A copy of a resource is known by its name without the ending.
    names = (data_file.resource or data_file.name, data_file.name, Path(data_file.name).stem)
    return any(fnmatchcase(name, settings.name) for name in names)


def _find_year(mapped_tables: MappedTables, year: int | None) -> None:
    """Find the year that the map, the rows and the command agree on."""
    years = {each for each in (mapped_tables.table_map.year, year) if each is not None}
    for each in mapped_tables.files:
        for text, row in each.sums.years.items():
            try:
                years.add(read_year(text))
            except PydanticCustomError:
                _add(mapped_tables, each, row, "data-no-year", text)
    if len(years) > 1:
        _add(mapped_tables, None, 1, "data-two-values-in-all", ", ".join(map(str, sorted(years))))
    mapped_tables.year = min(years) if len(years) == 1 else None


def _find_stage(mapped_tables: MappedTables, stage: str) -> None:
    """Find the stage that the map, the rows and the command agree on."""
    table_map = mapped_tables.table_map
    stages = {each for each in (table_map.stage, stage) if each}
    for each in mapped_tables.files:
        for text, row in each.sums.stages.items():
            if text in table_map.stages:
                stages.add(table_map.stages[text])
            elif not stages:
                _add(mapped_tables, each, row, "data-no-stage", text)
    if len(stages) > 1:
        _add(mapped_tables, None, 1, "data-two-values-in-all", ", ".join(sorted(map(str, stages))))
    mapped_tables.stage = str(min(stages)) if len(stages) == 1 else ""


def _add(mapped_tables: MappedTables, file: MappedFile | None, row: int, key: str, value: str) -> None:
    name = file.sums.raw.file if file else mapped_tables.files[0].sums.raw.file
    mapped_tables.problems.append(Problem(name, row, 1, "", message(key, found=value[:60])))
    mapped_tables.problem_count += 1
