"""Finds slips of the keyboard in a YAML file that cannot be used, each with the line as it was probably meant.

A Chinese keyboard writes ：，“” and wide spaces, and a hand loses an indent or the space behind a colon. The parser then blames a
line further down and gives the wrong advice. So each line near its complaint is tried as it may have been meant, and a slip is
reported only if the file reads better with the repair, in the judgement of the caller.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass

from budgetbook.content.yaml import rewritings
from budgetbook.diagnostics.problem import Message, Problem, message

Rank = tuple[int, int]
"""How bad a file is: (1, minus the line where reading broke off) or (0, number of wrong fields). Lower is better."""
Judge = Callable[[str], tuple[Rank, list[Problem]]]

MAX_REREAD = 2_000_000
"""Characters that may be read again to find slips: enough for forty attempts at a file of 50 kB, or two at a huge one."""
MOST = 20
"""Slips that are reported in one file."""
_LONGEST = 1_000
"""Characters of a line that is tried: nobody types a longer one."""

_OF_SHAPE = ("yaml-", "not-yaml", "not-a-mapping", "key-not-text", "alias", "no-value", "unknown-key", "missing-key", "expected-")
"""Prefixes of the problems that a lost space or colon can cause."""
_OF_VALUES = ("not-a-number", "number-with-more", "not-a-slug", "missing-translation")
"""Problems that a wrong sign in a list can cause: `[1，2]` is one item."""


@dataclass(frozen=True, slots=True)
class Repair:
    """Some lines as they may have been meant, by their indexes from 0, and the function that reports their slips."""

    lines: Mapping[int, str]
    tell: Callable[[str, list[str], Mapping[int, str]], Iterable[Problem]]


@dataclass(frozen=True, slots=True)
class _RepairResult:
    """The file after one repair, with its rank and its problems."""

    rank: Rank
    problems: list[Problem]
    text: str
    repair: Repair


def find(file: str, text: str, judge: Judge) -> list[Problem]:
    """Each slip with its repair, then what is still wrong once they are mended; without a slip, everything that is wrong."""
    rank, problems = judge(text)
    slip_problems: list[Problem] = []
    work = RepairSearch(judge, MAX_REREAD)
    while problems and len(slip_problems) < MOST:
        better = work.find_best(text, rank, problems)
        if better is None:
            break
        slip_problems += better.repair.tell(file, text.split("\n"), better.repair.lines)
        rank, problems, text = better.rank, better.problems, better.text
    return [*slip_problems, *problems]


class RepairSearch:
    """Tries repairs until the characters that may be read again are used up."""

    def __init__(self, judge: Judge, budget: int) -> None:
        self.judge, self.budget = judge, budget

    def find_best(self, text: str, rank: Rank, problems: list[Problem]) -> _RepairResult | None:
        """The repair after which least is wrong, of several the one that changes fewest lines; None if none helps."""
        lines = text.split("\n")
        if not any(_is_of_shape(problem) or problem.message.key in _OF_VALUES for problem in problems):
            return None
        signs = self._try_all(lines, _sign_repairs(lines, problems))
        if helpful_repairs := [better for better in signs if _helps(rank, better.rank, 1)]:
            return min(helpful_repairs, key=_least)
        if not any(_is_of_shape(problem) for problem in problems):
            return None
        indents = self._try_all(lines, _indent_repairs(lines, problems))
        helpful_repairs = [better for better in indents if _helps(rank, better.rank, 3) and _in_shape(better.problems)]
        return min(helpful_repairs, key=_least, default=None)

    def _try_all(self, lines: list[str], repairs: Iterable[Repair]) -> list[_RepairResult]:
        return [better for repair in repairs if (better := self._try(lines, repair)) is not None]

    def _try(self, lines: list[str], repair: Repair) -> _RepairResult | None:
        text = "\n".join(repair.lines.get(index, line) for index, line in enumerate(lines))
        self.budget -= len(text)
        return _RepairResult(*self.judge(text), text, repair) if self.budget >= 0 else None


def _least(better: _RepairResult) -> tuple[Rank, int]:
    return better.rank, len(better.repair.lines)


def _in_shape(problems: list[Problem]) -> bool:
    """True if every field that can be read stands where it belongs; nothing less justifies another indent."""
    return not any(_is_of_shape(problem) and problem.path for problem in problems)


def _is_of_shape(problem: Problem) -> bool:
    """True if a problem may come from the shape of the file. A misspelt key stands where it should, so it does not count."""
    return problem.message.key.startswith(_OF_SHAPE) and not (problem.message.key == "unknown-key" and problem.hint)


def _helps(old_rank: Rank, new_rank: Rank, least: int) -> bool:
    """True if less is wrong; if reading breaks off again, only if it does so at least `least` lines further on."""
    return new_rank < old_rank and (new_rank[0] < old_rank[0] or new_rank[0] == 0 or old_rank[1] - new_rank[1] >= least)


def _suspects(lines: list[str], problems: list[Problem]) -> list[int]:
    """Indexes of the lines that may have caused the problems: some above the position, the line itself and two below."""
    indexes: dict[int, None] = {}
    for problem in problems[:5]:
        here = min(problem.line, len(lines)) - 1
        near_lines = [index for index in range(max(0, here - 8), here) if _says_something(lines[index])][-3:]
        outer_lines = [*_enclosing_lines(lines, near_lines[-1] if near_lines else here), *near_lines]
        lines_below = [index for index in range(here + 1, min(len(lines), here + 8)) if _says_something(lines[index])][:2]
        indexes |= dict.fromkeys(index for index in (*outer_lines, here, *lines_below) if len(lines[index]) <= _LONGEST)
    return list(indexes)


def _enclosing_lines(lines: list[str], here: int) -> list[int]:
    """Indexes of the lines that enclose a line, the outermost first."""
    indexes: list[int] = []
    depth = _depth(lines[here])
    for index in range(here - 1, max(-1, here - 500), -1):
        if _says_something(lines[index]) and _depth(lines[index]) < depth:
            indexes.append(index)
            depth = _depth(lines[index])
    return indexes[::-1]


def _says_something(line: str) -> bool:
    return bool(line.strip()) and not line.lstrip().startswith("#")


def _sign_repairs(lines: list[str], problems: list[Problem]) -> Iterator[Repair]:
    """Yield repairs of lines with a wrong sign: each line alone, then together with its neighbours that have the same one."""
    for index in _suspects(lines, problems):
        for rewrite in rewritings.ALL:
            better_line = rewrite(lines[index])
            if better_line is None or better_line == lines[index]:
                continue
            yield Repair({index: better_line}, _tell_signs)
            better_lines = dict(_adjacent_rewrites(lines, index, rewrite))
            if len(better_lines) > 1:
                yield Repair(better_lines, _tell_signs)


def _adjacent_rewrites(lines: list[str], index: int, rewrite: rewritings.Rewrite) -> Iterator[tuple[int, str]]:
    """Yield a line and its direct neighbours that the same rewriting changes."""
    for numbers in (range(index, max(-1, index - 30), -1), range(index + 1, min(len(lines), index + 30))):
        for number in numbers:
            better_line = rewrite(lines[number]) if len(lines[number]) <= _LONGEST else None
            if better_line is None or better_line == lines[number]:
                break
            yield number, better_line


def _tell_signs(file: str, lines: list[str], better: Mapping[int, str]) -> Iterator[Problem]:
    """Report each line that has a wrong sign."""
    for index, better_line in sorted(better.items()):
        column, text = _describe_sign(lines[index], better_line)
        yield Problem(file, index + 1, column, "", text, message("write-it-as", better=better_line.strip()), lines[index])


def _describe_sign(line: str, better: str) -> tuple[int, Message]:
    """The column and the sentence of the first sign that differs."""
    column = next(
        (n for n, pair in enumerate(zip(line, better, strict=False)) if pair[0] != pair[1]), min(len(line), len(better))
    )
    found_sign, sign_before = line[column : column + 1], better[max(0, column - 1) : column]
    if found_sign.isspace() and found_sign != " ":
        return column + 1, message("wide-space", code=f"U+{ord(found_sign):04X}")
    if found_sign and not found_sign.isascii() and unicodedata.category(found_sign)[0] in "PS":
        return column + 1, message("wide-sign", found=found_sign, expected=_expected_sign(better, column))
    if sign_before in (":", "-", ",") and better[column : column + 1] == " ":
        return column + 1, message("missing-space", sign=sign_before)
    return column + 1, message("missing-sign", expected=_expected_sign(better, column))


def _expected_sign(better: str, column: int) -> str:
    """The sign that was meant, with the space that belongs to it."""
    return better[column : column + 2] if better[column + 1 : column + 2] == " " else better[column : column + 1]


def _indent_repairs(lines: list[str], problems: list[Problem]) -> Iterator[Repair]:
    """Yield repairs that move lines to the depth of others near them: one line alone, then ever more below it."""
    suspects = _suspects(lines, problems)
    for length in range(12):
        for index in suspects:
            run = _run(lines, index, length)
            for depth in _depths(lines, index) if run else ():
                shift = depth - _depth(lines[index])
                moved_lines = {number: " " * max(0, _depth(lines[number]) + shift) + lines[number].lstrip(" ") for number in run}
                yield Repair(moved_lines, _tell_indent)


def _depths(lines: list[str], index: int) -> list[int]:
    """The depths that a line may have been meant to have, in spaces."""
    depths_above = [_depth(line) for line in lines[max(0, index - 8) : index] if _says_something(line)][-3:]
    depths_below = [_depth(line) for line in lines[index + 1 : index + 5] if _says_something(line)][:1]
    candidates = [
        *reversed(depths_above),
        *(depth + 2 for depth in depths_above[-1:]),
        *depths_below,
        *(depth - 2 for depth in depths_below if depth > 1),
    ]
    return [depth for depth in dict.fromkeys(candidates) if depth != _depth(lines[index])]


def _run(lines: list[str], index: int, more: int) -> tuple[int, ...]:
    """Indexes of a line and the next `more` lines that are at least as deep; empty if there are fewer."""
    run = [index]
    for number in range(index + 1, min(len(lines), index + 30)):
        if len(run) > more or (_depth(lines[number]) < _depth(lines[index]) and _says_something(lines[number])):
            break
        if _says_something(lines[number]):
            run.append(number)
    return tuple(run) if len(run) == more + 1 else ()


def _depth(line: str) -> int:
    return len(line) - len(line.lstrip(" "))


def _tell_indent(file: str, lines: list[str], better: Mapping[int, str]) -> Iterator[Problem]:
    """Report the first of the moved lines; those below it move with it."""
    first, more = min(better), len(better) - 1
    fields = {"expected": _depth(better[first]), "found": _depth(lines[first])}
    text = message("other-indents", more=more, **fields) if more else message("other-indent", **fields)
    yield Problem(file, first + 1, fields["found"] + 1, "", text, None, lines[first])
