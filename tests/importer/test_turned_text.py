"""A PDF is read alike however its text is turned on its pages, and however the file turns these."""

from __future__ import annotations

from pathlib import Path

import pytest
from turned_pages import write_turned

from budgetbook.importer.readers import detect
from budgetbook.importer.readers.document import Document, Paragraph


def texts(document: Document) -> list[str]:
    return [block.text for block in document.blocks if isinstance(block, Paragraph)]


@pytest.mark.parametrize("rotation", [0, 90, 180, 270])
@pytest.mark.parametrize("angle", [0, 90, 180, 270])
def test_turned_text_is_read_as_if_it_stood_upright(angle: int, rotation: int, tmp_path: Path) -> None:
    expected = texts(detect.read(write_turned(tmp_path / "upright.pdf", 0, 0)))
    document = detect.read(write_turned(tmp_path / "turned.pdf", angle, rotation))
    assert len(expected) == 8
    assert texts(document) == expected
    assert not document.omissions
