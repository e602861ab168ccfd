"""Describes the data as schema.org datasets, for the pages that search engines read.

A page holds this document rather than the content; file sizes and hashes are computed when the page is rendered.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from budgetbook.content.content import Content, Statement
from budgetbook.content.text import Language
from budgetbook.opendata.catalogue import metadata
from budgetbook.opendata.contributions import Register
from budgetbook.opendata.data_file import DataFile
from budgetbook.opendata.formats.datapackage import CC_BY, VERSION
from budgetbook.opendata.tables.translated_texts import format_sentence

_JsonObject = dict[str, Any]


@dataclass(frozen=True, slots=True)
class SchemaOrgDocument:
    """A https://schema.org/Dataset embedded in a page."""

    properties: _JsonObject
    """All properties except the downloads."""
    base: str
    """Address of the site."""
    files: tuple[DataFile, ...]

    def to_json_ld(self) -> _JsonObject:
        """The complete document; builds the files to learn their sizes and hashes."""
        return {**self.properties, "distribution": [_describe_download(self.base, file) for file in self.files]}


def describe_dataset(content: Content, register: Register, files: Iterable[DataFile], lang: Language) -> SchemaOrgDocument:
    """The data as a whole."""
    dataset_metadata = metadata.dataset_metadata(content, (entry.fiscal_year for entry in register.newest_first))
    base = content.site.address
    date_modified = {"dateModified": dataset_metadata.last_update.isoformat()} if dataset_metadata.last_update else {}
    first, last = dataset_metadata.first_year, dataset_metadata.last_year
    calendar = content.calendar
    period = {"temporalCoverage": f"{calendar.first_day(first)}/{calendar.last_day(last)}"} if first and last else {}
    place = {"spatialCoverage": {"@type": "Place", "name": content.country.name[lang]}} if content.country else {}
    properties = {
        "@context": "https://schema.org/",
        "@type": "Dataset",
        "@id": f"{base}data/#dataset",
        "name": dataset_metadata.title[lang],
        "description": dataset_metadata.description[lang],
        "url": f"{base}{lang}/data/",
        "inLanguage": [content.phrases[each].tag for each in content.languages],
        "keywords": list(content.phrases[lang].keywords),
        "license": CC_BY["path"],
        "isAccessibleForFree": True,
        "version": VERSION,
        **date_modified,
        **period,
        **place,
        "publisher": _describe_publisher(content, lang),
        "includedInDataCatalog": {"@type": "DataCatalog", "@id": f"{base}data/#catalogue", "name": content.site.name[lang]},
    }
    return SchemaOrgDocument(properties, base, tuple(file for file in files if not file.statement))


def describe_statement(content: Content, statement: Statement, files: Iterable[DataFile], lang: Language) -> SchemaOrgDocument:
    """The data of one statement with its own files, as a part of the whole."""
    base, source, publisher = content.site.address, statement.source, content.publisher_of(statement)
    source_document: _JsonObject = {"@type": "CreativeWork", "name": source.title[lang], "publisher": publisher[lang]}
    date_published = {"datePublished": source.published.isoformat()} if source.published else {}
    properties = {
        "@context": "https://schema.org/",
        "@type": "Dataset",
        "@id": f"{base}en/{statement.id}/#dataset",
        "name": source.title[lang],
        "description": format_sentence(content, "dataset-of-statement", title=source.title)[lang],
        "url": f"{base}{lang}/{statement.id}/",
        "inLanguage": [content.phrases[each].tag for each in content.languages],
        "license": CC_BY["path"],
        "isAccessibleForFree": True,
        "version": VERSION,
        "temporalCoverage": str(statement.fiscal_year),
        "spatialCoverage": {"@type": "Place", "name": content.entities[statement.entity].place[lang]},
        "publisher": _describe_publisher(content, lang),
        "isBasedOn": source_document | date_published | ({"url": source.url} if source.url else {}),
        "isPartOf": {"@type": "Dataset", "@id": f"{base}data/#dataset", "name": metadata.dataset_title(content)[lang]},
    }
    return SchemaOrgDocument(properties, base, tuple(files))


def _describe_publisher(content: Content, lang: Language) -> _JsonObject:
    site = content.site
    return {"@type": "Organization", "@id": f"{site.address}#publisher", "name": site.publisher[lang], "url": site.repository}


def _describe_download(base: str, file: DataFile) -> _JsonObject:
    return {
        "@type": "DataDownload",
        "name": file.name,
        "contentUrl": f"{base}{file.path}",
        "encodingFormat": metadata.media_type(file.path),
        "contentSize": str(file.byte_count),
        "sha256": file.measure.sha256,
    }
