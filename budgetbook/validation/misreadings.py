"""Finds misread numbers: typed more often than printed, with the printed number that was meant.

The number meant is one that the document prints at that place and no field has: the only one that a typing slip leads to, or the
only one at all.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from decimal import Decimal

from budgetbook.content.content import Statement
from budgetbook.content.control_list import ControlLine, ControlToken
from budgetbook.content.yaml.reader import Path
from budgetbook.validation.number_balance import Balance, DocumentPart
from budgetbook.validation.number_claims import NumberClaim
from budgetbook.validation.typo_guess import count_typo_digits

Rows = Mapping[tuple[int, int], Counter[str]]
"""Printed numbers of each table row, by (table, row); running text counts as one row."""


@dataclass(frozen=True, slots=True)
class PrintedNumbers:
    """A number of the control list, with its line."""

    token: ControlToken
    line: ControlLine

    @property
    def digits(self) -> str:
        """Digits, with a minus sign if the document prints one."""
        return self.token.digits


@dataclass(frozen=True, slots=True)
class MisreadNumber:
    """A number that the document does not print at its place, and the one printed instead, if that can be told."""

    statement: str
    claim: NumberClaim
    part: DocumentPart
    times: int
    """Number of times that the document prints these digits there; fewer than they are typed."""
    loose: tuple[PrintedNumbers, ...]
    """Numbers that the document prints there and no field has."""
    meant_number: PrintedNumbers | None = None
    """The number that was meant; None if that cannot be told."""
    other_part: DocumentPart | None = None
    """The only other part that prints these digits and where no field has them: the place typed may be the wrong one."""

    @property
    def better(self) -> str:
        """Digits to type instead; empty if that cannot be told."""
        if self.meant_number is None:
            return ""
        bare = self.meant_number.digits.removeprefix("-")
        if self.claim.is_unsigned:
            return bare
        if self.meant_number.token.is_bracketed and self.claim.digits.startswith("-"):
            return f"-{bare}"
        return self.meant_number.digits


def find_misread_numbers(statement: Statement, balances: list[Balance]) -> list[MisreadNumber]:
    """Every number of a statement that its document does not print at that place."""
    wrong = []
    for balance in balances:
        wrong += _misread_in_part(statement, balance)
    return [replace(each, other_part=_find_other_part(each, balances)) for each in _each_once(wrong)]


def _find_other_part(misread_number: MisreadNumber, balances: list[Balance]) -> DocumentPart | None:
    if misread_number.meant_number:
        return None
    parts = [
        balance.part
        for balance in balances
        if balance.left[misread_number.claim.digits] and balance.part is not misread_number.part
    ]
    return parts[0] if len(parts) == 1 else None


def find_loose_numbers(statement: Statement, balances: list[Balance]) -> list[list[PrintedNumbers]]:
    """Per part, the numbers that the document prints and no field has, except those that were misread or typed at another."""
    misread_numbers = find_misread_numbers(statement, balances)
    meant_counts = Counter(
        (each.meant_number.line.row, each.meant_number.digits) for each in misread_numbers if each.meant_number
    )
    misplaced_counts = Counter((each.other_part.places[0], each.claim.digits) for each in misread_numbers if each.other_part)
    left: list[list[PrintedNumbers]] = []
    for balance in balances:
        left.append([])
        for each in _locate_numbers(balance.part, balance.left, ""):
            if meant_counts[each.line.row, each.digits]:
                meant_counts[each.line.row, each.digits] -= 1
            elif misplaced_counts[balance.part.places[0], each.digits]:
                misplaced_counts[balance.part.places[0], each.digits] -= 1
            else:
                left[-1].append(each)
    return left


def _locate_numbers(part: DocumentPart, left: Counter[str], kind: str) -> Iterator[PrintedNumbers]:
    """Yield the remaining numbers of a kind with their lines; of equal numbers, the last ones are taken."""
    left = Counter(left)
    for line in reversed(part.lines):
        for token in line.tokens:
            if token.kind == kind and left[token.digits]:
                left[token.digits] -= 1
                yield PrintedNumbers(token, line)


def _misread_in_part(statement: Statement, balance: Balance) -> list[MisreadNumber]:
    loose = tuple(_locate_numbers(balance.part, balance.left, ""))
    part, printed_counts = balance.part, balance.part.printed_counts
    fits = _row_matcher(part, balance.claims)
    suspects = _suspects(part, balance)
    codes = tuple(_locate_numbers(part, balance.codes, "code"))
    alone = len(suspects) == 1
    wrong = []
    for claim in suspects:
        own = codes if claim.kind == "code" else loose
        meant_number = _find_meant_number(claim, [each for each in own if fits(claim, each.digits)], alone=alone)
        # Two figures may share one printed number, which was mistyped in one of them.
        if meant_number is None and not own:
            meant_number = _find_meant_number(
                claim, [each for each in _shareable_numbers(balance, claim) if fits(claim, each.digits)], alone=False
            )
        wrong.append(MisreadNumber(statement.id, claim, part, printed_counts[claim.digits], own, meant_number))
    # If equal digits are typed too often, the claims for which the document prints other digits are the wrong ones.
    clear = Counter([each.claim.digits for each in wrong if each.meant_number])
    return [each for each in wrong if each.meant_number or clear[each.claim.digits] < balance.surplus[each.claim.digits]]


def _find_meant_number(claim: NumberClaim, loose: Iterable[PrintedNumbers], *, alone: bool) -> PrintedNumbers | None:
    """The number that was mistyped: the only one a typing slip leads to or, if the claim is `alone`, the only one left."""
    by_digits = {each.digits: each for each in loose}
    near_numbers = [each for digits, each in by_digits.items() if _is_near(claim.digits, digits)]
    if len(near_numbers) == 1:
        return near_numbers[0]
    return next(iter(by_digits.values())) if alone and len(by_digits) == 1 else None


def _is_near(typed_digits: str, printed_digits: str) -> bool:
    """True if a slip in one digit pair, or in the sign, leads from one number to the other."""
    return (
        typed_digits.lstrip("-") == printed_digits.lstrip("-")
        or count_typo_digits(abs(Decimal(typed_digits)), abs(Decimal(printed_digits))) > 0
    )


def _shareable_numbers(balance: Balance, claim: NumberClaim) -> list[PrintedNumbers]:
    """Numbers of the part that another figure has too and that the claim may share."""
    others = {each.digits for each in balance.claims if each.owner and each.owner != claim.owner and claim.owner}
    others |= balance.room.keys()
    return [PrintedNumbers(token, line) for line in balance.part.lines for token in line.tokens if token.digits in others]


def _each_once(wrong: list[MisreadNumber]) -> list[MisreadNumber]:
    """Withdraw a guess if more fields claim a printed number than it is printed."""
    meant_counts = Counter([(each.meant_number.line.row, each.meant_number.digits) for each in wrong if each.meant_number])
    printed_counts = {key: sum(token.digits == key[1] for token in line.tokens) for key, line in _lines(wrong).items()}
    return [
        replace(each, meant_number=None)
        if each.meant_number and meant_counts[key := (each.meant_number.line.row, each.meant_number.digits)] > printed_counts[key]
        else each
        for each in wrong
    ]


def _lines(wrong: list[MisreadNumber]) -> dict[tuple[int, str], ControlLine]:
    return {(each.meant_number.line.row, each.meant_number.digits): each.meant_number.line for each in wrong if each.meant_number}


def _row_of(claim: NumberClaim) -> Path:
    return claim.path[:4] if claim.path[0] == "breakdowns" and claim.path[2] == "rows" else ()


def _typed_rows(claims: list[NumberClaim]) -> Mapping[Path, Counter[str]]:
    rows: dict[Path, Counter[str]] = defaultdict(Counter)
    for claim in claims:
        rows[_row_of(claim)][claim.digits] += 1
    return rows


def _printed_rows(part: DocumentPart) -> Rows:
    rows: dict[tuple[int, int], Counter[str]] = defaultdict(Counter)
    for line in part.lines:
        rows[line.steps.get("t", 0), line.steps.get("r", 0)].update(token.digits for token in line.tokens)
    return rows


def _suspects(part: DocumentPart, balance: Balance) -> list[NumberClaim]:
    """Claims typed too often; in a table, only those in rows that the document does not print as typed."""
    surplus_claims = [claim for claim in balance.claims if claim.digits in balance.surplus]
    if not any(map(_row_of, surplus_claims)):
        return surplus_claims
    rows, printed_rows = _typed_rows(balance.claims), _printed_rows(part)
    wrong = [
        claim
        for claim in surplus_claims
        if not (_row_of(claim) and any(rows[_row_of(claim)] <= row for row in printed_rows.values()))
    ]
    return wrong or surplus_claims


def _row_matcher(part: DocumentPart, claims: list[NumberClaim]) -> Callable[[NumberClaim, str], bool]:
    """A predicate: would some printed row match the claim's row, with `digits` in place of the claim's?"""
    rows, printed_rows = _typed_rows(claims), _printed_rows(part)

    def fits(claim: NumberClaim, digits: str) -> bool:
        if not (row := _row_of(claim)):
            return True
        expected_counts = rows[row] - Counter([claim.digits]) + Counter([digits])
        return any(expected_counts <= there for there in printed_rows.values())

    return fits
