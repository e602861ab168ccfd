"""Writes what an import found as two CSV files: every number of the document, and every check of the draft.

Both are UTF-8 with a BOM, as are the site's own data files, and no text in them is read as a formula by a spreadsheet.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from itertools import chain

from budgetbook.arithmetic.finding import Finding
from budgetbook.arithmetic.ledger import Ledger, ledgers_of
from budgetbook.arithmetic.money import Amount
from budgetbook.arithmetic.passages.chinese_units import read_unit
from budgetbook.arithmetic.severity import rate_severity
from budgetbook.content.content import Content
from budgetbook.content.text import Language
from budgetbook.diagnostics.problem import MESSAGE_LANGUAGES
from budgetbook.importer.document_draft import DocumentDraft
from budgetbook.importer.draft.finding_places import FindingPlaces
from budgetbook.importer.draft.remarks import DraftRemark
from budgetbook.importer.mention import Mention
from budgetbook.importer.recognise import Recognition
from budgetbook.importer.vocabulary import Vocabulary
from budgetbook.opendata.formats.csv_text import csv_head, csv_lines
from budgetbook.opendata.tables.formula_guard import build_row
from budgetbook.opendata.tables.rows import find_unit, format_value
from budgetbook.opendata.tables.table import DataColumn, DataTable, Value
from budgetbook.text.explain import Explainer
from budgetbook.text.phrases import PhraseError, PhraseFiles, Phrases

Cells = Mapping[str, Value]
_DIGITS = ("printed", "computed", "difference", "amount", "difference_amount")


def _define_table(name: str, columns: str) -> DataTable:
    return DataTable(name, tuple(DataColumn(column, digits=column in _DIGITS) for column in columns.split()))


NUMBERS = _define_table(
    "numbers",
    "status concept code year role printed unit place evidence amount kind at table fund direction basis candidates"
    " name_zh name_en measure as_of entity statement",
)
"""One row for every number that was seen in a document, in its order."""
FINDINGS = _define_table(
    "findings",
    "rule concept line role verdict severity printed computed difference unit place at difference_amount kind number other why"
    " note_zh note_en passage about entity statement year",
)
"""One row for every check and remark of a draft, whichever way it ends."""


def build_numbers_report(recognition: Recognition, vocabulary: Vocabulary, entity: str) -> bytes:
    """The CSV of the numbers; amounts are in yuan, persons or square metres, and a printed decrease is negative."""
    common_cells = _common_cells(recognition, entity)
    mentions = (mention for mention in recognition.mentions if mention.digits)
    return _encode(NUMBERS, ({**_number_cells(mention, vocabulary), **common_cells} for mention in mentions))


def build_findings_report(document_draft: DocumentDraft, entity: str, phrase_files: PhraseFiles) -> bytes:
    """The CSV of the findings and remarks of a draft; `phrase_files` have words of findings."""
    recognition, content = document_draft.recognition, document_draft.with_phrases(phrase_files)
    (ledger,) = ledgers_of(content).values()
    places = FindingPlaces(ledger.statement, recognition)
    explainers = _create_explainers(content, ledger)
    common_cells = {**_common_cells(recognition, entity), "year": recognition.fiscal_year}
    rows = (
        {
            **_finding_cells(finding, places),
            **{f"note_{lang}": _write_note(explainer, finding) for lang, explainer in explainers.items()},
            **common_cells,
        }
        for finding in document_draft.findings
    )
    remark_rows = ({**_remark_cells(remark, places), **common_cells} for remark in document_draft.statement.remarks)
    return _encode(FINDINGS, chain(rows, remark_rows))


def _encode(table: DataTable, rows: Iterable[Cells]) -> bytes:
    return csv_head(table) + csv_lines(table, (build_row(table, cells) for cells in rows))


def _create_explainers(content: Content, ledger: Ledger) -> dict[Language, Explainer]:
    all_phrases = [Phrases(lang, content.phrases) for lang in content.phrases]
    return {phrases.lang: Explainer.create(content, phrases, ledger) for phrases in all_phrases}


def _write_note(explainer: Explainer, finding: Finding) -> str:
    """The finding in a sentence; empty if the content folder has no words for it, which `check` reports."""
    try:
        return explainer.note(finding)
    except PhraseError:
        return ""


def _common_cells(recognition: Recognition, entity: str) -> dict[str, Value]:
    return {"entity": entity, "statement": f"{entity}/{recognition.fiscal_year}-{recognition.phase}"}


def _number_cells(mention: Mention, vocabulary: Vocabulary) -> dict[str, Value]:
    definition = vocabulary.concepts.get(mention.concept)
    names = {f"name_{lang}": definition.name[lang] for lang in MESSAGE_LANGUAGES} if definition else {"name_zh": mention.project}
    return {
        "status": mention.status,
        "concept": mention.concept,
        "code": mention.code,
        "year": mention.year or None,
        "role": mention.role if definition or mention.project else None,
        "printed": mention.digits,
        "unit": mention.unit,
        "place": str(mention.spot),
        "evidence": " ".join(mention.evidence.split()),
        "amount": _base_amount(mention),
        "kind": mention.kind,
        "at": mention.place,
        "table": mention.table,
        "fund": mention.fund if definition else None,
        "direction": mention.direction,
        "basis": mention.basis,
        "candidates": " ".join(mention.others),
        "measure": definition.measure if definition else None,
        "as_of": mention.as_of,
        **names,
    }


def _base_amount(mention: Mention) -> str | None:
    """The number in the base unit of its kind; None if it has no unit or is no figure."""
    if mention.kind != "figure" or not mention.unit:
        return None
    value = Amount(mention.value, read_unit(mention.unit)).to_base_unit()
    return f"{-value if mention.direction == 'decrease' else value:f}"


def _finding_cells(finding: Finding, places: FindingPlaces) -> dict[str, Value]:
    unit = find_unit(finding)
    difference = finding.difference
    return {
        "rule": finding.rule,
        "concept": places.find_concept(finding),
        "line": finding.row,
        "role": finding.role,
        "verdict": finding.verdict,
        "severity": rate_severity(finding),
        "printed": format_value(finding.printed_value),
        "computed": format_value(finding.computed_value),
        "difference": None if difference is None else f"{difference:f}",
        "unit": unit,
        "place": places.find_spot(finding),
        "at": places.find_part(finding),
        "difference_amount": Amount(difference, unit).to_base_unit() if difference is not None and unit else None,
        "kind": finding.kind,
        "number": finding.number,
        "other": finding.other,
        "why": finding.why,
        "passage": places.find_passage(finding),
        "about": finding.concept,
    }


def _remark_cells(remark: DraftRemark, places: FindingPlaces) -> dict[str, Value]:
    finding = remark.finding
    return {
        **_finding_cells(finding, places),
        **{f"note_{lang}": remark.sentence(lang) for lang in MESSAGE_LANGUAGES},
        "concept": finding.concept if finding.concept in places.statement.figures else "",
        "place": remark.spot
        or places.find_passage_spot(remark.place, remark.passage)
        or places.find_spot(finding)
        or remark.place,
        "at": remark.place,
        "passage": remark.passage,
    }
