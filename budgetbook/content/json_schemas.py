"""The records of `model.py` in; the JSON Schemas of `content/schema/` out, which give editors completion and hover help."""

from __future__ import annotations

import ast
import inspect
import json
from collections.abc import Iterator
from itertools import pairwise
from typing import Any

from pydantic import TypeAdapter

from budgetbook.content import hover_help, model, statement
from budgetbook.content.fields import Slug
from budgetbook.content.importer_config import ImporterFile

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
    made, said = {}, dict(_said(model.Record))
    for name, kind in _KINDS.items():
        fields = _explained(TypeAdapter(kind).json_schema(), said)
        schema = {"$schema": "https://json-schema.org/draft/2020-12/schema", **fields}
        made[f"{name}.json"] = json.dumps(schema, ensure_ascii=False, indent=1, sort_keys=True) + "\n"
    return made


def _said(kind: type[model.Record]) -> Iterator[tuple[str, str]]:
    """`Record.field`, as files name it, and the docstring under the field: of a record and of all that build on it.

    Pydantic can read them, but does so whenever a record is loaded, which a build does not need and pays for.
    """
    for each in (base for base in reversed(kind.__mro__) if issubclass(base, model.Record)):
        body = ast.parse(inspect.getsource(each)).body[0].body  # type: ignore[attr-defined]
        for field, said in pairwise(body):
            if isinstance(field, ast.AnnAssign) and isinstance(said, ast.Expr) and isinstance(said.value, ast.Constant):
                name = ast.unparse(field.target)
                yield f"{kind.__name__}.{kind.model_fields[name].alias or name}", inspect.cleandoc(str(said.value.value))
    for below in kind.__subclasses__():
        yield from _said(below)


def _explained(schema: dict[str, Any], said: dict[str, str]) -> dict[str, Any]:
    """A schema whose fields say in both languages what they mean."""
    for record in (schema, *schema.get("$defs", {}).values()):
        for key, field in record.get("properties", {}).items():
            name = f"{record['title']}.{key}"
            english = said.get(name, "")
            chinese, english = hover_help.BOTH.get(name, (hover_help.CHINESE.get(name, ""), english))
            if english:
                field["description"] = f"{chinese}\n\n{english}".strip()
    return schema
