"""Figures and the list of numbers of their document in; problems out wherever the one does not account for the other.

Each number that people typed must stand in the document at its place, and each number that the document prints must
be some figure, project, fact, year or list number of the statement. So one wrong digit is found in any figure.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator
from decimal import Decimal

from budgetbook.checks.balance import Balance, Part, balances, numbers_of_day
from budgetbook.checks.claims import Claim
from budgetbook.content.load import Content, Statement
from budgetbook.content.numbers import Numbers
from budgetbook.content.yamlfile import Path
from budgetbook.problems.problems import Problem, message

_SHOWN = 12
"""How many unaccounted numbers of one place are named."""


def problems(content: Content) -> Iterator[Problem]:
    """Every number that the statements and their documents do not agree on."""
    for statement in content.statements.values():
        if statement.numbers is not None:
            found = balances(statement)
            yield from _head(content, statement, statement.numbers, [balance.part for balance in found])
            for balance in found:
                yield from _told(content, statement, balance)
                yield from _days(content, statement, balance.part)


def _head(content: Content, statement: Statement, numbers: Numbers, parts: list[Part]) -> Iterator[Problem]:
    if statement.source.sha256 != numbers.sha256:
        yield content.problem(statement.file, ("source", "sha256"), message("other-document", file=numbers.file))
    known = {line.row for part in parts for line in part.lines}
    for line in numbers.lines:
        if line.row not in known:
            yield Problem(
                numbers.file,
                line.row,
                1,
                "",
                message("spot-without-place" if line.marked else "line-without-place", line=line.place),
            )


def _told(content: Content, statement: Statement, found: Balance) -> Iterator[Problem]:
    part, printed = found.part, found.part.printed
    place = ", ".join(part.places)
    loose = ", ".join(_loose(part, found.left))
    hint = message("printed-there", numbers=loose) if loose else None
    for claim in _suspects(part, found.claims, found.surplus):
        text = message("not-printed-there", digits=claim.digits, place=place, times=printed[claim.digits])
        yield content.problem(statement.file, claim.path, text, hint)
    if loose and not found.surplus:
        yield content.problem(
            statement.file, ("places", part.places[0]), message("not-accounted-for", numbers=loose, place=place)
        )


def _loose(part: Part, left: Counter[str]) -> list[str]:
    """Numbers that nothing accounts for, from small to large; in a list of cells and lines each with its place."""
    left = Counter(left)
    found = []
    for line in reversed(part.lines):
        for token in line.tokens:
            if not token.kind and left[token.digits]:
                left[token.digits] -= 1
                found.append((Decimal(token.digits), f"{token.digits} ({line.place})" if line.marked else token.digits))
    shown = [text for _, text in sorted(found, key=lambda each: each[0])]
    return [*shown[:_SHOWN], "…"] if len(shown) > _SHOWN else shown


def _suspects(part: Part, here: list[Claim], surplus: Counter[str]) -> list[Claim]:
    """The numbers typed too often; of a table's, only those whose row the document does not print as it is typed."""
    found = [claim for claim in here if claim.digits in surplus]
    if not any(claim.path[0] == "breakdowns" for claim in found):
        return found
    rows: dict[Path, Counter[str]] = defaultdict(Counter)
    for claim in here:
        rows[claim.path[:4]][claim.digits] += 1
    printed: dict[tuple[int, int], Counter[str]] = defaultdict(Counter)
    for line in part.lines:
        printed[line.steps.get("t", 0), line.steps.get("r", 0)].update(token.digits for token in line.tokens)
    wrong = [claim for claim in found if not any(rows[claim.path[:4]] <= row for row in printed.values())]
    return wrong or found


def _days(content: Content, statement: Statement, part: Part) -> Iterator[Problem]:
    """A day that figures are counted on is printed at their place."""
    dated = {concept: f.as_of for concept, f in statement.figures.items() if f.as_of and f.at in part.places}
    printed = part.printed if dated else Counter[str]()
    for concept, day in dated.items():
        for number in numbers_of_day(day):
            if not printed[number]:
                text = message("day-not-printed", number=number, place=", ".join(part.places))
                yield content.problem(statement.file, ("figures", concept, "as_of"), text)
