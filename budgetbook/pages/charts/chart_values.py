"""What the charts of a statement's figures share: names, amounts in the reader's words, and the signs beside them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal

from budgetbook.arithmetic import money
from budgetbook.arithmetic.ledger import Known, Ledger, Term
from budgetbook.arithmetic.money import Amount
from budgetbook.arithmetic.prior_year import Before
from budgetbook.charts.drawing import Kind, Row
from budgetbook.infra.base.record import record
from budgetbook.opendata.tables.concept_tree import Structure
from budgetbook.pages.models.parts import Table
from budgetbook.pages.views.statement import StatementViews
from budgetbook.text.phrases import Words

COMPUTED, FAILS, EARLIER = "*", " ≠", "°"
"""Beside a value: worked out, not printed; what the document says of it does not come out; from the earlier document."""


@record
class Drawn:
    """What one kind of chart makes of a statement's figures."""

    rows: tuple[Row, ...]
    sentence: str
    table: Table
    cut_note: str = ""
    slices: int = 0
    unit: str = "yuan"
    """What the rows count, for data files."""
    instead: Kind | None = None
    """How it is drawn where its own kind has no place for what is there."""
    title: str = ""
    """Instead of the chart's own, where that would say too much or is no longer what is shown."""
    notes: tuple[str, ...] = ()
    """What else is to be said under the chart."""


@record
class Item:
    """One part of a whole, before it is a row."""

    name: str
    amount: Amount
    sign: str = ""
    rest: bool = False
    printed: bool = False
    """Whether the name is the document's own, which is written as it is wherever it stands."""


def amount_text(views: StatementViews, amount: Amount) -> str:
    """`954.12万元` / `9.5412 million yuan`."""
    return money.readable(amount, views.lang)


def label_text(views: StatementViews, amount: Amount) -> str:
    """For labels in a chart, at most two decimals: the exact amount stands in its table."""
    return money.short(amount, views.lang)


def bare_text(views: StatementViews, amount: Amount) -> str:
    """The same for running text, where English leaves the unit of a count out."""
    return money.bare(amount, views.lang)


def sign_before(before: Before) -> str:
    """The sign beside a year before: that it is from the earlier document, or computed."""
    return EARLIER if before.how == "earlier" else COMPUTED if before.computed else ""


def earlier_note(words: Words, source: Ledger) -> str:
    """Which document the figures of the year before are from."""
    statement = source.statement
    return words.say("chart-note-earlier", document=words.document(statement.phase, statement.fiscal_year))


def sign(views: StatementViews, concept: str, value: Term | Known, *, of_change: bool = False) -> str:
    """The signs beside this year's value, or its change: whether it is computed, whether what is said of it does not come out."""
    failing = (finding for finding in views.found.by_anchor.get(concept, ()) if finding.verdict == "fails")
    fails = any((finding.role in ("change", "percent")) == of_change for finding in failing)
    return (COMPUTED if value.computed else "") + (FAILS if fails else "")


def notes(words: Words, texts: Sequence[str]) -> tuple[str, ...]:
    """A sentence for each sign that stands beside a value."""
    keys = [("chart-note-fails", FAILS), ("chart-note-computed", COMPUTED)]
    return tuple(words.say(key) for key, mark in keys if any(mark in text for text in texts))


def clauses(views: StatementViews, said: Sequence[str]) -> str:
    """Clauses of one sentence; English parts them with semicolons where one holds a comma."""
    return ("，" if views.lang == "zh" else "; " if any("," in s for s in said) else ", ").join(said)


def within(views: StatementViews, item: Item) -> str:
    """An item's name in the middle of a sentence."""
    return item.name if item.printed else views.words.within(item.name)


def of_side(views: StatementViews, key: str, concept: str) -> str:
    """The key of a sentence on money, or of its twin on money that comes in."""
    return f"{key}-revenue" if Structure(views.content).side(concept) == "revenue" else key


def table(views: StatementViews, head: tuple[str, ...], cells: Sequence[tuple[str, ...]]) -> Table:
    """A table whose columns are named by interface words."""
    return Table(tuple(views.words[key] for key in head), tuple(cells))


def folded(views: StatementViews, items: Sequence[Item], most: int) -> list[Item]:
    """Items from the largest down, the rest last; beyond `most` the small ones are one: `the other 7`. Zeros stay apart."""
    named = sorted((item for item in items if not item.rest), key=lambda item: -item.amount.value)
    valued = [item for item in named if item.amount.value]
    if len(valued) > most:
        large = sorted(valued, key=lambda item: -abs(item.amount.value))[: most - 1]
        small = [item for item in valued if item not in large]
        valued = [item for item in valued if item in large]
        total = Amount(sum((item.amount.value for item in small), Decimal(0)), small[0].amount.unit)
        others = Item(views.words.say("chart-others", count=len(small)), total, "".join(dict.fromkeys(i.sign for i in small)))
        valued.append(replace(others, rest=True))
    zeros = [item for item in named if not item.amount.value]
    return [*valued, *zeros, *(item for item in items if item.rest)]
