"""A function that reads foreign bytes in; what it gives out, made in a process of its own within bounds of time and memory."""

from __future__ import annotations

import multiprocessing
from collections.abc import Callable
from multiprocessing.connection import Connection
from typing import Any

from budgetbook.diagnostics.problem import message
from budgetbook.importer.readers.document import UnreadableDocumentError

SECONDS = 300
"""The most of the processor's time that one document may take, of whatever kind."""
GIGABYTES = 4
"""The most memory that it may ask for."""


def run(function: Callable[..., Any], *arguments: object) -> Any:
    """Run the function and return its result. Raises UnreadableDocumentError and ValueError as it does; the former also where it
    goes beyond the bounds.
    """
    context = multiprocessing.get_context("spawn")
    ours, theirs = context.Pipe(duplex=False)
    work = context.Process(target=_work, args=(theirs, SECONDS, GIGABYTES, function, arguments), daemon=True)
    work.start()
    theirs.close()
    try:
        how, what = ours.recv()
    except EOFError:  # it was ended by its bounds, or by the system
        raise UnreadableDocumentError("import-beyond-bounds", seconds=SECONDS, gigabytes=GIGABYTES) from None
    finally:
        work.kill()
        work.join()
    if how == "cannot":
        raise UnreadableDocumentError(what.key, **dict(what.fields))
    if how == "wrong":
        raise ValueError(what)
    return what


def _work(pipe: Connection, seconds: int, gigabytes: int, function: Callable[..., Any], arguments: tuple[object, ...]) -> None:
    _limit_resources(seconds, gigabytes)
    try:
        pipe.send(("done", function(*arguments)))
    except UnreadableDocumentError as error:
        pipe.send(("cannot", error.reason))
    except ValueError as error:
        pipe.send(("wrong", str(error)))
    except (MemoryError, RecursionError):
        pipe.send(("cannot", message("import-beyond-bounds", seconds=seconds, gigabytes=gigabytes)))


def _limit_resources(seconds: int, gigabytes: int) -> None:
    try:
        import resource  # not on every system
    except ImportError:
        return
    for what, most in ((resource.RLIMIT_CPU, seconds), (resource.RLIMIT_AS, gigabytes * 2**30)):
        hard = resource.getrlimit(what)[1]
        try:
            resource.setrlimit(what, (most if hard == resource.RLIM_INFINITY else min(most, hard), hard))
        except (ValueError, OSError):  # a system that has no such bound
            continue
