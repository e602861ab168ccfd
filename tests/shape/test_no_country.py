"""The program knows no country: what is Chinese stands in messages for editors, and where Chinese documents are read."""

from __future__ import annotations

import ast
import re
from functools import cache
from pathlib import Path

import pytest
from project import ROOT
from source_tree import syntax_nodes

MONEY = re.compile(r"元|(?<![a-z])yuan(?![a-z])|\bCNY\b|\bCN\b|\bCHN\b")
LANGUAGE = re.compile(r"zh|en|zh-CN|zh_CN")
READS_CHINESE = ("budgetbook/importer", "budgetbook/arithmetic/passages", "budgetbook/audit")
"""Rooms that read sentences and tables of Chinese documents."""
SAYS_IT_TO_EDITORS = ("budgetbook/diagnostics", "budgetbook/cli", "budgetbook/review")
"""Messages, and the words of commands and of the workbench: in Chinese and in English, whatever the site's languages."""
REASONS = {
    "budgetbook/content/signs.py": "tells a minus from a dash by the units after it, those of Chinese documents among others",
    "budgetbook/content/units.py": "the data call a currency by its English name, if it has one",
    "budgetbook/content/json_schemas.py": "the help that an editor shows over a field is in Chinese and in English",
    "budgetbook/infra/base/errors.py": "an error has its message for editors in both languages",
    "budgetbook/render/templates.py": "an error of a template is told to its author in English",
}
"""Modules with a word of these left, and why."""
FILES = [
    path
    for path in sorted((ROOT / "budgetbook").rglob("*.py"))
    if not path.relative_to(ROOT).as_posix().startswith((*READS_CHINESE, *SAYS_IT_TO_EDITORS))
]


@cache
def strings(path: Path) -> list[tuple[int, str]]:
    """The texts of a module, with their lines; comments and docstrings left out, which give examples."""
    bodies = (body for node in syntax_nodes(path) if isinstance(body := getattr(node, "body", None), list))
    docstrings = {id(statement.value) for body in bodies for statement in body if isinstance(statement, ast.Expr)}
    return [
        (node.lineno, node.value)
        for node in syntax_nodes(path)
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in docstrings
    ]


def named(pattern: re.Pattern[str], whole: bool) -> dict[str, list[tuple[int, str]]]:
    """What the modules say that a pattern finds."""
    find = pattern.fullmatch if whole else pattern.search
    found = {
        path.relative_to(ROOT).as_posix(): [(line, text[:60]) for line, text in strings(path) if find(text)] for path in FILES
    }
    return {name: lines for name, lines in found.items() if lines and name not in REASONS}


def test_no_module_names_the_money_of_a_country() -> None:
    assert len(FILES) > 200
    assert named(MONEY, whole=False) == {}


def test_no_module_names_a_language() -> None:
    assert named(LANGUAGE, whole=True) == {}


@pytest.mark.parametrize("name", REASONS)
def test_a_reason_that_is_no_longer_needed_is_removed(name: str) -> None:
    texts = [text for _, text in strings(ROOT / name)]
    assert any(MONEY.search(text) or LANGUAGE.fullmatch(text) for text in texts)


def test_no_template_names_the_money_or_the_language_of_a_country() -> None:
    pattern = re.compile(rf"{MONEY.pattern}|[\"']zh(-CN)?[\"']|[\"']en[\"']")
    paths = (path for path in sorted((ROOT / "templates").rglob("*")) if path.suffix in (".html", ".js", ".xml"))
    assert {path.name: found[0] for path in paths if (found := pattern.search(path.read_text("utf-8")))} == {}
