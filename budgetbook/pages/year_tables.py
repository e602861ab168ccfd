"""Series in; the tables of years on the pages of bodies and of terms out, in one language."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from itertools import islice

from budgetbook.arithmetic import money, series
from budgetbook.arithmetic.series import Point, Stage, Value
from budgetbook.content.loader import Statement
from budgetbook.pages.language import Edition
from budgetbook.pages.models.parts import Link, Number
from budgetbook.pages.models.years import SeriesCell, SeriesRow, SeriesTable

_SHOWN: tuple[Stage, ...] = ("budget", "execution")
"""A budget as changed during the year stands on the page of the outcome alone."""

MOST_BODIES = 20
"""How many bodies the page of a term shows over the years; every figure is in the data files."""

Group = tuple[Link, str, dict[Stage, dict[int, Point]]]
"""What a series is about, its concept, and its points."""


def of_body(edition: Edition, entity: str, concepts: Iterable[str]) -> SeriesTable:
    """A body's figures over the years: a group of rows for each concept."""
    return _table(edition, [(term(edition, each), each, _series(edition, entity, each)) for each in concepts])


def of_term(edition: Edition, concept: str, entities: Iterable[str]) -> SeriesTable:
    """A concept's figures over the years: a group of rows for each body that has two years or more, as many as a page holds."""
    found = ((edition.entity_link(entity), concept, _series(edition, entity, concept)) for entity in entities)
    several = (group for group in found if any(len(points) > 1 for points in group[2].values()))
    return _table(edition, list(islice(several, MOST_BODIES)))


def _series(edition: Edition, entity: str, concept: str) -> dict[Stage, dict[int, Point]]:
    return series.of(edition.ledgers_of.get(entity, ()), concept)


def term(edition: Edition, concept: str) -> Link:
    """A concept, linked to its glossary page."""
    about = edition.content.concepts[concept]
    return Link(about.name[edition.lang], f"{edition.lang}/glossary/{concept}/", edition.refs.tip(concept))


def _table(edition: Edition, groups: list[Group]) -> SeriesTable:
    years = sorted({year for _, _, found in groups for stage in found for year in found[stage] if stage in _SHOWN})
    shown = {stage for _, _, found in groups for stage in found if stage in _SHOWN}

    def rows(concept: str, found: dict[Stage, dict[int, Point]]) -> Iterator[SeriesRow]:
        kept = [stage for stage in _SHOWN if stage in found]
        every = [point for stage in kept for point in found[stage].values()]
        texts = _texts(edition, [value for point in every for value in (point.first, *point.others)])
        for stage in kept:
            points = {year: _cell(edition, concept, point, texts) for year, point in found[stage].items()}
            yield SeriesRow(edition.words[f"stage-{stage}"], tuple(points.get(year) for year in years))

    made = [(name, tuple(rows(concept, found))) for name, concept, found in groups]
    return SeriesTable(tuple(map(str, years)), tuple(group for group in made if group[1]), len(shown) > 1)


def _texts(edition: Edition, values: list[Value]) -> dict[int, str]:
    """What each value of a concept reads as: all in one unit; to the last digit where rounding would make two of them one."""
    texts = money.alike([value.amount for value in values], edition.lang)
    if len(set(texts)) < len({value.amount.base() for value in values}):
        texts = [money.readable(value.amount, edition.lang) for value in values]
    return {id(value): text for value, text in zip(values, texts, strict=True)}


def _cell(edition: Edition, concept: str, point: Point, texts: dict[int, str]) -> SeriesCell:
    def number(value: Value) -> Number:
        views = edition.views(value.statement, f"{edition.lang}/")
        shown = views.shown(value.amount, concept, computed=value.computed, year=str(value.year))
        return replace(shown, text=texts[id(value)])

    first = point.first
    foreign = first.ledger.statement.fiscal_year != first.year
    return SeriesCell(
        number=number(first),
        source=document(edition, first.ledger.statement) if foreign else None,
        others=tuple((number(each), document(edition, each.ledger.statement)) for each in point.others),
    )


def document(edition: Edition, statement: Statement) -> Link:
    """A statement by its year and kind: `2024 budget`."""
    return Link(edition.words.document(statement.phase, statement.fiscal_year), f"{edition.lang}/{statement.id}/")
