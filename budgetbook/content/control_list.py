"""The control list of a statement: every number that its document prints, by place.

`build.py numbers FILE` makes the list, people type the figures, and `validation` compares the two, so that a wrong digit is found
even in a figure that no rule uses. A place is a line of a text (`57`), a path of steps (`p30 l12` is line 12 of page 30, `t9 r4
c7` a cell of the ninth table) or a cell of a workbook (`收支总表!C7`). In a document of several files the number of the file
comes first: `f2 p3 l1`. A number that is no figure has a word before it: `year:2024`, `date:31`, `ordinal:3`, `code:201`. A
minus is kept (`-79.60`). A negative number in brackets or with a triangle stands in brackets, `(79.60)`, and may be typed with or
without a minus.
"""

from __future__ import annotations

import csv
import hashlib
import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from itertools import takewhile
from typing import Literal, get_args

from budgetbook.content.document_places import SHEET_AREA, STEP, SheetArea, read_area
from budgetbook.content.signs import sign_of
from budgetbook.diagnostics.problem import Problem, message

Kind = Literal["", "year", "date", "ordinal", "code"]
"""Empty for a figure; otherwise what the number is instead."""
# Digits with thousands commas and a decimal part; a comma counts only between a digit and a group of three. Between the number of
# an item and a year a point is no decimal point: 4．2025年收入预算总表.
NUMBER = re.compile(r"[0-9]+(?:,[0-9]{3})*(?:\.(?!(?:19|20)[0-9]{2}\s?年)[0-9]+)?")
_NARROW = str.maketrans("０１２３４５６７８９．，", "0123456789.,")
_KINDS = "|".join(filter(None, get_args(Kind)))
_NUMBER = r"(?:-?[0-9][0-9,]*(?:\.[0-9]+)?|\([0-9][0-9,]*(?:\.[0-9]+)?\))"
_LINE = re.compile(rf"([1-9][0-9]{{0,6}}|{STEP}(?: {STEP})*|{SHEET_AREA})((?: (?:(?:{_KINDS}):)?{_NUMBER})+)")
MOST_PROBLEMS = 20
"""Malformed lines that are reported for one list."""
_SHOWN_LENGTH = 200
"""Characters shown of a long line."""
_HEAD = re.compile(r"sha256 ([0-9a-f]{64})")
_RANGE = re.compile(r"([fptrcl])([0-9]+)(?:-([0-9]+))?")
MOST_FILES = 9
"""Files that one document may be published in."""


@dataclass(frozen=True, slots=True)
class ControlToken:
    """One number as printed, with digits and points made half-width; a minus is `-`."""

    digits: str
    kind: Kind
    is_bracketed: bool = False
    """True if the document marks it as negative by something other than a minus."""

    def __str__(self) -> str:
        text = f"({self.digits})" if self.is_bracketed else self.digits
        return f"{self.kind}:{text}" if self.kind else text


@dataclass(frozen=True, slots=True)
class ControlLine:
    """All numbers of one place."""

    place: str
    tokens: tuple[ControlToken, ...]
    row: int
    """The line of the list, counted from 1, for messages."""
    steps: Mapping[str, int]
    """The place as numbers: `p30 l12` is `{p: 30, l: 12}`, line 57 of a text is `{l: 57}`, cell C7 of a sheet `{r: 7, c: 3}`."""
    area: SheetArea | None = None
    """The place in a workbook."""

    @property
    def has_kinds(self) -> bool:
        """True in the list of any file but a text: it tells figures from other numbers, and a text's list does not."""
        return not self.place.isdigit()


@dataclass(frozen=True)
class ControlList:
    """Every number of one document, by place."""

    file: str
    sha256: str
    """The hash of the document from which the list was made."""
    lines: tuple[ControlLine, ...]
    further_sha256: tuple[str, ...] = ()
    """The hashes of its further files, where it is published in several."""

    @cached_property
    def _index(self) -> Mapping[tuple[str, int], list[ControlLine]]:
        index: dict[tuple[str, int], list[ControlLine]] = defaultdict(list)
        for line in self.lines:
            for step in line.steps.items():
                index[step].append(line)
        return index

    def find_lines(self, part: str) -> list[ControlLine]:
        """The lines within a part of the document, given as `p6 l9-12`, `p7`, `t3`, `t3 r2-9`, `l57` or `收支总表!A5:G20`."""
        if area := read_area(part):
            return [line for line in self.lines if line.area and area.contains(line.area)]
        bounds = [(name, int(low), int(high or low)) for name, low, high in _RANGE.findall(part)]
        name, low, high = bounds[0]
        # A range may be of any length, so the lines are filtered instead of looking up each number of the range.
        candidates = self._index[name, low] if low == high and (name, low) in self._index else self.lines if low < high else ()
        if all(name in "fl" for name, *_ in bounds):  # of a text or a web page: a PDF's lines are counted page by page
            candidates = [line for line in candidates if "p" not in line.steps]
        return [line for line in candidates if all(low <= line.steps.get(name, 0) <= high for name, low, high in bounds)]


def format_control_list(
    sha256: str, places: Iterable[tuple[str, Iterable[ControlToken]]], further_sha256: Iterable[str] = ()
) -> str:
    """The list as a file: the hash of each of the document's files, then one line for each place that has numbers."""
    rows = [f"sha256 {each}" for each in (sha256, *further_sha256)]
    for place, tokens in places:
        if numbers := " ".join(map(str, tokens)):
            rows.append(f"{place} {numbers}")
    return "\n".join(rows) + "\n"


def list_numbers(raw: bytes, text: str, *, fields: bool = False) -> str:
    """Make the list from a document's text copy, line by line.

    `fields` says that the text is CSV, where a comma separates numbers and is no thousands comma.
    """
    lines = _fields(text) if fields else enumerate(re.split(r"\r\n|\r|\n", text), 1)
    places = ((str(number), [token for _, token in tokens_of(line)]) for number, line in lines)
    return format_control_list(hashlib.sha256(raw).hexdigest(), places)


def tokens_of(text: str) -> Iterator[tuple[int, ControlToken]]:
    """Yield every number of a text with the index of its first digit; full-width characters are read as half-width."""
    plain = narrow_digits(text)
    for match in NUMBER.finditer(plain):
        sign = sign_of(plain, match.start(), match.end())
        yield match.start(), ControlToken("-" * (sign == "-") + match[0], "", is_bracketed=sign == "()")


def numbers_of(text: str) -> list[str]:
    """The digits of every number in a text, without signs and thousands commas."""
    return [digits.replace(",", "") for digits in NUMBER.findall(narrow_digits(text))]


def narrow_digits(text: str) -> str:
    """Make full-width digits, points and commas half-width; every character keeps its index."""
    return text.translate(_NARROW)


def _fields(text: str) -> Iterator[tuple[int, str]]:
    """Yield each record of a CSV file with the line on which it begins, its fields set well apart."""
    lines = text.splitlines(keepends=True)
    first = lines[0] if lines else ""
    reader = csv.reader(lines, delimiter=max(",;\t", key=first.count))
    begins = 1
    for fields in reader:
        yield begins, " | ".join(fields)
        begins = reader.line_num + 1


def read_numbers(file: str, text: str) -> tuple[ControlList | None, list[Problem]]:
    """Read a control list back. A line that is malformed, out of order or repeated is a problem; then there is no list."""
    rows = text.removesuffix("\n").split("\n")
    head = _HEAD.fullmatch(rows[0])
    further = list(takewhile(bool, map(_HEAD.fullmatch, rows[1:MOST_FILES])))
    lines: list[ControlLine] = []
    seen_places: set[str] = set()
    last = 0
    problems = [] if head else [Problem(file, 1, 1, "", message("numbers-head"), source=rows[0][:_SHOWN_LENGTH])]
    for row, line in enumerate(rows[1 + len(further) :], 2 + len(further)):
        match = _LINE.fullmatch(line)
        in_order = match is not None and (int(match[1]) > last if match[1].isdigit() else match[1] not in seen_places)
        if match is None or not in_order:
            problems.append(Problem(file, row, 1, "", message("numbers-line"), source=line[:_SHOWN_LENGTH]))
            if len(problems) == MOST_PROBLEMS:
                break  # a list as broken as this is made anew, not mended line by line
            continue
        last = int(match[1]) if match[1].isdigit() else last
        seen_places.add(match[1])
        area = read_area(match[1])
        lines.append(ControlLine(match[1], tuple(map(_token, match[2].split())), row, _steps(match[1], area), area))
    if head is None or problems:
        return None, problems
    return ControlList(file, head[1], tuple(lines), tuple(each[1] for each in further if each)), []


def _steps(place: str, area: SheetArea | None) -> Mapping[str, int]:
    if area:
        return {"f": area.file, "r": area.top, "c": area.left}
    return {step[0]: int(step[1:]) for step in place.split()} if place[0].isalpha() else {"l": int(place)}


def _token(text: str) -> ControlToken:
    kind, _, digits = text.rpartition(":")
    return ControlToken(digits.strip("()").replace(",", ""), kind, is_bracketed=digits[0] == "(")  # type: ignore[arg-type]
