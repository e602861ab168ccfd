"""The OpenAPI 3.1 description of the static API, with examples taken from the data."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from budgetbook.opendata.api.documents import FOLDER, LISTS, Api, Document
from budgetbook.opendata.formats.data_version import VERSION
from budgetbook.opendata.tables.row_list import RowList
from budgetbook.opendata.tables.translated_texts import format_sentence, join_texts


def describe_api(api: Api, lists: Mapping[str, Document], examples: Mapping[str, tuple[str, Document]]) -> Document:
    """The whole description. `lists` holds the list documents by path, `examples` the path and document of one thing per kind.

    Each list and each list of rows in an example is cut to its first item.
    """
    site = api.content.site
    paths: Document = {f"/{path}": _answers(_summary(api, path), document) for path, document in lists.items()}
    for kind, example in examples.items():
        paths |= _describe_file(api, kind, *example)
    return {
        "openapi": "3.1.0",
        "jsonSchemaDialect": "https://json-schema.org/draft/2020-12/schema",
        "info": {
            "title": join_texts(api.content, site.name),
            "version": VERSION,
            "description": "\n\n".join(format_sentence(api.content, "api-lead").values()),
            "license": {"name": "CC BY 4.0", "identifier": "CC-BY-4.0"},
            "contact": {"name": join_texts(api.content, site.publisher), "url": site.contact},
        },
        "servers": [{"url": site.address.rstrip("/")}],
        "paths": paths,
    }


def _describe_file(api: Api, kind: str, path: str, document: Document) -> Document:
    """The path of one kind of document; a statement's id has two parts, as in its address."""
    name = path.removeprefix(f"{FOLDER}/{LISTS[kind]}/").removesuffix(".json")
    keys = ("entity", "document") if kind == "statement" else (kind,)
    template = f"/{FOLDER}/{LISTS[kind]}/" + "/".join(f"{{{key}}}" for key in keys) + ".json"
    parameters = [
        {"name": key, "in": "path", "required": True, "schema": {"type": "string"}, "example": value}
        for key, value in zip(keys, name.split("/"), strict=True)
    ]
    return {template: {**_answers(_summary(api, kind), document), "parameters": parameters}}


def _summary(api: Api, what: str) -> str:
    key = what.removeprefix(f"{FOLDER}/").removesuffix(".json")
    return " ".join(format_sentence(api.content, f"api-{key}").values())


def _answers(summary: str, document: Document) -> Document:
    name = document["$schema"].rpartition("/")[2]
    schema = f"{FOLDER.removeprefix('data/')}/schema/{name}"  # relative to this file, so it holds wherever the site is served
    content = {"application/json": {"schema": {"$ref": schema}, "example": _shorten(document)}}
    return {"get": {"summary": summary, "responses": {"200": {"description": summary, "content": content}}}}


def _shorten(document: Document) -> Document:
    """The document with each list, and each list of rows, cut to its first item."""
    return {key: _first(part) for key, part in document.items()}


def _first(part: Any) -> Any:
    if isinstance(part, RowList):
        return part.cut().to_plain()
    return part[:1] if isinstance(part, list) else part
