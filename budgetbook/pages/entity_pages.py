"""Every page about one entity, in both languages.

They depend only on the entity and the common content, not on any other entity.
"""

from __future__ import annotations

from collections.abc import Iterator

from budgetbook.arithmetic.finding import Findings
from budgetbook.content.content import Content, Statement
from budgetbook.opendata.data_file import DataFile
from budgetbook.pages.language import language_sites
from budgetbook.pages.models.page import Page
from budgetbook.pages.registry import ENTITY_KINDS, STATEMENT_KINDS


def entity_pages(content: Content, findings: Findings, files: tuple[DataFile, ...]) -> Iterator[Page]:
    """Build the pages of each entity in `content`, then of its statements, the newest first; `files` are their data files."""
    pages = EntityPages(content, findings, files)
    yield from pages.own_pages()
    for statement in reversed(
        content.statements.values()
    ):  # `serve` makes them until it has the one asked for, mostly the newest
        yield from pages.statement_pages(statement)


class EntityPages:
    """The pages of entities and of their statements, in both languages."""

    def __init__(self, content: Content, findings: Findings, files: tuple[DataFile, ...]) -> None:
        self._content, self._language_sites = content, tuple(language_sites(content, findings, files))

    def own_pages(self) -> Iterator[Page]:
        """Build the pages that are about no single statement."""
        for language_site in self._language_sites:
            for entity in self._content.entities.values():
                for kind in ENTITY_KINDS:
                    yield from kind.build(language_site, entity)

    def statement_pages(self, statement: Statement) -> Iterator[Page]:
        """Build the pages of one statement. They show other statements as `engine.statement_groups` says, and no others."""
        for language_site in self._language_sites:
            for kind in STATEMENT_KINDS:
                yield from kind.build(language_site, statement)
