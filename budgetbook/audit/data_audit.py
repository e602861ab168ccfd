"""Audits data files of anybody by a map; no site is needed."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from budgetbook.audit.data_report import report_tables
from budgetbook.audit.report import AuditReport
from budgetbook.content.dictionary import PROGRAM_CONTENT
from budgetbook.diagnostics.problem import Language, Problem
from budgetbook.importer import vocabulary
from budgetbook.importer.data_tables.mapped_files import read_files
from budgetbook.importer.data_tables.table_import import read_request


def audit_data(
    paths: Sequence[Path], map_name: str, content_root: Path, year: int | None, stage: str, lang: Language
) -> AuditReport | list[Problem]:
    """Report on data files; the problems of the map, if it cannot be used. Fit to run in the sandbox; writes nothing.

    Raises UnreadableDocumentError for a file that cannot be read.
    """
    raw_files, reading, _ = read_request(paths, map_name, content_root)
    if reading.table_map is None:
        return reading.problems
    mapped_tables = read_files(raw_files, reading.table_map, None, year, stage)
    return report_tables(mapped_tables, lang, vocabulary.load_phrases(PROGRAM_CONTENT)[lang])
