"""Builds the site's folder from a content folder and templates, with no more work than the change requires.

Entities are built first, one by one, in any process; then the targets that they share, from their contributions. A target is
reused if its fingerprint is that of the last build and all its files are on the disk as that build left them; a target that is
rebuilt reuses the files whose own fingerprint is unchanged. Only a few entities are held at any time.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from budgetbook.content.content import Content
from budgetbook.content.folder import STATEMENTS, Folder
from budgetbook.diagnostics.problem import Problem, message, sort
from budgetbook.engine.inputs import BuildOptions, SiteInputs
from budgetbook.engine.plan import plan_common_targets, plan_host_target
from budgetbook.engine.ready_targets import ReadyTargets
from budgetbook.engine.stored_contributions import CLAIM, StoredContributions, read_contributions
from budgetbook.engine.target import Target
from budgetbook.engine.task import (
    MIN_BUILT_PER_PROCESS,
    Task,
    TaskContext,
    TaskResult,
    build_file,
    entity_context,
    run_entity_tasks,
    run_task,
)
from budgetbook.infra.base.errors import BudgetbookError
from budgetbook.infra.cache.blobs import fingerprint
from budgetbook.infra.cache.code_fingerprint import code_fingerprint
from budgetbook.infra.manifest.database import StaleManifestError
from budgetbook.infra.manifest.manifest import TwoPagesError, delete
from budgetbook.infra.processes.pool import Workers
from budgetbook.infra.publish.site_writer import SiteWriter, WriteSummary
from budgetbook.render.renderer import create_renderer
from budgetbook.render.site_templates import read_templates
from budgetbook.text.phrases import PhraseError
from budgetbook.validation import validate


@dataclass(frozen=True, slots=True)
class BuildResult:
    """A published site."""

    summary: WriteSummary
    finding_count: int
    largest_statement_page: str
    """The path of the largest statement page; empty if there is none."""


def build(root: Path, templates: Path, site_folder: Path, options: BuildOptions) -> tuple[BuildResult | None, list[Problem]]:
    """Publish the site, or return the problems of the content.

    Raises ForeignFolderError, OSError or an error of the worker pool; the old site is then untouched.
    """
    manifest_path = (
        options.cache / "builds" / f"{fingerprint(str(site_folder.absolute()))[:16]}.sqlite" if options.cache else None
    )
    for _ in range(_TRIES):
        try:
            return _build_once(root, templates, site_folder, options, manifest_path)
        except StaleManifestError:
            pass
        except TwoPagesError as error:
            return None, [_describe_duplicate_path(root, error)]
        except _EXPECTED_ERRORS:
            raise
        except Exception:  # if the manifest was to blame, although it passed verification, the build succeeds without it
            if manifest_path is None:
                raise
        delete(manifest_path)
        manifest_path = None
    return None, [Problem(root.as_posix(), 1, 1, "", message("keeps-changing"), message("save-and-wait"))]


def _describe_duplicate_path(root: Path, error: TwoPagesError) -> Problem:
    """Report the clash at the second target; a shared target is a problem of the content as a whole."""
    first, second = (name if name.startswith("/") else f"{STATEMENTS}/{name}" for name in error.target_ids)
    file = root.as_posix() if second.startswith("/") else f"{root.as_posix()}/{second}"
    text = message("two-pages", path=error.path, first=first.strip("/"), second=second.strip("/"))
    return Problem(file, 1, 1, "", text)


_TRIES = 5
"""Attempts, in case somebody goes on writing to the content or the site's folder."""
_EXPECTED_ERRORS = (OSError, MemoryError, BudgetbookError)
"""Errors that no manifest can cause, and that the front door can explain."""
LARGE_ENTITY_COUNT = 50
"""Above this many entities no task runs in the main process.

It would need too much memory: the drawing engine, and what shared targets hold.
"""


def _build_once(
    root: Path, templates: Path, site_folder: Path, options: BuildOptions, manifest_path: Path | None
) -> tuple[BuildResult | None, list[Problem]]:
    folder = Folder.scan(root)
    if problems := folder.find_problems():
        return None, sort(problems)
    with SiteWriter(site_folder, manifest_path) as writer:
        return Build(SiteInputs.read(folder, read_templates(templates)), writer, options).run()


class Build:
    """One build of a site."""

    def __init__(self, inputs: SiteInputs, writer: SiteWriter, options: BuildOptions) -> None:
        self.inputs, self.writer, self.manifest, self.options = inputs, writer, writer.manifest, options
        self.is_large = len(inputs.folder.entities) > LARGE_ENTITY_COUNT
        self.intact_targets: dict[str, str] = {}
        """Targets whose files are all on the disk as the last build left them, with fingerprints; "" is the build as a whole."""

    def run(self) -> tuple[BuildResult | None, list[Problem]]:
        """Publish the site, reusing every target that has not changed, or return the problems."""
        entity_fingerprints = {entity: self.inputs.read_entity(entity).fingerprint for entity in self.inputs.folder.entities}
        site_fingerprint = self._site_fingerprint(entity_fingerprints)
        self.writer.scan()
        self.intact_targets = self.manifest.intact_targets()
        if self.intact_targets.get("") == site_fingerprint and len(self.intact_targets) == self.manifest.count_targets():
            for name, target_fingerprint in self.intact_targets.items():
                self._reuse_target(name, target_fingerprint)
        elif problems := self._build_changed(entity_fingerprints):
            return None, sort(problems)
        finding_count = self.manifest.contributions.count_findings()
        summary = self.writer.finish()
        with suppress(StaleManifestError, OSError):  # the site is published; what is not remembered is only rebuilt
            self.manifest.commit()
        return BuildResult(summary, finding_count, self.manifest.largest_statement_page()), []

    def _site_fingerprint(self, entity_fingerprints: dict[str, str]) -> str:
        return fingerprint(self.inputs.common_fingerprint, entity_fingerprints)

    def _build_changed(self, entity_fingerprints: dict[str, str]) -> list[Problem]:
        inputs = self.inputs
        common, problems = validate.validate_common(inputs.folder, inputs.common_files, inputs.read_problems, {})
        problems += self._build_entities(entity_fingerprints, common_content_valid=common is not None)
        if common is None or problems:
            return problems
        contributions = read_contributions(self.manifest, inputs, common)
        reported_concepts = {name: entry.reported_concepts for name, entry in contributions.register.statements.items()}
        claims, entities = contributions.collect(CLAIM), list(entity_fingerprints)
        if problems := validate.validate_between_entities(common, claims, reported_concepts, entities):
            return problems
        self.manifest.commit()
        site_fingerprint = self._site_fingerprint(entity_fingerprints)
        try:
            problems = self._build_common_targets(common, contributions, site_fingerprint)
        except PhraseError as error:
            return [validate.phrase_problem(common, error)]
        self.manifest.begin_target("", site_fingerprint)
        return problems

    def _build_entities(self, entity_fingerprints: dict[str, str], *, common_content_valid: bool) -> list[Problem]:
        """Build every entity that has changed; after the first problem the rest are only checked.

        An entity whose files were edited meanwhile gets the fingerprint of what it was really built from.
        """
        previous = self.manifest.contributions.load_fingerprints()
        self.manifest.contributions.delete_entities(previous.keys() - entity_fingerprints.keys())
        changed_entities = [
            entity
            for entity, current in entity_fingerprints.items()
            if not common_content_valid or previous.get(entity) != current or self.intact_targets.get(entity) != current
        ]
        for entity in entity_fingerprints.keys() - set(changed_entities):
            self._reuse_target(entity, entity_fingerprints[entity])
        problems: list[Problem] = []
        context = entity_context(self.inputs, self.options, common_content_valid=common_content_valid)

        def make_task(entity: str) -> Task:
            entity_fingerprints[entity], files, read_problems = self.inputs.read_entity(entity)
            return Task(context, entity, self.manifest.reusable_outputs(entity), files, read_problems, bool(problems))

        tasks = map(make_task, changed_entities)
        for result in run_entity_tasks(tasks, len(changed_entities), MIN_BUILT_PER_PROCESS, self.options, isolate=self.is_large):
            problems += result.problems
            if not problems:
                self._save_entity(result, entity_fingerprints[result.target])
        return problems

    def _save_entity(self, result: TaskResult, entity_fingerprint: str) -> None:
        self.manifest.contributions.save(result.target, entity_fingerprint, result.finding_count, result.contributions)
        self.manifest.begin_target(result.target, entity_fingerprint)
        self._add_files(result)

    def _build_common_targets(self, common: Content, contributions: StoredContributions, site_fingerprint: str) -> list[Problem]:
        """Build every shared target that has changed."""
        cache, fingerprints = self.options.cache, (self.inputs.common_fingerprint, site_fingerprint)
        renderer = create_renderer(common, self.inputs.templates, cache, has_feed=self.inputs.has_feed)
        targets = list(plan_common_targets(common, contributions, renderer, cache, *fingerprints))
        changed_targets = [target for target in targets if not self._reuse_if_unchanged(target)]
        problems: list[Problem] = []
        results = self._run_targets(changed_targets, site_fingerprint)
        for done_count, result in enumerate(results, len(targets) - len(changed_targets) + 1):
            problems += result.problems
            self._add_files(result)
            if self.options.on_progress:
                self.options.on_progress("pages", done_count, len(targets))
        paths = list(self.manifest.page_paths())
        former_names = contributions.register.former_names
        host_fingerprint = fingerprint(self.inputs.common_fingerprint, former_names, *paths)
        host_target = plan_host_target(common, contributions.register, paths, host_fingerprint)
        if not problems and not self._reuse_if_unchanged(host_target):
            self._build_target(host_target)
        return problems

    def _run_targets(self, changed_targets: list[Target], site_fingerprint: str) -> Iterator[TaskResult]:
        """Run these targets, in this process or in others, and return their results."""
        if not (self.is_large and self.manifest.path and changed_targets):
            for target in changed_targets:
                self._build_target(target)
                yield TaskResult(target.name)
            return
        context = TaskContext(
            code_fingerprint(),
            self.inputs,
            common_content_valid=True,
            cache=self.options.cache,
            site_fingerprint=site_fingerprint,
            manifest_path=self.manifest.path,
            staging_folder=self.writer.staging_folder(),
        ).serialize()

        def make_task(name: str) -> Task:
            return Task(context, name, self.manifest.reusable_outputs(name), {}, [])

        ready_targets = ReadyTargets(changed_targets)
        with Workers(min(self.options.processes, len(changed_targets)), "", run_task.__module__, isolate=True) as workers:
            for result in workers.imap_unordered(run_task, map(make_task, ready_targets)):
                ready_targets.mark_done(result.target)
                yield result

    def _add_files(self, result: TaskResult) -> None:
        for file in result.files:
            if file.data is None:
                self.writer.register_external(result.target, file.path, file.fingerprint, fresh=file.fresh)
            else:
                self.writer.add_file(result.target, file.path, file.fingerprint, file.data)

    def _reuse_if_unchanged(self, target: Target) -> bool:
        """Begin a target; True if all its files are reused."""
        target_fingerprint = target.fingerprint()
        self.manifest.begin_target(target.name, target_fingerprint)
        if self.intact_targets.get(target.name) != target_fingerprint:
            return False
        self.manifest.reuse_target(target.name)
        return True

    def _build_target(self, target: Target) -> None:
        """Build a target in this process, file by file: a large one is never held whole."""
        reusable_outputs = self.manifest.reusable_outputs(target.name)
        for file in map(partial(build_file, reusable_outputs=reusable_outputs), target.files()):
            self.writer.add_file(target.name, file.path, file.fingerprint, file.data)

    def _reuse_target(self, name: str, target_fingerprint: str) -> None:
        self.manifest.begin_target(name, target_fingerprint)
        self.manifest.reuse_target(name)
