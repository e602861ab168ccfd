"""A body and some concepts in; the chart of its figures over the years out, in one language."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from budgetbook.arithmetic import money, series
from budgetbook.arithmetic.series import Stage, YearPoint
from budgetbook.charts.vega_lite import ChartRow, ChartSpec
from budgetbook.charts.years import YEARS
from budgetbook.pages.charts.chart_values import COMPUTED_SIGN, FAILS_SIGN, sign_notes
from budgetbook.pages.language import LanguageSite
from budgetbook.pages.models.charts import ChartView, TableView

PointsByConcept = dict[str, dict[int, YearPoint]]
"""The points of each concept that has two years or more."""


def years_chart(edition: LanguageSite, entity: str, concepts: Iterable[str]) -> ChartView | None:
    """Budgets over the years, or final accounts where more years have those; None where no figure has two years."""
    ledgers = [ledger for ledger in edition.ledgers.values() if ledger.statement.entity == entity]
    all_series = {concept: series.build_series(ledgers, concept) for concept in concepts}
    stages: tuple[Stage, ...] = ("budget", "execution")
    by_stage = {
        stage: {c: points_by_stage[stage] for c, points_by_stage in all_series.items() if len(points_by_stage.get(stage, ())) > 1}
        for stage in stages
    }
    stage = max(stages, key=lambda each: sum(map(len, by_stage[each].values())))
    return _chart(edition, entity, stage, by_stage[stage], len(ledgers)) if by_stage[stage] else None


def _chart(edition: LanguageSite, entity: str, stage: Stage, points_by_concept: PointsByConcept, documents: int) -> ChartView:
    phrases, site = edition.phrases, edition.content.site
    rows = tuple(row for concept, points in points_by_concept.items() for row in _rows(edition, concept, points))
    notes = sign_notes(phrases, [row.text for row in rows])
    where = {"site": site.name[edition.lang], "address": site.address}
    return ChartView(
        id="years",
        title=phrases[f"chart-years-{stage}"],
        sentence=_sentence(edition, points_by_concept),
        drawing=ChartSpec(YEARS, rows, edition.lang, notes),
        table=_table(edition, rows),
        notes=notes,
        unit="yuan",
        address=f"{edition.lang}/{entity}/chart/years/",
        source=phrases.say(
            "chart-source-years", entity=edition.content.entities[entity].name[edition.lang], count=documents, **where
        ),
    )


def _rows(edition: LanguageSite, concept: str, points: dict[int, YearPoint]) -> Iterator[ChartRow]:
    """A year each; a figure that another document gives otherwise has the sign of what does not come out."""
    name = edition.content.concepts[concept].name[edition.lang]
    texts = money.in_common_unit([point.first.amount for _, point in sorted(points.items())], edition.lang)
    for (year, point), text in zip(sorted(points.items()), texts, strict=True):
        amount, is_computed = point.first.amount, point.first.is_computed
        signs = (COMPUTED_SIGN if is_computed else "") + (FAILS_SIGN if point.others else "")
        words = edition.phrases.say("chart-pairs-row", name=name, year=year, amount=money.format_readable(amount, edition.lang))
        yield ChartRow(name, amount.to_base_unit(), f"{text}{signs}", words, series=str(year))


def _sentence(edition: LanguageSite, points_by_concept: PointsByConcept) -> str:
    """The first figure, from its first year to its last."""
    concept, points = next(iter(points_by_concept.items()))
    first, last = min(points), max(points)
    ends = [points[year].first.amount for year in (first, last)]
    then, now = money.in_common_unit(ends, edition.lang)
    name = edition.content.concepts[concept].name[edition.lang]
    return edition.phrases.say("chart-years", name=name, first=first, last=last, then=then, now=now)


def _table(edition: LanguageSite, rows: tuple[ChartRow, ...]) -> TableView:
    """A line a figure, a column a year; a year without a figure is a dash."""
    years = sorted({row.series for row in rows})
    cells: dict[str, dict[str, str]] = {}
    for row in rows:
        cells.setdefault(row.label, {})[row.series] = row.text
    lines = tuple((label, *(texts.get(year, "–") for year in years)) for label, texts in cells.items())
    return TableView((edition.phrases["column-item"], *years), lines)
