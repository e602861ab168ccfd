"""Hostile content by the dozen, the same each time; `make stress` takes more of it, `make fuzz` a minute of others."""

from __future__ import annotations

import random
from pathlib import Path

import hostile_content
import project
import pytest

FILES = project.rounds(60, 300)


@pytest.mark.slow
@pytest.mark.parametrize("seed", [1, 2])
def test_whatever_a_file_holds_is_read_or_refused(seed: int, tmp_path: Path) -> None:
    chance, content = random.Random(seed), hostile_content.Content(tmp_path)  # noqa: S311 - no secret
    refused = sum(content.read_one(chance) for _ in range(FILES))
    assert FILES // 3 < refused < FILES
