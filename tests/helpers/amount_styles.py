"""The units of the tests' content, and how its languages write amounts."""

from __future__ import annotations

import project
from sample_content import COUNTRY, LANGUAGES
from source_tree import wording

from budgetbook.arithmetic.amount_style import AmountStyle
from budgetbook.content.country import CountryFile
from budgetbook.content.language_file import Languages
from budgetbook.content.reading_context import ReadingContext
from budgetbook.content.units import Unit
from budgetbook.content.yaml import reader
from budgetbook.text.phrases import Phrases

_FILES = Languages({lang: wording(lang) for lang in LANGUAGES})
STYLES: dict[str, AmountStyle] = {lang: Phrases(lang, _FILES).style for lang in _FILES}
"""By language; that of the documents first."""
_COUNTRY, _ = reader.read("country.yaml", (project.CONTENT / COUNTRY / "country.yaml").read_bytes())
assert _COUNTRY is not None
UNITS = CountryFile.model_validate(_COUNTRY.data).unit_list


CONTEXT = ReadingContext(LANGUAGES, LANGUAGES[0], units=UNITS)
"""What records of the tests' content are read with."""


def read_unit(name: str) -> Unit:
    """The unit of this name; of unknown kind if there is none."""
    return UNITS.get(name) or Unit(name)
