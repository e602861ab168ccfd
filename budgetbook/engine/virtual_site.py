"""A site that is never written: a build's own plan, with contributions in memory, whose files are made on request.

`serve` shows it and updates it with every save; `diff` compares two of them.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from functools import cached_property
from itertools import count
from pathlib import Path

from budgetbook.content.content import Content
from budgetbook.engine.check import CheckedFolder
from budgetbook.engine.live_contributions import EntityContributions, LiveContributions
from budgetbook.engine.plan import plan_common_targets, plan_entity_target, plan_host_target
from budgetbook.engine.target import Target
from budgetbook.infra.base.files import OutputFile
from budgetbook.render.renderer import Renderer, create_renderer
from budgetbook.render.templates import Templates
from budgetbook.validation.validate import CheckedEntity


class _Listing:
    """The files of one target, listed only as far as somebody has asked: listing a page means putting it together.

    Only when somebody asks is it found out, too, whether the files that were listed before are still those of the target.
    """

    def __init__(self, target: Target, previous: _Listing | None) -> None:
        self._target = target
        self._previous = previous.find_listed() if previous else None
        self._rest: Iterator[OutputFile] | None = None
        """What is not listed yet; None as long as nobody has asked."""
        self._files: dict[str, OutputFile] = {}

    @cached_property
    def _fingerprint(self) -> str:
        return self._target.fingerprint()

    def find_listed(self) -> _Listing | None:
        """This listing, or as long as nobody has asked for it, the last one that somebody did ask for."""
        return self._previous if self._rest is None and self._previous else self

    def __iter__(self) -> Iterator[OutputFile]:
        self._reuse_previous()
        yield from list(self._files.values())
        self._rest = self._target.files() if self._rest is None else self._rest
        try:
            for file in self._rest:
                self._files[file.path] = file
                yield file
        except Exception:
            self._rest = None  # a generator that has raised would look like one that has finished
            raise

    def _reuse_previous(self) -> None:
        previous, self._previous = self._previous, None
        if previous and previous._fingerprint == self._fingerprint:
            self._target, self._rest, self._files = previous._target, previous._rest, previous._files


@dataclass(frozen=True)
class _Version:
    """The content that is shown now."""

    folder: CheckedFolder
    templates: Templates
    renderer: Renderer
    common_fingerprint: str
    """A number that changes with anything that belongs to no entity."""
    entity_numbers: dict[str, str]
    """A number for each entity, which changes with it: its fingerprint here."""


class VirtualSite:
    """The site of checked content. Whatever a change does not touch keeps its contributions and the files listed so far.

    A kind of contribution is computed when somebody asks for a shared page that reads it.
    """

    def __init__(self, cache: Path | None) -> None:
        self._cache, self._numbers = cache, count()
        self._version: _Version | None = None
        self._entity_targets: dict[str, Target] = {}
        self._contributions: dict[str, EntityContributions] = {}
        self._listings: dict[str, _Listing] = {}
        self._is_complete = False
        """True once the shared targets are listed, too."""
        self._target_of: dict[str, str] = {}
        """The target in which each requested file was found."""

    def update(self, folder: CheckedFolder, templates: Templates) -> None:
        """Show this content from now on; nothing is made yet. Whatever did not change must be the same object as before."""
        old, self._is_complete = self._version, False
        if old and old.folder.common is folder.common and old.templates == templates:
            renderer, common_fingerprint = old.renderer, old.common_fingerprint
        else:
            renderer, common_fingerprint = self.create_renderer(folder.common, templates), self._next_number()
        numbers = {
            name: old.entity_numbers[name] if old and old.folder.entities.get(name) is entity else self._next_number()
            for name, entity in folder.entities.items()
        }
        self._version = _Version(folder, templates, renderer, common_fingerprint, numbers)
        self._entity_targets = {
            name: plan_entity_target(name, f"{numbers[name]} {common_fingerprint}", entity, renderer, self._cache)
            for name, entity in folder.entities.items()
        }
        self._contributions = {name: self._keep_contributions(name, entity) for name, entity in folder.entities.items()}
        self._listings |= {name: self._list_target(target) for name, target in self._entity_targets.items()}

    def _keep_contributions(self, name: str, entity: CheckedEntity) -> EntityContributions:
        previous = self._contributions.get(name)
        return previous if previous and previous.entity is entity else EntityContributions(entity)

    def create_renderer(self, common: Content, templates: Templates) -> Renderer:
        """Create the renderer of pages and charts."""
        return create_renderer(common, templates, self._cache, has_feed=bool(common.updates))

    def _next_number(self) -> str:
        return str(next(self._numbers))

    def _list_target(self, target: Target) -> _Listing:
        return _Listing(target, self._listings.get(target.name))

    def _complete(self, version: _Version) -> None:
        """Plan the shared targets."""
        common, renderer = version.folder.common, version.renderer
        contributions = LiveContributions(common, self._contributions)
        fingerprints = version.common_fingerprint, self._next_number()
        targets = [
            *self._entity_targets.values(),
            *plan_common_targets(common, contributions, renderer, self._cache, *fingerprints),
        ]
        listings = {target.name: self._list_target(target) for target in targets}
        paths = _page_paths(list(listings.values()))
        host_target = plan_host_target(common, contributions.register, paths, fingerprints[1])
        self._listings, self._is_complete = {**listings, host_target.name: self._list_target(host_target)}, True

    def files(self, left_out: Collection[str] = ()) -> Iterator[OutputFile]:
        """Yield every file of the site, target by target, except those of the targets `left_out`."""
        if self._version and not self._is_complete:
            self._complete(self._version)
        for name, listing in self._listings.items():
            if name not in left_out:
                yield from listing

    def find(self, path: str) -> OutputFile | None:
        """Find one file; targets that are unlikely to have it are listed last."""
        words = set(re.split(r"[/.]", path))
        if file := self._find_in(path, sorted(words & self._entity_targets.keys())):
            return file
        if self._version and not self._is_complete:
            self._complete(self._version)

        def rank(name: str) -> tuple[bool, int, bool]:
            common_word_count = len(words.intersection(name.strip("/").split()))
            return name != self._target_of.get(path), -common_word_count, not name.startswith("/")

        return self._find_in(path, sorted(self._listings, key=rank))

    def _find_in(self, path: str, names: list[str]) -> OutputFile | None:
        for name in names:
            for file in self._listings[name]:
                if file.path == path:
                    self._target_of[path] = name
                    return file
        return None


def _page_paths(listings: list[_Listing]) -> Iterator[str]:
    """The paths of all pages, sorted; nothing is listed before the first is asked for."""
    yield from sorted(file.path for listing in listings for file in listing if file.path.endswith("index.html"))
