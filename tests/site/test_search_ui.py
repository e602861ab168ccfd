"""How a reader finds things, in Chromium: the search page and the box on every page, by keyboard, from disk, without script."""

from __future__ import annotations

import gzip
import sys
from pathlib import Path
from urllib.parse import quote

import project
import pytest
from browser_pages import ask, axe, opened
from playwright.sync_api import Browser, Page, expect
from sample_content import LANGUAGES

from budgetbook.content.text import Language

pytestmark = pytest.mark.browser

ASSETS = project.TEMPLATES / "assets"
WORDS = {"zh": "三公", "en": "three public"}
FOUND = {"zh": 3, "en": 2}
"""Both figures, and the section whose text has the number as printed; English texts say it in millions."""
STATUS = "#results [role=status]"
LIST = "#results ol"
RESULTS = ".results li > a"


def results(page: Page) -> list[str]:
    """The titles of what is shown, once it is the answer to what was asked last."""
    expect(page.locator(STATUS)).not_to_be_empty()
    expect(page.locator(LIST)).not_to_have_attribute("aria-busy", "true")
    titles: list[str] = page.locator(RESULTS).all_inner_texts()
    return titles


@pytest.mark.parametrize("lang", LANGUAGES)
def test_the_box_on_a_page_leads_to_results_and_a_result_to_the_figure(lang: Language, browser: Browser, server: str) -> None:
    with opened(browser, server, f"{lang}/{project.STATEMENT}/index.html") as page:
        page.locator(".site-search input").fill("1058.41")
        page.keyboard.press("Enter")
        page.wait_for_url("**/search/index.html?q=1058.41")
        expect(page.locator(STATUS)).to_contain_text(str(FOUND[lang]))
        assert len(results(page)) == FOUND[lang]
        assert axe(page) == []
        page.locator("#q").focus()
        page.keyboard.press("ArrowDown")
        page.keyboard.press("ArrowDown")
        page.keyboard.press("ArrowUp")
        page.keyboard.press("Enter")
        page.wait_for_url(f"**/{lang}/{project.STATEMENT}/index.html#revenue")


@pytest.mark.parametrize("lang", LANGUAGES)
def test_results_come_while_one_types_and_the_address_keeps_the_question(lang: Language, browser: Browser, server: str) -> None:
    with opened(browser, server, f"{lang}/search/index.html") as page:
        page.locator("#q").press_sequentially(WORDS[lang], delay=170)  # slower than the page waits, so that parts are asked first
        expect(page.locator(RESULTS).first).to_be_visible()
        page.wait_for_url(f"**?q={quote(WORDS[lang]).replace('%20', '+')}")
        before = results(page)
        page.reload()
        assert results(page) == before
        page.locator("a.language").click()
        page.wait_for_url("**?q=*")
        assert results(page), "a term is found by its name in the other language too"


@pytest.mark.parametrize(
    ("lang", "query", "name", "amount", "marked"),
    [
        ("zh", "吃喝花了多少", "招待客人", "0.59万元", []),
        ("en", "how much for dinners", "Receiving guests", "5,900 yuan", []),
        ("zh", "信息公开", "可以问的问题", "", ["信息公开"]),
        ("en", "advertisements", "Privacy", "", ["advertisement"]),
    ],
)
def test_the_first_result_answers_and_marks_what_was_asked(
    lang: Language, query: str, name: str, amount: str, marked: list[str], browser: Browser, server: str
) -> None:
    with opened(browser, server, f"{lang}/search/index.html?q={quote(query)}") as page:
        assert results(page)[0] == name
        answer = page.locator(".answer")
        assert answer.locator(".answer-amount").all_inner_texts() == ([amount] if amount else [])
        assert answer.locator("mark").all_inner_texts()[:1] == marked
        assert axe(page) == []
        if amount:
            expect(answer).to_contain_text("2023")
            answer.locator(".origin-link a").click()
            page.wait_for_url(f"**/{project.STATEMENT}/evidence/index.html#reception")


def test_many_results_are_shown_in_steps_and_the_new_ones_take_the_focus(browser: Browser, server: str) -> None:
    with opened(browser, server, "zh/search/index.html?q=2023") as page:
        assert len(results(page)) == 20
        page.locator("#results button").click()
        expect(page.locator(RESULTS)).to_have_count(40)
        expect(page.locator(".results li:nth-child(21) a")).to_be_focused()


def test_what_is_not_found_is_said_and_the_lists_remain(browser: Browser, server: str) -> None:
    with opened(browser, server, "en/search/index.html?q=qqqq") as page:
        expect(page.locator(STATUS)).to_contain_text("Nothing found")
        assert page.locator("main .origin a").count() >= 4


@pytest.mark.parametrize("lang", LANGUAGES)
def test_without_script_the_page_says_where_else_to_look(lang: Language, browser: Browser, server: str) -> None:
    with opened(browser, server, f"{lang}/search/index.html?q=x", script=False) as page:
        assert page.locator("noscript p").is_visible()
        assert page.locator("#results button").is_hidden()
        for link in page.locator("main .origin a").all():
            assert link.is_visible()


def test_from_disk_it_says_that_it_cannot_search(browser: Browser, site: Path) -> None:
    with browser.new_context() as context:
        page = context.new_page()
        page.goto(f"{site.as_uri()}/en/search/index.html?q=revenue")
        expect(page.locator(STATUS)).to_contain_text("Pages opened from disk cannot search")


def test_chinese_in_the_results_of_an_english_page_is_marked(browser: Browser, server: str) -> None:
    with opened(browser, server, f"en/search/index.html?q={quote('三公')}") as page:
        assert results(page)
        parents = ask(
            page,
            """() => {
          const found = [], walker = document.createTreeWalker(document.querySelector(".results"), NodeFilter.SHOW_TEXT);
          while (walker.nextNode()) if (/[\\u4e00-\\u9fff]/.test(walker.currentNode.data))
            found.push(walker.currentNode.parentNode.closest("[lang]").lang);
          return found;
        }""",
        )
        assert parents
        assert isinstance(parents, list)
        assert set(parents) == {"zh-CN"}


def test_what_is_typed_becomes_no_markup(browser: Browser, server: str) -> None:
    hostile = quote("<img src=x onerror=alert(1)>三公")
    with opened(browser, server, f"zh/search/index.html?q={hostile}") as page:
        expect(page.locator(STATUS)).not_to_be_empty()
        assert ask(page, "() => document.querySelectorAll('main img').length") == 0


def test_what_each_script_weighs(capsys: pytest.CaptureFixture[str]) -> None:
    weights = {path.name: len(gzip.compress(path.read_bytes(), mtime=0)) for path in sorted(ASSETS.glob("*.js"))}
    with capsys.disabled():
        sys.stdout.write("\nscripts, compressed: " + ", ".join(f"{name} {size:,} bytes" for name, size in weights.items()))
    assert len(weights) >= 2
    assert max(weights.values()) < 5_500
