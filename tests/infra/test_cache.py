"""What is kept from build to build is an answer only as it was written, and under the name it was written under."""

from __future__ import annotations

import os
import re
import sqlite3
import tomllib
from contextlib import closing
from importlib import metadata
from pathlib import Path

import built_site
import project
import pytest
from project import snapshot

from budgetbook.engine import build
from budgetbook.engine.inputs import BuildOptions
from budgetbook.infra.cache import code_fingerprint
from budgetbook.infra.cache.blobs import BlobCache, prepare_version_folder


def test_what_was_kept_under_another_name_is_no_answer(tmp_path: Path) -> None:
    keeper = BlobCache(tmp_path)
    keeper.get_or_make("one", lambda: b"1")
    keeper.get_or_make("two", lambda: b"2")
    (tmp_path / "two").write_bytes((tmp_path / "one").read_bytes())
    assert keeper.get_or_make("two", lambda: b"2") == b"2"


def test_of_what_other_versions_kept_the_last_stays(tmp_path: Path) -> None:
    for number, name in enumerate(("first", "second", "third")):
        folder = prepare_version_folder(tmp_path / "kept", name)
        BlobCache(folder).get_or_make("one", lambda: b"1")
        os.utime(folder, (number, number))
    assert {path.name for path in (tmp_path / "kept").iterdir()} == {"second", "third"}
    assert prepare_version_folder(tmp_path / "kept", "second") == tmp_path / "kept" / "second"
    assert {path.name for path in (tmp_path / "kept").iterdir()} == {"second", "third"}
    assert BlobCache(folder).get_or_make("one", lambda: b"another") == b"1"


OF_A_BODY = "SELECT path FROM outputs JOIN bodies ON unit = body LIMIT 1"
OF_A_GROUP = "SELECT path FROM outputs WHERE unit LIKE '/%' LIMIT 1"


@pytest.mark.slow
@pytest.mark.parametrize("one", [OF_A_BODY, OF_A_GROUP], ids=["of a body", "of a group"])
def test_a_file_that_the_store_lost_sight_of_stays_in_the_site(one: str, tmp_path: Path) -> None:
    content, target, means = (
        built_site.small_content(tmp_path / "content"),
        tmp_path / "site",
        BuildOptions(cache=tmp_path / "cache"),
    )
    assert build.build(content, project.TEMPLATES, target, means)[0] is not None
    before = snapshot(target)
    (store,) = (tmp_path / "cache" / "builds").glob("*.sqlite")
    with closing(sqlite3.connect(store)) as base:
        (path,) = base.execute(one).fetchone()
        base.execute("UPDATE outputs SET unit = 'lost' WHERE path = ?", (path,))
        base.commit()
    assert build.build(content, project.TEMPLATES, target, means)[0] is not None
    assert {name: state[0] for name, state in snapshot(target).items()} == {name: state[0] for name, state in before.items()}


OF_THE_IMPORTER = {"pdfplumber", "python-docx", "lxml"}
OF_WHAT_IS_KEPT = {"backports.zstd", "portalocker"}
"""Any version of the first reads what any other wrote, the second only waits: nothing that is published goes through them."""


@pytest.mark.slow
def test_the_name_of_the_code_changes_with_every_library_that_makes_files(monkeypatch: pytest.MonkeyPatch) -> None:
    requirements = tomllib.loads((project.ROOT / "pyproject.toml").read_text("utf-8"))["project"]["dependencies"]
    named, before = metadata.version, code_fingerprint.code_fingerprint.__wrapped__()
    for library in {re.split("[=;<> ]", line)[0] for line in requirements} - OF_THE_IMPORTER - OF_WHAT_IS_KEPT:
        monkeypatch.setattr(code_fingerprint, "version", lambda name, other=library: "0" if name == other else named(name))
        assert code_fingerprint.code_fingerprint.__wrapped__() != before, library


def test_the_name_of_the_code_is_made_of_every_file_of_it(monkeypatch: pytest.MonkeyPatch) -> None:
    read: list[Path] = []

    def sources(*files: Path) -> tuple[str, ...]:
        read.extend(files)
        return ("other",)

    before = code_fingerprint.code_fingerprint.__wrapped__()
    monkeypatch.setattr(code_fingerprint, "hash_files", sources)
    assert code_fingerprint.code_fingerprint.__wrapped__() != before
    aside = {"live", "workbench", "__pycache__"}  # what `serve` adds to a page that it sends; what Python keeps
    files = {path for path in (project.ROOT / "budgetbook").rglob("*") if path.is_file() and path.suffix not in (".md", ".txt")}
    assert {path for path in files if not aside & set(path.parts)} <= set(read)
