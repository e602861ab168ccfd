"""The documents of the static API: one per entity, statement and concept, their lists, and a schema for each kind.

Addresses are stable: `data/v1/…` changes by additions only. Every document names the JSON Schema that it follows.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from budgetbook.content.loader import Content
from budgetbook.opendata.formats import csv_json
from budgetbook.opendata.formats.datapackage import CC_BY, VERSION
from budgetbook.opendata.tables.rows import Rows, records
from budgetbook.opendata.tables.schema import TABLES
from budgetbook.opendata.tables.table import Value

Record = dict[str, Value]
Document = dict[str, Any]
FOLDER = "data/v1"
KINDS: dict[str, dict[str, str | list[str]]] = {
    "entity": {"entity": "entities", "statements": ["statements"]},
    "statement": {
        "statement": "statements", "figures": ["figures"], "findings": ["findings"], "projects": ["projects"],
        "indicators": ["indicators"], "evaluations": ["evaluations"], "breakdowns": ["breakdowns"],
    },
    "concept": {"concept": "concepts", "figures": ["figures"]},
}  # fmt: skip
"""Parts of each kind of document: a record of a table, or a list of a table's records."""
LISTS = {"entity": "entities", "statement": "statements", "concept": "concepts"}
"""Table that lists the things of each kind."""


@dataclass(frozen=True)
class Api:
    """Builds the API's documents for one site."""

    content: Content
    """The dictionary and the site; entities are not read from it."""
    explain: Mapping[str, str]
    """Explanation of each column, in both languages."""

    def entity_documents(self, table_rows: Rows) -> Iterator[tuple[str, Document]]:
        """Yield (path in the site, document) for each entity and statement among the rows."""
        for kind in ("entity", "statement"):
            parts = {
                part: _group_records(tables[0], kind, table_rows)
                for part, tables in KINDS[kind].items()
                if isinstance(tables, list)
            }
            for record in records(TABLES[LISTS[kind]], table_rows[LISTS[kind]]):
                name = str(record[kind])
                lists = {part: records_by_value.get(name, []) for part, records_by_value in parts.items()}
                yield self.path(kind, name), self.build_document(kind, **{kind: record}, **lists)

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
            names = [key for key in ("name_zh", "name_en", "title_zh", "title_en", "entity", "year") if key in record]
            fields = {key: record[key] for key in dict.fromkeys((kind, *names, "page_zh", "page_en"))}
            yield {**fields, "url": f"{self.content.site.address}{self.path(kind, str(record[kind]))}"}

    def updates(self) -> list[Record]:
        """Additions and corrections, newest first: the record behind the feeds."""
        return [
            {"update": name, "date": each.date.isoformat(), "kind": each.kind, "statement": each.statement,
             "figure": each.figure, "text_zh": each.text.zh, "text_en": each.text.en}
            for name, each in sorted(self.content.updates.items(), key=lambda item: (item[1].date, item[0]), reverse=True)
        ]  # fmt: skip

    def schemas(self) -> Iterator[tuple[str, Document]]:
        """Yield (path in the site, JSON Schema) for every kind of document."""
        for kind in KINDS:
            yield f"{FOLDER}/schema/{kind}.json", self.schema(kind)
        for kind in (*LISTS, "update"):
            yield f"{FOLDER}/schema/{kind}-list.json", self.list_schema(kind)

    def schema(self, kind: str) -> Document:
        """JSON Schema of the documents of a kind."""
        parts = {
            part: self._rows(tables[0]) if isinstance(tables, list) else csv_json.row_schema(TABLES[tables], self.explain)
            for part, tables in KINDS[kind].items()
        }
        return self._schema(kind, parts)

    def list_schema(self, kind: str) -> Document:
        """JSON Schema of the list of a kind."""
        item = {"type": "object", "required": [kind], "properties": {kind: {"type": "string"}}}
        return self._schema(f"{kind}-list", {"items": {"type": "array", "items": item}})

    def _rows(self, table: str) -> Document:
        return {"type": "array", "items": csv_json.row_schema(TABLES[table], self.explain)}

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


def _group_records(table: str, column: str, table_rows: Rows) -> dict[str, list[Record]]:
    """A table's records, grouped by the value of a column."""
    records_by_value: dict[str, list[Record]] = {}
    for record in records(TABLES[table], table_rows[table]):
        records_by_value.setdefault(str(record[column]), []).append(record)
    return records_by_value
