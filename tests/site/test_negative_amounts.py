"""Amounts below zero are content: the site is built, and every form of the data and every page shows what is printed."""

from __future__ import annotations

import csv
import gzip
import re
from dataclasses import replace
from decimal import Decimal
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import built_site
import openpyxl
import project
import pytest
from amount_styles import UNITS, read_unit
from data_readers import FORMS, TABLES
from hypothesis import example, given, settings
from hypothesis import strategies as st
from project import CheckedContent

from budgetbook.arithmetic.money import Amount
from budgetbook.content.fields import MAX_DECIMALS, MAX_DIGITS, read_number
from budgetbook.content.statement import Project
from budgetbook.content.text import Text

_LINE = re.compile(r"(?<![a-z_])(amount|prior|budget|adjusted|difference): (-?[0-9.]+)")


_CELLS = re.compile(r"(?<![a-z_])((?:values|total): )(\[[^\]]*)")
_DIGITS = re.compile(r"-?[0-9][0-9.]*")


def _turned(digits: str) -> str:
    return digits[1:] if digits.startswith("-") else f"-{digits}"


def turned(text: str) -> str:
    """A statement with every amount below zero that was above: the sums hold as before, and what rose has fallen."""
    text = _LINE.sub(lambda m: f"{m[1]}: {_turned(m[2])}", text)
    text = _CELLS.sub(lambda m: m[1] + _DIGITS.sub(lambda cell: _turned(cell[0]), m[2]), text)
    ways = {"increase": "decrease", "decrease": "increase"}
    return re.sub("(?<=direction: )(increase|decrease)", lambda m: ways[m[1]], text)


def below_zero(to: Path, case: str) -> Path:
    """A golden content, turned over."""
    content = built_site.small_content(to, case)
    for file in content.glob("statements/*/2*.yaml"):
        file.write_text(turned(file.read_text("utf-8")), "utf-8")
        file.with_suffix(".numbers.txt").unlink(missing_ok=True)  # its document has no minus
    return content


@pytest.fixture(scope="module", params=["library", "hillside"])
def below(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The site of such a content, by the front door."""
    folder = tmp_path_factory.mktemp("below")
    content = below_zero(folder / "content", request.param)
    ended = project.run_on(content, "--out", folder / "site")
    assert (ended.status, ended.err) == (0, ""), ended.err
    return folder / "site"


def test_what_is_printed_is_printed(below: Path) -> None:
    with gzip.open(below / "data" / "figures.csv.gz", "rt", encoding="utf-8-sig", newline="") as file:
        rows = [row for row in csv.DictReader(file) if row["role"] == "amount" and row["state"] == "printed"]
    some = [row for row in rows if row["printed"].startswith("-")]
    assert len(some) > 4
    for row in some:
        assert Decimal(row["amount"]) == Amount(Decimal(row["printed"]), read_unit(row["unit"])).to_base_unit()
    assert not [row for row in rows if "'" in row["printed"]]


def test_a_workbook_has_them_as_numbers(below: Path) -> None:
    found = 0
    for path in (below / "data" / "statements").rglob("*.xlsx"):
        sheet = openpyxl.load_workbook(path)["数字 Figures"]
        for row in sheet.iter_rows(min_row=3):
            number, said = row[3].value, str(row[4].value)
            if said.startswith("-"):
                assert number == float(said.split()[0])
                found += 1
    assert found > 4


def test_pages_write_a_minus_before_the_number(below: Path) -> None:
    pages = [page for page in built_site.documents(below).values() if "/2024-budget/" in page.path]
    text = "".join("".join(page.text) for page in pages)
    assert re.search("\N{MINUS SIGN}[0-9]", text)
    assert not re.search(r"(?<![0-9A-Za-z-])-[0-9]+\.[0-9]{2}(?![0-9-])", text)
    assert not re.search("\N{MINUS SIGN}0(元|万元| yuan)", text), "a 0 has no sign, but where it is shown as printed"


@st.composite
def numbers(draw: st.DrawFn) -> tuple[str, str]:
    """A number as content may have it, and its unit."""
    places = draw(st.integers(0, MAX_DECIMALS))
    digits = draw(st.integers(-(10**17), 10**17))
    text = f"{Decimal(digits).scaleb(-places):f}"
    return (text if sum(map(str.isdigit, text)) <= MAX_DIGITS else str(digits)), draw(
        st.sampled_from([str(unit) for unit in UNITS.money])
    )


@given(st.lists(numbers(), min_size=1, max_size=40))
@example([("-0", "万元"), ("-0.00", "元"), ("-79.60", "万元"), ("0.00", "元")])
@example([(f"{sign}{10**17}", unit) for sign in ("-", "") for unit in ("元", "亿元")])
@example([("-99999999999999999", "亿元"), ("0.0000000001", "元"), ("-0.0000000001", "亿元")])
@settings(max_examples=12)
def test_any_number_is_the_same_in_every_form(checked: CheckedContent, drawn: list[tuple[str, str]]) -> None:
    statement = checked.content.statements[project.STATEMENT]
    place, name = next(iter(statement.places)), Text(zh="项目", en="A project")
    projects = {
        f"p{index}": Project(name=name, purpose=name, at=place, amount=read_number(text), unit=read_unit(unit))
        for index, (text, unit) in enumerate(drawn)
    }
    content = replace(
        checked.content,
        statements={statement.id: statement.model_copy(update={"figures": {}, "facts": {}, "projects": projects})},
    )
    amounts = [Amount(Decimal(text), read_unit(unit)).to_base_unit() for text, unit in drawn]
    with TemporaryDirectory() as folder:
        for file in project.downloads_of(content, {statement.id: ()}):
            if file.table == "figures" or file.path.startswith("data/budgets."):
                (Path(folder) / file.name).write_bytes(file.data)
        for form, read in FORMS.items():
            rows: list[dict[str, Any]] = [
                dict(zip(TABLES["figures"].names, row, strict=True)) for row in read(Path(folder), "figures")
            ]
            rows.sort(key=lambda row: int(row["project"].rpartition("/p")[2]))  # a view of the database has no order
            assert [row["printed"] for row in rows] == [text for text, _ in drawn], form
            # A spreadsheet keeps no more than 16 digits of a number.
            assert [float(row["amount"]) for row in rows] == pytest.approx([float(each) for each in amounts], rel=1e-15), form
