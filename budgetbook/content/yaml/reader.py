"""Reads a YAML file into plain data (dicts, lists, text) with the line and column of every key and value.

It is far stricter than YAML: whatever two versions read differently, whatever hides content (anchors, tags, merges) or overwrites
it (a repeated key) is refused at its position. Scalars stay text; the field types give them meaning.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

import yaml

from budgetbook.content.yaml.composer import LOADER, SourcePosition, YamlComposer
from budgetbook.content.yaml.encoding import FormError, LineColumn, decode
from budgetbook.diagnostics.problem import Message, Problem

Path = tuple[str | int, ...]
"""The path of a value in its file: `("figures", "revenue", "amount")`."""


@dataclass(frozen=True)
class YamlFile:
    """One parsed file. `data` is a mapping of text to text, lists and mappings."""

    file: str
    data: dict[str, Any]
    lines: list[str] = field(repr=False)
    positions: tuple[list[SourcePosition], list[SourcePosition]] = field(repr=False)
    """The parser's positions of keys and of values, in the order of the file."""

    @cached_property
    def keys(self) -> dict[Path, LineColumn]:
        """The position of each mapping key. Computed on first use, as `values` is: most files have no problem."""
        paths: list[Path] = []
        _walk(self.data, (), paths)
        key_paths = (path for path in paths if path and isinstance(path[-1], str))
        return {
            path: (position.line + 1, position.column + 1) for path, position in zip(key_paths, self.positions[0], strict=True)
        }

    @cached_property
    def values(self) -> dict[Path, LineColumn]:
        """The position of each value."""
        paths: list[Path] = []
        _walk(self.data, (), paths)
        return {path: (position.line + 1, position.column + 1) for path, position in zip(paths, self.positions[1], strict=True)}

    def problem(self, path: Path, text: Message, hint: Message | None = None, *, at_key: bool = False) -> Problem:
        """A problem at a field; if the field is missing, at the nearest enclosing one that is there."""
        line, column = self._place(path, at_key)
        source = self.lines[line - 1] if line <= len(self.lines) else ""
        return Problem(self.file, line, column, ".".join(map(str, path)), text, hint, source)

    def _place(self, path: Path, at_key: bool) -> LineColumn:
        first, second = (self.keys, self.values) if at_key else (self.values, self.keys)
        while path:
            if path in first or path in second:
                return first.get(path) or second[path]
            path, first, second = path[:-1], self.keys, self.values
        return (1, 1)


def _walk(value: Any, path: Path, paths: list[Path]) -> None:
    """Append the paths of all values, in the order of the file."""
    paths.append(path)
    if isinstance(value, dict):
        for key, inner in value.items():
            _walk(inner, (*path, key), paths)
    elif isinstance(value, list):
        for index, inner in enumerate(value):
            _walk(inner, (*path, index), paths)


@dataclass(frozen=True, slots=True)
class Attempt:
    """The outcome of reading a file; without a file where reading broke off."""

    file: YamlFile | None
    problems: list[Problem]


def read(file: str, raw: bytes) -> tuple[YamlFile | None, list[Problem]]:
    """The file, or every problem of form that could be told apart in it (never both)."""
    result = attempt(file, raw)
    return (None if result.problems else result.file), result.problems


def attempt(file: str, raw: bytes) -> Attempt:
    """The file as far as its shape is clear, together with every problem of form."""
    lines: list[str] = []
    try:
        text = decode(raw)
        lines = text.split("\n")
        reader = YamlComposer(text, lines, file)
        data = reader.document()
    except FormError as refusal:
        source = lines[refusal.line - 1] if refusal.line <= len(lines) else ""
        return Attempt(None, [Problem(file, refusal.line, refusal.column, "", refusal.text, refusal.hint, source)])
    return Attempt(YamlFile(file, data, lines, (reader.keys, reader.values)), reader.problems)


def has_entries(raw: bytes) -> bool:
    """True if the file is a mapping with at least one entry; reads no further than needed."""
    try:
        events = (event for event in yaml.parse(raw, Loader=LOADER) if type(event) not in _OPENING_EVENTS)
        return type(next(events)) is yaml.MappingStartEvent and type(next(events)) is not yaml.MappingEndEvent
    except (yaml.YAMLError, StopIteration):
        return False


_OPENING_EVENTS = (yaml.StreamStartEvent, yaml.DocumentStartEvent)
