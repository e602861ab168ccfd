"""Commands and options as the parser reads them, and the options that several commands share."""

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
from budgetbook.infra.base import program_files

HERE = Path.cwd() if program_files.IS_INSTALLED else program_files.PROGRAM
"""The folder of the site: `content/`, `templates/` and `site/` lie in it."""
EXTRAS = {
    "import": ("pdfplumber", "pypdfium2", "docx", "lxml", "openpyxl", "xlrd", "opencc"),
    "serve": ("starlette", "uvicorn", "watchfiles"),
}
"""The extras of the package that a command can need, with the modules of each."""
OUTPUT_FORMATS = ("people", "editors", "github")


@dataclass(frozen=True, slots=True)
class Option:
    """An option or positional argument."""

    flag: str
    """`--jobs`, or the name of an argument."""
    help: Sentence
    read: Callable[[Language, str], object] | None = None
    """Parses the value; the error for a wrong one is in the reader's language."""
    default: object = None
    """A function is called for each command line."""
    choices: tuple[str, ...] = ()
    is_switch: bool = False
    """Takes no value."""
    is_list: bool = False
    """May be repeated."""
    is_many: bool = False
    """An argument that stands for one or more words."""

    @property
    def name(self) -> str:
        """`jobs`."""
        return self.flag.removeprefix("--")

    def settings(self, lang: Language) -> dict[str, Any]:
        """Arguments for argparse's `add_argument`."""
        if self.is_switch:
            return {"action": "store_true"}
        if self.is_list:
            return {"action": "append", "default": []}
        default = self.default() if callable(self.default) else self.default
        settings = {"type": partial(self.read, lang) if self.read else str, "default": default, "choices": self.choices or None}
        return settings | ({"nargs": "+"} if self.is_many else {})


@dataclass(frozen=True, slots=True)
class Command:
    """A command of `build.py`. All take `--lang`, `--quiet` and `--help` beside their own options."""

    name: str
    help: Sentence
    """One line for the help."""
    options: tuple[Option, ...]
    run: Callable[[argparse.Namespace], int]
    """Runs it and returns the exit status. Large libraries are imported here, not with the module."""
    extra: str = ""
    """The extra of the package that it needs (`pyproject.toml`)."""
    draws: bool = False
    """Needs the drawing engine, which ends the program if too few files may be opened or too little memory used."""


def value_error(message_key: str, lang: Language, word: str) -> argparse.ArgumentTypeError:
    """Create the error for a wrong value, with a sentence of `USES`."""
    return argparse.ArgumentTypeError(USES[message_key][lang].format(word=word))


def read_path(lang: Language, text: str) -> Path:
    """Accept any path."""
    del lang
    return Path(text)


def relative_to_cwd(path: Path) -> Path:
    """Write a path as a person in this folder would: as editors jump to it and GitHub annotates it."""
    here = Path.cwd()
    return path.relative_to(here) if path.is_relative_to(here) else path


def _default_format() -> str:
    return "github" if os.environ.get("GITHUB_ACTIONS") == "true" else "people"


def _read_jobs(lang: Language, text: str) -> int:
    """Parse the number of processes, at least one."""
    count = int(text)
    if count < 1:
        raise value_error("no-such-number", lang, text)
    return count


def _read_year(lang: Language, text: str) -> int:
    """Parse a year of four digits."""
    if not (text.isascii() and text.isdigit() and len(text) == 4):
        raise value_error("no-such-number", lang, text)
    return int(text)


def is_descriptor(path: Path) -> bool:
    """True if a file's name is that of the descriptor of a data package."""
    return path.suffix.lower() == ".json"


CONTENT = Option(
    "--content", _("内容目录", "the folder of the content"), read=read_path, default=lambda: relative_to_cwd(HERE / "content")
)
MAP = (
    Option(
        "--map",
        _(
            "数据文件（CSV、Excel、数据包）按哪份对照表读：国家文件夹 maps/ 里的名字，或一个文件",
            "the map by which data files (CSV, Excel, a data package) are read: its name in maps/ of the country, or a file",
        ),
        default="",
    ),
    Option("--year", _("数据文件的财政年度", "the fiscal year of the data files"), read=_read_year),
    Option(
        "--stage",
        _("数据文件的阶段：country.yaml 的 stages 里的一个", "the stage of the data files, one of the stages in country.yaml"),
    ),
)
"""Of the commands that read data files."""
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
