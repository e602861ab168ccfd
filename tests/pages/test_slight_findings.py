"""What is slight looks slight: quoted passages, rates of completion, and reasons why a check cannot be made."""

from __future__ import annotations

import re
import shutil

import built_site
import project
import pytest
from sample_content import LANGUAGES

from budgetbook.content.text import Language

ACCOUNTS = "hillside-office/2023-final-accounts"
NOTE = "note: {zh: 已对照原文。, en: Seen in the document.}"
BASIC = "  basic-expenditure: {amount: 299.10, budget: 300.00, adjusted: 300.00, at: 一}\n"
CHANGED = """  basic-expenditure:
    amount: 299.10
    prior: 290.00
    budget: 300.00
    adjusted: 300.00
    completion: 89.70
    completion_of: budget
    printed: {direction: increase, change: 9.10, percent: 3.14}
    at: 一
    sic: [{rule: completion, difference: -10.00, NOTE}]
"""
FROM_NOTHING = "  carry-over: {amount: 10.00, at: 一}\n"
GROWN = """  carry-over:
    amount: 10.00
    prior: 0
    printed: {direction: increase, percent: 210}
    at: 一
    sic: [{rule: percent, NOTE}]
"""
QUOTES = """quotes:
  form:
    text: "收入增加（减少）的主要原因是项目增加。"
    at: 一
    sic: [{rule: wording, printed: "增加（减少）", NOTE}]
"""


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    """The pages of final accounts with a rate of completion that does not fit and a passage left from a form."""
    content = built_site.small_content(tmp_path_factory.mktemp("slight") / "content", "hillside")
    shutil.copy(project.CONTENT / "countries/china/form-words.yaml", content / "countries/hillside")
    file = content / "statements" / f"{ACCOUNTS}.yaml"
    text = file.read_text("utf-8")
    assert BASIC in text
    assert FROM_NOTHING in text
    text = text.replace(BASIC, CHANGED.replace("NOTE", NOTE)).replace(FROM_NOTHING, GROWN.replace("NOTE", NOTE))
    text = text.replace("places:", f"{QUOTES.replace('NOTE', NOTE)}places:", 1)
    file.write_text(text.replace("source:", "compares_with: {year: 2022, basis: final-accounts}\nsource:", 1), "utf-8")
    outputs = project.outputs(project.check(content))
    return {path: file.data.decode() for path, file in outputs.items() if ACCOUNTS in path and path.endswith(".html")}


@pytest.fixture
def pages(site: dict[str, str]) -> dict[Language, str]:
    """The statement's page."""
    return {lang: site[f"{lang}/{ACCOUNTS}/index.html"] for lang in LANGUAGES}


@pytest.fixture
def proofs(site: dict[str, str]) -> dict[Language, str]:
    """The page of its evidence."""
    return {lang: site[f"{lang}/{ACCOUNTS}/evidence/index.html"] for lang in LANGUAGES}


def row(page: str) -> str:
    """The row of basic expenditure."""
    return page.partition('<tbody id="basic-expenditure"')[2].partition("</tbody>")[0]


def test_the_rate_of_completion_stands_below_its_budget_and_is_marked_where_it_does_not_fit(pages: dict[Language, str]) -> None:
    english, chinese = (re.sub(r"<[^>]+>", "", row(pages[lang])) for lang in ("en", "zh"))
    assert "Initial budget: 3.00 million yuan" in english, "with as many decimals as the figure itself"
    assert "≠ As printed: 89.70% of the initial budget" in english
    assert "年初预算：300.00万元" in chinese
    assert "≠ 文件写的：完成年初预算的89.70%" in chinese


@pytest.mark.parametrize("lang", LANGUAGES)
def test_a_rate_of_completion_that_does_not_fit_accuses_no_change(lang: Language, pages: dict[Language, str]) -> None:
    assert row(pages[lang]).count("misprint") == 1


@pytest.mark.parametrize("lang", LANGUAGES)
def test_a_passage_is_quoted_in_its_language_below_its_place_and_is_no_alarm(
    lang: Language, pages: dict[Language, str], proofs: dict[Language, str]
) -> None:
    page = proofs[lang]
    place = {"zh": "一 收支", "en": "一 · Revenue and spending"}[lang]
    found = re.search(r'<div class="finding verdict-wording" id="(check-form-wording-1)">(.*?)</div>', page, re.DOTALL)
    assert found
    assert f'<a href="#{found[1]}">{place}</a>' in re.sub(r"</?span[^>]*>", "", found[2])
    assert re.search(r'<blockquote class="passage"( lang="zh-CN")?>收入增加（减少）的主要原因是项目增加。</blockquote>', found[2])
    assert ('lang="zh-CN"' in found[2].partition("</blockquote>")[0]) == (lang == "en")
    alarms = pages[lang].partition('<section class="alarms')[2].partition("</ul>")[0]
    assert "增加（减少）" not in alarms


@pytest.mark.parametrize("lang", LANGUAGES)
def test_what_cannot_be_checked_is_told_once_for_each_reason(lang: Language, proofs: dict[Language, str]) -> None:
    reason = {"zh": "本站还没有2022年的文件，无法核对。", "en": "This document gives no figure for 2022, so the change cannot"}
    listed = proofs[lang].partition('id="checks"')[2]
    told = re.findall(r'<li class="finding"[^>]*><span>([^<]+)', listed)
    assert len(told) == len(set(told))
    assert reason[lang] in listed


@pytest.mark.parametrize("lang", LANGUAGES)
def test_a_percentage_of_nothing_has_no_reading_in_money(lang: Language, proofs: dict[Language, str]) -> None:
    found = re.search(r'id="check-carry-over-percent-base-zero-percent">(.*?)</div>', proofs[lang], re.DOTALL)
    assert found
    assert "210%" in found[1]
    assert "readings" not in found[1]
