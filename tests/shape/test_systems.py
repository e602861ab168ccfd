"""The program writes the same bytes on every system: no file gets the encoding or the ends of lines that a machine prefers."""

from __future__ import annotations

import ast
import re

import source_tree

WRONG = ['path.write_text(text, encoding="utf-8")', 'path.open("w", encoding="utf-8")', 'open(path, "x", newline="")']
RIGHT = [
    'path.write_text(text, encoding="utf-8", newline="\\n")',
    'path.open("wb")',
    "path.open()",
    "os.open(path, flags)",
    'archive.open(member, "w", force_zip64=True)',
]


def leaves_to_the_system(call: ast.Call) -> bool:
    """Whether a call writes text as the system would have it; a member of an archive takes bytes only."""
    name = getattr(call.func, "attr", getattr(call.func, "id", ""))
    given = {keyword.arg for keyword in call.keywords}
    modes = [word.value for word in call.args if isinstance(word, ast.Constant) and isinstance(word.value, str)]
    is_method = name == "write_text" and "encoding" in given
    writes = is_method or (name == "open" and any(re.fullmatch(r"[wxa]t?\+?", mode) for mode in modes))
    return writes and "force_zip64" not in given and not given >= {"encoding", "newline"}


def test_text_written_as_the_system_would_have_it_is_found() -> None:
    for texts, wrong in ((WRONG, True), (RIGHT, False)):
        calls = [ast.parse(text, mode="eval").body for text in texts]
        assert [leaves_to_the_system(call) for call in calls if isinstance(call, ast.Call)] == [wrong] * len(texts)


def test_the_program_writes_the_same_text_on_every_system() -> None:
    calls = list(source_tree.calls("write_text", "open"))
    assert len(calls) > 10
    assert [f"{path.name}:{call.lineno}" for path, call in calls if leaves_to_the_system(call)] == []
