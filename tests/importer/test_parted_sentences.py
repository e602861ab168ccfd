"""Sentences that a blank line parted in the middle, between a number and its unit or before a mark."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path

import pytest

from budgetbook.importer.readers import detect
from budgetbook.importer.readers.document import Paragraph
from budgetbook.importer.recognise import recognise
from budgetbook.importer.vocabulary import load

_VOCABULARY = load(Path("content"))
_TITLE = "河湾区图书馆2024年度部门决算\n\n"


def _read(folder: Path, text: str) -> list[str]:
    file = folder / "statement.txt"
    file.write_text(_TITLE + text, encoding="utf-8")
    return [block.text for block in detect.read(file).blocks[1:] if isinstance(block, Paragraph)]


@pytest.mark.parametrize(
    "parts",
    [
        ("2024年总收入407.20万元，比上年增加11.70", "万元，增长2.96%。"),
        ("2024年总收入407.20万元，比上年增加11.70万元，增长2.96", "%。"),
        ("2024年总收入407.20", "万元，比上年增加11.70万元，增长2.96%。"),
        ("2024年总收入407.20万元，比上年增加11.70万元", "，增长2.96%。"),
    ],
)
def test_a_number_goes_on_with_its_unit_in_the_next_paragraph(parts: tuple[str, str], tmp_path: Path) -> None:
    first = f"我馆收入来自财政和读者，{parts[0]}" if "，" not in parts[0] else parts[0]
    assert _read(tmp_path, f"{first}\n\n{parts[1]}\n") == [first + parts[1]]


@pytest.mark.parametrize(
    "lines",
    [
        ("合计", "407.20", "万元", "11.70"),
        ("我馆有职工20人，共有图书12000", "人员情况如下"),
        ("我馆有职工20人。", "万元以下的项目不列。"),
        ("公务接待费，单位：万元", "元，以下同"),
    ],
)
def test_cells_headings_and_whole_sentences_stay_apart(lines: tuple[str, ...], tmp_path: Path) -> None:
    assert _read(tmp_path, "\n\n".join(lines) + "\n") == list(lines)


def test_the_unit_of_a_parted_number_counts(tmp_path: Path) -> None:
    file = tmp_path / "statement.txt"
    file.write_text(_TITLE + "2024年总收入407.20万元，与上年相比增加11.70\n\n万元，增长2.96%。\n", encoding="utf-8")
    mentions = [m for m in recognise(detect.read(file), _VOCABULARY).mentions if m.status == "placed" and m.digits]
    assert [(m.role, m.value, m.unit, str(m.spot)) for m in mentions] == [
        ("amount", Decimal("407.20"), "万元", "l3"),
        ("change", Decimal("11.70"), "万元", "l3"),
        ("percent", Decimal("2.96"), "%", "l5"),
    ]
