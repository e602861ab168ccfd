"""What a passage says of the rows of a table: items that it lists, and items that it calls by another name."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal

from budgetbook.arithmetic.class_names import without_number
from budgetbook.arithmetic.comparison import compare_same
from budgetbook.arithmetic.finding import Kind
from budgetbook.arithmetic.money import Amount
from budgetbook.arithmetic.passages.item_paths import ItemPath, find_item_paths
from budgetbook.arithmetic.passages.listed_items import ListedItems, find_listed_items
from budgetbook.arithmetic.passages.slip import PassageSlip
from budgetbook.arithmetic.statement_table import StatementTable
from budgetbook.arithmetic.statement_tables import StatementTables
from budgetbook.content.form_words import FormWords
from budgetbook.content.model import ClassificationEntry
from budgetbook.content.row import Row

_MARKS = re.compile(r"[\s（）()“”、]")


def compare_listed_items(tables: StatementTables, words: FormWords, text: str) -> Iterator[tuple[Kind, PassageSlip]]:
    """Yield the names of a list that are 0 in the table by economic nature, and those left out; else the list itself."""
    table = next((s for s in tables.document_tables if s.breakdown.by == "economic" and s.by_code), None)
    if table is None:
        return
    entries = tables.classifications.get("economic", {})
    for item_list in find_listed_items(text, words.lists):
        classes = tables.concepts[item_list.concept].economic_classes
        if _is_complete_for(table, classes, item_list.amount):
            yield from _compare_list(item_list, _names_of(table, entries, classes), _spent_codes(table, classes))


def _compare_list(
    item_list: ListedItems, code_by_name: Mapping[str, str], spent_names: Mapping[str, str]
) -> Iterator[tuple[Kind, PassageSlip]]:
    codes = {name: code_by_name.get(_plain(name)) for name in item_list.names}
    idle = [name for name, code in codes.items() if code and code not in spent_names]
    if sum(code is not None for code in codes.values()) < 2 or len(idle) == len(codes):
        return  # not a list of items, or one of another table
    if idle:
        yield "", PassageSlip("、".join(idle))
    left_out = [name for code, name in spent_names.items() if code not in codes.values()]
    if left_out and item_list.is_whole and all(codes.values()):
        yield "left-out", PassageSlip("、".join(left_out))
    elif not idle:
        yield "", PassageSlip("、".join(item_list.names), is_right=True)


def _is_complete_for(table: StatementTable, classes: Sequence[str], amount: Amount) -> bool:
    """True if the items of the classes are all in the table; where it prints no class, if they make the amount of the text."""
    if any(len(code) == table.codes.level(0) for code in table.by_code):
        return all(_is_complete(table, code) for code in classes) or _make_up(table, classes, amount)
    items = [_value(table, row) or Decimal(0) for code, row in table.by_code.items() if code.startswith(tuple(classes))]
    total = Amount(sum(items, Decimal(0)), table.breakdown.unit)
    return compare_same(amount, total.to_unit(amount.unit)).verdict != "fails"


def _make_up(table: StatementTable, classes: Sequence[str], amount: Amount) -> bool:
    """True if those of the classes that the table prints make the amount of the text, and their items make them."""
    codes = [code for code in classes if code in table.by_code]
    total = sum((_value(table, table.by_code[code]) or Decimal(0) for code in codes), Decimal(0))
    is_all = compare_same(amount, Amount(total, table.breakdown.unit).to_unit(amount.unit)).verdict != "fails"
    return bool(codes) and is_all and all(_is_complete(table, code) for code in codes)


def _is_complete(table: StatementTable, code: str) -> bool:
    """True if the items of a class add up to it, so that an item without a row is 0; a class without a row has no items."""
    items = [
        _value(table, row) for item, row in table.by_code.items() if len(item) == table.codes.level(1) and item.startswith(code)
    ]
    if code not in table.by_code:
        return not items and _is_sum_of_classes(table)
    whole = _value(table, table.by_code[code])
    return bool(items) and whole is not None and whole == sum(item or 0 for item in items)


def _is_sum_of_classes(table: StatementTable) -> bool:
    classes = [_value(table, row) or 0 for code, row in table.by_code.items() if len(code) == table.codes.level(0)]
    total = next((cell.amount.value for cell in table.totals() if cell.column == 0), None)
    return total is not None and total == sum(classes)


def _value(table: StatementTable, row: Row) -> Decimal | None:
    cell = table.cell(row, 0)
    return cell.amount.value if cell else None


def _names_of(table: StatementTable, entries: Mapping[str, ClassificationEntry], classes: Sequence[str]) -> dict[str, str]:
    """Plain name -> code of every item of the classes, as the classification and the table name them."""
    names = {
        _plain(entry.name.as_printed): code
        for code, entry in entries.items()
        if len(code) == table.codes.level(1) and code.startswith(tuple(classes))
    }
    rows = {
        _plain(without_number(row.name)): code
        for code, row in table.by_code.items()
        if len(code) == table.codes.level(1) and code.startswith(tuple(classes))
    }
    return names | rows


def _spent_codes(table: StatementTable, classes: Sequence[str]) -> dict[str, str]:
    """Code -> printed name of every item of the classes with money."""
    return {
        code: without_number(row.name)
        for code, row in table.by_code.items()
        if len(code) == table.codes.level(1) and code.startswith(tuple(classes)) and _value(table, row)
    }


def read_item_names(tables: StatementTables, text: str) -> Iterator[PassageSlip]:
    """Yield the name in each path of 类, 款 and 项 that the document's own table has otherwise; of a right path, the item.

    The other names of the path, or the amount, must tell for certain which row is meant.
    """
    table = tables.functional_table("general-public") or tables.functional_table("all")
    for path in find_item_paths(text):
        if slip := _wrong_class(tables, table, path) or _wrong_item(tables, table, path):
            yield slip
        elif _is_known(tables, path):
            yield PassageSlip(path.names[2], path.names[2], True)


def _is_known(tables: StatementTables, path: ItemPath) -> bool:
    """True if the classification has the whole path."""
    entries = tables.classifications.get("functional", {})
    names = (
        (entries[code[:3]].name.as_printed, entries[code[:5]].name.as_printed, entry.name.as_printed)
        for code, entry in entries.items()
        if len(code) == 7 and code[:5] in entries and code[:3] in entries
    )
    return path.names in names


def _wrong_class(tables: StatementTables, table: StatementTable | None, path: ItemPath) -> PassageSlip | None:
    """The name of the class, where section and item belong to one class alone and the document's own table calls it otherwise.

    Papers keep former names for years: without a table that prints the new one, a former name is no slip.
    """
    entries = tables.classifications.get("functional", {})
    sections = {code: entry.name.as_printed for code, entry in entries.items() if len(code) == 5}
    classes = {
        code[:3]
        for code, entry in entries.items()
        if len(code) == 7 and (sections.get(code[:5]), entry.name.as_printed) == path.names[1:]
    }
    if len(classes) != 1:
        return None
    row = table.by_code.get(next(iter(classes))) if table else None
    if row is None:
        return None
    name = without_number(row.name)
    if _plain(path.names[0]).endswith(_plain(name)) or _plain(name).endswith(_plain(path.names[0])):
        return None
    return PassageSlip(path.names[0], name)


def _wrong_item(tables: StatementTables, table: StatementTable | None, path: ItemPath) -> PassageSlip | None:
    """The name of the item, where the section has one row with the very amount and the row has another name."""
    if table is None or path.amount is None:
        return None
    sections = [code for code, row in table.by_code.items() if len(code) == 5 and _is_same(row.name, path.names[1])]
    if len(sections) != 1:
        return None
    rows = {code: row for code, row in table.by_code.items() if len(code) == 7 and code.startswith(sections[0])}
    entries = tables.classifications.get("functional", {})
    names = [row.name for row in rows.values()] + [
        e.name.as_printed for code, e in entries.items() if code.startswith(sections[0])
    ]
    if any(_is_same(name, path.names[2]) for name in names):
        return None
    equal = [row for row in rows.values() if _has_amount(table, row, path.amount)]
    return PassageSlip(path.names[2], without_number(equal[0].name)) if len(equal) == 1 else None


def _has_amount(table: StatementTable, row: Row, amount: Amount) -> bool:
    cell = table.cell(row, 0)
    return cell is not None and cell.amount.to_base_unit() == amount.to_base_unit()


def _is_same(first: str, second: str) -> bool:
    return _plain(without_number(first)) == _plain(second)


def _plain(name: str) -> str:
    """A name without spaces, brackets and quotation marks, which documents set as they like."""
    return _MARKS.sub("", name)
