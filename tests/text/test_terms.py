"""What pages say in words: counts of checks, words that an article quotes, one word for one meaning in each language."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import project
import pytest
import yaml
from source_tree import wording

from budgetbook.content.language_file import Languages
from budgetbook.diagnostics.problem import Language
from budgetbook.pages.views import findings
from budgetbook.text.phrases import Phrases

LANGUAGES: tuple[Language, ...] = ("zh", "en")


def words(lang: Language) -> Phrases:
    return Phrases(lang, Languages({lang: wording(lang)}, LANGUAGES[0]))


def everything(lang: Language) -> dict[str, str]:
    """All that the interface says, by its key."""
    language = words(lang).language
    return {**language.words, **language.sentences}


@pytest.mark.slow
@pytest.mark.parametrize(
    ("counts", "zh", "en"),
    [
        (
            (8, 1, 0, 2, 18, 50),
            "核对了79处：8处对不上，1处末位差一点，2处只差四舍五入，50处对得上，18处无法核对。",
            "79 checks: 8 do not add up, 1 is off in the last digit, 2 differ by rounding, 50 add up, 18 cannot be checked.",
        ),
        ((0, 0, 0, 0, 0, 1200), "核对了1,200处：1,200处对得上。", "1,200 checks: 1,200 add up."),
        ((1, 0, 0, 0, 0, 0), "核对了1处：1处对不上。", "1 check: 1 does not add up."),
        (
            (1, 2, 0, 1, 1, 1),
            "核对了6处：1处对不上，2处末位差一点，1处只差四舍五入，1处对得上，1处无法核对。",
            "6 checks: 1 does not add up, 2 are off in the last digit, 1 differs by rounding, 1 adds up, 1 cannot be checked.",
        ),
        ((0, 0, 2, 0, 0, 1), "核对了3处：2处是文字小问题，1处对得上。", "3 checks: 2 are slips of wording, 1 adds up."),
        ((0, 0, 0, 0, 0, 0), "没有可以核对的地方。", "There is nothing to check."),
    ],
)
def test_checks_are_counted_by_how_they_ended_and_an_ending_that_none_had_is_not_mentioned(
    counts: tuple[int, ...], zh: str, en: str
) -> None:
    """The counts are in the order of OUTCOMES: fails, last-digit, wording, rounding, untestable, holds."""
    assert [findings.build_tally(counts, words(lang)).sentence for lang in LANGUAGES] == [zh, en]


def articles() -> Iterator[tuple[Language, str, Path]]:
    for path in sorted((project.CONTENT / "pages").glob("*.md")):
        name, lang = path.stem.split(".")
        yield "zh" if lang == "zh" else "en", name, path


@pytest.mark.parametrize("lang", LANGUAGES)
def test_an_article_quotes_the_words_that_the_pages_show(lang: Language, site: Path) -> None:
    """How to read: the kinds of nothing. The article has their names by role, so a new wording is quoted anew."""
    quoted = {
        name: re.findall(r"\{word\}`([a-z-]+)`", path.read_text(encoding="utf-8"))
        for each, name, path in articles()
        if each == lang
    }
    assert {"state-nil", "state-held-centrally", "not-given", "not-in-this-document"} <= set(quoted["how-to-read"])
    for name, keys in quoted.items():
        page = (site / lang / name / "index.html").read_text(encoding="utf-8")
        assert [key for key in keys if words(lang)[key] not in page] == []


def test_both_languages_of_an_article_quote_the_same_words() -> None:
    quoted: dict[str, list[list[str]]] = {}
    for _, name, path in articles():
        quoted.setdefault(name, []).append(re.findall(r"\{word\}`([a-z-]+)`", path.read_text(encoding="utf-8")))
    assert {name: both for name, both in quoted.items() if both[0] != both[1]} == {}


def test_a_residual_line_is_called_other_spending_on_what_it_is_about() -> None:
    """其他城乡社区支出 is other spending on communities, not spending on other communities."""
    listed = yaml.safe_load((project.CONTENT / "countries/china/classifications" / "functional.yaml").read_text(encoding="utf-8"))
    names = [entry["name"] for entry in listed.values()]
    residual = [name["en"] for name in names if re.fullmatch("其他.+支出", name["zh"])]
    assert len(residual) > 50
    assert [name for name in residual if not name.startswith("Other spending on ")] == []


@pytest.mark.slow
@pytest.mark.parametrize(("word", "instead"), [("检验", "核对"), ("平常话", "大白话"), ("误印", "笔误"), ("怎样", "怎么")])
def test_the_chinese_interface_has_one_word_for_one_meaning(word: str, instead: str) -> None:
    assert [key for key, text in everything("zh").items() if word in text] == [], f"say {instead}"


def test_the_chinese_interface_says_that_a_document_writes_not_that_it_prints() -> None:
    """印 is said of print on paper alone: 打印, the reader’s own printing of a page."""
    assert [key for key, text in everything("zh").items() if "印" in text.replace("打印", "")] == []


def test_the_english_interface_calls_no_office_a_bare_body() -> None:
    """A public body, or the organisation."""
    assert [
        key for key, text in everything("en").items() if re.search(r"(?<!public )\bbod(?:y|ies)\b", text, re.IGNORECASE)
    ] == []
