"""Search: the real search.js over the real index finds what is there, and nothing else; what it costs; how it is used."""

from __future__ import annotations

import json
import re
import shutil
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

import built
import pytest
import real

from budgetbook.content.model import LANGUAGES, Language
from budgetbook.pages.edition import editions
from budgetbook.pipeline import Checked
from budgetbook.site import searchentries
from budgetbook.site.searchindex import Entry, Group, keys, plain

QUERIES = real.ROOT / "tests" / "pages" / "queries.mjs"
HAN = re.compile("[㐀-鿿]")
RUN = re.compile("[㐀-鿿]+|[0-9.]+|[a-zà-ÿ]+")


@dataclass(frozen=True)
class Answers:
    """What search.js says of each query."""

    found: list[list[int]]
    keys: list[list[str]]
    read: list[int]


def ask(folder: Path, queries: list[str]) -> Answers:
    """Put queries to search.js in Node."""
    node = shutil.which("node")
    if node is None:
        built.needs("node")
    question = json.dumps({"folder": str(folder), "queries": queries})
    done = subprocess.run([node, QUERIES], input=question, capture_output=True, text=True, encoding="utf-8", check=False)
    assert done.returncode == 0, done.stderr
    answers = json.loads(done.stdout)
    assert len(answers["found"]) == len(queries)
    return Answers(**answers)


@dataclass(frozen=True)
class Findable:
    """An entry with everything that it can be found by."""

    entry: Entry
    texts: tuple[str, ...]

    def has(self, query: str) -> bool:
        """The truth, worked out without keys: Chinese as it is written, other words whole, the last one at least begun."""
        mine = [plain(text) for text in self.texts]
        words = {singular for text in mine for word in RUN.findall(text) if not HAN.match(word) for singular in keys(word)}
        runs = RUN.findall(plain(query))
        for last, run in enumerate(runs, 1 - len(runs)):
            if HAN.match(run):
                there = any(run in text for text in mine)
            else:
                (wanted,) = keys(run)
                there = wanted in words or (last == 0 and len(run) > 1 and any(word.startswith(wanted) for word in words))
            if not there:
                return False
        return True


def findables(groups: list[Group]) -> list[Findable]:
    return [Findable(entry, (*entry.names, entry.text, group.context)) for group in groups for entry in group.entries]


@pytest.fixture(scope="module")
def everything(checked: Checked) -> dict[Language, list[Findable]]:
    return {
        edition.lang: findables(list(searchentries.groups(edition))) for edition in editions(checked.content, checked.findings)
    }


@pytest.mark.parametrize("lang", LANGUAGES)
def test_every_name_finds_what_has_it_and_nothing_else(
    lang: Language, everything: dict[Language, list[Findable]], site: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    entries = everything[lang]
    queries = sorted({name for each in entries for name in each.entry.names if bool(HAN.search(name)) == (lang == "zh")})
    assert len(queries) > 100
    answers = ask(site / lang / "search", queries)
    right = wrong = missed = 0
    for query, found in zip(queries, answers.found, strict=True):
        there = {number for number, each in enumerate(entries) if each.has(query)}
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
def test_the_name_of_a_term_finds_the_term_first(lang: Language, everything: dict[Language, list[Findable]], site: Path) -> None:
    entries = everything[lang]
    terms = [number for number, each in enumerate(entries) if each.entry.kind == "term"]
    answers = ask(site / lang / "search", [entries[number].entry.title for number in terms])
    firsts = [entries[found[0]].entry.title for found in answers.found]
    assert firsts == [entries[number].entry.title for number in terms]
    assert [entries[found[0]].entry.kind for found in answers.found] == ["term"] * len(terms)


def first(everything: dict[Language, list[Findable]], site: Path, lang: Language, query: str) -> Entry:
    (found,) = ask(site / lang / "search", [query]).found
    assert found, query
    return everything[lang][found[0]].entry


@pytest.mark.parametrize(
    ("lang", "query", "kind", "href"),
    [
        ("zh", "门头沟区科协 2023", "statement", f"../{real.STATEMENT}/index.html"),
        ("en", "mentougou science 2023", "statement", f"../{real.STATEMENT}/index.html"),
        ("en", "门头沟区科协", "entity", f"../{real.ENTITY}/index.html"),
        ("zh", "1,058.41", "figure", f"../{real.STATEMENT}/index.html#revenue"),
        ("en", "1058.41", "figure", f"../{real.STATEMENT}/index.html#revenue"),
        ("zh", "三公经费", "term", "../glossary/three-public/index.html"),
        ("zh", "“三公”经费", "term", "../glossary/three-public/index.html"),
        ("en", "Three Public expense", "term", "../glossary/three-public/index.html"),
        ("en", "2023 basic expenditure", "figure", f"../{real.STATEMENT}/index.html#basic-expenditure"),
        ("zh", "对不上 基本支出", "finding", f"../{real.STATEMENT}/index.html#basic-expenditure"),
        ("zh", "基本支出 方向 2023", "finding", f"../{real.STATEMENT}/index.html#basic-expenditure"),
    ],
)
def test_what_a_reader_types_leads_there(
    lang: Language, query: str, kind: str, href: str, everything: dict[Language, list[Findable]], site: Path
) -> None:
    entry = first(everything, site, lang, query)
    assert (entry.kind, entry.href) == (kind, href)


@pytest.mark.parametrize("query", ["", "   ", "，。", "qqqq", "龘"])
def test_what_is_not_there_is_not_found(query: str, site: Path) -> None:
    assert ask(site / "zh" / "search", [query]).found == [[]]


@pytest.mark.parametrize("lang", LANGUAGES)
def test_script_and_program_cut_texts_alike(lang: Language, everything: dict[Language, list[Findable]], site: Path) -> None:
    texts = sorted({text for each in everything[lang] for text in each.texts if text})
    answers = ask(site / lang / "search", texts)
    assert len(texts) > 100
    for text, mine in zip(texts, answers.keys, strict=True):
        short = {key for key in mine if len(key) < 3 and HAN.match(key)}
        assert set(mine) - short == {key for key in keys(text) if len(key) > 2 or not HAN.match(key)}, text
        assert short <= keys(text)


@pytest.mark.parametrize("lang", LANGUAGES)
def test_every_entry_leads_to_something_that_is_there(lang: Language, site: Path) -> None:
    folder = site / lang / "search"
    about = json.loads((folder / "index.json").read_text(encoding="utf-8"))
    entries = [e for n in range(-(-about["count"] // about["block"])) for e in json.loads((folder / f"e-{n}.json").read_bytes())]
    assert len(entries) == about["count"] > 150
    pages = built.documents(site)
    for _, title, _, href in entries:
        path, fragment = built.target(f"{lang}/search/index.html", href)
        assert path in pages, title
        assert not fragment or fragment in pages[path].ids, (title, href)
