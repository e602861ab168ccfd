"""Checks a content folder without building: once, entity by entity, or repeatedly while somebody edits it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from budgetbook.content import loader
from budgetbook.content.content import Content
from budgetbook.content.folder import Files, Folder
from budgetbook.content.reading_context import ReadingContext
from budgetbook.content.record_reader import ParsedFiles
from budgetbook.diagnostics.problem import Problem, sort
from budgetbook.engine.inputs import BuildOptions, SiteInputs, entity_common_files
from budgetbook.engine.task import Task, TaskResult, entity_context, run_entity_tasks
from budgetbook.opendata.contributions import contribute_entry
from budgetbook.render.templates import Templates
from budgetbook.validation import glyph_coverage, notes, validate
from budgetbook.validation.validate import CheckedEntity

_MIN_PER_PROCESS = 30
"""Entities that justify a process: starting one takes about as long as checking them."""


@dataclass(frozen=True, slots=True)
class CheckSummary:
    """The counts and notes of content without problems."""

    statement_count: int
    finding_count: int
    notes: list[Problem]
    """Worth a look, but no reason to stop."""


def check(root: Path, options: BuildOptions) -> tuple[CheckSummary | None, list[Problem]]:
    """Read, validate and recompute a content folder; only a few entities are held at any time."""
    folder = Folder.scan(root)
    if problems := folder.find_problems():
        return None, sort(problems)
    inputs = SiteInputs.read(folder, Templates("", {}, {}))
    common, problems = validate.validate_common(folder, inputs.common_files, inputs.read_problems, {})
    context = entity_context(inputs, BuildOptions(), common_content_valid=common is not None)
    tasks = (Task(context, entity, {}, *folder.read(names), checked_only=True) for entity, names in folder.entities.items())
    results = list[TaskResult]()
    for result in run_entity_tasks(tasks, len(folder.entities), _MIN_PER_PROCESS, options):
        results.append(result)
        problems += result.problems
    reported_concepts = {entry.id: entry.reported_concepts for result in results for entry in result.entries}
    if common is not None and not problems:
        claims = sorted((claim for result in results for claim in result.claims), key=lambda claim: claim.entity)
        problems = validate.validate_between_entities(common, claims, reported_concepts, list(folder.entities))
    if common is None or problems:
        return None, sort(problems)
    all_notes = [
        *notes.common_notes(common),
        *glyph_coverage.note_undrawn_characters(common, common.files),
        *(note for result in results for note in result.notes),
    ]
    return CheckSummary(len(reported_concepts), sum(result.finding_count for result in results), sort(all_notes)), []


@dataclass(frozen=True, slots=True)
class CheckedFolder:
    """A content folder without problems. Its repr leaves the content out, which would be megabytes."""

    common: Content = field(repr=False)
    """The content without entities."""
    entities: Mapping[str, CheckedEntity] = field(repr=False)
    """Every entity in full, with its findings."""


class FolderChecker:
    """Checks one folder repeatedly: only the entities whose files changed, or all of them if a common file did."""

    def __init__(self, root: Path) -> None:
        self._root = root
        self._parsed_files: ParsedFiles = {}
        self._common: tuple[Files, Content] | None = None
        """The common files of the last check, and their content."""
        self._entity_common: Files = {}
        self._entities: dict[str, tuple[Files, CheckedEntity]] = {}

    def check(self) -> tuple[CheckedFolder | None, list[Problem]]:
        """Return the folder as it is now, or its problems. Whatever did not change is the same object as before."""
        folder = Folder.scan(self._root)
        if problems := folder.find_problems():
            return None, sort(problems)
        common_files, read_problems = folder.read(folder.common_files)
        common, problems = self._check_common(folder, common_files, read_problems)
        context = common.context if common else loader.read_context(folder, common_files, self._parsed_files)
        entities = {
            entity: self._check_entity(common, context, entity, *folder.read(names)) for entity, names in folder.entities.items()
        }
        self._entities = {entity: entry for entity, entry in self._entities.items() if entity in entities}
        problems += [problem for each in entities.values() for problem in each.problems]
        if common is not None and not problems:
            problems = _validate_together(common, entities)
        return (None, sort(problems)) if common is None or problems else (CheckedFolder(common, entities), [])

    def _check_common(self, folder: Folder, files: Files, read_problems: list[Problem]) -> tuple[Content | None, list[Problem]]:
        if self._common and not read_problems and self._common[0] == files:
            return self._common[1], []
        common, problems = validate.validate_common(folder, files, read_problems, self._parsed_files)
        if common is not None:
            self._common = files, common
            if self._entity_common != (entity_common := entity_common_files(files)):
                self._entity_common, self._entities = entity_common, {}
        return common, problems

    def _check_entity(
        self, common: Content | None, context: ReadingContext | None, entity: str, files: Files, read_problems: list[Problem]
    ) -> CheckedEntity:
        previous = self._entities.get(entity)
        if previous and common is not None and not read_problems and previous[0] == files:
            return previous[1]
        checked_entity = validate.validate_entity(common, self._root, entity, files, read_problems, self._parsed_files, context)
        if checked_entity.content is not None:
            self._entities[entity] = files, checked_entity
        return checked_entity


def _validate_together(common: Content, entities: Mapping[str, CheckedEntity]) -> list[Problem]:
    reported_concepts = {
        entry.id: entry.reported_concepts
        for each in entities.values()
        if each.content
        for entry in contribute_entry(each.content, each.findings)[""].statements
    }
    claims = [each.claim for each in entities.values() if each.claim]
    return validate.validate_between_entities(common, claims, reported_concepts, list(entities))
