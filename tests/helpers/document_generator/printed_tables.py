"""The tables of a document, in the notation of `marked_documents`."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from document_generator.invented_facts import ITEMS, NATURE, OPERATING, PERSONNEL
from document_generator.prose import Writer

HEADS = {"expenditure": "合计", "basic-expenditure": "基本支出", "project-expenditure": "项目支出",
         "personnel-expenses": "人员经费", "operating-expenses": "公用经费"}  # fmt: skip
PUBLIC = ("three-public", "overseas-travel", "reception", "vehicles", "vehicle-purchase", "vehicle-operation")


def _cell(w: Writer, yuan: int) -> str:
    return w.style.money(yuan, w.style.table_unit) if yuan else w.style.nil


def _row(cells: Iterable[str]) -> str:
    return "| " + " | ".join(cells) + " |"


def _title(w: Writer, budget: str, accounts: str) -> list[str]:
    return [w.fill("{year}年") + (accounts if w.facts.is_final else budget), f"单位：{w.style.table_unit}"]


def _codes(w: Writer, code: str, steps: tuple[int, ...]) -> list[str]:
    if w.style.table_codes == "joined":
        return [code]
    edges = [0, *steps]
    return [code[start:end] for start, end in zip(edges, steps, strict=False)]


def _coded(
    w: Writer, name: str, steps: tuple[int, ...], names: dict[str, str], values: dict[str, dict[str, int]], columns: list[str]
) -> list[str]:
    """A table of coded rows: each sum row is made of the rows below it."""
    joined = w.style.table_codes == "joined"
    places = 1 if joined else len(steps)
    codes = sorted({code[:end] for code in values for end in steps})
    head = ["科目编码", *["<"] * (places - 1), "科目名称", *(HEADS[c] for c in columns)]
    lines = [f"! {name} {w.style.table_unit} {' '.join(['code'] * places + ['name', *columns])}", _row(head)]
    sums = {code: {c: sum(v[c] for leaf, v in values.items() if leaf.startswith(code)) for c in columns} for code in ["", *codes]}
    total = _row(["合计", *["<"] * places, *(_cell(w, sums[""][c]) for c in columns)])
    rows = [_row([*_codes(w, code, steps), names[code], *(_cell(w, sums[code][c]) for c in columns)]) for code in codes]
    return [*lines, *([total, *rows] if w.style.total_first else [*rows, total])]


def by_function(w: Writer) -> list[str]:
    """General public expenditure by item, with its two natures."""
    names = {code[:end]: name for code, path in ITEMS.items() for end, name in zip((3, 5, 7), path, strict=True)}
    values = {
        code: {
            "expenditure": amounts.now,
            "basic-expenditure": w.facts.basic[code],
            "project-expenditure": amounts.now - w.facts.basic[code],
        }
        for code, amounts in w.facts.items.items()
    }
    title = _title(w, "一般公共预算支出预算表", "一般公共预算财政拨款支出决算表")
    return title + _coded(w, "general-public-by-function", (3, 5, 7), names, values, list(w.style.columns))


def by_nature(w: Writer) -> list[str]:
    """Basic expenditure by economic item."""
    values = {
        code: {
            "basic-expenditure": amounts.now,
            "personnel-expenses": amounts.now if code in PERSONNEL else 0,
            "operating-expenses": amounts.now if code in OPERATING else 0,
        }
        for code, amounts in w.facts.economic.items()
    }
    columns = ["basic-expenditure", "personnel-expenses", "operating-expenses"]
    title = _title(w, "一般公共预算基本支出预算表", "一般公共预算财政拨款基本支出决算表")
    lines = _coded(w, "basic-by-economic-nature", (3, 5), NATURE | PERSONNEL | OPERATING, values, columns)
    return title + lines


def of_three_public(w: Writer) -> list[str]:
    """The three public expenses: beside each other, or one below the other."""
    title = _title(w, "一般公共预算“三公”经费支出预算表", "一般公共预算财政拨款“三公”经费支出决算表")
    cells = [_cell(w, w.facts.money[name].now) for name in PUBLIC]
    names = [w.style.names[name] for name in PUBLIC]
    if w.style.wide_table:
        lines = [f"! three-public-table {w.style.table_unit} {' '.join(PUBLIC)}"]
        lines.append(_row(["“三公”经费合计", names[1], names[2], names[3], "<", "<"]))
        lines.append(_row(["^", "^", "^", "小计", names[4], names[5]]))
        return [*title, *lines, _row(cells)]
    lines = [f"! three-public-table {w.style.table_unit} name row", _row(["项目", "决算数" if w.facts.is_final else "预算数"])]
    labels = ["合计", f"1.{names[1]}", f"2.{names[2]}", f"3.{names[3]}", f"其中：{names[4]}", names[5]]
    rows = [_row([f"{label}{{{name}}}", cell]) for label, name, cell in zip(labels, PUBLIC, cells, strict=True)]
    return [*title, *lines, *rows]


TABLES: dict[str, Callable[[Writer], list[str]]] = {
    "by-function": by_function,
    "by-nature": by_nature,
    "three-public": of_three_public,
}
