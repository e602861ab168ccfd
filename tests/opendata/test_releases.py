"""Dated releases of the data: whole, the same bytes for the same data, and what differs between two of them."""

from __future__ import annotations

import csv
import gzip
import hashlib
import io
import json
import re
import shutil
import subprocess
import time
import tracemalloc
import zipfile
from collections.abc import Callable
from pathlib import Path

import project
import pytest

from budgetbook.opendata.releases import figure_differences
from budgetbook.opendata.releases.published_data import PublishedData, PublishedDataError

HEAD = ("figure", "entity", "statement", "year", "role", "line", "printed", "unit", "amount")


def write_package(folder: Path, *rows: tuple[str, ...], head: tuple[str, ...] = HEAD) -> Path:
    """A data package with these figures."""
    folder.mkdir(parents=True)
    lines = io.StringIO()
    csv.writer(lines, lineterminator="\r\n").writerows((head, *rows))
    data = gzip.compress(b"\xef\xbb\xbf" + lines.getvalue().encode(), mtime=0)
    (folder / "figures.csv.gz").write_bytes(data)
    (folder / "CITATION.cff").write_text("cff-version: 1.2.0\n", encoding="utf-8")
    resource = {"path": "figures.csv.gz", "hash": f"sha256:{hashlib.sha256(data).hexdigest()}"}
    (folder / "datapackage.json").write_text(
        json.dumps({"version": "2.0.0+2026-01-02.aa", "resources": [resource]}), encoding="utf-8"
    )
    return folder


def figure(entity: str, name: str, printed: str, unit: str = "万元", amount: str = "") -> tuple[str, ...]:
    statement = f"{entity}/2024-budget"
    return (f"{statement}/{name}/amount", entity, statement, "2024", "amount", "", printed, unit, amount)


def differences(old: Path, new: Path) -> list[tuple[str, ...]]:
    """Of each difference what changed, how it stood, how it stands, and by how much."""
    found = figure_differences.compare_figures(PublishedData.read(old), PublishedData.read(new))
    return [(each[0], *each[6:]) for each in found]


@pytest.fixture
def site_data(site: Path, tmp_path: Path) -> Path:
    """The data of a built site, to change."""
    return Path(shutil.copytree(site / "data", tmp_path / "site" / "data"))


def release(site: Path, folder: Path, *arguments: str | Path) -> project.Ended:
    return project.run("release", folder, "--site", site, "--lang", "en", *arguments)


def test_a_release_is_whole_and_tells_its_hashes(site: Path, tmp_path: Path) -> None:
    done = release(site, tmp_path)
    assert (done.status, done.err) == (0, "")
    archive_path, list_path = map(Path, done.out.split())
    version = json.loads((site / "data/datapackage.json").read_text(encoding="utf-8"))["version"]
    assert archive_path.stem == f"budgets-{version.replace('+', '-')}"
    with zipfile.ZipFile(archive_path) as archive:
        archive.extractall(tmp_path / "out")
        assert archive.testzip() is None
    out = tmp_path / "out"
    package = json.loads((out / "datapackage.json").read_text(encoding="utf-8"))
    assert {path.name for path in out.iterdir()} == {
        "datapackage.json", "CITATION.cff", "SHA256SUMS", *(each["path"] for each in package["resources"])
    }  # fmt: skip
    assert all((out / path.name).read_bytes() == path.read_bytes() for path in (site / "data").glob("*.csv.gz"))
    for folder, name in ((out, "SHA256SUMS"), (tmp_path, list_path.name)):
        checked = subprocess.run(["sha256sum", "--check", "--strict", name], cwd=folder, capture_output=True, check=False)
        assert checked.returncode == 0, checked.stdout


def test_the_same_data_give_the_same_release(site: Path, tmp_path: Path) -> None:
    first = release(site, tmp_path / "one")
    time.sleep(2.1)  # an archive tells moments in steps of two seconds
    second = release(site, tmp_path / "two")
    for one, other in zip(first.out.split(), second.out.split(), strict=True):
        assert Path(one).name == Path(other).name
        assert Path(one).read_bytes() == Path(other).read_bytes()


def test_what_was_added_removed_and_changed_is_told(tmp_path: Path) -> None:
    same = figure("a", "same", "1", amount="10000")
    old = write_package(tmp_path / "old", same, figure("b", "gone", "2"), figure("c", "x", "3.5", amount="35000"))
    new = write_package(tmp_path / "new", same, figure("c", "new", "4"), figure("c", "x", "3.6", amount="36000"))
    assert differences(old, new) == [
        ("b/2024-budget/gone/amount", "removed", "2", "万元", "", "", "", "", ""),
        ("c/2024-budget/new/amount", "added", "", "", "", "4", "万元", "", ""),
        ("c/2024-budget/x/amount", "changed", "3.5", "万元", "35000", "3.6", "万元", "36000", "1000"),
    ]
    assert differences(new, new) == []
    assert [each[:2] for each in differences(new, old)] == [
        ("b/2024-budget/gone/amount", "added"), ("c/2024-budget/x/amount", "changed"), ("c/2024-budget/new/amount", "removed")
    ]  # fmt: skip


def test_another_unit_is_a_change_and_another_reading_of_the_same_number_is_not(tmp_path: Path) -> None:
    old = write_package(tmp_path / "old", figure("a", "x", "1", "万元", "10000"))
    new = write_package(tmp_path / "new", figure("a", "x", "1", "元", "1"))
    assert differences(old, new) == [("a/2024-budget/x/amount", "changed", "1", "万元", "10000", "1", "元", "1", "-9999")]


def test_no_text_of_a_foreign_release_is_a_formula(tmp_path: Path) -> None:
    old, new = write_package(tmp_path / "old"), write_package(tmp_path / "new", figure("a", "x", "=1+1", "@x", "-5"))
    assert differences(old, new) == [("a/2024-budget/x/amount", "added", "", "", "", "'=1+1", "'@x", "-5", "")]


def test_a_release_is_compared_with_an_earlier_one(site: Path, site_data: Path, tmp_path: Path) -> None:
    archive = release(site, tmp_path / "earlier").out.split()[0]
    packed = (site_data / "figures.csv.gz").read_bytes()
    rows = list(csv.DictReader(io.StringIO(gzip.decompress(packed).decode("utf-8-sig"), newline="")))
    rows[0]["printed"], rows[0]["amount"] = "1,000.00", str(int(float(rows[0]["amount"])) + 5)
    text = io.StringIO()
    writer = csv.DictWriter(text, list(rows[0]), lineterminator="\r\n")
    writer.writeheader()
    writer.writerows(rows)
    changed = gzip.compress(text.getvalue().encode(), mtime=0)
    (site_data / "figures.csv.gz").write_bytes(changed)
    described = site_data / "datapackage.json"
    old_hash, new_hash = (hashlib.sha256(each).hexdigest() for each in (packed, changed))
    described.write_text(described.read_text(encoding="utf-8").replace(old_hash, new_hash), encoding="utf-8")
    done = release(site_data.parent, tmp_path / "later", "--against", archive)
    assert "1 figures differ" in done.out
    (path,) = (tmp_path / "later").glob("*-differences.csv")
    (found,) = csv.DictReader(io.StringIO(path.read_text(encoding="utf-8-sig")))
    assert (found["figure"], found["change"], found["printed_after"]) == (rows[0]["figure"], "changed", "1,000.00")
    assert float(found["difference"]) == 5


def _no_descriptor(data: Path) -> None:
    (data / "datapackage.json").unlink()


def _no_json(data: Path) -> None:
    (data / "datapackage.json").write_bytes(b"[" * 100_000)


def _another_table(data: Path) -> None:
    (data / "figures.csv.gz").write_bytes(gzip.compress(b"figure\r\n1\r\n"))


def _no_table(data: Path) -> None:
    (data / "figures.csv.gz").unlink()


def _name_above(data: Path) -> None:
    path = data / "datapackage.json"
    path.write_text(path.read_text(encoding="utf-8").replace('"figures.csv.gz"', '"../figures.csv.gz"'), encoding="utf-8")


@pytest.mark.parametrize("spoil", [_no_descriptor, _no_json, _another_table, _no_table, _name_above])
def test_data_that_are_not_whole_are_no_release(spoil: Callable[[Path], None], site_data: Path, tmp_path: Path) -> None:
    spoil(site_data)
    done = release(site_data.parent, tmp_path / "out")
    assert (done.status, done.out) == (1, "")
    assert "no whole data package" in done.err
    assert list((tmp_path / "out").glob("*")) == []


@pytest.mark.parametrize("data", [b"", b"PK\x03\x04", b"\x1f\x8b" + b"\0" * 40], ids=["empty", "cut off", "of another kind"])
def test_what_is_no_release_is_not_compared_with(data: bytes, site: Path, tmp_path: Path) -> None:
    (tmp_path / "old.zip").write_bytes(data)
    done = release(site, tmp_path / "out", "--against", tmp_path / "old.zip")
    assert (done.status, "no whole data package" in done.err) == (1, True)


def test_figures_that_do_not_follow_each_other_are_not_compared(tmp_path: Path) -> None:
    mixed = write_package(tmp_path / "old", figure("b", "x", "1"), figure("a", "x", "1"))
    other = write_package(tmp_path / "new", ("1", "a"), head=("figure", "entity"))
    for package in (mixed, other):
        with pytest.raises(Exception, match="figures"):
            differences(package, package)


def _encrypt(archive: bytes) -> bytes:
    """An archive whose members say that they have a password."""
    for mark, flags in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        for found in re.finditer(re.escape(mark), archive):
            place = found.start() + flags
            archive = archive[:place] + b"\x01" + archive[place + 1 :]
    return archive


def pack(folder: Path) -> bytes:
    """The archive of a package."""
    archive = io.BytesIO()
    with zipfile.ZipFile(archive, "w") as members:
        for path in sorted(folder.iterdir()):
            members.write(path, path.name)
    return archive.getvalue()


def test_a_foreign_archive_leaves_nothing_behind(site: Path, tmp_path: Path) -> None:
    """One with a password; one of which only the end is wrong, when much has been compared already; one that has changed since it
    was described."""
    mixed = write_package(tmp_path / "mixed", *(figure(entity, "x", "1") for entity in ("a", "zzz", "b")))
    changed = write_package(tmp_path / "changed", figure("a", "x", "1"))
    (changed / "figures.csv.gz").write_bytes(gzip.compress(b"figure\r\n"))
    for name, data in {"locked": _encrypt(pack(mixed)), "mixed": pack(mixed), "changed": pack(changed)}.items():
        path = tmp_path / f"{name}.zip"
        path.write_bytes(data)
        done = release(site, tmp_path / "out", "--against", path)
        assert (done.status, done.out) == (1, ""), name
        assert done.err.startswith(path.as_posix()), name
        assert list((tmp_path / "out").glob("*")) == [], name


@pytest.mark.parametrize("amount", ["1e99999999", "NaN", "-Infinity", "9" * 65, "1.000,5", ""])
def test_what_is_no_amount_has_no_difference(amount: str, tmp_path: Path) -> None:
    old = write_package(tmp_path / "old", figure("a", "x", "1", amount=amount))
    new = write_package(tmp_path / "new", figure("a", "x", "2", amount="2.50"))
    assert [each[-1] for each in differences(old, new)] == [""]
    assert [each[-1] for each in differences(new, new)] == []


def test_a_line_that_does_not_end_is_not_read_whole(tmp_path: Path) -> None:
    package = PublishedData.read(write_package(tmp_path / "old", head=("," * 8_000_000,)))
    tracemalloc.start()
    with pytest.raises(PublishedDataError):
        list(package.read_rows("figures"))
    assert tracemalloc.get_traced_memory()[1] < 20_000_000
    tracemalloc.stop()


def test_a_file_in_the_place_of_the_folder_is_told(site: Path, tmp_path: Path) -> None:
    (tmp_path / "out").write_text("mine", encoding="utf-8")
    done = release(site, tmp_path / "out")
    assert (done.status, "is there already, and is no folder" in done.err) == (2, True)
    assert (tmp_path / "out").read_text(encoding="utf-8") == "mine"
