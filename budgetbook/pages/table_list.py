"""The list of a statement's tables, in the order and with the numbers and titles of its jurisdiction."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from budgetbook.arithmetic.table_state import TableState, find_table_state
from budgetbook.content.breakdown import Breakdown, FigureTable
from budgetbook.content.model import Requirement
from budgetbook.pages.language import LanguageSite
from budgetbook.pages.models.findings import Tally
from budgetbook.pages.views.statement import StatementPresenter


@dataclass(frozen=True, slots=True)
class TableLink:
    """A table in the list of a statement's page, present or not."""

    number: str
    """Its number in the jurisdiction's own form; empty for a table beyond the required ones."""
    name: str
    """Its title in the jurisdiction."""
    explain: str
    address: str
    """The address of its page; empty if it is missing, or if all its numbers are figures of the statement."""
    state: TableState
    state_word: str
    tally: Tally


def table_list(language_site: LanguageSite, presenter: StatementPresenter) -> tuple[TableLink, ...]:
    """List the tables that the profile requires, present or not, then the document's others in its own order."""
    statement = presenter.statement
    requirements = {
        each.table: each for each in language_site.content.profiles[statement.profile].requirements.values() if each.table
    }
    order = list(statement.places)
    there = sorted(_document_tables(presenter).items(), key=lambda item: order.index(item[1].at))
    extra_tables = [name for name, _ in there if name not in requirements]
    return tuple(_links(language_site, presenter, requirements, [*requirements, *extra_tables]))


def _explain_state(presenter: StatementPresenter, table: Breakdown | FigureTable | None) -> str:
    """Say of lines that are in no table that they are not, of a table without lines whether the document says so too."""
    if isinstance(table, Breakdown) and table.in_text:
        return presenter.phrases.say("listed-in-text")
    if not isinstance(table, Breakdown) or table.rows:
        return ""
    return presenter.phrases.say("nil-said" if table.nil_note else "nil-unsaid")


def _document_tables(presenter: StatementPresenter) -> dict[str, Breakdown | FigureTable]:
    return {**presenter.statement.tables, **presenter.statement.breakdowns}


def _links(
    language_site: LanguageSite, presenter: StatementPresenter, requirements: dict[str, Requirement], names: list[str]
) -> Iterator[TableLink]:
    for name in names:
        table = _document_tables(presenter).get(name)
        standard = language_site.content.tables[name]
        requirement = requirements.get(name)
        state = find_table_state(presenter.statement, name)
        lines = len(table.rows) if isinstance(table, Breakdown) else 0
        yield TableLink(
            number=(requirement.number or "") if requirement else "",
            name=(requirement.name if requirement else language_site.content.name_table(presenter.statement, name))[
                language_site.lang
            ],
            explain=_explain_state(presenter, table) or (requirement or standard).explain[language_site.lang],
            address=presenter.refs.address(name) if lines else "",
            state=state,
            state_word=presenter.phrases.say("table-lines", count=lines)
            if lines and state == "there"
            else presenter.phrases[f"table-{state}"],
            tally=language_site.tally(presenter.finding_index.by_table.get(name, ())),
        )
