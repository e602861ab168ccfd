"""The files of the DCAT-AP catalogue: Turtle and JSON-LD."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import cache, partial

from budgetbook.infra.cache.files import make_writer
from budgetbook.opendata import entity_files
from budgetbook.opendata.catalogue.dcat import Catalogue, Part
from budgetbook.opendata.data_file import DataFile
from budgetbook.opendata.row_contribution import KIND
from budgetbook.opendata.shared_files import SharedFileBuilder
from budgetbook.opendata.tables.rows import records
from budgetbook.opendata.tables.schema import TABLES


def catalogue_files(builder: SharedFileBuilder, files: tuple[DataFile, ...]) -> Iterator[DataFile]:
    """Yield the catalogue in both forms; `files` are the shared files that it describes."""
    more = (
        tuple(file.fingerprint() for file in files),
        builder.contributions.fingerprint(KIND, "books"),
        builder.content.updates,
    )
    statement_files = cache(lambda: tuple(_statement_files(builder)))
    for form in ("ttl", "jsonld"):
        fill = make_writer(partial(_catalogue_pieces, builder, files, statement_files, form))
        yield builder.build_file(f"data/catalogue.{form}", fill, tuple(TABLES), *more)


def _catalogue_pieces(
    builder: SharedFileBuilder, files: tuple[DataFile, ...], statement_files: Callable[[], tuple[DataFile, ...]], form: str
) -> Iterator[bytes]:
    register = builder.contributions.register
    few = len(register.statements) <= builder.limits.measured_statements
    measured_files = (*files, *statement_files()) if few else files
    catalogue = Catalogue(builder.content, {file.path: file for file in measured_files})
    catalogue.add_dataset(entry.fiscal_year for entry in register.statements.values())
    rows = records(TABLES["statements"], builder.streams.rows("statements"))
    parts: Iterator[Part] = ((row, entity_files.statement_paths(str(row["statement"]))) for row in rows)
    if few:
        for part in parts:
            catalogue.add_statement(*part)
    return catalogue.to_turtle(parts) if form == "ttl" else catalogue.to_json_ld(parts)


def _statement_files(builder: SharedFileBuilder) -> Iterator[DataFile]:
    """Yield the files of every statement."""
    for entity in builder.contributions.register.entities:
        files = entity_files.entity_files(*builder.contributions.load_in_full((entity,)), builder.file_cache)
        yield from (file for file in files if file.statement)
