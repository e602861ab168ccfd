"""`audit`: reports what an import reads and finds in a document, for its author, before it is published."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from budgetbook.cli.console import complain, report_fault, show
from budgetbook.cli.options import CONTENT, HERE, MAP, Command, Option, is_descriptor, read_path
from budgetbook.diagnostics.bilingual import bilingual as _
from budgetbook.diagnostics.problem import Problem

if TYPE_CHECKING:
    from budgetbook.audit.report import AuditReport

_FORMATS = ("markdown", "html", "docx")
_FORMAT_OF_SUFFIX = {".md": "markdown", ".markdown": "markdown", ".html": "html", ".htm": "html", ".docx": "docx"}


def run(options: argparse.Namespace) -> int:
    """Write the report of one document and nothing else."""
    # Its libraries are large, and only this command needs them.
    from budgetbook.audit import assembly
    from budgetbook.importer import sandbox, vocabulary

    report_format = options.format or _FORMAT_OF_SUFFIX.get(options.output.suffix.lower() if options.output else ".md", "")
    if not report_format:
        return report_fault("audit-no-format", options, options.output.name)
    if options.output is None and report_format == "docx":
        return report_fault("audit-no-output", options)
    if options.output and any(_is_same_file(options.output, document) for document in options.document):
        return report_fault("audit-over-document", options, options.output.as_posix())
    if options.map or is_descriptor(options.document[0]):
        return _audit_data(options, report_format)
    try:
        result: AuditReport = sandbox.run(assembly.audit_document, options.document, options.content, options.lang)
    except vocabulary.MalformedVocabularyError as error:
        return report_fault("needs-document", options, str(error))
    _write(_format_report(result, report_format), options.output)
    return 1 if options.strict and result.failures else 0


def _audit_data(options: argparse.Namespace, report_format: str) -> int:
    """Write the report of data files."""
    from budgetbook.audit import data_audit
    from budgetbook.importer import sandbox

    result: AuditReport | list[Problem] = sandbox.run(
        data_audit.audit_data, options.document, options.map, options.content, options.year, options.stage or "", options.lang
    )
    if isinstance(result, list):
        return complain(result, options)
    _write(_format_report(result, report_format), options.output)
    return 1 if options.strict and result.failures else 0


def _format_report(result: AuditReport, report_format: str) -> bytes:
    if report_format == "docx":
        from budgetbook.audit.word_writer import write_word

        return write_word(result)
    from budgetbook.audit import page_writer

    write = page_writer.write_html if report_format == "html" else page_writer.write_markdown
    return write(result, HERE / "templates")


def _is_same_file(output: Path, document: Path) -> bool:
    return output.resolve() == document.resolve()


def _write(report_bytes: bytes, output: Path | None) -> None:
    if output:
        output.write_bytes(report_bytes)
        return
    sys.stdout.flush()
    show(report_bytes.decode().rstrip("\n"))


COMMAND = Command(
    "audit",
    _(
        "公布之前核对一份文件，写出报告：哪里对不上，哪里没有读到（写出了报告就以 0 结束，不管有没有发现）",
        "report on a document before it is published: what does not add up, what could not be read (ends with 0 if the report was"
        " made, whatever it finds)",
    ),
    (
        Option(
            "document",
            _(
                "要公布的文件（文本、网页、Word、Excel 或 PDF）；正文和表格分成几个文件的，先写正文，再写表格",
                "the document (text, web page, Word, Excel or PDF); in several files, its text first, then its tables",
            ),
            read=read_path,
            is_many=True,
        ),
        Option(
            "--output",
            _("报告写到哪个文件；不写就显示在终端", "the file to write the report to; without it, the report is printed"),
            read=read_path,
        ),
        Option(
            "--format",
            _(
                "报告的格式；不写就看文件名的结尾，否则是 Markdown",
                "the format of the report; by default told by the ending of the file, else Markdown",
            ),
            choices=_FORMATS,
        ),
        *MAP,
        Option("--strict", _("有对不上的地方时以 1 结束", "end with 1 if something does not add up"), is_switch=True),
        CONTENT,
    ),
    run,
    extra="import",
)
