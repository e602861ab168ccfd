"""Number claims: every number that a statement's file says the document prints, with its place."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from itertools import pairwise
from typing import Literal

from budgetbook.arithmetic.rules.scores import evaluations, indicators
from budgetbook.content.content import Statement
from budgetbook.content.control_list import Kind, numbers_of
from budgetbook.content.figure import Figure
from budgetbook.content.yaml.reader import Path


@dataclass(frozen=True, slots=True)
class NumberClaim:
    """Digits that a field says are printed at a place."""

    place: str
    digits: str
    path: Path
    kind: Kind = ""
    """Kind by which the control list marks the number, if known: a row's code is a code."""
    owner: Path = ()
    """Path of the figure, or of the table whose total it is, if one printed number may be typed for several owners."""

    @property
    def is_unsigned(self) -> bool:
        """True if the sign that the document prints is typed in words (the direction of a change), or not at all."""
        return self.path[-1] in ("change", "percent", "words", "reached_words") or not {"aside", "undecided"}.isdisjoint(
            self.path
        )


Way = Literal["cells", "whole", "once"]
"""How a table prints codes: `cells`, with 201, 05 and 07 in cells of their own; `whole`, as 2010507; or `once`, a class only
where it begins."""


def list_claims(statement: Statement) -> Iterator[NumberClaim]:
    """Yield every number that the statement's file says the document prints, except table codes."""
    for concept, figure in statement.figures.items():
        yield from _claims_of_figure(("figures", concept), figure)
    yield from _claims_of_tables(statement)
    for name, project in statement.projects.items():
        amounts = (("amount", project.amount), ("budget", project.budget), ("adjusted", project.adjusted))
        yield from (
            NumberClaim(project.find_place(key), _digits(v), ("projects", name, key)) for key, v in amounts if v is not None
        )
    yield from _claims_of_performance(statement)
    for name, fact in statement.facts.items():
        if fact.counted:
            continue
        digits = [str(n + 1) for n in range(int(fact.amount))] if fact.numbered else [_digits(fact.amount)]
        kind: Kind = "ordinal" if fact.numbered else "year" if fact.measure == "year" else ""
        yield from (NumberClaim(fact.at, each, ("facts", name, "amount"), kind) for each in digits)
    for place, place_name in statement.places.items():
        for key, numbers in (("aside", place_name.aside), ("undecided", place_name.undecided)):
            yield from (NumberClaim(place, digits, ("places", place, key, n)) for n, digits in enumerate(numbers))


def _claims_of_figure(path: Path, figure: Figure) -> Iterator[NumberClaim]:
    for tail, number in figure.list_numbers():
        size = number.copy_abs() if tail[0] == "printed" else number  # `figures.comparison_years` reports signed changes
        yield NumberClaim(figure.find_place(tail[-1]), _digits(size), path + tail, "", path)
    if figure.printed and figure.printed.year:
        yield NumberClaim(figure.find_place("change"), str(figure.printed.year), (*path, "printed", "year"), "year", path)
    for index, repeated_figure in enumerate(figure.readings):
        yield NumberClaim(repeated_figure.at, _digits(repeated_figure.amount), (*path, "readings", index, "amount"), "", path)


def _claims_of_performance(statement: Statement) -> Iterator[NumberClaim]:
    """Yield the values of indicators, including digits in values given in words, and the points given."""
    for _, path, indicator in indicators(statement):
        for key in ("value", "reached", "points", "score"):
            if (value := getattr(indicator, key)) is not None:
                yield NumberClaim(indicator.at, _digits(value), (*path, key))
        for key in ("words", "reached_words"):
            if (text := getattr(indicator, key)) is not None:
                yield from (NumberClaim(indicator.at, digits, (*path, key)) for digits in numbers_of(text.as_printed))
    for _, path, evaluation in evaluations(statement):
        for key in ("score", "execution"):
            if (value := getattr(evaluation, key)) is not None:
                yield NumberClaim(evaluation.at, _digits(value), (*path, key))


def _claims_of_tables(statement: Statement) -> Iterator[NumberClaim]:
    """Yield the cells of each table except its codes, and the numbers of its lines in the text."""
    for name, breakdown in statement.breakdowns.items():
        path: Path = ("breakdowns", name)
        for index, row in enumerate(breakdown.rows):
            row_path: Path = (*path, "rows", index)
            place = row.at or breakdown.at
            owner = row_path if breakdown.in_text else ()  # what else the sentence says of the line has its amount once more
            yield from (
                NumberClaim(place, _digits(v), (*row_path, "values", n), "", owner)
                for n, v in enumerate(row.values)
                if v is not None
            )
        for n, value in enumerate(breakdown.total or ()):
            if value is not None:
                yield NumberClaim(breakdown.at, _digits(value), (*path, "total", n), "", path)
        for index, control in enumerate(breakdown.control):
            yield NumberClaim(control.at, _digits(control.amount), (*path, "control", index, "amount"))
        for code, line in breakdown.lines.items():
            yield from _claims_of_figure((*path, "lines", code), line)


def list_code_claims(statement: Statement, way: Way) -> Iterator[NumberClaim]:
    """Yield the codes of the tables' rows as tables print them in the given way."""
    for name, breakdown in statement.breakdowns.items():
        previous_parts: list[str] = []
        levels = statement.code_levels.get(breakdown.by, ())
        for index, row in enumerate(breakdown.rows):
            parts = [row.code] if row.code and way == "whole" else code_parts(row.code or "", levels)
            printed_parts = _changed_parts(previous_parts, parts) if way == "once" else parts
            previous_parts = parts or previous_parts
            path: Path = ("breakdowns", name, "rows", index, "code")
            yield from (NumberClaim(row.at or breakdown.at, part, path, "code") for part in printed_parts)


def code_parts(code: str, levels: Sequence[int]) -> list[str]:
    """Split a code as tables print it in separate cells: 2010507 into 201, 05 and 07."""
    return [part for start, end in pairwise((0, *levels[:-1], len(code))) if (part := code[start:end])]


def _changed_parts(previous_parts: list[str], parts: list[str]) -> list[str]:
    """Parts that differ from the row above; always at least the last."""
    equal_count = 0
    while equal_count < min(len(previous_parts), len(parts) - 1) and previous_parts[equal_count] == parts[equal_count]:
        equal_count += 1
    return parts[equal_count:]


def _digits(number: Decimal) -> str:
    return f"{number:f}"
