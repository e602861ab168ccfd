"""One wrong digit is one finding, whatever units the text and the tables are printed in."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal
from pathlib import Path

import pytest

from budgetbook.importer.draft import dry_run
from budgetbook.importer.draft.assemble import assemble
from budgetbook.importer.readers import detect
from budgetbook.importer.recognise import recognise
from budgetbook.importer.vocabulary import load

_VOCABULARY = load(Path("content"))
_NUMBER = re.compile(r"(?<![0-9.,])[0-9]{1,3}(?:,[0-9]{3})*(?:\.[0-9]+)?(?=元|万元|</td>)")
_AMOUNT = re.compile(r"[0-9]+\.[0-9]{4}")
_PROSE = (
    "一、收支总体情况",
    "2024年收入预算235.4192，其中：一般公共预算拨款收入223.0742，事业收入12.3450。支出预算235.4192，其中：基本支出161.3492，项目支出74.0700。",
    "二、“三公”经费",
    "2024年“三公”经费预算12.3450，其中：因公出国（境）费2.4690，公务接待费1.8517，公务用车购置及运行费8.0243。",
)
_ROWS = (
    ("207", "文化旅游体育与传媒支出", "185.1750", "111.1050", "74.0700"),
    ("20701", "文化和旅游", "185.1750", "111.1050", "74.0700"),
    ("208", "社会保障和就业支出", "50.2442", "50.2442", "0"),
    ("20805", "行政事业单位养老支出", "50.2442", "50.2442", "0"),
    ("2080505", "机关事业单位基本养老保险缴费支出", "49.3800", "49.3800", "0"),
    ("2080599", "其他行政事业单位养老支出", "0.8642", "0.8642", "0"),
    ("", "合计", "235.4192", "161.3492", "74.0700"),
)
_ITEMS = (("合计", "12.3450"), ("因公出国（境）费", "2.4690"), ("公务接待费", "1.8517"), ("公务用车购置及运行费", "8.0243"))


def _write(text_unit: str, table_unit: str) -> str:
    prose = "".join(
        f"<p>{re.sub(r'[0-9]+[.][0-9]{4}', lambda m: _print(m[0], text_unit) + text_unit, line)}</p>" for line in _PROSE
    )
    rows = [("科目编码", "科目名称", "合计", "基本支出", "项目支出"), *_ROWS]
    items: list[tuple[str, ...]] = [("项目", "2024年预算数"), *_ITEMS]
    tables = f"<p>单位支出总表</p>{_table(rows, table_unit)}<p>一般公共预算“三公”经费支出表</p>{_table(items, table_unit)}"
    return f"<p>某某县水务局2024年部门预算</p>{prose}{tables}"


def _table(rows: Sequence[tuple[str, ...]], unit: str) -> str:
    cells = ("".join(f"<td>{_print(cell, unit) if '.' in cell else cell}</td>" for cell in row) for row in rows)
    return f"<p>单位：{unit}</p><table>{''.join(f'<tr>{line}</tr>' for line in cells)}</table>"


def _print(value: str, unit: str) -> str:
    return f"{Decimal(value) * 10000:,.0f}" if unit == "元" else f"{Decimal(value):,.2f}"


def _slips(page: str) -> Iterator[str]:
    """The page with the first digit of each number changed; those of the table's columns and codes are none."""
    for match in _NUMBER.finditer(page):
        start = next((i for i in range(*match.span()) if page[i] in "123456789"), None)
        if start is not None:
            yield page[:start] + str(int(page[start]) % 9 + 1) + page[start + 1 :]


def _count_failures(page: str, folder: Path) -> int:
    file = folder / "statement.html"
    file.write_text(f"<html><meta charset=utf-8><body>{page}</body></html>", encoding="utf-8")
    draft = assemble(recognise(detect.read(file), _VOCABULARY), _VOCABULARY)
    return sum(finding.verdict == "fails" for finding in dry_run.apply_rules(draft, _VOCABULARY))


@pytest.mark.slow
@pytest.mark.parametrize("text_unit", ["元", "万元"])
@pytest.mark.parametrize("table_unit", ["元", "万元"])
def test_one_slip_is_one_finding(text_unit: str, table_unit: str, tmp_path: Path) -> None:
    page = _write(text_unit, table_unit)
    assert _count_failures(page, tmp_path) == 0
    counts = [_count_failures(slip, tmp_path) for slip in _slips(page)]
    assert len(counts) > 30
    assert set(counts) == {1}
