"""Content and findings in; every page of the site, in both languages, holding all that it shows, out.

What compares and tests goes this way; `groups.py` and `bodywork.py` make the same pages, in parts that can be left.
"""

from __future__ import annotations

from collections.abc import Iterator

from budgetbook.aggregate.contributions import Contributions, Findings, LiveContributions
from budgetbook.content.loader import Content
from budgetbook.engine.contributors import CONTRIBUTORS
from budgetbook.opendata.data_file import DataFile
from budgetbook.pages.compare import compare_figure, compare_main
from budgetbook.pages.compare_tables import ComparisonTables
from budgetbook.pages.data import data_page
from budgetbook.pages.entity_pages import entity_pages
from budgetbook.pages.findings import findings_pages
from budgetbook.pages.home import entity_list_pages
from budgetbook.pages.language import language_sites
from budgetbook.pages.models.page import Page
from budgetbook.pages.registry import COMMON_KINDS, SITE_KINDS
from budgetbook.pages.standalone import root_pages


def build_from_content(content: Content, findings: Findings, files: tuple[DataFile, ...]) -> Iterator[Page]:
    """Every page of content that is held as a whole."""
    yield from build_from_contributions(content.restricted_to(()), LiveContributions(content, findings, CONTRIBUTORS), files)


def build_from_contributions(common: Content, contributions: Contributions, files: tuple[DataFile, ...]) -> Iterator[Page]:
    """Every page: those that bodies share, then those of each body. `shared` is the content without bodies."""
    files_by_entity: dict[str, list[DataFile]] = {}
    for file in files:
        files_by_entity.setdefault(file.statement.partition("/")[0], []).append(file)
    yield from build_common_pages(common, contributions, tuple(files_by_entity.get("", ())))
    for entity in contributions.register.entities:
        yield from entity_pages(*contributions.load_in_full((entity,)), tuple(files_by_entity.get(entity, ())))


def build_common_pages(common: Content, contributions: Contributions, files: tuple[DataFile, ...]) -> Iterator[Page]:
    """Every page that bodies share, the root's language choice first; `files` are those that are about no statement."""
    yield from root_pages(common)
    for edition in language_sites(common, {}, files):
        for common_kind in COMMON_KINDS:
            yield from common_kind.build(edition)
        for site_kind in SITE_KINDS:
            yield from site_kind.build(edition, contributions)
        yield from entity_list_pages(edition, contributions)
        yield from findings_pages(edition, contributions)
        yield data_page(edition, contributions)
        yield from compare_main(edition, contributions)
        for concept in ComparisonTables(edition, contributions).compared_concepts:
            yield from compare_figure(edition, contributions, concept)
