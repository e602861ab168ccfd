"""A site of many bodies is made in other processes than the one that gives out the work; its bytes are the same."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import generate
import project
import pytest
from project import snapshot
from sample_content import LANGUAGES

from budgetbook.engine import build
from budgetbook.engine.inputs import BuildOptions
from budgetbook.engine.ready_targets import ReadyTargets
from budgetbook.engine.target import Target
from budgetbook.infra.manifest.database import StaleManifestError
from budgetbook.infra.manifest.manifest import Manifest
from budgetbook.infra.publish.file_trees import StagingFolder

BODIES = 4


def bytes_of(folder: Path) -> dict[str, bytes]:
    return {path: state[0] for path, state in snapshot(folder).items()}


@pytest.fixture
def content(tmp_path: Path) -> Path:
    generate.write(tmp_path / "content", BODIES, 1, 1)
    return tmp_path / "content"


def test_the_bytes_are_those_of_one_process_whole_or_after_a_change(
    content: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    many, means = tmp_path / "many", BuildOptions(2, cache=tmp_path / "cache")
    monkeypatch.setattr(build, "LARGE_ENTITY_COUNT", BODIES - 1)
    for change in (lambda _: None, generate.change_one_figure, generate.change_one_name):
        change(content)
        done, problems = build.build(content, project.TEMPLATES, many, means)
        assert (done is not None, problems) == (True, [])
        with monkeypatch.context() as few:
            few.setattr(build, "LARGE_ENTITY_COUNT", BODIES)
            build.build(content, project.TEMPLATES, tmp_path / "few", BuildOptions(cache=tmp_path / "cache"))
        assert bytes_of(many) == bytes_of(tmp_path / "few")
        again, _ = build.build(content, project.TEMPLATES, many, means)
        assert again
        assert (again.summary.changed_count, again.summary.removed_count) == (0, 0)
    assert sorted(path.name for path in tmp_path.glob(".many*")) == [".many.busy"]


def test_who_gives_out_the_work_has_no_engine_and_no_large_file(content: Path, tmp_path: Path) -> None:
    code = (
        "import sys; from pathlib import Path; from budgetbook.engine import build as building\n"
        "from budgetbook.engine.inputs import BuildOptions\n"
        "if __name__ == '__main__':\n"
        f"    building.LARGE_ENTITY_COUNT = {BODIES - 1}\n"
        f"    means = BuildOptions(1, cache=Path({str(tmp_path / 'cache')!r}))\n"
        f"    building.build(Path({str(content)!r}), Path({str(project.TEMPLATES)!r}), Path({str(tmp_path / 'site')!r}), means)\n"
        "    print(sorted(set(sys.modules) & {'vl_convert', 'apsw', 'arro3', 'jinja2'}))\n"
    )
    (tmp_path / "program.py").write_text(code, encoding="utf-8")
    command = [sys.executable, str(tmp_path / "program.py")]
    done = subprocess.run(command, env={"PYTHONPATH": str(project.ROOT)}, capture_output=True, text=True, check=True)
    assert (done.stdout, done.stderr) == ("[]\n", "")
    assert (tmp_path / "site" / "en" / "index.html").exists()


def test_words_that_are_wrong_in_a_shared_page_are_told(content: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(build, "LARGE_ENTITY_COUNT", BODIES - 1)
    files = [content / "languages" / f"{lang}.yaml" for lang in LANGUAGES]
    for file in files:
        text = file.read_text("utf-8")
        file.write_text(text.replace("{publisher}", "{publishers}"), encoding="utf-8")
        assert file.read_text("utf-8") != text
    built, problems = build.build(content, project.TEMPLATES, tmp_path / "site", BuildOptions(2, cache=tmp_path / "cache"))
    assert built is None
    assert {problem.file for problem in problems} <= {file.as_posix() for file in files}
    assert problems
    assert not (tmp_path / "site").exists()


def test_a_new_folder_that_is_gone_is_not_made_again(tmp_path: Path) -> None:
    trees = StagingFolder(tmp_path / "site", tmp_path / "new")
    with pytest.raises(FileNotFoundError):
        trees.write_file("a/b.html", b"b")
    assert not trees.new_folder.exists()


def test_what_a_killed_worker_wrote_is_written_again(tmp_path: Path) -> None:
    trees, kept = StagingFolder(tmp_path / "site", tmp_path / "new"), tmp_path / "kept"
    kept.write_bytes(b"kept")
    trees.new_folder.mkdir()
    for _ in range(2):
        trees.write_file("a/b.csv", kept)
        trees.write_file("a/b.html", b"page")
    assert (trees.new_folder / "a" / "b.csv").samefile(kept)
    assert bytes_of(trees.new_folder) == {"a/b.csv": b"kept", "a/b.html": b"page"}


def test_a_store_is_read_by_others_as_it_was_committed(tmp_path: Path) -> None:
    path = tmp_path / "store.sqlite"
    with pytest.raises(StaleManifestError):
        Manifest(path, read_only=True)
    store = Manifest(path)
    store.contributions.save("body", "key", 1, {})
    store.commit()
    store.begin_target("body", "key")
    reading = Manifest(path, read_only=True)
    assert reading.contributions.load_fingerprints() == {"body": "key"}
    with pytest.raises(StaleManifestError):
        reading.contributions.save("other", "key", 1, {})


def test_groups_that_tell_of_others_wait_for_these_alone() -> None:
    def group(name: str, *after: str, long: int = 0) -> Target:
        return Target(name, str, lambda: iter(()), priority=long, prerequisites=after)

    given = [group("short"), group("tells", "data", "kept", long=1), group("index", long=2), group("data", long=3)]
    turns = ReadyTargets(given)
    assert list(turns) == ["data", "index", "short"]
    turns.mark_done("short")
    assert list(turns) == []
    turns.mark_done("data")
    assert list(turns) == ["tells"]
    assert list(turns) == []
