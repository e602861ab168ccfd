"""The content that tests and benchmarks work on, which is never the published one.

A site has statements, pages and settings of its own; with them goes a dictionary (concepts, words, classifications, profiles, the
importer's wordings, examples), which belongs to the program and is tested with it. Whoever forks changes the first and leaves the
second, and must be able to run the tests all the same: so they take what is a site's own from `tests/sample_content/`, and from
`content/` the dictionary alone.
"""

from __future__ import annotations

import atexit
import shutil
import tempfile
from functools import cache
from pathlib import Path

from budgetbook.diagnostics.problem import Language

ROOT = Path(__file__).resolve().parents[2]
OWN = ROOT / "tests" / "sample_content"
COUNTRY = "countries/china"
"""The folder of the country whose dictionary the tests use."""
DICTIONARY = ("schema", COUNTRY, "languages", "examples.yaml")
"""What of `content/` the tests read."""
LANGUAGES: tuple[Language, ...] = ("zh", "en")
"""The languages of the tests' content."""
LANGUAGE_FILES = ROOT / "content" / "languages"
"""Every language that the program lends."""
OF_BODIES = ("statements", "updates.yaml")
"""What goes with the bodies of a content."""


def copy(to: Path, bodies: bool = True) -> Path:
    """A content folder to change: the dictionary with the tests' own settings, pages and, if asked for, statements."""
    left_out = () if bodies else OF_BODIES
    shutil.copytree(OWN, to, ignore=shutil.ignore_patterns(*left_out))
    for name in DICTIONARY:
        source = ROOT / "content" / name
        (shutil.copytree if source.is_dir() else shutil.copy)(source, to / name)
    return to


@cache
def shared() -> Path:
    """The same, made once a process, to be read alone."""
    folder = tempfile.mkdtemp(prefix="budgetbook-content-")
    atexit.register(shutil.rmtree, folder, ignore_errors=True)
    return copy(Path(folder) / "content")
