"""What a chart has found, as a newspaper would head it: made from the data, and never more than they give.

A figure that the document contradicts makes no headline: the chart then keeps its neutral title.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal

from budgetbook.arithmetic import amount_format
from budgetbook.arithmetic.money import Amount, percent_of
from budgetbook.charts.drawing import ChartRow
from budgetbook.pages.charts.chart_values import FAILS_SIGN
from budgetbook.pages.views.statement import StatementPresenter
from budgetbook.text.phrases import Phrases

_HALF, _DOUBLE = Decimal(50), Decimal(100)
_NEARLY = Decimal(5)
"""Percentage points within which a fall is told as one by half, and a rise as a doubling."""


def head_change(phrases: Phrases, name: str, change: Amount, then: Amount) -> str:
    """Head a change: `Particular tasks down by almost half`; without a percentage where there was nothing before."""
    value, prior = change.to_base_unit(), then.to_base_unit()
    if not value:
        return ""
    if prior <= 0:
        size = amount_format.rounded_for_display(Amount(abs(change.value), change.unit), phrases.style)
        return phrases.say("headline-up" if value > 0 else "headline-down", name=name, size=size)
    if value == -prior:
        return phrases.say("headline-gone", name=name)
    percent = percent_of(value, prior)
    if abs(percent - _DOUBLE) <= _NEARLY:
        return phrases.say(f"headline-doubled-{_side(percent, _DOUBLE)}", name=name)
    if abs(percent + _HALF) <= _NEARLY:
        return phrases.say(f"headline-halved-{_side(-percent, _HALF)}", name=name)
    size = amount_format.format_growth(change, then, phrases.style.numbers)
    return phrases.say("headline-up" if value > 0 else "headline-down", name=name, size=size)


def _side(percent: Decimal, measure: Decimal) -> str:
    return "exactly" if percent == measure else "nearly" if percent < measure else "more"


def is_told_by_share(change: Amount, then: Amount) -> bool:
    """True if a change is best told beside what there was: it went to nothing, to about half or to about double."""
    prior = then.to_base_unit()
    percent = percent_of(change.to_base_unit(), prior) if prior > 0 else Decimal(0)
    return percent == -_DOUBLE or abs(percent - _DOUBLE) <= _NEARLY or abs(percent + _HALF) <= _NEARLY


def note_contradiction(presenter: StatementPresenter, concept: str) -> str:
    """Note that the document calls a change the opposite of what its figures give; empty if it does not."""
    figure = presenter.ledger.figure(concept)
    failures = presenter.finding_index.by_anchor.get(concept, ())
    if not figure or not figure.printed or not any(each.rule == "direction" and each.verdict == "fails" for each in failures):
        return ""
    return presenter.phrases.say(f"chart-annotation-{figure.printed.direction}")


def keep_one_note(rows: Sequence[ChartRow]) -> tuple[ChartRow, ...]:
    """Leave a chart one annotation: a contradiction before any other, else the first."""
    noted_rows = sorted((row for row in rows if row.note), key=lambda row: FAILS_SIGN.strip() not in row.note)
    return tuple(row if row in noted_rows[:1] else replace(row, note="") for row in rows)
