"""What bodies give, and one language, in; the front page, and the list of all bodies where it cannot show them, out."""

from __future__ import annotations

from collections.abc import Iterator

from budgetbook.aggregate.contributions import BodyEntry, Shares, StatementEntry
from budgetbook.infra.base.files import Output
from budgetbook.pages.compare import rows_files, table_pages
from budgetbook.pages.compare_rows import document_cell
from budgetbook.pages.language import Edition, by_weight
from budgetbook.pages.models.lists import CompareCell, CompareColumn, Comparison
from budgetbook.pages.models.pages import HomeBody, Page
from budgetbook.pages.models.parts import FindingView, Link
from budgetbook.pages.statement import lead_chart
from budgetbook.pages.views.findings import merged
from budgetbook.pages.views.statement import StatementViews

_LATEST = 5
"""Documents on the front page; where the others are is a link away."""
PRINCIPLES = ("origin", "arithmetic", "once")


def home_page(edition: Edition, shares: Shares) -> Page:
    """The front page: the latest documents, and the way to all. Reads the register, and in full the bodies of the latest."""
    words, address, site = edition.words, f"{edition.lang}/", edition.content.site
    latest = _latest(edition, shares)
    shown = edition.showing(shares, (entry.entity for entry in latest))
    views = [shown.views(entry.id, address) for entry in latest]
    body = HomeBody(
        tagline=site.tagline[edition.lang],
        statements=tuple(shown.card(each.statement, address) for each in views),
        ways=tuple(_ways(edition, shares)),
        lead_chart=lead_chart(views[0]) if views else None,
        alarms=tuple(alarm for each in views for alarm in _alarms(each)),
        principles=tuple((words[f"principle-{key}"], words.say(f"principle-{key}")) for key in PRINCIPLES),
    )
    return edition.page("", "home.html", site.name[edition.lang], site.tagline[edition.lang], (), "budgets", body)


def _latest(edition: Edition, shares: Shares) -> list[StatementEntry]:
    return shares.register.latest(edition.content, _LATEST)


def _alarms(views: StatementViews) -> Iterator[FindingView]:
    failing = (finding for finding in by_weight(views.findings, views.content) if finding.verdict == "fails")
    yield from merged(map(views.told.of, failing))


def _ways(edition: Edition, shares: Shares) -> Iterator[Link]:
    """The ways to all documents and to all bodies, where the front page does not show them."""
    register, words = shares.register, edition.words
    if len(register.statements) > _LATEST:
        yield Link(words.say("all-documents", count=f"{len(register.statements):,}"), f"{edition.lang}/compare/")
    if _hides_bodies(edition, shares):
        yield Link(words.say("all-bodies", count=f"{len(register.bodies):,}"), f"{edition.lang}/bodies/")


def _hides_bodies(edition: Edition, shares: Shares) -> bool:
    return len({entry.entity for entry in _latest(edition, shares)}) < len(shares.register.bodies)


def bodies_pages(edition: Edition, shares: Shares) -> Iterator[Page]:
    """Every body, where the front page does not show them all. Reads the register."""
    if _hides_bodies(edition, shares):
        yield from table_pages(edition, bodies_table(edition, shares), "budgets", edition.words["bodies-lead"])


def bodies_files(edition: Edition, shares: Shares) -> Iterator[Output]:
    """The rows of that list as data, where it is long. Reads the register."""
    if _hides_bodies(edition, shares):
        yield from rows_files(edition, bodies_table(edition, shares))


def bodies_table(edition: Edition, shares: Shares) -> Comparison:
    """A row a body, in the order of their addresses. Reads the register."""
    words = edition.words
    heads = (
        CompareColumn(words["body"], None, numeric=False),
        CompareColumn(words["newest-document"], None, numeric=True),
        CompareColumn(words["document-count"], None, numeric=True),
    )
    rows = tuple(_row(edition, body) for body in shares.register.bodies.values())
    return Comparison(words["bodies"], f"{edition.lang}/bodies/", heads, rows)


def _row(edition: Edition, body: BodyEntry) -> tuple[CompareCell, ...]:
    """Its full name, its newest document, how many it has."""
    lang, count = edition.lang, str(len(body.statements))
    name = CompareCell(body.name[lang], address=f"{lang}/{body.id}/")
    if not body.statements:
        return name, CompareCell("–"), CompareCell(count, count)
    newest = max(body.statements, key=lambda entry: (entry.fiscal_year, entry.phase))
    document = document_cell(newest, edition.words)._replace(address=f"{lang}/{newest.id}/")
    return name, document, CompareCell(count, count)
