"""Where the dictionary of a site lies: `countries/<country>/` of its own content folder or, file by file, of the program's.

So a site holds what is its own, and what it adds to or changes in the dictionary; the rest comes with the program.
"""

from __future__ import annotations

from pathlib import Path

from pydantic_core import PydanticCustomError

from budgetbook.content.fields import read_slug
from budgetbook.content.yaml import reader
from budgetbook.content.yaml.characters import MAX_BYTES
from budgetbook.content.yaml.reader import YamlFile

PROGRAM_CONTENT = Path(__file__).resolve().parents[2] / "content"
"""The content folder that comes with the program."""
COUNTRIES = "countries"


def read_country(root: Path) -> str:
    """Read which country `site.yaml` of a content folder names; empty if the file cannot be read or names none."""
    try:
        with (root / "site.yaml").open("rb") as file:
            raw = file.read(MAX_BYTES)
    except OSError:
        return ""
    return country_of(reader.attempt("site.yaml", raw).file)


def country_of(site_file: YamlFile | None) -> str:
    """Tell which country a `site.yaml` names; empty if it names none by a name that a folder can have."""
    country = site_file.data.get("country") if site_file else None
    try:
        return read_slug(country) if isinstance(country, str) else ""
    except PydanticCustomError:
        return ""


def find_file(root: Path, name: str) -> Path:
    """Find a file of the country of a content folder, by its name in the country's folder.

    Where there is none, the path is the one at which the content folder would have it.
    """
    country_file = f"{COUNTRIES}/{read_country(root)}/{name}"
    own, program_file = root / country_file, PROGRAM_CONTENT / country_file
    return program_file if program_file.exists() and not own.exists() else own
