"""The order in which targets start: the slowest first, and none before those whose files it describes."""

from __future__ import annotations

from graphlib import TopologicalSorter

from budgetbook.engine.target import Target


class ReadyTargets:
    """Names of targets that may start, the slowest first; finishing one may release others."""

    def __init__(self, targets: list[Target]) -> None:
        self._priorities = {target.name: target.priority for target in targets}
        self._sorter = TopologicalSorter({target.name: self._priorities.keys() & set(target.prerequisites) for target in targets})
        self._sorter.prepare()
        self._ready: list[str] = []

    def __iter__(self) -> ReadyTargets:
        return self

    def __next__(self) -> str:
        self._ready = sorted([*self._ready, *self._sorter.get_ready()], key=lambda name: -self._priorities[name])
        if not self._ready:
            raise StopIteration
        return self._ready.pop(0)

    def mark_done(self, name: str) -> None:
        """Release the targets that waited for this one."""
        self._sorter.done(name)
