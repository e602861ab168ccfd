"""What a command has to say in; printed in the reader's language, what is wrong on the error stream, out."""

from __future__ import annotations

import argparse
import sys

from budgetbook.cli.messages import say
from budgetbook.diagnostics.problem import Problem, format_notes, format_problems
from budgetbook.infra.base.errors import BudgetbookError


def report_problems(problems: list[Problem], options: argparse.Namespace, end: str = "problem") -> int:
    """Print the problems of the content and how many they are; the exit status."""
    for line in format_problems(problems, options.format, options.lang):
        print(line, file=sys.stderr)
    print(say(end if len(problems) == 1 else f"{end}s", options.lang, count=len(problems)), file=sys.stderr, flush=True)
    return 1


def report_notes(notes: list[Problem], options: argparse.Namespace) -> None:
    """Print what is worth a look and stops nothing."""
    if not options.quiet:
        for line in format_notes(notes, options.format, options.lang):
            print(line if line.startswith("::") else say("note", options.lang, note=line), flush=True)


def tell(message_key: str, options: argparse.Namespace, **fields: object) -> None:
    """Print a sentence, unless nothing but problems is asked for."""
    if not options.quiet:
        print(say(message_key, options.lang, **fields), flush=True)


def warn(message_key: str, options: argparse.Namespace, **fields: object) -> None:
    """Print what is not as it should be and keeps the command from nothing."""
    print(say(message_key, options.lang, **fields), file=sys.stderr, flush=True)


def report_fault(message_key: str, options: argparse.Namespace, why: str = "") -> int:
    """Print what keeps the command from its work, wrong use or a fault of ours; the exit status."""
    print(say(message_key, options.lang, why=why), file=sys.stderr)
    return 2


def report_error(error: BudgetbookError, options: argparse.Namespace) -> int:
    """Print the sentence of an exception that ends the command; the exit status."""
    report_fault(error.message_key, options, error.describe(options.lang))
    return error.exit_code
