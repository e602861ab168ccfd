"""Edits of a small content's statement, and `build.py serve` as a program, for the tests of what follows a save."""

from __future__ import annotations

import re
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import project

EDIT = {
    "amount: 300.25": "amount: 300.35",
    "change: 10.25": "change: 10.35",
    "amount: 189.75": "amount: 189.65",
    "change: 0.25": "change: 0.35",
}


def statement_of(content: Path) -> Path:
    """The one statement of a small content."""
    return next(path for path in content.glob("statements/*/*.yaml") if path.stem != "entity")


def put(path: Path, old: str, new: str) -> None:
    """Save a file with one text for another, which must stand there."""
    text = path.read_text(encoding="utf-8")
    assert text.count(old) == 1, f"{old!r} stands there {text.count(old)} times"
    path.write_text(text.replace(old, new), encoding="utf-8")


@contextmanager
def serving(content: Path, *words: str) -> Iterator[str]:
    """`build.py serve` as a program, on a port of its own; the address it says."""
    spoken = () if "--lang" in words else ("--lang", "en")
    command = [sys.executable, str(project.ROOT / "build.py"), "serve", "--content", str(content), "--port", "0", *words, *spoken]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True) as program:
        assert program.stdout
        address = re.split("[ （]", program.stdout.readline())[0]
        try:
            yield address
        finally:
            program.send_signal(2)
            out, err = program.communicate(timeout=project.PATIENCE)
    assert program.returncode == 0, out + err
    assert "Traceback" not in err
