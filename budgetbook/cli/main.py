"""Runs the command that the command line asks for, and turns every way it can end into words and an exit status."""

from __future__ import annotations

import argparse
import errno
import io
import os
import select
import sys
from collections.abc import Sequence
from contextlib import suppress
from importlib.util import find_spec

from budgetbook.cli import command_line
from budgetbook.cli.console import report_error, report_fault
from budgetbook.cli.options import EXTRAS, Command
from budgetbook.diagnostics import os_errors
from budgetbook.infra.base import program_files
from budgetbook.infra.base.errors import BudgetbookError
from budgetbook.infra.processes import pool

_FILES, _ROOM = 64, 1 << 30
"""Files that a build must be able to open, and bytes of address space that it needs.

Most are for the drawing engine, which ends the program without a word if it lacks them.
"""
_UNREAD_STATUS = 141
"""The status of a program that the system stops because nobody reads its output."""


def run(arguments: Sequence[str] | None) -> int:
    """Run one command; return the exit status."""
    pool.raise_gc_threshold()
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="backslashreplace")  # a terminal without Chinese shows escapes
    try:
        status = _run_command(command_line.parse_arguments(arguments))
        for stream in (sys.stdout, sys.stderr):
            stream.flush()  # now, while a closed pipe can still be noticed
    except BrokenPipeError:
        _be_silent()
        return _UNREAD_STATUS
    return status


def _run_command(options: argparse.Namespace) -> int:
    if sys.flags.optimize > 1:
        return report_fault("optimized", options)
    command: Command = options.command
    try:
        if command.extra and _lacks(command.extra):
            return report_fault("needs-extra", options, program_files.how_to_install(command.extra))
        if command.draws and (limit_errno := _find_limit_errno()):
            raise OSError(limit_errno, "")
        return command.run(options)
    except BudgetbookError as error:
        return report_error(error, options)
    except OSError as error:
        if isinstance(error, BrokenPipeError) and _is_unread():
            raise
        return report_fault("system", options, os_errors.describe_os_error(error).text(options.lang))
    except MemoryError:
        return report_fault("system", options, os_errors.describe_os_error(OSError(errno.ENOMEM, "")).text(options.lang))
    except KeyboardInterrupt:
        return report_fault("stopped", options)


def _lacks(extra: str) -> bool:
    """True if a module of an extra is not installed."""
    return any(find_spec(module) is None for module in EXTRAS[extra])


def _find_limit_errno() -> int:
    """The error number that the system's limits will cause; 0 if they are high enough."""
    try:
        import resource
    except ModuleNotFoundError:  # a system without such limits
        return 0
    files, room = (resource.getrlimit(what)[0] for what in (resource.RLIMIT_NOFILE, resource.RLIMIT_AS))
    if 0 <= files < _FILES:
        return errno.EMFILE
    return errno.ENOMEM if 0 <= room < _ROOM else 0


def _is_unread() -> bool:
    """True if one of our streams is a pipe that nobody reads any more; other pipes are between our own processes."""
    for stream in (sys.stdout, sys.stderr):
        with suppress(OSError, ValueError, AttributeError):
            poller = select.poll()
            poller.register(stream.fileno(), 0)
            if any(event & select.POLLERR for _, event in poller.poll(0)):
                return True
    return False


def _be_silent() -> None:
    """Let Python's final flush write to nowhere."""
    nowhere = os.open(os.devnull, os.O_WRONLY)
    for stream in (sys.stdout, sys.stderr):
        with suppress(OSError, ValueError):
            os.dup2(nowhere, stream.fileno())
