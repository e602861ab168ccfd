"""The page that compares what came of a year, or of a part of it, with its budget."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import ClassVar

from budgetbook.arithmetic.ledger import Ledger
from budgetbook.content.content import Statement
from budgetbook.pages.execution_rows import ExecutionRow, concept_row, project_rows
from budgetbook.pages.language import LanguageSite
from budgetbook.pages.models.page import Link, Page, PageContent
from budgetbook.pages.views.figures import figure_depths
from budgetbook.pages.year_tables import document_link, step_name


@dataclass(frozen=True, slots=True)
class ExecutionPage(PageContent):
    """A year's budget beside actual receipts and spending."""

    template: ClassVar[str] = "execution.html"
    entity: Link
    accounts: Link
    budget: Link | None
    """The budget of the year, if it is on the site."""
    title: str
    lead: str
    """Planned and actual spending in one sentence; may be empty."""
    sections: tuple[tuple[str, tuple[ExecutionRow, ...]], ...]
    """(name, rows)"""
    has_adjusted: bool
    heads: tuple[str, str, str]
    """What the country calls the budget, the adjusted budget and the outcome."""


def execution_pages(language_site: LanguageSite, statement: Statement) -> Iterator[Page]:
    """Build the page of final accounts, if any spending can be compared with a budget."""
    if _comparable_concepts(language_site, statement):
        yield _page(language_site, statement)


def execution_link(language_site: LanguageSite, statement: Statement) -> Link | None:
    """Link to the comparison of a year, from what came of it or from its budget."""
    accounts = statement if statement.phase.is_outcome else _find_outcome(language_site, statement)
    if accounts is None or not _comparable_concepts(language_site, accounts):
        return None
    return Link(_title(language_site, accounts), f"{language_site.lang}/{accounts.id}/execution/")


def _find_outcome(language_site: LanguageSite, statement: Statement) -> Statement | None:
    """The latest document of what came of a plan's year."""
    every = language_site.content.statements
    ids = (f"{statement.entity}/{statement.fiscal_year}-{s}" for s in language_site.content.stages.values() if s.is_outcome)
    return next((every[each] for each in reversed([*ids]) if each in every), None)


def _title(language_site: LanguageSite, accounts: Statement) -> str:
    """The title of a page: of the last outcome of a year by the year, of others by their document."""
    phrases, stage = language_site.phrases, accounts.phase
    if stage in language_site.content.stages.of_phase("executed")[:1]:
        return phrases.say("execution-title", year=accounts.fiscal_year)
    return phrases.say("execution-title-of-document", document=phrases.document(stage, accounts.fiscal_year))


def _comparable_concepts(language_site: LanguageSite, statement: Statement) -> list[str]:
    """List the concepts that have both a plan and an outcome, in the order of the sections."""
    if not statement.phase.is_outcome:
        return []
    ledger, plan = language_site.ledgers[statement.id], _budget_ledger(language_site, statement)
    concepts = [concept for section in language_site.content.sections.values() for concept in section.figures]
    return [
        c for c in concepts if ledger.known_value(c, "amount") and _has_budget(ledger, plan, c) and _is_flow(language_site, c)
    ]


def _is_flow(language_site: LanguageSite, concept: str) -> bool:
    definition = language_site.content.concepts[concept]
    return definition.measure == "money" and not definition.stock


def _budget_ledger(language_site: LanguageSite, statement: Statement) -> Ledger | None:
    stages, ledgers = language_site.content.stages, language_site.ledgers
    plan = ledgers.get(stages.find_id(statement.entity, statement.fiscal_year, "approved", ledgers))
    return plan if plan and plan.statement.unit.currency == statement.unit.currency else None


def _has_budget(ledger: Ledger, plan: Ledger | None, concept: str) -> bool:
    """True if the final accounts, or the budget of the year, say what was planned."""
    own = ledger.known_value(concept, "budget") or ledger.known_value(concept, "adjusted")
    return bool(own or (plan and plan.known_value(concept, "amount")))


def _page(language_site: LanguageSite, statement: Statement) -> Page:
    address = f"{language_site.lang}/{statement.id}/execution/"
    presenter, plan = language_site.presenter(statement.id, address), _budget_ledger(language_site, statement)
    ledger = language_site.ledgers[statement.id]
    outcomes = {
        concept: outcome
        for concept in _comparable_concepts(language_site, statement)
        if (outcome := ledger.known_value(concept, "amount"))
    }
    depths: dict[str, int] = {}
    for section in language_site.content.sections.values():
        depths |= figure_depths(presenter, section.figures)
    rows = {c: concept_row(language_site, ledger, plan, c, outcome, depths[c]) for c, outcome in outcomes.items()}
    sections = [
        (section.name[language_site.lang], tuple(rows[c] for c in section.figures if c in rows))
        for section in language_site.content.sections.values()
    ]
    sections_with_rows = [section for section in (*sections, project_rows(language_site, ledger)) if section[1]]
    title = _title(language_site, statement)
    entity, accounts = language_site.entity_link(statement.entity), Link(presenter.title, presenter.address)
    content = ExecutionPage(
        entity=entity,
        accounts=accounts,
        budget=document_link(language_site, plan.statement) if plan else None,
        title=title,
        lead=_lead(language_site, rows.get(language_site.content.used_as("expenditure"))),
        sections=tuple(sections_with_rows),
        heads=(
            step_name(language_site, "budget"),
            step_name(language_site, "adjusted"),
            language_site.phrases.stage(statement.phase),
        ),
        has_adjusted=any(row.adjusted_budget for _, section_rows in sections_with_rows for row in section_rows),
    )
    heading = language_site.phrases.say("page-title", title=title, entity=entity.text)
    description = language_site.phrases.say("execution-description", entity=entity.text, year=statement.fiscal_year)
    trail = (language_site.home, entity, accounts)
    return language_site.page(f"{statement.id}/execution/", heading, description, trail, "budgets", content)


def _lead(language_site: LanguageSite, row: ExecutionRow | None) -> str:
    if row is None or row.budget is None or not row.rate:
        return ""
    return language_site.phrases.say("execution-lead", planned=row.budget.text, spent=row.outcome.text, rate=row.rate)
