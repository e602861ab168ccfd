"""Turns a validation error of Pydantic into a problem in our own words, at its place in the file."""

from __future__ import annotations

import re
from collections.abc import Sequence
from types import UnionType
from typing import Annotated, Any, Union, get_args, get_origin

from pydantic import BaseModel
from pydantic_core import ErrorDetails

from budgetbook.content.yaml.reader import Path, YamlFile
from budgetbook.diagnostics.problem import Message, Problem, did_you_mean, message


def validation_problem(yaml_file: YamlFile, kind: Any, detail: ErrorDetails, languages: Sequence[str]) -> Problem:
    """The problem for one error of Pydantic; `kind` is the type that the whole file was validated against, the site is in
    `languages`."""
    path, context = tuple(detail["loc"]), detail.get("ctx", {})
    at_key = path[-1:] == ("[key]",)
    path = path[:-1] if at_key else path
    match detail["type"]:
        case "missing-language":
            all_of_them = message("write-each", languages=", ".join(languages))
            return yaml_file.problem(path, message("missing-translation", lang=path[-1]), all_of_them)
        case "unknown-language":
            hint = did_you_mean(str(path[-1]), languages)
            return yaml_file.problem(path, message("unknown-key", key=path[-1]), hint, at_key=True)
        case "missing":
            return yaml_file.problem(path, message("missing-key", key=path[-1]))
        case "extra_forbidden":
            hint = did_you_mean(str(path[-1]), _known_keys(kind, path[:-1]))
            return yaml_file.problem(path, message("unknown-key", key=path[-1]), hint, at_key=True)
        case "literal_error":
            allowed_values = re.findall(r"'([^']*)'", context["expected"])
            found_value = str(detail["input"])
            return yaml_file.problem(
                path,
                message("not-one-of", allowed=", ".join(allowed_values), found=found_value),
                did_you_mean(found_value, allowed_values),
                at_key=at_key,
            )
        case "model_type" | "model_attributes_type" | "dict_type" | "tuple_type" | "string_type" as wrong:
            return yaml_file.problem(path, message(f"expected-{wrong.split('_')[0]}".replace("attributes", "model")))
        case key if key == context.get("key"):
            fields = {name: value for name, value in context.items() if name != "key"}
            return yaml_file.problem(path, message(key, **fields), _better_hint(fields), at_key=at_key)
        case _:
            return yaml_file.problem(path, message("invalid", found=str(detail["input"])[:40]))


def _better_hint(fields: dict[str, Any]) -> Message | None:
    return message("write-it-as", better=fields["better"]) if "better" in fields else None


def _known_keys(kind: Any, path: Path) -> list[str]:
    """The keys that the record at `path` may have."""
    for step in path:
        kind = _plain_type(kind)
        if isinstance(kind, type) and issubclass(kind, BaseModel):
            if step not in kind.model_fields:
                return []
            kind = kind.model_fields[str(step)].annotation
        else:
            kind = next(iter(get_args(kind)[-1 if get_origin(kind) is dict else 0 :]), None)
    kind = _plain_type(kind)
    return list(kind.model_fields) if isinstance(kind, type) and issubclass(kind, BaseModel) else []


def _plain_type(kind: Any) -> Any:
    """Strip `Annotated` and `| None` from a type."""
    while get_origin(kind) in (Annotated, Union, UnionType):
        kind = get_args(kind)[0]
    return kind
