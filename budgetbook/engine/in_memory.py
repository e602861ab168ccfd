"""The line in one process, everything held at once: a content folder and templates in; every file of the site, or problem, out.

What serves, compares and tests a small site goes this way; `building.py` makes the same files of any number of bodies.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import chain
from pathlib import Path

from budgetbook.aggregate.contributions import LiveContributions, Register, build_entry
from budgetbook.arithmetic.finding import Finding
from budgetbook.content.folder import Folder
from budgetbook.content.loader import Content
from budgetbook.content.record_reader import ParsedFiles
from budgetbook.diagnostics.problem import Problem, sort
from budgetbook.engine import entity_task, targets
from budgetbook.engine.contributors import CONTRIBUTORS
from budgetbook.infra.base.files import LazyFile, OutputFile
from budgetbook.render.templates import Templates
from budgetbook.validation import validate


@dataclass(frozen=True, slots=True)
class CheckedContent:
    """Content that may be published, with what was found in its documents; its repr leaves both out: it would be megabytes."""

    content: Content = field(repr=False)
    findings: dict[str, tuple[Finding, ...]] = field(repr=False)


def check(root: Path, parsed_files: ParsedFiles | None = None) -> tuple[CheckedContent | None, list[Problem]]:
    """Read, recompute and check the whole of a content folder, all of it held at once. `kept` spares a second reading."""
    folder = Folder.scan(root)
    if problems := folder.find_problems():
        return None, sort(problems)
    parsed_files = {} if parsed_files is None else parsed_files
    common, problems = validate.validate_common(root, *folder.read(folder.common_files), parsed_files)
    checked_entities = [
        validate.validate_entity(common, root, entity, *folder.read(names), parsed_files)
        for entity, names in folder.entities.items()
    ]
    problems += [problem for each in checked_entities for problem in each.problems]
    if common is None or problems:
        return None, sort(problems)
    content = common.with_entities([each.content for each in checked_entities if each.content])
    checked_content = CheckedContent(
        content, {name: statement_findings for each in checked_entities for name, statement_findings in each.findings.items()}
    )
    register = Register(
        {entity.id: build_entry(entity, content, checked_content.findings) for entity in content.entities.values()}
    )
    reported_concepts = {name: statement.reported_concepts for name, statement in register.statements.items()}
    problems = validate.validate_between_entities(
        common, [each.claim for each in checked_entities if each.claim], reported_concepts, list(folder.entities)
    )
    return (None, sort(problems)) if problems else (checked_content, [])


def plan_files(checked_content: CheckedContent, templates: Templates, cache: Path | None) -> Iterator[LazyFile]:
    """Every file of the site of content that is held as a whole, each made when its bytes are asked for."""
    content, common = checked_content.content, checked_content.content.restricted_to(())
    contributions = LiveContributions(content, checked_content.findings, CONTRIBUTORS)
    renderer = entity_task.create_renderer(common, templates, cache, has_feed=bool(content.updates))
    paths = []
    assets_target, *other_targets = targets.plan_targets(common, contributions, renderer, cache, "", "")
    entity_files = (
        entity_task.build_entity_files(*contributions.load_in_full((entity,)), renderer, cache) for entity in content.entities
    )
    for file in chain(assets_target.files(), *entity_files, *(target.files() for target in other_targets)):
        paths += [file.path] if file.path.endswith("index.html") else []
        yield file
    yield from targets.plan_host_target(common, contributions.register, renderer, sorted(paths), "").files()


def build_files(checked_content: CheckedContent, templates: Path, cache: Path | None) -> Iterator[OutputFile]:
    """Every file of the site, finished."""
    return (OutputFile(file.path, file.read_all()) for file in plan_files(checked_content, Templates.read(templates), cache))
