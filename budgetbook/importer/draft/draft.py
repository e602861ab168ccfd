"""Renders an assembled statement as YAML, with the evidence beside every figure and a list of what is left to do."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence

from budgetbook.arithmetic.finding import Finding
from budgetbook.importer.draft import dry_run
from budgetbook.importer.draft.entries import DraftEntry, Fields
from budgetbook.importer.draft.statement_draft import StatementDraft
from budgetbook.importer.draft.yaml_writer import format_comment, format_field, join_lines

HEAD = (
    "A draft, made by the importer from the document. Each figure has the words that it was read from beside it.",
    "Compare it with the document, fill in what the list below names, and delete these comments.",
    "由导入程序根据原文件生成的草稿。每个数旁边是它在原文中的位置和文字。",
    "请对照原文核对，按下面的清单补全，然后删去这些说明。",
)

_UNKNOWN_FIELD_LINES = {
    "fiscal_year": (
        "fiscal_year:  # no statement can be of the year that was read; write it here and into the names of these files",
        "读出的年度不对，请在这里写明，并改这几个文件的名字",
    ),
    "phase": (
        "phase:  # budget or final-accounts: the document does not tell; write it here and into the names of these files",
        "原文件没有说明是预算（budget）还是决算（final-accounts），请在这里写明，并改这几个文件的名字",
    ),
    "unit": ("unit:  # the unit of most amounts, as 万元", "多数金额的单位，如万元"),
    "profile": (
        "profile:  # the name of a file of countries/<country>/profiles/",
        "countries/<country>/profiles/ 里的一个文件名",
    ),
}
"""What every statement needs at its head, and how the draft asks for it."""


def render_draft(draft: StatementDraft, findings: Sequence[Finding]) -> str:
    """The text of the whole file."""
    return join_lines(list(_file_lines(draft, _group_by_concept(findings))))


def _group_by_concept(findings: Sequence[Finding]) -> dict[str, list[Finding]]:
    groups: dict[str, list[Finding]] = defaultdict(list)
    for finding in findings:
        if not finding.exact:
            groups[finding.concept].append(finding)
    return groups


def _file_lines(draft: StatementDraft, findings: dict[str, list[Finding]]) -> Iterator[str]:
    yield "# yaml-language-server: $schema=../../schema/statement.json"
    yield from (format_comment(line, 0) for line in HEAD)
    yield from _question_lines(draft)
    for key, lines in _UNKNOWN_FIELD_LINES.items():
        yield from (format_comment(line, 0) for line in lines if key not in draft.head)
    for key, value in draft.head.items():
        yield from format_field(key, value, 0)
    yield ""
    yield "source:"
    for number, name in enumerate(draft.file_names, 1):
        yield format_comment(f"f{number}: {name}", 2)
    for key, value in draft.source.items():
        yield from format_field(key, value, 2)
    if draft.places:
        yield from ("", "places:")
    for key, place in draft.places.items():
        yield from format_field(key, place, 2)
    yield from _section_lines("figures", draft.figures, findings)
    yield from _section_lines("projects", draft.projects, {})
    yield from _table_lines(draft, findings)
    yield from _section_lines("quotes", draft.quotes, findings)
    yield from _todo_lines(draft, findings)


def _section_lines(key: str, entries: Mapping[str, DraftEntry], findings: dict[str, list[Finding]]) -> Iterator[str]:
    if entries:
        yield from ("", f"{key}:")
    for name, entry in entries.items():
        yield from _entry_lines(name, entry, findings.pop(name, []), 2)


def _entry_lines(name: str, entry: DraftEntry, findings: Sequence[Finding], indent: int) -> Iterator[str]:
    yield from (format_comment(line, indent) for line in entry.evidence)
    yield from (format_comment(f"printed otherwise too: {line}", indent) for line in entry.conflicts)
    yield from field_lines(name, entry.fields, indent)
    yield from (format_comment(f"proposal: {proposal}", indent + 2) for proposal in _proposals(findings))


def field_lines(name: str, fields: Fields, indent: int) -> Iterator[str]:
    """Yield the lines of an entry, each of its fields on a line of its own."""
    yield from format_field(name, "", indent) if not fields else [f"{' ' * indent}{_quote_key(name)}:"]
    for key, value in fields.items():
        yield from format_field(key, value, indent + 2)


def _quote_key(name: str) -> str:
    return f'"{name}"' if name[:1].isdigit() else name


def _proposals(findings: Sequence[Finding]) -> Iterator[str]:
    """Yield each proposed mark once: one mark confirms all findings that are like it."""
    marks = (dry_run.propose_mark(finding) for finding in findings if finding.verdict == "fails")
    yield from (f"{mark}  # needs a note" for mark in dict.fromkeys(marks))


def _table_lines(draft: StatementDraft, findings: dict[str, list[Finding]]) -> Iterator[str]:
    if draft.breakdowns:
        yield from ("", "breakdowns:")
    for name, table in draft.breakdowns.items():
        yield f"  {name}:"
        for key, value in table.items():
            yield from format_field(key, value, 4)
        if row_entries := draft.lines.get(name):
            yield "    lines:"
            for code, entry in row_entries.items():
                yield from _entry_lines(code, entry, findings.pop(f"{name}.{code}", []), 6)
        table_keys = [key for key in findings if key == name or key.startswith(f"{name}.")]
        for key in table_keys:
            yield from (format_comment(f"proposal: {proposal}", 4) for proposal in _proposals(findings.pop(key)))
    if draft.tables:
        yield from ("", "tables:")
    for name, table in draft.tables.items():
        yield from field_lines(name, table, 2)
        yield from (format_comment(f"proposal: {proposal}", 4) for proposal in _proposals(findings.pop(name, [])))


def _todo_lines(draft: StatementDraft, findings: dict[str, list[Finding]]) -> Iterator[str]:
    """Yield the comments at the end: what was read and has no place in the file, for a person to look at."""
    yield ""
    loose_findings = [f for group in findings.values() for f in group]
    if loose_findings:
        yield format_comment("Findings about what the document does not give itself:", 0)
        yield from (format_comment(f"{finding.concept}: {dry_run.propose_mark(finding)}", 0) for finding in loose_findings)
    doubtful = [m for m in draft.open_mentions if m.status == "doubtful"]
    homeless = [m for m in draft.open_mentions if m.status == "placed"]
    unplaced_figures = [m for m in draft.open_mentions if m.status == "not-placed" and m.kind == "figure"]
    other = [m for m in draft.open_mentions if m.status == "not-placed" and m.kind != "figure"]
    for title, group in (
        ("About items of the classification that no table of the document has:", homeless),
        ("With two readings, or not surely read:", doubtful),
        ("Numbers that look like figures and are not placed:", unplaced_figures),
        ("Other numbers, which no wording makes a figure:", other),
    ):
        if group:
            yield format_comment(title, 0)
        for mention in group:
            candidates = ", ".join(c for c in (mention.code or mention.concept, *mention.others) if c)
            words = " ".join(mention.evidence.split())
            yield format_comment(
                f"  {mention.spot}: {mention.digits}{mention.unit}{f' ({candidates})' if candidates else ''}: {words}", 0
            )
    if draft.left_out:
        yield format_comment("Left out, since no statement can hold it: / 预算文件放不下，已略去：", 0)
        yield from (format_comment(f"  {' '.join(line.split())}", 0) for line in draft.left_out)
    if draft.unread_parts:
        yield format_comment(
            "Not read: pages without text, tables and columns without a meaning in tables.yaml and importer.yaml, and what the"
            " control list does not have:",
            0,
        )
        yield from (format_comment(f"  {line}", 0) for line in draft.unread_parts)
    if draft.remarks:
        yield format_comment("Remarks: to be looked at by a person, and no findings:", 0)
        yield from (format_comment(f"  {remark.place}: {remark.sentence('en')}: {remark.passage}", 0) for remark in draft.remarks)


def _question_lines(draft: StatementDraft) -> Iterator[str]:
    """Yield what a person has to write, once, at the top of the file."""
    yield format_comment("To be written by a person / 请补写：", 0)
    yield from (format_comment(f"  {line}", 0) for line in list_missing_fields(draft))


def list_missing_fields(draft: StatementDraft) -> Iterator[str]:
    """Yield the fields that the record needs and the document cannot give."""
    yield "summary: zh, en"
    yield from (key for key in _UNKNOWN_FIELD_LINES if key not in draft.head)
    yield from (f"source.title.{lang}" for lang in ("zh", "en") if lang not in draft.source.get("title", {}))
    yield "where known / 知道就写：source.published, source.url"
    places = [key for key, place in draft.places.items() if "en" not in place["name"]]
    if places:
        yield f"places, name.en: {' / '.join(places)}"
    for name, project in draft.projects.items():
        yield f"projects.{name}: {'' if 'en' in project.fields['name'] else 'a name for its address, name.en, '}purpose"
    for name, entry in draft.figures.items():
        if any(line.startswith("reason:") for line in entry.evidence):
            yield f"figures.{name}: reason, in our own words"
