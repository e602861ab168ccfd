"""Writes a CSV report with one row for every number that was seen in a document."""

from __future__ import annotations

import csv
import io

from budgetbook.arithmetic.money import Amount
from budgetbook.importer.mention import Mention
from budgetbook.importer.recognise import Recognition
from budgetbook.importer.vocabulary import Vocabulary
from budgetbook.opendata.tables.schema import TABLES

COLUMNS = (*TABLES["figures"].names, "kind", "table", "code", "status", "place", "evidence")


def build_report(recognition: Recognition, vocabulary: Vocabulary, entity: str) -> bytes:
    """The CSV as UTF-8 with a BOM, as in the site's own data files."""
    buffer = io.StringIO()
    writer = csv.DictWriter(buffer, COLUMNS, restval="", lineterminator="\r\n")
    writer.writeheader()
    statement = f"{entity}/{recognition.fiscal_year}-{recognition.phase}"
    for mention in recognition.mentions:
        if mention.digits:
            writer.writerow(_report_row(mention, vocabulary, entity, statement))
    return buffer.getvalue().encode("utf-8-sig")


def _report_row(mention: Mention, vocabulary: Vocabulary, entity: str, statement: str) -> dict[str, str]:
    definition = vocabulary.concepts.get(mention.concept)
    row = {
        "entity": entity,
        "statement": statement,
        "concept": mention.concept,
        "role": mention.role if definition else "",
        "name_zh": definition.name.zh if definition else mention.project,
        "name_en": definition.name.en if definition else "",
        "measure": (definition.measure or "") if definition else "",
        "year": str(mention.year or ""),
        "printed": mention.digits,
        "unit": mention.unit,
        "amount": _base_amount(mention),
        "state": "printed" if mention.kind == "figure" else "",
        "at": mention.place,
        "kind": mention.kind,
        "table": mention.table,
        "code": mention.code,
        "status": mention.status,
        "place": str(mention.spot),
        "evidence": " ".join(mention.evidence.split()),
    }
    return {key: _escape_formula(value) for key, value in row.items()}


def _base_amount(mention: Mention) -> str:
    """The number in yuan, persons or square metres; a printed decrease is negative."""
    if mention.kind != "figure" or not mention.unit:
        return ""
    value = Amount(mention.value, mention.unit).to_base_unit()
    return f"{-value if mention.direction == 'decrease' else value:f}"


def _escape_formula(value: str) -> str:
    """Keep a spreadsheet from running what a document prints as a formula."""
    return f"'{value}" if value[:1] in ("=", "+", "-", "@", "\t", "\r") and not value[1:2].isdigit() else value
