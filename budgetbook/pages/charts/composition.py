"""Charts of what a whole is made of: each 100 yuan, its parts, its projects, the classes of a table."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import ROUND_HALF_UP, Decimal

from budgetbook.arithmetic import amount_format, money
from budgetbook.arithmetic.comparison import total_slack
from budgetbook.arithmetic.itemisation import compute_remainder, list_itemised_terms
from budgetbook.arithmetic.money import Amount
from budgetbook.arithmetic.row_families import list_row_families
from budgetbook.arithmetic.severity import rate_outcome
from budgetbook.arithmetic.statement_table import StatementTable
from budgetbook.arithmetic.statement_tables import read_tables
from budgetbook.arithmetic.term import total_of
from budgetbook.charts.drawing import ChartRow
from budgetbook.content.sections import Chart
from budgetbook.pages.charts.chart_values import (
    FAILS_SIGN,
    ChartData,
    Slice,
    amount_text,
    build_table,
    group_small_items,
    join_clauses,
    label_text,
    name_in_sentence,
    side_phrase_id,
    value_sign,
)
from budgetbook.pages.models.charts import TableView
from budgetbook.pages.views.statement import StatementPresenter
from budgetbook.text.table_lines import plain_name

_HEADLINES = {
    "chart-parts": "headline-share-part",
    "chart-classes": "headline-share",
    "chart-classes-revenue": "headline-share-revenue",
    "chart-classes-revenue-by-purpose": "headline-share-revenue-by-purpose",
    "chart-items": "headline-items",
    "chart-itemised": "headline-itemised",
}
"""The headline over a chart whose sentence is this one."""
_MAX_SLICES, _MAX_BARS = 5, 9  # most slices of a hundred and most bars, with the merged one


def per_hundred(presenter: StatementPresenter, chart: Chart) -> ChartData | None:
    """Show where each 100 yuan of a whole goes, the largest part first."""
    whole_and_parts = _whole_and_parts(presenter, chart.of[0])
    if whole_and_parts is None or sum(bool(item.amount.value) for item in whole_and_parts[1]) < 2:
        return None
    if _has_negative(*whole_and_parts):
        return _signed_bars(
            presenter, chart.of[0], whole_and_parts[0], group_small_items(presenter, whole_and_parts[1], _MAX_BARS)
        )
    whole, rows, cells, clauses, headline = whole_and_parts[0], [], [], [], ""
    items = group_small_items(presenter, whole_and_parts[1], _MAX_SLICES)
    style, hundred = presenter.style, presenter.style.write_of_hundred(Decimal(100), whole.unit)
    head = (
        *(presenter.phrases[word] for word in ("column-item", "column-amount")),
        presenter.phrases.say("column-per-hundred", hundred=hundred),
    )
    shares = [money.percent_of(item.amount.value, whole.value, 2) if item.amount.value else Decimal(0) for item in items]
    for item, value, short in zip(items, shares, _shorten_shares(shares), strict=True):
        text = style.write_of_hundred(short, whole.unit)
        fields = {"name": item.name, "part": text, "amount": amount_text(presenter, item.amount), "hundred": hundred}
        fields["whole"] = style.write_of_hundred_in_passing(Decimal(100), whole.unit)
        words = presenter.phrases.say("chart-hundred-row", **fields)
        rows.append(ChartRow(item.name, value, text + item.sign, words, tone="rest" if item.rest else "main"))
        exact = style.write_of_hundred(value, whole.unit)
        cells.append((item.name, fields["amount"] + item.sign, exact))
        fields |= {"name": name_in_sentence(presenter, item), "value": style.write_of_hundred_in_passing(short, whole.unit)}
        if value and not rows[:-1] and not item.rest:
            headline = presenter.phrases.say(side_phrase_id(presenter, "headline-hundred", chart.of[0]), **fields)
        elif value:
            clauses.append(presenter.phrases.say(side_phrase_id(presenter, "chart-hundred-part", chart.of[0]), **fields))
    sentence = presenter.phrases.say(
        "chart-hundred-rest" if headline else "chart-hundred", parts=join_clauses(presenter, clauses), hundred=hundred
    )
    return ChartData(
        tuple(rows), sentence, TableView(head, tuple(cells)), unit=f"{whole.unit.word_in_data} of each 100", headline=headline
    )


def _shorten_shares(shares: Sequence[Decimal]) -> list[Decimal]:
    """Round to whole yuan where these still make a hundred and none becomes nothing; else leave the decimals."""
    whole = [share.quantize(Decimal(1), ROUND_HALF_UP) for share in shares]
    comes_out = sum(whole) == 100 and all(short or not share for short, share in zip(whole, shares, strict=True))
    return whole if comes_out else list(shares)


def _whole_and_parts(presenter: StatementPresenter, concept: str) -> tuple[Amount, list[Slice]] | None:
    """Return a whole and its parts with the rest.

    None if something is left although a part is unknown, or if the parts exceed the whole.
    """
    whole, (terms, missing_parts) = presenter.ledger.known_value(concept, "amount"), presenter.ledger.parts(concept, "amount")
    if whole is None or not whole.amount.value or not terms:
        return None
    left = Amount(whole.amount.value - total_of(terms), whole.amount.unit)
    has_rest = abs(left.value) > total_slack([whole.amount, *(term.amount for term in terms)])
    if has_rest and (left.value < 0 or missing_parts):
        return None
    items = [Slice(presenter.plain_name(term.concept), term.amount, value_sign(presenter, term.concept, term)) for term in terms]
    return whole.amount, items + ([Slice(presenter.phrases.say("chart-itemised-rest"), left, rest=True)] if has_rest else [])


def parts(presenter: StatementPresenter, chart: Chart) -> ChartData | None:
    """Show the parts of a whole as bars; None if fewer than two are above zero."""
    whole_and_parts = _whole_and_parts(presenter, chart.of[0])
    return (
        _bars(
            presenter, chart.of[0], whole_and_parts[0], group_small_items(presenter, whole_and_parts[1], _MAX_BARS), "chart-parts"
        )
        if whole_and_parts
        else None
    )


def classes(presenter: StatementPresenter, chart: Chart) -> ChartData | None:
    """Show the coarsest classes, from the first of the chart's tables that the document has."""
    for table in read_tables(presenter.ledger, presenter.content.classifications).statement_tables:
        if table.name in chart.tables and (items := list(_classes(presenter, table, chart.of[0]))):
            whole = Amount(sum((item.amount.value for item in items), Decimal(0)), items[0].amount.unit)
            sentence = _classes_sentence(presenter, table, chart.of[0])
            return _bars(presenter, chart.of[0], whole, group_small_items(presenter, items, _MAX_BARS), sentence)
    return None


def _classes_sentence(presenter: StatementPresenter, table: StatementTable, concept: str) -> str:
    """Choose the sentence: revenue comes from a source or, in a table by purpose, is meant for one; spending goes to one."""
    phrase_id = side_phrase_id(presenter, "chart-classes", concept)
    return f"{phrase_id}-by-purpose" if phrase_id != "chart-classes" and table.breakdown.by == "functional" else phrase_id


def _classes(presenter: StatementPresenter, table: StatementTable, concept: str) -> Iterator[Slice]:
    fails = {finding.concept for finding in presenter.findings if rate_outcome(finding) == "fails"}
    columns = [n for n, column in enumerate(table.breakdown.columns) if (column.concept, column.role) == (concept, "amount")]
    family = next((rows for whole, rows in list_row_families(table) if table.is_total(whole)), []) if columns else []
    for row in family:
        cell = table.cell(row, columns[0])
        if cell is not None and cell.amount.value:
            name, is_printed = plain_name(presenter.content, presenter.statement, table.name, row, presenter.lang)
            amount, signs = cell.amount.to_unit(presenter.statement.unit), FAILS_SIGN if cell.anchor in fails else ""
            yield Slice(name, amount, signs, name_is_printed=is_printed)


def _has_negative(whole: Amount, items: Sequence[Slice]) -> bool:
    """True if something is negative: then no part is a share of the whole."""
    return whole.value <= 0 or any(item.amount.value < 0 for item in items)


def _signed_bars(presenter: StatementPresenter, concept: str, whole: Amount, items: Sequence[Slice]) -> ChartData | None:
    """Show parts of which some are negative: bars to both sides of a line, no shares; the sentence names the negative ones."""
    rows, cells, negative_clauses = [], [], []
    for item in items:
        text = amount_text(presenter, item.amount)
        words = presenter.phrases.say("chart-signed-row", name=item.name, amount=text)
        label = label_text(presenter, item.amount)
        rows.append(
            ChartRow(item.name, item.amount.to_base_unit(), label + item.sign, words, tone="rest" if item.rest else "main")
        )
        cells.append((item.name, text + item.sign))
        if item.amount.value < 0:
            negative_clauses.append(
                presenter.phrases.say("chart-signed-part", name=presenter.phrases.lowercase_in_sentence(item.name), amount=label)
            )
    if not negative_clauses:
        return None
    fields = {
        "name": presenter.plain_name(concept),
        "total": label_text(presenter, whole),
        "parts": join_clauses(presenter, negative_clauses),
    }
    title = presenter.phrases.say("chart-signed-title", name=fields["name"])
    table = build_table(presenter, ("column-item", "column-amount"), cells)
    return ChartData(tuple(rows), presenter.phrases.say("chart-signed", **fields), table, fallback_form="bars", title=title)


def _bars(presenter: StatementPresenter, concept: str, whole: Amount, items: list[Slice], sentence: str) -> ChartData | None:
    nonzero_items = [item for item in items if item.amount.value and not item.rest]
    if len(nonzero_items) < 2:
        return None
    if _has_negative(whole, items):
        return _signed_bars(presenter, concept, whole, items)
    first = nonzero_items[0]
    fields = {"name": name_in_sentence(presenter, first), "amount": label_text(presenter, first.amount)}
    share = amount_format.format_percentage(first.amount.value, whole.value, presenter.style.numbers)
    headline_name = first.name if sentence == "chart-parts" else fields["name"]
    headline = presenter.phrases.say(_HEADLINES[sentence], name=headline_name, share=share) if not first.sign else ""
    return _listing(presenter, whole, items, presenter.phrases.say(sentence, share=share, **fields), headline)


def _listing(presenter: StatementPresenter, whole: Amount, items: list[Slice], sentence: str, headline: str) -> ChartData:
    """Build a row and a table line for each item, with its share of the whole."""
    rows, cells = [], []
    for item in items:
        text, share = (
            amount_text(presenter, item.amount),
            amount_format.format_percentage(item.amount.value, whole.value, presenter.style.numbers),
        )
        words = presenter.phrases.say("chart-row", name=item.name, amount=text, share=share)
        label = label_text(presenter, item.amount) + item.sign
        rows.append(ChartRow(item.name, item.amount.to_base_unit(), label, words, tone="rest" if item.rest else "main"))
        cells.append((item.name, text + item.sign, share))
    table = build_table(presenter, ("column-item", "column-amount", "column-share"), cells)
    return ChartData(tuple(rows), sentence, table, headline=headline)


def projects(presenter: StatementPresenter, chart: Chart) -> ChartData | None:
    """Show the named projects, and what they leave."""
    count = compute_remainder(presenter.ledger, "projects")
    has_count = count is not None and count.value > 0
    rest = (
        presenter.phrases.say("chart-items-rest", count=amount_format.format_for_prose(count, presenter.style))
        if count and has_count
        else ""
    )
    rest = rest or presenter.phrases.say("chart-itemised-rest")
    return _itemised_bars(presenter, chart.of[0], "chart-items", rest) if presenter.statement.projects else None


def itemisation(presenter: StatementPresenter, chart: Chart) -> ChartData | None:
    """Show how much of a whole is itemised."""
    return _itemised_bars(presenter, chart.of[0], "chart-itemised", presenter.phrases.say("chart-itemised-rest"))


def _itemised_bars(presenter: StatementPresenter, concept: str, sentence: str, rest: str) -> ChartData | None:
    whole = presenter.ledger.known_value(concept, "amount")
    left = compute_remainder(presenter.ledger, concept)
    terms = list_itemised_terms(presenter.ledger, concept)
    if whole is None or left is None or not whole.amount.value or left.value < 0 < whole.amount.value:
        return None
    items = [
        Slice(presenter.explainer.namer.name(term.concept), term.amount, value_sign(presenter, term.concept, term))
        for term in terms
    ]
    items = group_small_items(presenter, items, _MAX_BARS) + ([Slice(rest, left, rest=True)] if left.value else [])
    if _has_negative(whole.amount, items):
        return _signed_bars(presenter, concept, whole.amount, items)
    whole_fails = FAILS_SIGN in value_sign(presenter, concept, whole)
    itemised_amount = Amount(total_of(terms), whole.amount.unit)
    fields = {"count": len(terms), "listed": label_text(presenter, itemised_amount), "rest": label_text(presenter, left)}
    share = amount_format.format_percentage(itemised_amount.value, whole.amount.value, presenter.style.numbers)
    headline = presenter.phrases.say(_HEADLINES[sentence], share=share) if not whole_fails and left.value else ""
    return _listing(presenter, whole.amount, items, presenter.phrases.say(sentence, share=share, **fields), headline)
