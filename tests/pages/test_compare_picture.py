"""Compared as a picture: a mark a document, like with like, and never more lines than an eye takes in."""

from __future__ import annotations

from decimal import Decimal

import project
import pytest
from project import CheckedContent

from budgetbook.arithmetic.column_unit import ColumnUnit
from budgetbook.pages.compare_picture import dot_plot
from budgetbook.pages.compare_rows import ComparisonCell
from budgetbook.pages.compare_tables import ComparisonTable, ComparisonTables
from budgetbook.pages.language import LanguageSite, language_sites
from budgetbook.pages.models.charts import ChartView

Entry = tuple[str, str, str, str]  # kind, name, year with phase, amount


@pytest.fixture
def english(checked: CheckedContent) -> LanguageSite:
    return next(each for each in language_sites(checked.content, checked.findings) if each.lang == "en")


def million_yuan(english: LanguageSite) -> ColumnUnit:
    millions = next(scale for scale in english.style.scales if scale.power == 6)
    return ColumnUnit(millions, english.content.units["元"], 2, english.style)


def drawn(english: LanguageSite, *entries: Entry, tag: str = "", fails: bool = False) -> ChartView | None:
    rows = tuple(
        (
            ComparisonCell(name),
            ComparisonCell(f"document {year}", year, tag=tag),
            ComparisonCell("", amount, fails=fails, unit="元"),
        )
        for _, name, year, amount in entries
    )
    kinds = tuple(each[0] for each in entries)
    return dot_plot(english, ComparisonTable("Spending", "en/compare/x/", (), rows, kinds, million_yuan(english)))


def test_a_budget_and_its_outcome_stand_on_one_line(english: LanguageSite) -> None:
    picture = drawn(english, ("", "A", "2024.1", "9000000"), ("", "A", "2024.0", "8000000"), ("", "B", "2024.0", "1000000"))
    assert picture
    assert [(row.label, row.tone, row.series) for row in picture.drawing.rows] == [
        ("A, 2024", "before", "Initial budget"),
        ("A, 2024", "main", "Final accounts"),
        ("B, 2024", "before", ""),
    ]
    assert {row.panel for row in picture.drawing.rows} == {""}


def test_kinds_of_public_bodies_have_scales_of_their_own_and_the_page_says_so(english: LanguageSite) -> None:
    picture = drawn(
        english, ("Towns", "A", "2024.0", "9000000"), ("Museums", "B", "2024.0", "80000"), ("Towns", "C", "2023.0", "1")
    )
    assert picture
    assert [row.panel for row in picture.drawing.rows] == ["Towns", "Towns", "Museums"]
    assert english.phrases["compare-kinds"] in picture.notes


def test_many_documents_are_cut_to_the_largest(english: LanguageSite) -> None:
    picture = drawn(english, *(("", f"Body {number}", "2024.0", str(number)) for number in range(100)))
    assert picture
    assert [row.value for row in picture.drawing.rows] == [Decimal(number) for number in range(99, 75, -1)]
    assert "The chart has the 24 largest of 100 documents." in picture.notes


def test_what_is_not_checked_or_does_not_add_up_is_marked(english: LanguageSite) -> None:
    some = ("", "A", "2024.0", "9000000"), ("", "B", "2024.0", "1000000")
    unchecked, failing = drawn(english, *some, tag="not yet checked"), drawn(english, *some, fails=True)
    assert unchecked
    assert failing
    assert all(row.label.endswith("†") for row in unchecked.drawing.rows)
    assert any(note.startswith("†") for note in unchecked.notes)
    assert all(row.text.endswith("≠") for row in failing.drawing.rows)


@pytest.mark.parametrize("amounts", [("5",), ("0", "0"), ()])
def test_nothing_to_compare_is_not_drawn(english: LanguageSite, amounts: tuple[str, ...]) -> None:
    assert drawn(english, *(("", f"Body {n}", "2024.0", amount) for n, amount in enumerate(amounts))) is None


def test_a_column_has_one_unit_and_small_amounts_keep_their_digits(english: LanguageSite, checked: CheckedContent) -> None:
    row = tuple(ComparisonCell("", value, unit="元") for value in ("10584200", "23900", ""))
    tables = ComparisonTables(english, project.contributions_of(checked.content, checked.findings))
    assert [cell.text for cell in tables.rewrite_row(row, million_yuan(english), 0, 1, 2)] == ["10.58", "23,900 yuan", ""]
