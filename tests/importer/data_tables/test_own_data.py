"""What the site publishes can be imported again: the same lines, names and amounts, from its data package and from its CSV."""

from __future__ import annotations

import json
from decimal import Decimal
from pathlib import Path
from typing import Any

import project
import pytest
from added_tables import add_tables, loaded

from budgetbook.content.table_map import TableMap
from budgetbook.engine import build
from budgetbook.engine.inputs import BuildOptions
from budgetbook.importer.data_tables.data_package import read_package
from budgetbook.importer.data_tables.mapped_files import MappedTables, list_files, read_files
from budgetbook.importer.data_tables.table_checks import check_tables

pytestmark = pytest.mark.slow
TABLE = "expenditure-by-function"
AMOUNTS = {
    "206": ("科学技术支出", "70.5"),
    "20607": ("科学技术普及", "70.5"),
    "2060701": ("机构运行", "30.25"),
    "2060702": ("科普活动", "40.25"),
    "208": ("社会保障和就业支出", "9"),
    "20805": ("行政事业单位养老支出", "9"),
    "2080505": ("机关事业单位基本养老保险缴费支出", "9"),
}


def make_site(content: Path, folder: Path) -> tuple[str, Path]:
    """Build a site whose statement has the table; the statement, and the folder of the data."""
    rows = [{"code": code, "name": name, "values": [amount]} for code, (name, amount) in AMOUNTS.items()]
    path = add_tables(content, {TABLE: {"rows": rows, "total": ["79.5"]}})
    path.with_suffix(".numbers.txt").unlink()  # the document does not print these
    summary, problems = build.build(content, project.TEMPLATES, folder, BuildOptions())
    assert summary is not None, problems
    return f"{path.parent.name}/{path.stem}", folder / "data"


def assert_same(read: MappedTables) -> None:
    """Every line has the amount that it had, in yuan, and its name, which may have that of its table before it."""
    lines = read.tables[TABLE].sorted_lines
    assert {line.code: line.values for line in lines} == {
        code: [Decimal(amount) * 10_000] for code, (_, amount) in AMOUNTS.items()
    }
    assert [line.code for line in lines if line.name.rpartition("：")[2] != AMOUNTS[line.code][0]] == []


def map_of(settings: dict[str, Any], levels: list[dict[str, Any]]) -> TableMap:
    file = {"has_subtotals": "true", "tables": {TABLE: {"levels": levels}}} | settings
    return TableMap.model_validate({"unit": "元", "numbers": {"decimal": "point"}, "files": {"own": file}})


def test_the_csv_of_a_statement_comes_back(content: Path, tmp_path: Path) -> None:
    statement, data = make_site(content, tmp_path / "site")
    tables = {each for each in loaded(content).statements[statement].breakdowns if each != TABLE}
    levels = [{"code": ["code"], "digits": str(digits), "name": "name_zh"} for digits in (3, 5, 7)]
    settings = {
        "keep": {"table": [TABLE]},
        "leave_out": {"table": ["blank", *tables]},
        "totals": {"name_en": ["Total"]},
        "amounts": [{"column": "expenditure"}],
    }
    (file,) = data.rglob(f"{statement.rpartition('/')[2]}.csv")
    read = read_files(list_files([file]), map_of(settings, levels), None)
    assert read.problems == []
    assert_same(read)


def test_the_data_package_comes_back(content: Path, tmp_path: Path) -> None:
    statement, data = make_site(content, tmp_path / "site")
    package = json.loads((data / "datapackage.json").read_text(encoding="utf-8"))
    columns = [
        field["name"]
        for resource in package["resources"]
        if resource["name"] == "figures"
        for field in resource["schema"]["fields"]
    ]
    classes = [name for name in columns if name.startswith("functional_")]
    assert len(classes) == 3
    levels = [{"code": [name], "name": "name_zh"} for name in classes]
    settings = {
        "name": "figures",
        "keep": {"statement": [statement], "role": ["amount"], "concept": ["expenditure"]},
        "leave_out": {classes[0]: ["blank"]},
        "year_column": "year",
        "currency_column": "currency",
        "amounts": [{"column": "amount"}],
    }
    read = read_files(read_package(data / "datapackage.json").files, map_of(settings, levels), None)
    assert read.problems == []
    assert_same(read)
    assert read.year == loaded(content).statements[statement].fiscal_year
    checks = list(check_tables(read))
    assert len(checks) == 4
    assert all(check.holds for check in checks)
