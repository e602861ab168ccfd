"""Rules on tables: names that exist, rows that fit their columns, codes that occur once."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from budgetbook.content.breakdown import Breakdown
from budgetbook.content.content import Content, Statement
from budgetbook.content.yaml.reader import Path
from budgetbook.diagnostics.problem import Problem, did_you_mean, message
from budgetbook.validation.unknown_names import unknown_concept, unknown_place, unknown_table


def standard_tables(content: Content) -> Iterator[Problem]:
    """Every standard table reports a concept of the dictionary."""
    for name, table in content.tables.items():
        yield from unknown_concept(content, content.country_path("tables.yaml"), (name, "concept"), table.concept)


def table_names(content: Content) -> Iterator[Problem]:
    """A breakdown is a standard table, its columns report concepts, and its places exist."""
    for statement in content.statements.values():
        for kind in ("breakdowns", "tables"):
            for name in getattr(statement, kind):
                yield from unknown_table(content, statement.file, (kind, name), name)
        for name, breakdown in statement.breakdowns.items():
            path: Path = ("breakdowns", name)
            if breakdown.by != "items" and breakdown.by not in content.shapes:
                hint, text = did_you_mean(breakdown.by, content.shapes), message("unknown-classification", name=breakdown.by)
                yield content.problem(statement.file, (*path, "by"), text, hint)
            yield from _columns(content, statement, path, breakdown)
            yield from _controls(content, statement, path, breakdown)
            yield from _places(content, statement, path, breakdown)


def _columns(content: Content, statement: Statement, path: Path, breakdown: Breakdown) -> Iterator[Problem]:
    for index, column in enumerate(breakdown.columns):
        yield from unknown_concept(content, statement.file, (*path, "columns", index, "concept"), column.concept)
        if column.fund != "all" and column.fund not in content.funds:
            hint, text = did_you_mean(column.fund, content.funds), message("unknown-fund", name=column.fund)
            yield content.problem(statement.file, (*path, "columns", index, "fund"), text, hint)


def _controls(content: Content, statement: Statement, path: Path, breakdown: Breakdown) -> Iterator[Problem]:
    """A control total is one of a column of the table, and a table balances with another one of the statement."""
    for index, control in enumerate(breakdown.control):
        if not 1 <= control.column <= len(breakdown.columns) or breakdown.total is None:
            text = message("control-of-nothing", columns=len(breakdown.columns))
            yield content.problem(statement.file, (*path, "control", index), text)
    other_tables = [name for name, each in statement.breakdowns.items() if each is not breakdown]
    if breakdown.balances is not None and breakdown.balances not in other_tables:
        hint = did_you_mean(breakdown.balances, other_tables)
        yield content.problem(statement.file, (*path, "balances"), message("no-such-side", name=breakdown.balances), hint)


def _places(content: Content, statement: Statement, path: Path, breakdown: Breakdown) -> Iterator[Problem]:
    places: list[tuple[Path, str]] = [((*path, "at"), breakdown.at)]
    places += [((*path, "rows", index, "at"), row.at) for index, row in enumerate(breakdown.rows) if row.at]
    places += [((*path, "control", index, "at"), control.at) for index, control in enumerate(breakdown.control)]
    places += [((*path, "lines", code, "at"), line.at) for code, line in breakdown.lines.items()]
    for place_path, place in places:
        yield from unknown_place(content, statement, place_path, place)


def table_shapes(content: Content) -> Iterator[Problem]:
    """Every row has a value for each column, each code occurs once, and a line of the text is a row of the table."""
    for statement in content.statements.values():
        for name, breakdown in statement.breakdowns.items():
            path: Path = ("breakdowns", name)
            rows = [((*path, "rows", index), row.values) for index, row in enumerate(breakdown.rows)]
            if breakdown.total is not None:
                rows.append(((*path, "total"), breakdown.total))
            for row_path, values in rows:
                if len(values) != len(breakdown.columns):
                    text = message("wrong-number-of-values", found=len(values), expected=len(breakdown.columns))
                    yield content.problem(statement.file, row_path, text)
            yield from _codes(content, statement, path, breakdown)


def _codes(content: Content, statement: Statement, path: Path, breakdown: Breakdown) -> Iterator[Problem]:
    count = Counter(row.code for row in breakdown.rows if row.code)
    for index, row in enumerate(breakdown.rows):
        if row.code and count[row.code] > 1:
            yield content.problem(statement.file, (*path, "rows", index, "code"), message("repeated-code", code=row.code))
    for code, line in breakdown.lines.items():
        if code not in count:
            text = message("line-without-row", code=code)
            yield content.problem(statement.file, (*path, "lines", code), text, did_you_mean(code, count))
        if line.amount is None:
            yield content.problem(statement.file, (*path, "lines", code), message("no-amount"))
