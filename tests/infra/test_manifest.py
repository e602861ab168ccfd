"""What is kept from build to build is proved before it is believed: each name, key and number, and that all of it is there."""

from __future__ import annotations

import pickle
import sqlite3
from collections.abc import Callable
from contextlib import closing
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import built_site
import project
import pytest
from amount_styles import read_unit
from markupsafe import Markup
from project import snapshot

from budgetbook.arithmetic.money import Amount
from budgetbook.diagnostics.problem import Problem
from budgetbook.engine import build as site_build
from budgetbook.engine import contribution_encoding
from budgetbook.engine.contributors import CONTRIBUTORS
from budgetbook.engine.inputs import BuildOptions
from budgetbook.infra.manifest.database import StaleManifestError
from budgetbook.infra.manifest.manifest import Manifest
from budgetbook.search.index import SearchEntry


def bytes_of(folder: Path) -> dict[str, bytes]:
    return {path: state[0] for path, state in snapshot(folder).items()}


def run(content: Path, target: Path, cache: Path | None) -> list[Problem]:
    return site_build.build(content, project.TEMPLATES, target, BuildOptions(cache=cache))[1]


def museum(content: Path) -> Path:
    return content / "statements" / "hillside-museum" / "2024-budget.yaml"


def change(content: Path) -> None:
    """A figure of the other body: what is shared is made again, of what was kept of this one."""
    text = museum(content).read_text(encoding="utf-8")
    last = int(text.partition("prior: 79000")[2][0])
    museum(content).write_text(text.replace(f"prior: 79000{last}", f"prior: 79000{1 - last}"), encoding="utf-8")


def altered(store: Path, *changes: str) -> None:
    """What a disk, or a stranger, makes of a store."""
    with closing(sqlite3.connect(store)) as base, base:
        base.create_function("flipped", 1, lambda data: bytes([data[0] ^ 1, *data[1:]]))
        for change in changes:
            assert base.execute(change).rowcount > 0, change


HARM = {
    "a part under another name": "UPDATE given SET part = 'figuret' WHERE part = 'figures' AND body LIKE '%office'",
    "a kind under another name": "UPDATE given SET kind = 'checkt' WHERE kind = 'checks' AND body LIKE '%office'",
    "another body's": "UPDATE given SET body = 'hillside-offize' WHERE kind = 'entry' AND body LIKE '%office'",
    "a part that is gone": "DELETE FROM given WHERE kind = 'search' AND part = 'zh' AND body LIKE '%office'",
    "a bit of a value": "UPDATE given SET value = flipped(value) WHERE kind = 'compare' AND body LIKE '%office'",
    "a bit of a digest": "UPDATE given SET digest = flipped(digest) WHERE kind = 'rows' AND body LIKE '%office'",
    "a body that is gone": "DELETE FROM bodies WHERE body LIKE '%office'",
    "a body under another name": "UPDATE bodies SET body = 'hillside-offize' WHERE body LIKE '%office'",
    "another number of checks": "UPDATE bodies SET checks = checks + 1 WHERE body LIKE '%office'",
    "a unit that is gone": "DELETE FROM units WHERE unit LIKE '%office'",
    "a unit under another name": "UPDATE units SET unit = 'hillside-offize' WHERE unit LIKE '%office'",
    "a file that is gone": "DELETE FROM outputs WHERE path = (SELECT min(path) FROM outputs WHERE unit LIKE '%office')",
    "a file of another unit": "UPDATE outputs SET unit = '/root' WHERE path LIKE 'zh/hillside-office/index.html'",
}


@pytest.fixture(scope="module")
def kept(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Path, Path]:
    """A content of two bodies, its site, and the cache of its last build."""
    place = tmp_path_factory.mktemp("kept")
    content, target, cache = built_site.small_content(place / "content", "hillside"), place / "site", place / "cache"
    assert run(content, target, cache) == []
    return content, target, cache


@pytest.fixture(scope="module")
def fresh(kept: tuple[Path, Path, Path], tmp_path_factory: pytest.TempPathFactory) -> dict[bytes, dict[str, bytes]]:
    """The site with the figure and with the changed one, each made of nothing that was kept, by what stands in the file."""
    made = {}
    for _ in range(2):
        change(kept[0])
        target = tmp_path_factory.mktemp("fresh") / "site"
        assert run(kept[0], target, None) == []
        made[museum(kept[0]).read_bytes()] = bytes_of(target)
    assert len(made) == 2
    return made


@pytest.mark.slow
@pytest.mark.parametrize("how", HARM)
def test_a_store_that_was_harmed_costs_only_time(
    how: str, kept: tuple[Path, Path, Path], fresh: dict[bytes, dict[str, bytes]]
) -> None:
    content, target, cache = kept
    assert run(content, target, cache) == []  # after one that did without there is none
    (store,) = (cache / "builds").iterdir()
    altered(store, HARM[how])
    if not HARM[how].startswith(("UPDATE units", "UPDATE outputs", "DELETE FROM units", "DELETE FROM outputs")):
        change(content)
    assert run(content, target, cache) == []
    assert bytes_of(target) == fresh[museum(content).read_bytes()]


@pytest.mark.slow
def test_what_was_kept_and_breaks_a_build_is_done_without(kept: tuple[Path, Path, Path], monkeypatch: pytest.MonkeyPatch) -> None:
    content, target, cache = kept
    really, stores = site_build._build_once, []

    def build(*given: Any) -> Any:
        stores.append(given[-1])
        if given[-1]:
            raise KeyError("an entry of nobody")
        return really(*given)

    monkeypatch.setattr(site_build, "_build_once", build)
    before = bytes_of(target)
    assert run(content, target, cache) == []
    assert (len(stores), stores[-1], bytes_of(target)) == (2, None, before)

    def broken(*_: Any) -> Any:
        raise KeyError("nobody")

    monkeypatch.setattr(site_build, "_build_once", broken)
    with pytest.raises(KeyError):  # a fault of the program's own is not hidden
        run(content, target, None)


def test_a_folder_that_keeps_changing_is_a_problem_and_no_endless_build(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def build(*_: Any) -> Any:
        raise StaleManifestError

    monkeypatch.setattr(site_build, "_build_once", build)
    problems = run(tmp_path, tmp_path / "site", tmp_path / "cache")
    assert [problem.message.key for problem in problems] == ["keeps-changing"]


# No code


GIVEN = {
    "text": "‘a’ \u2028",
    "bytes": b"bj\0\xff",
    "rows": [("a", None, 1, True, "c"), ("b", None, 2, False, "")],
    "mixed": [("a", 1), (2, "b")],
    "empty": [[], (), {}],
    "html": Markup("<b>"),
    "amounts": {"revenue": (Amount(Decimal("1.50"), read_unit("元")), Amount(Decimal("-1E+3"), read_unit("万元")))},
    "decimals": [("a", Decimal("1.50")), ("b", None), ("c", Decimal("-0.00"))],
    "alike": (SearchEntry("term", "a", "", "b", ("c", "d")), SearchEntry("term", "e", "", "f", ())),
    "one": (SearchEntry("term", "a", "", "b", ()),),
}


@pytest.mark.parametrize("name", GIVEN)
def test_a_value_comes_back_as_it_was(name: str) -> None:
    back = contribution_encoding.decode(contribution_encoding.encode(GIVEN[name]))
    assert repr(back) == repr(GIVEN[name])
    assert (type(back), back) == (type(GIVEN[name]), GIVEN[name])


@pytest.mark.slow
def test_all_that_bodies_give_comes_back_as_it_was(kept: tuple[Path, Path, Path]) -> None:
    checked, kinds = project.check(kept[0]), set()
    for entity in checked.content.entities:
        content = checked.content.restricted_to((entity,))
        for kind, contribute in CONTRIBUTORS.items():
            for part, value in contribute(content, {name: checked.findings[name] for name in content.statements}).items():
                back = contribution_encoding.decode(contribution_encoding.encode(value))
                assert (repr(back), back) == (repr(value), value), (kind, part)
                kinds.add(kind)
    assert kinds == set(CONTRIBUTORS)


class Ran:
    """A pickle of it runs."""

    happened: bool = False

    def __reduce__(self) -> tuple[Callable[..., Any], tuple[Any, ...]]:
        return setattr, (Ran, "happened", True)


@pytest.mark.parametrize(
    "data",
    [
        pickle.dumps(Ran()),
        b"",
        b"x",
        b"j",
        b"j{",
        b'j{"Problem": ["a"]}',
        b'j{"system": ["true"]}',
        b'j{"__class__": []}',
        b'j{"list": 1, "dict": []}',
        b'j{"decimal": "nonsense"}',
        b'j{"table": [[1], [1, 2]]}',
        b'j{"alike": ["os", [["a"]]]}',
        b'j{"dict": [[[], 1]]}',
        b"j1.5",
        b"jNaN",
        b"j" + b"[" * 100_000,
        b"j\xff",
    ],
)
def test_bytes_of_somebody_else_are_refused_and_run_nothing(data: bytes) -> None:
    with pytest.raises(contribution_encoding.UnreadableError):
        contribution_encoding.decode(data)
    assert not Ran.happened


def test_what_is_of_no_known_kind_is_not_kept() -> None:
    for value in (date(2024, 1, 1), 1.5, {1, 2}, Path(), (b"inside",), [object()]):
        with pytest.raises((KeyError, TypeError)):
            contribution_encoding.encode(value)


# Other tables


@pytest.mark.parametrize(
    "harm",
    [
        "CREATE VIEW aside AS SELECT 1",
        "CREATE TRIGGER often AFTER DELETE ON given BEGIN DELETE FROM bodies; END",
        "ALTER TABLE units ADD COLUMN more",
        "DROP INDEX given_by_body",
    ],
)
def test_a_store_with_anything_else_in_it_is_begun_anew(harm: str, tmp_path: Path) -> None:
    path = tmp_path / "builds" / "a.sqlite"
    first = Manifest(path)
    first.contributions.save("a", "key", 1, {("entry", ""): b"value"})
    first.commit()
    first.close()
    with closing(sqlite3.connect(path)) as base, base:
        base.execute(harm)
    again = Manifest(path)
    assert (again.contributions.load_fingerprints(), again.path) == ({}, path)
    again.close()


def test_a_store_that_is_a_link_leaves_what_it_leads_to(tmp_path: Path) -> None:
    builds, victim = tmp_path / "cache" / "builds", tmp_path / "victim"
    victim.write_bytes(b"as it was")
    builds.mkdir(parents=True)
    for name in ("a.sqlite", "a.sqlite-journal"):
        (builds / name).symlink_to(victim)
    store = Manifest(builds / "a.sqlite")
    store.contributions.save("a", "key", 1, {("entry", ""): b"value"})
    store.commit()
    store.close()
    assert victim.read_bytes() == b"as it was"
    assert not (builds / "a.sqlite").is_symlink()


def test_a_folder_that_is_a_link_is_not_kept_in(tmp_path: Path) -> None:
    elsewhere, cache = tmp_path / "elsewhere", tmp_path / "cache"
    elsewhere.mkdir()
    cache.symlink_to(elsewhere)
    assert Manifest(cache / "builds" / "a.sqlite").path is None
    cache.unlink()
    cache.mkdir()
    (cache / "builds").symlink_to(elsewhere)
    assert Manifest(cache / "builds" / "a.sqlite").path is None
    assert list(elsewhere.iterdir()) == []
