"""What readers call a budget year, and where pages call it so."""

from __future__ import annotations

import shutil
from pathlib import Path

import project
import pytest

from budgetbook.content.year_names import Era, name_years
from budgetbook.text.phrases import Phrases

CONTENT = project.ROOT / "tests" / "second_country" / "content"
HEISEI, REIWA = {"name": "平成", "from": "1989"}, {"name": "令和", "from": "2019", "first": "元"}
JAPANESE = (Era.model_validate(HEISEI), Era.model_validate(REIWA))
REPUBLIC = (Era.model_validate({"name": "民國", "from": "1912"}),)
BUDDHIST = (Era.model_validate({"from": "-542"}),)


@pytest.mark.parametrize(
    ("pattern", "eras", "year", "name"),
    [
        ("FY{year}", (), 2025, "FY2025"),
        ("{year}/{next_yy}", (), 1999, "1999/00"),
        ("{previous}–{yy}", (), 2025, "2024–25"),
        ("{era}{era_year}", JAPANESE, 2024, "令和6"),
        ("{era}{era_year}", JAPANESE, 2019, "令和元"),
        ("{era}{era_year}", JAPANESE, 2018, "平成30"),
        ("{era}{era_year}", JAPANESE, 1988, "1988"),
        ("{era}{era_year}", REPUBLIC, 2025, "民國114"),
        ("{era_year}", BUDDHIST, 2024, "2567"),
    ],
)
def test_a_year_has_the_name_that_its_country_gives_it(pattern: str, eras: tuple[Era, ...], year: int, name: str) -> None:
    assert name_years(pattern, eras)[year] == name


def relabel(to: Path, calendar: str) -> Path:
    root = shutil.copytree(CONTENT, to / "content")
    country = root / "countries" / "velania" / "country.yaml"
    plain = "calendar: {starts: 04-01, named_by: start}"
    country.write_text(country.read_text("utf-8").replace(plain, calendar), "utf-8")
    return root


def test_documents_are_called_by_it_in_each_language(tmp_path: Path) -> None:
    label = 'label: {en: "FY{year}/{next_yy}", es: "{year}-{next_yy}"}'
    content = project.check(relabel(tmp_path, f"calendar: {{starts: 04-01, named_by: start, {label}}}")).content
    told = [Phrases(lang, content.phrases).document("budget", 2024) for lang in ("en", "es")]
    assert told == ["FY2024/25 budget", "Presupuesto de 2024-25"]


def test_a_part_that_no_year_has_is_told(tmp_path: Path) -> None:
    root = relabel(tmp_path, 'calendar: {starts: 04-01, label: {en: "FY{decade}"}}')
    problems = project.run_on(root, "check").problems
    assert any("calendar.label.en" in each and "{decade}" in each for each in problems), problems
