"""Charts of two years: what made a whole change, figures in both years, what changed most."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from decimal import Decimal

from budgetbook.arithmetic import amount_format
from budgetbook.arithmetic import changes as arithmetic
from budgetbook.arithmetic.change_line import ChangeLine
from budgetbook.arithmetic.changes import Changes
from budgetbook.arithmetic.ledger import Ledger
from budgetbook.arithmetic.money import Amount
from budgetbook.arithmetic.prior_year import PriorValue, change_since, prior_value, subtract_prior
from budgetbook.arithmetic.statement_tables import read_tables
from budgetbook.arithmetic.term import KnownValue
from budgetbook.charts.drawing import ChartRow, Tone
from budgetbook.charts.layout import bridge_start
from budgetbook.content.sections import Chart
from budgetbook.pages.charts.chart_values import (
    COMPUTED_SIGN,
    ChartData,
    amount_text,
    build_table,
    earlier_note,
    join_clauses,
    label_text,
    prior_sign,
    value_sign,
)
from budgetbook.pages.models.charts import TableView
from budgetbook.pages.views.statement import StatementPresenter
from budgetbook.text.table_lines import parent_row, plain_name

_MAX_RATIO = 20  # figures further apart than this have no scale in common
_MAX_LINES = 5  # lines that changed most; the others share one row


def bridge(presenter: StatementPresenter, chart: Chart) -> ChartData | None:
    """Show how the parts carry a whole from last year's figure to this year's."""
    whole = chart.of[0]
    change = change_since(presenter.ledger, whole)
    if change is None:
        return None
    now, then = change.current, change.prior
    moves = list(_moves(presenter, whole))
    if not moves or then.amount.to_base_unit() + sum(move.to_base_unit() for _, move, _ in moves) != now.amount.to_base_unit():
        return None  # a bridge that does not reach the other side explains nothing
    rows = [_pillar(presenter, whole, then.amount, str(then.year), prior_sign(then))]
    for part, move, signs in moves:
        words = presenter.phrases.say("chart-bridge-row", name=presenter.plain_name(part), change=presenter.phrases.change(move))
        text = _with_sign(label_text(presenter, Amount(abs(move.value), move.unit)), move.value) + signs
        rows.append(ChartRow(presenter.plain_name(part), move.to_base_unit(), text, words))
    rows.append(_pillar(presenter, whole, now.amount, presenter.years[0], value_sign(presenter, whole, now)))
    clauses = [
        presenter.phrases.say(
            "chart-bridge-part",
            name=presenter.phrases.lowercase_in_sentence(presenter.plain_name(p)),
            change=presenter.phrases.change(m),
        )
        for p, m, _ in moves
    ]
    ends = {
        "name": presenter.plain_name(whole),
        "prior": label_text(presenter, then.amount),
        "now": label_text(presenter, now.amount),
    }
    sentence = presenter.phrases.say("chart-bridge", parts=join_clauses(presenter, clauses), **ends)
    exact = [
        amount_text(presenter, then.amount),
        *(presenter.phrases.change(move) for _, move, _ in moves),
        amount_text(presenter, now.amount),
    ]
    cells = [(row.label, text) for row, text in zip(rows, exact, strict=True)]
    table = build_table(presenter, ("column-item", "column-amount"), cells)
    cut = (presenter.phrases.say("chart-bridge-note"),) if bridge_start(rows) else ()
    return ChartData(tuple(rows), sentence, table, notes=(*cut, *_earlier_notes(presenter, [then.source])))


def _moves(presenter: StatementPresenter, whole: str) -> Iterator[tuple[str, Amount, str]]:
    """Yield the parts that changed, each with its change and the signs beside it."""
    for part in presenter.content.concepts[whole].parts:
        change = change_since(presenter.ledger, part)
        if change and change.amount.value:
            yield part, change.amount, value_sign(presenter, part, change.current, of_change=True)


def _pillar(presenter: StatementPresenter, whole: str, amount: Amount, year: str, signs: str) -> ChartRow:
    label = presenter.phrases.say("chart-bridge-whole", name=presenter.plain_name(whole), year=year)
    words = presenter.phrases.say("chart-bridge-row", name=label, change=amount_text(presenter, amount))
    return ChartRow(label, amount.to_base_unit(), label_text(presenter, amount) + signs, words, tone="whole")


def _earlier_notes(presenter: StatementPresenter, sources: Sequence[Ledger]) -> tuple[str, ...]:
    """Note that the figures of the year before are from the entity's earlier document, if they are."""
    return next(((earlier_note(presenter.phrases, each),) for each in sources if each is not presenter.ledger), ())


def _with_sign(text: str, value: Decimal) -> str:
    return f"{'+' if value > 0 else amount_format.MINUS if value < 0 else ''}{text}"


def pairs(presenter: StatementPresenter, chart: Chart) -> ChartData | None:
    """Show some figures in both years; much smaller ones have a panel with its own scale."""
    values_by_concept = {concept: pair for concept in chart.of if (pair := _pair(presenter, concept))}
    rows, cells = list[ChartRow](), []
    for concept, (now, prior) in values_by_concept.items():
        levels: tuple[tuple[str, Amount, str, Tone], ...] = (
            (str(prior.year), prior.amount.to_unit(now.amount.unit), prior_sign(prior), "before"),
            (presenter.years[0], now.amount, value_sign(presenter, concept, now), "main"),
        )
        texts = [amount_text(presenter, amount) + signs for _, amount, signs, _ in levels]
        for year, amount, signs, tone in levels:
            words = presenter.phrases.say(
                "chart-pairs-row", name=presenter.plain_name(concept), year=year, amount=amount_text(presenter, amount)
            )
            label = label_text(presenter, amount) + signs
            rows.append(ChartRow(presenter.plain_name(concept), amount.to_base_unit(), label, words, series=year, tone=tone))
        cells.append((presenter.plain_name(concept), *texts, presenter.phrases.change(_change_between(presenter, now, prior))))
    if not any(row.value for row in rows) or len(rows) < 4:
        return None
    head = (presenter.phrases["column-item"], presenter.years[1], presenter.years[0], presenter.phrases["column-change"])
    sources = [prior.source for _, prior in values_by_concept.values()]
    return ChartData(
        _split_into_panels(rows, presenter.phrases.say("chart-panel-small")),
        _pairs_sentence(
            presenter, chart, {concept: _change_between(presenter, *pair) for concept, pair in values_by_concept.items()}
        ),
        TableView(head, tuple(cells)),
        notes=_earlier_notes(presenter, sources),
    )


def _pair(presenter: StatementPresenter, concept: str) -> tuple[KnownValue, PriorValue] | None:
    now, prior = presenter.ledger.known_value(concept, "amount"), prior_value(presenter.ledger, concept)
    return (now, prior) if now and prior else None


def _change_between(presenter: StatementPresenter, now: KnownValue, prior: PriorValue) -> Amount:
    return subtract_prior(presenter.ledger, now.amount, prior.amount, prior.source)


def _pairs_sentence(presenter: StatementPresenter, chart: Chart, changes_by_concept: dict[str, Amount]) -> str:
    """Say which figure changed most; where one of the chart's figures lacks a year, of those that have both."""
    largest = max(changes_by_concept, key=lambda concept: abs(changes_by_concept[concept].to_base_unit()))
    if not changes_by_concept[largest].value:
        return presenter.phrases.say("chart-pairs-none")
    phrase_id = "chart-pairs" if len(changes_by_concept) == len(chart.of) else "chart-pairs-partial"
    return presenter.phrases.say(
        phrase_id,
        name=presenter.phrases.lowercase_in_sentence(presenter.plain_name(largest)),
        change=presenter.phrases.change(changes_by_concept[largest]),
    )


def _split_into_panels(rows: Sequence[ChartRow], small: str) -> tuple[ChartRow, ...]:
    """Move the rows of labels that are all far smaller than the largest to a panel of their own, below."""
    sizes: dict[str, Decimal] = {}
    for row in rows:
        sizes[row.label] = max(sizes.get(row.label, Decimal(0)), abs(row.value))
    threshold = max(sizes.values()) / _MAX_RATIO
    small_labels = {label for label, size in sizes.items() if 0 < size < threshold}
    return (
        *(r for r in rows if r.label not in small_labels),
        *(replace(r, panel=small) for r in rows if r.label in small_labels),
    )


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
    percent = amount_format.format_growth(change, line.then)
    signs = _line_signs(presenter, line)
    fields = {"name": name, "prior": amount_text(presenter, line.then), "now": amount_text(presenter, line.amount)}
    words = presenter.phrases.say("chart-changes-row", change=presenter.phrases.change(change), **fields)
    exact = presenter.phrases.say("change-percent", change=presenter.phrases.change(change), percent=percent) if percent else ""
    row = ChartRow(name, change.to_base_unit(), size + signs, words, tone="whole" if is_whole else "main")
    return row, (name, fields["prior"], fields["now"], (exact or presenter.phrases.change(change)) + signs)


def _line_signs(presenter: StatementPresenter, line: ChangeLine) -> str:
    """Return the signs beside a change: for a figure its own and that of its year before, for a table line whether it fails."""
    value, prior = _pair(presenter, line.anchor) or (None, None)
    if value is None or prior is None:
        return value_sign(presenter, line.anchor, KnownValue(line.amount))
    own = value_sign(presenter, line.anchor, value, of_change=True)
    return f"{COMPUTED_SIGN}{own}" if prior.how == "computed" and COMPUTED_SIGN not in own else own


def _other_lines(presenter: StatementPresenter, lines: Sequence[ChangeLine]) -> list[tuple[ChartRow, tuple[str, ...]]]:
    """Build one row for the sum of all other lines."""
    if not lines:
        return []
    now, then, change = (
        Amount(sum((getattr(line, each).to_base_unit() for line in lines), Decimal(0)), "元")
        for each in ("amount", "then", "change")
    )
    name, text = presenter.phrases.say("chart-others", count=len(lines)), presenter.phrases.change(change)
    fields = {"prior": amount_text(presenter, then), "now": amount_text(presenter, now)}
    words = presenter.phrases.say("chart-changes-row", name=name, change=text, **fields)
    label = _with_sign(label_text(presenter, Amount(abs(change.value), "元")), change.value)
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
    parent = parent_row(statement, table, line.row)
    name = presenter.phrases.lowercase_in_sentence(name) if in_sentence and not is_printed else name
    if parent is None:
        return name
    parent_name, is_printed = plain_name(presenter.content, statement, table, parent, presenter.lang)
    return presenter.phrases.say(
        "line-and-column", line=name, column=parent_name if is_printed else presenter.phrases.lowercase_in_sentence(parent_name)
    )


def _short(presenter: StatementPresenter, change: Amount) -> str:
    """Format a change for running text, with at most two decimals."""
    return presenter.phrases.change(change, amount_format.rounded_for_display)
