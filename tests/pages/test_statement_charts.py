"""What the charts of statements show: that marks add up to the figures, which figures are marked, and what is left out."""

from __future__ import annotations

import shutil
from dataclasses import replace
from decimal import Decimal
from pathlib import Path

import built_site
import project
import pytest
from amount_styles import read_unit
from hypothesis import given
from hypothesis import strategies as st
from project import CheckedContent
from sample_content import LANGUAGES

from budgetbook.arithmetic import run_rules
from budgetbook.arithmetic.money import Amount
from budgetbook.charts.drawing import ChartRow
from budgetbook.content.content import Content, Statement
from budgetbook.content.prose import cut_prose
from budgetbook.content.text import Language, Text
from budgetbook.pages.charts.chart_values import Slice, group_small_items
from budgetbook.pages.charts.registry import build_chart
from budgetbook.pages.charts.year_pairs import _split_into_panels
from budgetbook.pages.entity import EntityPage, entity_page_with_charts
from budgetbook.pages.language import LanguageSite, language_sites
from budgetbook.pages.models.charts import ChartView
from budgetbook.pages.statement import statement_page_with_charts
from budgetbook.pages.statement_parts import StatementPage
from budgetbook.pages.views.statement import StatementPresenter
from budgetbook.text.phrases import Phrases

FIELD = Path(__file__).parent.parent / "statements" / "field" / "content"


def edition_of(checked: CheckedContent, lang: Language) -> LanguageSite:
    return next(each for each in language_sites(checked.content, checked.findings) if each.lang == lang)


def charts_of(checked: CheckedContent, address: str, lang: Language = "en") -> dict[str, ChartView]:
    """The charts of a statement or a body, by their ids."""
    edition, content = edition_of(checked, lang), checked.content
    body_of = content.entities.get(address)
    page, *_ = (
        entity_page_with_charts(edition, body_of) if body_of else statement_page_with_charts(edition, content.statements[address])
    )
    assert isinstance(page.content, StatementPage | EntityPage)
    return {chart.id: chart for chart in page.content.charts}


@pytest.fixture(scope="module")
def field(tmp_path_factory: pytest.TempPathFactory) -> CheckedContent:
    """The tests' content with the statements of the other body."""
    content = project.copy_content(tmp_path_factory.mktemp("charts") / "content")
    shutil.copytree(FIELD, content, dirs_exist_ok=True)
    return project.check(content)


@pytest.fixture(scope="module")
def hillside(tmp_path_factory: pytest.TempPathFactory) -> CheckedContent:
    return project.check(built_site.small_content(tmp_path_factory.mktemp("charts") / "content", "hillside"))


@pytest.fixture
def mentougou(checked: CheckedContent) -> dict[str, ChartView]:
    return charts_of(checked, project.STATEMENT)


def texts(chart: ChartView) -> dict[str, str]:
    return {f"{row.label} {row.series}".strip(): row.text for row in chart.drawing.rows}


def test_a_chart_with_nothing_to_say_is_not_drawn(mentougou: dict[str, ChartView], field: CheckedContent) -> None:
    assert "sources" not in mentougou, "all revenue comes from one source"
    assert not {"purposes", "nature", "execution"} & mentougou.keys(), "the document has no tables and no execution"
    wanli = charts_of(field, "wanli-subdistrict-office/2025-budget")
    assert not {"named-projects", "assets", "people-and-posts"} & wanli.keys()
    assert {"hundred", "purposes", "nature", "changes", "three-public-pairs"} <= wanli.keys()


def test_what_does_not_come_out_is_marked_where_it_is_shown(mentougou: dict[str, ChartView]) -> None:
    changed = texts(mentougou["changes"])
    assert changed["Keeping the office running"] == "+594,300 yuan ≠"  # the document says that it decreased
    assert changed["Particular tasks"] == "−969,200 yuan"
    assert changed["Money going out"] == "−374,900 yuan*"
    assert texts(mentougou["hundred"])["Keeping the office running"] == "90 yuan"  # the amount itself is not in doubt
    assert len(mentougou["changes"].notes) == 2
    (zeros,) = mentougou["hundred"].notes
    assert zeros.startswith("Zero: ")


@pytest.mark.parametrize("lang", LANGUAGES)
def test_both_languages_draw_the_same(checked: CheckedContent, lang: Language) -> None:
    zh, en = (charts_of(checked, project.STATEMENT, each) for each in LANGUAGES)
    assert list(zh) == list(en)
    for name in zh:
        assert [(r.value, r.tone) for r in zh[name].drawing.rows] == [(r.value, r.tone) for r in en[name].drawing.rows], lang


@pytest.mark.parametrize("year", [2024, 2025])
def test_classes_add_up_to_the_table(field: CheckedContent, year: int) -> None:
    found = charts_of(field, f"wanli-subdistrict-office/{year}-budget")
    statement = field.content.statements[f"wanli-subdistrict-office/{year}-budget"]
    for name, table in (("purposes", "expenditure-by-function"), ("nature", "basic-by-economic-nature")):
        rows = found[name].drawing.rows
        total = statement.breakdowns[table].total
        assert total
        assert sum(row.value for row in rows) == total[0], name
        assert 2 < len(rows) <= 9
        assert [row.value for row in rows if row.tone != "rest"] == sorted(
            (r.value for r in rows if r.tone != "rest"), reverse=True
        )


def test_a_prior_that_only_the_change_implies_is_drawn_as_computed(field: CheckedContent) -> None:
    shown = texts(charts_of(field, "wanli-subdistrict-office/2025-budget")["three-public-pairs"])
    assert shown["Buying cars 2024"] == "250,000 yuan*"
    assert shown["Buying cars 2025"] == "150,000 yuan"


def test_execution_is_the_difference_from_the_budget(hillside: CheckedContent) -> None:
    chart = charts_of(hillside, "hillside-office/2023-final-accounts")["execution"]
    differences = texts(chart)
    assert differences["Revenue"] == "+50,000 yuan (101.0%)"
    assert differences["Expenditure"].endswith("(99.7%)")
    assert all((row.value < 0) == row.text.startswith("−") for row in chart.drawing.rows)


def test_a_budget_has_no_execution_to_show(hillside: CheckedContent) -> None:
    assert "execution" not in charts_of(hillside, "hillside-office/2023-budget")


def test_years_follow_the_documents_and_mark_what_they_say_otherwise(hillside: CheckedContent) -> None:
    chart = charts_of(hillside, "hillside-office")["years"]
    assert {row.series for row in chart.drawing.rows} == {"2023", "2024"}
    assert texts(chart)["Project expenditure 2023"] == "2.00 million yuan ≠"  # the next year's document restates it
    assert chart.table.head[1:] == ("2023", "2024")


def test_a_body_with_one_year_has_no_chart_of_years(hillside: CheckedContent) -> None:
    assert charts_of(hillside, "hillside-museum") == {}


def test_more_than_five_parts_are_four_and_the_others(checked: CheckedContent) -> None:
    views = edition_of(checked, "en").presenter(project.STATEMENT, "en/")
    shown = group_small_items(views, [Slice(f"part {n}", Amount(Decimal(n), read_unit("万元"))) for n in range(8)], 5)
    assert [item.name for item in shown] == ["part 7", "part 6", "part 5", "part 4", "The other 3", "part 0"]


@given(st.lists(st.integers(min_value=0, max_value=10**6), min_size=1, max_size=20), st.integers(min_value=2, max_value=9))
def test_folding_loses_nothing(checked: CheckedContent, amounts: list[int], most: int) -> None:
    views = edition_of(checked, "en").presenter(project.STATEMENT, "en/")
    items = [Slice(f"part {n}", Amount(Decimal(value), read_unit("万元"))) for n, value in enumerate(amounts)]
    shown = group_small_items(views, items, most)
    assert sum(item.amount.value for item in shown) == sum(amounts)
    assert sum(1 for item in shown if item.amount.value) <= most
    assert {item.name for item in shown if not item.amount.value} == {item.name for item in items if not item.amount.value}


def test_figures_far_apart_have_scales_of_their_own() -> None:
    row = ChartRow("large", Decimal(1058), "1,058", "", series="2023")
    small = replace(row, label="small", value=Decimal("0.59"))
    zero = replace(row, label="zero", value=Decimal(0))
    assert [(r.label, r.panel) for r in _split_into_panels([small, row, zero], "apart")] == [
        ("large", ""),
        ("zero", ""),
        ("small", "apart"),
    ]
    assert [r.panel for r in _split_into_panels([row, replace(row, label="near", value=Decimal(80))], "apart")] == ["", ""]


# --------------------------------------------------------------- Below zero.


def with_amounts(checked: CheckedContent, **amounts: str) -> CheckedContent:
    """The statement with some figures as they are not printed; what the checks then find is found again."""
    statement = checked.content.statements[project.STATEMENT]
    figures = dict(statement.figures)
    for name, digits in amounts.items():
        concept = name.replace("_", "-")
        figures[concept] = figures[concept].model_copy(update={"amount": Decimal(digits)})
    content = replace(checked.content, statements={statement.id: statement.model_copy(update={"figures": figures})})
    return replace(checked, content=content, findings=run_rules.run_rules(content))


@pytest.mark.parametrize("lang", LANGUAGES)
def test_where_a_part_is_below_zero_no_hundred_yuan_are_divided(checked: CheckedContent, lang: Language) -> None:
    chart = charts_of(with_amounts(checked, project_expenditure="-104.30"), project.STATEMENT, lang)["hundred"]
    assert chart.drawing.form == "bars"
    assert "100" not in chart.title + chart.sentence
    assert "\N{MINUS SIGN}104.30万元" in chart.sentence or "\N{MINUS SIGN}1.04 million yuan" in chart.sentence
    values = {row.label: row.value for row in chart.drawing.rows}
    assert min(values.values()) == -1043000
    assert sum(values.values()) == 9541200 - 1043000
    assert not any("%" in cell for line in chart.table.rows for cell in line)


def test_what_is_itemised_below_zero_is_shown_as_bars(checked: CheckedContent) -> None:
    chart = charts_of(with_amounts(checked, building_value="-120"), project.STATEMENT)["assets"]
    assert chart.drawing.form == "bars"
    assert min(row.value for row in chart.drawing.rows) == -1200000


def test_a_year_below_zero_has_no_percentage(checked: CheckedContent) -> None:
    figures = checked.content.statements[project.STATEMENT].figures
    below = figures["basic-expenditure"].model_copy(update={"prior": Decimal("-894.69")})
    silent = {lang: cut_prose("", "") for lang in LANGUAGES}  # the text of the statement names the percentage
    changed = {"figures": {**figures, "basic-expenditure": below}, "prose": silent}
    statement = checked.content.statements[project.STATEMENT].model_copy(update=changed)
    content = replace(checked.content, statements={statement.id: statement})
    chart = charts_of(replace(checked, content=content, findings=run_rules.run_rules(content)), project.STATEMENT)["changes"]
    cells = {line[0]: line[-1] for line in chart.table.rows}
    assert "%" in cells["Particular tasks"]
    assert "%" not in cells["Keeping the office running"]


@given(st.lists(st.integers(-(10**9), 10**9), min_size=1, max_size=12), st.integers(2, 9))
def test_folding_loses_nothing_below_zero_either(checked: CheckedContent, amounts: list[int], most: int) -> None:
    views = edition_of(checked, "en").presenter(project.STATEMENT, "en/")
    shown = group_small_items(
        views, [Slice(str(n), Amount(Decimal(value), read_unit("元"))) for n, value in enumerate(amounts)], most
    )
    assert sum(item.amount.value for item in shown) == sum(amounts)
    assert sum(bool(item.amount.value) for item in shown) <= most


def test_a_printed_name_is_written_as_it_is_printed_and_ours_begin_small_within_a_sentence(field: CheckedContent) -> None:
    """A class that no classification has keeps its capital; so does a name of ours with other capitals in it."""
    words = Phrases("en", field.content.phrases)
    assert words.lowercase_in_sentence("Project expenditure") == "project expenditure"
    assert words.lowercase_in_sentence("Hong Kong, Macao and Taiwan affairs") == "Hong Kong, Macao and Taiwan affairs"
    statement = field.content.statements["wanli-subdistrict-office/2025-budget"]
    table = statement.breakdowns["expenditure-by-function"]
    rows = [
        row.model_copy(update={"code": "299", "name": "Library Administration"} if row.code == "212" else {})
        for row in table.rows
    ]
    kept = {"expenditure-by-function": table.model_copy(update={"rows": tuple(rows)})}
    only = statement.model_copy(update={"breakdowns": kept, "summary": Text({"zh": "。", "en": "."})})  # which cites the line
    shown = charts_of(CheckedContent(_holding(field, only), {**field.findings, only.id: ()}), only.id)
    assert shown["purposes"].sentence.startswith("Of every 100 yuan, 81 go to Library Administration, 8 to social security")


@pytest.mark.parametrize(("lang", "said"), [("en", "Most is meant for "), ("zh", "最多的一笔用于")])
def test_revenue_goes_to_nobody(field: CheckedContent, lang: Language, said: str) -> None:
    """A table of revenue by purpose says what money is meant for, not where it goes."""
    views = views_of(field, lang)
    about = field.content.sections["spending"].charts["purposes"]
    revenue = about.model_copy(update={"of": ("revenue",), "tables": ("revenue-by-function",)})
    drawn = build_chart(views, "purposes", revenue)
    assert drawn
    assert drawn.sentence.startswith(said)
    hundred = about.model_copy(update={"kind": "hundred", "of": ("revenue",), "tables": ()})
    mentougou = views_of(field, lang, project.STATEMENT)
    made = build_chart(mentougou, "hundred", hundred)
    assert made is None or {"en": "come from", "zh": "来自"}[lang] in made.sentence


def _holding(checked: CheckedContent, statement: Statement) -> Content:
    return replace(checked.content, statements={**checked.content.statements, statement.id: statement})


def views_of(
    checked: CheckedContent, lang: Language, statement: str = "wanli-subdistrict-office/2025-budget"
) -> StatementPresenter:
    return edition_of(checked, lang).presenter(statement, f"{lang}/{statement}/")
