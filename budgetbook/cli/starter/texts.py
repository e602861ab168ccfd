"""Reads the texts of a new site, and what a new site has to know of the dictionary of its country."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from budgetbook.content import dictionary
from budgetbook.content.yaml import reader

_TEXTS = Path(__file__).parent


def read_texts(lang: str) -> Mapping[str, Any]:
    """The texts of one language of the program."""
    return _read(_TEXTS / f"{lang}.yaml")


def list_countries() -> tuple[str, ...]:
    """The countries whose dictionary comes with the program."""
    folder = dictionary.PROGRAM_CONTENT / dictionary.COUNTRIES
    return tuple(sorted(path.parent.name for path in folder.glob("*/country.yaml")))


@dataclass(frozen=True, slots=True)
class CountryOutline:
    """What a new site takes from the dictionary of a country."""

    concepts: Mapping[str, Any]
    sections: Mapping[str, Any]
    unit: str
    """The unit of its money."""
    profile: str
    """Of the disclosure profiles for budgets the one that asks for least: a sample is of no province or ministry."""

    @classmethod
    def read(cls, country: str) -> CountryOutline:
        """Read it from the files that come with the program."""
        folder = dictionary.PROGRAM_CONTENT / dictionary.COUNTRIES / country
        units: Mapping[str, Any] = _read(folder / "country.yaml")["units"]
        profiles = {path.stem: len(_read(path).get("requirements", ())) for path in sorted(folder.glob("profiles/*.yaml"))}
        return cls(
            _read(folder / "concepts.yaml"),
            _read(folder / "sections.yaml"),
            next(name for name, unit in units.items() if unit["kind"] == "money"),
            min(profiles, key=lambda name: (name.endswith("final-accounts"), profiles[name])),
        )

    @property
    def languages(self) -> tuple[str, ...]:
        """The languages of its texts, that of its documents first."""
        return tuple(self.concepts[self.find_concept("revenue")]["name"])

    def find_concept(self, use: str) -> str:
        """The concept that rules and pages take for this."""
        return next(name for name, concept in self.concepts.items() if concept.get("use") == use)

    def list_parts(self, concept: str) -> list[str]:
        """The concepts of money that together make this one."""
        return [name for name in self.concepts[concept].get("parts", ()) if self.concepts[name].get("measure") == "money"]


def _read(path: Path) -> Mapping[str, Any]:
    yaml_file, problems = reader.read(path.as_posix(), path.read_bytes())
    if yaml_file is None:
        raise ValueError(f"{path.name}: {problems[0].message.text('en')}")
    return yaml_file.data
