"""All data files of the site: every number once, with its source, in each download format."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from budgetbook.arithmetic.finding import Findings
from budgetbook.content.content import Content
from budgetbook.infra.cache.files import FileCache
from budgetbook.opendata import entity_files, table_files
from budgetbook.opendata.api.files import ApiFiles
from budgetbook.opendata.catalogue import files as catalogue_outputs
from budgetbook.opendata.contributions import Contributions
from budgetbook.opendata.data_file import DataFile
from budgetbook.opendata.shared_files import DEFAULT_LIMITS, SharedFileBuilder, SizeLimits


def build_entity_downloads(content: Content, findings: Findings, folder: Path | None = None) -> tuple[DataFile, ...]:
    """The files about the only entity in the content and its statements."""
    return tuple(entity_files.entity_files(content, findings, FileCache(folder)))


def build_shared_downloads(
    content: Content, contributions: Contributions, folder: Path | None = None, limits: SizeLimits = DEFAULT_LIMITS
) -> tuple[DataFile, ...]:
    """The files of all entities together, from the common content. Files that may be large are never held in memory."""
    builder = SharedFileBuilder(content, contributions, FileCache(folder), limits)
    files = tuple(table_files.table_files(builder))
    catalogues = catalogue_outputs.catalogue_files(builder, tuple(catalogued_files(files)))
    return (*files, *ApiFiles(builder).build_files(), *catalogues)


def catalogued_files(files: Iterable[DataFile]) -> tuple[DataFile, ...]:
    """Files that catalogues list: tables in each format, files of all tables, and files of a statement."""
    return tuple(file for file in files if file.table or file.statement or file.path.startswith("data/budgets"))
