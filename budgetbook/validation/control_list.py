"""Compares a statement with the control list of its document: every number that the document prints.

Each number that people typed must be printed at its place, and each printed number must be some figure, project, fact, year or
list number of the statement. So one wrong digit is found in any figure.
"""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from budgetbook.content.content import Content, Statement
from budgetbook.content.control_list import ControlList
from budgetbook.diagnostics.problem import Message, Problem, message
from budgetbook.validation.misreadings import MisreadNumber, PrintedNumbers, find_loose_numbers, find_misread_numbers
from budgetbook.validation.number_balance import Balance, DocumentPart, compute_balances, numbers_of_day

_MAX_NUMBERS = 12
"""Unaccounted numbers of one place that a message names."""


def transcribed_numbers(content: Content) -> Iterator[Problem]:
    """Every number that a statement takes over is printed in its document, and every printed number is accounted for.

    Misread numbers are left to `validation.root_causes`.
    """
    for statement in content.statements.values():
        if statement.numbers is not None:
            part_balances = compute_balances(statement)
            yield from _head(content, statement, statement.numbers, [balance.part for balance in part_balances])
            for balance, left in zip(part_balances, find_loose_numbers(statement, part_balances), strict=True):
                yield from _unaccounted_problem(content, statement, balance, left)
                yield from _days(content, statement, balance.part)


def _head(content: Content, statement: Statement, numbers: ControlList, parts: list[DocumentPart]) -> Iterator[Problem]:
    own_hashes = (statement.source.sha256, *statement.source.further_sha256)
    if own_hashes != (numbers.sha256, *numbers.further_sha256):
        yield content.problem(statement.file, ("source", "sha256"), message("other-document", file=numbers.file))
    known_rows = {line.row for part in parts for line in part.lines}
    for line in numbers.lines:
        if line.row not in known_rows:
            text = message("spot-without-place" if line.has_kinds else "line-without-place", line=line.place)
            yield Problem(numbers.file, line.row, 1, "", text)


def _unaccounted_problem(
    content: Content, statement: Statement, balance: Balance, left: list[PrintedNumbers]
) -> Iterator[Problem]:
    """The numbers that the document prints at a place and no field has, unless one is misread there, which explains them."""
    if left and not balance.surplus:
        text = message("not-accounted-for", numbers=_format_numbers(left), place=", ".join(balance.part.places))
        yield content.problem(statement.file, ("places", balance.part.places[0]), text)


def _format_numbers(left: list[PrintedNumbers]) -> str:
    """Write the numbers from small to large; those of a list of cells and lines with their position."""
    sorted_numbers = sorted(left, key=lambda each: Decimal(each.digits))
    texts = [f"{each.digits} ({each.line.place})" if each.line.has_kinds else each.digits for each in sorted_numbers]
    return ", ".join([*texts[:_MAX_NUMBERS], "…"] if len(texts) > _MAX_NUMBERS else texts)


def misread_problem(content: Content, misread_number: MisreadNumber, follow: int) -> Problem:
    """A misread number as a problem; `follow` is the number of other problems that disappear once it is mended."""
    statement, claim = content.statements[misread_number.statement], misread_number.claim
    if (meant_number := misread_number.meant_number) and statement.numbers:
        place = f"{claim.place} ({meant_number.line.place})" if meant_number.line.has_kinds else claim.place
        text = message("misread", typed=claim.digits, better=misread_number.better, place=place)
        fields = {"better": misread_number.better, "file": statement.numbers.file, "line": meant_number.line.row, "count": follow}
        return content.problem(statement.file, claim.path, text, message("mend-it-first" if follow else "mend-it", **fields))
    text = message(
        "not-printed-there", digits=claim.digits, place=", ".join(misread_number.part.places), times=misread_number.times
    )
    return content.problem(statement.file, claim.path, text, _hint_at_place(misread_number))


def _hint_at_place(misread_number: MisreadNumber) -> Message | None:
    """Where else the document has these digits; else the numbers that it has at the place typed."""
    if other_part := misread_number.other_part:
        return message("printed-elsewhere", digits=misread_number.claim.digits, place=", ".join(other_part.places))
    return message("printed-there", numbers=_format_numbers(list(misread_number.loose))) if misread_number.loose else None


def list_misread_numbers(content: Content) -> list[MisreadNumber]:
    """Every number of the statements that their documents do not print at that place."""
    return [
        each for statement in content.statements.values() for each in find_misread_numbers(statement, compute_balances(statement))
    ]


def _days(content: Content, statement: Statement, part: DocumentPart) -> Iterator[Problem]:
    """The day on which figures are counted is printed at their place."""
    day_by_concept = {concept: f.as_of for concept, f in statement.figures.items() if f.as_of and f.at in part.places}
    for concept, day in day_by_concept.items():
        for number in numbers_of_day(day):
            if not part.printed_counts[number]:
                text = message("day-not-printed", number=number, place=", ".join(part.places))
                yield content.problem(statement.file, ("figures", concept, "as_of"), text)
