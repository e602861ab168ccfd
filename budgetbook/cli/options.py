"""A command line in; what it asks for, or one sentence on what is wrong with it in the reader's language, out.

Each command takes its own options only, so that none is given in vain and its `--help` shows what matters.
"""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Sequence
from functools import partial
from pathlib import Path
from typing import Any, NoReturn

from budgetbook.cli.messages import ARGPARSE, COMMANDS, HELP, USES
from budgetbook.diagnostics.problem import Language

HERE = Path(__file__).resolve().parents[2]
OUTPUT_FORMATS = ("people", "editors", "github")

COMMAND_OPTIONS: dict[str, tuple[str, ...]] = {
    "build": ("content", "out", "no-cache", "jobs", "scheduler", "shard", "format"),
    "serve": ("content", "port", "host", "allow", "format"),
    "check": ("content", "jobs", "scheduler", "format"),
    "diff": ("base", "as", "content"),
    "new": ("body", "year", "phase", "profile", "kind", "zh", "en", "content", "format"),
    "import": ("document", "content", "draft", "report"),
    "numbers": ("text-copy", "content"),
    "links": ("content", "format"),
    "schema": ("content",),
}
"""What each command takes, by the names of `HELP`; all take `--lang`, `--quiet` and `--help`."""


def _define_options(lang: Language) -> dict[str, tuple[str, dict[str, Any]]]:
    """Name in `HELP` -> the option or argument, and how argparse reads it, refusing a wrong value in `lang`."""
    return {
        "content": ("--content", {"type": Path, "default": _relative_to_cwd(HERE / "content")}),
        "out": ("--out", {"type": Path, "default": _relative_to_cwd(HERE / "site")}),
        "no-cache": ("--no-cache", {"action": "store_true"}),
        "jobs": ("--jobs", {"type": partial(_read_jobs, lang), "default": 0}),
        "scheduler": ("--scheduler", {"default": ""}),
        "shard": ("--shard", {"type": partial(_read_shard, lang), "default": None}),
        "port": ("--port", {"type": partial(_read_port, lang), "default": 8000}),
        "host": ("--host", {"default": "127.0.0.1"}),
        "allow": ("--allow", {"action": "append", "default": []}),
        "format": ("--format", {"choices": OUTPUT_FORMATS, "default": _default_format()}),
        "base": ("base", {}),
        "as": ("--format", {"choices": ("text", "markdown"), "default": "text"}),
        **{name: (f"--{name}", {}) for name in ("body", "year", "profile", "kind", "zh", "en")},
        "phase": ("--phase", {"choices": ("budget", "final-accounts"), "default": "budget"}),
        "document": ("document", {"type": Path}),
        "draft": ("--out", {"type": Path}),
        "report": ("--report", {"type": Path}),
        "text-copy": ("file", {"type": Path}),
    }


def _read_jobs(lang: Language, text: str) -> int:
    """How many, at least one."""
    count = int(text)
    if count < 1:
        raise _value_error("no-such-number", lang, text)
    return count


def _read_port(lang: Language, text: str) -> int:
    """A port's number; 0 for any that is free."""
    number = int(text)
    if not 0 <= number <= 65535:
        raise _value_error("no-such-port", lang, text)
    return number


def _read_shard(lang: Language, text: str) -> tuple[int, int]:
    """`2/4` as (2, 4)."""
    part, _, count = text.partition("/")
    if not (part.isdecimal() and count.isdecimal() and 1 <= int(part) <= int(count)):
        raise _value_error("not-a-shard", lang, text)
    return int(part), int(count)


def _value_error(message_key: str, lang: Language, word: str) -> argparse.ArgumentTypeError:
    return argparse.ArgumentTypeError(USES[message_key][lang].format(word=word))


def _relative_to_cwd(path: Path) -> Path:
    """As a person in this folder would write it: what editors jump to and GitHub annotates."""
    here = Path.cwd()
    return path.relative_to(here) if path.is_relative_to(here) else path


def _default_format() -> str:
    return "github" if os.environ.get("GITHUB_ACTIONS") == "true" else "people"


def parse_arguments(arguments: Sequence[str] | None) -> argparse.Namespace:
    """The command, its options and `lang`. Exits with 0 after help, with 2 and a sentence where it cannot be understood."""
    words = list(sys.argv[1:] if arguments is None else arguments)
    lang = _choose_language(words)
    command_index = _find_command(words, lang)
    command = "build" if command_index is None else words.pop(command_index)
    if command not in COMMANDS:
        _Parser("build", lang, about_all=True).refuse("no-such-command", word=command, known=", ".join(COMMANDS))
    parser = _Parser(command, lang, about_all=command_index is None)
    options, unknown_words = parser.parse_known_args(words)
    if unknown_words:
        parser.refuse("not-taken", command=command, words=" ".join(unknown_words))
    if conflict := _find_conflict(options):
        parser.refuse("not-together", one="--shard", other=conflict)
    options.command = command
    return options


def _find_conflict(options: argparse.Namespace) -> str:
    """What is given beside `--shard` and does not go with it: a shard fills this machine's cache, and a cluster keeps nothing."""
    values = vars(options)
    others = ("scheduler", "no_cache") if values.get("shard") else ()
    return next((f"--{name.replace('_', '-')}" for name in others if values[name]), "")


def _choose_language(words: Sequence[str]) -> Language:
    """The language asked for, else the environment's; it decides the help as well."""
    line = " ".join(words).replace("=", " ")
    if "--lang zh" in line or "--lang en" in line:
        return "zh" if "--lang zh" in line else "en"
    environment = os.environ.get("LC_ALL") or os.environ.get("LC_MESSAGES") or os.environ.get("LANG") or ""
    return "zh" if environment.startswith("zh") else "en"


def _find_command(words: Sequence[str], lang: Language) -> int | None:
    """The place of the command: the first word that is neither an option nor an option's value."""
    value_flags = {
        flag for flag, how in _define_options(lang).values() if flag.startswith("--") and how.get("action") != "store_true"
    } | {"--lang"}
    for index, word in enumerate(words):
        if not word.startswith("-") and (index == 0 or words[index - 1] not in value_flags):
            return index
    return None


class _Parser(argparse.ArgumentParser):
    """One command's options, told in one language."""

    def __init__(self, command: str, lang: Language, *, about_all: bool = False) -> None:
        # argparse asks gettext for each of its texts, by this name; a catalogue on the disk would be a binary file in the tree.
        argparse._ = lambda text: ARGPARSE[text][lang] if text in ARGPARSE else text  # type: ignore[attr-defined]
        self.lang, says = lang, {key: text[lang] for key, text in HELP.items()}
        more = f"{says['commands']}:\n{_list_commands(lang)}\n\n{says['more']}" if about_all else None
        super().__init__(
            prog=f"build.py {command}",
            usage=says["synopsis"] if about_all else None,
            description=says["description"] if about_all else COMMANDS[command][lang],
            epilog=more,
            formatter_class=argparse.RawDescriptionHelpFormatter,
            add_help=False,
            allow_abbrev=False,
        )
        group = self.add_argument_group(says["arguments"])
        table = _define_options(lang)
        for name in COMMAND_OPTIONS[command]:
            flag, how = table[name]
            group.add_argument(flag, help=says[name], **how)
        group.add_argument("--lang", choices=("zh", "en"), default=lang, help=says["lang"])
        group.add_argument("--quiet", action="store_true", help=says["quiet"])
        group.add_argument("-h", "--help", action="help", help=says["help"])

    def error(self, message: str) -> NoReturn:
        """The usage, and what is wrong in one sentence; ends with 2. argparse puts choices into quotation marks."""
        self.exit(2, f"{self.format_usage()}{message}\n".replace("'", ""))

    def refuse(self, message_key: str, **fields: str) -> NoReturn:
        """One of `USES`; ends with 2."""
        self.error(USES[message_key][self.lang].format(**fields))


def _list_commands(lang: Language) -> str:
    width = max(map(len, COMMANDS))
    return "\n".join(f"  {name:{width}}  {text[lang]}" for name, text in COMMANDS.items())
