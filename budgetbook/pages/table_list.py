"""A statement and its disclosure profile in; the list of its tables out: in the order, numbers and titles of its place."""

from __future__ import annotations

from collections.abc import Iterator

from budgetbook.arithmetic.statement_tables import printed_at
from budgetbook.content.model import Requirement
from budgetbook.content.statement import Breakdown, FigureTable
from budgetbook.pages.language import Edition
from budgetbook.pages.models.parts import TableLink, TableState
from budgetbook.pages.views.statement import StatementViews


def table_list(edition: Edition, views: StatementViews) -> tuple[TableLink, ...]:
    """The tables that the profile asks for, there or not; then those that the document has besides, in its own order."""
    statement = views.statement
    asked = {each.table: each for each in edition.content.profiles[statement.profile].requirements.values() if each.table}
    order = list(statement.places)
    there = sorted(_all(views).items(), key=lambda item: order.index(item[1].at))
    besides = [name for name, _ in there if name not in asked]
    return tuple(_links(edition, views, asked, [*asked, *besides]))


def _all(views: StatementViews) -> dict[str, Breakdown | FigureTable]:
    return {**views.statement.breakdowns, **views.statement.tables}


def _links(edition: Edition, views: StatementViews, asked: dict[str, Requirement], names: list[str]) -> Iterator[TableLink]:
    for name in names:
        table, standard, requirement = _all(views).get(name), edition.content.tables[name], asked.get(name)
        state = _state(views, name)
        lines = len(table.rows) if isinstance(table, Breakdown) else 0
        yield TableLink(
            number=(requirement.number or "") if requirement else "",
            name=(requirement or standard).name[edition.lang],
            explain=(requirement or standard).explain[edition.lang],
            address=views.refs.address(name) if isinstance(table, Breakdown) else "",
            state=state,
            state_word=views.words.say("table-lines", count=lines) if lines else views.words[f"table-{state}"],
            tally=edition.tally(views.found.by_table.get(name, ())),
        )


def _state(views: StatementViews, name: str) -> TableState:
    """There, empty (said to be or not), in a part that the copy lacks, or in no part of the document."""
    table = _all(views).get(name)
    if table is None:
        return "not-in-the-copy" if views.statement.source.without_tables else "lacking"
    empty = not table.rows if isinstance(table, Breakdown) else not printed_at(views.statement, table.at)
    if empty:
        return "nil" if table.nil_note else "empty"
    return "there"
