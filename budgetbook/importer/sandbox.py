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
from budgetbook.importer.readers import process_limits
from budgetbook.importer.readers.document import UnreadableDocumentError
from budgetbook.importer.vocabulary import MalformedVocabularyError

SECONDS = 4
"""Processor time that one document may take, beside what each page that was read adds (`readers.pdf`). A long one takes one."""
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
    try:
        outcome, payload = receiver.recv()
    except EOFError:  # the process was ended by its limits or by the system
        raise UnreadableDocumentError("import-beyond-bounds", seconds=SECONDS, megabytes=MEGABYTES) from None
    finally:
        process.kill()
        process.join()
    if outcome == "unreadable":
        raise UnreadableDocumentError(payload.key, **dict(payload.fields))
    if outcome == "invalid":
        raise MalformedVocabularyError(payload)
    return payload


def _work(pipe: Connection, seconds: int, megabytes: int, function: Callable[..., Any], arguments: tuple[object, ...]) -> None:
    process_limits.limit_process(seconds, megabytes)
    try:
        pipe.send(("done", function(*arguments)))
    except UnreadableDocumentError as error:
        pipe.send(("unreadable", error.reason))
    except MalformedVocabularyError as error:
        pipe.send(("invalid", str(error)))
    except (MemoryError, RecursionError):
        process_limits.grant_memory()
        pipe.send(("unreadable", message("import-beyond-bounds", seconds=seconds, megabytes=megabytes)))
    except OSError as error:
        pipe.send(("unreadable", message("import-system", why=os_errors.describe_without_file(error))))
    except Exception as error:  # noqa: BLE001 - a fault of ours is told in a sentence too, with what a report of it needs
        pipe.send(("unreadable", message("import-fault", fault=f"{type(error).__name__}, {find_place(error)}")))


def find_place(error: Exception) -> str:
    """The module and line of the program that raised an exception."""
    frame = traceback.extract_tb(error.__traceback__)[-1]
    return f"{Path(frame.filename).stem}:{frame.lineno}"
