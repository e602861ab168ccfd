"""What could not be checked, placed or read, which tables are missing, and whose document it is."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence

from budgetbook.arithmetic.table_state import TableState, find_table_state
from budgetbook.audit.audited_statement import AuditedStatement
from budgetbook.audit.excerpts import cut_around
from budgetbook.audit.place_words import write_spots
from budgetbook.audit.report import AuditSection, AuditTable
from budgetbook.content.model import Requirement
from budgetbook.content.text import Language
from budgetbook.importer.draft.omissions import OMISSION_NAMES
from budgetbook.importer.draft.page_remarks import find_clipped_texts
from budgetbook.importer.mention import Mention
from budgetbook.importer.readers.document import Paragraph

_FLAWS: tuple[TableState, ...] = ("lacking", "empty")
"""What a report says of a standard table."""
_MOST_ROWS, _MOST_SPOTS = 6, 6


def describe_untestable(source: AuditedStatement) -> Iterator[AuditSection]:
    """Yield the section that counts the checks that could not be made, by their reasons."""
    phrases = source.phrases
    counts = Counter(finding.why for finding in source.findings if finding.verdict == "untestable")
    rows = tuple((phrases[f"audit-why-{why}"], phrases.count(count)) for why, count in counts.most_common() if why)
    if rows:
        heads = (phrases["audit-reason"], phrases["audit-checks"])
        table = AuditTable(heads, rows, frozenset({1}))
        yield AuditSection(phrases["checks-untestable"], phrases["audit-untestable-lead"], table=table)


def describe_tables(source: AuditedStatement) -> Iterator[AuditSection]:
    """Yield the section on the standard tables that the rules ask for: those that are missing, or empty without a note."""
    phrases, profile = source.phrases, source.profile
    requirements = [each for each in profile.requirements.values() if each.table] if profile else []
    if profile is None or not requirements:
        return
    states = [(each, find_table_state(source.statement, each.table or "")) for each in requirements]
    excused_tables = {finding.table for finding in source.findings if finding.rule == "nil-table" and finding.verdict == "holds"}
    names = {
        flaw: [_name_table(each, phrases.lang) for each, state in states if state == flaw and each.table not in excused_tables]
        for flaw in _FLAWS
    }
    missing_count = len(names["lacking"])
    fields = {"rules": profile.name[phrases.lang], "count": len(requirements), "read": len(requirements) - missing_count}
    lists = tuple(phrases.say(f"audit-tables-{flaw}", tables=phrases.join_list(some)) for flaw, some in names.items() if some)
    heading = phrases["audit-tables"]
    if not source.recognition.tables:
        yield AuditSection(heading, phrases.say("audit-tables-unread", **fields))
    else:
        yield AuditSection(heading, phrases.say("audit-tables-missing" if lists else "audit-tables-there", **fields), notes=lists)


def _name_table(requirement: Requirement, lang: Language) -> str:
    return f"{requirement.number or ''} {requirement.name[lang]}".strip()


def is_unplaced(mention: Mention) -> bool:
    """True for a number that looks like a figure and has no sure reading."""
    return bool(mention.digits) and mention.kind == "figure" and mention.status != "placed"


def describe_unplaced(source: AuditedStatement) -> Iterator[AuditSection]:
    """Yield the section of the numbers that look like figures, and of which there is no telling what they are of."""
    phrases = source.phrases
    mentions = [mention for mention in source.recognition.mentions if is_unplaced(mention)]
    if not mentions:
        return
    groups: dict[tuple[str, int | None], list[Mention]] = {}
    for mention in mentions:
        groups.setdefault((mention.place, mention.spot.page), []).append(mention)
    rows = tuple(_unplaced_row(source, group) for group in list(groups.values())[:_MOST_ROWS])
    heads = (phrases["audit-where"], phrases["audit-number"], phrases["audit-words"])
    rest = [mention for group in list(groups.values())[_MOST_ROWS:] for mention in group]
    places = write_spots((str(mention.spot) for mention in rest), phrases, _MOST_SPOTS)
    notes = (phrases.say("audit-more-numbers", count=len(rest), places=places),) if rest else ()
    yield AuditSection(phrases["audit-unplaced"], phrases["audit-unplaced-lead"], table=AuditTable(heads, rows), notes=notes)


def _unplaced_row(source: AuditedStatement, mentions: Sequence[Mention]) -> tuple[str, str, str]:
    """Where the numbers of one part stand, the numbers as printed, and the words around the first."""
    first = mentions[0]
    numbers = list(dict.fromkeys(f"{mention.digits}{mention.unit}" for mention in mentions))
    comma = source.phrases.marks.listing
    written_numbers = comma.join(numbers[:_MOST_SPOTS]) + (" …" if numbers[_MOST_SPOTS:] else "")
    return source.write_place(first.place, str(first.spot)), written_numbers, _quote(source, first)


def _quote(source: AuditedStatement, mention: Mention) -> str:
    """The words around a number as the paragraph has them, cut where a reader sees it; of a cell, the words it was read from."""
    paragraphs = (block for block in source.recognition.document.blocks if isinstance(block, Paragraph))
    texts = (each.text for each in paragraphs if mention.spot in [run.spot for run in each.text_runs])
    text = next((text for text in texts if mention.evidence and mention.evidence in text), "")
    return cut_around(text, mention.evidence) if text else cut_around(mention.evidence, mention.digits)


def describe_unread(source: AuditedStatement) -> Iterator[AuditSection]:
    """Yield the section of what the file holds and was not read, or not understood."""
    phrases = source.phrases
    rows = tuple(_list_unread_parts(source))
    if rows:
        heads = (phrases["audit-what"], phrases["audit-parts"], phrases["audit-where"])
        table = AuditTable(heads, rows[:_MOST_ROWS], frozenset({1}))
        rest = len(rows) - _MOST_ROWS
        notes = (phrases.say("audit-more", count=rest),) if rest > 0 else ()
        yield AuditSection(phrases["audit-unread"], phrases["audit-unread-lead"], table=table, notes=notes)


def _list_unread_parts(source: AuditedStatement) -> Iterator[tuple[str, str, str]]:
    """Yield (what, how many, where) for pages of pictures, each kind of omission, and tables that have no standard title."""
    recognition, phrases = source.recognition, source.phrases
    document = recognition.document
    spots_by_name: dict[str, list[str]] = {}
    for page in document.picture_pages:
        spots_by_name.setdefault(phrases["audit-picture-pages"], []).append(f"p{page}")
    clipped_texts = list(find_clipped_texts(document))
    for omission in document.omissions:
        if omission.kind == "mark" or (omission.kind == "clipped" and omission not in clipped_texts):
            continue  # nobody misses these
        spots_by_name.setdefault(OMISSION_NAMES[omission.kind][phrases.lang], []).append(omission.where)
    for table in recognition.tables:
        if not table.id:
            spots_by_name.setdefault(phrases["audit-unknown-tables"], []).append(table.title or table.place)
        if table.id and table.unknown_heads:
            spots_by_name.setdefault(phrases["audit-unknown-columns"], []).extend(table.unknown_heads)
    for name, spots in spots_by_name.items():
        yield _capitalise(name), phrases.count(len(spots)), write_spots(spots, phrases, _MOST_SPOTS)


def _capitalise(name: str) -> str:
    return name[:1].upper() + name[1:]


def describe_identity(source: AuditedStatement) -> Iterator[AuditSection]:
    """Yield the section that says whose document it is, of which year and kind, with a question for what is not known."""
    recognition, phrases = source.recognition, source.phrases
    rows = (
        (phrases["source-title"], recognition.title),
        (phrases["audit-body"], recognition.entity_name or recognition.unsure_name or phrases["audit-not-known"]),
        (phrases["audit-year-and-kind"], name_document(source)),
        (phrases["audit-compared"], _name_comparison(source)),
        (phrases["audit-rules"], source.profile.name[phrases.lang] if source.profile else ""),
    )
    table = AuditTable((phrases["audit-what"], phrases["audit-as-read"]), tuple(row for row in rows if row[1]))
    yield AuditSection(phrases["audit-identity"], table=table, notes=tuple(_list_questions(source)))


def name_document(source: AuditedStatement) -> str:
    """Year and kind of the document: `2025 budget`."""
    recognition, phrases = source.recognition, source.phrases
    if recognition.phase == "unknown":
        return phrases.say("audit-document-unknown", year=recognition.fiscal_year)
    return phrases.document(recognition.phase, recognition.fiscal_year)


def _name_comparison(source: AuditedStatement) -> str:
    comparison = source.statement.compares_with
    return source.phrases.compared_figure(comparison.year, comparison.basis) if comparison else ""


def _list_questions(source: AuditedStatement) -> Iterator[str]:
    recognition, phrases = source.recognition, source.phrases
    if not recognition.entity_name:
        name = recognition.unsure_name
        yield phrases.say("audit-ask-full-name", name=name) if name else phrases.say("audit-ask-name")
    if recognition.phase == "unknown":
        yield phrases.say("audit-ask-phase")
    if source.statement.compares_with and source.statement.compares_with.basis == "unstated":
        yield phrases.say("audit-ask-basis", year=source.statement.compares_with.year)
