"""Of a large site a second folder stays beside it, in which the next build begins: the same site, with less to do."""

from __future__ import annotations

import os
import random
import shutil
import signal
from collections.abc import Callable
from functools import partial
from multiprocessing import active_children
from pathlib import Path
from typing import Any

import interrupted_write
import pytest
from project import snapshot
from test_site_writer import FIRST, MARK, SECOND, beside, holds, put

from budgetbook.infra.base.files import OutputFile
from budgetbook.infra.processes.background import BackgroundProcess
from budgetbook.infra.publish import atomic_swap, file_trees, site_writer
from budgetbook.infra.publish.file_trees import StagingFolder

THIRD = SECOND | {"index.html": b"third", "zh/c/d/index.html": b"d"}


@pytest.fixture
def target(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A site of which every size is large, and its spare folder."""
    monkeypatch.setattr(site_writer, "_LARGE_FILE_COUNT", 0)
    for files in (FIRST, SECOND):
        put(files, tmp_path / "site")
    assert beside(tmp_path / "site") == [".site.spare"]
    return tmp_path / "site"


def folders(target: Path) -> set[str]:
    return {path.relative_to(target).as_posix() for path in target.rglob("*/") if path.is_dir()}


def test_only_what_differs_is_linked_and_written(target: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    done = list[str]()
    for name in ("_mirror_entry", "write_file", "delete_file"):
        plain = getattr(StagingFolder, name)

        def told(trees: StagingFolder, path: str, *data: bytes, plain: Any = plain, name: str = name, **how: bool) -> None:
            done.append(f"{name} {path}")
            plain(trees, path, *data, **how)

        monkeypatch.setattr(StagingFolder, name, told)
    put(THIRD, target)
    linked, written = ["_give en/b", "_give en/b/index.html", "_give index.html"], ["write index.html", "write zh/c/d/index.html"]
    assert sorted(done) == [*linked, *written]
    assert holds(target) == THIRD | MARK
    assert beside(target) == [".site.spare"]


def test_a_small_site_has_none(target: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(site_writer, "_LARGE_FILE_COUNT", 100)
    put(THIRD, target)
    assert holds(target) == THIRD | MARK
    assert beside(target) == []


def test_without_an_exchange_in_one_step_there_is_none(target: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(atomic_swap, "_exchange", lambda *_: False)
    put(THIRD, target)
    assert holds(target) == THIRD | MARK
    assert beside(target) == []


def test_where_nothing_has_changed_it_is_not_looked_at(target: Path) -> None:
    before = snapshot(target.parent)
    assert put(SECOND, target).changed_count == 0
    after = snapshot(target.parent)
    assert {path: state for path, state in after.items() if path != ".site.busy"} == {
        path: state for path, state in before.items() if path != ".site.busy"
    }


def test_a_folder_of_its_name_that_is_not_ours_is_left_alone(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(site_writer, "_LARGE_FILE_COUNT", 0)
    put(FIRST, tmp_path / "site")
    (tmp_path / ".site.spare").mkdir()
    thesis = tmp_path / ".site.spare" / "thesis.txt"
    thesis.write_text("years of work", encoding="utf-8")
    for files in (SECOND, THIRD, FIRST):
        put(files, tmp_path / "site")
        assert holds(tmp_path / "site") == files | MARK
        assert beside(tmp_path / "site") == [".site.spare"]
    assert [path.name for path in thesis.parent.iterdir()] == ["thesis.txt"]


def edited(spare: Path) -> None:
    """In place: the page of the site is the same file, under another name."""
    (spare / "zh" / "index.html").write_bytes(b"meddled")


def replaced(spare: Path) -> None:
    (spare / "zh" / "index.html").unlink()
    (spare / "zh" / "index.html").write_bytes(FIRST["zh/index.html"])


def touched(spare: Path) -> None:
    os.utime(spare / "zh" / "index.html", (1, 1))


def added(spare: Path) -> None:
    (spare / "zh" / "d").mkdir()
    (spare / "zh" / "d" / "secret.txt").write_text("not for the world", encoding="utf-8")


def removed(spare: Path) -> None:
    (spare / "en" / "a" / "index.html").unlink()


def linked(spare: Path) -> None:
    (spare / "zh" / "index.html").unlink()
    (spare / "zh" / "index.html").symlink_to(spare.parent / "elsewhere")


def in_the_way(spare: Path) -> None:
    (spare / "zh" / "c").write_text("a file where a folder comes", encoding="utf-8")


def folder_in_the_way(spare: Path) -> None:
    (spare / "zh" / "c" / "d" / "index.html" / "deep").mkdir(parents=True)


MEDDLED = [edited, replaced, touched, added, removed, linked, in_the_way, folder_in_the_way]


@pytest.mark.parametrize("files", [FIRST, THIRD], ids=["first", "third"])
@pytest.mark.parametrize("meddle", MEDDLED)
def test_whatever_happened_to_it_the_site_is_right(meddle: Callable[[Path], None], files: dict[str, bytes], target: Path) -> None:
    meddle(target.with_name(".site.spare"))
    put(files, target)
    assert holds(target) == files | MARK
    assert not [path for path in target.rglob("*") if path.is_symlink()]


def test_what_stands_in_the_site_is_not_written_over(target: Path) -> None:
    """A page of the spare folder is a second name of a page of the site: somebody may be reading it."""
    put(SECOND, target)
    with (target / "zh" / "index.html").open("rb") as reading:
        put(SECOND | {"zh/index.html": b"new"}, target)
        assert reading.read() == SECOND["zh/index.html"]


def test_a_file_that_is_there_is_neither_linked_nor_copied_over(tmp_path: Path) -> None:
    """It may be a page of the site under a second name."""
    for name in ("old", "page"):
        (tmp_path / name).write_text(name, encoding="utf-8")
    os.link(tmp_path / "page", tmp_path / "new")
    with pytest.raises(FileExistsError):
        file_trees._link_or_copy(tmp_path / "old", tmp_path / "new")
    assert (tmp_path / "page").read_text(encoding="utf-8") == "page"


# Made like the site by another process, while what stands is looked at


def put_ahead(files: dict[str, bytes], target: Path, kept: Path) -> None:
    """Write a site, knowing from the start that something changes."""
    with site_writer.SiteWriter(target, kept) as building:
        building.scan(mirror_ahead=True)
        building.manifest.begin_target("", "key")
        for path, data in files.items():
            building.add_file("", path, "", data)
        building.finish()
        building.manifest.commit()


@pytest.fixture
def store(target: Path) -> Path:
    """Where it is kept that the site has files."""
    put_ahead(SECOND, target, target.with_name("store"))
    return target.with_name("store")


@pytest.mark.parametrize("files", [FIRST, THIRD], ids=["first", "third"])
@pytest.mark.parametrize("meddle", MEDDLED)
def test_made_meanwhile_the_site_is_right(
    meddle: Callable[[Path], None], files: dict[str, bytes], target: Path, store: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    put_ahead(FIRST, target, store)
    put_ahead(SECOND, target, store)
    meddle(target.with_name(".site.spare"))
    monkeypatch.setattr(StagingFolder, "mirror", lambda _: pytest.fail("made here"))
    # a function of this process is not sent: the other has its own
    monkeypatch.setattr(site_writer, "BackgroundProcess", lambda _: BackgroundProcess(partial(mirrored, target)))
    put_ahead(files, target, store)
    assert holds(target) == files | MARK
    assert beside(target) == [".site.spare", "store"]


def mirrored(target: Path) -> int:
    (new,) = target.parent.glob(".site.new-*")
    return StagingFolder(target, new).mirror()


def killed() -> int:
    os.kill(os.getpid(), signal.SIGKILL)
    return 0


@pytest.mark.parametrize("spare", [True, False])
def test_where_the_other_process_is_killed_it_is_made_here(
    spare: bool, target: Path, store: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    if not spare:
        shutil.rmtree(target.with_name(".site.spare"))
    monkeypatch.setattr(site_writer, "BackgroundProcess", lambda _: BackgroundProcess(killed))
    put_ahead(THIRD, target, store)
    assert holds(target) == THIRD | MARK
    assert beside(target) == [".site.spare", "store"]


def test_it_may_be_deleted_at_any_time(target: Path, store: Path) -> None:
    with site_writer.SiteWriter(target, store) as building:
        building.scan(mirror_ahead=True)
        shutil.rmtree(target.with_name(".site.spare"), ignore_errors=True)
        for path, data in THIRD.items():
            building.add_file("", path, "", data)
        building.finish()
    assert holds(target) == THIRD | MARK


def test_a_build_that_is_given_up_leaves_the_site_and_a_spare_folder(target: Path, store: Path) -> None:
    before = snapshot(target)
    with site_writer.SiteWriter(target, store) as building:
        building.scan(mirror_ahead=True)
    assert snapshot(target) == before
    assert beside(target) == [".site.spare", "store"]
    assert active_children() == []
    put_ahead(THIRD, target, store)
    assert holds(target) == THIRD | MARK


def test_a_site_that_was_taken_away_is_made_again(target: Path, store: Path) -> None:
    shutil.rmtree(target)
    put_ahead(THIRD, target, store)
    assert holds(target) == THIRD | MARK


def test_what_somebody_else_has_beside_the_site_is_left_alone(target: Path, store: Path) -> None:
    shutil.rmtree(target.with_name(".site.spare"))
    thesis = target.with_name(".site.spare") / "thesis.txt"
    thesis.parent.mkdir()
    thesis.write_text("years of work", encoding="utf-8")
    put_ahead(THIRD, target, store)
    assert holds(target) == THIRD | MARK
    assert [path.name for path in thesis.parent.iterdir()] == ["thesis.txt"]


@pytest.mark.parametrize("seed", range(20))
def test_whatever_is_built_after_whatever_the_site_is_right(seed: int, target: Path) -> None:
    chance = random.Random(seed)  # noqa: S311 - no secret
    names = ["a", "a/b", "a/b/c", "b/a", "b", "c/a.html", "c/a.html/d", "d"]
    for _ in range(12):
        files = {"index.html": b"home"}
        for name in chance.sample(names, chance.randint(0, len(names))):
            if not any(name.startswith(f"{other}/") or other.startswith(f"{name}/") for other in files):
                files[name] = bytes([chance.randint(48, 50)])
        put(files, target)
        assert holds(target) == files | MARK
        assert folders(target) == {p.as_posix() for name in files for p in Path(name).parents if p.name}


def test_a_build_that_fails_leaves_the_site_and_no_spare_folder(target: Path) -> None:
    before = snapshot(target)

    def broken() -> object:
        yield OutputFile("index.html", b"new")
        raise OSError("the disk is gone")

    with pytest.raises(OSError, match="the disk is gone"):
        site_writer.write_site(broken(), target)  # type: ignore[arg-type]
    assert snapshot(target) == before
    assert beside(target) == []
    put(interrupted_write.NEW, target)
    assert holds(target) == interrupted_write.NEW | MARK
