"""Charts of a value against its measure: people and posts, spending and budget."""

from __future__ import annotations

from budgetbook.arithmetic import amount_format
from budgetbook.arithmetic.amount_style import MINUS
from budgetbook.arithmetic.money import Amount
from budgetbook.arithmetic.prior_year import subtract_prior
from budgetbook.arithmetic.term import KnownValue
from budgetbook.charts.drawing import ChartRow, Tone
from budgetbook.content.sections import Chart
from budgetbook.pages.charts.chart_values import (
    COMPUTED_SIGN,
    FAILS_SIGN,
    ChartData,
    amount_text,
    bare_text,
    build_table,
    join_clauses,
    label_text,
    side_phrase_id,
    value_sign,
)
from budgetbook.pages.views.statement import StatementPresenter

_MAX_SQUARES = 60
"""Most people that a reader can count square by square."""


def people(presenter: StatementPresenter, chart: Chart) -> ChartData | None:
    """Show the people in post against the authorised posts, pair by pair."""
    rows, cells, clauses, gaps = list[ChartRow](), [], list[str](), list[tuple[Amount, str]]()
    for staff_concept, posts_concept in zip(chart.of[::2], chart.of[1::2], strict=True):
        staff = presenter.ledger.known_value(staff_concept, "amount")
        posts = presenter.ledger.known_value(posts_concept, "amount")
        if staff is None or posts is None or not (staff.amount.value or posts.amount.value):
            continue
        name = presenter.plain_name(posts_concept)
        rows.append(_people_row(presenter, name, posts_concept, posts, "column-posts", "before"))
        rows.append(_people_row(presenter, name, staff_concept, staff, "column-people", "main"))
        gap = staff.amount.value - posts.amount.value
        phrase_id = f"chart-against-{'over' if gap > 0 else 'under' if gap else 'full'}"
        fields = {"people": bare_text(presenter, staff.amount), "posts": bare_text(presenter, posts.amount)}
        unit = staff.amount.unit if gap > 0 else posts.amount.unit
        clause_name = presenter.phrases.lowercase_in_sentence(name) if clauses else name
        clauses.append(
            presenter.phrases.say(phrase_id, name=clause_name, gap=bare_text(presenter, Amount(abs(gap), unit)), **fields)
        )
        gaps.append((Amount(gap, unit), name))
        cells.append((name, fields["posts"], fields["people"]))
    if not rows:
        return None
    sentence = presenter.phrases.say("chart-against", parts=join_clauses(presenter, clauses))
    table = build_table(presenter, ("column-item", "column-posts", "column-people"), cells)
    headline = _head_people(presenter, rows, gaps)
    if any(row.value > _MAX_SQUARES or row.value < 0 or row.value % 1 for row in rows):
        return ChartData(tuple(rows), sentence, table, unit="people", fallback_form="pairs", headline=headline)
    has_extra_people = any(people.value > posts.value for posts, people in zip(rows[::2], rows[1::2], strict=True))
    note = presenter.phrases.say("chart-squares-and-dots" if has_extra_people else "chart-squares")
    return ChartData(tuple(rows), sentence, table, unit="people", notes=(note,), headline=headline)


def _head_people(presenter: StatementPresenter, rows: list[ChartRow], gaps: list[tuple[Amount, str]]) -> str:
    """Head the kind of post whose people differ most in number from it; none if a count is in doubt."""
    gap, name = max(gaps, key=lambda each: abs(each[0].value))
    if any(FAILS_SIGN in row.text for row in rows):
        return ""
    if not gap.value:
        return presenter.phrases.say("headline-full")
    amount = bare_text(presenter, Amount(abs(gap.value), gap.unit))
    return presenter.phrases.say("headline-over" if gap.value > 0 else "headline-under", name=name, gap=amount)


def _people_row(presenter: StatementPresenter, label: str, concept: str, value: KnownValue, series: str, tone: Tone) -> ChartRow:
    words = presenter.phrases.say(
        "chart-against-row", name=presenter.plain_name(concept), amount=amount_text(presenter, value.amount)
    )
    text = bare_text(presenter, value.amount) + value_sign(presenter, concept, value)
    return ChartRow(label, value.amount.value, text, words, series=presenter.phrases[series], tone=tone)


def execution(presenter: StatementPresenter, chart: Chart) -> ChartData | None:
    """Show by how much the outcome differs from the initial budget (else the adjusted one)."""
    rows, cells, first, headline = list[ChartRow](), [], "", ""
    for concept in chart.of:
        outcome = presenter.ledger.known_value(concept, "amount")
        budget = presenter.ledger.known_value(concept, "budget") or presenter.ledger.known_value(concept, "adjusted")
        if outcome is None or budget is None or budget.amount.value <= 0:
            continue
        name, share = (
            presenter.plain_name(concept),
            amount_format.format_percentage(outcome.amount.value, budget.amount.value, presenter.style.numbers),
        )
        fields = {"name": name, "spent": amount_text(presenter, outcome.amount), "budget": amount_text(presenter, budget.amount)}
        words = presenter.phrases.say(side_phrase_id(presenter, "chart-execution-row", concept), share=share, **fields)
        gap = subtract_prior(presenter.ledger, outcome.amount, budget.amount, presenter.ledger)
        sign = "+" if gap.value > 0 else MINUS if gap.value < 0 else ""
        text = f"{sign}{label_text(presenter, Amount(abs(gap.value), gap.unit))} ({share})"
        signs = value_sign(presenter, concept, outcome)
        signs = f"{COMPUTED_SIGN}{signs}" if budget.is_computed and COMPUTED_SIGN not in signs else signs
        rows.append(ChartRow(name, gap.to_base_unit(), text + signs, words))
        cells.append((name, fields["budget"], fields["spent"], share))
        if not first and FAILS_SIGN not in signs:
            headline = presenter.phrases.say(side_phrase_id(presenter, "headline-execution", concept), name=name, share=share)
        short = {"spent": label_text(presenter, outcome.amount), "budget": label_text(presenter, budget.amount)}
        phrase_id = side_phrase_id(presenter, "chart-execution", concept)
        first = first or presenter.phrases.say(phrase_id, name=name, share=share, **short)
    if not any(row.value for row in rows):
        return None
    head = ("column-item", "column-budget", "column-executed", "column-executed-share")
    return ChartData(tuple(rows), first, build_table(presenter, head, cells), headline=headline)
