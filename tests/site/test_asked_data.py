"""The page that asks the data: every query on it runs, in the browser too; what it loads, and when; what to do without it."""

from __future__ import annotations

import csv
import hashlib
import io
import re
import sqlite3
import subprocess
import sys
from contextlib import closing
from html import unescape
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import built_site
import duckdb
import project
import pytest
from browser_pages import axe, opened
from playwright.sync_api import Browser, Page, expect
from project import CheckedContent
from sample_content import LANGUAGES

from budgetbook.content.text import Language
from budgetbook.pages import sql
from budgetbook.render.sql_engine import engine_files

PAGE = "data/sql/index.html"
SNIPPET = re.compile(r'<pre class="snippet"><code>(.*?)</code></pre>', re.DOTALL)
CELLS = "rows => rows.map(row => [...row.cells].map(cell => cell.textContent))"
PATIENT = project.PATIENCE * 1000.0
ANSWER = "#answer tbody tr"
ENGINE = ("sql-worker.mjs", "sqlite3.mjs", "sqlite3.wasm", "budgets.sqlite")


@pytest.fixture(scope="module")
def database(site: Path) -> sqlite3.Connection:
    """The site's database."""
    return sqlite3.connect(site / "data" / "budgets.sqlite")


def snippets(site: Path, lang: Language) -> list[str]:
    """All code on the page."""
    return [unescape(code) for code in SNIPPET.findall((site / lang / PAGE).read_text(encoding="utf-8"))]


def queries(site: Path, lang: Language) -> list[str]:
    """The questions to begin with, which stand before the tools."""
    return [code for code in snippets(site, lang) if code.startswith("SELECT") and "FROM 'http" not in code]


@pytest.mark.parametrize("lang", LANGUAGES)
def test_every_question_on_the_page_has_an_answer(lang: Language, site: Path, database: sqlite3.Connection) -> None:
    found = queries(site, lang)
    assert len(found) == 5
    answers = [database.execute(query).fetchall() for query in found]
    findings = found.index(next(query for query in found if "FROM findings" in query))
    assert all(answer for number, answer in enumerate(answers) if number not in (findings, _lines(found)))
    failing = database.execute("SELECT count(*) FROM findings WHERE verdict = 'fails'").fetchone()
    assert len(answers[findings]) == failing[0] > 0


def _lines(found: list[str]) -> int:
    """The question about lines of tables, which not every site has."""
    return found.index(next(query for query in found if "line IS NOT NULL" in query))


@pytest.mark.parametrize("lang", LANGUAGES)
def test_a_table_leads_to_the_page_with_its_own_query(lang: Language, field_site: Path) -> None:
    pages = sorted(field_site.glob(f"{lang}/wanli-subdistrict-office/*/*-by-*/index.html"))
    assert len(pages) > 5
    with closing(sqlite3.connect(field_site / "data" / "budgets.sqlite")) as connection:
        for page in pages:
            (href,) = re.findall(r'href="([^"]*data/sql/index\.html\?table=[^"]*)"', page.read_text(encoding="utf-8"))
            parts = urlsplit(href)
            assert (page.parent / parts.path).resolve() == (field_site / lang / PAGE).resolve()
            entity, statement, table = parse_qs(parts.query)["table"][0].split("/")
            rows = connection.execute(sql.write_table_query(lang, entity, statement, table)).fetchall()
            assert len(rows) >= page.read_text(encoding="utf-8").count('<tr class="more">') - 1, page
            assert {row[-1].partition("#")[0] for row in rows} == {f"{lang}/{entity}/{statement}/{table}/"}


@pytest.mark.parametrize("lang", LANGUAGES)
def test_what_is_filled_in_is_the_question(lang: Language, site: Path) -> None:
    hrefs = re.findall(r'href="([^"]*\?sql=[^"]*)"', (site / lang / PAGE).read_text(encoding="utf-8"))
    assert [parse_qs(urlsplit(unescape(href)).query)["sql"][0] for href in hrefs] == queries(site, lang)


def test_every_tool_gives_the_same_answer(site: Path, checked: CheckedContent, database: sqlite3.Connection) -> None:
    """Those that are there to be run: DuckDB, pandas and SQLite itself; the query for R is the same as that of pandas."""
    expected = database.execute("SELECT verdict, count(*) FROM findings GROUP BY verdict ORDER BY verdict").fetchall()
    codes, address = snippets(site, "en"), checked.content.site.address
    from_duckdb = next(code for code in codes if "FROM 'http" in code).replace(address, f"{site.as_posix()}/")
    assert duckdb.sql(from_duckdb).fetchall() == expected
    pandas_code = next(code for code in codes if "import pandas" in code)
    done = subprocess.run(
        [sys.executable, "-c", pandas_code],
        cwd=site / "data", capture_output=True, text=True, encoding="utf-8", check=True, timeout=project.PATIENCE,
    )  # fmt: skip
    assert [tuple(row.values()) for row in csv.DictReader(io.StringIO(done.stdout))] == [(a, str(b)) for a, b in expected]
    (query,) = set(re.findall(r'"(SELECT [^"]+)"', "\n".join(codes)))
    assert database.execute(query).fetchall() == expected
    assert sum(query in code for code in codes) == 3, "SQLite, pandas and R"
    named = {name for code in codes for name in re.findall(rf"{re.escape(address)}(data/[\w.-]+)", code)}
    assert named
    assert all((site / name).is_file() for name in named)


def test_the_engine_is_the_one_that_its_makers_published(site: Path) -> None:
    folder = Path(engine_files.__file__).parent
    for name, sha256 in engine_files.HASHES.items():
        assert hashlib.sha256((folder / name).read_bytes()).hexdigest() == sha256
        assert (site / sql.ENGINE_FOLDER / name).read_bytes() == (folder / name).read_bytes()
    licence = (folder / "LICENCE.txt").read_text(encoding="utf-8")
    version = re.search(r'SQLITE_VERSION "([\d.]+)"', (folder / "sqlite3.mjs").read_text(encoding="utf-8"))
    assert version
    assert f"SQLite {version[1]} for browsers" in licence
    assert f"SQLite {version[1]} for browsers" in (folder / "README.md").read_text(encoding="utf-8")


def test_this_page_alone_may_run_webassembly(site: Path) -> None:
    for page in site.rglob("*.html"):
        is_here = page.match("data/sql/index.html")
        assert ("wasm-unsafe-eval" in page.read_text(encoding="utf-8")) == is_here, page
    assert "'unsafe-eval'" not in (site / "_headers").read_text(encoding="utf-8")


def test_models_are_told_of_what_is_there(site: Path, checked: CheckedContent) -> None:
    text, address = (site / "llms.txt").read_text(encoding="utf-8"), checked.content.site.address
    links = re.findall(r"^- \[[^]]+\]\((.*?)\): .+$", text, re.MULTILINE)
    assert len(links) >= 18
    for link in links:
        path = site / link.removeprefix(address)
        assert (path / "index.html" if link.endswith("/") else path).is_file(), link
    assert text.startswith("# ")
    assert [line for line in text.splitlines() if line.startswith("## ")] == ["## 中文", "## English"]


def run_query(page: Page, query: str) -> list[list[str]]:
    """The rows that the page shows."""
    page.locator("#query").fill(query)
    page.locator("#sql [type=submit]").click()
    expect(page.locator("#sql [type=submit]")).to_be_enabled(timeout=PATIENT)
    rows: list[list[str]] = page.locator(ANSWER).evaluate_all(
        "rows => rows.map(row => [...row.cells].map(cell => cell.textContent))"
    )
    return rows


@pytest.mark.browser
@pytest.mark.parametrize("lang", LANGUAGES)
def test_a_reader_asks_in_the_browser(
    lang: Language, browser: Browser, server: str, site: Path, database: sqlite3.Connection
) -> None:
    asked: list[str] = []
    with opened(browser, server, f"{lang}/{PAGE}") as page:
        page.on("request", lambda request: asked.append(request.url))
        expect(page.locator("#query")).to_be_visible()
        page.locator("a[href*='?sql=']").nth(1).click()
        page.wait_for_url("**?sql=*")
        assert page.locator("#query").input_value() == queries(site, lang)[1]
        assert not any(url.endswith(ENGINE) for url in asked), "nothing is loaded before a query is run"
        assert axe(page) == []
        for query in queries(site, lang):
            shown = run_query(page, query)
            expected = database.execute(query).fetchall()
            assert len(shown) == min(len(expected), 1000)
            assert [row[0] for row in shown[:5]] == [str(row[0]) for row in expected[:5]]
        assert sum(url.endswith(ENGINE) for url in asked) == len(ENGINE), "and then once"
        assert axe(page) == []
        assert run_query(page, "SELECT name_zh FROM concepts WHERE rowid IN (SELECT rowid FROM concepts_fts('政府采购'))")
        with page.expect_download() as download:
            page.locator("#save").click()
        saved = list(csv.reader(io.StringIO(Path(download.value.path()).read_text(encoding="utf-8-sig"))))
        assert saved[0] == ["name_zh"]
        assert len(saved) > 1


@pytest.mark.browser
def test_a_slip_is_told_and_nothing_is_written(browser: Browser, server: str) -> None:
    with opened(browser, server, f"en/{PAGE}") as page:
        status = page.locator("#sql [role=status]")
        assert run_query(page, "SELEC 1") == []
        expect(status).to_contain_text("syntax error")
        assert run_query(page, "DELETE FROM concepts") == []
        expect(status).to_contain_text("readonly")
        assert run_query(page, "SELECT '=1+1' AS a, '<img src=x>' AS b, NULL AS c, 1.5 AS d, x'00ff' AS e") == [
            ["=1+1", "<img src=x>", "", "1.5", "x'2'"]
        ]
        with page.expect_download() as download:
            page.locator("#save").click()
        assert Path(download.value.path()).read_text(encoding="utf-8-sig").splitlines()[1].startswith('"\'=1+1",')
        endless = "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n) SELECT i FROM n"
        assert len(run_query(page, endless)) == 1000, "no more is read than is shown"
        wide = endless.replace("SELECT i FROM n", "SELECT printf('%.*c', 4000000, 'x') FROM n")
        assert len(run_query(page, wide)) == 2, "nor more than a page can hold"
        assert run_query(page, "SELECT printf('%.*c', 1000000000, 'x'), zeroblob(1000000000)") == []
        expect(status).to_contain_text("too big")
        for statement in ("DROP TABLE concepts", "UPDATE figures SET printed = '0'", "VACUUM", "PRAGMA user_version = 7"):
            assert run_query(page, statement) == []
            expect(status).not_to_have_text("")
        assert run_query(page, "SELECT count(*) > 9 FROM concepts") == [["1"]]
        page.locator("#query").fill(endless.replace("SELECT i FROM n", "SELECT max(i) FROM n"))
        page.locator("#sql [type=submit]").click()
        page.locator("#stop").click()
        expect(status).to_have_text("Stopped.")
        assert run_query(page, "SELECT 1") == [["1"]]


@pytest.mark.browser
def test_the_page_says_what_to_do_where_it_cannot_ask(browser: Browser, server: str) -> None:
    with opened(browser, server, f"en/{PAGE}", script=False) as page:
        assert not page.locator("#sql").is_visible()
        assert "Download the database" in page.locator("noscript").inner_text()
        assert page.locator("noscript a[href$='data/budgets.sqlite']").count() == 1
        assert page.locator(".fill-in").count() > 0
        assert not page.locator(".fill-in").filter(visible=True).count(), "there is nothing to fill in"
        assert page.locator("code", has_text="datasette budgets.sqlite").is_visible()
    with browser.new_context() as context:
        page = context.new_page()
        page.goto(f"{server}en/{PAGE}")
        page.evaluate("() => { document.getElementById('database').value += '-gone' }")
        assert run_query(page, "SELECT 1") == []
        expect(page.locator("#sql [role=status]")).to_contain_text("could not be loaded")


WITHOUT_WEBASSEMBLY = "delete globalThis.WebAssembly"
TELLS = {
    "from-folder": {"zh": "从文件夹里打开", "en": "opened from a folder", "es": "desde una carpeta", "ja": "フォルダーから"},
    "without-engine": dict.fromkeys(("zh", "en", "es", "ja"), "WebAssembly"),
}


@pytest.mark.browser
@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("obstacle", TELLS)
def test_where_no_query_can_run_the_page_says_so_at_once_and_still_writes_it(
    obstacle: str, lang: Language, browser: Browser, server: str, site: Path
) -> None:
    with browser.new_context() as context:
        page = context.new_page()
        complaints: list[str] = []
        page.on("pageerror", lambda error: complaints.append(str(error)))
        if obstacle == "without-engine":
            page.add_init_script(WITHOUT_WEBASSEMBLY)
        home = f"{site.as_uri()}/" if obstacle == "from-folder" else server
        page.goto(f"{home}{lang}/{PAGE}?table=riverside-library/2024-budget/revenue-by-source")
        for each in TELLS:
            assert page.locator(f"#{each}").is_visible() == (each == obstacle)
        expect(page.locator(f"#{obstacle}")).to_contain_text(TELLS[obstacle][lang])
        href = page.locator(f"#{obstacle} a").last.get_attribute("href")
        assert href
        assert (site / lang / PAGE).parent.joinpath(href).resolve() == (site / "data" / "budgets.sqlite").resolve()
        assert not page.locator("#sql [type=submit]").is_visible()
        assert "riverside-library/2024-budget/revenue-by-source/%" in page.locator("#query").input_value()
        page.locator("#query").press("Control+Enter")
        assert page.locator("#sql [role=status]").inner_text() == ""
        page.locator("a[href*='?sql=']").first.click()
        expect(page.locator("#query")).to_have_value(queries(site, lang)[0])
        assert axe(page) == []
        assert complaints == []


@pytest.mark.browser
@pytest.mark.parametrize("lost", ENGINE)
def test_whatever_cannot_be_loaded_the_page_does_not_wait_for_ever(lost: str, browser: Browser, server: str) -> None:
    with browser.new_context() as context:
        page = context.new_page()
        page.goto(f"{server}en/{PAGE}")
        context.route(f"**/{lost}", lambda route: route.abort())
        assert run_query(page, "SELECT 1") == []
        expect(page.locator("#sql [role=status]")).to_contain_text("could not be loaded")
        context.unroute_all()
        assert run_query(page, "SELECT 1") == [["1"]], "what was lost is asked for again"


@pytest.mark.browser
def test_a_browser_that_refuses_the_worker_is_told_of(browser: Browser, server: str) -> None:
    with browser.new_context() as context:
        page = context.new_page()
        page.add_init_script("globalThis.Worker = class { constructor() { throw new DOMException('', 'SecurityError'); } }")
        page.goto(f"{server}en/{PAGE}")
        assert run_query(page, "SELECT 1") == []
        expect(page.locator("#sql [role=status]")).to_contain_text("could not be loaded")


def test_databases_that_are_too_large_are_not_offered(checked: CheckedContent, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sql, "MAX_BYTES", 1_000_000 - 1)
    outputs = project.outputs(checked)
    size = len(outputs["data/budgets.sqlite"].data)
    for most, is_offered in ((size, True), (size - 1, False)):
        monkeypatch.setattr(sql, "MAX_BYTES", most)
        page = outputs[f"en/{PAGE}"].data.decode()
        assert ('id="query"' in page, "sql.js" in page, "too large for a browser" in page) == (
            is_offered,
            is_offered,
            not is_offered,
        )
        assert "datasette budgets.sqlite" in page


def test_parts_of_the_data_are_chosen_by_what_they_hold(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(
        "budgetbook.opendata.data_parts._fill_spans", lambda *_: iter([("a", "hillside-museum"), ("hillside-o", "z")])
    )
    outputs = project.outputs(project.check(built_site.small_content(tmp_path / "content", "hillside")))
    page = outputs[f"en/{PAGE}"].data.decode()
    assert re.findall(r'<option value="[./]*(data/[^"]*)" data-last="([^"]*)"', page) == [
        ("data/budgets-1.sqlite", "hillside-museum"), ("data/budgets-2.sqlite", "z")
    ]  # fmt: skip
    assert "datasette budgets-1.sqlite" in page
