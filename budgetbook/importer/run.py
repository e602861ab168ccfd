"""Imports a document: writes a draft statement, or lists how it differs from the statement that is there; reports if asked."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from budgetbook.content.text import Language
from budgetbook.diagnostics.os_errors import describe_os_error
from budgetbook.importer.document_draft import draft_document
from budgetbook.importer.draft import dry_run
from budgetbook.importer.draft.difference import DraftDifference, find_differences
from budgetbook.importer.draft.earlier_statement import find_earlier_statement, take_over
from budgetbook.importer.draft.statement_draft import StatementDraft
from budgetbook.importer.draft_files import find_folder, write_files
from budgetbook.importer.readers.document import UnreadableDocumentError
from budgetbook.importer.recognise import Recognition
from budgetbook.importer.report import build_findings_report, build_numbers_report
from budgetbook.importer.source_copy import keep_copies
from budgetbook.importer.summary import IMPORT_MESSAGES, format_differences, summarise
from budgetbook.importer.vocabulary import load, load_phrases


@dataclass(frozen=True)
class ImportResult:
    """The outcome of an import."""

    recognition: Recognition
    statement_draft: StatementDraft
    new_files: tuple[Path, ...] = ()
    existing_file: Path | None = None
    """The statement that was there already and was left alone."""
    differences: tuple[DraftDifference, ...] = ()
    messages: tuple[str, ...] = field(default=())
    """Lines for the person who ran the import."""

    @property
    def is_whole(self) -> bool:
        """True if nothing that was read had to be left out."""
        return not self.statement_draft.left_out


def import_document(
    path: Path,
    content_root: Path,
    output_folder: Path | None,
    report: Path | None,
    lang: Language,
    findings_report: Path | None = None,
    further_paths: Sequence[Path] = (),
) -> ImportResult:
    """Import one document into the folder of its entity: `output_folder`, else the one whose entity has the document's name.

    `further_paths` are its other files. `report` and `findings_report` are CSV files; if one cannot be written, nothing is.
    Raises UnreadableDocumentError if the document is of no use or a report cannot be written, MalformedVocabularyError if the
    importer's own data is malformed, and OSError.
    """
    vocabulary = load(content_root)
    document_draft = draft_document((path, *further_paths), vocabulary)
    recognition, statement_draft = document_draft.recognition, document_draft.statement
    folder = output_folder or find_folder(recognition, content_root)
    target = folder / f"{statement_draft.head.get('fiscal_year', 'unknown')}-{recognition.phase}.yaml"
    if earlier := find_earlier_statement(target):
        take_over(statement_draft, earlier)
    _write_report(report, lambda: build_numbers_report(recognition, vocabulary, folder.name))
    _write_report(findings_report, lambda: build_findings_report(document_draft, folder.name, load_phrases(content_root)))
    new_files, differences = list[Path](), tuple[DraftDifference, ...]()
    if target.exists():
        differences = tuple(find_differences(target, dry_run.build_data(statement_draft)))
        messages = format_differences(target, differences, lang)
    else:
        new_files = write_files(target, document_draft, vocabulary, content_root, earlier)
        messages = [IMPORT_MESSAGES["drafted"][lang].format(file=file.as_posix()) for file in new_files]
    if copies := keep_copies((path, *further_paths), target):
        messages.append(IMPORT_MESSAGES["copied"][lang].format(file=", ".join(copy.as_posix() for copy in copies)))
    messages += summarise(recognition, statement_draft, lang)
    messages += [IMPORT_MESSAGES["report"][lang].format(file=file.as_posix()) for file in (report, findings_report) if file]
    known_file = None if new_files else target
    return ImportResult(recognition, statement_draft, tuple(new_files), known_file, differences, tuple(messages))


def import_and_report(
    path: Path,
    content_root: Path,
    output_folder: Path | None,
    report: Path | None,
    lang: Language,
    findings_report: Path | None = None,
    further_paths: Sequence[Path] = (),
) -> tuple[bool, tuple[str, ...]]:
    """Import one document; fit to run in the sandbox.

    Returns whether all that was read has a place in the draft, and the lines for the person who ran it.
    """
    result = import_document(path, content_root, output_folder, report, lang, findings_report, further_paths)
    return result.is_whole, result.messages


def _write_report(file: Path | None, build_report: Callable[[], bytes]) -> None:
    """Write a report, if it has a file; it is made only then."""
    try:
        if file:
            file.write_bytes(build_report())
    except OSError as error:
        raise UnreadableDocumentError("import-no-report", why=describe_os_error(error)) from error
