"""The content folder and templates as one build reads them, with the fingerprints that targets need."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import NamedTuple

from budgetbook.content.folder import BASE_PREFIX, Files, Folder
from budgetbook.content.loader import NOT_FOR_ENTITIES
from budgetbook.content.static_files import list_static_files
from budgetbook.content.yaml import reader
from budgetbook.diagnostics.problem import Problem
from budgetbook.infra.cache.blobs import fingerprint, hash_files
from budgetbook.infra.cache.code_fingerprint import code_fingerprint
from budgetbook.render.templates import Templates

ProgressCallback = Callable[[str, int, int], None]
"""Called with a step, the number done, and the total."""


@dataclass(frozen=True, slots=True)
class BuildOptions:
    """The resources a build may use."""

    processes: int = 1
    scheduler: str = ""
    """The address of a Dask cluster; empty for this machine alone."""
    cache: Path | None = None
    on_progress: ProgressCallback | None = None


class EntityInputs(NamedTuple):
    """The files of one entity as they are now."""

    fingerprint: str
    files: Files
    read_problems: list[Problem]


@dataclass(frozen=True)
class SiteInputs:
    """Everything a site is built from; the files of entities are read one entity at a time."""

    folder: Folder
    common_files: Files
    """The files that belong to no entity."""
    read_problems: list[Problem]
    templates: Templates
    has_feed: bool
    """True if there is an update; pages link to the feed only then."""

    @classmethod
    def read(cls, folder: Folder, templates: Templates) -> SiteInputs:
        """Read the common files."""
        files, read_problems = folder.read(folder.common_files)
        return cls(folder, files, read_problems, templates, reader.has_entries(files.get("updates.yaml") or b""))

    @cached_property
    def entity_common_files(self) -> Files:
        """The common files that entities depend on."""
        return entity_common_files(self.common_files)

    @cached_property
    def common_fingerprint(self) -> str:
        """Fingerprint of everything that belongs to no entity."""
        templates = self.templates
        return fingerprint(
            code_fingerprint(),
            self.folder.root,
            sorted(self.folder.program_files),
            templates.sources,
            templates.replaced_sources,
            templates.assets,
            self._static_fingerprint,
            self.common_files,
        )

    @cached_property
    def _static_fingerprint(self) -> str:
        """Fingerprint of the files that are copied as they are, by name and content."""
        files = tuple(list_static_files(self.folder.root))
        return fingerprint([name for name, _ in files], *hash_files(*(path for _, path in files)))

    def read_entity(self, entity: str) -> EntityInputs:
        """Read the files of one entity, with the fingerprint of everything it is built from."""
        files, read_problems = self.folder.read(self.folder.entities[entity])
        return EntityInputs(fingerprint(self.entity_base_fingerprint, entity, files, read_problems), files, read_problems)

    @cached_property
    def entity_base_fingerprint(self) -> str:
        """Fingerprint of all that entities depend on beside their own files."""
        templates = self.templates.sources, self.templates.replaced_sources
        return fingerprint(code_fingerprint(), self.folder.root, *templates, self.has_feed, self.entity_common_files)

    def for_entities(self) -> SiteInputs:
        """Keep only what every entity needs: this is sent with each task, so it names no entity."""
        return SiteInputs(
            Folder(self.folder.root, program_files=self.folder.program_files),
            self.entity_common_files,
            [],
            self.templates,
            self.has_feed,
        )


def entity_common_files(files: Files) -> Files:
    """Select the common files that entities depend on; a change in any other leaves every entity as it is."""
    return {name: data for name, data in files.items() if not NOT_FOR_ENTITIES.fullmatch(name.removeprefix(BASE_PREFIX))}
