"""What a record of the content is read with: the languages of the site that it belongs to."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property

from budgetbook.content.stages import Stages
from budgetbook.content.units import Units

_LETTERS = {
    "latin": "A-Za-z\u00c0-\u024f\u1e00-\u1eff",
    "han": "\u3400-\u9fff",
    "kana": "\u3040-\u30ff\u3400-\u9fff",
    "hangul": "\uac00-\ud7af\u1100-\u11ff",
    "cyrillic": "\u0400-\u052f",
    "greek": "\u0370-\u03ff\u1f00-\u1fff",
    "arabic": "\u0600-\u06ff",
    "hebrew": "\u0590-\u05ff",
    "devanagari": "\u0900-\u097f",
    "thai": "\u0e00-\u0e7f",
}
"""The letters of each script; Japanese is written in kana with Han characters among them."""
SCRIPTS = tuple(_LETTERS)
_ANY_OF = {script: re.compile(f"[{letters}]") for script, letters in _LETTERS.items()}


def has_script(text: str, script: str) -> bool:
    """True if a text has at least one letter of a script."""
    return _ANY_OF[script].search(text) is not None


@dataclass(frozen=True)
class LanguageSketch:
    """What can be told of a language before its words are read."""

    name: str
    """Its own name, for messages: 中文, English."""
    script: str


@dataclass(frozen=True)
class ReadingContext:
    """The languages in which the texts of a site must be given, and may be."""

    languages: tuple[str, ...]
    """Those of the site, in its order."""
    printed_in: str
    """The language in which its documents print; mostly one of them."""
    sketches: tuple[tuple[str, LanguageSketch | None], ...] = ()
    """Every language that has a file, with what was read of it: a text of the dictionary may be given in more of them than the
    site has."""
    units: Units | None = None
    """The units of the country."""
    stages: Stages | None = field(default=None, hash=False)
    """The stages at which bodies of the country publish a year."""
    code_levels: Mapping[str, tuple[int, ...]] = field(default_factory=dict, hash=False)
    """Of each classification of the country, how many digits a code of each level has."""

    @cached_property
    def language_sketches(self) -> Mapping[str, LanguageSketch | None]:
        """What was read of each language, by its tag."""
        return dict(self.sketches)
