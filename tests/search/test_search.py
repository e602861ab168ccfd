"""Search: the real search.js over the real index finds what is there, and nothing else; what it costs; how it is used."""

from __future__ import annotations

import csv
import gzip
import json
import re
import shutil
import subprocess
import sys
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from decimal import Decimal
from functools import cache, cached_property
from pathlib import Path
from typing import Any

import built_site
import many_entities
import project
import pytest
from project import CheckedContent
from sample_content import LANGUAGES

from budgetbook.arithmetic import amount_format
from budgetbook.content.text import Language
from budgetbook.opendata.contributions import ENTRY
from budgetbook.pages.language import language_sites, relative_href
from budgetbook.pages.statement_card import key_numbers
from budgetbook.pages.views.figures import change_view
from budgetbook.search import entries as search_entries
from budgetbook.search import index as search_index
from budgetbook.search import postings
from budgetbook.search.index import SPAN, EntryBlock, SearchEntry
from budgetbook.search.normal_text import normalize, text_rules
from budgetbook.search.number_units import number_units
from budgetbook.search.terms import TermCutter

QUERIES = project.ROOT / "tests" / "page_checkers" / "queries.mjs"
WANLI = "wanli-subdistrict-office/2025-budget"
Block = tuple[str, list[list[Any]]]
"""A file of entries: the end of every note, and the rows."""
HAN = re.compile("[㐀-鿿]")
RUN = re.compile("[㐀-鿿]+|[0-9.]+|[a-zà-ÿ]+")
AMOUNT = re.compile("([0-9]+(?:[.][0-9]+)?)(?: ?(亿元|万元|元|亿|万|billion|million|thousand|yuan))?")
"""A number, and the unit of money behind it."""
CONTENT = project.check(project.CONTENT).content
CUTTER = TermCutter(number_units(CONTENT), text_rules(CONTENT, "en"))
extract_terms = CUTTER.extract_terms
UNITS = {"亿元", "万元", "元", "billion", "million", "thousand", "yuan"}
WORTH = {"亿": 8, "万": 4, "元": 0, "billion": 9, "million": 6, "thousand": 3, "yuan": 0}


@dataclass(frozen=True)
class Answers:
    """What search.js says of each query."""

    found: list[list[int]]
    keys: list[list[str]]
    read: list[int]


def ask(folder: Path, queries: list[str], *, only_keys: bool = False) -> Answers:
    """Put queries to search.js in Node, or only let it cut them into keys."""
    node = shutil.which("node")
    if node is None:
        built_site.needs("node")
    question = json.dumps({"folder": str(folder), "queries": queries, "onlyKeys": only_keys})
    done = subprocess.run([node, QUERIES], input=question, capture_output=True, text=True, encoding="utf-8", check=False)
    assert done.returncode == 0, done.stderr
    answers = json.loads(done.stdout)
    assert len(answers["keys"]) == len(queries)
    return Answers(**answers)


@dataclass(frozen=True)
class Findable:
    """An entry with everything that it can be found by."""

    entry: SearchEntry
    texts: tuple[str, ...]

    def has(self, query: str) -> bool:
        """The truth, worked out without keys: Chinese as it is written, numbers whatever their unit, other words whole; the last
        one at least begun."""
        mine, words, numbers = self._written
        runs = typed(query)
        for last, (run, wanted) in enumerate(runs, 1 - len(runs)):
            if HAN.match(run):
                there = run in mine
            elif run[0].isdigit():
                there = any(is_written(run, number, unit, last == 0) for number, unit in numbers)
            else:
                there = wanted in words or (last == 0 and len(run) > 1 and any(word.startswith(run) for word in words))
            if not there:
                return False
        return True

    @cached_property
    def _written(self) -> tuple[str, set[str], set[tuple[str, str]]]:
        """Its texts, a line each, their words and their numbers."""
        mine = "\n".join(normalize(text) for text in self.texts)
        words = {singular for word in RUN.findall(mine) if word[0].isalpha() for singular in extract_terms(word)}
        return mine, words, set(AMOUNT.findall(f"{mine}\n{normalize(self.entry.number_forms)}"))


@cache
def typed(query: str) -> list[tuple[str, str]]:
    """The words and numbers of a query, each with the form in which it is looked for if it is a word."""
    return [(run, min(extract_terms(run), default="") if run[0].isalpha() else "") for run in RUN.findall(normalize(query))]


@cache
def is_written(digits: str, number: str, unit: str, begun: bool) -> bool:
    """Whether digits without a unit are those of a number, or its first ones, in a unit that it may be told in."""
    if not unit and "." not in number:
        return number == digits or (begun and len(digits) > 1 and number.startswith(digits))
    value = Decimal(number).scaleb(WORTH.get(unit.removesuffix("元") or unit, 0))
    for power in (0, 4, 6, 8):
        told = f"{value.scaleb(-power).normalize():f}"
        if Decimal(digits) == Decimal(told):
            return True
        if begun and len(digits) > 1 and told.startswith(digits) and ("." in digits or told[len(digits)] == "."):
            return True
    return False


Findables = dict[int, Findable]
"""By the number of the entry."""


def findables(groups: Iterable[tuple[int, EntryBlock]]) -> Findables:
    return {
        group * SPAN + number: Findable(entry, (*entry.names, entry.text, within.context))
        for group, within in groups
        for number, entry in enumerate(within.entries)
    }


@pytest.fixture(scope="module")
def everything(field: CheckedContent) -> dict[Language, Findables]:
    """What can be found on a site of two bodies, one of which publishes tables with codes."""
    shares = project.contributions_of(field.content, field.findings, ENTRY, search_entries.CONTRIBUTION)
    return {lang: findables(search_entries.entry_blocks(field.content.restricted_to(()), shares, lang)) for lang in LANGUAGES}


@pytest.mark.parametrize("lang", LANGUAGES)
def test_every_name_finds_what_has_it_and_nothing_else(
    lang: Language, everything: dict[Language, Findables], field_site: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    entries = everything[lang]
    queries = sorted({name for each in entries.values() for name in each.entry.names if bool(HAN.search(name)) == (lang == "zh")})
    assert len(queries) > 100
    assert all(RUN.search(normalize(query)) for query in queries), "a name that nobody can type"
    assert sum(each.entry.kind == "line" for each in entries.values()) > 100
    answers = ask(field_site / lang / "search", queries)
    right = wrong = missed = 0
    for query, found in zip(queries, answers.found, strict=True):
        there = {number for number, each in entries.items() if each.has(query)}
        assert there, query
        right += len(there & set(found))
        wrong += len(set(found) - there)
        missed += len(there - set(found))
    recall, precision = right / (right + missed), right / (right + wrong)
    with capsys.disabled():
        sys.stdout.write(f"\nsearch, {lang}: {len(queries)} names, recall {recall:.4f}, precision {precision:.4f}")
    assert recall >= 0.99
    assert precision >= 0.98


@pytest.mark.parametrize("lang", LANGUAGES)
def test_the_name_of_a_term_finds_the_term_first(lang: Language, everything: dict[Language, Findables], field_site: Path) -> None:
    entries = everything[lang]
    terms = [number for number, each in entries.items() if each.entry.kind == "term"]
    answers = ask(field_site / lang / "search", [entries[number].entry.title for number in terms])
    firsts = [entries[found[0]].entry.title for found in answers.found]
    assert firsts == [entries[number].entry.title for number in terms]
    assert [entries[found[0]].entry.kind for found in answers.found] == ["term"] * len(terms)


def first(everything: dict[Language, Findables], field_site: Path, lang: Language, query: str) -> SearchEntry:
    (found,) = ask(field_site / lang / "search", [query]).found
    assert found, query
    return everything[lang][found[0]].entry


@pytest.mark.parametrize(
    ("lang", "query", "kind", "href"),
    [
        ("zh", "门头沟区科协 2023", "statement", f"../{project.STATEMENT}/index.html"),
        ("en", "mentougou science 2023", "statement", f"../{project.STATEMENT}/index.html"),
        ("en", "门头沟区科协", "entity", f"../{project.ENTITY}/index.html"),
        ("zh", "1,058.41", "figure", f"../{project.STATEMENT}/index.html#revenue"),
        ("en", "1058.41", "figure", f"../{project.STATEMENT}/index.html#revenue"),
        ("zh", "三公经费", "term", "../glossary/three-public/index.html"),
        ("zh", "“三公”经费", "term", "../glossary/three-public/index.html"),
        ("en", "Three Public expense", "term", "../glossary/three-public/index.html"),
        ("en", "2023 basic expenditure", "figure", f"../{project.STATEMENT}/index.html#basic-expenditure"),
        ("zh", "对不上 基本支出", "finding", f"../{project.STATEMENT}/index.html#basic-expenditure"),
        ("zh", "基本支出 方向 2023", "finding", f"../{project.STATEMENT}/index.html#basic-expenditure"),
        ("zh", "怎么看预算", "article", "../how-to-read/index.html"),
        ("en", "How to read", "article", "../how-to-read/index.html"),
        ("zh", "名词解释", "page", "../glossary/index.html"),
        ("zh", "维持运转要多少，办事要多少，和上年比变了什么", "section", f"../{WANLI}/index.html#section-spending"),
        ("en", "What it is spent on", "section", f"../{WANLI}/index.html#section-spending"),
        ("zh", "钱花到哪里去", "section", f"../{WANLI}/index.html#section-spending"),
        ("zh", "每100元花在哪里 科协", "section", f"../{project.STATEMENT}/index.html#section-spending"),
        ("en", "1.043 million", "figure", f"../{project.STATEMENT}/index.html#project-expenditure"),
        ("en", "104.30", "figure", f"../{project.STATEMENT}/index.html#project-expenditure"),
        ("zh", "1,043,000", "figure", f"../{project.STATEMENT}/index.html#project-expenditure"),
        ("zh", "5900元", "figure", f"../{project.STATEMENT}/index.html#reception"),
    ],
)
def test_what_a_reader_types_leads_there(
    lang: Language, query: str, kind: str, href: str, everything: dict[Language, Findables], field_site: Path
) -> None:
    entry = first(everything, field_site, lang, query)
    assert (entry.kind, entry.href) == (kind, href)


@pytest.mark.parametrize("lang", LANGUAGES)
def test_a_finding_is_found_before_the_page_about_findings(
    lang: Language, everything: dict[Language, Findables], field_site: Path
) -> None:
    words = {"zh": "对不上", "en": "does not add up"}
    (found,) = ask(field_site / lang / "search", [words[lang]]).found
    kinds = [everything[lang][number].entry.kind for number in found]
    failing = sum(each.entry.kind == "finding" for each in everything[lang].values())
    assert failing > 5
    assert kinds[:failing] == ["finding"] * failing
    assert "article" in kinds


def test_a_whole_word_comes_before_the_beginning_of_another(everything: dict[Language, Findables], field_site: Path) -> None:
    plural, one = ask(field_site / "en" / "search", ["works", "work"]).found
    names = {number: normalize(" ".join(each.entry.names)) for number, each in everything["en"].items()}
    assert not any("worker" in names[number] for number in plural)
    begun = [number for number in one if not re.search(r"\bworks?\b", normalize(" ".join(everything["en"][number].texts)))]
    assert begun
    assert one[-len(begun) :] == begun


@pytest.mark.parametrize("lang", LANGUAGES)
def test_every_amount_is_found_by_the_digits_that_the_site_shows(
    lang: Language, everything: dict[Language, Findables], field: CheckedContent, field_site: Path
) -> None:
    """On its page, in the list of results, on a first screen, and in the data; with its unit and without."""
    with gzip.open(field_site / "data" / "figures.csv.gz", "rt", encoding="utf-8-sig", newline="") as file:
        rows = [row for row in csv.DictReader(file) if row["concept"] and not row["line"]]
    at = {each.entry.href: number for number, each in everything[lang].items() if each.entry.kind == "figure"}
    wanted: dict[str, set[int]] = {}
    (edition,) = (each for each in language_sites(field.content, field.findings) if each.lang == lang)
    for statement in edition.newest:
        views = edition.presenter(statement.id, f"{lang}/search/")
        firsts = {key.number.address: key.short for key in key_numbers(views)}
        for concept in statement.figures:
            mine = [row for row in rows if (row["statement"], row["concept"]) == (statement.id, concept)]
            forms = {row[column].lstrip("-") for row in mine for column in ("printed", "amount")}
            for number in filter(None, (views.number(concept), views.prior(concept))):
                forms |= {number.text, number.printed_text, number.exact, firsts.get(number.address, "")}
            if change := change_view(views, concept):
                forms |= {change.text.lstrip("增加减少updown "), *re.findall(r"[0-9,.]*[0-9]", change.printed_text)}
            for form in forms | {amount_format.split_unit(form)[0] for form in forms}:
                if re.search("[1-9]", form):
                    wanted.setdefault(form, set()).add(at[relative_href(f"{lang}/search/", f"{views.address}#{concept}")])
    assert len(wanted) > 200
    answers = ask(field_site / lang / "search", list(wanted))
    missed = {query: there - set(found) for (query, there), found in zip(wanted.items(), answers.found, strict=True)}
    assert {query: there for query, there in missed.items() if there} == {}
    entries = everything[lang]
    for query, found in zip(wanted, answers.found, strict=True):
        if re.fullmatch(r"[0-9,.]+", query):
            assert all(entries[number].has(query) for number in found), query


def test_the_number_of_the_first_tile_finds_its_figure_first(
    everything: dict[Language, Findables], field: CheckedContent, field_site: Path
) -> None:
    for edition in language_sites(field.content, field.findings):
        views = edition.presenter(project.STATEMENT, f"{edition.lang}/search/")
        tile = key_numbers(views)[0]
        for query in (tile.short, tile.number.text, tile.number.exact, tile.number.printed_text):
            entry = first(everything, field_site, edition.lang, query)
            assert (entry.kind, entry.href) == ("figure", relative_href(f"{edition.lang}/search/", tile.number.address)), query


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("104.30万元", {"1043:6", "万元", "元"}),
        ("104.30 万元", {"1043:6", "万元", "元"}),
        ("１，０４３，０００元", {"1043:6", "元"}),
        ("1,043,000 yuan", {"1043:6", "yuan"}),
        ("1.043 million yuan", {"1043:6", "million", "yuan"}),
        ("0.0104亿元", {"104:6", "亿元", "元"}),
        ("0.59万元", {"59:3", "万元", "元"}),
        ("0.05元", {"5:-2", "元"}),
        ("0.00万元", {"0:0", "万元", "元"}),
        ("−37.50万元", {"375:5", "万元", "元"}),
        ("1,058.41", {"105841:3"}),
        ("2023年", {"2023", "年"}),
        ("30102", {"30102"}),
        ("007", {"007"}),
        ("2024万里街道", {"2024:7", "万里街", "里街道", "街道", "道"}),
        ("2023,2024", {"2023", "2024"}),
        ("12,34", {"12", "34"}),
        ("3 yuanmen", {"3", "yuanmen"}),
    ],
)
def test_a_number_has_one_form(text: str, found: set[str]) -> None:
    assert extract_terms(text) == found


@pytest.mark.parametrize("query", ["", "   ", "，。", "qqqq", "龘"])
def test_what_is_not_there_is_not_found(query: str, field_site: Path) -> None:
    assert ask(field_site / "zh" / "search", [query]).found == [[]]


@pytest.mark.parametrize("lang", LANGUAGES)
def test_script_and_program_cut_texts_alike(lang: Language, everything: dict[Language, Findables], field_site: Path) -> None:
    texts = sorted({text for each in everything[lang].values() for text in each.texts if text})
    answers = ask(field_site / lang / "search", texts, only_keys=True)
    assert len(texts) > 100
    for text, mine in zip(texts, answers.keys, strict=True):
        short = {key for key in mine if len(key) < 3 and HAN.match(key)}
        units = {key for key in extract_terms(text) - set(mine) if key in UNITS}  # which belong to a number that is looked for
        assert set(mine) - short == {key for key in extract_terms(text) - units if len(key) > 2 or not HAN.match(key)}, text
        assert short <= extract_terms(text)


def decoded(block: Block) -> Iterator[tuple[int, str, str]]:
    """The kind, title and address of each entry of a file."""
    address = ""
    for kind, title, _, shared, rest, *_ in block[1]:
        address = address[:shared] + rest
        yield kind, title, address


@pytest.mark.parametrize("lang", LANGUAGES)
def test_every_entry_leads_to_something_that_is_there(lang: Language, field_site: Path) -> None:
    folder = field_site / lang / "search"
    about = json.loads((folder / "index.json").read_text(encoding="utf-8"))
    blocks = [json.loads(file.read_bytes()) for file in sorted(folder.glob("e-*.json"))]
    entries = [(kind, title, href) for block in blocks for kind, title, href in decoded(block)]
    assert len(entries) > 150
    assert all(len(rows) <= about["block"] for _, rows in blocks)
    pages = built_site.documents(field_site)
    figure = search_entries.KINDS.index("figure")
    origins = [(title, href.replace("index.html#", "evidence/index.html#")) for kind, title, href in entries if kind == figure]
    assert len(origins) > 50  # where results.js says that the figure comes from
    for title, href in [*((title, href) for _, title, href in entries), *origins]:
        path, fragment = built_site.target(f"{lang}/search/index.html", href)
        assert path in pages, title
        assert not fragment or fragment in pages[path].ids, (title, href)


Groups = dict[int, EntryBlock]


@pytest.fixture(scope="module")
def crowd(checked: CheckedContent) -> Groups:
    """What can be found of twelve bodies with two years each."""
    made = many_entities.bodies(checked, 12, years=2)
    shares = project.contributions_of(made.content, made.findings, ENTRY, search_entries.CONTRIBUTION)
    return dict(search_entries.entry_blocks(made.content.restricted_to(()), shares, "en"))


def index(groups: Groups) -> dict[str, bytes]:
    """The files of an index by their paths."""
    kinds = {kind: kind for kind in search_entries.KINDS}
    return {file.path: file.data for file in search_index.build_index_files("", groups.items(), kinds, 1, CUTTER)}


def written(folder: Path, groups: Groups) -> Path:
    for name, data in index(groups).items():
        (folder / name).write_bytes(data)
    return folder


CROWDED = [
    "basic expenditure",
    "expenditure",
    "office 7 revenue",
    "2032",
    "2031 office 11",
    "no 3 basic",
    "e",
    "re",
    "three public",
]


@pytest.mark.slow
def test_of_very_many_the_newest_are_read_first_and_all_are_found(
    crowd: Groups, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (whole := tmp_path / "whole").mkdir()
    (cut := tmp_path / "cut").mkdir()
    at_once = ask(written(whole, crowd), CROWDED)
    monkeypatch.setattr(postings, "_MAX_ENTRIES", 12)
    monkeypatch.setattr(search_index, "_SHARD", 300)
    monkeypatch.setattr(search_index, "_MAX_DIRECTORY", 600)
    by_pieces = ask(written(cut, crowd), CROWDED)
    assert json.loads((cut / "index.json").read_bytes())["depth"] > 0
    assert len([*cut.glob("p-*.json")]) > 100
    for query, one, other in zip(CROWDED, at_once.found, by_pieces.found, strict=True):
        assert len(set(other)) == len(other), query
        assert sorted(one) == sorted(other), query
    entries = findables(crowd.items())
    for query, found in zip(CROWDED, by_pieces.found, strict=True):
        assert set(found) == {number for number, each in entries.items() if each.has(query)}, query
    assert entries[by_pieces.found[0][0]].entry.kind == "term"
    years = [number // SPAN for number in by_pieces.found[1]]
    general = years.count(0)
    assert years[:general] == [0] * general
    assert by_pieces.read[1] < sum(file.stat().st_size for file in cut.glob("[kp]-*.json")) / 4


@pytest.mark.slow
def test_what_changes_in_a_statement_changes_few_files(crowd: Groups, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(postings, "_MAX_ENTRIES", 12)
    monkeypatch.setattr(search_index, "_SHARD", 300)
    monkeypatch.setattr(search_index, "_MAX_DIRECTORY", 600)
    before, changed = index(crowd), max(crowd) // 2
    entries = list(crowd[changed].entries)
    at = next(n for n, entry in enumerate(entries) if entry.kind == "figure")
    entries[at] = entries[at]._replace(note="1.23", text="98,765.43")
    finding = next(entry for entry in entries if entry.kind == "finding")
    more = finding._replace(names=("Nobody has it",))
    after = index({**crowd, changed: crowd[changed]._replace(entries=(*entries, more))})
    different = {name for name in before.keys() | after.keys() if before.get(name) != after.get(name)}
    assert {"index.json", *(name for name in different if name.startswith("e-"))} < different
    assert len(different) < len(before) / 10, sorted(different)


def test_a_crowd_of_keys_stands_in_the_order_that_the_script_compares_them(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(search_index, "_SHARD", 60)
    names = ["\U00020000", "\uff5e", "\ue000", "\ufffd", "\U0001f600", "一", "龥", "z"]
    entries = tuple(SearchEntry("project", name, "", f"#{n}", (f"{name} x",)) for n, name in enumerate(names))
    answers = ask(written(tmp_path, {0: EntryBlock("", entries)}), [f"{name} x" for name in names])
    assert [found[0] for found in answers.found] == list(range(len(names)))


@pytest.mark.slow
def test_a_statement_with_more_entries_than_a_group_has_numbers(
    checked: CheckedContent, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    made = many_entities.bodies(checked, 3, years=2)
    shares, content = (
        project.contributions_of(made.content, made.findings, ENTRY, search_entries.CONTRIBUTION),
        made.content.restricted_to(()),
    )

    def found(folder: Path, span: int) -> list[set[tuple[str, str]]]:
        """What each query finds: titles and addresses."""
        folder.mkdir()
        for file in search_entries.build_index(content, shares, "en"):
            (folder / Path(file.path).name).write_bytes(file.data)
        groups = dict(search_entries.entry_blocks(content, shares, "en"))
        entries = [
            [groups[number // span].entries[number % span] for number in numbers] for numbers in ask(folder, CROWDED).found
        ]
        return [{(entry.title, entry.href) for entry in each} for each in entries]

    at_once = found(tmp_path / "whole", SPAN)
    assert max(len(group.entries) for _, group in search_entries.entry_blocks(content, shares, "en")) > 100
    for module in (search_entries, search_index):
        monkeypatch.setattr(module, "SPAN", 100)
    assert found(tmp_path / "cut", 100) == at_once
    with pytest.raises(ValueError, match="101 entries"):
        index({0: EntryBlock("", (SearchEntry("term", "a", "", "#a", ("a",)),) * 101)})
