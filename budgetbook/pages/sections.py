"""The sections of a statement's page: text, figures, charts, projects and other numbers."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from budgetbook.content.sections import Section
from budgetbook.pages.charts.registry import build_chart, find_kind
from budgetbook.pages.language import LanguageSite
from budgetbook.pages.models.charts import ChartView
from budgetbook.pages.models.figures import FigureView
from budgetbook.pages.views import items
from budgetbook.pages.views.figures import figure_views
from budgetbook.pages.views.items import FactView, ProjectView
from budgetbook.pages.views.performance import PerformanceView, entity_performance
from budgetbook.pages.views.statement import StatementPresenter
from budgetbook.text import markdown
from budgetbook.text.markdown import Html


@dataclass(frozen=True, slots=True)
class SectionView:
    """One section of a statement page."""

    id: str
    name: str
    lead: str
    prose: Html
    figures: tuple[FigureView, ...]
    charts: tuple[ChartView, ...]
    projects: tuple[ProjectView, ...]
    projects_rest: str
    """A sentence on what the named projects leave; may be empty."""
    facts: tuple[FactView, ...]
    performance: PerformanceView | None
    """The performance of the whole entity, in the section of its projects."""
    years: tuple[str, str]
    """The statement's year and the year compared with: column heads."""


def section_views(language_site: LanguageSite, presenter: StatementPresenter) -> Iterator[SectionView]:
    """Build the sections that have anything to show, in order."""
    for name, section in language_site.content.sections.items():
        figures = figure_views(presenter, section.figures)
        charts = _charts(presenter, section)
        prose = section_prose(presenter, name)
        facts = tuple(items.fact_views(presenter)) if section.facts else ()
        if not (figures or charts or prose or facts):
            continue
        yield SectionView(
            id=name,
            name=section.name[language_site.lang],
            lead=section.lead[language_site.lang],
            prose=prose,
            figures=figures,
            charts=charts,
            projects=tuple(items.project_views(presenter)) if section.projects else (),
            projects_rest=items.projects_rest(presenter) if section.projects else "",
            facts=facts,
            performance=entity_performance(presenter) if section.projects else None,
            years=presenter.years,
        )


def _charts(presenter: StatementPresenter, section: Section) -> tuple[ChartView, ...]:
    """Build a section's charts, except the one at the top of the page."""
    charts = (build_chart(presenter, name, chart) for name, chart in section.charts.items() if not find_kind(chart).is_lead)
    return tuple(each for each in charts if each is not None)


def lead_chart(presenter: StatementPresenter) -> ChartView | None:
    """Show where each 100 yuan goes, from the first section that has such a chart."""
    for section in presenter.content.sections.values():
        for name, chart in section.charts.items():
            if find_kind(chart).is_lead:
                return build_chart(presenter, name, chart)
    return None


def section_prose(presenter: StatementPresenter, section: str) -> Html:
    """Render the editors' text for a section; empty if there is none."""
    _, text = presenter.statement.prose[presenter.lang].sections.get(section, (0, ""))
    return markdown.render_html(text, presenter.refs, presenter.href) if text.strip() else Html()
