"""The line in one process, everything held at once: a content folder and templates in; every file of the site, or problem, out.

What serves, compares and tests a small site goes this way; `building.py` makes the same files of any number of bodies.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import field
from itertools import chain
from pathlib import Path

from budgetbook.aggregate.contributions import LiveShares, Register, entry
from budgetbook.arithmetic.finding import Finding
from budgetbook.content.folder import Folder
from budgetbook.content.loader import Content
from budgetbook.content.record_reader import Kept
from budgetbook.diagnostics.problem import Problem, sort
from budgetbook.engine import entity_task, targets
from budgetbook.engine.contributors import GIVERS
from budgetbook.infra.base import profiling
from budgetbook.infra.base.files import Output, Pending
from budgetbook.infra.base.record import record
from budgetbook.render.templates import Templates
from budgetbook.validation import validate


@record
class Checked:
    """Content that may be published, with what was found in its documents; its repr leaves both out: it would be megabytes."""

    content: Content = field(repr=False)
    findings: dict[str, tuple[Finding, ...]] = field(repr=False)


@profiling.Step("check")
def check(root: Path, kept: Kept | None = None) -> tuple[Checked | None, list[Problem]]:
    """Read, recompute and check the whole of a content folder, all of it held at once. `kept` spares a second reading."""
    folder = Folder.of(root)
    if problems := folder.problems():
        return None, sort(problems)
    kept = {} if kept is None else kept
    shared, problems = validate.dictionary(root, *folder.read(folder.shared), kept)
    bodies = [validate.body(shared, root, entity, *folder.read(names), kept) for entity, names in folder.bodies.items()]
    problems += [problem for each in bodies for problem in each.problems]
    if shared is None or problems:
        return None, sort(problems)
    content = shared.holding([each.content for each in bodies if each.content])
    checked = Checked(content, {name: found for each in bodies for name, found in each.findings.items()})
    register = Register({entity.id: entry(entity, content, checked.findings) for entity in content.entities.values()})
    reported = {name: statement.reported for name, statement in register.statements.items()}
    problems = validate.together(shared, [each.claim for each in bodies if each.claim], reported, list(folder.bodies))
    return (None, sort(problems)) if problems else (checked, [])


def pending(checked: Checked, templates: Templates, cache: Path | None) -> Iterator[Pending]:
    """Every file of the site of content that is held as a whole, each made when its bytes are asked for."""
    content, shared = checked.content, checked.content.only(())
    shares = LiveShares(content, checked.findings, GIVERS)
    renderer = entity_task.renderer(shared, templates, cache, fed=bool(content.updates))
    paths = []
    assets, *rest = targets.of(shared, shares, renderer, cache, "", "")
    bodies = (entity_task.body_files(*shares.full((entity,)), renderer, cache) for entity in content.entities)
    for file in chain(assets.files(), *bodies, *(group.files() for group in rest)):
        paths += [file.path] if file.path.endswith("index.html") else []
        yield file
    yield from targets.last(shared, shares.register, renderer, sorted(paths), "").files()


def outputs(checked: Checked, templates: Path, cache: Path | None) -> Iterator[Output]:
    """Every file of the site, finished."""
    return (Output(file.path, file.whole()) for file in pending(checked, Templates.read(templates), cache))
