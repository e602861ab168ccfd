"""A statement and an edition in; its page out: first screen, sections, checks, remarks, what it lacks, its source."""

from __future__ import annotations

from collections.abc import Iterator

from budgetbook.arithmetic.prior_year import change_since
from budgetbook.content.loader import Statement
from budgetbook.content.model import Profile, Section
from budgetbook.content.statement import Breakdown
from budgetbook.pages.charts.registry import chart
from budgetbook.pages.execution import execution_link
from budgetbook.pages.language import Edition, listed
from budgetbook.pages.models.pages import Page, StatementBody
from budgetbook.pages.models.parts import ChartView, Link, RequirementView, SectionView
from budgetbook.pages.table_list import table_list
from budgetbook.pages.views import items
from budgetbook.pages.views.findings import elsewhere, merged, rounded_only
from budgetbook.pages.views.key_numbers import key_numbers
from budgetbook.pages.views.performance import of_the_body
from budgetbook.pages.views.statement import StatementViews, edit_address
from budgetbook.text import markdown
from budgetbook.text.markdown import Html
from budgetbook.validation.number_balance import accounted, left_out


def statement_page(edition: Edition, statement: Statement) -> Page:
    """The page of one statement."""
    address = f"{edition.lang}/{statement.id}/"
    views, words = edition.views(statement.id, address), edition.words
    entity = edition.entity_link(statement.entity)
    checks = merged(views.told.of(finding) for finding in listed(views.findings, edition.content))
    profile = edition.content.profiles[statement.profile]
    body = StatementBody(
        entity=entity,
        title=views.title,
        kicker=edition.content.entities[statement.entity].name[edition.lang],
        summary=views.rich(statement.summary),
        prose=_prose(views, "summary"),
        key_numbers=key_numbers(views),
        lead_chart=lead_chart(views),
        alarms=tuple(check for check in checks if check.verdict == "fails"),
        sections=tuple(_sections(edition, views)),
        rounded=rounded_only(views.findings, views.told),
        checks=checks,
        checks_elsewhere=elsewhere(len(views.findings), checks, words),
        tally=edition.tally(views.findings),
        tables=table_list(edition, views),
        remarks=views.remarks(),
        requirements=_requirements(views, profile),
        profile=profile.name[edition.lang],
        basis=profile.basis[edition.lang],
        source=_source(views),
        source_link=statement.source.url or "",
        source_note=views.rich(statement.source.note),
        numbers_sentence=_numbers(edition, statement),
        years=views.years,
        execution=execution_link(edition, statement),
        site=edition.content.site.name[edition.lang],
        edit=edit_address(edition.content, statement.file, 1),
        book=f"data/statements/{statement.id}.xlsx",
    )
    title = words.say("page-title", title=views.title, entity=entity.text)
    description = _description(views, entity)
    return edition.page(f"{statement.id}/", "statement.html", title, description, (edition.home, entity), "budgets", body)


def _description(views: StatementViews, entity: Link) -> str:
    """What search engines show of the page."""
    plain = markdown.plain(views.statement.summary[views.lang], views.refs)
    document = views.words.document(views.statement.phase, views.statement.fiscal_year)
    return views.words.say("statement-description", entity=entity.text, document=document, summary=plain)


def _sections(edition: Edition, views: StatementViews) -> Iterator[SectionView]:
    for name, section in edition.content.sections.items():
        figures, charts, prose = views.figures(section.figures), _charts(views, section), _prose(views, name)
        facts = tuple(items.facts(views)) if section.facts else ()
        if not (figures or charts or prose or facts):
            continue
        yield SectionView(
            id=name,
            name=section.name[edition.lang],
            lead=section.lead[edition.lang],
            prose=prose,
            figures=figures,
            charts=charts,
            projects=tuple(items.projects(views)) if section.projects else (),
            projects_rest=items.projects_rest(views) if section.projects else "",
            facts=facts,
            performance=of_the_body(views) if section.projects else None,
            years=views.years,
        )


def _charts(views: StatementViews, section: Section) -> tuple[ChartView, ...]:
    """A section's charts; where each 100 yuan goes stands at the top of the page already."""
    made = (chart(views, name, about) for name, about in section.charts.items() if about.kind != "hundred")
    return tuple(each for each in made if each is not None)


def lead_chart(views: StatementViews) -> ChartView | None:
    """Where each 100 yuan goes, from the section that has such a chart."""
    for section in views.content.sections.values():
        for name, about in section.charts.items():
            if about.kind == "hundred":
                return chart(views, name, about)
    return None


def _prose(views: StatementViews, section: str) -> Html:
    _, text = views.statement.prose[views.lang].sections.get(section, (0, ""))
    return markdown.html(text, views.refs, views.href) if text.strip() else Html()


def _numbers(edition: Edition, statement: Statement) -> str:
    """Whether each number of the document is accounted for: by the control list, or by nobody where there is none."""
    say = edition.words.say
    if statement.numbers is None:
        return say("numbers-unlisted")
    sentences = [say("numbers", count=accounted(statement))]
    if count := left_out(statement):
        sentences.append(say("numbers-left-out", count=count))
    return ("" if edition.lang == "zh" else " ").join(sentences)


def _requirements(views: StatementViews, profile: Profile) -> tuple[RequirementView, ...]:
    """What the rules ask for besides tables, which have a list of their own; what is missing first.

    A requirement is met where every figure that it asks for is reported, and every part that no figure tells.
    """
    found, given = [], _given(views)
    for requirement in (each for each in profile.requirements.values() if each.table is None):
        by_figures = all(concept in views.statement.figures for concept in requirement.concepts)
        met = by_figures and (requirement.given_by is None or given.get(requirement.given_by, False))
        word = views.words["in-this-document" if met else "not-in-this-document"]
        found.append(RequirementView(requirement.name[views.lang], requirement.explain[views.lang], met, word))
    return tuple(sorted(found, key=lambda view: view.met))


def _given(views: StatementViews) -> dict[str, bool]:
    """Whether the document gives each of the parts that no figure tells."""
    statement = views.statement
    return {
        "published": statement.source.published is not None,
        "url": statement.source.url is not None,
        "reasons": _reasons_given(views),
        "glossary": "glossary-terms" in statement.facts,
        "functional": any(b.by == "functional" and _finest(b) == 7 for b in statement.breakdowns.values()),
        "indicators": bool(statement.performance or any(p.indicators for p in statement.projects.values())),
        "economic": any(b.by == "economic" and _finest(b) == 5 for b in statement.breakdowns.values()),
    }


def _finest(breakdown: Breakdown) -> int:
    """How many digits the finest code of a table has."""
    return max((len(row.code or "") for row in breakdown.rows), default=0)


def _reasons_given(views: StatementViews) -> bool:
    """Whether each figure of money that changed has a reason, its own or one of its parts'; without figures there is none."""
    figures = views.statement.figures
    for concept, figure in figures.items():
        change, says = change_since(views.ledger, concept), figure.printed
        mine = change is not None and change.before.how != "earlier"
        changed = bool(change.amount.value) if change and mine else bool(says and says.change)
        parts = (figures[part] for part in views.content.concepts[concept].parts if part in figures)
        if changed and not any(each.reason for each in (figure, *parts)):
            return False
    return bool(figures)


def _source(views: StatementViews) -> tuple[tuple[str, str], ...]:
    source, words, compared = views.statement.source, views.words, views.statement.compares_with
    rows = [
        ("source-title", source.title[views.lang]),
        ("source-publisher", source.publisher[views.lang]),
        ("source-published", source.published.isoformat() if source.published else words["not-stated"]),
        ("source-url", source.url or words["not-stated"]),
    ]
    if compared:
        rows.append(("source-basis", f"{compared.year}: {words[f'basis-{compared.basis}']}"))
    if source.sha256:
        rows.append(("source-sha256", source.sha256))
    return tuple((words[key], value) for key, value in rows)
