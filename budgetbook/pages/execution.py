"""Final accounts and the budget of their year in; the page that sets one beside the other out."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import ClassVar

from budgetbook.arithmetic.ledger import Ledger
from budgetbook.content.loader import Statement
from budgetbook.pages.execution_rows import ExecutionRow, concept_row, project_rows
from budgetbook.pages.language import LanguageSite
from budgetbook.pages.models.page import Link, Page, PageContent
from budgetbook.pages.views.figures import figure_depths
from budgetbook.pages.year_tables import document_link


@dataclass(frozen=True, slots=True)
class ExecutionPage(PageContent):
    """A year's budget beside what was really received and spent."""

    template: ClassVar[str] = "execution.html"
    entity: Link
    accounts: Link
    budget: Link | None
    """The budget of the year, where it is on the site."""
    title: str
    lead: str
    """What was planned to be spent and what was, in a sentence; may be empty."""
    sections: tuple[tuple[str, tuple[ExecutionRow, ...]], ...]
    """(name, rows)"""
    has_adjusted: bool


def execution_pages(edition: LanguageSite, statement: Statement) -> Iterator[Page]:
    """The page of final accounts, where something that was spent can be set beside a budget."""
    if _comparable_concepts(edition, statement):
        yield _page(edition, statement)


def execution_link(edition: LanguageSite, statement: Statement) -> Link | None:
    """Where a year's budget stands beside what became of it: from its final accounts and from its budget."""
    accounts = edition.content.statements.get(f"{statement.entity}/{statement.fiscal_year}-final-accounts")
    if accounts is None or not _comparable_concepts(edition, accounts):
        return None
    title = edition.phrases.say("execution-title", year=accounts.fiscal_year)
    return Link(title, f"{edition.lang}/{accounts.id}/execution/")


def _comparable_concepts(edition: LanguageSite, statement: Statement) -> list[str]:
    """The concepts that both were planned and have an outcome, in the order of the sections."""
    if statement.phase != "final-accounts":
        return []
    ledger, plan = edition.ledgers[statement.id], _budget_ledger(edition, statement)
    concepts = [concept for section in edition.content.sections.values() for concept in section.figures]
    return [c for c in concepts if ledger.known_value(c, "amount") and _has_budget(ledger, plan, c) and _is_flow(edition, c)]


def _is_flow(edition: LanguageSite, concept: str) -> bool:
    definition = edition.content.concepts[concept]
    return definition.measure == "money" and not definition.stock


def _budget_ledger(edition: LanguageSite, statement: Statement) -> Ledger | None:
    return edition.ledgers.get(f"{statement.entity}/{statement.fiscal_year}-budget")


def _has_budget(ledger: Ledger, plan: Ledger | None, concept: str) -> bool:
    """Whether the final accounts themselves, or the budget of the year, say what was planned."""
    own = ledger.known_value(concept, "budget") or ledger.known_value(concept, "adjusted")
    return bool(own or (plan and plan.known_value(concept, "amount")))


def _page(edition: LanguageSite, statement: Statement) -> Page:
    address = f"{edition.lang}/{statement.id}/execution/"
    views, plan = edition.presenter(statement.id, address), _budget_ledger(edition, statement)
    ledger = edition.ledgers[statement.id]
    outcomes = {
        concept: outcome
        for concept in _comparable_concepts(edition, statement)
        if (outcome := ledger.known_value(concept, "amount"))
    }
    depths: dict[str, int] = {}
    for section in edition.content.sections.values():
        depths |= figure_depths(views, section.figures)
    rows = {c: concept_row(edition, ledger, plan, c, outcome, depths[c]) for c, outcome in outcomes.items()}
    sections = [
        (section.name[edition.lang], tuple(rows[c] for c in section.figures if c in rows))
        for section in edition.content.sections.values()
    ]
    sections_with_rows = [section for section in (*sections, project_rows(edition, ledger)) if section[1]]
    title = edition.phrases.say("execution-title", year=statement.fiscal_year)
    entity, accounts = edition.entity_link(statement.entity), Link(views.title, views.address)
    content = ExecutionPage(
        entity=entity,
        accounts=accounts,
        budget=document_link(edition, plan.statement) if plan else None,
        title=title,
        lead=_lead(edition, rows.get("expenditure")),
        sections=tuple(sections_with_rows),
        has_adjusted=any(row.adjusted_budget for _, section_rows in sections_with_rows for row in section_rows),
    )
    heading = edition.phrases.say("page-title", title=title, entity=entity.text)
    description = edition.phrases.say("execution-description", entity=entity.text, year=statement.fiscal_year)
    trail = (edition.home, entity, accounts)
    return edition.page(f"{statement.id}/execution/", heading, description, trail, "budgets", content)


def _lead(edition: LanguageSite, row: ExecutionRow | None) -> str:
    if row is None or row.budget is None or not row.rate:
        return ""
    return edition.phrases.say("execution-lead", planned=row.budget.text, spent=row.outcome.text, rate=row.rate)
