"""Measures what a reader downloads for a page of a written site."""

from __future__ import annotations

import gzip
from dataclasses import dataclass
from pathlib import Path

COMMON_ASSETS = ("assets/style.css", "assets/script.js")


@dataclass(frozen=True, slots=True)
class Weight:
    """Bytes transferred, compressed with gzip as hosts do."""

    address: str
    page: int
    """The page alone, including its inline drawings."""
    total: int
    """The page with the style sheet and the script that all pages share."""


def measure_page(site_folder: Path, path: str) -> Weight:
    """Measure one page of a written site."""
    page_size, *common_sizes = (len(gzip.compress((site_folder / name).read_bytes(), 9)) for name in (path, *COMMON_ASSETS))
    return Weight(path.removesuffix("index.html"), page_size, page_size + sum(common_sizes))
