"""Marks every number of a document with what became of it in the statement.

`validation.number_balance` counts numbers part by part; here each typed number is paired with one printed number, so that a
person can look at the two side by side. Where several printed numbers are alike, what the importer read decides, then the order.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from budgetbook.content.content import Statement
from budgetbook.content.control_list import ControlLine, ControlToken
from budgetbook.review.printed_numbers import NumberKey, NumberReading
from budgetbook.validation.number_balance import Balance, compute_balances
from budgetbook.validation.number_claims import NumberClaim

_KINDS_OF_OTHERS = ("year", "date", "ordinal", "code")


@dataclass(slots=True)
class NumberMark:
    """One number of the control list."""

    key: NumberKey
    line: ControlLine
    token: ControlToken
    places: tuple[str, ...] = ()
    """The statement's places that hold its line."""
    claims: list[NumberClaim] = field(default_factory=list)
    """What the statement says it is; several if two figures share it."""
    state: str = "loose"
    """`figure`, `row`, `project`, `fact`, `performance`, `aside`, `undecided`, a kind of the control list, `left-out`, `free` (no
    field needs it) or `loose` (nobody has said what it is)."""

    @property
    def digits(self) -> str:
        """Digits as printed, with a minus sign if there is one."""
        return self.token.digits


def mark_numbers(statement: Statement, readings: Mapping[NumberKey, NumberReading]) -> list[NumberMark]:
    """Every number of the statement's control list, in its order."""
    if statement.numbers is None:
        return []
    marks = {
        (line.place, rank): NumberMark((line.place, rank), line, token)
        for line in statement.numbers.lines
        for rank, token in enumerate(line.tokens)
    }
    for balance in compute_balances(statement):
        part_marks = [marks[line.place, rank] for line in balance.part.lines for rank in range(len(line.tokens))]
        _PartMarks(statement, balance, part_marks, readings).settle()
    return list(marks.values())


class _PartMarks:
    """The numbers of one part of the document, while they are paired with what the statement says of that part."""

    def __init__(
        self, statement: Statement, balance: Balance, marks: Sequence[NumberMark], readings: Mapping[NumberKey, NumberReading]
    ) -> None:
        self._balance, self._marks, self._readings = balance, marks, readings
        self._by_digits: dict[str, list[NumberMark]] = defaultdict(list)
        for mark in marks:
            self._by_digits[mark.digits].append(mark)
        self._rows_by_place = _list_rows(statement, balance.part.places)

    def settle(self) -> None:
        """Give every number its claims and its state."""
        for mark in self._marks:
            own_places = [place for place in self._balance.part.places if mark.line.row in self._rows_by_place[place]]
            mark.places = tuple(own_places or self._balance.part.places)
        unpaired_claims = [claim for claim in self._balance.claims if not self._pair_as_read(claim)]
        for claim in unpaired_claims:
            self._pair_in_order(claim)
        left = self._balance.left.copy()
        for mark in self._marks:
            mark.state = self._judge(mark)
            if mark.state == "free" and left[mark.digits] > 0:
                left[mark.digits] -= 1
                mark.state = "loose"

    def _pair_as_read(self, claim: NumberClaim) -> bool:
        """Pair a claim with the free number that the importer read as just that figure and role."""
        fitting_marks = [mark for mark in self._free(claim) if _is_read_as(self._readings.get(mark.key), claim)]
        if len(fitting_marks) > 0:
            self._best(fitting_marks, claim).claims.append(claim)
        return bool(fitting_marks)

    def _pair_in_order(self, claim: NumberClaim) -> None:
        """Pair a claim with the first free number of its digits; without one, it shares a number with another figure."""
        candidates = self._free(claim) or self._by_digits[claim.digits] or self._by_digits[_turn_sign(claim.digits)]
        if candidates:
            self._best(candidates, claim).claims.append(claim)

    def _free(self, claim: NumberClaim) -> list[NumberMark]:
        free = [mark for mark in self._by_digits[claim.digits] if not mark.claims]
        return [mark for mark in free if mark.token.kind == claim.kind] or free

    def _best(self, marks: Sequence[NumberMark], claim: NumberClaim) -> NumberMark:
        rows = self._rows_by_place.get(claim.place, set())
        return next((mark for mark in marks if mark.line.row in rows), marks[0])

    def _judge(self, mark: NumberMark) -> str:
        if mark.claims:
            return _name_state(mark.claims[0])
        if self._balance.part.left_out:
            return "left-out"
        return mark.token.kind if mark.token.kind in _KINDS_OF_OTHERS else "free"


def _list_rows(statement: Statement, places: Iterable[str]) -> dict[str, set[int]]:
    """Place -> the rows of the control list that lie in it."""
    numbers = statement.numbers
    if numbers is None:
        return {}
    return {
        place: {
            line.row
            for name in (*(f"l{n}" for n in statement.places[place].lines), *statement.places[place].spots)
            for line in numbers.find_lines(name)
        }
        for place in places
    }


def _is_read_as(reading: NumberReading | None, claim: NumberClaim) -> bool:
    if reading is None or reading.status == "not-placed":
        return False
    names = {str(step) for step in claim.path}
    role = "amount" if "readings" in names or names & {"values", "total"} else str(claim.path[-1])
    return role == reading.role and bool(names & {reading.concept, reading.code} - {""})


def _name_state(claim: NumberClaim) -> str:
    section = claim.path[0]
    if section == "places":
        return str(claim.path[2])
    if section == "breakdowns":
        return "code" if claim.path[-1] == "code" else "figure" if claim.path[2] == "lines" else "row"
    return {"figures": "figure", "projects": "project", "facts": "fact"}.get(str(section), "performance")


def _turn_sign(digits: str) -> str:
    return digits.removeprefix("-") if digits.startswith("-") else f"-{digits}"
