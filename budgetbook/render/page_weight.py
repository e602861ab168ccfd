"""A written site and a page of it in; what a reader loads for that page out."""

from __future__ import annotations

import gzip
from dataclasses import dataclass
from pathlib import Path

COMMON_ASSETS = ("assets/style.css", "assets/script.js")


@dataclass(frozen=True, slots=True)
class Weight:
    """Bytes on the wire, compressed with gzip as hosts do."""

    address: str
    page: int
    """The page alone, its drawings included."""
    total: int
    """With the style and the script, which all pages share."""


def measure_page(site_folder: Path, path: str) -> Weight:
    """What a page of a written site weighs."""
    page_size, *common_sizes = (len(gzip.compress((site_folder / name).read_bytes(), 9)) for name in (path, *COMMON_ASSETS))
    return Weight(path.removesuffix("index.html"), page_size, page_size + sum(common_sizes))
