"""Series in; the tables of years on the pages of bodies and of terms out, in one language."""

from __future__ import annotations

from collections.abc import Iterable

from budgetbook import series
from budgetbook.edition import Edition
from budgetbook.elements import Link, Number, SeriesCell, SeriesRow, SeriesTable
from budgetbook.load import Statement
from budgetbook.series import Point, Stage, Value


def of_body(edition: Edition, entity: str, concepts: Iterable[str]) -> SeriesTable:
    """A body's figures over the years: a row for each concept, and for each stage where there are several."""
    found = {concept: _series(edition, entity, concept) for concept in concepts}
    rows = [(term(edition, concept), concept, stage, points) for concept, s in found.items() for stage, points in s.items()]
    return _table(edition, rows)


def of_term(edition: Edition, concept: str, entities: Iterable[str]) -> SeriesTable:
    """A concept's figures over the years: a row for each body that has two years or more."""
    rows = []
    for entity in entities:
        found = _series(edition, entity, concept)
        if any(len(points) > 1 for points in found.values()):
            rows += [(edition.entity_link(entity), concept, stage, points) for stage, points in found.items()]
    return _table(edition, rows)


def _series(edition: Edition, entity: str, concept: str) -> dict[Stage, dict[int, Point]]:
    mine = [ledger for ledger in edition.ledgers.values() if ledger.statement.entity == entity]
    return series.of(mine, concept)


def term(edition: Edition, concept: str) -> Link:
    """A concept, linked to its glossary page."""
    about = edition.content.concepts[concept]
    return Link(about.name[edition.lang], f"{edition.lang}/glossary/{concept}/", edition.refs.tip(concept))


def _table(edition: Edition, rows: list[tuple[Link, str, Stage, dict[int, Point]]]) -> SeriesTable:
    years = sorted({year for *_, points in rows for year in points})
    several = len({stage for _, _, stage, _ in rows}) > 1
    return SeriesTable(
        years=tuple(map(str, years)),
        rows=tuple(
            SeriesRow(
                name=name,
                stage=edition.words[f"stage-{stage}"] if several else "",
                cells=tuple(_cell(edition, concept, points[y]) if y in points else None for y in years),
            )
            for name, concept, stage, points in rows
        ),
    )


def _cell(edition: Edition, concept: str, point: Point) -> SeriesCell:
    first = point.first
    foreign = first.ledger.statement.fiscal_year != first.year
    return SeriesCell(
        number=number(edition, concept, first),
        source=document(edition, first.ledger.statement) if foreign else None,
        others=tuple((number(edition, concept, each), document(edition, each.ledger.statement)) for each in point.others),
    )


def number(edition: Edition, concept: str, value: Value) -> Number:
    """A value of a series, linked to its figure."""
    views = edition.views(value.statement, f"{edition.lang}/")
    return views.shown(value.amount, concept, computed=value.computed, year=str(value.year))


def document(edition: Edition, statement: Statement) -> Link:
    """A statement by its year and kind: `2024 budget`."""
    title = edition.words.say(f"document-{statement.phase}", year=statement.fiscal_year)
    return Link(title, f"{edition.lang}/{statement.id}/")
