"""A content folder and templates in; the site's folder out, whole or not at all, with no more work than what changed asks for.

Bodies are made one by one, in whatever process (`bodywork.py`), then what they share (`groups.py`). A body or a group whose
key is that of the last build, and whose files all stand in the site, is left as it is; of one that is made again, so are the
files whose own key is the same. No more than a few bodies are held at any time.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from contextlib import suppress
from pathlib import Path

from budgetbook import bodywork, clock, examine, groups, groupwork
from budgetbook.bodywork import Kit, Made, Task
from budgetbook.checks.across import Claim
from budgetbook.content.folder import Files, Folder
from budgetbook.content.load import NOT_FOR_BODIES, Content
from budgetbook.kept import key
from budgetbook.problems.problems import Problem, sort
from budgetbook.record import record
from budgetbook.site.templates import Templates
from budgetbook.site.write import Site, Written
from budgetbook.store import discard
from budgetbook.stored import StoredShares, read
from budgetbook.storefile import Damaged
from budgetbook.version import code
from budgetbook.words.wording import BadWording
from budgetbook.workers import Workers

Tell = Callable[[str, int, int], None]
"""Called with a step, what is done of it, and how much there is."""


@record
class Means:
    """What a build may use."""

    processes: int = 1
    scheduler: str = ""
    """The address of a Dask cluster; empty for this machine alone."""
    cache: Path | None = None
    tell: Tell | None = None


@record
class Sound:
    """Content without a problem."""

    statements: int
    checks: int


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
    while True:
        try:
            return _build(root, templates, target, means, kept)
        except Damaged:
            discard(kept)
            kept = None


def check(root: Path, means: Means) -> tuple[Sound | None, list[Problem]]:
    """Read, recompute and check a content folder body by body, and write nothing."""
    folder = Folder.of(root)
    if problems := folder.problems():
        return None, sort(problems)
    files, unread = folder.read(folder.shared)
    shared, problems = examine.dictionary(root, files, unread, {})
    kit = _kit(root, files, Templates("", {}, {}), Means(), sound=shared is not None)
    tasks = (Task(kit, entity, *folder.read(names), {}, checked_only=True) for entity, names in folder.bodies.items())
    claims, reported, checks = list[Claim](), dict[str, tuple[str, ...]](), 0
    for made in _done(tasks, len(folder.bodies), _TO_CHECK, means):
        problems += made.problems
        checks += made.checks
        claims += made.claims
        reported |= {entry.id: entry.reported for entry in made.entries}
    if shared is not None and not problems:
        problems = examine.together(shared, sorted(claims, key=lambda claim: claim.entity), reported, list(folder.bodies))
    return (None, sort(problems)) if problems else (Sound(len(reported), checks), [])


def warm(root: Path, templates: Path, part: tuple[int, int], means: Means) -> tuple[int, list[Problem]]:
    """Make what takes long of every n-th body, from the m-th on, for the cache alone; how many bodies, or their problems."""
    folder = Folder.of(root)
    if problems := folder.problems():
        return 0, sort(problems)
    files, unread = folder.read(folder.shared)
    shared, problems = examine.dictionary(root, files, unread, {})
    kit = _kit(root, files, Templates.read(templates), means, sound=shared is not None)
    mine = list(folder.bodies)[part[0] - 1 :: part[1]]
    tasks = (Task(kit, entity, *folder.read(folder.bodies[entity]), {}) for entity in mine)
    for made in _done(tasks, len(mine), _TO_MAKE, means):
        problems += made.problems
    return len(mine), sort(problems)


def _done(tasks: Iterable[Task], count: int, worth: int, means: Means, *, apart: bool = False) -> Iterator[Made]:
    """Each task's result, as they are done; `apart` from this process even where there is only one other."""
    with Workers(_useful(means.processes, count, worth), means.scheduler, bodywork.__name__, apart=apart) as workers:
        for done, made in enumerate(workers.each(bodywork.make, tasks), 1):
            clock.add(made.seconds)
            yield made
            if means.tell:
                means.tell("bodies", done, count)


def _kit(root: Path, files: Files, templates: Templates, means: Means, *, sound: bool) -> bytes:
    """What every body is made with."""
    cache = None if means.scheduler else means.cache  # a cluster's machines have folders of their own
    return bodywork.sent(Kit(code(), root, for_bodies(files), sound, templates, _told(files), cache))


def for_bodies(files: Files) -> Files:
    """The shared files that bodies are made with."""
    return {name: data for name, data in files.items() if not name.startswith(NOT_FOR_BODIES)}


_TO_MAKE, _TO_CHECK = 2, 30
"""Bodies that are worth a process of their own: to start one takes about as long as they do."""
MANY = 50
"""Bodies of a site from which on all work is done in other processes than the one that gives it out: the drawing engine and
what is made of all bodies would be too much for one."""


def _useful(processes: int, bodies: int, worth: int) -> int:
    """How many processes to start: no more than have enough to do."""
    return max(1, min(processes, bodies // worth))


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
        self.fed = _told(self.files)
        self.for_bodies = for_bodies(self.files)
        self.of_bodies = key(code(), folder.root, self.templates.sources, self.fed, self.for_bodies)
        self.own = key(code(), folder.root, self.templates.sources, self.templates.assets, self.files)
        self.many = len(folder.bodies) > MANY
        self.standing: dict[str, str] = {}
        """The units whose files all stand as the last build left them, each with its key; "" is the build as a whole."""

    def run(self) -> tuple[Built | None, list[Problem]]:
        with clock.Step("load"):
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
        with clock.Step("write"):
            written = self.site.finish()
        with suppress(Damaged, OSError):  # the site stands; what is not kept is made once more
            self.store.commit()
        return Built(written, checks, self.store.heaviest()), []

    def _make(self, keys: dict[str, str]) -> list[Problem]:
        with clock.Step("check"):
            shared, problems = examine.dictionary(self.folder.root, self.files, self.unread, {})
        problems += self._bodies(shared, keys)
        if shared is None or problems:
            return problems
        shares = StoredShares(self.store, self.folder, shared, self.of_bodies)
        with clock.Step("check"):
            reported = {name: entry.reported for name, entry in shares.register.statements.items()}
            if problems := examine.together(shared, shares.of(bodywork.CLAIM), reported, list(keys)):
                return problems
        self.store.commit()
        try:
            problems = self._groups(shared, shares, every := key(self.own, keys))
        except BadWording as error:
            return [examine.of_wording(shared, error)]
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
        kit = _kit(self.folder.root, self.files, self.templates, self.means, sound=shared is not None)

        def task(entity: str) -> Task:
            keys[entity], files, unread = read(self.folder, self.of_bodies, entity)
            return Task(kit, entity, files, unread, self.store.known(entity), bool(problems))

        for made in _done(map(task, changed), len(changed), _TO_MAKE, self.means, apart=self.many):
            problems += made.problems
            if not problems:
                self._take(made, keys[made.entity])
        return problems

    def _take(self, made: Made, name: str) -> None:
        with clock.Step("write"):
            self.store.give(made.entity, name, made.checks, made.given)
            self.store.use(made.entity, name)
            for file in made.files:
                self.site.add(made.entity, *file)

    def _groups(self, shared: Content, shares: StoredShares, every: str) -> list[Problem]:
        """Make every group that is not as it was."""
        renderer = bodywork.renderer(shared, self.templates, self.means.cache, fed=self.fed)
        found = list(groups.of(shared, shares, renderer, self.means.cache, self.own, every))
        changed = [group for group in found if not self._kept(group)]
        problems: list[Problem] = []
        for done, more in enumerate(self._each(changed, every), len(found) - len(changed) + 1):
            problems += more
            if self.means.tell:
                self.means.tell("pages", done, len(found))
        last = groups.last(shared, renderer, self.store.pages(), key(self.own, *self.store.pages()))
        if not problems and not self._kept(last):
            self._group(last)
        return problems

    def _each(self, changed: list[groups.Group], every: str) -> Iterator[list[Problem]]:
        """Make these groups, in this process or in others; the problems of each."""
        if not (self.many and self.store.path and changed):
            for group in changed:
                self._group(group)
                yield []
            return
        given = self.folder, self.files, self.of_bodies, self.templates, self.fed, self.means.cache, self.store.path
        kit = bodywork.sent(groupwork.Kit(*given, self.site.shared(), self.own, every))

        def task(group: groups.Group) -> groupwork.Task:
            return groupwork.Task(kit, group.name, self.store.known(f"/{group.name}"))

        with Workers(min(self.means.processes, len(changed)), "", groupwork.__name__, apart=True) as workers:
            turns = groupwork.Turns(changed)
            for made in workers.each(groupwork.make, map(task, turns)):
                clock.add(made.seconds)
                turns.finished(made.group)
                self._placed(made)
                yield made.problems

    @clock.Step("write")
    def _placed(self, made: groupwork.Made) -> None:
        for file in made.files:
            self.site.placed(f"/{made.group}", file.path, file.key, fresh=file.fresh)

    def _kept(self, group: groups.Group) -> bool:
        """Whether a group is as it was; what it is made of now is kept in mind."""
        unit, name = f"/{group.name}", group.key()
        self.store.use(unit, name)
        if self.standing.get(unit) != name:
            return False
        self.store.keep(unit)
        return True

    def _group(self, group: groups.Group) -> None:
        unit = f"/{group.name}"
        known = self.store.known(unit)
        for file in clock.each("shared", group.files()):
            done = bodywork.finished(file, known)
            with clock.Step("write"):
                self.site.add(unit, *done)

    def _keep(self, unit: str, name: str) -> None:
        self.store.use(unit, name)
        self.store.keep(unit)


def _told(files: Files) -> bool:
    """Whether `updates.yaml` tells anything: only then there is a feed, which every page names."""
    text = re.sub(rb"#[^\n]*", b"", files.get("updates.yaml") or b"")
    return re.fullmatch(rb"(---)?\s*(\{\s*\})?\s*", text) is None
