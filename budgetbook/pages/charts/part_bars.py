"""Bars of the parts of a whole: each with its share, or to both sides of a line where some are negative."""

from __future__ import annotations

from collections.abc import Sequence

from budgetbook.arithmetic import amount_format
from budgetbook.arithmetic.money import Amount
from budgetbook.charts.drawing import ChartRow
from budgetbook.pages.charts.chart_values import (
    ChartData,
    Slice,
    amount_text,
    build_table,
    join_clauses,
    label_text,
    name_in_sentence,
)
from budgetbook.pages.views.statement import StatementPresenter

HEADLINES = {
    "chart-parts": "headline-share-part",
    "chart-classes": "headline-share",
    "chart-classes-revenue": "headline-share-revenue",
    "chart-classes-revenue-by-purpose": "headline-share-revenue-by-purpose",
    "chart-items": "headline-items",
    "chart-itemised": "headline-itemised",
}
"""The headline over a chart whose sentence is this one."""
MAX_BARS = 9
"""Most bars, with the merged one."""


def has_negative(whole: Amount, items: Sequence[Slice]) -> bool:
    """True if something is negative: then no part is a share of the whole."""
    return whole.value <= 0 or any(item.amount.value < 0 for item in items)


def draw_signed_bars(presenter: StatementPresenter, concept: str, whole: Amount, items: Sequence[Slice]) -> ChartData | None:
    """Show parts of which some are negative: bars to both sides of a line, no shares; the sentence names the negative ones."""
    rows, cells, negative_clauses = [], [], []
    for item in items:
        text = amount_text(presenter, item.amount)
        words = presenter.phrases.say("chart-signed-row", name=item.name, amount=text)
        label = label_text(presenter, item.amount)
        rows.append(
            ChartRow(item.name, item.amount.to_base_unit(), label + item.sign, words, tone="rest" if item.rest else "main")
        )
        cells.append((item.name, text + item.sign))
        if item.amount.value < 0:
            negative_clauses.append(
                presenter.phrases.say("chart-signed-part", name=presenter.phrases.lowercase_in_sentence(item.name), amount=label)
            )
    if not negative_clauses:
        return None
    fields = {
        "name": presenter.plain_name(concept),
        "total": label_text(presenter, whole),
        "parts": join_clauses(presenter, negative_clauses),
    }
    title = presenter.phrases.say("chart-signed-title", name=fields["name"])
    table = build_table(presenter, ("column-item", "column-amount"), cells)
    return ChartData(tuple(rows), presenter.phrases.say("chart-signed", **fields), table, fallback_form="bars", title=title)


def draw_bars(presenter: StatementPresenter, concept: str, whole: Amount, items: list[Slice], sentence: str) -> ChartData | None:
    """Show the parts of a whole, the largest in words; None if fewer than two are not 0."""
    nonzero_items = [item for item in items if item.amount.value and not item.rest]
    if len(nonzero_items) < 2:
        return None
    if has_negative(whole, items):
        return draw_signed_bars(presenter, concept, whole, items)
    first = nonzero_items[0]
    fields = {"name": name_in_sentence(presenter, first), "amount": label_text(presenter, first.amount)}
    share = amount_format.format_percentage(first.amount.value, whole.value, presenter.style.numbers)
    headline_name = first.name if sentence == "chart-parts" else fields["name"]
    headline = presenter.phrases.say(HEADLINES[sentence], name=headline_name, share=share) if not first.sign else ""
    return draw_listing(presenter, whole, items, presenter.phrases.say(sentence, share=share, **fields), headline)


def draw_listing(presenter: StatementPresenter, whole: Amount, items: list[Slice], sentence: str, headline: str) -> ChartData:
    """Build a row and a table line for each item, with its share of the whole."""
    rows, cells = [], []
    for item in items:
        text, share = (
            amount_text(presenter, item.amount),
            amount_format.format_percentage(item.amount.value, whole.value, presenter.style.numbers),
        )
        words = presenter.phrases.say("chart-row", name=item.name, amount=text, share=share)
        label = label_text(presenter, item.amount) + item.sign
        rows.append(ChartRow(item.name, item.amount.to_base_unit(), label, words, tone="rest" if item.rest else "main"))
        cells.append((item.name, text + item.sign, share))
    table = build_table(presenter, ("column-item", "column-amount", "column-share"), cells)
    return ChartData(tuple(rows), sentence, table, headline=headline)
