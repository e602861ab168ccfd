"""Every message exists in both languages with the same blanks, and whoever says it fills them."""

from __future__ import annotations

import ast
import re
from collections.abc import Collection, Iterator
from importlib import import_module
from pathlib import Path

import pytest
from sample_content import LANGUAGES
from source_tree import FILES, calls, module_name, tree

import build
from budgetbook.cli import messages
from budgetbook.diagnostics.messages import MESSAGES
from budgetbook.infra.base.errors import BudgetbookError

HOLE = re.compile(r"(?<!\{)\{([a-z_]+)\}")


def holes(text: str) -> set[str]:
    return set(HOLE.findall(text.replace("{{", "").replace("}}", ""))) | set(re.findall(r"\{\{\{([a-z_]+)\}\}\}", text))


def _said_by_the_front_door(path: Path) -> Collection[str]:
    """The keys of what a command says: in no other room do they stand for anything."""
    return messages.SAYS if module_name(path).startswith("cli.") else ()


@pytest.mark.slow
def test_no_message_is_missing() -> None:
    asked = {
        node.args[0].value
        for path, node in calls("message", "fault")
        if node.args and isinstance(node.args[0], ast.Constant) and node.args[0].value not in _said_by_the_front_door(path)
    }
    assert len(asked) > 60
    assert asked - MESSAGES.keys() == set()


@pytest.mark.parametrize("key", MESSAGES)
def test_a_message_has_the_same_holes_in_both_languages(key: str) -> None:
    sentence = MESSAGES[key]
    if key in ("system-of-file", "either"):  # a name and another sentence, and what is made of both languages
        return
    assert re.search("[\u4e00-\u9fff]", sentence["zh"])
    assert re.search("[a-z]{3}", sentence["en"])
    assert key.startswith("import-") or not re.search("[\u4e00-\u9fff]", sentence["en"])
    assert holes(sentence["zh"]) <= holes(sentence["en"]) | {"number"}
    filled = dict.fromkeys(holes(sentence["en"]) | holes(sentence["zh"]), "x")
    for lang in LANGUAGES:
        assert sentence[lang].format_map(filled)


def test_whoever_says_a_message_fills_its_holes() -> None:
    looked_at = 0
    for path, node in calls("message", "fault"):
        if not (node.args and isinstance(node.args[0], ast.Constant)) or node.args[0].value in _said_by_the_front_door(path):
            continue
        given = {keyword.arg for keyword in node.keywords}
        if None not in given:
            needed = {hole for lang in LANGUAGES for hole in holes(MESSAGES[str(node.args[0].value)][lang])}
            assert needed <= given, f"{path.name}:{node.lineno}"
            looked_at += 1
    assert looked_at > 60


def test_everything_that_the_front_door_says_is_in_both_languages_with_the_same_holes() -> None:
    every = {**messages.HELP, **messages.USES, **messages.SAYS}
    assert len(every) > 30
    for key, text in every.items():
        if key == "in-full":  # what an exception says of itself
            continue
        assert set(text) == set(LANGUAGES), key
        assert re.search("[\u4e00-\u9fff]", text["zh"]), key
        assert not re.search("[\u4e00-\u9fff]", text["en"]), key
        assert holes(text["zh"]) == holes(text["en"]), key


@pytest.mark.parametrize("lang", LANGUAGES)
def test_every_option_has_help_in_the_language_asked_for(lang: str, capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as ended:
        build.main(["--help", "--lang", lang])
    assert ended.value.code == 0
    said = capsys.readouterr().out
    texts = re.findall(r"^  (?:-\S+|\w+)(?:[ ,][^ ]+)*(?:\s{2,}|\n\s+)(\S.*)$", said, re.MULTILINE)
    assert len(texts) >= 8
    for text in texts:
        assert bool(re.search("[\u4e00-\u9fff]", text)) == (lang == "zh"), text


def test_every_exception_that_ends_a_command_has_its_sentence() -> None:
    errors = [each for path in FILES for each in _exceptions(path)]
    assert len(errors) > 8
    for error in errors:
        assert error.message_key in messages.SAYS, error.__name__
        assert error.exit_code in (1, 2), error.__name__


def _exceptions(path: Path) -> Iterator[type[BudgetbookError]]:
    """The subclasses of the one base that a module defines."""
    for node in tree(path).body:
        if isinstance(node, ast.ClassDef) and node.name.endswith("Error"):
            each = getattr(import_module(f"budgetbook.{module_name(path)}"), node.name)
            if issubclass(each, BudgetbookError) and each is not BudgetbookError:
                yield each
