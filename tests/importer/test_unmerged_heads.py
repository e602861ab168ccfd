"""Tables of the “three public” expenses whose heads take up two or three rows, with the cells merged, left blank or repeated."""

from __future__ import annotations

import html
from decimal import Decimal
from pathlib import Path

import pytest

from budgetbook.importer.readers import detect
from budgetbook.importer.recognise import recognise
from budgetbook.importer.vocabulary import load

_VOCABULARY = load(Path("content"))
_KEYS = ("three-public", "overseas-travel", "vehicles", "vehicle-purchase", "vehicle-operation", "reception")
_FIRST, _SECOND = "10.00 2.00 6.00 1.00 5.00 2.00", "8.00 1.00 5.50 1.20 4.30 1.50"
_HEADS = "合计|因公出国（境）费|公务用车购置及运行费|<|<|公务接待费"
_LOWER = "^|^|小计|购置费|运行费|^"
_ACCOUNTS, _BUDGET = "河湾区水务局2024年度部门决算", "河湾区水务局2024年部门预算"
_AMOUNTS = f"{_FIRST} {_SECOND}".replace(" ", "|")
_OUTCOME_TABLE, _BUDGET_TABLE = "财政拨款“三公”经费支出决算表", "一般公共预算“三公”经费支出表"
_ACROSS = "<|<|<|<|<"
FORMS = {
    "budget-and-outcome": (
        (_ACCOUNTS, _OUTCOME_TABLE),
        f"预算数|{_ACROSS}|决算数|{_ACROSS}\n{_HEADS}|{_HEADS}\n{_LOWER}|{_LOWER}\n1|2|3|4|5|6|7|8|9|10|11|12\n{_AMOUNTS}",
        ("budget", "amount"),
    ),
    "last-year-and-this": (
        (_BUDGET, _BUDGET_TABLE),
        f"单位|2023年预算数|{_ACROSS}|2024年预算数|{_ACROSS}\n^|{_HEADS}|{_HEADS}\n^|{_LOWER}|{_LOWER}\n水务局|{_AMOUNTS}",
        ("prior", "amount"),
    ),
    "rows": (
        (_ACCOUNTS, _OUTCOME_TABLE),
        (
            "项目|<|预算数|决算数\n合计|<|10.00|8.00\n因公出国（境）费|<|2.00|1.00\n公务用车购置及运行费|小计|6.00|5.50\n"
            "^|购置费|1.00|1.20\n^|运行费|5.00|4.30\n公务接待费|<|2.00|1.50"
        ),
        ("budget", "amount"),
    ),
    "pairs": (
        (_ACCOUNTS, _OUTCOME_TABLE),
        (
            "合计|<|因公出国（境）费|<|公务用车购置及运行费|<|<|<|<|<|公务接待费|<\n"
            "预算数|决算数|预算数|决算数|小计|<|购置费|<|运行费|<|预算数|决算数\n^|^|^|^|预算数|决算数|预算数|决算数|预算数|决算数|^|^\n"
            "10.00|8.00|2.00|1.00|6.00|5.50|1.00|1.20|5.00|4.30|2.00|1.50"
        ),
        ("budget", "amount"),
    ),
}


def _cells(form: str) -> list[list[str]]:
    return [line.split("|") for line in form.split("\n")]


def _merged(cells: list[list[str]]) -> str:
    """`<` belongs to the cell to its left, `^` to the one above."""
    lines = []
    for r, row in enumerate(cells):
        line = ""
        for c, text in enumerate(row):
            if text in "<^":
                continue
            across = next((i for i in range(c + 1, len(row)) if row[i] != "<"), len(row)) - c
            down = next((i for i in range(r + 1, len(cells)) if cells[i][c] != "^"), len(cells)) - r
            line += f"<td rowspan={down} colspan={across}>{html.escape(text)}</td>"
        lines.append(f"<tr>{line}</tr>")
    return f"<table>{''.join(lines)}</table>"


def _blank(cells: list[list[str]]) -> str:
    return f"<table>{''.join(_line('' if text in '<^' else text for text in row) for row in cells)}</table>"


def _repeated(cells: list[list[str]]) -> str:
    full: list[list[str]] = []
    for row in cells:
        full.append([])
        for c, text in enumerate(row):
            full[-1].append(full[-1][-1] if text == "<" else full[-2][c] if text == "^" else text)
    return f"<table>{''.join(map(_line, full))}</table>"


def _line(texts: object) -> str:
    return f"<tr>{''.join(f'<td>{html.escape(text)}</td>' for text in texts)}</tr>"  # type: ignore[attr-defined]


def _placed(document: Path) -> set[tuple[str, str, Decimal]]:
    mentions = recognise(detect.read(document), _VOCABULARY).mentions
    return {(m.concept, m.role, m.value) for m in mentions if m.digits and m.status == "placed" and m.kind == "figure"}


def _wanted(roles: tuple[str, str]) -> set[tuple[str, str, Decimal]]:
    sets = zip(roles, (_FIRST, _SECOND), strict=True)
    return {(key, role, Decimal(digits)) for role, line in sets for key, digits in zip(_KEYS, line.split(), strict=True)}


@pytest.mark.parametrize("name", FORMS)
@pytest.mark.parametrize("lay_out", [_merged, _blank, _repeated])
def test_a_web_page_may_merge_cells_leave_them_blank_or_repeat_them(tmp_path: Path, name: str, lay_out: object) -> None:
    (title, caption), form, roles = FORMS[name]
    page = tmp_path / "statement.html"
    table = lay_out(_cells(form))  # type: ignore[operator]
    page.write_text(
        f"<html><meta charset=utf-8><body><p>{title}</p><p>{caption}</p><p>单位：万元</p>{table}</body></html>", encoding="utf-8"
    )
    assert _placed(page) == _wanted(roles)


@pytest.mark.parametrize("name", FORMS)
@pytest.mark.parametrize("separator", ["\t", " | "])
def test_text_between_tabs_or_bars_has_blank_cells(tmp_path: Path, name: str, separator: str) -> None:
    (title, caption), form, roles = FORMS[name]
    rows = [separator.join("" if text in "<^" else text for text in row) for row in _cells(form)]
    file = tmp_path / "statement.txt"
    file.write_text("\n".join([title, caption, "单位：万元", *rows, ""]), encoding="utf-8")
    assert _placed(file) == _wanted(roles)


LINES = {
    "budget-first": ((_ACCOUNTS, _OUTCOME_TABLE), "预算数|决算数", "", ("budget", "amount")),
    "outcome-first": ((_ACCOUNTS, _OUTCOME_TABLE), "决算数|预算数", "", ("amount", "budget")),
    "last-year-first": ((_BUDGET, _BUDGET_TABLE), "2023年预算数|2024年预算数", "", ("prior", "amount")),
    "last-year-in-words": ((_BUDGET, _BUDGET_TABLE), "上年预算数|本年预算数", "", ("prior", "amount")),
    "with-the-unit": ((_ACCOUNTS, _OUTCOME_TABLE), "单位名称|预算数|决算数", "河湾区水务局", ("budget", "amount")),
}


@pytest.mark.parametrize("name", LINES)
@pytest.mark.parametrize("separator", ["\n", " "])
def test_where_blank_cells_are_lost_the_sums_tell_the_columns(tmp_path: Path, name: str, separator: str) -> None:
    (title, caption), upper, label, roles = LINES[name]
    heads = "合计|因公出国（境）费|公务用车购置及运行费|公务接待费"
    parts = "小计|购置费|运行费"
    rows = [upper, f"{heads}|{heads}", f"{parts}|{parts}", f"{label}|{_AMOUNTS}".strip("|")]
    prose = "河湾区水务局负责全区水资源的统一管理和保护，组织实施取水许可制度，指导水利工程的建设与运行管理。"
    lines = [title, "第一部分 部门概况", prose, "第二部分 部门报表", caption, "单位：万元"]
    file = tmp_path / "statement.txt"
    file.write_text("\n".join([*lines, *(row.replace("|", separator) for row in rows), ""]), encoding="utf-8")
    assert _placed(file) == _wanted(roles)


def test_a_blank_cell_beside_a_head_of_one_column_is_not_its_own(tmp_path: Path) -> None:
    """预算数 stands over one column only: the next one has a head further down that says what it is."""
    rows = _blank(_cells("项目|预算数||说明\n||决算数|\n公务接待费|2.00|1.50|"))
    page = tmp_path / "statement.html"
    head = f"<p>{_ACCOUNTS}</p><p>{_OUTCOME_TABLE}</p><p>单位：万元</p>"
    page.write_text(f"<html><meta charset=utf-8><body>{head}{rows}</body></html>", encoding="utf-8")
    assert _placed(page) == {("reception", "budget", Decimal("2.00")), ("reception", "amount", Decimal("1.50"))}
