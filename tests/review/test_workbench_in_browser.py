"""From a published document to a check that passes, in Chromium: once with the mouse, once with the keyboard alone."""

from __future__ import annotations

from pathlib import Path

import project
import pytest
import workbench_content
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, expect
from statement_edits import serving
from workbench_content import STATEMENT, statement_path

pytestmark = [pytest.mark.browser, pytest.mark.slow]
NOTE = ("写的增幅，比算出来的大。", "The stated increase is larger than the one by its figures.")


def open_workbench(browser: Browser, address: str, *, lang: str = "en", width: int = 1280, scheme: str = "light") -> Page:
    context = browser.new_context(viewport={"width": width, "height": 900}, color_scheme=scheme)
    page = context.new_page()
    page.on("pageerror", lambda error: pytest.fail(str(error)))
    page.goto(f"{address}review/{STATEMENT}/?lang={lang}")
    page.wait_for_selector("html[data-ready]")
    return page


def say_who(page: Page) -> None:
    page.get_by_label("Who looked, in Chinese").fill("值班编辑")
    page.get_by_label("Who looked, in English").fill("the editor on duty")
    page.locator("#by").get_by_role("button", name="Write into the file").click()


def fill_texts(page: Page) -> None:
    """Write every text that is missing, and choose the kind of body."""
    page.locator("#texts summary").click()
    for field in page.locator("#texts input").all():
        field.fill("文字" if field.get_attribute("lang") == "zh-CN" else "words")
    page.locator("#texts select").select_option("public-institution")
    page.get_by_role("button", name="Save what is filled in").click()
    expect(page.locator("#texts")).to_be_empty()
    expect(page.get_by_role("heading", name="words · 2024 final accounts")).to_be_visible()


def assert_green(content: Path, page: Page) -> None:
    expect(page.locator("#check")).to_have_class("green")
    expect(page.locator("#counts")).to_have_text("12 of 12 numbers seen · written into the file")
    text = statement_path(content).read_text(encoding="utf-8")
    assert "review: {seen: 12, of: 12, by: {zh: 值班编辑, en: the editor on duty}}\n" in text
    assert "l4: 2024年支出合计500.00万元\n" in text
    ended = project.run("check", "--content", content, "--lang", "en")
    assert ended.status == 0, ended.err


def test_from_a_document_to_a_check_that_passes_with_the_mouse(browser: Browser, tmp_path: Path) -> None:
    content = workbench_content.import_library(tmp_path, "pdf")
    with serving(content) as address:
        page = open_workbench(browser, address)
        expect(page.locator("#view img")).to_be_visible()
        fill_texts(page)
        page.locator("[data-jump=open]").click()
        expect(page.locator("#number-title")).to_contain_text("21.55")
        page.get_by_role("button", name="Say what it is").click()
        page.get_by_role("combobox", name="Figure").fill("receptions")
        page.get_by_role("option").first.click()
        page.locator("#assign").get_by_role("button", name="Write into the file").click()
        say_who(page)
        expect(page.locator("#said")).to_have_text("assigned")
        page.get_by_role("button", name="The document does say so").click()
        page.get_by_label("Note for readers, in Chinese").fill(NOTE[0])
        page.get_by_label("Note for readers, in English").fill(NOTE[1])
        page.locator("#confirm").get_by_role("button", name="Write into the file").click()
        expect(page.locator("#said")).to_have_text("confirmed · findings to confirm: 1 → 0")
        page.locator(".mark").first.click()
        for _ in range(11):
            page.get_by_role("button", name="Right, next").click()
        expect(page.locator("#said")).to_have_text("every number has been seen")
        assert_green(content, page)


def test_from_a_document_to_a_check_that_passes_with_the_keyboard_alone(browser: Browser, tmp_path: Path) -> None:
    content = workbench_content.import_library(tmp_path, "docx")
    with serving(content) as address:
        page = open_workbench(browser, address)
        page.keyboard.press("u")
        expect(page.locator("#number-title")).to_contain_text("21.55")
        page.keyboard.press("x")
        page.keyboard.type("值班编辑")
        page.keyboard.press("Tab")
        page.keyboard.type("the editor on duty")
        page.keyboard.press("Enter")
        expect(page.locator("#said")).to_have_text("set aside as no figure")
        page.keyboard.press("z")
        expect(page.locator("#said")).to_have_text("undone")
        page.keyboard.press("x")
        expect(page.locator("#said")).to_have_text("set aside as no figure")
        page.keyboard.press("f")
        page.keyboard.press("Enter")
        page.keyboard.type(NOTE[0])
        page.keyboard.press("Tab")
        page.keyboard.type(NOTE[1])
        page.keyboard.press("Tab")
        page.keyboard.press("Enter")
        expect(page.locator("#said")).to_have_text("confirmed · findings to confirm: 1 → 0")
        page.locator("#texts summary").focus()
        page.keyboard.press("Enter")
        for _ in range(page.locator("#texts :is(input, select)").count()):
            page.keyboard.press("Tab")
            kind = page.evaluate("document.activeElement.tagName + document.activeElement.lang")
            page.keyboard.type("Pub" if kind.startswith("SELECT") else "文字" if kind.endswith("zh-CN") else "words")
        page.keyboard.press("Tab")
        page.keyboard.press("Enter")
        expect(page.locator("#texts")).to_be_empty()
        page.locator("#view").focus()
        page.keyboard.press("s")
        page.keyboard.press("Enter")
        for _ in range(3):
            page.keyboard.press("a")
        expect(page.locator("#said")).to_have_text("every number has been seen")
        assert_green(content, page)


def test_what_is_typed_stays_until_it_is_written(browser: Browser, tmp_path: Path) -> None:
    content = workbench_content.import_library(tmp_path, "txt")
    with serving(content) as address:
        page = open_workbench(browser, address)
        page.locator("#check").click()
        summary = page.get_by_label("Summary: one or two sentences for the top of the page, Chinese")
        place = page.get_by_label("Where it is, English")
        expect(summary).to_be_focused()
        page.keyboard.type("一句话。")
        page.keyboard.press("Enter")
        expect(page.locator("#texts .error")).to_have_text("Write it in both languages.")
        place.fill("Hewan")
        page.get_by_label("Where it is, Chinese").fill("河湾区")
        page.get_by_role("button", name="Save what is filled in").click()
        expect(page.locator("#texts .error")).to_have_text("1 text is in one language only: it stays here, unwritten.")
        expect(place).to_have_count(0)
        assert "place: {zh: 河湾区, en: Hewan}" in statement_path(content).with_name("entity.yaml").read_text(encoding="utf-8")
        expect(summary).to_have_value("一句话。")
        summary.focus()
        page.keyboard.press("Escape")
        page.keyboard.press("s")
        page.keyboard.press("Enter")
        say_who(page)
        summary.focus()
        page.keyboard.type("又一句。")
        expect(page.locator("#counts")).to_have_text("1 of 12 numbers seen · written into the file")
        expect(summary).to_be_focused()
        expect(summary).to_have_value("一句话。又一句。")


def test_a_document_that_is_another_one_is_told_and_nothing_is_asked_of_it(browser: Browser, tmp_path: Path) -> None:
    content = workbench_content.import_library(tmp_path, "txt")
    document = statement_path(content).with_suffix(".txt")
    document.write_text(document.read_text(encoding="utf-8") + "另一份。\n", encoding="utf-8")
    with serving(content) as address:
        page = browser.new_page()
        page.goto(f"{address}review/{STATEMENT}/?lang=en")
        expect(page.get_by_role("alert").filter(has_text="is not the document that was typed from")).to_be_visible()
        expect(page.get_by_role("button", name="Right, next")).to_be_hidden()
        expect(page.locator("#texts summary")).to_be_visible()


def test_a_number_of_which_nothing_is_said_is_not_called_right(browser: Browser, tmp_path: Path) -> None:
    content = workbench_content.import_library(tmp_path, "txt")
    with serving(content) as address:
        page = open_workbench(browser, address)
        page.keyboard.press("u")
        expect(page.get_by_role("button", name="Right, next")).to_be_hidden()
        page.keyboard.press("Enter")
        expect(page.get_by_role("dialog", name="What is 21.55")).to_be_visible()
        page.keyboard.type("xyzzy")
        expect(page.locator("#no-match")).to_be_visible()
        page.keyboard.press("Escape")
        expect(page.locator("#counts")).to_have_text("0 of 12 numbers seen")


def test_the_list_names_each_draft_and_says_how_far_it_is(browser: Browser, tmp_path: Path) -> None:
    content = workbench_content.import_library(tmp_path, "txt")
    with serving(content) as address:
        page = browser.new_page(locale="en-GB")
        page.goto(address)
        page.get_by_role("link", name="Compare the drafts with their documents").click()
        expect(page.locator(".statements li")).to_contain_text("0 of 12 numbers seen")
        page.get_by_role("link", name="河湾区图书馆 · 2024 final accounts").click()
        page.wait_for_selector("html[data-ready]")


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_the_workbench_is_accessible_in_both_languages_and_widths(browser: Browser, tmp_path: Path, scheme: str) -> None:
    content = workbench_content.import_library(tmp_path, "html")
    with serving(content) as address:
        for lang, width in (("en", 1280), ("zh", 768)):
            page = open_workbench(browser, address, lang=lang, width=width, scheme=scheme)
            assert Axe().run(page).response["violations"] == []
            assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
            page.keyboard.press("c")
            assert Axe().run(page).response["violations"] == []
            page.keyboard.press("Escape")
            page.keyboard.press("?")
            assert Axe().run(page).response["violations"] == []
            page.goto(f"{address}review/?lang={lang}")
            assert Axe().run(page).response["violations"] == []


def test_acts_that_wait_for_each_other_are_no_edits_of_somebody_else(browser: Browser, tmp_path: Path) -> None:
    content = workbench_content.import_library(tmp_path, "txt")
    with serving(content) as address:
        page = open_workbench(browser, address)
        errors = page.evaluate(
            """async () => {
              const { act } = await import("/_review/server.js");
              let { version } = await (await fetch("state.json")).json();
              const take = (answer) => { version = answer.state.version; };
              const by = { zh: "甲", en: "A" };
              const aside = { act: "set-aside", number: "8#0" };
              const requests = [aside, { act: "undo" }, aside, { act: "count", by }];
              const answers = requests.map((request) => act(() => ({ ...request, version }), take));
              return (await Promise.all(answers)).map((answer) => answer.error);
            }"""
        )
        assert errors == ["", "", "", ""]
        assert "    aside: [21.55]\n" in statement_path(content).read_text(encoding="utf-8")


def test_another_edit_meanwhile_is_told_on_the_page(browser: Browser, tmp_path: Path) -> None:
    content = workbench_content.import_library(tmp_path, "txt")
    path = statement_path(content)
    text = path.read_text(encoding="utf-8")
    path.write_text(text.replace("of: 12}", "of: 12, by: {zh: 甲, en: A}}"), encoding="utf-8")
    with serving(content) as address:
        page = open_workbench(browser, address)
        path.write_text(path.read_text(encoding="utf-8") + "# mine\n", encoding="utf-8")
        page.keyboard.press("u")
        page.get_by_role("button", name="No figure").click()
        expect(page.locator("#said")).to_contain_text("Somebody has just changed the file")
        assert path.read_text(encoding="utf-8").endswith("# mine\n")
        page.get_by_role("button", name="No figure").click()
        expect(page.locator("#said")).to_have_text("set aside as no figure")
        assert path.read_text(encoding="utf-8").endswith("# mine\n")
