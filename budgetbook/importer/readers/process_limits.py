"""Limits of time and memory of the process that reads a document from outside, set by the system itself where it can."""

from __future__ import annotations

import gc
from collections.abc import Callable
from types import ModuleType

MOST_SECONDS = 30
"""Processor time that any document may take, however long it is. A PDF of two hundred pages takes thirteen."""
_ROOM = 64 * 2**20
"""Bytes that may be used beyond the limit once it is met, to say so."""
_MANY_OBJECTS = 50_000
"""Objects between two searches for circles of them: a document makes millions, and hardly any circle."""
_listeners: list[Callable[[int], None]] = []
"""Told of each new limit of time: whoever waits for this process says what it was when it ended it."""


def _import_resource() -> ModuleType | None:
    try:
        import resource  # Unix only
    except ImportError:
        return None
    return resource


def limit_process(seconds: int, megabytes: int, listener: Callable[[int], None]) -> None:
    """Limit the processor time of this process, whose end it is, and its memory, beyond which MemoryError is raised.

    `listener` is told of each later limit of time.
    """
    gc.set_threshold(_MANY_OBJECTS)
    _listeners.append(listener)
    if resource := _import_resource():
        _set(resource, resource.RLIMIT_CPU, seconds)
        _set(resource, resource.RLIMIT_DATA, megabytes * 2**20)


def grant_time(seconds: int) -> None:
    """Raise the limit of time up to `MOST_SECONDS`: the document has much to say, and is not one that never ends."""
    if not seconds or not (resource := _import_resource()):
        return
    limit, _ = resource.getrlimit(resource.RLIMIT_CPU)
    if limit == resource.RLIM_INFINITY or limit >= MOST_SECONDS:
        return
    raised_limit = min(limit + seconds, MOST_SECONDS)
    _set(resource, resource.RLIMIT_CPU, raised_limit)
    for listener in _listeners:
        listener(raised_limit)


def grant_memory() -> None:
    """Make room to report that the limit of memory was met."""
    if resource := _import_resource():
        limit, _ = resource.getrlimit(resource.RLIMIT_DATA)
        if limit != resource.RLIM_INFINITY:
            _set(resource, resource.RLIMIT_DATA, limit + _ROOM)


def _set(resource: ModuleType, limit: int, most: int) -> None:
    _, hard = resource.getrlimit(limit)
    try:
        resource.setrlimit(limit, (most if hard == resource.RLIM_INFINITY else min(most, hard), hard))
    except (ValueError, OSError):  # the system has no such limit
        return
