"""Final accounts and the budget of their year in; the page that sets one beside the other out."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from budgetbook.arithmetic import money
from budgetbook.arithmetic.ledger import KnownValue, Ledger
from budgetbook.arithmetic.money import Amount, group_digits, percent_of
from budgetbook.arithmetic.rules.years import chain_slack
from budgetbook.content.loader import Statement
from budgetbook.pages.language import LanguageSite
from budgetbook.pages.models.pages import ExecutionPage, Page
from budgetbook.pages.models.parts import Link, Number
from budgetbook.pages.models.years import ExecutionRow
from budgetbook.pages.year_tables import document_link, term_link
from budgetbook.text.markdown import Html


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
    depths = {concept: depth for s in edition.content.sections.values() for concept, depth in views.depths(s.figures).items()}
    rows = {c: _concept_row(edition, ledger, plan, c, outcome, depths[c]) for c, outcome in outcomes.items()}
    sections = [
        (section.name[edition.lang], tuple(rows[c] for c in section.figures if c in rows))
        for section in edition.content.sections.values()
    ]
    sections_with_rows = [(name, section_rows) for name, section_rows in [*sections, _projects(edition, ledger)] if section_rows]
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
    return edition.page(f"{statement.id}/execution/", "execution.html", heading, description, trail, "budgets", content)


@dataclass(frozen=True, slots=True)
class _AmountView:
    """An amount, and the number that stands for it on the page."""

    amount: Amount
    number: Number


def _concept_row(
    edition: LanguageSite, ledger: Ledger, plan: Ledger | None, concept: str, outcome: KnownValue, depth: int
) -> ExecutionRow:
    """A figure; its initial budget as the final accounts print it, else as the budget did."""
    figure, address = ledger.figure(concept), f"{edition.lang}/{ledger.statement.id}/execution/"
    own_budget, adjusted_budget = ledger.known_value(concept, "budget"), ledger.known_value(concept, "adjusted")
    plan_budget = plan.known_value(concept, "amount") if plan else None
    source = ledger if own_budget or plan is None else plan
    budget = own_budget or plan_budget
    row = _execution_row(
        edition,
        concept,
        term_link(edition, concept),
        _amount_view(edition, ledger, concept, outcome),
        _amount_view(edition, source, concept, budget) if budget else None,
        _amount_view(edition, ledger, concept, adjusted_budget) if adjusted_budget else None,
    )
    reason = edition.presenter(ledger.statement.id, address).render_text(figure.reason) if figure else Html()
    return replace(row, depth=depth, budget_elsewhere=_budget_elsewhere(edition, ledger, plan, concept), reason=reason)


def _execution_row(
    edition: LanguageSite,
    identity: str,
    name: Link,
    outcome: _AmountView,
    budget: _AmountView | None,
    adjusted_budget: _AmountView | None,
) -> ExecutionRow:
    """What was spent beside what was planned, with what is computed from the two."""
    return ExecutionRow(
        id=identity,
        name=name,
        depth=0,
        budget=budget.number if budget else None,
        budget_elsewhere=None,
        adjusted_budget=adjusted_budget.number if adjusted_budget else None,
        outcome=outcome.number,
        difference=_difference(edition, outcome.amount, budget.amount) if budget else "",
        rate=_rate(outcome.amount, budget.amount) if budget else "",
        rate_adjusted=_rate(outcome.amount, adjusted_budget.amount) if adjusted_budget else "",
        reason=Html(),
    )


def _amount_view(edition: LanguageSite, ledger: Ledger, anchor: str, value: KnownValue) -> _AmountView:
    views = edition.presenter(ledger.statement.id, f"{edition.lang}/")
    return _AmountView(value.amount, views.number_view(value.amount, anchor, is_computed=value.is_computed))


def _projects(edition: LanguageSite, ledger: Ledger) -> tuple[str, tuple[ExecutionRow, ...]]:
    """The named projects that are printed with their budgets."""
    views, rows = edition.presenter(ledger.statement.id, f"{edition.lang}/"), []
    for name, project in ledger.statement.projects.items():
        outcome = ledger.project_amount(name)
        plans = [
            None if value is None else _amount_view(edition, ledger, name, KnownValue(Amount(value, outcome.unit)))
            for value in (project.budget, project.adjusted)
        ]
        if any(plans):
            link = Link(project.name[edition.lang], views.refs.address(name))
            rows.append(_execution_row(edition, name, link, _amount_view(edition, ledger, name, KnownValue(outcome)), *plans))
    return edition.phrases["project-outcomes"], tuple(rows)


def _budget_elsewhere(edition: LanguageSite, ledger: Ledger, plan: Ledger | None, concept: str) -> tuple[Number, Link] | None:
    """What the budget itself printed, where the final accounts give another initial budget."""
    here, there = ledger.known_value(concept, "budget"), plan.known_value(concept, "amount") if plan else None
    if plan is None or here is None or there is None:
        return None
    gap = abs(here.amount.value - there.amount.to_unit(here.amount.unit).value)
    if gap <= chain_slack(ledger, plan, here.amount, there.amount):
        return None
    views = edition.presenter(plan.statement.id, f"{edition.lang}/")
    return views.number_view(there.amount, concept, is_computed=there.is_computed), document_link(edition, plan.statement)


def _difference(edition: LanguageSite, outcome: Amount, budget: Amount) -> str:
    difference = outcome.to_unit(budget.unit).value - budget.value
    size = money.format_for_prose(Amount(abs(difference), budget.unit), edition.lang)
    return edition.phrases.say(
        "execution-more" if difference > 0 else "execution-less" if difference else "execution-same", size=size
    )


def _rate(outcome: Amount, budget: Amount) -> str:
    return f"{group_digits(percent_of(outcome.to_base_unit(), budget.to_base_unit()))}%" if budget.value > 0 else ""


def _lead(edition: LanguageSite, row: ExecutionRow | None) -> str:
    if row is None or row.budget is None or not row.rate:
        return ""
    return edition.phrases.say("execution-lead", planned=row.budget.text, spent=row.outcome.text, rate=row.rate)
