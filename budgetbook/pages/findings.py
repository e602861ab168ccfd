"""What bodies give, and one language, in; the pages of every check of every document out."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from budgetbook.aggregate.contributions import Findings, Register, Shares, StatementEntry
from budgetbook.content.loader import Content, Statement
from budgetbook.infra.cache.blobs import key
from budgetbook.pages import paging
from budgetbook.pages.language import Edition, editions, listed
from budgetbook.pages.models.pages import ChecksBody, Page
from budgetbook.pages.models.parts import FindingView, Link, Tally
from budgetbook.pages.views.findings import counted, elsewhere, merged
from budgetbook.pages.views.statement import StatementViews
from budgetbook.text.markdown import placed, rooted

KIND = "checks"
_ON_A_PAGE = 10
"""Documents."""

Checked = tuple[Link, Tally, tuple[FindingView, ...]]
"""A statement with its checks; links in notes are those of no page yet (`markdown.rooted`)."""


def give(content: Content, findings: Findings) -> dict[str, Checked]:
    """What one body gives: the part `<lang>/<statement>` is a Checked."""
    statements = content.statements.values()
    return {f"{each.lang}/{s.id}": _checked(each, s) for each in editions(content, findings) for s in statements}


def _checked(edition: Edition, statement: Statement) -> Checked:
    ledger, found = edition.ledgers[statement.id], edition.findings[statement.id]
    views = StatementViews.of(edition.content, ledger, found, edition.words, rooted)
    document = edition.words.document(statement.phase, statement.fiscal_year)
    link = Link(f"{edition.entity_link(statement.entity).text} {document}", views.address)
    shown = merged(views.told.of(finding) for finding in listed(found, edition.content))
    return link, edition.tally(found), shown


def checks_pages(edition: Edition, shares: Shares) -> Iterator[Page]:
    """Every check of every document, ten documents a page, the newest first."""
    for number in range(1, count(shares) + 1):
        yield checks_page(edition, shares, number)


def address(edition: Edition, number: int) -> str:
    """Of one of the pages."""
    return paging.numbered(f"{edition.lang}/checks/", number)


def made_of(edition: Edition, shares: Shares, number: int) -> str:
    """One name for what one of the pages reads of bodies; told without reading it."""
    register = shares.register
    digests = [shares.digest(KIND, f"{edition.lang}/{statement.id}") for statement in _on(register, number)]
    first = (register.verdicts, _rules(edition, shares)) if number == 1 else ()
    return key(number, count(shares), len(register.statements) > 1, digests, first)


def checks_page(edition: Edition, shares: Shares, number: int) -> Page:
    """One of the pages. Reads the register, and of `checks` the parts `<lang>/<statement>` of the statements on the page."""
    words, register = edition.words, shares.register
    every = [checked for statement in _on(register, number) for checked in shares.of(KIND, f"{edition.lang}/{statement.id}")]
    first = number == 1
    body = ChecksBody(
        tally=counted(register.verdicts, words) if first else None,
        statements=tuple(_shown(edition, checked, address(edition, number)) for checked in every),
        rules=_rules(edition, shares) if first else (),
        pager=paging.pager(words, address(edition, 1), number, count(shares)),
        several=len(register.statements) > 1,
    )
    return edition.numbered("checks/", number, "checks.html", words["checks"], words.say("checks-description"), body)


def _on(register: Register, number: int) -> list[StatementEntry]:
    return register.newest[(number - 1) * _ON_A_PAGE : number * _ON_A_PAGE]


def count(shares: Shares) -> int:
    """How many pages there are. Reads the register."""
    return len(paging.cut(shares.register.newest, _ON_A_PAGE))


def _rules(edition: Edition, shares: Shares) -> tuple[tuple[str, str], ...]:
    """Every rule that a check of the site follows: (name, the rule as a reader would say it)."""
    used = dict.fromkeys(rule for statement in shares.register.statements.values() for rule in statement.rules)
    return tuple((edition.words[f"rule-{rule}"], edition.words[f"question-{rule}"]) for rule in used)


def _shown(edition: Edition, checked: Checked, page: str) -> tuple[Link, Tally, tuple[FindingView, ...], str]:
    """With its links made for a page, and where the checks are that are not listed."""
    link, tally, views = checked
    href = edition.href(page)
    shown = tuple(replace(view, note=placed(view.note, href)) if view.note else view for view in views)
    return link, tally, shown, elsewhere(tally.total, views, edition.words)
