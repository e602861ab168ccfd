"""What data files hold that does not fit a country's units and classifications, and the entries that these lack."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from budgetbook.content.content import Content
from budgetbook.diagnostics.problem import Problem, message
from budgetbook.importer.data_tables.mapped_files import MappedTables
from budgetbook.importer.data_tables.table_sums import LineSum, TableSums
from budgetbook.importer.draft.yaml_writer import format_field


def find_misfits(mapped_tables: MappedTables, content: Content) -> Iterator[Problem]:
    """What does not fit what the country says of its units and classifications."""
    yield from _find_currencies(mapped_tables, content)
    yield from _find_lengths(mapped_tables, content)


def _find_currencies(mapped_tables: MappedTables, content: Content) -> Iterator[Problem]:
    """Rows in another currency than that of the map's unit."""
    unit = content.units.get(mapped_tables.table_map.unit or "")
    for each in mapped_tables.files:
        for currency, row in each.sums.currencies.items():
            if unit is not None and currency != unit.currency_code:
                text = message("data-other-currency", expected=unit.currency_code, found=currency[:20])
                yield Problem(each.sums.raw.file, row, 1, "", text)


def _find_lengths(mapped_tables: MappedTables, content: Content) -> Iterator[Problem]:
    """Codes that are not as long as the country says that those of the table's classification are."""
    for each in mapped_tables.files:
        for sums in each.sums.tables.values():
            shape = content.shapes.get(content.tables[sums.name].by)
            levels = shape.levels if shape else ()
            line = next((line for line in sums.lines.values() if levels and len(line.code) not in levels), None)
            if line:
                text = message("data-no-such-level", code=line.code, levels=", ".join(map(str, levels)))
                yield Problem(each.sums.raw.file, line.first_row, 1, sums.name, text)


def list_unplaced_lines(sums: TableSums, content: Content) -> list[LineSum]:
    """The lines of a tree of which nothing tells what they are below: their classification has no levels, and does not say it."""
    scheme = content.tables[sums.name].by
    shape, entries = content.shapes.get(scheme), content.classifications.get(scheme, {})
    if (shape and shape.levels) or not any(line.level for line in sums.lines.values()):
        return []
    return [line for line in sums.sorted_lines if line.code not in entries or (entries[line.code].under or "") != line.upper_code]


def tell_unplaced(
    lines_by_table: Mapping[str, list[LineSum]], mapped_tables: MappedTables, content: Content
) -> tuple[list[Problem], list[str]]:
    """A problem for each table with such lines, and the entries that their classification lacks."""
    problems, entries = list[Problem](), dict[str, list[str]]()
    for each in mapped_tables.files:
        for name in each.sums.tables:
            if lines := lines_by_table[name]:
                text = message("data-no-place", scheme=content.tables[name].by, code=lines[0].code)
                problems.append(Problem(each.sums.raw.file, lines[0].first_row, 1, name, text))
                entries |= {f"{content.tables[name].by} {line.code}": _draft_entry(line, content) for line in lines}
    return problems, [text for entry in entries.values() for text in entry]


def _draft_entry(line: LineSum, content: Content) -> list[str]:
    names = {lang: line.name if lang == content.printed_in else "" for lang in content.languages}
    fields: dict[str, object] = {"name": names}
    return list(format_field(line.code, fields | ({"under": line.upper_code} if line.upper_code else {}), 0))
