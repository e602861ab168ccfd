"""The static API in; the OpenAPI 3.1 file that documents it out, with an example of each answer taken from the data."""

from __future__ import annotations

from typing import Any

from budgetbook.data.api import FOLDER, KINDS, Api
from budgetbook.data.package import VERSION
from budgetbook.data.texts import sentence

Document = dict[str, Any]
_NAMES = {"entity": "entities", "statement": "statements", "concept": "concepts"}


def of(api: Api) -> Document:
    """The whole file. An example is the answer for the first thing of its kind."""
    site = api.content.site
    lists = {path: document for path, document in api.files() if path.count("/") == 2 and "items" in document}
    paths: Document = {f"/{path}": _answers(_summary(api, path), document) for path, document in lists.items()}
    for kind in KINDS:
        example = next(((path, document) for path, document in api.documents() if path.split("/")[2] == _NAMES[kind]), None)
        if example:
            paths |= _one(api, kind, *example)
    return {
        "openapi": "3.1.0",
        "jsonSchemaDialect": "https://json-schema.org/draft/2020-12/schema",
        "info": {
            "title": f"{site.name.zh} {site.name.en}",
            "version": VERSION,
            "description": "\n\n".join(sentence(api.content, "api-lead").values()),
            "license": {"name": "CC BY 4.0", "identifier": "CC-BY-4.0"},
            "contact": {"name": f"{site.publisher.zh} {site.publisher.en}", "url": site.contact},
        },
        "servers": [{"url": site.address.rstrip("/")}],
        "paths": paths,
    }


def _one(api: Api, kind: str, path: str, document: Document) -> Document:
    """The path of one kind of thing; a statement's name has two parts, as in its address."""
    name = path.removeprefix(f"{FOLDER}/{_NAMES[kind]}/").removesuffix(".json")
    keys = ("entity", "document") if kind == "statement" else (kind,)
    template = f"/{FOLDER}/{_NAMES[kind]}/" + "/".join(f"{{{key}}}" for key in keys) + ".json"
    parameters = [
        {"name": key, "in": "path", "required": True, "schema": {"type": "string"}, "example": value}
        for key, value in zip(keys, name.split("/"), strict=True)
    ]
    return {template: {**_answers(_summary(api, kind), document), "parameters": parameters}}


def _summary(api: Api, what: str) -> str:
    key = what.removeprefix(f"{FOLDER}/").removesuffix(".json")
    return " ".join(sentence(api.content, f"api-{key}").values())


def _answers(summary: str, document: Document) -> Document:
    schema = f"v1/schema/{document['$schema'].rpartition('/')[2]}"  # beside this file, wherever the site is
    content = {"application/json": {"schema": {"$ref": schema}, "example": _short(document)}}
    return {"get": {"summary": summary, "responses": {"200": {"description": summary, "content": content}}}}


def _short(document: Document) -> Document:
    """The answer with the first item of each list only."""
    return {key: part[:1] if isinstance(part, list) else part for key, part in document.items()}
