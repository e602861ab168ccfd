"""Remarks on tables: what stands in columns and rows that no record of a statement holds, and does not come out.

A column of changes is computed from the two years beside it; the rows of the revenue side add up to its total.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from decimal import Decimal

from budgetbook.arithmetic.comparison import compare_change_percent, compare_sum
from budgetbook.arithmetic.finding import RemarkRule
from budgetbook.arithmetic.money import Amount
from budgetbook.arithmetic.passages.chinese_units import read_unit
from budgetbook.content.units import PERCENT
from budgetbook.importer.draft.remarks import DraftRemark, create_mention_remark, say_amount
from budgetbook.importer.mention import Mention

_CHANGE_HEAD = re.compile(r"(?:增减|增长|变动|变化|增加|比较)(?:额|数|金额|情况)?")
_PERCENT_HEAD = re.compile(
    r"(?:增减|增长|变动|变化|增加)(?:幅度?|比例|比率|率)?(?:[(（]?%[)）]?)|(?:增减|增长|变动|变化)(?:幅度?|比例|比率|率)"
)
_TOP_ROW = re.compile("[一二三四五六七八九十]{1,3}、")
_FINER_ROW = re.compile("其中|[（(][一二三四五六七八九十]{1,3}[）)]|[0-9]{1,2}[.、．]")
_OWN_TOTAL = re.compile("本年(?:收入|支出)(?:合计)?")
_GRAND_TOTAL = re.compile("(?:收入|支出)?总计")
_LEFTOVER = re.compile("结转|结余")
_LEFTOVER_TOTAL = re.compile("(?:[一二三四五六七八九十]{1,2}、)?(?:年初|年末|年终|上年|使用|结余分配|结转下年)")
_UNIT = re.compile(r"[(（](?:亿元|万元|元)[)）]$")
_Row = tuple[int | None, int | None, int | None]


def remark_on_tables(
    mentions: Iterable[Mention], totals: Sequence[str], parts_of: Mapping[str, Sequence[str]]
) -> Iterator[DraftRemark]:
    """Yield what does not come out in each table.

    `totals` are the concepts of the total of either side of a balance, `parts_of` the parts by which a rule judges a concept.
    """
    by_row: dict[_Row, list[Mention]] = defaultdict(list)
    by_column: dict[_Row, list[Mention]] = defaultdict(list)
    for mention in mentions:
        if mention.table and mention.kind == "figure" and mention.spot.table is not None:
            spot = mention.spot
            by_row[spot.page, spot.table, spot.row].append(mention)
            by_column[spot.page, spot.table, spot.column].append(mention)
    for row in by_row.values():
        yield from _compare_changes(row)
    for column in by_column.values():
        yield from _compare_side(column, totals[0])
        yield from _compare_end(column, parts_of)


def _compare_changes(row: Sequence[Mention]) -> Iterator[DraftRemark]:
    """Hold the change and the percentage of a row against its two years, where it has one figure of each."""
    years = [[m for m in row if m.status == "placed" and m.role == role] for role in ("amount", "prior")]
    if [len(figures) for figures in years] != [1, 1] or years[0][0].concept != years[1][0].concept:
        return
    amount, prior = (Amount(figure.value, read_unit(figure.unit)) for (figure,) in years)
    difference = Amount(amount.value - prior.value, amount.unit)
    for mention in row:
        head = _UNIT.sub("", mention.evidence.partition(": ")[0].rpartition(" / ")[2])
        if mention.status != "not-placed" or not mention.unit:
            continue
        if _PERCENT_HEAD.fullmatch(head) and prior.value > 0:
            printed_percent = Amount(mention.value, PERCENT)
            (verdict, *_), size = compare_change_percent(Amount(abs(printed_percent.value), PERCENT), amount, prior)
            true_percent = Amount(size.value if difference.value >= 0 else -size.value, PERCENT)
            if verdict == "fails" or printed_percent.value * difference.value < 0:
                yield _remark("percent-of-row", mention, printed_percent, true_percent)
        elif _CHANGE_HEAD.fullmatch(head) and mention.unit == amount.unit:
            printed_change = Amount(mention.value, read_unit(mention.unit))
            if compare_sum(printed_change, difference, (amount, prior)).verdict == "fails":
                yield _remark("change-of-row", mention, printed_change, difference)


def _compare_side(column: Sequence[Mention], total: str) -> Iterator[DraftRemark]:
    """Hold the year's revenue against the rows above it, where all are numbered alike and every one has a number."""
    rows = sorted((m for m in column if m.is_own_figure or not m.concept), key=lambda mention: mention.spot.row or 0)
    end = next((index for index, mention in enumerate(rows) if mention.concept == total and mention.role == "amount"), 0)
    parts = [mention for mention in rows[:end] if not _FINER_ROW.match(mention.evidence)]
    if len(parts) < 2 or not all(_TOP_ROW.match(mention.evidence) and mention.unit == rows[end].unit for mention in parts):
        return
    printed_total, amounts = _amount(rows[end]), [_amount(mention) for mention in parts]
    total_of_rows = Amount(sum((amount.value for amount in amounts), Decimal(0)), printed_total.unit)
    if compare_sum(printed_total, total_of_rows, amounts).verdict == "fails":
        yield _remark("sum-of-side", rows[end], printed_total, total_of_rows)


def _compare_end(column: Sequence[Mention], parts_of: Mapping[str, Sequence[str]]) -> Iterator[DraftRemark]:
    """Hold the last total of a side against the year's own and the money carried over between the two.

    Where all are figures of the statement, a rule does so. Kinds of the money carried over may stand below it or beside it.
    """
    rows = sorted((m for m in column if m.unit), key=lambda mention: mention.spot.row or 0)
    labels = [mention.evidence.rpartition(": ")[2].replace(" ", "") for mention in rows]
    own = next((index for index, label in enumerate(labels) if _OWN_TOTAL.fullmatch(label)), -1)
    end = next((index for index in range(own + 1, len(rows)) if _GRAND_TOTAL.fullmatch(labels[index])), -1)
    indexes = [own, *(index for index in range(own + 1, end) if _LEFTOVER.search(labels[index]))]
    if own < 0 or len(indexes) == 1 or {rows[index].concept for index in indexes} <= set(parts_of.get(rows[end].concept, ())):
        return
    parts = [_amount(rows[index]) for index in indexes]
    top_parts = [_amount(rows[index]) for index in indexes if index == own or _LEFTOVER_TOTAL.match(labels[index])]
    printed_total = _amount(rows[end])
    if any(part.unit != printed_total.unit for part in parts):
        return
    choices = [parts, top_parts, parts[:2]]
    totals = [Amount(sum((part.value for part in choice), Decimal(0)), printed_total.unit) for choice in choices]
    verdicts = [compare_sum(printed_total, total, choice).verdict for total, choice in zip(totals, choices, strict=True)]
    if set(verdicts) == {"fails"}:
        yield _remark("sum-of-end", rows[end], printed_total, totals[0])


def _amount(mention: Mention) -> Amount:
    return Amount(mention.value, read_unit(mention.unit))


def _remark(rule: RemarkRule, mention: Mention, printed_amount: Amount, computed_amount: Amount) -> DraftRemark:
    return create_mention_remark(rule, mention, say_amount(printed_amount), say_amount(computed_amount))
