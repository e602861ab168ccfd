"""Files of a content folder in; what may be published of them, with what was found in the documents, or every problem, out.

One slip is one message: form is looked at first, names only where the form is right, the rest only where names are right.
Each body is examined without the others; `together` adds what only all of them can tell.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import field
from pathlib import Path

from budgetbook.arithmetic import run_rules
from budgetbook.arithmetic.finding import Finding
from budgetbook.content import loader
from budgetbook.content.folder import Files
from budgetbook.content.loader import Content
from budgetbook.content.record_reader import Kept
from budgetbook.diagnostics.problem import Problem, did_you_mean, message
from budgetbook.infra.base import profiling
from budgetbook.infra.base.record import record
from budgetbook.text.phrases import BadWording
from budgetbook.validation import between_entities, run, site
from budgetbook.validation.between_entities import Claim


@record
class Examined:
    """One body that may be published, or its problems; its repr leaves the content out: it would be megabytes."""

    problems: list[Problem]
    content: Content | None = field(default=None, repr=False)
    """The dictionary with this body alone."""
    findings: Mapping[str, tuple[Finding, ...]] = field(default_factory=dict, repr=False)
    claim: Claim | None = None


def dictionary(root: Path, files: Files, unread: list[Problem], kept: Kept) -> tuple[Content | None, list[Problem]]:
    """What belongs to no body: the content without bodies, or every problem of it."""
    with profiling.Step("load"):
        content, problems = loader.shared(root, files, unread, kept)
    if content is None or (problems := run.dictionary(content)):
        return None, problems
    return content, []


def body(
    shared: Content | None, root: Path, entity: str, files: Files, unread: list[Problem], kept: Kept | None = None
) -> Examined:
    """One body; where there is no dictionary to hold it to, its form alone."""
    with profiling.Step("load"):
        read = loader.body(root, entity, files, unread, {} if kept is None else kept)
    if read.problems or shared is None:
        return Examined(read.problems)
    content = shared.holding((read,))
    if problems := run.names(content):
        return Examined(problems)
    try:
        found = run_rules.of(content)
        problems = run.run(content, found)
    except BadWording as error:
        problems = [of_wording(content, error)]
    return Examined(problems) if problems else Examined([], content, found, between_entities.claim(content))


def together(
    shared: Content, claims: Iterable[Claim], reported: Mapping[str, tuple[str, ...]], entities: list[str]
) -> list[Problem]:
    """What is wrong between bodies of which each is right: `reported` are the figures of every statement."""
    between = between_entities.between_bodies(claims, entities, shared.articles)
    return [*between, *between_entities.update_names(shared, reported), *site.body_names(shared, entities)]


def of_wording(content: Content, error: BadWording) -> Problem:
    """A word or pattern that is not as the program needs it, as a problem of `wording.yaml`."""
    file, path = f"{content.root}/wording.yaml", (error.kind, error.key)
    if error.hole:
        return content.problem(file, path, message("unknown-hole", hole=error.hole), did_you_mean(error.hole, error.known))
    return content.problem(file, (error.kind,), message("missing-wording", key=error.key))
