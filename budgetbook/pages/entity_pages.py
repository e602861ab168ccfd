"""Every page about one entity, in both languages.

They depend only on the entity and the common content, not on any other entity.
"""

from __future__ import annotations

from collections.abc import Iterator

from budgetbook.arithmetic.finding import Findings
from budgetbook.content.loader import Content
from budgetbook.opendata.data_file import DataFile
from budgetbook.pages.language import language_sites
from budgetbook.pages.models.page import Page
from budgetbook.pages.registry import ENTITY_KINDS, STATEMENT_KINDS


def entity_pages(content: Content, findings: Findings, files: tuple[DataFile, ...]) -> Iterator[Page]:
    """Build the pages of each entity in `content`, then those of its statements; `files` are their data files."""
    for language_site in language_sites(content, findings, files):
        for entity in content.entities.values():
            for entity_kind in ENTITY_KINDS:
                yield from entity_kind.build(language_site, entity)
        for statement in content.statements.values():
            for statement_kind in STATEMENT_KINDS:
                yield from statement_kind.build(language_site, statement)
