"""Rows in; the documents of the static API out: one a body, statement and concept, lists of them, and the schema of each kind.

Addresses are stable: `data/v1/…` changes only by additions. Every file names the JSON Schema that it follows.
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
"""What a file of each kind holds: a record of a table, or a list of records."""
LISTS = {"entity": "entities", "statement": "statements", "concept": "concepts"}
"""The table that lists the things of each kind."""


@dataclass(frozen=True)
class Api:
    """What every file of the API says."""

    content: Content
    """The dictionary and the site; of bodies nothing."""
    explain: Mapping[str, str]

    def entity_documents(self, table_rows: Rows) -> Iterator[tuple[str, Document]]:
        """(path in the site, document) of a file a body and a file a statement."""
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
        """Where the file of one thing stands."""
        return f"{FOLDER}/{LISTS[kind]}/{name}.json"

    def build_document(self, kind: str, **parts: Any) -> Document:
        """A document of one kind; a list may be an iterator of finished items."""
        schema = f"{self.content.site.address}{FOLDER}/schema/{kind}.json"
        return {"$schema": schema, "version": VERSION, "licence": CC_BY["path"], **parts}

    def list_items(self, kind: str, things: Iterable[Record]) -> Iterator[Record]:
        """The list of all things of one kind: what each is called, where its page and its file are."""
        for record in things:
            names = [key for key in ("name_zh", "name_en", "title_zh", "title_en", "entity", "year") if key in record]
            fields = {key: record[key] for key in dict.fromkeys((kind, *names, "page_zh", "page_en"))}
            yield {**fields, "url": f"{self.content.site.address}{self.path(kind, str(record[kind]))}"}

    def updates(self) -> list[Record]:
        """What was added and corrected, the newest first: the record that the feeds are made of."""
        return [
            {"update": name, "date": each.date.isoformat(), "kind": each.kind, "statement": each.statement,
             "figure": each.figure, "text_zh": each.text.zh, "text_en": each.text.en}
            for name, each in sorted(self.content.updates.items(), key=lambda item: (item[1].date, item[0]), reverse=True)
        ]  # fmt: skip

    def schemas(self) -> Iterator[tuple[str, Document]]:
        """(path in the site, JSON Schema) of every kind of file."""
        for kind in KINDS:
            yield f"{FOLDER}/schema/{kind}.json", self.schema(kind)
        for kind in (*LISTS, "update"):
            yield f"{FOLDER}/schema/{kind}-list.json", self.list_schema(kind)

    def schema(self, kind: str) -> Document:
        """The JSON Schema of a file of one kind."""
        parts = {
            part: self._rows(tables[0]) if isinstance(tables, list) else csv_json.row_schema(TABLES[tables], self.explain)
            for part, tables in KINDS[kind].items()
        }
        return self._schema(kind, parts)

    def list_schema(self, kind: str) -> Document:
        """The JSON Schema of a list of things of one kind."""
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
    """The records of a table by what they refer to."""
    records_by_value: dict[str, list[Record]] = {}
    for record in records(TABLES[table], table_rows[table]):
        records_by_value.setdefault(str(record[column]), []).append(record)
    return records_by_value
