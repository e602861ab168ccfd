"""Every number of a document is marked with what became of it, whatever carries the document, and can be seen on its page."""

from __future__ import annotations

from pathlib import Path

import pytest
import workbench_content
from workbench_content import STATEMENT

from budgetbook.review import page_frame, page_state
from budgetbook.review.workbench import Workbench


@pytest.mark.slow
@pytest.mark.parametrize("carrier", ["txt", "html", "docx", "pdf"])
def test_every_number_is_marked_and_has_its_page(carrier: str, tmp_path: Path) -> None:
    bench = Workbench(workbench_content.import_library(tmp_path, carrier), None)
    files = bench.find(STATEMENT)
    assert files
    view = bench.look(files)
    state, frame = page_state.build_state(view, "en"), page_frame.build_frame(view, "zh")
    became = [
        (each["digits"], each["state"], [(entry["role"], entry["year"]) for entry in each["entries"]])
        for each in state["numbers"]
    ]
    year = "free" if carrier == "txt" else "year"
    assert became == [
        ("2024", year, []),
        ("2024", year, []),
        ("500.00", "figure", [("amount", 2024)]),
        ("2023", year, []),
        ("480.00", "figure", [("prior", 2023)]),
        ("20.00", "figure", [("change", None)]),
        ("9.17", "figure", [("percent", None)]),
        ("300.00", "figure", [("amount", 2024)]),
        ("60.00", "figure", [("share", None)]),
        ("200.00", "figure", [("amount", 2024)]),
        ("40.00", "figure", [("share", None)]),
        ("21.55", "undecided", []),
    ]
    assert [each["findings"] for each in state["numbers"]] == [[]] * 6 + [[0]] + [[]] * 5
    assert state["numbers"][4]["evidence"].startswith("比2023年480.00万元")
    assert frame["fault"] == ""
    if carrier == "pdf":
        boxes = [each["box"] for each in state["numbers"]]
        assert all(0 < left < 1 and 0 < top < 1 and 0 < width < 0.2 and 0 < height < 0.1 for left, top, width, height in boxes)
        assert bench.draw_page(files, 1).startswith(b"\x89PNG")
        line = boxes[1:7]
        assert [box[0] for box in line] == sorted(box[0] for box in line)
    else:
        runs = [run for page in frame["pages"] for block in page["blocks"] for run in block["runs"] if isinstance(run, dict)]
        assert [run["number"] for run in runs] == [each["id"] for each in state["numbers"]]
        assert [run["text"] for run in runs] == [each["digits"] for each in state["numbers"]]
