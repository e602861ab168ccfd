"""The list of terms: grouped as a statement is, filtered in both languages, folded on a phone, and whole without a script."""

from __future__ import annotations

import pytest
from browser_pages import ask, opened
from playwright.sync_api import Browser, Page

pytestmark = pytest.mark.browser

SHOWN = """() => [...document.querySelectorAll(".term-list > div")].filter((term) => term.checkVisibility())
  .map((term) => term.querySelector("dt a").getAttribute("href").replace(/index\\.html$/, "").split("/").at(-2))"""
ALL = "() => document.querySelectorAll('.term-list > div').length"


def shown(page: Page) -> list[str]:
    """The terms that a reader sees, by their ids."""
    found = ask(page, SHOWN)
    assert isinstance(found, list)
    return found


@pytest.mark.parametrize(
    ("lang", "typed", "term"),
    [
        ("zh", "接待费", "reception"),
        ("zh", "official receptions", "reception"),
        ("en", "FLOOR area", "building-area"),
        ("en", "房屋面积", "building-area"),
        ("en", "财政补助收入", "fiscal-appropriation"),
        ("en", "cars for emergencies", "official-vehicles-emergency"),
    ],
    ids=["name", "other-language", "two-words", "chinese", "name-in-documents", "kind"],
)
def test_a_term_is_found_by_any_of_its_names(lang: str, typed: str, term: str, browser: Browser, server: str) -> None:
    with opened(browser, server, f"{lang}/glossary/index.html") as page:
        whole = shown(page)
        page.locator(".filter input").fill(typed)
        found = shown(page)
        assert term in found
        assert len(found) < len(whole) / 4
        status = page.locator(".filter + [role=status]").inner_text()
        assert f"{ask(page, ALL)}" in status
        page.locator(".filter input").fill("")
        assert shown(page) == whole, "and then everything is as it was"


def test_nothing_that_fits_is_said_and_not_only_shown(browser: Browser, server: str) -> None:
    with opened(browser, server, "en/glossary/index.html") as page:
        page.locator(".filter input").fill("zzzz")
        assert shown(page) == []
        assert page.locator(".filter + [role=status]").inner_text().startswith("0 ")


def test_on_a_phone_the_groups_are_closed_and_open_for_what_is_typed(browser: Browser, server: str) -> None:
    with opened(browser, server, "zh/glossary/index.html", touch=True) as page:
        page.set_viewport_size({"width": 360, "height": 740})
        page.reload()
        assert shown(page) == []
        page.locator(".filter input").fill("接待费")
        assert "reception" in shown(page)
        page.locator(".filter input").fill("")
        assert shown(page) == []


def test_without_a_script_the_list_is_whole_and_has_no_filter(browser: Browser, server: str) -> None:
    with opened(browser, server, "en/glossary/index.html", script=False) as page:
        assert not page.locator(".filter").is_visible()
        assert {"revenue", "building-area", "final-accounts"} <= set(shown(page))


def test_kinds_of_cars_are_folded_under_the_cars(browser: Browser, server: str) -> None:
    with opened(browser, server, "en/glossary/index.html") as page:
        assert "official-vehicles" in shown(page)
        assert "official-vehicles-emergency" not in shown(page)
        page.locator(".fold > summary").first.click()
        assert "official-vehicles-emergency" in shown(page)


SHIFTED = """() => new Promise((done) => {
  let sum = 0;
  const watch = new PerformanceObserver((seen) => { for (const each of seen.getEntries()) sum += each.value; });
  watch.observe({ type: "layout-shift", buffered: true });
  requestAnimationFrame(() => requestAnimationFrame(() => setTimeout(() => done(sum), 50)));
})"""


@pytest.mark.parametrize("place", ["glossary/", "compare/", "compare/revenue/", "search/"])
@pytest.mark.parametrize("width", [360, 1280])
def test_nothing_moves_when_the_script_has_run(place: str, width: int, browser: Browser, server: str) -> None:
    with opened(browser, server, f"several/en/{place}index.html") as page:
        page.set_viewport_size({"width": width, "height": 740})
        page.reload()
        moved = ask(page, SHIFTED)
        assert isinstance(moved, (int, float))
        assert moved < 0.05, "as Lighthouse counts it"
