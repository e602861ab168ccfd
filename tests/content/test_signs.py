"""A minus is told from a dash, kept in control lists, and held against what is typed."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import project
import pytest
import sample_documents

from budgetbook.content.control_list import list_numbers, read_numbers, tokens_of
from budgetbook.importer.document_draft import make_control_list

Change = Callable[[str, str, str], Path]
SIGNED = {
    "-79.60": "-79.60",
    "−79.60 万元": "-79.60",
    "－７９．６０": "-79.60",
    "-1,234.50": "-1,234.50",
    "12.5 -3.20 40": "12.5 -3.20 40",
    "收入|-5|3": "-5 3",
    "增加-79.60万元": "-79.60",
    "同比-5.2%": "-5.2",
    "比2023年-79.60万元": "2023 -79.60",
    "合计：-8.00": "-8.00",
    "（79.60）": "(79.60)",
    "(1,234)": "(1,234)",
    "△12.3": "(12.3)",
}
DASHES = {
    "2023-2025": "2023 2025",
    "2023–2025年": "2023 2025",
    "2023 -2025": "2023 2025",
    "2023年-2025年": "2023 2025",
    "5万元-10万元": "5 10",
    "10%-20%": "10 20",
    "1—2": "1 2",
    "——5": "5",
    "-3辆公务用车": "3",
    "-2023年预算": "2023",
    "- 3": "3",
    "附件-3": "3",
    "201-05": "201 05",
    "0577-1234567": "0577 1234567",
    "2024-01-15": "2024 01 15",
    "A-12": "12",
    "(1)": "1",
    "（2023）": "2023",
}


@pytest.mark.parametrize(("text", "shown"), (SIGNED | DASHES).items())
def test_a_minus_and_a_dash(text: str, shown: str) -> None:
    assert " ".join(str(token) for _, token in tokens_of(text)) == shown


def test_a_list_with_signs_is_read_back() -> None:
    text = "-79.60\n（79.60）\n2023-2025\n"
    listed = list_numbers(text.encode(), text)
    assert listed.splitlines()[1:] == ["1 -79.60", "2 (79.60)", "3 2023 2025"]
    numbers, problems = read_numbers("list", listed)
    assert problems == []
    assert numbers is not None
    assert [(t.digits, t.is_bracketed) for line in numbers.lines for t in line.tokens][:2] == [("-79.60", False), ("79.60", True)]


def test_the_cells_of_a_table_keep_their_sign(tmp_path: Path) -> None:
    paper = sample_documents.Paper()
    paper.prose("本年安排12万元。" * 40)
    paper.table([["项目", "金额"], ["甲", "-79.60"], ["乙", "- 8.10"], ["丙", "2023-2025"]], [200, 120])
    file = tmp_path / "document.pdf"
    file.write_bytes(paper.done())
    listed = make_control_list(file, project.CONTENT)
    assert [line.split(" c2 ")[1] for line in listed.splitlines() if " c2 " in line] == ["-79.60", "-8.10", "2023 2025"]


FIGURE = "  basic-expenditure:\n    amount: {}\n"


def said(content: Path, lang: str = "en") -> list[str]:
    return project.run_on(content, "check", lang=lang).problems  # type: ignore[arg-type]


def test_a_minus_that_is_typed_and_not_printed_is_told(change: Change) -> None:
    content = change(project.STATEMENT_FILE, FIGURE.format("954.12"), FIGURE.format("-954.12"))
    (told,) = [problem for problem in said(content) if "this says" in problem]
    assert "figures.basic-expenditure.amount: this says -954.12; the document has 954.12 at 三（一）" in told


def test_a_minus_that_is_printed_and_not_typed_is_told(change: Change) -> None:
    content = change(project.NUMBERS_FILE, " 954.12 ", " -954.12 ")
    (told,) = said(content)
    assert "this says 954.12; the document has -954.12 at 三（一）" in told
    assert "write -954.12 (control list: " in told
    assert "这里写的是 954.12，文件在“三（一）”处是 -954.12" in said(content, "zh")[0]


@pytest.mark.parametrize("typed", ["954.12", "-954.12"])
def test_what_stands_in_brackets_may_be_typed_either_way(change: Change, typed: str) -> None:
    change(project.NUMBERS_FILE, " 954.12 ", " (954.12) ")
    content = change(project.STATEMENT_FILE, FIGURE.format("954.12"), FIGURE.format(typed))
    assert not [problem for problem in said(content) if "this says" in problem or "the document has" in problem]


def test_a_change_whose_direction_is_typed_in_words_may_be_printed_with_a_minus(change: Change) -> None:
    content = change(project.NUMBERS_FILE, " 59.43 ", " -59.43 ")
    assert said(content) == []
