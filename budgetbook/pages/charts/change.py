"""A statement and some concepts in; the charts of two years out: what made a whole change, both years, what changed most."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from decimal import Decimal

from budgetbook.arithmetic import changes as arithmetic
from budgetbook.arithmetic import money
from budgetbook.arithmetic.changes import Changes, Line
from budgetbook.arithmetic.ledger import Known, Ledger
from budgetbook.arithmetic.money import Amount
from budgetbook.arithmetic.prior_year import Before, apart, change_since, year_before
from budgetbook.arithmetic.statement_tables import Tables
from budgetbook.charts.drawing import Row, Tone
from budgetbook.content.model import Chart
from budgetbook.pages.charts.chart_values import (
    COMPUTED,
    Drawn,
    amount_text,
    clauses,
    earlier_note,
    label_text,
    sign,
    sign_before,
    table,
)
from budgetbook.pages.models.parts import Table
from budgetbook.pages.views.statement import StatementViews
from budgetbook.text.table_lines import above, plain_name

_APART = 20  # figures that differ by more than this many times have no scale in common
_SHOWN = 5  # lines that changed most; the others are one row


def bridge(views: StatementViews, about: Chart) -> Drawn | None:
    """How the parts carry a whole from last year's figure to this year's."""
    whole = about.of[0]
    change = change_since(views.ledger, whole)
    if change is None:
        return None
    now, then = change.known, change.before
    moves = list(_moves(views, whole))
    if not moves or then.amount.base() + sum(move.base() for _, move, _ in moves) != now.amount.base():
        return None  # a bridge that does not reach the other side explains nothing
    rows = [_pillar(views, whole, then.amount, str(then.year), sign_before(then))]
    for part, move, signs in moves:
        words = views.words.say("chart-bridge-row", name=views.name(part), change=views.words.change(move))
        text = _signed(label_text(views, Amount(abs(move.value), move.unit)), move.value) + signs
        rows.append(Row(views.name(part), move.base(), text, words, tone="up" if move.value > 0 else "down"))
    rows.append(_pillar(views, whole, now.amount, views.years[0], sign(views, whole, now)))
    said = [
        views.words.say("chart-bridge-part", name=views.words.within(views.name(p)), change=views.words.change(m))
        for p, m, _ in moves
    ]
    ends = {"name": views.name(whole), "prior": label_text(views, then.amount), "now": label_text(views, now.amount)}
    sentence = views.words.say("chart-bridge", parts=clauses(views, said), **ends)
    exact = [amount_text(views, then.amount), *(views.words.change(move) for _, move, _ in moves), amount_text(views, now.amount)]
    cells = [(row.label, text) for row, text in zip(rows, exact, strict=True)]
    told = table(views, ("column-item", "column-amount"), cells)
    return Drawn(tuple(rows), sentence, told, views.words.say("chart-bridge-note"), notes=_from_earlier(views, [then.source]))


def _moves(views: StatementViews, whole: str) -> Iterator[tuple[str, Amount, str]]:
    """The parts that changed, by how much, and the signs beside it."""
    for part in views.content.concepts[whole].parts:
        change = change_since(views.ledger, part)
        if change and change.amount.value:
            yield part, change.amount, sign(views, part, change.known, of_change=True)


def _pillar(views: StatementViews, whole: str, amount: Amount, year: str, signs: str) -> Row:
    label = views.words.say("chart-bridge-whole", name=views.name(whole), year=year)
    words = views.words.say("chart-bridge-row", name=label, change=amount_text(views, amount))
    return Row(label, amount.base(), label_text(views, amount) + signs, words, tone="whole")


def _from_earlier(views: StatementViews, sources: Sequence[Ledger]) -> tuple[str, ...]:
    """A note, where years before are from the body's earlier document."""
    return next(((earlier_note(views.words, each),) for each in sources if each is not views.ledger), ())


def _signed(text: str, value: Decimal) -> str:
    return f"{'+' if value > 0 else money.MINUS if value < 0 else ''}{text}"


def pairs(views: StatementViews, about: Chart) -> Drawn | None:
    """Some figures in both years; the much smaller ones apart, on a scale of their own."""
    found = {concept: pair for concept in about.of if (pair := _pair(views, concept))}
    rows, cells = list[Row](), []
    for concept, (now, before) in found.items():
        levels: tuple[tuple[str, Amount, str, Tone], ...] = (
            (str(before.year), before.amount.to(now.amount.unit), sign_before(before), "second"),
            (views.years[0], now.amount, sign(views, concept, now), "main"),
        )
        texts = [amount_text(views, amount) + signs for _, amount, signs, _ in levels]
        for year, amount, signs, tone in levels:
            words = views.words.say("chart-pairs-row", name=views.name(concept), year=year, amount=amount_text(views, amount))
            label = label_text(views, amount) + signs
            rows.append(Row(views.name(concept), amount.base(), label, words, series=year, tone=tone))
        cells.append((views.name(concept), *texts, views.words.change(_apart(views, now, before))))
    if not any(row.value for row in rows) or len(rows) < 4:
        return None
    head = (views.words["column-item"], views.years[1], views.years[0], views.words["column-change"])
    sources = [before.source for _, before in found.values()]
    return Drawn(
        _panelled(rows, views.words.say("chart-panel-small")),
        _pairs_sentence(views, about, {concept: _apart(views, *pair) for concept, pair in found.items()}),
        Table(head, tuple(cells)),
        notes=_from_earlier(views, sources),
    )


def _pair(views: StatementViews, concept: str) -> tuple[Known, Before] | None:
    now, before = views.ledger.known(concept, "amount"), year_before(views.ledger, concept)
    return (now, before) if now and before else None


def _apart(views: StatementViews, now: Known, before: Before) -> Amount:
    return apart(views.ledger, now.amount, before.amount, before.source)


def _pairs_sentence(views: StatementViews, about: Chart, moved: dict[str, Amount]) -> str:
    """Which of them changed most; where one of the chart's figures lacks a year, of those alone that have both."""
    largest = max(moved, key=lambda concept: abs(moved[concept].base()))
    if not moved[largest].value:
        return views.words.say("chart-pairs-none")
    key = "chart-pairs" if len(moved) == len(about.of) else "chart-pairs-partial"
    return views.words.say(key, name=views.words.within(views.name(largest)), change=views.words.change(moved[largest]))


def _panelled(rows: Sequence[Row], small: str) -> tuple[Row, ...]:
    """The rows, those of labels that are all far smaller than the largest in a panel of their own, below."""
    sizes: dict[str, Decimal] = {}
    for row in rows:
        sizes[row.label] = max(sizes.get(row.label, Decimal(0)), abs(row.value))
    far = max(sizes.values()) / _APART
    below = {label for label, size in sizes.items() if 0 < size < far}
    return (*(r for r in rows if r.label not in below), *(replace(r, panel=small) for r in rows if r.label in below))


def changes(views: StatementViews, about: Chart) -> Drawn | None:
    """What changed most in a whole, in yuan; where its lines are not all known, figures with both years, and so said."""
    found = _complete(views, about) or arithmetic.of_figures(views.ledger, about.of)
    if not found.lines or (not found.complete and len(found.lines) < 2):
        return None
    told = [_told(views, found.whole, views.name(about.whole))] if found.whole and about.whole else []
    told += [_told(views, line, _name(views, line)) for line in found.lines[:_SHOWN]]
    told += _others(views, found.lines[_SHOWN:])
    head = (views.words["column-item"], views.years[1], views.years[0], views.words["column-change"])
    return Drawn(
        tuple(row for row, _ in told),
        _changes_sentence(views, found, about.whole),
        Table(head, tuple(cells for _, cells in told)),
        title="" if found.complete else views.words.say("chart-changes-partial-title"),
        notes=_all_from_earlier(views, found.lines),
    )


def _all_from_earlier(views: StatementViews, lines: Sequence[Line]) -> tuple[str, ...]:
    """A note that the year before is from the body's earlier document: nothing of it is marked line by line."""
    for line in lines:
        then = line.source.statement
        if line.source is not views.ledger:
            document = views.words.document(then.phase, then.fiscal_year)
            return (views.words.say("chart-changes-earlier", year=views.years[1], document=document),)
    return ()


def _complete(views: StatementViews, about: Chart) -> Changes | None:
    """All that a whole is made of, by a table of the document, else by its parts."""
    tables = Tables(views.ledger, views.content.classifications)
    whole = about.whole
    if whole is None:
        return None
    return arithmetic.of_table(tables, about.tables, whole) or arithmetic.of_parts(views.ledger, whole)


def _told(views: StatementViews, line: Line, name: str) -> tuple[Row, tuple[str, ...]]:
    """A line as a bar, and as a row of the table."""
    change = line.change
    size = _signed(label_text(views, Amount(abs(change.value), change.unit)), change.value)
    percent = money.growth(change, line.then)
    signs = _signs(views, line)
    fields = {"name": name, "prior": amount_text(views, line.then), "now": amount_text(views, line.amount)}
    words = views.words.say("chart-changes-row", change=views.words.change(change), **fields)
    tone: Tone = "up" if change.value > 0 else "down"
    exact = views.words.say("change-percent", change=views.words.change(change), percent=percent) if percent else ""
    row = Row(name, change.base(), size + signs, words, tone=tone)
    return row, (name, fields["prior"], fields["now"], (exact or views.words.change(change)) + signs)


def _signs(views: StatementViews, line: Line) -> str:
    """The signs beside a change: of a figure those of its own and of its year before, of a line of a table whether it fails."""
    known, before = _pair(views, line.anchor) or (None, None)
    if known is None or before is None:
        return sign(views, line.anchor, Known(line.amount))
    own = sign(views, line.anchor, known, of_change=True)
    return f"{COMPUTED}{own}" if before.how == "computed" and COMPUTED not in own else own


def _others(views: StatementViews, lines: Sequence[Line]) -> list[tuple[Row, tuple[str, ...]]]:
    """What all other lines come to."""
    if not lines:
        return []
    now, then, change = (
        Amount(sum((getattr(line, each).base() for line in lines), Decimal(0)), "元") for each in ("amount", "then", "change")
    )
    name, text = views.words.say("chart-others", count=len(lines)), views.words.change(change)
    fields = {"prior": amount_text(views, then), "now": amount_text(views, now)}
    words = views.words.say("chart-changes-row", name=name, change=text, **fields)
    label = _signed(label_text(views, Amount(abs(change.value), "元")), change.value)
    return [(Row(name, change.value, label, words, tone="rest"), (name, *fields.values(), text))]


def _changes_sentence(views: StatementViews, found: Changes, whole: str | None) -> str:
    """What the whole did, and which line changed most; of a list that is not all of anything, no line is called the largest."""
    first = found.lines[0]
    fields = {
        "prior": label_text(views, first.then),
        "now": label_text(views, first.amount),
        "change": _short(views, first.change),
    }
    key = "chart-changes-largest" if found.complete else "chart-changes-partial"
    said = views.words.say(key, name=_name(views, first, within=True), **fields)
    if found.whole is None or whole is None:
        return said
    change = views.words.say("chart-changes-whole", name=views.name(whole), change=_short(views, found.whole.change))
    return change + ("" if views.lang == "zh" else " ") + said


def _name(views: StatementViews, line: Line, *, within: bool = False) -> str:
    """What a line is called, at the head of a row or within a sentence, where a printed name is written as it is printed."""
    if line.row is None:
        return views.words.within(views.name(line.anchor)) if within else views.name(line.anchor)
    table, statement = line.anchor.partition(".")[0], line.home.statement
    name, printed = plain_name(views.content, statement, table, line.row, views.lang)
    coarser = above(statement, table, line.row)
    name = views.words.within(name) if within and not printed else name
    if coarser is None:
        return name
    of, printed = plain_name(views.content, statement, table, coarser, views.lang)
    return views.words.say("line-and-column", line=name, column=of if printed else views.words.within(of))


def _short(views: StatementViews, change: Amount) -> str:
    """A change in words, for running text, at most two decimals."""
    return views.words.change(change, money.short)
