"""A statement and pairs of figures in; the charts of something against its measure out: people and posts, spending and budget."""

from __future__ import annotations

from decimal import Decimal

from budgetbook.arithmetic import money
from budgetbook.arithmetic.ledger import Known
from budgetbook.arithmetic.money import Amount
from budgetbook.charts.drawing import Row, Tone
from budgetbook.content.model import Chart
from budgetbook.pages.charts.chart_values import (
    COMPUTED,
    Drawn,
    amount_text,
    bare_text,
    clauses,
    label_text,
    of_side,
    sign,
    table,
)
from budgetbook.pages.views.statement import StatementViews


def people(views: StatementViews, about: Chart) -> Drawn | None:
    """People in post against the posts that are authorised, pair by pair."""
    rows, cells, said = list[Row](), [], list[str]()
    for there_concept, allowed_concept in zip(about.of[::2], about.of[1::2], strict=True):
        there, allowed = views.ledger.known(there_concept, "amount"), views.ledger.known(allowed_concept, "amount")
        if there is None or allowed is None or not (there.amount.value or allowed.amount.value):
            continue
        name = views.name(allowed_concept)
        rows.append(_counted(views, name, allowed_concept, allowed, "column-posts", "second"))
        rows.append(_counted(views, name, there_concept, there, "column-people", "main"))
        gap = there.amount.value - allowed.amount.value
        key = f"chart-against-{'over' if gap > 0 else 'under' if gap else 'full'}"
        fields = {"people": bare_text(views, there.amount), "posts": bare_text(views, allowed.amount)}
        unit = there.amount.unit if gap > 0 else allowed.amount.unit
        named = views.words.within(name) if said else name
        said.append(views.words.say(key, name=named, gap=bare_text(views, Amount(abs(gap), unit)), **fields))
        cells.append((name, fields["posts"], fields["people"]))
    if not rows:
        return None
    sentence = views.words.say("chart-against", parts=clauses(views, said))
    return Drawn(tuple(rows), sentence, table(views, ("column-item", "column-posts", "column-people"), cells), unit="people")


def _counted(views: StatementViews, label: str, concept: str, known: Known, series: str, tone: Tone) -> Row:
    words = views.words.say("chart-against-row", name=views.name(concept), amount=amount_text(views, known.amount))
    text = bare_text(views, known.amount) + sign(views, concept, known)
    return Row(label, known.amount.value, text, words, series=views.words[series], tone=tone)


def execution(views: StatementViews, about: Chart) -> Drawn | None:
    """What was spent against the initial budget (else the adjusted one), in per cent of it: sizes do not matter."""
    rows, cells, first = list[Row](), [], ""
    for concept in about.of:
        spent = views.ledger.known(concept, "amount")
        budget = views.ledger.known(concept, "budget") or views.ledger.known(concept, "adjusted")
        if spent is None or budget is None or budget.amount.value <= 0:
            continue
        name, share = views.name(concept), money.share(spent.amount.value, budget.amount.value)
        fields = {"name": name, "spent": amount_text(views, spent.amount), "budget": amount_text(views, budget.amount)}
        percent = money.percent_of(spent.amount.to(budget.amount.unit).value, budget.amount.value, 2)
        words = views.words.say(of_side(views, "chart-execution-row", concept), share=share, **fields)
        came_in = of_side(views, "", concept)
        series = (views.words["column-budget"], views.words["column-received" if came_in else "column-executed"])
        rows.append(
            Row(
                name,
                Decimal(100),
                label_text(views, budget.amount) + (COMPUTED if budget.computed else ""),
                words,
                series[0],
                "second",
            )
        )
        rows.append(Row(name, percent, f"{share}{sign(views, concept, spent)}", words, series[1], "main"))
        cells.append((name, fields["budget"], fields["spent"], share))
        first = first or views.words.say(of_side(views, "chart-execution", concept), share=share, **fields)
    if not rows:
        return None
    head = ("column-item", "column-budget", "column-executed", "column-executed-share")
    return Drawn(tuple(rows), first, table(views, head, cells), unit="percent of the budget")
