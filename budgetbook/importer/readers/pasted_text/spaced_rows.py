"""Reads tables of coded items that a page gave line by line, a row a line: a code, a name and amounts between spaces.

Heads of merged cells come out of order there, names that were broken over lines stand around their amounts, and empty cells are
lost. The heads must be those of a prescribed form; a name that may have been cut is left out, for its code says the same; amounts
of which the column is not known stand behind the last column.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import pairwise

from budgetbook.importer.readers.document import DocumentTable, GridCell, Paragraph
from budgetbook.importer.readers.pasted_text.column_sums import Family, place_amounts
from budgetbook.importer.readers.pasted_text.form_heads import Form, choose_form, find_forms, is_head_line
from budgetbook.importer.readers.pasted_text.page_rows import PageRow, read_amounts, read_items, read_totals
from budgetbook.importer.readers.pasted_text.stated_amounts import AmountTest

_PAGE_NUMBER = re.compile(r"[-—– ]*[0-9]{1,3}[-—– ]*|第 ?[0-9]{1,3} ?页.*")
_FEWEST_ROWS = 3
_Group = tuple[list[PageRow], list[str]]
"""The rows of a line, with the words behind it up to the next line of rows: pieces of names."""


def read_spaced_rows(lines: Sequence[Paragraph], caption: tuple[str, ...], is_stated: AmountTest) -> DocumentTable | None:
    """The table of some lines; None if they are no coded rows below the heads of a form."""
    return next((table for way in (False, True) if (table := _read(lines, caption, is_stated, has_whole_amounts=way))), None)


def _read(
    lines: Sequence[Paragraph], caption: tuple[str, ...], is_stated: AmountTest, *, has_whole_amounts: bool
) -> DocumentTable | None:
    """The table, where every amount has a fraction or groups of digits, or where one may be a plain number."""

    def read_line(line: Paragraph) -> list[PageRow]:
        items = read_items(line, has_whole_amounts=has_whole_amounts)
        return items or read_totals(line, has_whole_amounts=has_whole_amounts)

    read_lines = [read_line(line) for line in lines]
    first = next((i for i, rows in enumerate(read_lines) if rows), len(lines))
    first = _step_back(lines, read_lines, first)
    forms = find_forms([line.text for line in lines[:first]])
    if not forms:
        return None
    heads = {head.text for head in lines[:first]}
    body = [(line, rows) for line, rows in zip(lines[first:], read_lines[first:], strict=True) if line.text not in heads]
    rows = _read_rows(body)
    if rows is None or sum(bool(row.code and row.amounts) for row in rows) < _FEWEST_ROWS:
        return None
    form = choose_form(forms, [row.values for row in rows])
    return DocumentTable(tuple(_lay_out(rows, form, is_stated)), rows[0].line.text_runs[0].spot, caption) if form else None


def _step_back(lines: Sequence[Paragraph], read_lines: Sequence[Sequence[PageRow]], first: int) -> int:
    """The first row's index, or that of the line before it, if that one begins the row's name."""
    is_nameless = 0 < first < len(lines) and any(not row.name and row.code for row in read_lines[first])
    return first - 1 if is_nameless and not is_head_line(lines[first - 1].text) else first


def _read_rows(body: Sequence[tuple[Paragraph, list[PageRow]]]) -> list[PageRow] | None:
    """The rows; None if a line is neither a row nor a piece of one."""
    groups: list[_Group] = [([], [])]
    for line, items in body:
        if items:
            groups.append((items, []))
        elif read_amounts(line):
            if not _complete(groups, line):
                return None
        elif not _PAGE_NUMBER.fullmatch(line.text):
            if any(character.isdigit() for character in line.text):
                return None
            groups[-1][1].append(line.text)
    rows = [
        row
        for (_, upper_pieces), (items, lower_pieces) in pairwise(groups)
        for row in _name_items(items, upper_pieces, lower_pieces, is_last=items is groups[-1][0])
    ]
    if any(len(items) > 1 for items, _ in groups):  # lists side by side, of which the left one comes first
        rows.sort(key=lambda row: (not row.code, row.code))
    return rows or None


def _complete(groups: list[_Group], line: Paragraph) -> bool:
    """Give a code that stands alone the amounts of a later line; False if there is none.

    Its name is then printed over that of the row above, so that neither can be read.
    """
    rows, pieces = groups[-1]
    if len(rows) != 1 or rows[0].amounts:
        return False
    groups[-1] = ([replace(rows[0], name="", amounts=read_amounts(line))], [])
    if pieces and len(groups) > 2:
        groups[-2] = ([replace(row, name="") if row.code else row for row in groups[-2][0]], groups[-2][1])
    return True


def _name_items(
    items: Sequence[PageRow], upper_pieces: Sequence[str], lower_pieces: Sequence[str], *, is_last: bool
) -> list[PageRow]:
    """The items of a line, without the names that may go on in the lines around it."""
    if not upper_pieces and not lower_pieces:
        return [*items]
    (item, *others) = items
    if not others and item.code and not item.name and len(upper_pieces) == 1 and len(lower_pieces) == 1 and is_last:
        return [replace(item, name="".join((*upper_pieces, *lower_pieces)))]
    return [replace(each, name="") if each.code else each for each in items]


def _list_families(rows: Sequence[PageRow]) -> list[Family]:
    """Each row with those that it is the sum of: a class with its items, the total with the classes."""
    by_code = {row.code: index for index, row in enumerate(rows) if row.code}
    totals = [index for index, row in enumerate(rows) if row.name in ("合计", "总计")]
    parts: dict[int, list[int]] = {}
    for index, row in enumerate(rows):
        uppers = [by_code[row.code[:end]] for end in range(len(row.code) - 2, 2, -2) if row.code[:end] in by_code]
        if row.code and (uppers or len(totals) == 1):
            parts.setdefault(uppers[0] if uppers else totals[0], []).append(index)
    return [Family(whole, tuple(indexes)) for whole, indexes in sorted(parts.items(), key=lambda item: len(rows[item[0]].code))]


def _lay_out(rows: Sequence[PageRow], form: Form, is_stated: AmountTest) -> Iterator[tuple[GridCell | None, ...]]:
    """The head and the rows; amounts whose columns are not known stand behind the last one."""
    width, spot = len(form.columns), rows[0].line.text_runs[0].spot
    columns = place_amounts(
        [row.values for row in rows],
        width,
        form.balances,
        _list_families(rows),
        lambda column, amount: is_stated(form.columns[column], amount),
    )
    known_columns = sorted({column for own in columns for column in own if column is not None})
    spare = max(sum(column is None for column in own) for own in columns)
    yield (
        *(GridCell(text, spot) for text in ("科目编码", "科目名称", *(form.columns[i] for i in known_columns))),
        *(None,) * spare,
    )
    for row, own in zip(rows, columns, strict=True):
        yield tuple(_lay_out_row(row, own, known_columns, spare))


def _lay_out_row(row: PageRow, columns: Sequence[int | None], known_columns: Sequence[int], spare: int) -> Iterator[GridCell]:
    spot = row.line.text_runs[0].spot
    by_column = {column: text for column, text in zip(columns, row.amounts, strict=True) if column is not None}
    loose = [text for column, text in zip(columns, row.amounts, strict=True) if column is None]
    texts = (row.code, row.name, *(by_column.get(column, "") for column in known_columns), *loose, *("",) * (spare - len(loose)))
    yield from (GridCell(text, spot) for text in texts)
