"""Runs a function on bytes from outside in a process of its own, within limits of time and memory."""

from __future__ import annotations

import multiprocessing
import traceback
from collections.abc import Callable
from multiprocessing.connection import Connection
from pathlib import Path
from typing import Any

from budgetbook.diagnostics import os_errors
from budgetbook.diagnostics.problem import message
from budgetbook.importer.readers.document import UnreadableDocumentError
from budgetbook.importer.vocabulary import MalformedVocabularyError

SECONDS = 300
"""Processor time that one document may take, of whatever kind."""
GIGABYTES = 2
"""Memory that the process may allocate."""


def run(function: Callable[..., Any], *arguments: object) -> Any:
    """Return the function's result. Its UnreadableDocumentError and MalformedVocabularyError are raised here too.

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
        raise MalformedVocabularyError(payload)
    return payload


def _work(pipe: Connection, seconds: int, gigabytes: int, function: Callable[..., Any], arguments: tuple[object, ...]) -> None:
    _limit_resources(seconds, gigabytes)
    try:
        pipe.send(("done", function(*arguments)))
    except UnreadableDocumentError as error:
        pipe.send(("unreadable", error.reason))
    except MalformedVocabularyError as error:
        pipe.send(("invalid", str(error)))
    except (MemoryError, RecursionError):
        pipe.send(("unreadable", message("import-beyond-bounds", seconds=seconds, gigabytes=gigabytes)))
    except OSError as error:
        pipe.send(("unreadable", message("import-system", why=os_errors.describe_without_file(error))))
    except Exception as error:  # noqa: BLE001 - a fault of ours is told in a sentence too, with what a report of it needs
        pipe.send(("unreadable", message("import-fault", fault=f"{type(error).__name__}, {_find_place(error)}")))


def _find_place(error: Exception) -> str:
    """The module and line of the program that raised an exception."""
    frame = traceback.extract_tb(error.__traceback__)[-1]
    return f"{Path(frame.filename).stem}:{frame.lineno}"


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
