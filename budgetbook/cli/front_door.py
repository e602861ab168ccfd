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
from budgetbook.cli.console import fault
from budgetbook.cli.registry import COMMANDS
from budgetbook.diagnostics import os_errors
from budgetbook.infra.processes import pool
from budgetbook.infra.processes.pool import NoClient, NoCluster, OtherVersion, WorkersDied
from budgetbook.infra.publish import site_writer
from budgetbook.render.templates import BadTemplate

OF_WORKERS: dict[type[Exception], str] = {
    WorkersDied: "workers-died",
    OtherVersion: "other-version",
    NoClient: "needs-cluster",
    NoCluster: "no-cluster",
}
"""What can befall those who do the work, and what is said of it."""


OF_TARGETS: dict[type[site_writer.NotOurs], str] = {
    site_writer.NotOurs: "not-ours",
    site_writer.LinkRefused: "is-link",
    site_writer.MountRefused: "is-mount",
}
"""Why a site cannot be written to a folder, and what is said of it."""
_FILES, _ROOM = 64, 1 << 30
"""How many files a build must be able to open, and how many bytes of addresses it needs: the drawing engine, which has most of
them, does not say that it lacks some. It ends the program."""
_DRAW = ("build", "serve")
_UNREAD = 141
"""The status of a program that the system stops because nobody reads what it writes."""


def run(arguments: Sequence[str] | None) -> int:
    """Run one command; the exit status."""
    pool.few_rounds()
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="backslashreplace")  # a terminal without Chinese gets signs for it
    try:
        status = _run(commandline.read(arguments))
        for stream in (sys.stdout, sys.stderr):
            stream.flush()  # while it can still be seen that nobody reads
    except BrokenPipeError:
        _be_silent()
        return _UNREAD
    return status


def _run(options: argparse.Namespace) -> int:
    if sys.flags.optimize > 1:
        return fault("optimized", options)
    try:
        if options.command in _DRAW and (lacking := _lacking()):
            raise OSError(lacking, "")
        return COMMANDS[options.command](options)
    except site_writer.NotOurs as error:
        return fault(OF_TARGETS[type(error)], options, str(error))
    except OSError as error:
        if isinstance(error, BrokenPipeError) and _is_unread():
            raise
        return fault("system", options, os_errors.of(error).text(options.lang))
    except MemoryError:
        return fault("system", options, os_errors.of(OSError(errno.ENOMEM, "")).text(options.lang))
    except KeyboardInterrupt:
        return fault("stopped", options)
    except tuple(OF_WORKERS) as error:
        return fault(OF_WORKERS[type(error)], options, str(error))
    except BadTemplate as error:
        return fault("template", options, error.said(options.lang))


def _lacking() -> int:
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
            waiting = select.poll()
            waiting.register(stream.fileno(), 0)
            if any(event & select.POLLERR for _, event in waiting.poll(0)):
                return True
    return False


def _be_silent() -> None:
    """Let Python's own end find somewhere to write what is left."""
    nowhere = os.open(os.devnull, os.O_WRONLY)
    for stream in (sys.stdout, sys.stderr):
        with suppress(OSError, ValueError):
            os.dup2(nowhere, stream.fileno())
