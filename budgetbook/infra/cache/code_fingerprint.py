"""The fingerprint of the program: its code, its font, the libraries, Python. What another version made is never reused."""

from __future__ import annotations

import platform
from functools import cache
from importlib.metadata import version
from pathlib import Path

from budgetbook.infra.cache.blobs import fingerprint, hash_files

PACKAGE = Path(__file__).parents[2]
LIBRARIES = (
    "jinja2", "markupsafe", "markdown-it-py", "pyyaml", "pydantic", "idna", "altair", "vl-convert-python",
    "pillow", "apsw", "arro3-core", "arro3-io", "xlsxwriter", "rdflib",
)  # fmt: skip


@cache
def code_fingerprint(*rooms: str) -> str:
    """Fingerprint of the whole program, or of these rooms with `infra`, on which every room rests.

    What one room alone makes (drawings, data files) is kept while only other rooms change. Read once: a running program is
    what it was when it was started.
    """
    folders = [PACKAGE / room for room in (*rooms, "infra")] if rooms else [PACKAGE]
    files = sorted(path for folder in folders for path in folder.rglob("*") if path.suffix in (".py", ".otf"))
    return fingerprint(platform.python_version(), *map(version, LIBRARIES), *hash_files(*files))
