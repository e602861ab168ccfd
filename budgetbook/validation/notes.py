"""Notes on valid content: what deserves a look before publication. A note stops nothing."""

from __future__ import annotations

from collections.abc import Iterator
from urllib.parse import urlsplit

from budgetbook.arithmetic.confirmation import list_unconfirmed
from budgetbook.arithmetic.finding import Findings
from budgetbook.content.content import Content
from budgetbook.diagnostics.problem import Problem, message
from budgetbook.text.role_syntax import find_roles, words_with_target

LINKED_ARTICLES = ("about", "contribute", "how-to-read")
"""Articles that every page links to (`templates/base.html`)."""
_RESERVED_HOSTS = ("example", "test", "invalid", "localhost", "example.com", "example.org", "example.net")
"""Host names that never lead anywhere (RFC 2606, RFC 6761)."""


def common_notes(content: Content) -> list[Problem]:
    """Every note on the content that belongs to no entity."""
    return [*example_addresses(content), *pages_without_link(content)]


def undecided_numbers(content: Content) -> Iterator[Problem]:
    """Somebody has said of every number that looks like a figure what it is."""
    for statement in content.statements.values():
        for place, place_name in statement.places.items():
            if place_name.undecided:
                text = message("note-undecided", place=place, numbers=", ".join(place_name.undecided))
                yield content.problem(statement.file, ("places", place, "undecided"), text)


def unconfirmed_findings(content: Content, findings: Findings) -> Iterator[Problem]:
    """Somebody has confirmed whatever does not add up."""
    for name, statement in content.statements.items():
        if open_findings := list_unconfirmed(statement, findings.get(name, ())):
            text = message("note-unconfirmed", count=len(open_findings))
            yield content.problem(statement.file, ("review",), text, message("note-unconfirmed-hint"))


def example_addresses(content: Content) -> Iterator[Problem]:
    """The site's addresses are its own, not examples."""
    for key in ("address", "repository", "contact"):
        host = f".{urlsplit(getattr(content.site, key)).hostname or ''}"
        if host.endswith(tuple(f".{name}" for name in _RESERVED_HOSTS)):
            text = message("note-example-address", address=getattr(content.site, key))
            yield content.problem(content.file_path("site.yaml"), (key,), text)


def pages_without_link(content: Content) -> Iterator[Problem]:
    """Some menu, article or explanation links to every article."""
    articles = (prose[lang] for prose in content.articles.values() for lang in prose)
    texts = [section_text for article in articles for _, section_text in article.sections.values()]
    texts += [concept.explain[lang] for concept in content.concepts.values() for lang in content.languages]
    linked_pages = {words_with_target(name)[1] for text in texts for _, _, role, name in find_roles(text) if role == "page"}
    for name, prose in content.articles.items():
        if name not in (*LINKED_ARTICLES, *content.site.menu) and name not in linked_pages:
            yield Problem(prose[content.languages[0]].file, 1, 1, "", message("note-page-without-link", name=name))
