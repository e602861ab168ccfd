"""A statement and its control list in; by part of the document, what is typed too often and what nothing accounts for, out."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import get_args

from budgetbook.content.control_list import Kind, Line
from budgetbook.content.loader import Statement
from budgetbook.content.yaml.reader import Path
from budgetbook.infra.base.record import record
from budgetbook.validation.number_claims import Claim, Way, claims, codes


def accounted(statement: Statement) -> int:
    """How many numbers the document prints, all of them accounted for once the checks have passed."""
    return sum(len(line.tokens) for line in statement.numbers.lines) - left_out(statement) if statement.numbers else 0


def left_out(statement: Statement) -> int:
    """How many numbers the document prints in parts that the statement takes nothing over from."""
    return sum(len(line.tokens) for part in parts_of(statement) if part.left_out for line in part.lines)


@record
class Part:
    """Places of a document that share no line with others, and the lines of the control list that stand there."""

    places: list[str]
    lines: list[Line]
    left_out: bool

    @property
    def printed(self) -> Counter[str]:
        """How often each number stands there, whatever it is."""
        return Counter(token.digits for line in self.lines for token in line.tokens)


def parts_of(statement: Statement) -> list[Part]:
    """Each place with its lines; places that name the same line (two headings in one paragraph) are compared together."""
    if statement.numbers is None:
        return []
    found: dict[str, dict[int, Line]] = {
        place: {
            line.row: line for name in (*(f"l{n}" for n in about.lines), *about.spots) for line in statement.numbers.within(name)
        }
        for place, about in statement.places.items()
    }
    home: dict[int, str] = {}
    joined: dict[str, str] = {}
    for place, lines in found.items():
        joined[place] = place
        for row in lines:
            other = _root(joined, home.setdefault(row, place))
            joined[other] = _root(joined, place)
    groups: dict[str, list[str]] = defaultdict(list)
    for place in found:
        groups[_root(joined, place)].append(place)
    return [_part(statement, places, found) for places in groups.values()]


def _root(joined: Mapping[str, str], place: str) -> str:
    while joined[place] != place:
        place = joined[place]
    return place


def _part(statement: Statement, places: list[str], found: Mapping[str, Mapping[int, Line]]) -> Part:
    lines = {row: line for place in places for row, line in found[place].items()}
    left_out = all(statement.places[place].left_out for place in places)
    return Part(places, [lines[row] for row in sorted(lines)], left_out)


@dataclass(slots=True)
class Balance:
    """What is typed at a part of the document, against what is printed there."""

    part: Part
    claims: list[Claim]
    surplus: Counter[str]
    """Typed more often than printed."""
    left: Counter[str]
    """Printed and not accounted for."""
    room: Counter[str]
    """The same, and of what two figures share, what only one of them needs."""
    codes: Counter[str]
    """Printed codes that no row has."""

    @property
    def off(self) -> int:
        """How far the two are apart."""
        return self.surplus.total() + self.left.total() + self.codes.total()


def _balance(part: Part, claims: list[Claim], free: Counter[str]) -> Balance:
    """A number typed is first one that the list marks as its kind, then an unmarked one, then one of another kind."""
    printed: dict[str, Counter[str]] = {kind: Counter() for kind in get_args(Kind)}
    for line in part.lines:
        for token in line.tokens:
            printed[token.kind][token.digits] += 1
    most: Counter[str] = Counter()
    for kind, tokens in printed.items():
        if kind:
            wanted = Counter([claim.digits for claim in claims if claim.kind == kind])
            printed[kind], most = tokens - wanted, most + (wanted - tokens)
    plain = [claim for claim in claims if not claim.kind]
    least = most + _fewest(plain)
    most += Counter([claim.digits for claim in plain])
    spare = sum((tokens for kind, tokens in printed.items() if kind), Counter[str]())
    left = Counter[str]() if part.left_out else printed[""] - most - free
    return Balance(part, claims, least - printed[""] - spare, left, printed[""] - least, printed["code"])


def _fewest(claims: list[Claim]) -> Counter[str]:
    """How often numbers must be printed at least: one may be typed of two figures (the balance of revenue and expenditure),
    or of a figure and of a table's total; what one figure, or one table's totals, say twice is printed twice."""
    owned: dict[Path, Counter[str]] = defaultdict(Counter)
    for claim in claims:
        owned[claim.owner][claim.digits] += 1
    alone = owned.pop((), Counter[str]())
    shared: Counter[str] = Counter()
    for digits in owned.values():
        shared |= digits
    return alone + shared


def balances(statement: Statement) -> list[Balance]:
    """All parts of the document. What a figure says beside its amount may stand in another part than its amount does."""
    typed = _by_place(claims(statement))
    ways = [_by_place(codes(statement, way)) for way in get_args(Way)]
    found = []
    for part in parts_of(statement):
        coded = [[claim for place in part.places for claim in way[place]] for way in ways]
        here = _as_printed(part, [claim for place in part.places for claim in typed[place]])
        found.append(_likeliest(part, here, coded, _free(statement, part)))
    _float(found)
    return found


def _float(found: list[Balance]) -> None:
    """Numbers typed too often in one part and left in another are the same."""
    left: dict[str, list[Balance]] = defaultdict(list)
    for balance in found:
        for digits in balance.left.elements():
            left[digits].append(balance)
    for balance in found:
        for digits in {claim.digits for claim in balance.claims if claim.floats and claim.digits in balance.surplus}:
            while balance.surplus[digits] and left[digits]:
                left[digits].pop().left[digits] -= 1
                balance.surplus[digits] -= 1
    for balance in found:
        balance.surplus, balance.left = +balance.surplus, +balance.left


def _as_printed(part: Part, typed: list[Claim]) -> list[Claim]:
    """With or without a minus as the document has it, where both are right: a size whose direction is typed in words may be
    printed with one, and what is below zero may be printed in brackets."""
    bracketed = {token.digits for line in part.lines for token in line.tokens if token.bracketed}
    spare = part.printed
    spare.subtract(claim.digits for claim in typed)
    turned = []
    for claim in typed:
        below = claim.digits.startswith("-")
        other = claim.digits[1:] if below else f"-{claim.digits}"
        either = other in bracketed if below else claim.unsigned
        if either and spare[claim.digits] < 0 < spare[other]:
            spare[claim.digits] += 1
            spare[other] -= 1
            claim = replace(claim, digits=other)
        turned.append(claim)
    return turned


def _by_place(found: Iterable[Claim]) -> dict[str, list[Claim]]:
    by_place: dict[str, list[Claim]] = defaultdict(list)
    for claim in found:
        by_place[claim.at].append(claim)
    return by_place


def _likeliest(part: Part, typed: list[Claim], ways: list[list[Claim]], free: Counter[str]) -> Balance:
    """The way of printing codes by which typed and printed come nearest to each other."""
    best = _balance(part, [*typed, *ways[0]], free)
    for way in ways[1:] if ways[0] else ():
        if not best.off:
            break
        best = min(best, _balance(part, [*typed, *way], free), key=lambda balance: balance.off)
    return best


def _free(statement: Statement, part: Part) -> Counter[str]:
    """Numbers that no field needs to hold and that the list does not mark: in a text's list the statement's years, the days of
    stocks, and a list number that names the place itself."""
    if all(line.marked for line in part.lines):
        return Counter()
    printed = part.printed
    years = [statement.fiscal_year, *([statement.compares_with.year] if statement.compares_with else [])]
    free = Counter({str(year): printed[str(year)] for year in years})
    for place in part.places:
        if own := place[len(place.rstrip("0123456789")) :]:
            free[own] += 1
    days = {figure.as_of for figure in statement.figures.values() if figure.as_of and figure.at in part.places}
    for day in days:
        free |= Counter({number: printed[number] for number in numbers_of_day(day)})
    return free


def numbers_of_day(day: date) -> list[str]:
    """What a document prints of a day; of the last of a year, often the year alone."""
    return [str(day.year)] if (day.month, day.day) == (12, 31) else [str(day.year), str(day.month), str(day.day)]
