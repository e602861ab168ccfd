"""What all bodies give in; the files of the site that many bodies share out, in groups that are made, or left, as a whole."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from functools import partial
from itertools import chain
from pathlib import Path
from typing import NamedTuple

from budgetbook.content.load import Content
from budgetbook.data import downloads
from budgetbook.kept import key
from budgetbook.output import Output, Pending
from budgetbook.pages import checkspages, comparepages, comparerows, glossary, homepage, pages, updates
from budgetbook.pages.comparison import Comparisons
from budgetbook.pages.datapage import data_page
from budgetbook.pages.edition import Edition, editions
from budgetbook.pages.views import Page
from budgetbook.shares import Shares
from budgetbook.site import feeds, hostfiles, pictures, searchentries
from budgetbook.site.render import Renderer


class Group(NamedTuple):
    """Files that are made of the same things."""

    name: str
    key: str
    """One name for all that they are made of: while it is the same, so are they."""
    files: Callable[[], Iterator[Pending]]


def of(shared: Content, shares: Shares, renderer: Renderer, cache: Path | None, own: str, every: str) -> Iterator[Group]:
    """Every group but the last. `own` is the name of all that belongs to no body, `every` of that and of all bodies together."""
    files = downloads.of_all(shared, shares, cache / "data" if cache else None)
    show = partial(_files_of, renderer)
    yield Group("assets", own, renderer.assets)
    yield Group("root", own, lambda: show(pages.root_pages(shared)))
    yield Group("data", every, lambda: (file.pending() for file in files))
    yield Group("feeds", every, lambda: map(Pending.of, feeds.of(shared, shares.register)))
    for edition in editions(shared, {}, files):
        yield from _of_language(edition, shares, show, own, every)
        yield from _compared(edition, shares, show, own)


def last(shared: Content, paths: Iterable[str], key: str) -> Group:
    """What tells hosts and crawlers of all other files, from the paths of these; `key` is one name for it all."""
    return Group("host", key, lambda: map(Pending.of, hostfiles.of(shared, paths)))


Show = Callable[[Iterable[Page]], Iterator[Pending]]


def _files_of(renderer: Renderer, made: Iterable[Page]) -> Iterator[Pending]:
    """Each page with the pictures that belong to it."""
    for page in made:
        yield renderer.page(page)
        yield from pictures.of(page, renderer.pen)


def _of_language(edition: Edition, shares: Shares, show: Show, own: str, every: str) -> Iterator[Group]:
    lang, content, entries = edition.lang, edition.content, key(own, shares.digest("entry"))
    yield Group(f"{lang} home", every, lambda: show((homepage.home_page(edition, shares),)))
    yield Group(f"{lang} glossary", own, lambda: show((glossary.glossary_page(edition),)))
    yield Group(f"{lang} terms", every, lambda: show(glossary.term_page(edition, shares, name) for name in content.concepts))
    yield Group(f"{lang} data", every, lambda: show((data_page(edition, shares),)))
    yield Group(f"{lang} updates", entries, lambda: show(updates.update_pages(edition, shares)))
    yield Group(f"{lang} search", own, lambda: show((pages.search_page(edition),)))
    yield Group(f"{lang} articles", own, lambda: show(pages.article_page(edition, name) for name in content.articles))
    checked = key(entries, shares.digest(checkspages.KIND, f"{lang}/"))
    yield Group(f"{lang} checks", checked, lambda: show(checkspages.checks_pages(edition, shares)))
    found = key(entries, shares.digest(searchentries.KIND, f"{lang}/"))
    yield Group(f"{lang} index", found, lambda: map(Pending.of, searchentries.index(edition, shares)))


def _compared(edition: Edition, shares: Shares, show: Show, own: str) -> Iterator[Group]:
    """The list of bodies, the main figures, and the figures of each concept."""
    lang, entries, comparisons = edition.lang, key(own, shares.digest("entry")), Comparisons(edition, shares)
    yield Group(f"{lang} bodies", entries, lambda: _listed(edition, show, homepage.bodies_pages(edition, shares), homepage.bodies_files(edition, shares)))
    main = key(entries, *(shares.digest(comparerows.KIND, part) for part in (lang, comparerows.RANGES)))
