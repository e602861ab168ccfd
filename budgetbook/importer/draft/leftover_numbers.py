"""Holds a draft to the control list of its document, as `check` will: every number is accounted for before the draft is written.

A number that nothing makes a figure is set aside; a table from which nothing was taken is left out. A number that is doubtful, or
that looks like a figure and has no entry, is undecided: `check` names it until a person has said what it is.
"""

from __future__ import annotations

from collections import Counter

from budgetbook.content.content import Statement
from budgetbook.content.control_list import ControlList, numbers_of
from budgetbook.importer.draft import dry_run
from budgetbook.importer.draft.statement_draft import StatementDraft
from budgetbook.importer.recognise import Recognition
from budgetbook.validation.number_balance import compute_balances
from budgetbook.validation.number_claims import list_claims


def complete(draft: StatementDraft, recognition: Recognition, numbers: ControlList) -> None:
    """Fill in `aside`, `undecided` and `left_out` of the draft's places."""
    _leave_out(draft, recognition)
    statement = dry_run.build_statement(draft, numbers)
    open_numbers = _count_open_numbers(recognition, statement)
    for balance in compute_balances(statement):
        remainder = Counter([digits.removeprefix("-") for digits in balance.left.elements()])
        for place in balance.part.places:
            undecided_numbers = remainder & open_numbers[place]
            _list_numbers(draft, place, "undecided", undecided_numbers)
            remainder -= undecided_numbers
        _list_numbers(draft, balance.part.places[0], "aside", remainder)


def _list_numbers(draft: StatementDraft, place: str, key: str, numbers: Counter[str]) -> None:
    if numbers:
        draft.places[place][key] = sorted(numbers.elements(), key=float)


def _leave_out(draft: StatementDraft, recognition: Recognition) -> None:
    """Mark the tables that hold no number of the draft."""
    tables = {place.key for place in recognition.places.values() if any(spot.table for spot in place.spots)}
    used_places = {
        mention.place for mention in recognition.mentions if mention.status != "not-placed" or mention.kind == "figure"
    }
    used_places |= {table["at"] for table in (*draft.breakdowns.values(), *draft.tables.values())}
    for place in tables & draft.places.keys() - used_places:
        draft.places[place]["left_out"] = "true"


def _count_open_numbers(recognition: Recognition, statement: Statement) -> dict[str, Counter[str]]:
    """Place -> the numbers on which a person has to decide.

    A placed number that no field holds is the same once more if some field has its digits; if none has, it contradicts one.
    """
    typed_digits = {claim.digits.removeprefix("-") for claim in list_claims(statement)}
    open_numbers: dict[str, Counter[str]] = {place: Counter() for place in recognition.places}
    for mention in recognition.mentions:
        if mention.kind == "figure":
            digits = numbers_of(mention.digits)
            is_settled = mention.status == "placed" and typed_digits.issuperset(digits)
            open_numbers[mention.place].update(() if is_settled else digits)
    return open_numbers
