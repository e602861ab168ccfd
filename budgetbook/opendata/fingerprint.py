"""Content in; one name out for all that every file of the open data depends on beside its own rows."""

from __future__ import annotations

from functools import cache
from importlib.metadata import version
from pathlib import Path

from budgetbook.content.loader import Content
from budgetbook.infra.cache.blobs import fingerprint, hash_files

_HERE = Path(__file__).parent
_LIBRARIES = ("apsw", "arro3-core", "arro3-io", "xlsxwriter", "rdflib")


def base_fingerprint(content: Content) -> str:
    """Our code, the libraries, the site's names and words."""
    return fingerprint(_code_parts(), content.site, content.phrases)


@cache
def _code_parts() -> tuple[str, ...]:
    """Read once: a running program is what it was when it was started."""
    return (*hash_files(*sorted(_HERE.rglob("*.py"))), *map(version, _LIBRARIES))
