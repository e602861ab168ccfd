"""Runs the rules on a draft that has no English yet, to propose the `sic` marks that it would need."""

from __future__ import annotations

import copy
from collections.abc import Mapping
from typing import Any

from budgetbook.arithmetic import run_rules
from budgetbook.arithmetic.finding import Finding
from budgetbook.arithmetic.money import without_trailing_zeros
from budgetbook.arithmetic.passages.chinese_units import CHINESE_UNITS, CODE_LEVELS
from budgetbook.content import site_files
from budgetbook.content.content import Content, Entity, Statement
from budgetbook.content.control_list import ControlList
from budgetbook.content.language_file import Languages
from budgetbook.content.reading_context import ReadingContext
from budgetbook.content.statement import StatementFile
from budgetbook.content.text import Text
from budgetbook.diagnostics.problem import MESSAGE_LANGUAGES
from budgetbook.importer.draft.entries import DraftEntry, Fields
from budgetbook.importer.draft.statement_draft import StatementDraft
from budgetbook.importer.vocabulary import Vocabulary

CONTEXT = ReadingContext(MESSAGE_LANGUAGES, MESSAGE_LANGUAGES[0], units=CHINESE_UNITS)
"""What drafts are read with."""
_NOT_YET = "not yet written"
_STAND_INS: Fields = {"fiscal_year": "2000", "phase": "budget", "unit": "万元", "profile": "unknown"}
"""What every statement needs, where the document does not tell it."""


def build_data(draft: StatementDraft) -> Fields:
    """The data of the whole file, as far as the importer knows it."""
    breakdowns = {
        name: table | ({"lines": {code: e.fields for code, e in draft.lines[name].items()}} if name in draft.lines else {})
        for name, table in draft.breakdowns.items()
    }
    file_data: Fields = dict(draft.head) | {"source": draft.source, "places": draft.places, "figures": _fields(draft.figures)}
    optional = {"projects": _fields(draft.projects), "breakdowns": breakdowns, "tables": draft.tables}
    optional["quotes"] = _fields(draft.quotes)
    for key, value in optional.items():
        if value:
            file_data[key] = value
    return file_data


def _fields(entries: dict[str, DraftEntry]) -> Fields:
    return {name: entry.fields for name, entry in entries.items()}


def apply_rules(draft: StatementDraft, vocabulary: Vocabulary, numbers: ControlList | None = None) -> tuple[Finding, ...]:
    """Every finding of the statement as drafted; `numbers` is the control list of its document."""
    return find_all(build_content(draft, vocabulary, numbers))


def find_all(content: Content) -> tuple[Finding, ...]:
    """Every finding of the draft, the only statement of a content."""
    (findings,) = run_rules.run_rules(content).values()
    return findings


def build_content(draft: StatementDraft, vocabulary: Vocabulary, numbers: ControlList | None = None) -> Content:
    """A content whose only statement is the draft."""
    statement = build_statement(draft, numbers)
    return Content(
        site=site_files.Site.model_construct(),
        phrases=Languages({}),
        context=CONTEXT,
        country=vocabulary.country,
        concepts=vocabulary.concepts,
        sections={},
        profiles={},
        entities={statement.entity: _build_entity(draft.body_names[0])} if draft.body_names else {},
        statements={statement.id: statement},
        articles={},
        tables=vocabulary.tables,
        classifications=dict(vocabulary.classifications),
        updates={},
        files={},
        form_words=vocabulary.form_words,
    )


def build_statement(draft: StatementDraft, numbers: ControlList | None = None) -> Statement:
    """The draft as a record, its English filled in, names as printed. What no record can hold must have been dropped before."""
    record = StatementFile.model_validate(fill_english(build_data(draft)), context=CONTEXT)
    fields = dict(record) | {name: _name_as_printed(getattr(record, name)) for name in ("places", "projects")}
    return Statement.model_construct(
        **fields, id="draft", entity="draft", file="draft", prose={}, numbers=numbers, code_levels=CODE_LEVELS
    )


def _name_as_printed(records: Mapping[str, Any]) -> dict[str, Any]:
    """Records with their printed name where the English one is not yet written, so that what is said of them names them."""
    return {
        key: record.model_copy(update={"name": Text(zh=record.name.as_printed, en=record.name.as_printed)})
        if record.name["en"] == _NOT_YET
        else record
        for key, record in records.items()
    }


def propose_mark(finding: Finding) -> str:
    """The YAML of the mark that would confirm a finding."""
    parts = [f"rule: {finding.rule}"]
    if finding.role != "amount":
        parts.append(f"of: {finding.role}")
    if finding.table and finding.row:
        parts.append(f'row: "{finding.row}"')
    if finding.number is not None and finding.table:
        parts.append(f"column: {finding.number}")
    if finding.words is not None:
        parts.append(f"printed: {finding.words}")
    elif finding.difference is not None:
        parts.append(f"difference: {without_trailing_zeros(finding.difference):f}")
    return f"sic: [{{{', '.join(parts)}}}]"


def _build_entity(name: str) -> Entity:
    text = Text(zh=name, en=name)
    return Entity.model_construct(id="draft", file="draft", name=text, short=text, kind="")


def fill_english(file_data: Fields) -> Any:
    """A copy with a stand-in for every missing English text, so that it validates as a record."""
    full = _STAND_INS | copy.deepcopy(file_data)
    if isinstance(title := full["source"].setdefault("title", {}), dict):
        title.setdefault("zh", "尚未写")
    full["summary"] = {"zh": "尚未写", "en": _NOT_YET}
    for project in full.get("projects", {}).values():
        project["purpose"] = {"zh": "尚未写", "en": _NOT_YET}
    _add_english(full)
    return full


def _add_english(value: Any) -> None:
    if isinstance(value, dict):
        if "zh" in value:
            value.setdefault("en", _NOT_YET)
        for each in value.values():
            _add_english(each)
    elif isinstance(value, list):
        for each in value:
            _add_english(each)
