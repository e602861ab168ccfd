"""A written site and its statements in; the heaviest statement page, and what a reader loads for it, out."""

from __future__ import annotations

import gzip
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from budgetbook.content.model import LANGUAGES

SHARED = ("assets/style.css", "assets/script.js")


@dataclass(frozen=True, slots=True)
class Weight:
    """Bytes on the wire, compressed with gzip as hosts do."""

    address: str
    page: int
    """The page alone, its drawings included."""
    total: int
    """With the style and the script, which all pages share."""


def heaviest(site: Path, statements: Iterable[str]) -> Weight | None:
    """The statement page of most bytes; None for a site without statements. Only that page is compressed."""
    pages = [site / lang / statement / "index.html" for statement in statements for lang in LANGUAGES]
    if not pages:
        return None
    page = max(pages, key=lambda path: path.stat().st_size)
    own, *shared = (len(gzip.compress(path.read_bytes(), 9)) for path in (page, *(site / name for name in SHARED)))
    return Weight(f"{page.parent.relative_to(site).as_posix()}/", own, own + sum(shared))
