"""What all tests share: the tests' content, checked and built once, copies to change, and no silent skip in CI."""

from __future__ import annotations

import gc
import os
import shutil
from collections.abc import Callable, Generator, Iterator
from functools import partial
from pathlib import Path

import built_site
import project
import pytest
import repeated_work
import shared_drawings
from hypothesis import settings
from hypothesis.internal.conjecture import providers
from package_wheel import make_wheel
from project import CheckedContent

from budgetbook.importer import sandbox
from budgetbook.infra.base.own_files import lock_file

pytest_plugins = ["chromium"]

# What is imported and collected stays to the end: looking through it for garbage again and again takes a fifth of a quick run.
gc.disable()


def pytest_collection_finish() -> None:
    """From here on garbage is looked for in what the tests themselves make."""
    gc.freeze()
    gc.enable()


SANDBOX = sandbox.run

# The same examples each time: a test that fails on one machine fails on every other.
settings.register_profile("same", derandomize=True, database=None, deadline=None, max_examples=60)
settings.register_profile("search", database=None, deadline=None, max_examples=1000)
PROFILE = os.environ.get("HYPOTHESIS_PROFILE", "same")
settings.load_profile(PROFILE)
if PROFILE == "same":
    # Hypothesis would read every module that is loaded, for constants to draw: others in each worker, and many seconds of work.
    pytest.MonkeyPatch().setattr(providers, "_get_local_constants", lambda: providers._local_constants)


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(item: pytest.Item) -> Generator[None, pytest.TestReport, pytest.TestReport]:
    """With CI set, a browser test that is skipped has failed: there the browser must be."""
    report = yield
    if report.skipped and os.environ.get("CI") and item.get_closest_marker("browser"):
        report.outcome = "failed"
        report.longrepr = f"skipped, and CI is set: {report.longrepr}"
    return report


WHOLE_SITES = {"site", "sites", "mitaka", "pinto", "field", "field_site", "server", "browser"}
"""Fixtures that build a site or show one."""
FOLDERS_OF_WHOLE_SITES = {"cli", "delivery", "engine", "site"}


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Mark what `make quick` leaves out: tests of whole sites, of the program as it is run, of every broken content.

    The folders of whole sites come first: a file that takes long is not the last one, which a single worker would be left with.
    """
    for item in items:
        whole = item.path.parent.name in FOLDERS_OF_WHOLE_SITES or item.path.name == "test_broken_content.py"
        if whole or WHOLE_SITES & set(getattr(item, "fixturenames", ())):
            item.add_marker("whole")
    items.sort(key=lambda item: item.path.parent.name not in FOLDERS_OF_WHOLE_SITES)


@pytest.fixture(scope="session")
def folder_of_all(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder that all workers of a run share."""
    own = tmp_path_factory.getbasetemp()
    return own.parent if "PYTEST_XDIST_WORKER" in os.environ else own


@pytest.fixture(scope="session")
def drawings(folder_of_all: Path) -> Path:
    """The folder in which all workers of a run keep what they have drawn."""
    return folder_of_all / "drawings"


def make_once(folder: Path, make: Callable[[Path], None]) -> Path:
    """A folder for all workers of a run to read: the first that asks for it makes it, the others wait."""
    with lock_file(folder.with_suffix(".lock")):
        if not folder.exists():
            make(unfinished := folder.with_suffix(".unfinished"))
            unfinished.rename(folder)
    return folder


@pytest.fixture(scope="session", autouse=True)
def work_done_once(drawings: Path) -> Iterator[None]:
    """Nothing is read, checked by itself, compiled or drawn a second time; see there."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv(shared_drawings.VARIABLE, str(drawings))
        patch.setenv("PYTHONPATH", shared_drawings.environment()["PYTHONPATH"], prepend=os.pathsep)
        repeated_work.spare(patch)
        yield


@pytest.fixture
def sandboxed(monkeypatch: pytest.MonkeyPatch) -> None:
    """For tests of the sandbox: documents are read in a process of their own, within limits."""
    monkeypatch.setattr(sandbox, "run", SANDBOX)


@pytest.fixture
def drawn_anew(monkeypatch: pytest.MonkeyPatch) -> None:
    """For tests of drawing itself: nothing is taken from what another test has drawn."""
    monkeypatch.delenv(shared_drawings.VARIABLE)


@pytest.fixture
def content(tmp_path: Path) -> Path:
    """A copy of the tests' content, to change."""
    return project.copy_content(tmp_path / "content")


@pytest.fixture
def change(content: Path) -> Callable[[str, str, str], Path]:
    """Put one text for another, which must stand there once, in a file of the copy; the content folder."""

    def put(file: str, old: str, new: str) -> Path:
        path = content / file
        text = path.read_text(encoding="utf-8")
        assert text.count(old) == 1, f"{file} holds {old!r} {text.count(old)} times"
        path.write_text(text.replace(old, new), encoding="utf-8")
        return content

    return put


@pytest.fixture(scope="session")
def wheel(folder_of_all: Path) -> Path:
    """The package of this checkout."""
    (made,) = make_once(folder_of_all / "wheel", make_wheel).glob("*.whl")
    return made


@pytest.fixture(scope="session")
def checked() -> CheckedContent:
    """The tests' content, read, recomputed and without a problem."""
    return project.check(project.CONTENT)


@pytest.fixture(scope="session")
def sites(site: Path, folder_of_all: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The tests' site, and in `several/` one of two bodies and two years, for the kinds of pages that the real one lacks."""

    def make(folder: Path) -> None:
        several = built_site.small_content(tmp_path_factory.mktemp("shown") / "content", "hillside")
        shutil.copytree(site, folder, copy_function=os.link)
        project.build_site(several, folder / "several")

    return make_once(folder_of_all / "sites", make)


@pytest.fixture(scope="session")
def mitaka(folder_of_all: Path) -> Path:
    """The demonstration of a Japanese city, built once a run."""
    return make_once(folder_of_all / "mitaka", partial(project.build_site, project.ROOT / "tests" / "sites" / "mitaka"))


@pytest.fixture(scope="session")
def pinto(folder_of_all: Path) -> Path:
    """The demonstration of a Spanish town, built once a run."""
    return make_once(folder_of_all / "pinto", partial(project.build_site, project.ROOT / "tests" / "sites" / "pinto"))


@pytest.fixture(scope="session")
def site(folder_of_all: Path) -> Path:
    """The tests' site, built once a run."""
    return make_once(folder_of_all / "site", partial(project.build_site, project.CONTENT))


@pytest.fixture(scope="session")
def field_content(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The tests' content with two statements of an entity that publishes tables."""
    content = project.copy_content(tmp_path_factory.mktemp("field") / "content")
    shutil.copytree(project.ROOT / "tests" / "statements" / "field" / "content", content, dirs_exist_ok=True)
    return content


@pytest.fixture(scope="session")
def field(field_content: Path) -> CheckedContent:
    """The same, recomputed; it has no problem."""
    return project.check(field_content)


@pytest.fixture(scope="session")
def field_site(field_content: Path, folder_of_all: Path) -> Path:
    """The site of both bodies, built once a run."""
    return make_once(folder_of_all / "field-site", partial(project.build_site, field_content))


@pytest.fixture(scope="session")
def server(sites: Path) -> Iterator[str]:
    """The sites on a port of this machine."""
    with built_site.served(sites) as address:
        yield address
