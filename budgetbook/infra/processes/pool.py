"""Runs tasks on this machine's cores or on a Dask cluster and yields their results as they end.

A task is a module-level function with arguments that can be pickled; it may run twice. Tasks are taken from their iterator only
as others end, so that neither tasks nor results pile up.
"""

from __future__ import annotations

import gc
import multiprocessing
import os
import signal
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import FIRST_COMPLETED, BrokenExecutor, CancelledError, Executor, Future, ProcessPoolExecutor, wait
from contextlib import chdir
from itertools import islice
from multiprocessing.context import BaseContext
from pathlib import Path
from typing import Any, TypeVar

from budgetbook.infra.base.errors import BudgetbookError
from budgetbook.infra.cache.code_fingerprint import code_fingerprint

Task = TypeVar("Task")
Result = TypeVar("Result")

_TASKS_PER_WORKER = 3
"""Tasks submitted per worker: enough that none waits for the next."""
_TRIES = 3
"""Crashes in a row before the build gives up."""


class WorkerCrashError(BudgetbookError):
    """Worker processes were killed again and again."""

    message_key = "workers-died"


class VersionMismatchError(BudgetbookError):
    """A worker runs another version of the program or of a library, or lacks one."""

    message_key = "other-version"


class ClientMissingError(BudgetbookError):
    """The client library for clusters is not installed."""

    message_key = "needs-cluster"


class ClusterUnavailableError(BudgetbookError):
    """No cluster answers at the address, or it has no worker."""

    message_key = "no-cluster"


class Workers:
    """A pool of processes, here or on a cluster. With one process and not `isolate`, tasks run in the caller."""

    def __init__(
        self,
        processes: int,
        scheduler: str = "",
        preload: str = "",
        *,
        isolate: bool = False,
        patience: float = 10,
        silence: float = 60,
    ) -> None:
        """A cluster must answer, and have a worker, within `patience` seconds.

        After `silence` seconds without a result it is asked whether it still has a worker.
        """
        self._patience, self._silence = patience, silence
        self.processes, self._scheduler, self._preload, self._isolate = processes, scheduler, preload, isolate
        self._executor: Executor | None = None
        self._client: Any = None
        self._crash_errors: tuple[type[Exception], ...] = ()
        """Raised by a cluster for a task whose workers died again and again."""

    def __enter__(self) -> Workers:
        return self

    def __exit__(self, fault: type[BaseException] | None, *_: object) -> None:
        """Cancel the tasks that have not run."""
        if self._client:
            self._client.close()
            return
        for worker in multiprocessing.active_children() if fault else ():
            worker.terminate()
        self._close()

    def _close(self) -> None:
        """Wait for the workers to end: a pool's thread that outlives the interpreter leaves a traceback."""
        if self._executor:
            self._executor.shutdown(cancel_futures=True)
            self._executor = None

    @property
    def in_process(self) -> bool:
        """True if tasks run in the caller."""
        return self.processes == 1 and not self._scheduler and not self._isolate

    def imap_unordered(self, function: Callable[[Task], Result], tasks: Iterable[Task]) -> Iterator[Result]:
        """Yield the result of each task as it ends. Raises what a task raises, or one of the errors above.

        `tasks` is polled again after each result, so it may grow while the pool works.
        """
        if self.in_process:
            yield from map(function, tasks)
            return
        rest, backlog, futures = iter(tasks), list[Task](), dict[Future[Result], Task]()
        crash_count = 0
        while True:
            try:
                backlog += islice(rest, self._free_slots(len(backlog) + len(futures)))
                while backlog:  # a task leaves the list only once it is submitted, which may fail
                    futures[self._get_executor().submit(function, backlog[0])] = backlog[0]
                    del backlog[0]
                if not futures:
                    return
                for future in self._wait_for_any(futures):
                    result = future.result()
                    del futures[future]
                    crash_count = 0
                    yield result
            except BrokenExecutor as error:
                self._close()
                crash_count += 1
                if crash_count == _TRIES:
                    raise WorkerCrashError(str(error)) from error
                backlog, futures = [*futures.values(), *backlog], {}
            except self._crash_errors as error:
                raise WorkerCrashError(str(error)) from error
            except CancelledError as error:  # we never cancel: the cluster is gone
                raise ClusterUnavailableError(self._scheduler) from error

    def _wait_for_any(self, futures: dict[Future[Result], Task]) -> set[Future[Result]]:
        """Wait until at least one future is done; return those that are."""
        while not (ready_futures := wait(futures, self._silence, FIRST_COMPLETED).done):
            if self._client and not self._client.nthreads():
                raise ClusterUnavailableError(self._scheduler)
        return ready_futures

    def _free_slots(self, task_count: int) -> int:
        return max(0, self.processes * _TASKS_PER_WORKER - task_count)

    def _get_executor(self) -> Executor:
        if self._executor is None:
            self._executor = self._connect_cluster() if self._scheduler else self._start_pool()
        return self._executor

    def _start_pool(self) -> Executor:
        """Start worker processes from a clean one: a fork of this one would lack the drawing engine's threads.

        On a system without a fork server each is spawned.
        """
        has_forkserver = "forkserver" in multiprocessing.get_all_start_methods()
        context = multiprocessing.get_context("forkserver" if has_forkserver else "spawn")
        if has_forkserver:
            self._start_server(context)
        return ProcessPoolExecutor(self.processes, mp_context=context, initializer=init_worker)

    def _start_server(self, context: BaseContext) -> None:
        from multiprocessing import forkserver  # not on every system

        if self._preload:
            context.set_forkserver_preload([self._preload])
        with chdir(Path(__file__).parents[3]):  # a new process looks for the program in its working directory
            forkserver.ensure_running()

    def _connect_cluster(self) -> Executor:
        try:
            from dask import config  # only a cluster needs it

            quiet = dict.fromkeys(("distributed", "distributed.client", "tornado.application"), "critical")
            config.set(logging=quiet)  # trouble with a cluster is reported in our own words
            from distributed import Client, KilledWorker
        except ModuleNotFoundError:
            raise ClientMissingError from None
        if not self._scheduler.rpartition(":")[2].isdigit():  # without a port the client waits, and ends with a traceback
            raise ClusterUnavailableError(self._scheduler)
        try:
            self._client = Client(self._scheduler, timeout=self._patience, set_as_default=False)
            self._client.wait_for_workers(1, timeout=self._patience)
        except (OSError, ValueError) as error:
            raise ClusterUnavailableError(self._scheduler) from error
        _require_same_version(self._client)
        self._crash_errors = (KilledWorker,)
        self.processes = max(1, sum(self._client.nthreads().values()))
        executor: Executor = self._client.get_executor()
        return executor


def _require_same_version(client: Any) -> None:
    """Raise VersionMismatchError. Asked first: a worker that cannot unpickle a task dies of it, and so does the next."""
    try:
        versions = [client.run_on_scheduler(code_fingerprint), *client.run(code_fingerprint, on_error="return").values()]
    except (ImportError, AttributeError):
        raise VersionMismatchError from None
    if versions != [code_fingerprint()] * len(versions):
        raise VersionMismatchError


def raise_gc_threshold() -> None:
    """Raise the GC threshold: a build allocates millions of acyclic records, and the default costs a tenth of its time."""
    gc.set_threshold(100_000)


def init_worker() -> None:
    """Prepare a worker process.

    Ctrl-C on a terminal reaches every process; the parent answers for all of them.
    """
    raise_gc_threshold()
    signal.signal(signal.SIGINT, signal.SIG_IGN)


def available_cpus() -> int:
    """Count the processors that this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
