"""One group of shared files in, in a process of its own; made and put into the site's new folder, and what became of each, out.

Where there are many bodies, what they share takes as long as they do when one of them changed. Groups are made beside each
other then, and neither the drawing engine nor a large file is ever in the process that gives out the work.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import lru_cache
from pathlib import Path
from typing import NamedTuple

from budgetbook.content.folder import Files, Folder
from budgetbook.content.loader import Content
from budgetbook.diagnostics.problem import Problem
from budgetbook.engine import entity_task, targets
from budgetbook.engine.stored_contributions import StoredShares
from budgetbook.infra.base import profiling
from budgetbook.infra.manifest.database import Damaged
from budgetbook.infra.manifest.manifest import Store
from budgetbook.infra.publish.file_trees import Trees
from budgetbook.render.templates import Templates
from budgetbook.text.phrases import BadWording
from budgetbook.validation import validate


class Kit(NamedTuple):
    """What every group is made with; sent with each of them, packed, and unpacked once in a process."""

    folder: Folder
    files: Files
    """Those of the folder that belong to no body."""
    of_bodies: str
    """The name of what bodies have in common."""
    templates: Templates
    fed: bool
    cache: Path | None
    store: Path
    """What bodies gave, committed: it is only read."""
    trees: Trees
    own: str
    every: str
    """The names that `groups.of` asks for."""


class Task(NamedTuple):
    """One group to be made."""

    kit: bytes
    group: str
    known: Mapping[str, str]
    """The files of it that stand in the site already, each with the key of what it was made of."""


class Placed(NamedTuple):
    """One file of the site."""

    path: str
    key: str
    fresh: bool
    """Whether it was written into the new folder; if not, it stands in the old one as it should."""


class Made(NamedTuple):
    """What came of one group: files, or the problem that keeps it from being made."""

    group: str
    files: list[Placed]
    problems: list[Problem]
    seconds: dict[str, float]


class Turns:
    """Groups in; each of them, when it may be begun, out: first those that take longest.

    Where it has none to give, it may have one when another is finished: it is asked again then.
    """

    def __init__(self, given: Iterable[targets.Group]) -> None:
        self._waiting = sorted(given, key=lambda group: -group.long)
        self._unfinished = {group.name for group in self._waiting}

    def __iter__(self) -> Turns:
        return self

    def __next__(self) -> targets.Group:
        for group in self._waiting:
            if self._unfinished.isdisjoint(group.after):
                self._waiting.remove(group)
                return group
        raise StopIteration

    def finished(self, name: str) -> None:
        """One of them."""
        self._unfinished.remove(name)


class Workshop:
    """Where groups are made, one after the other."""

    def __init__(self, kit: Kit) -> None:
        """Raises Damaged where the store is not what it was."""
        shared, _ = validate.dictionary(kit.folder.root, kit.files, [], {})
        if shared is None:
            raise Damaged
        shares = StoredShares(Store(kit.store, reading=True), kit.folder, shared, kit.of_bodies)
        renderer = entity_task.renderer(shared, kit.templates, kit.cache, fed=kit.fed)
        every = targets.of(shared, shares, renderer, kit.cache, kit.own, kit.every)
        self._shared: Content = shared
        self._trees, self._groups = kit.trees, {group.name: group for group in every}

    def make(self, task: Task) -> Made:
        """One group. Raises Damaged, or OSError."""
        try:
            pending = profiling.each("shared", self._groups[task.group].files())
            files = [self._placed(entity_task.finished(file, task.known)) for file in pending]
        except BadWording as error:
            return Made(task.group, [], [validate.of_wording(self._shared, error)], profiling.taken())
        return Made(task.group, files, [], profiling.taken())

    @profiling.Step("write")
    def _placed(self, file: entity_task.File) -> Placed:
        stays = file.data is None or self._trees.holds(file.path, file.data)
        if file.data is not None and not stays:
            self._trees.write(file.path, file.data)
        return Placed(file.path, file.key, not stays)


def make(task: Task) -> Made:
    """One group, in a process of this machine."""
    return _workshop(task.kit).make(task)


@lru_cache(maxsize=1)
def _workshop(kit: bytes) -> Workshop:
    return Workshop(entity_task.unpacked(kit))
