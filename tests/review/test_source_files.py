"""Statements in several files and in workbooks are shown whole, each number on its page and named as its place is."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest
import workbench_content

from budgetbook.content.document_places import STEP
from budgetbook.content.source_documents import is_source_document
from budgetbook.importer.readers.document import DocumentTable, GridCell, SourceLocation
from budgetbook.review import page_frame, page_state
from budgetbook.review.text_pages import TextPages
from budgetbook.review.words import WORDS
from budgetbook.review.workbench import Workbench

CASES = {
    ("book.xlsx",): ("2026-budget.xlsx",),
    ("text.html", "tables.xlsx"): ("2026-budget.html", "2026-budget.2.xlsx"),
    ("text.html", "tables.pdf"): ("2026-budget.html", "2026-budget.2.pdf"),
}


def look(content: Path, statement: Path) -> tuple[dict[str, Any], dict[str, Any]]:
    bench = Workbench(content, None)
    files = bench.find(f"{statement.parent.name}/{statement.stem}")
    assert files
    view = bench.look(files)
    return page_state.build_state(view, "en"), page_frame.build_frame(view, "zh")


@pytest.mark.slow
@pytest.mark.parametrize("names", list(CASES))
def test_every_number_of_every_file_is_found_on_its_page(names: tuple[str, ...], tmp_path: Path) -> None:
    content, statement = workbench_content.import_forms(tmp_path, names=names)
    assert tuple(name for name in CASES[names] if (statement.parent / name).is_file()) == CASES[names]
    state, frame = look(content, statement)
    assert frame["fault"] == ""
    assert [each["id"] for each in state["numbers"] if not each["isFound"]] == []
    shown: dict[str, tuple[int, str]] = {}
    for page, each in enumerate(frame["pages"], 1):
        for block in each["blocks"]:
            cells = [cell for row in block["rows"] for cell in row]
            runs = [*block["runs"], *(run for cell in cells for run in cell["runs"])]
            shown |= {run["number"]: (page, run["text"].replace(",", "")) for run in runs if isinstance(run, dict)}
    numbers = {each["id"]: (each["page"], each["digits"].strip("()-")) for each in state["numbers"] if each["box"] is None}
    assert shown == numbers
    assert [each["file"] for each in frame["pages"]].count("") == (len(frame["pages"]) if len(names) == 1 else 0)


def test_a_long_table_stays_on_one_page_with_its_numbers() -> None:
    def build_table(number: int) -> DocumentTable:
        cells = ((GridCell(f"{row}.00", SourceLocation(table=number, row=row, column=1)),) for row in range(1, 201))
        return DocumentTable(tuple(cells), SourceLocation(table=number), ("其他情况表1",), ("注：共2年。",))

    pages = TextPages()
    pages.add_blocks([build_table(1), build_table(2)])
    for page, each in enumerate(pages.finish(), 1):
        runs = [run for block in each.blocks for run in (*block.runs, *(run for row in block.rows for run in row[0].runs))]
        keys = {run.number for run in runs if run.number}
        assert keys == {key for key, spot in pages.spots.items() if spot.page == page}
        assert len(keys) == 202


@pytest.mark.slow
def test_a_sheet_has_the_names_of_its_rows_and_columns(tmp_path: Path) -> None:
    content, statement = workbench_content.import_forms(tmp_path, names=("book.xlsx",))
    state, frame = look(content, statement)
    page = next(each for each in frame["pages"] if each["name"] == "单位收支总表")
    (block,) = page["blocks"]
    place = next(each for each in state["numbers"] if each["where"] == "单位收支总表!B10")
    row = block["rows"][block["rowNames"].index("10")]
    (run,) = row[block["columnNames"].index("B")]["runs"]
    assert run == {"text": "5,000,000", "number": place["id"]}
    assert {each["row"] for each in state["numbers"] if each["where"].endswith("单位收支总表!D10")} == {place["row"]}


@pytest.mark.slow
def test_a_file_that_is_missing_or_another_is_told(tmp_path: Path) -> None:
    content, statement = workbench_content.import_forms(tmp_path, names=("text.html", "tables.pdf"))
    second = statement.with_name("2026-budget.2.pdf")
    second.write_bytes(b"%PDF-another")
    assert "2026-budget.2.pdf" in look(content, statement)[1]["fault"]
    second.unlink()
    assert "2026-budget.2" in look(content, statement)[1]["fault"]


@pytest.mark.parametrize("name", ["2026-budget.2.xlsx", "2026-final-accounts.9.PDF", "2026-budget.txt"])
def test_copies_are_known_by_their_names(name: str) -> None:
    assert is_source_document(name)


@pytest.mark.parametrize("name", ["2026-budget.1.xlsx", "2026-budget.10.pdf", "2026-budget.numbers.txt", "2026-budget.2.yaml"])
def test_other_names_are_no_copies(name: str) -> None:
    assert not is_source_document(name)


@pytest.mark.parametrize("step", "fptrcl")
def test_every_step_of_a_place_has_words(step: str) -> None:
    assert re.fullmatch(STEP, f"{step}7")
    assert all("{number}" in str(words) for words in WORDS[f"step-{step}"].values())
