"""Names and addresses of table lines, by their anchors `<table>.<code, number or total>`."""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache

from budgetbook.arithmetic.class_names import find_class, without_number
from budgetbook.content.breakdown import Breakdown
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
    entry = _find_entry(content, statement.breakdowns[table], row)
    return row.name if lang == content.printed_in or entry is None else entry.name[lang]


def plain_name(content: Content, statement: Statement, table: str, row: Row, lang: Language) -> tuple[str, bool]:
    """Name of a row without its list number, and whether it is the document's own, which keeps its capitals in a sentence."""
    full_name = row_name(content, statement, table, row, lang)
    entry = _find_entry(content, statement.breakdowns[table], row)
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


def _find_entry(content: Content, breakdown: Breakdown, row: Row) -> ClassificationEntry | None:
    """What the classification has for a row: by its code, or of a class without one by its name: 一、一般公共服务支出."""
    if row.code:
        return content.classifications.get(breakdown.by, {}).get(row.code)
    return find_class(_classes(content, breakdown.by), row.name, in_text=breakdown.in_text)


@lru_cache(maxsize=8)
def _classes(content: Content, scheme: str) -> Mapping[str, ClassificationEntry]:
    """The coarsest lines of a classification by each of their names, a few dozen of some two thousand."""
    shape = content.shapes.get(scheme)
    coarsest = shape.levels[0] if shape and shape.levels else 0
    classes = [entry for code, entry in content.classifications.get(scheme, {}).items() if len(code) == coarsest]
    return {name: entry for entry in reversed(classes) for name in entry.all_names}


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
