"""Tables of revenue and expenditure side by side that were pasted as text, with empty cells lost or moved."""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal
from pathlib import Path

import pytest

from budgetbook.importer.readers import detect
from budgetbook.importer.readers.document import DocumentTable
from budgetbook.importer.recognise import recognise
from budgetbook.importer.vocabulary import load

_VOCABULARY = load(Path("content"))
_ACCOUNTS = "河湾区图书馆2024年度部门决算\n\n"
_CAPTION = ("收入支出决算总表", "公开01表", "部门：河湾区图书馆", "单位：万元")
_HEADS = ("项目", "行次", "决算数")
_LEFT = (("一、财政拨款收入", "410.20"), ("二、上级补助收入", ""), ("三、事业收入", "31.00"), ("四、其他收入", "8.80"))
_RIGHT = (
    ("一、一般公共服务支出", ""),
    ("二、外交支出", ""),
    ("三、国防支出", ""),
    ("四、公共安全支出", ""),
    ("五、教育支出", ""),
    ("六、科学技术支出", ""),
    ("七、文化旅游体育与传媒支出", "401.75"),
    ("八、社会保障和就业支出", "48.25"),
)


def _rows(first_right: int) -> list[list[str]]:
    """The rows of both sides with their line numbers; the left side ends before the right one."""
    rows = []
    for index, (right_label, right_amount) in enumerate(_RIGHT):
        label, amount = _LEFT[index] if index < len(_LEFT) else ("", "")
        rows.append([label, str(index + 1), amount, right_label, str(first_right + index), right_amount])
    return rows


def _placed(folder: Path, text: str) -> set[tuple[str, str, Decimal]]:
    document = folder / "statement.txt"
    document.write_text(text, encoding="utf-8")
    mentions = recognise(detect.read(document), _VOCABULARY).mentions
    return {(m.concept, m.code, m.value) for m in mentions if m.digits and m.kind == "figure" and m.status == "placed"}


_TRUTH = {
    ("fiscal-appropriation", "", Decimal("410.20")),
    ("service-revenue", "", Decimal("31.00")),
    ("other-revenue", "", Decimal("8.80")),
    ("expenditure", "207", Decimal("401.75")),
    ("expenditure", "208", Decimal("48.25")),
}


def _lines(rows: list[list[str]]) -> str:
    """A cell a line; empty cells are blank lines."""
    cells = [*_CAPTION, "收入", "支出", *_HEADS, *_HEADS, *(cell for row in rows for cell in row)]
    return _ACCOUNTS + "\n\n".join(cells) + "\n"


def _bars(rows: list[list[str]]) -> str:
    """A row a line, the bars of empty cells at its end."""
    lines = [f"{line} | |||||" for line in _CAPTION] + ["收入 | 支出 | ||||", " | ".join((*_HEADS, *_HEADS)) + " |"]
    for row in rows:
        cells = [cell for cell in row if cell]
        lines.append(" | ".join(cells) + " | " + "|" * (6 - len(cells)))
    return _ACCOUNTS + "\n".join(lines) + "\n"


@pytest.mark.parametrize("first_right", [5, 9, 31])
def test_numbered_rows_whose_left_side_is_empty_go_on(first_right: int, tmp_path: Path) -> None:
    """The left side's empty rows have line numbers of their own, or none where the right side goes on counting."""
    rows = _rows(first_right)
    rows = [row if row[0] or first_right > 5 else row[3:] for row in rows]
    assert _placed(tmp_path, _lines(rows)) == _TRUTH


@pytest.mark.parametrize("first_right", [9, 31])
def test_numbered_rows_are_told_by_their_numbers_where_bars_moved(first_right: int, tmp_path: Path) -> None:
    assert _placed(tmp_path, _bars(_rows(first_right))) == _TRUTH


@pytest.mark.parametrize("title", ["1.《{}》", "《{}》", "表一 “{}”"])
def test_the_title_of_a_table_may_stand_in_quotation_marks(title: str, tmp_path: Path) -> None:
    name = next(line for line in _CAPTION if line.endswith("表"))
    for text in (_bars(_rows(9)), _lines(_rows(9))):
        assert _placed(tmp_path, text.replace(name, title.format(name))) == _TRUTH


def test_numbers_that_count_on_both_sides_are_a_table_with_few_amounts(tmp_path: Path) -> None:
    rows = [[*row[:5], ""] if row[3] != "七、文化旅游体育与传媒支出" else row for row in _rows(9)]
    rows = [[row[0], row[1], row[2] if row[1] == "1" else "", *row[3:]] for row in rows]
    assert _placed(tmp_path, _lines(rows)) == {
        ("fiscal-appropriation", "", Decimal("410.20")),
        ("expenditure", "207", Decimal("401.75")),
    }


def test_rows_of_bars_with_several_columns_of_amounts_are_not_told_by_their_numbers(tmp_path: Path) -> None:
    heads = " | ".join((*_HEADS, *_HEADS))
    text = _bars(_rows(9)).replace(heads, heads.removesuffix("决算数") + "合计 | 基金")
    assert _placed(tmp_path, text) == set()


def test_lines_of_bars_above_a_numbered_table_stay_whole(tmp_path: Path) -> None:
    file = tmp_path / "statement.txt"
    list_lines = "序号 | 所属单位 |\n1 | 河湾区少儿图书馆 |\n"
    file.write_text(_bars(_rows(9)).replace(_ACCOUNTS, _ACCOUNTS + list_lines), encoding="utf-8")
    blocks = detect.read(file).blocks
    assert [b.text for b in blocks[1:3] if not isinstance(b, DocumentTable)] == ["序号 | 所属单位 |", "1 | 河湾区少儿图书馆 |"]


_PLAIN_LEFT = (("一、财政拨款收入", "441.20"), ("二、财政专户资金", "12.00"), ("三、事业收入", "0"))
_PLAIN_RIGHT = (("一、一般公共服务", "0"), ("二、外交", "0"), ("三、国防", "0"), ("四、公共安全", "0"), ("五、教育", "453.20"))


@pytest.mark.parametrize(
    ("title", "heads"),
    [
        ("收支预算总表", ("收入", "支出", "项目", "预算数", "项目", "预算数")),
        ("收支预算总表", ("项目", "预算数", "项目", "预算数")),
        ("公共预算收支总表", ("项目", "金额", "项目", "金额")),
    ],
)
def test_sides_are_told_by_the_list_that_a_bare_class_continues(title: str, heads: tuple[str, ...], tmp_path: Path) -> None:
    pairs = [pair for each in zip(_PLAIN_LEFT, _PLAIN_RIGHT, strict=False) for pair in each]
    cells = [title, "部门：河湾区图书馆", "单位：万元", *heads, *(c for p in (*pairs, *_PLAIN_RIGHT[3:]) for c in p)]
    assert {
        ("fiscal-appropriation", "", Decimal("441.20")),
        ("special-account-funds", "", Decimal("12.00")),
        ("expenditure", "205", Decimal("453.20")),
        ("expenditure", "202", Decimal(0)),
    } <= _placed(tmp_path, "河湾区图书馆2024年部门预算\n\n" + "\n\n".join(cells) + "\n")


def test_a_list_that_skips_a_number_tells_no_sides(tmp_path: Path) -> None:
    cells = ["收支预算总表", "单位：万元", "项目", "预算数", "项目", "预算数"]
    cells += ["一、财政拨款收入", "441.20", "一、一般公共服务", "0", "二、外交", "3", "六、科学技术", "438.20"]
    assert _placed(tmp_path, "河湾区图书馆2024年部门预算\n\n" + "\n\n".join(cells) + "\n") == set()


def test_sides_end_in_totals_and_what_was_carried_over(tmp_path: Path) -> None:
    pairs = [pair for each in zip(_PLAIN_LEFT, _PLAIN_RIGHT, strict=False) for pair in each]
    ends = [("本年收入合计", "453.20"), ("本年支出合计", "453.20"), ("用事业基金弥补收支差额", "1.00"), ("年初结转", "2.00")]
    ends += [("结余分配", "0.50"), ("年末结转", "2.50"), ("总计", "456.20"), ("总计", "456.20")]
    cells = ["收支预算总表", "单位：万元", "项目", "预算数", "项目", "预算数"]
    cells += [cell for pair in (*pairs, *_PLAIN_RIGHT[3:], *ends) for cell in pair]
    assert {
        ("carry-over", "", Decimal("2.00")),
        ("carried-forward", "", Decimal("2.50")),
        ("total-revenue", "", Decimal("456.20")),
        ("total-expenditure", "", Decimal("456.20")),
    } <= _placed(tmp_path, "河湾区图书馆2024年部门预算\n\n" + "\n\n".join(cells) + "\n")


@pytest.mark.parametrize("write", [_lines, _bars])
def test_short_whole_numbers_are_amounts_where_the_line_numbers_do_not_go_on_with_them(
    write: Callable[[list[list[str]]], str], tmp_path: Path
) -> None:
    rows = [[label, number, amount.replace("31.00", "31"), *rest] for label, number, amount, *rest in _rows(11)]
    assert ("service-revenue", "", Decimal(31)) in _placed(tmp_path, write(rows))
    # where the line number of the next row would be the same, the amount is not believed
    doubtful = [[label, number, amount.replace("31", "4"), *rest] for label, number, amount, *rest in rows]
    assert ("service-revenue", "", Decimal(4)) not in _placed(tmp_path, write(doubtful))
