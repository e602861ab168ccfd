"""Hostile content by the hundred, the same each time; `make fuzz` goes on for a minute with others."""

from __future__ import annotations

import random
from pathlib import Path

import hostile_content
import pytest


@pytest.mark.slow
@pytest.mark.parametrize("seed", [1, 2])
def test_whatever_a_file_holds_is_read_or_refused(seed: int, tmp_path: Path) -> None:
    chance, content = random.Random(seed), hostile_content.Content(tmp_path)  # noqa: S311 - no secret
    refused = sum(content.read_one(chance) for _ in range(150))
    assert 50 < refused < 150
