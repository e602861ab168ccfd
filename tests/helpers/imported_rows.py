"""A document from its text to the rows of the two reports that an import writes, as whoever calls the command gets them."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

import document_parts
from marked_documents import CARRIERS, parse

from budgetbook.importer import run

Rows = list[dict[str, str]]


@dataclass(frozen=True)
class ImportedRows:
    """What an import of one document made."""

    result: run.ImportResult
    numbers: Rows
    findings: Rows

    @property
    def placed(self) -> list[str]:
        """Each figure that was placed, as `digits unit concept[@code] role year`."""
        return list(self._describe_numbers("placed"))

    @property
    def doubtful(self) -> list[str]:
        """Each number whose reading is not sure."""
        return list(self._describe_numbers("doubtful"))

    @property
    def told(self) -> list[str]:
        """Each failure and remark, as `rule[-kind] printed -> computed @ place`; a remark with `?` before it."""
        return [_describe_finding(row) for row in self.findings if row["verdict"] in ("fails", "remark")]

    @property
    def accused(self) -> list[str]:
        """The failures alone."""
        return [_describe_finding(row) for row in self.findings if row["verdict"] == "fails"]

    def ends(self, rule: str, concept: str) -> list[str]:
        """How the checks of a concept by a rule end: each verdict, or the reason why there is none."""
        return [row["why"] or row["verdict"] for row in self.findings if (row["rule"], row["concept"]) == (rule, concept)]

    def _describe_numbers(self, status: str) -> Iterator[str]:
        for row in self.numbers:
            if row["status"] == status:
                code = f"@{row['code']}" if row["code"] else ""
                yield f"{row['printed']}{row['unit']} {row['concept']}{code} {row['role']} {row['year']}"


def _describe_finding(row: dict[str, str]) -> str:
    rule = f"{row['rule']}-{row['kind']}" if row["kind"] else row["rule"]
    sign = "?" if row["verdict"] == "remark" else ""
    values = " -> ".join(value for value in (row["printed"], row["computed"]) if value)
    return f"{sign}{rule} {values} @ {row['place']}".replace("  ", " ")


def import_text(text: str, carrier: str, folder: Path) -> ImportedRows:
    """Import a document of marked lines (see `marked_documents`) as one of its carriers, or as a text file (`txt`)."""
    lines = [line for line in text.strip().splitlines() if line.strip()]
    return import_bytes("\n".join(lines).encode() if carrier == "txt" else CARRIERS[carrier](parse(lines)), carrier, folder)


def import_bytes(data: bytes, carrier: str, folder: Path) -> ImportedRows:
    """Import a file."""
    return import_file(data, f"document.{carrier}", folder)


def import_file(data: bytes, name: str, folder: Path) -> ImportedRows:
    """Import a file of this name."""
    return import_files({name: data}, folder)


def import_files(files: Mapping[str, bytes], folder: Path) -> ImportedRows:
    """Import a document that is in several files."""
    for name, data in files.items():
        (folder / name).write_bytes(data)
    first, *further = (folder / name for name in files)
    reports = folder / "numbers.csv", folder / "findings.csv"
    result = run.import_document(first, document_parts.CONTENT, folder / "body", reports[0], "en", reports[1], further)
    return ImportedRows(result, *map(_read_rows, reports))


def _read_rows(file: Path) -> Rows:
    return list(csv.DictReader(io.StringIO(file.read_text(encoding="utf-8-sig"), newline="")))


def sheet(title: str, unit: str, head: str, rows: Iterable[str]) -> str:
    """The lines of a table: its title, its unit, and rows of cells separated by spaces; `_` is an empty cell."""
    table_lines = [head, *rows]
    cells = ["| " + " | ".join("" if cell == "_" else cell for cell in line.split(" ")) + " |" for line in table_lines]
    return "\n".join([title, f"单位：{unit}", f"! - {unit} " + " ".join("-" * len(head.split(" "))), *cells])
