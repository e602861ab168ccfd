"""Content and its data files in; the data as schema.org describes a Dataset out, for the pages that search engines read."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from budgetbook.content.load import Content, Statement
from budgetbook.content.model import Language
from budgetbook.data import about
from budgetbook.data.datafile import DataFile
from budgetbook.data.package import CC_BY, VERSION
from budgetbook.data.texts import sentence

Linked = dict[str, Any]


def dataset(content: Content, files: Sequence[DataFile], lang: Language) -> Linked:
    """All data, as a https://schema.org/Dataset."""
    said, base = about.of(content), content.site.address
    changed = {"dateModified": said.changed.isoformat()} if said.changed else {}
    years = {"temporalCoverage": f"{said.first_year}-01-01/{said.last_year}-12-31"} if said.first_year else {}
    return {
        "@context": "https://schema.org/",
        "@type": "Dataset",
        "@id": f"{base}data/#dataset",
        "name": said.title[lang],
        "description": said.description[lang],
        "url": f"{base}{lang}/data/",
        "inLanguage": ["zh-CN", "en"],
        "keywords": list(about.KEYWORDS[lang]),
        "license": CC_BY["path"],
        "isAccessibleForFree": True,
        "version": VERSION,
        **changed,
        **years,
        "spatialCoverage": {"@type": "Place", "name": "中国" if lang == "zh" else "China"},
        "publisher": _publisher(content, lang),
        "includedInDataCatalog": {"@type": "DataCatalog", "@id": f"{base}data/#catalogue", "name": content.site.name[lang]},
        "distribution": [_download(base, file) for file in files if not file.statement],
    }


def of_statement(content: Content, statement: Statement, files: Sequence[DataFile], lang: Language) -> Linked:
    """The data of one statement, as a part of all."""
    base, source = content.site.address, statement.source
    based: Linked = {"@type": "CreativeWork", "name": source.title[lang], "publisher": source.publisher[lang]}
    published = {"datePublished": source.published.isoformat()} if source.published else {}
    return {
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
        "isPartOf": {"@type": "Dataset", "@id": f"{base}data/#dataset", "name": about.of(content).title[lang]},
        "distribution": [_download(base, file) for file in files if file.statement == statement.id],
    }


def _publisher(content: Content, lang: Language) -> Linked:
    site = content.site
    return {"@type": "Organization", "@id": f"{site.address}#publisher", "name": site.publisher[lang], "url": site.repository}


def _download(base: str, file: DataFile) -> Linked:
    return {
        "@type": "DataDownload",
        "name": file.name,
        "contentUrl": f"{base}{file.path}",
        "encodingFormat": about.media(file.path),
        "contentSize": str(len(file.data)),
        "sha256": file.sha256,
    }
