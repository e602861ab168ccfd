"""Every rule is a function that says what it is, is broken once by a test, and has its words."""

from __future__ import annotations

import ast
import pkgutil
import re
from typing import get_args

import project
import pytest
from source_tree import ENDS, RULES, module_tree, wording

from budgetbook.arithmetic import finding, rules
from budgetbook.arithmetic.finding import Why
from budgetbook.arithmetic.severity import OUTCOMES
from budgetbook.content import figure, model, statement
from budgetbook.validation import run

RULE_MODULES = [module.name for module in pkgutil.iter_modules(rules.__path__)]


def test_every_rule_is_made_by_a_function_that_says_what_it_is() -> None:
    made: dict[str, list[str]] = {}
    for node in (node for name in RULE_MODULES for node in module_tree(f"arithmetic.rules.{name}").body):
        if isinstance(node, ast.FunctionDef):
            for call in ast.walk(node):
                if isinstance(call, ast.Call) and getattr(call.func, "id", "") == "Finding":
                    made.setdefault(ast.literal_eval(call.args[2]), []).append(node.name)
    assert sorted(made) == sorted(RULES)
    for rule in rules.RULES:
        sentence = (rule.__doc__ or "").strip()
        assert re.match(r"[A-Z].{30,}\.", sentence, re.DOTALL), rule.__name__


def test_every_identity_of_the_field_is_held_and_broken_once() -> None:
    rows = [line.strip("|").split("|") for line in (project.ROOT / "tests" / "identities.md").read_text("utf-8").splitlines()]
    held = {cells[0].strip(): (cells[2], cells[3]) for cells in rows if re.match(r" I\d", cells[0])}
    assert len(held) > 20
    functions = {
        node.name for name in RULE_MODULES for node in module_tree(f"arithmetic.rules.{name}").body if hasattr(node, "name")
    }
    data = {*model.Concept.model_fields, *model.ClassificationEntry.model_fields}
    for identity, (by, broken) in held.items():
        named, cases = re.findall(r"`(.+?)`", by), re.findall(r"`(.+?)`", broken)
        assert named, identity
        assert cases, identity
        assert set(named) <= functions | data, identity
        assert [case for case in cases if not (project.ROOT / "tests" / "broken" / f"{case}.yaml").is_file()] == [], identity


def test_every_check_of_our_files_says_what_it_is() -> None:
    every = (*run.COMMON_NAMES, *run.ENTITY_NAMES, *run.COMMON_MEANING, *run.ENTITY_MEANING)
    assert len(every) == len(set(every)) > 10
    for rule in every:
        assert re.match(r"[A-Z].{30,}\.", (rule.__doc__ or "").strip(), re.DOTALL), rule.__name__


@pytest.mark.parametrize("rule", RULES)
def test_every_rule_has_its_words(rule: str) -> None:
    assert {f"rule-{rule}", f"question-{rule}"} <= wording().words.keys()


@pytest.mark.parametrize("rule", ENDS)
def test_every_way_in_which_a_rule_can_end_has_its_sentence(rule: str) -> None:
    assert ENDS.keys() >= set(RULES)
    there = {key for key in wording().sentences if re.fullmatch(rf"{rule}-(holds|fails|rounding|untestable)", key)}
    assert there == {f"{rule}-{verdict}" for verdict in ENDS[rule]}


def test_every_reason_why_nothing_can_be_tested_has_its_sentence() -> None:
    reasons = {f"untestable-{why}" for why in get_args(Why) if why}
    keys = {key.removesuffix("-without-a-year") for key in wording().sentences if key.startswith("untestable-")}
    assert keys == reasons
    assert {f"verdict-{verdict}" for verdict in get_args(finding.Verdict)} <= wording().words.keys()


NIL_WORDS = {"nil-note", "no-nil-note", "zero-in-text", "empty-table", "full-table", "in-contents", "not-there"}


@pytest.mark.parametrize(
    ("prefix", "values"),
    [
        ("state", set(get_args(figure.State)) - {"printed"}),
        ("kind", set(get_args(statement.Remark.model_fields["kind"].annotation))),
        ("basis", set(get_args(statement.Comparison.model_fields["basis"].annotation))),
        ("word", set(get_args(figure.Direction)) | set(get_args(figure.BudgetOutcome)) | NIL_WORDS),
        ("verdict", set(OUTCOMES)),
    ],
)
def test_every_choice_has_its_word_and_no_other_has(prefix: str, values: set[str]) -> None:
    assert {key for key in wording().words if re.fullmatch(rf"{prefix}-.*", key)} == {f"{prefix}-{value}" for value in values}
