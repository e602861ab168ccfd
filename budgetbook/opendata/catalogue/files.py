"""The files that describe the data: how to cite them, and the DCAT-AP catalogue as Turtle and JSON-LD."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import cache, partial

from budgetbook.infra.cache.files import make_writer
from budgetbook.opendata import entity_files
from budgetbook.opendata.catalogue.citation import write_citation
from budgetbook.opendata.catalogue.dcat import Catalogue, Part
from budgetbook.opendata.data_file import DataFile, Measure
from budgetbook.opendata.formats.data_version import DataVersion
from budgetbook.opendata.row_contribution import KIND, MEASURES
from budgetbook.opendata.shared_files import SharedFileBuilder
from budgetbook.opendata.tables.rows import records
from budgetbook.opendata.tables.schema import TABLES
from budgetbook.opendata.tables.site_schema import site_tables


def catalogue_files(builder: SharedFileBuilder, files: tuple[DataFile, ...]) -> Iterator[DataFile]:
    """Yield the citation, and the catalogue in both forms; `files` are the shared files that it describes."""
    more = (
        tuple(file.fingerprint() for file in files),
        builder.contributions.fingerprint(KIND, "books"),
        builder.content.updates,
    )
    version = DataVersion.create(builder.content, files)
    yield DataFile("data/CITATION.cff", lambda: write_citation(builder.content, version))
    statement_measures = cache(lambda: dict(_statement_measures(builder)))
    for form in ("ttl", "jsonld"):
        fill = make_writer(partial(_catalogue_pieces, builder, files, statement_measures, form))
        yield builder.build_file(f"data/catalogue.{form}", fill, tuple(TABLES), *more)


def _catalogue_pieces(
    builder: SharedFileBuilder, files: tuple[DataFile, ...], statement_measures: Callable[[], dict[str, Measure]], form: str
) -> Iterator[bytes]:
    register = builder.contributions.register
    few = len(register.statements) <= builder.limits.measured_statements
    measures = {file.path: file.measure for file in files}
    catalogue = Catalogue(builder.content, measures | statement_measures() if few else measures)
    years = (entry.fiscal_year for entry in register.statements.values())
    catalogue.add_dataset(years, measures, DataVersion.create(builder.content, files))
    rows = records(site_tables(builder.content)["statements"], builder.streams.rows("statements"))
    parts: Iterator[Part] = ((row, entity_files.statement_paths(str(row["statement"]))) for row in rows)
    if few:
        for part in parts:
            catalogue.add_statement(*part)
    return catalogue.to_turtle(parts) if form == "ttl" else catalogue.to_json_ld(parts)


def _statement_measures(builder: SharedFileBuilder) -> Iterator[tuple[str, Measure]]:
    """Yield the path and the measure of each statement's files.

    A build contributes them with the files. A site in memory makes no file before somebody asks for it, so here they are made.
    """
    if contributions := list(builder.contributions.collect(MEASURES)):
        for measures in contributions:
            yield from ((path, Measure(*measure)) for path, measure in measures.items())
        return
    for entity in builder.contributions.register.entities:
        files = entity_files.entity_files(*builder.contributions.load_in_full((entity,)), builder.file_cache)
        yield from ((file.path, file.measure) for file in files if file.statement)
