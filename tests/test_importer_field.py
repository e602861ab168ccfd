"""Documents of the field's many kinds, written for this test: at least 98 % of their figures are placed, none wrongly."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from functools import cache
from pathlib import Path

import drafts
import marked
import pytest

from budgetbook.importer import reading
from budgetbook.importer.mention import Mention
from budgetbook.importer.recognise import Recognised, recognise

CARRIERS: dict[str, Callable[[marked.Marked], bytes]] = {
    "html": marked.as_html,
    "docx": marked.as_word,
    "pdf": marked.as_pdf,
}
CASES = [(name, carrier) for name in marked.names() for carrier in CARRIERS]


@cache
def _said(name: str) -> marked.Marked:
    return marked.load(name)


def _read(made: marked.Marked, carrier: str, folder: Path) -> Recognised:
    file = folder / f"document.{carrier}"
    file.write_bytes(CARRIERS[carrier](made))
    return recognise(reading.read(file), drafts.words())


def _key(mention: Mention) -> marked.Key:
    concept = "project" if mention.project else mention.concept
    digits, year = mention.digits.lstrip("-"), str(mention.year)
    return (digits, concept, mention.code, mention.table, year, mention.unit, mention.role)


@pytest.mark.parametrize(("name", "carrier"), CASES)
def test_figures_are_placed_and_none_wrongly(name: str, carrier: str, tmp_path: Path) -> None:
    made = _said(name)
    found = _read(made, carrier, tmp_path)
    placed = Counter(_key(m) for m in found.mentions if m.kind == "figure" and m.status == "placed")
    right = made.figures & placed
    assert sorted((placed - right).elements()) == []
    missed = sorted((made.figures - right).elements())
    assert len(missed) <= 0.02 * made.figures.total(), missed


@pytest.mark.parametrize("name", marked.names())
def test_every_number_is_seen(name: str, tmp_path: Path) -> None:
    made = _said(name)
    found = _read(made, "html", tmp_path)
    seen = Counter(m.digits.lstrip("-").rstrip("%") for m in found.mentions if m.digits)
    assert made.numbers - seen == Counter()
