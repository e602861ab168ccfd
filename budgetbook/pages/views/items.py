"""The named projects of a statement, and its numbers that are not budget figures."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from budgetbook.arithmetic import amount_format
from budgetbook.arithmetic.itemisation import compute_remainder
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
    """Empty if the document states none; then `target_missing` says so."""
    target_missing: str
    findings: tuple[FindingView, ...]
    performance: PerformanceView | None
    place: str
    remarks: tuple[RemarkView, ...]
    line: int
    """The line of its file to correct it on."""


@dataclass(frozen=True, slots=True)
class FactView:
    """A number of the document that is not a budget figure."""

    id: str
    name: str
    amount: Number
    note: Html
    findings: tuple[FindingView, ...]
    place: str
    remarks: tuple[RemarkView, ...]
    line: int
    """The line of its file to correct it on."""


def project_views(presenter: StatementPresenter) -> Iterator[ProjectView]:
    """Build the named projects, the largest first."""
    whole = presenter.ledger.known_value(presenter.content.used_as("projects"), "amount")
    for name, project in sorted(
        presenter.statement.projects.items(), key=lambda item: -presenter.ledger.project_amount(item[0]).to_base_unit()
    ):
        amount = presenter.ledger.project_amount(name)
        share = (
            amount_format.format_percentage(amount.to_base_unit(), whole.amount.to_base_unit(), presenter.style.numbers)
            if whole and whole.amount.value
            else ""
        )
        yield ProjectView(
            id=name,
            name=project.name[presenter.lang],
            amount=presenter.number_view(amount, name),
            share=presenter.phrases.say("project-share", share=share) if share else "",
            purpose=presenter.render_text(project.purpose),
            target=presenter.render_text(project.target),
            target_missing="" if project.target else presenter.phrases.say("target-missing"),
            performance=project_performance(presenter, name),
            findings=presenter.finding_views(name),
            place=presenter.places(project),
            remarks=presenter.remark_views(name),
            line=presenter.edit_links.find_line("projects", name),
        )


def projects_rest(presenter: StatementPresenter) -> str:
    """Say what the named projects leave; empty if nothing is left."""
    concepts = (presenter.content.used_as("project-count"), presenter.content.used_as("projects"))
    count, rest = (compute_remainder(presenter.ledger, concept) if concept else None for concept in concepts)
    if count is None or rest is None or not count.value:
        return ""
    fields = {"named": len(presenter.statement.projects), "count": amount_format.format_for_prose(count, presenter.style)}
    return presenter.phrases.say("projects-rest", rest=amount_format.format_for_prose(rest, presenter.style), **fields)


def fact_views(presenter: StatementPresenter) -> Iterator[FactView]:
    """Build the numbers that are not budget figures."""
    for name, fact in presenter.statement.facts.items():
        yield FactView(
            id=name,
            name=fact.name[presenter.lang],
            amount=presenter.number_view(Amount(fact.amount, fact.unit), name),
            note=presenter.render_text(fact.note),
            findings=presenter.finding_views(name),
            place=presenter.place(fact.at),
            remarks=presenter.remark_views(name),
            line=presenter.edit_links.find_line("facts", name),
        )
