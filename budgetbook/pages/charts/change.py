"""A statement and some concepts in; the charts of two years out: what made a whole change, both years, what changed most."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from decimal import Decimal

from budgetbook.arithmetic import changes as arithmetic
from budgetbook.arithmetic import money
from budgetbook.arithmetic.changes import ChangeLine, Changes
from budgetbook.arithmetic.ledger import KnownValue, Ledger
from budgetbook.arithmetic.money import Amount
from budgetbook.arithmetic.prior_year import PriorValue, change_since, prior_value, subtract_prior
from budgetbook.arithmetic.statement_tables import StatementTables
from budgetbook.charts.drawing import ChartRow, Tone
from budgetbook.content.model import Chart
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

_MAX_RATIO = 20  # figures that differ by more than this many times have no scale in common
_MAX_LINES = 5  # lines that changed most; the others are one row


def bridge(views: StatementPresenter, chart: Chart) -> ChartData | None:
    """How the parts carry a whole from last year's figure to this year's."""
    whole = chart.of[0]
    change = change_since(views.ledger, whole)
    if change is None:
        return None
    now, then = change.current, change.prior
    moves = list(_moves(views, whole))
    if not moves or then.amount.to_base_unit() + sum(move.to_base_unit() for _, move, _ in moves) != now.amount.to_base_unit():
        return None  # a bridge that does not reach the other side explains nothing
    rows = [_pillar(views, whole, then.amount, str(then.year), prior_sign(then))]
    for part, move, signs in moves:
        words = views.phrases.say("chart-bridge-row", name=views.name(part), change=views.phrases.change(move))
        text = _with_sign(label_text(views, Amount(abs(move.value), move.unit)), move.value) + signs
        rows.append(ChartRow(views.name(part), move.to_base_unit(), text, words, tone="up" if move.value > 0 else "down"))
    rows.append(_pillar(views, whole, now.amount, views.years[0], value_sign(views, whole, now)))
    clauses = [
        views.phrases.say(
            "chart-bridge-part", name=views.phrases.lowercase_in_sentence(views.name(p)), change=views.phrases.change(m)
        )
        for p, m, _ in moves
    ]
    ends = {"name": views.name(whole), "prior": label_text(views, then.amount), "now": label_text(views, now.amount)}
    sentence = views.phrases.say("chart-bridge", parts=join_clauses(views, clauses), **ends)
    exact = [
        amount_text(views, then.amount),
        *(views.phrases.change(move) for _, move, _ in moves),
        amount_text(views, now.amount),
    ]
    cells = [(row.label, text) for row, text in zip(rows, exact, strict=True)]
    table = build_table(views, ("column-item", "column-amount"), cells)
    return ChartData(
        tuple(rows), sentence, table, views.phrases.say("chart-bridge-note"), notes=_earlier_notes(views, [then.source])
    )


def _moves(views: StatementPresenter, whole: str) -> Iterator[tuple[str, Amount, str]]:
    """The parts that changed, by how much, and the signs beside it."""
    for part in views.content.concepts[whole].parts:
        change = change_since(views.ledger, part)
        if change and change.amount.value:
            yield part, change.amount, value_sign(views, part, change.current, of_change=True)


def _pillar(views: StatementPresenter, whole: str, amount: Amount, year: str, signs: str) -> ChartRow:
    label = views.phrases.say("chart-bridge-whole", name=views.name(whole), year=year)
    words = views.phrases.say("chart-bridge-row", name=label, change=amount_text(views, amount))
    return ChartRow(label, amount.to_base_unit(), label_text(views, amount) + signs, words, tone="whole")


def _earlier_notes(views: StatementPresenter, sources: Sequence[Ledger]) -> tuple[str, ...]:
    """A note, where years before are from the body's earlier document."""
    return next(((earlier_note(views.phrases, each),) for each in sources if each is not views.ledger), ())


def _with_sign(text: str, value: Decimal) -> str:
    return f"{'+' if value > 0 else money.MINUS if value < 0 else ''}{text}"


def pairs(views: StatementPresenter, chart: Chart) -> ChartData | None:
    """Some figures in both years; the much smaller ones apart, on a scale of their own."""
    values_by_concept = {concept: pair for concept in chart.of if (pair := _pair(views, concept))}
    rows, cells = list[ChartRow](), []
    for concept, (now, prior) in values_by_concept.items():
        levels: tuple[tuple[str, Amount, str, Tone], ...] = (
            (str(prior.year), prior.amount.to_unit(now.amount.unit), prior_sign(prior), "second"),
            (views.years[0], now.amount, value_sign(views, concept, now), "main"),
        )
        texts = [amount_text(views, amount) + signs for _, amount, signs, _ in levels]
        for year, amount, signs, tone in levels:
            words = views.phrases.say("chart-pairs-row", name=views.name(concept), year=year, amount=amount_text(views, amount))
            label = label_text(views, amount) + signs
            rows.append(ChartRow(views.name(concept), amount.to_base_unit(), label, words, series=year, tone=tone))
        cells.append((views.name(concept), *texts, views.phrases.change(_change_between(views, now, prior))))
    if not any(row.value for row in rows) or len(rows) < 4:
        return None
    head = (views.phrases["column-item"], views.years[1], views.years[0], views.phrases["column-change"])
    sources = [prior.source for _, prior in values_by_concept.values()]
    return ChartData(
        _split_into_panels(rows, views.phrases.say("chart-panel-small")),
        _pairs_sentence(views, chart, {concept: _change_between(views, *pair) for concept, pair in values_by_concept.items()}),
        TableView(head, tuple(cells)),
        notes=_earlier_notes(views, sources),
    )


def _pair(views: StatementPresenter, concept: str) -> tuple[KnownValue, PriorValue] | None:
    now, prior = views.ledger.known_value(concept, "amount"), prior_value(views.ledger, concept)
    return (now, prior) if now and prior else None


def _change_between(views: StatementPresenter, now: KnownValue, prior: PriorValue) -> Amount:
    return subtract_prior(views.ledger, now.amount, prior.amount, prior.source)


def _pairs_sentence(views: StatementPresenter, chart: Chart, changes_by_concept: dict[str, Amount]) -> str:
    """Which of them changed most; where one of the chart's figures lacks a year, of those alone that have both."""
    largest = max(changes_by_concept, key=lambda concept: abs(changes_by_concept[concept].to_base_unit()))
    if not changes_by_concept[largest].value:
        return views.phrases.say("chart-pairs-none")
    phrase_id = "chart-pairs" if len(changes_by_concept) == len(chart.of) else "chart-pairs-partial"
    return views.phrases.say(
        phrase_id,
        name=views.phrases.lowercase_in_sentence(views.name(largest)),
        change=views.phrases.change(changes_by_concept[largest]),
    )


def _split_into_panels(rows: Sequence[ChartRow], small: str) -> tuple[ChartRow, ...]:
    """The rows, those of labels that are all far smaller than the largest in a panel of their own, below."""
    sizes: dict[str, Decimal] = {}
    for row in rows:
        sizes[row.label] = max(sizes.get(row.label, Decimal(0)), abs(row.value))
    threshold = max(sizes.values()) / _MAX_RATIO
    small_labels = {label for label, size in sizes.items() if 0 < size < threshold}
    return (
        *(r for r in rows if r.label not in small_labels),
        *(replace(r, panel=small) for r in rows if r.label in small_labels),
    )


def changes(views: StatementPresenter, chart: Chart) -> ChartData | None:
    """What changed most in a whole, in yuan; where its lines are not all known, figures with both years, and so said."""
    all_changes = _rank_whole(views, chart) or arithmetic.changes_of_figures(views.ledger, chart.of)
    if not all_changes.lines or (not all_changes.complete and len(all_changes.lines) < 2):
        return None
    entries = [_line_entry(views, all_changes.whole, views.name(chart.whole))] if all_changes.whole and chart.whole else []
    entries += [_line_entry(views, line, _line_name(views, line)) for line in all_changes.lines[:_MAX_LINES]]
    entries += _other_lines(views, all_changes.lines[_MAX_LINES:])
    head = (views.phrases["column-item"], views.years[1], views.years[0], views.phrases["column-change"])
    return ChartData(
        tuple(row for row, _ in entries),
        _changes_sentence(views, all_changes, chart.whole),
        TableView(head, tuple(cells for _, cells in entries)),
        title="" if all_changes.complete else views.phrases.say("chart-changes-partial-title"),
        notes=_earlier_document_notes(views, all_changes.lines),
    )


def _earlier_document_notes(views: StatementPresenter, lines: Sequence[ChangeLine]) -> tuple[str, ...]:
    """A note that the year before is from the body's earlier document: nothing of it is marked line by line."""
    for line in lines:
        then = line.source.statement
        if line.source is not views.ledger:
            document = views.phrases.document(then.phase, then.fiscal_year)
            return (views.phrases.say("chart-changes-earlier", year=views.years[1], document=document),)
    return ()


def _rank_whole(views: StatementPresenter, chart: Chart) -> Changes | None:
    """All that a whole is made of, by a table of the document, else by its parts."""
    tables = StatementTables(views.ledger, views.content.classifications)
    whole = chart.whole
    if whole is None:
        return None
    return arithmetic.changes_by_table(tables, chart.tables, whole) or arithmetic.changes_by_parts(views.ledger, whole)


def _line_entry(views: StatementPresenter, line: ChangeLine, name: str) -> tuple[ChartRow, tuple[str, ...]]:
    """A line as a bar, and as a row of the table."""
    change = line.change
    size = _with_sign(label_text(views, Amount(abs(change.value), change.unit)), change.value)
    percent = money.format_growth(change, line.then)
    signs = _line_signs(views, line)
    fields = {"name": name, "prior": amount_text(views, line.then), "now": amount_text(views, line.amount)}
    words = views.phrases.say("chart-changes-row", change=views.phrases.change(change), **fields)
    tone: Tone = "up" if change.value > 0 else "down"
    exact = views.phrases.say("change-percent", change=views.phrases.change(change), percent=percent) if percent else ""
    row = ChartRow(name, change.to_base_unit(), size + signs, words, tone=tone)
    return row, (name, fields["prior"], fields["now"], (exact or views.phrases.change(change)) + signs)


def _line_signs(views: StatementPresenter, line: ChangeLine) -> str:
    """The signs beside a change: of a figure those of its own and of its year before, of a line of a table whether it fails."""
    value, prior = _pair(views, line.anchor) or (None, None)
    if value is None or prior is None:
        return value_sign(views, line.anchor, KnownValue(line.amount))
    own = value_sign(views, line.anchor, value, of_change=True)
    return f"{COMPUTED_SIGN}{own}" if prior.how == "computed" and COMPUTED_SIGN not in own else own


def _other_lines(views: StatementPresenter, lines: Sequence[ChangeLine]) -> list[tuple[ChartRow, tuple[str, ...]]]:
    """What all other lines come to."""
    if not lines:
        return []
    now, then, change = (
        Amount(sum((getattr(line, each).to_base_unit() for line in lines), Decimal(0)), "元")
        for each in ("amount", "then", "change")
    )
    name, text = views.phrases.say("chart-others", count=len(lines)), views.phrases.change(change)
    fields = {"prior": amount_text(views, then), "now": amount_text(views, now)}
    words = views.phrases.say("chart-changes-row", name=name, change=text, **fields)
    label = _with_sign(label_text(views, Amount(abs(change.value), "元")), change.value)
    return [(ChartRow(name, change.value, label, words, tone="rest"), (name, *fields.values(), text))]


def _changes_sentence(views: StatementPresenter, all_changes: Changes, whole: str | None) -> str:
    """What the whole did, and which line changed most; of a list that is not all of anything, no line is called the largest."""
    first = all_changes.lines[0]
    fields = {
        "prior": label_text(views, first.then),
        "now": label_text(views, first.amount),
        "change": _short(views, first.change),
    }
    phrase_id = "chart-changes-largest" if all_changes.complete else "chart-changes-partial"
    sentence = views.phrases.say(phrase_id, name=_line_name(views, first, in_sentence=True), **fields)
    if all_changes.whole is None or whole is None:
        return sentence
    change = views.phrases.say("chart-changes-whole", name=views.name(whole), change=_short(views, all_changes.whole.change))
    return change + ("" if views.lang == "zh" else " ") + sentence


def _line_name(views: StatementPresenter, line: ChangeLine, *, in_sentence: bool = False) -> str:
    """What a line is called, at the head of a row or within a sentence, where a printed name is written as it is printed."""
    if line.row is None:
        return views.phrases.lowercase_in_sentence(views.name(line.anchor)) if in_sentence else views.name(line.anchor)
    table, statement = line.anchor.partition(".")[0], line.home.statement
    name, is_printed = plain_name(views.content, statement, table, line.row, views.lang)
    parent = parent_row(statement, table, line.row)
    name = views.phrases.lowercase_in_sentence(name) if in_sentence and not is_printed else name
    if parent is None:
        return name
    parent_name, is_printed = plain_name(views.content, statement, table, parent, views.lang)
    return views.phrases.say(
        "line-and-column", line=name, column=parent_name if is_printed else views.phrases.lowercase_in_sentence(parent_name)
    )


def _short(views: StatementPresenter, change: Amount) -> str:
    """A change in words, for running text, at most two decimals."""
    return views.phrases.change(change, money.rounded_for_display)
