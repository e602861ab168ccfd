"""The text of a document in; the list of every number that it prints, by line, out: the control list of a statement.

A machine makes the list (`build.py numbers FILE`), people type the figures; `checks.py` holds the one against the
other, so that a wrong digit is found even in a figure that no rule uses.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Mapping

from budgetbook.problems.problems import Problem, message
from budgetbook.record import record

# Digits with thousands commas and a decimal part; a comma counts only between a digit and a group of three.
NUMBER = re.compile(r"[0-9]+(?:,[0-9]{3})*(?:\.[0-9]+)?")
_NARROW = str.maketrans("０１２３４５６７８９．，", "0123456789.,")
_LINE = re.compile(r"([1-9][0-9]{0,6})((?: [0-9][0-9,]*(?:\.[0-9]+)?)+)")
MOST_PROBLEMS = 20
"""Lines of another form that are told of one list."""
_SHOWN = 200
"""Of a long line, its beginning is shown."""
_HEAD = re.compile(r"sha256 ([0-9a-f]{64})")


@record
class Numbers:
    """Every number of one document, as printed but for full-width characters, by line of its text copy."""

    file: str
    sha256: str
    """The hash of the text that was read."""
    lines: Mapping[int, tuple[str, ...]]
    rows: Mapping[int, int]
    """Line of the document -> line of this file, to point at."""


def list_numbers(raw: bytes) -> str:
    """The list for a document's text copy (UTF-8): its hash, then `line number number …` for each line that has one."""
    rows = [f"sha256 {hashlib.sha256(raw).hexdigest()}"]
    text = raw.decode("utf-8-sig").translate(_NARROW)
    for number, line in enumerate(text.split("\n"), 1):
        if found := NUMBER.findall(line):
            rows.append(f"{number} {' '.join(found)}")
    return "\n".join(rows) + "\n"


def read_numbers(file: str, text: str) -> tuple[Numbers | None, list[Problem]]:
    """Read such a list back; any line of another form is a problem."""
    rows = text.removesuffix("\n").split("\n")
    head = _HEAD.fullmatch(rows[0])
    lines: dict[int, tuple[str, ...]] = {}
    places: dict[int, int] = {}
    problems = [] if head else [Problem(file, 1, 1, "", message("numbers-head"), source=rows[0][:_SHOWN])]
    last = 0
    for row, line in enumerate(rows[1:], 2):
        match = _LINE.fullmatch(line)
        if match is None or int(match[1]) <= last:
            problems.append(Problem(file, row, 1, "", message("numbers-line"), source=line[:_SHOWN]))
            if len(problems) == MOST_PROBLEMS:
                break  # such a list is to be made anew, not mended line by line
        else:
            last = int(match[1])
            lines[last], places[last] = tuple(match[2].split()), row
    if head is None or problems:
        return None, problems
    return Numbers(file, head[1], lines, places), []
