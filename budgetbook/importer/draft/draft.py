"""An assembled statement and its findings in; the text of the draft out: YAML with the evidence beside every figure."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence

from budgetbook.arithmetic.finding import Finding
from budgetbook.importer.draft import dry_run
from budgetbook.importer.draft.assemble import Assembled
from budgetbook.importer.draft.entries import Entry, Fields
from budgetbook.importer.draft.yaml_writer import comment, field, lines

HEAD = (
    "A draft, made by the importer from the document. Each figure has the words that it was read from beside it.",
    "Compare it with the document, then fill in what the list at the end names and delete these comments.",
    "由导入程序根据原文件生成的草稿。每个数旁边是它在原文中的位置和文字。",
    "请对照原文核对，按文末的清单补全，然后删去这些说明。",
)


def text(assembled: Assembled, findings: Sequence[Finding]) -> str:
    """The whole file."""
    return lines(list(_all(assembled, _by_concept(findings))))


def _by_concept(findings: Sequence[Finding]) -> dict[str, list[Finding]]:
    groups: dict[str, list[Finding]] = defaultdict(list)
    for finding in findings:
        if not finding.exact:
            groups[finding.concept].append(finding)
    return groups


def _all(assembled: Assembled, findings: dict[str, list[Finding]]) -> Iterator[str]:
    yield "# yaml-language-server: $schema=../../schema/statement.json"
    yield from (comment(line, 0) for line in HEAD)
    for key, value in assembled.head.items():
        yield from field(key, value, 0)
    yield ""
    yield "source:"
    for key, value in assembled.source.items():
        yield from field(key, value, 2)
    yield ""
    yield "places:"
    for key, place in assembled.places.items():
        yield from field(key, place, 2)
    yield ""
    yield "figures:"
    for name, entry in assembled.figures.items():
        yield from _entry(name, entry, findings.pop(name, []), 2)
    if assembled.projects:
        yield from ("", "projects:")
        for name, entry in assembled.projects.items():
            yield from _entry(name, entry, [], 2)
    yield from _tables(assembled, findings)
    yield from _end(assembled, findings)


def _entry(name: str, entry: Entry, findings: Sequence[Finding], indent: int) -> Iterator[str]:
    yield from (comment(line, indent) for line in entry.evidence)
    yield from (comment(f"printed otherwise too: {line}", indent) for line in entry.conflicts)
    yield from field_lines(name, entry.fields, indent)
    yield from (comment(f"proposal: {proposal}", indent + 2) for proposal in _proposals(findings))


def field_lines(name: str, fields: Fields, indent: int) -> Iterator[str]:
    """An entry with each of its fields on a line of its own."""
    yield from field(name, "", indent) if not fields else [f"{' ' * indent}{_key(name)}:"]
    for key, value in fields.items():
        yield from field(key, value, indent + 2)


def _key(name: str) -> str:
    return f'"{name}"' if name[:1].isdigit() else name


def _proposals(findings: Sequence[Finding]) -> Iterator[str]:
    """Each mark once: one mark confirms every finding that is like it."""
    notes = {dry_run.proposal(finding): "" if finding.verdict == "rounding" else "  # needs a note" for finding in findings}
    yield from (mark + note for mark, note in notes.items())


def _tables(assembled: Assembled, findings: dict[str, list[Finding]]) -> Iterator[str]:
    if assembled.breakdowns:
        yield from ("", "breakdowns:")
    for name, table in assembled.breakdowns.items():
        yield f"  {name}:"
        for key, value in table.items():
            yield from field(key, value, 4)
        if lines_of := assembled.lines.get(name):
            yield "    lines:"
            for code, entry in lines_of.items():
                yield from _entry(code, entry, findings.pop(f"{name}.{code}", []), 6)
        mine = [key for key in findings if key == name or key.startswith(f"{name}.")]
        for key in mine:
            yield from (comment(f"proposal: {proposal}", 4) for proposal in _proposals(findings.pop(key)))
    if assembled.tables:
        yield from ("", "tables:")
    for name, table in assembled.tables.items():
        yield from field_lines(name, table, 2)
        yield from (comment(f"proposal: {proposal}", 4) for proposal in _proposals(findings.pop(name, [])))


def _end(assembled: Assembled, findings: dict[str, list[Finding]]) -> Iterator[str]:
    """What a person still has to do."""
    yield ""
    loose = [f for group in findings.values() for f in group]
    if loose:
        yield comment("Findings about what the document does not give itself:", 0)
        yield from (comment(f"{finding.concept}: {dry_run.proposal(finding)}", 0) for finding in loose)
    doubtful = [m for m in assembled.left if m.status == "doubtful"]
    homeless = [m for m in assembled.left if m.status == "placed"]
    lost = [m for m in assembled.left if m.status == "not-placed" and m.kind == "figure"]
    other = [m for m in assembled.left if m.status == "not-placed" and m.kind != "figure"]
    homes = "About items of the classification that no table of the document has:"
    for title, group in (
        (homes, homeless),
        ("With two readings, or not surely read:", doubtful),
        ("Numbers that look like figures and are not placed:", lost),
        ("Other numbers, which no wording makes a figure:", other),
    ):
        if group:
            yield comment(title, 0)
        for mention in group:
            may = ", ".join(c for c in (mention.code or mention.concept, *mention.others) if c)
            words = " ".join(mention.evidence.split())
            yield comment(f"  {mention.spot}: {mention.digits}{mention.unit}{f' ({may})' if may else ''}: {words}", 0)
    if assembled.unread:
        yield comment("Not read: pages without text, tables and columns without a meaning in tables.yaml and importer.yaml:", 0)
        yield from (comment(f"  {line}", 0) for line in assembled.unread)
    yield comment("Still to be written by a person:", 0)
    yield from (comment(f"  {line}", 0) for line in missing(assembled))


def missing(assembled: Assembled) -> Iterator[str]:
    """The fields that the record needs and the document cannot give."""
    yield "summary: zh, en"
    yield "source.title.en, source.publisher.en; where known: source.published, source.url"
    places = [key for key, place in assembled.places.items() if "en" not in place["name"]]
    if places:
        yield f"places, name.en: {' / '.join(places)}"
    for name in assembled.projects:
        yield f"projects.{name}: a name for its address, name.en, purpose"
    for name, entry in assembled.figures.items():
        if any(line.startswith("reason:") for line in entry.evidence):
            yield f"figures.{name}: reason, in our own words"
