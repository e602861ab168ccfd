"""One wrong digit is caught: each digit of each number of the real statement, changed in turn, is reported where it stands.

The control list (`.numbers.txt`) catches all of them. Without it the rules catch what some rule compares exactly; what they
cannot catch is listed here by name.
"""

from __future__ import annotations

import copy
from dataclasses import replace
from pathlib import Path
from typing import Any, get_args

import project
import pytest
from amount_styles import CONTEXT
from project import CheckedContent

from budgetbook.arithmetic import run_rules
from budgetbook.arithmetic.passages.chinese_units import MONEY
from budgetbook.content.figure import Direction
from budgetbook.content.statement import StatementFile
from budgetbook.content.yaml import reader
from budgetbook.content.yaml.reader import Path as FieldPath
from budgetbook.content.yaml.reader import YamlFile
from budgetbook.diagnostics.problem import Problem
from budgetbook.validation import run, sic_marks

_RAW = (project.CONTENT / project.STATEMENT_FILE).read_bytes()


def _read() -> YamlFile:
    found, problems = reader.read(project.STATEMENT_FILE, _RAW)
    assert found is not None, problems
    return found


STATEMENT = _read()
_NUMBERS = {"amount", "prior", "change", "percent", "share"}


def number_fields() -> list[FieldPath]:
    """Every field of the statement that holds digits of the document."""
    of_the_document = ("figures", "projects", "facts")
    return [p for p in STATEMENT.values if len(p) > 2 and p[0] in of_the_document and p[-1] in _NUMBERS and "sic" not in p]


FIELDS = number_fields()
EACH = pytest.mark.parametrize("path", FIELDS, ids=lambda path: ".".join(map(str, path[1:])))

# What no rule compares with another number exactly: a slip there is found by the control list alone.
ONLY_THE_LIST_PROTECTS = {
    # Printed once, and part of nothing that is printed.
    "procurement.amount",
    "service-purchase.amount",  # at most all expenditure
    "agency-operating-expenses.amount",  # at most basic expenditure
    "administrative-units.amount",  # one more is more than the units below and the body itself, one fewer may be of another kind
    "civil-service-type-institutions.amount",  # at most the subordinate units: one more is found, one fewer is not
    "internal-offices.amount",
    "administrative-posts.amount",
    "administrative-staff.amount",
    "institutional-posts.amount",
    "institutional-staff.amount",
    "other-personnel.amount",
    "contracted-workers.amount",  # at most the other personnel
    # A share of 100 % is printed without decimals: a tenth less still rounds to it.
    "amount-with-targets.amount",
    # Assets are itemised in part: the parts may not exceed the whole, and a count of none goes with no money.
    "fixed-assets.amount",
    "building-area.amount",
    "building-value.amount",
    "official-vehicles.amount",
    "official-vehicle-value.amount",
    "major-equipment-threshold.amount",
    # So are projects.
    "popular-science-activities.amount",
    "popular-science-exhibitions.amount",
    # Facts are no budget figures.
    "statement-year.amount",
    "duties.amount",
    "task-year.amount",
    "plan-start.amount",
    "plan-end.amount",
    "member-units.amount",
    "improvement-actions.amount",
    "key-works.amount",
    "workers-day.amount",
    "science-day.amount",
    "science-camps.amount",
    "assets-year.amount",
    "glossary-terms.amount",
}


def token(path: FieldPath) -> str:
    """The digits of a field, as typed."""
    value: object = STATEMENT.data
    for step in path:
        value = value[step]  # type: ignore[index]
    assert isinstance(value, str)
    return value


def others(digits: str) -> list[str]:
    """The number with one digit a step up, then a step down, for each digit; never with a zero put in front."""
    made = []
    for index, digit in enumerate(digits):
        steps = [(int(digit) + step) % 10 for step in (1, -1)] if digit.isdigit() else []
        in_front = index == 0 and len(digits.partition(".")[0]) > 1
        made += [f"{digits[:index]}{other}{digits[index + 1 :]}" for other in steps if other or not in_front]
    return made


def changed(path: FieldPath) -> list[bytes]:
    """The file with one digit of a field a step up, for each digit (a step down where a zero would come in front)."""
    line, column = STATEMENT.values[path]
    digits, lines = token(path), STATEMENT.lines
    text = lines[line - 1]
    assert text[column - 1 :].startswith(digits)
    one_each = {tuple(a == b for a, b in zip(digits, wrong, strict=True)): wrong for wrong in reversed(others(digits))}
    assert len(one_each) == sum(digit.isdigit() for digit in digits)
    wrong_lines = [f"{text[: column - 1]}{wrong}{text[column - 1 + len(digits) :]}" for wrong in one_each.values()]
    return ["\n".join([*lines[: line - 1], wrong, *lines[line:]]).encode() for wrong in wrong_lines]


def problems_of(content: Path, raw: bytes) -> list[Problem]:
    (content / project.STATEMENT_FILE).write_bytes(raw)
    checked, problems = project.try_check(content)
    assert (checked is None) == bool(problems)
    return problems


def where(problem: Problem) -> tuple[int, int]:
    return problem.line, problem.column


NUMBER_PLACES = {STATEMENT.values[path] for path in FIELDS}
DOCUMENT_PLACES = {place for path, place in STATEMENT.values.items() if path[:1] == ("places",) and len(path) == 2}


def test_there_are_digits_to_change() -> None:
    assert len(FIELDS) > 80
    assert sum(len(changed(path)) for path in FIELDS) > 200
    assert len(DOCUMENT_PLACES) > 30


def test_unchanged_nothing_is_reported(content: Path) -> None:
    assert problems_of(content, _RAW) == []
    (content / project.NUMBERS_FILE).unlink()
    assert problems_of(content, _RAW) == []


@pytest.mark.slow
@EACH
def test_any_wrong_digit_is_reported_at_a_number_or_its_place(content: Path, path: FieldPath) -> None:
    for raw in changed(path):
        problems = problems_of(content, raw)
        here = [p for p in problems if p.file == f"{content}/{project.STATEMENT_FILE}"]
        assert any(where(p) in NUMBER_PLACES | DOCUMENT_PLACES for p in here), (token(path), problems)


def findings_without_the_list(checked: CheckedContent, path: FieldPath, digits: str) -> list[Problem]:
    """What the rules alone say with other digits in a field."""
    data: Any = copy.deepcopy(STATEMENT.data)
    holder = data
    for step in path[:-1]:
        holder = holder[step]
    holder[path[-1]] = digits
    content = checked.content
    statement = content.statements[project.STATEMENT].model_copy(
        update={**dict(StatementFile.model_validate(data, context=CONTEXT)), "numbers": None}
    )
    wrong = replace(content, statements={project.STATEMENT: statement})
    return [*run.validate_names(wrong), *sic_marks.validate_marks(wrong, run_rules.run_rules(wrong), set())]


@pytest.mark.slow
@EACH
def test_without_the_control_list_the_rules_catch_what_they_compare(checked: CheckedContent, path: FieldPath) -> None:
    """One up and one down, since a limit catches only one of them."""
    name = ".".join(map(str, path[1:]))
    caught = [bool(findings_without_the_list(checked, path, digits)) for digits in others(token(path))]
    if name in ONLY_THE_LIST_PROTECTS:
        assert not all(caught), f"{name} is protected by a rule by now: take it off the list"
    else:
        assert all(caught), f"{name}: {dict(zip(others(token(path)), caught, strict=True))}"


WORDS: dict[str, tuple[str, ...]] = {"direction": get_args(Direction), "unit": MONEY}
WORD_FIELDS = [p for p in STATEMENT.values if p[:1] == ("figures",) and p[-2:-1] == ("printed",) and p[-1] in WORDS]


@pytest.mark.parametrize("path", WORD_FIELDS, ids=lambda path: ".".join(map(str, path[1:])))
def test_any_other_word_is_caught_under_a_mark_too(checked: CheckedContent, path: FieldPath) -> None:
    """Increase, decrease and unchanged, and the units: each put for each, marks being where they are."""
    for other in {*WORDS[str(path[-1])]} - {token(path)}:
        assert findings_without_the_list(checked, path, other), (token(path), other)


def test_there_are_words_to_change() -> None:
    assert len(WORD_FIELDS) > 10
    assert any(path[-1] == "unit" for path in WORD_FIELDS)


def test_the_list_names_fields_that_are_there() -> None:
    assert {".".join(map(str, path[1:])) for path in FIELDS} >= ONLY_THE_LIST_PROTECTS
