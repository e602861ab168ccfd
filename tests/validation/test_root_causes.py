"""One wrong digit is one problem: the number that the control list tells, with what follows from it."""

from __future__ import annotations

import re
import shutil
from collections.abc import Callable
from pathlib import Path

import project
import pytest

FIELD = project.ROOT / "tests" / "statements" / "field" / "content" / "statements"

Change = Callable[[str, str, str], Path]
FIGURE = "  basic-expenditure:\n    amount: {}\n"


def said(content: Path, lang: str = "en") -> list[str]:
    return project.run_on(content, "check", lang=lang).problems  # type: ignore[arg-type]


@pytest.mark.slow
@pytest.mark.parametrize("typed", ["954.21", "594.12", "954.13", "854.12"])
def test_a_wrong_digit_is_told_with_what_the_document_prints(change: Change, typed: str) -> None:
    content = change(project.STATEMENT_FILE, FIGURE.format("954.12"), FIGURE.format(typed))
    (problem,) = said(content)
    assert f"figures.basic-expenditure.amount: this says {typed}; the document has 954.12 at 三（一）" in problem
    assert f"write 954.12 (control list: {content}/{project.NUMBERS_FILE}, line " in problem
    assert "follow from it and go away" in problem
    assert "sic: [" not in problem


def test_in_chinese_with_the_name_of_the_figure(change: Change) -> None:
    content = change(project.STATEMENT_FILE, FIGURE.format("954.12"), FIGURE.format("954.21"))
    (problem,) = said(content, "zh")
    assert "基本支出（figures.basic-expenditure.amount）: 这里写的是 954.21，文件在“三（一）”处是 954.12" in problem


WANLI = "wanli-subdistrict-office"
SLIPS = {
    "a figure that shares its number with a table's total": (271, "99706020", "97906020"),
    "a cell whose number stands twice in its row": (1058, "11168569", "11618569"),
}


@pytest.mark.slow
@pytest.mark.parametrize("name", SLIPS)
def test_in_a_statement_made_from_a_pdf(content: Path, name: str) -> None:
    line, right, typed = SLIPS[name]
    shutil.copytree(FIELD / WANLI, content / "statements" / WANLI)
    file = content / "statements" / WANLI / "2024-budget.yaml"
    rows = file.read_text(encoding="utf-8").split("\n")
    rows[line - 1] = rows[line - 1].replace(right, typed, 1)
    file.write_text("\n".join(rows), encoding="utf-8")
    (problem,) = said(content)
    assert f"2024-budget.yaml:{line}:" in problem
    assert re.search(rf"this says {typed}; the document has {right} at .+ \(p\d+ t\d+ r\d+ c\d+\)", problem)
    row = re.search(r"2024-budget\.numbers\.txt, line (\d+)", problem)
    assert row
    listed = file.with_suffix(".numbers.txt").read_text(encoding="utf-8").split("\n")
    assert right in listed[int(row[1]) - 1]
    assert "follow from it and go away" in problem


def test_where_the_list_is_wrong_its_file_and_line_are_named(change: Change) -> None:
    content = change(project.NUMBERS_FILE, " 954.12 ", " 954.21 ")
    (problem,) = said(content)
    assert "this says 954.12; the document has 954.21" in problem
    row = (content / project.NUMBERS_FILE).read_text(encoding="utf-8").split("\n")
    line = next(number for number, text in enumerate(row, 1) if " 954.21 " in text)
    assert f"{project.NUMBERS_FILE}, line {line})" in problem
