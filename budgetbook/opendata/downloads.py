"""Content and findings in; every data file of the site out: each number once, with its origin, in the forms that people use."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from pathlib import Path

from budgetbook.aggregate.contributions import LiveShares, Shares
from budgetbook.arithmetic.finding import Finding
from budgetbook.content.loader import Content
from budgetbook.infra.cache.files import FileKeeper
from budgetbook.opendata import contribution, entity_files, table_files
from budgetbook.opendata.api.files import ApiFiles
from budgetbook.opendata.catalogue import files as cataloguefiles
from budgetbook.opendata.data_file import DataFile
from budgetbook.opendata.shared_files import Making

Findings = Mapping[str, tuple[Finding, ...]]


def of(content: Content, findings: Findings, folder: Path | None = None) -> tuple[DataFile, ...]:
    """Every file, in the order of the data page. What takes long to make is kept in `folder` from run to run."""
    shares = LiveShares(content, findings, {contribution.KIND: contribution.of})
    bodies = (of_body(*shares.full((entity,)), folder) for entity in content.entities)
    return (*of_all(content.only(()), shares, folder), *(file for files in bodies for file in files))


def of_body(content: Content, findings: Findings, folder: Path | None = None) -> tuple[DataFile, ...]:
    """The files about the one body in the content and its statements."""
    return tuple(entity_files.of(content, findings, FileKeeper(folder)))


def of_all(content: Content, shares: Shares, folder: Path | None = None) -> tuple[DataFile, ...]:
    """The files of all bodies; the content is the shared one. None of them is ever held whole where it may be large."""
    making = Making(content, shares, FileKeeper(folder))
    files = tuple(table_files.of(making))
    catalogues = cataloguefiles.of(making, tuple(described(files)))
    return (*files, *ApiFiles(making).all(), *catalogues)


def described(files: Iterable[DataFile]) -> tuple[DataFile, ...]:
    """What catalogues list: the tables in each form, the files of all tables, and the files of a statement."""
    return tuple(file for file in files if file.table or file.statement or file.path.startswith("data/budgets."))
