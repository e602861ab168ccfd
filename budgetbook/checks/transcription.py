"""Figures and the list of numbers of their document in; problems out wherever the one does not account for the other.

Each number that people typed must stand in the document at its place, and each number that the document prints must
be some figure, project, fact, year or list number of the statement. So one wrong digit is found in any figure.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from decimal import Decimal

from budgetbook.arithmetic.ledger import LEVELS
from budgetbook.arithmetic.performancerules import evaluations, indicators
from budgetbook.checks.slips import differing
from budgetbook.content.load import Content, Statement
from budgetbook.content.statement import Figure
from budgetbook.content.yamlfile import Path
from budgetbook.problems.problems import Problem, message
from budgetbook.record import record


@record
class Claim:
    """Digits that a field says stand at a place; the list holds digits alone, so a minus before them is not among them."""

    at: str
    digits: str
    path: Path


@record
class Misread:
    """Digits that the document does not print at their place, and what it prints there instead, where that can be told."""

    statement: str
    claim: Claim
    times: int
    """How often the document prints these digits there: less often than they are typed."""
    loose: tuple[str, ...]
    """What the document prints there and no field says."""
    better: str = ""
    """The one of these that was meant; empty where it cannot be told."""
    row: int = 0
    """The line of the control list that has it."""


def problems(content: Content) -> Iterator[Problem]:
    """Every number that the statements and their documents do not agree on, but for digits that are misread."""
    for statement in content.statements.values():
        if statement.numbers is not None:
            yield from _head(content, statement)
            yield from _compare(content, statement)


def misread(statement: Statement) -> Iterator[Misread]:
    """Every number that the document does not print where the statement says so."""
    for place, here, printed, free in _places(statement):
        claimed = Counter([claim.digits for claim in here])
        loose = tuple(sorted((printed - claimed - free).elements(), key=Decimal))
        wrong = [claim for claim in here if claim.digits in claimed - printed]
        for claim in wrong:
            better = _meant(claim.digits, loose, alone=len(wrong) == 1)
            yield Misread(statement.id, claim, printed[claim.digits], loose, better, _row(statement, place, better))


def _meant(typed: str, loose: tuple[str, ...], *, alone: bool) -> str:
    """The number of the document that was mistyped: the only one that a slip of the finger leads to, or that is left at all."""
    near = [number for number in dict.fromkeys(loose) if differing(Decimal(typed), Decimal(number))]
    if len(near) == 1:
        return near[0]
    return loose[0] if alone and len(loose) == 1 and not near else ""


def _row(statement: Statement, place: str, digits: str) -> int:
    """The line of the control list on which the digits stand, for a place."""
    numbers = statement.numbers
    for line in statement.places[place].lines if numbers and digits else ():
        if digits in (token.replace(",", "") for token in numbers.lines.get(line, ())):  # type: ignore[union-attr]
            return numbers.rows[line]  # type: ignore[union-attr]
    return 0


def told(content: Content, found: Misread, follow: int) -> Problem:
    """A misread number as a problem; `follow` others are gone when it is mended."""
    statement, claim = content.statements[found.statement], found.claim
    if found.better and statement.numbers:
        text = message("misread", typed=claim.digits, better=found.better, place=claim.at)
        fields = {"better": found.better, "file": statement.numbers.file, "line": found.row, "count": follow}
        return content.problem(statement.file, claim.path, text, message("mend-it-first" if follow else "mend-it", **fields))
    hint = message("printed-there", numbers=", ".join(found.loose)) if found.loose else None
    text = message("not-printed-there", digits=claim.digits, place=claim.at, times=found.times)
    return content.problem(statement.file, claim.path, text, hint)


def claims(statement: Statement) -> Iterator[Claim]:
    """Every number that the statement's file says the document prints, with its place."""
    for concept, figure in statement.figures.items():
        yield from _claims_of_figure(("figures", concept), figure)
    yield from _claims_of_tables(statement)
    for name, project in statement.projects.items():
        amounts = (("amount", project.amount), ("budget", project.budget), ("adjusted", project.adjusted))
        yield from (Claim(project.at, _digits(v), ("projects", name, key)) for key, v in amounts if v is not None)
    yield from _claims_of_performance(statement)
    for name, fact in statement.facts.items():
        digits = [str(n + 1) for n in range(int(fact.amount))] if fact.numbered else [_digits(fact.amount)]
        yield from (Claim(fact.at, each, ("facts", name, "amount")) for each in digits)


def _claims_of_figure(path: Path, figure: Figure) -> Iterator[Claim]:
    printed = figure.printed
    fields: list[tuple[Path, Decimal | None]] = [((key,), getattr(figure, key)) for key in (*LEVELS, "share")]
    if printed:
        fields += [(("printed", "change"), printed.change), (("printed", "percent"), printed.percent)]
        fields += [(("printed", "year"), Decimal(printed.year))] if printed.year else []
    yield from (Claim(figure.at, _digits(value), path + tail) for tail, value in fields if value is not None)
    for index, reading in enumerate(figure.readings):
        yield Claim(reading.at, _digits(reading.amount), (*path, "readings", index, "amount"))


def _claims_of_performance(statement: Statement) -> Iterator[Claim]:
    """The values of indicators, digits in a value of words among them, and the points that were given."""
    for _, path, indicator in indicators(statement):
        for key in ("value", "reached", "points", "score"):
            if (value := getattr(indicator, key)) is not None:
                yield Claim(indicator.at, _digits(value), (*path, key))
        for key in ("words", "reached_words"):
            if (text := getattr(indicator, key)) is not None:
                yield from (Claim(indicator.at, digits, (*path, key)) for digits in re.findall(r"[0-9]+(?:\.[0-9]+)?", text.zh))
    for _, path, evaluation in evaluations(statement):
        for key in ("score", "execution"):
            if (value := getattr(evaluation, key)) is not None:
                yield Claim(evaluation.at, _digits(value), (*path, key))


def _claims_of_tables(statement: Statement) -> Iterator[Claim]:
    """The cells of each table, its codes as they are printed (class, section and item apart), and its lines in the text."""
    for name, breakdown in statement.breakdowns.items():
        path: Path = ("breakdowns", name)
        for index, row in enumerate(breakdown.rows):
            where: Path = (*path, "rows", index)
            at = row.at or breakdown.at
            yield from (Claim(at, part, (*where, "code")) for part in code_parts(row.code or ""))
            yield from (Claim(at, _digits(v), (*where, "values", n)) for n, v in enumerate(row.values) if v is not None)
        for n, value in enumerate(breakdown.total or ()):
            if value is not None:
                yield Claim(breakdown.at, _digits(value), (*path, "total", n))
        for code, line in breakdown.lines.items():
            yield from _claims_of_figure((*path, "lines", code), line)


def _digits(value: Decimal) -> str:
    return f"{value.copy_abs():f}"


def code_parts(code: str) -> list[str]:
    """A code as tables print it, in cells of their own: 2010507 is 201, 05 and 07."""
    return [part for part in (code[:3], code[3:5], code[5:]) if part]


def accounted(statement: Statement) -> int:
    """How many numbers the document prints, all of them accounted for once the checks have passed."""
    return sum(len(line) for line in statement.numbers.lines.values()) if statement.numbers else 0


def _head(content: Content, statement: Statement) -> Iterator[Problem]:
    numbers, source = statement.numbers, statement.source
    if numbers and source.sha256 != numbers.sha256:
        yield content.problem(statement.file, ("source", "sha256"), message("other-document", file=numbers.file))
    known = {line for place in statement.places.values() for line in place.lines}
    for line, row in numbers.rows.items() if numbers else ():
        if line not in known:
            yield Problem(numbers.file, row, 1, "", message("line-without-place", line=line))  # type: ignore[union-attr]


def _places(statement: Statement) -> Iterator[tuple[str, list[Claim], Counter[str], Counter[str]]]:
    """Each place with what is claimed of it, what the document prints there, and what of that no field needs to hold."""
    if statement.numbers is None:
        return
    by_place: dict[str, list[Claim]] = defaultdict(list)
    for claim in claims(statement):
        by_place[claim.at].append(claim)
    dated = _dated(statement)
    for place in statement.places:
        printed = _printed(statement, place)
        yield place, by_place[place], printed, _free(statement, place, printed, dated[place].values())


def _printed(statement: Statement, place: str) -> Counter[str]:
    lines = statement.numbers.lines if statement.numbers else {}
    return Counter(token.replace(",", "") for line in statement.places[place].lines for token in lines.get(line, ()))


def _dated(statement: Statement) -> Mapping[str, dict[str, date]]:
    dated: dict[str, dict[str, date]] = defaultdict(dict)
    for concept, figure in statement.figures.items():
        if figure.as_of:
            dated[figure.at][concept] = figure.as_of
    return dated


def _compare(content: Content, statement: Statement) -> Iterator[Problem]:
    dated = _dated(statement)
    for place, here, printed, free in _places(statement):
        claimed = Counter([claim.digits for claim in here])
        loose = ", ".join(sorted((printed - claimed - free).elements(), key=Decimal))
        if loose and not claimed - printed:
            yield content.problem(statement.file, ("places", place), message("not-accounted-for", numbers=loose, place=place))
        yield from _days(content, statement, place, printed, dated[place])


def _free(statement: Statement, place: str, printed: Counter[str], days: Iterable[date]) -> Counter[str]:
    """Numbers that no field needs to hold: the years of the statement, and a list number that names the place itself."""
    years = [statement.fiscal_year, *([statement.compares_with.year] if statement.compares_with else [])]
    free = Counter({str(year): printed[str(year)] for year in years})
    if own := place[len(place.rstrip("0123456789")) :]:
        free[own] += 1
    for day in set(days):
        free |= Counter({number: printed[number] for number in _numbers_of(day)})
    return free


def _numbers_of(day: date) -> list[str]:
    """What a document prints of a day; of the last of a year, often the year alone."""
    return [str(day.year)] if (day.month, day.day) == (12, 31) else [str(day.year), str(day.month), str(day.day)]


def _days(
    content: Content, statement: Statement, place: str, printed: Counter[str], dated: Mapping[str, date]
) -> Iterator[Problem]:
    """A day that figures are counted on is printed at their place."""
    for concept, day in dated.items():
        for number in _numbers_of(day):
            if not printed[number]:
                text = message("day-not-printed", number=number, place=place)
                yield content.problem(statement.file, ("figures", concept, "as_of"), text)
