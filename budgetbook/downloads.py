"""Content and findings in; every data file of the site out: each number once, with its origin, in the forms that people use."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from budgetbook.data import rows, textfiles
from budgetbook.data.columns import TABLES, Table
from budgetbook.data.rows import Rows
from budgetbook.finding import Finding
from budgetbook.load import Content
from budgetbook.model import LANGUAGES

LICENCE = "https://creativecommons.org/licenses/by/4.0/"


@dataclass(frozen=True, slots=True)
class DataFile:
    """One finished data file."""

    table: str
    """The table that it holds; empty for a file of all of them, or of something else."""
    path: str
    """In the site: `data/figures.csv`."""
    rows: int
    data: bytes

    @property
    def sha256(self) -> str:
        """Of the whole file."""
        return hashlib.sha256(self.data).hexdigest()


def of(content: Content, findings: Mapping[str, tuple[Finding, ...]]) -> tuple[DataFile, ...]:
    """Every file, in the order of the data page."""
    made = rows.of(content, findings)
    return tuple(_texts(content, made))


def _texts(content: Content, made: Rows) -> Iterator[DataFile]:
    """Each table as CSV, as JSON, and the schema of the JSON."""
    base = content.site.address
    for name, table in TABLES.items():
        yield DataFile(name, f"data/{name}.csv", len(made[name]), textfiles.as_csv(table, made[name]))
        records = list(rows.records(table, made[name]))
        whole = {"$schema": f"{base}data/schema/{name}.json", "table": name, "licence": LICENCE, "rows": records}
        yield DataFile(name, f"data/{name}.json", len(made[name]), textfiles.as_json(whole))
        yield DataFile(
            "", f"data/schema/{name}.json", 0, textfiles.as_json(textfiles.schema(table, base, explain(content, table)))
        )


def explain(content: Content, table: Table) -> dict[str, str]:
    """Each column in both languages."""
    words = content.phrases.words
    texts = {column: words[word_of(column)] for column in table.names}
    return {column: " / ".join(text[lang] for lang in LANGUAGES) for column, text in texts.items()}


def word_of(column: str) -> str:
    """The entry of wording.yaml that explains a column."""
    return f"field-{column.replace('_', '-')}"
