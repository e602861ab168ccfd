"""Every number on a page can be checked: it opens to its place, its own line of its file and a citation with its own address."""

from __future__ import annotations

import re
from pathlib import Path

import project
import pytest
from browser_pages import ask, axe, opened
from built_site import Document, documents, opened_line
from playwright.sync_api import Browser
from project import CheckedContent
from sample_content import LANGUAGES

from budgetbook.arithmetic.ledger import Ledger
from budgetbook.content.content import Statement
from budgetbook.content.text import Language

EVIDENCE = f"{project.STATEMENT}/evidence/"
TABLE = "hillside-office/2023-budget/expenditure-by-function/"

CITED = """async () => {
  const numbers = [...document.querySelectorAll(".proof[data-line], tbody[data-line] > .more details")];
  for (const each of numbers) each.open = true;
  await new Promise((done) => setTimeout(() => requestAnimationFrame(done), 0));
  return numbers.map((each) => ({
    anchor: each.querySelector("dl").id || each.closest("tbody").id,
    citations: [...each.querySelectorAll(".cited dd")].map((words) => words.textContent),
    links: [...each.querySelectorAll(".cited a")].map((link) => link.href),
  }));
}"""
"""Opens every number of a page, and says what the script has put there."""


def statement_of(checked: CheckedContent) -> Statement:
    return checked.content.statements[project.STATEMENT]


def anchors_of(checked: CheckedContent) -> list[str]:
    statement = statement_of(checked)
    anchors = [*statement.figures, *statement.projects, *statement.facts]
    assert len(anchors) > 50
    return anchors


def form_of(document: Document) -> dict[str, str]:
    """What the page's one form of citation says."""
    (form,) = (element.attributes for element in document.elements if "data-cite" in element.attributes)
    return form


@pytest.mark.parametrize("lang", LANGUAGES)
def test_every_number_of_the_statement_has_its_own_line(site: Path, checked: CheckedContent, lang: Language) -> None:
    document = documents(site)[f"{lang}/{EVIDENCE}index.html"]
    for anchor in anchors_of(checked):
        assert opened_line(project.CONTENT, document, anchor).startswith(f"{anchor}:"), anchor


@pytest.mark.parametrize("lang", LANGUAGES)
def test_every_number_of_the_statement_leads_to_its_proof(site: Path, checked: CheckedContent, lang: Language) -> None:
    """Without script too, from its row or its project."""
    document = documents(site)[f"{lang}/{project.STATEMENT}/index.html"]
    led = {href for _, href in document.links()}
    statement = statement_of(checked)
    proofs = documents(site)[f"{lang}/{EVIDENCE}index.html"].ids
    for anchor in (*statement.figures, *statement.projects):
        assert f"evidence/index.html#{anchor}" in led, anchor
        assert proofs[anchor] == 1, anchor


@pytest.mark.parametrize("lang", LANGUAGES)
def test_without_script_the_page_says_once_how_to_cite_and_where_to_correct(site: Path, lang: Language) -> None:
    page = f"{lang}/{EVIDENCE}index.html"
    document = documents(site)[page]
    form = form_of(document)
    text = "".join(document.text)
    assert form["data-cite"] in text
    assert all(form[f"data-{hole}"] in form["data-cite"] for hole in ("name", "year", "place", "printed"))
    assert f"/{lang}/{EVIDENCE}#{form['data-name']}" in form["data-cite"]
    edits = [href for element, href in document.links() if href.startswith(form["data-edit"].partition("#")[0])]
    assert len(edits) == 1


@pytest.mark.browser
@pytest.mark.parametrize("lang", LANGUAGES)
def test_an_opened_number_says_how_to_cite_it(checked: CheckedContent, browser: Browser, server: str, lang: Language) -> None:
    statement, home = statement_of(checked), checked.content.site.address
    ledger = Ledger(statement, checked.content.concepts, checked.content.country)
    source = (project.CONTENT / project.STATEMENT_FILE).read_text("utf-8")
    with opened(browser, server, f"{lang}/{EVIDENCE}index.html") as page:
        numbers = ask(page, CITED)
    assert isinstance(numbers, list)
    cited = {each["anchor"]: each for each in numbers}
    assert cited.keys() >= {*anchors_of(checked)}
    for anchor, each in cited.items():
        citation, *_ = each["citations"]
        assert citation.endswith(f"{home}{lang}/{EVIDENCE}#{anchor}"), citation
        assert not {"[", "]", "〔", "〕"} & set(citation), "a hole that nothing has filled"
        if anchor in statement.figures or anchor in statement.projects or anchor in statement.facts:
            (link,) = each["links"]
            line = int(link.rpartition("#L")[2])
            assert source.splitlines()[line - 1].strip().startswith(f"{anchor}:"), anchor
        if figure := statement.figures.get(anchor):
            assert (str(figure.as_of.year) if figure.as_of else str(statement.fiscal_year)) in citation, anchor
            assert checked.content.concepts[anchor].name[lang] in citation
    computed = [each for each in cited if (value := ledger.known_value(each, "amount")) and value.is_computed]
    assert computed, "the statement has none; then this test needs another"
    words = {"zh": "由本站按文件中的数字算出", "en": "computed from the document’s figures"}[lang]
    for anchor, each in cited.items():
        assert (words in each["citations"][0]) == (anchor in computed), anchor


@pytest.mark.browser
@pytest.mark.parametrize("lang", LANGUAGES)
def test_an_opened_line_of_a_table_says_how_to_cite_it(browser: Browser, server: str, lang: Language) -> None:
    with opened(browser, server, f"several/{lang}/{TABLE}index.html") as page:
        numbers = ask(page, CITED)
        shown = ask(page, "() => [...document.querySelectorAll('main tbody[id]')].map((row) => row.id)")
    assert isinstance(numbers, list)
    assert [each["anchor"] for each in numbers] == shown
    assert len(numbers) == 3
    for each in numbers:
        citation = each["citations"][0]
        assert citation.endswith(f"/{lang}/{TABLE}#{each['anchor']}"), citation
        assert {"zh": "（2023年）", "en": "(2023)"}[lang] in citation
        assert not {"[", "]", "〔", "〕"} & set(citation)
        assert "元" in citation, "its unit"
        assert len(each["links"]) == 1


HELD = re.compile(r'<section class="held-checks".*?</section>|(?<=") data-held="[^"]*"', re.DOTALL)
"""What a page of a table says of the checks that hold on its lines: one on which nothing holds has none of it."""


@pytest.mark.browser
def test_lines_of_a_table_on_which_nothing_holds_open_as_the_others_do(browser: Browser, server: str) -> None:
    address = f"several/en/{TABLE}index.html"
    with opened(browser, server, address) as page:
        held = ask(page, CITED)
        page.route(f"**/{TABLE}*", lambda route: route.fulfill(body=HELD.sub("", route.fetch().text()), content_type="text/html"))
        page.goto(f"{server}{address}?bare")
        assert page.locator("#held, [data-held]").count() == 0
        assert page.locator("tbody[data-line]").count() == 3
        assert axe(page) == []
        bare = ask(page, CITED)
        assert page.locator("tbody .origin .held").count() == 0
    assert isinstance(held, list)
    assert isinstance(bare, list)
    assert [each["citations"] for each in bare] == [each["citations"] for each in held] != []
    assert [len(each["links"]) for each in bare] == [1, 1, 1]
