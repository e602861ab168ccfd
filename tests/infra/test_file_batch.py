"""Files that are written together: all of them are there at the end, or none, and no folder that was made for them."""

from __future__ import annotations

from pathlib import Path

import pytest

from budgetbook.infra.base.file_batch import write_together


def list_all(folder: Path) -> list[str]:
    return sorted(path.relative_to(folder).as_posix() for path in folder.rglob("*"))


def test_all_appear_at_the_end(tmp_path: Path) -> None:
    (tmp_path / "old.txt").write_text("old", encoding="utf-8")
    with write_together() as batch:
        for name in ("a/b/new.txt", "old.txt"):
            batch.draft(tmp_path / name).write_text("new", encoding="utf-8")
        assert (tmp_path / "old.txt").read_text(encoding="utf-8") == "old"
        assert not (tmp_path / "a/b/new.txt").exists()
    assert list_all(tmp_path) == ["a", "a/b", "a/b/new.txt", "old.txt"]
    assert (tmp_path / "old.txt").read_text(encoding="utf-8") == "new"


@pytest.mark.parametrize("error", [OSError, KeyboardInterrupt, ValueError])
def test_none_appears_where_one_fails(error: type[BaseException], tmp_path: Path) -> None:
    (tmp_path / "mine").mkdir()

    def write() -> None:
        with write_together() as batch:
            for name in ("mine/one.txt", "a/b/two.txt", "mine/c/three.txt"):
                batch.draft(tmp_path / name).write_text("new", encoding="utf-8")
            (tmp_path / "mine/c/of-another.txt").write_text("x", encoding="utf-8")
            raise error

    with pytest.raises(error):
        write()
    assert list_all(tmp_path) == ["mine", "mine/c", "mine/c/of-another.txt"]


@pytest.mark.parametrize("name", ["file/in-it.txt", "folder", "nowhere/a.txt"])
def test_what_is_in_the_way_stops_all_of_it(name: str, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("mine", encoding="utf-8")
    (tmp_path / "folder").mkdir()
    (tmp_path / "nowhere").symlink_to("is-not-there")
    before = list_all(tmp_path)

    def write() -> None:
        with write_together() as batch:
            batch.draft(tmp_path / "a/first.txt").write_text("new", encoding="utf-8")
            batch.draft(tmp_path / name).write_text("new", encoding="utf-8")

    with pytest.raises(OSError, match=r"file|folder|nowhere"):
        write()
    assert list_all(tmp_path) == before
