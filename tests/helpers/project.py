"""The tests' own content in; copies of it, its checked form, and what the front door says of it out."""

from __future__ import annotations

import io
import os
import re
import shutil
import subprocess
import sys
from collections.abc import Mapping
from contextlib import redirect_stderr, redirect_stdout, suppress
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import TypeVar

import sample_content
from sample_content import LANGUAGES

import build
from budgetbook.arithmetic.finding import Finding, Findings
from budgetbook.cli.messages import SAYS
from budgetbook.content.content import Content
from budgetbook.diagnostics.problem import Language, Problem, for_people
from budgetbook.engine import build as site_build
from budgetbook.engine.check import CheckedFolder, FolderChecker
from budgetbook.engine.contribution_encoding import encode_values
from budgetbook.engine.contributors import CONTRIBUTORS
from budgetbook.engine.inputs import BuildOptions
from budgetbook.engine.stored_contributions import StoredContributions
from budgetbook.engine.virtual_site import VirtualSite
from budgetbook.infra.base.files import OutputFile
from budgetbook.infra.manifest.manifest import Manifest
from budgetbook.infra.publish import site_writer
from budgetbook.opendata import downloads, row_contribution
from budgetbook.opendata.contributions import ENTRY
from budgetbook.opendata.data_file import DataFile
from budgetbook.opendata.shared_files import DEFAULT_LIMITS, SizeLimits
from budgetbook.pages.models.page import Page
from budgetbook.render.renderer import Renderer
from budgetbook.render.templates import SiteTemplateError, Templates
from budgetbook.validation.validate import CheckedEntity

ROOT = Path(__file__).resolve().parents[2]
CONTENT = sample_content.shared()
TEMPLATES = ROOT / "templates"
ENTITY = "mentougou-science-association"
STATEMENT = f"{ENTITY}/2023-budget"
STATEMENT_FILE = f"statements/{STATEMENT}.yaml"
PATIENCE = 900
"""Seconds after which a program that a test has started is taken to hang: no program takes as long, however slow the machine."""
NUMBERS_FILE = f"statements/{STATEMENT}.numbers.txt"


Amount = TypeVar("Amount")
"""How much a test does, in whatever form it counts it."""


@dataclass(frozen=True, slots=True)
class Ended:
    """How one run of the front door ended."""

    status: int
    out: str
    err: str

    @property
    def problems(self) -> list[str]:
        """What it said is wrong, a line each: all of stderr but the closing count."""
        return self.err.splitlines()[:-1]


def rounds(few: Amount, many: Amount) -> Amount:
    """How often a test that draws at random is repeated: few times by `make test`, many by `make stress`."""
    return many if os.environ.get("STRESS") else few


def without_progress(err: str) -> str:
    """What was said on the error stream but for how far the build is, which is told only where a machine is slow."""
    said = [SAYS[key][lang] for key in ("at-bodies", "at-pages") for lang in LANGUAGES]
    patterns = [re.sub(r"\\\{\w+\\\}", r"[\\d:,]+", re.escape(text)) for text in said]
    progress = re.compile(f"(?:{'|'.join(patterns)})\n")
    return "".join(line for line in err.splitlines(keepends=True) if not progress.fullmatch(line))


def copy_content(to: Path) -> Path:
    """A copy of it that a test may change."""
    return sample_content.copy(to)


def copy_program(to: Path) -> Path:
    """The program in a folder of its own, to change, with a cache of its own."""
    for name in ("budgetbook", "templates"):
        shutil.copytree(ROOT / name, to / name, ignore=shutil.ignore_patterns("__pycache__"))
    for name in ("build.py", "pyproject.toml"):
        shutil.copy(ROOT / name, to)
    return to


def run(*arguments: str | Path) -> Ended:
    """The front door, in this process."""
    ended = run_with_progress(*arguments)
    return replace(ended, err=without_progress(ended.err))


def run_with_progress(*arguments: str | Path) -> Ended:
    """The same with all that it says."""
    out, err = io.StringIO(), io.StringIO()
    with redirect_stdout(out), redirect_stderr(err):
        status = build.main([str(each) for each in arguments])
    return Ended(status, out.getvalue(), err.getvalue())


def run_program(*arguments: str | Path) -> Ended:
    """The front door, as a program of its own."""
    command = [sys.executable, str(ROOT / "build.py"), *(str(each) for each in arguments)]
    done = subprocess.run(command, capture_output=True, text=True, encoding="utf-8", check=False, timeout=PATIENCE)
    return Ended(done.returncode, done.stdout, without_progress(done.stderr))


def run_on(content: Path, *arguments: str | Path, lang: Language = "en") -> Ended:
    """The front door on one content folder, speaking to editors; nothing is cached."""
    fresh = () if "check" in arguments else ("--no-cache",)
    return run(*arguments, "--content", content, "--lang", lang, "--format", "editors", *fresh)


@dataclass(frozen=True, slots=True)
class CheckedContent:
    """Content held as a whole, with its findings; its repr leaves both out: it would be megabytes."""

    content: Content = field(repr=False)
    findings: Mapping[str, tuple[Finding, ...]] = field(repr=False)


def try_check(content: Path) -> tuple[CheckedContent | None, list[Problem]]:
    """A content folder, recomputed, or its problems."""
    folder, problems = FolderChecker(content).check()
    if folder is None:
        return None, problems
    entities = folder.entities.values()
    findings = {name: found for each in entities for name, found in each.findings.items()}
    return CheckedContent(folder.common.with_entities(each.content for each in entities if each.content), findings), []


def check(content: Path) -> CheckedContent:
    """Content that has no problem, recomputed."""
    checked, problems = try_check(content)
    assert checked is not None, "\n".join(for_people(problem, "en") for problem in problems)
    return checked


def folder_of(content: Content, findings: Findings) -> CheckedFolder:
    """Content that is held as a whole, as the check of a folder gives it."""

    def entity_of(name: str) -> CheckedEntity:
        alone = content.restricted_to([name])
        return CheckedEntity([], alone, {each: findings[each] for each in alone.statements})

    return CheckedFolder(content.restricted_to(()), {name: entity_of(name) for name in content.entities})


def contributions_of(content: Content, findings: Findings, *kinds: str) -> StoredContributions:
    """What the entities of a content contribute, or only these kinds of it."""
    folder, manifest = folder_of(content, findings), Manifest(None)
    for name, entity in folder.entities.items():
        assert entity.content
        values = {kind: CONTRIBUTORS[kind](entity.content, entity.findings) for kind in kinds or CONTRIBUTORS}
        parts = {(kind, part): value for kind, given in values.items() for part, value in given.items()}
        manifest.contributions.save(name, name, 0, encode_values(parts))
    return StoredContributions(manifest, folder.common, folder.entities.__getitem__)


def downloads_of(
    content: Content, findings: Findings, folder: Path | None = None, limits: SizeLimits = DEFAULT_LIMITS
) -> tuple[DataFile, ...]:
    """Every data file of a content: those that entities share, then those of each."""
    kinds = row_contribution.KIND, row_contribution.ENCODED_ROWS, row_contribution.WEIGHT
    contributions = contributions_of(content, findings, ENTRY, *kinds)
    own = (downloads.build_entity_downloads(*contributions.load_in_full([name]), folder) for name in content.entities)
    common = content.restricted_to(())
    return (*downloads.build_shared_downloads(common, contributions, folder, limits), *(file for files in own for file in files))


class PageCollector(Renderer):
    """Renders nothing; keeps the pages that it is asked to render."""

    pages: list[Page]

    def render_page(self, page: Page) -> OutputFile:
        """The page, for who asks for it next."""
        self.pages.append(page)
        return super().render_page(page)


class _CollectedSite(VirtualSite):
    def create_renderer(self, common: Content, templates: Templates) -> Renderer:
        """One that tells which pages it was given."""
        renderer = super().create_renderer(common, templates)
        self.collector = PageCollector(renderer.templates, renderer.site, renderer.phrases, renderer.chart_renderer)
        object.__setattr__(self.collector, "pages", [])
        return self.collector


def pages_of(content: Content, findings: Findings) -> list[Page]:
    """Every page of a content, as the build plans it; nothing is rendered."""
    site = _CollectedSite(None)
    site.update(folder_of(content, findings), Templates("", {}, {}))
    for file in site.files():
        if re.fullmatch("../(checks|glossary/[^/]+)/.*html", file.path):
            with suppress(SiteTemplateError):  # such a page is put together only when it is rendered
                file.read()
    return site.collector.pages


def outputs(checked: CheckedContent, templates: Path = TEMPLATES, cache: Path | None = None) -> dict[str, OutputFile]:
    """Every file of the site of a content, by its path."""
    site = VirtualSite(cache)
    site.update(folder_of(checked.content, checked.findings), Templates.read(templates))
    return {file.path: file for file in site.files()}


def build_site(content: CheckedContent | Path, target: Path) -> None:
    """The site of a content folder, published; or that of a content that lies in no folder, written."""
    if isinstance(content, CheckedContent):
        site_writer.write_site(outputs(content).values(), target)
        return
    built, problems = site_build.build(content, TEMPLATES, target, BuildOptions())
    assert built, "\n".join(for_people(problem, "en") for problem in problems)


def snapshot(folder: Path) -> dict[str, tuple[bytes, int, int]]:
    """Every file below a folder: its bytes, inode and time of change."""
    files = sorted(path for path in folder.rglob("*") if path.is_file())
    found = {}
    for path in files:
        state = path.stat()
        found[path.relative_to(folder).as_posix()] = (path.read_bytes(), state.st_ino, state.st_mtime_ns)
    return found
