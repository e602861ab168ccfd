"""What a page says is what was found: its box of checks, what is told once for several places, and units in English."""

from __future__ import annotations

import html
import re
import shutil
from dataclasses import replace
from pathlib import Path

import built_site
import project
import pytest
from project import CheckedContent
from sample_content import LANGUAGES

from budgetbook.arithmetic import run_rules
from budgetbook.content.row import Row
from budgetbook.content.text import Language

pytestmark = pytest.mark.slow  # its content of many bodies takes a while to make

FIELD = Path(__file__).parent.parent / "statements" / "field" / "content"
OFFICE = "wanli-subdistrict-office"
UNITS = re.compile("万元|亿元")


@pytest.fixture(scope="module")
def pages(tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    """The pages of a site with two years of an office beside a document in which much does not add up."""
    content = project.copy_content(tmp_path_factory.mktemp("told") / "content")
    shutil.copytree(FIELD, content, dirs_exist_ok=True)
    outputs = project.outputs(project.check(content))
    return {path: each.data.decode() for path, each in outputs.items() if path.endswith(".html")}


def box(source: str) -> str:
    found = re.search(r'<section class="alarms[^>]*>.*?</section>', source, re.DOTALL)
    assert found
    return found[0]


def words(source: str) -> str:
    return re.sub(r"\s+", " ", html.unescape(re.sub(r"<[^>]+>", " ", source))).strip()


@pytest.mark.parametrize("lang", LANGUAGES)
def test_the_box_is_headed_by_what_was_found(pages: dict[str, str], lang: Language) -> None:
    """Nothing fails in 2025, and what is one yuan off in its tables is named; in 2024 seven checks fail."""
    clean, wrong = (words(box(pages[f"{lang}/{OFFICE}/{year}-budget/index.html"])) for year in (2025, 2024))
    good, bad = {"en": ("The figures add up", "What does not add up"), "zh": ("数字对得上", "哪里对不上")}[lang]
    assert clean.startswith(good)
    assert bad not in clean
    assert {"en": "(1 yuan)", "zh": "（1元）"}[lang] in clean
    assert wrong.startswith(bad)
    assert good not in wrong
    assert {"en": "adds up, allowing", "zh": "都对得上"}[lang] not in wrong


@pytest.mark.parametrize("lang", LANGUAGES)
def test_a_body_without_a_figure_is_not_said_to_add_up(lang: Language, tmp_path: Path) -> None:
    content = built_site.small_content(tmp_path / "content")
    (file,) = content.glob("statements/*/2024-budget.yaml")
    head = file.read_text("utf-8").partition("places:")[0]
    file.write_text(re.sub(r"summary:\n(  .*\n)+", "summary: {zh: 没有数。, en: Nothing yet.}\n", head), "utf-8")
    for each in LANGUAGES:
        file.with_suffix(f".{each}.md").write_text("## summary\n\n.\n", "utf-8")
    file.with_suffix(".numbers.txt").unlink(missing_ok=True)
    outputs = project.outputs(project.check(content))
    for path in (f"{lang}/{file.parent.name}/2024-budget/index.html", f"{lang}/index.html"):
        told = words(box(outputs[path].data.decode()))
        assert told.startswith({"en": "Nothing to check yet", "zh": "还没有可以核对的数"}[lang])
        assert {"en": "adds up", "zh": "对得上"}[lang] not in told


@pytest.mark.parametrize("lang", LANGUAGES)
def test_what_is_the_same_twice_is_told_once_with_both_places(field: CheckedContent, lang: Language) -> None:
    """A total of wages that differs by one yuan from the table above it, in both columns that print it."""
    name = f"{OFFICE}/2024-budget"
    statement = field.content.statements[name]
    table = statement.breakdowns["basic-by-economic-nature"]
    wrong = table.model_copy(update={"rows": tuple(_more(row) if row.code == "302" else row for row in table.rows)})
    changed = statement.model_copy(update={"breakdowns": {**statement.breakdowns, "basic-by-economic-nature": wrong}})
    content = replace(field.content, statements={**field.content.statements, name: changed})
    outputs = project.outputs(CheckedContent(content, run_rules.run_rules(content)))
    source = outputs[f"{lang}/{name}/index.html"].data.decode()
    told = [each for each in re.findall(r"<li>.*?</li>", box(source), re.DOTALL) if "#line-302" in each]
    assert [each.count("<a ") for each in told] == [2], "one item leads to both"
    proof = outputs[f"{lang}/{name}/evidence/index.html"].data.decode()
    ids = re.findall(r' id="(check-basic-by-economic-nature-302[^"]*sum[^"]*)"', proof)
    assert len(ids) == len(set(ids)) >= 2, "each check keeps its own address"


def _more(row: Row) -> Row:
    """Every number of a row, one million yuan more."""
    return row.model_copy(update={"values": tuple(v + 1_000_000 if v else v for v in row.values)})


@pytest.mark.parametrize("lang", LANGUAGES)
def test_every_check_is_listed_or_said_to_be_elsewhere(pages: dict[str, str], lang: Language) -> None:
    source = pages[f"{lang}/{OFFICE}/2025-budget/index.html"]
    total, *_ = re.findall({"en": r"([\d,]+) checks", "zh": r"核对了([\d,]+)处"}[lang], words(box(source)))
    said = {"en": r"([\d,]+) are listed here, the other ([\d,]+) on the", "zh": r"列出([\d,]+)处，其余([\d,]+)处"}[lang]
    proof = pages[f"{lang}/{OFFICE}/2025-budget/evidence/index.html"]
    found = re.search(said, words(proof))
    assert found
    here, rest = (int(number.replace(",", "")) for number in found.groups())
    assert here + rest == int(total.replace(",", ""))
    with_numbers = {"en": r"Another ([\d,]+) add up", "zh": r"另有([\d,]+)处对得上"}[lang]
    (held,) = re.findall(with_numbers, words(proof))
    assert len(set(re.findall(r' id="(check-[^"]+)"', proof))) + int(held.replace(",", "")) == here


@pytest.mark.parametrize("lang", LANGUAGES)
def test_the_contents_lead_to_the_tables(pages: dict[str, str], lang: Language) -> None:
    contents = re.search(r'<nav class="contents".*?</nav>', pages[f"{lang}/{OFFICE}/2025-budget/index.html"], re.DOTALL)
    assert contents
    assert 'href="#tables"' in contents[0]


def without_what_is_printed(source: str) -> str:
    """The page without what is marked as Chinese, and without what stands in brackets as printed or as a unit's own name."""
    bare = re.sub(r"<(script|style|svg|head)\b.*?</\1>", " ", source, flags=re.DOTALL)
    bare = re.sub(r'<(\w+)[^>]* lang="zh[^"]*"[^>]*>.*?</\1>', " ", bare, flags=re.DOTALL)
    return re.sub(r"\(printed: [^()]*\)|\((?:万元|亿元)\)", " ", words(bare))


def test_english_sentences_tell_money_in_english_units(pages: dict[str, str]) -> None:
    looked = 0
    for path, source in pages.items():
        if path.startswith((f"en/{OFFICE}/", f"en/{project.ENTITY}/", "en/c")):
            looked += 1
            bare = without_what_is_printed(source)
            assert [bare[max(0, m.start() - 60) : m.end() + 20] for m in UNITS.finditer(bare)] == [], path
    assert looked > 30
