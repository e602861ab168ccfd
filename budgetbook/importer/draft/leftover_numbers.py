"""Accounts for the numbers of a document that no field of its draft holds and no person has to look at.

A number that nothing makes a figure is set aside; a table from which nothing was taken is left out. A doubtful number, or one
that looks like a figure and is not placed, stays open: `check` names it until a person has said what it is.
"""

from __future__ import annotations

from collections import Counter

from budgetbook.content.control_list import ControlList, numbers_of
from budgetbook.importer.draft import dry_run
from budgetbook.importer.draft.assemble import StatementDraft
from budgetbook.importer.recognise import Recognition
from budgetbook.validation.number_balance import compute_balances


def complete(draft: StatementDraft, recognition: Recognition, numbers: ControlList) -> None:
    """Fill in `aside` and `left_out` of the draft's places."""
    _leave_out(draft, recognition)
    open_numbers = _count_open_numbers(recognition)
    for balance in compute_balances(dry_run.build_statement(draft, numbers)):
        remainder = Counter([digits.removeprefix("-") for digits in balance.left.elements()])
        if aside_digits := sorted((remainder - open_numbers[balance.part.places[0]]).elements(), key=float):
            draft.places[balance.part.places[0]]["aside"] = aside_digits


def _leave_out(draft: StatementDraft, recognition: Recognition) -> None:
    """Mark the tables that hold no number of the draft."""
    tables = {place.key for place in recognition.places.values() if any(spot.table for spot in place.spots)}
    used_places = {
        mention.place for mention in recognition.mentions if mention.status != "not-placed" or mention.kind == "figure"
    }
    used_places |= {table["at"] for table in (*draft.breakdowns.values(), *draft.tables.values())}
    for place in tables & draft.places.keys() - used_places:
        draft.places[place]["left_out"] = "true"


def _count_open_numbers(recognition: Recognition) -> dict[str, Counter[str]]:
    """Place -> the numbers on which a person has to decide."""
    open_numbers: dict[str, Counter[str]] = {place: Counter() for place in recognition.places}
    for mention in recognition.mentions:
        if mention.kind == "figure" and mention.status != "placed":
            open_numbers[mention.place].update(numbers_of(mention.digits))
    return open_numbers
