"""A document, recognised, in; a CSV out with one row for every number that was seen in it."""

from __future__ import annotations

import csv
import io

from budgetbook.arithmetic.money import Amount
from budgetbook.importer.mention import Mention
from budgetbook.importer.recognise import Recognised
from budgetbook.importer.vocabulary import Vocabulary
from budgetbook.opendata.tables.schema import TABLES

COLUMNS = (*TABLES["figures"].names, "kind", "table", "code", "status", "place", "evidence")


def table(found: Recognised, vocabulary: Vocabulary, entity: str) -> bytes:
    """UTF-8 with a BOM, as the site's own data files are."""
    out = io.StringIO()
    writer = csv.DictWriter(out, COLUMNS, restval="", lineterminator="\r\n")
    writer.writeheader()
    statement = f"{entity}/{found.fiscal_year}-{found.phase}"
    for mention in found.mentions:
        if mention.digits:
            writer.writerow(_row(mention, vocabulary, entity, statement))
    return out.getvalue().encode("utf-8-sig")


def _row(mention: Mention, vocabulary: Vocabulary, entity: str, statement: str) -> dict[str, str]:
    about = vocabulary.concepts.get(mention.concept)
    row = {
        "entity": entity, "statement": statement, "concept": mention.concept, "role": mention.role if about else "",
        "name_zh": about.name.zh if about else mention.project, "name_en": about.name.en if about else "",
        "measure": (about.measure or "") if about else "", "year": str(mention.year or ""), "printed": mention.digits,
        "unit": mention.unit, "amount": _base(mention), "state": "printed" if mention.kind == "figure" else "",
        "at": mention.place, "kind": mention.kind, "table": mention.table, "code": mention.code, "status": mention.status,
        "place": str(mention.spot), "evidence": " ".join(mention.evidence.split()),
    }  # fmt: skip
    return {key: _safe(value) for key, value in row.items()}


def _base(mention: Mention) -> str:
    """The number in yuan, persons, square metres; a printed decrease is negative."""
    if mention.kind != "figure" or not mention.unit:
        return ""
    value = Amount(mention.value, mention.unit).base()
    return f"{-value if mention.direction == 'decrease' else value:f}"


def _safe(value: str) -> str:
    """What a document prints must not be a formula in a spreadsheet."""
    return f"'{value}" if value[:1] in ("=", "+", "-", "@", "\t", "\r") and not value[1:2].isdigit() else value
