"""Runs a function on bytes from outside in a process of its own, within limits of time and memory."""

from __future__ import annotations

import multiprocessing
import os
import traceback
from collections.abc import Callable
from multiprocessing.connection import Connection
from pathlib import Path
from typing import Any

from budgetbook.diagnostics import os_errors
from budgetbook.diagnostics.problem import message
from budgetbook.importer.readers import process_limits
from budgetbook.importer.readers.document import UnreadableDocumentError
from budgetbook.importer.vocabulary import MalformedVocabularyError

SECONDS = 4
"""Processor time that one document may take, beside what a long one is granted for what it has to say (`process_limits`)."""
MEGABYTES = 250
"""Memory that the process may allocate. A document of thirty pages takes twenty."""


def run(function: Callable[..., Any], *arguments: object) -> Any:
    """Return the function's result. Its UnreadableDocumentError and MalformedVocabularyError are raised here too.

    Raises UnreadableDocumentError if it exceeds the limits.
    """
    context = multiprocessing.get_context("spawn")
    receiver, sender = context.Pipe(duplex=False)
    process = context.Process(target=_work, args=(sender, SECONDS, MEGABYTES, function, arguments), daemon=True)
    process.start()
    sender.close()
    seconds = SECONDS
    try:
        while (answer := receiver.recv())[0] == "time":
            seconds = answer[1]
    except EOFError:  # the process was ended by its limits or by the system
        answer = ("beyond", None)
    finally:
        process.kill()
        process.join()
    outcome, payload = answer
    if outcome == "beyond":
        raise UnreadableDocumentError("import-beyond-bounds", seconds=seconds, megabytes=MEGABYTES)
    if outcome == "unreadable":
        raise UnreadableDocumentError(payload.key, **dict(payload.fields))
    if outcome == "invalid":
        raise MalformedVocabularyError(payload)
    return payload


def _work(pipe: Connection, seconds: int, megabytes: int, function: Callable[..., Any], arguments: tuple[object, ...]) -> None:
    _silence_interpreter()
    process_limits.limit_process(seconds, megabytes, lambda limit: pipe.send(("time", limit)))
    try:
        pipe.send(("done", function(*arguments)))
    except UnreadableDocumentError as error:
        pipe.send(("unreadable", error.reason))
    except MalformedVocabularyError as error:
        pipe.send(("invalid", str(error)))
    except (MemoryError, RecursionError):
        process_limits.grant_memory()
        pipe.send(("beyond", None))
    except OSError as error:
        pipe.send(("unreadable", message("import-system", why=os_errors.describe_without_file(error))))
    except Exception as error:  # noqa: BLE001 - a fault of ours is told in a sentence too, with what a report of it needs
        pipe.send(("unreadable", message("import-fault", fault=f"{type(error).__name__}, {find_place(error)}")))


def _silence_interpreter() -> None:
    """Drop what Python itself would print when it has no memory left to raise an error; whoever waits tells it in a sentence."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), 2)


def find_place(error: Exception) -> str:
    """The module and line of the program that raised an exception."""
    frame = traceback.extract_tb(error.__traceback__)[-1]
    return f"{Path(frame.filename).stem}:{frame.lineno}"
