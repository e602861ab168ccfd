"""The finished data files in; a DCAT-AP 3 catalogue of them out, as Turtle and as JSON-LD.

The only module that imports rdflib. Every node has an address of its own, so that the same files give the same bytes. Codes are
those of the vocabularies that DCAT-AP asks for (https://semiceu.github.io/DCAT-AP/releases/3.0.0/).
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from typing import Any

from budgetbook.content.load import Content, Statement
from budgetbook.content.model import LANGUAGES
from budgetbook.data import about
from budgetbook.data.datafile import DataFile
from budgetbook.data.package import CC_BY, VERSION
from budgetbook.data.texts import sentence

_AUTHORITY = "http://publications.europa.eu/resource/authority"
_LANGUAGES = (f"{_AUTHORITY}/language/ZHO", f"{_AUTHORITY}/language/ENG")
_THEMES = (f"{_AUTHORITY}/data-theme/GOVE", f"{_AUTHORITY}/data-theme/ECON")
_IANA = "https://www.iana.org/assignments/media-types"


class Catalogue:
    """The graph, filled in by `made`."""

    def __init__(self, content: Content) -> None:
        import rdflib
        from rdflib import namespace

        self._content, self._base = content, content.site.address
        self._rdf, self._terms = rdflib, namespace
        self.graph = rdflib.Graph()
        self.graph.bind("spdx", "http://spdx.org/rdf/terms#")
        self._vcard = rdflib.Namespace("http://www.w3.org/2006/vcard/ns#")
        self.graph.bind("vcard", self._vcard)

    def made(self, files: Sequence[DataFile]) -> Catalogue:
        """With the whole data as one dataset, and each statement as a part of it."""
        said, dcat, dct = about.of(self._content), self._terms.DCAT, self._terms.DCTERMS
        catalogue, whole = f"{self._base}data/#catalogue", f"{self._base}data/#dataset"
        for node, kind in ((catalogue, dcat.Catalog), (whole, dcat.Dataset)):
            self._add(node, (self._terms.RDF.type, kind), (dct.publisher, self._publisher(said.publisher)))
            self._texts(node, dct.title, said.title)
            self._texts(node, dct.description, said.description)
            self._add(node, (dct.license, CC_BY["path"]), *((dct.language, each) for each in _LANGUAGES))
            self._dated(node, said)
        self._add(catalogue, (self._terms.FOAF.homepage, self._base), (dcat.themeTaxonomy, f"{_AUTHORITY}/data-theme"))
        self._add(catalogue, (dcat.dataset, whole))
        self._describe(whole, self._base + "en/data/", said.first_year, said.last_year)
        version = self._rdf.URIRef(f"{dcat}version")  # newer than the library's list of terms
        self._add(whole, (version, self._literal(VERSION)))
        for lang in LANGUAGES:
            for word in about.KEYWORDS[lang]:
                self._add(whole, (dcat.keyword, self._literal(word, lang)))
        for file in files:
            if not file.statement:
                self._distribution(whole, file)
        for statement in self._content.statements.values():
            part = self._statement(statement, [file for file in files if file.statement == statement.id], said.publisher)
            self._add(catalogue, (dcat.dataset, part))
            self._add(part, (dct.isPartOf, whole))
            self._add(whole, (dct.hasPart, part))
        return self

    def turtle(self) -> bytes:
        """`catalogue.ttl`."""
        return self.graph.serialize(format="turtle", encoding="utf-8")

    def json(self) -> bytes:
        """`catalogue.jsonld`: the nodes and the values in the order of their names, which the library leaves open."""
        context = {prefix: str(name) for prefix, name in sorted(self.graph.namespaces())}
        used = {key: context[key] for key in ("dcat", "dcterms", "foaf", "spdx", "vcard", "xsd")}
        read: dict[str, Any] = json.loads(self.graph.serialize(format="json-ld", context=used, auto_compact=True))
        return (json.dumps(_ordered(read), ensure_ascii=False, indent=1, sort_keys=True) + "\n").encode()

    def _statement(self, statement: Statement, files: Sequence[DataFile], publisher: Mapping[Any, str]) -> str:
        dct, source = self._terms.DCTERMS, statement.source
        node = f"{self._base}en/{statement.id}/#dataset"
        self._add(node, (self._terms.RDF.type, self._terms.DCAT.Dataset), (dct.publisher, self._publisher(publisher)))
        self._texts(node, dct.title, {lang: source.title[lang] for lang in LANGUAGES})
        self._texts(node, dct.description, sentence(self._content, "dataset-of-statement", title=source.title))
        self._describe(node, f"{self._base}en/{statement.id}/", statement.fiscal_year, statement.fiscal_year)
        if source.url:
            self._add(node, (dct.source, source.url))
        for file in files:
            self._distribution(node, file)
        return node

    def _describe(self, node: str, page: str, first: int | None, last: int | None) -> None:
        """What DCAT-AP recommends of a dataset: where, when, what about, whom to ask."""
        dcat, dct, vcard = self._terms.DCAT, self._terms.DCTERMS, self._vcard
        contact, period = f"{self._base}#contact", f"{node}-period"
        self._add(node, (dcat.landingPage, page), (dct.spatial, f"{_AUTHORITY}/country/CHN"), (dcat.contactPoint, contact))
        self._add(node, (dct.accessRights, f"{_AUTHORITY}/access-right/PUBLIC"), *((dcat.theme, each) for each in _THEMES))
        self._add(contact, (self._terms.RDF.type, vcard.Organization), (vcard.hasURL, self._content.site.contact))
        self._texts(contact, vcard.fn, {lang: self._content.site.publisher[lang] for lang in LANGUAGES})
        if first is not None and last is not None:
            self._add(node, (dct.temporal, period))
            ends = ((dcat.startDate, f"{first}-01-01"), (dcat.endDate, f"{last}-12-31"))
            self._add(period, (self._terms.RDF.type, dct.PeriodOfTime))
            self._add(period, *((key, self._literal(day, kind=self._terms.XSD.date)) for key, day in ends))

    def _distribution(self, dataset: str, file: DataFile) -> None:
        dcat, dct, xsd = self._terms.DCAT, self._terms.DCTERMS, self._terms.XSD
        address = f"{self._base}{file.path}"
        node, checksum, spdx = f"{address}#distribution", f"{address}#checksum", self._rdf.Namespace("http://spdx.org/rdf/terms#")
        self._add(dataset, (dcat.distribution, node))
        self._add(node, (self._terms.RDF.type, dcat.Distribution), (dcat.accessURL, address), (dcat.downloadURL, address))
        self._add(node, (dct.title, self._literal(file.name)), (dct.license, CC_BY["path"]), (spdx.checksum, checksum))
        self._add(node, (dcat.mediaType, f"{_IANA}/{about.media(file.path)}"))
        self._add(node, (dcat.byteSize, self._literal(str(len(file.data)), kind=xsd.nonNegativeInteger)))
        self._add(checksum, (self._terms.RDF.type, spdx.Checksum), (spdx.algorithm, spdx.checksumAlgorithm_sha256))
        self._add(checksum, (spdx.checksumValue, self._literal(file.sha256, kind=xsd.hexBinary)))

    def _publisher(self, names: Mapping[Any, str]) -> str:
        node = f"{self._base}#publisher"
        self._add(
            node, (self._terms.RDF.type, self._terms.FOAF.Agent), (self._terms.FOAF.homepage, self._content.site.repository)
        )
        self._texts(node, self._terms.FOAF.name, names)
        return node

    def _dated(self, node: str, said: about.About) -> None:
        if said.changed:
            day = self._literal(said.changed.isoformat(), kind=self._terms.XSD.date)
            self._add(node, (self._terms.DCTERMS.modified, day))

    def _texts(self, node: str, key: Any, texts: Mapping[Any, str]) -> None:
        self._add(node, *((key, self._literal(text, lang)) for lang, text in texts.items()))

    def _literal(self, text: str, lang: str | None = None, kind: Any = None) -> Any:
        return self._rdf.Literal(text, lang=lang, datatype=kind)

    def _add(self, node: str, *pairs: tuple[Any, Any]) -> None:
        """Facts about a node; a plain text is the address of another one."""
        for key, value in pairs:
            other = self._rdf.URIRef(value) if type(value) is str else value
            self.graph.add((self._rdf.URIRef(node), key, other))


def _ordered(value: Any) -> Any:
    """Lists in the order of what is in them: the order of an RDF graph means nothing."""
    if isinstance(value, dict):
        return {key: _ordered(part) for key, part in value.items()}
    if isinstance(value, list):
        return sorted(map(_ordered, value), key=lambda part: json.dumps(part, ensure_ascii=False, sort_keys=True))
    return value
