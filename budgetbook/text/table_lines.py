"""The line of a table by its anchor, `<table>.<code, number or total>`; its name in either language, and its address, out."""

from __future__ import annotations

from collections.abc import Mapping

from budgetbook.arithmetic.statement_tables import without_number
from budgetbook.content.loader import Content, Statement
from budgetbook.content.model import ClassificationEntry, Language
from budgetbook.content.statement import Row

_ITEM = 7  # digits of the code of a 项: the names of coarser lines are told apart
_TOTAL = {"zh": "合计", "en": "total"}
_SEPARATORS = {"zh": "：", "en": ", "}


def line_name(content: Content, statement: Statement, anchor: str, lang: Language) -> str:
    """`支出总表：科普活动` / `Table of expenditure, science popularisation`; for a table alone, its name."""
    table, _, line = anchor.partition(".")
    name = content.tables[table].name[lang]
    if not line:
        return name
    if line == "total":
        return f"{name}{_SEPARATORS[lang]}{_TOTAL[lang]}"
    return f"{name}{_SEPARATORS[lang]}{row_name(content, statement, table, find_row(statement, table, line), lang)}"


def find_row(statement: Statement, table: str, line: str) -> Row:
    """The row with a code, or with a number. Raises LookupError for one that is not there."""
    rows = statement.breakdowns[table].rows
    for index, row in enumerate(rows, 1):
        if line in (row.code, str(index)):
            return row
    raise LookupError(f"{table}.{line}")


def row_name(content: Content, statement: Statement, table: str, row: Row, lang: Language) -> str:
    """The name as printed; in English, the classification's name of the code where it is known."""
    names = content.classifications.get(statement.breakdowns[table].by, {})
    entry = names.get(row.code or "") if row.code else _class_by_name(names, row.name)
    return row.name if lang == "zh" or entry is None else entry.name.en


def plain_name(content: Content, statement: Statement, table: str, row: Row, lang: Language) -> tuple[str, bool]:
    """A line's name without its list number, and whether it is as printed: then it is written as it is wherever it stands."""
    full_name = row_name(content, statement, table, row, lang)
    names = content.classifications.get(statement.breakdowns[table].by, {})
    ours = lang == "en" and (row.code in names if row.code else _class_by_name(names, row.name) is not None)
    return without_number(full_name), not ours


def parent_row(statement: Statement, table: str, row: Row) -> Row | None:
    """The row of the next coarser level, for an item whose name other items of its table bear too; else None."""
    rows, code = statement.breakdowns[table].rows, row.code or ""
    if len(code) < _ITEM or sum(len(each.code or "") == len(code) and each.name == row.name for each in rows) < 2:
        return None
    return next((each for each in rows if each.code == code[:-2]), None)


def _class_by_name(names: Mapping[str, ClassificationEntry], printed_name: str) -> ClassificationEntry | None:
    """The class of a table that prints 一、一般公共服务支出 without its code."""
    bare = without_number(printed_name)
    return next((entry for code, entry in names.items() if len(code) == 3 and entry.name.zh == bare), None)


def line_address(statement: Statement, anchor: str, lang: Language) -> str:
    """Where a line stands: on the page of its table."""
    table, _, line = anchor.partition(".")
    return f"{lang}/{statement.id}/{table}/" + (f"#line-{line}" if line else "")
