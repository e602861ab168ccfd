"""A draft and its document's control list in; the draft with every number accounted for that no person has to look at, out.

What no field holds and nothing makes a figure is set aside; a table of which nothing was taken over is left out. What is
doubtful, or looks like a figure and is not placed, stays open: `check` names it until a person has said what it is.
"""

from __future__ import annotations

from collections import Counter

from budgetbook.content.control_list import Numbers, numbers_of
from budgetbook.importer.draft import dry_run
from budgetbook.importer.draft.assemble import Assembled
from budgetbook.importer.recognise import Recognised
from budgetbook.validation.number_balance import balances


def complete(assembled: Assembled, found: Recognised, numbers: Numbers) -> None:
    """Fill in `aside` and `left_out` of the places."""
    _leave_out(assembled, found)
    open_ = _open(found)
    for balance in balances(dry_run.statement(assembled, numbers)):
        left = Counter([digits.removeprefix("-") for digits in balance.left.elements()])
        if aside := sorted((left - open_[balance.part.places[0]]).elements(), key=float):
            assembled.places[balance.part.places[0]]["aside"] = aside


def _leave_out(assembled: Assembled, found: Recognised) -> None:
    """Tables without a number that the draft holds."""
    tables = {place.key for place in found.places.values() if any(spot.table for spot in place.spots)}
    used = {mention.place for mention in found.mentions if mention.status != "not-placed" or mention.kind == "figure"}
    used |= {table["at"] for table in (*assembled.breakdowns.values(), *assembled.tables.values())}
    for place in tables & assembled.places.keys() - used:
        assembled.places[place]["left_out"] = "true"


def _open(found: Recognised) -> dict[str, Counter[str]]:
    """The numbers of each place that a person has to decide on."""
    left: dict[str, Counter[str]] = {place: Counter() for place in found.places}
    for mention in found.mentions:
        if mention.kind == "figure" and mention.status != "placed":
            left[mention.place].update(numbers_of(mention.digits))
    return left
