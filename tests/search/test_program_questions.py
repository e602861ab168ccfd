"""What people ask of the program itself finds the article that answers it, among budgets and terms."""

from __future__ import annotations

from pathlib import Path

import built_site
import guides
import project
import pytest
from sample_content import LANGUAGES
from test_search import ask

from budgetbook.content.text import Language
from budgetbook.opendata.contributions import ENTRY
from budgetbook.search import entries as search_entries
from budgetbook.search.index import SPAN, SearchEntry

pytestmark = [guides.needs_documentation, pytest.mark.slow]
QUESTIONS: dict[Language, dict[str, str]] = {
    "zh": {
        "怎么加一个预算": "add-a-budget",
        "怎样添加一份预算": "add-a-budget",
        "怎么加一个国家": "add-a-country",
        "怎么换颜色": "make-it-yours",
        "怎么发布": "publish",
        "怎么安装": "start",
        "怎么用数据": "use-the-data",
        "红色标记是什么意思": "questions",
        "数字错了怎么办": "questions",
        "使用手册": "",
    },
    "en": {
        "how do I add a budget": "add-a-budget",
        "How do I add a country?": "add-a-country",
        "how do I publish on gitlab": "publish",
        "how do I install it": "start",
        "where is the API": "use-the-data",
        "what does a red mark mean": "questions",
        "what if a figure is wrong": "questions",
        "documentation": "",
    },
}


@pytest.fixture(scope="module")
def documented(tmp_path_factory: pytest.TempPathFactory) -> tuple[project.CheckedContent, Path]:
    """A small site with the documentation, checked and built."""
    folder = tmp_path_factory.mktemp("documented")
    content = built_site.small_content(folder / "content", "hillside")
    guides.copy_articles(content)
    checked = project.check(content)
    project.build_site(checked, folder / "site")
    return checked, folder / "site"


@pytest.mark.parametrize("lang", LANGUAGES)
def test_a_question_about_the_program_finds_its_article(lang: Language, documented: tuple[project.CheckedContent, Path]) -> None:
    checked, site = documented
    shares = project.contributions_of(checked.content, checked.findings, ENTRY, search_entries.CONTRIBUTION)
    blocks = search_entries.entry_blocks(checked.content, shares, lang)
    entries: dict[int, SearchEntry] = {
        number * SPAN + place: entry for number, block in blocks for place, entry in enumerate(block.entries)
    }
    answers = ask(site / lang / "search", list(QUESTIONS[lang]))
    for (question, name), found in zip(QUESTIONS[lang].items(), answers.found, strict=True):
        first = entries[found[0]].href if found else "nothing"
        assert first.startswith(f"../{guides.OPENING}/{f'{name}/' if name else ''}index.html"), f"{question}: {first}"
