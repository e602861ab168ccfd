"""Drafts the statement of a document, which one or several files make: what every command that reads documents begins with."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from pathlib import Path

from budgetbook.arithmetic.finding import Finding
from budgetbook.content.content import Content
from budgetbook.content.control_list import MOST_FILES, ControlList, read_numbers
from budgetbook.content.language_file import Languages
from budgetbook.importer.document_purpose import check_purpose, refuse_fields
from budgetbook.importer.draft import dry_run, leftover_numbers, unprinted_numbers
from budgetbook.importer.draft.assemble import assemble
from budgetbook.importer.draft.control_list import build_control_list
from budgetbook.importer.draft.quotes import judge_passages
from budgetbook.importer.draft.statement_draft import StatementDraft
from budgetbook.importer.draft.unfit_entries import drop_unfit_entries
from budgetbook.importer.file_agreement import check_agreement
from budgetbook.importer.fiscal_year import MissingYearError
from budgetbook.importer.readers import detect
from budgetbook.importer.readers.document import UnreadableDocumentError
from budgetbook.importer.readers.several_files import join_documents
from budgetbook.importer.recognise import Recognition, recognise
from budgetbook.importer.vocabulary import Vocabulary, load


@dataclass(frozen=True)
class DocumentDraft:
    """A document as recognised and as drafted."""

    recognition: Recognition
    statement: StatementDraft
    control_text: str
    """Its control list."""
    content: Content
    """A content of which it is the only statement."""

    def with_phrases(self, phrase_files: Languages) -> Content:
        """The content with words in which it can be spoken of."""
        return replace(self.content, phrases=phrase_files)

    @cached_property
    def findings(self) -> tuple[Finding, ...]:
        """Every finding of the statement as drafted."""
        return dry_run.find_all(self.content)


def draft_document(paths: Sequence[Path], vocabulary: Vocabulary) -> DocumentDraft:
    """Read, recognise and draft. Raises UnreadableDocumentError if the document is of no use."""
    recognition = _recognise_files(paths, vocabulary)
    check_purpose(recognition, vocabulary)
    statement = assemble(recognition, vocabulary)
    drop_unfit_entries(statement)
    judge_passages(statement, recognition, vocabulary)
    drop_unfit_entries(statement)
    control_text = build_control_list(paths[0], recognition.document, recognition.mentions)
    parsed_list = _hold_to_control_list(statement, recognition, control_text)
    drop_unfit_entries(statement)
    return DocumentDraft(recognition, statement, control_text, dry_run.build_content(statement, vocabulary, parsed_list))


def make_control_list(path: Path, content_root: Path, further_paths: Sequence[Path] = ()) -> str:
    """The control list of a document. Without a year in the document, its numbers are listed without their kinds."""
    document = join_documents([detect.read(each) for each in (path, *further_paths)])
    if document.kind == "text":
        return build_control_list(path, document)
    try:
        return build_control_list(path, document, recognise(document, load(content_root)).mentions)
    except MissingYearError:
        return build_control_list(path, document)


def _recognise_files(paths: Sequence[Path], vocabulary: Vocabulary) -> Recognition:
    """Recognise the document that one or several files make."""
    if len(paths) > MOST_FILES:
        raise UnreadableDocumentError("import-many-files", limit=MOST_FILES)
    documents = [detect.read(path) for path in paths]
    if len(documents) > 1:
        for document in documents:
            refuse_fields(document)
        check_agreement(documents, vocabulary)
    document = join_documents(documents)
    try:
        return recognise(document, vocabulary)
    except MissingYearError:
        refuse_fields(document)
        raise UnreadableDocumentError("import-no-year", file=document.name) from None


def _hold_to_control_list(statement_draft: StatementDraft, recognition: Recognition, control_text: str) -> ControlList | None:
    """Make the draft agree with the list that will lie beside it, so that `check` finds nothing between the two; the list."""
    if parsed_list := read_numbers("", control_text)[0]:
        unprinted_numbers.remove_unprinted(statement_draft, parsed_list)
        leftover_numbers.complete(statement_draft, recognition, parsed_list)
        statement_draft.head["review"] = {"seen": "0", "of": str(sum(len(line.tokens) for line in parsed_list.lines))}
    return parsed_list
