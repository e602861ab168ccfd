"""The records of `model.py` in; the JSON Schemas of `content/schema/` out, which give editors completion and hover help."""

from __future__ import annotations

import json
from typing import Any

from pydantic import TypeAdapter

from budgetbook.content import hover, model, statement
from budgetbook.content.fields import Slug
from budgetbook.content.importerfile import ImporterFile

_KINDS: dict[str, Any] = {
    "site": model.Site,
    "wording": model.Phrases,
    "concepts": dict[Slug, model.Concept],
    "sections": dict[Slug, model.Section],
    "profile": model.Profile,
    "entity": model.EntityFile,
    "statement": statement.StatementFile,
    "tables": dict[Slug, model.StandardTable],
    "classification": dict[str, model.ClassificationEntry],
    "importer": ImporterFile,
    "updates": dict[Slug, model.Update],
    "international": model.International,
    "examples": dict[Slug, model.Example],
}


def of() -> dict[str, str]:
    """File name -> schema, stable bytes; each field is explained in both languages."""
    made = {}
    for name, kind in _KINDS.items():
        schema = {"$schema": "https://json-schema.org/draft/2020-12/schema", **_explained(TypeAdapter(kind).json_schema())}
        made[f"{name}.json"] = json.dumps(schema, ensure_ascii=False, indent=1, sort_keys=True) + "\n"
    return made


def _explained(schema: dict[str, Any]) -> dict[str, Any]:
    """A schema whose fields say in Chinese too what they mean."""
    for record in (schema, *schema.get("$defs", {}).values()):
        for key, field in record.get("properties", {}).items():
            name, english = f"{record['title']}.{key}", field.get("description", "")
            chinese, english = hover.BOTH.get(name, (hover.CHINESE.get(name, ""), english))
            if english:
                field["description"] = f"{chinese}\n\n{english}".strip()
    return schema
