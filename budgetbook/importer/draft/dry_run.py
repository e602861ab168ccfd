"""A statement's data, still without its English, in; what the rules find in it out: what a `sic` mark would have to say."""

from __future__ import annotations

import copy
from typing import Any

from pydantic import ValidationError

from budgetbook.arithmetic import run_rules
from budgetbook.arithmetic.finding import Finding
from budgetbook.arithmetic.money import plain
from budgetbook.content import model
from budgetbook.content.control_list import Numbers
from budgetbook.content.loader import Content, Statement
from budgetbook.content.statement import StatementFile
from budgetbook.importer.draft.assemble import Assembled
from budgetbook.importer.draft.entries import Entry, Fields
from budgetbook.importer.readers.document import CannotRead
from budgetbook.importer.vocabulary import Vocabulary

_NOT_YET = "not yet written"


def data(assembled: Assembled) -> Fields:
    """The whole file as plain data, as far as the importer knows it."""
    breakdowns = {
        name: table
        | ({"lines": {code: e.fields for code, e in assembled.lines[name].items()}} if name in assembled.lines else {})
        for name, table in assembled.breakdowns.items()
    }
    made: Fields = dict(assembled.head) | {
        "source": assembled.source,
        "places": assembled.places,
        "figures": _fields(assembled.figures),
    }
    for key, value in (("projects", _fields(assembled.projects)), ("breakdowns", breakdowns), ("tables", assembled.tables)):
        if value:
            made[key] = value
    return made


def _fields(entries: dict[str, Entry]) -> Fields:
    return {name: entry.fields for name, entry in entries.items()}


def run(assembled: Assembled, vocabulary: Vocabulary) -> tuple[Finding, ...]:
    """Every finding of the statement as it stands in the draft."""
    return run_rules.of(_content(vocabulary, statement(assembled)))["draft"]


def statement(assembled: Assembled, numbers: Numbers | None = None) -> Statement:
    """The draft as a record, its English not yet written. Raises CannotRead where the document holds what no record can."""
    try:
        record = StatementFile.model_validate(filled(data(assembled)))
    except ValidationError as error:
        first = error.errors(include_url=False)[0]
        where, found = ".".join(map(str, first["loc"])), str(first["input"])[:40]
        raise CannotRead("import-unfit", count=error.error_count(), field=where, found=found) from error
    return Statement.model_construct(**dict(record), id="draft", entity="draft", file="draft", prose={}, numbers=numbers)


def proposal(finding: Finding) -> str:
    """The mark that would confirm a finding."""
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
        parts.append(f"difference: {plain(finding.difference):f}")
    return f"sic: [{{{', '.join(parts)}}}]"


def _content(vocabulary: Vocabulary, statement: Statement) -> Content:
    return Content(
        site=model.Site.model_construct(), phrases=model.Phrases.model_construct(), concepts=vocabulary.concepts, sections={},
        profiles={}, entities={}, statements={"draft": statement}, articles={}, tables=vocabulary.tables,
        classifications=dict(vocabulary.classifications), updates={}, files={},
    )  # fmt: skip


def filled(made: Fields) -> Any:
    """A copy in which every text has an English twin, so that the record can be read before anybody has written it."""
    full = copy.deepcopy(made)
    full["summary"] = {"zh": "尚未写", "en": _NOT_YET}
    for project in full.get("projects", {}).values():
        project["purpose"] = {"zh": "尚未写", "en": _NOT_YET}
    _twin(full)
    return full


def _twin(value: Any) -> None:
    if isinstance(value, dict):
        if "zh" in value:
            value.setdefault("en", _NOT_YET)
        for each in value.values():
            _twin(each)
    elif isinstance(value, list):
        for each in value:
            _twin(each)
