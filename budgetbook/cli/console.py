"""Prints what commands say, in the reader's language; what is wrong goes to the error stream."""

from __future__ import annotations

import argparse
import sys

from budgetbook.cli.messages import say
from budgetbook.diagnostics.bilingual import Sentence
from budgetbook.diagnostics.problem import Problem, format_notes, format_problems
from budgetbook.infra.base.errors import BudgetbookError


def report_problems(problems: list[Problem], options: argparse.Namespace, end: str = "problem") -> int:
    """Print the problems of the content and their number; return the exit status."""
    for line in format_problems(problems, options.format, options.lang):
        print(line, file=sys.stderr)
    print(say(end if len(problems) == 1 else f"{end}s", options.lang, count=len(problems)), file=sys.stderr, flush=True)
    return 1


def complain(problems: list[Problem], options: argparse.Namespace) -> int:
    """Print problems of a file that is no content; return the exit status."""
    for line in format_problems(problems, "people", options.lang):
        print(line, file=sys.stderr)
    return 1


def report_notes(notes: list[Problem], options: argparse.Namespace) -> None:
    """Print notes: worth a look, but no reason to stop."""
    if not options.quiet:
        for line in format_notes(notes, options.format, options.lang):
            print(line if line.startswith("::") else say("note", options.lang, note=line), flush=True)


def tell(sentence: str | Sentence, options: argparse.Namespace, **fields: object) -> None:
    """Print a sentence, unless `--quiet`."""
    if not options.quiet:
        print(say(sentence, options.lang, **fields), flush=True)


def show(*lines: str) -> None:
    """Print the requested output, even with `--quiet`."""
    for line in lines:
        print(line, flush=True)


def warn(message_key: str, options: argparse.Namespace, **fields: object) -> None:
    """Print a warning; the command goes on."""
    print(say(message_key, options.lang, **fields), file=sys.stderr, flush=True)


def report_fault(message_key: str, options: argparse.Namespace, why: str = "") -> int:
    """Print what stops the command, wrong use or a fault of ours; return the exit status."""
    print(say(message_key, options.lang, why=why), file=sys.stderr)
    return 2


def report_error(error: BudgetbookError, options: argparse.Namespace) -> int:
    """Print the sentence of an exception that ends the command; return the exit status."""
    report_fault(error.message_key, options, error.describe(options.lang))
    return error.exit_code
