"""How texts of different languages are brought into the form that terms are cut from."""

from __future__ import annotations

import pytest

from budgetbook.search.normal_text import TextRules
from budgetbook.search.number_units import NumberUnits
from budgetbook.search.terms import TermCutter

CASTILIAN = TextRules(".", ",", (("es", ""), ("s", ""), ("e", "")))
UNITS = NumberUnits({"millones": 6, "euros": 0, "円": 0, "億円": 8}, (0, 6, 8))
CUTTER = TermCutter(UNITS, CASTILIAN)
JAPANESE = TermCutter(UNITS, TextRules())


@pytest.mark.parametrize(("one", "other"), [("Educación", "educacion"), ("inversión", "Inversiones"), ("local", "locales")])
def test_accents_and_endings_make_no_other_word(one: str, other: str) -> None:
    assert CUTTER.extract_terms(one) == CUTTER.extract_terms(other)


@pytest.mark.parametrize("text", ["1.058,41 millones", "1.058.410.000 euros", "1058410000 euros", "1058,41 millones"])
def test_a_number_is_found_in_whatever_form_the_language_has_for_it(text: str) -> None:
    assert "105841:9" in CUTTER.extract_terms(text)


def test_kana_and_han_are_cut_into_adjacent_characters_and_keep_their_marks() -> None:
    assert JAPANESE.extract_terms("ごみ処理") == {"ごみ処", "み処理", "処理", "理"}
    assert JAPANESE.extract_terms("がっこう") != JAPANESE.extract_terms("かっこう")
    assert JAPANESE.extract_terms("1,229.08億円") >= {"122908:11"}
