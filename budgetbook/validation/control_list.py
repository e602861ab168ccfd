"""Figures and the list of numbers of their document in; problems out wherever the one does not account for the other.

Each number that people typed must stand in the document at its place, and each number that the document prints must
be some figure, project, fact, year or list number of the statement. So one wrong digit is found in any figure.
"""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from budgetbook.content.control_list import Numbers
from budgetbook.content.loader import Content, Statement
from budgetbook.diagnostics.problem import Problem, message
from budgetbook.validation.misreadings import Misread, Printed, misread, still_open
from budgetbook.validation.number_balance import Balance, Part, balances, numbers_of_day

_SHOWN = 12
"""How many unaccounted numbers of one place are named."""


def problems(content: Content) -> Iterator[Problem]:
    """Every number that the statements and their documents do not agree on, but for digits that are misread."""
    for statement in content.statements.values():
        if statement.numbers is not None:
            found = balances(statement)
            yield from _head(content, statement, statement.numbers, [balance.part for balance in found])
            for balance, left in zip(found, still_open(statement, found), strict=True):
                yield from _unaccounted(content, statement, balance, left)
                yield from _days(content, statement, balance.part)


def _head(content: Content, statement: Statement, numbers: Numbers, parts: list[Part]) -> Iterator[Problem]:
    if statement.source.sha256 != numbers.sha256:
        yield content.problem(statement.file, ("source", "sha256"), message("other-document", file=numbers.file))
    known = {line.row for part in parts for line in part.lines}
    for line in numbers.lines:
        if line.row not in known:
            text = message("spot-without-place" if line.marked else "line-without-place", line=line.place)
            yield Problem(numbers.file, line.row, 1, "", text)


def _unaccounted(content: Content, statement: Statement, balance: Balance, left: list[Printed]) -> Iterator[Problem]:
    """What the document prints somewhere and no field says; where something is misread there, that is told instead."""
    if left and not balance.surplus:
        text = message("not-accounted-for", numbers=_named(left), place=", ".join(balance.part.places))
        yield content.problem(statement.file, ("places", balance.part.places[0]), text)


def _named(left: list[Printed]) -> str:
    """From small to large; in a list of cells and lines each with its place."""
    ordered = sorted(left, key=lambda each: Decimal(each.digits))
    shown = [f"{each.digits} ({each.line.place})" if each.line.marked else each.digits for each in ordered]
    return ", ".join([*shown[:_SHOWN], "…"] if len(shown) > _SHOWN else shown)


def told(content: Content, found: Misread, follow: int) -> Problem:
    """A misread number as a problem; `follow` others are gone when it is mended."""
    statement, claim = content.statements[found.statement], found.claim
    if (meant := found.meant) and statement.numbers:
        place = f"{claim.at} ({meant.line.place})" if meant.line.marked else claim.at
        text = message("misread", typed=claim.digits, better=found.better, place=place)
        fields = {"better": found.better, "file": statement.numbers.file, "line": meant.line.row, "count": follow}
        return content.problem(statement.file, claim.path, text, message("mend-it-first" if follow else "mend-it", **fields))
    hint = message("printed-there", numbers=_named(list(found.loose))) if found.loose else None
    text = message("not-printed-there", digits=claim.digits, place=", ".join(found.part.places), times=found.times)
    return content.problem(statement.file, claim.path, text, hint)


def misread_of(content: Content) -> list[Misread]:
    """Every number that the documents do not print where the statements say so."""
    return [each for statement in content.statements.values() for each in misread(statement, balances(statement))]


def _days(content: Content, statement: Statement, part: Part) -> Iterator[Problem]:
    """A day that figures are counted on is printed at their place."""
    dated = {concept: f.as_of for concept, f in statement.figures.items() if f.as_of and f.at in part.places}
    for concept, day in dated.items():
        for number in numbers_of_day(day):
            if not part.printed[number]:
                text = message("day-not-printed", number=number, place=", ".join(part.places))
                yield content.problem(statement.file, ("figures", concept, "as_of"), text)
