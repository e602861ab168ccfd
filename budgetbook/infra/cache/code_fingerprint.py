"""One name for all that turns content into files: our code, its font, the libraries, Python. What another made is not used."""

from __future__ import annotations

import platform
from functools import cache
from importlib.metadata import version
from pathlib import Path

from budgetbook.infra.cache.blobs import fingerprint, hash_files

LIBRARIES = (
    "jinja2", "markupsafe", "markdown-it-py", "pyyaml", "pydantic", "idna", "altair", "vl-convert-python",
    "pillow", "apsw", "arro3-core", "arro3-io", "xlsxwriter", "rdflib",
)  # fmt: skip


@cache
def code_fingerprint() -> str:
    """The same for the same code."""
    package_folder = Path(__file__).parents[2]
    files = sorted([*package_folder.rglob("*.py"), *package_folder.rglob("*.otf")])
    return fingerprint(platform.python_version(), *map(version, LIBRARIES), *hash_files(*files))
