"""A site that is never written: the same plan as a build's, with its manifest in memory, whose files are made when asked for.

`serve` shows it, kept up from save to save, and `diff` compares two of them.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator
from dataclasses import dataclass, field
from itertools import count
from pathlib import Path

from budgetbook.content.loader import Content
from budgetbook.engine.check import CheckedFolder
from budgetbook.engine.plan import Target, create_renderer, plan_common_targets, plan_entity_target, plan_host_target
from budgetbook.engine.stored_contributions import StoredContributions
from budgetbook.infra.base.files import OutputFile
from budgetbook.infra.manifest.manifest import Manifest
from budgetbook.render.renderer import Renderer
from budgetbook.render.templates import Templates
from budgetbook.validation.validate import CheckedEntity


@dataclass
class _Listing:
    """The files of one target, listed as far as somebody has asked; to list a page is to put it together."""

    fingerprint: str
    rest: Iterator[OutputFile]
    files: dict[str, OutputFile] = field(default_factory=dict)

    def __iter__(self) -> Iterator[OutputFile]:
        yield from list(self.files.values())
        for file in self.rest:
            self.files[file.path] = file
            yield file


class VirtualSite:
    """The site of checked content. What a change leaves as it is keeps its contributions and the files that were listed."""

    def __init__(self, cache: Path | None) -> None:
        self._cache, self._manifest, self._numbers = cache, Manifest(None), count()
        self._common: tuple[Content, Templates] | None = None
        self._common_fingerprint = ""
        self._entities: dict[str, tuple[CheckedEntity, str]] = {}
        """Each with the number that it got when it changed, which is its fingerprint here."""
        self._listings: dict[str, _Listing] = {}
        self._target_of: dict[str, str] = {}
        """Where each file that was asked for was found."""

    def update(self, folder: CheckedFolder, templates: Templates) -> None:
        """Show this content from now on. Raises PhraseError."""
        if not (self._common and self._common[0] is folder.common and self._common[1] == templates):
            self._common, self._common_fingerprint = (folder.common, templates), self._next_fingerprint()
        renderer = self.create_renderer(folder.common, templates)
        entity_targets = list(self._plan_entities(folder, renderer))
        contributions = StoredContributions(self._manifest, folder.common, folder.entities.__getitem__)
        fingerprints = self._common_fingerprint, self._next_fingerprint()
        targets = [*entity_targets, *plan_common_targets(folder.common, contributions, renderer, self._cache, *fingerprints)]
        listings = {target.name: self._list_target(target) for target in targets}
        paths = _page_paths(list(listings.values()))
        host_target = plan_host_target(folder.common, contributions.register, renderer, paths, fingerprints[1])
        self._listings = {**listings, host_target.name: self._list_target(host_target)}

    def create_renderer(self, common: Content, templates: Templates) -> Renderer:
        """What makes the bytes of pages and charts."""
        return create_renderer(common, templates, self._cache, has_feed=bool(common.updates))

    def _next_fingerprint(self) -> str:
        return str(next(self._numbers))

    def _plan_entities(self, folder: CheckedFolder, renderer: Renderer) -> Iterator[Target]:
        """The target of each entity; one that changed contributes anew."""
        for entity, checked_entity in folder.entities.items():
            kept = self._entities.get(entity)
            is_kept = kept is not None and kept[0] is checked_entity
            number = kept[1] if kept and is_kept else self._next_fingerprint()
            target = plan_entity_target(entity, f"{number} {self._common_fingerprint}", checked_entity, renderer, self._cache)
            if not is_kept:
                finding_count = sum(map(len, checked_entity.findings.values()))
                self._manifest.save_contributions(entity, number, finding_count, target.contribute())
                self._entities[entity] = checked_entity, number
            yield target
        for entity in self._entities.keys() - folder.entities.keys():
            del self._entities[entity]
            self._manifest.delete_entities([entity])

    def _list_target(self, target: Target) -> _Listing:
        kept, target_fingerprint = self._listings.get(target.name), target.fingerprint()
        if kept and kept.fingerprint == target_fingerprint:
            return kept
        return _Listing(target_fingerprint, iter(target.files()))

    def files(self, left_out: Collection[str] = ()) -> Iterator[OutputFile]:
        """Every file of the site, target by target, but for those of some targets."""
        for name, listing in self._listings.items():
            if name not in left_out:
                yield from listing

    def find(self, path: str) -> OutputFile | None:
        """One file; the targets in which it is not to be expected are listed last."""
        for name in sorted(self._listings, key=lambda name: self._rank(name, path)):
            for file in self._listings[name]:
                if file.path == path:
                    self._target_of[path] = name
                    return file
        return None

    def _rank(self, name: str, path: str) -> tuple[bool, bool, int, bool]:
        """Lowest for the target that had the file, then for that of the entity in its path, then by words in common."""
        words = set(re.split(r"[/.]", path))
        common_word_count = len(words.intersection(name.strip("/").split()))
        return name != self._target_of.get(path), name not in words, -common_word_count, not name.startswith("/")


def _page_paths(listings: list[_Listing]) -> Iterator[str]:
    """The paths of all pages, sorted; nothing is listed before the first of them is asked for."""
    yield from sorted(file.path for listing in listings for file in listing if file.path.endswith("index.html"))
