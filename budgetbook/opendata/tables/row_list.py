"""Rows under named columns, as the documents of the API hold them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import islice
from typing import Any

from budgetbook.opendata.tables.table import DataColumn, Value


@dataclass(frozen=True)
class RowList:
    """Rows under named columns: the names stand once, whatever the number of rows."""

    columns: tuple[DataColumn, ...]
    rows: Iterable[Sequence[Value | list[Value]] | bytes]
    """Each as values or already encoded (`json_text.encode_row`), several of them joined by commas; a stream is read once."""

    def cut(self) -> RowList:
        """The same columns with the first row alone."""
        return RowList(self.columns, list(islice(self.rows, 1)))

    def to_plain(self) -> dict[str, Any]:
        """As lists and mappings; no row may be encoded yet."""
        return {"columns": [column.name for column in self.columns], "rows": list(self.rows)}
