"""One language and what bodies give in; the pages that compare bodies and years, and the rows of long tables as data, out."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from typing import ClassVar

from budgetbook.aggregate.contributions import Contributions
from budgetbook.infra.base.files import OutputFile
from budgetbook.pages import paging
from budgetbook.pages.compare_rows import ComparisonCell
from budgetbook.pages.compare_tables import ComparisonColumn, ComparisonTable, ComparisonTables
from budgetbook.pages.language import LanguageSite
from budgetbook.pages.models.page import Link, Page, PageContent
from budgetbook.pages.paging import Pager

_ROWS_PER_PAGE = 100
_ROWS_PER_FILE = 1000
"""Rows of one file of data: 300 to 600 kB, compressed a tenth of it. The script shows what it has while it reads the next."""

Choices = tuple[tuple[str, tuple[tuple[Link, str], ...]], ...]
"""(section, (figure, what is said of it))"""


@dataclass(frozen=True, slots=True)
class ComparePage(PageContent):
    """Entities and years side by side, in a table that can be sorted and filtered."""

    template: ClassVar[str] = "compare.html"
    title: str
    lead: str
    columns: tuple[ComparisonColumn, ...]
    rows: tuple[tuple[ComparisonCell, ...], ...]
    """Those of this page."""
    data: tuple[str, ...]
    """Where all rows stand as data, cut in files; empty where this page has them all."""
    count_text: str
    """`{shown} of {total}`: filled in when the table is filtered."""
    loading_text: str
    """What is said beside it while the other files are read."""
    note: str
    """How many documents have no such figure; may be empty."""
    term: Link | None
    """What it means; None where the table is of several figures."""
    pager: Pager | None
    choices: tuple[tuple[str, tuple[tuple[Link, str], ...]], ...]
    """(section, (every figure that can be compared, by how many documents and in what range))"""


def compare_main(edition: LanguageSite, contributions: Contributions) -> Iterator[Page]:
    """The main figures of all documents. Reads the register, and of `compare` the parts `<lang>` and `ranges`."""
    comparisons, lead = ComparisonTables(edition, contributions), edition.phrases["compare-lead"]
    note = edition.phrases["compare-one"] if len(contributions.register.statements) == 1 else ""
    yield from table_pages(
        edition, comparisons.main_table(), "compare", lead, note=note, choices=_choices_by_section(edition, comparisons)
    )


def compare_figure(edition: LanguageSite, contributions: Contributions, concept: str) -> Iterator[Page]:
    """All figures of one of `Comparisons.compared`.

    Reads of `compare` the part `<lang>/<concept>`, and of the register how many statements there are.
    """
    table = ComparisonTables(edition, contributions).concept_table(concept)
    missing_count = len(contributions.register.statements) - len(table.rows)
    note = edition.phrases.say("compare-without", count=f"{missing_count:,}") if missing_count else ""
    term = Link(edition.phrases["in-the-glossary"], f"{edition.lang}/glossary/{concept}/")
    yield from table_pages(edition, table, "compare", edition.refs.tip(concept), note=note, term=term)


def _choices_by_section(edition: LanguageSite, comparisons: ComparisonTables) -> Choices:
    """Every figure that can be compared, by section: its page, how many documents give it, and in what range."""
    groups = []
    for section in edition.content.sections.values():
        concepts = [concept for concept in section.figures if concept in comparisons.compared_concepts]
        links = tuple(_choice(edition, comparisons, concept) for concept in concepts)
        if links:
            groups.append((section.name[edition.lang], links))
    return tuple(groups)


def _choice(edition: LanguageSite, comparisons: ComparisonTables, concept: str) -> tuple[Link, str]:
    count, amount_range = comparisons.counts[concept], comparisons.describe_range(concept)
    phrase_id = "compare-choice" if amount_range else "compare-choice-nil"
    sentence = edition.phrases.say(phrase_id, count=f"{count:,}", range=amount_range)
    return Link(edition.content.concepts[concept].name[edition.lang], comparisons.address(concept)), sentence


def table_pages(
    edition: LanguageSite,
    table: ComparisonTable,
    nav: str,
    lead: str,
    *,
    note: str = "",
    term: Link | None = None,
    choices: Choices = (),
) -> Iterator[Page]:
    """A table in pages; each holds its rows, and where the others are as data where there are others."""
    phrases, pages = edition.phrases, paging.paginate(table.rows, _ROWS_PER_PAGE)
    base = table.address.removeprefix(f"{edition.lang}/")
    is_subpage = base.count("/") > 1
    trail = [edition.home, Link(phrases["compare"], f"{edition.lang}/compare/")] if is_subpage else [edition.home]
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
            choices=choices if number == 1 else (),
        )
        name = phrases.say("compare-title", name=table.title) if is_subpage else table.title
        title = name if number == 1 else phrases.say("title-of-page", title=name, number=number)
        ancestors = trail if number == 1 else [*trail, Link(table.title, table.address)]
        description = phrases.say("compare-description", name=table.title) if is_subpage else lead
        yield edition.page(paging.page_address(base, number), title, description, tuple(ancestors), nav, content)


def _data_addresses(table: ComparisonTable) -> Iterator[str]:
    """`rows.json`, `rows-2.json`, …"""
    for number in range(1, len(paging.paginate(table.rows, _ROWS_PER_FILE)) + 1):
        yield f"{table.address}rows{f'-{number}' if number > 1 else ''}.json"


def rows_files(edition: LanguageSite, table: ComparisonTable) -> Iterator[OutputFile]:
    """`rows.json` beside a table that is longer than a page: what its script sorts and filters without a server."""
    if len(table.rows) > _ROWS_PER_PAGE:
        for address, some in zip(_data_addresses(table), paging.paginate(table.rows, _ROWS_PER_FILE), strict=True):
            rows = [[_cell(edition, table, cell) for cell in row] for row in some]
            yield OutputFile(address, json.dumps(rows, ensure_ascii=False, separators=(",", ":")).encode())


def _cell(edition: LanguageSite, table: ComparisonTable, cell: ComparisonCell) -> list[str | int]:
    """[text, value, address, label, whether it fails], without what is empty at the end."""
    address = edition.href(table.address)(cell.address) if cell.address else ""
    parts: list[str | int] = [cell.text, cell.value, address, cell.tag, int(cell.fails)]
    while not parts[-1]:
        parts.pop()
    return parts
