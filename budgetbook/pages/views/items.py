"""A statement's views in; its named projects and the numbers that are no budget figures, as its page shows them, out."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from budgetbook.arithmetic import money
from budgetbook.arithmetic.money import Amount
from budgetbook.pages.models.figures import Number, RemarkView
from budgetbook.pages.models.findings import FindingView
from budgetbook.pages.views.performance import PerformanceView, project_performance
from budgetbook.pages.views.statement import StatementPresenter
from budgetbook.text.markdown import Html


@dataclass(frozen=True, slots=True)
class ProjectView:
    """One named project."""

    id: str
    name: str
    amount: Number
    share: str
    purpose: Html
    target: Html
    """Empty where the document states none; then `target_missing` says so."""
    target_missing: str
    findings: tuple[FindingView, ...]
    performance: PerformanceView | None
    place: str
    remarks: tuple[RemarkView, ...]
    citation: str
    edit: str


@dataclass(frozen=True, slots=True)
class FactView:
    """A number of the document that is no budget figure."""

    id: str
    name: str
    amount: Number
    note: Html
    findings: tuple[FindingView, ...]
    place: str
    remarks: tuple[RemarkView, ...]
    citation: str
    edit: str


def project_views(views: StatementPresenter) -> Iterator[ProjectView]:
    """The named projects, the largest first."""
    whole = views.ledger.known_value("project-expenditure", "amount")
    for name, project in sorted(
        views.statement.projects.items(), key=lambda item: -views.ledger.project_amount(item[0]).to_base_unit()
    ):
        amount, place = views.ledger.project_amount(name), views.place(project.at)
        share = (
            money.format_percentage(amount.to_base_unit(), whole.amount.to_base_unit()) if whole and whole.amount.value else ""
        )
        yield ProjectView(
            id=name,
            name=project.name[views.lang],
            amount=views.number_view(amount, name),
            share=views.phrases.say("project-share", share=share) if share else "",
            purpose=views.render_text(project.purpose),
            target=views.render_text(project.target),
            target_missing="" if project.target else views.phrases.say("target-missing"),
            performance=project_performance(views, name),
            findings=views.finding_views(name),
            place=place,
            remarks=views.remark_views(name),
            citation=views.citation(name, project.name[views.lang], views.quote_amount(amount), place),
            edit=views.edit("projects", name),
        )


def projects_rest(views: StatementPresenter) -> str:
    """What the named projects leave, in a sentence; empty where nothing is left."""
    count, rest = views.ledger.remainder("projects"), views.ledger.remainder("project-expenditure")
    if count is None or rest is None or not count.value:
        return ""
    fields = {"named": len(views.statement.projects), "count": money.format_for_prose(count, views.lang)}
    return views.phrases.say("projects-rest", rest=money.format_for_prose(rest, views.lang), **fields)


def fact_views(views: StatementPresenter) -> Iterator[FactView]:
    """The numbers that are no budget figures."""
    for name, fact in views.statement.facts.items():
        amount, place = Amount(fact.amount, fact.unit), views.place(fact.at)
        yield FactView(
            id=name,
            name=fact.name[views.lang],
            amount=views.number_view(amount, name),
            note=views.render_text(fact.note),
            findings=views.finding_views(name),
            place=place,
            remarks=views.remark_views(name),
            citation=views.citation(name, fact.name[views.lang], views.quote_amount(amount), place),
            edit=views.edit("facts", name),
        )
