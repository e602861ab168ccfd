"""Imports a document: writes a draft statement, or lists how it differs from the statement that is there; reports if asked."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path

from budgetbook.content import reserved_names
from budgetbook.content.control_list import read_numbers
from budgetbook.content.fields import is_slug
from budgetbook.content.loader import entity_kinds
from budgetbook.content.model import Language
from budgetbook.content.yaml import reader
from budgetbook.importer.draft import draft, dry_run, leftover_numbers, prose_skeleton
from budgetbook.importer.draft.assemble import StatementDraft, assemble
from budgetbook.importer.draft.control_list import build_control_list
from budgetbook.importer.draft.difference import DraftDifference, find_differences
from budgetbook.importer.draft.quotes import judge_passages
from budgetbook.importer.draft.yaml_writer import format_field, join_lines
from budgetbook.importer.identity import MissingYearError
from budgetbook.importer.readers import detect
from budgetbook.importer.readers.document import Document, UnreadableDocumentError
from budgetbook.importer.recognise import Recognition, recognise
from budgetbook.importer.report import build_report
from budgetbook.importer.vocabulary import Vocabulary, load

IMPORT_MESSAGES: dict[str, dict[Language, str]] = {
    "drafted": {"zh": "已写草稿：{file}", "en": "draft written: {file}"},
    "kept": {
        "zh": "{file} 已经有了，没有改动。与新读出的数不同的有 {count} 处：",
        "en": "{file} is already there and was left alone. It differs from what was read just now in {count} places:",
    },
    "difference": {
        "zh": "  {path}：文件里是 {old}，新读出 {new}（{place}）",
        "en": "  {path}: {old} in the file, {new} read now ({place})",
    },
    "numbers": {
        "zh": "共有 {seen} 个数：{placed} 个已放好，{doubtful} 个存疑，{lost} 个像是数据但放不进去，"
        "其余 {rest} 个是年份、序号、代码等。",
        "en": "{seen} numbers: {placed} placed, {doubtful} doubtful, {lost} that look like figures not placed, "
        "{rest} years, list numbers, codes and the like.",
    },
    "pictures": {
        "zh": "注意：第 {pages} 页只有图像，没有文字，这些页上的数没有读。",
        "en": "note: page {pages} has pictures and no text; the numbers on it were not read.",
    },
    "nothing": {"zh": "无", "en": "nothing"},
    "report": {"zh": "报告：{file}", "en": "report: {file}"},
}


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


def import_document(
    path: Path, content_root: Path, output_folder: Path | None, report: Path | None, lang: Language
) -> ImportResult:
    """Import one document into the folder of its entity.

    `output_folder` is that folder; without it, the folder below `content_root` whose entity has the name that the document gives.
    `report` is the CSV file to write. Raises UnreadableDocumentError if the document is of no use, ValueError if the importer's
    own data is malformed, and OSError.
    """
    vocabulary = load(content_root)
    document = detect.read(path)
    try:
        recognition = recognise(document, vocabulary)
    except MissingYearError:
        raise UnreadableDocumentError("import-no-year", file=path.name) from None
    statement_draft = assemble(recognition, vocabulary)
    judge_passages(statement_draft, recognition, vocabulary)
    folder = output_folder or find_folder(recognition, content_root)
    target = folder / f"{recognition.fiscal_year}-{recognition.phase}.yaml"
    messages: list[str] = []
    new_files: list[Path] = []
    differences: tuple[DraftDifference, ...] = ()
    if target.exists():
        differences = tuple(find_differences(target, dry_run.build_data(statement_draft)))
        messages += _format_differences(target, differences, lang)
    else:
        new_files += _write_files(target, recognition, statement_draft, vocabulary, document, path, content_root)
        messages += [IMPORT_MESSAGES["drafted"][lang].format(file=file.as_posix()) for file in new_files]
    messages.append(_summarise_numbers(recognition, lang))
    if document.picture_pages:
        messages.append(
            IMPORT_MESSAGES["pictures"][lang].format(
                pages=("、" if lang == "zh" else ", ").join(map(str, document.picture_pages))
            )
        )
    if report is not None:
        report.write_bytes(build_report(recognition, vocabulary, folder.name))
        messages.append(IMPORT_MESSAGES["report"][lang].format(file=report.as_posix()))
    existing_file = target if target not in new_files else None
    return ImportResult(recognition, statement_draft, tuple(new_files), existing_file, differences, tuple(messages))


def import_and_report(
    path: Path, content_root: Path, output_folder: Path | None, report: Path | None, lang: Language
) -> tuple[str, ...]:
    """Import one document and return the lines for the person who ran it; fit to run in the sandbox."""
    return import_document(path, content_root, output_folder, report, lang).messages


def make_control_list(path: Path, content_root: Path) -> str:
    """The control list of a document. Without a year in the document, its numbers are listed without their kinds."""
    document = detect.read(path)
    if document.kind == "text":
        return build_control_list(path, document)
    try:
        return build_control_list(path, document, recognise(document, load(content_root)).mentions)
    except MissingYearError:
        return build_control_list(path, document)


def _write_files(
    target: Path,
    recognition: Recognition,
    statement_draft: StatementDraft,
    vocabulary: Vocabulary,
    document: Document,
    path: Path,
    content_root: Path,
) -> list[Path]:
    control_text = build_control_list(path, document, recognition.mentions)
    if parsed_list := read_numbers(target.name, control_text)[0]:
        leftover_numbers.complete(statement_draft, recognition, parsed_list)
    files = {
        target: draft.render_draft(statement_draft, dry_run.apply_rules(statement_draft, vocabulary)),
        target.with_suffix(".numbers.txt"): control_text,
    }
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


def _draft_entity_file(recognition: Recognition, vocabulary: Vocabulary) -> str:
    """The draft of `entity.yaml`: the name, and the kinds of entity to choose from as comments."""
    entity_name = recognition.entity_name or recognition.title.strip()
    text = ["# yaml-language-server: $schema=../../schema/entity.json", *(f"# {line}" for line in draft.HEAD[2:])]
    text.append("# kind:  # one of these / 单位是哪一类，选一个：")
    kinds = {kind: vocabulary.concepts[kind].name for kind in entity_kinds(vocabulary.concepts)}
    text += [f"#   {kind}  # {name.zh} / {name.en}" for kind, name in kinds.items()]
    text += [*format_field("name", {"zh": entity_name}, 0), *format_field("short", {"zh": entity_name}, 0)]
    text.append("# Still to be written by a person: name.en, short.en, kind, place, about; where known: parent, duties, units")
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
    return statements / choose_folder_name(recognition.document.name, recognition.entity_name)


def choose_folder_name(file: str, entity_name: str) -> str:
    """A folder name from the file's name; if that says little or is a page of the site, one made of a hash."""
    stem = re.sub(r"(?:19|20)\d\d|budget|final-accounts|\.[a-z]+$", "", file.lower())
    slug = re.sub(r"[^a-z0-9]+", "-", stem).strip("-")[:64].strip("-")
    if re.search("[a-z]{3}", slug) and is_slug(slug) and reserved_names.is_free(slug):
        return slug
    return f"body-{hashlib.sha256(entity_name.encode()).hexdigest()[:8]}"


def _format_differences(target: Path, differences: Sequence[DraftDifference], lang: Language) -> list[str]:
    nothing = IMPORT_MESSAGES["nothing"][lang]
    head = IMPORT_MESSAGES["kept"][lang].format(file=target.as_posix(), count=len(differences))
    rows = [
        IMPORT_MESSAGES["difference"][lang].format(path=d.path, old=d.old or nothing, new=d.new or nothing, place=d.place)
        for d in differences
    ]
    return [head, *rows]


def _summarise_numbers(recognition: Recognition, lang: Language) -> str:
    numbers = [m for m in recognition.mentions if m.digits]
    placed_count = sum(m.status == "placed" for m in numbers)
    doubtful_count = sum(m.status == "doubtful" for m in numbers)
    unplaced_count = sum(m.kind == "figure" and m.status == "not-placed" for m in numbers)
    rest_count = len(numbers) - placed_count - doubtful_count - unplaced_count
    return IMPORT_MESSAGES["numbers"][lang].format(
        seen=len(numbers), placed=placed_count, doubtful=doubtful_count, lost=unplaced_count, rest=rest_count
    )
