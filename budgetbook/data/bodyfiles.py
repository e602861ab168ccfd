"""One body's content and findings in; the data files that are about it and its statements alone out."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import partial

from budgetbook.arithmetic.finding import Finding
from budgetbook.content.load import Content, Statement
from budgetbook.data import meanings, rows, statementbook, textfiles, workbook
from budgetbook.data.api import FOLDER, Api
from budgetbook.data.columns import TABLES
from budgetbook.data.datafile import DataFile
from budgetbook.data.rows import Rows
from budgetbook.data.statementbook import StatementBook
from budgetbook.data.table import Row
from budgetbook.data.tools import tools
from budgetbook.kept import key
from budgetbook.keptfiles import FileKeeper, Whole, poured

_SHOWN = ("figures", "findings", "breakdowns")
"""The tables that a workbook shows."""


def of(content: Content, findings: Mapping[str, tuple[Finding, ...]], keeper: FileKeeper) -> Iterator[DataFile]:
    """The API's file of the body and those of its statements, then a workbook a statement."""
    made = rows.of_bodies(content, findings)
    for path, document in Api(content, {}).of_bodies(made):
        statement = path.removeprefix(f"{FOLDER}/").partition("/")[2].removesuffix(".json")
        yield DataFile("", path, 0, partial(textfiles.as_json, document), statement if "statement" in document else "")
    for each in content.statements.values():
        yield _book(content, each, made, keeper)


def paths(statement: str) -> tuple[str, str]:
    """Where a statement's file of the API and its workbook stand."""
    return f"{FOLDER}/statements/{statement}.json", f"data/statements/{statement}.xlsx"


def _book(content: Content, statement: Statement, made: Rows, keeper: FileKeeper) -> DataFile:
    mine = {name: _own(made, name, statement) for name in _SHOWN}
    _, path = paths(statement.id)

    def data() -> bytes:
        title = meanings.titled(content, f"：{statement.source.title.zh} {statement.source.title.en}")
        return workbook.as_xlsx(title, meanings.opening(content, "about-statement-book"), book.sheets())

    def name() -> str:
        return key(tools(content), statementbook.made_of(content, statement), mine)

    def file() -> Whole:
        return keeper.file(path.removeprefix("data/"), name(), poured(lambda: [data()]))

    book = StatementBook(content, statement, mine)
    return DataFile("", path, sum(map(len, mine.values())), file, statement.id, name)


def _own(made: Rows, table: str, statement: Statement) -> list[Row]:
    index = TABLES[table].index("statement")
    return [row for row in made[table] if row[index] == statement.id]
