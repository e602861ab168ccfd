"""A statement's views in; its named projects and the numbers that are no budget figures, as its page shows them, out."""

from __future__ import annotations

from collections.abc import Iterator

from budgetbook.arithmetic import money
from budgetbook.arithmetic.money import Amount
from budgetbook.pages.models.parts import FactView, ProjectView
from budgetbook.pages.views.performance import of_project
from budgetbook.pages.views.statement import StatementViews


def projects(views: StatementViews) -> Iterator[ProjectView]:
    """The named projects, the largest first."""
    whole = views.ledger.known("project-expenditure", "amount")
    for name, project in sorted(views.statement.projects.items(), key=lambda item: -views.ledger.project(item[0]).base()):
        amount, place = views.ledger.project(name), views.place(project.at)
        share = money.share(amount.base(), whole.amount.base()) if whole and whole.amount.value else ""
        yield ProjectView(
            id=name,
            name=project.name[views.lang],
            amount=views.shown(amount, name),
            share=views.words.say("project-share", share=share) if share else "",
            purpose=views.rich(project.purpose),
            target=views.rich(project.target),
            target_missing="" if project.target else views.words.say("target-missing"),
            performance=of_project(views, name),
            findings=views.checks(name),
            place=place,
            remarks=views.remarks(name),
            citation=views.cite(name, project.name[views.lang], views.quoted(amount), place),
            edit=views.edit("projects", name),
        )


def projects_rest(views: StatementViews) -> str:
    """What the named projects leave, in a sentence; empty where nothing is left."""
    count, rest = views.ledger.remainder("projects"), views.ledger.remainder("project-expenditure")
    if count is None or rest is None or not count.value:
        return ""
    fields = {"named": len(views.statement.projects), "count": money.bare(count, views.lang)}
    return views.words.say("projects-rest", rest=money.bare(rest, views.lang), **fields)


def facts(views: StatementViews) -> Iterator[FactView]:
    """The numbers that are no budget figures."""
    for name, fact in views.statement.facts.items():
        amount, place = Amount(fact.amount, fact.unit), views.place(fact.at)
        yield FactView(
            id=name,
            name=fact.name[views.lang],
            amount=views.shown(amount, name),
            note=views.rich(fact.note),
            findings=views.checks(name),
            place=place,
            remarks=views.remarks(name),
            citation=views.cite(name, fact.name[views.lang], views.quoted(amount), place),
            edit=views.edit("facts", name),
        )
