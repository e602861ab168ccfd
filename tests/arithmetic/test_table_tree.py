"""A table as a tree: every line below the one that it is part of, and no tree where it would mislead."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal

import pytest
from classified_tables import Value, classified_table
from hypothesis import given
from hypothesis import strategies as st

from budgetbook.arithmetic.statement_table import StatementTable
from budgetbook.arithmetic.table_tree import TreeLine, build_tree
from budgetbook.content.country import ClassificationShape

NAME = "expenditure-by-function"
AMOUNTS: Mapping[str, Value] = {
    "205": 700, "20502": 700, "2050201": 300, "2050204": 400, "208": 250, "20805": 250, "2080505": 250, "213": 50, "21301": 0,
    "21302": 50,
}  # fmt: skip


def tree_of(amounts: Mapping[str, Value], total: Value = 1000, concept: str = "expenditure") -> TreeLine | None:
    shape = ClassificationShape(levels=(3, 5, 7))
    return build_tree(StatementTable(NAME, classified_table(amounts, total=total), shape=shape), concept)


def codes(line: TreeLine) -> list[str | None]:
    return [part.row.code for part in line.parts]


def test_each_line_is_below_the_one_that_it_is_part_of() -> None:
    whole = tree_of(AMOUNTS)
    assert whole
    assert (whole.amount.value, whole.anchor) == (Decimal(1000), f"{NAME}.total")
    assert codes(whole) == ["205", "208", "213"]
    education, security, farming = whole.parts
    assert codes(education) == ["20502"]
    assert codes(education.parts[0]) == ["2050204", "2050201"], "the largest first"
    assert codes(security.parts[0]) == ["2080505"]
    assert codes(farming) == ["21302"], "a line of 0 is left out"
    assert education.parts[0].parts[0].anchor == f"{NAME}.2050204"


@pytest.mark.parametrize(
    ("amounts", "total"),
    [
        (AMOUNTS, None),
        ({}, 1000),
        ({"205": 0, "208": None}, 0),
        (AMOUNTS, 0),
        ({**AMOUNTS, "213": -50}, 900),
        ({**AMOUNTS, "2080505": -250}, 1000),
    ],
    ids=["no total", "no line", "nothing", "a total of nothing", "a class below zero", "an item below zero"],
)
def test_there_is_no_tree_where_shares_say_nothing(amounts: Mapping[str, Value], total: Value) -> None:
    assert tree_of(amounts, total) is None


def test_there_is_no_tree_of_what_the_table_does_not_report() -> None:
    assert tree_of(AMOUNTS, concept="revenue") is None


@given(st.dictionaries(st.sampled_from([*AMOUNTS]), st.none() | st.integers(0, 10**9), min_size=1), st.integers(1, 10**10))
def test_a_tree_holds_each_line_once_and_the_largest_first(amounts: dict[str, Value], total: int) -> None:
    whole = tree_of(amounts, total)
    if whole is None:
        assert not any(value for code, value in amounts.items() if len(code) == 3)
        return
    seen = []

    def walk(line: TreeLine) -> None:
        values = [part.amount.value for part in line.parts]
        assert values == sorted(values, reverse=True)
        assert all(values)
        for part in line.parts:
            assert part.row.code
            assert part.amount.value == Decimal(amounts[part.row.code] or 0)
            assert line is whole or part.row.code.startswith(line.row.code or "")
            seen.append(part.row.code)
            walk(part)

    walk(whole)
    assert len(seen) == len(set(seen))
