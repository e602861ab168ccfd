"""What could not be checked, placed or read, which tables are missing, and whose document it is."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from budgetbook.arithmetic.table_state import find_table_state
from budgetbook.audit.audited_statement import AuditedStatement
from budgetbook.audit.excerpts import cut_around
from budgetbook.audit.place_words import write_spots
from budgetbook.audit.report import AuditSection, AuditTable
from budgetbook.importer.draft.omissions import OMISSION_NAMES
from budgetbook.importer.mention import Mention

_MOST_NUMBERS, _MOST_PARTS, _MOST_PLACES = 8, 8, 3


def describe_untestable(audited: AuditedStatement) -> Iterator[AuditSection]:
    """Yield the section that counts the checks that could not be made, by their reasons."""
    phrases = audited.phrases
    counts = Counter(finding.why for finding in audited.findings if finding.verdict == "untestable")
    rows = tuple((phrases[f"audit-why-{why}"], f"{count:,}") for why, count in counts.most_common() if why)
    if rows:
        heads = (phrases["audit-reason"], phrases["audit-checks"])
        table = AuditTable(heads, rows, frozenset({1}))
        yield AuditSection(phrases["checks-untestable"], phrases["audit-untestable-lead"], table=table)


def describe_tables(audited: AuditedStatement) -> Iterator[AuditSection]:
    """Yield the section on the standard tables that the rules ask for: those that are missing, or empty without a note."""
    phrases, profile = audited.phrases, audited.profile
    requirements = [each for each in profile.requirements.values() if each.table] if profile else []
    if profile is None or not requirements:
        return
    states = [(each, find_table_state(audited.statement, each.table or "")) for each in requirements]
    rows = tuple(
        (f"{each.number or ''} {each.name[phrases.lang]}".strip(), phrases[f"audit-table-{state}"])
        for each, state in states
        if state in ("lacking", "empty")
    )
    fields = {"rules": profile.name[phrases.lang], "count": len(requirements), "missing": len(rows)}
    heading = phrases["audit-tables"]
    if not audited.recognition.tables:
        yield AuditSection(heading, phrases.say("audit-tables-unread", **fields))
    elif rows:
        heads = (phrases["audit-table-head"], phrases["audit-what"])
        yield AuditSection(heading, phrases.say("audit-tables-missing", **fields), table=AuditTable(heads, rows))
    else:
        yield AuditSection(heading, phrases.say("audit-tables-there", **fields))


def is_unplaced(mention: Mention) -> bool:
    """True for a number that looks like a figure and has no sure reading."""
    return bool(mention.digits) and mention.kind == "figure" and mention.status != "placed"


def describe_unplaced(audited: AuditedStatement) -> Iterator[AuditSection]:
    """Yield the section of the numbers that look like figures, and of which there is no telling what they are of."""
    phrases = audited.phrases
    mentions = [mention for mention in audited.recognition.mentions if is_unplaced(mention)]
    if not mentions:
        return
    rows = tuple(
        (
            audited.write_place(mention.place, str(mention.spot)),
            f"{mention.digits}{mention.unit}",
            cut_around(mention.evidence, mention.digits),
        )
        for mention in mentions[:_MOST_NUMBERS]
    )
    heads = (phrases["audit-where"], phrases["audit-number"], phrases["audit-words"])
    rest = mentions[_MOST_NUMBERS:]
    places = write_spots((str(mention.spot) for mention in rest), phrases, _MOST_PLACES)
    closing = (phrases.say("audit-more-numbers", count=len(rest), places=places),) if rest else ()
    table = AuditTable(heads, rows, frozenset({1}))
    yield AuditSection(phrases["audit-unplaced"], phrases["audit-unplaced-lead"], table=table, closing=closing)


def describe_unread(audited: AuditedStatement) -> Iterator[AuditSection]:
    """Yield the section of what the file holds and was not read, or not understood."""
    phrases = audited.phrases
    rows = tuple(_list_unread_parts(audited))
    if rows:
        heads = (phrases["audit-what"], phrases["audit-parts"], phrases["audit-where"])
        table = AuditTable(heads, rows[:_MOST_PARTS], frozenset({1}))
        rest = len(rows) - _MOST_PARTS
        closing = (phrases.say("audit-more", count=rest),) if rest > 0 else ()
        yield AuditSection(phrases["audit-unread"], phrases["audit-unread-lead"], table=table, closing=closing)


def _list_unread_parts(audited: AuditedStatement) -> Iterator[tuple[str, str, str]]:
    """Yield (what, how many, where) for pages of pictures, each kind of omission, and tables that have no standard title."""
    recognition, phrases = audited.recognition, audited.phrases
    document = recognition.document
    spots_by_name: dict[str, list[str]] = {}
    for page in document.picture_pages:
        spots_by_name.setdefault(phrases["audit-picture-pages"], []).append(f"p{page}")
    for omission in document.omissions:
        spots_by_name.setdefault(OMISSION_NAMES[omission.kind][phrases.lang], []).append(omission.where)
    for table in recognition.tables:
        if not table.id:
            spots_by_name.setdefault(phrases["audit-unknown-tables"], []).append(table.title or table.place)
        if table.id and table.unknown_heads:
            spots_by_name.setdefault(phrases["audit-unknown-columns"], []).extend(table.unknown_heads)
    for name, spots in spots_by_name.items():
        yield _capitalise(name), f"{len(spots):,}", write_spots(spots, phrases, _MOST_PLACES)


def _capitalise(name: str) -> str:
    return name[:1].upper() + name[1:]


def describe_identity(audited: AuditedStatement) -> Iterator[AuditSection]:
    """Yield the section that says whose document it is, of which year and kind, with a question for what is not known."""
    recognition, phrases, statement = audited.recognition, audited.phrases, audited.statement
    comparison = statement.compares_with
    rows = (
        (phrases["source-title"], recognition.title),
        (phrases["audit-body"], recognition.entity_name or recognition.unsure_name or phrases["audit-not-known"]),
        (phrases["audit-year-and-kind"], name_document(audited)),
        (phrases["source-basis"], f"{comparison.year} · {phrases[f'basis-{comparison.basis}']}" if comparison else ""),
        (phrases["audit-rules"], audited.profile.name[phrases.lang] if audited.profile else ""),
    )
    table = AuditTable((phrases["audit-what"], phrases["audit-as-read"]), tuple(row for row in rows if row[1]))
    yield AuditSection(phrases["audit-identity"], table=table, closing=tuple(_list_questions(audited)))


def name_document(audited: AuditedStatement) -> str:
    """Year and kind of the document: `2025 budget`."""
    recognition, phrases = audited.recognition, audited.phrases
    if recognition.phase == "unknown":
        return phrases.say("audit-document-unknown", year=recognition.fiscal_year)
    return phrases.document(recognition.phase, recognition.fiscal_year)


def _list_questions(audited: AuditedStatement) -> Iterator[str]:
    recognition, phrases = audited.recognition, audited.phrases
    if not recognition.entity_name:
        name = recognition.unsure_name
        yield phrases.say("audit-ask-full-name", name=name) if name else phrases.say("audit-ask-name")
    if recognition.phase == "unknown":
        yield phrases.say("audit-ask-phase")
    if audited.statement.compares_with and audited.statement.compares_with.basis == "unstated":
        yield phrases.say("audit-ask-basis", year=audited.statement.compares_with.year)
