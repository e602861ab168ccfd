"""All tables in; the static API out: one JSON file a body, statement and concept, lists of them, and the OpenAPI file that tells.

Addresses are stable: `data/v1/…` changes only by additions. Every file names the JSON Schema that it follows.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from budgetbook.content.load import Content
from budgetbook.data import textfiles
from budgetbook.data.columns import TABLES, Value
from budgetbook.data.package import CC_BY, VERSION
from budgetbook.data.rows import Rows, records

Record = dict[str, Value]
Document = dict[str, Any]
FOLDER = "data/v1"
STATEMENTS = f"{FOLDER}/statements/"
"""Where the files of statements stand."""
KINDS: dict[str, dict[str, str | list[str]]] = {
    "entity": {"entity": "entities", "statements": ["statements"]},
    "statement": {
        "statement": "statements", "figures": ["figures"], "findings": ["findings"], "projects": ["projects"],
        "indicators": ["indicators"], "evaluations": ["evaluations"], "breakdowns": ["breakdowns"],
    },
    "concept": {"concept": "concepts", "figures": ["figures"]},
}  # fmt: skip
"""What a file of each kind holds: a record of a table, or a list of records."""
_LISTS = {"entity": "entities", "statement": "statements", "concept": "concepts"}


@dataclass(frozen=True)
class Api:
    """Every file of the API."""

    content: Content
    made: Rows
    explain: Mapping[str, str]

    def files(self) -> Iterator[tuple[str, Document]]:
        """(path in the site, document), the lists first."""
        for kind, table in _LISTS.items():
            yield f"{FOLDER}/{table}.json", self._headed(f"{kind}-list", items=[self._item(kind, r) for r in self._all(table)])
        yield f"{FOLDER}/updates.json", self._headed("update-list", items=self._updates())
        yield from self.documents()
        for kind in KINDS:
            yield f"{FOLDER}/schema/{kind}.json", self.schema(kind)
        for kind in (*_LISTS, "update"):
            yield f"{FOLDER}/schema/{kind}-list.json", self.list_schema(kind)

    def documents(self) -> Iterator[tuple[str, Document]]:
        """A file a body, a statement and a concept."""
        for kind, table in _LISTS.items():
            for record in self._all(table):
                name = str(record[kind])
                yield self.path(kind, name), self._headed(kind, **self._parts(kind, name, record))

    def path(self, kind: str, name: str) -> str:
        """Where the file of one thing stands."""
        return f"{FOLDER}/{_LISTS[kind]}/{name}.json"

    def _parts(self, kind: str, name: str, record: Record) -> Document:
        lists = {
            part: self._by(kind, tables[0]).get(name, []) for part, tables in KINDS[kind].items() if isinstance(tables, list)
        }
        return {kind: record, **lists}

    def _item(self, kind: str, record: Record) -> Record:
        names = [key for key in ("name_zh", "name_en", "title_zh", "title_en", "entity", "year") if key in record]
        shown = {key: record[key] for key in dict.fromkeys((kind, *names, "page_zh", "page_en"))}
        return {**shown, "url": f"{self.content.site.address}{self.path(kind, str(record[kind]))}"}

    def _updates(self) -> list[Record]:
        """What was added and corrected, the newest first: the record that the feeds are made of."""
        return [
            {"update": name, "date": each.date.isoformat(), "kind": each.kind, "statement": each.statement,
             "figure": each.figure, "text_zh": each.text.zh, "text_en": each.text.en}
            for name, each in sorted(self.content.updates.items(), key=lambda item: (item[1].date, item[0]), reverse=True)
        ]  # fmt: skip

    def _all(self, table: str) -> list[Record]:
        return self._records[table]

    @cached_property
    def _records(self) -> dict[str, list[Record]]:
        return {name: list(records(table, self.made[name])) for name, table in TABLES.items()}

    def _by(self, column: str, table: str) -> dict[str, list[Record]]:
        """The records of a table by what they refer to; for a concept, its own figures and not the cells of tables."""
        if (column, table) not in self._grouped:
            found: dict[str, list[Record]] = {}
            for record in self._records[table]:
                if record[column] is not None and not (column == "concept" and record.get("line")):
                    found.setdefault(str(record[column]), []).append(record)
            self._grouped[column, table] = found
        return self._grouped[column, table]

    @cached_property
    def _grouped(self) -> dict[tuple[str, str], dict[str, list[Record]]]:
        return {}

    def _headed(self, kind: str, **parts: Any) -> Document:
        schema = f"{self.content.site.address}{FOLDER}/schema/{kind}.json"
        return {"$schema": schema, "version": VERSION, "licence": CC_BY["path"], **parts}

    def schema(self, kind: str) -> Document:
        """The JSON Schema of a file of one kind."""
        parts = {
            part: self._rows(tables[0]) if isinstance(tables, list) else textfiles.row_schema(TABLES[tables], self.explain)
            for part, tables in KINDS[kind].items()
        }
        return self._schema(kind, parts)

    def list_schema(self, kind: str) -> Document:
        """The JSON Schema of a list of things of one kind."""
        item = {"type": "object", "required": [kind], "properties": {kind: {"type": "string"}}}
        return self._schema(f"{kind}-list", {"items": {"type": "array", "items": item}})

    def _rows(self, table: str) -> Document:
        return {"type": "array", "items": textfiles.row_schema(TABLES[table], self.explain)}

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
