"""Imports data files by a map: writes a statement with its tables, or lists how they differ from the one that is there."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from budgetbook.content import dictionary
from budgetbook.content.content import Content
from budgetbook.content.fields import is_slug
from budgetbook.content.folder import SOURCES, STATEMENTS, Folder
from budgetbook.content.loader import load_common
from budgetbook.content.stages import USUAL_STAGES, Stages
from budgetbook.content.table_map import TableMap
from budgetbook.diagnostics.problem import Language, Problem, did_you_mean, for_editors, message
from budgetbook.importer.data_tables import data_package, map_file, statement_files
from budgetbook.importer.data_tables.addition import TableDictionary
from budgetbook.importer.data_tables.map_file import MapReading
from budgetbook.importer.data_tables.mapped_files import MappedTables, list_files, read_files
from budgetbook.importer.data_tables.misfits import find_misfits, list_unplaced_lines, tell_unplaced
from budgetbook.importer.data_tables.raw_table import RawFile
from budgetbook.importer.data_tables.recount import compare_tables
from budgetbook.validation.table_maps import find_unknown_names

MAPS = "maps"


@dataclass(frozen=True, slots=True)
class TableRequest:
    """What the command asks for."""

    paths: tuple[Path, ...]
    map_name: str
    """The name of a map of the country, or the path of one; empty for a data package that tells by itself."""
    content_root: Path
    output_folder: Path | None
    year: int | None
    stage: str


def import_and_report(request: TableRequest, lang: Language) -> tuple[bool, tuple[str, ...]]:
    """Import data files; fit to run in the sandbox. Returns whether it was done, and the lines for the person who ran it.

    Raises UnreadableDocumentError for a file that cannot be read.
    """
    content, problems = load_dictionary(request.content_root)
    lines: list[str] = []
    if content is not None:
        problems, lines = _import_tables(request, content, lang)
    if content is not None and problems and not request.map_name and is_descriptor(request.paths[0]):
        package = data_package.read_package(request.paths[0], content.stages)
        lines += [message("data-map-draft").text(lang), *map_file.render_map(package.map_data, content.stages)]
    return not problems, (*(for_editors(problem, lang) for problem in problems), *lines)


def _import_tables(request: TableRequest, content: Content, lang: Language) -> tuple[list[Problem], list[str]]:
    data_files, reading, map_name = read_request(request.paths, request.map_name, request.content_root, content.stages)
    if reading.table_map is None or reading.yaml_file is None:
        return reading.problems, []
    table_map = reading.table_map
    if problems := [*find_unknown_names(reading.yaml_file, table_map, content), *_find_unknown_stage(request, content)]:
        return problems, []
    mapped_tables = read_files(data_files, table_map, list_words(content, table_map), request.year, request.stage)
    problems = [*mapped_tables.problems, *find_misfits(mapped_tables, content), *_find_missing(mapped_tables, request)]
    lost_lines = {name: list_unplaced_lines(sums, content) for name, sums in mapped_tables.tables.items()}
    if not problems and any(lost_lines.values()):
        return tell_unplaced(lost_lines, mapped_tables, content)
    if problems or request.output_folder is None:
        return problems, []
    return _write(mapped_tables, content, request.output_folder, map_name, data_files, lang)


def _find_unknown_stage(request: TableRequest, content: Content) -> Iterator[Problem]:
    """A stage that the command names and the country does not have."""
    if request.stage and request.stage not in content.stages:
        text = message("not-one-of", allowed=", ".join(content.stages), found=request.stage[:40])
        yield Problem(
            request.map_name or request.paths[0].name, 1, 1, "--stage", text, did_you_mean(request.stage, content.stages)
        )


def is_descriptor(path: Path) -> bool:
    """True if a file's name is that of the descriptor of a data package."""
    return path.suffix.lower() == ".json"


def load_dictionary(content_root: Path) -> tuple[Content | None, list[Problem]]:
    """The content of a site without its bodies."""
    folder = Folder.scan(content_root)
    if problems := folder.find_problems():
        return None, problems
    return load_common(folder, *folder.read(folder.common_files), {})


def read_request(
    paths: Sequence[Path], map_name: str, content_root: Path, stages: Stages = USUAL_STAGES
) -> tuple[Sequence[RawFile], MapReading, str]:
    """The data files that the command names, their map, and the map's name if it is one of the country's."""
    package = data_package.read_package(paths[0], stages) if is_descriptor(paths[0]) else None
    data_files = package.files if package else list_files(paths)
    if not map_name:
        if package is None:
            return data_files, MapReading(None, [Problem(paths[0].name, 1, 1, "", message("data-no-map"))]), ""
        return data_files, map_file.read_map_data(paths[0].name, package.map_data), ""
    path = Path(map_name)
    if is_slug(map_name) and not path.is_file():
        path = dictionary.find_file(content_root, f"{MAPS}/{map_name}.yaml")
    return data_files, map_file.read_map(path), path.stem if path.parent.name == MAPS and is_slug(path.stem) else ""


def list_words(content: Content, table_map: TableMap) -> TableDictionary:
    """What the dictionary of a site says of the codes of each table of a map."""
    tables = [name for settings in table_map.files.values() for name in settings.tables if name in content.tables]
    classes = {name: content.classifications.get(content.tables[name].by, {}) for name in tables}
    names = {name: {code: entry.name.as_printed for code, entry in codes.items()} for name, codes in classes.items()}
    shapes = {name: content.shapes.get(content.tables[name].by) for name in tables}
    free_headings = frozenset(name for name, shape in shapes.items() if shape and shape.headings_hold_money)
    return TableDictionary(names, free_headings, content.calendar.years_by_name)


def _find_missing(mapped_tables: MappedTables, request: TableRequest) -> list[Problem]:
    """What neither the map nor the files nor the command tell."""
    keys = []
    if not any(problem.message.key == "data-two-values-in-all" for problem in mapped_tables.problems):
        keys += ["data-year-unknown"] if mapped_tables.year is None else []
        keys += ["data-stage-unknown"] if not mapped_tables.stage else []
    keys += ["data-unit-unknown"] if mapped_tables.table_map.unit is None else []
    keys += ["data-no-folder"] if request.output_folder is None else []
    return [Problem(request.map_name or request.paths[0].name, 1, 1, "", message(key)) for key in keys]


def _write(
    mapped_tables: MappedTables, content: Content, folder: Path, map_name: str, data_files: Sequence[RawFile], lang: Language
) -> tuple[list[Problem], list[str]]:
    """Write what is not there yet; what is there is compared and left alone."""
    statement = folder / f"{mapped_tables.year}-{mapped_tables.stage}.yaml"
    files = {
        statement.with_suffix(f".{name}.csv"): statement_files.render_table(sums, content)
        for name, sums in mapped_tables.tables.items()
    }
    if statement.exists():
        return compare_tables(statement, mapped_tables, content), [message("data-kept", file=statement.as_posix()).text(lang)]
    files |= {statement: statement_files.render_statement(mapped_tables, content, map_name)}
    files |= {prose: "" for each in content.languages if not (prose := statement.with_suffix(f".{each}.md")).exists()}
    folder.mkdir(parents=True, exist_ok=True)
    for file, text in files.items():
        file.write_text(text, encoding="utf-8", newline="\n")
    copies = _keep_copies(data_files, folder, statement.stem) if folder.parent.name == STATEMENTS else []
    lines = [message("data-written", file=file.as_posix()).text(lang) for file in (*files, *copies)]
    return [], [*lines, *_summarise(mapped_tables, lang)]


def _keep_copies(data_files: Sequence[RawFile], folder: Path, stem: str) -> list[Path]:
    """Copy the data files into the content's folder of sources, where `check` adds them up again."""
    copies = [folder.parent.parent / SOURCES / folder.name / stem / each.name for each in data_files]
    for data_file, copy in zip(data_files, copies, strict=True):
        if not copy.exists():
            copy.parent.mkdir(parents=True, exist_ok=True)
            copy.write_bytes(data_file.path.read_bytes())
    return copies


def _summarise(mapped_tables: MappedTables, lang: Language) -> list[str]:
    lines = []
    for each in mapped_tables.files:
        for name, sums in each.sums.tables.items():
            total = sums.own_total
            counts = {
                "rows": f"{each.sums.row_count:,}",
                "lines": f"{len(sums.lines):,}",
                "left_out": f"{each.sums.left_out_count:,}",
            }
            amount = "" if total is None else f"{total:,f}"
            lines.append(
                message("data-added-up", table=name, total=amount, unit=mapped_tables.table_map.unit, **counts).text(lang)
            )
    return lines
