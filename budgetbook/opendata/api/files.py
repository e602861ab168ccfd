"""The API's files that do not belong to a single entity: lists, concepts, schemas and the OpenAPI description."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cached_property, partial
from itertools import islice

from budgetbook.infra.cache.files import Spool, make_writer
from budgetbook.opendata.api import openapi
from budgetbook.opendata.api.documents import FOLDER, LISTS, Api, Document, Record
from budgetbook.opendata.data_file import DataFile
from budgetbook.opendata.formats import json_text
from budgetbook.opendata.row_contribution import KIND
from budgetbook.opendata.shared_files import SharedFileBuilder
from budgetbook.opendata.tables import column_docs, rows
from budgetbook.opendata.tables.row_list import RowList
from budgetbook.opendata.tables.site_schema import site_tables
from budgetbook.opendata.tables.statement_rows import API_COLUMNS, CONCEPT_FIGURES, concept_row


@dataclass(frozen=True)
class ApiFiles:
    """Builds the API files shared by all entities."""

    builder: SharedFileBuilder

    def build_files(self) -> Iterator[DataFile]:
        """Yield the lists, then a file per concept, the schemas and the OpenAPI description."""
        for path, kind in self._lists.items():
            yield DataFile(path, partial(self._list_json, kind))
        for record in self._records("concepts"):
            yield self._concept_file(self._api.path("concept", str(record["concept"])), partial(self._concept_pieces, record))
        for path, schema in self._api.schemas():
            yield DataFile(path, partial(json_text.as_json, schema))
        yield DataFile("data/openapi.json", lambda: json_text.as_json(self._openapi()))

    @property
    def _lists(self) -> dict[str, str]:
        """Kind of each list, by its path."""
        return {**{f"{FOLDER}/{table}.json": kind for kind, table in LISTS.items()}, f"{FOLDER}/updates.json": "update"}

    @cached_property
    def _api(self) -> Api:
        return Api(self.builder.content, column_docs.explain_in_each_language(self.builder.content, API_COLUMNS.values()))

    def _records(self, table: str) -> Iterator[Record]:
        return rows.records(site_tables(self.builder.content)[table], self.builder.streams.rows(table))

    def _list(self, kind: str, most: int | None = None) -> Document:
        """The list of a kind, cut to `most` items if given."""
        items = self._api.updates() if kind == "update" else self._api.list_items(kind, self._records(LISTS[kind]))
        return self._api.build_document(f"{kind}-list", items=list(islice(items, most)))

    def _list_json(self, kind: str) -> bytes:
        return json_text.as_json(self._list(kind))

    def _concept_file(self, path: str, pieces: Callable[[], Iterator[bytes]]) -> DataFile:
        """The file of a concept, cached on disk only for many figures: caching hundreds of small files takes longer than building
        them."""
        if self.builder.streams.stats("figures").rows <= self.builder.limits.figures_in_memory:
            return DataFile(path, lambda: b"".join(pieces()))
        return self.builder.build_file(path, make_writer(pieces), ("concepts", "figures"))

    def _concept_pieces(self, record: Record) -> Iterator[bytes]:
        pieces = self._figures.read_pieces(str(record["concept"]))
        document = self._api.build_document("concept", concept=record, figures=RowList(CONCEPT_FIGURES, pieces))
        return json_text.json_pieces(document)

    @cached_property
    def _figures(self) -> Spool:
        """Encoded figures sorted by concept, once for all concept files."""
        return self.builder.streams.spool_figures()

    def _openapi(self) -> Document:
        """The OpenAPI description, with the first document of each kind as its example."""
        first_examples = dict(self._examples())
        examples = {kind: first_examples[kind] for kind in LISTS if kind in first_examples}
        return openapi.describe_api(self._api, {path: self._list(kind, 1) for path, kind in self._lists.items()}, examples)

    def _contributed_rows(self, entity: str) -> rows.Rows:
        """What an entity adds to each table."""
        contributions, span = self.builder.contributions, (entity, entity)
        return {table: next(iter(contributions.collect(KIND, table, span)), []) for table in site_tables(self.builder.content)}

    def _examples(self) -> Iterator[tuple[str, tuple[str, Document]]]:
        """Yield (kind, (path, document)), the first of each kind.

        The first entity may have no statement; so statement examples come from the entity of the first statement.
        """
        register = self.builder.contributions.register
        firsts = {"entity": list(register.entities), "statement": [each.entity for each in register.statements.values()]}
        for kind, entities in firsts.items():
            for entity in entities[:1]:
                documents = self._api.entity_documents(self._contributed_rows(entity))
                yield from ((kind, each) for each in islice((each for each in documents if kind in each[1]), 1))
        for record in islice(self._records("concepts"), 1):
            concept_figures = (
                each for each in self._records("figures") if each["concept"] == record["concept"] and not each["line"]
            )
            figures = RowList(
                CONCEPT_FIGURES, [concept_row(each, self.builder.content.languages[0]) for each in islice(concept_figures, 1)]
            )
            document = self._api.build_document("concept", concept=record, figures=figures)
            yield "concept", (self._api.path("concept", str(record["concept"])), document)
