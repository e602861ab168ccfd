"""Documents of the field's many kinds, written for this test: at least 98 % of their figures are placed, none wrongly."""

from __future__ import annotations

import shutil
from collections import Counter
from functools import cache
from pathlib import Path

import document_parts
import marked_documents
import project
import pytest
from marked_documents import CARRIERS, ENTITY

from budgetbook.content.yaml import reader
from budgetbook.importer import run
from budgetbook.importer.draft import dry_run, yaml_writer
from budgetbook.importer.mention import Mention
from budgetbook.importer.readers import detect
from budgetbook.importer.recognise import Recognition, recognise

CASES = [(name, carrier) for name in marked_documents.names() for carrier in CARRIERS]


@cache
def _said(name: str) -> marked_documents.Marked:
    return marked_documents.load(name)


def _read(made: marked_documents.Marked, carrier: str, folder: Path) -> Recognition:
    file = folder / f"document.{carrier}"
    file.write_bytes(CARRIERS[carrier](made))
    return recognise(detect.read(file), document_parts.words())


def _key(mention: Mention) -> marked_documents.Key:
    concept = "project" if mention.project else mention.concept
    digits, year = mention.digits.lstrip("-"), str(mention.year)
    return (digits, concept, mention.code, mention.table, year, mention.unit, mention.role)


@pytest.mark.slow
@pytest.mark.parametrize(("name", "carrier"), CASES)
def test_figures_are_placed_and_none_wrongly(name: str, carrier: str, tmp_path: Path) -> None:
    made = _said(name)
    found = _read(made, carrier, tmp_path)
    placed = Counter(_key(m) for m in found.mentions if m.kind == "figure" and m.status == "placed")
    right = made.figures & placed
    assert sorted((placed - right).elements()) == []
    missed = sorted((made.figures - right).elements())
    assert len(missed) <= 0.02 * made.figures.total(), missed


@pytest.mark.slow
@pytest.mark.parametrize("name", marked_documents.names())
def test_every_number_is_seen(name: str, tmp_path: Path) -> None:
    made = _said(name)
    found = _read(made, "html", tmp_path)
    seen = Counter(m.digits.lstrip("-").rstrip("%") for m in found.mentions if m.digits)
    assert made.numbers - seen == Counter()


@pytest.mark.slow
@pytest.mark.parametrize("name", ["final-accounts-city", "budget-unit", "final-accounts-adjusted", "budget-capital-tables"])
def test_a_draft_with_its_texts_written_passes_every_check(name: str, tmp_path: Path) -> None:
    """What the guide asks for: the draft, its English, a summary, two texts and the body; then `check` has nothing to say."""
    content = tmp_path / "content"
    shutil.copytree(document_parts.CONTENT, content)
    body = content / "statements" / "a-new-body"
    source = tmp_path / "document.html"
    source.write_bytes(marked_documents.as_html(_said(name)))
    done = run.import_document(source, content, body, None, "en")
    statement = done.new_files[0]
    read, problems = reader.read(statement.as_posix(), statement.read_bytes())
    assert read is not None
    assert problems == []
    data = dry_run.fill_english(read.data)
    finished = [line for key, value in data.items() for line in yaml_writer.format_field(key, value, 0)]
    statement.write_text(yaml_writer.join_lines(finished), encoding="utf-8")
    for lang in ("zh", "en"):
        statement.with_suffix(f".{lang}.md").write_text("", encoding="utf-8")
    (body / "entity.yaml").write_text(ENTITY, encoding="utf-8")
    checked, problems = project.try_check(content)
    assert [problem.message.text("en") for problem in problems] == []
    assert checked is not None
    assert len(checked.content.statements) == 2
