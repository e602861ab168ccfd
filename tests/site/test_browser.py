"""Each kind of page in Chromium, in both languages: light and dark, narrow, by keyboard, without script, from disk, on paper."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import urlsplit

import pdfplumber
import project
import pytest
from browser_pages import ALL_BUT_COLOURS, COLOURS, OPEN_ALL, OPEN_ONE_OF_EACH, WIDE, Watch, ask, axe, opened
from playwright.sync_api import Browser, Locator, Page, Route
from project import CheckedContent

pytestmark = pytest.mark.browser


PLACES = {
    "home": "",
    "entity": f"{project.ENTITY}/",
    "statement": f"{project.STATEMENT}/",
    "evidence": f"{project.STATEMENT}/evidence/",
    "sheet": f"{project.STATEMENT}/sheet/",
    "glossary": "glossary/",
    "term": "glossary/three-public/",
    "checks": "checks/",
    "data": "data/",
    "updates": "updates/",
    "search": "search/",
    "compare": "compare/",
    "chart": f"{project.STATEMENT}/chart/",
    "article": "how-to-read/",
}
SEVERAL = {
    "home-of-several": "",
    "entity-of-several": "hillside-office/",
    "statement-of-several": "hillside-office/2023-final-accounts/",
    "table": "hillside-office/2023-budget/expenditure-by-function/",
    "execution": "hillside-office/2023-final-accounts/execution/",
    "term-of-several": "glossary/revenue/",
}
"""Kinds of pages that the tests' content does not have yet, on a site of two bodies and two years."""
SPOKEN = {
    f"{lang}-{kind}": f"{folder}{lang}/{place}index.html"
    for folder, places in (("", PLACES), ("several/", SEVERAL))
    for kind, place in places.items()
    for lang in ("zh", "en")
}
EVERY = {"chooser": "index.html"} | SPOKEN
STATEMENTS = {name: path for name, path in SPOKEN.items() if name.endswith("-statement")}
EVIDENCE = {name: path for name, path in SPOKEN.items() if name.endswith("-evidence")}

every_page = pytest.mark.parametrize("path", EVERY.values(), ids=EVERY)
in_chinese = pytest.mark.parametrize("path", [path for path in EVERY.values() if "en/" not in path])
each_statement = pytest.mark.parametrize("path", STATEMENTS.values(), ids=STATEMENTS)
each_evidence = pytest.mark.parametrize("path", EVIDENCE.values(), ids=EVIDENCE)


# Of each kind of disclosure the fullest one: axe looks at the colours of everything that is shown, one by one.

# Text that lies beside the window: not within something that scrolls by itself, a drawing, or what is meant to be unseen.
BEYOND = """() => {
  const wide = document.documentElement.clientWidth;
  const unseen = (node) => node.closest("svg, .visually-hidden, .skip, .tip") !== null;
  const scrolls = (node) => {
    for (let around = node; around; around = around.parentElement)
      if (["auto", "scroll"].includes(getComputedStyle(around).overflowX)) return true;
    return false;
  };
  const out = [...document.body.querySelectorAll("*")].filter((node) => {
    const box = node.getBoundingClientRect();
    return box.width > 0 && (box.right > wide + 1 || box.left < -1) && !unseen(node) && !scrolls(node);
  }).map((node) => `${node.tagName.toLowerCase()}.${node.className} ${node.textContent.trim().slice(0, 40)}`);
  const page = document.documentElement.scrollWidth;
  return page > wide ? [`the page is ${page} wide`, ...out] : out;
}"""

OPENED = "() => new Promise((done) => setTimeout(done))"
"""What is opened tells the script so in a task of its own. Where a page may run no script, no such task comes."""

ONLY_WITH_OR_WITHOUT_SCRIPT = """() => {
  for (const all of document.querySelectorAll(".open-all")) all.click();
  for (const each of document.querySelectorAll("noscript, .filter, .open-all, .cited, .held, li:has(> button)")) each.remove();
  for (const each of document.querySelectorAll(".more:has(dl:empty)")) each.remove();
}"""

BRIGHTNESS = """() => {
  const [red, green, blue] = getComputedStyle(document.body).backgroundColor.match(/[\\d.]+/g).map(Number);
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}"""

SHOWN_DRAWINGS = """() => [...document.querySelectorAll(".drawing")].map((drawing) =>
  [...drawing.querySelectorAll("svg")].filter((svg) => svg.getBoundingClientRect().width > 0).length)"""


def brightness(page: Page) -> float:
    """How bright the page's ground is, from 0 to 255."""
    found = ask(page, BRIGHTNESS)
    assert isinstance(found, (int, float))
    return found


# Every page


@every_page
def test_a_page_is_quiet_and_open_to_all_by_day_by_night_and_on_a_phone(path: str, browser: Browser, server: str) -> None:
    with opened(browser, server, path) as page:
        ask(page, OPEN_ONE_OF_EACH)
        assert brightness(page) > 200
        assert axe(page) == []
        page.emulate_media(color_scheme="dark")
        assert brightness(page) < 60
        assert axe(page, COLOURS) == []
        ask(page, OPEN_ALL)
        page.set_viewport_size({"width": 640, "height": 450})
        assert ask(page, BEYOND) == [], "1280 pixels, everything at 200 %"
        page.set_viewport_size({"width": 320, "height": 640})
        assert ask(page, BEYOND) == [], "320 pixels"
        assert axe(page, ALL_BUT_COLOURS) == []
        follow_the_switch(page, server, path)


@in_chinese
def test_a_page_works_from_disk_and_leads_to_its_english_twin(path: str, browser: Browser, sites: Path) -> None:
    with opened(browser, sites.as_uri() + "/", path) as page:
        for each in (path, twin(path)) if path in SPOKEN.values() else (path,):
            assert page.url == (sites / each).as_uri()
            assert ask(page, "() => getComputedStyle(document.body).marginTop") == "0px", "the style is read from disk too"
            assert page.locator("h1").count() == 1
            page.locator("a.language, main a[hreflang=en]").first.click()
            page.wait_for_load_state()  # the address is the new one before its style is read


@every_page
def test_a_page_says_the_same_without_script(path: str, browser: Browser, server: str) -> None:
    """But for what only a script can offer: to open and close the classes of a table, a citation filled in, and which
    checks of the page hold for a line."""
    texts = []
    for script in (True, False):
        with opened(browser, server, path, script=script) as page:
            assert page.locator("h1").is_visible()
            ask(page, OPEN_ALL)
            if script:
                ask(page, OPENED)
            ask(page, ONLY_WITH_OR_WITHOUT_SCRIPT)
            texts.append(page.locator("body").inner_text())
            if not script:
                follow_the_switch(page, server, path)
    assert len(texts[0]) > 50
    assert texts[0] == texts[1]


def test_a_watch_hears_and_sees(browser: Browser, tmp_path: Path) -> None:
    """The tests above would notice: an inline script, a picture from elsewhere, a page too wide."""
    policy = "<meta http-equiv=Content-Security-Policy content=\"default-src 'none'\">"
    wide = "<!DOCTYPE html><title>x</title><body><script>1</script><img src='http://127.0.0.2/a.png'><pre>" + "wide " * 200
    (tmp_path / "refused.html").write_text(policy + wide, encoding="utf-8")
    (tmp_path / "asked.html").write_text(wide, encoding="utf-8")
    with browser.new_context(viewport={"width": 320, "height": 640}) as context:
        page, watch = context.new_page(), Watch(tmp_path.as_uri())
        watch.listen(page)
        page.goto((tmp_path / "refused.html").as_uri())
        assert len([line for line in watch.complaints() if "Content Security Policy" in line]) == 2
        page.goto((tmp_path / "asked.html").as_uri())
        assert "http://127.0.0.2/a.png" in watch.complaints()
        assert ask(page, BEYOND) != []
        assert any(line.startswith("image-alt: ") for line in axe(page))


def test_a_page_that_has_served_before_is_as_new(browser: Browser, server: str) -> None:
    """What one test has set, kept or been told reaches no other."""
    state = """() => ({
      dark: matchMedia("(prefers-color-scheme: dark)").matches, print: matchMedia("print").matches,
      still: matchMedia("(prefers-reduced-motion: reduce)").matches, size: [innerWidth, innerHeight],
      kept: [document.cookie, localStorage.length, sessionStorage.length], at: document.activeElement.tagName, top: scrollY,
    })"""
    with opened(browser, server, SPOKEN["en-statement"]) as page:
        first, before = page, ask(page, state)
        page.emulate_media(color_scheme="dark", media="print", reduced_motion="reduce")
        page.set_viewport_size({"width": 320, "height": 480})
        ask(page, "() => { document.cookie = 'a=b'; localStorage.a = sessionStorage.a = 'b'; scrollTo(0, 300) }")
        page.locator("summary").first.focus()
        page.route("**/*", lambda route: route.abort())
        assert ask(page, state) != before
    with opened(browser, server, SPOKEN["en-statement"]) as page:
        assert page is first
        assert ask(page, state) == before


def test_an_address_that_leads_nowhere_shows_the_way_at_any_depth(browser: Browser, site: Path, checked: CheckedContent) -> None:
    """At the site's own address, which its links name; no request leaves this machine."""
    home = checked.content.site.address
    watch = Watch(home)

    def answer(route: Route) -> None:
        path = site / urlsplit(route.request.url.removeprefix(home)).path
        path = path / "index.html" if path.is_dir() else path
        route.fulfill(path=path if path.is_file() else site / "404.html")

    with browser.new_context() as context:
        context.route("**", answer)
        page = context.new_page()
        watch.listen(page)
        page.goto(f"{home}zh/nowhere/at/all/")
        assert axe(page) == []
        page.emulate_media(color_scheme="dark")
        assert axe(page) == []
        page.set_viewport_size({"width": 320, "height": 640})
        assert ask(page, BEYOND) == []
        assert ask(page, "() => getComputedStyle(document.body).marginTop") == "0px", "it finds its style from there"
        page.locator("main a[hreflang=en]").first.click()
        assert page.url in (f"{home}en/", f"{home}en/index.html")
        assert page.locator("html").get_attribute("lang") == "en"
    assert watch.complaints() == []


# From one language to the other


def twin(path: str) -> str:
    return re.sub(r"\b(zh|en)\b", lambda lang: {"zh": "en", "en": "zh"}[lang[1]], path, count=1)


def follow_the_switch(page: Page, home: str, path: str) -> None:
    """To the same page in the other language; the way back is that page's own."""
    if path in SPOKEN.values():
        page.locator("a.language").click()
        assert page.url == home + twin(path)
        lang = page.locator("html").get_attribute("lang") or ""
        assert f"{lang[:2]}/" in twin(path)


@each_statement
def test_with_script_the_switch_keeps_the_place_on_the_page(path: str, browser: Browser, server: str) -> None:
    with opened(browser, server, f"{path}#basic-expenditure") as page:
        page.locator("a.language").click()
        assert page.url == f"{server}{twin(path)}#basic-expenditure"


def test_the_first_page_offers_both_languages(browser: Browser, server: str) -> None:
    with opened(browser, server, "index.html") as page:
        for lang in ("zh", "en"):
            page.goto(f"{server}index.html")
            page.locator(f"main a[hreflang={lang}]").click()
            assert page.url == f"{server}{lang}/index.html"


# By keyboard

FOCUS = """() => {
  window.describe = (at) => {
    const box = at.getBoundingClientRect(), style = getComputedStyle(at), mark = at.closest("svg") !== null;
    return {
      tag: at.tagName.toLowerCase(), name: at.getAttribute("class"), id: at.id, label: at.getAttribute("aria-label"), mark,
      within: at.closest(".site-nav") !== null, seen: box.width > 0 && box.height > 0 && style.visibility === "visible",
      ring: mark || style.outlineStyle !== "none" || style.boxShadow !== "none",
    };
  };
  window.reached = [];
  document.addEventListener("focusin", (event) => window.reached.push(window.describe(event.target)));
}"""


def focus(page: Page) -> dict[str, object]:
    """Where the keyboard is."""
    ask(page, FOCUS)
    found = ask(page, "() => window.describe(document.activeElement)")
    assert isinstance(found, dict)
    return found


def tab_through(page: Page) -> list[dict[str, object]]:
    """Everything that Tab reaches from the top of the page to its end."""
    ask(page, FOCUS)
    for _ in range(40):
        for _ in range(25):
            page.keyboard.press("Tab")
        names = ask(page, "() => window.reached.map((at) => at.name)")
        assert isinstance(names, list)
        if names.count("skip") > 1:  # it has come round
            reached = ask(page, "() => window.reached")
            assert isinstance(reached, list)
            return reached[: names.index("skip", 1)]
    raise AssertionError("Tab never comes to the end of the page")


@pytest.mark.parametrize("name", ["zh-statement", "zh-evidence", "zh-data", "en-checks"])
def test_tab_reaches_everything_and_shows_where_it_is(name: str, browser: Browser, server: str) -> None:
    with opened(browser, server, SPOKEN[name]) as page:
        reached = tab_through(page)
        assert reached[0]["name"] == "skip"
        assert [at for at in reached if not at["seen"] or not at["ring"]] == []
        assert sum(bool(at["within"]) for at in reached) == page.locator(".site-nav a").count() > 4
        count = "() => [...document.querySelectorAll('summary')].filter(s => s.checkVisibility()).length"
        assert sum(at["tag"] == "summary" for at in reached) == ask(page, count) != 0
        drawings = ask(page, "() => [...document.querySelectorAll('svg.chart')].filter(s => s.checkVisibility()).length")
        stops = [at for at in reached if at["mark"]]
        assert [at for at in stops if not at["label"]] == [], "a stop that says nothing"
        assert len(stops) == drawings, "each drawing is one stop; arrow keys go on from there"


def test_the_skip_link_leads_past_the_navigation(browser: Browser, server: str) -> None:
    with opened(browser, server, SPOKEN["zh-home"]) as page:
        page.keyboard.press("Tab")
        box = page.locator(".skip").bounding_box()
        assert box is not None
        assert box["x"] >= 0
        assert box["y"] >= 0
        page.keyboard.press("Enter")
        assert focus(page)["id"] == "main"
        page.keyboard.press("Tab")
        assert not focus(page)["within"]


def test_a_summary_opens_and_closes_by_key(browser: Browser, server: str) -> None:
    with opened(browser, server, SPOKEN["zh-evidence"], script=False) as page:
        details = page.locator("details:has(> #revenue)")
        details.locator("summary").focus()
        for key, is_open in (("Enter", True), ("Space", False)):
            page.keyboard.press(key)
            assert (details.get_attribute("open") is not None) is is_open


@each_statement
def test_arrow_keys_walk_over_a_drawing_and_say_each_mark(path: str, browser: Browser, server: str) -> None:
    with opened(browser, server, path) as page:
        drawing = page.locator("svg.chart:visible").first
        labels = [mark.get_attribute("aria-label") for mark in drawing.locator("[aria-label]").all()]
        assert len(labels) > 1
        drawing.locator("[aria-label]").first.focus()
        tip = page.locator(".tip.shown")
        ask(page, "() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)))")
        assert tip.inner_text() == labels[0], "though the page has scrolled to show the mark"
        heard = []
        for key in ["Home", *["ArrowRight"] * (len(labels) - 1)]:
            page.keyboard.press(key)
            heard.append(focus(page)["label"])
            assert tip.inner_text() == heard[-1]
        assert heard == labels
        page.keyboard.press("ArrowRight")
        assert focus(page)["label"] == labels[-1], "the last mark is the end"
        page.keyboard.press("ArrowLeft")
        assert focus(page)["label"] == labels[-2]
        page.keyboard.press("End")
        assert focus(page)["label"] == labels[-1]
        page.keyboard.press("Escape")
        assert tip.count() == 0


@each_statement
def test_a_pointer_over_a_mark_shows_its_words(path: str, browser: Browser, server: str) -> None:
    with opened(browser, server, path) as page:
        mark = page.locator("svg.chart:visible [aria-label]").first
        mark.hover()
        tip = page.locator(".tip.shown")
        assert tip.inner_text() == mark.get_attribute("aria-label")
        box = tip.bounding_box()
        assert box is not None
        assert box["x"] >= 0
        assert box["x"] + box["width"] <= WIDE["width"]


# Words that explain themselves

TOLD = """(script) => {
  const term = document.querySelector(".prose a.term[aria-description]"), shown = document.querySelector(".tip.shown");
  const own = getComputedStyle(term, "::after").content;
  return { meaning: term.getAttribute("aria-description"), told: script ? shown?.textContent ?? "" : own };
}"""


@contextmanager
def a_term(browser: Browser, server: str, path: str, *, script: bool, touch: bool = False) -> Iterator[tuple[Page, Locator]]:
    """A page with its first term in prose."""
    with opened(browser, server, path, script=script, touch=touch) as page:
        yield page, page.locator(".prose a.term[aria-description]").first


def is_told(page: Page, script: bool) -> bool:
    """Whether the meaning of the first term in prose is shown."""
    found = ask(page, TOLD, script)
    assert isinstance(found, dict)
    assert found["meaning"]
    return found["meaning"] in found["told"]


@each_statement
@pytest.mark.parametrize("script", [True, False], ids=["script", "no-script"])
def test_a_term_says_what_it_means(path: str, script: bool, browser: Browser, server: str) -> None:
    """On hover, on focus and by touch, where it stands."""
    with a_term(browser, server, path, script=script) as (page, term):
        assert not is_told(page, script)
        term.hover()
        assert is_told(page, script)
        page.mouse.move(0, 0)
        assert not is_told(page, script)
        term.focus()
        assert is_told(page, script)
        if script:
            page.keyboard.press("Escape")
            assert not is_told(page, script)
    with a_term(browser, server, path, script=script, touch=True) as (page, term):
        if script:
            term.tap()
        assert is_told(page, script), "without script a touched link leads on, so the meaning stands behind the word"
        assert page.url == server + path
        term.tap()
        page.wait_for_url("**/glossary/**")


# Addresses of figures


def is_in_view(page: Page, selector: str) -> bool:
    """Whether it is shown in the upper half of the window."""
    box = page.locator(selector).bounding_box()
    assert box is not None
    return bool(-1 <= box["y"] < WIDE["height"] / 2)


def is_open(page: Page, selector: str) -> bool:
    return page.locator(selector).first.get_attribute("open") is not None


@each_statement
def test_the_address_of_a_figure_opens_it(path: str, browser: Browser, server: str) -> None:
    with opened(browser, server, f"{path}#basic-expenditure") as page:
        assert is_in_view(page, "tbody#basic-expenditure")
        page.locator(".key-numbers a[href='#revenue']").first.click()
        assert page.url.endswith("#revenue")
        assert is_in_view(page, "tbody#revenue")
        page.locator("tbody#basic-expenditure .now a").click()
        page.wait_for_url(f"{server}{path.replace('index.html', 'evidence/index.html')}#basic-expenditure")
        assert is_open(page, "details:has(> #basic-expenditure)")
        assert not is_open(page, "details:has(> #revenue)")
        assert is_in_view(page, "#basic-expenditure")


@each_evidence
def test_the_address_of_a_check_opens_the_list_that_holds_it(path: str, browser: Browser, server: str) -> None:
    with opened(browser, server, path) as page:
        inside = page.locator("#checks details:not([open]) .finding[id]").first
        name = inside.get_attribute("id")
        assert name
        assert not page.locator(f"#{name}").is_visible()
        page.goto(f"{server}{path}#{name}")
        assert page.locator(f"#{name}").is_visible()


@each_evidence
@pytest.mark.parametrize("script", [True, False], ids=["script", "no-script"])
def test_every_figure_can_be_opened_and_tells_its_origin(path: str, script: bool, browser: Browser, server: str) -> None:
    with opened(browser, server, path, script=script) as page:
        details = page.locator("details:has(> #basic-expenditure)")
        details.locator("summary").click()
        assert details.locator("dl").is_visible()
        assert "954.12" in details.inner_text()
        assert page.locator(".proof > summary").count() == page.locator(".proof > dl[id]").count() > 30


@each_statement
@pytest.mark.parametrize("script", [True, False], ids=["script", "no-script"])
def test_the_values_of_a_drawing_open_below_it(path: str, script: bool, browser: Browser, server: str) -> None:
    with opened(browser, server, path, script=script) as page:
        page.locator(".chart-figure summary").first.click()
        assert page.locator(".chart-figure table").first.is_visible()


@pytest.mark.parametrize("name", ["zh-home", "en-entity", "zh-checks", "en-term"])
def test_a_reader_without_script_gets_from_page_to_page(name: str, browser: Browser, server: str) -> None:
    with opened(browser, server, SPOKEN[name], script=False) as page:
        to = page.locator(f"main a[href*='{project.STATEMENT.split('/')[1]}']").first
        to.click()
        part = "evidence/" if name.endswith("-checks") else ""  # what was checked is told where the proofs are
        assert urlsplit(page.url).path.removeprefix("/") == f"{name[:2]}/{project.STATEMENT}/{part}index.html"


# Drawings, and paper


LETTERS = """() => Math.min(...[...document.querySelectorAll("svg.chart")].filter((svg) => svg.checkVisibility())
  .flatMap((svg) => {
    const scale = svg.getBoundingClientRect().width / svg.viewBox.baseVal.width;
    return [...svg.querySelectorAll("text")].map((text) => parseFloat(getComputedStyle(text).fontSize) * scale);
  }))"""


@each_statement
def test_one_of_two_widths_of_each_drawing_is_shown_and_readable(path: str, browser: Browser, server: str) -> None:
    with opened(browser, server, path) as page:
        for width in (320, 360, 640, 768, 1280, 1920):
            page.set_viewport_size({"width": width, "height": 900})
            ask(page, OPEN_ALL)
            shown = ask(page, SHOWN_DRAWINGS)
            assert isinstance(shown, list)
            assert len(shown) > 4
            assert set(shown) == {1}, width
            smallest = ask(page, LETTERS)
            assert isinstance(smallest, (int, float))
            assert smallest >= 10, f"{width}: pixels on the screen"


FOLDED = "() => [...document.querySelectorAll('details')].map((each) => !each.open)"


@pytest.mark.parametrize("name", ["zh-home", "zh-statement", "zh-evidence", "en-term", "en-checks"])
def test_on_paper_there_is_everything_but_the_navigation(name: str, browser: Browser, server: str, tmp_path: Path) -> None:
    with opened(browser, server, SPOKEN[name]) as page:
        folded = ask(page, FOLDED)
        page.emulate_media(media="print", color_scheme="dark")
        assert not page.locator(".site-nav").is_visible()
        assert not page.locator(".skip").is_visible()
        assert page.locator("h1").is_visible()
        assert page.locator(".print-only").last.is_visible(), "the address that it was printed from"
        assert not page.locator("form.search").is_visible(), "a box to type in"
        assert brightness(page) > 200, "dark paper costs ink"
        data = page.pdf(path=tmp_path / "page.pdf", format="A4")
        assert data.startswith(b"%PDF-")
        pages = len(re.findall(rb"/Type\s*/Page\b", data))
        assert 1 <= pages <= 20
        page.emulate_media(media="screen")
        assert ask(page, FOLDED) == folded, "what was opened for the paper is closed again, and nothing else"


def test_what_is_folded_on_the_screen_is_open_on_paper(browser: Browser, server: str) -> None:
    with opened(browser, server, SPOKEN["zh-statement"]) as page:
        folded = ask(page, FOLDED)
        assert isinstance(folded, list)
        assert True in folded
        ask(page, "() => dispatchEvent(new Event('beforeprint'))")
        assert page.locator("details:not([open])").count() == 0
        ask(page, "() => dispatchEvent(new Event('afterprint'))")
        assert ask(page, FOLDED) == folded


NUMBERS_OF_TABLES = """() => [...document.querySelectorAll("main table")].map((table) =>
  [...table.querySelectorAll("td:not(.more *)")].flatMap((cell) => {
    const read = cell.cloneNode(true);
    for (const each of read.querySelectorAll("[aria-hidden=true]")) each.remove(); // the head of the column, on a phone
    return read.textContent.match(/[\\d,.]*\\d/g) ?? [];
  }))"""


@each_statement
def test_on_paper_there_is_every_table_without_script_too(path: str, browser: Browser, server: str, tmp_path: Path) -> None:
    with opened(browser, server, path, script=False) as page:
        page.emulate_media(media="print")
        tables = ask(page, NUMBERS_OF_TABLES)
        assert isinstance(tables, list)
        assert len(tables) > 8
        page.pdf(path=tmp_path / "page.pdf", format="A4")
    with pdfplumber.open(tmp_path / "page.pdf") as document:
        paper = "\n".join(sheet.extract_text() for sheet in document.pages)
    printed = Counter(re.findall(r"[\d,.]*\d", paper))
    asked = Counter(number for table in tables for number in table)
    assert asked.total() > 100
    assert asked - printed == Counter()
