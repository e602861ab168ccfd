"""Shared by the charts of a statement: names, amounts in the reader's words, and the signs beside them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from budgetbook.arithmetic import amount_format
from budgetbook.arithmetic.ledger import Ledger
from budgetbook.arithmetic.money import Amount
from budgetbook.arithmetic.prior_year import PriorValue, prior_value
from budgetbook.arithmetic.severity import rate_outcome
from budgetbook.arithmetic.term import KnownValue, Term
from budgetbook.charts.drawing import ChartRow, Form
from budgetbook.opendata.tables.concept_tree import ConceptTree
from budgetbook.pages.models.charts import TableView
from budgetbook.pages.views.statement import StatementPresenter
from budgetbook.text.phrases import Phrases

COMPUTED_SIGN, FAILS_SIGN, EARLIER_SIGN = "*", " ≠", "°"
"""Beside a value: worked out, not printed; what the document says of it does not come out; from the earlier document."""


@dataclass(frozen=True, slots=True)
class ChartData:
    """The data of one chart: rows, sentence and table."""

    rows: tuple[ChartRow, ...]
    sentence: str
    table: TableView
    unit: str = ""
    """The unit of the rows, for data files; where it says none, that of the currency."""
    fallback_form: Form | None = None
    """Overrides the drawing of its kind, if that has no place for these data."""
    title: str = ""
    """Overrides the chart's own title, if that would say too much or no longer fits."""
    headline: str = ""
    """What the chart has found; empty where the figures support no headline."""
    notes: tuple[str, ...] = ()
    """Further notes under the chart."""


@dataclass(frozen=True, slots=True)
class Slice:
    """One part of a whole, before it becomes a row."""

    name: str
    amount: Amount
    sign: str = ""
    rest: bool = False
    name_is_printed: bool = False
    """True if the name is the document's own, which keeps its form everywhere."""


def amount_text(presenter: StatementPresenter, amount: Amount) -> str:
    """Format as `954.12万元` or `9.5412 million yuan`."""
    return amount_format.format_readable(amount, presenter.style)


def label_text(presenter: StatementPresenter, amount: Amount) -> str:
    """Format a label in a chart, with at most two decimals: the table has the exact amount."""
    return amount_format.rounded_for_display(amount, presenter.style)


def bare_text(presenter: StatementPresenter, amount: Amount) -> str:
    """Format for running text, where English omits the unit of a count."""
    return amount_format.format_for_prose(amount, presenter.style)


def prior_sign(prior: PriorValue) -> str:
    """Return the sign of a year-before value: taken from the earlier document, or computed."""
    return EARLIER_SIGN if prior.how == "earlier" else COMPUTED_SIGN if prior.is_computed else ""


def earlier_note(phrases: Phrases, source: Ledger) -> str:
    """Say which document the figures of the year before are from."""
    statement = source.statement
    return phrases.say("chart-note-earlier", document=phrases.document(statement.phase, statement.fiscal_year))


def value_sign(presenter: StatementPresenter, concept: str, value: Term | KnownValue, *, of_change: bool = False) -> str:
    """Return the signs beside this year's value or its change: computed, and does not add up."""
    failures = (finding for finding in presenter.finding_index.by_anchor.get(concept, ()) if rate_outcome(finding) == "fails")
    fails = any((finding.role in ("change", "percent")) == of_change for finding in failures)
    return (COMPUTED_SIGN if value.is_computed else "") + (FAILS_SIGN if fails else "")


def sign_notes(phrases: Phrases, texts: Sequence[str]) -> tuple[str, ...]:
    """Explain each sign that is beside a value, one sentence each."""
    signs = [("chart-note-fails", FAILS_SIGN), ("chart-note-computed", COMPUTED_SIGN)]
    return tuple(phrases.say(phrase_id) for phrase_id, sign in signs if any(sign in text for text in texts))


def zeros_note(presenter: StatementPresenter, phrase_id: str, zeros: Sequence[ChartRow]) -> tuple[str, ...]:
    """Say what is zero in one line, each name with the signs that its value has."""
    texts: dict[str, str] = {}
    for row in zeros:
        texts[row.label] = texts.get(row.label, "") + row.text
    signs = (COMPUTED_SIGN, EARLIER_SIGN, FAILS_SIGN)
    names = [
        presenter.phrases.lowercase_in_sentence(label) + "".join(sign for sign in signs if sign in text)
        for label, text in texts.items()
    ]
    return (presenter.phrases.say(phrase_id, names=presenter.phrases.join_list(names)),) if names else ()


def join_clauses(presenter: StatementPresenter, clauses: Sequence[str]) -> str:
    """Join clauses of one sentence, with semicolons if a clause has the same comma as would stand between them."""
    marks = presenter.phrases.marks
    is_nested = marks.comma == ", " and any("," in clause for clause in clauses)
    return (marks.semicolon if is_nested else marks.comma).join(clauses)


def name_in_sentence(presenter: StatementPresenter, item: Slice) -> str:
    """Name an item in the middle of a sentence."""
    return item.name if item.name_is_printed else presenter.phrases.lowercase_in_sentence(item.name)


def side_phrase_id(presenter: StatementPresenter, phrase_id: str, concept: str) -> str:
    """Choose the phrase id of a sentence on spending, or its twin on revenue."""
    return f"{phrase_id}-revenue" if ConceptTree(presenter.content).side(concept) == "revenue" else phrase_id


def build_table(presenter: StatementPresenter, head: tuple[str, ...], cells: Sequence[tuple[str, ...]]) -> TableView:
    """Build a table whose columns are named by phrase ids."""
    return TableView(tuple(presenter.phrases[phrase_id] for phrase_id in head), tuple(cells))


def group_small_items(presenter: StatementPresenter, items: Sequence[Slice], max_count: int) -> list[Slice]:
    """Sort items from the largest down, the rest last; beyond `max_count` merge the small ones into `the other 7`. Zeros stay."""
    own_items = sorted((item for item in items if not item.rest), key=lambda item: -item.amount.value)
    nonzero_items = [item for item in own_items if item.amount.value]
    if len(nonzero_items) > max_count:
        large = sorted(nonzero_items, key=lambda item: -abs(item.amount.value))[: max_count - 1]
        small = [item for item in nonzero_items if item not in large]
        nonzero_items = [item for item in nonzero_items if item in large]
        total = Amount(sum((item.amount.value for item in small), Decimal(0)), small[0].amount.unit)
        others = Slice(
            presenter.phrases.say("chart-others", count=len(small)), total, "".join(dict.fromkeys(i.sign for i in small))
        )
        nonzero_items.append(replace(others, rest=True))
    zeros = [item for item in own_items if not item.amount.value]
    return [*nonzero_items, *zeros, *(item for item in items if item.rest)]


def earlier_notes(presenter: StatementPresenter, sources: Sequence[Ledger]) -> tuple[str, ...]:
    """Note that the figures of the year before are from the entity's earlier document, if they are."""
    return next(((earlier_note(presenter.phrases, each),) for each in sources if each is not presenter.ledger), ())


def both_years(presenter: StatementPresenter, concept: str) -> tuple[KnownValue, PriorValue] | None:
    """Return a figure of this year and of the year before; None if either is unknown."""
    now, prior = presenter.ledger.known_value(concept, "amount"), prior_value(presenter.ledger, concept)
    return (now, prior) if now and prior else None
