"""The Fiscal Data Package that describes the tables and their CSV files.

Fiscal Data Package 1.0 (https://fiscal.datapackage.org/) over Tabular Data Package 1.0. Its text makes every fiscal part
optional, while its JSON profile still requires the `model` of version 0.3; so the package names the tabular profile and gives
column types as the text says. Labels are in the tables that the codes refer to, in both languages.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from budgetbook.content.content import Content
from budgetbook.opendata.data_file import DataFile
from budgetbook.opendata.formats.data_version import DataVersion
from budgetbook.opendata.tables.site_schema import site_tables
from budgetbook.opendata.tables.table import DataColumn, Value
from budgetbook.opendata.tables.translated_texts import format_sentence, join_texts

CC_BY = {"name": "CC-BY-4.0", "title": "Creative Commons Attribution 4.0", "path": "https://creativecommons.org/licenses/by/4.0/"}
_TYPES = {"text": "string", "integer": "integer", "decimal": "number", "truth": "boolean"}


def build_descriptor(
    content: Content, statements: Iterable[Mapping[str, Value]], files: Mapping[str, DataFile], explain: Mapping[str, str]
) -> dict[str, Any]:
    """The descriptor. `statements` are records of that table, `files` the CSV files by resource (a table, or one
    part of it: `figures-2`), `explain` each column in words."""
    site, sources, year_set = content.site, [], set[int]()
    for each in statements:
        sources.append(_source(content, each))
        year_set.add(int(str(each["year"])))
    years = sorted(year_set)
    first, last = content.calendar.first_day, content.calendar.last_day
    period = {"fiscalPeriod": {"start": f"{first(years[0])}", "end": f"{last(years[-1])}"}} if years else {}
    return {
        "profile": "tabular-data-package",
        "name": "budgets",
        "id": f"{site.address}data/datapackage.json",
        "title": join_texts(content, site.name),
        "description": join_texts(content, site.tagline),
        "version": str(DataVersion.create(content, files.values())),
        "homepage": site.address,
        "keywords": [word for lang in content.languages for word in content.phrases[lang].keywords],
        **({"countryCode": content.country.code} if content.country else {}),
        "granularity": "aggregated",
        **period,
        "licenses": [CC_BY],
        "contributors": [{"title": join_texts(content, site.publisher), "role": "publisher", "path": site.repository}],
        "sources": sources,
        "resources": [_resource(content, name, file, files, explain) for name, file in files.items()],
    }


def _source(content: Content, statement: Mapping[str, Value]) -> dict[str, str]:
    title = " ".join(str(statement[f"title_{lang}"]) for lang in content.languages)
    return {"title": title} | ({"path": str(statement["url"])} if statement["url"] else {})


def _resource(
    content: Content, name: str, file: DataFile, files: Mapping[str, DataFile], explain: Mapping[str, str]
) -> dict[str, Any]:
    """A table or one part of it, which refers to the same part of other tables, or to a table that is not in parts."""
    table = site_tables(content)[file.table]
    part = name.removeprefix(table.name)
    foreign = [
        {"fields": column.name, "reference": {"resource": "" if target == name else target, "fields": primary_key}}
        for column in table.columns
        if column.refers
        for target in (column.refers if column.refers in files else f"{column.refers}{part}",)
        for primary_key in (site_tables(content)[column.refers].primary_key,)
    ]
    schema = {
        "fields": [_field(column, column.name == table.primary_key, explain) for column in table.columns],
        "primaryKey": table.primary_key,
        "missingValues": [""],
    }
    return {
        "profile": "tabular-data-resource",
        "name": name,
        "path": file.name,
        "title": name,
        "description": " ".join(format_sentence(content, f"data-{table.name}").values()),
        "format": "csv",
        "mediatype": "text/csv",
        "compression": "gz",
        "encoding": "utf-8",
        "bytes": file.byte_count,
        "hash": f"sha256:{file.measure.sha256}",
        "licenses": [CC_BY],
        "dialect": {"delimiter": ",", "lineTerminator": "\r\n", "quoteChar": '"', "doubleQuote": True, "header": True},
        "schema": schema | ({"foreignKeys": foreign} if foreign else {}),
    }


def _field(column: DataColumn, is_primary_key: bool, explain: Mapping[str, str]) -> dict[str, Any]:
    """A column: its type, its constraints and its fiscal column type."""
    constraints: dict[str, Any] = {"required": True} if column.mandatory else {}
    if is_primary_key:
        constraints["unique"] = True
    if column.one_of:
        constraints["enum"] = list(column.one_of)
    if column.pattern:
        constraints["pattern"] = column.pattern
    truth = {"trueValues": ["true"], "falseValues": ["false"]} if column.kind == "truth" else {}
    fiscal = {"columnType": column.fiscal} if column.fiscal else {}
    field: dict[str, Any] = {"name": column.name, "type": _TYPES[column.kind], "description": explain[column.name], **truth}
    return field | ({"constraints": constraints} if constraints else {}) | fiscal
