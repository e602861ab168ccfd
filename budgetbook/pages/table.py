"""A statement's breakdown and an edition in; its page out: every line with its code, values and what does not add up."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from decimal import Decimal

from budgetbook.arithmetic import money
from budgetbook.arithmetic.changes import ChangeLine, lines_with_prior
from budgetbook.arithmetic.money import Amount
from budgetbook.arithmetic.statement_tables import StatementTable, StatementTables, TableCell, line_ledger
from budgetbook.content.loader import Statement
from budgetbook.content.model import Language
from budgetbook.content.statement import Breakdown, Row
from budgetbook.pages.language import OTHER_LANGUAGE, LanguageSite, sort_by_severity
from budgetbook.pages.models.pages import Page, TablePage
from budgetbook.pages.models.parts import ChangeView, LineView, Link, Number, PrintedLineView
from budgetbook.pages.views.findings import merge_findings
from budgetbook.pages.views.statement import StatementPresenter
from budgetbook.text.column_heads import column_heads
from budgetbook.text.table_lines import row_name

_UNITS = {"元": "table-in-yuan", "万元": "table-in-wan-yuan", "亿元": "table-in-yi-yuan"}


def table_pages(edition: LanguageSite, statement: Statement) -> Iterator[Page]:
    """A page for each table."""
    for name in statement.breakdowns:
        yield _page(edition, statement, name)


def _page(edition: LanguageSite, statement: Statement, name: str) -> Page:
    address = f"{edition.lang}/{statement.id}/{name}/"
    views, table = edition.presenter(statement.id, address), edition.content.tables[name]
    breakdown = statement.breakdowns[name]
    visible_columns, has_codes = _visible_columns(breakdown), any(row.code for row in breakdown.rows)
    findings = tuple(views.finding_index.by_table.get(name, ()))
    entity, parent = edition.entity_link(statement.entity), Link(views.title, views.address)
    failures = [finding for finding in sort_by_severity(findings, edition.content) if finding.verdict == "fails"]
    content = TablePage(
        statement=parent,
        entity=entity,
        name=table.name[edition.lang],
        explain=table.explain[edition.lang],
        place=views.place(breakdown.at),
        unit=breakdown.unit,
        unit_sentence=edition.phrases[_UNITS[breakdown.unit]],
        columns=_columns(edition, statement, breakdown),
        visible_columns=visible_columns,
        has_codes=has_codes,
        omission_notes=tuple(_omission_notes(edition, statement, breakdown, visible_columns, has_codes)),
        lines=tuple(_lines(views, name, breakdown)),
        nil_sentence="" if breakdown.rows else edition.phrases.say("nil-said" if breakdown.nil_note else "nil-unsaid"),
        tally=edition.tally(findings),
        alarms=merge_findings(views.finding_presenter.present(finding) for finding in failures),
        edit=views.edit("breakdowns", name),
    )
    document = edition.phrases.document(statement.phase, statement.fiscal_year)
    title = edition.phrases.say("page-title", title=content.name, entity=f"{entity.text} {document}")
    trail = (edition.home, entity, parent)
    return edition.page(f"{statement.id}/{name}/", "table.html", title, content.explain, trail, "budgets", content)


def _columns(edition: LanguageSite, statement: Statement, breakdown: Breakdown) -> tuple[Link, ...]:
    heads = column_heads(edition.phrases, edition.content.concepts, statement, breakdown)
    return tuple(
        Link(head, f"{edition.lang}/glossary/{column.concept}/", edition.refs.tip(column.concept))
        for head, column in zip(heads, breakdown.columns, strict=True)
    )


def _column_values(breakdown: Breakdown, index: int) -> set[Decimal | None]:
    """The different values of a column, None for an empty cell."""
    rows = [row.values for row in breakdown.rows]
    return {values[index] for values in (*rows, breakdown.total) if values is not None}


def _visible_columns(breakdown: Breakdown) -> tuple[int, ...]:
    """The columns that say something: not empty in every line, and not 0 in every line. Where none does, all are shown."""
    numbers = range(len(breakdown.columns))
    return tuple(n for n in numbers if len(_column_values(breakdown, n)) > 1 or any(_column_values(breakdown, n))) or tuple(
        numbers
    )


def _omission_notes(
    edition: LanguageSite, statement: Statement, breakdown: Breakdown, visible_columns: tuple[int, ...], has_codes: bool
) -> Iterator[str]:
    """What a reader is told of the columns that are not shown."""
    heads = column_heads(edition.phrases, edition.content.concepts, statement, breakdown)
    hidden_columns = [number for number in range(len(heads)) if number not in visible_columns]
    for phrase_id, value in (("left-out-empty", None), ("left-out-zero", Decimal(0))):
        if names := [heads[number] for number in hidden_columns if _column_values(breakdown, number) == {value}]:
            yield edition.phrases.say(phrase_id, columns=edition.phrases.join_list(names))
    if breakdown.rows and not has_codes:
        yield edition.phrases.say("left-out-codes")


def _lines(views: StatementPresenter, name: str, breakdown: Breakdown) -> Iterator[LineView]:
    table, printed_lines = StatementTable(name, breakdown), _printed_lines(views, name, breakdown)
    earlier_lines = lines_with_prior(StatementTables(views.ledger, views.content.classifications), name)
    for index, row in enumerate(table.rows):
        anchor, code = table.anchor(row), row.code or ""
        is_total, place = table.is_total(row), views.place(row.at or breakdown.at)
        printed_text = " · ".join(views.quote_amount(Amount(v, breakdown.unit)) for v in row.values if v is not None)
        yield LineView(
            id=f"line-{anchor.partition('.')[2]}",
            code=code,
            level=_level(code),
            name=views.phrases["total"] if is_total else _name(views, name, row, views.lang),
            foreign=not is_total and views.lang == "en" and _name(views, name, row, "en") == row.name,
            other_name="" if is_total else _other_name(views, name, row),
            values=tuple(v if v is None else views.number_view(Amount(v, breakdown.unit), anchor) for v in row.values),
            cells=tuple("" if v is None else money.format_for_table(Amount(v, breakdown.unit), views.lang) for v in row.values),
            findings=views.finding_views(anchor),
            place=place,
            citation=views.citation(anchor, views.explainer.name(anchor), printed_text, place),
            edit=views.edit("breakdowns", name, *(("total",) if is_total else ("rows", index, "name"))),
            printed_line=printed_lines.get(code),
            prior=_prior(views, earlier_lines, cell) if (cell := table.cell(row, 0)) else None,
        )


def _prior(
    views: StatementPresenter, earlier_lines: Mapping[str, ChangeLine], cell: TableCell
) -> tuple[Number, ChangeView] | None:
    """What the earlier document's table has for a line, where both have it."""
    line = earlier_lines.get(cell.anchor)
    if line is None:
        return None
    then = replace(
        views.number_view(line.then, cell.anchor, year=str(line.source.statement.fiscal_year)),
        source=views.source_link(line.source, line.there),
    )
    percent = money.format_growth(line.change, line.then) if line.change.value else ""
    return then, ChangeView(views.phrases.change(line.change), percent, "", "", agrees=True, reader_text="")


def _level(code: str) -> int:
    """How fine a line is by the digits of its code: 3, 5 or 7, and where one is lost, the finer."""
    return (len(code) > 3) + (len(code) > 5)


def _printed_lines(views: StatementPresenter, name: str, breakdown: Breakdown) -> dict[str, PrintedLineView]:
    """What the text says of single lines, by code."""
    line_presenter = StatementPresenter(views.finding_presenter.with_ledger(line_ledger(views.ledger, name)), views.finding_index)
    printed_lines = {}
    for code, line in breakdown.lines.items():
        anchor = f"{name}.{code}"
        if amount := line_presenter.number(anchor):
            prior, change = line_presenter.prior(anchor), line_presenter.change(anchor)
            printed_lines[code] = PrintedLineView(amount, prior, change, views.render_text(line.reason), views.place(line.at))
    return printed_lines


def _name(views: StatementPresenter, table: str, row: Row, lang: Language) -> str:
    return row_name(views.content, views.statement, table, row, lang)


def _other_name(views: StatementPresenter, table: str, row: Row) -> str:
    other, mine = (_name(views, table, row, lang) for lang in (OTHER_LANGUAGE[views.lang], views.lang))
    return other if other != mine else ""
