"""Old workbooks (.xls) that no program writes: a stray cell far away is read, and a bomb ends in a sentence."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import old_workbooks
import pytest

from budgetbook.importer import sandbox
from budgetbook.importer.readers import workbook
from budgetbook.importer.readers.document import UnreadableDocumentError


def _few_cells(last_row: int = 1, last_column: int = 1) -> bytes:
    return old_workbooks.write_sheet(
        [old_workbooks.label(0, 0, "项目"), old_workbooks.number(0, 1, 68.0), old_workbooks.number(last_row, last_column, 5.0)]
    )


def test_a_stray_cell_in_the_last_row_and_column_is_read_beside_the_others() -> None:
    """The millions of cells between them are nothing, and take no memory."""
    sheet = _few_cells(old_workbooks.ROWS - 1, old_workbooks.COLUMNS - 1)
    (read,) = workbook.read_sheets(old_workbooks.write_book([sheet]))
    assert {position: cell.text for position, cell in read.cells.items()} == {
        (1, 1): "项目", (1, 2): "68", (old_workbooks.ROWS, old_workbooks.COLUMNS): "5"
    }  # fmt: skip


def _read(path: Path) -> int:
    return sum(len(sheet.cells) for sheet in workbook.read_sheets(path.read_bytes()))


BOMBS: dict[str, Callable[[], bytes]] = {
    "styled blanks": lambda: old_workbooks.write_book(
        [old_workbooks.write_sheet(map(old_workbooks.blank_row, range(old_workbooks.ROWS)))]
    ),
    "one sheet many times": lambda: old_workbooks.write_book([_few_cells(old_workbooks.ROWS - 1)] * 60_000),
}


@pytest.mark.slow
@pytest.mark.parametrize("name", list(BOMBS))
@pytest.mark.usefixtures("sandboxed")
def test_a_bomb_ends_in_a_sentence(name: str, tmp_path: Path) -> None:
    pytest.importorskip("resource")
    (tmp_path / "bomb.xls").write_bytes(BOMBS[name]())
    with pytest.raises(UnreadableDocumentError) as refusal:
        sandbox.run(_read, tmp_path / "bomb.xls")
    assert refusal.value.reason.key == "import-beyond-bounds"
