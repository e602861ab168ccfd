"""Where the money goes, as a tree: chains in one row, small lines together, what is only “other” named, changes by line."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import replace
from decimal import Decimal

import project
import pytest
from classified_tables import Value, classified_table
from hypothesis import given
from hypothesis import strategies as st
from project import CheckedContent
from sample_content import LANGUAGES

from budgetbook.arithmetic import run_rules
from budgetbook.content.content import Content
from budgetbook.content.text import Language
from budgetbook.pages.charts.money_tree import money_tree
from budgetbook.pages.language import language_sites
from budgetbook.pages.models.money_tree import MoneyTree, TreeRow

TABLE = "expenditure-by-function"
BEFORE, NOW = (f"wanli-subdistrict-office/{year}-budget" for year in (2024, 2025))
AMOUNTS: Mapping[str, Value] = {
    "201": 52_000_000, "20103": 52_000_000, "2010301": 40_000_000, "2010302": 12_000_000,
    "208": 30_000_000, "20805": 30_000_000, "2080505": 30_000_000,
    "212": 15_000_000, "21299": 15_000_000, "2129999": 15_000_000,
    "204": 900_000, "206": 800_000, "207": 700_000, "210": 600_000,
}  # fmt: skip
TOTAL = 100_000_000


def content_with(field: CheckedContent, tables: Mapping[str, Mapping[str, Value]], total: int | None) -> Content:
    """The statements of both years, each with this table alone."""
    statements = {}
    names = {code: entry.name["zh"] for code, entry in field.content.classifications["functional"].items()}
    for name in (BEFORE, NOW):
        whole = None if total is None else sum(int(value or 0) for code, value in tables.get(name, {}).items() if len(code) == 3)
        table = classified_table(tables.get(name, {}), names=names, total=whole)
        breakdowns = {TABLE: table} if name in tables else {}
        statements[name] = field.content.statements[name].model_copy(update={"breakdowns": breakdowns})
    return replace(field.content, statements={**field.content.statements, **statements})


def tree_of(
    field: CheckedContent,
    now: Mapping[str, Value],
    before: Mapping[str, Value] | None = None,
    *,
    lang: Language = "en",
    total: int | None = TOTAL,
    check: bool = False,
) -> MoneyTree | None:
    content = content_with(field, {NOW: now} | ({BEFORE: before} if before else {}), total)
    findings = run_rules.run_rules(content) if check else dict.fromkeys(content.statements, ())
    edition = next(each for each in language_sites(content, findings) if each.lang == lang)
    chart = content.sections["spending"].charts["purposes"].model_copy(update={"tables": (TABLE,)})
    return money_tree(edition.presenter(NOW, f"{lang}/{NOW}/"), chart)


def rows_of(rows: tuple[TreeRow, ...]) -> Iterator[TreeRow]:
    """Every row of a tree."""
    for row in rows:
        yield row
        yield from rows_of(row.parts)


@pytest.fixture(params=LANGUAGES)
def tree(field: CheckedContent, request: pytest.FixtureRequest) -> MoneyTree:
    found = tree_of(field, AMOUNTS, lang=request.param)
    assert found
    return found


def test_a_chain_of_lines_that_hold_the_same_money_is_one_row(tree: MoneyTree) -> None:
    offices, pensions, _, _ = tree.rows
    assert len(offices.names_below) == 1, "the section holds all of its class; two items share it"
    assert len(offices.parts) == 2
    assert len(pensions.names_below) == 2
    assert pensions.parts == ()
    assert pensions.address.endswith(f"/{TABLE}/#line-2080505"), "the finest line of the chain"
    assert offices.address.endswith(f"/{TABLE}/#line-20103")


def test_a_name_that_a_chain_repeats_stands_once(tree: MoneyTree) -> None:
    other = tree.rows[2]
    assert len(other.names_below) == 1, "its section and its item have one name"
    assert other.names_below[0] != other.name


def test_a_step_of_a_chain_that_the_next_one_names_again_is_left_out(field: CheckedContent) -> None:
    found = tree_of(field, {"206": 10, "20601": 10, "2060199": 10, "208": 30, "20805": 30, "2080505": 30}, total=40)
    assert found
    pensions, research = found.rows
    assert len(pensions.names_below) == 2
    step, rest = (field.content.classifications["functional"][code].name["en"] for code in ("20601", "2060199"))
    assert step.casefold() in rest.casefold(), "the case that the test is about"
    assert research.names_below == (rest,)


def test_small_lines_alone_need_no_row_of_their_own(field: CheckedContent) -> None:
    """It would say again what the row above says."""
    small_parts = {f"20805{number:02}": 20 for number in (1, 2, 5, 6)}
    found = tree_of(field, {"208": 80, "20805": 80, **small_parts, "212": 9_920}, total=10_000)
    assert found
    pensions = next(row for row in found.rows if row.code == "208")
    assert [part.code for part in pensions.parts] == list(small_parts)


def test_small_lines_share_a_row_that_opens_to_them(tree: MoneyTree) -> None:
    small = tree.rows[3]
    assert (small.address, len(small.parts)) == ("", 4)
    assert "4" in small.name
    assert small.share == Decimal("3.00")
    assert all(part.address for part in small.parts)


@pytest.mark.parametrize("lang", LANGUAGES)
def test_two_small_lines_keep_rows_of_their_own(field: CheckedContent, lang: Language) -> None:
    tree = tree_of(field, {"201": 99_000_000, "204": 600_000, "206": 400_000}, lang=lang)
    assert tree
    assert [bool(row.address) for row in tree.rows] == [True, True, True]


def test_much_money_that_is_only_called_other_is_marked(tree: MoneyTree) -> None:
    assert [row.is_rest for row in tree.rows] == [False, False, True, False]


def test_shares_and_amounts_are_of_the_whole_and_in_one_unit(tree: MoneyTree) -> None:
    assert [row.share_text for row in tree.rows] == ["52.0%", "30.0%", "15.0%", "3.0%"]
    assert [row.share_text for row in tree.rows[0].parts] == ["40.0%", "12.0%"]
    amounts = {"万元": ["5,200", "3,000", "1,500", "300"], "million yuan": ["52.00", "30.00", "15.00", "3.00"]}
    assert [row.amount for row in tree.rows] == amounts[tree.unit]
    assert not tree.has_changes
    assert {row.change for row in rows_of(tree.rows)} == {""}


@pytest.mark.parametrize(("lang", "said"), [("zh", "每100元里"), ("en", "Of every 100 yuan, 52 go to ")])
def test_the_largest_classes_are_told_in_a_sentence(field: CheckedContent, lang: Language, said: str) -> None:
    tree = tree_of(field, AMOUNTS, lang=lang)
    assert tree
    assert tree.sentence.startswith(said)
    assert all(share in tree.sentence for share in ("52", "30", "15"))


@pytest.mark.parametrize("lang", LANGUAGES)
def test_each_line_says_what_changed_since_the_year_before(field: CheckedContent, lang: Language) -> None:
    before = {**AMOUNTS, "201": 50_000_000, "20103": 50_000_000, "2010301": 38_000_000, "208": 31_000_000, "20805": 31_000_000}
    tree = tree_of(field, AMOUNTS, {**before, "2080505": 31_000_000}, lang=lang)
    assert tree
    assert (tree.has_changes, tree.prior_year) == (True, "2024")
    offices, pensions, other, small = tree.rows
    assert (offices.change, pensions.change, other.change, small.change) == {
        "zh": ("+200", "−100", "0", ""),
        "en": ("+2.00", "−1.00", "0", ""),
    }[lang]
    assert [part.change for part in offices.parts] == [offices.change, "0"]


def test_a_line_that_the_year_before_did_not_have_claims_no_change(field: CheckedContent) -> None:
    before = {code: value for code, value in AMOUNTS.items() if not code.startswith("208")}
    tree = tree_of(field, AMOUNTS, before)
    assert tree
    assert [row.change for row in tree.rows[:2]] == ["0", ""]


def test_a_row_whose_lines_do_not_add_up_is_marked(field: CheckedContent) -> None:
    wrong = {**AMOUNTS, "2010302": 11_000_000}
    tree = tree_of(field, wrong, check=True)
    assert tree
    assert tree.rows[0].fails
    assert not tree.rows[1].fails


@pytest.mark.parametrize(
    ("amounts", "total"),
    [(AMOUNTS, None), ({**AMOUNTS, "204": -900_000}, TOTAL), ({"201": 0}, TOTAL)],
    ids=["no total", "below zero", "nothing"],
)
def test_without_a_whole_to_divide_there_is_no_tree(
    field: CheckedContent, amounts: Mapping[str, Value], total: int | None
) -> None:
    assert tree_of(field, amounts, total=total) is None


CLASSES = ("201", "204", "205", "206", "207", "208", "210", "212", "213", "221")


@given(st.dictionaries(st.sampled_from(CLASSES), st.integers(1, 10**9), min_size=1), st.sampled_from(LANGUAGES))
def test_folding_loses_no_line(field: CheckedContent, amounts: dict[str, int], lang: Language) -> None:
    tree = tree_of(field, amounts, lang=lang)
    assert tree
    addresses = [row.address.partition("#line-")[2] for row in rows_of(tree.rows) if row.address]
    assert sorted(addresses) == sorted(amounts)
    shares = sum((row.share for row in tree.rows), Decimal(0))
    assert abs(shares - 100) <= Decimal("0.01") * len(amounts)


def test_every_colour_of_the_style_is_defined() -> None:
    """A bar whose colour nobody defines is black, in the dark too."""
    style = (project.TEMPLATES / "assets" / "style.css").read_text(encoding="utf-8")
    defined = set(re.findall(r"(--[\w-]+):", style))
    assert set(re.findall(r"var\((--[\w-]+)\)", style)) - defined == set()
