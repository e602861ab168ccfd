"""One body's content and findings, and the data files about it, in; every page of it, in both languages, out.

They depend on nothing else but the dictionary and the words: not on any other body.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from budgetbook.content.load import Content, Statement
from budgetbook.data import linked
from budgetbook.data.datafile import DataFile
from budgetbook.pages.chartpages import chart_pages
from budgetbook.pages.edition import Edition, editions
from budgetbook.pages.entitypage import entity_page
from budgetbook.pages.executionpage import execution_pages
from budgetbook.pages.statementpage import statement_page
from budgetbook.pages.tablepage import table_pages
from budgetbook.pages.views import Page
from budgetbook.shares import Findings


def of_body(content: Content, findings: Findings, files: tuple[DataFile, ...]) -> Iterator[Page]:
    """Its own page, then those of its statements, each followed by its charts and tables; `files` are about its statements."""
    for edition in editions(content, findings, files):
        for entity in content.entities.values():
            page = entity_page(edition, entity)
            yield page
            yield from chart_pages(edition, page)
        for statement in content.statements.values():
            yield from _of_statement(edition, statement)


def _of_statement(edition: Edition, statement: Statement) -> Iterator[Page]:
    told = linked.of_statement(edition.content, statement, edition.files_of.get(statement.id, ()), edition.lang)
    page = replace(statement_page(edition, statement), linked=told)
    yield page
    yield from chart_pages(edition, page)
    yield from table_pages(edition, statement)
    yield from execution_pages(edition, statement)
