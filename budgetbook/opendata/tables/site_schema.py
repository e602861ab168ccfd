"""The schema of one site: the tables with a column of each text in each of its languages, and the stages of its country."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from functools import lru_cache
from itertools import groupby

from budgetbook.content.code_level import USUAL_LEVELS, CodeLevel
from budgetbook.content.content import Content
from budgetbook.content.stages import USUAL_STAGES, Stage
from budgetbook.content.text import Language
from budgetbook.opendata.tables.level_columns import level_columns
from budgetbook.opendata.tables.schema import PHASES, TABLES
from budgetbook.opendata.tables.table import DataColumn, DataTable


@lru_cache(maxsize=16)
def data_tables(
    languages: tuple[Language, ...],
    printed_in: Language,
    stages: tuple[Stage, ...] = tuple(USUAL_STAGES.values()),
    levels: tuple[CodeLevel, ...] = USUAL_LEVELS,
) -> dict[str, DataTable]:
    """All tables of a site in these languages, whose documents print in `printed_in` and are of these stages, with codes of these
    levels."""
    tables = {name: _for_languages(table, languages, printed_in) for name, table in TABLES.items()}
    has_proposals = any(stage.phase == "proposed" for stage in stages)
    choices = {"document": tuple(map(str, stages)), "phase": ("proposed", *PHASES) if has_proposals else PHASES}
    return {
        name: replace(table, columns=tuple(_choose(each, choices) for each in _with_levels(table.columns, levels)))
        for name, table in tables.items()
    }


def _with_levels(columns: tuple[DataColumn, ...], levels: tuple[CodeLevel, ...]) -> Iterator[DataColumn]:
    """The columns with those of a country's levels where the usual ones stand."""
    for is_level, some in groupby(columns, key=lambda column: bool(column.level_of)):
        yield from level_columns(levels) if is_level else some


def _choose(column: DataColumn, choices: Mapping[str, tuple[str, ...]]) -> DataColumn:
    return replace(column, one_of=choices[column.name]) if column.name in choices else column


def site_tables(content: Content) -> dict[str, DataTable]:
    """All tables of a site."""
    return data_tables(content.languages, content.printed_in, tuple(content.stages.values()), content.code_levels)


def _for_languages(table: DataTable, languages: tuple[Language, ...], printed_in: Language) -> DataTable:
    columns = tuple(each for column in table.columns for each in in_each_language(column, languages))
    is_printed_apart = "printed_name" in table.names  # then the name in the language of the documents would be found twice
    search_columns = tuple(
        each.name
        for name in table.search_columns
        for each in in_each_language(table.columns[table.column_index(name)], languages)
        if not (is_printed_apart and name == "name" and each.lang == printed_in)
    )
    return DataTable(table.name, columns, search_columns)


def in_each_language(column: DataColumn, languages: tuple[Language, ...]) -> tuple[DataColumn, ...]:
    """A translated column in each language: the first is the label of the Fiscal Data Package, the second the localised one."""
    if not column.is_translated:
        return (column,)
    types = (column.fiscal, f"{column.fiscal}:localized" if column.fiscal else "")
    return tuple(
        replace(column, name=f"{column.name}_{lang}", lang=lang, is_translated=False, fiscal=types[number] if number < 2 else "")
        for number, lang in enumerate(languages)
    )
