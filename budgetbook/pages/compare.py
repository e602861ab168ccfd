"""The pages that compare entities and years, and the rows of long tables as data files."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from typing import ClassVar

from budgetbook.infra.base.files import OutputFile
from budgetbook.opendata.contributions import Contributions
from budgetbook.pages import paging
from budgetbook.pages.compare_picture import dot_plot
from budgetbook.pages.compare_rows import ComparisonCell
from budgetbook.pages.compare_tables import MIN_DOCUMENTS, ComparisonColumn, ComparisonTable, ComparisonTables
from budgetbook.pages.language import LanguageSite
from budgetbook.pages.models.charts import ChartView
from budgetbook.pages.models.page import Link, Page, PageContent
from budgetbook.pages.paging import Pager

_ROWS_PER_PAGE = 100
_ROWS_PER_FILE = 1000
"""A file of 1,000 rows has 300 to 600 kB, compressed a tenth. The script shows what it has while it reads the next."""

Choices = tuple[tuple[str, tuple[tuple[Link, str], ...]], ...]
"""(section, (figure, a sentence about it))"""


@dataclass(frozen=True, slots=True)
class ComparePage(PageContent):
    """Entities and years side by side, in a table that can be sorted and filtered."""

    template: ClassVar[str] = "compare.html"
    title: str
    lead: str
    columns: tuple[ComparisonColumn, ...]
    rows: tuple[tuple[ComparisonCell, ...], ...]
    """The rows of this page."""
    data: tuple[str, ...]
    """Addresses of the files with all rows; empty if the page has them all."""
    count_text: str
    """`{shown} of {total}`, filled in when the table is filtered."""
    loading_text: str
    """Shown beside it while the other files are read."""
    note: str
    """A sentence on the documents that lack the figure; may be empty."""
    term: Link | None
    """The definition of the figure; None for a table of several figures."""
    pager: Pager | None
    picture: ChartView | None
    """The figures as dots, on the first page of a table of one figure."""
    choices: tuple[tuple[str, tuple[tuple[Link, str], ...]], ...]
    """(section, (each figure that can be compared, with its number of documents and range))"""


def compare_main(language_site: LanguageSite, contributions: Contributions) -> Iterator[Page]:
    """Compare the main figures of all documents. Reads the register and the parts `<lang>` and `ranges` of `compare`."""
    comparisons, lead = ComparisonTables(language_site, contributions), language_site.phrases["compare-lead"]
    note = language_site.phrases["compare-one"] if len(contributions.register.statements) == 1 else ""
    yield from table_pages(
        language_site,
        comparisons.main_table(),
        "compare",
        lead,
        note=note,
        choices=_choices_by_section(language_site, comparisons),
    )


def compare_figure(language_site: LanguageSite, contributions: Contributions, concept: str) -> Iterator[Page]:
    """Compare one of `ComparisonTables.compared_concepts`.

    Reads the part `<lang>/<concept>` of `compare`, and the number of statements from the register.
    """
    table = ComparisonTables(language_site, contributions).concept_table(concept)
    missing_count = len(contributions.register.statements) - len(table.rows)
    note = language_site.phrases.say("compare-without", count=language_site.phrases.count(missing_count)) if missing_count else ""
    term = Link(language_site.phrases["in-the-glossary"], f"{language_site.lang}/glossary/{concept}/")
    yield from table_pages(language_site, table, "compare", language_site.refs.tip(concept), note=note, term=term)


def compare_scale(language_site: LanguageSite, contributions: Contributions, name: str) -> Iterator[Page]:
    """Compare a measure of the site; no page unless several documents give both of its numbers. Reads its part of `compare`."""
    table, scale = ComparisonTables(language_site, contributions).scale_table(name), language_site.content.site.scales[name]
    if len(table.rows) < MIN_DOCUMENTS:
        return
    lead = language_site.phrases.say("scale-lead", of=table.columns[3].name, by=table.columns[4].name)
    missing_count = len(contributions.register.statements) - len(table.rows)
    note = language_site.phrases.say("compare-without", count=language_site.phrases.count(missing_count)) if missing_count else ""
    term = Link(language_site.phrases["in-the-glossary"], f"{language_site.lang}/glossary/{scale.of}/")
    yield from table_pages(language_site, table, "compare", lead, note=note, term=term)


def _choices_by_section(language_site: LanguageSite, comparisons: ComparisonTables) -> Choices:
    """List every figure that can be compared by section: its page, its number of documents and its range."""
    groups = []
    scales = language_site.content.site.scales
    if links := tuple(
        (Link(scale.name[language_site.lang], f"{language_site.lang}/compare/{name}/"), comparisons.describe_range(name))
        for name, scale in scales.items()
        if comparisons.has_range(name)
    ):
        groups.append((language_site.phrases["scale-title"], links))
    for section in language_site.content.sections.values():
        concepts = [concept for concept in section.figures if concept in comparisons.compared_concepts]
        links = tuple(_choice(language_site, comparisons, concept) for concept in concepts)
        if links:
            groups.append((section.name[language_site.lang], links))
    return tuple(groups)


def _choice(language_site: LanguageSite, comparisons: ComparisonTables, concept: str) -> tuple[Link, str]:
    count, amount_range = comparisons.counts[concept], comparisons.describe_range(concept)
    phrase_id = "compare-choice" if amount_range else "compare-choice-nil"
    sentence = language_site.phrases.say(phrase_id, count=language_site.phrases.count(count), range=amount_range)
    return Link(language_site.content.concepts[concept].name[language_site.lang], comparisons.address(concept)), sentence


def table_pages(
    language_site: LanguageSite,
    table: ComparisonTable,
    nav: str,
    lead: str,
    *,
    note: str = "",
    term: Link | None = None,
    choices: Choices = (),
) -> Iterator[Page]:
    """Split a table into pages; each holds its rows and, if there are others, the addresses of their data."""
    phrases, pages = language_site.phrases, paging.paginate(table.rows, _ROWS_PER_PAGE)
    base = table.address.removeprefix(f"{language_site.lang}/")
    is_subpage = base.count("/") > 1
    trail = (
        [language_site.home, Link(phrases["compare"], f"{language_site.lang}/compare/")] if is_subpage else [language_site.home]
    )
    for number, rows in enumerate(pages, 1):
        content = ComparePage(
            title=table.title,
            lead=lead,
            columns=table.columns,
            rows=tuple(rows),
            data=tuple(_data_addresses(table)) if len(pages) > 1 else (),
            count_text=phrases.say("compare-shown", shown="{shown}", total="{total}"),
            loading_text=phrases.say("compare-reading", total=len(table.rows)),
            note=note,
            term=term,
            pager=paging.pager(phrases, table.address, number, len(pages)),
            picture=dot_plot(language_site, table) if number == 1 else None,
            choices=choices if number == 1 else (),
        )
        name = phrases.say("compare-title", name=table.title) if is_subpage else table.title
        title = name if number == 1 else phrases.say("title-of-page", title=name, number=number)
        ancestors = trail if number == 1 else [*trail, Link(table.title, table.address)]
        description = phrases.say("compare-description", name=table.title) if is_subpage else lead
        yield language_site.page(paging.page_address(base, number), title, description, tuple(ancestors), nav, content)


def _data_addresses(table: ComparisonTable) -> Iterator[str]:
    """The addresses `rows.json`, `rows-2.json`, …"""
    for number in range(1, len(paging.paginate(table.rows, _ROWS_PER_FILE)) + 1):
        yield f"{table.address}rows{f'-{number}' if number > 1 else ''}.json"


def rows_files(language_site: LanguageSite, table: ComparisonTable) -> Iterator[OutputFile]:
    """Build the `rows.json` files of a table longer than a page, which its script sorts and filters without a server."""
    if len(table.rows) > _ROWS_PER_PAGE:
        for address, some in zip(_data_addresses(table), paging.paginate(table.rows, _ROWS_PER_FILE), strict=True):
            rows = [[_cell(language_site, table, cell) for cell in row] for row in some]
            yield OutputFile(address, json.dumps(rows, ensure_ascii=False, separators=(",", ":")).encode())


def _cell(language_site: LanguageSite, table: ComparisonTable, cell: ComparisonCell) -> list[str | int]:
    """Encode a cell as [text, value, address, label, fails], without empty values at the end."""
    address = language_site.href(table.address)(cell.address) if cell.address else ""
    parts: list[str | int] = [cell.text, cell.value, address, cell.tag, int(cell.fails)]
    while not parts[-1]:
        parts.pop()
    return parts
