"""Content and findings in; every page of the site, in both languages, holding all that it shows, out.

What compares and tests goes this way; `groups.py` and `bodywork.py` make the same pages, in parts that can be left.
"""

from __future__ import annotations

from collections.abc import Iterator

from budgetbook.aggregate.contributions import Findings, LiveShares, Shares
from budgetbook.content.loader import Content
from budgetbook.engine.contributors import GIVERS
from budgetbook.opendata.data_file import DataFile
from budgetbook.pages.compare import compare_figure, compare_main
from budgetbook.pages.compare_tables import Comparisons
from budgetbook.pages.data import data_page
from budgetbook.pages.entity_pages import of_body
from budgetbook.pages.findings import checks_pages
from budgetbook.pages.glossary import glossary_page, term_page
from budgetbook.pages.home import bodies_pages, home_page
from budgetbook.pages.language import editions
from budgetbook.pages.models.pages import Page
from budgetbook.pages.standalone import article_page, root_pages, search_page
from budgetbook.pages.updates import update_pages


def of(content: Content, findings: Findings, files: tuple[DataFile, ...]) -> Iterator[Page]:
    """Every page of content that is held as a whole."""
    yield from every(content.only(()), LiveShares(content, findings, GIVERS), files)


def every(shared: Content, shares: Shares, files: tuple[DataFile, ...]) -> Iterator[Page]:
    """Every page: those that bodies share, then those of each body. `shared` is the content without bodies."""
    mine: dict[str, list[DataFile]] = {}
    for file in files:
        mine.setdefault(file.statement.partition("/")[0], []).append(file)
    yield from of_all(shared, shares, tuple(mine.get("", ())))
    for entity in shares.register.bodies:
        yield from of_body(*shares.full((entity,)), tuple(mine.get(entity, ())))


def of_all(shared: Content, shares: Shares, files: tuple[DataFile, ...]) -> Iterator[Page]:
    """Every page that bodies share, the root's language choice first; `files` are those that are about no statement."""
    yield from root_pages(shared)
    for edition in editions(shared, {}, files):
        yield home_page(edition, shares)
        yield from bodies_pages(edition, shares)
        yield glossary_page(edition)
        yield from (term_page(edition, shares, name) for name in shared.concepts)
        yield from checks_pages(edition, shares)
        yield data_page(edition, shares)
        yield from update_pages(edition, shares)
        yield from compare_main(edition, shares)
        for concept in Comparisons(edition, shares).compared:
            yield from compare_figure(edition, shares, concept)
        yield search_page(edition)
        yield from (article_page(edition, name) for name in shared.articles)
