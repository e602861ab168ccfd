"""A command line in; the command done, and how it ended, in words and as an exit status, out."""

from __future__ import annotations

import argparse
import errno
import io
import os
import select
import sys
from collections.abc import Sequence
from contextlib import suppress

from budgetbook.cli import options as commandline
from budgetbook.cli.console import report_error, report_fault
from budgetbook.cli.registry import COMMANDS
from budgetbook.diagnostics import os_errors
from budgetbook.infra.base.errors import BudgetbookError
from budgetbook.infra.processes import pool

_FILES, _ROOM = 64, 1 << 30
"""How many files a build must be able to open, and how many bytes of addresses it needs: the drawing engine, which has most of
them, does not say that it lacks some. It ends the program."""
_DRAWING_COMMANDS = ("build", "serve")
_UNREAD_STATUS = 141
"""The status of a program that the system stops because nobody reads what it writes."""


def run(arguments: Sequence[str] | None) -> int:
    """Run one command; the exit status."""
    pool.raise_gc_threshold()
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="backslashreplace")  # a terminal without Chinese gets signs for it
    try:
        status = _run_command(commandline.parse_arguments(arguments))
        for stream in (sys.stdout, sys.stderr):
            stream.flush()  # while it can still be seen that nobody reads
    except BrokenPipeError:
        _be_silent()
        return _UNREAD_STATUS
    return status


def _run_command(options: argparse.Namespace) -> int:
    if sys.flags.optimize > 1:
        return report_fault("optimized", options)
    try:
        if options.command in _DRAWING_COMMANDS and (limit_errno := _find_limit_errno()):
            raise OSError(limit_errno, "")
        return COMMANDS[options.command](options)
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


def _find_limit_errno() -> int:
    """The number of the error that the system will make of its limits; 0 where they are wide enough."""
    try:
        import resource
    except ModuleNotFoundError:  # a system without such limits
        return 0
    files, room = (resource.getrlimit(what)[0] for what in (resource.RLIMIT_NOFILE, resource.RLIMIT_AS))
    if 0 <= files < _FILES:
        return errno.EMFILE
    return errno.ENOMEM if 0 <= room < _ROOM else 0


def _is_unread() -> bool:
    """Whether one of the streams is a pipe that nobody reads any more; other pipes are between processes of ours."""
    for stream in (sys.stdout, sys.stderr):
        with suppress(OSError, ValueError, AttributeError):
            poller = select.poll()
            poller.register(stream.fileno(), 0)
            if any(event & select.POLLERR for _, event in poller.poll(0)):
                return True
    return False


def _be_silent() -> None:
    """Let Python's own end find somewhere to write what is left."""
    nowhere = os.open(os.devnull, os.O_WRONLY)
    for stream in (sys.stdout, sys.stderr):
        with suppress(OSError, ValueError):
            os.dup2(nowhere, stream.fileno())
