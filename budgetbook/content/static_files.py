"""The files of `content/static/`, which stand on the site as they are: a logo, a document, a folder of the site's own.

None may take the place of what the program writes.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator
from pathlib import Path

from budgetbook.content import reserved_names
from budgetbook.content.leftovers import is_leftover
from budgetbook.diagnostics.problem import Problem, message

STATIC = "static"
_MAX_BYTES = 25_000_000
"""Maximum size of one file: the hosts that most use take no larger one."""
_ROOT_NAMES = ("index.html", "404.html", "robots.txt", "_headers", "llms.txt", "checksums.txt", ".gitignore", "review", "_live")
"""What the program, or a preview of it, has at the root of a site."""


def list_static_files(root: Path) -> Iterator[tuple[str, Path]]:
    """Yield the address and the path of each file, sorted; links are not followed."""
    folder = root / STATIC
    for path in sorted(folder.rglob("*")) if folder.is_dir() else ():
        if path.is_file() and not path.is_symlink() and not is_leftover(path.name):
            yield path.relative_to(folder).as_posix(), path


def find_static_problems(root: Path, languages: Collection[str]) -> Iterator[Problem]:
    """Yield a problem for each file that is too large, or stands where the program writes, and for what is no file at all."""
    for path in _list_no_files(root / STATIC):
        yield Problem(path.as_posix(), 1, 1, "", message("static-no-file"))
    for address, path in list_static_files(root):
        top = address.partition("/")[0].casefold()  # where capital letters do not count, it would be the same place
        if top in (*_ROOT_NAMES, *reserved_names.PAGES, *languages) or top.startswith("sitemap"):
            yield Problem(path.as_posix(), 1, 1, "", message("static-reserved", name=top))
        elif (size := path.stat().st_size) > _MAX_BYTES:
            yield Problem(path.as_posix(), 1, 1, "", message("file-too-large", limit=f"{_MAX_BYTES:,}", found=f"{size:,}"))


def _list_no_files(folder: Path) -> Iterator[Path]:
    """What would be left out without a word: pipes and the like, and a file that stands where the folder would."""
    if folder.is_file():
        yield folder
    for path in sorted(folder.rglob("*")) if folder.is_dir() else ():
        if not (path.is_file() or path.is_dir() or path.is_symlink() or is_leftover(path.name)):
            yield path
