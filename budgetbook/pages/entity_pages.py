"""One body's content and findings, and the data files about it, in; every page of it, in both languages, out.

They depend on nothing else but the dictionary and the words: not on any other body.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from budgetbook.aggregate.contributions import Findings
from budgetbook.content.loader import Content, Statement
from budgetbook.opendata.catalogue import schema_org
from budgetbook.opendata.data_file import DataFile
from budgetbook.pages.chart import chart_pages
from budgetbook.pages.entity import entity_page
from budgetbook.pages.execution import execution_pages
from budgetbook.pages.language import LanguageSite, language_sites
from budgetbook.pages.models.pages import Page
from budgetbook.pages.statement import statement_page
from budgetbook.pages.table import table_pages


def entity_pages(content: Content, findings: Findings, files: tuple[DataFile, ...]) -> Iterator[Page]:
    """Its own page, then those of its statements, each followed by its charts and tables; `files` are about its statements."""
    for edition in language_sites(content, findings, files):
        for entity in content.entities.values():
            page = entity_page(edition, entity)
            yield page
            yield from chart_pages(edition, page)
        for statement in content.statements.values():
            yield from _statement_pages(edition, statement)


def _statement_pages(edition: LanguageSite, statement: Statement) -> Iterator[Page]:
    structured_data = schema_org.describe_statement(
        edition.content, statement, edition.files_by_statement.get(statement.id, ()), edition.lang
    )
    page = replace(statement_page(edition, statement), structured_data=structured_data)
    yield page
    yield from chart_pages(edition, page)
    yield from table_pages(edition, statement)
    yield from execution_pages(edition, statement)
