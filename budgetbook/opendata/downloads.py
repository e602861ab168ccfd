"""Content and findings in; every data file of the site out: each number once, with its origin, in the forms that people use."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from budgetbook.aggregate.contributions import Contributions, Findings
from budgetbook.content.loader import Content
from budgetbook.infra.cache.files import FileCache
from budgetbook.opendata import entity_files, table_files
from budgetbook.opendata.api.files import ApiFiles
from budgetbook.opendata.catalogue import files as cataloguefiles
from budgetbook.opendata.data_file import DataFile
from budgetbook.opendata.shared_files import SharedFileBuilder


def build_entity_downloads(content: Content, findings: Findings, folder: Path | None = None) -> tuple[DataFile, ...]:
    """The files about the one body in the content and its statements."""
    return tuple(entity_files.entity_files(content, findings, FileCache(folder)))


def build_shared_downloads(content: Content, contributions: Contributions, folder: Path | None = None) -> tuple[DataFile, ...]:
    """The files of all bodies; the content is the shared one. None of them is ever held whole where it may be large."""
    builder = SharedFileBuilder(content, contributions, FileCache(folder))
    files = tuple(table_files.table_files(builder))
    catalogues = cataloguefiles.catalogue_files(builder, tuple(catalogued_files(files)))
    return (*files, *ApiFiles(builder).build_files(), *catalogues)


def catalogued_files(files: Iterable[DataFile]) -> tuple[DataFile, ...]:
    """What catalogues list: the tables in each form, the files of all tables, and the files of a statement."""
    return tuple(file for file in files if file.table or file.statement or file.path.startswith("data/budgets."))
