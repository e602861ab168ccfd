"""A statement and an edition in; its page out: first screen, sections, checks, remarks, what it lacks, its source."""

from __future__ import annotations

from collections.abc import Iterator

from budgetbook.arithmetic.prior_year import change_since
from budgetbook.content.loader import Statement
from budgetbook.content.model import Profile, Section
from budgetbook.content.statement import Breakdown
from budgetbook.pages.charts.registry import build_chart
from budgetbook.pages.execution import execution_link
from budgetbook.pages.language import LanguageSite, list_findings
from budgetbook.pages.models.pages import Page, StatementPage
from budgetbook.pages.models.parts import ChartView, Link, RequirementView, SectionView
from budgetbook.pages.table_list import table_list
from budgetbook.pages.views import items
from budgetbook.pages.views.findings import elsewhere_sentence, merge_findings, rounding_findings
from budgetbook.pages.views.key_numbers import key_numbers
from budgetbook.pages.views.performance import entity_performance
from budgetbook.pages.views.statement import StatementPresenter, edit_address
from budgetbook.text import markdown
from budgetbook.text.markdown import Html
from budgetbook.validation.number_balance import count_accounted_numbers, count_left_out_numbers


def statement_page(edition: LanguageSite, statement: Statement) -> Page:
    """The page of one statement."""
    address = f"{edition.lang}/{statement.id}/"
    views, phrases = edition.presenter(statement.id, address), edition.phrases
    entity = edition.entity_link(statement.entity)
    finding_views = merge_findings(
        views.finding_presenter.present(finding) for finding in list_findings(views.findings, edition.content)
    )
    profile = edition.content.profiles[statement.profile]
    content = StatementPage(
        entity=entity,
        title=views.title,
        kicker=edition.content.entities[statement.entity].name[edition.lang],
        summary=views.render_text(statement.summary),
        prose=_prose(views, "summary"),
        key_numbers=key_numbers(views),
        lead_chart=lead_chart(views),
        alarms=tuple(finding_view for finding_view in finding_views if finding_view.verdict == "fails"),
        sections=tuple(_sections(edition, views)),
        rounding_findings=rounding_findings(views.findings, views.finding_presenter),
        findings=finding_views,
        findings_elsewhere=elsewhere_sentence(len(views.findings), finding_views, phrases),
        tally=edition.tally(views.findings),
        tables=table_list(edition, views),
        remarks=views.remark_views(),
        requirements=_requirements(views, profile),
        profile=profile.name[edition.lang],
        basis=profile.basis[edition.lang],
        source=_source(views),
        source_link=statement.source.url or "",
        source_note=views.render_text(statement.source.note),
        numbers_sentence=_numbers_sentence(edition, statement),
        years=views.years,
        execution=execution_link(edition, statement),
        site=edition.content.site.name[edition.lang],
        edit=edit_address(edition.content, statement.file, 1),
        workbook=f"data/statements/{statement.id}.xlsx",
    )
    title = phrases.say("page-title", title=views.title, entity=entity.text)
    description = _description(views, entity)
    return edition.page(f"{statement.id}/", "statement.html", title, description, (edition.home, entity), "budgets", content)


def _description(views: StatementPresenter, entity: Link) -> str:
    """What search engines show of the page."""
    plain = markdown.plain_text(views.statement.summary[views.lang], views.refs)
    document = views.phrases.document(views.statement.phase, views.statement.fiscal_year)
    return views.phrases.say("statement-description", entity=entity.text, document=document, summary=plain)


def _sections(edition: LanguageSite, views: StatementPresenter) -> Iterator[SectionView]:
    for name, section in edition.content.sections.items():
        figures, charts, prose = views.figure_views(section.figures), _charts(views, section), _prose(views, name)
        facts = tuple(items.fact_views(views)) if section.facts else ()
        if not (figures or charts or prose or facts):
            continue
        yield SectionView(
            id=name,
            name=section.name[edition.lang],
            lead=section.lead[edition.lang],
            prose=prose,
            figures=figures,
            charts=charts,
            projects=tuple(items.project_views(views)) if section.projects else (),
            projects_rest=items.projects_rest(views) if section.projects else "",
            facts=facts,
            performance=entity_performance(views) if section.projects else None,
            years=views.years,
        )


def _charts(views: StatementPresenter, section: Section) -> tuple[ChartView, ...]:
    """A section's charts; where each 100 yuan goes stands at the top of the page already."""
    charts = (build_chart(views, name, chart) for name, chart in section.charts.items() if chart.kind != "hundred")
    return tuple(each for each in charts if each is not None)


def lead_chart(views: StatementPresenter) -> ChartView | None:
    """Where each 100 yuan goes, from the section that has such a chart."""
    for section in views.content.sections.values():
        for name, chart in section.charts.items():
            if chart.kind == "hundred":
                return build_chart(views, name, chart)
    return None


def _prose(views: StatementPresenter, section: str) -> Html:
    _, text = views.statement.prose[views.lang].sections.get(section, (0, ""))
    return markdown.render_html(text, views.refs, views.href) if text.strip() else Html()


def _numbers_sentence(edition: LanguageSite, statement: Statement) -> str:
    """Whether each number of the document is accounted for: by the control list, or by nobody where there is none."""
    say = edition.phrases.say
    if statement.numbers is None:
        return say("numbers-unlisted")
    sentences = [say("numbers", count=count_accounted_numbers(statement))]
    if count := count_left_out_numbers(statement):
        sentences.append(say("numbers-left-out", count=count))
    return ("" if edition.lang == "zh" else " ").join(sentences)


def _requirements(views: StatementPresenter, profile: Profile) -> tuple[RequirementView, ...]:
    """What the rules ask for besides tables, which have a list of their own; what is missing first.

    A requirement is met where every figure that it asks for is reported, and every part that no figure tells.
    """
    requirement_views, part_presence = [], _part_presence(views)
    for requirement in (each for each in profile.requirements.values() if each.table is None):
        by_figures = all(concept in views.statement.figures for concept in requirement.concepts)
        is_met = by_figures and (requirement.given_by is None or part_presence.get(requirement.given_by, False))
        word = views.phrases["in-this-document" if is_met else "not-in-this-document"]
        requirement_views.append(RequirementView(requirement.name[views.lang], requirement.explain[views.lang], is_met, word))
    return tuple(sorted(requirement_views, key=lambda view: view.is_met))


def _part_presence(views: StatementPresenter) -> dict[str, bool]:
    """Whether the document gives each of the parts that no figure tells."""
    statement = views.statement
    return {
        "published": statement.source.published is not None,
        "url": statement.source.url is not None,
        "reasons": _has_reasons(views),
        "glossary": "glossary-terms" in statement.facts,
        "functional": any(b.by == "functional" and _finest(b) == 7 for b in statement.breakdowns.values()),
        "indicators": bool(statement.performance or any(p.indicators for p in statement.projects.values())),
        "economic": any(b.by == "economic" and _finest(b) == 5 for b in statement.breakdowns.values()),
    }


def _finest(breakdown: Breakdown) -> int:
    """How many digits the finest code of a table has."""
    return max((len(row.code or "") for row in breakdown.rows), default=0)


def _has_reasons(views: StatementPresenter) -> bool:
    """Whether each figure of money that changed has a reason, its own or one of its parts'; without figures there is none."""
    figures = views.statement.figures
    for concept, figure in figures.items():
        change, says = change_since(views.ledger, concept), figure.printed
        mine = change is not None and change.prior.how != "earlier"
        has_changed = bool(change.amount.value) if change and mine else bool(says and says.change)
        parts = (figures[part] for part in views.content.concepts[concept].parts if part in figures)
        if has_changed and not any(each.reason for each in (figure, *parts)):
            return False
    return bool(figures)


def _source(views: StatementPresenter) -> tuple[tuple[str, str], ...]:
    source, phrases, comparison = views.statement.source, views.phrases, views.statement.compares_with
    rows = [
        ("source-title", source.title[views.lang]),
        ("source-publisher", source.publisher[views.lang]),
        ("source-published", source.published.isoformat() if source.published else phrases["not-stated"]),
        ("source-url", source.url or phrases["not-stated"]),
    ]
    if comparison:
        rows.append(("source-basis", f"{comparison.year}: {phrases[f'basis-{comparison.basis}']}"))
    if source.sha256:
        rows.append(("source-sha256", source.sha256))
    return tuple((phrases[phrase_id], value) for phrase_id, value in rows)
