"""One body's content and findings in; the data files that are about it and its statements alone out."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import partial

from budgetbook.arithmetic.finding import Finding
from budgetbook.content.loader import Content, Statement
from budgetbook.infra.cache.blobs import key
from budgetbook.infra.cache.files import FileKeeper, Whole, poured
from budgetbook.opendata.api.documents import FOLDER, Api
from budgetbook.opendata.data_file import DataFile
from budgetbook.opendata.fingerprint import tools
from budgetbook.opendata.formats import csv_json, statement_xlsx, xlsx
from budgetbook.opendata.formats.statement_xlsx import StatementBook
from budgetbook.opendata.tables import column_docs, rows
from budgetbook.opendata.tables.rows import Rows
from budgetbook.opendata.tables.schema import TABLES
from budgetbook.opendata.tables.table import Row

_SHOWN = ("figures", "findings", "breakdowns")
"""The tables that a workbook shows."""


def of(content: Content, findings: Mapping[str, tuple[Finding, ...]], keeper: FileKeeper) -> Iterator[DataFile]:
    """The API's file of the body and those of its statements, then a workbook a statement."""
    made = rows.of_bodies(content, findings)
    for path, document in Api(content, {}).of_bodies(made):
        statement = path.removeprefix(f"{FOLDER}/").partition("/")[2].removesuffix(".json")
        yield DataFile("", path, 0, partial(csv_json.as_json, document), statement if "statement" in document else "")
    for each in content.statements.values():
        yield _book(content, each, made, keeper)


def paths(statement: str) -> tuple[str, str]:
    """Where a statement's file of the API and its workbook stand."""
    return f"{FOLDER}/statements/{statement}.json", f"data/statements/{statement}.xlsx"


def _book(content: Content, statement: Statement, made: Rows, keeper: FileKeeper) -> DataFile:
    mine = {name: _own(made, name, statement) for name in _SHOWN}
    _, path = paths(statement.id)

    def data() -> bytes:
        title = column_docs.titled(content, f"：{statement.source.title.zh} {statement.source.title.en}")
        return xlsx.as_xlsx(title, column_docs.opening(content, "about-statement-book"), book.sheets())

    def name() -> str:
        return key(tools(content), statement_xlsx.made_of(content, statement), mine)

    def file() -> Whole:
        return keeper.file(path.removeprefix("data/"), name(), poured(lambda: [data()]))

    book = StatementBook(content, statement, mine)
    return DataFile("", path, sum(map(len, mine.values())), file, statement.id, name)


def _own(made: Rows, table: str, statement: Statement) -> list[Row]:
    index = TABLES[table].index("statement")
    return [row for row in made[table] if row[index] == statement.id]
