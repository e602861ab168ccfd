"""Builds the JSON Schemas of `content/schema/` from the records; editors take completion and hover help from them."""

from __future__ import annotations

import ast
import inspect
import json
from collections.abc import Iterator, Mapping
from itertools import pairwise
from pathlib import Path
from typing import Any

from pydantic import TypeAdapter

from budgetbook.content import country, entity, language_file, model, sections, site_files, statement
from budgetbook.content.fields import Slug
from budgetbook.content.form_words import FormWords
from budgetbook.content.importer_config import ImporterFile
from budgetbook.content.table_map import TableMap
from budgetbook.content.yaml import reader

HOVER_HELP = Path(__file__).with_name("hover_help.yaml")

_KINDS: dict[str, Any] = {
    "site": site_files.Site,
    "language": language_file.LanguageFile,
    "country": country.CountryFile,
    "concepts": dict[Slug, model.Concept],
    "sections": dict[Slug, sections.Section],
    "profile": model.Profile,
    "entity": entity.EntityFile,
    "statement": statement.StatementFile,
    "tables": dict[Slug, model.StandardTable],
    "classification": dict[str, model.ClassificationEntry],
    "importer": ImporterFile,
    "map": TableMap,
    "updates": dict[Slug, site_files.Update],
    "international": model.International,
    "form-words": FormWords,
    "examples": dict[Slug, site_files.Example],
}


def build_schemas() -> dict[str, str]:
    """File name -> schema. The bytes are stable, and each field is explained in both languages."""
    schemas, help_texts = {}, load_help_texts()
    for name, kind in _KINDS.items():
        fields = _add_descriptions(TypeAdapter(kind).json_schema(), help_texts)
        schema = {"$schema": "https://json-schema.org/draft/2020-12/schema", **fields}
        schemas[f"{name}.json"] = json.dumps(schema, ensure_ascii=False, indent=1, sort_keys=True) + "\n"
    return schemas


def load_help_texts() -> dict[str, tuple[str, str]]:
    """`Record.field` -> its help in Chinese and in English; empty where nobody has written it."""
    docstrings = dict(_field_docstrings(model.Record))
    help_file, problems = reader.read(HOVER_HELP.name, HOVER_HELP.read_bytes())
    if help_file is None:
        raise ValueError(problems)
    help_texts = {name: ("", english) for name, english in docstrings.items()}
    for name, text in help_file.data.items():
        help_texts[name] = (text, docstrings.get(name, "")) if isinstance(text, str) else (text["zh"], text["en"])
    return help_texts


def _field_docstrings(kind: type[model.Record]) -> Iterator[tuple[str, str]]:
    """Yield (`Record.field`, docstring) of a record and its subclasses; fields are named as in the YAML.

    Pydantic can collect docstrings itself, but only whenever a record is loaded, which would slow every build.
    """
    for each in (base for base in reversed(kind.__mro__) if issubclass(base, model.Record)):
        body = ast.parse(inspect.getsource(each)).body[0].body  # type: ignore[attr-defined]
        for field, doc_node in pairwise(body):
            if isinstance(field, ast.AnnAssign) and isinstance(doc_node, ast.Expr) and isinstance(doc_node.value, ast.Constant):
                name = ast.unparse(field.target)
                yield f"{kind.__name__}.{kind.model_fields[name].alias or name}", inspect.cleandoc(str(doc_node.value.value))
    for subclass in kind.__subclasses__():
        yield from _field_docstrings(subclass)


def _add_descriptions(schema: dict[str, Any], help_texts: Mapping[str, tuple[str, str]]) -> dict[str, Any]:
    """Add the help in both languages to each field of a schema, in place."""
    for record in (schema, *schema.get("$defs", {}).values()):
        for key, field in record.get("properties", {}).items():
            chinese, english = help_texts.get(f"{record['title']}.{key}", ("", ""))
            if english:
                field["description"] = f"{chinese}\n\n{english}".strip()
    return schema
