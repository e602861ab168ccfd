"""The chart of an entity's figures over the years."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from budgetbook.arithmetic import amount_format, series
from budgetbook.arithmetic.money import Amount
from budgetbook.arithmetic.series import Step, YearPoint
from budgetbook.charts.drawing import ChartRow, ChartSpec
from budgetbook.pages.charts.chart_values import COMPUTED_SIGN, FAILS_SIGN, sign_notes
from budgetbook.pages.charts.headlines import head_change
from budgetbook.pages.language import LanguageSite
from budgetbook.pages.models.charts import ChartView, TableView

PointsByConcept = dict[str, dict[int, YearPoint]]
"""The points of each concept that has two years or more."""


def years_chart(language_site: LanguageSite, entity: str, concepts: Iterable[str]) -> ChartView | None:
    """Chart budgets over the years, or final accounts if more years have those; None if no figure has two years."""
    ledgers = [ledger for ledger in language_site.ledgers.values() if ledger.statement.entity == entity]
    all_series = {concept: series.build_series(ledgers, concept) for concept in concepts}
    steps: tuple[Step, ...] = ("budget", "execution")
    by_step = {
        step: {c: points_by_step[step] for c, points_by_step in all_series.items() if len(points_by_step.get(step, ())) > 1}
        for step in steps
    }
    step = max(steps, key=lambda each: sum(map(len, by_step[each].values())))
    return _chart(language_site, entity, step, by_step[step], len(ledgers)) if by_step[step] else None


def _chart(language_site: LanguageSite, entity: str, step: Step, points_by_concept: PointsByConcept, documents: int) -> ChartView:
    phrases, site = language_site.phrases, language_site.content.site
    rows = tuple(row for concept, points in points_by_concept.items() for row in _rows(language_site, concept, points))
    notes = sign_notes(phrases, [row.text for row in rows])
    headline = _headline(language_site, points_by_concept)
    where = {"site": site.name[language_site.lang], "address": site.address}
    return ChartView(
        id="years",
        title=headline or phrases[f"chart-years-{step}"],
        topic=phrases[f"chart-years-{step}"] if headline else "",
        sentence=_sentence(language_site, points_by_concept),
        drawing=ChartSpec(
            "years",
            rows,
            language_site.phrases.language.tag,
            _first_unit(points_by_concept),
            changes=_changes(language_site, points_by_concept),
        ),
        table=_table(language_site, rows),
        notes=notes,
        page_address=f"{language_site.lang}/{entity}/",
        source=phrases.say(
            "chart-source-years-unchecked" if _has_unchecked(language_site, entity) else "chart-source-years",
            entity=language_site.content.entities[entity].name[language_site.lang],
            count=documents,
            **where,
        ),
    )


def _first_unit(points_by_concept: PointsByConcept) -> str:
    """What data files call the unit of the chart's values."""
    points = next(iter(points_by_concept.values()))
    return points[min(points)].first.amount.unit.word_in_data


def _changes(language_site: LanguageSite, points_by_concept: PointsByConcept) -> tuple[tuple[str, str], ...]:
    """Say by how much each figure changed from its first year to its last, and by how many per cent."""
    changes = []
    for concept, points in points_by_concept.items():
        then, now = (points[year].first.amount for year in (min(points), max(points)))
        change = Amount(now.to_base_unit() - then.to_base_unit(), then.unit.base)
        words = language_site.phrases.change(change, language_site.phrases.write_rounded)
        percent = amount_format.format_growth(change, Amount(then.to_base_unit(), then.unit.base), language_site.style.numbers)
        text = language_site.phrases.say("change-percent", change=words, percent=percent) if percent else words
        changes.append((language_site.content.concepts[concept].name[language_site.lang], text))
    return tuple(changes)


def _headline(language_site: LanguageSite, points_by_concept: PointsByConcept) -> str:
    """Head the first figure from its first year to its last; none if two documents disagree on it."""
    concept, points = next(iter(points_by_concept.items()))
    first, last = min(points), max(points)
    if points[first].others or points[last].others:
        return ""
    then, now = (points[year].first.amount for year in (first, last))
    name = language_site.content.concepts[concept].name[language_site.lang]
    headline = head_change(
        language_site.phrases,
        name,
        Amount(now.to_base_unit() - then.to_base_unit(), then.unit.base),
        Amount(then.to_base_unit(), then.unit.base),
    )
    first_name, last_name = map(language_site.phrases.name_year, (first, last))
    return language_site.phrases.say("headline-years", headline=headline, first=first_name, last=last_name) if headline else ""


def _has_unchecked(language_site: LanguageSite, entity: str) -> bool:
    statements = language_site.content.statements.values()
    return any(statement.entity == entity and statement.is_unchecked for statement in statements)


def _rows(language_site: LanguageSite, concept: str, points: dict[int, YearPoint]) -> Iterator[ChartRow]:
    """Build a row for each year; a value that another document contradicts has the sign of a failed check."""
    name = language_site.content.concepts[concept].name[language_site.lang]
    texts = amount_format.in_common_unit([point.first.amount for _, point in sorted(points.items())], language_site.style)
    for (year, point), text in zip(sorted(points.items()), texts, strict=True):
        amount, is_computed = point.first.amount, point.first.is_computed
        signs = (COMPUTED_SIGN if is_computed else "") + (FAILS_SIGN if point.others else "")
        words = language_site.phrases.say(
            "chart-pairs-row", name=name, year=year, amount=amount_format.format_readable(amount, language_site.style)
        )
        yield ChartRow(
            name,
            amount.to_base_unit(),
            f"{text}{signs}",
            words,
            series=str(year),
            shown_year=language_site.phrases.name_year(year),
        )


def _sentence(language_site: LanguageSite, points_by_concept: PointsByConcept) -> str:
    """Describe the first figure from its first year to its last."""
    concept, points = next(iter(points_by_concept.items()))
    first, last = min(points), max(points)
    ends = [points[year].first.amount for year in (first, last)]
    then, now = amount_format.in_common_unit(ends, language_site.style)
    name = language_site.content.concepts[concept].name[language_site.lang]
    first_name, last_name = map(language_site.phrases.name_year, (first, last))
    return language_site.phrases.say("chart-years", name=name, first=first_name, last=last_name, then=then, now=now)


def _table(language_site: LanguageSite, rows: tuple[ChartRow, ...]) -> TableView:
    """Build a line for each figure and a column for each year; a dash is a missing value."""
    years = sorted({row.series for row in rows})
    cells: dict[str, dict[str, str]] = {}
    for row in rows:
        cells.setdefault(row.label, {})[row.series] = row.text
    lines = tuple((label, *(texts.get(year, "–") for year in years)) for label, texts in cells.items())
    return TableView((language_site.phrases["column-item"], *map(language_site.phrases.name_year, years)), lines)
