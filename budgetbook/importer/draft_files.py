"""The files of a draft: in which folder they belong, and how they are written without touching what is there."""

from __future__ import annotations

import hashlib
import re
from pathlib import Path

from budgetbook.content import reserved_names
from budgetbook.content.fields import is_slug
from budgetbook.content.yaml import reader
from budgetbook.importer.document_draft import DocumentDraft
from budgetbook.importer.draft import draft, prose_skeleton
from budgetbook.importer.draft.earlier_statement import EarlierStatement
from budgetbook.importer.draft.entity_file import render_entity
from budgetbook.importer.recognise import Recognition
from budgetbook.importer.vocabulary import Vocabulary


def write_files(
    target: Path, document_draft: DocumentDraft, vocabulary: Vocabulary, content_root: Path, earlier: EarlierStatement | None
) -> list[Path]:
    """Write the statement, its control list and whatever else it needs and is not there; return what was written."""
    files = {
        target: draft.render_draft(document_draft.statement, document_draft.findings),
        target.with_suffix(".numbers.txt"): document_draft.control_text,
    }
    entity = target.parent / "entity.yaml"
    if not entity.exists():
        files[entity] = render_entity(document_draft.recognition, vocabulary)
    for lang in ("zh", "en"):
        prose = target.with_suffix(f".{lang}.md")
        if not prose.exists():
            own_headings = prose_skeleton.make_headings(content_root, document_draft.statement.figures)
            files[prose] = (earlier.list_headings(lang) if earlier else "") or own_headings
    target.parent.mkdir(parents=True, exist_ok=True)
    for file, text in files.items():
        with file.open("x", encoding="utf-8", newline="\n") as open_file:  # "x" refuses to overwrite a file
            open_file.write(text)
    return list(files)


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
