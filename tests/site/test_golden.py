"""Each folder of `tests/golden/` holds a small content and its exact site: first the set of files, then the bytes.

After a change that is meant: `UPDATE_GOLDEN=1 pytest tests/site/test_golden.py`, and look at the difference in git.
"""

from __future__ import annotations

import os
import re
import shutil
from collections.abc import Mapping
from difflib import unified_diff
from pathlib import Path

import built_site
import project
import pytest

from budgetbook.content.control_list import list_numbers
from budgetbook.infra.publish.file_trees import MARKER_FILE

CASES = sorted(path.name for path in built_site.GOLDEN.iterdir() if path.is_dir())
LIMITS = {"library": (80, 600_000), "hillside": (140, 1_400_000)}
"""How many files and bytes a case may have: `hillside` is several bodies and years, and what lies between them."""
UPDATE = "UPDATE_GOLDEN"
HOW = f"look whether the change is meant, then run {UPDATE}=1 pytest tests/site/test_golden.py"
ASSETS = project.TEMPLATES / "assets"


def site_of(case: str, folder: Path) -> dict[str, bytes]:
    """Every file of the case's site that is not copied as it is; of the open data two tables, of charts no picture
    (tests/opendata and tests/charts have the rest)."""
    project.build_site(built_site.small_content(folder / "content", case), folder / "site")
    site = {path: data for path, (data, *_) in project.snapshot(folder / "site").items() if path != MARKER_FILE.path}
    copied = {path: data for path, data in site.items() if path.startswith("assets/")}
    parts = sorted(ASSETS.glob("script.*.js"))
    written = {path.name: path.read_bytes() for path in ASSETS.iterdir() if path not in parts}
    written["script.js"] = b"".join(path.read_bytes() for path in parts)
    assert copied.keys() == {f"assets/{name}" for name in written}
    for name, data in written.items():
        assert said(copied[f"assets/{name}"]) == said(data), "but for comments and indentation the same"
    other_forms = {path for path in site if path.startswith("data/") or path.endswith((".png", "charts.json"))}
    other_forms -= {"data/figures.csv", "data/findings.csv"}
    return {path: data for path, data in site.items() if path not in copied.keys() | other_forms}


def said(data: bytes) -> bytes:
    """What a style or script says, without its comments and white space."""
    bare = re.sub(rb"/\*.*?\*/|^[ ]*//[^\n]*", b"", data, flags=re.DOTALL | re.MULTILINE)
    return re.sub(rb"\s", b"", bare)


def expected_of(folder: Path) -> dict[str, bytes]:
    files = [path for path in sorted(folder.rglob("*")) if path.is_file()]
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in files}


def write(folder: Path, site: Mapping[str, bytes]) -> None:
    shutil.rmtree(folder, ignore_errors=True)
    for name, data in site.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(data)


def difference(name: str, expected: bytes, found: bytes, most: int = 40) -> str:
    """The lines that differ, as a patch."""
    old, new = (data.decode("utf-8", "backslashreplace").splitlines() for data in (expected, found))
    lines = list(unified_diff(old, new, f"expected/{name}", f"built/{name}", lineterm="", n=1))
    shown = [line if len(line) < 400 else f"{line[:400]}…" for line in lines[:most]]
    return "\n".join([*shown, f"… and {len(lines) - most} lines more"] if len(lines) > most else shown) or f"{name}: line ends"


@pytest.mark.parametrize("case", CASES)
def test_the_site_is_the_expected_one_to_the_byte(case: str, tmp_path: Path) -> None:
    folder = built_site.GOLDEN / case / "site"
    site = site_of(case, tmp_path)
    if os.environ.get(UPDATE):
        assert not os.environ.get("CI"), "what is expected is written by people, not by CI"
        write(folder, site)
    expected = expected_of(folder)
    assert expected, f"no expected site; {HOW}"
    assert site.keys() == expected.keys(), HOW
    changed = [name for name in expected if site[name] != expected[name]]
    patches = "\n\n".join(difference(name, expected[name], site[name]) for name in changed[:3])
    assert not changed, f"{len(changed)} of {len(expected)} files differ; {HOW}\n\n{patches}"


@pytest.mark.parametrize("case", CASES)
def test_the_case_is_small(case: str) -> None:
    files = expected_of(built_site.GOLDEN / case / "site")
    most_files, most_bytes = LIMITS[case]
    assert 30 < len(files) < most_files
    assert sum(len(data) for data in files.values()) < most_bytes


def test_the_library_has_one_sum_that_fails_and_one_apart_by_rounding(tmp_path: Path) -> None:
    checked, _ = project.try_check(built_site.small_content(tmp_path / "content", "library"))
    assert checked is not None
    (findings,) = checked.findings.values()
    worked_out = {(f.concept, f.rule): f.verdict for f in findings if f.verdict in ("fails", "rounding")}
    assert worked_out == {("expenditure", "sum"): "fails", ("revenue", "sum"): "rounding"}


def test_the_control_list_of_the_library_is_made_from_its_document() -> None:
    case = built_site.GOLDEN / "library"
    (kept,) = case.glob("content/statements/*/*.numbers.txt")
    raw = (case / "document.txt").read_bytes()
    assert list_numbers(raw, raw.decode()) == kept.read_text(encoding="utf-8")


def test_a_difference_is_shown_as_a_patch() -> None:
    shown = difference("page.html", "a\n预算\nc\n".encode(), "a\n决算\nc\n".encode())
    assert shown.splitlines()[-4:] == [" a", "-预算", "+决算", " c"]
    assert "line ends" in difference("page.html", b"a\r\n", b"a\n")
