"""The fingerprint of the program: its code, font, libraries and Python. Nothing made by another version is reused."""

from __future__ import annotations

import platform
import re
import tomllib
from collections.abc import Iterator
from contextlib import suppress
from functools import cache
from importlib.metadata import PackageNotFoundError, version

from budgetbook.infra.base.program_files import PACKAGE, PROGRAM
from budgetbook.infra.cache.blobs import fingerprint, hash_files

_SUFFIXES = (".py", ".otf", ".ttf", ".toml", ".yaml", ".yml", ".sh", ".conf", ".mjs", ".wasm")
"""Of the files that take part in what is made; guides and what `serve` adds to its own pages do not."""


@cache
def code_fingerprint(*rooms: str) -> str:
    """Fingerprint of the whole program, or of the given rooms with `infra`, on which every room rests.

    Drawings and data files depend on their own rooms only, so they are kept while other rooms change. Computed once: a running
    program stays what it was when it started.
    """
    folders = [PACKAGE / room for room in (*rooms, "infra")] if rooms else [PACKAGE]
    files = sorted(path for folder in folders for path in folder.rglob("*") if path.suffix in _SUFFIXES)
    return fingerprint(platform.python_version(), *_library_versions(), *hash_files(*files))


def _library_versions() -> Iterator[str]:
    """Yield the installed version of each library that `pyproject.toml` requires for a build."""
    yield version("markupsafe")  # comes with jinja2, and escapes all text of pages
    project = tomllib.loads((PROGRAM / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    for requirement in project["dependencies"]:
        with suppress(PackageNotFoundError):  # a backport that newer versions of Python do not need
            yield version(re.split("[=;<> ]", requirement)[0])
