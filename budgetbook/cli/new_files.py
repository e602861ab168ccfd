"""Renders the YAML files of a new entity and statement for a person to fill in.

Unknown values are comments, so that the site builds at once and says "not in this document". A line that becomes YAML without its
`# ` is to be filled in; an explanation begins with two `#`.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

from budgetbook.content.content import Content, Statement, entity_kinds
from budgetbook.content.model import Concept, Requirement
from budgetbook.content.stages import Stage
from budgetbook.importer.draft.yaml_writer import format_field, join_lines
from budgetbook.infra.base.program_files import COMMAND
from budgetbook.text.phrases import Phrases


@dataclass(frozen=True, slots=True)
class StatementRequest:
    """A request to `build.py new`."""

    entity: str
    year: int
    phase: Stage
    profile: str
    kind: str
    names: dict[str, str]
    """The entity's name in each language of the site."""


def _placeholder(content: Content) -> dict[str, str]:
    """What stands for a text that nobody has written yet."""
    return {lang: Phrases(lang, content.phrases)["to-be-written"] for lang in content.languages}


def _gap(content: Content) -> str:
    """A text to be filled in, as YAML."""
    return f"{{{', '.join(f'{lang}: ' for lang in content.languages)}}}"


def _usual_unit(content: Content) -> str:
    """The unit in which most documents of the site print their money."""
    units = Counter(str(statement.unit) for statement in content.statements.values())
    return units.most_common(1)[0][0] if units else str(content.units.usual_for("money"))


def render_entity(request: StatementRequest, content: Content) -> str:
    """Render `entity.yaml` of a new entity."""
    text = [
        "# yaml-language-server: $schema=../../schema/entity.json",
        "## 全称和简称；kind 是 concepts.yaml 里的词。The full name and a short one; kind is a word of concepts.yaml.",
        *(f"##   {kind}: {' / '.join(content.concepts[kind].name.values())}" for kind in entity_kinds(content.concepts)),
        *format_field("name", request.names, 0),
        *format_field("short", request.names, 0),
        *format_field("kind", request.kind, 0),
        "## 在哪里，上级单位（文件写明了才填），是个什么单位。Where it is, its parent (if the document names one), what it is.",
        *format_field("place", _placeholder(content), 0),
        f"# parent: {_gap(content)}",
        *format_field("about", _placeholder(content), 0),
        "## 职责，用自己的话。Its duties, in your own words.",
        "# duties:",
        f"#   - short: {_gap(content)}",
        f"#     text: {_gap(content)}",
    ]
    return join_lines(text)


def render_statement(request: StatementRequest, content: Content) -> str:
    """Render the statement of an entity and year; names come from the entity's earlier statement, if there is one."""
    earlier_statement = _find_earlier_statement(request, content)
    text = [
        "# yaml-language-server: $schema=../../schema/statement.json",
        "## 数字照原文写，37.5 就写 37.5。文件里有的，去掉行首的 #；没有的，删掉。",
        "## Type digits as printed: 37.5 stays 37.5. Take the # away from what the document has, and delete what it lacks.",
        *_render_head(request, content, earlier_statement),
        "",
        *_render_source(request, content, earlier_statement),
        "",
        "## 一两句话，不写数字。One or two sentences without numbers.",
        *format_field("summary", _placeholder(content), 0),
        "",
        *_render_places(content, earlier_statement),
        "",
        *_render_figures(content, request.profile, earlier_statement),
        "",
        *_render_tables(content, request.profile),
        "",
        *_render_projects(content, earlier_statement),
    ]
    return join_lines(text)


def _find_earlier_statement(request: StatementRequest, content: Content) -> Statement | None:
    """Find the newest earlier statement of the same entity and phase."""
    candidates = [s for s in content.statements.values() if s.entity == request.entity and s.fiscal_year < request.year]
    same_phase = [s for s in candidates if s.phase == request.phase] or candidates
    return max(same_phase, key=lambda s: s.fiscal_year, default=None)


def _render_head(request: StatementRequest, content: Content, earlier_statement: Statement | None) -> Iterator[str]:
    yield from format_field("fiscal_year", request.year, 0)
    yield from format_field("phase", request.phase, 0)
    yield from format_field("unit", earlier_statement.unit if earlier_statement else _usual_unit(content), 0)
    yield from format_field("profile", request.profile, 0)
    yield "## 文件若和上一年比，写明是哪一年的哪种数。Where the document compares: with which year, and which figure of it."
    yield f"# compares_with: {{year: {request.year - 1}, basis: unstated}}"


def _render_source(request: StatementRequest, content: Content, earlier_statement: Statement | None) -> Iterator[str]:
    phrases = {lang: Phrases(lang, content.phrases) for lang in content.languages}
    title = {lang: own.say(f"statement-title-{request.phase}", year=request.year) for lang, own in phrases.items()}
    publisher = earlier_statement.source.publisher if earlier_statement else None
    yield "source:"
    yield from format_field("title", title, 2)
    if publisher:
        yield from format_field("publisher", dict(publisher), 2)
    yield "## 发布日期、网址、所用副本的 SHA-256。When and where it was published; the hash of the copy used."
    yield f"#   published: {request.year}-01-31"
    yield "#   url: https://…"
    yield "#   sha256: …"


def _render_places(content: Content, earlier_statement: Statement | None) -> Iterator[str]:
    yield "## 文件的各部分，用它自己的编号；lines 是文字副本的行号。"
    yield "## The parts of the document, by its own numbering; lines are those of the text copy."
    if earlier_statement is None:
        names = (f"# {line}" for line in format_field("name", _placeholder(content), 4))
        yield from ("# places:", "#   1:", *names, "#     lines: [1, 2]")
        return
    yield "places:"
    for place_id, place in earlier_statement.places.items():
        yield from format_field(place_id, {"name": dict(place.name)}, 2)


def list_concepts(request: StatementRequest, content: Content) -> list[str]:
    """List the figures that the statement's file has a place for, filled in or not."""
    return [
        name
        for _, concepts in _group_concepts(content, request.profile, _find_earlier_statement(request, content))
        for name in concepts
    ]


def _group_concepts(content: Content, profile: str, earlier_statement: Statement | None) -> list[tuple[str, tuple[str, ...]]]:
    groups = [("网页顶部的数字 / The numbers at the top of the page", content.site.key_figures)]
    groups += [(f"{' / '.join(r.name.values())}", r.concepts) for r in content.profiles[profile].requirements.values()]
    if earlier_statement:
        groups.append(
            (f"{earlier_statement.fiscal_year}年还有 / Also in {earlier_statement.fiscal_year}", tuple(earlier_statement.figures))
        )
    return groups


def _render_figures(content: Content, profile: str, earlier_statement: Statement | None) -> Iterator[str]:
    """Render the figures at the top of a page, those that the rules require, and any others of last year's statement."""
    yield "# figures:"
    written_concepts: set[str] = set()
    for heading, concepts in _group_concepts(content, profile, earlier_statement):
        new_concepts = [name for name in concepts if name not in written_concepts and content.concepts[name].measure]
        if new_concepts:
            yield f"## {heading}"
        for name in new_concepts:
            yield from _render_figure(name, content.concepts[name], earlier_statement)
        written_concepts |= set(new_concepts)


def _render_figure(name: str, concept: Concept, earlier_statement: Statement | None) -> Iterator[str]:
    earlier_figure = earlier_statement.figures.get(name) if earlier_statement else None
    yield f"#   {name}:  ## {' / '.join(concept.name.values())}"
    yield "#     amount:"
    if concept.measure == "money" and not concept.stock:
        yield "#     prior:"
        yield "#     printed: {direction: , change: , percent: }"
    yield f"#     at: {earlier_figure.at if earlier_figure else ''}".rstrip()


def _render_tables(content: Content, profile: str) -> Iterator[str]:
    table_requirements: list[Requirement] = [r for r in content.profiles[profile].requirements.values() if r.table]
    yield f"## 表格：{COMMAND} import 会从文件里读出来。Tables: {COMMAND} import drafts them from the document."
    for requirement in table_requirements:
        yield f"##   {requirement.table}: {' / '.join(requirement.name.values())}"


def _render_projects(content: Content, earlier_statement: Statement | None) -> Iterator[str]:
    yield "## 文件列出的项目。Projects that the document names."
    yield "# projects:"
    for name, project in earlier_statement.projects.items() if earlier_statement else ():
        yield f"#   {name}:  ## {' / '.join(project.name.values())}"
        yield from (f"# {line}" for line in format_field("name", dict(project.name), 4))
        yield from (f"# {line}" for line in ("    amount:", f"    at: {project.at}"))
        yield from (f"# {line}" for line in format_field("purpose", dict(project.purpose), 4))
    if earlier_statement is None or not earlier_statement.projects:
        gap = _gap(content)
        yield from ("#   a-name:", f"#     name: {gap}", "#     amount:", "#     at:", f"#     purpose: {gap}")
