"""Drawings that all workers of a test run share, and the programs that they start: most of what a small build costs."""

from __future__ import annotations

import os
from collections.abc import Callable
from functools import partial
from pathlib import Path

from budgetbook.infra.cache.blobs import BlobCache

VARIABLE = "SHARED_DRAWINGS"
"""Names the folder, to the programs that tests start too; without it everybody draws alone."""


def environment() -> dict[str, str]:
    """What a program that is started with an environment of its own needs to share drawings."""
    return {VARIABLE: os.environ[VARIABLE], "PYTHONPATH": str(Path(__file__).parent)}


class SharedDrawings(BlobCache):
    """A cache of drawings as the program keeps it; what it lacks it takes from the folder that the whole run shares."""

    def __init__(self, folder: Path | None) -> None:
        super().__init__(folder)
        shared = os.environ.get(VARIABLE)
        self._shared = BlobCache(Path(shared) if shared else None)

    def get_or_make(self, blob_fingerprint: str, make: Callable[[], bytes]) -> bytes:
        """As the program does, only that making it means looking there first."""
        return super().get_or_make(blob_fingerprint, partial(self._shared.get_or_make, blob_fingerprint, make))
