"""Builds a part of the entities for the cache alone, so that several machines can share the first build of a large site."""

from __future__ import annotations

from pathlib import Path

from budgetbook.content.folder import Folder
from budgetbook.diagnostics.problem import Problem, sort
from budgetbook.engine.inputs import BuildOptions, SiteInputs
from budgetbook.engine.task import MIN_BUILT_PER_PROCESS, Task, entity_context, run_entity_tasks
from budgetbook.render.site_templates import read_templates
from budgetbook.validation import validate


def fill_cache(root: Path, templates: Path, shard: tuple[int, int], options: BuildOptions) -> tuple[int, list[Problem]]:
    """Build part m of n of the entities (`shard` is m, n) for the cache alone. Returns their number and problems."""
    folder = Folder.scan(root)
    if problems := folder.find_problems():
        return 0, sort(problems)
    inputs = SiteInputs.read(folder, read_templates(templates))
    common, problems = validate.validate_common(folder, inputs.common_files, inputs.read_problems, {})
    context = entity_context(inputs, options, common_content_valid=common is not None)
    shard_entities = list(folder.entities)[shard[0] - 1 :: shard[1]]
    tasks = (Task(context, entity, {}, *folder.read(folder.entities[entity])) for entity in shard_entities)
    for result in run_entity_tasks(tasks, len(shard_entities), MIN_BUILT_PER_PROCESS, options):
        problems += result.problems
    return len(shard_entities), sort(problems)
