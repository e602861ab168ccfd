"""What is saved is on the open page: the site as `build.py serve` shows it, in Chromium and by itself."""

from __future__ import annotations

import json
import os
import re
import shutil
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any
from urllib.error import HTTPError
from urllib.request import Request, urlopen

import built_site as built
import project
import pytest
from playwright.sync_api import Browser, Page, expect
from sample_content import LANGUAGES
from statement_edits import EDIT, put, serving, statement_of
from watchfiles import Change

from budgetbook.cli.messages import SAYS
from budgetbook.cli.serve import watcher
from budgetbook.cli.serve.preview import Preview
from budgetbook.content.leftovers import is_leftover
from budgetbook.content.yaml import extension
from budgetbook.content.yaml.reader import Attempt
from budgetbook.diagnostics.messages import MESSAGES
from budgetbook.diagnostics.problem import Language
from budgetbook.engine.check import FolderChecker

STATEMENT = "zh/riverside-library/2024-budget/index.html"
SCRIPT = re.compile(rb'<script src="/_live/page\.js\?v=[\w-]+" defer></script>(?=</head>)')


@pytest.fixture
def small(tmp_path: Path) -> Path:
    return built.small_content(tmp_path / "content")


# The preview


def preview_of(content: Path) -> Preview:
    preview = Preview(content, project.TEMPLATES, None)
    preview.refresh()
    return preview


def test_the_preview_holds_what_a_build_writes(small: Path) -> None:
    preview, built_site = preview_of(small), project.outputs(project.check(small))
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
    assert [problem.message.key for problem in preview.problems] == ["unknown-key"]
    assert (preview.version, name.encode() in (preview.read("zh/index.html") or b"")) == (first, True)
    put(site, "nmae", "name")
    preview.refresh()
    assert preview.problems == []
    assert preview.version != first
    assert "新预算书".encode() in (preview.read("zh/index.html") or b"")


def test_a_word_that_a_page_lacks_is_a_problem_when_the_page_is_asked_for(small: Path) -> None:
    preview = preview_of(small)
    for lang in LANGUAGES:
        put(small / "languages" / f"{lang}.yaml", "\n  nav-glossary:", "\n  nav-glossary: null #")
    preview.refresh()
    assert preview.read("zh/glossary/index.html") is None
    assert [(p.file, p.message.key) for p in preview.problems] == [(f"{small}/languages/zh.yaml", "missing-wording")]


def test_a_broken_template_is_a_problem_at_its_line(small: Path, tmp_path: Path) -> None:
    templates = tmp_path / "templates"
    shutil.copytree(project.TEMPLATES, templates)
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
    preview, seen, really = preview_of(small), [], extension.attempt

    def attempt(file: str, *raw: Any) -> Attempt:
        seen.append(file)
        return really(file, *raw)

    monkeypatch.setattr(extension, "attempt", attempt)
    put(small / "site.yaml", "tagline: {zh: 一本很小的", "tagline: {zh: 一本")
    preview.refresh()
    assert [file for file in seen if file.startswith(str(small))] == [f"{small}/site.yaml"]


# The server


def test_the_server_sends_what_the_build_writes_and_to_pages_the_script(small: Path) -> None:
    built_site = project.outputs(project.check(small))
    with serving(small) as address:
        for path in ("zh/index.html", STATEMENT, "assets/style.css", "data/figures.csv.gz"):
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


def test_ctrl_c_is_the_ordinary_end_from_the_first_line_on(small: Path) -> None:
    for _ in range(3):
        with serving(small):  # which asks for status 0
            pass


def test_a_port_that_is_taken_is_told(small: Path) -> None:
    with serving(small) as address:
        port = address.rstrip("/").rpartition(":")[2]
        ended = project.run("serve", "--content", small, "--port", port, "--lang", "en")
    assert (ended.status, ended.out) == (2, "")
    assert MESSAGES["system-port-taken"]["en"] in ended.err


# What is saved goes on being followed


def state_of(address: str) -> dict[str, object]:
    """What an open page is told now."""
    with urlopen(f"{address}_live/events", timeout=60) as events:  # noqa: S310
        state: dict[str, object] = json.loads(events.readline().removeprefix(b"data: "))
    return state


def until(address: str, told: Callable[[dict[str, object]], bool]) -> dict[str, object]:
    """What is told once it is as it should be; a page that stays as it was fails in the end."""
    for _ in range(600):
        if told(state := state_of(address)):
            return state
        time.sleep(0.1)
    raise AssertionError(state)


def sentences(state: dict[str, object]) -> str:
    return json.dumps(state["problems"], ensure_ascii=False)


def test_a_content_that_is_put_away_and_back_is_followed_again(small: Path) -> None:
    with serving(small) as address:
        first = state_of(address)["version"]
        for turn in range(2):
            small.rename(small.with_name("away"))
            until(address, lambda state: MESSAGES["no-content-folder"]["en"] in sentences(state))
            shutil.copytree(small.with_name("away"), small)
            shutil.rmtree(small.with_name("away"))
            back = until(address, lambda state: sentences(state) == '{"zh": [], "en": []}')["version"]
            assert back != first
            put(
                small / "site.yaml",
                "tagline: {zh: 一本" if turn else "tagline: {zh: 一本很小的",
                f"tagline: {{zh: {'两' if turn else '一'}本",
            )
            first = until(address, lambda state, back=back: state["version"] != back)["version"]  # type: ignore[misc]


def test_whatever_is_raised_is_told_on_the_page_and_the_next_save_is_read(small: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    preview = preview_of(small)
    first = preview.version
    for error in (ValueError("a number of 5,000 digits"), RecursionError(), MemoryError(), OSError(5, "?"), UnicodeError("x")):

        def check(*_: object, error: Exception = error) -> object:
            raise error

        with monkeypatch.context() as patched:
            patched.setattr(FolderChecker, "check", check)
            preview.refresh()
        (problem,) = preview.problems
        assert (problem.message.key, preview.version) == ("unforeseen", first)
        assert preview.read("zh/index.html")
        for lang in LANGUAGES:
            assert problem.message.text(lang)
    preview.refresh()
    assert preview.problems == []
    assert preview.version != first


def test_a_fault_of_the_templates_is_told_and_mended(small: Path, tmp_path: Path) -> None:
    templates = tmp_path / "templates"
    shutil.copytree(project.TEMPLATES, templates)
    preview = Preview(small, templates, None)
    os.mkfifo(templates / "assets" / "pipe.js")
    preview.refresh()
    assert [problem.file for problem in preview.problems] == [f"{templates}/assets/pipe.js"]
    (templates / "assets" / "pipe.js").unlink()
    preview.refresh()
    assert preview.problems == []


def test_where_the_watching_ends_so_does_the_server(small: Path) -> None:
    code = (
        f"import sys; sys.path.insert(0, {str(project.ROOT)!r})\nfrom budgetbook.cli.serve import watcher\n"
        "async def watch(self): raise RuntimeError\nwatcher.Watcher.watch = watch\n"
        f"import build; sys.exit(build.main(['serve', '--content', {str(small)!r}, '--port', '0', '--lang', 'en']))"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False, timeout=300)
    assert done.returncode == 2
    assert SAYS["watch-ended"]["en"].format(why="RuntimeError: ") in done.stderr


def test_a_preview_that_is_killed_leaves_nothing_in_the_way(small: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    passing = tmp_path / "passing"
    passing.mkdir()
    monkeypatch.setenv("TMPDIR", str(passing))
    port = "0"
    for _ in range(2):
        command = [
            sys.executable,
            str(project.ROOT / "build.py"),
            "serve",
            "--content",
            str(small),
            "--port",
            port,
            "--lang",
            "en",
        ]
        with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as program:
            assert program.stdout
            address = program.stdout.readline().split(" ")[0]
            assert urlopen(f"{address}sitemap.xml").status == 200  # noqa: S310 - the last file: all others are gone through
            program.kill()
        port = address.rstrip("/").rpartition(":")[2]
        assert list(passing.iterdir()) == []
        assert sorted(path.name for path in tmp_path.iterdir()) == ["content", "passing"]


def test_the_watcher_and_the_reader_pass_over_the_same(small: Path) -> None:
    for name in (".#a.yaml", "a.yaml~", "4913", "._a.yaml", "Thumbs.db", "a.yaml.orig", "a.yaml", "pages"):
        assert watcher._is_relevant(Change.modified, str(small / name)) is not is_leftover(name)


# Who may look


def asked(address: str, host: str) -> tuple[int, str]:
    try:
        with urlopen(Request(address, headers={"Host": host})) as answer:  # noqa: S310
            return answer.status, ""
    except HTTPError as error:
        return error.code, error.read().decode()


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_an_unknown_name_is_told_how_to_let_it_in(lang: Language, small: Path) -> None:
    with serving(small, "--lang", lang) as address:
        port = address.rstrip("/").rpartition(":")[2]
        for host in ("localhost", "127.0.0.1", f"localhost:{port}", f"[::1]:{port}", f"LOCALHOST:{port}"):
            assert asked(address, host) == (200, ""), host
        for host in ("elsewhere.example", f"elsewhere.example:{port}", "localhost.example", "192.168.1.5"):
            status, said = asked(address, host)
            assert (status, said) == (400, SAYS["unknown-host"][lang].format(name=host.partition(":")[0]) + "\n")


def test_names_that_are_allowed_and_numbers_of_the_network_are_let_in(small: Path) -> None:
    with serving(small, "--host", "0.0.0.0", "--allow", "Desk.Cloud.example", "--allow", "b.example") as address:  # noqa: S104
        for host in ("desk.cloud.example", "b.example:443", "192.168.1.5:8000", "[fe80::1]:8000"):
            assert asked(address, host) == (200, ""), host
        assert asked(address, "elsewhere.example")[0] == 400


def test_it_listens_where_it_is_asked_to(small: Path) -> None:
    if not socket.has_ipv6:
        pytest.skip("this machine has no IPv6")
    with serving(small, "--host", "::1") as address:
        assert address.startswith("http://[::1]:")
        assert urlopen(address).status == 200  # noqa: S310
    for host in ("203.0.113.7", "no such host", "a" * 300):
        ended = project.run("serve", "--content", small, "--host", host, "--port", "0", "--lang", "en")
        assert (ended.status, ended.out) == (2, "")
        assert MESSAGES["system-no-address"]["en"] in ended.err


def test_the_way_to_a_folder_keeps_the_query(small: Path) -> None:
    with serving(small) as address:
        assert urlopen(f"{address}zh/search?q=%E4%B8%80&a=b").geturl() == f"{address}zh/search/?q=%E4%B8%80&a=b"  # noqa: S310


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
        expect(page.get_by_text("300.25万元").first).to_be_attached()
        text = statement_of(small).read_text(encoding="utf-8")
        statement_of(small).with_suffix(".numbers.txt").unlink()  # it knows which digits the document has
        for old, new in EDIT.items():
            assert text.count(old) == 1, old
            text = text.replace(old, new)
        statement_of(small).write_text(text, encoding="utf-8")
        expect(page.get_by_text("300.35万元").first).to_be_attached()
        assert page.get_by_text("300.25万元").count() == 0
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
