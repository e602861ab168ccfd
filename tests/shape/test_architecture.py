"""What ARCHITECTURE.md and the rooms' READMEs name is there: a recipe that leads to a file that is gone misleads everybody."""

from __future__ import annotations

import re
from pathlib import Path

import project
import pytest
from source_tree import PACKAGE

PAGES = [project.ROOT / "ARCHITECTURE.md", *sorted(PACKAGE.glob("*/README.md"))]
PATH = re.compile(r"`((?:[\w.-]+/)+[\w.-]*\.(?:py|yaml|html|toml|md)|(?:[\w.-]+/)+)`")
MADE = ("site/", "data/", ".cache/")
"""Folders that a build makes, and those of the site."""


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.parent.name)
def test_every_path_that_is_named_is_there(page: Path) -> None:
    named = {path for path in PATH.findall(page.read_text(encoding="utf-8")) if not path.startswith(MADE)}
    places = (project.ROOT, PACKAGE, page.parent)
    assert [path for path in sorted(named) if not any((place / path).exists() for place in places)] == []


def test_architecture_is_a_page() -> None:
    text = PAGES[0].read_text(encoding="utf-8")
    assert len(PATH.findall(text)) > 20
    assert len(text.split()) <= 1200
