"""`import`: drafts a statement from a published document."""

from __future__ import annotations

import argparse

from budgetbook.cli.console import report_fault, show
from budgetbook.cli.options import CONTENT, Command, Option, read_path
from budgetbook.diagnostics.bilingual import bilingual as _


def run(options: argparse.Namespace) -> int:
    """Draft a statement from a published document; an existing one is compared, never overwritten."""
    # Its libraries are large, and only this command needs them.
    from budgetbook.importer import run, sandbox, vocabulary

    try:
        arguments = (options.document, options.content, options.out, options.report, options.lang)
        is_whole, lines = sandbox.run(run.import_and_report, *arguments)
    except vocabulary.MalformedVocabularyError as error:
        return report_fault("needs-document", options, str(error))
    show(*lines)
    return 0 if is_whole else 1


COMMAND = Command(
    "import",
    _("从公布的文件生成一份草稿", "draft a statement from a published document"),
    (
        Option(
            "document",
            _("公布的文件（文本、网页、Word 或 PDF）", "a published document (text, web page, Word or PDF)"),
            read=read_path,
        ),
        CONTENT,
        Option("--out", _("草稿写到哪个目录", "the folder to write the draft to"), read=read_path),
        Option("--report", _("把文件里的每个数字列成 CSV", "write a CSV of every number in the document"), read=read_path),
    ),
    run,
)
