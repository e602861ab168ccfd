"""A body, a year and the rules that its statement is held against in; the YAML that a person fills in out.

What nobody knows yet stands in comments, so that the site builds at once and says "not in this document". A line that is a
`#` and a space away from YAML is to be filled in; an explanation begins with two.
"""

from __future__ import annotations

from collections.abc import Iterator

from budgetbook.content.loader import Content, Statement, kinds_of_body
from budgetbook.content.model import Concept, Requirement
from budgetbook.importer.draft.yaml_writer import field, lines
from budgetbook.infra.base.record import record

UNWRITTEN = {"zh": "待写。", "en": "To be written."}


@record
class Wanted:
    """What `build.py new` was asked for."""

    body: str
    year: int
    phase: str
    profile: str
    kind: str
    names: dict[str, str]
    """The body's name in both languages."""


def entity(wanted: Wanted, content: Content) -> str:
    """`entity.yaml` of a body that is new."""
    text = [
        "# yaml-language-server: $schema=../../schema/entity.json",
        "## 全称和简称；kind 是 concepts.yaml 里的词。The full name and a short one; kind is a word of concepts.yaml.",
        *(f"##   {kind}: {(name := content.concepts[kind].name).zh} / {name.en}" for kind in kinds_of_body(content.concepts)),
        *field("name", wanted.names, 0),
        *field("short", wanted.names, 0),
        *field("kind", wanted.kind, 0),
        "## 在哪里，上级单位（文件写明了才填），是个什么单位。Where it is, its parent (if the document names one), what it is.",
        *field("place", UNWRITTEN, 0),
        "# parent: {zh: , en: }",
        *field("about", UNWRITTEN, 0),
        "## 职责，用自己的话。Its duties, in your own words.",
        "# duties:",
        "#   - short: {zh: , en: }",
        "#     text: {zh: , en: }",
    ]
    return lines(text)


def statement(wanted: Wanted, content: Content) -> str:
    """The statement of a body and a year; it begins with the names of the statement before it, where there is one."""
    before = _before(wanted, content)
    text = [
        "# yaml-language-server: $schema=../../schema/statement.json",
        "## 数字照原文写，37.5 就写 37.5。文件里有的，去掉行首的 #；没有的，删掉。",
        "## Type digits as printed: 37.5 stays 37.5. Take the # away from what the document has, and delete what it lacks.",
        *_head(wanted, before),
        "",
        *_source(wanted, before),
        "",
        "## 一两句话，不写数字。One or two sentences without numbers.",
        *field("summary", UNWRITTEN, 0),
        "",
        *_places(before),
        "",
        *_figures(content, wanted.profile, before),
        "",
        *_tables(content, wanted.profile),
        "",
        *_projects(before),
    ]
    return lines(text)


def _before(wanted: Wanted, content: Content) -> Statement | None:
    """The newest earlier statement of the same body and phase."""
    mine = [s for s in content.statements.values() if s.entity == wanted.body and s.fiscal_year < wanted.year]
    alike = [s for s in mine if s.phase == wanted.phase] or mine
    return max(alike, key=lambda s: s.fiscal_year, default=None)


def _head(wanted: Wanted, before: Statement | None) -> Iterator[str]:
    yield from field("fiscal_year", wanted.year, 0)
    yield from field("phase", wanted.phase, 0)
    yield from field("unit", before.unit if before else "万元", 0)
    yield from field("profile", wanted.profile, 0)
    yield "## 文件若和上一年比，写明是哪一年的哪种数。Where the document compares: with which year, and which figure of it."
    yield f"# compares_with: {{year: {wanted.year - 1}, basis: unstated}}"


def _source(wanted: Wanted, before: Statement | None) -> Iterator[str]:
    kind = {"zh": "预算", "en": "budget"} if wanted.phase == "budget" else {"zh": "决算", "en": "final accounts"}
    publisher = before.source.publisher.model_dump() if before else wanted.names
    yield "source:"
    yield from field("title", {"zh": f"{wanted.year}年部门{kind['zh']}", "en": f"{wanted.year} departmental {kind['en']}"}, 2)
    yield from field("publisher", publisher, 2)
    yield "## 发布日期、网址、所用副本的 SHA-256。When and where it was published; the hash of the copy used."
    yield f"#   published: {wanted.year}-01-31"
    yield "#   url: https://…"
    yield "#   sha256: …"


def _places(before: Statement | None) -> Iterator[str]:
    yield "## 文件的各部分，用它自己的编号；lines 是文字副本的行号。"
    yield "## The parts of the document, by its own numbering; lines are those of the text copy."
    if before is None:
        yield from ("# places:", "#   一:", "#     name: {zh: 部门情况, en: The department}", "#     lines: [1, 2]")
        return
    yield "places:"
    for key, place in before.places.items():
        yield from field(key, {"name": place.name.model_dump()}, 2)


def asked(wanted: Wanted, content: Content) -> list[str]:
    """The figures that the statement's file has a place for, filled in or not."""
    return [name for _, concepts in _groups(content, wanted.profile, _before(wanted, content)) for name in concepts]


def _groups(content: Content, profile: str, before: Statement | None) -> list[tuple[str, tuple[str, ...]]]:
    groups = [("网页顶部的数字 / The numbers at the top of the page", content.site.key_figures)]
    groups += [(f"{r.name.zh} / {r.name.en}", r.concepts) for r in content.profiles[profile].requirements.values()]
    if before:
        groups.append((f"{before.fiscal_year}年还有 / Also in {before.fiscal_year}", tuple(before.figures)))
    return groups


def _figures(content: Content, profile: str, before: Statement | None) -> Iterator[str]:
    """What the top of a page shows, every concept that the rules ask for, and what last year's statement had besides."""
    yield "# figures:"
    told: set[str] = set()
    for heading, concepts in _groups(content, profile, before):
        fresh = [name for name in concepts if name not in told and content.concepts[name].measure]
        if fresh:
            yield f"## {heading}"
        for name in fresh:
            yield from _figure(name, content.concepts[name], before)
        told |= set(fresh)


def _figure(name: str, about: Concept, before: Statement | None) -> Iterator[str]:
    then = before.figures.get(name) if before else None
    yield f"#   {name}:  ## {about.name.zh} / {about.name.en}"
    yield "#     amount:"
    if about.measure == "money" and not about.stock:
        yield "#     prior:"
        yield "#     printed: {direction: , change: , percent: }"
    yield f"#     at: {then.at if then else ''}".rstrip()


def _tables(content: Content, profile: str) -> Iterator[str]:
    asked: list[Requirement] = [r for r in content.profiles[profile].requirements.values() if r.table]
    yield "## 表格：build.py import 会从文件里读出来。Tables: build.py import drafts them from the document."
    for requirement in asked:
        yield f"##   {requirement.table}: {requirement.name.zh} / {requirement.name.en}"


def _projects(before: Statement | None) -> Iterator[str]:
    yield "## 文件列出的项目。Projects that the document names."
    yield "# projects:"
    for name, project in before.projects.items() if before else ():
        yield f"#   {name}:  ## {project.name.zh} / {project.name.en}"
        yield from (f"# {line}" for line in field("name", project.name.model_dump(), 4))
        yield from (f"# {line}" for line in ("    amount:", f"    at: {project.at}"))
        yield from (f"# {line}" for line in field("purpose", project.purpose.model_dump(), 4))
    if before is None or not before.projects:
        yield from ("#   a-name:", "#     name: {zh: , en: }", "#     amount:", "#     at:", "#     purpose: {zh: , en: }")
