"""Remarks on figures of the draft that do not go together, where no rule is sure of it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from decimal import Decimal

from budgetbook.arithmetic.comparison import compare_sum
from budgetbook.arithmetic.money import Amount
from budgetbook.arithmetic.passages.chinese_units import read_unit
from budgetbook.content.form_words import FormWords
from budgetbook.content.model import Concept
from budgetbook.importer.draft.remarks import DraftRemark, Figures, create_remark, say_amount

_LARGEST_GAP = Decimal("0.1")
"""Part of the whole that parts may miss it by and still be meant to make it up: what a car costs would be more."""


def remark_on_figures(figures: Figures, words: FormWords, concepts: Mapping[str, Concept]) -> Iterator[DraftRemark]:
    """Yield what figures leave to be looked at, by themselves or two together.

    `figures` are the fields of a draft's entries, each with its unit.
    """
    yield from _find_nearly_made_wholes(figures, words, concepts)
    yield from _find_spending_beyond_revenue(figures, words)
    yield from _find_costs_of_none(figures, words)
    yield from _find_percentages_of_none(figures)
    yield from _find_changes_of_one_money(figures, words)
    yield from _find_wrong_wholes(figures, words)


def _find_costs_of_none(figures: Figures, words: FormWords) -> Iterator[DraftRemark]:
    """Yield each count that is 0 although running the things costs money."""
    for count, cost in words.costs_of.items():
        count_fields, costs = figures.get(count, {}), figures.get(cost, {})
        if "amount" in count_fields and "amount" in costs:
            number, money = _amount(count_fields), _amount(costs)
            if not number.value and money.value:
                yield create_remark(
                    "costs-of-none", count, say_amount(number), say_amount(money), place=str(count_fields.get("at", ""))
                )


def _find_percentages_of_none(figures: Figures) -> Iterator[DraftRemark]:
    """Yield each figure that is said to rise by 100 % although its rise is all of it, as forms that compute print it."""
    for concept, fields in figures.items():
        change_words, amount = _printed_change(fields), fields.get("amount")
        doubles = change_words.get("direction") == "increase" and _number(change_words.get("percent")) == 100
        begins = _number(fields.get("prior")) == 0 or _number(change_words.get("change")) == _number(amount)
        if doubles and begins and _number(amount):
            yield create_remark("percent-of-none", concept, f"{change_words['percent']}%", place=str(fields.get("at", "")))


def _find_changes_of_one_money(figures: Figures, words: FormWords) -> Iterator[DraftRemark]:
    """Yield each money that changes by one amount as it comes in and by another as it is spent."""
    for first, second in words.same_money.items():
        one, other = figures.get(first, {}), figures.get(second, {})
        changes = [change for change in map(_signed_change, (one, other)) if change is not None]
        is_same = _number(one.get("amount")) == _number(other.get("amount")) and one.get("unit") == other.get("unit")
        if is_same and len(set(changes)) == 2:
            unit = read_unit(str(one.get("unit", "")))
            first_words, second_words = (say_amount(Amount(change, unit)) for change in changes)
            yield create_remark("changes-of-one-money", first, first_words, second_words, place=str(one.get("at", "")))


def _find_wrong_wholes(figures: Figures, words: FormWords) -> Iterator[DraftRemark]:
    """Yield each whole that is neither its parts together nor one of them."""
    for concept, names in words.made_up_of.items():
        all_fields = [figures.get(name, {}) for name in (concept, *names)]
        if not all("amount" in fields for fields in all_fields):
            continue
        whole, *parts = map(_amount, all_fields)
        if len({part.unit for part in (whole, *parts)}) > 1 or whole.value in [part.value for part in parts]:
            continue
        total = Amount(sum((part.value for part in parts), Decimal(0)), whole.unit)
        if compare_sum(whole, total, parts).verdict == "fails":
            yield create_remark(
                "sum-of-list", concept, say_amount(whole), say_amount(total), place=str(all_fields[0].get("at", ""))
            )


def _find_nearly_made_wholes(figures: Figures, words: FormWords, concepts: Mapping[str, Concept]) -> Iterator[DraftRemark]:
    """Yield each whole that its parts nearly make, where of one part only parts are printed: 车辆运行费 for all costs of cars."""
    for concept in (each for each in words.named_in_parts if "amount" in figures.get(each, {})):
        missing_parts = [part for part in concepts[concept].parts if "amount" not in figures.get(part, {})]
        names = [part for part in concepts[concept].parts if part not in missing_parts]
        part_names = [part for missing_part in missing_parts for part in concepts[missing_part].parts if part in figures]
        wider_names = [name for name in concepts[concept].may_include if _number(figures.get(name, {}).get("amount"))]
        if len(missing_parts) != 1 or not part_names or wider_names:
            continue
        whole, *amounts = (_amount(figures[name]) for name in (concept, *names, *part_names) if "amount" in figures[name])
        if len({amount.unit for amount in (whole, *amounts)}) > 1:
            continue
        total = Amount(sum((amount.value for amount in amounts), Decimal(0)), whole.unit)
        is_near = whole.value - total.value <= whole.value * _LARGEST_GAP
        if is_near and compare_sum(whole, total, amounts).verdict == "fails":
            place = str(figures[concept].get("at", ""))
            yield create_remark("sum-of-list", concept, say_amount(whole), say_amount(total), place=place)


def _find_spending_beyond_revenue(figures: Figures, words: FormWords) -> Iterator[DraftRemark]:
    """Yield all revenue with what was carried over, where more than it was spent."""
    for revenue_name, expenditure_name in words.spent_of.items():
        all_fields = [figures.get(name, {}) for name in (revenue_name, expenditure_name)]
        if not all("amount" in fields for fields in all_fields):
            continue
        revenue, expenditure = map(_amount, all_fields)
        if revenue.is_money and expenditure.is_money:
            own_expenditure = expenditure.to_unit(revenue.unit)
            if own_expenditure.value - revenue.value > revenue.slack + own_expenditure.slack:
                place = str(all_fields[0].get("at", ""))
                yield create_remark(
                    "spent-beyond-revenue", revenue_name, say_amount(revenue), say_amount(expenditure), place=place
                )


def _signed_change(fields: Mapping[str, object]) -> Decimal | None:
    """The printed change, below zero for a decrease; None without one in the figure's own unit."""
    change_words = _printed_change(fields)
    change = _number(change_words.get("change"))
    if change is None or "unit" in change_words or change_words.get("direction") not in ("increase", "decrease"):
        return None
    return -change if change_words["direction"] == "decrease" else change


def _printed_change(fields: Mapping[str, object]) -> Mapping[str, object]:
    change_words = fields.get("printed")
    return change_words if isinstance(change_words, Mapping) else {}


def _amount(fields: Mapping[str, object]) -> Amount:
    return Amount(Decimal(str(fields["amount"])), read_unit(str(fields.get("unit", ""))))


def _number(digits: object) -> Decimal | None:
    return None if digits is None else Decimal(str(digits))
