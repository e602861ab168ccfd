"""The pages of classes over the years: like with like, each share of its own total, and nothing that no document gives."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

import pytest
from classified_tables import Value, classified_table
from project import CheckedContent
from sample_content import LANGUAGES

from budgetbook.content.text import Language
from budgetbook.pages.charts.money_tree import money_tree
from budgetbook.pages.language import LanguageSite, language_sites
from budgetbook.pages.line import LinePage, line_pages

TABLE = "expenditure-by-function"
BODY = "wanli-subdistrict-office"
YEARS = (2024, 2025)


def site_with(field: CheckedContent, tables: Mapping[int, Mapping[str, Value]], total: Value, lang: Language) -> LanguageSite:
    """Two budgets of one body, each with this table alone."""
    names = {code: entry.name["zh"] for code, entry in field.content.classifications["functional"].items()}
    statements = {
        f"{BODY}/{year}-budget": field.content.statements[f"{BODY}/{year}-budget"].model_copy(
            update={"breakdowns": {TABLE: classified_table(tables[year], names=names, total=total)}}
        )
        for year in YEARS
    }
    content = replace(field.content, statements=statements)
    return next(each for each in language_sites(content, dict.fromkeys(statements, ())) if each.lang == lang)


def pages_of(site: LanguageSite) -> dict[str, LinePage]:
    pages = (page.content for page in line_pages(site, site.content.entities[BODY]))
    return {page.code: page for page in pages if isinstance(page, LinePage)}


@pytest.mark.parametrize("lang", LANGUAGES)
def test_a_class_is_told_with_its_share_and_its_change(field: CheckedContent, lang: Language) -> None:
    tables = {2024: {"201": 40_000_000, "208": 60_000_000}, 2025: {"201": 55_000_000, "208": 45_000_000}}
    page = pages_of(site_with(field, tables, 100_000_000, lang))["201"]
    shown = {
        "zh": "2025年预算：5,500.0万元，占全部的55.0%，比2024年预算增加1,500.0万元。",
        "en": "2025 budget: 55.00 million yuan, 55.0% of the whole; up 15.00 million yuan from the 2024 budget.",
    }
    assert page.sentence == shown[lang]
    (line,) = page.lines
    assert [cell.amount if cell else "" for cell in line.cells] == {"zh": ["4,000.0", "5,500.0"], "en": ["40.00", "55.00"]}[lang]
    assert line.change == {"zh": "+1,500.0", "en": "+15.00"}[lang]


@pytest.mark.parametrize(("lang", "sentence"), [("zh", "2025年预算：5,500.0万元。"), ("en", "2025 budget: 55.00 million yuan.")])
def test_a_table_without_a_total_has_no_shares(field: CheckedContent, lang: Language, sentence: str) -> None:
    tables = {2024: {"201": 40_000_000}, 2025: {"201": 55_000_000}}
    page = pages_of(site_with(field, tables, None, lang))["201"]
    assert page.sentence == sentence
    assert page.lines[0].share == ""


def test_a_line_of_one_year_claims_no_change(field: CheckedContent) -> None:
    tables = {2024: {"201": 40_000_000}, 2025: {"201": 30_000_000, "208": 10_000_000}}
    page = pages_of(site_with(field, tables, 40_000_000, "en"))["208"]
    assert page.lines[0].cells[0] is None
    assert (page.lines[0].change, "from" in page.sentence) == ("", False)


def test_parts_that_do_not_make_up_the_whole_are_not_told_of_a_hundred_yuan(field: CheckedContent) -> None:
    """A total that is too small would make shares that come to more than all of it."""
    amounts = {"201": 52_000_000, "208": 30_000_000}
    for total, told in ((82_000_000, True), (60_000_000, False)):
        site = site_with(field, dict.fromkeys(YEARS, amounts), total, "en")
        chart = site.content.sections["spending"].charts["purposes"].model_copy(update={"tables": (TABLE,)})
        tree = money_tree(site.presenter(f"{BODY}/2025-budget", f"en/{BODY}/2025-budget/"), chart)
        assert tree
        assert bool(tree.sentence) == told
