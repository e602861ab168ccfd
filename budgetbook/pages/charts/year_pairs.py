"""The chart of some figures in two years, side by side."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal

from budgetbook.arithmetic.money import Amount
from budgetbook.arithmetic.prior_year import PriorValue, subtract_prior
from budgetbook.arithmetic.term import KnownValue
from budgetbook.charts.drawing import ChartRow, Tone
from budgetbook.content.sections import Chart
from budgetbook.pages.charts.chart_values import (
    FAILS_SIGN,
    ChartData,
    amount_text,
    both_years,
    earlier_notes,
    label_text,
    prior_sign,
    value_sign,
)
from budgetbook.pages.charts.headlines import head_change, note_contradiction
from budgetbook.pages.models.charts import TableView
from budgetbook.pages.views.statement import StatementPresenter

_MAX_RATIO = 20  # figures further apart than this have no scale in common


def pairs(presenter: StatementPresenter, chart: Chart) -> ChartData | None:
    """Show some figures in both years; much smaller ones have a panel with its own scale."""
    values_by_concept = {concept: pair for concept in chart.of if (pair := both_years(presenter, concept))}
    rows, cells = list[ChartRow](), []
    for concept, (now, prior) in values_by_concept.items():
        levels: tuple[tuple[str, Amount, str, Tone], ...] = (
            (presenter.phrases.name_year(prior.year), prior.amount.to_unit(now.amount.unit), prior_sign(prior), "before"),
            (presenter.years[0], now.amount, value_sign(presenter, concept, now), "main"),
        )
        texts = [amount_text(presenter, amount) + signs for _, amount, signs, _ in levels]
        for year, amount, signs, tone in levels:
            words = presenter.phrases.say(
                "chart-pairs-row", name=presenter.plain_name(concept), year=year, amount=amount_text(presenter, amount)
            )
            label = label_text(presenter, amount) + signs
            note = note_contradiction(presenter, concept) if tone == "main" else ""
            row = ChartRow(presenter.plain_name(concept), amount.to_base_unit(), label, words, series=year, tone=tone, note=note)
            rows.append(row)
        cells.append((presenter.plain_name(concept), *texts, presenter.phrases.change(_change_between(presenter, now, prior))))
    if not any(row.value for row in rows) or len(rows) < 4:
        return None
    head = (presenter.phrases["column-item"], presenter.years[1], presenter.years[0], presenter.phrases["column-change"])
    sources = [prior.source for _, prior in values_by_concept.values()]
    changes_by_concept = {concept: _change_between(presenter, *pair) for concept, pair in values_by_concept.items()}
    return ChartData(
        _split_into_panels(rows, presenter.phrases.say("chart-panel-small")),
        _pairs_sentence(presenter, chart, changes_by_concept),
        TableView(head, tuple(cells)),
        headline=_headline(presenter, changes_by_concept),
        notes=earlier_notes(presenter, sources),
    )


def _change_between(presenter: StatementPresenter, now: KnownValue, prior: PriorValue) -> Amount:
    return subtract_prior(presenter.ledger, now.amount, prior.amount, prior.source)


def _pairs_sentence(presenter: StatementPresenter, chart: Chart, changes_by_concept: dict[str, Amount]) -> str:
    """Say which figure changed most; where one of the chart's figures lacks a year, of those that have both."""
    largest = _find_largest(changes_by_concept)
    if not changes_by_concept[largest].value:
        return presenter.phrases.say("chart-pairs-none")
    phrase_id = "chart-pairs" if len(changes_by_concept) == len(chart.of) else "chart-pairs-partial"
    return presenter.phrases.say(
        phrase_id,
        name=presenter.phrases.lowercase_in_sentence(presenter.plain_name(largest)),
        change=presenter.phrases.change(changes_by_concept[largest]),
    )


def _find_largest(changes_by_concept: dict[str, Amount]) -> str:
    return max(changes_by_concept, key=lambda concept: abs(changes_by_concept[concept].to_base_unit()))


def _headline(presenter: StatementPresenter, changes_by_concept: dict[str, Amount]) -> str:
    """Head the figure that changed most; none if the document contradicts itself on it."""
    largest = _find_largest(changes_by_concept)
    pair = both_years(presenter, largest)
    signs = [value_sign(presenter, largest, pair[0], of_change=each) for each in (False, True)] if pair else [FAILS_SIGN]
    if pair is None or any(FAILS_SIGN in each for each in signs):
        return ""
    return head_change(presenter.phrases, presenter.plain_name(largest), changes_by_concept[largest], pair[1].amount)


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
