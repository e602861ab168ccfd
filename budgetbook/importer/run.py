"""Imports a document: writes a draft statement, or lists how it differs from the statement that is there; reports if asked."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from budgetbook.content import reserved_names
from budgetbook.content.control_list import ControlList, read_numbers
from budgetbook.content.fields import is_slug
from budgetbook.content.loader import Content, entity_kinds
from budgetbook.content.model import Language
from budgetbook.content.yaml import reader
from budgetbook.diagnostics.os_errors import describe_os_error
from budgetbook.importer.document_purpose import check_purpose, refuse_fields
from budgetbook.importer.draft import draft, dry_run, leftover_numbers, prose_skeleton, unprinted_numbers
from budgetbook.importer.draft.assemble import assemble
from budgetbook.importer.draft.control_list import build_control_list
from budgetbook.importer.draft.difference import DraftDifference, find_differences
from budgetbook.importer.draft.quotes import judge_passages
from budgetbook.importer.draft.statement_draft import StatementDraft
from budgetbook.importer.draft.unfit_entries import drop_unfit_entries
from budgetbook.importer.draft.yaml_writer import format_field, join_lines
from budgetbook.importer.identity import MissingYearError
from budgetbook.importer.readers import detect
from budgetbook.importer.readers.document import UnreadableDocumentError
from budgetbook.importer.recognise import Recognition, recognise
from budgetbook.importer.report import build_findings_report, build_numbers_report
from budgetbook.importer.source_copy import keep_copy
from budgetbook.importer.summary import IMPORT_MESSAGES, format_differences, summarise
from budgetbook.importer.vocabulary import Vocabulary, load, load_phrases


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
) -> ImportResult:
    """Import one document into the folder of its entity: `output_folder`, else the one whose entity has the document's name.

    `report` and `findings_report` are CSV files to write; if one of them cannot be written, nothing else is.
    Raises UnreadableDocumentError if the document is of no use or a report cannot be written, MalformedVocabularyError if the
    importer's own data is malformed, and OSError.
    """
    vocabulary = load(content_root)
    recognition = _recognise_file(path, vocabulary)
    check_purpose(recognition, vocabulary)
    statement_draft, control_text, content = _draft_statement(path, recognition, vocabulary)
    findings = dry_run.find_all(content)
    folder = output_folder or find_folder(recognition, content_root)
    target = folder / f"{statement_draft.head.get('fiscal_year', 'unknown')}-{recognition.phase}.yaml"
    remarks, name = statement_draft.remarks, folder.name
    reports: dict[Path | None, Callable[[], bytes]] = {
        report: lambda: build_numbers_report(recognition, vocabulary, name),
        findings_report: lambda: build_findings_report(recognition, content, findings, remarks, name, load_phrases(content_root)),
    }
    _write_reports(reports)
    new_files, differences = list[Path](), tuple[DraftDifference, ...]()
    if target.exists():
        differences = tuple(find_differences(target, dry_run.build_data(statement_draft)))
        messages = format_differences(target, differences, lang)
    else:
        statement_text = draft.render_draft(statement_draft, findings)
        new_files = _write_files(target, statement_text, control_text, recognition, statement_draft, vocabulary, content_root)
        messages = [IMPORT_MESSAGES["drafted"][lang].format(file=file.as_posix()) for file in new_files]
    messages += _keep_copy(path, recognition, target, lang)
    messages += summarise(recognition, statement_draft, lang)
    messages += [IMPORT_MESSAGES["report"][lang].format(file=file.as_posix()) for file in reports if file]
    existing_file = None if new_files else target
    return ImportResult(recognition, statement_draft, tuple(new_files), existing_file, differences, tuple(messages))


def import_and_report(
    path: Path,
    content_root: Path,
    output_folder: Path | None,
    report: Path | None,
    lang: Language,
    findings_report: Path | None = None,
) -> tuple[bool, tuple[str, ...]]:
    """Import one document; fit to run in the sandbox.

    Returns whether all that was read has a place in the draft, and the lines for the person who ran it.
    """
    result = import_document(path, content_root, output_folder, report, lang, findings_report)
    return result.is_whole, result.messages


def make_control_list(path: Path, content_root: Path) -> str:
    """The control list of a document. Without a year in the document, its numbers are listed without their kinds."""
    document = detect.read(path)
    if document.kind == "text":
        return build_control_list(path, document)
    try:
        return build_control_list(path, document, recognise(document, load(content_root)).mentions)
    except MissingYearError:
        return build_control_list(path, document)


def _recognise_file(path: Path, vocabulary: Vocabulary) -> Recognition:
    document = detect.read(path)
    try:
        return recognise(document, vocabulary)
    except MissingYearError:
        refuse_fields(document)
        raise UnreadableDocumentError("import-no-year", file=path.name) from None


def _draft_statement(path: Path, recognition: Recognition, vocabulary: Vocabulary) -> tuple[StatementDraft, str, Content]:
    """The draft as it will be written, its control list, and a content of which it is the only statement."""
    statement_draft = assemble(recognition, vocabulary)
    drop_unfit_entries(statement_draft)
    judge_passages(statement_draft, recognition, vocabulary)
    drop_unfit_entries(statement_draft)
    control_text = build_control_list(path, recognition.document, recognition.mentions)
    parsed_list = _hold_to_control_list(statement_draft, recognition, control_text)
    return statement_draft, control_text, dry_run.build_content(statement_draft, vocabulary, parsed_list)


def _hold_to_control_list(statement_draft: StatementDraft, recognition: Recognition, control_text: str) -> ControlList | None:
    """Make the draft agree with the list that will lie beside it, so that `check` finds nothing between the two; the list."""
    if parsed_list := read_numbers("", control_text)[0]:
        unprinted_numbers.remove_unprinted(statement_draft, parsed_list)
        leftover_numbers.complete(statement_draft, recognition, parsed_list)
    return parsed_list


def _write_reports(reports: Mapping[Path | None, Callable[[], bytes]]) -> None:
    """Write the reports that have a file; each is made only then."""
    try:
        for file, build_report in reports.items():
            if file:
                file.write_bytes(build_report())
    except OSError as error:
        raise UnreadableDocumentError("import-no-report", why=describe_os_error(error)) from error


def _write_files(
    target: Path,
    statement_text: str,
    control_text: str,
    recognition: Recognition,
    statement_draft: StatementDraft,
    vocabulary: Vocabulary,
    content_root: Path,
) -> list[Path]:
    files = {target: statement_text, target.with_suffix(".numbers.txt"): control_text}
    entity = target.parent / "entity.yaml"
    if not entity.exists():
        files[entity] = _draft_entity_file(recognition, vocabulary)
    for lang in ("zh", "en"):
        prose = target.with_suffix(f".{lang}.md")
        if not prose.exists():
            files[prose] = prose_skeleton.make_headings(content_root, statement_draft.figures)
    target.parent.mkdir(parents=True, exist_ok=True)
    for file, text in files.items():
        with file.open("x", encoding="utf-8", newline="\n") as open_file:  # "x" refuses to overwrite a file
            open_file.write(text)
    return list(files)


def _keep_copy(path: Path, recognition: Recognition, target: Path, lang: Language) -> list[str]:
    """Keep a copy of the document beside its statement, and the line that says so."""
    copy = keep_copy(path, recognition.document.kind, target)
    return [IMPORT_MESSAGES["copied"][lang].format(file=copy.as_posix())] if copy else []


def _draft_entity_file(recognition: Recognition, vocabulary: Vocabulary) -> str:
    """The draft of `entity.yaml`: the name, and the kinds of entity to choose from as comments."""
    entity_name, kind = recognition.entity_name, recognition.entity_kind
    text = ["# yaml-language-server: $schema=../../schema/entity.json", *(f"# {line}" for line in draft.HEAD[2:])]
    text.append("# kind:  # one of these / 单位是哪一类，选一个：")
    kinds = {kind: vocabulary.concepts[kind].name for kind in entity_kinds(vocabulary.concepts)}
    text += [f"#   {kind}  # {name.zh} / {name.en}" for kind, name in kinds.items()]
    if kind:
        text.append(f"# By its name it is perhaps: / 从名称看可能是：{kind}")
    if entity_name:
        text += [*format_field("name", {"zh": entity_name}, 0), *format_field("short", {"zh": entity_name}, 0)]
    else:
        text.append("# name:  # the document does not say surely whose it is / 原文件没有明确写出是哪个单位")
        if recognition.unsure_name:
            text.append(f"# It only says: / 原文件里只有：{recognition.unsure_name}")
    open_fields = "name.en, short.en" if entity_name else "name, short"
    text.append(f"# Still to be written by a person: {open_fields}, kind, place, about; where known: parent, duties, units")
    return join_lines(text)


def find_folder(recognition: Recognition, content_root: Path) -> Path:
    """The folder of the entity with this name; for a new entity, one named after the document's file."""
    statements = content_root / "statements"
    for file in sorted(statements.glob("*/entity.yaml")):
        yaml_file, _ = reader.read(file.as_posix(), file.read_bytes())
        if (
            yaml_file
            and recognition.entity_name
            and recognition.entity_name in (yaml_file.data.get("name", {}).get("zh"), yaml_file.data.get("short", {}).get("zh"))
        ):
            return file.parent
    return statements / choose_folder_name(recognition.document.name, recognition.entity_name or recognition.document.sha256)


def choose_folder_name(file: str, entity_name: str) -> str:
    """A folder name from the file's name; if that says little or is a page of the site, one made of a hash."""
    stem = re.sub(r"(?:19|20)\d\d|budget|final-accounts|\.[a-z]+$", "", file.lower())
    slug = re.sub(r"[^a-z0-9]+", "-", stem).strip("-")[:64].strip("-")
    if re.search("[a-z]{3}", slug) and is_slug(slug) and reserved_names.is_free(slug):
        return slug
    return f"body-{hashlib.sha256(entity_name.encode()).hexdigest()[:8]}"
