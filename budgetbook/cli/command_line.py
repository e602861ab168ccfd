"""Parses the command line, and explains in one sentence of the reader's language what is wrong with it.

Each command takes its own options only, so that none is ignored and its `--help` shows what matters.
"""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Sequence
from typing import NoReturn

from budgetbook.cli.messages import ARGPARSE, HELP, USES
from budgetbook.cli.options import Command
from budgetbook.cli.registry import COMMANDS
from budgetbook.diagnostics.problem import Language
from budgetbook.infra.base.program_files import COMMAND

_BY_NAME = {command.name: command for command in COMMANDS}


def parse_arguments(arguments: Sequence[str] | None) -> argparse.Namespace:
    """Parse the command, its options and `lang`. Exits with 0 after help, with 2 and a sentence after a mistake."""
    words = list(sys.argv[1:] if arguments is None else arguments)
    lang = _choose_language(words)
    command_index = _find_command(words)
    name = COMMANDS[0].name if command_index is None else _take_name(words, command_index)
    if name not in _BY_NAME:
        _Parser(COMMANDS[0], lang, about_all=True).refuse("no-such-command", word=name, known=", ".join(_BY_NAME))
    command = _BY_NAME[name]
    parser = _Parser(command, lang, about_all=command_index is None)
    options, unknown_words = parser.parse_known_args(words)
    if unknown_words:
        parser.refuse("not-taken", command=name, words=" ".join(unknown_words))
    if conflict := _find_conflict(options):
        parser.refuse("not-together", one="--shard", other=conflict)
    options.command = command
    return options


def _take_name(words: list[str], index: int) -> str:
    """Take the name of the command out of the line: of two words, where there is such a command."""
    name, next_words = words.pop(index), words[index : index + 1]
    longer_name = " ".join((name, *next_words))
    if not next_words or longer_name not in _BY_NAME:
        return name
    words.pop(index)
    return longer_name


def _find_conflict(options: argparse.Namespace) -> str:
    """Find an option that contradicts `--shard`: a shard fills this machine's cache, and a cluster keeps nothing."""
    values = vars(options)
    others = ("scheduler", "no_cache") if values.get("shard") else ()
    return next((f"--{name.replace('_', '-')}" for name in others if values[name]), "")


def _choose_language(words: Sequence[str]) -> Language:
    """Choose the language asked for, else that of the environment; the help uses it as well."""
    line = " ".join(words).replace("=", " ")
    if "--lang zh" in line or "--lang en" in line:
        return "zh" if "--lang zh" in line else "en"
    environment = os.environ.get("LC_ALL") or os.environ.get("LC_MESSAGES") or os.environ.get("LANG") or ""
    return "zh" if environment.startswith("zh") else "en"


def _find_command(words: Sequence[str]) -> int | None:
    """Find the position of the command: the first word that is neither an option nor the value of one."""
    value_flags = {
        option.flag for command in COMMANDS for option in command.options if option.flag.startswith("--") and not option.is_switch
    } | {"--lang"}
    for index, word in enumerate(words):
        if not word.startswith("-") and (index == 0 or words[index - 1] not in value_flags):
            return index
    return None


class _Parser(argparse.ArgumentParser):
    """Parses the options of one command in one language."""

    def __init__(self, command: Command, lang: Language, *, about_all: bool = False) -> None:
        # argparse looks up its texts with gettext under this name; a catalogue would be a binary file in the repository.
        argparse._ = lambda text: ARGPARSE[text][lang] if text in ARGPARSE else text  # type: ignore[attr-defined]
        self.lang, says = lang, {key: text[lang] for key, text in HELP.items()}
        more = f"{says['commands']}:\n{_list_commands(lang)}\n\n{says['more']}" if about_all else None
        super().__init__(
            prog=f"{COMMAND} {command.name}",
            usage=says["synopsis"] if about_all else None,
            description=says["description"] if about_all else command.help[lang],
            epilog=more,
            formatter_class=argparse.RawDescriptionHelpFormatter,
            add_help=False,
            allow_abbrev=False,
        )
        group = self.add_argument_group(says["arguments"])
        for option in command.options:
            group.add_argument(option.flag, help=option.help[lang], **option.settings(lang))
        group.add_argument("--lang", choices=("zh", "en"), default=lang, help=says["lang"])
        group.add_argument("--quiet", action="store_true", help=says["quiet"])
        group.add_argument("-h", "--help", action="help", help=says["help"])

    def error(self, message: str) -> NoReturn:
        """Print the usage and the mistake, and exit with 2. argparse quotes choices."""
        self.exit(2, f"{self.format_usage()}{message}\n".replace("'", ""))

    def refuse(self, message_key: str, **fields: str) -> NoReturn:
        """Exit with 2 and one of `USES`."""
        self.error(USES[message_key][self.lang].format(**fields))


def _list_commands(lang: Language) -> str:
    width = max(map(len, _BY_NAME))
    return "\n".join(f"  {command.name:{width}}  {command.help[lang]}" for command in COMMANDS)
