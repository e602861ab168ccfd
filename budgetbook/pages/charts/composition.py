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
    group_small_items,
    join_clauses,
    label_text,
    name_in_sentence,
    side_phrase_id,
    value_sign,
)
from budgetbook.pages.charts.part_bars import HEADLINES, MAX_BARS, draw_bars, draw_listing, draw_signed_bars, has_negative
from budgetbook.pages.models.charts import TableView
from budgetbook.pages.views.statement import StatementPresenter
from budgetbook.text.table_lines import plain_name

_MAX_SLICES = 5
"""Most slices of a hundred, with the merged one."""


def per_hundred(presenter: StatementPresenter, chart: Chart) -> ChartData | None:
    """Show where each 100 yuan of a whole goes, the largest part first."""
    whole_and_parts = _whole_and_parts(presenter, chart.of[0])
    if whole_and_parts is None or sum(bool(item.amount.value) for item in whole_and_parts[1]) < 2:
        return None
    if has_negative(*whole_and_parts):
        return draw_signed_bars(
            presenter, chart.of[0], whole_and_parts[0], group_small_items(presenter, whole_and_parts[1], MAX_BARS)
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
        draw_bars(
            presenter, chart.of[0], whole_and_parts[0], group_small_items(presenter, whole_and_parts[1], MAX_BARS), "chart-parts"
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
            return draw_bars(presenter, chart.of[0], whole, group_small_items(presenter, items, MAX_BARS), sentence)
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
    items = group_small_items(presenter, items, MAX_BARS) + ([Slice(rest, left, rest=True)] if left.value else [])
    if has_negative(whole.amount, items):
        return draw_signed_bars(presenter, concept, whole.amount, items)
    whole_fails = FAILS_SIGN in value_sign(presenter, concept, whole)
    itemised_amount = Amount(total_of(terms), whole.amount.unit)
    fields = {"count": len(terms), "listed": label_text(presenter, itemised_amount), "rest": label_text(presenter, left)}
    share = amount_format.format_percentage(itemised_amount.value, whole.amount.value, presenter.style.numbers)
    headline = presenter.phrases.say(HEADLINES[sentence], share=share) if not whole_fails and left.value else ""
    return draw_listing(presenter, whole.amount, items, presenter.phrases.say(sentence, share=share, **fields), headline)
