"""Every kind of page, in one list.

To add a kind: its module with the record and the function that fills it, a line here, its template, its phrases. If its pages are
directly below a language or a statement, their folder is also a name in `content/reserved_names.py`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Generic, NamedTuple, TypeVar

from budgetbook.content.content import Entity, Statement
from budgetbook.opendata.contributions import Contributions
from budgetbook.pages.chart import FramesPage
from budgetbook.pages.compare import ComparePage
from budgetbook.pages.data import DataPage
from budgetbook.pages.entity import EntityPage, entity_page_with_charts
from budgetbook.pages.evidence import EvidencePage
from budgetbook.pages.execution import ExecutionPage, execution_pages
from budgetbook.pages.findings import FindingsPage
from budgetbook.pages.glossary import GlossaryPage, TermPage, glossary_pages
from budgetbook.pages.home import HomePage, home_pages
from budgetbook.pages.language import LanguageSite
from budgetbook.pages.line import LinePage, line_pages
from budgetbook.pages.models.page import Page, PageContent
from budgetbook.pages.sheet import SheetPage
from budgetbook.pages.sql import SqlPage
from budgetbook.pages.standalone import (
    ArticlePage,
    EntrancePage,
    LanguageChoicePage,
    MovedPage,
    NotFoundPage,
    SearchPage,
    article_pages,
    search_pages,
)
from budgetbook.pages.statement import statement_page_with_charts
from budgetbook.pages.statement_parts import StatementPage
from budgetbook.pages.table import TablePage, table_pages
from budgetbook.pages.updates import UpdatesPage, update_pages

Builder = TypeVar("Builder")


class PageKind(NamedTuple, Generic[Builder]):
    """One kind of page."""

    content: type[PageContent]
    """The record that its template shows."""
    build: Builder
    """Builds its pages in one language; none if there is nothing to show."""

    @property
    def name(self) -> str:
        """Its template without the suffix: `glossary`."""
        return self.content.template.removesuffix(".html")


ENTITY_KINDS: tuple[PageKind[Callable[[LanguageSite, Entity], Iterable[Page]]], ...] = (
    PageKind(EntityPage, entity_page_with_charts),
    PageKind(LinePage, line_pages),
)
"""About one entity: built with it, and again when anything about it changes."""

STATEMENT_KINDS: tuple[PageKind[Callable[[LanguageSite, Statement], Iterable[Page]]], ...] = (
    PageKind(StatementPage, statement_page_with_charts),
    PageKind(TablePage, table_pages),
    PageKind(ExecutionPage, execution_pages),
)
"""About one statement: built with its entity."""

COMMON_KINDS: tuple[PageKind[Callable[[LanguageSite], Iterable[Page]]], ...] = (
    PageKind(GlossaryPage, glossary_pages),
    PageKind(SearchPage, search_pages),
    PageKind(ArticlePage, article_pages),
)
"""Read no entity: built again only when the dictionary, the phrases or the articles change."""

SITE_KINDS: tuple[PageKind[Callable[[LanguageSite, Contributions], Iterable[Page]]], ...] = (
    PageKind(HomePage, home_pages),
    PageKind(UpdatesPage, update_pages),
)
"""Show some entities in full: built again when anything changes."""

OTHER_RECORDS: tuple[type[PageContent], ...] = (
    EntrancePage,
    LanguageChoicePage,
    NotFoundPage,  # both at the root, in no language
    EvidencePage,
    SheetPage,  # both built with the statement's page
    FramesPage,  # built with the page that has the chart
    MovedPage,  # at every former address of an entity that was renamed
    DataPage,
    SqlPage,  # both built after the files that they list
    FindingsPage,
    ComparePage,
    TermPage,  # all built again only when the contributions they read change
)
"""Kinds that the engine plans one by one."""

RECORDS: tuple[type[PageContent], ...] = (
    *(kind.content for kinds in (ENTITY_KINDS, STATEMENT_KINDS, COMMON_KINDS, SITE_KINDS) for kind in kinds),
    *OTHER_RECORDS,
)
"""The record of every kind of page."""
