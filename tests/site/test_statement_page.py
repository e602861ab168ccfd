"""A statement's page in short, its page of evidence and its tables in Chromium: old addresses, parts, folded classes, size."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import built_site
import project
import pytest
from browser_pages import WIDE, ask, opened
from playwright.sync_api import Browser, Page, expect
from project import CheckedContent
from sample_content import LANGUAGES

pytestmark = [pytest.mark.browser, pytest.mark.slow]

STATEMENT = "wanli-subdistrict-office/2025-budget"
TABLE = f"{STATEMENT}/expenditure-by-function"
PHONE = {"width": 360, "height": 740}
TALLEST, MOST_NODES = 9_000, 2_500
"""Pixels and elements of a statement's page on a phone, with everything folded."""

in_both_languages = pytest.mark.parametrize("lang", LANGUAGES)

PARTS = "() => [...document.querySelectorAll('.part > details')].map((each) => each.open)"
SHOWN_LINES = (
    "() => [...document.querySelectorAll('.breakdown > tbody')].filter((row) => row.checkVisibility()).map((row) => row.id)"
)
LINES = "() => [...document.querySelectorAll('.breakdown > tbody')].map((row) => row.id)"
CLASSES = "() => [...document.querySelectorAll('.breakdown > tbody.level-0')].map((row) => row.id)"


@pytest.fixture(scope="module")
def home(field_site: Path) -> Iterator[str]:
    with built_site.served(field_site) as address:
        yield address


def answers(page: Page, question: str) -> list[object]:
    """What a page answers, which is a list and not empty."""
    found = ask(page, question)
    assert isinstance(found, list)
    assert found
    return found


# Addresses that were given out before the proof had a page of its own


def old_fragments(field: CheckedContent, site: Path, lang: str, statement: str) -> Iterator[str]:
    """Of each kind one that a statement's page had or has: a figure, a fact, a check, a remark, a section, a list."""
    about = field.content.statements[statement]
    ids = built_site.documents(site)[f"{lang}/{statement}/evidence/index.html"].ids
    yield from ("revenue", "section-spending", "source", "checks")
    yield from [each for each in ids if each.startswith("check-")][:1]
    yield from [f"remark-{each}" for each in about.remarks][:1]
    yield from [*about.facts][:1]
    yield from [*about.projects][:1]
    yield from ["tables"] if about.breakdowns else []
    yield from ["requirements"] if "requirements" in ids else []


@in_both_languages
@pytest.mark.parametrize("statement", [STATEMENT, project.STATEMENT])
def test_each_old_address_still_leads_to_what_it_named(
    field: CheckedContent, field_site: Path, home: str, browser: Browser, statement: str, lang: str
) -> None:
    address = f"{lang}/{statement}/index.html"
    kept = built_site.documents(field_site)[address].ids
    fragments = list(dict.fromkeys(old_fragments(field, field_site, lang, statement)))
    assert len(fragments) > 5
    sent_on = 0
    with opened(browser, home, address) as page:
        for fragment in fragments:
            page.goto("about:blank")
            page.goto(f"{home}{address}#{fragment}")
            there = "" if fragment in kept else "evidence/"
            page.wait_for_url(f"{home}{lang}/{statement}/{there}index.html#{fragment}")
            sent_on += bool(there)
            named = page.locator(f"[id='{fragment}']")
            expect(named).to_be_visible()
            expect(named).to_be_in_viewport()
    assert sent_on > 2


@in_both_languages
def test_an_address_that_names_nothing_leaves_a_page_without_evidence_as_it_is(home: str, browser: Browser, lang: str) -> None:
    address = f"{lang}/{TABLE}/index.html#check-nowhere"
    with opened(browser, home, address) as page:
        assert page.url == home + address


# Parts


@in_both_languages
def test_parts_are_open_on_a_wide_window_and_closed_on_a_phone(home: str, browser: Browser, lang: str) -> None:
    with opened(browser, home, f"{lang}/{STATEMENT}/index.html") as page:
        parts = answers(page, PARTS)
        assert len(parts) > 4
        assert all(parts)
        page.set_viewport_size(PHONE)
        page.wait_for_function("() => !document.querySelector('.part > details[open]')")
        assert all(page.locator(".part .answer").nth(n).is_visible() for n in range(len(parts)))
        page.set_viewport_size(WIDE)
        page.wait_for_function("() => !document.querySelector('.part > details:not([open])')")


def on_a_phone(page: Page, address: str) -> None:
    page.set_viewport_size(PHONE)
    page.goto("about:blank")
    page.goto(address)


@in_both_languages
def test_on_a_phone_a_part_opens_by_touch_by_key_and_by_its_address(home: str, browser: Browser, lang: str) -> None:
    address = f"{lang}/{STATEMENT}/index.html"
    with opened(browser, home, address, touch=True) as page:
        on_a_phone(page, home + address)
        assert not any(answers(page, PARTS))
        spending = page.locator("#section-spending > details")
        spending.locator("> summary").tap()
        assert spending.get_attribute("open") is not None
        spending.locator("> summary").focus()
        page.keyboard.press("Enter")
        assert spending.get_attribute("open") is None
        for fragment in ("section-spending", "basic-expenditure"):
            on_a_phone(page, f"{home}{address}#{fragment}")
            assert spending.get_attribute("open") is not None
            assert answers(page, PARTS).count(True) == 1
            expect(page.locator(f"#{fragment}")).to_be_in_viewport()


@in_both_languages
def test_without_script_every_part_can_be_read(home: str, browser: Browser, lang: str) -> None:
    """On a wide window each lies open; on a phone its summary opens it."""
    with opened(browser, home, f"{lang}/{STATEMENT}/index.html", script=False) as page:
        assert page.locator("#section-spending .figures").is_visible()
        page.set_viewport_size(PHONE)
        assert not page.locator("#section-spending .figures").is_visible()
        page.locator("#section-spending > details > summary").click()
        assert page.locator("#section-spending .figures").is_visible()


@in_both_languages
def test_on_paper_every_part_is_open(home: str, browser: Browser, lang: str) -> None:
    for script in (True, False):
        with opened(browser, home, f"{lang}/{STATEMENT}/index.html", script=script) as page:
            page.set_viewport_size(PHONE)
            page.emulate_media(media="print")
            if script:
                ask(page, "() => dispatchEvent(new Event('beforeprint'))")
            figures = page.locator(".part .figures")
            assert figures.count() > 3
            assert all(each.is_visible() for each in figures.all())


@in_both_languages
@pytest.mark.parametrize("size", [WIDE, PHONE], ids=["wide", "phone"])
def test_the_list_of_parts_names_the_one_in_view(home: str, browser: Browser, lang: str, size: dict[str, int]) -> None:
    with opened(browser, home, f"{lang}/{STATEMENT}/index.html") as page:
        page.set_viewport_size({"width": size["width"], "height": size["height"]})
        parts = page.locator(".part[id]").all()
        assert len(parts) > 4
        for part in (parts[0], parts[2], parts[1]):
            name = part.get_attribute("id")
            part.evaluate("(node) => scrollTo(0, node.getBoundingClientRect().top + scrollY - innerHeight * 0.16)")
            expect(page.locator(".here a[aria-current]")).to_have_attribute("href", f"#{name}")
            assert page.locator(".here .current").text_content() == page.locator(f".here a[href='#{name}']").text_content()
        if size is PHONE:
            assert page.locator(".here .current").is_visible(), "the bar stays at the top"
            page.locator(".here > summary").click()
            page.locator(".here a[href^='#']").nth(3).click()
            assert page.locator(".here").get_attribute("open") is None, "what was chosen from it closes it"


@in_both_languages
@pytest.mark.parametrize("statement", [STATEMENT, project.STATEMENT])
def test_a_statement_is_short_on_a_phone(home: str, browser: Browser, statement: str, lang: str) -> None:
    address = f"{lang}/{statement}/index.html"
    with opened(browser, home, address) as page:
        on_a_phone(page, home + address)
        assert page.evaluate("document.documentElement.scrollHeight") <= TALLEST
        assert page.evaluate("document.querySelectorAll('*').length") <= MOST_NODES


# A table of many lines


@in_both_languages
def test_a_long_table_shows_its_classes_and_opens_by_button(home: str, browser: Browser, lang: str) -> None:
    with opened(browser, home, f"{lang}/{TABLE}/index.html") as page:
        lines, classes = answers(page, LINES), answers(page, CLASSES)
        assert len(lines) > 60
        assert answers(page, SHOWN_LINES) == classes
        assert len(classes) < 15
        button = page.locator(f"#{classes[0]} .open-class")
        assert button.get_attribute("aria-expanded") == "false"
        button.focus()
        page.keyboard.press("Enter")
        assert button.get_attribute("aria-expanded") == "true"
        shown = answers(page, SHOWN_LINES)
        assert shown == lines[: len(shown) - len(classes) + 1] + classes[1:], "its own finer lines and no others"
        assert len(shown) > len(classes)
        button.click()
        assert answers(page, SHOWN_LINES) == classes
        everything = page.locator(".open-all")
        words = everything.inner_text()
        everything.click()
        assert answers(page, SHOWN_LINES) == lines
        assert everything.inner_text() != words
        everything.click()
        assert answers(page, SHOWN_LINES) == classes
        assert everything.inner_text() == words


@in_both_languages
def test_the_address_of_a_line_opens_its_class(home: str, browser: Browser, lang: str) -> None:
    address = f"{lang}/{TABLE}/index.html"
    with opened(browser, home, address) as page:
        lines, classes = answers(page, LINES), answers(page, CLASSES)
        finer = next(str(line) for line in lines if line not in classes)
        page.goto("about:blank")
        page.goto(f"{home}{address}#{finer}")
        expect(page.locator(f"#{finer}")).to_be_in_viewport()
        assert page.locator(f"#{classes[0]} .open-class").get_attribute("aria-expanded") == "true"
        assert page.locator(f"#{finer} details").get_attribute("open") is not None, "its origin and checks"
        assert len(answers(page, SHOWN_LINES)) < len(lines)


@in_both_languages
def test_every_line_is_there_without_script_and_on_paper(home: str, browser: Browser, lang: str) -> None:
    with opened(browser, home, f"{lang}/{TABLE}/index.html", script=False) as page:
        lines = answers(page, LINES)
        assert answers(page, SHOWN_LINES) == lines
        assert page.locator(".open-all, .open-class").count() == 0, "a button that nothing hears"
    with opened(browser, home, f"{lang}/{TABLE}/index.html") as page:
        page.emulate_media(media="print")
        assert answers(page, SHOWN_LINES) == lines
        assert not page.locator(".open-all").is_visible()


@in_both_languages
def test_a_table_that_a_screen_holds_is_not_folded(home: str, browser: Browser, lang: str) -> None:
    with opened(browser, home, f"{lang}/{STATEMENT}/appropriation-balance/index.html") as page:
        assert answers(page, SHOWN_LINES) == answers(page, LINES)
        assert page.locator(".open-all, .open-class").count() == 0


def test_lines_before_the_first_class_stay_in_view(field_site: Path, home: str, browser: Browser) -> None:
    """As where a document leaves a class out: no button could open them."""
    address = f"en/{TABLE}/index.html"
    source = (field_site / address).read_text("utf-8")
    with browser.new_context(viewport=WIDE) as context:
        page = context.new_page()
        first = source.index("<tbody id=")
        without_class = source[:first] + source[source.index("<tbody id=", first + 1) :]
        page.route(home + address, lambda route: route.fulfill(body=without_class, content_type="text/html"))
        page.goto(home + address)
        orphans = [each for each in answers(page, LINES) if str(each).startswith("line-201")]
        assert len(orphans) > 3
        assert answers(page, SHOWN_LINES)[: len(orphans)] == orphans


# The money as a tree


@in_both_languages
def test_a_row_of_the_tree_opens_to_its_parts_and_leads_to_its_line(home: str, browser: Browser, lang: str) -> None:
    with opened(browser, home, f"{lang}/{STATEMENT}/index.html") as page:
        row = page.locator(".tree > ul > li > details").first
        assert not row.locator("> ul").is_visible()
        row.locator("> summary .name").click()
        assert row.locator("> ul").is_visible()
        assert row.locator("> summary a").count() == 0, "a control holds no other"
        row.locator("> .actions a").first.click()
        page.wait_for_url(f"**/{TABLE}/index.html#line-*")
        line = page.url.rpartition("#")[2]
        expect(page.locator(f"#{line}")).to_be_in_viewport()
