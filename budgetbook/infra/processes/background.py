"""A function in; what it gives out, from a process of its own that is at work while this one goes on."""

from __future__ import annotations

import multiprocessing
import os
from collections.abc import Callable
from contextlib import suppress
from multiprocessing.connection import Connection
from threading import Thread
from typing import Generic, TypeVar

from budgetbook.infra.processes.pool import begun

Result = TypeVar("Result")


class Beside(Generic[Result]):
    """It ends with this process, also where that is killed: nothing of a build goes on after it."""

    def __init__(self, function: Callable[[], Result]) -> None:
        """`function` can be pickled, and be killed anywhere."""
        context = multiprocessing.get_context("spawn")
        self._told, there = context.Pipe()
        self._process = context.Process(target=_work, args=(function, there), daemon=True)
        self._process.start()
        there.close()

    def result(self) -> Result | None:
        """What the function gives, once it does; None where its process was killed. Raises the OSError that it raises."""
        given: Result | OSError | None = None
        with suppress(EOFError, ConnectionError):
            given = self._told.recv()
        self.stop()
        if isinstance(given, OSError):
            raise given
        return given

    def stop(self) -> None:
        """Nothing is done any more when this returns."""
        self._told.close()
        self._process.terminate()
        self._process.join()


def _work(function: Callable[[], object], told: Connection) -> None:
    begun()
    Thread(target=_end_with, args=(told,), daemon=True).start()
    try:
        told.send(function())
    except OSError as error:
        told.send(error)


def _end_with(told: Connection) -> None:
    """Nothing is ever sent here: what comes is the end of who would have."""
    with suppress(EOFError, OSError):
        told.recv()
    os._exit(1)
