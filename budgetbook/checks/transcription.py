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
from typing import Literal, get_args

from budgetbook.arithmetic.ledger import LEVELS
from budgetbook.arithmetic.performancerules import evaluations, indicators
from budgetbook.content.load import Content, Statement
from budgetbook.content.numbers import Kind, Line, Numbers
from budgetbook.content.statement import Figure
from budgetbook.content.yamlfile import Path
from budgetbook.problems.problems import Problem, message
from budgetbook.record import record


_SHOWN = 12
"""How many unaccounted numbers of one place are named."""


@record
class Claim:
    """Digits that a field says stand at a place."""

    at: str
    digits: str
    path: Path
    kind: Kind = ""
    """What the list calls the number, where that is known: a row's code is a code."""
    owner: Path = ()
    """The figure, or the table whose total it is, where one printed number may be typed of several such."""


Way = Literal["cells", "whole", "once"]
"""How a table prints codes: 201, 05 and 07 in cells of their own; 2010507 in one; or a class only where it begins."""


def problems(content: Content) -> Iterator[Problem]:
    """Every number that the statements and their documents do not agree on."""
    for statement in content.statements.values():
        if statement.numbers is not None:
            parts = _parts(statement)
            yield from _head(content, statement, statement.numbers, parts)
            yield from _compare(content, statement, parts)


def claims(statement: Statement) -> Iterator[Claim]:
    """Every number that the statement's file says the document prints, with its place."""
    for concept, figure in statement.figures.items():
        yield from _claims_of_figure(("figures", concept), figure)
    yield from _claims_of_tables(statement)
    for name, project in statement.projects.items():
        amounts = (("amount", project.amount), ("budget", project.budget), ("adjusted", project.adjusted))
        yield from (Claim(project.at, _bare(v), ("projects", name, key)) for key, v in amounts if v is not None)
    yield from _claims_of_performance(statement)
    for name, fact in statement.facts.items():
        if fact.counted:
            continue
        digits = [str(n + 1) for n in range(int(fact.amount))] if fact.numbered else [_bare(fact.amount)]
        kind: Kind = "ordinal" if fact.numbered else "year" if fact.measure == "year" else ""
        yield from (Claim(fact.at, each, ("facts", name, "amount"), kind) for each in digits)
    for place, about in statement.places.items():
        yield from (Claim(place, digits, ("places", place, "aside", n)) for n, digits in enumerate(about.aside))


def _claims_of_figure(path: Path, figure: Figure) -> Iterator[Claim]:
    printed = figure.printed
    fields: list[tuple[Path, Decimal | None]] = [((key,), getattr(figure, key)) for key in (*LEVELS, "share")]
    if printed:
        fields += [(("printed", "change"), printed.change), (("printed", "percent"), printed.percent)]
        fields += [(("printed", "year"), Decimal(printed.year))] if printed.year else []
    for tail, value in fields:
        if value is not None:
            yield Claim(figure.at, _bare(value), path + tail, "year" if tail[-1] == "year" else "", path)
    for index, reading in enumerate(figure.readings):
        yield Claim(reading.at, _bare(reading.amount), (*path, "readings", index, "amount"), "", path)


def _claims_of_performance(statement: Statement) -> Iterator[Claim]:
    """The values of indicators, digits in a value of words among them, and the points that were given."""
    for _, path, indicator in indicators(statement):
        for key in ("value", "reached", "points", "score"):
            if (value := getattr(indicator, key)) is not None:
                yield Claim(indicator.at, _bare(value), (*path, key))
        for key in ("words", "reached_words"):
            if (text := getattr(indicator, key)) is not None:
                yield from (Claim(indicator.at, digits, (*path, key)) for digits in re.findall(r"[0-9]+(?:\.[0-9]+)?", text.zh))
    for _, path, evaluation in evaluations(statement):
        for key in ("score", "execution"):
            if (value := getattr(evaluation, key)) is not None:
                yield Claim(evaluation.at, _bare(value), (*path, key))


def _claims_of_tables(statement: Statement) -> Iterator[Claim]:
    """The cells of each table but for its codes, and its lines in the text."""
    for name, breakdown in statement.breakdowns.items():
        path: Path = ("breakdowns", name)
        for index, row in enumerate(breakdown.rows):
            where: Path = (*path, "rows", index)
            at = row.at or breakdown.at
            yield from (Claim(at, _bare(v), (*where, "values", n)) for n, v in enumerate(row.values) if v is not None)
        for n, value in enumerate(breakdown.total or ()):
            if value is not None:
                yield Claim(breakdown.at, _bare(value), (*path, "total", n), "", path)
        for code, line in breakdown.lines.items():
            yield from _claims_of_figure((*path, "lines", code), line)


def codes(statement: Statement, way: Way) -> Iterator[Claim]:
    """The codes of the tables' rows, as tables print them in one way or another."""
    for name, breakdown in statement.breakdowns.items():
        before: list[str] = []
        for index, row in enumerate(breakdown.rows):
            parts = [row.code] if row.code and way == "whole" else code_parts(row.code or "")
            shown = _unlike(before, parts) if way == "once" else parts
            before = parts or before
            path: Path = ("breakdowns", name, "rows", index, "code")
            yield from (Claim(row.at or breakdown.at, part, path, "code") for part in shown)


def code_parts(code: str) -> list[str]:
    """A code as tables print it, in cells of their own: 2010507 is 201, 05 and 07."""
    return [part for part in (code[:3], code[3:5], code[5:]) if part]


def _unlike(before: list[str], parts: list[str]) -> list[str]:
    """The parts that are not as in the row above; the last always."""
    same = 0
    while same < min(len(before), len(parts) - 1) and before[same] == parts[same]:
        same += 1
    return parts[same:]


def _bare(number: Decimal) -> str:
    """The digits without a sign: a list has none."""
    return str(abs(number))


def accounted(statement: Statement) -> int:
    """How many numbers the document prints, all of them accounted for once the checks have passed."""
    return sum(len(line.tokens) for line in statement.numbers.lines) - left_out(statement) if statement.numbers else 0


def left_out(statement: Statement) -> int:
    """How many numbers the document prints in parts that the statement takes nothing over from."""
    return sum(len(line.tokens) for part in _parts(statement) if part.left_out for line in part.lines)


@record
class Part:
    """Places of a document that share no line with others, and the lines of the control list that stand there."""

    places: list[str]
    lines: list[Line]
    left_out: bool


def _parts(statement: Statement) -> list[Part]:
    """Each place with its lines; places that name the same line (two headings in one paragraph) are compared together."""
    if statement.numbers is None:
        return []
    found: dict[str, dict[int, Line]] = {
        place: {line.row: line for name in (*(f"l{n}" for n in about.lines), *about.spots) for line in statement.numbers.within(name)}
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


def _head(content: Content, statement: Statement, numbers: Numbers, parts: list[Part]) -> Iterator[Problem]:
    if statement.source.sha256 != numbers.sha256:
        yield content.problem(statement.file, ("source", "sha256"), message("other-document", file=numbers.file))
    known = {line.row for part in parts for line in part.lines}
    for line in numbers.lines:
        if line.row not in known:
            yield Problem(numbers.file, line.row, 1, "", message("spot-without-place" if line.marked else "line-without-place", line=line.place))


@record
class Balance:
    """What is typed at a part of the document, against what is printed there."""

    surplus: Counter[str]
    """Typed more often than printed."""
    left: Counter[str]
    """Printed and not accounted for."""
    codes: int
    """How many printed codes no row has."""

    @property
    def off(self) -> int:
        """How far the two are apart."""
        return self.surplus.total() + self.left.total() + self.codes


def balance(part: Part, claims: list[Claim], free: Counter[str]) -> Balance:
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
    return Balance(least - printed[""] - spare, left, printed["code"].total())


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


def _compare(content: Content, statement: Statement, parts: list[Part]) -> Iterator[Problem]:
    by_place = _by_place(claims(statement))
    ways = {way: _by_place(codes(statement, way)) for way in get_args(Way)}
    dated: dict[str, dict[str, date]] = defaultdict(dict)
    for concept, figure in statement.figures.items():
        if figure.as_of:
            dated[figure.at][concept] = figure.as_of
    for part in parts:
        days = {concept: day for place in part.places for concept, day in dated[place].items()}
        printed = Counter(token.digits for line in part.lines for token in line.tokens)
        free = _free(statement, part, printed, days.values())
        typed = [claim for place in part.places for claim in by_place[place]]
        here, found = _likeliest(part, typed, [[c for place in part.places for c in way[place]] for way in ways.values()], free)
        yield from _told(content, statement, part, here, found, printed)
        yield from _days(content, statement, part, printed, days)


def unaccounted(statement: Statement) -> dict[str, Counter[str]]:
    """By the first place of each part of the document: what is printed there and accounted for by nothing."""
    by_place = _by_place(claims(statement))
    ways = [_by_place(codes(statement, way)) for way in get_args(Way)]
    days = defaultdict(list)
    for figure in statement.figures.values():
        if figure.as_of:
            days[figure.at].append(figure.as_of)
    found = {}
    for part in _parts(statement):
        printed = Counter(token.digits for line in part.lines for token in line.tokens)
        free = _free(statement, part, printed, [day for place in part.places for day in days[place]])
        typed = [claim for place in part.places for claim in by_place[place]]
        found[part.places[0]] = _likeliest(part, typed, [[c for p in part.places for c in way[p]] for way in ways], free)[1].left
    return found


def _by_place(found: Iterable[Claim]) -> dict[str, list[Claim]]:
    by_place: dict[str, list[Claim]] = defaultdict(list)
    for claim in found:
        by_place[claim.at].append(claim)
    return by_place


def _likeliest(
    part: Part, typed: list[Claim], ways: list[list[Claim]], free: Counter[str]
) -> tuple[list[Claim], Balance]:
    """The way of printing codes by which typed and printed come nearest to each other."""
    best: tuple[list[Claim], Balance] | None = None
    for way in ways if ways[0] else ways[:1]:
        here = [*typed, *way]
        found = balance(part, here, free)
        if best is None or found.off < best[1].off:
            best = here, found
        if not found.off:
            break
    assert best is not None
    return best


def _told(
    content: Content, statement: Statement, part: Part, here: list[Claim], found: Balance, printed: Counter[str]
) -> Iterator[Problem]:
    place = ", ".join(part.places)
    loose = ", ".join(_loose(part, found.left))
    hint = message("printed-there", numbers=loose) if loose else None
    for claim in _suspects(part, here, found.surplus):
        text = message("not-printed-there", digits=claim.digits, place=place, times=printed[claim.digits])
        yield content.problem(statement.file, claim.path, text, hint)
    if loose and not found.surplus:
        yield content.problem(statement.file, ("places", part.places[0]), message("not-accounted-for", numbers=loose, place=place))


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


def _free(statement: Statement, part: Part, printed: Counter[str], days: Iterable[date]) -> Counter[str]:
    """Numbers that no field needs to hold: the days of stocks and, where the list does not mark them, the statement's years
    and a list number that names the place itself."""
    free: Counter[str] = Counter()
    if not all(line.marked for line in part.lines):
        years = [statement.fiscal_year, *([statement.compares_with.year] if statement.compares_with else [])]
        free = Counter({str(year): printed[str(year)] for year in years})
        for place in part.places:
            if own := re.search(r"[0-9]+$", place):
                free[own[0]] += 1
    for day in set(days):
        free |= Counter({number: printed[number] for number in _numbers_of(day)})
    return free


def _numbers_of(day: date) -> list[str]:
    """What a document prints of a day; of the last of a year, often the year alone."""
    return [str(day.year)] if (day.month, day.day) == (12, 31) else [str(day.year), str(day.month), str(day.day)]


def _days(
    content: Content, statement: Statement, part: Part, printed: Counter[str], dated: Mapping[str, date]
) -> Iterator[Problem]:
    """A day that figures are counted on is printed at their place."""
    for concept, day in dated.items():
        for number in _numbers_of(day):
            if not printed[number]:
                text = message("day-not-printed", number=number, place=", ".join(part.places))
                yield content.problem(statement.file, ("figures", concept, "as_of"), text)
