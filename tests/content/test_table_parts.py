"""A long table is divided into pages of bounded length; every line stands on exactly one, below the line that it belongs to."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from budgetbook.content.model import ClassificationEntry
from budgetbook.content.row import Row
from budgetbook.content.table_parts import MOST_LINES, PagePart, divide_rows
from budgetbook.content.text import Text


def rows_of(codes: Sequence[str | None]) -> list[Row]:
    return [Row(code=code, name=f"Line {number}", values=(Decimal(1),)) for number, code in enumerate(codes)]


def tree(*counts: int) -> list[str | None]:
    """Codes of a tree with so many lines below each line of a level, two digits a level."""
    codes, level = list[str | None](), [""]
    for count in counts:
        level = [f"{upper}{number:02}" for upper in level for number in range(10, 10 + count)]
        codes += level
    return sorted(codes, key=str)


def check_parts(rows: list[Row], parts: tuple[PagePart, ...]) -> None:
    shown = Counter(number for part in parts for number in part.rows)
    assert shown == Counter(range(len(rows))), "each line stands on one page"
    keys = [part.key for part in parts]
    assert len(keys) == len(set(keys))
    assert keys[0] == ""
    home = {number: part.key for part in parts for number in part.rows}
    for part in parts:
        assert list(part.rows) == sorted(part.rows)
        assert part.upper_key in keys
        if part.head is not None:
            head = rows[part.head].code or ""
            assert all((rows[number].code or "").startswith(head) for number in part.rows)
            assert home[part.head] != part.key


def test_a_table_that_a_page_holds_is_one_page() -> None:
    rows = rows_of(tree(4, 5, 10))
    assert len(rows) <= MOST_LINES
    assert divide_rows(rows) == (PagePart("", None, "", tuple(range(len(rows)))),)


def test_the_first_page_has_the_coarsest_levels_and_the_others_are_below_their_lines() -> None:
    rows = rows_of(tree(5, 6, 6, 8))
    parts = divide_rows(rows)
    check_parts(rows, parts)
    assert {len(rows[number].code or "") for number in parts[0].rows} == {2, 4}
    assert [part.key for part in parts[1:3]] == ["1010", "1011"]
    assert max(len(part.rows) for part in parts) <= MOST_LINES


def test_a_list_without_a_tree_goes_on_from_page_to_page() -> None:
    rows = rows_of([None] * 1_000)
    parts = divide_rows(rows)
    check_parts(rows, parts)
    assert [(part.key, len(part.rows)) for part in parts] == [("", 250), ("part-2", 250), ("part-3", 250), ("part-4", 250)]


def test_a_line_of_very_many_finer_ones_goes_on_too() -> None:
    codes: list[str | None] = ["1", *(f"1{number:03}" for number in range(600)), "2", "21"]
    rows = rows_of(codes)
    parts = divide_rows(rows)
    check_parts(rows, parts)
    assert [part.key for part in parts] == ["", "1", "1-part-2", "1-part-3"]
    assert parts[0].rows == (0, 601, 602), "a line with few finer ones needs no page of its own"


def test_a_code_that_cannot_stand_in_an_address_is_named_by_its_row() -> None:
    rows = rows_of(["A/1", *(f"A/1.{number:03}" for number in range(300))])
    assert [part.key for part in divide_rows(rows)] == ["", "row-1", "row-1-part-2"]


@settings(deadline=None, max_examples=40)
@given(st.lists(st.text("123", min_size=1, max_size=7), min_size=0, max_size=900, unique=True), st.booleans())
def test_whatever_the_tree_every_line_has_its_page(codes: list[str], is_sorted: bool) -> None:
    rows = rows_of(sorted(codes) if is_sorted else codes)
    parts = divide_rows(rows)
    check_parts(rows, parts)
    assert max(len(part.rows) for part in parts) <= MOST_LINES


@pytest.mark.parametrize("count", [20_000])
def test_a_very_long_table_is_divided_at_once(count: int) -> None:
    rows = rows_of([f"{number:05}" for number in range(count)])
    assert sum(len(part.rows) for part in divide_rows(rows)) == count


def test_codes_that_do_not_tell_their_tree_are_divided_by_the_classification() -> None:
    """Codes of any form and length: the classification names what each is under."""
    services = [f"S{number}" for number in range(30)]
    codes = [code for service in services for code in (service, *(f"{service[1:]}9{number}-X" for number in range(12)))]
    uppers = {f"{service[1:]}9{number}-X": service for service in services for number in range(12)}
    entries = {code: ClassificationEntry(name=Text(en=code), under=uppers.get(code)) for code in codes}
    rows = rows_of(codes)
    parts = divide_rows(rows, entries)
    assert sorted(number for part in parts for number in part.rows) == list(range(len(rows)))
    assert [rows[number].code for number in parts[0].rows if number % 13 == 0] == services
    assert all(rows[part.head].code in services for part in parts if part.head is not None)
    assert len(parts) > 1
    assert not any(part.key.startswith("part-") for part in parts), "nothing is cut flat"
