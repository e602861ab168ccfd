"""A body and some concepts in; the chart of its figures over the years out, in one language."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from budgetbook.arithmetic import money, series
from budgetbook.arithmetic.series import Point, Stage
from budgetbook.charts.vega_lite import Drawing, Row
from budgetbook.pages.charts.chart_values import COMPUTED, FAILS, notes
from budgetbook.pages.language import Edition
from budgetbook.pages.models.parts import ChartView, Table

Found = dict[str, dict[int, Point]]
"""The points of each concept that has two years or more."""


def of_body(edition: Edition, entity: str, concepts: Iterable[str]) -> ChartView | None:
    """Budgets over the years, or final accounts where more years have those; None where no figure has two years."""
    mine = [ledger for ledger in edition.ledgers.values() if ledger.statement.entity == entity]
    all_series = {concept: series.of(mine, concept) for concept in concepts}
    stages: tuple[Stage, ...] = ("budget", "execution")
    by_stage = {stage: {c: found[stage] for c, found in all_series.items() if len(found.get(stage, ())) > 1} for stage in stages}
    stage = max(stages, key=lambda each: sum(map(len, by_stage[each].values())))
    return _chart(edition, entity, stage, by_stage[stage], len(mine)) if by_stage[stage] else None


def _chart(edition: Edition, entity: str, stage: Stage, found: Found, documents: int) -> ChartView:
    words, site = edition.words, edition.content.site
    rows = tuple(row for concept, points in found.items() for row in _rows(edition, concept, points))
    said = notes(words, [row.text for row in rows])
    where = {"site": site.name[edition.lang], "address": site.address}
    return ChartView(
        id="years",
        title=words[f"chart-years-{stage}"],
        sentence=_sentence(edition, found),
        drawing=Drawing("years", rows, edition.lang, said),
        table=_table(edition, rows),
        notes=said,
        unit="yuan",
        address=f"{edition.lang}/{entity}/chart/years/",
        source=words.say(
            "chart-source-years", entity=edition.content.entities[entity].name[edition.lang], count=documents, **where
        ),
    )


def _rows(edition: Edition, concept: str, points: dict[int, Point]) -> Iterator[Row]:
    """A year each; a figure that another document gives otherwise has the sign of what does not come out."""
    name = edition.content.concepts[concept].name[edition.lang]
    texts = money.alike([point.first.amount for _, point in sorted(points.items())], edition.lang)
    for (year, point), text in zip(sorted(points.items()), texts, strict=True):
        amount, computed = point.first.amount, point.first.computed
        signs = (COMPUTED if computed else "") + (FAILS if point.others else "")
        words = edition.words.say("chart-pairs-row", name=name, year=year, amount=money.readable(amount, edition.lang))
        yield Row(name, amount.base(), f"{text}{signs}", words, series=str(year))


def _sentence(edition: Edition, found: Found) -> str:
    """The first figure, from its first year to its last."""
    concept, points = next(iter(found.items()))
    first, last = min(points), max(points)
    ends = [points[year].first.amount for year in (first, last)]
    then, now = money.alike(ends, edition.lang)
    name = edition.content.concepts[concept].name[edition.lang]
    return edition.words.say("chart-years", name=name, first=first, last=last, then=then, now=now)


def _table(edition: Edition, rows: tuple[Row, ...]) -> Table:
    """A line a figure, a column a year; a year without a figure is a dash."""
    years = sorted({row.series for row in rows})
    cells: dict[str, dict[str, str]] = {}
    for row in rows:
        cells.setdefault(row.label, {})[row.series] = row.text
    lines = tuple((label, *(texts.get(year, "–") for year in years)) for label, texts in cells.items())
    return Table((edition.words["column-item"], *years), lines)
