"""Reads an Excel workbook (.xlsx or .xls): its sheets in order, each with its tables and its prose."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from importlib import import_module

from budgetbook.importer.readers import package_limits, process_limits
from budgetbook.importer.readers.blocks import BlockBuilder
from budgetbook.importer.readers.document import DocumentContents, Omission, UnreadableDocumentError
from budgetbook.importer.readers.sheet import Sheet
from budgetbook.importer.readers.sheet_layout import add_sheet

_MOST = 60
"""Omissions that are listed."""
_SHEET_SECONDS = 1
"""Processor time that each sheet with something in it adds."""
_MACROS = "_VBA_PROJECT".encode("utf-16-le")


def read(data: bytes) -> DocumentContents:
    """Read what a person sees: numbers as their cells show them, without hidden sheets, rows and columns.

    Raises UnreadableDocumentError for a file with a password or macros, a damaged one, and one that unpacks to far too much.
    """
    builder, omissions = BlockBuilder(), list[Omission]()
    with telling_damage():
        for sheet in read_sheets(data):
            omissions += add_sheet(sheet, builder)
    return replace(builder.finish(), omissions=tuple(omissions[:_MOST]))


def read_sheets(data: bytes) -> Iterator[Sheet]:
    """Yield each sheet as a person sees it. Raises the same errors."""
    is_package = data.startswith(b"PK")
    if is_package:
        package_limits.check_limits(data)
    elif _MACROS in data:
        raise UnreadableDocumentError("import-macros")
    module = import_module(f"budgetbook.importer.readers.{'xlsx_sheets' if is_package else 'xls_sheets'}")
    with telling_damage():
        for sheet in module.read_sheets(data):
            yield sheet
            process_limits.grant_time(_SHEET_SECONDS if sheet.cells else 0)


@contextmanager
def telling_damage() -> Iterator[None]:
    """Make one error of those that both libraries raise on a damaged file."""
    try:
        yield
    except (UnreadableDocumentError, MemoryError, RecursionError):
        raise
    except Exception as error:
        raise UnreadableDocumentError("import-damaged-office") from error
