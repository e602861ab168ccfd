"""Rules on the site's own names and addresses: where a line is edited, what pages are called."""

from __future__ import annotations

from collections.abc import Collection, Iterator

from budgetbook.content import addresses, code_hosts, reserved_names
from budgetbook.content.content import Content
from budgetbook.content.folder import STATEMENTS
from budgetbook.content.site_files import MENU
from budgetbook.content.text import AskedWords
from budgetbook.content.yaml.reader import Path
from budgetbook.diagnostics.problem import Problem, did_you_mean, message


def edit_links(content: Content) -> Iterator[Problem]:
    """The code host's edit link is known, or `site.yaml` gives its pattern."""
    site = content.site
    if code_hosts.find_edit_pattern(site.repository, site.edit) is None:
        host, known_hosts = addresses.split_address(site.repository).host, ", ".join(code_hosts.KNOWN_HOSTS)
        text = message("unknown-code-host", host=host, known=known_hosts)
        yield content.problem(content.file_path("site.yaml"), ("repository",), text, message("say-how-to-edit"))


def menu_names(content: Content) -> Iterator[Problem]:
    """What the menu has is a page of the program or an article with a name for it, once; no name is for nothing."""
    menu, known_names = content.site.menu, (*MENU, *content.articles)
    for index, name in enumerate(menu):
        path, file = ("menu", index), content.file_path("site.yaml")
        if name not in known_names:
            yield content.problem(file, path, message("unknown-page", name=name), did_you_mean(name, known_names))
        elif name not in MENU and name not in content.site.menu_names:
            yield content.problem(file, path, message("menu-without-name", name=name))
        elif name in menu[:index]:
            yield content.problem(file, path, message("menu-twice", name=name))
    file, own_pages = content.file_path("site.yaml"), content.articles
    for name in content.site.menu_names:
        if name not in own_pages:
            yield content.problem(file, ("menu_names", name), message("no-own-page", name=name), did_you_mean(name, own_pages))


def article_groups(content: Content) -> Iterator[Problem]:
    """A folder of articles has an article of its name beside it, which leads to them."""
    for name, prose in content.articles.items():
        group, _, own_name = name.partition("/")
        if own_name and group not in content.articles:
            first = content.languages[0]
            text = message("group-without-article", name=f"pages/{group}.{first}.md")
            yield Problem(prose[first].file, 1, 1, "", text)


def page_names(content: Content) -> Iterator[Problem]:
    """No article, table or term has the address of another page, and no chart that of another chart."""
    for name in content.articles:
        if name in reserved_names.PAGES:
            yield from (_file_problem(content.file_path(f"pages/{name}.{lang}.md"), name) for lang in content.languages)
    for name in content.tables:
        if name in reserved_names.STATEMENT_PAGES:
            yield _key_problem(content, content.country_path("tables.yaml"), (name,), name)
    for name in filter(str.isdigit, content.concepts):
        text = message("name-of-digits", name=name)
        yield content.files[content.country_path("concepts.yaml")].problem((name,), text, at_key=True)
    section_by_chart: dict[str, str] = {}
    for section, entry in content.sections.items():
        for chart in entry.charts:
            if section_by_chart.setdefault(chart, section) != section:
                text, path = message("same-address", name=chart, other=section_by_chart[chart]), (section, "charts", chart)
                yield content.files[content.country_path("sections.yaml")].problem(path, text, at_key=True)


def asked_words(content: Content) -> Iterator[Problem]:
    """A word that people ask with stands for one concept or code, and is no other concept's name.

    Where a word of the site meets one that the program lends for a code, the site's counts, as in the search.
    """
    owners: dict[str, str] = {}
    for name, concept in content.concepts.items():
        for own in (*concept.name.values(), *concept.also):
            owners.setdefault(own.casefold(), name)
    for file, name, words in _list_asked_words(content):
        for lang in content.languages:
            for index, word in enumerate(words[lang]):
                other = owners.setdefault(word.casefold(), name)
                text = message("asked-of-two", word=word, other=other)
                problem = content.problem(file, (name, "asked", lang, index), text) if other != name else None
                if problem and not content.is_lent(problem.file):
                    yield problem


def _list_asked_words(content: Content) -> Iterator[tuple[str, str, AskedWords]]:
    """Yield what people call concepts and codes: (file, its name in it, the words)."""
    entries_by_file = {"concepts.yaml": content.concepts} | {
        f"classifications/{scheme}.yaml": entries for scheme, entries in content.classifications.items()
    }
    for file, entries in entries_by_file.items():
        yield from ((content.country_path(file), name, entry.asked) for name, entry in entries.items() if entry.asked)


def part_names(content: Content) -> Iterator[Problem]:
    """Nothing with an address on a page has the name of one of the page's own parts."""
    names_by_file = (
        (content.country_path("concepts.yaml"), content.concepts),
        (content.country_path("sections.yaml"), content.sections),
        (content.file_path("updates.yaml"), content.updates),
    )
    for file, names in names_by_file:
        yield from (_key_problem(content, file, (name,), name) for name in names if reserved_names.is_part(name))


def item_names(content: Content) -> Iterator[Problem]:
    """No project, fact, quote or remark of a statement has the name of one of its page's own parts."""
    for statement in content.statements.values():
        for kind in ("projects", "facts", "quotes", "remarks"):
            for name in filter(reserved_names.is_part, getattr(statement, kind)):
                text = message("name-of-a-page", name=name)
                yield content.files[statement.file].problem((kind, name), text, at_key=True)


def former_names(content: Content) -> Iterator[Problem]:
    """No former name of an entity is the address of another page."""
    for entity in content.entities.values():
        for index, name in enumerate(entity.formerly):
            if not reserved_names.is_free(name):
                yield content.problem(entity.file, ("formerly", index), message("name-of-a-page", name=name))


def entity_page_names(content: Content, entities: Collection[str]) -> Iterator[Problem]:
    """No entity has the name of an article.

    Runs with the common content, which alone is given the names of all entities.
    """
    yield from (_file_problem(content.file_path(f"{STATEMENTS}/{name}"), name) for name in entities if name in content.articles)


def _file_problem(file: str, name: str) -> Problem:
    return Problem(file, 1, 1, "", message("name-of-a-page", name=name))


def _key_problem(content: Content, file: str, path: Path, name: str) -> Problem:
    return content.files[file].problem(path, message("name-of-a-page", name=name), at_key=True)
