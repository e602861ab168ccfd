"""Divides a table of thousands of lines into pages: the coarsest lines first, and a page for each line that has many finer ones.

The tree is told by the codes: a line stands below the nearest line before it whose code begins its own, or is the one that the
classification says it is under, where it says so of each.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from budgetbook.content.code_tree import Entries, list_upper_codes
from budgetbook.content.row import Row

MOST_LINES = 250
"""Lines of one page: beyond them a page takes too long to load and to find anything in."""
_LINES_OF_OVERVIEW = 100
"""Lines of a page whose finer lines have pages of their own."""
_FEW_LINES = 25
"""Lines that stand on the page of the line above them, if there is room: not worth a page of their own."""
_ADDRESS = re.compile(r"[a-z0-9]{1,60}")


@dataclass(frozen=True, slots=True)
class PagePart:
    """The lines of a table that one page shows."""

    key: str
    """Its part of addresses, below that of the table; empty for the table's own page."""
    head: int | None
    """The row that its lines are below; None for the table's own page, and for the pages that go on from there."""
    upper_key: str
    """The part on which its head stands, or from which it goes on."""
    rows: tuple[int, ...]
    """The numbers of its rows, from 0; that of its head is not among them."""


@dataclass(slots=True)
class _Branch:
    """A row with those below it."""

    row: int
    finer: list[_Branch]
    size: int = 1
    """How many rows they are together."""


def divide_rows(rows: Sequence[Row], entries: Entries | None = None) -> tuple[PagePart, ...]:
    """The parts of a table, the table's own page first; that one alone where it holds all lines.

    `entries` are those of a classification that names what its codes are under.
    """
    if len(rows) <= MOST_LINES:
        return (PagePart("", None, "", tuple(range(len(rows)))),)
    return tuple(_divide(rows, "", None, "", _grow(rows, entries)))


def _grow(rows: Sequence[Row], entries: Entries | None) -> list[_Branch]:
    """The branches of the coarsest rows."""
    root = _Branch(-1, [])
    path: list[tuple[str, _Branch]] = []
    for number, row in enumerate(rows):
        code = row.code or ""
        upper_codes = set(list_upper_codes(code, entries)) if entries is not None else {code[:end] for end in range(1, len(code))}
        while path and path[-1][0] not in upper_codes:
            path.pop()
        branch = _Branch(number, [])
        (path[-1][1] if path else root).finer.append(branch)
        for _, upper in path:
            upper.size += 1
        if code:
            path.append((code, branch))
    return root.finer


def _divide(rows: Sequence[Row], key: str, head: int | None, upper_key: str, branches: list[_Branch]) -> Iterator[PagePart]:
    """Yield the page of some branches, those that it goes on to, and those of the lines whose finer ones it has no room for."""
    if sum(branch.size for branch in branches) <= MOST_LINES:
        yield PagePart(key, head, upper_key, tuple(_walk(branches, len(rows))))
        return
    for number, start in enumerate(range(0, len(branches), MOST_LINES), 1):
        page_key = key if number == 1 else f"{key}{'-' if key else ''}part-{number}"
        shown_branches = branches[start : start + MOST_LINES]
        depth = _find_depth(shown_branches)
        higher_key = upper_key if number == 1 else key
        open_rows = _find_open_rows(shown_branches, depth)
        yield PagePart(page_key, head, higher_key, tuple(_walk(shown_branches, depth, open_rows)))
        for branch in _branches_at(shown_branches, depth):
            if branch.finer and branch.row not in open_rows:
                yield from _divide(rows, _address(rows, branch.row), branch.row, page_key, branch.finer)


def _find_depth(branches: list[_Branch]) -> int:
    """How many levels an overview has room for, at least the first."""
    depth, shown_lines, level = 0, len(branches), branches
    while level := [finer for branch in level for finer in branch.finer]:
        shown_lines += len(level)
        if shown_lines > _LINES_OF_OVERVIEW:
            break
        depth += 1
    return depth


def _find_open_rows(branches: list[_Branch], depth: int) -> frozenset[int]:
    """Of the lines at a depth, those with few finer ones, which the page has room for: a page of their own would say little."""
    room = MOST_LINES - sum(1 for _ in _walk(branches, depth))
    open_rows = set[int]()
    for branch in sorted(_branches_at(branches, depth), key=lambda branch: branch.size):
        room -= branch.size - 1
        if room < 0 or branch.size > _FEW_LINES:
            break
        open_rows.add(branch.row)
    return frozenset(open_rows)


def _walk(branches: list[_Branch], depth: int, open_rows: frozenset[int] = frozenset()) -> Iterator[int]:
    """The rows of branches down to a depth, in their order; of open rows, all."""
    for branch in branches:
        yield branch.row
        if depth or branch.row in open_rows:
            yield from _walk(branch.finer, depth - 1 if depth else MOST_LINES, open_rows)


def _branches_at(branches: list[_Branch], depth: int) -> list[_Branch]:
    """The branches at a depth below some others."""
    for _ in range(depth):
        branches = [finer for branch in branches for finer in branch.finer]
    return branches


def _address(rows: Sequence[Row], row: int) -> str:
    """The code of a row, where it can stand in an address; else its number, counted from 1."""
    code = rows[row].code or ""
    return code if _ADDRESS.fullmatch(code) else f"row-{row + 1}"
