"""A section's charts and a statement in; each chart with its rows, its sentence and its table out, in one language.

A chart of a statement that lacks what it would draw is left out, never drawn empty.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from decimal import Decimal

from budgetbook import money
from budgetbook.charts import Drawing, Row, Tone
from budgetbook.elements import ChartView, Table
from budgetbook.ledger import Term, total_of
from budgetbook.model import Chart, Text
from budgetbook.money import Amount
from budgetbook.statementviews import StatementViews


@dataclass(frozen=True, slots=True)
class Drawn:
    """What one kind of chart makes of a statement's figures."""

    rows: tuple[Row, ...]
    sentence: str
    table: Table
    note: str = ""


def chart(views: StatementViews, name: str, about: Chart) -> ChartView | None:
    """The chart, or None where the statement does not give what it shows."""
    drawn = _KINDS[about.kind](views, about)
    if drawn is None:
        return None
    drawing = Drawing(about.kind, drawn.rows, views.lang, drawn.note)
    title: Text = about.title
    return ChartView(f"chart-{name}", title[views.lang], drawn.sentence, drawing, drawn.table, ())


def _hundred(views: StatementViews, about: Chart) -> Drawn | None:
    """Where each 100 yuan of a whole goes: its parts, the largest first."""
    whole = views.ledger.known(about.of[0], "amount")
    terms, missing = views.ledger.parts(about.of[0], "amount")
    if whole is None or not whole.amount.value:
        return None
    left = Amount(whole.amount.value - total_of(terms), whole.amount.unit)
    apart = abs(left.value) > views.ledger.tolerance([whole.amount, *(term.amount for term in terms)])
    if (left.value < 0 and apart) or (missing and apart):
        return None
    shown = [(views.name(t.concept), t.amount) for t in sorted(terms, key=lambda t: -t.amount.value)]
    shown += [(views.words.say("chart-itemised-rest"), left)] if apart else []
    rows, cells, said = [], [], []
    for index, (name, amount) in enumerate(shown):
        value = money.percent_of(amount.value, whole.amount.value, 2) if amount.value else Decimal(0)
        fields = {"name": name, "value": str(value), "amount": _text(views, amount)}
        text = views.words.say("chart-hundred-value", **fields)
        tone: Tone = "main" if index == 0 else "second" if index == 1 else "rest"
        rows.append(Row(fields["name"], value, text, views.words.say("chart-hundred-row", **fields), tone=tone))
        cells.append((fields["name"], fields["amount"], text))
        said += [views.words.say("chart-hundred-part", **fields | {"name": views.words.within(fields["name"])})] if value else []
    head = ("column-item", "column-amount", "column-per-hundred")
    return Drawn(tuple(rows), views.words.say("chart-hundred", parts=_clauses(views, said)), _table(views, head, cells))


def _bridge(views: StatementViews, about: Chart) -> Drawn | None:
    """How the parts carry a whole from last year's figure to this year's."""
    now, before = views.ledger.known(about.of[0], "amount"), views.ledger.known(about.of[0], "prior")
    if now is None or before is None:
        return None
    steps = [(part, views.ledger.change(part)) for part in views.content.concepts[about.of[0]].parts]
    moves = [(part, change[0]) for part, change in steps if change and change[0].value]
    if not moves or before.amount.value + sum(m.value for _, m in moves) != now.amount.value:
        return None  # a bridge that does not reach the other side explains nothing
    rows = [_pillar(views, before.amount, views.years[1])]
    for part, move in moves:
        words = views.words.say("chart-bridge-row", name=views.name(part), change=views.words.change(move))
        sign = "+" if move.value > 0 else money.MINUS
        text = f"{sign}{_text(views, Amount(abs(move.value), move.unit))}"
        rows.append(Row(views.name(part), move.base(), text, words, tone="up" if move.value > 0 else "down"))
    rows.append(_pillar(views, now.amount, views.years[0]))
    said = [
        views.words.say("chart-bridge-part", name=views.words.within(views.name(p)), change=views.words.change(m))
        for p, m in moves
    ]
    ends = {"prior": _text(views, before.amount), "now": _text(views, now.amount)}
    sentence = views.words.say("chart-bridge", parts=_clauses(views, said), **ends)
    cells = [(row.label, row.text) for row in rows]
    table = _table(views, ("column-item", "column-amount"), cells)
    return Drawn(tuple(rows), sentence, table, views.words.say("chart-bridge-note"))


def _pillar(views: StatementViews, amount: Amount, year: str) -> Row:
    label, text = views.words.say("chart-bridge-whole", year=year), _text(views, amount)
    return Row(label, amount.base(), text, views.words.say("chart-bridge-row", name=label, change=text), tone="whole")


def _pairs(views: StatementViews, about: Chart) -> Drawn | None:
    """Some figures in both years."""
    rows, cells = [], []
    changes: dict[str, Amount] = {}
    for concept in about.of:
        now, before, change = (
            views.ledger.known(concept, "amount"), views.ledger.known(concept, "prior"), views.ledger.change(concept)
        )  # fmt: skip
        if now is None or before is None or change is None:
            continue
        levels: tuple[tuple[str, Amount, Tone], ...] = (
            (views.years[1], before.amount, "second"), (views.years[0], now.amount, "main")
        )  # fmt: skip
        for year, amount, tone in levels:
            fields = {"name": views.name(concept), "year": year, "amount": _text(views, amount)}
            words = views.words.say("chart-pairs-row", **fields)
            rows.append(Row(fields["name"], amount.base(), fields["amount"], words, series=year, tone=tone))
        changes[concept] = change[0]
        texts = (_text(views, before.amount), _text(views, now.amount), views.words.change(change[0]))
        cells.append((views.name(concept), *texts))
    if not rows:
        return None
    largest = max(changes, key=lambda concept: abs(changes[concept].base()))
    moved = bool(changes[largest].value)
    fields = {"name": views.words.within(views.name(largest)), "change": views.words.change(changes[largest])}
    sentence = views.words.say("chart-pairs" if moved else "chart-pairs-none", **fields)
    head = (views.words["column-item"], views.years[1], views.years[0], views.words["column-change"])
    return Drawn(tuple(rows), sentence, Table(head, tuple(cells)))


def _items(views: StatementViews, about: Chart) -> Drawn | None:
    """The named projects, and what they leave."""
    count = views.ledger.remainder("projects")
    key = views.words.say("chart-items-rest", count=money.bare(count, views.lang) if count else "")
    drawn = _listed(views, about.of[0], "chart-items", key)
    return drawn if views.statement.projects else None


def _itemised(views: StatementViews, about: Chart) -> Drawn | None:
    """What of a whole is itemised, and what is not."""
    return _listed(views, about.of[0], "chart-itemised", views.words.say("chart-itemised-rest"))


def _listed(views: StatementViews, concept: str, sentence: str, rest_label: str) -> Drawn | None:
    whole, left, terms = views.ledger.known(concept, "amount"), views.ledger.remainder(concept), views.ledger.listed(concept)
    if whole is None or left is None or not whole.amount.value or left.value < 0:
        return None
    shown: list[tuple[str, Amount, Tone]] = [(_label(views, t), t.amount, "main") for t in terms]
    shown.sort(key=lambda item: -item[1].value)
    shown += [(rest_label, left, "rest")] if left.value else []
    rows, cells = [], []
    for label, amount, tone in shown:
        share = money.share(amount.value, whole.amount.value)
        words = views.words.say("chart-row", name=label, amount=_text(views, amount), share=share)
        rows.append(Row(label, amount.base(), _text(views, amount), words, tone=tone))
        cells.append((label, _text(views, amount), share))
    listed = Amount(total_of(terms), whole.amount.unit)
    share = money.share(listed.value, whole.amount.value)
    fields = {"count": len(terms), "listed": _text(views, listed), "share": share, "rest": _text(views, left)}
    head = ("column-item", "column-amount", "column-share")
    return Drawn(tuple(rows), views.words.say(sentence, **fields), _table(views, head, cells))


def _against(views: StatementViews, about: Chart) -> Drawn | None:
    """People in post against the posts that are authorised, pair by pair."""
    rows, cells = [], []
    said: list[str] = []
    for people, posts in zip(about.of[::2], about.of[1::2], strict=True):
        there, allowed = views.ledger.known(people, "amount"), views.ledger.known(posts, "amount")
        if there is None or allowed is None:
            continue
        name = views.name(posts)
        rows.append(_counted(views, name, posts, allowed.amount, "column-posts", "second"))
        rows.append(_counted(views, name, people, there.amount, "column-people", "main"))
        gap = there.amount.value - allowed.amount.value
        key = f"chart-against-{'over' if gap > 0 else 'under' if gap else 'full'}"
        fields = {"people": _bare(views, there.amount), "posts": _bare(views, allowed.amount)}
        unit = there.amount.unit if gap > 0 else allowed.amount.unit
        named = views.words.within(name) if said else name
        said.append(views.words.say(key, name=named, gap=_bare(views, Amount(abs(gap), unit)), **fields))
        cells.append((name, fields["posts"], fields["people"]))
    if not rows:
        return None
    sentence = views.words.say("chart-against", parts=_clauses(views, said))
    return Drawn(tuple(rows), sentence, _table(views, ("column-item", "column-posts", "column-people"), cells))


def _counted(views: StatementViews, label: str, concept: str, amount: Amount, series: str, tone: Tone) -> Row:
    words = views.words.say("chart-against-row", name=views.name(concept), amount=_text(views, amount))
    return Row(label, amount.value, _bare(views, amount), words, series=views.words[series], tone=tone)


def _label(views: StatementViews, term: Term) -> str:
    return views.explainer.name(term.concept)


def _text(views: StatementViews, amount: Amount) -> str:
    return money.readable(amount, views.lang)


def _bare(views: StatementViews, amount: Amount) -> str:
    return money.bare(amount, views.lang)


def _clauses(views: StatementViews, said: list[str]) -> str:
    return ("，" if views.lang == "zh" else "; " if any("," in s for s in said) else ", ").join(said)


def _table(views: StatementViews, head: tuple[str, ...], cells: Sequence[tuple[str, ...]]) -> Table:
    return Table(tuple(views.words[key] for key in head), tuple(cells))


_KINDS: dict[str, Callable[[StatementViews, Chart], Drawn | None]] = {
    "hundred": _hundred,
    "bridge": _bridge,
    "pairs": _pairs,
    "items": _items,
    "itemised": _itemised,
    "against": _against,
}
