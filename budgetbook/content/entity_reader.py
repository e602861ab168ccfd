"""Reads the folder of a body: its file, its statements, their prose, control lists and tables."""

from __future__ import annotations

from pathlib import Path, PurePosixPath

from budgetbook.content import reserved_names, statement
from budgetbook.content.breakdown import Breakdown
from budgetbook.content.content import Entity, EntityContent, Statement
from budgetbook.content.entity import EntityFile
from budgetbook.content.folder import STATEMENTS, Files, Folder
from budgetbook.content.reading_context import ReadingContext
from budgetbook.content.record_reader import ParsedFiles, RecordReader
from budgetbook.content.stages import split_stem
from budgetbook.diagnostics.problem import Problem, message


def load_entity(
    root: Path, entity: str, files: Files, read_problems: list[Problem], parsed_files: ParsedFiles, context: ReadingContext | None
) -> EntityContent:
    """Load the files of one folder in `statements/`."""
    reader = RecordReader(Folder(root), files, read_problems, parsed_files, context)
    place = f"{STATEMENTS}/{entity}"
    reader.check_slug(place, entity)
    if not reserved_names.is_free(entity):
        reader.problems.append(Problem(reader.display_name(place), 1, 1, "", message("name-of-a-page", name=entity)))
    name = f"{place}/entity.yaml"
    record = reader.read_record(name, EntityFile)
    entities = {entity: _entity(record, entity, reader.display_name(name))} if record else {}
    names = (each for each in reader.list_files(place, ".yaml") if each != name)
    statements = [each for each in (_statement(reader, entity, name) for name in names) if each]
    reader.refuse_strays()
    return EntityContent(entities, {each.id: each for each in statements}, reader.yaml_files, reader.problems)


def _entity(record: EntityFile, entity: str, file: str) -> Entity:
    return Entity.model_construct(**dict(record) | {"short": record.short or record.name}, id=entity, file=file)


def _statement(reader: RecordReader, entity: str, name: str) -> Statement | None:
    record = reader.read_record(name, statement.StatementFile)
    stem, base = PurePosixPath(name).stem, name.removesuffix(".yaml")
    prose = {lang: reader.read_prose(f"{base}.{lang}.md") for lang in reader.languages}
    numbers = reader.read_control_list(f"{base}.numbers.txt")
    code_levels = reader.context.code_levels if reader.context else {}
    if record is None:
        reader.expect(each for each in reader.files if each.startswith(f"{base}.") and each.endswith(".csv"))
        return None
    breakdowns, row_lines = _take_rows(reader, name, record)
    file = reader.display_name(name)
    if split_stem(stem) != (record.fiscal_year, record.phase):
        expected_name = f"{record.fiscal_year}-{record.phase}.yaml"
        reader.problems.append(reader.yaml_files[file].problem(("fiscal_year",), message("file-name", expected=expected_name)))
    return Statement.model_construct(
        **dict(record) | {"breakdowns": breakdowns},
        id=f"{entity}/{stem}",
        entity=entity,
        file=file,
        prose=prose,
        numbers=numbers,
        row_lines=row_lines,
        code_levels=code_levels,
    )


def _take_rows(
    reader: RecordReader, name: str, record: statement.StatementFile
) -> tuple[dict[str, Breakdown], dict[str, tuple[int, ...]]]:
    """The breakdowns of a statement, the rows of large ones taken from their CSV files, and the lines of these rows there."""
    breakdowns, row_lines = dict(record.breakdowns), {}
    for table, breakdown in record.breakdowns.items():
        if (rows_name := f"{name.removesuffix('.yaml')}.{table}.csv") not in reader.files:
            continue
        rows, lines = reader.read_table(rows_name, breakdown.columns)
        breakdowns[table], row_lines[table] = breakdown.model_copy(update={"rows": rows}), lines
        if breakdown.rows:
            yaml_file = reader.yaml_files[reader.display_name(name)]
            reader.problems.append(yaml_file.problem(("breakdowns", table, "rows"), message("rows-twice", file=rows_name)))
    return breakdowns, row_lines
