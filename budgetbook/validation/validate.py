"""Validates the files of a content folder: what may be published, with its findings, or every problem.

One mistake gives one message: form is validated first, names only if the form is right, the rest only if names are right. Each
entity is validated without the others; `validate_between_entities` adds what only all of them can show.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from budgetbook.arithmetic import run_rules
from budgetbook.arithmetic.confirmation import PublishedFindings, withhold_unconfirmed
from budgetbook.arithmetic.finding import Finding
from budgetbook.content import loader
from budgetbook.content.content import Content
from budgetbook.content.entity_reader import load_entity
from budgetbook.content.folder import Files, Folder
from budgetbook.content.reading_context import ReadingContext
from budgetbook.content.record_reader import ParsedFiles
from budgetbook.diagnostics.problem import Problem, did_you_mean, message
from budgetbook.text.phrases import PhraseError
from budgetbook.validation import between_entities, run, site
from budgetbook.validation.between_entities import CrossEntityClaim


@dataclass(frozen=True, slots=True)
class CheckedEntity:
    """One entity that may be published, or its problems. The repr omits the content, which would be megabytes."""

    problems: list[Problem]
    content: Content | None = field(default=None, repr=False)
    """The dictionary with this entity alone."""
    findings: Mapping[str, tuple[Finding, ...]] = field(default_factory=dict, repr=False)
    claim: CrossEntityClaim | None = None


def validate_common(
    folder: Folder, files: Files, read_problems: list[Problem], parsed_files: ParsedFiles
) -> tuple[Content | None, list[Problem]]:
    """The content without entities, or None and every problem of it."""
    content, problems = loader.load_common(folder, files, read_problems, parsed_files)
    if content is None or (problems := run.validate_common(content)):
        return None, problems
    return content, []


def validate_entity(
    common: Content | None,
    root: Path,
    entity: str,
    files: Files,
    read_problems: list[Problem],
    parsed_files: ParsedFiles | None = None,
    context: ReadingContext | None = None,
) -> CheckedEntity:
    """Validate one entity; without a dictionary (`common` is None), its form alone, as far as `context` tells it."""
    parsed_files, context = {} if parsed_files is None else parsed_files, common.context if common else context
    entity_files = load_entity(root, entity, files, read_problems, parsed_files, context)
    if entity_files.problems or common is None:
        return CheckedEntity(entity_files.problems)
    content = common.with_entities((entity_files,))
    if problems := run.validate_names(content):
        return CheckedEntity(problems)
    try:
        entity_findings = withhold_unconfirmed(content, run_rules.run_rules(content))
        problems = run.validate_entities(content, entity_findings)
    except PhraseError as error:
        problems = [phrase_problem(content, error)]
    if problems:
        return CheckedEntity(problems)
    return CheckedEntity([], content, entity_findings, between_entities.build_claim(content))


def load_valid_entity(common: Content, root: Path, entity: str, files: Files) -> CheckedEntity:
    """Load an entity that is known to be valid; its findings are worked out for the statements that somebody asks for."""
    entity_files = load_entity(root, entity, files, [], {}, common.context)
    content = common.with_entities((entity_files,))
    return CheckedEntity([], content, PublishedFindings(content))


def validate_between_entities(
    common: Content, claims: Iterable[CrossEntityClaim], reported_concepts: Mapping[str, tuple[str, ...]], entities: list[str]
) -> list[Problem]:
    """Problems between entities that are each valid; `reported_concepts` are those of every statement."""
    cross_entity_problems = between_entities.cross_entity_problems(claims, entities, common.articles)
    return [
        *cross_entity_problems,
        *between_entities.update_names(common, reported_concepts),
        *site.entity_page_names(common, entities),
    ]


def phrase_problem(content: Content, error: PhraseError) -> Problem:
    """A missing or malformed phrase as a problem of its language's file."""
    file, path = content.language_path(error.lang), (error.kind, error.phrase_id)
    if error.hole:
        return content.problem(file, path, message("unknown-hole", hole=error.hole), did_you_mean(error.hole, error.field_names))
    return content.problem(file, (error.kind,), message("missing-wording", key=error.phrase_id))
