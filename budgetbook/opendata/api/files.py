"""What all bodies give in; the files of the API that are of no one body out: lists, concepts, schemas, and what tells of them."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cached_property, partial
from itertools import islice

from budgetbook.infra.cache.files import Spool, make_writer
from budgetbook.opendata.api import openapi
from budgetbook.opendata.api.documents import FOLDER, LISTS, Api, Document, Record
from budgetbook.opendata.data_file import DataFile
from budgetbook.opendata.formats import csv_json
from budgetbook.opendata.shared_files import SharedFileBuilder
from budgetbook.opendata.tables import rows
from budgetbook.opendata.tables.schema import TABLES

MOST_HELD = 30_000
"""Figures up to which the files of concepts are held in memory."""


@dataclass(frozen=True)
class ApiFiles:
    """How each is made."""

    builder: SharedFileBuilder

    def build_files(self) -> Iterator[DataFile]:
        """The lists first, then a file a concept."""
        for path, kind in self._lists.items():
            yield DataFile(path, partial(self._list_json, kind))
        for record in self._records("concepts"):
            yield self._concept_file(self._api.path("concept", str(record["concept"])), partial(self._concept_pieces, record))
        for path, schema in self._api.schemas():
            yield DataFile(path, partial(csv_json.as_json, schema))
        yield DataFile("data/openapi.json", lambda: csv_json.as_json(self._openapi()))

    @property
    def _lists(self) -> dict[str, str]:
        """What each lists, by its path."""
        return {**{f"{FOLDER}/{table}.json": kind for kind, table in LISTS.items()}, f"{FOLDER}/updates.json": "update"}

    @cached_property
    def _api(self) -> Api:
        return Api(self.builder.content, self.builder.column_explanations)

    def _records(self, table: str) -> Iterator[Record]:
        return rows.records(TABLES[table], self.builder.streams.rows(table))

    def _list(self, kind: str, most: int | None = None) -> Document:
        """With no more than so many items."""
        items = self._api.updates() if kind == "update" else self._api.list_items(kind, self._records(LISTS[kind]))
        return self._api.build_document(f"{kind}-list", items=list(islice(items, most)))

    def _list_json(self, kind: str) -> bytes:
        return csv_json.as_json(self._list(kind))

    def _concept_file(self, path: str, pieces: Callable[[], Iterator[bytes]]) -> DataFile:
        """Held while there are few figures: to keep hundreds of small files takes longer than to make them."""
        if self.builder.streams.stats("figures").rows <= MOST_HELD:
            return DataFile(path, lambda: b"".join(pieces()))
        return self.builder.build_file(path, make_writer(pieces), ("concepts", "figures"))

    def _concept_pieces(self, record: Record) -> Iterator[bytes]:
        figures = self._figures.read_pieces(str(record["concept"]))
        return csv_json.json_pieces(self._api.build_document("concept", concept=record, figures=figures))

    @cached_property
    def _figures(self) -> Spool:
        """Sorted out when the first file of a concept is made, for all of them."""
        return self.builder.streams.spool_figures()

    def _openapi(self) -> Document:
        """With the first answer of each kind for an example."""
        first_examples = dict(self._examples())
        examples = {kind: first_examples[kind] for kind in LISTS if kind in first_examples}
        return openapi.describe_api(self._api, {path: self._list(kind, 1) for path, kind in self._lists.items()}, examples)

    def _examples(self) -> Iterator[tuple[str, tuple[str, Document]]]:
        """(kind, (path, document)); the first body may have no statement, but the body of the first statement has."""
        register = self.builder.contributions.register
        firsts = {"entity": list(register.entities), "statement": [each.entity for each in register.statements.values()]}
        for kind, entities in firsts.items():
            documents = self._api.entity_documents(rows.entity_rows(*self.builder.contributions.load_in_full(entities[:1])))
            yield from ((kind, each) for each in islice((each for each in documents if kind in each[1]), 1))
        for record in islice(self._records("concepts"), 1):
            mine = (each for each in self._records("figures") if each["concept"] == record["concept"] and not each["line"])
            document = self._api.build_document("concept", concept=record, figures=list(islice(mine, 1)))
            yield "concept", (self._api.path("concept", str(record["concept"])), document)
