"""One body in; everything that is made of it out: its files of the site, and what it gives to what many bodies share.

This is the work that is done in whatever process or on whatever machine: it knows nothing but what it is sent. A body that
has problems gives these instead.
"""

from __future__ import annotations

import pickle
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path
from typing import Any, NamedTuple

from budgetbook.aggregate.contributions import Findings, StatementEntry, contribute_entry
from budgetbook.charts.render.renderer import ChartRenderer
from budgetbook.content import loader
from budgetbook.content.folder import Files
from budgetbook.content.loader import Content
from budgetbook.diagnostics.problem import Problem
from budgetbook.engine import notation, targets
from budgetbook.engine.contributors import CONTRIBUTORS
from budgetbook.infra.base.files import LazyFile
from budgetbook.infra.cache.code_fingerprint import code_fingerprint
from budgetbook.infra.cache.compression import compress, decompress
from budgetbook.infra.processes.pool import VersionMismatchError
from budgetbook.opendata import downloads
from budgetbook.pages import entity_pages
from budgetbook.pages.models.page import Page
from budgetbook.render import redirects
from budgetbook.render.renderer import Renderer
from budgetbook.render.templates import Templates
from budgetbook.text.phrases import PhraseError
from budgetbook.validation import glyph_coverage, validate
from budgetbook.validation.between_entities import CrossEntityClaim

CLAIM = "claim"
"""The kind of what a body says of others."""


class EntityContext(NamedTuple):
    """What every body is made with; sent with each of them, packed, and unpacked once in a process."""

    code_fingerprint: str
    """Of the program that asks: one of another version must not answer."""
    root: Path
    files: Files
    """The shared files that bodies are made with: see `load.NOT_FOR_BODIES`."""
    common_content_valid: bool
    """Whether these have no problem; bodies are held to their own form alone where they have."""
    templates: Templates
    has_feed: bool
    cache: Path | None
    """Where what takes long to make is kept on this machine."""


def serialize(context: object) -> bytes:
    """A kit, to be sent with each task."""
    return compress(pickle.dumps(context))


def deserialize(data: bytes) -> Any:
    """A kit that was sent."""
    return pickle.loads(decompress(data))  # noqa: S301 - from the build that this worker works for


class EntityTask(NamedTuple):
    """One body to be made."""

    context: bytes
    entity: str
    files: Files
    read_problems: list[Problem]
    reusable_outputs: Mapping[str, str]
    """The files of it that stand in the site already, each with the key of what it was made of: these are not made again."""
    checked_only: bool = False


class BuiltFile(NamedTuple):
    """One file of the site."""

    path: str
    fingerprint: str
    data: bytes | Path | None
    """None where it stands in the site already."""


@dataclass(frozen=True, slots=True)
class EntityResult:
    """What came of one body."""

    entity: str
    problems: list[Problem] = field(default_factory=list)
    finding_count: int = 0
    contributions: dict[tuple[str, str], bytes] = field(default_factory=dict)
    files: list[BuiltFile] = field(default_factory=list)
    claims: tuple[CrossEntityClaim, ...] = ()
    entries: tuple[StatementEntry, ...] = ()
    """Of a body that is only checked: what else is asked of it."""
    notes: tuple[Problem, ...] = ()
    """What is told of such a body though nothing is wrong with it."""


class EntityRunner:
    """Where bodies are made, one after the other."""

    def __init__(self, context: EntityContext) -> None:
        """Raises OtherVersion."""
        if context.code_fingerprint != code_fingerprint():
            raise VersionMismatchError
        self.root, self.cache = context.root, context.cache
        self.common: Content | None = (
            loader.load_common(context.root, context.files, [], {})[0] if context.common_content_valid else None
        )
        if self.common:
            self.renderer = create_renderer(self.common, context.templates, context.cache, has_feed=context.has_feed)

    def run(self, task: EntityTask) -> EntityResult:
        """One body."""
        checked_entity = validate.validate_entity(self.common, self.root, task.entity, task.files, task.read_problems)
        finding_count = sum(map(len, checked_entity.findings.values()))
        if checked_entity.content is None or task.checked_only:
            return _build_check_result(task.entity, checked_entity, finding_count)
        try:
            files = [
                materialize(file, task.reusable_outputs, in_memory=True)
                for file in build_entity_files(checked_entity.content, checked_entity.findings, self.renderer, self.cache)
            ]
            contributions = encode_contributions(
                {**collect_contributions(checked_entity.content, checked_entity.findings), (CLAIM, ""): checked_entity.claim}
            )
        except PhraseError as error:
            return EntityResult(task.entity, [validate.phrase_problem(checked_entity.content, error)])
        return EntityResult(task.entity, [], finding_count, contributions, files)


def run_task(task: EntityTask) -> EntityResult:
    """One body, in a process of whatever machine. Raises OtherVersion."""
    return _get_runner(task.context).run(task)


@lru_cache(maxsize=1)
def _get_runner(context: bytes) -> EntityRunner:
    return EntityRunner(deserialize(context))


def create_renderer(content: Content, templates: Templates, cache: Path | None, *, has_feed: bool) -> Renderer:
    """What renders, draws, and keeps what took long."""
    return Renderer(templates, content.site, content.phrases, ChartRenderer(cache / "charts" if cache else None), has_feed)


def build_entity_files(content: Content, findings: Findings, renderer: Renderer, cache: Path | None) -> Iterator[LazyFile]:
    """Every file of the site that is about the one body that the content holds."""
    files = downloads.build_entity_downloads(content, findings, cache / "data" if cache else None)
    pages: Iterable[Page] = entity_pages.entity_pages(content, findings, files)
    (entity,) = content.entities.values()
    if entity.formerly:
        pages = list(pages)
    yield from targets.render_pages(renderer, pages)
    yield from (file.lazy_file for file in files)
    if entity.formerly:
        yield from redirects.build_former_files(entity, list(pages), files, renderer)


def collect_contributions(content: Content, findings: Findings) -> dict[tuple[str, str], object]:
    """What the one body that the content holds gives to what many share."""
    return {
        (kind, part): value
        for kind, contributor in CONTRIBUTORS.items()
        for part, value in contributor(content, findings).items()
    }


def _build_check_result(entity: str, checked_entity: validate.CheckedEntity, finding_count: int) -> EntityResult:
    """What is needed of a body to check it against the others."""
    if checked_entity.content is None or checked_entity.claim is None:
        return EntityResult(entity, checked_entity.problems)
    entries = contribute_entry(checked_entity.content, checked_entity.findings)[""].statements
    entities, statements = checked_entity.content.entities.values(), checked_entity.content.statements.values()
    own_files = [*(each.file for each in entities), *(each.file for each in statements)]
    notes = tuple(glyph_coverage.note_undrawn_characters(checked_entity.content, own_files))
    return EntityResult(entity, [], finding_count, claims=(checked_entity.claim,), entries=entries, notes=notes)


def encode_contributions(contributions: Mapping[tuple[str, str], object]) -> dict[tuple[str, str], bytes]:
    """Each value as the store keeps it."""
    return {name: compress(notation.encode(value)) for name, value in contributions.items()}


def materialize(file: LazyFile, reusable_outputs: Mapping[str, str], *, in_memory: bool = False) -> BuiltFile:
    """Made, unless it stands in the site already; in memory where it is sent to another process."""
    fingerprint = file.fingerprint()
    if fingerprint and reusable_outputs.get(file.path) == fingerprint:
        return BuiltFile(file.path, fingerprint, None)
    return BuiltFile(file.path, fingerprint, file.read_all() if in_memory else file.read())
