"""Runs a function on bytes from outside in a process of its own, within limits of time and memory."""

from __future__ import annotations

import multiprocessing
from collections.abc import Callable
from multiprocessing.connection import Connection
from typing import Any

from budgetbook.diagnostics.problem import message
from budgetbook.importer.readers.document import UnreadableDocumentError

SECONDS = 300
"""Processor time that one document may take, of whatever kind."""
GIGABYTES = 4
"""Memory that the process may allocate."""


def run(function: Callable[..., Any], *arguments: object) -> Any:
    """Return the function's result. Its UnreadableDocumentError and ValueError are raised here too.

    Raises UnreadableDocumentError if it exceeds the limits.
    """
    context = multiprocessing.get_context("spawn")
    receiver, sender = context.Pipe(duplex=False)
    process = context.Process(target=_work, args=(sender, SECONDS, GIGABYTES, function, arguments), daemon=True)
    process.start()
    sender.close()
    try:
        outcome, payload = receiver.recv()
    except EOFError:  # the process was ended by its limits or by the system
        raise UnreadableDocumentError("import-beyond-bounds", seconds=SECONDS, gigabytes=GIGABYTES) from None
    finally:
        process.kill()
        process.join()
    if outcome == "unreadable":
        raise UnreadableDocumentError(payload.key, **dict(payload.fields))
    if outcome == "invalid":
        raise ValueError(payload)
    return payload


def _work(pipe: Connection, seconds: int, gigabytes: int, function: Callable[..., Any], arguments: tuple[object, ...]) -> None:
    _limit_resources(seconds, gigabytes)
    try:
        pipe.send(("done", function(*arguments)))
    except UnreadableDocumentError as error:
        pipe.send(("unreadable", error.reason))
    except ValueError as error:
        pipe.send(("invalid", str(error)))
    except (MemoryError, RecursionError):
        pipe.send(("unreadable", message("import-beyond-bounds", seconds=seconds, gigabytes=gigabytes)))


def _limit_resources(seconds: int, gigabytes: int) -> None:
    try:
        import resource  # Unix only
    except ImportError:
        return
    for limit, most in ((resource.RLIMIT_CPU, seconds), (resource.RLIMIT_AS, gigabytes * 2**30)):
        hard = resource.getrlimit(limit)[1]
        try:
            resource.setrlimit(limit, (most if hard == resource.RLIM_INFINITY else min(most, hard), hard))
        except (ValueError, OSError):  # the system has no such limit
            continue
