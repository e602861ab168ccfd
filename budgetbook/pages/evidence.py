"""The page that proves a statement's numbers: the origin of each, every check, every remark, and what the rules ask for."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from budgetbook.content.content import Statement
from budgetbook.pages.language import LanguageSite
from budgetbook.pages.models.figures import RemarkView
from budgetbook.pages.models.findings import FindingView, Tally
from budgetbook.pages.models.page import Link, Page, PageContent
from budgetbook.pages.models.review import ReviewView, review_view
from budgetbook.pages.requirements import RequirementView, requirement_views
from budgetbook.pages.sections import SectionProof, section_proofs
from budgetbook.pages.views.findings import elsewhere_sentence, list_findings, merge_findings
from budgetbook.pages.views.statement import StatementPresenter
from budgetbook.text.roles import evidence_address
from budgetbook.validation.number_balance import count_accounted_numbers, count_left_out_numbers, count_undecided_numbers


@dataclass(frozen=True, slots=True)
class EvidencePage(PageContent):
    """What stands behind a statement's page, number by number."""

    template: ClassVar[str] = "evidence.html"
    entity: Link
    statement: Link
    review: ReviewView | None
    sections: tuple[SectionProof, ...]
    findings: tuple[FindingView, ...]
    """The findings, failures first; one that holds is told with its number, unless it is about none."""
    held_sentence: str
    """Says how many hold and where they are told; empty if none does."""
    findings_elsewhere: str
    """Says where to find the findings that the page does not list; empty if it lists all."""
    tally: Tally
    numbers_sentence: str
    """`The document prints 122 numbers; every one is accounted for here.`; may be empty."""
    remarks: tuple[RemarkView, ...]
    """Every remark, in the order of the document."""
    requirements: tuple[RequirementView, ...]
    profile: str
    basis: str
    citation_form: str
    edit: str
    edit_pattern: str
    """The address for editing a line of the statement's file, `{line}` standing for its number."""


def evidence_presenter(language_site: LanguageSite, statement: Statement) -> StatementPresenter:
    """The presenter of a statement on its page of evidence."""
    return language_site.presenter(statement.id, evidence_address(statement.id, language_site.lang))


def evidence_page(language_site: LanguageSite, statement: Statement) -> Page:
    """Build the page of evidence of one statement."""
    presenter = evidence_presenter(language_site, statement)
    entity, phrases = language_site.entity_link(statement.entity), language_site.phrases
    parent = Link(presenter.title, presenter.address)
    content = _content(language_site, presenter, entity, parent)
    document = phrases.document(statement.phase, statement.fiscal_year)
    title = phrases.say("page-title", title=phrases["evidence"], entity=f"{entity.text} {document}")
    address, trail = f"{statement.id}/evidence/", (language_site.home, entity, parent)
    return language_site.page(address, title, phrases["evidence-lead"], trail, "budgets", content)


def _content(language_site: LanguageSite, presenter: StatementPresenter, entity: Link, parent: Link) -> EvidencePage:
    statement, phrases = presenter.statement, language_site.phrases
    findings = list_findings(presenter.findings, language_site.content)
    finding_views = merge_findings(map(presenter.finding_presenter.present, findings))
    sections = tuple(section_proofs(presenter))
    proven_names = {name for section in sections for name in section.proven_names}
    listed_views = tuple(view for view in finding_views if view.outcome != "holds" or view.concept not in proven_names)
    held_count = len(finding_views) - len(listed_views)
    profile = language_site.content.profiles[statement.profile]
    address = evidence_address(statement.id, language_site.lang)
    return EvidencePage(
        entity=entity,
        statement=parent,
        review=review_view(statement, phrases),
        sections=sections,
        findings=listed_views,
        held_sentence=phrases.say("held-with-numbers", count=phrases.count(held_count)) if held_count else "",
        findings_elsewhere=elsewhere_sentence(len(presenter.findings), finding_views, phrases),
        tally=language_site.tally(presenter.findings),
        numbers_sentence=_numbers_sentence(language_site, statement),
        remarks=presenter.remark_views(),
        requirements=requirement_views(presenter, profile),
        profile=profile.name[language_site.lang],
        basis=profile.basis[language_site.lang],
        citation_form=presenter.citation_form(f"{address}#{phrases['cite-name']}"),
        edit=presenter.edit_links.find_address(),
        edit_pattern=presenter.edit_links.pattern,
    )


def _numbers_sentence(language_site: LanguageSite, statement: Statement) -> str:
    """Say whether a control list accounts for each number of the document, or that there is none."""
    say = language_site.phrases.say
    if statement.numbers is None:
        return say("numbers-unlisted")
    sentences = [say("numbers", count=count_accounted_numbers(statement))]
    if count := count_left_out_numbers(statement):
        sentences.append(say("numbers-left-out", count=count))
    if count := count_undecided_numbers(statement):
        sentences.append(say("numbers-undecided", count=count))
    return language_site.phrases.marks.space.join(sentences)
