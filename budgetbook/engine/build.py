"""A content folder and templates in; the site's folder out, whole or not at all, with no more work than what changed asks for.

Bodies are made one by one, in whatever process (`bodywork.py`), then what they share (`groups.py`). A body or a group whose
key is that of the last build, and whose files all stand in the site, is left as it is; of one that is made again, so are the
files whose own key is the same. No more than a few bodies are held at any time.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

from budgetbook.content.folder import STATEMENTS, Folder
from budgetbook.content.loader import Content
from budgetbook.diagnostics.problem import Problem, message, sort
from budgetbook.engine import entities, entity_task, target_task, targets
from budgetbook.engine.entities import Means
from budgetbook.engine.entity_task import Made, Task
from budgetbook.engine.stored_contributions import StoredShares, read
from budgetbook.infra.base import profiling
from budgetbook.infra.base.record import record
from budgetbook.infra.cache.blobs import key
from budgetbook.infra.cache.code_fingerprint import code
from budgetbook.infra.manifest.database import Damaged
from budgetbook.infra.manifest.manifest import TwoPagesError, discard
from budgetbook.infra.processes.pool import NoClient, NoCluster, OtherVersion, Workers, WorkersDied
from budgetbook.infra.publish.site_writer import NotOurs, Site, Written
from budgetbook.render.templates import BadTemplate, Templates
from budgetbook.text.phrases import BadWording
from budgetbook.validation import validate


@record
class Built:
    """A site that stands."""

    written: Written
    checks: int
    heaviest: str
    """The path of the largest page of a statement; empty where there is none."""


def build(root: Path, templates: Path, target: Path, means: Means) -> tuple[Built | None, list[Problem]]:
    """Write the site, or say what is wrong. Raises write.NotOurs, OSError, WorkersDied; the old site stands then."""
    kept = means.cache / "builds" / f"{key(str(target.absolute()))[:16]}.sqlite" if means.cache else None
    for _ in range(_TRIES):
        try:
            return _build(root, templates, target, means, kept)
        except Damaged:
            pass
        except TwoPagesError as error:
            return None, [_two_pages(root, error)]
        except _TOLD:
            raise
        except Exception:  # what was kept passed for sound: if that was at fault, it is not without it
            if kept is None:
                raise
        discard(kept)
        kept = None
    return None, [Problem(root.as_posix(), 1, 1, "", message("keeps-changing"), message("save-and-wait"))]


def _two_pages(root: Path, error: TwoPagesError) -> Problem:
    """At what was to be made last; a group of pages that many share stands at the content as a whole."""
    first, second = (unit if unit.startswith("/") else f"{STATEMENTS}/{unit}" for unit in error.units)
    file = root.as_posix() if second.startswith("/") else f"{root.as_posix()}/{second}"
    text = message("two-pages", path=error.path, first=first.strip("/"), second=second.strip("/"))
    return Problem(file, 1, 1, "", text)


_TRIES = 5
"""How often a build begins, where somebody goes on writing in what it reads or in the site's folder."""
_TOLD = (OSError, MemoryError, NotOurs, BadTemplate, WorkersDied, OtherVersion, NoClient, NoCluster)
"""What no store can be the cause of, and the front door has words for."""
MANY = 50
"""Bodies of a site from which on all work is done in other processes than the one that gives it out: the drawing engine and
what is made of all bodies would be too much for one."""


def _build(root: Path, templates: Path, target: Path, means: Means, kept: Path | None) -> tuple[Built | None, list[Problem]]:
    folder = Folder.of(root)
    if problems := folder.problems():
        return None, sort(problems)
    with Site(target, kept) as site:
        return _Build(folder, Templates.read(templates), site, means).run()


class _Build:
    """One build."""

    def __init__(self, folder: Folder, templates: Templates, site: Site, means: Means) -> None:
        self.folder, self.templates, self.site, self.store, self.means = folder, templates, site, site.store, means
        self.files, self.unread = folder.read(folder.shared)
        self.fed = entities.told(self.files)
        self.for_bodies = entities.for_bodies(self.files)
        self.of_bodies = key(code(), folder.root, self.templates.sources, self.fed, self.for_bodies)
        self.own = key(code(), folder.root, self.templates.sources, self.templates.assets, self.files)
        self.many = len(folder.bodies) > MANY
        self.standing: dict[str, str] = {}
        """The units whose files all stand as the last build left them, each with its key; "" is the build as a whole."""

    def run(self) -> tuple[Built | None, list[Problem]]:
        with profiling.Step("load"):
            keys = {entity: read(self.folder, self.of_bodies, entity)[0] for entity in self.folder.bodies}
        every = key(self.own, keys)
        self.site.look(ahead=self.means.processes > 1 and self.store.unit("") != every)
        self.standing = self.store.whole()
        if self.standing.get("") == every and len(self.standing) == self.store.units():
            for unit, unit_key in self.standing.items():
                self._keep(unit, unit_key)
        elif problems := self._make(keys):
            return None, sort(problems)
        checks = self.store.checks()
        with profiling.Step("write"):
            written = self.site.finish()
        with suppress(Damaged, OSError):  # the site stands; what is not kept is made once more
            self.store.commit()
        return Built(written, checks, self.store.heaviest()), []

    def _make(self, keys: dict[str, str]) -> list[Problem]:
        with profiling.Step("check"):
            shared, problems = validate.dictionary(self.folder.root, self.files, self.unread, {})
        problems += self._bodies(shared, keys)
        if shared is None or problems:
            return problems
        shares = StoredShares(self.store, self.folder, shared, self.of_bodies)
        with profiling.Step("check"):
            reported = {name: entry.reported for name, entry in shares.register.statements.items()}
            if problems := validate.together(shared, shares.of(entity_task.CLAIM), reported, list(keys)):
                return problems
        self.store.commit()
        try:
            problems = self._groups(shared, shares, every := key(self.own, keys))
        except BadWording as error:
            return [validate.of_wording(shared, error)]
        self.store.use("", every)
        return problems

    def _bodies(self, shared: Content | None, keys: dict[str, str]) -> list[Problem]:
        """Make every body that is not as it was; after the first problem, they are only checked.

        A body whose files were written meanwhile has the key of what it is made of.
        """
        given = self.store.bodies()
        self.store.forget(given.keys() - keys.keys())
        changed = [e for e, name in keys.items() if shared is None or given.get(e) != name or self.standing.get(e) != name]
        for entity in keys.keys() - set(changed):
            self._keep(entity, keys[entity])
        problems: list[Problem] = []
        kit = entities.kit_of(self.folder.root, self.files, self.templates, self.means, sound=shared is not None)

        def task(entity: str) -> Task:
            keys[entity], files, unread = read(self.folder, self.of_bodies, entity)
            return Task(kit, entity, files, unread, self.store.known(entity), bool(problems))

        for made in entities.each(map(task, changed), len(changed), entities.TO_MAKE, self.means, apart=self.many):
            problems += made.problems
            if not problems:
                self._take(made, keys[made.entity])
        return problems

    def _take(self, made: Made, name: str) -> None:
        with profiling.Step("write"):
            self.store.give(made.entity, name, made.checks, made.given)
            self.store.use(made.entity, name)
            for file in made.files:
                self.site.add(made.entity, *file)

    def _groups(self, shared: Content, shares: StoredShares, every: str) -> list[Problem]:
        """Make every group that is not as it was."""
        renderer = entity_task.renderer(shared, self.templates, self.means.cache, fed=self.fed)
        found = list(targets.of(shared, shares, renderer, self.means.cache, self.own, every))
        changed = [group for group in found if not self._kept(group)]
        problems: list[Problem] = []
        for done, more in enumerate(self._each(changed, every), len(found) - len(changed) + 1):
            problems += more
            if self.means.tell:
                self.means.tell("pages", done, len(found))
        last = targets.last(
            shared, shares.register, renderer, self.store.pages(), key(self.own, shares.register.former, *self.store.pages())
        )
        if not problems and not self._kept(last):
            self._group(last)
        return problems

    def _each(self, changed: list[targets.Group], every: str) -> Iterator[list[Problem]]:
        """Make these groups, in this process or in others; the problems of each."""
        if not (self.many and self.store.path and changed):
            for group in changed:
                self._group(group)
                yield []
            return
        given = self.folder, self.files, self.of_bodies, self.templates, self.fed, self.means.cache, self.store.path
        kit = entity_task.sent(target_task.Kit(*given, self.site.shared(), self.own, every))

        def task(group: targets.Group) -> target_task.Task:
            return target_task.Task(kit, group.name, self.store.known(f"/{group.name}"))

        with Workers(min(self.means.processes, len(changed)), "", target_task.__name__, apart=True) as workers:
            turns = target_task.Turns(changed)
            for made in workers.each(target_task.make, map(task, turns)):
                profiling.add(made.seconds)
                turns.finished(made.group)
                self._placed(made)
                yield made.problems

    @profiling.Step("write")
    def _placed(self, made: target_task.Made) -> None:
        for file in made.files:
            self.site.placed(f"/{made.group}", file.path, file.key, fresh=file.fresh)

    def _kept(self, group: targets.Group) -> bool:
        """Whether a group is as it was; what it is made of now is kept in mind."""
        unit, name = f"/{group.name}", group.key()
        self.store.use(unit, name)
        if self.standing.get(unit) != name:
            return False
        self.store.keep(unit)
        return True

    def _group(self, group: targets.Group) -> None:
        unit = f"/{group.name}"
        known = self.store.known(unit)
        for file in profiling.each("shared", group.files()):
            done = entity_task.finished(file, known)
            with profiling.Step("write"):
                self.site.add(unit, *done)

    def _keep(self, unit: str, name: str) -> None:
        self.store.use(unit, name)
        self.store.keep(unit)
