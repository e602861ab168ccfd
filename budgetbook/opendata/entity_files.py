"""The data files of one entity and its statements."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import cache, partial

from budgetbook.arithmetic.finding import Finding
from budgetbook.content.content import Content, Statement
from budgetbook.infra.base.files import CachedFile
from budgetbook.infra.cache.blobs import fingerprint
from budgetbook.infra.cache.code_fingerprint import code_fingerprint
from budgetbook.infra.cache.files import FileCache, make_writer
from budgetbook.opendata.api.documents import FOLDER, Api
from budgetbook.opendata.data_file import DataFile
from budgetbook.opendata.formats import json_text, statement_csv, statement_xlsx, xlsx
from budgetbook.opendata.formats.statement_xlsx import StatementBook
from budgetbook.opendata.tables import column_docs, rows
from budgetbook.opendata.tables.rows import Rows, records
from budgetbook.opendata.tables.site_schema import site_tables
from budgetbook.opendata.tables.table import Row
from budgetbook.opendata.tables.translated_texts import join_texts

_WORKBOOK_TABLES = ("figures", "findings", "breakdowns")
"""Tables shown in a statement's workbook."""


def entity_files(content: Content, findings: Mapping[str, tuple[Finding, ...]], file_cache: FileCache) -> Iterator[DataFile]:
    """Yield the API documents of the entity and its statements, then a CSV file and a workbook per statement."""
    table_rows = rows.entity_rows(content, findings)
    for path, document in Api(content, {}).entity_documents(table_rows):
        statement = path.removeprefix(f"{FOLDER}/").partition("/")[2].removesuffix(".json")
        yield DataFile(path, partial(json_text.as_json, document), statement=statement if "statement" in document else "")
    for each in content.statements.values():
        yield _csv_file(content, each, table_rows)
        yield _book(content, each, table_rows, file_cache)


def statement_paths(statement: str) -> tuple[str, str, str]:
    """Paths of a statement's API document, CSV file and workbook."""
    folder = "data/statements"
    return f"{FOLDER}/statements/{statement}.json", f"{folder}/{statement}.csv", f"{folder}/{statement}.xlsx"


def _csv_file(content: Content, statement: Statement, table_rows: Rows) -> DataFile:
    def data() -> bytes:
        figures, lines = (
            records(site_tables(content)[table], _statement_rows(content, table_rows, table, statement))
            for table in ("figures", "breakdowns")
        )
        return statement_csv.write(figures, lines, content.languages, content.printed_in)

    _, path, _ = statement_paths(statement.id)
    return DataFile(path, data, statement=statement.id)


def _book(content: Content, statement: Statement, table_rows: Rows, file_cache: FileCache) -> DataFile:
    statement_rows = {
        book_fingerprint: _statement_rows(content, table_rows, book_fingerprint, statement)
        for book_fingerprint in _WORKBOOK_TABLES
    }
    _, _, path = statement_paths(statement.id)

    def data() -> bytes:
        colon = content.phrases[content.languages[0]].marks.colon
        title = column_docs.workbook_title(content, f"{colon}{join_texts(content, statement.source.title)}")
        return xlsx.as_xlsx(title, column_docs.opening_lines(content, "about-statement-book"), book.sheets())

    @cache
    def book_fingerprint() -> str:
        return fingerprint(
            code_fingerprint("opendata"),
            content.site,
            content.phrases,
            statement_xlsx.labels_fingerprint(content, statement),
            statement_rows,
        )

    def file() -> CachedFile:
        return file_cache.get_or_fill(path.removeprefix("data/"), book_fingerprint(), make_writer(lambda: [data()]))

    book = StatementBook(content, statement, statement_rows)
    rows = sum(map(len, statement_rows.values()))
    return DataFile(path, file, book_fingerprint, rows=rows, statement=statement.id)


def _statement_rows(content: Content, table_rows: Rows, table: str, statement: Statement) -> list[Row]:
    index = site_tables(content)[table].column_index("statement")
    return [row for row in table_rows[table] if row[index] == statement.id]
