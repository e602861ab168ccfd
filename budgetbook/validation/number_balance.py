"""Balances typed against printed numbers, part by part of a document: typed too often, and not accounted for."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import get_args

from budgetbook.content.content import Statement
from budgetbook.content.control_list import ControlLine, Kind
from budgetbook.content.yaml.reader import Path
from budgetbook.validation.number_claims import NumberClaim, Way, list_claims, list_code_claims


def count_accounted_numbers(statement: Statement) -> int:
    """Count of the document's printed numbers, all of which are accounted for once validation passes."""
    if not statement.numbers:
        return 0
    listed_count = sum(len(line.tokens) for line in statement.numbers.lines)
    return listed_count - count_left_out_numbers(statement) - count_undecided_numbers(statement)


def count_undecided_numbers(statement: Statement) -> int:
    """Count of printed numbers of which nobody has said what they are."""
    return sum(len(place.undecided) for place in statement.places.values())


def count_left_out_numbers(statement: Statement) -> int:
    """Count of printed numbers in parts that the statement takes nothing from."""
    return sum(len(line.tokens) for part in document_parts(statement) if part.left_out for line in part.lines)


@dataclass(frozen=True, slots=True)
class DocumentPart:
    """Places of a document that share lines with each other only, and those lines of the control list."""

    places: list[str]
    lines: list[ControlLine]
    left_out: bool

    @property
    def printed_counts(self) -> Counter[str]:
        """Count of each number there, whatever its kind."""
        return Counter(token.digits for line in self.lines for token in line.tokens)


def document_parts(statement: Statement) -> list[DocumentPart]:
    """Parts of a statement's document. Places that name the same line (two headings in one paragraph) are balanced together."""
    if statement.numbers is None:
        return []
    lines_by_place: dict[str, dict[int, ControlLine]] = {
        place: {
            line.row: line
            for name in (*(f"l{n}" for n in place_name.lines), *place_name.spots)
            for line in statement.numbers.find_lines(name)
        }
        for place, place_name in statement.places.items()
    }
    home: dict[int, str] = {}
    parents: dict[str, str] = {}
    for place, lines in lines_by_place.items():
        parents[place] = place
        for row in lines:
            other = _root(parents, home.setdefault(row, place))
            parents[other] = _root(parents, place)
    groups: dict[str, list[str]] = defaultdict(list)
    for place in lines_by_place:
        groups[_root(parents, place)].append(place)
    return [_part(statement, places, lines_by_place) for places in groups.values()]


def _root(parents: Mapping[str, str], place: str) -> str:
    while parents[place] != place:
        place = parents[place]
    return place


def _part(statement: Statement, places: list[str], lines_by_place: Mapping[str, Mapping[int, ControlLine]]) -> DocumentPart:
    lines = {row: line for place in places for row, line in lines_by_place[place].items()}
    left_out = all(statement.places[place].left_out for place in places)
    return DocumentPart(places, [lines[row] for row in sorted(lines)], left_out)


@dataclass(slots=True)
class Balance:
    """Numbers typed for a part of the document, against those printed there."""

    part: DocumentPart
    claims: list[NumberClaim]
    surplus: Counter[str]
    """Numbers typed more often than printed."""
    left: Counter[str]
    """Printed numbers that are not accounted for."""
    room: Counter[str]
    """Like `left`, plus those numbers that two figures share and only one needs."""
    codes: Counter[str]
    """Printed codes that no row has."""

    @property
    def distance(self) -> int:
        """Count of numbers in which typed and printed differ."""
        return self.surplus.total() + self.left.total() + self.codes.total()


def _balance(part: DocumentPart, claims: list[NumberClaim], free: Counter[str]) -> Balance:
    """Match typed numbers to printed ones: first to those marked as the claim's kind, then unmarked ones, then other kinds."""
    printed_counts: dict[str, Counter[str]] = {kind: Counter() for kind in get_args(Kind)}
    for line in part.lines:
        for token in line.tokens:
            printed_counts[token.kind][token.digits] += 1
    most: Counter[str] = Counter()
    for kind, tokens in printed_counts.items():
        if kind:
            claim_counts = Counter([claim.digits for claim in claims if claim.kind == kind])
            printed_counts[kind], most = tokens - claim_counts, most + (claim_counts - tokens)
    plain = [claim for claim in claims if not claim.kind]
    least = most + _fewest(plain)
    most += Counter([claim.digits for claim in plain])
    spare = sum((tokens for kind, tokens in printed_counts.items() if kind), Counter[str]())
    left = Counter[str]() if part.left_out else printed_counts[""] - most - free
    return Balance(part, claims, least - printed_counts[""] - spare, left, printed_counts[""] - least, printed_counts["code"])


def _fewest(claims: list[NumberClaim]) -> Counter[str]:
    """Least number of times each number must be printed.

    Two figures (total revenue and total expenditure), or a figure and a table's total, may share one printed number; a number
    that one figure, or one table's totals, state twice is printed twice.
    """
    counts_by_owner: dict[Path, Counter[str]] = defaultdict(Counter)
    for claim in claims:
        counts_by_owner[claim.owner][claim.digits] += 1
    alone = counts_by_owner.pop((), Counter[str]())
    highest_counts: Counter[str] = Counter()
    for digits in counts_by_owner.values():
        highest_counts |= digits
    return alone + highest_counts


def compute_balances(statement: Statement) -> list[Balance]:
    """Balances of all parts of the document."""
    claims_by_place = _by_place(list_claims(statement))
    ways = [_by_place(list_code_claims(statement, way)) for way in get_args(Way)]
    part_balances = []
    for part in document_parts(statement):
        code_claims = [[claim for place in part.places for claim in way[place]] for way in ways]
        claims = _as_printed(part, [claim for place in part.places for claim in claims_by_place[place]])
        part_balances.append(_likeliest(part, claims, code_claims, _free(statement, part)))
    return part_balances


def _as_printed(part: DocumentPart, typed_claims: list[NumberClaim]) -> list[NumberClaim]:
    """Claims with the sign that the document prints, wherever both forms are right.

    A size whose direction is typed in words may be printed with a minus, and a negative number may be printed in brackets.
    """
    bracketed_digits = {token.digits for line in part.lines for token in line.tokens if token.is_bracketed}
    spare = part.printed_counts
    spare.subtract(claim.digits for claim in typed_claims)
    adjusted_claims = []
    for claim in typed_claims:
        is_negative = claim.digits.startswith("-")
        other = claim.digits[1:] if is_negative else f"-{claim.digits}"
        either = other in bracketed_digits if is_negative else claim.is_unsigned
        if either and spare[claim.digits] < 0 < spare[other]:
            spare[claim.digits] += 1
            spare[other] -= 1
            claim = replace(claim, digits=other)
        adjusted_claims.append(claim)
    return adjusted_claims


def _by_place(number_claims: Iterable[NumberClaim]) -> dict[str, list[NumberClaim]]:
    by_place: dict[str, list[NumberClaim]] = defaultdict(list)
    for claim in number_claims:
        by_place[claim.place].append(claim)
    return by_place


def _likeliest(part: DocumentPart, typed_claims: list[NumberClaim], ways: list[list[NumberClaim]], free: Counter[str]) -> Balance:
    """The balance for the way of printing codes that brings typed and printed numbers closest."""
    best = _balance(part, [*typed_claims, *ways[0]], free)
    for way in ways[1:] if ways[0] else ():
        if not best.distance:
            break
        best = min(best, _balance(part, [*typed_claims, *way], free), key=lambda balance: balance.distance)
    return best


def _free(statement: Statement, part: DocumentPart) -> Counter[str]:
    """Numbers that need no field though the list does not mark them.

    In the list of a text these are the statement's years, the days of stocks, and a list number that names the place itself.
    """
    if all(line.has_kinds for line in part.lines):
        return Counter()
    printed_counts = part.printed_counts
    years = [statement.fiscal_year, *([statement.compares_with.year] if statement.compares_with else [])]
    free = Counter({str(year): printed_counts[str(year)] for year in years})
    for place in part.places:
        if list_number := place[len(place.rstrip("0123456789")) :]:
            free[list_number] += 1
    days = {figure.as_of for figure in statement.figures.values() if figure.as_of and figure.at in part.places}
    for day in days:
        free |= Counter({number: printed_counts[number] for number in numbers_of_day(day)})
    return free


def numbers_of_day(day: date) -> list[str]:
    """Numbers that a document prints for a date; for 31 December often the year alone."""
    return [str(day.year)] if (day.month, day.day) == (12, 31) else [str(day.year), str(day.month), str(day.day)]
