"""The site's folder holds exactly the files of the build; what has not changed is not written; what is not ours is refused."""

from __future__ import annotations

import errno
import os
import random
import shutil
import threading
from collections import Counter
from collections.abc import Callable, Iterator
from pathlib import Path

import project
import pytest
from project import snapshot

from budgetbook.engine import build
from budgetbook.engine.inputs import BuildOptions
from budgetbook.infra.base.files import OutputFile
from budgetbook.infra.manifest.database import StaleManifestError
from budgetbook.infra.manifest.manifest import TwoPagesError
from budgetbook.infra.publish import atomic_swap, file_trees, site_writer
from budgetbook.infra.publish.file_trees import MARKER_FILE

FIRST = {"index.html": b"first", "zh/index.html": b"\xe4\xb8\x80", "en/a/index.html": b"a", "data/figures.csv": b"1\r\n"}
SECOND = FIRST | {"index.html": b"second", "en/b/index.html": b"b"}
MARK = {MARKER_FILE.path: MARKER_FILE.data}


def put(files: dict[str, bytes], target: Path) -> site_writer.WriteSummary:
    """Write a site the way the pipeline does: one file after the other."""
    return site_writer.write_site((OutputFile(path, data) for path, data in files.items()), target)


def holds(target: Path) -> dict[str, bytes]:
    return {path: data for path, (data, _, _) in snapshot(target).items()}


def beside(target: Path) -> list[str]:
    """What stands next to the site, the lock left out."""
    return sorted(path.name for path in target.parent.iterdir() if path != target and path.name != f".{target.name}.busy")


def test_the_folder_holds_exactly_the_files_and_the_mark(tmp_path: Path) -> None:
    target = tmp_path / "deep" / "site"
    done = put(FIRST, target)
    assert holds(target) == FIRST | MARK
    largest = max(FIRST | MARK, key=lambda path: len((FIRST | MARK)[path]))
    size = sum(len(data) for data in (FIRST | MARK).values())
    folders = Counter(path.rpartition("/")[0] for path in FIRST | MARK)
    fullest, count = max(sorted(folders.items()), key=lambda item: item[1])
    most = f"{fullest}/" if fullest else "", count
    assert done == site_writer.WriteSummary(5, 5, 0, size, largest, len((FIRST | MARK)[largest]), *most)
    assert beside(target) == []


def test_a_page_that_is_gone_is_removed_with_its_folder(tmp_path: Path) -> None:
    target = tmp_path / "site"
    put(SECOND, target)
    done = put(FIRST, target)
    assert (done.changed_count, done.removed_count) == (1, 1)
    assert holds(target) == FIRST | MARK
    assert not (target / "en" / "b").exists()


def test_only_removing_a_page_writes_no_page(tmp_path: Path) -> None:
    target = tmp_path / "site"
    put(FIRST, target)
    done = put({path: data for path, data in FIRST.items() if path != "en/a/index.html"}, target)
    assert (done.changed_count, done.removed_count) == (0, 1)
    assert not (target / "en").exists()


def test_where_nothing_has_changed_nothing_is_written(tmp_path: Path) -> None:
    target = tmp_path / "site"
    put(FIRST, target)
    before, folders = snapshot(target), {path: path.stat() for path in (target, *target.rglob("*/"))}
    done = put(FIRST, target)
    assert (done.changed_count, done.removed_count) == (0, 0)
    assert snapshot(target) == before
    for path, state in folders.items():
        assert (path.stat().st_ino, path.stat().st_mtime_ns) == (state.st_ino, state.st_mtime_ns), path


def test_where_one_page_has_changed_the_others_are_the_same_files(tmp_path: Path) -> None:
    target = tmp_path / "site"
    put(FIRST, target)
    before = snapshot(target)
    assert put(SECOND, target).changed_count == 2
    after = snapshot(target)
    same = FIRST.keys() - {"index.html"}
    assert same
    assert {path: after[path] for path in same} == {path: before[path] for path in same}
    assert after["index.html"][1] != before["index.html"][1], "the old page is not written over: somebody may be reading it"


def test_the_order_of_the_files_does_not_matter(tmp_path: Path) -> None:
    put(FIRST, tmp_path / "site")
    assert put(dict(reversed(FIRST.items())), tmp_path / "site").changed_count == 0


def test_without_hard_links_files_are_copied(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object, **__: object) -> None:
        raise PermissionError("no hard links on this file system")

    put(FIRST, tmp_path / "site")
    monkeypatch.setattr(os, "link", refuse)
    put(SECOND, tmp_path / "site")
    assert holds(tmp_path / "site") == SECOND | MARK


def test_without_an_exchange_in_one_step_the_site_is_moved_in(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(atomic_swap, "_exchange", lambda *_: False)
    for files in (FIRST, SECOND):
        put(files, tmp_path / "site")
        assert holds(tmp_path / "site") == files | MARK
        assert beside(tmp_path / "site") == []


@pytest.mark.slow
@pytest.mark.parametrize("seed", range(20))
def test_whatever_is_built_after_whatever_the_site_is_right(seed: int, tmp_path: Path) -> None:
    chance, target = random.Random(seed), tmp_path / "site"  # noqa: S311 - no secret
    names = ["a", "a/b", "a/b/c", "b/a", "b", "c/a.html", "c/a.html/d", "d"]
    for _ in range(12):
        files = {"index.html": b"home"}
        for name in chance.sample(names, chance.randint(0, len(names))):
            if not any(name.startswith(f"{other}/") or other.startswith(f"{name}/") for other in files):
                files[name] = bytes([chance.randint(48, 50)])
        put(files, target)
        assert holds(target) == files | MARK
        folders = {path.relative_to(target).as_posix() for path in target.rglob("*/") if path.is_dir()}
        assert folders == {path.as_posix() for name in files for path in Path(name).parents if path.name}
        assert beside(target) == []


def test_a_file_that_is_there_is_neither_linked_nor_copied_over(tmp_path: Path) -> None:
    """It may be a page of the site under a second name."""
    for name in ("old", "page"):
        (tmp_path / name).write_text(name, encoding="utf-8")
    os.link(tmp_path / "page", tmp_path / "new")
    with pytest.raises(FileExistsError):
        file_trees._link_or_copy(tmp_path / "old", tmp_path / "new")
    assert (tmp_path / "page").read_text(encoding="utf-8") == "page"


# What is not ours


def foreign_folder(target: Path) -> None:
    target.mkdir()
    (target / "thesis.txt").write_text("years of work", encoding="utf-8")


def foreign_repository(target: Path) -> None:
    foreign_folder(target)
    (target / ".gitignore").write_text("*\n", encoding="utf-8")


def file(target: Path) -> None:
    target.write_text("a file", encoding="utf-8")


def link_to_a_site(target: Path) -> None:
    put(FIRST, target.with_name("elsewhere"))
    target.symlink_to(target.with_name("elsewhere"), target_is_directory=True)


def link_to_nothing(target: Path) -> None:
    target.symlink_to(target.with_name("nowhere"))


def link_to_a_foreign_folder(target: Path) -> None:
    foreign_folder(target.with_name("elsewhere"))
    target.symlink_to(target.with_name("elsewhere"), target_is_directory=True)


def named_pipe(target: Path) -> None:
    os.mkfifo(target)


NOT_OURS = [foreign_folder, foreign_repository, file, link_to_a_site, link_to_nothing, link_to_a_foreign_folder, named_pipe]


@pytest.mark.parametrize("make", NOT_OURS, ids=lambda make: make.__name__.replace("_", "-"))
def test_what_no_build_wrote_is_refused_and_left_alone(make: Callable[[Path], None], tmp_path: Path) -> None:
    target = tmp_path / "site"
    make(target)
    before, links = snapshot(tmp_path), [path for path in tmp_path.rglob("*") if path.is_symlink()]
    with pytest.raises(site_writer.ForeignFolderError, match="site"):
        put(SECOND, target)
    ended = project.run_on(project.CONTENT, "--out", target)
    assert ended.status == 2
    assert str(target) in ended.err
    assert "Traceback" not in ended.err
    after = {path: state for path, state in snapshot(tmp_path).items() if path != ".site.busy"}
    assert after == before
    assert [path for path in tmp_path.rglob("*") if path.is_symlink()] == links


def test_an_empty_folder_may_become_a_site(tmp_path: Path) -> None:
    (tmp_path / "site").mkdir()
    put(FIRST, tmp_path / "site")
    assert holds(tmp_path / "site") == FIRST | MARK


def test_a_folder_that_holds_the_mark_alone_may_become_a_site(tmp_path: Path) -> None:
    (tmp_path / "site").mkdir()
    (tmp_path / "site" / MARKER_FILE.path).write_bytes(MARKER_FILE.data)
    put(FIRST, tmp_path / "site")
    assert holds(tmp_path / "site") == FIRST | MARK


@pytest.mark.parametrize("path", ["../out", "a/../../out", "/etc/out", "", "a\\b"])
def test_no_page_leaves_the_site(path: str, tmp_path: Path) -> None:
    put(FIRST, tmp_path / "site")
    before = snapshot(tmp_path / "site")
    with pytest.raises(ValueError, match="leave the site"):
        put(SECOND | {path: b"out"}, tmp_path / "site")
    assert snapshot(tmp_path / "site") == before
    assert beside(tmp_path / "site") == []


def test_two_pages_cannot_be_one_file_on_any_system(tmp_path: Path) -> None:
    with pytest.raises(TwoPagesError):
        put(FIRST | {"zh/INDEX.html": b"another"}, tmp_path / "site")
    assert not (tmp_path / "site").exists()


def test_a_link_inside_the_site_is_replaced_and_not_followed(tmp_path: Path) -> None:
    target, other = tmp_path / "site", tmp_path / "other.txt"
    put(FIRST, target)
    other.write_bytes(b"not ours")
    (target / "index.html").unlink()
    (target / "index.html").symlink_to(other)
    put(FIRST, target)
    assert holds(target) == FIRST | MARK
    assert not (target / "index.html").is_symlink()
    assert other.read_bytes() == b"not ours"


def test_a_link_inside_the_site_is_replaced_though_it_leads_to_the_same_words(tmp_path: Path) -> None:
    target, other = tmp_path / "site", tmp_path / "other.txt"
    put(FIRST, target)
    other.write_bytes(FIRST["index.html"])
    (target / "index.html").unlink()
    (target / "index.html").symlink_to(other)
    put(FIRST, target)
    assert not (target / "index.html").is_symlink(), "a host that publishes the folder would publish what the link leads to"


# What a killed build left


@pytest.mark.parametrize("files", [FIRST, SECOND], ids=["unchanged", "changed"])
def test_an_unfinished_new_site_is_swept_away(files: dict[str, bytes], tmp_path: Path) -> None:
    put(FIRST, tmp_path / "site")
    left = tmp_path / ".site.new-99999" / "zh"
    left.mkdir(parents=True)
    (left / "index.html").write_bytes(b"half")
    (left.parent / MARKER_FILE.path).write_bytes(MARKER_FILE.data)
    (tmp_path / ".site.new-99998").mkdir()
    (tmp_path / ".site.new-99997").mkdir()
    (tmp_path / ".site.new-99997" / MARKER_FILE.path).write_bytes(MARKER_FILE.data[:9])
    put(files, tmp_path / "site")
    assert holds(tmp_path / "site") == files | MARK
    assert beside(tmp_path / "site") == []


@pytest.mark.parametrize("stands", [True, False], ids=["site-stands", "site-missing"])
def test_an_old_site_put_aside_is_swept_away_or_put_back(stands: bool, tmp_path: Path) -> None:
    target = tmp_path / "site"
    put(FIRST, tmp_path / ".site.old-99999")
    (tmp_path / "..site.old-99999.busy").unlink()
    before = snapshot(tmp_path / ".site.old-99999")
    if stands:
        put(SECOND, target)
    done = put(FIRST, target)
    assert holds(target) == FIRST | MARK
    assert beside(target) == []
    if not stands:
        assert (done.changed_count, snapshot(target)) == (0, before), "the old site came back and nothing had to be written"


def test_another_sites_folders_are_left_alone(tmp_path: Path) -> None:
    others = [tmp_path / name for name in (".sites.new-1", ".other.new-1", "site.new-1", ".site.news")]
    for other in others:
        other.mkdir()
    put(FIRST, tmp_path / "site")
    assert [other for other in others if not other.is_dir()] == []


@pytest.mark.parametrize("name", ["s*", "site[0-9]", "s?te", "[!x]ite", "s.te", "**"])
def test_a_name_is_never_taken_for_a_pattern(name: str, tmp_path: Path) -> None:
    put(FIRST, tmp_path / "others")
    for other in (".site.new-1", ".site.old-1", ".site2.old-1"):
        shutil.copytree(tmp_path / "others", tmp_path / other)
    before = snapshot(tmp_path)
    put(SECOND, tmp_path / name)
    put(FIRST, tmp_path / name)
    assert holds(tmp_path / name) == FIRST | MARK
    mine = (f"{name}/", f".{name}.busy")
    assert {path: seen for path, seen in snapshot(tmp_path).items() if not path.startswith(mine)} == before


def test_a_folder_of_such_a_name_without_our_mark_is_left_alone(tmp_path: Path) -> None:
    for name in (".site.new-1", ".site.old-2"):
        (tmp_path / name).mkdir()
        (tmp_path / name / "thesis.txt").write_text("years of work", encoding="utf-8")
    (tmp_path / ".site.new-3").symlink_to(tmp_path / ".site.new-1")
    put(FIRST, tmp_path / "site")
    assert len(list(tmp_path.glob(".site.*/thesis.txt"))) == 3


@pytest.mark.parametrize("inside", ["zh", "en/a", "new", "index.html", "zh/index.html"])
def test_a_link_in_the_site_is_never_written_through(inside: str, tmp_path: Path) -> None:
    elsewhere, target = tmp_path / "elsewhere", tmp_path / "site"
    elsewhere.mkdir()
    (elsewhere / "index.html").write_bytes(b"somebody's")
    put(SECOND, target)
    put(FIRST, target)
    link = target / inside
    if link.exists():
        link.rename(tmp_path / "away")
    link.symlink_to(elsewhere if not inside.endswith(".html") else elsewhere / "index.html")
    put(SECOND | {"new/index.html": b"new"}, target)
    assert holds(target) == SECOND | {"new/index.html": b"new"} | MARK
    assert not [path for path in target.rglob("*") if path.is_symlink()]
    assert {path.name: path.read_bytes() for path in elsewhere.iterdir()} == {"index.html": b"somebody's"}
    link = target / "more"
    link.symlink_to(elsewhere)
    assert put(SECOND | {"new/index.html": b"new"}, target).removed_count == 1
    assert not link.is_symlink()


# The lock, and a folder that cannot be exchanged


def test_a_lock_that_is_a_link_leads_nowhere(tmp_path: Path) -> None:
    victim = tmp_path / "victim.txt"
    victim.write_bytes(b"as it was")
    for to in (victim, tmp_path / "not-there"):
        (tmp_path / ".site.busy").symlink_to(to)
        with pytest.raises(OSError, match="busy") as raised:
            put(FIRST, tmp_path / "site")
        assert raised.value.errno == errno.ELOOP
        (tmp_path / ".site.busy").unlink()
    assert victim.read_bytes() == b"as it was"
    assert sorted(path.name for path in tmp_path.iterdir()) == ["victim.txt"]


def test_a_lock_that_is_a_pipe_or_a_folder_is_refused_at_once(tmp_path: Path) -> None:
    for make in (os.mkfifo, os.mkdir):
        make(tmp_path / ".site.busy")
        with pytest.raises(OSError, match="busy"):
            put(FIRST, tmp_path / "site")
        (tmp_path / ".site.busy").rename(tmp_path / make.__name__)
    assert not (tmp_path / "site").exists()


def test_a_lock_that_holds_something_is_left_as_it_is(tmp_path: Path) -> None:
    (tmp_path / ".site.busy").write_bytes(b"a note")
    put(FIRST, tmp_path / "site")
    assert (tmp_path / ".site.busy").read_bytes() == b"a note"


def test_a_link_is_told_from_a_folder_of_somebody(tmp_path: Path) -> None:
    (tmp_path / "empty").mkdir()
    (tmp_path / "site").symlink_to(tmp_path / "empty")
    with pytest.raises(site_writer.LinkedFolderError):
        put(FIRST, tmp_path / "site")
    assert sorted(path.name for path in tmp_path.iterdir()) == ["empty", "site"]


def test_a_mount_is_told_before_anything_is_written(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "site").mkdir()
    monkeypatch.setattr(Path, "is_mount", lambda path: path == tmp_path / "site")
    with pytest.raises(site_writer.MountPointError):
        put(FIRST, tmp_path / "site")
    assert [path.name for path in tmp_path.iterdir()] == ["site"]


@pytest.mark.parametrize("number", [errno.EBUSY, errno.EXDEV])
def test_a_mount_that_shows_only_when_it_is_exchanged_is_told_too(
    number: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    put(FIRST, tmp_path / "site")
    before = snapshot(tmp_path / "site")

    def refuse(*_: object) -> bool:
        raise OSError(number, os.strerror(number))

    monkeypatch.setattr(atomic_swap, "_exchange", refuse)
    with pytest.raises(site_writer.MountPointError):
        put(SECOND, tmp_path / "site")
    assert (snapshot(tmp_path / "site"), beside(tmp_path / "site")) == (before, [])


# Two builds at once


def test_a_second_build_waits_for_the_first(tmp_path: Path) -> None:
    target = tmp_path / "site"
    halfway, go_on = threading.Event(), threading.Event()

    def slow() -> Iterator[OutputFile]:
        yield OutputFile("index.html", b"slow")
        halfway.set()
        assert go_on.wait(20)
        yield OutputFile("slow.html", b"slow")

    first = threading.Thread(target=lambda: site_writer.write_site(slow(), target))
    second = threading.Thread(target=lambda: put(SECOND, target))
    first.start()
    assert halfway.wait(20)
    second.start()
    second.join(0.2)
    assert second.is_alive(), "the first build still has the lock"
    assert not target.exists()
    go_on.set()
    for thread in (first, second):
        thread.join(20)
    assert holds(target) == SECOND | MARK
    assert beside(target) == []


def test_a_file_that_somebody_takes_away_meanwhile_is_not_lost_unseen(tmp_path: Path) -> None:
    target = tmp_path / "site"
    put(FIRST, target)

    def taken_away() -> Iterator[OutputFile]:
        yield OutputFile("zh/index.html", FIRST["zh/index.html"])
        (target / "zh" / "index.html").unlink()
        yield OutputFile("index.html", b"new")

    with pytest.raises(StaleManifestError):
        site_writer.write_site(taken_away(), target)
    assert (target / "index.html").read_bytes() == FIRST["index.html"]
    assert beside(target) == []
    put(SECOND, target)
    assert holds(target) == SECOND | MARK


@pytest.mark.parametrize("strange", [lambda path: path.symlink_to("nowhere"), os.mkfifo], ids=["link", "pipe"])
def test_what_is_no_file_in_the_site_goes(strange: Callable[[Path], None], tmp_path: Path) -> None:
    put(FIRST, tmp_path / "site")
    strange(tmp_path / "site" / "zh" / "strange")
    put(SECOND, tmp_path / "site")
    assert not (tmp_path / "site" / "zh" / "strange").is_symlink()
    assert holds(tmp_path / "site") == SECOND | MARK


# The real site


@pytest.mark.slow
def test_an_edit_of_one_term_writes_the_pages_that_show_it_and_no_other(
    change: Callable[[str, str, str], Path], tmp_path: Path
) -> None:
    target, cache = tmp_path / "site", tmp_path / "cache"
    build.build(project.CONTENT, project.TEMPLATES, target, BuildOptions(cache=cache))
    before = snapshot(target)
    content = change(
        "countries/china/concepts.yaml", "\nthree-public:\n  name: {zh: “三公”经费,", "\nthree-public:\n  name: {zh: 三公的经费,"
    )
    built, problems = build.build(content, project.TEMPLATES, target, BuildOptions(cache=cache))
    assert built is not None, problems
    done = built.summary
    after = snapshot(target)
    changed = {path for path in after if after[path][0] != before[path][0]}
    assert len(changed) == done.changed_count
    assert "zh/glossary/three-public/index.html" in changed
    assert "zh/about/index.html" not in changed
    same = after.keys() - changed
    assert len(same) > 150
    assert {path: after[path] for path in same} == {path: before[path] for path in same}, "hard-linked: the same files"
