"""The map of a Fiscal Data Package is made from its column types; what it does not tell is asked, and nothing outside is read."""

from __future__ import annotations

import hashlib
import json
from decimal import Decimal
from pathlib import Path
from typing import Any

import project
import pytest

from budgetbook.content.yaml import reader
from budgetbook.importer.data_tables.data_package import read_package
from budgetbook.importer.data_tables.map_file import read_map_data, render_map
from budgetbook.importer.data_tables.mapped_files import MappedTables, read_files
from budgetbook.importer.readers.document import UnreadableDocumentError

DATA = """year,phase,fund,fund_name,class,class_name,value,note
2024,approved,01,Town,01,Schools,10,x
2024,approved,01,Town,02,Streets,20.5,y
2024,approved,02,Water,01,Mains,30,z
"""
FIELDS: tuple[tuple[str, str, dict[str, str]], ...] = (
    ("year", "date:fiscal-year", {}),
    ("phase", "phase:id", {}),
    ("fund", "fund:code", {}),
    ("fund_name", "fund:label", {"labelOf": "fund:code"}),
    ("class", "functional-classification:generic:level1:code", {}),
    ("class_name", "functional-classification:generic:level1:label", {}),
    ("value", "value", {}),
    ("note", "", {}),
)


def package(folder: Path, **changes: Any) -> Path:
    """A data package of one resource; `changes` are of that."""
    (folder / "spending.csv").write_text(DATA, encoding="utf-8")
    fields = [{"name": name, "type": "string", "columnType": kind, **more} for name, kind, more in FIELDS]
    resource = {"name": "spending", "path": "spending.csv", "schema": {"fields": fields}} | changes
    file = folder / "datapackage.json"
    file.write_text(json.dumps({"name": "town", "resources": [resource]}), encoding="utf-8")
    return file


def read(file: Path) -> MappedTables:
    found = read_package(file)
    reading = read_map_data(file.name, found.map_data)
    assert reading.table_map is not None, reading.problems
    return read_files(found.files, reading.table_map, None)


def test_the_columns_tell_the_tree_the_names_the_year_and_the_stage(tmp_path: Path) -> None:
    tables = read(package(tmp_path))
    assert tables.problems == []
    assert (tables.year, tables.stage) == (2024, "budget")
    assert {line.code: (line.name, line.values) for line in tables.tables["spending"].sorted_lines} == {
        "01": ("Town", [Decimal("30.5")]),
        "0101": ("Schools", [Decimal(10)]),
        "0102": ("Streets", [Decimal("20.5")]),
        "02": ("Water", [Decimal(30)]),
        "0201": ("Mains", [Decimal(30)]),
    }


def test_the_hash_of_the_package_holds_its_file(tmp_path: Path) -> None:
    right = hashlib.sha256(DATA.encode()).hexdigest()
    assert read(package(tmp_path, hash=f"sha256:{right}")).problems == []
    with pytest.raises(UnreadableDocumentError, match="data-other-hash"):
        read(package(tmp_path, hash=f"sha256:{right[::-1]}"))


@pytest.mark.parametrize(
    "path", ["../spending.csv", "/etc/passwd", "https://town.example/spending.csv", "a\\b.csv", "", ["a", "b"]]
)
def test_a_file_outside_the_folder_is_not_read(tmp_path: Path, path: Any) -> None:
    with pytest.raises(UnreadableDocumentError, match="data-path-outside"):
        read_package(package(tmp_path, path=path))


@pytest.mark.parametrize("text", ["", "[]", "{}", '{"resources": 3}', "{" * 50_000, '{"resources": [{"path": "a.csv"}]}', "\x00"])
def test_what_is_no_package_is_refused(tmp_path: Path, text: str) -> None:
    file = tmp_path / "datapackage.json"
    file.write_text(text, encoding="utf-8")
    with pytest.raises(UnreadableDocumentError):
        read_package(file)


@pytest.mark.slow
def test_what_a_package_does_not_tell_is_asked_beside_the_map_that_it_makes(tmp_path: Path, content: Path) -> None:
    file = package(tmp_path)
    ended = project.run("import", file, "--content", content, "--lang", "en")
    assert ended.status == 1
    assert "unknown" in ended.out or "expected a table" in ended.out
    draft = ended.out[ended.out.index("# yaml-language-server") :]
    assert draft.rstrip("\n").split("\n") == render_map(read_package(file).map_data)
    parsed, problems = reader.read("map.yaml", draft.replace("unit:  #", "unit: 元 #").encode())
    assert parsed is not None, problems
    assert read_map_data("map", parsed.data).problems == []


@pytest.mark.slow
def test_a_package_is_audited_without_a_map(tmp_path: Path) -> None:
    ended = project.run("audit", package(tmp_path), "--lang", "en")
    assert (ended.status, ended.err) == (0, "")
    assert "60.5" in ended.out
    assert "Nothing tells the unit of the amounts." in ended.out
