"""What is typed and what is printed in, by part of the document; each number that was misread, and what was meant, out.

A number was misread where it is typed more often than it is printed. What was meant is what the document prints there
and no field says: the only such number that a slip of the finger leads to, or the only one at all.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import replace
from decimal import Decimal

from budgetbook.content.control_list import Line, Token
from budgetbook.content.loader import Statement
from budgetbook.content.yaml.reader import Path
from budgetbook.infra.base.record import record
from budgetbook.validation.number_balance import Balance, Part
from budgetbook.validation.number_claims import Claim
from budgetbook.validation.typo_guess import differing

Rows = Mapping[tuple[int, int], Counter[str]]
"""What each row of the tables prints; a text has one row."""


@record
class Printed:
    """A number of the control list, with the line that has it."""

    token: Token
    line: Line

    @property
    def digits(self) -> str:
        """Its digits, with a minus where the document prints one."""
        return self.token.digits


@record
class Misread:
    """Digits that the document does not print at their place, and what it prints there instead, where that can be told."""

    statement: str
    claim: Claim
    part: Part
    times: int
    """How often the document prints these digits there: less often than they are typed."""
    loose: tuple[Printed, ...]
    """What the document prints there and no field says."""
    meant: Printed | None = None
    """The number that was meant; none where it cannot be told."""

    @property
    def better(self) -> str:
        """What is to be typed instead; empty where that cannot be told."""
        if self.meant is None:
            return ""
        bare = self.meant.digits.removeprefix("-")
        if self.claim.unsigned:
            return bare
        return f"-{bare}" if self.meant.token.bracketed and self.claim.digits.startswith("-") else self.meant.digits


def misread(statement: Statement, found: list[Balance]) -> list[Misread]:
    """Every number that the document does not print where the statement says so."""
    loose = [tuple(_printed(balance.part, balance.left, "")) for balance in found]
    wrong = []
    for index, balance in enumerate(found):
        elsewhere = [each for other, those in enumerate(loose) for each in those if other != index]
        wrong += _of_part(statement, balance, loose[index], elsewhere)
    return _each_once(wrong)


def still_open(statement: Statement, found: list[Balance]) -> list[list[Printed]]:
    """By part, what the document prints and no field says, but for what was misread."""
    meant = Counter([(each.meant.line.row, each.meant.digits) for each in misread(statement, found) if each.meant])
    left: list[list[Printed]] = []
    for balance in found:
        left.append([])
        for each in _printed(balance.part, balance.left, ""):
            if meant[each.line.row, each.digits]:
                meant[each.line.row, each.digits] -= 1
            else:
                left[-1].append(each)
    return left


def _printed(part: Part, left: Counter[str], kind: str) -> Iterator[Printed]:
    """The numbers that are left, each with its line: of several that are alike, the last ones."""
    left = Counter(left)
    for line in reversed(part.lines):
        for token in line.tokens:
            if token.kind == kind and left[token.digits]:
                left[token.digits] -= 1
                yield Printed(token, line)


def _of_part(statement: Statement, balance: Balance, loose: tuple[Printed, ...], elsewhere: list[Printed]) -> list[Misread]:
    part, printed = balance.part, balance.part.printed
    fits = _fitting(part, balance.claims)
    suspects = _suspects(part, balance)
    codes = tuple(_printed(part, balance.codes, "code"))
    alone = len(suspects) == 1
    wrong = []
    for claim in suspects:
        own = codes if claim.kind == "code" else loose
        meant = _meant(claim, [each for each in own if fits(claim, each.digits)], alone=alone)
        if meant is None and not own and claim.floats:
            meant = _meant(claim, elsewhere, alone=False)
        if meant is None and not own:  # the one printed number is typed of two figures, of one of them wrong
            meant = _meant(claim, [each for each in _shared(balance, claim) if fits(claim, each.digits)], alone=False)
        wrong.append(Misread(statement.id, claim, part, printed[claim.digits], own, meant))
    # Of equal digits typed too often, those are too many for which the document has others.
    clear = Counter([each.claim.digits for each in wrong if each.meant])
    return [each for each in wrong if each.meant or clear[each.claim.digits] < balance.surplus[each.claim.digits]]


def _meant(claim: Claim, loose: Iterable[Printed], *, alone: bool) -> Printed | None:
    """The number that was mistyped: the only one that a slip of the finger leads to, or that is left at all."""
    by_digits = {each.digits: each for each in loose}
    near = [each for digits, each in by_digits.items() if _near(claim.digits, digits)]
    if len(near) == 1:
        return near[0]
    return next(iter(by_digits.values())) if alone and len(by_digits) == 1 else None


def _near(typed: str, printed: str) -> bool:
    """Whether a slip leads from one to the other: in the digits, or in the sign."""
    return typed.lstrip("-") == printed.lstrip("-") or differing(abs(Decimal(typed)), abs(Decimal(printed))) > 0


def _shared(balance: Balance, claim: Claim) -> list[Printed]:
    """Numbers of the part that the claim may share with another figure, which has them."""
    others = {each.digits for each in balance.claims if each.owner and each.owner != claim.owner and claim.owner}
    others |= balance.room.keys()
    return [Printed(token, line) for line in balance.part.lines for token in line.tokens if token.digits in others]


def _each_once(wrong: list[Misread]) -> list[Misread]:
    """No printed number is what two fields meant, and of equal digits typed too often it must be clear which are too many."""
    meant = Counter([(each.meant.line.row, each.meant.digits) for each in wrong if each.meant])
    printed = {key: sum(token.digits == key[1] for token in line.tokens) for key, line in _lines(wrong).items()}
    return [
        replace(each, meant=None)
        if each.meant and meant[key := (each.meant.line.row, each.meant.digits)] > printed[key]
        else each
        for each in wrong
    ]


def _lines(wrong: list[Misread]) -> dict[tuple[int, str], Line]:
    return {(each.meant.line.row, each.meant.digits): each.meant.line for each in wrong if each.meant}


def _row_of(claim: Claim) -> Path:
    return claim.path[:4] if claim.path[0] == "breakdowns" and claim.path[2] == "rows" else ()


def _typed_rows(claims: list[Claim]) -> Mapping[Path, Counter[str]]:
    rows: dict[Path, Counter[str]] = defaultdict(Counter)
    for claim in claims:
        rows[_row_of(claim)][claim.digits] += 1
    return rows


def _printed_rows(part: Part) -> Rows:
    rows: dict[tuple[int, int], Counter[str]] = defaultdict(Counter)
    for line in part.lines:
        rows[line.steps.get("t", 0), line.steps.get("r", 0)].update(token.digits for token in line.tokens)
    return rows


def _suspects(part: Part, balance: Balance) -> list[Claim]:
    """The numbers typed too often; of a table's, only those whose row the document does not print as it is typed."""
    found = [claim for claim in balance.claims if claim.digits in balance.surplus]
    if not any(map(_row_of, found)):
        return found
    rows, printed = _typed_rows(balance.claims), _printed_rows(part)
    wrong = [claim for claim in found if not (_row_of(claim) and any(rows[_row_of(claim)] <= row for row in printed.values()))]
    return wrong or found


def _fitting(part: Part, claims: list[Claim]) -> Callable[[Claim, str], bool]:
    """Whether some row of the document has all that is typed of a row, with other digits in the place of the claim's."""
    rows, printed = _typed_rows(claims), _printed_rows(part)

    def fits(claim: Claim, digits: str) -> bool:
        if not (row := _row_of(claim)):
            return True
        wanted = rows[row] - Counter([claim.digits]) + Counter([digits])
        return any(wanted <= there for there in printed.values())

    return fits
