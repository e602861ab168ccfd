"""What who follows a class of an entity's budget is told: what each of its documents gives for it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from budgetbook.arithmetic.finding import Findings
from budgetbook.content.content import Content, Entity
from budgetbook.pages.language import LanguageSite, language_sites
from budgetbook.pages.line import ClassPages

KIND = "followed lines"


@dataclass(frozen=True, slots=True)
class LineNews:
    """What one document gives for a class."""

    statement: str
    title: str
    address: str
    """The line on the page of the document's table."""
    sentence: str


@dataclass(frozen=True, slots=True)
class FollowedLine:
    """A class that has a page over the years."""

    address: str
    """That of its page."""
    title: str
    code: str
    name: str
    news: tuple[LineNews, ...]
    """Oldest document first."""


def contribute(content: Content, findings: Findings) -> dict[str, tuple[FollowedLine, ...]]:
    """Contribute the classes of one entity that several of its documents give, by language."""
    (entity,) = content.entities.values()
    return {each.lang: tuple(_followed_lines(each, entity)) for each in language_sites(content, findings)}


def _followed_lines(language_site: LanguageSite, entity: Entity) -> Iterator[FollowedLine]:
    """Yield each class that has a page."""
    for series in language_site.classified_series(entity.id):
        pages = ClassPages(language_site, entity, series)
        for line in series.classes:
            news = tuple(
                LineNews(
                    amount.ledger.statement.id,
                    language_site.phrases.say("page-title", title=pages.title(line), entity=pages.document(number).text),
                    pages.cell_address(amount),
                    pages.sentence(line, number),
                )
                for number, amount in enumerate(line.amounts)
                if amount
            )
            link = pages.link(line.code)
            yield FollowedLine(link.address, pages.title(line), line.code, link.text, news)
