"""One name for all that turns content into files: our code, its font, the libraries, Python. What another made is not used."""

from __future__ import annotations

import platform
from functools import cache
from importlib.metadata import version
from pathlib import Path

from budgetbook.infra.cache.blobs import key, sources

LIBRARIES = (
    "jinja2", "markupsafe", "markdown-it-py", "pyyaml", "pydantic", "idna", "altair", "vl-convert-python",
    "pillow", "apsw", "arro3-core", "arro3-io", "xlsxwriter", "rdflib",
)  # fmt: skip


@cache
def code() -> str:
    """The same for the same code."""
    here = Path(__file__).parents[2]
    files = sorted([*here.rglob("*.py"), *here.rglob("*.otf")])
    return key(platform.python_version(), *map(version, LIBRARIES), *sources(*files))
