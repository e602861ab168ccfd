"""Content and findings in; every page of the site, in both languages, holding all that it shows, out.

Each kind of page is one function; `of` calls them in the order of the addresses.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property

from budgetbook import markdown
from budgetbook.chartviews import chart
from budgetbook.downloads import TABLES, DataFile
from budgetbook.explain import tally
from budgetbook.findings import VERDICTS, Finding
from budgetbook.ledger import Ledger
from budgetbook.load import Content, Entity, Statement
from budgetbook.markdown import Href, Html
from budgetbook.model import LANGUAGES, Concept, Language, Profile, Requirement, Section
from budgetbook.references import References
from budgetbook.statementviews import StatementViews, edit_address
from budgetbook.transcription import accounted
from budgetbook.views import (
    ArticleBody,
    ChartView,
    ChecksBody,
    DataBody,
    Download,
    EntityBody,
    FindingView,
    GlossaryBody,
    HomeBody,
    Link,
    Page,
    PlainBody,
    RequirementView,
    SectionView,
    StatementBody,
    StatementCard,
    Table,
    Tally,
    TermBody,
    TermLine,
)
from budgetbook.wording import Words

OTHER: dict[Language, Language] = {"zh": "en", "en": "zh"}
PRINCIPLES = ("origin", "arithmetic", "once")


def relative(page: str, address: str) -> str:
    """The href from one page to a site address (or an absolute one), naming the file, so that it works from disk too."""
    if address.startswith(("http://", "https://", "mailto:")):
        return address
    target, hash_, fragment = address.partition("#")
    if target == page:
        return f"{hash_}{fragment}" if fragment else "index.html"
    here, there = page.split("/")[:-1], target.split("/")
    common = 0
    while common < min(len(here), len(there) - 1) and here[common] == there[common]:
        common += 1
    path = "../" * (len(here) - common) + "/".join(there[common:])
    return f"{path}{'index.html' if path.endswith('/') or not path else ''}{hash_}{fragment}"


@dataclass(frozen=True)
class Edition:
    """The whole site in one language: what its pages share."""

    content: Content
    findings: Mapping[str, tuple[Finding, ...]]
    ledgers: Mapping[str, Ledger]
    lang: Language
    files: tuple[DataFile, ...]
    _views: dict[tuple[str, str], StatementViews] = field(default_factory=dict, repr=False)

    @cached_property
    def words(self) -> Words:
        return Words(self.lang, self.content.phrases)

    @cached_property
    def refs(self) -> References:
        return References(self.content, self.words)

    @cached_property
    def home(self) -> Link:
        return Link(self.words["home"], f"{self.lang}/")

    @cached_property
    def newest(self) -> list[Statement]:
        """Every statement, the newest year first, then by body."""
        return sorted(self.content.statements.values(), key=lambda s: (-s.fiscal_year, s.entity, s.phase))

    def views(self, statement: str, page: str) -> StatementViews:
        """A statement's views, its links made for a page."""
        key = (statement, page)
        if key not in self._views:
            ledger = self.ledgers[statement]
            self._views[key] = StatementViews(self.content, ledger, self.findings[statement], self.words, self.href(page))
        return self._views[key]

    def href(self, page: str) -> Href:
        """Site address -> href from a page."""
        return lambda address: relative(page, address)

    def tally(self, findings: tuple[Finding, ...]) -> Tally:
        return tally(findings, self.words)

    def entity_link(self, entity: str) -> Link:
        return Link(self.content.entities[entity].short[self.lang], f"{self.lang}/{entity}/")

    def card(self, statement: Statement, page: str) -> StatementCard:
        """A statement in a list on a page."""
        views = self.views(statement.id, page)
        return StatementCard(
            title=views.title,
            address=views.address,
            entity=self.entity_link(statement.entity),
            year=str(statement.fiscal_year),
            numbers=views.key_numbers(),
            tally=self.tally(views.findings),
        )

    def page(self, address: str, template: str, title: str, description: str, trail: tuple[Link, ...], nav: str, body: object) -> Page:
        """A page at `<lang>/<address>`."""
        twin = f"{OTHER[self.lang]}/{address}"
        return Page(f"{self.lang}/{address}", self.lang, template, title, description, twin, trail, nav, body)  # type: ignore[arg-type]


def of(content: Content, findings: Mapping[str, tuple[Finding, ...]], files: tuple[DataFile, ...]) -> Iterator[Page]:
    """Every page, the root's language choice first."""
    ledgers = {name: Ledger(statement, content.concepts) for name, statement in content.statements.items()}
    yield _plain(content, "", "chooser.html")
    yield _plain(content, "404.html", "404.html")
    for lang in LANGUAGES:
        edition = Edition(content, findings, ledgers, lang, files)
        yield _home(edition)
        yield from (_entity(edition, entity) for entity in content.entities.values())
        yield from (_statement(edition, statement) for statement in content.statements.values())
        yield _glossary(edition)
        yield from (_term(edition, name, about) for name, about in content.concepts.items())
        yield _checks(edition)
        yield _data(edition)
        yield from (_article(edition, name) for name in content.articles)


def _plain(content: Content, address: str, template: str) -> Page:
    """The language choice and the page for what is not there: both languages on one page."""
    site = content.site
    links = tuple(Link(name, f"{lang}/") for lang, name in (("zh", "中文"), ("en", "English")))
    title = f"{site.name.zh} · {site.name.en}"
    description = f"{site.tagline.zh} {site.tagline.en}"
    return Page(address, "zh", template, title, description, "", (), "", PlainBody(links))


def _home(edition: Edition) -> Page:
    words, address = edition.words, f"{edition.lang}/"
    newest = edition.newest
    alarms = []
    for statement in newest:
        views = edition.views(statement.id, address)
        link = Link(f"{edition.entity_link(statement.entity).text} {statement.fiscal_year}", views.address)
        alarms += [(link, views.explainer.view(finding)) for finding in views.findings if finding.verdict == "fails"]
    body = HomeBody(
        tagline=edition.content.site.tagline[edition.lang],
        statements=tuple(edition.card(statement, address) for statement in newest),
        lead_chart=_lead_chart(edition.views(newest[0].id, address)) if newest else None,
        alarms=tuple(alarms),
        principles=tuple((words[f"principle-{key}"], words.say(f"principle-{key}")) for key in PRINCIPLES),
    )
    tagline = edition.content.site.tagline[edition.lang]
    return edition.page("", "home.html", edition.content.site.name[edition.lang], tagline, (), "budgets", body)


def _entity(edition: Edition, entity: Entity) -> Page:
    lang, words = edition.lang, edition.words
    address = f"{lang}/{entity.id}/"
    mine = [statement for statement in edition.newest if statement.entity == entity.id]
    kind = edition.refs.term(entity.kind)
    body = EntityBody(
        name=entity.name[lang],
        kind=Link(kind.text, kind.address),
        place=entity.place[lang],
        parent=entity.parent[lang] if entity.parent else "",
        about=entity.about[lang],
        duties=tuple((duty.short[lang], duty.text[lang]) for duty in entity.duties),
        units=tuple((unit.name[lang], _term_link(edition, unit.kind)) for unit in entity.units),
        statements=tuple(edition.card(statement, address) for statement in mine),
        series=_series(edition, mine, address),
    )
    description = words.say("entity-description", name=entity.name[lang])
    return edition.page(f"{entity.id}/", "entity.html", entity.short[lang], description, (edition.home,), "budgets", body)


def _series(edition: Edition, statements: list[Statement], page: str) -> Table:
    """The key figures over the years, oldest first; the year compared with comes first where no document of it is here."""
    years: dict[str, dict[str, str]] = {}
    for statement in reversed(statements):
        views = edition.views(statement.id, page)
        for concept in edition.content.site.key_figures:
            for role in ("prior", "amount"):
                if number := views.number(concept, role):
                    years.setdefault(number.year, {})[concept] = number.text
    columns = sorted(years)
    rows = [(edition.content.concepts[c].name[edition.lang], *(years[y].get(c, "–") for y in columns)) for c in edition.content.site.key_figures]
    return Table((edition.words["column-item"], *columns), tuple(rows))


def _statement(edition: Edition, statement: Statement) -> Page:
    address = f"{edition.lang}/{statement.id}/"
    views, words = edition.views(statement.id, address), edition.words
    entity = edition.entity_link(statement.entity)
    checks = [views.explainer.view(f) for verdict in VERDICTS for f in views.findings if f.verdict == verdict]
    profile = edition.content.profiles[statement.profile]
    summary = views.rich(statement.summary)
    body = StatementBody(
        entity=entity,
        title=views.title,
        kicker=edition.content.entities[statement.entity].name[edition.lang],
        summary=summary,
        prose=_prose(views, "summary"),
        key_numbers=views.key_numbers(),
        lead_chart=_lead_chart(views),
        alarms=tuple(check for check in checks if check.verdict == "fails"),
        sections=tuple(_sections(edition, views)),
        checks=tuple(checks),
        tally=edition.tally(views.findings),
        remarks=views.remarks(),
        requirements=_requirements(views, profile),
        profile=profile.name[edition.lang],
        basis=profile.basis[edition.lang],
        source=_source(views),
        source_link=statement.source.url or "",
        source_note=views.rich(statement.source.note),
        numbers_sentence=words.say("numbers", count=accounted(statement)) if statement.numbers else "",
        years=views.years,
        edit=edit_address(edition.content, statement.file, 1),
    )
    title = words.say("page-title", title=views.title, entity=entity.text)
    plain = markdown.plain(statement.summary[edition.lang], views.refs)
    description = words.say("statement-description", entity=entity.text, year=statement.fiscal_year, summary=plain)
    return edition.page(f"{statement.id}/", "statement.html", title, description, (edition.home, entity), "budgets", body)


def _sections(edition: Edition, views: StatementViews) -> Iterator[SectionView]:
    for name, section in edition.content.sections.items():
        figures, charts, prose = views.figures(section.figures), _charts(views, section), _prose(views, name)
        facts = views.facts() if section.facts else ()
        if not (figures or charts or prose or facts):
            continue
        yield SectionView(
            id=name,
            name=section.name[edition.lang],
            lead=section.lead[edition.lang],
            prose=prose,
            figures=figures,
            charts=charts,
            projects=views.projects() if section.projects else (),
            projects_rest=views.projects_rest() if section.projects else "",
            facts=facts,
            years=views.years,
        )


def _charts(views: StatementViews, section: Section) -> tuple[ChartView, ...]:
    """A section's charts; where each 100 yuan goes stands at the top of the page already."""
    made = (chart(views, name, about) for name, about in section.charts.items() if about.kind != "hundred")
    return tuple(each for each in made if each is not None)


def _lead_chart(views: StatementViews) -> ChartView | None:
    for section in views.content.sections.values():
        for name, about in section.charts.items():
            if about.kind == "hundred":
                return chart(views, name, about)
    return None


def _prose(views: StatementViews, section: str) -> Html:
    _, text = views.statement.prose[views.lang].sections.get(section, (0, ""))
    return markdown.html(text, views.refs, views.href) if text.strip() else Html()


def _requirements(views: StatementViews, profile: Profile) -> tuple[RequirementView, ...]:
    """What the rules ask for, what is missing first."""
    found = []
    for requirement in profile.requirements.values():
        met = _met(views, requirement)
        word = views.words["in-this-document" if met else "not-in-this-document"]
        found.append(RequirementView(requirement.name[views.lang], requirement.explain[views.lang], met, word))
    return tuple(sorted(found, key=lambda view: view.met))


def _met(views: StatementViews, requirement: Requirement) -> bool:
    """A requirement is met where every figure that it asks for is reported, and every part that no figure tells."""
    statement = views.statement
    given = {
        "published": statement.source.published is not None,
        "url": statement.source.url is not None,
        "reasons": _reasons_given(views),
        "glossary": "glossary-terms" in statement.facts,
    }
    by_figures = all(concept in statement.figures for concept in requirement.concepts)
    return by_figures and (requirement.given_by is None or given.get(requirement.given_by, False))


def _reasons_given(views: StatementViews) -> bool:
    """Whether each figure of money that changed has a reason."""
    changed = [(figure, views.ledger.change(concept)) for concept, figure in views.statement.figures.items()]
    return all(figure.reason is not None for figure, change in changed if change and change[0].value)


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


def _glossary(edition: Edition) -> Page:
    words = edition.words
    reported = [(name, about) for name, about in edition.content.concepts.items() if about.measure]
    others = [(name, about) for name, about in edition.content.concepts.items() if not about.measure]
    groups = (
        (words["terms-reported"], tuple(_term_line(edition, name, about) for name, about in reported)),
        (words["terms-words"], tuple(_term_line(edition, name, about) for name, about in others)),
    )
    description = words.say("glossary-description")
    return edition.page("glossary/", "glossary.html", words["glossary"], description, (edition.home,), "glossary", GlossaryBody(groups))


def _term_line(edition: Edition, name: str, about: Concept) -> TermLine:
    other = about.name[OTHER[edition.lang]]
    return TermLine(about.name[edition.lang], other, edition.refs.tip(name), f"{edition.lang}/glossary/{name}/")


def _term(edition: Edition, name: str, about: Concept) -> Page:
    lang, words, concepts = edition.lang, edition.words, edition.content.concepts
    address = f"{lang}/glossary/{name}/"
    wholes = [whole for whole, other in concepts.items() if name in (*other.parts, *other.of_which)]
    rows = []
    for statement in edition.newest:
        views = edition.views(statement.id, address)
        if about.measure and views.ledger.reported(name):
            link = Link(edition.entity_link(statement.entity).text, f"{views.address}#{name}")
            rows.append((link, views.year(name, "amount"), views.figure(name)))
    body = TermBody(
        name=about.name[lang],
        other_name=about.name[OTHER[lang]],
        explain=edition.refs.tip(name),
        also=about.also,
        made_of=tuple(_term_link(edition, part) for part in (*about.parts, *about.of_which)),
        part_of=tuple(_term_link(edition, whole) for whole in wholes),
        see=tuple(_term_link(edition, other) for other in about.see),
        memorandum=about.memorandum,
        rows=tuple(rows),
        edit=edit_address(edition.content, f"{edition.content.root}/concepts.yaml", _line(edition, name)),
    )
    glossary = Link(words["glossary"], f"{lang}/glossary/")
    description = words.say("term-description", name=about.name[lang], explain=edition.refs.tip(name))
    return edition.page(f"glossary/{name}/", "term.html", about.name[lang], description, (edition.home, glossary), "glossary", body)


def _line(edition: Edition, concept: str) -> int:
    return edition.content.files[f"{edition.content.root}/concepts.yaml"].keys[(concept,)][0]


def _term_link(edition: Edition, concept: str) -> Link:
    return Link(edition.content.concepts[concept].name[edition.lang], f"{edition.lang}/glossary/{concept}/")


def _checks(edition: Edition) -> Page:
    words, address = edition.words, f"{edition.lang}/checks/"
    rows: list[tuple[Link, Tally, tuple[FindingView, ...]]] = []
    for statement in edition.newest:
        views = edition.views(statement.id, address)
        link = Link(f"{edition.entity_link(statement.entity).text} {statement.fiscal_year}", views.address)
        shown = tuple(views.explainer.view(f) for verdict in VERDICTS for f in views.findings if f.verdict == verdict)
        rows.append((link, edition.tally(views.findings), shown))
    every = tuple(finding for findings in edition.findings.values() for finding in findings)
    used = dict.fromkeys(finding.rule for finding in every)
    rules = tuple((words[f"rule-{rule}"], words[f"question-{rule}"]) for rule in used)
    body = ChecksBody(edition.tally(every), tuple(rows), rules)
    return edition.page("checks/", "checks.html", words["checks"], words.say("checks-description"), (edition.home,), "checks", body)


def _data(edition: Edition) -> Page:
    words, site = edition.words, edition.content.site
    files = tuple(
        Download(
            name=file.path.rpartition("/")[2],
            address=file.path,
            explain=words.say(f"data-{file.table}"),
            rows=file.rows,
            size=f"{len(file.data):,}",
            sha256=file.sha256,
            columns=tuple((column, words[f"column-{file.table}-{column}".replace("_", "-")]) for column in TABLES[file.table]),
        )
        for file in edition.files
    )
    licence = Link("CC BY 4.0", "https://creativecommons.org/licenses/by/4.0/")
    citation = words.say(
        "data-citation", publisher=site.publisher[edition.lang], site=site.name[edition.lang], address=f"{site.address}{edition.lang}/data/"
    )
    body = DataBody(files, licence, citation)
    return edition.page("data/", "data.html", words["data"], words.say("data-description"), (edition.home,), "data", body)


def _article(edition: Edition, name: str) -> Page:
    prose = edition.content.articles[name][edition.lang]
    address = f"{edition.lang}/{name}/"
    parts = [body if not heading else f"## {heading}\n{body}" for heading, (_, body) in prose.sections.items()]
    html = markdown.html("\n".join(parts), edition.refs, edition.href(address))
    return edition.page(f"{name}/", "article.html", prose.title, prose.title, (edition.home,), name, ArticleBody(html))
