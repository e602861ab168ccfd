"""A country has some words, sentences and sizes of money of its own; all else stays the language’s."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path

import project
import yaml

from budgetbook.arithmetic import amount_format
from budgetbook.arithmetic.money import Amount
from budgetbook.text.phrases import Phrases

SIZES = [
    {"power": 9, "from": 9, "columns_from": 10, "decimals": 2, "suffix": " billion {currency}"},
    {"power": 0, "from": 0, "suffix": " {currency}"},
]


def own_country(content: Path, **changes: object) -> Path:
    """The tests' content with a country file of its own, that of its country with some changes."""
    data = yaml.safe_load((project.CONTENT / "countries" / "china" / "country.yaml").read_text("utf-8"))
    file = content / "countries" / "china" / "country.yaml"
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(yaml.safe_dump(data | changes, allow_unicode=True, sort_keys=False), encoding="utf-8")
    return content


def test_a_country_words_some_sentences_and_the_language_file_all_others(content: Path) -> None:
    own_country(content, wording={"en": {"glossary-description": "The terms of budgets by the sea.", "home": "Harbour"}})
    languages = project.check(content).content.phrases
    assert languages["en"].sentences["glossary-description"] == "The terms of budgets by the sea."
    assert languages["en"].words["home"] == "Harbour"
    assert languages["en"].sentences["statement-title-budget"] == "{year} departmental budget", (
        "what the program’s file says stays"
    )
    assert languages["zh"].words["home"] == "首页"


def test_the_english_of_all_countries_speaks_of_none() -> None:
    own = yaml.safe_load((project.CONTENT / "languages" / "en.yaml").read_text("utf-8"))
    texts = [*own["words"].values(), *own["sentences"].values()]
    assert [text for text in texts if "China" in text or "Chinese" in text or "yuan" in text] == []


def test_a_country_counts_money_in_sizes_of_its_own(content: Path) -> None:
    own_country(content, amounts={"en": SIZES})
    read = project.check(content).content
    style = Phrases("en", read.phrases).style
    assert amount_format.format_for_prose(Amount(Decimal(1_230_000), read.units["万元"]), style) == "12.3 billion yuan"
    assert amount_format.format_for_prose(Amount(Decimal(5), read.units["万元"]), style) == "50,000 yuan"
