"""Where roles and code stand in a text, before it is parsed: {figure}`revenue` is a role, and what stands in code is none.

Everything here takes time linear in the length of the text.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

ROLE = re.compile(r"\{([a-z]+)\}`([^`\n]+)`")
_TARGET = re.compile(r"(.+) <([^<>]+)>")
_FENCE = re.compile("^(?:`{3,}|~{3,})", re.MULTILINE)
_BACKTICKS = re.compile("`+")
_ROLE_OR_CODE = re.compile(r"\\.|\{|`+", re.DOTALL)
_BLANK_LINE = re.compile(r"\n[ \t]*\n")


def words_with_target(content: str) -> tuple[str, str]:
    """Split MyST's ``words <name>`` into ("words", "name"); a bare name gives ("", "name")."""
    match = _TARGET.fullmatch(content)
    return (match[1].strip(), match[2].strip()) if match else ("", content.strip())


def find_roles(text: str) -> Iterator[tuple[int, int, str, str]]:
    """Yield (line, column, role, content) of every role in a text; both count from 1. Code holds none."""
    number, begin, text = 1, 0, _without_code_blocks(text)
    for role in _scan_roles(text):
        start = role.start()
        if (lines := text.count("\n", begin, start)) > 0:
            number += lines
            begin = text.rindex("\n", begin, start) + 1
        yield number, start - begin + 1, role[1], role[2]


def replace_roles(text: str, replace: Callable[[re.Match[str]], str]) -> str:
    """The text with each role replaced; what stands in a code span stays."""
    pieces, position = list[str](), 0
    for role in _scan_roles(text):
        pieces += [text[position : role.start()], replace(role)]
        position = role.end()
    return "".join([*pieces, text[position:]])


def without_roles(text: str) -> str:
    """The text with each role blanked out and columns kept: what people typed themselves."""
    return replace_roles(text, lambda role: " " * len(role[0]))


def without_code(text: str) -> str:
    """The text of a block with each code span blanked out; no role may be in it any more."""
    pieces, position = list[str](), 0
    ends = _find_code_ends(text)
    for run in _BACKTICKS.finditer(text):
        if run.start() >= position and run.start() in ends:
            end = ends[run.start()]
            pieces += [text[position : run.start()], " " * (end - run.start())]
            position = end
    return "".join([*pieces, text[position:]])


def _scan_roles(text: str) -> Iterator[re.Match[str]]:
    """Every role outside code spans, from left to right, as the parser meets them: the first of the two that begins is there."""
    if "}`" not in text:
        return
    ends, position = _find_code_ends(text), 0
    while sign := _ROLE_OR_CODE.search(text, position):
        position = sign.end()  # what a backslash stands before begins nothing
        if sign[0].startswith("`"):
            position = ends.get(sign.start(), position)
        elif role := ROLE.match(text, sign.start()):
            position = role.end()
            yield role


def _find_code_ends(text: str) -> dict[int, int]:
    """The end of the code span that each run of backticks would begin: after the next run of its length in its paragraph."""
    blank_lines = [match.start() for match in _BLANK_LINE.finditer(text)]
    ends: dict[int, int] = {}
    later: dict[int, re.Match[str]] = {}
    for run in reversed([*_BACKTICKS.finditer(text)]):
        while blank_lines and blank_lines[-1] > run.start():
            blank_lines.pop()
            later.clear()
        if partner := later.get(len(run[0])):
            ends[run.start()] = partner.end()
        later[len(run[0])] = run
    return ends


def _without_code_blocks(text: str) -> str:
    """The text with the lines of fenced blocks blanked out, and their number kept."""
    if not _FENCE.search(text):
        return text
    lines, fence = list[str](), ""
    for line in text.split("\n"):
        match = _FENCE.match(line)
        lines.append("" if fence or match else line)
        if match:
            fence = "" if fence and line.startswith(fence) else fence or match[0]
    return "\n".join(lines)
