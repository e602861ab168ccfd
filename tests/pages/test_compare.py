"""Bodies and years side by side: what the tables say, how large they grow, how they are sorted and filtered in Chromium."""

from __future__ import annotations

import gzip
import json
import re
import sys
from collections.abc import Iterable, Iterator
from dataclasses import replace
from decimal import Decimal
from pathlib import Path

import built_site
import many_entities
import project
import pytest
from browser_pages import ask, axe, opened
from playwright.sync_api import Browser, Page, Route, expect
from project import CheckedContent
from sample_content import LANGUAGES

from budgetbook.arithmetic.severity import rate_outcome
from budgetbook.charts.render.renderer import ChartRenderer
from budgetbook.infra.base.files import OutputFile
from budgetbook.opendata.contributions import ENTRY, Contributions
from budgetbook.pages import compare, compare_rows, glossary, home
from budgetbook.pages import findings as finding_pages
from budgetbook.pages.compare_tables import ComparisonTable, ComparisonTables
from budgetbook.pages.language import LanguageSite, language_sites
from budgetbook.pages.models.page import Page as SitePage
from budgetbook.render.renderer import Renderer
from budgetbook.render.templates import Templates

pytestmark = pytest.mark.slow  # its content of many bodies takes a while to make

LIMIT = 20_000
"""Bytes of a page that lists, compressed."""
FEW = 3
SHOWN = ("revenue", "three-public")
"""Concepts whose tables are looked at in Chromium."""
GIVEN: dict[int, tuple[CheckedContent, Contributions]] = {}


def english(checked: CheckedContent) -> LanguageSite:
    """The edition in English."""
    return next(edition for edition in language_sites(checked.content, checked.findings) if edition.lang == "en")


def shares(checked: CheckedContent) -> Contributions:
    """What its bodies give, worked out once."""
    kinds = ENTRY, compare_rows.KIND, finding_pages.KIND
    if id(checked) not in GIVEN:
        GIVEN[id(checked)] = checked, project.contributions_of(checked.content, checked.findings, *kinds)
    return GIVEN[id(checked)][1]


def tables(checked: CheckedContent) -> ComparisonTables:
    """Its tables in English."""
    return ComparisonTables(english(checked), shares(checked))


def rows_of(checked: CheckedContent) -> Iterator[OutputFile]:
    """The rows files of its tables that are shown, in English."""
    every = tables(checked)
    for table in (every.main_table(), *map(every.concept_table, SHOWN)):
        yield from compare.rows_files(english(checked), table)


@pytest.fixture(scope="module")
def few(checked: CheckedContent) -> CheckedContent:
    """Three bodies of two years."""
    return many_entities.bodies(checked, FEW, years=2)


@pytest.fixture(scope="module")
def crowd(checked: CheckedContent) -> CheckedContent:
    """Five hundred bodies."""
    return many_entities.bodies(checked, 500)


def comparison(edition: LanguageSite, given: Contributions) -> Iterator[SitePage]:
    """The pages of every table."""
    yield from compare.compare_main(edition, given)
    for concept in ComparisonTables(edition, given).compared_concepts:
        yield from compare.compare_figure(edition, given, concept)


def texts(table: ComparisonTable, column: int) -> list[str]:
    return [row[column].text for row in table.rows]


# --------------------------------------------------------------- What the tables say.


def test_every_document_that_gives_a_figure_has_a_row_and_every_number_is_that_of_its_document(few: CheckedContent) -> None:
    edition = english(few)
    table = tables(few).concept_table("reception")
    assert len(table.rows) == FEW * 2
    for row in table.rows:
        body, document, amount, prior, change, *_ = row
        statement = body.address.removeprefix("en/").removesuffix("/#reception")
        ledger = edition.ledgers[statement]
        now, before = ledger.known_value("reception", "amount"), ledger.known_value("reception", "prior")
        assert now is not None
        assert before is not None
        assert (Decimal(amount.value), Decimal(prior.value)) == (now.amount.to_base_unit(), before.amount.to_base_unit())
        assert document.text.startswith(str(ledger.statement.fiscal_year))
        expected = (now.amount.to_base_unit() - before.amount.to_base_unit()) * 100 / before.amount.to_base_unit()
        assert abs(Decimal(change.value) - expected) <= Decimal("0.05")


def test_rows_stand_with_the_newest_year_and_in_it_the_largest_figure_first(few: CheckedContent) -> None:
    rows = tables(few).concept_table("revenue").rows
    order = [(-Decimal(row[1].value), -Decimal(row[2].value)) for row in rows]
    assert order == sorted(order)
    assert len(set(order)) > FEW


def test_the_states_of_a_figure_are_told_apart(few: CheckedContent) -> None:
    """A number, computed, kept by somebody else, said to be none, and not there at all."""
    edition = english(few)
    comparisons, words = tables(few), edition.phrases
    assert {row[2].tag for row in comparisons.concept_table("revenue").rows} == {""}
    assert {row[2].tag for row in comparisons.concept_table("expenditure").rows} == {words["computed"]}
    assert {row[2].tag for row in comparisons.concept_table("overseas-travel").rows} == {words["state-held-centrally"]}
    assert {row[3].tag for row in comparisons.concept_table("three-public").rows} == {words["computed"]}
    nil = {
        concept
        for concept in comparisons.compared_concepts
        if set(texts(comparisons.concept_table(concept), 2)) == {words["state-nil"]}
    }
    assert nil
    assert all(row[2].value == "" for concept in nil for row in comparisons.concept_table(concept).rows), "nil is no 0"
    name, statement = next(iter(few.content.statements.items()))
    figures = {concept: figure for concept, figure in statement.figures.items() if concept != "project-expenditure"}
    no_prose = {lang: replace(prose, sections={}) for lang, prose in statement.prose.items()}  # it names the figure
    without = statement.model_copy(update={"figures": figures, "prose": no_prose})
    lacking = replace(few.content, statements=few.content.statements | {name: without})
    main = tables(CheckedContent(lacking, few.findings)).main_table()
    at = next(at for at, column in enumerate(main.columns) if column.name.startswith("Project expenditure"))
    assert texts(main, at).count(words["not-in-this-document"]) == 1


def test_what_does_not_add_up_is_marked_where_it_stands(checked: CheckedContent) -> None:
    few = many_entities.bodies(checked, FEW)
    comparisons = tables(few)
    assert all(row[2].fails for row in comparisons.concept_table("three-public").rows)
    assert not any(row[2].fails for row in comparisons.concept_table("reception").rows)
    failing = sum(rate_outcome(finding) == "fails" for findings in few.findings.values() for finding in findings)
    assert sum(int(row[-1].text) for row in comparisons.main_table().rows) == failing > 0


def test_a_share_is_given_only_of_what_a_figure_is_part_of(few: CheckedContent) -> None:
    comparisons = tables(few)
    assert [column.name for column in comparisons.concept_table("basic-expenditure").columns][-1] == "Of expenditure (computed)"
    for concept in ("expenditure", "revenue", "administrative-posts", "fixed-assets"):
        assert len(comparisons.concept_table(concept).columns) == 5, concept


def test_with_one_document_there_is_one_table_and_no_page_of_a_single_row(site: Path) -> None:
    for lang in LANGUAGES:
        folders = [path.parent.name for path in (site / lang / "compare").rglob("index.html")]
        assert folders == ["compare"]


def test_a_long_table_is_data_too_and_says_the_same(crowd: CheckedContent, monkeypatch: pytest.MonkeyPatch) -> None:
    edition = english(crowd)
    table = tables(crowd).concept_table("revenue")
    (file,) = compare.rows_files(edition, table)
    assert file.path == "en/compare/revenue/rows.json"
    rows = json.loads(file.data)
    assert [[cell[0] for cell in row] for row in rows] == [[cell.text for cell in row] for row in table.rows]
    assert len(rows) == 500
    assert rows[0][0][2].endswith("/index.html#revenue")
    monkeypatch.setattr(compare, "_ROWS_PER_FILE", 150)
    cut = {file.path: json.loads(file.data) for file in compare.rows_files(edition, table)}
    assert [*cut] == [f"en/compare/revenue/rows{number}.json" for number in ("", "-2", "-3", "-4")]
    assert [row for some in cut.values() for row in some] == rows


# --------------------------------------------------------------- How large pages grow.


def rendered(checked: CheckedContent, which: str) -> Iterator[tuple[str, bytes]]:
    """The English pages of a kind."""
    renderer = Renderer(Templates.read(project.TEMPLATES), checked.content.site, checked.content.phrases, ChartRenderer(None))
    edition, given = english(checked), shares(checked)
    made: Iterable[SitePage]
    match which:
        case "compare":
            made = comparison(edition, given)
        case "checks":
            made = finding_pages.findings_pages(edition, given)
        case "home":
            made = [*home.home_pages(edition, given), *home.entity_list_pages(edition, given)]
        case _:
            made = [glossary.term_page(edition, given, "revenue")]
    for page in made:
        output = renderer.render_page(page)
        yield output.path, output.data


def test_the_front_page_of_many_says_whose_hundred_yuan_it_shows(few: CheckedContent, checked: CheckedContent) -> None:
    figure = re.compile(r'<figure class="chart-figure".*?</figcaption>', re.DOTALL)
    (head,) = figure.findall(dict(rendered(few, "home"))["en/index.html"].decode())
    (first, *_) = shares(few).register.select_latest(few.content, 1)
    assert f'href="../en/{first.id}/index.html"' in head or f'href="{first.id}/index.html"' in head
    (head,) = figure.findall(dict(rendered(checked, "home"))["en/index.html"].decode())
    assert "href" not in head, "with one document there is no question"


def test_a_pager_shows_where_it_leaves_pages_out(crowd: CheckedContent) -> None:
    first = next(data.decode() for path, data in rendered(crowd, "compare") if path == "en/compare/index.html")
    pages = re.findall(r"<li[^>]*>(?:<a[^>]*>)?([^<]+)", first[first.index('class="pager"') :].partition("</ol>")[0])
    assert pages == ["1", "2", "3", "…", str(len(shares(crowd).register.statements) // 100)]


@pytest.mark.parametrize("which", ["home", "term", "compare", "checks"])
def test_no_page_grows_with_the_number_of_bodies(which: str, crowd: CheckedContent, capsys: pytest.CaptureFixture[str]) -> None:
    sizes = {}
    for path, data in rendered(crowd, which):
        sizes[path] = len(gzip.compress(data, mtime=0))
        if len(sizes) == 30:  # the first pages of the first tables; the others are like them
            break
    largest = max(sizes, key=lambda path: sizes[path])
    with capsys.disabled():
        sys.stdout.write(f"\n500 bodies, {which}: {len(sizes)} pages looked at, largest {sizes[largest]:,} bytes compressed")
    assert sizes[largest] < LIMIT, largest


# --------------------------------------------------------------- In Chromium.


@pytest.fixture(scope="module")
def shown(few: CheckedContent, crowd: CheckedContent, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Compare pages of three bodies under few/; of five hundred under crowd/, their rows in four files."""
    folder = tmp_path_factory.mktemp("compare")
    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(compare, "_ROWS_PER_FILE", 150)
        _write(folder, few=few, crowd=crowd)
    with built_site.served(folder) as address:
        yield address


def _write(folder: Path, **sites: CheckedContent) -> None:
    for name, checked in sites.items():
        renderer = Renderer(Templates.read(project.TEMPLATES), checked.content.site, checked.content.phrases, ChartRenderer(None))
        edition, given = english(checked), shares(checked)
        wanted = re.compile(rf"en/compare/((main|{'|'.join(SHOWN)})/)?(2/)?")
        made = [renderer.render_page(page) for page in comparison(edition, given) if wanted.fullmatch(page.address)]
        outputs = [(output.path, output.data) for output in (*made, *renderer.asset_files())]
        for path, data in (*outputs, *((file.path, file.data) for file in rows_of(checked))):
            target = folder / name / path
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_bytes(data)


def column(page: Page, number: int) -> list[str]:
    cells = f".compare tbody tr > :nth-child({number}) > a, .compare tbody tr > :nth-child({number}):not(:has(a))"
    texts: list[str] = page.locator(cells).all_inner_texts()
    return texts


def values(page: Page, number: int) -> list[float]:
    found = ask(
        page, "n => [...document.querySelectorAll(`.compare tbody td:nth-child(${n})`)].map(c => +c.dataset.value)", number
    )
    assert isinstance(found, list)
    return found


@pytest.mark.browser
def test_a_table_is_sorted_by_any_column_with_mouse_and_keyboard(browser: Browser, shown: str) -> None:
    with opened(browser, shown, "few/en/compare/revenue/index.html") as page:
        head = page.locator("th", has_text="Amount")
        head.locator("button").click()
        assert head.get_attribute("aria-sort") == "descending"
        assert values(page, 3) == sorted(values(page, 3), reverse=True)
        page.keyboard.press("Enter")
        assert head.get_attribute("aria-sort") == "ascending"
        assert values(page, 3) == sorted(values(page, 3))
        page.keyboard.press("Shift+Tab")
        page.keyboard.press("Shift+Tab")
        page.keyboard.press("Space")
        assert head.get_attribute("aria-sort") is None
        names = column(page, 1)
        assert names == sorted(names)
        assert axe(page) == []


@pytest.mark.browser
def test_a_table_is_filtered_by_words_and_says_how_many_rows_are_left(browser: Browser, shown: str) -> None:
    with opened(browser, shown, "few/en/compare/index.html") as page:
        page.locator(".filter input").fill("Office 2031")
        expect(page.locator(".compare-area [role=status]")).to_have_text("3 of 6 rows")
        assert column(page, 2) == ["2031 budget"] * 3
        page.locator(".filter input").fill("")
        expect(page.locator(".compare tbody tr")).to_have_count(6)


@pytest.mark.browser
def test_a_table_of_many_pages_is_sorted_and_filtered_as_a_whole(browser: Browser, shown: str) -> None:
    with opened(browser, shown, "crowd/en/compare/revenue/2/index.html") as page:
        assert page.locator(".compare tbody tr").count() == 100
        assert page.locator(".pager").is_visible()
        page.locator(".filter input").fill("no. 499")
        expect(page.locator(".compare-area [role=status]")).to_have_text("1 of 500 rows")
        assert page.locator(".pager").is_hidden()
        page.locator(".filter input").fill("")
        expect(page.locator(".compare tbody tr")).to_have_count(100)
        page.locator(".compare-area > button").click()
        expect(page.locator(".compare tbody tr")).to_have_count(200)
        expect(page.locator(".compare tbody tr:nth-child(101) th a")).to_be_focused()
        assert axe(page) == []


@pytest.mark.browser
def test_a_table_of_many_files_shows_what_is_read_and_says_that_there_is_more(browser: Browser, shown: str) -> None:
    with opened(browser, shown, "crowd/en/compare/revenue/index.html") as page:
        status = page.locator(".compare-area [role=status]")
        held: list[Route] = []
        page.route("**/rows-2.json", lambda route: held.append(route))
        page.locator(".filter input").fill("no. 99")
        expect(status).to_contain_text("of 150 rows; 500 in the whole table, the rest still loading")
        assert 0 < page.locator(".compare tbody tr").count() < 5
        held[0].continue_()
        expect(status).to_have_text("5 of 500 rows")


@pytest.mark.browser
def test_a_file_that_cannot_be_read_is_said_and_asked_for_again(browser: Browser, shown: str) -> None:
    with browser.new_context() as context:
        page = context.new_page()
        page.goto(f"{shown}crowd/en/compare/revenue/index.html")
        page.route("**/rows-3.json", lambda route: route.abort())
        page.locator(".filter input").fill("no. 499")
        expect(page.locator(".compare-area [role=status]")).to_contain_text("could not be loaded")
        page.unroute("**/rows-3.json")
        page.locator(".filter input").fill("no. 99")
        expect(page.locator(".compare-area [role=status]")).to_have_text("5 of 500 rows")


@pytest.mark.browser
def test_rows_made_by_the_script_are_those_of_the_page(browser: Browser, shown: str) -> None:
    read = "() => [...document.querySelectorAll('.compare tbody tr')].map(tr => tr.innerHTML.replace(/\\s+/g, ' '))"
    links = "() => [...document.querySelectorAll('.compare tbody a')].map(a => a.href)"
    with opened(browser, shown, "crowd/en/compare/three-public/index.html") as page:
        before, led = ask(page, read), ask(page, links)
        page.locator(".filter input").fill(" ")
        expect(page.locator(".compare-area [role=status]")).to_have_text("500 of 500 rows")
        after, leads = ask(page, read), ask(page, links)
        assert led == leads
        assert isinstance(before, list)
        assert isinstance(after, list)
        bare = [[re.sub(r' href="[^"]*"', "", row).replace("> <", "><").strip() for row in rows] for rows in (before, after)]
        assert bare[0] == bare[1]


@pytest.mark.browser
def test_without_script_a_table_is_sorted_and_its_pages_are_linked(browser: Browser, shown: str) -> None:
    with opened(browser, shown, "crowd/en/compare/revenue/index.html", script=False) as page:
        assert page.locator(".compare button").count() == 0
        assert not page.locator(".filter").is_visible()
        page.locator(".pager a[rel=next]").click()
        assert page.url.endswith("/compare/revenue/2/index.html")
        assert page.locator(".compare tbody tr").count() == 100


@pytest.mark.browser
def test_from_disk_a_long_table_says_that_it_has_one_page_only(browser: Browser, crowd: CheckedContent, tmp_path: Path) -> None:
    renderer = Renderer(Templates.read(project.TEMPLATES), crowd.content.site, crowd.content.phrases, ChartRenderer(None))
    page_of = next(iter(comparison(english(crowd), shares(crowd))))
    for output in (renderer.render_page(page_of), *renderer.asset_files()):
        (tmp_path / output.path).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / output.path).write_bytes(output.data)
    with browser.new_context() as context:
        page = context.new_page()
        page.goto((tmp_path / "en/compare/index.html").as_uri())
        page.locator("thead button").first.click()
        expect(page.locator(".compare-area [role=status]")).to_contain_text("Pages opened from disk")
        assert page.locator(".compare tbody tr").count() == 100
