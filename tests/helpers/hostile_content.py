"""A small content in; the same with hostile changes, read again and again, out: each must be read or refused, and never fail."""

from __future__ import annotations

import random
from pathlib import Path

import built_site
import project
from sample_content import LANGUAGES

from budgetbook.diagnostics.problem import Problem, for_editors, for_github, for_people

PIECES = (
    "\t", "\x00", "\ufeff", "\u202e", "\u2028", "\r", "- ", ": ", "{", "}", "[", "]", "&a ", "*a", "<<: ",
    "!!python/object:os.system ", "%YAML 9", "---\n", "...\n", "|\n", ">-\n", '"', "'", "#", "null", "~",
    "yes", "0x1F", "010", "1e9", ".nan", "-.inf", "12:30", "１２", "−5", "9" * 400, "-0",
    "0.0000000000000000001", "=1+1", "@x", "＝x", "../..", "/", "con", "é", "e\u0301", "аmount: 1\n",
    "<script>alert(1)</script>", "[x](javascript:alert(1))", "![x](//h/p.png)", "{figure}`revenue`",
    "{nonsense}`x`", "{year}`this", "{", "}}", "`" * 9, ">" * 60, "- " * 60, "::error::x", "##[error]x", "\n",
    "\n\n", "  ", "   ", "zh: ", "en: ", "amount: ", "sic: [", "2023-02-30", "https://x", "revenue",
    "expenditure", "blank", "nil", "万元", "元", "人", "|", "\\", "\ud7ff", "𠀀", "🙂",
)  # fmt: skip
"""What has caused trouble in readers of text, of YAML, of Markdown, of numbers."""


class Content:
    """A content folder that is spoilt, read and restored."""

    def __init__(self, folder: Path) -> None:
        self.root = built_site.small_content(folder / "content")
        self.files = {path: path.read_bytes() for path in sorted(self.root.rglob("*")) if path.is_file()}

    def read_one(self, chance: random.Random) -> bool:
        """Spoil one or two files, read and check the whole, restore them; whether something was refused."""
        spoilt = {path: _spoilt(self.files[path], chance) for path in chance.sample(list(self.files), chance.choice((1, 1, 2)))}
        for path, data in spoilt.items():
            path.write_bytes(data)
        try:
            checked, problems = project.try_check(self.root)
            assert (checked is None) == bool(problems)
            for problem in problems:
                _is_told(problem)
        except Exception as error:
            told = "\n".join(f"{path.relative_to(self.root)}: {data!r}" for path, data in spoilt.items())
            raise AssertionError(f"the reader failed on\n{told}") from error
        finally:
            for path in spoilt:
                path.write_bytes(self.files[path])
        return checked is None


def _is_told(problem: Problem) -> None:
    """A problem has a place, and each print of it is a text that forges nothing."""
    assert problem.line >= 1
    assert problem.column >= 1
    for lang in LANGUAGES:
        for text in (for_people(problem, lang), for_editors(problem, lang), for_github(problem, lang)):
            assert "##[" not in text
            text.encode()


def _spoilt(data: bytes, chance: random.Random) -> bytes:
    text = data.decode()
    for _ in range(chance.choice((1, 1, 1, 2, 4))):
        at, more = chance.randrange(len(text) + 1), chance.randrange(1, 40)
        match chance.randrange(6):
            case 0 | 1:
                text = text[:at] + chance.choice(PIECES) + text[at:]
            case 2:
                text = text[:at] + chance.choice(PIECES) + text[at + more :]
            case 3:
                text = text[:at] + text[at + more :]
            case 4:
                text = text[:at] + text[at : at + more] * 2 + text[at + more :]
            case _:
                line = text.split("\n")
                one, two = chance.randrange(len(line)), chance.randrange(len(line))
                line[one], line[two] = line[two], line[one]
                text = "\n".join(line)
    raw = text.encode("utf-8", "surrogatepass")
    return raw[: chance.randrange(len(raw) + 1)] if chance.random() < 0.02 else raw
