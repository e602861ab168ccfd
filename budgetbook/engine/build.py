"""A content folder and templates in; the site's folder out, whole or not at all, with no more work than what changed asks for.

Bodies are made one by one, in whatever process (`bodywork.py`), then what they share (`groups.py`). A body or a group whose
key is that of the last build, and whose files all stand in the site, is left as it is; of one that is made again, so are the
files whose own key is the same. No more than a few bodies are held at any time.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from budgetbook.content.folder import STATEMENTS, Folder
from budgetbook.content.loader import Content
from budgetbook.diagnostics.problem import Problem, message, sort
from budgetbook.engine import entities, entity_task, target_task, targets
from budgetbook.engine.entities import BuildOptions
from budgetbook.engine.entity_task import EntityResult, EntityTask
from budgetbook.engine.stored_contributions import StoredContributions, read_entity
from budgetbook.infra.base.errors import BudgetbookError
from budgetbook.infra.cache.blobs import fingerprint
from budgetbook.infra.cache.code_fingerprint import code_fingerprint
from budgetbook.infra.manifest.database import StaleManifestError
from budgetbook.infra.manifest.manifest import TwoPagesError, delete
from budgetbook.infra.processes.pool import Workers
from budgetbook.infra.publish.site_writer import SiteWriter, WriteSummary
from budgetbook.render.templates import Templates
from budgetbook.text.phrases import PhraseError
from budgetbook.validation import validate


@dataclass(frozen=True, slots=True)
class BuildResult:
    """A site that stands."""

    summary: WriteSummary
    finding_count: int
    largest_statement_page: str
    """The path of the largest page of a statement; empty where there is none."""


def build(root: Path, templates: Path, site_folder: Path, options: BuildOptions) -> tuple[BuildResult | None, list[Problem]]:
    """Write the site, or say what is wrong. Raises write.NotOurs, OSError, WorkersDied; the old site stands then."""
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
        except Exception:  # what was kept passed for sound: if that was at fault, it is not without it
            if manifest_path is None:
                raise
        delete(manifest_path)
        manifest_path = None
    return None, [Problem(root.as_posix(), 1, 1, "", message("keeps-changing"), message("save-and-wait"))]


def _describe_duplicate_path(root: Path, error: TwoPagesError) -> Problem:
    """At what was to be made last; a group of pages that many share stands at the content as a whole."""
    first, second = (target_id if target_id.startswith("/") else f"{STATEMENTS}/{target_id}" for target_id in error.target_ids)
    file = root.as_posix() if second.startswith("/") else f"{root.as_posix()}/{second}"
    text = message("two-pages", path=error.path, first=first.strip("/"), second=second.strip("/"))
    return Problem(file, 1, 1, "", text)


_TRIES = 5
"""How often a build begins, where somebody goes on writing in what it reads or in the site's folder."""
_EXPECTED_ERRORS = (OSError, MemoryError, BudgetbookError)
"""What no store can be the cause of, and the front door has words for."""
LARGE_ENTITY_COUNT = 50
"""Bodies of a site from which on all work is done in other processes than the one that gives it out: the drawing engine and
what is made of all bodies would be too much for one."""


def _build_once(
    root: Path, templates: Path, site_folder: Path, options: BuildOptions, manifest_path: Path | None
) -> tuple[BuildResult | None, list[Problem]]:
    folder = Folder.scan(root)
    if problems := folder.find_problems():
        return None, sort(problems)
    with SiteWriter(site_folder, manifest_path) as writer:
        return Build(folder, Templates.read(templates), writer, options).run()


class Build:
    """One build."""

    def __init__(self, folder: Folder, templates: Templates, writer: SiteWriter, options: BuildOptions) -> None:
        self.folder, self.templates, self.writer, self.manifest, self.options = (
            folder,
            templates,
            writer,
            writer.manifest,
            options,
        )
        self.common_files, self.read_problems = folder.read(folder.common_files)
        self.has_feed = entities.has_updates(self.common_files)
        self.entity_inputs = entities.entity_inputs(self.common_files)
        self.entity_input_fingerprint = fingerprint(
            code_fingerprint(), folder.root, self.templates.sources, self.has_feed, self.entity_inputs
        )
        self.common_fingerprint = fingerprint(
            code_fingerprint(), folder.root, self.templates.sources, self.templates.assets, self.common_files
        )
        self.is_large = len(folder.entities) > LARGE_ENTITY_COUNT
        self.intact_targets: dict[str, str] = {}
        """The units whose files all stand as the last build left them, each with its key; "" is the build as a whole."""

    def run(self) -> tuple[BuildResult | None, list[Problem]]:
        """Build, reusing every target that is as the last build left it; the site, or its problems."""
        entity_fingerprints = {
            entity: read_entity(self.folder, self.entity_input_fingerprint, entity)[0] for entity in self.folder.entities
        }
        site_fingerprint = fingerprint(self.common_fingerprint, entity_fingerprints)
        self.writer.scan()
        self.intact_targets = self.manifest.intact_targets()
        if self.intact_targets.get("") == site_fingerprint and len(self.intact_targets) == self.manifest.count_targets():
            for target_id, target_fingerprint in self.intact_targets.items():
                self._reuse_target(target_id, target_fingerprint)
        elif problems := self._build_changed(entity_fingerprints):
            return None, sort(problems)
        finding_count = self.manifest.count_findings()
        summary = self.writer.finish()
        with suppress(StaleManifestError, OSError):  # the site stands; what is not kept is made once more
            self.manifest.commit()
        return BuildResult(summary, finding_count, self.manifest.largest_statement_page()), []

    def _build_changed(self, entity_fingerprints: dict[str, str]) -> list[Problem]:
        common, problems = validate.validate_common(self.folder.root, self.common_files, self.read_problems, {})
        problems += self._build_entities(common, entity_fingerprints)
        if common is None or problems:
            return problems
        contributions = StoredContributions(self.manifest, self.folder, common, self.entity_input_fingerprint)
        reported_concepts = {name: entry.reported_concepts for name, entry in contributions.register.statements.items()}
        if problems := validate.validate_between_entities(
            common, contributions.collect(entity_task.CLAIM), reported_concepts, list(entity_fingerprints)
        ):
            return problems
        self.manifest.commit()
        try:
            problems = self._build_targets(
                common, contributions, site_fingerprint := fingerprint(self.common_fingerprint, entity_fingerprints)
            )
        except PhraseError as error:
            return [validate.phrase_problem(common, error)]
        self.manifest.begin_target("", site_fingerprint)
        return problems

    def _build_entities(self, common: Content | None, entity_fingerprints: dict[str, str]) -> list[Problem]:
        """Make every body that is not as it was; after the first problem, they are only checked.

        A body whose files were written meanwhile has the key of what it is made of.
        """
        previous_fingerprints = self.manifest.load_entity_fingerprints()
        self.manifest.delete_entities(previous_fingerprints.keys() - entity_fingerprints.keys())
        changed_entities = [
            e
            for e, current_fingerprint in entity_fingerprints.items()
            if common is None
            or previous_fingerprints.get(e) != current_fingerprint
            or self.intact_targets.get(e) != current_fingerprint
        ]
        for entity in entity_fingerprints.keys() - set(changed_entities):
            self._reuse_target(entity, entity_fingerprints[entity])
        problems: list[Problem] = []
        context = entities.task_context(
            self.folder.root, self.common_files, self.templates, self.options, common_content_valid=common is not None
        )

        def make_task(entity: str) -> EntityTask:
            entity_fingerprints[entity], files, read_problems = read_entity(self.folder, self.entity_input_fingerprint, entity)
            return EntityTask(context, entity, files, read_problems, self.manifest.reusable_outputs(entity), bool(problems))

        for result in entities.run_tasks(
            map(make_task, changed_entities),
            len(changed_entities),
            entities.BUILD_MIN_PER_PROCESS,
            self.options,
            isolate=self.is_large,
        ):
            problems += result.problems
            if not problems:
                self._save_entity(result, entity_fingerprints[result.entity])
        return problems

    def _save_entity(self, result: EntityResult, entity_fingerprint: str) -> None:
        self.manifest.save_contributions(result.entity, entity_fingerprint, result.finding_count, result.contributions)
        self.manifest.begin_target(result.entity, entity_fingerprint)
        for file in result.files:
            self.writer.add_file(result.entity, *file)

    def _build_targets(self, common: Content, contributions: StoredContributions, site_fingerprint: str) -> list[Problem]:
        """Make every group that is not as it was."""
        renderer = entity_task.create_renderer(common, self.templates, self.options.cache, has_feed=self.has_feed)
        all_targets = list(
            targets.plan_targets(common, contributions, renderer, self.options.cache, self.common_fingerprint, site_fingerprint)
        )
        changed_targets = [target for target in all_targets if not self._reuse_if_unchanged(target)]
        problems: list[Problem] = []
        for done_count, target_problems in enumerate(
            self._run_targets(changed_targets, site_fingerprint), len(all_targets) - len(changed_targets) + 1
        ):
            problems += target_problems
            if self.options.on_progress:
                self.options.on_progress("pages", done_count, len(all_targets))
        host_target = targets.plan_host_target(
            common,
            contributions.register,
            renderer,
            self.manifest.page_paths(),
            fingerprint(self.common_fingerprint, contributions.register.former_names, *self.manifest.page_paths()),
        )
        if not problems and not self._reuse_if_unchanged(host_target):
            self._build_target(host_target)
        return problems

    def _run_targets(self, changed_targets: list[targets.Target], site_fingerprint: str) -> Iterator[list[Problem]]:
        """Make these groups, in this process or in others; the problems of each."""
        if not (self.is_large and self.manifest.path and changed_targets):
            for target in changed_targets:
                self._build_target(target)
                yield []
            return
        context_fields = (
            self.folder,
            self.common_files,
            self.entity_input_fingerprint,
            self.templates,
            self.has_feed,
            self.options.cache,
            self.manifest.path,
        )
        context = entity_task.serialize(
            target_task.TargetContext(*context_fields, self.writer.staging_folder(), self.common_fingerprint, site_fingerprint)
        )

        def make_task(target: targets.Target) -> target_task.TargetTask:
            return target_task.TargetTask(context, target.name, self.manifest.reusable_outputs(f"/{target.name}"))

        with Workers(min(self.options.processes, len(changed_targets)), "", target_task.__name__, isolate=True) as workers:
            schedule = target_task.TargetSchedule(changed_targets)
            for result in workers.imap_unordered(target_task.run_task, map(make_task, schedule)):
                schedule.mark_done(result.target_name)
                self._register_files(result)
                yield result.problems

    def _register_files(self, result: target_task.TargetResult) -> None:
        for file in result.files:
            self.writer.register_external(f"/{result.target_name}", file.path, file.fingerprint, fresh=file.fresh)

    def _reuse_if_unchanged(self, target: targets.Target) -> bool:
        """Whether a group is as it was; what it is made of now is kept in mind."""
        target_id, target_fingerprint = f"/{target.name}", target.fingerprint()
        self.manifest.begin_target(target_id, target_fingerprint)
        if self.intact_targets.get(target_id) != target_fingerprint:
            return False
        self.manifest.reuse_target(target_id)
        return True

    def _build_target(self, target: targets.Target) -> None:
        target_id = f"/{target.name}"
        reusable_outputs = self.manifest.reusable_outputs(target_id)
        for file in target.files():
            built_file = entity_task.materialize(file, reusable_outputs)
            self.writer.add_file(target_id, *built_file)

    def _reuse_target(self, target_id: str, target_fingerprint: str) -> None:
        self.manifest.begin_target(target_id, target_fingerprint)
        self.manifest.reuse_target(target_id)
