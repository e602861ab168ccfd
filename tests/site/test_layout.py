"""Every kind of page of a site with tables at every width that readers have: nothing scrolls sideways, nothing is unmarked."""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
from collections.abc import Iterator
from html.parser import HTMLParser
from pathlib import Path

import built_site
import project
import pytest
from browser_pages import ALL_BUT_COLOURS, COLOURS, OPEN_ONE_OF_EACH, WIDE, ask, axe
from chromium import ARGUMENTS, executable
from playwright.sync_api import Browser, Page, Playwright

from budgetbook.render.language_tags import mark_script, write_letters

WIDTHS = (320, 360, 720, 768, 1024, 1280)
LARGE = (360, 1280)
"""The widths at which letters of twice the size are looked at."""
BODY = "wanli-subdistrict-office"
ONE_OF_MANY = re.compile(r"/(?:glossary|compare)/(?!index|three-public/|expenditure/|revenue/)")
"""Pages of which there are many of one kind: some stand for all."""

LOOK = """async ([path, settings]) => {
  const frame = document.createElement("iframe");
  frame.style.cssText = "border: 0; width: 1280px; height: 900px";
  await new Promise((done) => { frame.onload = done; frame.src = path; document.body.replaceChildren(frame); });
  const inner = frame.contentWindow, page = inner.document, root = page.documentElement, found = [];
  const sideways = () => {
    const wide = root.clientWidth;
    if (root.scrollWidth <= wide) return "";
    const beyond = [...page.body.querySelectorAll("*")].filter((node) =>
      node.getBoundingClientRect().right > wide + 1 && !node.closest("svg, .visually-hidden, .skip, .tip, .scroll"));
    return `${root.scrollWidth} wide: ${beyond.map((node) => `${node.localName}.${node.className}`).slice(-1)}`;
  };
  const over = () => {
    const parts = [...page.querySelectorAll(".site-header .wrap > *")].map((part) => part.getBoundingClientRect());
    return parts.some((a, i) => parts.some((b, j) => i < j
      && a.left < b.right - 1 && b.left < a.right - 1 && a.top < b.bottom - 1 && b.top < a.bottom - 1));
  };
  for (const [letters, widths] of settings) {
    root.style.fontSize = letters;
    for (const width of widths) {
      frame.style.width = `${width}px`;
      await new Promise(inner.requestAnimationFrame);
      for (const each of page.querySelectorAll("details")) each.open = true;
      const seen = { width: inner.innerWidth, letters: parseFloat(inner.getComputedStyle(root).fontSize) };
      const heading = page.querySelector("h1").getBoundingClientRect().height > 0;
      found.push({ ...seen, heading, sideways: sideways(), over: over() });
    }
  }
  return found;
}"""
"""Shows a page in a frame of each width in turn, everything in it opened, and says what is wrong there.

A frame, not a window: a window of another size is drawn each time, which took most of these tests' time.
"""


def kinds(site: Path) -> list[str]:
    """A page of every kind, in both languages; of this body, all."""
    paths = (path.relative_to(site).as_posix() for path in sorted(site.rglob("*.html")))
    found = [path for path in paths if not ONE_OF_MANY.search(f"/{path}")]
    assert len(found) > 60
    assert {f"{lang}/{BODY}/2025-budget/appropriation-balance/index.html" for lang in ("zh", "en")} <= set(found)
    return found


@pytest.fixture(scope="module")
def shown(browser: Browser) -> Iterator[Page]:
    """One page for all of it."""
    with browser.new_context(viewport={"width": 1280, "height": 900}) as context:
        yield context.new_page()


Setting = tuple[str, int, tuple[int, ...]]
"""Letters as a style sets them, the size that they then have, and the widths at which they are looked at."""


def look(browser: Browser, site: Path, paths: list[str], *settings: Setting) -> list[str]:
    """What is wrong on these pages, everything opened, with letters of these sizes at these widths."""
    wrong = []
    asked = [(width, size) for _, size, widths in settings for width in widths]
    with built_site.served(site) as home, browser.new_context(viewport=WIDE, bypass_csp=True) as context:
        page = context.new_page()
        page.goto(f"{home}404.html")  # any page of the site, to hold the frame
        for path in paths:
            found = ask(page, LOOK, [home + path, [[letters, widths] for letters, _, widths in settings]])
            assert isinstance(found, list)
            assert [(each["width"], each["letters"]) for each in found] == asked
            for each in found:
                place = f"{path} at {each['width']} with letters of {each['letters']}"
                assert each["heading"], f"{place} shows nothing"
                if each["sideways"]:
                    wrong.append(f"{place}: {each['sideways']}")
                if each["over"]:
                    wrong.append(f"{place}: one part of the header lies over another")
    return wrong


@pytest.mark.slow
@pytest.mark.browser
def test_nothing_scrolls_sideways(browser: Browser, field_site: Path) -> None:
    """With everything opened, at every width, and with letters of twice the size."""
    assert look(browser, field_site, kinds(field_site), ("", 16, WIDTHS), ("32px", 32, LARGE)) == []


@pytest.mark.slow
@pytest.mark.browser
@pytest.mark.usefixtures("browser")
def test_nothing_scrolls_sideways_for_who_has_set_large_letters(playwright: Playwright, field_site: Path) -> None:
    """The size of letters that a reader has set moves the limits of the layout too."""
    settings = [*ARGUMENTS, "--blink-settings=defaultFontSize=32"]
    large = playwright.chromium.launch(executable_path=executable(), args=settings)
    wrong = look(large, field_site, kinds(field_site), ("", 32, LARGE))
    large.close()
    assert wrong == []


@pytest.mark.slow
@pytest.mark.browser
def test_a_look_sees_what_is_too_wide_and_what_lies_over(browser: Browser, field_site: Path, tmp_path: Path) -> None:
    """The tests above would notice."""
    folder = Path(shutil.copytree(field_site, tmp_path / "site", copy_function=os.link))
    text = (folder / "en" / "index.html").read_text("utf-8")
    wide = "<details><summary>x</summary><div class=wide style=width:700px>x</div></details></main>"
    heaped = "<style>.site-header .wrap > * { position: absolute; top: 0 }</style></head>"
    (folder / "en" / "wrong.html").write_text(text.replace("</main>", wide).replace("</head>", heaped), encoding="utf-8")
    wrong = look(browser, folder, ["en/index.html", "en/wrong.html"], ("", 16, (320, 1280)))
    heap = "en/wrong.html at {} with letters of 16: one part of the header lies over another"
    beyond, *heaps = wrong
    assert beyond.startswith("en/wrong.html at 320 with letters of 16: 7")
    assert beyond.endswith(" wide: div.wide")
    assert heaps == [heap.format(320), heap.format(1280)]


@pytest.mark.slow
@pytest.mark.browser
@pytest.mark.parametrize("lang", ["zh", "en"])
def test_pages_of_a_body_with_tables_are_open_to_all(shown: Page, field_site: Path, lang: str) -> None:
    wrong = []
    for place in (f"{BODY}/2025-budget/", f"{BODY}/2025-budget/revenue-by-function/", f"{BODY}/", "compare/", "checks/"):
        shown.goto((field_site / lang / place / "index.html").as_uri())
        ask(shown, OPEN_ONE_OF_EACH)
        for width in (1280, 360):
            shown.set_viewport_size({"width": width, "height": 900})
            wrong += [f"{lang}/{place} at {width}: {each}" for each in axe(shown, ALL_BUT_COLOURS)]
        shown.emulate_media(color_scheme="dark")
        wrong += [f"{lang}/{place} in the dark: {each}" for each in axe(shown, COLOURS)]
        shown.emulate_media(color_scheme="light")
    assert wrong == []


NAMES = """() => [...document.querySelectorAll("figure")].map((figure) => ({
  figure: document.getElementById(figure.getAttribute("aria-labelledby"))?.textContent,
  heading: figure.querySelector("h1, h2, h3")?.textContent,
  chart: [...figure.querySelectorAll("svg.chart")].map((svg) => svg.getAttribute("aria-label") ?? ""),
  marks: Math.max(...[...figure.querySelectorAll("svg.chart")].map((svg) => svg.querySelectorAll("[aria-label]").length)),
  titles: figure.querySelectorAll("svg title, svg desc").length,
  spoken: figure.querySelectorAll("svg:not(.chart):not([aria-hidden=true])").length,
  rows: figure.querySelectorAll(".tree li").length,
}))"""


@pytest.mark.slow
@pytest.mark.browser
def test_a_chart_is_named_once(shown: Page, field_site: Path) -> None:
    """The figure by its heading, the drawing by what it is and how many values it has; a tree's bars say what its rows say."""
    shown.goto((field_site / "en" / BODY / "2025-budget" / "index.html").as_uri())
    found = ask(shown, NAMES)
    assert isinstance(found, list)
    assert len(found) > 4
    for each in found:
        assert each["figure"] == each["heading"]
        assert set(each["chart"]) == ({f"Chart, values: {each['marks']}"} if each["chart"] else set())
        assert bool(each["chart"]) != bool(each["rows"])
        assert each["titles"] == each["spoken"] == 0
    assert {bool(each["chart"]) for each in found} == {True, False}


# Languages

HAN = re.compile("[\u2e80-\u303f\u3100-\u312f\u31a0-\u9fff\uf900-\ufaff\uff01-\uffef\U00020000-\U0003fffd]")
EMPTY = {"area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track", "wbr"}


class Walker(HTMLParser):
    """All text nodes of a page, each with the language of the element around it; svg's own tags close themselves."""

    def __init__(self) -> None:
        super().__init__()
        self.open: list[tuple[str, str]] = [("", "")]
        self.unmarked: list[str] = []
        self.looked = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Within it, until it ends."""
        if tag not in EMPTY:
            self.open.append((tag, dict(attrs).get("lang") or self.open[-1][1]))

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """It holds nothing."""

    def handle_endtag(self, tag: str) -> None:
        """Out of it, and of what was left open in it."""
        while len(self.open) > 1 and self.open.pop()[0] != tag:
            pass

    def handle_data(self, data: str) -> None:
        """Words, in the language of what is around them."""
        tag, lang = self.open[-1]
        if HAN.search(data) and tag not in ("title", "script"):
            self.looked += 1
            if not lang.startswith("zh"):
                self.unmarked.append(data.strip())


@pytest.mark.slow
def test_no_chinese_stands_in_an_english_page_without_its_language(field_site: Path) -> None:
    looked, wrong = 0, []
    for path in sorted((field_site / "en").rglob("*.html")):
        walker = Walker()
        walker.feed(path.read_text("utf-8"))
        looked += walker.looked
        wrong += [f"{path.relative_to(field_site)}: {each}" for each in walker.unmarked]
    assert looked > 2000
    assert wrong == []


@pytest.mark.parametrize(
    ("page", "expected"),
    [
        ("<p>三（一） · Basic</p>", '<p><span lang="zh-CN">三（一）</span> · Basic</p>'),
        ("<p>5 万元, 表4</p>", '<p>5 <span lang="zh-CN">万元</span>, <span lang="zh-CN">表4</span></p>'),
        ('<p lang="zh-CN">三</p>', '<p lang="zh-CN">三</p>'),
        ('<a title="万元">x</a>', '<a title="万元">x</a>'),
        ("<title>预算</title><script>预</script>", "<title>预算</title><script>预</script>"),
        ('<svg><text x="1">预算</text></svg>', '<svg><text x="1"><tspan lang="zh-CN">预算</tspan></text></svg>'),
        ("<p>&lt;预&gt; “a”</p>", '<p>&lt;<span lang="zh-CN">预</span>&gt; “a”</p>'),
        ("<p>2024年 5</p>", '<p>2024<span lang="zh-CN">年</span> 5</p>'),
    ],
)
def test_a_run_of_chinese_is_marked_where_nothing_else_says_it(page: str, expected: str) -> None:
    assert mark_script(page, "han", "zh-CN") == expected
    assert mark_script(expected, "han", "zh-CN") == expected


def test_scripts_mark_chinese_as_the_pages_do() -> None:
    node = shutil.which("node")
    if node is None:
        built_site.needs("node")
    texts = [
        "三（一） · Basic",
        "5 万元, 表4",
        "2024年 5",
        "基本支出 2023",
        "Budget “预算”, 2024",
        "1,058.41 万元",
        "𠀀 ⽀ Ａ",
        "plain",
        "",
    ]
    code = (
        "const { readFileSync } = require('node:fs');"
        "globalThis.document = { currentScript: { dataset: { tag: 'zh-CN', letters: process.argv[3] } } };"
        "eval(readFileSync(process.argv[1], 'utf8'));"
        "console.log(JSON.stringify(JSON.parse(process.argv[2]).map(globalThis.languages.pieces)));"
    )
    command = [node, "-e", code, str(project.TEMPLATES / "assets" / "languages.js"), json.dumps(texts), write_letters("han")]
    done = subprocess.run(command, capture_output=True, text=True, encoding="utf-8", check=True)
    for text, pieces in zip(texts, json.loads(done.stdout), strict=True):
        spans = "".join(f'<span lang="zh-CN">{piece}</span>' if n % 2 else piece for n, piece in enumerate(pieces))
        assert f"<p>{spans}</p>" == mark_script(f"<p>{text}</p>", "han", "zh-CN")
