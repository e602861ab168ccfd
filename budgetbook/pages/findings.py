"""The pages that list every finding of every document."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import ClassVar

from budgetbook.arithmetic.finding import Findings
from budgetbook.content.content import Content, Statement
from budgetbook.infra.cache.blobs import fingerprint
from budgetbook.opendata.contributions import Contributions, Register, StatementEntry
from budgetbook.pages import paging
from budgetbook.pages.language import LanguageSite, language_sites
from budgetbook.pages.models.findings import FindingView, Tally
from budgetbook.pages.models.page import Link, Page, PageContent
from budgetbook.pages.models.review import ReviewView, review_view
from budgetbook.pages.paging import Pager
from budgetbook.pages.views.findings import build_tally, list_findings, merge_findings
from budgetbook.pages.views.statement import StatementPresenter
from budgetbook.text.markdown import resolve_hrefs, unresolved_href
from budgetbook.text.roles import evidence_address

KIND = "checks"
_STATEMENTS_PER_PAGE = 10
"""Documents on one page."""

StatementFindings = tuple[Link, Tally, tuple[FindingView, ...], ReviewView | None]
"""A statement with its findings, and who has checked it; links in notes belong to no page yet (`markdown.unresolved_href`)."""


@dataclass(frozen=True, slots=True)
class FindingsPage(PageContent):
    """What does not add up, differs slightly or cannot be checked, by statement."""

    template: ClassVar[str] = "checks.html"
    tally: Tally | None
    """The counts of all documents; only on the first page, so that a change leaves the other pages alone."""
    statements: tuple[StatementFindings, ...]
    """Each, linked to its evidence, with its findings but those that hold, and who has checked it."""
    rules: tuple[tuple[str, str], ...]
    """(name, the rule as a reader would say it); only on the first page."""
    pager: Pager | None
    several: bool
    """True if the site has more than one document."""


def contribute(content: Content, findings: Findings) -> dict[str, StatementFindings]:
    """Contribute the findings of one entity: a StatementFindings for each part `<lang>/<statement>`."""
    statements = content.statements.values()
    return {f"{each.lang}/{s.id}": _statement_findings(each, s) for each in language_sites(content, findings) for s in statements}


def _statement_findings(language_site: LanguageSite, statement: Statement) -> StatementFindings:
    ledger, findings = language_site.ledgers[statement.id], language_site.findings[statement.id]
    presenter = StatementPresenter.create(language_site.content, ledger, findings, language_site.phrases, unresolved_href)
    document = language_site.phrases.document(statement.phase, statement.fiscal_year)
    address = f"{evidence_address(statement.id, language_site.lang)}#checks"
    link = Link(f"{language_site.entity_link(statement.entity).text} {document}", address)
    listed_findings = [each for each in list_findings(findings, language_site.content) if each.verdict != "holds"]
    finding_views = merge_findings(map(presenter.finding_presenter.present, listed_findings))
    return link, language_site.tally(findings), finding_views, review_view(statement, language_site.phrases)


def findings_pages(language_site: LanguageSite, contributions: Contributions) -> Iterator[Page]:
    """Build all pages of findings: ten documents on each, newest first."""
    for number in range(1, page_count(contributions) + 1):
        yield findings_page(language_site, contributions, number)


def page_address(language_site: LanguageSite, number: int) -> str:
    """The address of one page, counted from 1."""
    return paging.page_address(f"{language_site.lang}/checks/", number)


def page_fingerprint(language_site: LanguageSite, contributions: Contributions, number: int) -> str:
    """Fingerprint of what one page reads of entities, computed without reading it."""
    register = contributions.register
    digests = [
        contributions.fingerprint(KIND, f"{language_site.lang}/{statement.id}")
        for statement in _statements_on_page(register, number)
    ]
    first = (register.verdict_counts, _rules(language_site, contributions)) if number == 1 else ()
    return fingerprint(number, page_count(contributions), len(register.statements) > 1, digests, first)


def findings_page(language_site: LanguageSite, contributions: Contributions, number: int) -> Page:
    """Build one page. Reads the register, and the part `<lang>/<statement>` of `checks` of each statement on the page."""
    phrases, register = language_site.phrases, contributions.register
    all_findings = [
        statement_findings
        for statement in _statements_on_page(register, number)
        for statement_findings in contributions.collect(KIND, f"{language_site.lang}/{statement.id}")
    ]
    first = number == 1
    content = FindingsPage(
        tally=build_tally(register.verdict_counts, phrases) if first else None,
        statements=tuple(
            _with_hrefs(language_site, statement_findings, page_address(language_site, number))
            for statement_findings in all_findings
        ),
        rules=_rules(language_site, contributions) if first else (),
        pager=paging.pager(phrases, page_address(language_site, 1), number, page_count(contributions)),
        several=len(register.statements) > 1,
    )
    return language_site.numbered_page("checks/", number, phrases["checks"], phrases.say("checks-description"), content)


def _statements_on_page(register: Register, number: int) -> list[StatementEntry]:
    return register.newest_first[(number - 1) * _STATEMENTS_PER_PAGE : number * _STATEMENTS_PER_PAGE]


def page_count(contributions: Contributions) -> int:
    """Count the pages. Reads the register."""
    return len(paging.paginate(contributions.register.newest_first, _STATEMENTS_PER_PAGE))


def _rules(language_site: LanguageSite, contributions: Contributions) -> tuple[tuple[str, str], ...]:
    """List every rule that the site's findings follow: (name, the rule as a reader would say it)."""
    rule_ids = dict.fromkeys(rule for statement in contributions.register.statements.values() for rule in statement.rules)
    return tuple((language_site.phrases[f"rule-{rule}"], language_site.phrases[f"question-{rule}"]) for rule in rule_ids)


def _with_hrefs(language_site: LanguageSite, statement_findings: StatementFindings, page: str) -> StatementFindings:
    """Resolve its links for a page."""
    link, tally, finding_views, review = statement_findings
    href = language_site.href(page)
    linked_views = tuple(replace(view, note=resolve_hrefs(view.note, href)) if view.note else view for view in finding_views)
    return link, tally, linked_views, review
