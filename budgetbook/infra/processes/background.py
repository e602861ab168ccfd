"""A function in; what it gives out, from a process of its own that is at work while this one goes on."""

from __future__ import annotations

import multiprocessing
import os
from collections.abc import Callable
from contextlib import suppress
from multiprocessing.connection import Connection
from threading import Thread
from typing import Generic, TypeVar

from budgetbook.infra.processes.pool import init_worker

Result = TypeVar("Result")


class BackgroundProcess(Generic[Result]):
    """It ends with this process, also where that is killed: nothing of a build goes on after it."""

    def __init__(self, function: Callable[[], Result]) -> None:
        """`function` can be pickled, and be killed anywhere."""
        context = multiprocessing.get_context("spawn")
        self._connection, child_connection = context.Pipe()
        self._process = context.Process(target=_run_and_send, args=(function, child_connection), daemon=True)
        self._process.start()
        child_connection.close()

    def wait_for_result(self) -> Result | None:
        """What the function gives, once it does; None where its process was killed. Raises the OSError that it raises."""
        outcome: Result | OSError | None = None
        with suppress(EOFError, ConnectionError):
            outcome = self._connection.recv()
        self.stop()
        if isinstance(outcome, OSError):
            raise outcome
        return outcome

    def stop(self) -> None:
        """Nothing is done any more when this returns."""
        self._connection.close()
        self._process.terminate()
        self._process.join()


def _run_and_send(function: Callable[[], object], connection: Connection) -> None:
    init_worker()
    Thread(target=_exit_with_parent, args=(connection,), daemon=True).start()
    try:
        connection.send(function())
    except OSError as error:
        connection.send(error)


def _exit_with_parent(connection: Connection) -> None:
    """Nothing is ever sent here: what comes is the end of who would have."""
    with suppress(EOFError, OSError):
        connection.recv()
    os._exit(1)
