"""The files of a statement that was added up from data files: its YAML, and the CSV file of each table beside it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from budgetbook.content import table_rows
from budgetbook.content.breakdown import Column
from budgetbook.content.content import Content
from budgetbook.content.row import Row
from budgetbook.content.table_map import TableMap
from budgetbook.importer.data_tables.mapped_files import MappedFile, MappedTables
from budgetbook.importer.data_tables.table_sums import TableSums, Values
from budgetbook.importer.draft.yaml_writer import format_comment, format_field, join_lines

_HEAD = (
    "A draft, added up from data files by a map. Fill in what is missing, and delete these comments.",
    "由数据文件按对照表加总而成的草稿。请补全所缺的内容，然后删去这些说明。",
)
_CONTROL = (
    "If the publisher prints the total in another place, type it here from there, with its place: it is checked in public.",
    "发布者在别处印有合计数的，请照那里录入，写明位置；公开核对。",
)


def find_columns(sums: TableSums, content: Content) -> tuple[Column, ...]:
    """The columns of a table in its statement."""
    concept = content.tables[sums.name].concept
    return tuple(Column(concept=each.concept or concept, fund=each.fund, role=each.role) for each in sums.amounts)


def list_rows(sums: TableSums) -> list[Row]:
    """The rows of a table in its statement."""
    return [
        Row.model_construct(code=line.code, name=line.name, values=tuple(line.values), at=None, origin=sums.origin(line))
        for line in sums.sorted_lines
    ]


def render_table(sums: TableSums, content: Content) -> str:
    """The CSV file of one table."""
    return table_rows.write_rows(find_columns(sums, content), list_rows(sums))


def render_statement(mapped_tables: MappedTables, content: Content, map_name: str) -> str:
    """The YAML of the statement, with what a person has to add in comments."""
    return join_lines(list(_lines(mapped_tables, content, map_name)))


def _lines(mapped_tables: MappedTables, content: Content, map_name: str) -> Iterator[str]:
    yield "# yaml-language-server: $schema=../../schema/statement.json"
    yield from (format_comment(line, 0) for line in _HEAD)
    yield from format_field("fiscal_year", mapped_tables.year, 0)
    yield from format_field("phase", mapped_tables.stage, 0)
    yield from format_field("unit", mapped_tables.table_map.unit or "", 0)
    if len(content.profiles) == 1:
        yield from format_field("profile", next(iter(content.profiles)), 0)
    else:
        yield f"profile:  # {' | '.join(content.profiles)}"
    yield from ("", "source:")
    names = ", ".join(each.sums.raw.file for each in mapped_tables.files)
    yield from format_field("title", _write_both(content, f"数据文件 {names}", f"Data files {names}"), 2)
    if map_name:
        yield from format_field("map", map_name, 2)
    yield from format_field("files", [_source_file(each) for each in mapped_tables.files], 2)
    yield from ("", "summary:")
    summaries = _write_both(
        content, "本年度各表，由发布者的数据文件加总而成。", "The tables of the year, added up from the publisher’s data files."
    )
    for lang, text in summaries.items():
        yield from format_field(lang, text, 2)
    yield from ("", "places:")
    for each in mapped_tables.files:
        file = each.sums.raw.file
        yield from format_field(file, {"name": _write_both(content, f"数据文件 {file}", f"Data file {file}")}, 2)
    yield from _figure_lines(mapped_tables, content)
    yield from _table_lines(mapped_tables, content)


def _write_both(content: Content, zh: str, en: str) -> dict[str, str]:
    """A text of the draft in the languages of the site; in those that the program does not speak, in English for now."""
    return {lang: zh if lang == "zh" else en for lang in content.languages}


def _source_file(mapped_file: MappedFile) -> dict[str, str]:
    raw = mapped_file.sums.raw
    return {"name": raw.file, "sha256": raw.sha256} | ({"sheet": raw.sheet} if raw.sheet else {})


def _figure_lines(mapped_tables: MappedTables, content: Content) -> Iterator[str]:
    """The totals that the files themselves print, as figures of what their tables report."""
    figures: dict[str, dict[str, Any]] = {}
    for mapped_file in mapped_tables.files:
        for sums in mapped_file.sums.tables.values():
            for column, value in zip(find_columns(sums, content), sums.printed_total or (), strict=False):
                if column.fund == "all" and value is not None:
                    figures.setdefault(column.concept, {})[column.role] = f"{value:f}"
                    figures[column.concept]["at"] = mapped_file.sums.raw.file
    if figures:
        yield from ("", "figures:")
    for concept, fields in figures.items():
        yield from format_field(concept, {"at": fields.pop("at")} | fields, 2)


def _table_lines(mapped_tables: MappedTables, content: Content) -> Iterator[str]:
    sides = dict(mapped_tables.table_map.balances)
    yield from ("", "breakdowns:")
    for mapped_file in mapped_tables.files:
        for sums in mapped_file.sums.tables.values():
            yield f"  {sums.name}:"
            for key, value in _table_fields(sums, mapped_file, content, mapped_tables.table_map, sides):
                yield from format_field(key, value, 4)
            yield from (format_comment(line, 4) for line in _CONTROL)
            yield format_comment(f"control: [{{amount: {'' if sums.own_total is None else f'{sums.own_total:f}'}, at: …}}]", 4)


def _table_fields(
    sums: TableSums, mapped_file: MappedFile, content: Content, table_map: TableMap, sides: Mapping[str, str]
) -> Iterator[tuple[str, Any]]:
    yield "by", content.tables[sums.name].by
    yield "unit", table_map.unit or ""
    yield "at", mapped_file.sums.raw.file
    yield "columns", [column.model_dump(exclude_defaults=True) for column in find_columns(sums, content)]
    yield "total", _total(sums)
    if other := sides.get(sums.name):
        yield "balances", other


def _total(sums: TableSums) -> list[str]:
    """The total that the file prints, else what its rows add up to."""
    values: Values = sums.printed_total or sums.total.values
    return ["blank" if value is None else f"{value:f}" for value in values]
