"""The DCAT-AP 3 catalogue of the data files, as Turtle and as JSON-LD.

The only module that imports rdflib. Every node has an address of its own, so the same files give the same bytes. Codes are from
the vocabularies that DCAT-AP requires (https://semiceu.github.io/DCAT-AP/releases/3.0.0/).
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from itertools import chain
from typing import Any

from budgetbook.content.content import Content
from budgetbook.content.text import Text
from budgetbook.opendata.catalogue import metadata
from budgetbook.opendata.data_file import Measure
from budgetbook.opendata.formats.datapackage import CC_BY, VERSION
from budgetbook.opendata.formats.json_text import join_pieces, json_items, json_pieces
from budgetbook.opendata.tables.table import Value
from budgetbook.opendata.tables.translated_texts import format_sentence

_AUTHORITY = "http://publications.europa.eu/resource/authority"
_THEMES = (f"{_AUTHORITY}/data-theme/GOVE", f"{_AUTHORITY}/data-theme/ECON")
_IANA = "https://www.iana.org/assignments/media-types"
Part = tuple[Mapping[str, Value], tuple[str, ...]]
"""A row of the table `statements`, and the paths of the statement's files."""
_Fact = tuple[Any, Any, Any]
_Value = tuple[tuple[str, str], ...]


class Catalogue:
    """The catalogue as RDF facts, added one by one."""

    def __init__(self, content: Content, measures: Mapping[str, Measure]) -> None:
        """`measures` holds, by path, the sizes and hashes that the catalogue states."""
        import rdflib
        from rdflib import namespace

        self._content, self._base, self._measures = content, content.site.address, measures
        self._rdf, self._terms = rdflib, namespace
        self._vcard = rdflib.Namespace("http://www.w3.org/2006/vcard/ns#")
        self._facts: dict[_Fact, None] = {}

    @property
    def _languages(self) -> list[str]:
        """The languages of the site as the European authority names them."""
        languages = (self._content.phrases[lang] for lang in self._content.languages)
        return [f"{_AUTHORITY}/language/{each.code.upper()}" for each in languages]

    def add_dataset(self, years: Iterable[int], paths: Iterable[str]) -> None:
        """Add the catalogue, and the whole data as one dataset with the files at `paths`."""
        dataset_metadata, dcat, dct = metadata.dataset_metadata(self._content, years), self._terms.DCAT, self._terms.DCTERMS
        catalogue, dataset = self._catalogue, self._dataset
        for node, kind in ((catalogue, dcat.Catalog), (dataset, dcat.Dataset)):
            self._add(node, (self._terms.RDF.type, kind), (dct.publisher, self._add_publisher()))
            self._add_texts(node, dct.title, dataset_metadata.title)
            self._add_texts(node, dct.description, dataset_metadata.description)
            self._add(node, (dct.license, CC_BY["path"]), *((dct.language, each) for each in self._languages))
            self._add_date(node, dataset_metadata)
        self._add(catalogue, (self._terms.FOAF.homepage, self._base), (dcat.themeTaxonomy, f"{_AUTHORITY}/data-theme"))
        self._add(catalogue, (dcat.dataset, dataset))
        page = f"{self._base}{self._content.languages[0]}/data/"
        self._describe(dataset, page, dataset_metadata.first_year, dataset_metadata.last_year)
        version = self._rdf.URIRef(f"{dcat}version")  # newer than rdflib's list of terms
        self._add(dataset, (version, self._literal(VERSION)))
        for lang in self._content.languages:
            for word in self._content.phrases[lang].keywords:
                self._add(dataset, (dcat.keyword, self._literal(word, lang)))
        for path in paths:
            self._add_distribution(dataset, path)

    def add_statement(self, statement: Mapping[str, Value], paths: Iterable[str]) -> None:
        """Add a statement, given as its row, with its files, as a part of the whole dataset."""
        dct, year = self._terms.DCTERMS, int(str(statement["year"]))
        page = f"{self._base}{self._content.languages[0]}/{statement['statement']}/"
        node = f"{page}#dataset"
        title = Text({lang: str(statement[f"title_{lang}"]) for lang in self._content.languages})
        self._add(node, (self._terms.RDF.type, self._terms.DCAT.Dataset), (dct.publisher, self._add_publisher()))
        self._add_texts(node, dct.title, {lang: title[lang] for lang in self._content.languages})
        self._add_texts(node, dct.description, format_sentence(self._content, "dataset-of-statement", title=title))
        self._describe(node, page, year, year)
        if statement["url"]:
            self._add(node, (dct.source, str(statement["url"])))
        for path in paths:
            self._add_distribution(node, path)
        self._add(self._catalogue, (self._terms.DCAT.dataset, node))
        self._add(node, (dct.isPartOf, self._dataset))
        self._add(self._dataset, (dct.hasPart, node))

    def to_turtle(self, more: Iterable[Part] = ()) -> Iterator[bytes]:
        """Yield `catalogue.ttl` in pieces. Statements in `more`, too many to hold in memory, follow with one fact per line."""
        yield self._graph().serialize(format="turtle", encoding="utf-8")
        for facts in self._additional_facts(more):
            lines = sorted(f"{node.n3()} {key.n3()} {other.n3()} .\n" for node, key, other in facts)
            yield "".join(("\n", *lines)).encode()

    def to_json_ld(self, more: Iterable[Part] = ()) -> Iterator[bytes]:
        """Yield `catalogue.jsonld` in pieces, with nodes and values sorted, since rdflib leaves their order open."""
        graph = self._graph()
        context = {prefix: str(name) for prefix, name in sorted(graph.namespaces())}
        used_context = {key: context[key] for key in ("dcat", "dcterms", "foaf", "spdx", "vcard", "xsd")}
        json_ld: dict[str, Any] = _sort_lists(
            json.loads(graph.serialize(format="json-ld", context=used_context, auto_compact=True))
        )
        parts = self._additional_facts(more)
        if (first := next(parts, None)) is None:
            yield (json.dumps(json_ld, ensure_ascii=False, indent=1, sort_keys=True) + "\n").encode()
            return
        nodes = chain([json_items(json_ld["@graph"])], (json_items(_nodes(facts)) for facts in chain([first], parts)))
        yield from json_pieces({"@context": json_ld["@context"], "@graph": join_pieces(nodes)})

    def _additional_facts(self, parts: Iterable[Part]) -> Iterator[list[_Fact]]:
        """Yield the facts of each part that are not in the catalogue yet."""
        whole = self._facts
        for part in parts:
            self._facts = {}
            self.add_statement(*part)
            part_facts, self._facts = self._facts, whole
            yield [fact for fact in part_facts if fact not in whole]

    def _graph(self) -> Any:
        graph = self._rdf.Graph()
        graph.bind("spdx", "http://spdx.org/rdf/terms#")
        graph.bind("vcard", self._vcard)
        for fact in self._facts:
            graph.add(fact)
        return graph

    @property
    def _catalogue(self) -> str:
        return f"{self._base}data/#catalogue"

    @property
    def _dataset(self) -> str:
        return f"{self._base}data/#dataset"

    def _place(self) -> Iterator[tuple[Any, str]]:
        """The country, as the European authority names it."""
        if country := self._content.country:
            yield self._terms.DCTERMS.spatial, f"{_AUTHORITY}/country/{country.authority_code}"

    def _describe(self, node: str, page: str, first: int | None, last: int | None) -> None:
        """Add what DCAT-AP recommends for a dataset: place, period, themes, access and contact point."""
        dcat, dct, vcard = self._terms.DCAT, self._terms.DCTERMS, self._vcard
        contact, period = f"{self._base}#contact", f"{node}-period"
        self._add(node, (dcat.landingPage, page), *self._place(), (dcat.contactPoint, contact))
        self._add(node, (dct.accessRights, f"{_AUTHORITY}/access-right/PUBLIC"), *((dcat.theme, each) for each in _THEMES))
        self._add(contact, (self._terms.RDF.type, vcard.Organization), (vcard.hasURL, self._content.site.contact))
        self._add_texts(contact, vcard.fn, {lang: self._content.site.publisher[lang] for lang in self._content.languages})
        if first is not None and last is not None:
            self._add(node, (dct.temporal, period))
            calendar = self._content.calendar
            ends = ((dcat.startDate, f"{calendar.first_day(first)}"), (dcat.endDate, f"{calendar.last_day(last)}"))
            self._add(period, (self._terms.RDF.type, dct.PeriodOfTime))
            self._add(period, *((key, self._literal(day, kind=self._terms.XSD.date)) for key, day in ends))

    def _add_distribution(self, dataset: str, path: str) -> None:
        dcat, dct, address = self._terms.DCAT, self._terms.DCTERMS, f"{self._base}{path}"
        node = f"{address}#distribution"
        self._add(dataset, (dcat.distribution, node))
        self._add(node, (self._terms.RDF.type, dcat.Distribution), (dcat.accessURL, address), (dcat.downloadURL, address))
        self._add(node, (dct.title, self._literal(path.rpartition("/")[2])), (dct.license, CC_BY["path"]))
        self._add(node, (dcat.mediaType, f"{_IANA}/{metadata.media_type(path)}"))
        if compression := metadata.compression_type(path):
            self._add(node, (dcat.compressFormat, f"{_IANA}/{compression}"))
        if measure := self._measures.get(path):
            self._add_size_and_checksum(node, f"{address}#checksum", measure)

    def _add_size_and_checksum(self, node: str, checksum: str, measure: Measure) -> None:
        xsd, spdx = self._terms.XSD, self._rdf.Namespace("http://spdx.org/rdf/terms#")
        self._add(node, (spdx.checksum, checksum))
        self._add(node, (self._terms.DCAT.byteSize, self._literal(str(measure.byte_count), kind=xsd.nonNegativeInteger)))
        self._add(checksum, (self._terms.RDF.type, spdx.Checksum), (spdx.algorithm, spdx.checksumAlgorithm_sha256))
        self._add(checksum, (spdx.checksumValue, self._literal(measure.sha256, kind=xsd.hexBinary)))

    def _add_publisher(self) -> str:
        node, site = f"{self._base}#publisher", self._content.site
        self._add(node, (self._terms.RDF.type, self._terms.FOAF.Agent), (self._terms.FOAF.homepage, site.repository))
        self._add_texts(node, self._terms.FOAF.name, {lang: site.publisher[lang] for lang in self._content.languages})
        return node

    def _add_date(self, node: str, dataset_metadata: metadata.DatasetMetadata) -> None:
        if dataset_metadata.last_update:
            day = self._literal(dataset_metadata.last_update.isoformat(), kind=self._terms.XSD.date)
            self._add(node, (self._terms.DCTERMS.modified, day))

    def _add_texts(self, node: str, key: Any, texts: Mapping[Any, str]) -> None:
        self._add(node, *((key, self._literal(text, lang)) for lang, text in texts.items()))

    def _literal(self, text: str, lang: str | None = None, kind: Any = None) -> Any:
        return self._rdf.Literal(text, lang=lang, datatype=kind)

    def _add(self, node: str, *pairs: tuple[Any, Any]) -> None:
        """Add facts about a node; a plain string is the address of another node."""
        for key, value in pairs:
            other = self._rdf.URIRef(value) if type(value) is str else value
            self._facts[self._rdf.URIRef(node), key, other] = None


def _nodes(facts: Iterable[_Fact]) -> Iterator[dict[str, Any]]:
    """Yield nodes in JSON-LD, with all names in full."""
    values_by_node: dict[str, dict[str, set[_Value]]] = {}
    for node, key, other in facts:
        lang, kind = getattr(other, "language", None), getattr(other, "datatype", None)
        value = (("@value", str(other)), *([("@language", lang)] if lang else []), *([("@type", str(kind))] if kind else []))
        values_by_node.setdefault(node, {}).setdefault(key, set()).add(
            value if hasattr(other, "language") else (("@id", str(other)),)
        )
    for node, values in sorted(values_by_node.items()):
        yield {"@id": node, **{key: [dict(value) for value in sorted(each)] for key, each in sorted(values.items())}}


def _sort_lists(value: Any) -> Any:
    """Sort all lists by content: the order of an RDF graph carries no meaning."""
    if isinstance(value, dict):
        return {key: _sort_lists(part) for key, part in value.items()}
    if isinstance(value, list):
        return sorted(map(_sort_lists, value), key=lambda part: json.dumps(part, ensure_ascii=False, sort_keys=True))
    return value
