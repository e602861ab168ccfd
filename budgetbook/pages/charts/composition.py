"""A statement and a whole in; the charts of what it is made of out: of each 100 yuan, parts, projects, classes of a table."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal

from budgetbook.arithmetic import money
from budgetbook.arithmetic.ledger import total_of
from budgetbook.arithmetic.money import Amount
from budgetbook.arithmetic.statement_tables import Sheet, Tables
from budgetbook.charts.drawing import Row, Tone
from budgetbook.content.model import Chart
from budgetbook.pages.charts.chart_values import (
    FAILS,
    Drawn,
    Item,
    amount_text,
    clauses,
    folded,
    label_text,
    of_side,
    sign,
    table,
    within,
)
from budgetbook.pages.views.statement import StatementViews
from budgetbook.text.table_lines import plain_name

_OF_HUNDRED, _LISTED = 5, 9  # the most that a bar of a hundred slices and a list of bars show, what is folded included
_TONES: tuple[Tone, ...] = ("main", "second")


def hundred(views: StatementViews, about: Chart) -> Drawn | None:
    """Where each 100 yuan of a whole goes: its parts, the largest first."""
    found = _divided(views, about.of[0])
    if found is None or sum(bool(item.amount.value) for item in found[1]) < 2:
        return None
    if _signed(*found):
        return _below_zero(views, about.of[0], found[0], folded(views, found[1], _LISTED))
    whole, rows, cells, said = found[0], [], [], []
    for index, item in enumerate(folded(views, found[1], _OF_HUNDRED)):
        value = money.percent_of(item.amount.value, whole.value, 2) if item.amount.value else Decimal(0)
        fields = {"name": item.name, "value": str(value), "amount": amount_text(views, item.amount)}
        text = views.words.say("chart-hundred-value", **fields)
        tone: Tone = "rest" if item.rest else _TONES[index % 2]
        rows.append(Row(item.name, value, text + item.sign, views.words.say("chart-hundred-row", **fields), tone=tone))
        cells.append((item.name, fields["amount"] + item.sign, text))
        if value:
            key = of_side(views, "chart-hundred-part", about.of[0])
            said.append(views.words.say(key, **fields | {"name": within(views, item)}))
    sentence = views.words.say("chart-hundred", parts=clauses(views, said))
    return Drawn(
        tuple(rows),
        sentence,
        table(views, ("column-item", "column-amount", "column-per-hundred"), cells),
        slices=100,
        unit="yuan of each 100",
    )


def _divided(views: StatementViews, concept: str) -> tuple[Amount, list[Item]] | None:
    """A whole and its parts, with what they leave; None where a part is not known and something is left, or too much is there."""
    whole, (terms, missing) = views.ledger.known(concept, "amount"), views.ledger.parts(concept, "amount")
    if whole is None or not whole.amount.value or not terms:
        return None
    left = Amount(whole.amount.value - total_of(terms), whole.amount.unit)
    apart = abs(left.value) > views.ledger.tolerance([whole.amount, *(term.amount for term in terms)])
    if apart and (left.value < 0 or missing):
        return None
    items = [Item(views.name(term.concept), term.amount, sign(views, term.concept, term)) for term in terms]
    return whole.amount, items + ([Item(views.words.say("chart-itemised-rest"), left, rest=True)] if apart else [])


def parts(views: StatementViews, about: Chart) -> Drawn | None:
    """The parts of a whole as bars; nothing to say where only one of them is more than nothing."""
    found = _divided(views, about.of[0])
    return _bars(views, about.of[0], found[0], folded(views, found[1], _LISTED), "chart-parts") if found else None


def classes(views: StatementViews, about: Chart) -> Drawn | None:
    """The coarsest classes of the first of some tables that the document has."""
    for sheet in Tables(views.ledger, views.content.classifications).sheets:
        if sheet.name in about.tables and (items := list(_classes(views, sheet, about.of[0]))):
            whole = Amount(sum((item.amount.value for item in items), Decimal(0)), items[0].amount.unit)
            sentence = _classes_sentence(views, sheet, about.of[0])
            return _bars(views, about.of[0], whole, folded(views, items, _LISTED), sentence)
    return None


def _classes_sentence(views: StatementViews, sheet: Sheet, concept: str) -> str:
    """Money that comes in comes from a source, or, in a table by purpose, is meant for one; money that goes out goes to one."""
    key = of_side(views, "chart-classes", concept)
    return f"{key}-by-purpose" if key != "chart-classes" and sheet.breakdown.by == "functional" else key


def _classes(views: StatementViews, sheet: Sheet, concept: str) -> Iterator[Item]:
    fails = {finding.concept for finding in views.findings if finding.verdict == "fails"}
    columns = [n for n, column in enumerate(sheet.breakdown.columns) if (column.concept, column.role) == (concept, "amount")]
    family = next((rows for whole, rows in sheet.families() if sheet.is_total(whole)), []) if columns else []
    for row in family:
        cell = sheet.cell(row, columns[0])
        if cell is not None and cell.amount.value:
            name, printed = plain_name(views.content, views.statement, sheet.name, row, views.lang)
            amount, signs = cell.amount.to(views.statement.unit), FAILS if cell.anchor in fails else ""
            yield Item(name, amount, signs, printed=printed)


def _signed(whole: Amount, items: Sequence[Item]) -> bool:
    """Whether some of it is below zero: then no part is a share of the whole."""
    return whole.value <= 0 or any(item.amount.value < 0 for item in items)


def _below_zero(views: StatementViews, concept: str, whole: Amount, items: Sequence[Item]) -> Drawn | None:
    """Parts of which some are below zero: bars to both sides of a line, and no shares. What takes away from the rest is named."""
    rows, cells, below = [], [], []
    for item in items:
        text = amount_text(views, item.amount)
        words = views.words.say("chart-signed-row", name=item.name, amount=text)
        label = label_text(views, item.amount)
        rows.append(Row(item.name, item.amount.base(), label + item.sign, words, tone="rest" if item.rest else "main"))
        cells.append((item.name, text + item.sign))
        if item.amount.value < 0:
            below.append(views.words.say("chart-signed-part", name=views.words.within(item.name), amount=label))
    if not below:
        return None
    fields = {"name": views.name(concept), "total": label_text(views, whole), "parts": clauses(views, below)}
    title = views.words.say("chart-signed-title", name=fields["name"])
    listed = table(views, ("column-item", "column-amount"), cells)
    return Drawn(tuple(rows), views.words.say("chart-signed", **fields), listed, instead="items", title=title)


def _bars(views: StatementViews, concept: str, whole: Amount, items: list[Item], sentence: str) -> Drawn | None:
    valued = [item for item in items if item.amount.value and not item.rest]
    if len(valued) < 2:
        return None
    if _signed(whole, items):
        return _below_zero(views, concept, whole, items)
    first = valued[0]
    fields = {"name": within(views, first), "amount": label_text(views, first.amount)}
    share = money.share(first.amount.value, whole.value)
    return _listing(views, whole, items, views.words.say(sentence, share=share, **fields))


def _listing(views: StatementViews, whole: Amount, items: list[Item], sentence: str) -> Drawn:
    """A row and a line of the table for each item, with its share of the whole."""
    rows, cells = [], []
    for item in items:
        text, share = amount_text(views, item.amount), money.share(item.amount.value, whole.value)
        words = views.words.say("chart-row", name=item.name, amount=text, share=share)
        label = label_text(views, item.amount) + item.sign
        rows.append(Row(item.name, item.amount.base(), label, words, tone="rest" if item.rest else "main"))
        cells.append((item.name, text + item.sign, share))
    return Drawn(tuple(rows), sentence, table(views, ("column-item", "column-amount", "column-share"), cells))


def projects(views: StatementViews, about: Chart) -> Drawn | None:
    """The named projects, and what they leave."""
    count = views.ledger.remainder("projects")
    known = count is not None and count.value > 0
    rest = views.words.say("chart-items-rest", count=money.bare(count, views.lang)) if count and known else ""
    rest = rest or views.words.say("chart-itemised-rest")
    return _listed(views, about.of[0], "chart-items", rest) if views.statement.projects else None


def itemised(views: StatementViews, about: Chart) -> Drawn | None:
    """What of a whole is itemised, and what is not."""
    return _listed(views, about.of[0], "chart-itemised", views.words.say("chart-itemised-rest"))


def _listed(views: StatementViews, concept: str, sentence: str, rest: str) -> Drawn | None:
    whole, left, terms = views.ledger.known(concept, "amount"), views.ledger.remainder(concept), views.ledger.listed(concept)
    if whole is None or left is None or not whole.amount.value or left.value < 0 < whole.amount.value:
        return None
    items = [Item(views.explainer.name(term.concept), term.amount, sign(views, term.concept, term)) for term in terms]
    items = folded(views, items, _LISTED) + ([Item(rest, left, rest=True)] if left.value else [])
    if _signed(whole.amount, items):
        return _below_zero(views, concept, whole.amount, items)
    listed = Amount(total_of(terms), whole.amount.unit)
    fields = {"count": len(terms), "listed": amount_text(views, listed), "rest": amount_text(views, left)}
    share = money.share(listed.value, whole.amount.value)
    return _listing(views, whole.amount, items, views.words.say(sentence, share=share, **fields))
