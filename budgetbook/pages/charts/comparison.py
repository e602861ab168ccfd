"""Charts of a value against its measure: people and posts, spending and budget."""

from __future__ import annotations

from decimal import Decimal

from budgetbook.arithmetic import amount_format, money
from budgetbook.arithmetic.money import Amount
from budgetbook.arithmetic.term import KnownValue
from budgetbook.charts.drawing import ChartRow, Tone
from budgetbook.content.sections import Chart
from budgetbook.pages.charts.chart_values import (
    COMPUTED_SIGN,
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


def people(presenter: StatementPresenter, chart: Chart) -> ChartData | None:
    """Show the people in post against the authorised posts, pair by pair."""
    rows, cells, clauses = list[ChartRow](), [], list[str]()
    for staff_concept, posts_concept in zip(chart.of[::2], chart.of[1::2], strict=True):
        staff = presenter.ledger.known_value(staff_concept, "amount")
        posts = presenter.ledger.known_value(posts_concept, "amount")
        if staff is None or posts is None or not (staff.amount.value or posts.amount.value):
            continue
        name = presenter.name(posts_concept)
        rows.append(_people_row(presenter, name, posts_concept, posts, "column-posts", "second"))
        rows.append(_people_row(presenter, name, staff_concept, staff, "column-people", "main"))
        gap = staff.amount.value - posts.amount.value
        phrase_id = f"chart-against-{'over' if gap > 0 else 'under' if gap else 'full'}"
        fields = {"people": bare_text(presenter, staff.amount), "posts": bare_text(presenter, posts.amount)}
        unit = staff.amount.unit if gap > 0 else posts.amount.unit
        clause_name = presenter.phrases.lowercase_in_sentence(name) if clauses else name
        clauses.append(
            presenter.phrases.say(phrase_id, name=clause_name, gap=bare_text(presenter, Amount(abs(gap), unit)), **fields)
        )
        cells.append((name, fields["posts"], fields["people"]))
    if not rows:
        return None
    sentence = presenter.phrases.say("chart-against", parts=join_clauses(presenter, clauses))
    return ChartData(
        tuple(rows), sentence, build_table(presenter, ("column-item", "column-posts", "column-people"), cells), unit="people"
    )


def _people_row(presenter: StatementPresenter, label: str, concept: str, value: KnownValue, series: str, tone: Tone) -> ChartRow:
    words = presenter.phrases.say("chart-against-row", name=presenter.name(concept), amount=amount_text(presenter, value.amount))
    text = bare_text(presenter, value.amount) + value_sign(presenter, concept, value)
    return ChartRow(label, value.amount.value, text, words, series=presenter.phrases[series], tone=tone)


def execution(presenter: StatementPresenter, chart: Chart) -> ChartData | None:
    """Show spending in per cent of the initial budget (else the adjusted one), whatever the amounts."""
    rows, cells, first = list[ChartRow](), [], ""
    for concept in chart.of:
        outcome = presenter.ledger.known_value(concept, "amount")
        budget = presenter.ledger.known_value(concept, "budget") or presenter.ledger.known_value(concept, "adjusted")
        if outcome is None or budget is None or budget.amount.value <= 0:
            continue
        name, share = presenter.name(concept), amount_format.format_percentage(outcome.amount.value, budget.amount.value)
        fields = {"name": name, "spent": amount_text(presenter, outcome.amount), "budget": amount_text(presenter, budget.amount)}
        percent = money.percent_of(outcome.amount.to_unit(budget.amount.unit).value, budget.amount.value, 2)
        words = presenter.phrases.say(side_phrase_id(presenter, "chart-execution-row", concept), share=share, **fields)
        is_revenue = side_phrase_id(presenter, "", concept)
        series = (presenter.phrases["column-budget"], presenter.phrases["column-received" if is_revenue else "column-executed"])
        rows.append(
            ChartRow(
                name,
                Decimal(100),
                label_text(presenter, budget.amount) + (COMPUTED_SIGN if budget.is_computed else ""),
                words,
                series[0],
                "second",
            )
        )
        rows.append(ChartRow(name, percent, f"{share}{value_sign(presenter, concept, outcome)}", words, series[1], "main"))
        cells.append((name, fields["budget"], fields["spent"], share))
        first = first or presenter.phrases.say(side_phrase_id(presenter, "chart-execution", concept), share=share, **fields)
    if not rows:
        return None
    head = ("column-item", "column-budget", "column-executed", "column-executed-share")
    return ChartData(tuple(rows), first, build_table(presenter, head, cells), unit="percent of the budget")
