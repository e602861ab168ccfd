"""Remarks on numbers of the text that do not go together: in a list, in two units, of last year with this year's digits."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Container, Iterable, Iterator, Mapping, Sequence
from decimal import Decimal

from budgetbook.arithmetic.comparison import compare_again, compare_share_percent
from budgetbook.arithmetic.money import Amount
from budgetbook.arithmetic.passages.adjusted_budgets import find_wrong_additions
from budgetbook.arithmetic.passages.chinese_units import read_unit
from budgetbook.arithmetic.passages.overfull_lists import find_near_lists, find_overfull_lists
from budgetbook.arithmetic.passages.shares import find_unfilled_wholes
from budgetbook.content.units import PERCENT
from budgetbook.importer.draft.remarks import DraftRemark, create_mention_remark, create_remark, say_amount
from budgetbook.importer.mention import Mention
from budgetbook.importer.readers.document import SourceLocation

_FEWEST_DIGITS = 3
"""Digits from which on two numbers are hardly alike by chance."""
_NUMBER = re.compile(r"[0-9][0-9,]*(?:\.[0-9]+)?")
_SAME = ("持平", "不变", "一致", "相同", "相等")


def remark_on_lists(
    text: str, place: str, placed_amounts: Iterable[Amount], failing_wholes: Container[Amount] = ()
) -> Iterator[DraftRemark]:
    """Yield each list of a passage whose parts are more than their whole, or nearly it, where no rule has all of its numbers.

    A list whose shares are 100 % together names every part: it is told unless a rule says already that its whole fails.
    """
    own_amounts = set(placed_amounts)
    whole_lists = [each for each in find_unfilled_wholes(text) if each.whole not in failing_wholes]
    other_lists = [
        each for each in (*find_overfull_lists(text), *find_near_lists(text)) if not {each.whole, *each.parts} <= own_amounts
    ]
    for each in {(each.whole, each.total): each for each in (*other_lists, *whole_lists)}.values():
        yield create_remark("sum-of-list", place, say_amount(each.whole), say_amount(each.total), place=place, passage=text)
    for slip in find_wrong_additions(text):
        yield create_remark("sum-of-additions", place, slip.words, slip.right_words, place=place, passage=text)


def remark_on_repeated_changes(mentions: Iterable[Mention]) -> Iterator[DraftRemark]:
    """Yield each figure of which the text tells two changes from one basis, of different sizes or directions."""
    groups: dict[tuple[str, str, str], list[Mention]] = defaultdict(list)
    for mention in mentions:
        is_change = mention.role in ("change", "percent") and mention.status == "placed" and bool(mention.digits)
        if (
            is_change
            and mention.concept
            and mention.direction
            and not (mention.table or mention.item_path or mention.is_restated)
        ):
            for concept in {mention.concept, mention.twin} - {""}:
                groups[concept, mention.role, str(mention.basis)].append(mention)
    for first, *others in groups.values():
        if other := next((each for each in others if each.spot != first.spot and _differs(first, each)), None):
            yield create_mention_remark("change-again", other, _say_change(first), _say_change(other))


def _differs(first: Mention, second: Mention) -> bool:
    sizes = [Amount(abs(each.value), PERCENT if each.unit == "%" else read_unit(each.unit)) for each in (first, second)]
    turns = first.direction != second.direction and all(size.value for size in sizes)
    return turns or (sizes[0].is_money == sizes[1].is_money and compare_again(*sizes).verdict == "fails")


def _say_change(mention: Mention) -> str:
    return f"{'-' if mention.direction == 'decrease' else '+'}{mention.digits.removeprefix('-')}{mention.unit}"


def remark_on_units(mentions: Iterable[Mention]) -> Iterator[DraftRemark]:
    """Yield each outcome whose rate of completion is right only if its budget had the same unit."""
    groups: dict[tuple[str, str, str, str], list[Mention]] = defaultdict(list)
    for mention in mentions:
        if mention.status == "placed" and mention.kind == "figure" and not mention.table:
            groups[mention.place, mention.concept, mention.code, str(mention.spot)].append(mention)
    for group in groups.values():
        roles = {mention.role: mention for mention in group}
        if len(roles) == len(group) and {"amount", "budget", "completion"} <= roles.keys():
            yield from _compare_units(roles["amount"], roles["budget"], roles["completion"])


def _compare_units(amount: Mention, budget: Mention, rate: Mention) -> Iterator[DraftRemark]:
    outcome, plan, percent = (Amount(mention.value, read_unit(mention.unit)) for mention in (amount, budget, rate))
    if outcome.unit == plan.unit or not (outcome.is_money and plan.is_money and plan.value):
        return
    in_one_unit = compare_share_percent(percent, Amount(outcome.value, plan.unit), plan)[0]
    in_two_units = compare_share_percent(percent, outcome.to_unit(plan.unit), plan)[0]
    if in_one_unit.verdict != "fails" and in_two_units.verdict == "fails":
        yield create_mention_remark("other-unit", amount, say_amount(outcome), say_amount(plan))


def remark_on_years(mentions: Sequence[Mention], year: int, text_by_spot: Mapping[SourceLocation, str]) -> Iterator[DraftRemark]:
    """Yield each figure that the text says of last year alone, although a table has the very number for this year.

    A round number may well be that of both years; it counts only where the passage has no other.
    """
    of_tables = {(m.concept, m.code, _yuan(m)) for m in mentions if m.table and _is_amount(m, year)}
    of_text = {(m.concept, m.code) for m in mentions if not m.table and _is_amount(m, year)}
    for mention in mentions:
        text = text_by_spot.get(mention.spot, "")
        key = mention.concept, mention.code
        is_prior = mention.role == "prior" and mention.year == year - 1 and not mention.table and mention.status == "placed"
        is_alone = is_prior and key not in of_text and f"{year}年" not in text and not any(word in text for word in _SAME)
        if (
            is_alone
            and (*key, _yuan(mention)) in of_tables
            and f"{year - 1}" in mention.evidence
            and (_is_uneven(mention) or _NUMBER.findall(text) == [f"{year - 1}", mention.digits])
        ):
            words = f"{year - 1}年的{mention.digits}{mention.unit}"
            yield create_mention_remark("year-left", mention, words, f"{year}年")


def _is_uneven(mention: Mention) -> bool:
    return len(mention.plain_digits.replace(".", "").strip("0")) >= _FEWEST_DIGITS


def _is_amount(mention: Mention, year: int) -> bool:
    return mention.status == "placed" and mention.role == "amount" and mention.year == year and mention.kind == "figure"


def _yuan(mention: Mention) -> Decimal:
    return Amount(mention.value, read_unit(mention.unit)).to_base_unit()
