"""A site of one language, and one of four: what pages, data and addresses say in each, and that nothing assumes a pair."""

from __future__ import annotations

import csv
import gzip
import io
import json
import re
import sqlite3
from pathlib import Path

import language_content
import project
import pytest
import yaml
from sample_content import LANGUAGE_FILES

from budgetbook.content.fields import HOLE
from budgetbook.content.language_file import LanguageFile

FOUR = ("zh", "en", "es", "ja")


@pytest.fixture(scope="module")
def english_site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("english")
    return build(language_content.in_one_language(folder / "content", "en"), folder / "site")


@pytest.fixture(scope="module")
def site_of_four(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("four")
    return build(language_content.in_more_languages(folder / "content", FOUR[2:]), folder / "site")


def build(content: Path, to: Path) -> Path:
    ended = project.run_on(content, "--out", to)
    assert (ended.status, ended.problems) == (0, []), ended.err
    return to


def read(site: Path, path: str) -> str:
    return (site / path).read_text(encoding="utf-8")


def statement_page(site: Path, lang: str) -> str:
    return min((site / lang).glob("*/20*-*/index.html")).relative_to(site).as_posix()


def heads(site: Path, table: str) -> list[str]:
    with gzip.open(site / "data" / f"{table}.csv.gz", "rt", encoding="utf-8-sig", newline="") as file:
        return next(csv.reader(io.StringIO(file.read())))


def test_a_site_of_one_language_has_no_switch_and_leads_on_from_its_root(english_site: Path) -> None:
    pages = sorted(path.relative_to(english_site).as_posix() for path in english_site.rglob("*.html"))
    assert {page.split("/")[0] for page in pages if "/" in page} == {"en"}
    for page in pages:
        text = read(english_site, page)
        assert 'class="language"' not in text, page
        assert 'hreflang="zh' not in text, page
    root = read(english_site, "index.html")
    assert '<html lang="en">' in root
    assert 'http-equiv="refresh" content="0; url=en/' in root


def test_what_is_printed_in_chinese_stays_so_in_a_site_of_english(english_site: Path) -> None:
    page = read(english_site, statement_page(english_site, "en"))
    assert 'lang="zh-CN"' in page


def test_data_have_a_column_of_each_language(english_site: Path, site_of_four: Path) -> None:
    for site, languages in ((english_site, ("en",)), (site_of_four, FOUR)):
        names = [head for head in heads(site, "figures") if head.startswith(("name_", "page_"))]
        assert names == [*(f"name_{lang}" for lang in languages), *(f"page_{lang}" for lang in languages)]
        package = json.loads(read(site, "data/datapackage.json"))
        fields = {field["name"] for resource in package["resources"] for field in resource["schema"]["fields"]}
        assert {field.rpartition("_")[2] for field in fields if field.startswith("title_")} == set(languages)
        with sqlite3.connect(site / "data" / "budgets.sqlite") as database:
            assert database.execute("PRAGMA foreign_key_check").fetchall() == []
            columns = [row[1] for row in database.execute("PRAGMA table_info(columns)")]
            rows = database.execute("SELECT * FROM breakdowns").fetchall()
        assert columns == ["table", "column", *languages]
        assert rows


def test_each_page_leads_to_itself_in_every_other_language(site_of_four: Path) -> None:
    page = statement_page(site_of_four, "zh")
    for lang in FOUR:
        text = read(site_of_four, lang + page.removeprefix("zh"))
        assert re.findall(r'class="language" href="[^"]*" hreflang="([^"]*)"', text) == [each for each in FOUR if each != lang]
        assert re.findall(r'rel="alternate" hreflang="([^"]*)"', text) == list(FOUR)
        tag = LanguageFile.model_validate(yaml.load((LANGUAGE_FILES / f"{lang}.yaml").read_text("utf-8"), yaml.BaseLoader)).tag  # noqa: S506
        assert f'<html lang="{tag}">' in text
        assert (site_of_four / lang / "search" / "index.json").is_file()
        assert (site_of_four / lang / "manifest.webmanifest").is_file()


def test_numbers_are_written_as_each_language_writes_them(site_of_four: Path) -> None:
    page = statement_page(site_of_four, "zh").removeprefix("zh")
    castilian, english = read(site_of_four, f"es{page}"), read(site_of_four, f"en{page}")
    assert re.search(r"[0-9],[0-9]+( |\N{NO-BREAK SPACE})?%", castilian)
    assert not re.search(r"\([0-9]+\.[0-9]+%\)", castilian)
    assert re.search(r"[0-9]\.[0-9]+%", english)


def words_of(lang: str) -> LanguageFile:
    data = yaml.load((LANGUAGE_FILES / f"{lang}.yaml").read_text(encoding="utf-8"), Loader=yaml.BaseLoader)  # noqa: S506
    return LanguageFile.model_validate(data)


@pytest.mark.parametrize("lang", sorted(path.stem for path in LANGUAGE_FILES.glob("*.yaml")))
def test_every_language_of_the_program_says_all_that_the_first_says(lang: str) -> None:
    first, own = words_of("zh"), words_of(lang)
    assert own.words.keys() == first.words.keys()
    assert own.sentences.keys() == first.sentences.keys()
    wrong = {
        key: (text, own.sentences[key])
        for key, text in first.sentences.items()
        if set(HOLE.findall(text)) != set(HOLE.findall(own.sentences[key]))
    }
    assert wrong == {}
