"""The chart of what changed most in a whole, from one year to the next."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

from budgetbook.arithmetic import amount_format
from budgetbook.arithmetic import changes as arithmetic
from budgetbook.arithmetic.amount_style import MINUS
from budgetbook.arithmetic.change_line import ChangeLine
from budgetbook.arithmetic.changes import Changes
from budgetbook.arithmetic.money import Amount
from budgetbook.arithmetic.statement_tables import read_tables
from budgetbook.arithmetic.term import KnownValue
from budgetbook.charts.drawing import ChartRow
from budgetbook.content.sections import Chart
from budgetbook.pages.charts.chart_values import (
    COMPUTED_SIGN,
    FAILS_SIGN,
    ChartData,
    amount_text,
    both_years,
    label_text,
    value_sign,
)
from budgetbook.pages.charts.headlines import head_change, is_told_by_share, note_contradiction
from budgetbook.pages.models.charts import TableView
from budgetbook.pages.views.statement import StatementPresenter
from budgetbook.text.table_lines import parent_row, plain_name

_MAX_LINES = 5  # lines that changed most; the others share one row


def _with_sign(text: str, value: Decimal) -> str:
    return f"{'+' if value > 0 else MINUS if value < 0 else ''}{text}"


def changes(presenter: StatementPresenter, chart: Chart) -> ChartData | None:
    """Show what changed most in a whole, in yuan; if its lines are not all known, figures with both years, and say so."""
    all_changes = _rank_whole(presenter, chart) or arithmetic.changes_of_figures(presenter.ledger, chart.of)
    if not all_changes.lines or (not all_changes.complete and len(all_changes.lines) < 2):
        return None
    entries = []
    if all_changes.whole and chart.whole:
        entries = [_line_entry(presenter, all_changes.whole, presenter.plain_name(chart.whole), is_whole=True)]
    entries += [_line_entry(presenter, line, _line_name(presenter, line)) for line in all_changes.lines[:_MAX_LINES]]
    entries += _other_lines(presenter, all_changes.lines[_MAX_LINES:])
    head = (presenter.phrases["column-item"], presenter.years[1], presenter.years[0], presenter.phrases["column-change"])
    return ChartData(
        tuple(row for row, _ in entries),
        _changes_sentence(presenter, all_changes, chart.whole),
        TableView(head, tuple(cells for _, cells in entries)),
        title="" if all_changes.complete else presenter.phrases.say("chart-changes-partial-title"),
        headline=_headline(presenter, all_changes),
        notes=_earlier_document_notes(presenter, all_changes.lines),
    )


def _earlier_document_notes(presenter: StatementPresenter, lines: Sequence[ChangeLine]) -> tuple[str, ...]:
    """Note that the year before is from the entity's earlier document, because the lines do not say so one by one."""
    for line in lines:
        then = line.source.statement
        if line.source is not presenter.ledger:
            document = presenter.phrases.document(then.phase, then.fiscal_year)
            return (presenter.phrases.say("chart-changes-earlier", year=presenter.years[1], document=document),)
    return ()


def _rank_whole(presenter: StatementPresenter, chart: Chart) -> Changes | None:
    """Rank everything a whole is made of, by a table of the document, else by its parts."""
    tables = read_tables(presenter.ledger, presenter.content.classifications)
    whole = chart.whole
    if whole is None:
        return None
    return arithmetic.changes_by_table(tables, chart.tables, whole) or arithmetic.changes_by_parts(presenter.ledger, whole)


def _line_entry(
    presenter: StatementPresenter, line: ChangeLine, name: str, *, is_whole: bool = False
) -> tuple[ChartRow, tuple[str, ...]]:
    """Build the bar and the table row of a line."""
    change = line.change
    size = _with_sign(label_text(presenter, Amount(abs(change.value), change.unit)), change.value)
    percent = amount_format.format_growth(change, line.then, presenter.style.numbers)
    signs = _line_signs(presenter, line)
    fields = {"name": name, "prior": amount_text(presenter, line.then), "now": amount_text(presenter, line.amount)}
    words = presenter.phrases.say("chart-changes-row", change=presenter.phrases.change(change), **fields)
    exact = presenter.phrases.say("change-percent", change=presenter.phrases.change(change), percent=percent) if percent else ""
    note = "" if is_whole else note_contradiction(presenter, line.anchor)
    row = ChartRow(name, change.to_base_unit(), size + signs, words, tone="whole" if is_whole else "main", note=note)
    return row, (name, fields["prior"], fields["now"], (exact or presenter.phrases.change(change)) + signs)


def _line_signs(presenter: StatementPresenter, line: ChangeLine) -> str:
    """Return the signs beside a change: for a figure its own and that of its year before, for a table line whether it fails."""
    value, prior = both_years(presenter, line.anchor) or (None, None)
    if value is None or prior is None:
        return value_sign(presenter, line.anchor, KnownValue(line.amount))
    own = value_sign(presenter, line.anchor, value, of_change=True)
    return f"{COMPUTED_SIGN}{own}" if prior.how == "computed" and COMPUTED_SIGN not in own else own


def _other_lines(presenter: StatementPresenter, lines: Sequence[ChangeLine]) -> list[tuple[ChartRow, tuple[str, ...]]]:
    """Build one row for the sum of all other lines."""
    if not lines:
        return []
    base = lines[0].change.unit.base
    now, then, change = (
        Amount(sum((getattr(line, each).to_base_unit() for line in lines), Decimal(0)), base)
        for each in ("amount", "then", "change")
    )
    name, text = presenter.phrases.say("chart-others", count=len(lines)), presenter.phrases.change(change)
    fields = {"prior": amount_text(presenter, then), "now": amount_text(presenter, now)}
    words = presenter.phrases.say("chart-changes-row", name=name, change=text, **fields)
    label = _with_sign(label_text(presenter, Amount(abs(change.value), base)), change.value)
    return [(ChartRow(name, change.value, label, words, tone="rest"), (name, *fields.values(), text))]


def _changes_sentence(presenter: StatementPresenter, all_changes: Changes, whole: str | None) -> str:
    """Say what the whole did and which line changed most; no line of an incomplete list is called the largest."""
    first = all_changes.lines[0]
    fields = {
        "prior": label_text(presenter, first.then),
        "now": label_text(presenter, first.amount),
        "change": _short(presenter, first.change),
    }
    phrase_id = "chart-changes-largest" if all_changes.complete else "chart-changes-partial"
    sentence = presenter.phrases.say(phrase_id, name=_line_name(presenter, first, in_sentence=True), **fields)
    if all_changes.whole is None or whole is None:
        return sentence
    change = presenter.phrases.say(
        "chart-changes-whole", name=presenter.plain_name(whole), change=_short(presenter, all_changes.whole.change)
    )
    return change + presenter.phrases.marks.space + sentence


def _headline(presenter: StatementPresenter, all_changes: Changes) -> str:
    """Head the line that changed most; none if the document contradicts itself on it."""
    first, whole = all_changes.lines[0], all_changes.whole
    if FAILS_SIGN in _line_signs(presenter, first):
        return ""
    name, change = _line_name(presenter, first), first.change.to_base_unit()
    exceeds_whole = whole is not None and 0 < whole.change.to_base_unit() / change < 1
    if is_told_by_share(first.change, first.then) or not exceeds_whole:
        return head_change(presenter.phrases, name, first.change, first.then)
    size = amount_format.rounded_for_display(Amount(abs(first.change.value), first.change.unit), presenter.style)
    return presenter.phrases.say("headline-up-beyond" if change > 0 else "headline-down-beyond", name=name, size=size)


def _line_name(presenter: StatementPresenter, line: ChangeLine, *, in_sentence: bool = False) -> str:
    """Name a line at the head of a row or within a sentence; a printed name keeps its form."""
    if line.row is None:
        return (
            presenter.phrases.lowercase_in_sentence(presenter.plain_name(line.anchor))
            if in_sentence
            else presenter.plain_name(line.anchor)
        )
    table, statement = line.anchor.partition(".")[0], line.home.statement
    name, is_printed = plain_name(presenter.content, statement, table, line.row, presenter.lang)
    parent = parent_row(presenter.content, statement, table, line.row)
    name = presenter.phrases.lowercase_in_sentence(name) if in_sentence and not is_printed else name
    if parent is None:
        return name
    parent_name, is_printed = plain_name(presenter.content, statement, table, parent, presenter.lang)
    return presenter.phrases.say(
        "line-and-column", line=name, column=parent_name if is_printed else presenter.phrases.lowercase_in_sentence(parent_name)
    )


def _short(presenter: StatementPresenter, change: Amount) -> str:
    """Format a change for running text, with at most two decimals."""
    return presenter.phrases.change(change, presenter.phrases.write_rounded)
