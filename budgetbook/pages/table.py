"""A statement's breakdown and an edition in; its page out: every line with its code, values and what does not add up."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from decimal import Decimal

from budgetbook.arithmetic import money
from budgetbook.arithmetic.changes import Line, lines_before
from budgetbook.arithmetic.money import Amount
from budgetbook.arithmetic.statement_tables import Cell, Sheet, Tables, line_ledger
from budgetbook.content.loader import Statement
from budgetbook.content.model import Language
from budgetbook.content.statement import Breakdown, Row
from budgetbook.pages.language import OTHER, Edition, by_weight
from budgetbook.pages.models.pages import Page, TableBody
from budgetbook.pages.models.parts import Change, LineView, Link, Number, SaidView
from budgetbook.pages.views.findings import merged
from budgetbook.pages.views.statement import StatementViews
from budgetbook.text.column_heads import column_heads
from budgetbook.text.table_lines import row_name

_UNITS = {"元": "table-in-yuan", "万元": "table-in-wan-yuan", "亿元": "table-in-yi-yuan"}


def table_pages(edition: Edition, statement: Statement) -> Iterator[Page]:
    """A page for each table."""
    for name in statement.breakdowns:
        yield _page(edition, statement, name)


def _page(edition: Edition, statement: Statement, name: str) -> Page:
    address = f"{edition.lang}/{statement.id}/{name}/"
    views, table = edition.views(statement.id, address), edition.content.tables[name]
    breakdown = statement.breakdowns[name]
    shown, coded = _shown(breakdown), any(row.code for row in breakdown.rows)
    findings = tuple(views.found.by_table.get(name, ()))
    entity, parent = edition.entity_link(statement.entity), Link(views.title, views.address)
    failing = [finding for finding in by_weight(findings, edition.content) if finding.verdict == "fails"]
    body = TableBody(
        statement=parent,
        entity=entity,
        name=table.name[edition.lang],
        explain=table.explain[edition.lang],
        place=views.place(breakdown.at),
        unit=breakdown.unit,
        unit_sentence=edition.words[_UNITS[breakdown.unit]],
        columns=_columns(edition, statement, breakdown),
        shown=shown,
        coded=coded,
        left_out=tuple(_left_out(edition, statement, breakdown, shown, coded)),
        lines=tuple(_lines(views, name, breakdown)),
        nil_sentence="" if breakdown.rows else edition.words.say("nil-said" if breakdown.nil_note else "nil-unsaid"),
        tally=edition.tally(findings),
        alarms=merged(views.told.of(finding) for finding in failing),
        edit=views.edit("breakdowns", name),
    )
    document = edition.words.document(statement.phase, statement.fiscal_year)
    title = edition.words.say("page-title", title=body.name, entity=f"{entity.text} {document}")
    trail = (edition.home, entity, parent)
    return edition.page(f"{statement.id}/{name}/", "table.html", title, body.explain, trail, "budgets", body)


def _columns(edition: Edition, statement: Statement, breakdown: Breakdown) -> tuple[Link, ...]:
    heads = column_heads(edition.words, edition.content.concepts, statement, breakdown)
    return tuple(
        Link(head, f"{edition.lang}/glossary/{about.concept}/", edition.refs.tip(about.concept))
        for head, about in zip(heads, breakdown.columns, strict=True)
    )


def _printed_in(breakdown: Breakdown, index: int) -> set[Decimal | None]:
    """The different values of a column, None for an empty cell."""
    rows = [row.values for row in breakdown.rows]
    return {values[index] for values in (*rows, breakdown.total) if values is not None}


def _shown(breakdown: Breakdown) -> tuple[int, ...]:
    """The columns that say something: not empty in every line, and not 0 in every line. Where none does, all are shown."""
    numbers = range(len(breakdown.columns))
    return tuple(n for n in numbers if len(_printed_in(breakdown, n)) > 1 or any(_printed_in(breakdown, n))) or tuple(numbers)


def _left_out(edition: Edition, statement: Statement, breakdown: Breakdown, shown: tuple[int, ...], coded: bool) -> Iterator[str]:
    """What a reader is told of the columns that are not shown."""
    heads = column_heads(edition.words, edition.content.concepts, statement, breakdown)
    hidden = [number for number in range(len(heads)) if number not in shown]
    for key, value in (("left-out-empty", None), ("left-out-zero", Decimal(0))):
        if names := [heads[number] for number in hidden if _printed_in(breakdown, number) == {value}]:
            yield edition.words.say(key, columns=edition.words.listing(names))
    if breakdown.rows and not coded:
        yield edition.words.say("left-out-codes")


def _lines(views: StatementViews, name: str, breakdown: Breakdown) -> Iterator[LineView]:
    sheet, said = Sheet(name, breakdown), _said(views, name, breakdown)
    before = lines_before(Tables(views.ledger, views.content.classifications), name)
    for index, row in enumerate(sheet.rows):
        anchor, code = sheet.anchor(row), row.code or ""
        is_total, place = sheet.is_total(row), views.place(row.at or breakdown.at)
        printed = " · ".join(views.quoted(Amount(v, breakdown.unit)) for v in row.values if v is not None)
        yield LineView(
            id=f"line-{anchor.partition('.')[2]}",
            code=code,
            level=_level(code),
            name=views.words["total"] if is_total else _name(views, name, row, views.lang),
            foreign=not is_total and views.lang == "en" and _name(views, name, row, "en") == row.name,
            other_name="" if is_total else _other_name(views, name, row),
            values=tuple(v if v is None else views.shown(Amount(v, breakdown.unit), anchor) for v in row.values),
            cells=tuple("" if v is None else money.tabular(Amount(v, breakdown.unit), views.lang) for v in row.values),
            findings=views.checks(anchor),
            place=place,
            citation=views.cite(anchor, views.explainer.name(anchor), printed, place),
            edit=views.edit("breakdowns", name, *(("total",) if is_total else ("rows", index, "name"))),
            said=said.get(code),
            prior=_prior(views, before, cell) if (cell := sheet.cell(row, 0)) else None,
        )


def _prior(views: StatementViews, before: Mapping[str, Line], cell: Cell) -> tuple[Number, Change] | None:
    """What the earlier document's table has for a line, where both have it."""
    line = before.get(cell.anchor)
    if line is None:
        return None
    then = replace(
        views.shown(line.then, cell.anchor, year=str(line.source.statement.fiscal_year)),
        source=views.from_document(line.source, line.there),
    )
    percent = money.growth(line.change, line.then) if line.change.value else ""
    return then, Change(views.words.change(line.change), percent, "", "", agrees=True, said="")


def _level(code: str) -> int:
    """How fine a line is by the digits of its code: 3, 5 or 7, and where one is lost, the finer."""
    return (len(code) > 3) + (len(code) > 5)


def _said(views: StatementViews, name: str, breakdown: Breakdown) -> dict[str, SaidView]:
    """What the text says of single lines, by code."""
    of_lines = StatementViews(views.told.by(line_ledger(views.ledger, name)), views.found)
    found = {}
    for code, line in breakdown.lines.items():
        anchor = f"{name}.{code}"
        if amount := of_lines.number(anchor):
            prior, change = of_lines.prior(anchor), of_lines.change(anchor)
            found[code] = SaidView(amount, prior, change, views.rich(line.reason), views.place(line.at))
    return found


def _name(views: StatementViews, table: str, row: Row, lang: Language) -> str:
    return row_name(views.content, views.statement, table, row, lang)


def _other_name(views: StatementViews, table: str, row: Row) -> str:
    other, mine = (_name(views, table, row, lang) for lang in (OTHER[views.lang], views.lang))
    return other if other != mine else ""
