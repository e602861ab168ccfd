"""A statement and some concepts in; the charts of two years out: what made a whole change, both years, per cent of change."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from decimal import Decimal

from budgetbook.arithmetic import money
from budgetbook.arithmetic.ledger import Known
from budgetbook.arithmetic.money import Amount
from budgetbook.charts.drawing import Row, Tone
from budgetbook.content.model import Chart
from budgetbook.pages.drawn import COMPUTED, Drawn, amount_text, before, clauses, label_text, sign, table
from budgetbook.pages.elements import Table
from budgetbook.pages.statementviews import StatementViews

_APART = 20  # figures that differ by more than this many times have no scale in common


def bridge(views: StatementViews, about: Chart) -> Drawn | None:
    """How the parts carry a whole from last year's figure to this year's."""
    now, then = views.ledger.known(about.of[0], "amount"), views.ledger.known(about.of[0], "prior")
    if now is None or then is None:
        return None
    moves = list(_moves(views, about.of[0]))
    if not moves or then.amount.value + sum(move.value for _, move, _ in moves) != now.amount.value:
        return None  # a bridge that does not reach the other side explains nothing
    rows = [_pillar(views, then, views.years[1], COMPUTED if then.computed else "")]
    for part, move, signs in moves:
        words = views.words.say("chart-bridge-row", name=views.name(part), change=views.words.change(move))
        text = _signed(label_text(views, Amount(abs(move.value), move.unit)), move.value) + signs
        rows.append(Row(views.name(part), move.base(), text, words, tone="up" if move.value > 0 else "down"))
    rows.append(_pillar(views, now, views.years[0], sign(views, about.of[0], now)))
    said = [
        views.words.say("chart-bridge-part", name=views.words.within(views.name(p)), change=views.words.change(m))
        for p, m, _ in moves
    ]
    ends = {"prior": label_text(views, then.amount), "now": label_text(views, now.amount)}
    sentence = views.words.say("chart-bridge", parts=clauses(views, said), **ends)
    exact = [amount_text(views, then.amount), *(views.words.change(move) for _, move, _ in moves), amount_text(views, now.amount)]
    cells = [(row.label, text) for row, text in zip(rows, exact, strict=True)]
    return Drawn(
        tuple(rows), sentence, table(views, ("column-item", "column-amount"), cells), views.words.say("chart-bridge-note")
    )


def _moves(views: StatementViews, whole: str) -> Iterator[tuple[str, Amount, str]]:
    """The parts that changed, by how much, and the signs beside it."""
    for part in views.content.concepts[whole].parts:
        now, change = views.ledger.known(part, "amount"), views.ledger.change(part)
        if now and change and change[0].value:
            yield part, change[0], sign(views, part, now, of_change=True)


def _pillar(views: StatementViews, known: Known, year: str, signs: str) -> Row:
    label = views.words.say("chart-bridge-whole", year=year)
    words = views.words.say("chart-bridge-row", name=label, change=amount_text(views, known.amount))
    return Row(label, known.amount.base(), label_text(views, known.amount) + signs, words, tone="whole")


def _signed(text: str, value: Decimal) -> str:
    return f"{'+' if value > 0 else money.MINUS if value < 0 else ''}{text}"


def pairs(views: StatementViews, about: Chart) -> Drawn | None:
    """Some figures in both years; the much smaller ones apart, on a scale of their own."""
    rows, cells = [], []
    changes: dict[str, Amount] = {}
    for concept in about.of:
        now, then = views.ledger.known(concept, "amount"), before(views, concept)
        if now is None or then is None:
            continue
        levels: tuple[tuple[str, Amount, str, Tone], ...] = (
            (views.years[1], then.amount.to(now.amount.unit), COMPUTED if then.computed else "", "second"),
            (views.years[0], now.amount, sign(views, concept, now), "main"),
        )
        texts = [amount_text(views, amount) + signs for _, amount, signs, _ in levels]
        for year, amount, signs, tone in levels:
            words = views.words.say("chart-pairs-row", name=views.name(concept), year=year, amount=amount_text(views, amount))
            label = label_text(views, amount) + signs
            rows.append(Row(views.name(concept), amount.base(), label, words, series=year, tone=tone))
        changes[concept] = Amount(levels[1][1].value - levels[0][1].value, now.amount.unit)
        cells.append((views.name(concept), *texts, views.words.change(changes[concept])))
    if not any(row.value for row in rows) or len(rows) < 4:
        return None
    largest = max(changes, key=lambda concept: abs(changes[concept].base()))
    fields = {"name": views.words.within(views.name(largest)), "change": views.words.change(changes[largest])}
    sentence = views.words.say("chart-pairs" if changes[largest].value else "chart-pairs-none", **fields)
    head = (views.words["column-item"], views.years[1], views.years[0], views.words["column-change"])
    return Drawn(_panelled(rows, views.words.say("chart-panel-small")), sentence, Table(head, tuple(cells)))


def _panelled(rows: Sequence[Row], small: str) -> tuple[Row, ...]:
    """The rows, those of labels that are all far smaller than the largest in a panel of their own, below."""
    sizes: dict[str, Decimal] = {}
    for row in rows:
        sizes[row.label] = max(sizes.get(row.label, Decimal(0)), abs(row.value))
    far = max(sizes.values()) / _APART
    below = {label for label, size in sizes.items() if 0 < size < far}
    return (*(r for r in rows if r.label not in below), *(replace(r, panel=small) for r in rows if r.label in below))


def changes(views: StatementViews, about: Chart) -> Drawn | None:
    """By how many per cent each figure differs from last year's; figures of any size stand on one scale."""
    found: list[tuple[str, Amount, Amount, Decimal, str]] = []
    for concept in about.of:
        now, then = views.ledger.known(concept, "amount"), before(views, concept)
        if now and then and then.amount.value > 0:  # what was below zero has no percentage that says anything
            was = then.amount.to(now.amount.unit)
            percent = money.percent_of(now.amount.value - was.value, was.value)
            signs = sign(views, concept, now, of_change=True)
            signs = f"{COMPUTED}{signs}" if then.computed and COMPUTED not in signs else signs
            found.append((concept, was, now.amount, percent, signs))
    if sum(bool(percent) for *_, percent, _ in found) < 2:
        return None
    rows, cells = [], []
    for concept, was, amount, percent, signs in sorted(found, key=lambda each: -each[3]):
        text = _signed(f"{abs(percent)}%", percent) if percent else "0%"
        fields = {"name": views.name(concept), "prior": amount_text(views, was), "now": amount_text(views, amount)}
        words = views.words.say("chart-changes-row", percent=text, **fields)
        rows.append(Row(fields["name"], percent, text + signs, words, tone="up" if percent > 0 else "down"))
        cells.append((fields["name"], fields["prior"], fields["now"], text + signs))
    concept, was, amount, percent, _ = max(found, key=lambda each: abs(each[3]))
    fields = {
        "name": views.words.within(views.name(concept)),
        "prior": label_text(views, was),
        "now": label_text(views, amount),
    }
    key = "chart-changes-up" if percent > 0 else "chart-changes-down"
    head = (views.words["column-item"], views.years[1], views.years[0], views.words["column-change"])
    return Drawn(
        tuple(rows), views.words.say(key, percent=f"{abs(percent)}%", **fields), Table(head, tuple(cells)), unit="percent"
    )
