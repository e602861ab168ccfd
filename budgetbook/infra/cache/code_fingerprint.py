"""The fingerprint of the program: its code, its font, the libraries, Python. What another version made is never reused."""

from __future__ import annotations

import platform
import re
import tomllib
from collections.abc import Iterator
from contextlib import suppress
from functools import cache
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

from budgetbook.infra.cache.blobs import fingerprint, hash_files

PACKAGE = Path(__file__).parents[2]


@cache
def code_fingerprint(*rooms: str) -> str:
    """Fingerprint of the whole program, or of these rooms with `infra`, on which every room rests.

    What one room alone makes (drawings, data files) is kept while only other rooms change. Read once: a running program is
    what it was when it was started.
    """
    folders = [PACKAGE / room for room in (*rooms, "infra")] if rooms else [PACKAGE]
    files = sorted(path for folder in folders for path in folder.rglob("*") if path.suffix in (".py", ".otf"))
    return fingerprint(platform.python_version(), *_library_versions(), *hash_files(*files))


def _library_versions() -> Iterator[str]:
    """The installed version of each library that `pyproject.toml` names for a build."""
    yield version("markupsafe")  # comes with jinja2, and escapes all that pages show
    project = tomllib.loads((PACKAGE.parent / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    for requirement in project["dependencies"]:
        with suppress(PackageNotFoundError):  # one that newer versions of Python need no more
            yield version(re.split("[=;<> ]", requirement)[0])
