"""Final accounts and the budget of their year in; the page that sets one beside the other out."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from budgetbook.arithmetic import money
from budgetbook.arithmetic.ledger import Known, Ledger
from budgetbook.arithmetic.money import Amount, grouped, percent_of
from budgetbook.arithmetic.rules.years import chain_slack
from budgetbook.content.loader import Statement
from budgetbook.infra.base.record import record
from budgetbook.pages.language import Edition
from budgetbook.pages.models.pages import ExecutionBody, Page
from budgetbook.pages.models.parts import Link, Number
from budgetbook.pages.models.years import ExecutionRow
from budgetbook.pages.year_tables import document, term
from budgetbook.text.markdown import Html


def execution_pages(edition: Edition, statement: Statement) -> Iterator[Page]:
    """The page of final accounts, where something that was spent can be set beside a budget."""
    if _rows_of(edition, statement):
        yield _page(edition, statement)


def execution_link(edition: Edition, statement: Statement) -> Link | None:
    """Where a year's budget stands beside what became of it: from its final accounts and from its budget."""
    accounts = edition.content.statements.get(f"{statement.entity}/{statement.fiscal_year}-final-accounts")
    if accounts is None or not _rows_of(edition, accounts):
        return None
    title = edition.words.say("execution-title", year=accounts.fiscal_year)
    return Link(title, f"{edition.lang}/{accounts.id}/execution/")


def _rows_of(edition: Edition, statement: Statement) -> list[str]:
    """The concepts that both were planned and have an outcome, in the order of the sections."""
    if statement.phase != "final-accounts":
        return []
    ledger, plan = edition.ledgers[statement.id], _plan(edition, statement)
    shown = [concept for section in edition.content.sections.values() for concept in section.figures]
    return [c for c in shown if ledger.known(c, "amount") and _planned(ledger, plan, c) and _flows(edition, c)]


def _flows(edition: Edition, concept: str) -> bool:
    about = edition.content.concepts[concept]
    return about.measure == "money" and not about.stock


def _plan(edition: Edition, statement: Statement) -> Ledger | None:
    return edition.ledgers.get(f"{statement.entity}/{statement.fiscal_year}-budget")


def _planned(ledger: Ledger, plan: Ledger | None, concept: str) -> bool:
    """Whether the final accounts themselves, or the budget of the year, say what was planned."""
    own = ledger.known(concept, "budget") or ledger.known(concept, "adjusted")
    return bool(own or (plan and plan.known(concept, "amount")))


def _page(edition: Edition, statement: Statement) -> Page:
    address = f"{edition.lang}/{statement.id}/execution/"
    views, plan = edition.views(statement.id, address), _plan(edition, statement)
    ledger = edition.ledgers[statement.id]
    spent = {concept: known for concept in _rows_of(edition, statement) if (known := ledger.known(concept, "amount"))}
    depths = {concept: depth for s in edition.content.sections.values() for concept, depth in views.depths(s.figures).items()}
    rows = {c: _row(edition, ledger, plan, c, known, depths[c]) for c, known in spent.items()}
    sections = [
        (section.name[edition.lang], tuple(rows[c] for c in section.figures if c in rows))
        for section in edition.content.sections.values()
    ]
    listed = [(name, found) for name, found in [*sections, _projects(edition, ledger)] if found]
    title = edition.words.say("execution-title", year=statement.fiscal_year)
    entity, accounts = edition.entity_link(statement.entity), Link(views.title, views.address)
    body = ExecutionBody(
        entity=entity,
        accounts=accounts,
        budget=document(edition, plan.statement) if plan else None,
        title=title,
        lead=_lead(edition, rows.get("expenditure")),
        sections=tuple(listed),
        has_adjusted=any(row.adjusted for _, found in listed for row in found),
    )
    heading = edition.words.say("page-title", title=title, entity=entity.text)
    description = edition.words.say("execution-description", entity=entity.text, year=statement.fiscal_year)
    trail = (edition.home, entity, accounts)
    return edition.page(f"{statement.id}/execution/", "execution.html", heading, description, trail, "budgets", body)


@record
class _Told:
    """An amount, and the number that stands for it on the page."""

    amount: Amount
    number: Number


def _row(edition: Edition, ledger: Ledger, plan: Ledger | None, concept: str, spent: Known, depth: int) -> ExecutionRow:
    """A figure; its initial budget as the final accounts print it, else as the budget did."""
    figure, address = ledger.figure(concept), f"{edition.lang}/{ledger.statement.id}/execution/"
    planned, changed = ledger.known(concept, "budget"), ledger.known(concept, "adjusted")
    there = plan.known(concept, "amount") if plan else None
    source = ledger if planned or plan is None else plan
    base = planned or there
    row = _outcome(
        edition,
        concept,
        term(edition, concept),
        _told(edition, ledger, concept, spent),
        _told(edition, source, concept, base) if base else None,
        _told(edition, ledger, concept, changed) if changed else None,
    )
    reason = edition.views(ledger.statement.id, address).rich(figure.reason) if figure else Html()
    return replace(row, depth=depth, planned_elsewhere=_elsewhere(edition, ledger, plan, concept), reason=reason)


def _outcome(
    edition: Edition, identity: str, name: Link, spent: _Told, planned: _Told | None, changed: _Told | None
) -> ExecutionRow:
    """What was spent beside what was planned, with what is computed from the two."""
    return ExecutionRow(
        id=identity,
        name=name,
        depth=0,
        planned=planned.number if planned else None,
        planned_elsewhere=None,
        adjusted=changed.number if changed else None,
        spent=spent.number,
        difference=_difference(edition, spent.amount, planned.amount) if planned else "",
        rate=_rate(spent.amount, planned.amount) if planned else "",
        rate_adjusted=_rate(spent.amount, changed.amount) if changed else "",
        reason=Html(),
    )


def _told(edition: Edition, ledger: Ledger, about: str, known: Known) -> _Told:
    views = edition.views(ledger.statement.id, f"{edition.lang}/")
    return _Told(known.amount, views.shown(known.amount, about, computed=known.computed))


def _projects(edition: Edition, ledger: Ledger) -> tuple[str, tuple[ExecutionRow, ...]]:
    """The named projects that are printed with their budgets."""
    views, rows = edition.views(ledger.statement.id, f"{edition.lang}/"), []
    for name, project in ledger.statement.projects.items():
        spent = ledger.project(name)
        plans = [
            None if value is None else _told(edition, ledger, name, Known(Amount(value, spent.unit)))
            for value in (project.budget, project.adjusted)
        ]
        if any(plans):
            link = Link(project.name[edition.lang], views.refs.address(name))
            rows.append(_outcome(edition, name, link, _told(edition, ledger, name, Known(spent)), *plans))
    return edition.words["project-outcomes"], tuple(rows)


def _elsewhere(edition: Edition, ledger: Ledger, plan: Ledger | None, concept: str) -> tuple[Number, Link] | None:
    """What the budget itself printed, where the final accounts give another initial budget."""
    here, there = ledger.known(concept, "budget"), plan.known(concept, "amount") if plan else None
    if plan is None or here is None or there is None:
        return None
    apart = abs(here.amount.value - there.amount.to(here.amount.unit).value)
    if apart <= chain_slack(ledger, plan, here.amount, there.amount):
        return None
    views = edition.views(plan.statement.id, f"{edition.lang}/")
    return views.shown(there.amount, concept, computed=there.computed), document(edition, plan.statement)


def _difference(edition: Edition, spent: Amount, planned: Amount) -> str:
    here = spent.to(planned.unit).value - planned.value
    size = money.bare(Amount(abs(here), planned.unit), edition.lang)
    return edition.words.say("execution-more" if here > 0 else "execution-less" if here else "execution-same", size=size)


def _rate(spent: Amount, planned: Amount) -> str:
    return f"{grouped(percent_of(spent.base(), planned.base()))}%" if planned.value > 0 else ""


def _lead(edition: Edition, row: ExecutionRow | None) -> str:
    if row is None or row.planned is None or not row.rate:
        return ""
    return edition.words.say("execution-lead", planned=row.planned.text, spent=row.spent.text, rate=row.rate)
