"""The described files and what all bodies give in; the DCAT-AP catalogue in its two forms out."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import cache, partial

from budgetbook.infra.cache.files import poured
from budgetbook.opendata import entity_files
from budgetbook.opendata.catalogue.dcat import Catalogue, Part
from budgetbook.opendata.contribution import KIND
from budgetbook.opendata.data_file import DataFile
from budgetbook.opendata.shared_files import Making
from budgetbook.opendata.tables.rows import records
from budgetbook.opendata.tables.schema import TABLES

MOST_MEASURED = 100
"""Statements of which the catalogue tells the size and hash of each file, for which it makes all of them; of more it tells
where their files are."""


def of(making: Making, files: tuple[DataFile, ...]) -> Iterator[DataFile]:
    """As Turtle and as JSON-LD; `files` are those of all bodies that it describes."""
    more = (tuple(file.key() for file in files), making.shares.digest(KIND, "books"), making.content.updates)
    own = cache(lambda: tuple(_own(making)))
    for form in ("ttl", "jsonld"):
        fill = poured(partial(_made, making, files, own, form))
        yield making.file(f"data/catalogue.{form}", fill, tuple(TABLES), *more)


def _made(making: Making, files: tuple[DataFile, ...], own: Callable[[], tuple[DataFile, ...]], form: str) -> Iterator[bytes]:
    register = making.shares.register
    few = len(register.statements) <= MOST_MEASURED
    measured = (*files, *own()) if few else files
    made = Catalogue(making.content, {file.path: file for file in measured})
    made.whole(entry.fiscal_year for entry in register.statements.values())
    rows = records(TABLES["statements"], making.streams.rows("statements"))
    parts: Iterator[Part] = ((row, entity_files.paths(str(row["statement"]))) for row in rows)
    if few:
        for part in parts:
            made.part(*part)
    return made.turtle(parts) if form == "ttl" else made.json(parts)


def _own(making: Making) -> Iterator[DataFile]:
    """The files of each statement."""
    for body in making.shares.register.bodies:
        files = entity_files.of(*making.shares.full((body,)), making.keeper)
        yield from (file for file in files if file.statement)
