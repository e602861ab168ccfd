"""One language and what bodies give in; the pages that compare bodies and years, and the rows of long tables as data, out."""

from __future__ import annotations

import json
from collections.abc import Iterator

from budgetbook.aggregate.contributions import Shares
from budgetbook.infra.base.files import Output
from budgetbook.pages import paging
from budgetbook.pages.compare_tables import Comparisons
from budgetbook.pages.language import Edition
from budgetbook.pages.models.lists import CompareCell, Comparison
from budgetbook.pages.models.pages import CompareBody, Page
from budgetbook.pages.models.parts import Link

_ON_A_PAGE = 100
_IN_A_FILE = 1000
"""Rows of one file of data: 300 to 600 kB, compressed a tenth of it. The script shows what it has while it reads the next."""

Choices = tuple[tuple[str, tuple[tuple[Link, str], ...]], ...]
"""(section, (figure, what is said of it))"""


def compare_main(edition: Edition, shares: Shares) -> Iterator[Page]:
    """The main figures of all documents. Reads the register, and of `compare` the parts `<lang>` and `ranges`."""
    comparisons, lead = Comparisons(edition, shares), edition.words["compare-lead"]
    alone = edition.words["compare-one"] if len(shares.register.statements) == 1 else ""
    yield from table_pages(edition, comparisons.main(), "compare", lead, note=alone, choices=_every(edition, comparisons))


def compare_figure(edition: Edition, shares: Shares, concept: str) -> Iterator[Page]:
    """All figures of one of `Comparisons.compared`.

    Reads of `compare` the part `<lang>/<concept>`, and of the register how many statements there are.
    """
    table = Comparisons(edition, shares).of(concept)
    without = len(shares.register.statements) - len(table.rows)
    note = edition.words.say("compare-without", count=f"{without:,}") if without else ""
    term = Link(edition.words["in-the-glossary"], f"{edition.lang}/glossary/{concept}/")
    yield from table_pages(edition, table, "compare", edition.refs.tip(concept), note=note, term=term)


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
    count, between = comparisons.counts[concept], comparisons.range(concept)
    key = "compare-choice" if between else "compare-choice-nil"
    said = edition.words.say(key, count=f"{count:,}", range=between)
    return Link(edition.content.concepts[concept].name[edition.lang], comparisons.address(concept)), said


def table_pages(
    edition: Edition,
    table: Comparison,
    nav: str,
    lead: str,
    *,
    note: str = "",
    term: Link | None = None,
    choices: Choices = (),
) -> Iterator[Page]:
    """A table in pages; each holds its rows, and where the others are as data where there are others."""
    words, cut = edition.words, paging.cut(table.rows, _ON_A_PAGE)
    base = table.address.removeprefix(f"{edition.lang}/")
    below = base.count("/") > 1
    trail = [edition.home, Link(words["compare"], f"{edition.lang}/compare/")] if below else [edition.home]
    for number, rows in enumerate(cut, 1):
        body = CompareBody(
            title=table.title,
            lead=lead,
            columns=table.columns,
            rows=tuple(rows),
            data=tuple(_files(table)) if len(cut) > 1 else (),
            shown=words.say("compare-shown", shown="{shown}", total="{total}"),
            reading=words.say("compare-reading", total=len(table.rows)),
            note=note,
            term=term,
            pager=paging.pager(words, table.address, number, len(cut)),
            choices=choices if number == 1 else (),
        )
        name = words.say("compare-title", name=table.title) if below else table.title
        title = name if number == 1 else words.say("title-of-page", title=name, number=number)
        above = trail if number == 1 else [*trail, Link(table.title, table.address)]
        description = words.say("compare-description", name=table.title) if below else lead
        yield edition.page(paging.numbered(base, number), "compare.html", title, description, tuple(above), nav, body)


def _files(table: Comparison) -> Iterator[str]:
    """`rows.json`, `rows-2.json`, …"""
    for number in range(1, len(paging.cut(table.rows, _IN_A_FILE)) + 1):
        yield f"{table.address}rows{f'-{number}' if number > 1 else ''}.json"


def rows_files(edition: Edition, table: Comparison) -> Iterator[Output]:
    """`rows.json` beside a table that is longer than a page: what its script sorts and filters without a server."""
    if len(table.rows) > _ON_A_PAGE:
        for address, some in zip(_files(table), paging.cut(table.rows, _IN_A_FILE), strict=True):
            rows = [[_cell(edition, table, cell) for cell in row] for row in some]
            yield Output(address, json.dumps(rows, ensure_ascii=False, separators=(",", ":")).encode())


def _cell(edition: Edition, table: Comparison, cell: CompareCell) -> list[str | int]:
    """[text, value, address, label, whether it fails], without what is empty at the end."""
    address = edition.href(table.address)(cell.address) if cell.address else ""
    parts: list[str | int] = [cell.text, cell.value, address, cell.tag, int(cell.fails)]
    while not parts[-1]:
        parts.pop()
    return parts
