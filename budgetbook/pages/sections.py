"""The sections of a statement's page: text, figures, charts, projects and other numbers."""

from __future__ import annotations

from collections.abc import Container, Iterator
from dataclasses import dataclass

from budgetbook.arithmetic.prior_year import change_since
from budgetbook.content.sections import Section
from budgetbook.pages.charts.registry import build_chart
from budgetbook.pages.figure_rows import FigureRow, common_unit, figure_rows
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
    answer: str
    """Its first figure in a line: `Revenue: 10.58 million yuan, down 31.6 %`; empty if it has none."""
    prose: Html
    figures: tuple[FigureRow, ...]
    charts: tuple[ChartView, ...]
    projects: tuple[ProjectView, ...]
    projects_rest: str
    """A sentence on what the named projects leave; may be empty."""
    performance: PerformanceView | None
    """The performance of the whole entity, in the section of its projects."""
    years: tuple[str, str]
    """The statement's year and the year compared with: column heads."""


@dataclass(frozen=True, slots=True)
class SectionProof:
    """One section on the page of evidence: each of its numbers with everything that is known of it."""

    id: str
    name: str
    figures: tuple[FigureView, ...]
    projects: tuple[ProjectView, ...]
    facts: tuple[FactView, ...]

    @property
    def proven_names(self) -> tuple[str, ...]:
        """The names of the numbers that it proves."""
        figures, projects, facts = ((each.id for each in some) for some in (self.figures, self.projects, self.facts))
        return (*figures, *projects, *facts)


def section_proofs(presenter: StatementPresenter) -> Iterator[SectionProof]:
    """Build the sections that have any number, in order."""
    for name, section in presenter.content.sections.items():
        figures = figure_views(presenter, section.figures)
        projects = tuple(items.project_views(presenter)) if section.projects else ()
        facts = tuple(items.fact_views(presenter)) if section.facts else ()
        if figures or projects or facts:
            yield SectionProof(name, section.name[presenter.lang], figures, projects, facts)


def section_views(presenter: StatementPresenter, leads: Container[str]) -> Iterator[SectionView]:
    """Build the sections that have anything to show, in order; without the charts that the first screen shows."""
    for name, section in presenter.content.sections.items():
        figures = figure_rows(presenter, section.figures)
        charts = _charts(presenter, section, leads)
        prose = section_prose(presenter, name)
        if not (figures or charts or prose):
            continue
        yield SectionView(
            id=name,
            name=section.name[presenter.lang],
            lead=section.lead[presenter.lang],
            answer=_answer(presenter, section),
            prose=prose,
            figures=figures,
            charts=charts,
            projects=tuple(items.project_views(presenter)) if section.projects else (),
            projects_rest=items.projects_rest(presenter) if section.projects else "",
            performance=entity_performance(presenter) if section.projects else None,
            years=presenter.years,
        )


def _answer(presenter: StatementPresenter, section: Section) -> str:
    """Say the section's first figure in a line: its amount, and how it changed."""
    concept = next((each for each in section.figures if presenter.ledger.known_value(each, "amount")), None)
    value = presenter.ledger.known_value(concept, "amount") if concept else None
    if concept is None or value is None:
        return ""
    unit = common_unit(presenter, section.figures)
    amount = unit.write_or_read(value.amount)
    change = change_since(presenter.ledger, concept)
    fields = {"name": presenter.plain_name(concept), "amount": amount}
    if change is None or not change.amount.is_money:
        return presenter.phrases.say("answer", **fields)
    if not change.amount.value:
        return presenter.phrases.say("answer-unchanged", **fields)
    change_text = presenter.phrases.change(change.amount, unit.write_or_read)
    return presenter.phrases.say("answer-change", change=change_text, **fields)


def _charts(presenter: StatementPresenter, section: Section, leads: Container[str]) -> tuple[ChartView, ...]:
    """Build a section's charts, except those at the top of the page."""
    charts = (build_chart(presenter, name, chart) for name, chart in section.charts.items() if name not in leads)
    return tuple(each for each in charts if each is not None)


def lead_charts(presenter: StatementPresenter) -> dict[str, ChartView]:
    """Build the charts of the first screen by their place: where the money goes (composition), and what changed (change)."""
    leads: dict[str, ChartView] = {}
    for section in presenter.content.sections.values():
        for name, chart in section.charts.items():
            if chart.lead and chart.lead not in leads and (view := build_chart(presenter, name, chart)):
                leads[chart.lead] = view
    return {place: leads[place] for place in ("composition", "change") if place in leads}


def section_prose(presenter: StatementPresenter, section: str) -> Html:
    """Render the editors' text for a section; empty if there is none."""
    _, text = presenter.statement.prose[presenter.lang].sections.get(section, (0, ""))
    return markdown.render_html(text, presenter.refs, presenter.href) if text.strip() else Html()
