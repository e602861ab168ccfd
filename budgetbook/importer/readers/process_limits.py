"""Limits of time and memory of the process that reads a document from outside, set by the system itself where it can."""

from __future__ import annotations

import gc
from types import ModuleType

_ROOM = 64 * 2**20
"""Bytes that may be used beyond the limit once it is met, to say so."""
_MANY_OBJECTS = 50_000
"""Objects between two searches for circles of them: a document makes millions, and hardly any circle."""


def _import_resource() -> ModuleType | None:
    try:
        import resource  # Unix only
    except ImportError:
        return None
    return resource


def limit_process(seconds: int, megabytes: int) -> None:
    """Limit the processor time of this process, whose end it is, and its memory, beyond which MemoryError is raised."""
    gc.set_threshold(_MANY_OBJECTS)
    if resource := _import_resource():
        _set(resource, resource.RLIMIT_CPU, seconds)
        _set(resource, resource.RLIMIT_DATA, megabytes * 2**20)


def grant_time(seconds: int) -> None:
    """Raise the limit of time: a page more has been read, so the document is a long one and not one that never ends."""
    if resource := _import_resource():
        limit, _ = resource.getrlimit(resource.RLIMIT_CPU)
        if limit != resource.RLIM_INFINITY:
            _set(resource, resource.RLIMIT_CPU, limit + seconds)


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
