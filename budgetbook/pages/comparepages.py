"""One language's edition in; the pages that compare bodies and years, and the rows of long tables as data, out."""

from __future__ import annotations

import json
from collections.abc import Iterator

from budgetbook.output import Output
from budgetbook.pages import paging
from budgetbook.pages.comparison import Comparisons, missing
from budgetbook.pages.edition import Edition
from budgetbook.pages.elements import Link
from budgetbook.pages.listelements import CompareCell, Comparison
from budgetbook.pages.views import CompareBody, Page

_ON_A_PAGE = 100


def compare_pages(edition: Edition) -> Iterator[Page]:
    """The main figures of all documents, then a page for each figure that several documents give."""
    words, comparisons = edition.words, Comparisons(edition)
    main = comparisons.main()
    alone = words["compare-one"] if len(edition.newest) == 1 else ""
    yield from _pages(edition, main, words["compare-lead"], alone, None, _every(edition, comparisons))
    for concept, comparison in comparisons.each():
        without = missing(edition, comparisons.reported[concept])
        note = words.say("compare-without", count=without) if without else ""
        term = Link(words["in-the-glossary"], f"{edition.lang}/glossary/{concept}/")
        yield from _pages(edition, comparison, edition.refs.tip(concept), note, term, ())


Choices = tuple[tuple[str, tuple[tuple[Link, str], ...]], ...]
"""(section, (figure, what is said of it))"""


def _every(edition: Edition, comparisons: Comparisons) -> Choices:
    """Every figure that can be compared, by section: its page, how many documents give it, and in what range."""
    groups = []
    for section in edition.content.sections.values():
        found = [concept for concept in section.figures if concept in comparisons.compared]
        links = tuple(_choice(edition, comparisons, concept) for concept in found)
        if links:
            groups.append((section.name[edition.lang], links))
    return tuple(groups)


def _choice(edition: Edition, comparisons: Comparisons, concept: str) -> tuple[Link, str]:
    count, between = len(comparisons.reported[concept]), comparisons.range(concept)
    key = "compare-choice" if between else "compare-choice-nil"
    said = edition.words.say(key, count=count, range=between)
    return Link(edition.content.concepts[concept].name[edition.lang], comparisons.address(concept)), said


def _pages(edition: Edition, table: Comparison, lead: str, note: str, term: Link | None, choices: Choices) -> Iterator[Page]:
    """A table in pages; each holds its rows, and where the others are as data where there are others."""
    words, cut = edition.words, paging.cut(table.rows, _ON_A_PAGE)
    base = table.address.removeprefix(f"{edition.lang}/")
    trail = [edition.home] if base == "compare/" else [edition.home, Link(words["compare"], f"{edition.lang}/compare/")]
    for number, rows in enumerate(cut, 1):
        body = CompareBody(
            title=table.title,
            lead=lead,
            columns=table.columns,
            rows=tuple(rows),
            rows_address=_rows_address(table) if len(cut) > 1 else "",
            shown=words.say("compare-shown", shown="{shown}", total="{total}"),
            note=note,
            term=term,
            pager=paging.pager(words, table.address, number, len(cut)),
            choices=choices if number == 1 else (),
        )
        name = table.title if base == "compare/" else words.say("compare-title", name=table.title)
        title = name if number == 1 else words.say("title-of-page", title=name, number=number)
        above = trail if number == 1 else [*trail, Link(table.title, table.address)]
        description = words.say("compare-description", name=table.title) if base != "compare/" else lead
        yield edition.page(paging.numbered(base, number), "compare.html", title, description, tuple(above), "compare", body)


def _rows_address(table: Comparison) -> str:
    return f"{table.address}rows.json"


def compare_files(edition: Edition) -> Iterator[Output]:
    """`rows.json` beside every table that is longer than a page: what its script sorts and filters without a server."""
    if len(edition.newest) <= _ON_A_PAGE:
        return
    comparisons = Comparisons(edition)
    for table in (comparisons.main(), *(table for _, table in comparisons.each())):
        if len(table.rows) > _ON_A_PAGE:
            rows = [[_cell(edition, table, cell) for cell in row] for row in table.rows]
            yield Output(_rows_address(table), json.dumps(rows, ensure_ascii=False, separators=(",", ":")).encode())


def _cell(edition: Edition, table: Comparison, cell: CompareCell) -> list[str | int]:
    """[text, value, address, label, whether it fails], without what is empty at the end."""
    address = edition.href(table.address)(cell.address) if cell.address else ""
    parts: list[str | int] = [cell.text, cell.value, address, cell.tag, int(cell.fails)]
    while not parts[-1]:
        parts.pop()
    return parts
