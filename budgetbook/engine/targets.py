"""What all bodies give in; the files of the site that many bodies share out, in groups that are made, or left, as a whole."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from functools import partial
from itertools import chain
from pathlib import Path
from typing import NamedTuple

from budgetbook.aggregate.contributions import ENTRY, Register, Shares
from budgetbook.content.loader import Content
from budgetbook.infra.base import profiling
from budgetbook.infra.base.files import Pending
from budgetbook.infra.cache.blobs import key
from budgetbook.opendata import downloads
from budgetbook.opendata.data_file import DataFile
from budgetbook.pages import compare, compare_rows, findings, glossary, home, standalone, updates
from budgetbook.pages.compare_tables import Comparisons
from budgetbook.pages.data import data_page
from budgetbook.pages.language import Edition, editions
from budgetbook.pages.models.lists import Comparison
from budgetbook.pages.models.pages import Page
from budgetbook.render import chart_files, feeds, host_files, redirects
from budgetbook.render.renderer import Renderer
from budgetbook.search import entries


class Group(NamedTuple):
    """Files that are made of the same things."""

    name: str
    key: Callable[[], str]
    """One name for all that they are made of: while it is the same, so are they."""
    files: Callable[[], Iterator[Pending]]
    long: int = 0
    """Of groups that are made beside each other, those that take longest are begun first; this is their order."""
    after: tuple[str, ...] = ()
    """The groups whose files they tell of, which must be finished before."""


def of(shared: Content, shares: Shares, renderer: Renderer, cache: Path | None, own: str, every: str) -> Iterator[Group]:
    """Every group but the last, style and scripts first.

    `own` is the name of all that belongs to no body, `every` of that and of all bodies together.
    """
    files = downloads.of_all(shared, shares, cache / "data" if cache else None)
    alone, all_of_it, show = partial(str, own), partial(str, every), partial(shown, renderer)
    yield Group("assets", alone, renderer.assets)
    yield Group("root", alone, lambda: show(standalone.root_pages(shared)))
    both = tuple(editions(shared, {}, files))
    for edition in both:
        yield from _alone(edition, show, alone)
        yield from _of_all(edition, shares, show, all_of_it)
        yield from _of_parts(edition, shares, renderer, own)
        yield from _compared(edition, shares, show, own)
    yield from _data(files, shares, show, all_of_it, both)
    yield Group("feeds", all_of_it, lambda: map(Pending.of, feeds.of(shared, shares.register)))


def last(shared: Content, register: Register, renderer: Renderer, paths: Iterable[str], name: str) -> Group:
    """What tells hosts and crawlers of all pages, from the paths of these; `name` is that of all it is made of.

    Of pages that only lead on it tells nobody.
    """
    addresses = (path.removesuffix("index.html") for path in paths if not redirects.stands_at(path, register.former))
    told = ((address, renderer.alternates(address)) for address in addresses)
    return Group("host", partial(str, name), lambda: map(Pending.of, host_files.of(shared, told)))


def shown(renderer: Renderer, made: Iterable[Page]) -> Iterator[Pending]:
    """Each page, with the pictures that belong to it."""
    for page in profiling.each("pages", made):
        yield renderer.page(page)
        yield from chart_files.of(page, renderer.pen)


Show = Callable[[Iterable[Page]], Iterator[Pending]]


def _data(
    files: tuple[DataFile, ...], shares: Shares, show: Show, key: Callable[[], str], both: tuple[Edition, ...]
) -> Iterator[Group]:
    """The data files; the database takes as long as all the others, and these are told by catalogues and pages."""
    kinds: dict[str, list[DataFile]] = {"data": [], "database": [], "catalogues": []}
    for file in files:
        end = file.path.removeprefix("data/").partition(".")
        kinds["catalogues" if end[0] == "catalogue" else "database" if end[2] == "sqlite" else "data"].append(file)

    def pending(name: str) -> Iterator[Pending]:
        return (file.pending for file in kinds[name])

    yield Group("database", key, partial(pending, "database"), long=4)
    yield Group("data", key, partial(pending, "data"), long=3)
    described = (data_page(edition, shares) for edition in both)
    yield Group("catalogues", key, lambda: chain(pending("catalogues"), show(described)), long=1, after=("database", "data"))


def _alone(edition: Edition, show: Show, key: Callable[[], str]) -> Iterator[Group]:
    """Pages that name no body."""
    lang, content = edition.lang, edition.content
    yield Group(f"{lang} glossary", key, lambda: show((glossary.glossary_page(edition),)))
    yield Group(f"{lang} search", key, lambda: show((standalone.search_page(edition),)))
    yield Group(f"{lang} articles", key, lambda: show(standalone.article_page(edition, name) for name in content.articles))


def _of_all(edition: Edition, shares: Shares, show: Show, key: Callable[[], str]) -> Iterator[Group]:
    """Pages that show a few bodies in full, or name files that are made of all."""
    lang, terms = edition.lang, edition.content.concepts
    yield Group(f"{lang} home", key, lambda: show((home.home_page(edition, shares),)))
    yield Group(f"{lang} terms", key, lambda: show(glossary.term_page(edition, shares, name) for name in terms))
    yield Group(f"{lang} updates", key, lambda: show(updates.update_pages(edition, shares)))


def _of_parts(edition: Edition, shares: Shares, renderer: Renderer, own: str) -> Iterator[Group]:
    """The pages of checks and the search index, which are made of one part that each body gives."""
    lang, content = edition.lang, edition.content
    checked, found = _key(own, shares, findings.KIND, f"{lang}/"), _key(own, shares, entries.SHARE, lang)
    yield Group(f"{lang} checks", checked, lambda: _checks(edition, shares, renderer, own))
    yield Group(f"{lang} index", found, lambda: map(Pending.of, entries.index(content, shares, lang)), long=2)


def _checks(edition: Edition, shares: Shares, renderer: Renderer, own: str) -> Iterator[Pending]:
    """The pages of checks; one whose documents are as they were is not even put together."""

    def made(number: int) -> bytes | Path:
        with profiling.Step("pages"):
            page = findings.checks_page(edition, shares, number)
        return renderer.page(page).data()

    def named(number: int) -> str:
        return key(own, findings.made_of(edition, shares, number))

    for number in range(1, findings.count(shares) + 1):
        path = f"{findings.address(edition, number)}index.html"
        yield Pending(path, partial(made, number), partial(named, number))


def _compared(edition: Edition, shares: Shares, show: Show, own: str) -> Iterator[Group]:
    """The list of bodies, the main figures, and the figures of each concept: pages, then the rows of long tables."""
    lang, tables = edition.lang, Comparisons(edition, shares)

    def rows(table: Callable[[], Comparison]) -> Iterator[Pending]:
        return map(Pending.of, compare.rows_files(edition, table()))

    def bodies() -> Iterator[Pending]:
        return chain(show(home.bodies_pages(edition, shares)), map(Pending.of, home.bodies_files(edition, shares)))

    def main() -> Iterator[Pending]:
        return chain(show(compare.compare_main(edition, shares)), rows(tables.main))

    def figure(concept: str) -> Iterator[Pending]:
        return chain(show(compare.compare_figure(edition, shares, concept)), rows(partial(tables.of, concept)))

    yield Group(f"{lang} bodies", _key(own, shares, ENTRY, ""), bodies)

    def named(*parts: str) -> str:
        digests = (shares.digest(compare_rows.KIND, part) for part in parts)
        return key(own, len(shares.register.statements), *digests)

    yield Group(f"{lang} compare", lambda: key(named(lang, compare_rows.RANGES), tables.counts), main)
    for concept in tables.compared:
        yield Group(f"{lang} compare {concept}", partial(named, f"{lang}/{concept}"), partial(figure, concept))


def _key(own: str, shares: Shares, kind: str, *parts: str) -> Callable[[], str]:
    """Of what belongs to no body, the entries of all, and these parts of what each gives."""
    return lambda: key(own, shares.digest(ENTRY), *(shares.digest(kind, part) for part in parts))
