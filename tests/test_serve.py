"""What is saved is on the open page: the site as `build.py serve` shows it, in Chromium and by itself."""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.request import Request, urlopen

import built
import pytest
import real
from playwright.sync_api import Browser, Page, expect

from budgetbook.commands.preview import Preview
from budgetbook.content import yamlfile
from budgetbook.problems.messages import MESSAGES
from budgetbook.problems.problems import Problem

STATEMENT = "zh/riverside-library/2024-budget/index.html"
EDIT = {
    "amount: 300.25": "amount: 300.35",
    "change: 10.25": "change: 10.35",
    "amount: 189.75": "amount: 189.65",
    "change: 0.25": "change: 0.35",
}
SCRIPT = re.compile(rb'<script src="/_live/page\.js\?v=[\w-]+" defer></script>(?=</head>)')


@pytest.fixture
def small(tmp_path: Path) -> Path:
    return built.small_content(tmp_path / "content")


def statement_of(content: Path) -> Path:
    """The one statement of a small content."""
    return next(path for path in content.glob("statements/*/*.yaml") if path.stem != "entity")


def put(path: Path, old: str, new: str) -> None:
    """Save a file with one text for another, which must stand there."""
    text = path.read_text(encoding="utf-8")
    assert text.count(old) == 1, f"{old!r} stands there {text.count(old)} times"
    path.write_text(text.replace(old, new), encoding="utf-8")


@contextmanager
def serving(content: Path) -> Iterator[str]:
    """`build.py serve` as a program, on a port of its own; the address it says."""
    command = [sys.executable, str(real.ROOT / "build.py"), "serve", "--content", str(content), "--port", "0", "--lang", "en"]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True) as program:
        assert program.stdout
        address = program.stdout.readline().split(" ")[0]
        try:
            yield address
        finally:
            program.send_signal(2)
            out, err = program.communicate(timeout=real.PATIENCE)
    assert program.returncode == 0, out + err
    assert "Traceback" not in err


# The preview


def preview_of(content: Path) -> Preview:
    preview = Preview(content, real.TEMPLATES, None)
    preview.refresh()
    return preview


def test_the_preview_holds_what_a_build_writes(small: Path) -> None:
    preview, built_site = preview_of(small), real.outputs(real.check(small))
    assert preview.problems == []
    assert len(built_site) > 40
    for path in sorted(built_site, reverse=True):  # in another order than that of the build
        assert preview.read(path) == built_site[path].data, path
    assert preview.read("nowhere/index.html") is None


def test_a_problem_keeps_the_last_good_site_and_mending_it_brings_the_new_one(small: Path) -> None:
    preview, site = preview_of(small), small / "site.yaml"
    first, name = preview.version, "小预算书"
    put(site, "name: {zh: 小预算书", "nmae: {zh: 新预算书")
    preview.refresh()
    assert [problem.message.key for problem in preview.problems] == ["missing-key", "unknown-key"]
    assert (preview.version, name.encode() in (preview.read("zh/index.html") or b"")) == (first, True)
    put(site, "nmae", "name")
    preview.refresh()
    assert preview.problems == []
    assert preview.version != first
    assert "新预算书".encode() in (preview.read("zh/index.html") or b"")


def test_a_word_that_a_page_lacks_is_a_problem_when_the_page_is_asked_for(small: Path) -> None:
    preview = preview_of(small)
    put(small / "wording.yaml", "\n  nav-glossary:", "\n  nav-glosary:")
    preview.refresh()
    assert preview.read("zh/glossary/index.html") is None
    assert [(p.file, p.message.key) for p in preview.problems] == [(f"{small}/wording.yaml", "missing-wording")]


def test_a_broken_template_is_a_problem_at_its_line(small: Path, tmp_path: Path) -> None:
    templates = tmp_path / "templates"
    shutil.copytree(real.TEMPLATES, templates)
    preview = Preview(small, templates, None)
    preview.refresh()
    put(templates / "glossary.html", "{% block main %}", "{% block main %}\n{% nonsense %}")
    preview.refresh()
    assert preview.read("zh/index.html")
    assert preview.problems == []
    assert preview.read("zh/glossary/index.html") is None
    assert preview.read("zh/index.html")
    (problem,) = preview.problems
    assert (problem.file, problem.message.key) == (f"{templates}/glossary.html", "template")
    assert problem.line > 1


def test_only_what_changed_is_read_again(small: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    preview, seen, really = preview_of(small), [], yamlfile.read

    def read(file: str, raw: bytes) -> tuple[yamlfile.YamlFile | None, list[Problem]]:
        seen.append(file)
        return really(file, raw)

    monkeypatch.setattr(yamlfile, "read", read)
    put(small / "site.yaml", "tagline: {zh: 一本很小的", "tagline: {zh: 一本")
    preview.refresh()
    assert seen == [f"{small}/site.yaml"]


# The server


def test_the_server_sends_what_the_build_writes_and_to_pages_the_script(small: Path) -> None:
    built_site = real.outputs(real.check(small))
    with serving(small) as address:
        for path in ("zh/index.html", STATEMENT, "assets/style.css", "data/figures.csv"):
            data = urlopen(address + path).read()  # noqa: S310
            bare, scripts = SCRIPT.subn(b"", data)
            assert (bare, scripts) == (built_site[path].data, int(path.endswith(".html"))), path
        for path in ("zh", "zh/"):
            assert urlopen(address + path).geturl() == f"{address}zh/"  # noqa: S310
        for path, status in (("nowhere", 404), ("_live/../build.py", 404), ("_live/%2e%2e/serve.py", 404)):
            with pytest.raises(OSError, match=str(status)):
                urlopen(address + path)  # noqa: S310
        with pytest.raises(OSError, match="400"):  # a name that somebody else's page gave this machine
            urlopen(Request(address, headers={"Host": "elsewhere.example"}))  # noqa: S310


def test_a_port_that_is_taken_is_told(small: Path) -> None:
    with serving(small) as address:
        port = address.rstrip("/").rpartition(":")[2]
        ended = real.run("serve", "--content", small, "--port", port, "--lang", "en")
    assert (ended.status, ended.out) == (2, "")
    assert MESSAGES["system-port-taken"]["en"] in ended.err


# In Chromium


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    page = browser.new_page(viewport={"width": 1000, "height": 600})
    said: list[str] = []
    page.on("console", lambda message: said.append(message.text))
    page.on("pageerror", lambda error: said.append(str(error)))
    yield page
    page.close()
    assert [text for text in said if "ERR_CONNECTION_" not in text] == []  # when the server ends before the page


@pytest.mark.browser
@pytest.mark.parametrize("browser_restores", ["auto", "manual"])
def test_an_edited_figure_is_on_the_open_page_at_the_same_place(browser_restores: str, small: Path, page: Page) -> None:
    """The script alone is enough: a browser that puts a page back before all of it has come lands elsewhere."""
    with serving(small) as address:
        page.goto(address + STATEMENT)
        page.evaluate(f"history.scrollRestoration = '{browser_restores}'")
        folded = page.locator("details:not([open])").first
        folded.locator("summary").click()
        opened = page.locator("details[open]").count()
        page.evaluate("scrollTo(0, 700)")
        expect(page.get_by_text("300.25 万元").first).to_be_attached()
        text = statement_of(small).read_text(encoding="utf-8")
        statement_of(small).with_suffix(".numbers.txt").unlink()  # it knows which digits the document has
        for old, new in EDIT.items():
            assert text.count(old) == 1, old
            text = text.replace(old, new)
        statement_of(small).write_text(text, encoding="utf-8")
        expect(page.get_by_text("300.35 万元").first).to_be_attached()
        assert page.get_by_text("300.25 万元").count() == 0
        page.wait_for_load_state()
        page.evaluate("new Promise((drawn) => requestAnimationFrame(() => requestAnimationFrame(drawn)))")
        assert page.evaluate("scrollY") == 700
        assert page.locator("details[open]").count() == opened


@pytest.mark.browser
@pytest.mark.parametrize("lang", ["zh", "en"])
def test_a_broken_file_is_an_overlay_with_its_line_and_mending_it_takes_it_away(lang: str, small: Path, page: Page) -> None:
    with serving(small) as address:
        page.goto(f"{address}{lang}/")
        before = page.title()
        put(small / "site.yaml", "name: {zh: 小预算书", "nmae: {zh: 新预算书")
        overlay = page.get_by_role("alert")
        expect(overlay).to_contain_text("site.yaml:")
        assert re.search(r"site\.yaml:\d+:1", overlay.inner_text())
        assert "nmae: {zh: 新预算书" in overlay.locator("pre").first.inner_text()
        assert bool(re.search("[\u4e00-\u9fff]", overlay.locator("h2").inner_text())) == (lang == "zh")
        assert page.title() == before
        put(small / "site.yaml", "nmae", "name")
        expect(overlay).to_have_count(0)
        if lang == "zh":
            expect(page).to_have_title(re.compile("新预算书"))


@pytest.mark.browser
def test_a_content_that_is_broken_from_the_start_is_shown_when_it_is_mended(small: Path, page: Page) -> None:
    put(small / "site.yaml", "name: {zh", "nmae: {zh")
    with serving(small) as address:
        page.goto(f"{address}zh/")
        expect(page.get_by_role("alert")).to_contain_text("site.yaml:")
        put(small / "site.yaml", "nmae", "name")
        expect(page.locator("h1")).to_be_visible()
