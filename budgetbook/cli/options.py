"""A command and its options, as the parser reads them; the options that several commands take."""

from __future__ import annotations

import argparse
import os
from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Any

from budgetbook.cli.messages import USES
from budgetbook.diagnostics.bilingual import Sentence
from budgetbook.diagnostics.bilingual import bilingual as _
from budgetbook.diagnostics.problem import Language

HERE = Path(__file__).resolve().parents[2]
OUTPUT_FORMATS = ("people", "editors", "github")


@dataclass(frozen=True, slots=True)
class Option:
    """One option, or one argument."""

    flag: str
    """`--jobs`, or the name of an argument."""
    help: Sentence
    read: Callable[[Language, str], object] | None = None
    """Its value from the text; one that is wrong is refused in the language."""
    default: object = None
    """A function is asked at each command line."""
    choices: tuple[str, ...] = ()
    is_switch: bool = False
    """It takes no value."""
    is_list: bool = False
    """It can be repeated."""

    @property
    def name(self) -> str:
        """`jobs`."""
        return self.flag.removeprefix("--")

    def settings(self, lang: Language) -> dict[str, Any]:
        """How argparse reads it."""
        if self.is_switch:
            return {"action": "store_true"}
        if self.is_list:
            return {"action": "append", "default": []}
        default = self.default() if callable(self.default) else self.default
        return {"type": partial(self.read, lang) if self.read else str, "default": default, "choices": self.choices or None}


@dataclass(frozen=True, slots=True)
class Command:
    """One command of `build.py`. All take `--lang`, `--quiet` and `--help` beside their own options."""

    name: str
    help: Sentence
    """What it does, in a few words."""
    options: tuple[Option, ...]
    run: Callable[[argparse.Namespace], int]
    """Does it; gives the exit status. A large library is loaded here, not with the module."""
    draws: bool = False
    """Needs the drawing engine, which ends the program where it may open too few files or use too little memory."""


def value_error(message_key: str, lang: Language, word: str) -> argparse.ArgumentTypeError:
    """A value that an option cannot have, with a sentence of `USES`."""
    return argparse.ArgumentTypeError(USES[message_key][lang].format(word=word))


def read_path(lang: Language, text: str) -> Path:
    """Any path."""
    del lang
    return Path(text)


def relative_to_cwd(path: Path) -> Path:
    """As a person in this folder would write it: what editors jump to and GitHub annotates."""
    here = Path.cwd()
    return path.relative_to(here) if path.is_relative_to(here) else path


def _default_format() -> str:
    return "github" if os.environ.get("GITHUB_ACTIONS") == "true" else "people"


def _read_jobs(lang: Language, text: str) -> int:
    """How many, at least one."""
    count = int(text)
    if count < 1:
        raise value_error("no-such-number", lang, text)
    return count


CONTENT = Option(
    "--content", _("内容目录", "the folder of the content"), read=read_path, default=lambda: relative_to_cwd(HERE / "content")
)
FORMAT = Option(
    "--format",
    _("问题给谁看：人、编辑器、GitHub", "who reads the problems: people, an editor, GitHub"),
    choices=OUTPUT_FORMATS,
    default=_default_format,
)
JOBS = Option(
    "--jobs",
    _("同时用几个进程（默认每个处理器核一个）", "how many processes to use (by default one per processor core)"),
    read=_read_jobs,
    default=0,
)
SCHEDULER = Option(
    "--scheduler", _("交给这个地址的 Dask 集群去做", "have the work done by the Dask cluster at this address"), default=""
)
