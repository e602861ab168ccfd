"""Text of strangers takes no longer than it is long: every pattern of the program that meets it, and what reads it.

No clock decides here whether a pattern is good: a machine may be slow, and another program may take its time. Each
pattern is given its worst strings at one length and at eight times it, in a process of its own that is stopped after
many times what the slowest machine needs for linear work; growth is judged by the processor's time of the same process,
the least of several runs, with room for three times what linear growth would be.
"""

from __future__ import annotations

import ast
import importlib
import pkgutil
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
import real

from budgetbook.content.folder import Folder
from budgetbook.content.numbers import MOST_PROBLEMS, read_numbers
from budgetbook.content.yamlfile import MAX_BYTES, read
from budgetbook.words import markdown

ROOMS = ("content", "words", "checks", "data", "importer", "problems")
SMALL, TIMES = 2_000, 8
GUARD = 120
"""Seconds after which a process is stopped: linear work takes a thousandth of it."""
SAMPLES = (
    "0", "0_", "1,111", "1,", "1.", "9", "a", "a-", "-", "_", " ", "\t", "\u3000", "`", "` ", "[", "![", "](", "[a](", "<", "<a", "<!", "{", "{a}",
    "{a}`", "*", "**", "|", "#", "\"", "'", "“", "”", "：", "，", "、", "万元", "年", "2023年", "（", "（一）", "一、", "一", "\\", "/", ".", "..", "=",
    "a:", "a: ", "&", "&#x", "https://", "a@", "(", ")", "0:", "0e", "+", "[a]:", "[^", "其中：", "合计", "第", "表", "1 ", " 1", "a b ", "支出",
)  # fmt: skip
ENDS = ("", "x", "\x00")


BOUNDED = ("content.rewritings.", "content.spellings.", "content.yamlfile._AMBIGUOUS", "content.folder._USED")
"""What is asked only of short texts, whose length is looked at before: a line, a number, a word, a name of a file."""


def patterns() -> Iterator[tuple[str, re.Pattern[str]]]:
    """Every pattern over text that a module of these rooms holds, by its name or its place."""
    for room in ROOMS:
        package = importlib.import_module(f"budgetbook.{room}")
        for found in pkgutil.iter_modules(package.__path__):
            module = importlib.import_module(f"budgetbook.{room}.{found.name}")
            for name, value in vars(module).items():
                if isinstance(value, re.Pattern) and isinstance(value.pattern, str):
                    yield f"{room}.{found.name}.{name}", value
            for line, pattern in in_place(Path(str(module.__file__)).read_text(encoding="utf-8")):
                yield f"{room}.{found.name}:{line}", pattern


def in_place(source: str) -> Iterator[tuple[int, re.Pattern[str]]]:
    """Patterns that stand where they are used: `re.sub("…", …)`."""
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and getattr(node.func.value, "id", "") == "re":
            first = node.args[0] if node.args else None
            if isinstance(first, ast.Constant) and isinstance(first.value, str) and node.func.attr not in ("compile", "escape"):
                yield node.lineno, re.compile(first.value)


JUDGE = """
import re, sys, time
sys.path[:0] = {path!r}
import test_foreign as here
patterns = dict(here.patterns())
def taken(pattern, text):
    start = time.process_time()
    pattern.fullmatch(text)
    for _ in pattern.finditer(text): pass
    return time.process_time() - start
for name in {names!r}:
    for unit in here.SAMPLES:
        for end in here.ENDS:
            small, large = ((unit * length)[:length] + end for length in (here.SMALL, here.SMALL * here.TIMES))
            if taken(patterns[name], large) < 0.02:
                continue
            print(name, ascii(unit), ascii(end), flush=True)
            before, after = (min(taken(patterns[name], text) for _ in range(3)) for text in (small, large))
            if after > before * here.TIMES * 3:
                sys.exit(f"grows {{after / before:.0f}} times where the text grows {{here.TIMES}} times")
"""


def judge(names: list[str]) -> str:
    """What is wrong with these patterns; "" where all are linear."""
    code = JUDGE.format(path=[str(real.ROOT), str(Path(__file__).parent)], names=names)
    command = [sys.executable, "-c", code]
    try:
        done = subprocess.run(command, capture_output=True, text=True, encoding="utf-8", timeout=GUARD * len(names), check=False)
    except subprocess.TimeoutExpired as error:
        return f"never ends: {(error.stdout or b'').decode().splitlines()[-1:]}"
    return "" if done.returncode == 0 else f"{done.stdout.splitlines()[-1:]}: {done.stderr[-500:]}"


NAMES = sorted({name for name, _ in patterns() if not name.startswith(BOUNDED)})


@pytest.mark.slow
@pytest.mark.parametrize("part", range(8))
def test_every_pattern_over_foreign_text_is_linear(part: int) -> None:
    assert len(NAMES) > 60
    assert judge(NAMES[part::8]) == ""
