"""What is worth a look and stops nothing, and what no statement could show: `check` says it in one go."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

import project
import pytest
from sample_content import LANGUAGES

from budgetbook.content.text import Language

Change = Callable[[str, str, str], Path]


def test_an_address_that_is_an_example_is_a_note(content: Path) -> None:
    site = content / "site.yaml"
    text = re.sub("(?m)^address: .*", "address: https://budgets.example.org/", site.read_text(encoding="utf-8"))
    site.write_text(text, encoding="utf-8")
    ended = project.run("check", "--content", content, "--lang", "en", "--format", "editors")
    assert ended.status == 0
    assert ended.err == ""
    assert "note: " in ended.out
    assert "address: the address https://budgets.example.org/ is only an example" in ended.out
    assert project.run("check", "--content", content, "--quiet").out == ""
    marked = project.run("check", "--content", content, "--lang", "zh", "--format", "github").out
    assert marked.startswith(f"::notice file={content}/site.yaml,line=")
    assert "只是示例" in marked.split("\n", maxsplit=1)[0]
    assert "is only an example" in marked.split("\n", maxsplit=1)[0]


def test_a_page_that_nothing_leads_to_is_a_note(content: Path) -> None:
    for lang, word in (("zh", "页"), ("en", "Page")):
        (content / f"pages/extra.{lang}.md").write_text(f"# {word}\n\n{word}\n", encoding="utf-8")
    ended = project.run("check", "--content", content, "--lang", "en", "--format", "editors")
    assert ended.status == 0
    assert "extra.zh.md:1:1: no menu and no other page leads to this one; name it in one of them: {page}`extra`" in ended.out
    for lang in ("zh", "en"):
        with (content / f"pages/about.{lang}.md").open("a", encoding="utf-8") as file:
            file.write("\n{page}`extra`\n")
    assert "extra" not in project.run("check", "--content", content, "--lang", "en").out


@pytest.mark.slow
@pytest.mark.parametrize("text", ["", "\n", "# Nothing yet.\n", "  # indented\n\n"])
def test_updates_that_say_nothing_are_fine(content: Path, text: str) -> None:
    (content / "updates.yaml").write_text(text, encoding="utf-8")
    assert project.run("check", "--content", content).status == 0


@pytest.mark.parametrize(
    ("kind", "concept", "why"),
    [("parts", "fixed-assets", "without"), ("items", "reception", "without"), ("pairs", "final-accounts", "word")],
)
def test_a_chart_that_no_statement_can_draw_is_a_problem(content: Path, kind: str, concept: str, why: str) -> None:
    sections = content / "countries/china/sections.yaml"
    text = sections.read_text(encoding="utf-8")
    made = f"    impossible:\n      kind: {kind}\n      of: [{concept}]\n      title: {{zh: 图, en: Chart}}\n"
    sections.write_text(text.replace("  charts:\n", f"  charts:\n{made}", 1), encoding="utf-8")
    (problem,) = project.run_on(content, "check").problems
    assert "no statement can draw this" in problem
    assert ("is a word" in problem) == (why == "word")


def test_all_words_that_a_rule_lacks_are_told_at_once(content: Path) -> None:
    for wording in (content / "languages" / f"{lang}.yaml" for lang in LANGUAGES):
        text = re.sub(r"(?m)^  nil-table-holds:.*\n", "  nil-table-holds: null\n", wording.read_text(encoding="utf-8"))
        wording.write_text(re.sub(r"(?m)^  (rule|question)-nil-table:.*\n", r"  \1-nil-table: null\n", text), encoding="utf-8")
    (problem,) = project.run_on(content, "check").problems
    assert "these are missing: rule-nil-table, question-nil-table, nil-table-holds" in problem


@pytest.mark.slow
@pytest.mark.parametrize(
    ("lang", "note", "sentence"),
    [
        ("zh", "“三（一）”处的 6.6 像是数据，还没有说清是什么", "另有1个像是数据，还没有弄清是什么数。"),
        (
            "en",
            "nobody has said what the document has at 三（一）: 6.6;",
            "Numbers that look like figures but have not been identified yet: 1.",
        ),
    ],
)
def test_a_number_that_nobody_has_decided_on_is_a_note_and_a_page_counts_it(
    change: Change, tmp_path: Path, lang: Language, note: str, sentence: str
) -> None:
    content = change(project.STATEMENT_FILE, ", percent: 6.6}\n    at: 三（一）", "}\n    at: 三（一）")
    assert len(project.run_on(content, "check").problems) == 1
    change(project.STATEMENT_FILE, "  三（一）:\n", "  三（一）:\n    undecided: [6.6]\n")
    ended = project.run("check", "--content", content, "--lang", lang, "--format", "editors")
    assert ended.status == 0, ended.err
    assert note in ended.out
    assert project.run_on(content, "--out", tmp_path / "site").err == ""
    page = (tmp_path / "site" / lang / project.STATEMENT / "evidence" / "index.html").read_text(encoding="utf-8")
    assert page.count(sentence) == 1
