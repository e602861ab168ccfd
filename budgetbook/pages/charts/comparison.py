"""A statement and pairs of figures in; the charts of something against its measure out: people and posts, spending and budget."""

from __future__ import annotations

from decimal import Decimal

from budgetbook.arithmetic import money
from budgetbook.arithmetic.ledger import KnownValue
from budgetbook.arithmetic.money import Amount
from budgetbook.charts.drawing import ChartRow, Tone
from budgetbook.content.model import Chart
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


def people(views: StatementPresenter, chart: Chart) -> ChartData | None:
    """People in post against the posts that are authorised, pair by pair."""
    rows, cells, clauses = list[ChartRow](), [], list[str]()
    for staff_concept, posts_concept in zip(chart.of[::2], chart.of[1::2], strict=True):
        staff, posts = views.ledger.known_value(staff_concept, "amount"), views.ledger.known_value(posts_concept, "amount")
        if staff is None or posts is None or not (staff.amount.value or posts.amount.value):
            continue
        name = views.name(posts_concept)
        rows.append(_people_row(views, name, posts_concept, posts, "column-posts", "second"))
        rows.append(_people_row(views, name, staff_concept, staff, "column-people", "main"))
        gap = staff.amount.value - posts.amount.value
        phrase_id = f"chart-against-{'over' if gap > 0 else 'under' if gap else 'full'}"
        fields = {"people": bare_text(views, staff.amount), "posts": bare_text(views, posts.amount)}
        unit = staff.amount.unit if gap > 0 else posts.amount.unit
        clause_name = views.phrases.lowercase_in_sentence(name) if clauses else name
        clauses.append(views.phrases.say(phrase_id, name=clause_name, gap=bare_text(views, Amount(abs(gap), unit)), **fields))
        cells.append((name, fields["posts"], fields["people"]))
    if not rows:
        return None
    sentence = views.phrases.say("chart-against", parts=join_clauses(views, clauses))
    return ChartData(
        tuple(rows), sentence, build_table(views, ("column-item", "column-posts", "column-people"), cells), unit="people"
    )


def _people_row(views: StatementPresenter, label: str, concept: str, value: KnownValue, series: str, tone: Tone) -> ChartRow:
    words = views.phrases.say("chart-against-row", name=views.name(concept), amount=amount_text(views, value.amount))
    text = bare_text(views, value.amount) + value_sign(views, concept, value)
    return ChartRow(label, value.amount.value, text, words, series=views.phrases[series], tone=tone)


def execution(views: StatementPresenter, chart: Chart) -> ChartData | None:
    """What was spent against the initial budget (else the adjusted one), in per cent of it: sizes do not matter."""
    rows, cells, first = list[ChartRow](), [], ""
    for concept in chart.of:
        outcome = views.ledger.known_value(concept, "amount")
        budget = views.ledger.known_value(concept, "budget") or views.ledger.known_value(concept, "adjusted")
        if outcome is None or budget is None or budget.amount.value <= 0:
            continue
        name, share = views.name(concept), money.format_percentage(outcome.amount.value, budget.amount.value)
        fields = {"name": name, "spent": amount_text(views, outcome.amount), "budget": amount_text(views, budget.amount)}
        percent = money.percent_of(outcome.amount.to_unit(budget.amount.unit).value, budget.amount.value, 2)
        words = views.phrases.say(side_phrase_id(views, "chart-execution-row", concept), share=share, **fields)
        is_revenue = side_phrase_id(views, "", concept)
        series = (views.phrases["column-budget"], views.phrases["column-received" if is_revenue else "column-executed"])
        rows.append(
            ChartRow(
                name,
                Decimal(100),
                label_text(views, budget.amount) + (COMPUTED_SIGN if budget.is_computed else ""),
                words,
                series[0],
                "second",
            )
        )
        rows.append(ChartRow(name, percent, f"{share}{value_sign(views, concept, outcome)}", words, series[1], "main"))
        cells.append((name, fields["budget"], fields["spent"], share))
        first = first or views.phrases.say(side_phrase_id(views, "chart-execution", concept), share=share, **fields)
    if not rows:
        return None
    head = ("column-item", "column-budget", "column-executed", "column-executed-share")
    return ChartData(tuple(rows), first, build_table(views, head, cells), unit="percent of the budget")
