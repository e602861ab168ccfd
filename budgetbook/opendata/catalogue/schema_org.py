"""Content and its data files in; the data as schema.org describes a Dataset out, for the pages that search engines read.

A page holds this record, not the content; sizes and hashes of files are asked for when the page is rendered.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from budgetbook.aggregate.contributions import Register
from budgetbook.content.loader import Content, Statement
from budgetbook.content.model import Language
from budgetbook.infra.base.record import record
from budgetbook.opendata.catalogue import metadata
from budgetbook.opendata.data_file import DataFile
from budgetbook.opendata.formats.datapackage import CC_BY, VERSION
from budgetbook.opendata.tables.bilingual import sentence

_Said = dict[str, Any]


@record
class Linked:
    """What a page tells programs of the data on it, a https://schema.org/Dataset."""

    said: _Said
    """All but its files."""
    base: str
    """The address of the site."""
    files: tuple[DataFile, ...]

    def told(self) -> _Said:
        """All of it; this makes the files, for their sizes and hashes."""
        return {**self.said, "distribution": [_download(self.base, file) for file in self.files]}


def dataset(content: Content, register: Register, files: Iterable[DataFile], lang: Language) -> Linked:
    """All data."""
    whole, base = metadata.of(content, (entry.fiscal_year for entry in register.newest)), content.site.address
    changed = {"dateModified": whole.changed.isoformat()} if whole.changed else {}
    period = {"temporalCoverage": f"{whole.first_year}-01-01/{whole.last_year}-12-31"} if whole.first_year else {}
    said = {
        "@context": "https://schema.org/",
        "@type": "Dataset",
        "@id": f"{base}data/#dataset",
        "name": whole.title[lang],
        "description": whole.description[lang],
        "url": f"{base}{lang}/data/",
        "inLanguage": ["zh-CN", "en"],
        "keywords": list(metadata.KEYWORDS[lang]),
        "license": CC_BY["path"],
        "isAccessibleForFree": True,
        "version": VERSION,
        **changed,
        **period,
        "spatialCoverage": {"@type": "Place", "name": "中国" if lang == "zh" else "China"},
        "publisher": _publisher(content, lang),
        "includedInDataCatalog": {"@type": "DataCatalog", "@id": f"{base}data/#catalogue", "name": content.site.name[lang]},
    }
    return Linked(said, base, tuple(file for file in files if not file.statement))


def of_statement(content: Content, statement: Statement, files: Iterable[DataFile], lang: Language) -> Linked:
    """The data of one statement and its own files, as a part of all."""
    base, source = content.site.address, statement.source
    based: _Said = {"@type": "CreativeWork", "name": source.title[lang], "publisher": source.publisher[lang]}
    published = {"datePublished": source.published.isoformat()} if source.published else {}
    said = {
        "@context": "https://schema.org/",
        "@type": "Dataset",
        "@id": f"{base}en/{statement.id}/#dataset",
        "name": source.title[lang],
        "description": sentence(content, "dataset-of-statement", title=source.title)[lang],
        "url": f"{base}{lang}/{statement.id}/",
        "inLanguage": ["zh-CN", "en"],
        "license": CC_BY["path"],
        "isAccessibleForFree": True,
        "version": VERSION,
        "temporalCoverage": str(statement.fiscal_year),
        "spatialCoverage": {"@type": "Place", "name": content.entities[statement.entity].place[lang]},
        "publisher": _publisher(content, lang),
        "isBasedOn": based | published | ({"url": source.url} if source.url else {}),
        "isPartOf": {"@type": "Dataset", "@id": f"{base}data/#dataset", "name": metadata.title(content)[lang]},
    }
    return Linked(said, base, tuple(files))


def _publisher(content: Content, lang: Language) -> _Said:
    site = content.site
    return {"@type": "Organization", "@id": f"{site.address}#publisher", "name": site.publisher[lang], "url": site.repository}


def _download(base: str, file: DataFile) -> _Said:
    return {
        "@type": "DataDownload",
        "name": file.name,
        "contentUrl": f"{base}{file.path}",
        "encodingFormat": metadata.media(file.path),
        "contentSize": str(file.bytes),
        "sha256": file.sha256,
    }
