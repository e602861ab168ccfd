"""`import`: drafts a statement from a published document."""

from __future__ import annotations

import argparse

from budgetbook.cli.console import report_fault, show
from budgetbook.cli.options import CONTENT, MAP, Command, Option, is_descriptor, read_path
from budgetbook.diagnostics.bilingual import bilingual as _


def run(options: argparse.Namespace) -> int:
    """Draft a statement from a published document; an existing one is compared, never overwritten."""
    # Its libraries are large, and only this command needs them.
    from budgetbook.importer import run, sandbox, vocabulary

    if options.map or is_descriptor(options.document[0]):
        return _import_tables(options)
    try:
        document, *further_files = options.document
        paths = (document, options.content, options.out, options.report)
        is_whole, lines = sandbox.run(run.import_and_report, *paths, options.lang, options.findings, further_files)
    except vocabulary.MalformedVocabularyError as error:
        return report_fault("needs-document", options, str(error))
    show(*lines)
    return 0 if is_whole else 1


def _import_tables(options: argparse.Namespace) -> int:
    """Add data files up to a statement by a map."""
    from budgetbook.importer import sandbox
    from budgetbook.importer.data_tables import table_import

    request = table_import.TableRequest(
        tuple(options.document), options.map, options.content, options.out, options.year, options.stage or ""
    )
    is_done, lines = sandbox.run(table_import.import_and_report, request, options.lang)
    show(*lines)
    return 0 if is_done else 1


COMMAND = Command(
    "import",
    _("从公布的文件生成一份草稿", "draft a statement from a published document"),
    (
        Option(
            "document",
            _(
                "公布的文件（文本、网页、Word、Excel 或 PDF）；正文和表格分开公布的，先写正文，再写表格",
                "a published document (text, web page, Word, Excel or PDF); published in several files, its text first, then its"
                " tables",
            ),
            read=read_path,
            is_many=True,
        ),
        CONTENT,
        *MAP,
        Option("--out", _("草稿写到哪个目录", "the folder to write the draft to"), read=read_path),
        Option(
            "--report",
            _(
                "把文件里的每个数字列成 CSV：状态、概念、代码、年份、角色、单位、位置、依据",
                "write a CSV of every number in the document: status, concept, code, year, role, unit, place, evidence",
            ),
            read=read_path,
        ),
        Option(
            "--findings",
            _(
                "把对草稿的每项核对列成 CSV：规则、概念、行、角色、结论、轻重、原文、算出、相差、单位、位置",
                "write a CSV of every check of the draft: rule, concept, line, role, verdict, severity, printed, computed, "
                "difference, unit, place",
            ),
            read=read_path,
        ),
    ),
    run,
    extra="import",
)
