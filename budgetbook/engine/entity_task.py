"""One body in; everything that is made of it out: its files of the site, and what it gives to what many bodies share.

This is the work that is done in whatever process or on whatever machine: it knows nothing but what it is sent. A body that
has problems gives these instead.
"""

from __future__ import annotations

import pickle
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import field
from functools import lru_cache
from pathlib import Path
from typing import Any, NamedTuple

from budgetbook.aggregate.contributions import Findings, StatementEntry, give_entry
from budgetbook.charts.render.renderer import Pen
from budgetbook.content import loader
from budgetbook.content.folder import Files
from budgetbook.content.loader import Content
from budgetbook.diagnostics.problem import Problem
from budgetbook.engine import notation, targets
from budgetbook.engine.contributors import GIVERS
from budgetbook.infra.base import profiling
from budgetbook.infra.base.files import Pending
from budgetbook.infra.base.record import record
from budgetbook.infra.cache.code_fingerprint import code
from budgetbook.infra.cache.compression import compressed, opened
from budgetbook.infra.processes.pool import OtherVersion
from budgetbook.opendata import downloads
from budgetbook.pages import entity_pages
from budgetbook.pages.models.pages import Page
from budgetbook.render import redirects
from budgetbook.render.renderer import Renderer
from budgetbook.render.templates import Templates
from budgetbook.text.phrases import BadWording
from budgetbook.validation import glyph_coverage, validate
from budgetbook.validation.between_entities import Claim

CLAIM = "claim"
"""The kind of what a body says of others."""


class Kit(NamedTuple):
    """What every body is made with; sent with each of them, packed, and unpacked once in a process."""

    code: str
    """Of the program that asks: one of another version must not answer."""
    root: Path
    files: Files
    """The shared files that bodies are made with: see `load.NOT_FOR_BODIES`."""
    sound: bool
    """Whether these have no problem; bodies are held to their own form alone where they have."""
    templates: Templates
    fed: bool
    cache: Path | None
    """Where what takes long to make is kept on this machine."""


def sent(kit: object) -> bytes:
    """A kit, to be sent with each task."""
    return compressed(pickle.dumps(kit))


def unpacked(kit: bytes) -> Any:
    """A kit that was sent."""
    return pickle.loads(opened(kit))  # noqa: S301 - from the build that this worker works for


class Task(NamedTuple):
    """One body to be made."""

    kit: bytes
    entity: str
    files: Files
    unread: list[Problem]
    known: Mapping[str, str]
    """The files of it that stand in the site already, each with the key of what it was made of: these are not made again."""
    checked_only: bool = False


class File(NamedTuple):
    """One file of the site."""

    path: str
    key: str
    data: bytes | Path | None
    """None where it stands in the site already."""


@record
class Made:
    """What came of one body."""

    entity: str
    problems: list[Problem] = field(default_factory=list)
    checks: int = 0
    given: dict[tuple[str, str], bytes] = field(default_factory=dict)
    files: list[File] = field(default_factory=list)
    claims: tuple[Claim, ...] = ()
    entries: tuple[StatementEntry, ...] = ()
    """Of a body that is only checked: what else is asked of it."""
    notes: tuple[Problem, ...] = ()
    """What is told of such a body though nothing is wrong with it."""
    seconds: dict[str, float] = field(default_factory=dict)


class Workshop:
    """Where bodies are made, one after the other."""

    def __init__(self, kit: Kit) -> None:
        """Raises OtherVersion."""
        if kit.code != code():
            raise OtherVersion
        self.root, self.cache = kit.root, kit.cache
        self.shared: Content | None = loader.shared(kit.root, kit.files, [], {})[0] if kit.sound else None
        if self.shared:
            self.renderer = renderer(self.shared, kit.templates, kit.cache, fed=kit.fed)

    def make(self, task: Task) -> Made:
        """One body."""
        with profiling.Step("check"):
            found = validate.body(self.shared, self.root, task.entity, task.files, task.unread)
        checks = sum(map(len, found.findings.values()))
        if found.content is None or task.checked_only:
            return _examined(task.entity, found, checks)
        try:
            files = [
                finished(file, task.known, sent=True)
                for file in body_files(found.content, found.findings, self.renderer, self.cache)
            ]
            with profiling.Step("shares"):
                given = packed({**gifts(found.content, found.findings), (CLAIM, ""): found.claim})
        except BadWording as error:
            return Made(task.entity, [validate.of_wording(found.content, error)], seconds=profiling.taken())
        return Made(task.entity, [], checks, given, files, seconds=profiling.taken())


def make(task: Task) -> Made:
    """One body, in a process of whatever machine. Raises OtherVersion."""
    return _workshop(task.kit).make(task)


@lru_cache(maxsize=1)
def _workshop(kit: bytes) -> Workshop:
    return Workshop(unpacked(kit))


def renderer(content: Content, templates: Templates, cache: Path | None, *, fed: bool) -> Renderer:
    """What renders, draws, and keeps what took long."""
    return Renderer(templates, content.site, content.phrases, Pen(cache / "charts" if cache else None), fed)


def body_files(content: Content, findings: Findings, renderer: Renderer, cache: Path | None) -> Iterator[Pending]:
    """Every file of the site that is about the one body that the content holds."""
    files = downloads.of_body(content, findings, cache / "data" if cache else None)
    pages: Iterable[Page] = entity_pages.of_body(content, findings, files)
    (entity,) = content.entities.values()
    if entity.formerly:
        pages = list(pages)
    yield from targets.shown(renderer, pages)
    yield from (file.pending for file in files)
    if entity.formerly:
        yield from redirects.files(entity, list(pages), files, renderer)


def gifts(content: Content, findings: Findings) -> dict[tuple[str, str], object]:
    """What the one body that the content holds gives to what many share."""
    return {(kind, part): value for kind, giver in GIVERS.items() for part, value in giver(content, findings).items()}


def _examined(entity: str, found: validate.Examined, checks: int) -> Made:
    """What is needed of a body to check it against the others."""
    if found.content is None or found.claim is None:
        return Made(entity, found.problems, seconds=profiling.taken())
    entries = give_entry(found.content, found.findings)[""].statements
    bodies, statements = found.content.entities.values(), found.content.statements.values()
    mine = [*(each.file for each in bodies), *(each.file for each in statements)]
    notes = tuple(glyph_coverage.notes(found.content, mine))
    return Made(entity, [], checks, claims=(found.claim,), entries=entries, notes=notes, seconds=profiling.taken())


def packed(given: Mapping[tuple[str, str], object]) -> dict[tuple[str, str], bytes]:
    """Each value as the store keeps it."""
    return {name: compressed(notation.written(value)) for name, value in given.items()}


def finished(file: Pending, known: Mapping[str, str], *, sent: bool = False) -> File:
    """Made, unless it stands in the site already; in memory where it is sent to another process."""
    with profiling.Step("keys"):
        name = file.key()
    if name and known.get(file.path) == name:
        return File(file.path, name, None)
    return File(file.path, name, file.whole() if sent else file.data())
