"""Names and addresses of table lines, by their anchors `<table>.<code, number or total>`."""

from __future__ import annotations

from functools import lru_cache

from budgetbook.arithmetic.statement_table import without_number
from budgetbook.content.content import Content, Statement
from budgetbook.content.model import ClassificationEntry
from budgetbook.content.row import Row
from budgetbook.content.text import Language


def line_name(content: Content, statement: Statement, anchor: str, lang: Language) -> str:
    """Full name of a line: `支出总表：科普活动` / `Table of expenditure, science popularisation`; for a bare table, the table's
    name."""
    table, _, line = anchor.partition(".")
    name = content.name_table(statement, table)[lang]
    if not line:
        return name
    language = content.phrases[lang]
    if line == "total":
        return f"{name}{language.marks.apposition}{language.write_small(language.words['total'])}"
    row = statement.breakdowns[table].rows_by_line[line]
    return f"{name}{language.marks.apposition}{row_name(content, statement, table, row, lang)}"


def row_name(content: Content, statement: Statement, table: str, row: Row, lang: Language) -> str:
    """Name of a row as printed; in any other language, the classification's name of its code if known."""
    scheme = statement.breakdowns[table].by
    entry = content.classifications.get(scheme, {}).get(row.code) if row.code else _class_by_name(content, scheme, row.name)
    return row.name if lang == content.printed_in or entry is None else entry.name[lang]


def plain_name(content: Content, statement: Statement, table: str, row: Row, lang: Language) -> tuple[str, bool]:
    """Name of a row without its list number, and whether it is the document's own, which keeps its capitals in a sentence."""
    full_name = row_name(content, statement, table, row, lang)
    scheme = statement.breakdowns[table].by
    codes = content.classifications.get(scheme, {})
    entry = codes.get(row.code) if row.code else _class_by_name(content, scheme, row.name)
    is_translated = lang != content.printed_in and entry is not None
    return without_number(full_name), not is_translated


def parent_row(content: Content, statement: Statement, table: str, row: Row) -> Row | None:
    """The next coarser row, for an item whose name other items of the table have too; else None."""
    breakdown, code = statement.breakdowns[table], row.code or ""
    shape = content.shapes.get(breakdown.by)
    levels = shape.levels if shape else ()
    if len(levels) < 3 or len(code) < levels[-1]:  # names of coarser lines are distinct
        return None
    if breakdown.name_counts[len(code), row.name] < 2:
        return None
    upper = breakdown.rows_by_line.get(code[: levels[-2]])
    return upper if upper and upper.code else None  # and no row of that number


def _class_by_name(content: Content, scheme: str, printed_name: str) -> ClassificationEntry | None:
    """The class of a row that prints its name without a code: 一、一般公共服务支出."""
    bare = without_number(printed_name)
    return next((entry for entry in _classes(content, scheme) if bare in entry.all_names), None)


@lru_cache(maxsize=8)
def _classes(content: Content, scheme: str) -> tuple[ClassificationEntry, ...]:
    """The coarsest lines of a classification, a few dozen of some two thousand."""
    shape = content.shapes.get(scheme)
    coarsest = shape.levels[0] if shape and shape.levels else 0
    return tuple(entry for code, entry in content.classifications.get(scheme, {}).items() if len(code) == coarsest)


def line_address(statement: Statement, anchor: str, lang: Language) -> str:
    """Address of a line on the page of its table."""
    table, _, line = anchor.partition(".")
    breakdown = statement.breakdowns.get(table)
    part = breakdown.part_keys.get(line, "") if breakdown else ""
    return f"{lang}/{statement.id}/{table}/{part}{'/' if part else ''}" + (f"#line-{line}" if line else "")


def class_address(content: Content, entity: str, scheme: str, code: str, lang: Language) -> str:
    """Address of the page of a class over the years; a code that several classifications have is told apart by theirs."""
    others = (name for name in content.country.classifications if name != scheme) if content.country else ()
    is_shared = any(code in content.classifications.get(name, {}) for name in others)
    return f"{lang}/{entity}/lines/{f'{scheme}-' if is_shared else ''}{code}/"
