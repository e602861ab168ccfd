"""Assembles the report of an audit from what an import reads and finds."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from pathlib import Path

from budgetbook.arithmetic.severity import Severity, rate_outcome, rate_severity
from budgetbook.audit.audited_statement import AuditedStatement
from budgetbook.audit.finding_items import describe_failures, describe_remarks
from budgetbook.audit.reading_items import (
    describe_identity,
    describe_tables,
    describe_unplaced,
    describe_unread,
    describe_untestable,
    is_unplaced,
    name_document,
)
from budgetbook.audit.report import AuditReport, AuditSection
from budgetbook.content.text import Language
from budgetbook.text.phrases import Phrases
from budgetbook.text.tally import write_tally

_SECTIONS = (
    describe_failures, describe_remarks, describe_untestable, describe_tables, describe_unplaced, describe_unread,
    describe_identity,
)  # fmt: skip
"""The weightiest first. What has nothing to say has no section."""


def audit_document(paths: Sequence[Path], content_root: Path, lang: Language) -> AuditReport:
    """Read one document, of one or several files, and report on it; fit to run in the importer's sandbox. Writes nothing.

    Raises UnreadableDocumentError if the document is of no use, MalformedVocabularyError if the content folder's words are.
    """
    source = AuditedStatement.read(paths, content_root, lang)
    phrases = source.phrases
    severities = Counter(map(rate_severity, source.find_failures()))
    sections: list[AuditSection] = [section for describe in _SECTIONS for section in describe(source)]
    return AuditReport(
        language=phrases.language,
        title=phrases.say(
            "audit-title", organisation=source.recognition.entity_name or paths[0].name, document=_name_in_title(source)
        ),
        document=paths[0].name,
        verdict=_write_verdict(severities, phrases),
        counts=(_count_numbers(source), _count_checks(source), phrases.say("audit-limits")),
        sections=tuple(sections),
        readings_label=phrases["readings"],
        failures=severities.total(),
        is_serious=severities["contradiction"] + severities["arithmetic"] > 0,
    )


def _name_in_title(source: AuditedStatement) -> str:
    if source.recognition.phase == "unknown":
        return source.phrases.say("audit-year", year=source.recognition.fiscal_year)
    return name_document(source)


def _write_verdict(severities: Counter[Severity | None], phrases: Phrases) -> str:
    count = severities.total()
    if not count:
        return phrases.say("audit-verdict-none")
    if count == severities["wording"]:
        return phrases.say("audit-verdict-words-one" if count == 1 else "audit-verdict-words", count=count)
    return phrases.say("audit-verdict-one" if count == 1 else "audit-verdict", count=count)


def _count_numbers(source: AuditedStatement) -> str:
    numbers = [mention for mention in source.recognition.mentions if mention.digits]
    counts = {
        "count": len(numbers),
        "placed": sum(each.status == "placed" for each in numbers),
        "unplaced": sum(map(is_unplaced, numbers)),
    }
    phrase_id = "audit-numbers" if counts["unplaced"] else "audit-numbers-known"
    return source.phrases.fill(phrase_id, {name: source.phrases.count(count) for name, count in counts.items()})


def _count_checks(source: AuditedStatement) -> str:
    return write_tally(Counter(map(rate_outcome, source.findings)), source.phrases)
