"""Translates the complaints of the YAML parser into a sentence and a repair in both languages."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

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


_QUOTES = ('"', "'")
_BEFORE_VALUE = re.compile(r"\s*(?:- *+)*+(?:$|[^\s\"':#{\[][^\"':#]*:\s)")
"""A line up to a quote that is none of the value's own: behind the hyphen of an item, or behind a key and its colon."""


def describe_yaml_error(error: yaml.MarkedYAMLError, text: str, loader: Any) -> tuple[int, int, Message, Message]:
    """Line and column from 1, the sentence and the repair; a rare complaint is only called bad YAML."""
    complaint = error.problem or ""
    marks = (error.problem_mark, error.context_mark)
    mark = next(filter(None, reversed(marks) if complaint.startswith(_WHERE_IT_BEGAN) else marks), None)
    place = (mark.line + 1, mark.column + 1) if mark else (1, 1)
    if scalar := _find_open_quote(text, loader, place[0] - 1):
        start = scalar.start_mark
        return start.line + 1, start.column + 1, message("yaml-open-quote", line=place[0]), message("close-the-quote")
    for piece, key, hint in _SAYS:
        if piece in complaint:
            return *place, message(key), message(hint)
    return *place, message("not-yaml"), message("yaml-help")


def _find_open_quote(text: str, loader: Any, error_line: int) -> yaml.ScalarToken | None:
    """The value in quotes whose end is missing, if what should open another value on the line of an error ended it.

    A value in quotes may go on over several lines, so that one without an end takes in the lines below it up to the next value in
    quotes, and the text of that one is the first thing that cannot be read.
    """
    lines = text.split("\n")
    for scalar in _scan_scalars(text, loader):
        end = scalar.end_mark
        if end.line > error_line:
            return None
        spans_lines = scalar.style in _QUOTES and scalar.start_mark.line < end.line
        if spans_lines and end.line == error_line and _BEFORE_VALUE.match(lines[end.line][: end.column - 1]):
            return scalar
    return None


def _scan_scalars(text: str, loader: Any) -> Iterator[yaml.ScalarToken]:
    """Yield the values of a text up to where it can no longer be read."""
    try:
        for token in yaml.scan(text, Loader=loader):
            if isinstance(token, yaml.ScalarToken):
                yield token
    except yaml.YAMLError:
        return
