"""The documents of the static API: one per entity, statement and concept, their lists, and a schema for each kind.

Addresses are stable: `data/v2/…` changes by additions only. Every document names the JSON Schema that it follows.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from budgetbook.content.content import Content
from budgetbook.opendata.formats import json_text
from budgetbook.opendata.formats.data_version import VERSION
from budgetbook.opendata.formats.datapackage import CC_BY
from budgetbook.opendata.tables.rows import Rows, records
from budgetbook.opendata.tables.site_schema import site_tables
from budgetbook.opendata.tables.statement_rows import CONCEPT_FIGURES, StatementRows, statement_columns
from budgetbook.opendata.tables.table import DataColumn, Value

Record = dict[str, Value]
Document = dict[str, Any]
FOLDER = "data/v2"
LISTS = {"entity": "entities", "statement": "statements", "concept": "concepts"}
"""Table that lists the things of each kind."""
_STATEMENT_TABLES = ("figures", "breakdowns", "findings", "projects", "indicators", "evaluations")


@dataclass(frozen=True)
class Api:
    """Builds the API's documents for one site."""

    content: Content
    """The dictionary and the site; entities are not read from it."""
    explain: Mapping[str, str]
    """Explanation of each column, in each language."""

    def entity_documents(self, table_rows: Rows) -> Iterator[tuple[str, Document]]:
        """Yield (path in the site, document) for each entity and statement among the rows."""
        for record in records(site_tables(self.content)["entities"], table_rows["entities"]):
            statements = [
                each["statement"] for each in records(site_tables(self.content)["statements"], table_rows["statements"])
            ]
            yield self.path("entity", str(record["entity"])), self.build_document("entity", entity=record, statements=statements)
        parts = {table: self._group_records(table, table_rows) for table in _STATEMENT_TABLES}
        for record in records(site_tables(self.content)["statements"], table_rows["statements"]):
            name = str(record["statement"])
            own_records = {table: records_by_statement.get(name, []) for table, records_by_statement in parts.items()}
            rows = StatementRows(name, own_records, self.content.languages, self.content.printed_in).build_parts()
            yield self.path("statement", name), self.build_document("statement", statement=record, **rows)

    def _group_records(self, table: str, table_rows: Rows) -> dict[str, list[Record]]:
        """A table's records, grouped by statement."""
        records_by_statement: dict[str, list[Record]] = {}
        for record in records(site_tables(self.content)[table], table_rows[table]):
            records_by_statement.setdefault(str(record["statement"]), []).append(record)
        return records_by_statement

    def path(self, kind: str, name: str) -> str:
        """Path of the document of one thing."""
        return f"{FOLDER}/{LISTS[kind]}/{name}.json"

    def build_document(self, kind: str, **parts: Any) -> Document:
        """A document of one kind. A part may be an iterator of encoded items instead of a list."""
        schema = f"{self.content.site.address}{FOLDER}/schema/{kind}.json"
        return {"$schema": schema, "version": VERSION, "licence": CC_BY["path"], **parts}

    def list_items(self, kind: str, things: Iterable[Record]) -> Iterator[Record]:
        """Yield an item for each thing of a kind: its names, its pages and the URL of its document."""
        for record in things:
            languages = self.content.languages
            texts = [f"{name}_{lang}" for name in ("name", "title") for lang in languages]
            names = [key for key in (*texts, "entity", "year") if key in record]
            pages = [f"page_{lang}" for lang in languages]
            fields = {key: record[key] for key in dict.fromkeys((kind, *names, *pages))}
            yield {**fields, "url": f"{self.content.site.address}{self.path(kind, str(record[kind]))}"}

    def updates(self) -> list[Record]:
        """Additions and corrections, newest first: the record behind the feeds."""
        return [
            {"update": name, "date": each.date.isoformat(), "kind": each.kind, "statement": each.statement,
             "figure": each.figure, **{f"text_{lang}": each.text[lang] for lang in self.content.languages}}
            for name, each in sorted(self.content.updates.items(), key=lambda item: (item[1].date, item[0]), reverse=True)
        ]  # fmt: skip

    @cached_property
    def _kinds(self) -> dict[str, dict[str, str | tuple[DataColumn, ...]]]:
        """Parts of each kind of document: a record of a table, or rows under named columns."""
        return {
            "entity": {"entity": "entities"},
            "statement": {"statement": "statements", **statement_columns(self.content.languages, self.content.printed_in)},
            "concept": {"concept": "concepts", "figures": CONCEPT_FIGURES},
        }

    def schemas(self) -> Iterator[tuple[str, Document]]:
        """Yield (path in the site, JSON Schema) for every kind of document."""
        for kind in self._kinds:
            yield f"{FOLDER}/schema/{kind}.json", self.schema(kind)
        for kind in (*LISTS, "update"):
            yield f"{FOLDER}/schema/{kind}-list.json", self.list_schema(kind)

    def schema(self, kind: str) -> Document:
        """JSON Schema of the documents of a kind."""
        parts = {
            part: json_text.record_schema(site_tables(self.content)[columns].columns, self.explain)
            if isinstance(columns, str)
            else json_text.row_list_schema(columns, self.explain)
            for part, columns in self._kinds[kind].items()
        }
        if kind == "entity":
            parts["statements"] = {"type": "array", "items": {"type": "string"}}
        return self._schema(kind, parts)

    def list_schema(self, kind: str) -> Document:
        """JSON Schema of the list of a kind."""
        item = {"type": "object", "required": [kind], "properties": {kind: {"type": "string"}}}
        return self._schema(f"{kind}-list", {"items": {"type": "array", "items": item}})

    def _schema(self, name: str, parts: Document) -> Document:
        head = {key: {"type": "string"} for key in ("$schema", "version", "licence")}
        return {
            "$schema": "https://json-schema.org/draft/2020-12/schema",
            "$id": f"{self.content.site.address}{FOLDER}/schema/{name}.json",
            "title": name,
            "type": "object",
            "required": [*head, *parts],
            "additionalProperties": False,
            "properties": {**head, **parts},
        }
