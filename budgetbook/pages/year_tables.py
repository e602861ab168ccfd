"""The tables of figures over the years, on the pages of entities and terms."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from itertools import islice

from budgetbook.arithmetic import amount_format, series
from budgetbook.arithmetic.series import STEPS, SeriesValue, Step, YearPoint, step_of
from budgetbook.content.content import Statement
from budgetbook.pages.language import LanguageSite
from budgetbook.pages.models.figures import Number
from budgetbook.pages.models.page import Link

_ALWAYS: tuple[Step, ...] = ("budget", "execution")
"""Other steps have rows where a document of their own reports them: an adjusted budget that only the outcome mentions is on the
page of that outcome."""

MAX_ENTITIES = 20
"""Entities on the page of a term; every figure is in the data files."""

SeriesGroup = tuple[Link, str, dict[Step, dict[int, YearPoint]]]
"""The subject of a series, its concept, and its points."""


@dataclass(frozen=True, slots=True)
class SeriesCell:
    """One year of a series."""

    number: Number
    source: Link | None
    """The document it is from, if not the year's own."""
    others: tuple[tuple[Number, Link], ...]
    """Values of the year in other documents that differ, each with its document."""


@dataclass(frozen=True, slots=True)
class SeriesRow:
    """One subject over the years, as planned or as it came out."""

    stage: str
    """`initial budget`, `final accounts`."""
    cells: tuple[SeriesCell | None, ...]
    """One for each year; None if no document mentions it."""


@dataclass(frozen=True, slots=True)
class SeriesTable:
    """Figures over the years, a column for each year, oldest first."""

    years: tuple[str, ...]
    groups: tuple[tuple[Link, tuple[SeriesRow, ...]], ...]
    """The subject of the rows (a term on the page of an entity, an entity on the page of a term), and its rows."""
    several: bool
    """True if there are rows of both kinds."""


def entity_series(language_site: LanguageSite, entity: str, concepts: Iterable[str]) -> SeriesTable:
    """Build an entity's figures over the years: a group of rows for each concept."""
    return _table(
        language_site, [(term_link(language_site, each), each, _series(language_site, entity, each)) for each in concepts]
    )


def term_series(language_site: LanguageSite, concept: str, entities: Iterable[str]) -> SeriesTable:
    """Build a concept's figures over the years: a group of rows for each entity with two years or more, up to MAX_ENTITIES."""
    groups = ((language_site.entity_link(entity), concept, _series(language_site, entity, concept)) for entity in entities)
    several = (group for group in groups if any(len(points) > 1 for points in group[2].values()))
    return _table(language_site, list(islice(several, MAX_ENTITIES)))


def _series(language_site: LanguageSite, entity: str, concept: str) -> dict[Step, dict[int, YearPoint]]:
    return series.build_series(language_site.ledgers_by_entity.get(entity, ()), concept)


def term_link(language_site: LanguageSite, concept: str) -> Link:
    """Link a concept to its glossary page."""
    definition = language_site.content.concepts[concept]
    return Link(definition.name[language_site.lang], f"{language_site.lang}/glossary/{concept}/", language_site.refs.tip(concept))


def _table(language_site: LanguageSite, groups: list[SeriesGroup]) -> SeriesTable:
    steps = [step for step in STEPS if any(_is_shown(step, points_by_step.get(step, {})) for _, _, points_by_step in groups)]
    years = sorted({year for _, _, points_by_step in groups for step in steps for year in points_by_step.get(step, ())})

    def rows(concept: str, points_by_step: dict[Step, dict[int, YearPoint]]) -> Iterator[SeriesRow]:
        row_steps = [step for step in steps if step in points_by_step]
        every = [point for step in row_steps for point in points_by_step[step].values()]
        texts = _texts(language_site, [value for point in every for value in (point.first, *point.others)])
        for step in row_steps:
            points = {year: _cell(language_site, concept, point, texts) for year, point in points_by_step[step].items()}
            yield SeriesRow(step_name(language_site, step), tuple(points.get(year) for year in years))

    row_groups = [(name, tuple(rows(concept, points_by_step))) for name, concept, points_by_step in groups]
    return SeriesTable(
        tuple(map(language_site.phrases.name_year, years)), tuple(group for group in row_groups if group[1]), len(steps) > 1
    )


def _is_shown(step: Step, points: dict[int, YearPoint]) -> bool:
    reports = (step_of(point.first.ledger.statement.phase) == step for point in points.values())
    return bool(points) and (step in _ALWAYS or any(reports))


def step_name(language_site: LanguageSite, step: Step) -> str:
    """What a step is called: by the country's name of its latest stage, where that has one."""
    stages = [stage for stage in language_site.content.stages.values() if step_of(stage) == step]
    own_name = language_site.phrases.language.words.get(f"stage-name-{stages[-1]}") if stages else None
    return own_name or language_site.phrases[f"stage-{step}"]


def _texts(language_site: LanguageSite, values: list[SeriesValue]) -> dict[int, str]:
    """Format the values of a concept in one unit; to the last digit if rounding would make two of them equal."""
    texts = amount_format.in_common_unit([value.amount for value in values], language_site.style)
    if len(set(texts)) < len({value.amount.to_base_unit() for value in values}):
        texts = [amount_format.format_readable(value.amount, language_site.style) for value in values]
    return {id(value): text for value, text in zip(values, texts, strict=True)}


def _cell(language_site: LanguageSite, concept: str, point: YearPoint, texts: dict[int, str]) -> SeriesCell:
    def number(value: SeriesValue) -> Number:
        presenter = language_site.presenter(value.statement, f"{language_site.lang}/")
        view = presenter.number_view(
            value.amount, concept, is_computed=value.is_computed, year=language_site.phrases.name_year(value.year)
        )
        return replace(view, text=texts[id(value)])

    first = point.first
    foreign = first.ledger.statement.fiscal_year != first.year
    return SeriesCell(
        number=number(first),
        source=document_link(language_site, first.ledger.statement) if foreign else None,
        others=tuple((number(each), document_link(language_site, each.ledger.statement)) for each in point.others),
    )


def document_link(language_site: LanguageSite, statement: Statement) -> Link:
    """Link a statement by its year and kind: `2024 budget`."""
    return Link(language_site.phrases.document(statement.phase, statement.fiscal_year), f"{language_site.lang}/{statement.id}/")
