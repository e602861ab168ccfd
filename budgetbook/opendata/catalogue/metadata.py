"""Metadata that all catalogues share: titles, years, dates and media types."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from budgetbook.content.content import Content
from budgetbook.content.text import Language
from budgetbook.opendata.formats import FORMATS
from budgetbook.opendata.tables.translated_texts import format_sentence

_MEDIA_TYPES = {"csv": "text/csv", "json": "application/json", **{each.suffix: each.media_type for each in FORMATS}}
_GZIP_SUFFIX = ".gz"


@dataclass(frozen=True, slots=True)
class DatasetMetadata:
    """Metadata of the data as a whole."""

    title: dict[Language, str]
    description: dict[Language, str]
    publisher: dict[Language, str]
    first_year: int | None
    last_year: int | None
    last_update: date | None
    """Day of the newest update; None if the content records none."""


def dataset_metadata(content: Content, years: Iterable[int]) -> DatasetMetadata:
    """Metadata from `site.yaml` and `updates.yaml`; `years` are those of the statements."""
    site = content.site
    years = sorted(set(years))
    return DatasetMetadata(
        title=dataset_title(content),
        description=format_sentence(content, "dataset-description"),
        publisher={lang: site.publisher[lang] for lang in content.languages},
        first_year=years[0] if years else None,
        last_year=years[-1] if years else None,
        last_update=max((update.date for update in content.updates.values()), default=None),
    )


def dataset_title(content: Content) -> dict[Language, str]:
    """Title of the data as a whole."""
    return format_sentence(content, "dataset-title", site=content.site.name)


def media_type(path: str) -> str:
    """Media type of a data file, of a compressed one what it holds. Raises KeyError for a file that no catalogue lists."""
    return _MEDIA_TYPES[path.removesuffix(_GZIP_SUFFIX).rpartition(".")[2]]


def compression_type(path: str) -> str:
    """Media type of the compression of a file; empty if it has none."""
    return "application/gzip" if path.endswith(_GZIP_SUFFIX) else ""
