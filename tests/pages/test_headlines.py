"""What stands over a chart: a finding that the data bear, and a neutral title where they contradict themselves."""

from __future__ import annotations

from decimal import Decimal

import project
import pytest
from amount_styles import read_unit
from project import CheckedContent
from sample_content import LANGUAGES

from budgetbook.arithmetic.money import Amount
from budgetbook.charts.drawing import ChartRow
from budgetbook.content.text import Language
from budgetbook.pages.charts.headlines import head_change, keep_one_note
from budgetbook.pages.charts.registry import build_chart
from budgetbook.pages.language import language_sites
from budgetbook.pages.models.charts import ChartView
from budgetbook.text.phrases import Phrases


def chart(checked: CheckedContent, section: str, name: str, lang: Language = "en") -> ChartView:
    site = next(each for each in language_sites(checked.content, checked.findings) if each.lang == lang)
    view = build_chart(site.presenter(project.STATEMENT, f"{lang}/"), name, checked.content.sections[section].charts[name])
    assert view
    return view


@pytest.mark.parametrize(
    ("then", "now", "headline"),
    [
        ("100", "50", "Cars cut by half"),
        ("100", "52", "Cars cut by almost half"),
        ("100", "46", "Cars cut by more than half"),
        ("100", "56", "Cars down 44.0%"),
        ("100", "0", "Cars down to zero"),
        ("100", "200", "Cars doubled"),
        ("100", "196", "Cars nearly doubled"),
        ("100", "204", "Cars more than doubled"),
        ("100", "310", "Cars up 210.0%"),
        ("0", "100", "Cars up 100 yuan"),
        ("-100", "100", "Cars up 200 yuan"),
        ("100", "100", ""),
    ],
)
def test_a_change_is_headed_as_it_is(checked: CheckedContent, then: str, now: str, headline: str) -> None:
    change = Amount(Decimal(now) - Decimal(then), read_unit("元"))
    assert head_change(Phrases("en", checked.content.phrases), "Cars", change, Amount(Decimal(then), read_unit("元"))) == headline


@pytest.mark.parametrize(
    ("lang", "title", "topic"),
    [
        ("en", "Particular tasks cut by almost half", "What changed most, 2022 and 2023, in yuan"),
        ("zh", "专门办的事减少近一半", "哪里变得最多，2022年和2023年。单位：万元"),
    ],
)
def test_the_finding_is_the_title_and_below_it_stands_what_is_shown(
    checked: CheckedContent, lang: Language, title: str, topic: str
) -> None:
    view = chart(checked, "spending", "changes", lang)
    assert (view.title, view.topic) == (title, topic)


@pytest.mark.parametrize("lang", LANGUAGES)
def test_one_row_says_what_the_document_calls_it(checked: CheckedContent, lang: Language) -> None:
    notes = [row.note for row in chart(checked, "spending", "changes", lang).drawing.rows if row.note]
    assert notes == [{"en": "≠ the document calls it a decrease", "zh": "≠ 文件说是减少"}[lang]]


def test_a_contradiction_goes_before_any_other_note() -> None:
    rows = [ChartRow(str(n), Decimal(n), "", "", note=note) for n, note in enumerate(("", "largest", "≠ otherwise", "≠ again"))]
    assert [row.note for row in keep_one_note(rows)] == ["", "", "≠ otherwise", ""]


def test_a_hundred_yuan_are_told_once(checked: CheckedContent) -> None:
    view = chart(checked, "spending", "hundred")
    assert view.title == "Of every 100 yuan, 90 go on keeping the office running"
    assert view.sentence == "The rest: 10 yuan go on particular tasks."
