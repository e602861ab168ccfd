"""The line: a content folder and templates in; a site folder, or every problem, out."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from budgetbook import clock, examine
from budgetbook.arithmetic.finding import Finding
from budgetbook.charts.draw import Pen
from budgetbook.content.folder import Folder
from budgetbook.content.load import Content
from budgetbook.content.reader import Kept
from budgetbook.data import downloads
from budgetbook.givers import GIVERS
from budgetbook.output import Output, Pending
from budgetbook.pages import pages
from budgetbook.pages.comparepages import compare_files
from budgetbook.pages.edition import editions
from budgetbook.pages.homepage import bodies_files
from budgetbook.problems.problems import Problem, sort
from budgetbook.shares import LiveShares, Register, entry
from budgetbook.site import feeds, hostfiles, pictures, searchentries, write
from budgetbook.site.render import Renderer
from budgetbook.site.templates import Templates
from budgetbook.words.wording import BadWording


@dataclass(frozen=True, slots=True)
class Checked:
    """Content that may be published, with what was found in its documents; its repr leaves both out: it would be megabytes."""

    content: Content = field(repr=False)
    findings: dict[str, tuple[Finding, ...]] = field(repr=False)


@clock.step("check")
def check(root: Path, kept: Kept | None = None) -> tuple[Checked | None, list[Problem]]:
    """Read, recompute and check the whole of a content folder, all of it held at once. `kept` spares a second reading."""
    folder = Folder.of(root)
    if problems := folder.problems():
        return None, sort(problems)
    kept = {} if kept is None else kept
    shared, problems = examine.dictionary(root, *folder.read(folder.shared), kept)
    bodies = [examine.body(shared, root, entity, *folder.read(names), kept) for entity, names in folder.bodies.items()]
    problems += [problem for each in bodies for problem in each.problems]
    if shared is None or problems:
        return None, sort(problems)
    content = shared.holding([each.content for each in bodies if each.content])
    checked = Checked(content, {name: found for each in bodies for name, found in each.findings.items()})
    register = Register({entity.id: entry(entity, content, checked.findings) for entity in content.entities.values()})
    reported = {name: statement.reported for name, statement in register.statements.items()}
    problems = examine.together(shared, [each.claim for each in bodies if each.claim], reported, list(folder.bodies))
    return (None, sort(problems)) if problems else (checked, [])


def pending(checked: Checked, templates: Path, cache: Path | None) -> Iterator[Pending]:
    """Every file of the site, each made when its bytes are asked for."""
    content = checked.content
    charts, compiled = (cache / "charts", cache / "templates") if cache else (None, None)
    renderer = Renderer(Templates.read(templates), content.site, content.phrases, Pen(charts), bool(content.updates), compiled)
    yield from renderer.assets()  # first: every page asks for them
    files = downloads.of(content, checked.findings, cache / "data" if cache else None)
    addresses = []
    shared, shares = content.only(()), LiveShares(content, checked.findings, GIVERS)
    for page in clock.each("pages", pages.every(shared, shares, files)):
        yield renderer.page(page)
        yield from (Pending(path, data) for path, data in pictures.of(page, renderer.pen))
        if page.address != "404.html":
            addresses.append((page.address, renderer.alternates(page)))
    yield from (file.pending for file in files)
    for edition in editions(shared, {}):
        yield from map(Pending.of, searchentries.index(shared, shares, edition.lang))
        yield from map(Pending.of, compare_files(edition, shares))
        yield from map(Pending.of, bodies_files(edition, shares))
    yield from map(Pending.of, feeds.of(content, shares.register))
    yield from map(Pending.of, hostfiles.of(content, addresses))


def outputs(checked: Checked, templates: Path, cache: Path | None) -> Iterator[Output]:
    """Every file of the site, finished."""
    return (Output(file.path, file.whole()) for file in pending(checked, templates, cache))


def build(checked: Checked, templates: Path, target: Path, cache: Path | None) -> tuple[write.Written | None, list[Problem]]:
    """Write the site, or say what is wrong with its words. Raises write.NotOurs or OSError. A fault leaves the old site."""
    try:
        return write.site(outputs(checked, templates, cache), target), []
    except BadWording as error:
        return None, [examine.of_wording(checked.content, error)]
