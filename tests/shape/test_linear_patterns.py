"""Text of strangers takes no longer than it is long: every pattern of the program that meets it, and what reads it.

No clock decides here whether a pattern is good: a machine may be slow, and another program may take its time. Each
pattern is given its worst strings at one length and at eight times it, in a process of its own that is stopped after
many times what the slowest machine needs for linear work; growth is judged by the processor's time of the same process,
the least of several runs, with room for three times what linear growth would be.
"""

from __future__ import annotations

import ast
import importlib
import re
import subprocess
import sys
from collections.abc import Callable, Iterator
from functools import cache
from pathlib import Path
from types import FrameType
from typing import Any

import project
import pytest
from pydantic import TypeAdapter, ValidationError

from budgetbook.content.control_list import MOST_PROBLEMS, read_numbers
from budgetbook.content.folder import Folder
from budgetbook.content.text import Text
from budgetbook.content.yaml.characters import MAX_BYTES
from budgetbook.content.yaml.reader import read
from budgetbook.text import markdown, role_syntax

TraceFunction = Callable[[FrameType, str, Any], Any]
PARTS = 2
"""Processes that judge the patterns, so that two workers share the work."""
ROOMS = ("arithmetic", "content", "text", "validation", "opendata", "importer", "diagnostics")
SMALL, TIMES = 1_000, 8
GUARD = 900
"""Seconds after which a process is stopped: linear work takes a hundredth of it."""
SAMPLES = (
    "0", "0_", "1,111", "1,", "1.", "9", "a", "a-", "-", "_", " ", "\t", "\u3000", "`", "` ", "[", "![", "](",
    "[a](", "<", "<a", "<!", "{", "{a}", "{a}`", "*", "**", "|", "#", '"', "'", "“", "”", "：", "，", "、", "万元",
    "年", "2023年", "（", "（一）", "一、", "一", "\\", "/", ".", "..", "=", "a:", "a: ", "&", "&#x", "https://", "a@",
    "(", ")", "0:", "0e", "+", "[a]:", "[^", "其中：", "合计", "第", "表", "1 ", " 1", "a b ", "支出",
)  # fmt: skip
ENDS = ("", "x", "\x00")


BOUNDED = (
    "content.yaml.rewritings",
    "content.value_guesses",
    "content.yaml.ambiguity._AMBIGUOUS",
    "content.folder._CONTENT_FILE",
    "importer.readers.line_joining._LEADERS",
)
"""What is asked only of short texts, whose length is looked at before: a line, a number, a word, a name of a file."""


Pattern = tuple[re.Pattern[str], bool]
"""A pattern, and whether it is looked for anywhere in a text: else it is only asked of its beginning, or of all of it."""


def patterns() -> Iterator[tuple[str, Pattern]]:
    """Every pattern over text that a module of these rooms holds, by its name or its place."""
    everywhere = searched("\n".join(sources().values()))
    for name, source in sources().items():
        module = importlib.import_module(name)
        for own, value in vars(module).items():
            if isinstance(value, re.Pattern) and isinstance(value.pattern, str):
                yield (
                    f"{name}.{own}".removeprefix("budgetbook."),
                    (value, own in (searched(source) if own.startswith("_") else everywhere)),
                )
        for line, pattern in in_place(source):
            yield f"{name}:{line}".removeprefix("budgetbook."), pattern


def searched(source: str) -> set[str]:
    """The names of patterns that are looked for anywhere in a text."""
    return set(re.findall(r"(\w+)\.(?:search|finditer|findall|sub|subn|split)\(", source))


@cache
def sources() -> dict[str, str]:
    """The modules of these rooms, and what stands in each."""
    found = {}
    for room in ROOMS:
        package = importlib.import_module(f"budgetbook.{room}")
        folder = Path(package.__path__[0])
        for file in sorted(folder.rglob("*.py")):
            if file.name != "__init__.py":
                module = ".".join(file.relative_to(folder).with_suffix("").parts)
                found[f"budgetbook.{room}.{module}"] = file.read_text(encoding="utf-8")
    return found


def in_place(source: str) -> Iterator[tuple[int, Pattern]]:
    """Patterns that stand where they are used: `re.sub("…", …)`."""
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and getattr(node.func.value, "id", "") == "re":
            first = node.args[0] if node.args else None
            if isinstance(first, ast.Constant) and isinstance(first.value, str) and node.func.attr not in ("compile", "escape"):
                yield node.lineno, (re.compile(first.value), node.func.attr not in ("match", "fullmatch"))


JUDGE = """
import re, sys, time
sys.path[:0] = {path!r}
import test_linear_patterns as here
patterns = dict(here.patterns())
names = sorted(name for name in patterns if not name.startswith(here.BOUNDED))
assert len(names) > 60
def taken(kind, text):
    pattern, anywhere = kind
    start = time.process_time()
    pattern.fullmatch(text)
    pattern.match(text)
    if anywhere:
        for _ in pattern.finditer(text): pass
    return time.process_time() - start
for name in names[{part}::here.PARTS]:
    for unit in here.SAMPLES:
        for end in here.ENDS:
            small, large = ((unit * length)[:length] + end for length in (here.SMALL, here.SMALL * here.TIMES))
            once = taken(patterns[name], large)
            if once < 0.01 or once <= taken(patterns[name], small) * here.TIMES * 3:
                continue
            print(name, ascii(unit), ascii(end), flush=True)
            before, after = (min(taken(patterns[name], text) for _ in range(9)) for text in (small, large))
            if after > before * here.TIMES * 3:
                sys.exit(f"grows {{after / before:.0f}} times where the text grows {{here.TIMES}} times")
"""


def judge(part: int) -> str:
    """What is wrong with the patterns of one part; "" where all are linear."""
    code = JUDGE.format(path=[each for each in sys.path if each], part=part)
    command = [sys.executable, "-c", code]
    try:
        done = subprocess.run(command, capture_output=True, text=True, encoding="utf-8", timeout=GUARD, check=False)
    except subprocess.TimeoutExpired as error:
        return f"never ends: {(error.stdout or b'').decode().splitlines()[-1:]}"
    return "" if done.returncode == 0 else f"{done.stdout.splitlines()[-1:]}: {done.stderr[-500:]}"


@pytest.mark.slow
@pytest.mark.parametrize("part", range(PARTS))
def test_every_pattern_over_foreign_text_is_linear(part: int) -> None:
    assert judge(part) == ""


class Steps:
    """Counts the lines of Python that run below a call: the same on every machine, however slow."""

    def __init__(self) -> None:
        self.count = 0

    def __enter__(self) -> Steps:
        sys.settrace(self._trace)
        return self

    def __exit__(self, *_: object) -> None:
        sys.settrace(None)

    def _trace(self, _frame: FrameType, event: str, _arg: Any) -> TraceFunction:
        self.count += event == "line"
        return self._trace


def steps(work: Callable[[str], object], text: str) -> int:
    """How many lines run for a text."""
    with Steps() as counted:
        work(text)
    return counted.count


PROSE = [
    "[",
    "![",
    "<a",
    "[a](",
    "`",
    "](",
    "[a]:",
    "&#x",
    "* ",
    "> ",
    "|a",
    "{a}`b`",
    "[\n",
    "*\n",
    "\\[",
    "_a_",
    "<!-- ",
    "a\n\n",
]


@pytest.mark.slow
@pytest.mark.parametrize("unit", PROSE, ids=ascii)
def test_prose_is_read_in_steps_that_its_length_bounds(unit: str) -> None:
    """A paragraph is bounded, so many of the longest take as often as many steps; one that is longer takes hardly any."""

    def work(text: str) -> None:
        for _ in zip(markdown.disallowed_markup(text), range(20), strict=False):
            pass

    paragraph = (unit * 450)[:450].rstrip("\n") + "\n\n"
    markdown._blocks.cache_clear()
    one, four = steps(work, paragraph), steps(work, paragraph * 4)
    assert four < 8 * one + 20_000
    assert steps(work, (unit * 15_000).replace("\n\n", "\n")) < 9_000_000


def test_runs_of_backticks_find_their_partners_without_a_search_for_each() -> None:
    runs = [" ".join("`" * length for length in range(1, most)) for most in (20, 80)]
    assert len(runs[1]) > 12 * len(runs[0])
    assert steps(role_syntax.without_code, runs[1]) < 6 * steps(role_syntax.without_code, runs[0])
    assert steps(lambda text: [*role_syntax.find_roles(text)], runs[1] + "{a}`b`") < 6 * steps(
        lambda text: [*role_syntax.find_roles(text)], runs[0] + "{a}`b`"
    )
    assert role_syntax.without_code("a `b` ``c ` d`` `e") == "a " + " " * 3 + " " + " " * 9 + " `e"


def test_a_paragraph_that_is_too_long_is_told_at_its_line() -> None:
    assert list(markdown.disallowed_markup("a\n\n" + "b " * 6_000)) == [(3, "paragraph", ("b " * 20))]
    assert list(markdown.disallowed_markup("a\n\n" + "[" * 501)) == [(3, "paragraph", "[" * 40)]
    assert list(markdown.disallowed_markup("|" * 51)) == [(1, "paragraph", "|" * 40)]
    assert list(markdown.disallowed_markup("- " + "b " * 1_000 + ("\n- " + "b " * 1_000) * 20)) == []


@pytest.mark.slow
def test_a_control_list_is_read_in_steps_that_its_length_bounds() -> None:
    def lists(count: int) -> str:
        return f"sha256 {'0' * 64}\n" + "".join(f"{line} {line}\n" for line in range(1, count + 1))

    few, many = (steps(lambda text: read_numbers("f", text), lists(count)) for count in (100, 800))
    assert many < 10 * few
    found, problems = read_numbers("f", lists(60_000))
    assert problems == []
    assert found is not None
    assert (found.lines[-1].place, found.lines[-1].row) == ("60000", 60_001)


def test_a_list_of_another_form_is_told_of_a_few_times() -> None:
    found, problems = read_numbers("f", f"sha256 {'0' * 64}\n" + "x\n" * 60_000)
    assert found is None
    assert len(problems) == MOST_PROBLEMS
    _, (problem,) = read_numbers("f", f"sha256 {'0' * 64}\n{'9' * 5_000} 1\n")
    assert (problem.line, problem.message.key) == (2, "numbers-line")
    assert len(problem.source) <= 200


def test_what_is_ambiguous_is_short() -> None:
    found, problems = read("f.yaml", f"a: {'0_' * 200_000}x\nb: {'0_' * 20}\n".encode())
    assert found is None
    assert [(problem.line, problem.message.key) for problem in problems] == [(2, "ambiguous")]


@pytest.mark.parametrize("form", ["- no\n", "- 'a'\n- no\n"])
def test_of_very_many_problems_the_first_are_told(form: str) -> None:
    _, problems = read("f.yaml", ("a:\n" + form * 30_000).encode())
    assert len(problems) == 200


def test_a_file_is_measured_before_it_is_read_and_a_stray_one_is_not_read_at_all(tmp_path: Path) -> None:
    content = project.copy_content(tmp_path / "content")
    sizes = {"pages/x.md": 3_000_000_000, "notes.txt": 3_000_000_000, "countries/china/concepts.yaml": 3_000_000_000}
    for name, size in sizes.items():
        with (content / name).open("wb") as file:
            file.truncate(size)
    folder = Folder.scan(content)
    files, problems = folder.read(sizes)
    assert files == dict.fromkeys(sizes)
    assert [(problem.file, problem.message.key) for problem in problems] == [
        (f"{content}/countries/china/concepts.yaml", "file-too-large")
    ]
    ended = project.run_on(content, "check")
    assert sorted(line.removeprefix(f"{content}/") for line in ended.problems) == [
        f"countries/china/concepts.yaml:1:1: expected at most {MAX_BYTES:,} bytes; found 3,000,000,000",
        "notes.txt:1:1: nothing on the site uses a file of this name",
        "pages/x.md:1:1: nothing on the site uses a file of this name (did you mean pages/about.zh.md?)",
    ]


def test_a_text_has_a_greatest_length() -> None:
    assert len(TypeAdapter(Text).validate_python({"zh": "一" * 10_000, "en": "a" * 10_000})["zh"]) == 10_000
    with pytest.raises(ValidationError) as raised:
        TypeAdapter(Text).validate_python({"zh": "一" * 10_001, "en": "a"})
    assert [detail["type"] for detail in raised.value.errors()] == ["text-too-long"]
