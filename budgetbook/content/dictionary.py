"""Where the dictionary of a site lies: `countries/<country>/` and `languages/` of its own content folder, over the program's.

So a site holds what is its own, and what it adds to or changes in the dictionary; the rest comes with the program.
"""

from __future__ import annotations

from functools import cache
from pathlib import Path

from pydantic_core import PydanticCustomError

from budgetbook.content.fields import is_language_tag, read_slug
from budgetbook.content.yaml import extension, reader
from budgetbook.content.yaml.characters import MAX_BYTES
from budgetbook.content.yaml.reader import Attempt, YamlFile
from budgetbook.infra.base import program_files

PROGRAM_CONTENT = program_files.CONTENT
"""The content folder that comes with the program."""
COUNTRIES, LANGUAGES = "countries", "languages"


def read_site(root: Path) -> YamlFile | None:
    """Read `site.yaml` of a content folder as it stands; None if it cannot be read."""
    try:
        with (root / "site.yaml").open("rb") as file:
            raw = file.read(MAX_BYTES)
    except OSError:
        return None
    return reader.attempt("site.yaml", raw).file


def country_of(site_file: YamlFile | None) -> str:
    """Tell which country a `site.yaml` names; empty if it names none by a name that a folder can have."""
    country = site_file.data.get("country") if site_file else None
    try:
        return read_slug(country) if isinstance(country, str) else ""
    except PydanticCustomError:
        return ""


def languages_of(site_file: YamlFile | None) -> list[str]:
    """Tell which languages a `site.yaml` names, and in which documents print, without what is no tag of a language."""
    data = site_file.data if site_file else {}
    languages = data.get("languages")
    languages = languages if isinstance(languages, list) else []
    return [lang for lang in dict.fromkeys((*languages, data.get("printed_in"))) if is_language_tag(lang)]


@cache
def program_languages() -> tuple[str, ...]:
    """The languages that come with the program: texts of the dictionary may be given in any of them."""
    return tuple(sorted(path.stem for path in (PROGRAM_CONTENT / LANGUAGES).glob("*.yaml")))


def find_file(root: Path, name: str) -> Path:
    """Find a file of the country of a content folder, by its name in the country's folder.

    Where there is none, the path is the one at which the content folder would have it.
    """
    country_file = f"{COUNTRIES}/{country_of(read_site(root))}/{name}"
    own, program_file = root / country_file, PROGRAM_CONTENT / country_file
    return program_file if program_file.exists() and not own.exists() else own


def read_file(root: Path, path: Path) -> Attempt:
    """Read a file of the dictionary, with the program's beneath it where the content folder's own says something else."""
    raw = path.read_bytes()
    if path.is_relative_to(root) and (program_path := PROGRAM_CONTENT / path.relative_to(root)).is_file():
        program_raw = program_path.read_bytes()
        return extension.attempt(path.as_posix(), raw, program_path.as_posix(), program_raw if program_raw != raw else None)
    return reader.attempt(path.as_posix(), raw)
