"""A statement on one sheet of paper: what is on it, that it stays one sheet, and that its code leads to the statement."""

from __future__ import annotations

import re
from decimal import Decimal
from pathlib import Path

import built_site
import project
import pytest
from browser_pages import axe, opened
from playwright.sync_api import Browser
from project import CheckedContent
from sample_content import LANGUAGES

from budgetbook.charts.drawing import ChartRow, ChartSpec
from budgetbook.content.text import Language
from budgetbook.pages.language import language_sites
from budgetbook.pages.models.charts import ChartView, TableView
from budgetbook.pages.sheet import SheetPage, divide_hundred
from budgetbook.pages.statement import statement_page_with_charts
from budgetbook.render.qr_code import draw_qr_code
from budgetbook.text.phrases import Phrases


def sheet_of(checked: CheckedContent, lang: Language) -> SheetPage:
    site = next(each for each in language_sites(checked.content, checked.findings) if each.lang == lang)
    pages = statement_page_with_charts(site, checked.content.statements[project.STATEMENT])
    return next(page.content for page in pages if isinstance(page.content, SheetPage))


def bars(*values: str) -> ChartView:
    rows = tuple(ChartRow(f"part {number}", Decimal(value), value, value) for number, value in enumerate(values))
    return ChartView("x", "Title", "", "", ChartSpec("bars", rows, "en", "yuan"), TableView((), ()), (), "en/x/", "")


@pytest.mark.parametrize("lang", LANGUAGES)
def test_it_says_what_the_statement_says(checked: CheckedContent, lang: Language) -> None:
    sheet = sheet_of(checked, lang)
    assert sheet.hundred
    assert [row.value for row in sheet.hundred.drawing.rows] == [Decimal("90.15"), Decimal("9.85")]
    assert sheet.change
    assert sheet.change.title == sheet.statement.lead_charts[1].title
    assert len(sheet.findings) == 4
    assert str(len(sheet.statement.alarms) - 4) in sheet.more
    assert sheet.address == f"{checked.content.site.address}{lang}/{project.STATEMENT}/"


def test_a_hundred_yuan_have_five_parts_at_most_and_are_a_hundred(checked: CheckedContent) -> None:
    phrases, yuan = Phrases("en", checked.content.phrases), checked.content.units["元"]
    drawn = divide_hundred(phrases, bars("1", "700", "50", "40", "0", "30", "20", "8"), yuan)
    assert drawn
    assert [row.label for row in drawn.drawing.rows] == ["part 1", "part 2", "part 3", "part 5", "The other 3"]
    assert sum((row.value for row in drawn.drawing.rows), Decimal(0)).quantize(Decimal("0.0001")) == 100
    assert divide_hundred(phrases, bars("5", "-1"), yuan) is None, "what is below zero is no share"
    assert divide_hundred(phrases, bars("5", "0"), yuan) is None


def test_the_code_is_drawn_in_runs_and_differs_with_the_address() -> None:
    one, other = draw_qr_code("https://a.example/", "Scan <it>"), draw_qr_code("https://b.example/", "Scan <it>")
    assert one != other
    assert 'aria-label="Scan &lt;it&gt;"' in one
    assert re.search(r'd="M0,0\.5h7M', one), "a code begins with the edge of its first eye, seven modules long"


@pytest.mark.browser
@pytest.mark.parametrize("lang", LANGUAGES)
def test_it_is_one_sheet_of_paper(site: Path, browser: Browser, lang: Language) -> None:
    with built_site.served(site) as home, opened(browser, home, f"{lang}/{project.STATEMENT}/sheet/") as page:
        assert axe(page) == []
        printed = page.pdf(prefer_css_page_size=True)
        assert len(re.findall(rb"/Type\s*/Page[^s]", printed)) == 1
        page.locator("h1").evaluate("e => e.textContent = '长'.repeat(60)")
        page.locator(".alarms li p").evaluate_all("all => all.forEach(p => p.textContent = 'a long sentence '.repeat(18))")
        assert len(re.findall(rb"/Type\s*/Page[^s]", page.pdf(prefer_css_page_size=True))) == 1, "there is room for longer words"
