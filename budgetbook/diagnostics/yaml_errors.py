"""Translates the complaints of the YAML parser into a sentence and a repair in both languages."""

from __future__ import annotations

import yaml

from budgetbook.diagnostics.problem import Message, message

_SAYS = (
    ("did not find expected key", "yaml-key", "yaml-help"),
    ("did not find expected '-' indicator", "yaml-item", "yaml-help"),
    ("block sequence entries are not allowed", "yaml-no-item", "quote-the-text"),
    ("mapping values are not allowed", "yaml-second-colon", "quote-the-text"),
    ("could not find expected ':'", "yaml-colon", "yaml-help"),
    ("found character that cannot start any token", "yaml-first-character", "quote-the-text"),
    ("found unexpected end of stream", "yaml-quote", "yaml-help"),
    ("did not find expected ',' or", "yaml-bracket", "yaml-help"),
    ("found unknown escape character", "yaml-escape", "quote-it-singly"),
    ("directive", "yaml-directive", "delete-it"),
    ("found incompatible YAML document", "yaml-directive", "delete-it"),
)
"""A fragment of libyaml's sentence (stable for many years), the key of our sentence, and that of the repair."""


_WHERE_IT_BEGAN = ("could not find expected ':'", "found unexpected end of stream")
"""Complaints whose cause is where the parser began to read, not where it gave up."""


def describe_yaml_error(error: yaml.MarkedYAMLError) -> tuple[int, int, Message, Message]:
    """Line and column from 1, the sentence and the repair; a rare complaint is only called bad YAML."""
    complaint = error.problem or ""
    marks = (error.problem_mark, error.context_mark)
    mark = next(filter(None, reversed(marks) if complaint.startswith(_WHERE_IT_BEGAN) else marks), None)
    place = (mark.line + 1, mark.column + 1) if mark else (1, 1)
    for piece, key, hint in _SAYS:
        if piece in complaint:
            return *place, message(key), message(hint)
    return *place, message("not-yaml"), message("yaml-help")
