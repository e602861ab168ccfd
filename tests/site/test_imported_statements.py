"""Three statements of two bodies side by side: what an import made of two real PDFs, finished by a person, on one site.

`statements/field/` holds the finished statements; everything else of the content is the real one. What the checks must
find is in `statements/wanli-<year>.expected.tsv`, each line under the number that it has in the list made by hand.
"""

from __future__ import annotations

import csv
import gzip
import html
import re
from collections import Counter
from decimal import Decimal
from pathlib import Path
from urllib.parse import urlsplit

import built_site
import project
import pytest
from amount_styles import STYLES, read_unit
from page_numbers import walk
from project import CheckedContent
from sample_content import LANGUAGES

from budgetbook.arithmetic import amount_format
from budgetbook.arithmetic.finding import Finding
from budgetbook.arithmetic.money import Amount
from budgetbook.arithmetic.statement_table import StatementTable
from budgetbook.content.breakdown import Breakdown
from budgetbook.content.text import Language

pytestmark = pytest.mark.slow

HERE = Path(__file__).parent.parent / "statements"
BODY = "wanli-subdistrict-office"
YEARS = (2024, 2025)
STATEMENTS = [f"{BODY}/{year}-budget" for year in YEARS]
NIL = ("government-funds-by-function", "state-capital-by-function")
BY_FUNCTION = ("revenue-by-function", "expenditure-by-function", "general-public-by-function")
BY_NATURE = "basic-by-economic-nature"
TABLES_OF_DOCUMENT = (
    "revenue-and-expenditure", "revenue-by-function", "expenditure-by-function", "appropriation-balance",
    "general-public-by-function", *NIL, BY_NATURE, "three-public-table",
)  # fmt: skip
"""The nine tables, in the document's order."""
COMPARED = (
    "fiscal-appropriation", "appropriation-expenditure", "general-public-expenditure", "government-funds-expenditure",
    "state-capital-expenditure", "three-public", "overseas-travel", "vehicles", "vehicle-purchase", "vehicle-operation",
    "reception",
)  # fmt: skip
"""What “Chained with 2024” of wanli-2025.findings.md lists: the figures of 2025 that imply a figure of 2024."""
UNMET = ("key-project-indicators", "publication-date", "link")
"""What the Shanghai profile asks for and neither document gives, or the copy does not."""
LIMIT = 60_000
"""Bytes of a page, compressed."""

Row = tuple[str, str, str, str, str, str]


def page(site: Path, lang: Language, address: str) -> str:
    return (site / lang / address / "index.html").read_text(encoding="utf-8")


def words(source: str) -> str:
    """The visible text of a piece of HTML."""
    return re.sub(r"\s+", " ", html.unescape(re.sub(r"<[^>]+>", " ", source))).strip()


def section(source: str, name: str) -> str:
    """One section of a page, from its element to the next section's."""
    found = re.search(rf'<section[^>]* (?:id|aria-labelledby)="{name}".*?</section>', source, re.DOTALL)
    assert found, f"no section {name}"
    return found[0]


# ---------------------------------------------------------------- what the checks find


def test_three_statements_of_two_bodies_stand_together(field: CheckedContent) -> None:
    assert sorted(field.content.statements) == sorted([project.STATEMENT, *STATEMENTS])
    assert len(field.content.entities) == 2


def side(value: Amount | str | None) -> str:
    """A number with its unit, without trailing zeros; a word as it is."""
    return f"{value.value.normalize():f} {value.unit}" if isinstance(value, Amount) else value or ""


def row(finding: Finding) -> Row:
    return (
        finding.concept,
        finding.rule,
        finding.role,
        finding.verdict,
        side(finding.printed_value),
        side(finding.computed_value),
    )


def typed(cell: str) -> str:
    """A cell of the list as `side` writes it."""
    number = re.fullmatch(r"(-?[0-9.]+) (\S+)", cell)
    return f"{Decimal(number[1]).normalize():f} {number[2]}" if number else cell


def expected(year: int) -> list[Row]:
    lines = (HERE / f"wanli-{year}.expected.tsv").read_text(encoding="utf-8").splitlines()
    rows = csv.DictReader((line for line in lines if not line.startswith("#")), delimiter="\t", quoting=csv.QUOTE_NONE)
    return [
        (r["concept"], r["rule"], r["role"], r["verdict"], typed(r["printed"] or ""), typed(r["computed"] or "")) for r in rows
    ]


@pytest.mark.parametrize(("year", "count"), [(2024, 80), (2025, 76)])
def test_what_does_not_simply_hold_is_what_a_person_found(field: CheckedContent, year: int, count: int) -> None:
    wanted = expected(year)
    assert len(wanted) == count
    found = [row(finding) for finding in field.findings[f"{BODY}/{year}-budget"] if finding.verdict != "holds"]
    assert sorted(found) == sorted(wanted)


@pytest.mark.parametrize("statement", STATEMENTS)
def test_each_inexact_check_is_confirmed_and_each_failure_explained(field: CheckedContent, statement: str) -> None:
    inexact = [finding for finding in field.findings[statement] if not finding.exact]
    assert inexact
    assert [finding.id for finding in inexact if finding.mark is None] == []
    failing = [finding for finding in inexact if finding.verdict == "fails"]
    assert len(failing) == (5 if statement.endswith("2024-budget") else 0)
    assert [finding.id for finding in failing if finding.mark is None or finding.mark.note is None] == []


def counted(findings: tuple[Finding, ...], rule: str, kind: str) -> dict[str, Counter[str]]:
    """How the comparisons of one kind ended, table by table."""
    found: dict[str, Counter[str]] = {}
    for finding in findings:
        if finding.rule == rule and finding.kind == kind and finding.table:
            found.setdefault(finding.table, Counter())[finding.verdict] += 1
    return found


def test_sums_down_are_as_many_as_a_person_counted(field: CheckedContent) -> None:
    """“What holds” of both lists. In 2024 the two lost zeros of table 8 are findings about its codes, not about its sums."""
    before, after = (counted(field.findings[statement], "sum", "") for statement in STATEMENTS)
    assert [before[table] for table in (*BY_FUNCTION, BY_NATURE)] == [
        {"holds": 170}, {"holds": 102}, {"holds": 102}, {"holds": 12},
    ]  # fmt: skip
    assert [after[table] for table in (*BY_FUNCTION, BY_NATURE)] == [
        {"holds": 166, "rounding": 4}, {"holds": 100, "rounding": 2}, {"holds": 100, "rounding": 2}, {"holds": 12},
    ]  # fmt: skip


def test_sums_across_are_as_many_as_a_person_counted(field: CheckedContent) -> None:
    before, after = (counted(field.findings[statement], "sum", "across") for statement in STATEMENTS)
    assert [before[table] for table in (*BY_FUNCTION, BY_NATURE)] == [{"holds": 67}, {"holds": 67}, {"holds": 67}, {"holds": 32}]
    assert [after[table] for table in (*BY_FUNCTION, BY_NATURE)] == [
        {"holds": 67}, {"holds": 66, "rounding": 1}, {"holds": 66, "rounding": 1}, {"holds": 32},
    ]  # fmt: skip


@pytest.mark.parametrize("statement", STATEMENTS)
def test_tables_3_and_5_are_compared_in_every_cell(field: CheckedContent, statement: str) -> None:
    """66 codes and the total, three columns each."""
    assert counted(field.findings[statement], "sum", "funds").get("expenditure-by-function") == {"holds": 67 * 3}


@pytest.mark.parametrize("statement", STATEMENTS)
@pytest.mark.parametrize("table", ["revenue-and-expenditure", "appropriation-balance"])
def test_the_nine_classes_without_codes_are_compared_and_add_up(field: CheckedContent, statement: str, table: str) -> None:
    """Tables 1 and 4 print the classes by name alone; they agree with the classes of tables 3 and 5, and make the total."""
    about = [finding for finding in field.findings[statement] if table in (finding.table, finding.other.partition(".")[0])]
    same = [finding for finding in about if finding.rule == "equal" and finding.role == "amount" and finding.row != "total"]
    assert len({finding.row for finding in same if finding.row and not finding.row.startswith("total")}) == 9
    assert any(finding.rule == "sum" and finding.kind == "" and finding.concept == f"{table}.total" for finding in about)
    assert {finding.verdict for finding in same if finding.row} == {"holds"}


@pytest.mark.parametrize("statement", STATEMENTS)
def test_text_and_table_are_compared_in_all_33_items(field: CheckedContent, statement: str) -> None:
    found = counted(field.findings[statement], "equal", "text")["general-public-by-function"]
    assert found == ({"holds": 21, "rounding": 12} if statement.endswith("2024-budget") else {"holds": 18, "rounding": 15})


def test_the_words_of_all_33_items_are_tested(field: CheckedContent) -> None:
    """2024: directions of all items, five of them unchanged, and every percentage but that of nothing (no. 3)."""
    about = [f for f in field.findings[STATEMENTS[0]] if f.table == "general-public-by-function"]
    found = Counter((f.rule, f.verdict) for f in about if f.rule in ("direction", "zero-with-a-direction", "percent"))
    assert found == {
        ("direction", "holds"): 28,
        ("zero-with-a-direction", "holds"): 5,
        ("percent", "holds"): 27,
        ("percent", "untestable"): 1,
    }


@pytest.mark.parametrize(("statement", "lost"), list(zip(STATEMENTS, (2, 0), strict=True)))
def test_every_code_is_looked_up(field: CheckedContent, statement: str, lost: int) -> None:
    """66 codes by function in three tables, 31 by nature; in 2024 two of them lack a zero (nos. 5 and 6)."""
    found = Counter(f.verdict for f in field.findings[statement] if f.rule == "code")
    assert (found["holds"], found["fails"], found.total()) == (229 - lost, lost, 229)


@pytest.mark.parametrize("concept", COMPARED)
def test_what_2025_implies_of_2024_is_what_2024_prints(field: CheckedContent, concept: str) -> None:
    chained = [f for f in field.findings[STATEMENTS[1]] if f.rule == "chain" and f.concept == concept]
    assert [(f.verdict, f.other) for f in chained] == [("holds", STATEMENTS[0])]
    printed = field.content.statements[STATEMENTS[0]].figures[concept].amount
    assert isinstance(chained[0].computed_value, Amount)
    assert chained[0].computed_value.value == printed


# ---------------------------------------------------------------- what a reader sees


@pytest.mark.parametrize("lang", LANGUAGES)
def test_the_series_shows_both_years(field_site: Path, field: CheckedContent, lang: Language) -> None:
    series = section(page(field_site, lang, BODY), "series")
    series = series[series.rindex("<table") :]  # the chart above it has a table of its own
    assert re.findall(r'<th scope="col">(.*?)</th>', series)[1:] == ["2023", "2024", "2025"]
    shown = words(series).replace(" ", "")
    figures = [field.content.statements[statement].figures["revenue"].amount for statement in STATEMENTS]
    for text in amount_format.in_common_unit([Amount(amount, read_unit("万元")) for amount in figures if amount], STYLES[lang]):
        assert text.replace(" ", "") in shown


def cells(source: str, line: str) -> list[str]:
    """The cells of one line of a table; a dash stands for one that the document leaves empty."""
    found = re.search(rf'<tbody id="line-{line}"[^>]*>(.*?)</tr>', source, re.DOTALL)
    assert found, f"no line {line}"
    return [html.unescape(cell) for cell in re.findall(r"<td>(.*?)</td>", found[1], re.DOTALL)]


def shown_columns(breakdown: Breakdown) -> list[int]:
    """The columns in which the document prints anything but 0, in any line."""
    lines = [row.values for row in breakdown.rows] + ([breakdown.total] if breakdown.total else [])
    return [
        at for at in range(len(breakdown.columns)) if len({line[at] for line in lines}) > 1 or any(line[at] for line in lines)
    ]


def check_lines(source: str, name: str, breakdown: Breakdown) -> int:
    """Every line of a table is on its page, with each value as printed and each blank as a blank."""
    sheet, shown, blanks = StatementTable(name, breakdown), shown_columns(breakdown), 0
    for line in sheet.rows:
        anchor = sheet.anchor(line).partition(".")[2]
        values = [line.values[at] for at in shown]
        assert breakdown.unit == "元", "the unit in which both languages show a table"
        wanted = ["–" if v is None else amount_format.group_digits(v) for v in values]
        assert cells(source, anchor) == wanted, anchor
        assert line.code is None or f'<td class="code">{line.code}</td>' in source
        blanks += wanted.count("–")
    return blanks


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("statement", STATEMENTS)
def test_each_table_has_a_page_with_every_code_and_value(
    field: CheckedContent, field_site: Path, statement: str, lang: Language
) -> None:
    breakdowns = field.content.statements[statement].breakdowns
    assert tuple(breakdowns) == TABLES_OF_DOCUMENT[:-1]
    blanks = {
        name: check_lines(page(field_site, lang, f"{statement}/{name}"), name, b) for name, b in breakdowns.items() if b.rows
    }
    assert {name: count for name, count in blanks.items() if count} == {}
    left_out = {name: len(b.columns) - len(shown_columns(b)) for name, b in breakdowns.items() if b.rows}
    assert {name: count for name, count in left_out.items() if count} == {"revenue-by-function": 3, "appropriation-balance": 2}
    assert sum(len(b.rows) for b in breakdowns.values()) == 66 * 3 + 31 + 9 * 2


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("statement", STATEMENTS)
def test_each_line_of_a_table_can_be_checked_and_corrected(
    field: CheckedContent, field_site: Path, statement: str, lang: Language
) -> None:
    """Its disclosure opens its own line of the file; the page's form of citation has its address."""
    content, address = HERE / "field" / "content", f"{field.content.site.address}{lang}/{statement}"
    for name, table in field.content.statements[statement].breakdowns.items():
        path = f"{lang}/{statement}/{name}/index.html"
        if not table.rows:
            continue
        document = built_site.documents(field_site)[path]
        for index, row in enumerate(table.rows, 1):
            anchor = f"line-{row.code or index}"
            assert row.name in built_site.opened_line(content, document, anchor)
        forms = [element.attributes["data-cite"] for element in document.elements if "data-cite" in element.attributes]
        assert [f"{address}/{name}/#" in form for form in forms] == [True]
        assert table.total is None or built_site.opened_line(content, document, "line-total").startswith("total:")


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("statement", STATEMENTS)
def test_a_blank_is_no_zero(field_site: Path, statement: str, lang: Language) -> None:
    """Two columns of table 4 are empty in every line, three of table 2 hold a 0: what is not shown is told, each as it is.

    Line 201 of table 3 has a 0 for basic expenditure, and that column is shown.
    """
    balance = words(page(field_site, lang, f"{statement}/appropriation-balance"))
    revenue = words(page(field_site, lang, f"{statement}/revenue-by-function"))
    empty, zero = {"zh": ("整列都是空的", "整列都是0"), "en": ("leaves every cell empty", "every amount in the column is 0")}[
        lang
    ]
    assert (empty in balance, zero in balance) == (True, False)
    assert (empty in revenue, zero in revenue) == (False, True)
    codes = {"zh": "没有编码", "en": "gives no codes"}[lang]
    assert (codes in balance, codes in revenue) == (True, False)
    assert cells(page(field_site, lang, f"{statement}/expenditure-by-function"), "201")[1] == "0"


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("statement", STATEMENTS)
def test_empty_tables_say_so(field: CheckedContent, field_site: Path, statement: str, lang: Language) -> None:
    said = field.content.phrases[lang].sentences["nil-said"]
    tables = section(page(field_site, lang, statement), "tables")
    assert words(tables).count(said) == len(NIL)
    assert not any((field_site / lang / statement / name).exists() for name in NIL), "a page of nothing"
    assert tables.count(field.content.phrases[lang].words["table-nil"] + "</span>") == len(NIL)


@pytest.mark.parametrize("lang", LANGUAGES)
def test_a_full_table_with_a_note_that_it_is_empty_is_told(field: CheckedContent, field_site: Path, lang: Language) -> None:
    (finding,) = [f for f in field.findings[STATEMENTS[0]] if f.concept == "three-public-table"]
    assert finding.mark is not None
    assert finding.mark.note is not None
    name = field.content.tables["three-public-table"].name[lang]
    assert name in words(section(page(field_site, lang, STATEMENTS[0]), "alarms"))
    assert finding.mark.note[lang] in words(section(page(field_site, lang, f"{STATEMENTS[0]}/evidence"), "checks"))
    assert name not in words(section(page(field_site, lang, STATEMENTS[1]), "alarms"))


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("statement", STATEMENTS)
def test_a_statement_lists_its_nine_tables(field: CheckedContent, field_site: Path, statement: str, lang: Language) -> None:
    shown = re.findall(r"<strong>(.*?)</strong>", section(page(field_site, lang, statement), "tables"), re.DOTALL)
    asked = field.content.profiles["shanghai-department"].requirements.values()
    assert [each.table for each in asked if each.table] == list(TABLES_OF_DOCUMENT)
    assert [words(each) for each in shown] == [each.name[lang] for each in asked if each.table]


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("statement", STATEMENTS)
def test_what_the_shanghai_profile_misses_is_named(
    field: CheckedContent, field_site: Path, statement: str, lang: Language
) -> None:
    requirements = field.content.profiles["shanghai-department"].requirements
    source = section(page(field_site, lang, f"{statement}/evidence"), "requirements")
    unmet = re.findall(r'<li class="unmet"><p><strong>(.*?)</strong>', source)
    met = re.findall(r'<li class="met"><p><strong>(.*?)</strong>', source)
    assert sorted(html.unescape(name) for name in unmet) == sorted(requirements[name].name[lang] for name in UNMET)
    assert len(met) + len(unmet) == len([each for each in requirements.values() if each.table is None])


@pytest.mark.parametrize("statement", STATEMENTS)
def test_an_english_page_tells_the_language_of_a_name_that_has_no_english(field_site: Path, statement: str) -> None:
    """Where a line's name stands in Chinese alone (a class without a code, a code that is none), the page says so."""
    looked = 0
    for name in [each for each in TABLES_OF_DOCUMENT[:-1] if each not in NIL]:
        for attributes, inside in re.findall(
            r'<th scope="row"([^>]*)>(.*?)(?=<details|</th>)', page(field_site, "en", f"{statement}/{name}"), re.DOTALL
        ):
            looked += 1
            bare = re.sub(r'<span[^>]* lang="zh-CN">.*?</span>', "", inside)
            assert 'lang="zh-CN"' in attributes or not re.search(r"[一-鿿]", bare), (name, inside)
    assert looked == 66 * 3 + 31 + 9 * 2 + 6


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("statement", STATEMENTS)
def test_no_sentence_of_a_check_has_a_hole(field_site: Path, statement: str, lang: Language) -> None:
    """Item 31 is printed twice at one place: the sentence names it."""
    for name in ("", "/evidence", "/general-public-by-function"):
        shown = words(page(field_site, lang, f"{statement}{name}"))
        assert re.findall(r"\bin , |在 ?又|“”|\(\)|（）", shown) == []


def test_pages_of_the_statements_are_light(field_site: Path) -> None:
    weights = {path: len(gzip.compress(path.read_bytes(), mtime=0)) for path in field_site.glob(f"*/{BODY}/**/index.html")}
    charts = {path for path in weights if "chart" in path.parts}
    lines = {path for path in weights if "lines" in path.parts}
    assert lines
    assert len(weights) - len(charts) - len(lines) == 2 * (1 + 2 * (3 + len(TABLES_OF_DOCUMENT) - 1 - len(NIL)))
    assert len(charts) == 2 * 3, "one page of frames for each statement and for the body"
    assert {path.as_posix(): weight for path, weight in weights.items() if weight >= LIMIT} == {}


def test_every_link_inside_the_site_leads_somewhere(field_site: Path) -> None:
    pages, looked, dead = built_site.documents(field_site), 0, []
    for document in pages.values():
        for element, href in document.links():
            if urlsplit(href).scheme or document.path == "404.html":
                continue
            looked += 1
            path, fragment = built_site.target(document.path, href)
            if not (field_site / path).is_file() or (fragment and fragment not in pages[path].ids):
                dead.append(f"{document.path}:{element.line}: {href}")
    assert looked > 1000
    assert dead == []


def test_every_number_of_the_tables_is_on_the_site_and_every_number_of_the_site_in_the_tables(field_site: Path) -> None:
    listed, shown = walk(field_site)
    assert listed > 2000
    assert shown > 150


def test_every_finding_of_the_data_files_leads_somewhere(field_site: Path) -> None:
    pages = built_site.documents(field_site)
    with gzip.open(field_site / "data" / "findings.csv.gz", "rt", encoding="utf-8-sig", newline="") as file:
        rows = [row for row in csv.DictReader(file) if row["statement"] in STATEMENTS]
    assert len(rows) > 2000
    dead = set()
    for each in rows:
        for lang in LANGUAGES:
            address, _, fragment = each[f"page_{lang}"].partition("#")
            there = pages.get(f"{address}index.html")
            if there is None or (fragment and fragment not in there.ids):
                dead.add(f"{each['rule']} {each['verdict']}: {each[f'page_{lang}']}")
    assert sorted(dead)[:3] == []
