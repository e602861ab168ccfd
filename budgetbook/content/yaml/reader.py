"""Reads a YAML file into plain data (dicts, lists, text) with the line and column of every key and value.

It is far stricter than YAML: whatever two versions read differently, whatever hides content (anchors, tags, merges) or overwrites
it (a repeated key) is refused at its position. Scalars stay text; the field types give them meaning.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any, Protocol

import yaml

from budgetbook.content.yaml.ambiguity import is_ambiguous
from budgetbook.content.yaml.characters import find_hidden_character
from budgetbook.content.yaml.encoding import FormError, LineColumn, decode
from budgetbook.diagnostics import yaml_errors
from budgetbook.diagnostics.problem import Message, Problem, message

Path = tuple[str | int, ...]
"""The path of a value in its file: `("figures", "revenue", "amount")`."""

MOST_PROBLEMS = 200
"""Problems that are reported for one file."""
MAX_DEPTH = 40
MAX_NODES = 200_000

_LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


class SourcePosition(Protocol):
    """A position as the parser gives it: line and column from 0."""

    line: int
    column: int


@dataclass(frozen=True)
class YamlFile:
    """One parsed file. `data` is a mapping of text to text, lists and mappings."""

    file: str
    data: dict[str, Any]
    lines: list[str] = field(repr=False)
    _positions: tuple[list[SourcePosition], list[SourcePosition]] = field(repr=False)
    """The parser's positions of keys and of values, in the order of the file."""

    @cached_property
    def keys(self) -> dict[Path, LineColumn]:
        """The position of each mapping key. Computed on first use, as `values` is: most files have no problem."""
        paths: list[Path] = []
        _walk(self.data, (), paths)
        key_paths = (path for path in paths if path and isinstance(path[-1], str))
        return {
            path: (position.line + 1, position.column + 1) for path, position in zip(key_paths, self._positions[0], strict=True)
        }

    @cached_property
    def values(self) -> dict[Path, LineColumn]:
        """The position of each value."""
        paths: list[Path] = []
        _walk(self.data, (), paths)
        return {path: (position.line + 1, position.column + 1) for path, position in zip(paths, self._positions[1], strict=True)}

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
        reader = _YamlComposer(text, lines, file)
        data = reader.document()
    except FormError as refusal:
        source = lines[refusal.line - 1] if refusal.line <= len(lines) else ""
        return Attempt(None, [Problem(file, refusal.line, refusal.column, "", refusal.text, refusal.hint, source)])
    return Attempt(YamlFile(file, data, lines, (reader.keys, reader.values)), reader.problems)


def has_entries(raw: bytes) -> bool:
    """True if the file is a mapping with at least one entry; reads no further than needed."""
    try:
        events = (event for event in yaml.parse(raw, Loader=_LOADER) if type(event) not in _OPENING_EVENTS)
        return type(next(events)) is yaml.MappingStartEvent and type(next(events)) is not yaml.MappingEndEvent
    except (yaml.YAMLError, StopIteration):
        return False


_OPENING_EVENTS = (yaml.StreamStartEvent, yaml.DocumentStartEvent)


class _YamlComposer:
    """Builds the data in one pass over PyYAML's events. Faults that leave the shape clear are gathered, others raise FormError.

    It handles every value of every file, so it takes the parser's events directly and stores its marks unconverted.
    """

    def __init__(self, text: str, lines: list[str], file: str) -> None:
        self.text, self.lines, self.file = text, lines, file
        self.keys: list[SourcePosition] = []
        self.values: list[SourcePosition] = []
        self.problems: list[Problem] = []
        self.path: list[str | int] = []
        """The path of the value that is being read."""

    def document(self) -> dict[str, Any]:
        self._tabs()
        loader = _LOADER(self.text)
        self.next: Callable[[], Any] = loader.get_event
        try:
            return self._document()
        except yaml.MarkedYAMLError as error:
            raise FormError(*yaml_errors.describe_yaml_error(error)) from None
        except yaml.YAMLError:
            raise FormError(1, 1, message("not-yaml"), message("yaml-help")) from None
        finally:
            loader.dispose()

    def _tabs(self) -> None:
        if "\t" in self.text:
            for number, line in enumerate(self.lines, 1):
                if "\t" in line[: len(line) - len(line.lstrip())]:
                    raise FormError(number, line.index("\t") + 1, message("tab"), message("use-spaces"))

    def _document(self) -> dict[str, Any]:
        self.next()  # stream start
        if type(self.next()) is not yaml.DocumentStartEvent:
            raise FormError(1, 1, message("empty-file"))
        root = self.next()
        if type(root) is not yaml.MappingStartEvent:
            raise FormError(*_place(root.start_mark), message("not-a-mapping"))
        data: dict[str, Any] = self._value(root)
        self.next()  # document end
        another = self.next()
        if type(another) is yaml.DocumentStartEvent:
            raise FormError(*_place(another.start_mark), message("several-documents"))
        return data

    def _value(self, event: Any) -> Any:
        kind, position, values = type(event), event.start_mark, self.values
        values.append(position)
        if len(values) > MAX_NODES or len(self.path) > MAX_DEPTH:
            raise FormError(*_place(position), message("too-big", nodes=f"{MAX_NODES:,}", depth=MAX_DEPTH))
        if kind is yaml.AliasEvent:
            raise FormError(*_place(position), message("alias"), message("write-it-out"))
        if event.anchor is not None or event.tag is not None:
            self._refuse_anchor_or_tag(event)
        if kind is yaml.MappingStartEvent:
            return self._mapping()
        if kind is yaml.SequenceStartEvent:
            return self._sequence()
        if kind is not yaml.ScalarEvent:
            raise TypeError(f"PyYAML has an event of a new kind: {event}")
        text: str = event.value
        if event.style == '"' or "&" in text:
            self._refuse_hidden_character(position, text)
        if not text or text.isspace():
            self._report(position, message("no-value"), message("leave-it-out"))
        elif event.implicit[0] and not event.style and is_ambiguous(text):
            self._report(position, message("ambiguous", text=text), message("quote-it", text=text))
        return text

    def _mapping(self) -> dict[str, Any]:
        data: dict[str, Any] = {}
        places: dict[str, SourcePosition] = {}
        path, keys = self.path, self.keys
        while type(event := self.next()) is not yaml.MappingEndEvent:
            position = event.start_mark
            if type(event) is not yaml.ScalarEvent:
                raise FormError(*_place(position), message("key-not-text"))
            key = event.value
            path.append(key)
            if event.anchor is not None or event.tag is not None:
                self._refuse_anchor_or_tag(event)
            if event.style == '"' or "&" in key:
                self._refuse_hidden_character(position, key)
            if event.implicit[0] and (key == "<<" or is_ambiguous(key)):
                self._report(position, *_explain_key(key))
            if key in places:
                first = places[key].line + 1
                self._report(position, message("repeated-key", key=key, line=first), message("keep-one"))
                path[-1] = key = f"{key} (again, {len(keys)})"  # so that each has a path of its own
            places[key] = position
            keys.append(position)
            data[key] = self._value(self.next())
            path.pop()
        return data

    def _sequence(self) -> list[Any]:
        data: list[Any] = []
        while type(event := self.next()) is not yaml.SequenceEndEvent:
            self.path.append(len(data))
            data.append(self._value(event))
            self.path.pop()
        return data

    def _refuse_hidden_character(self, position: SourcePosition, text: str) -> None:
        """An escape may not bring in a character that the file itself may not hold."""
        if bad := find_hidden_character(text):
            self._report(position, message("control-character", code=f"U+{ord(bad):04X}"), message("delete-it"))

    def _refuse_anchor_or_tag(self, event: Any) -> None:
        """Report an anchor or a tag of a key or value."""
        if event.anchor is not None:
            self._report(event.start_mark, message("alias"), message("write-it-out"))
        if event.tag is not None and event.tag != "!":
            self._report(event.start_mark, message("tag", tag=event.tag), message("delete-it"))

    def _report(self, position: SourcePosition, text: Message, hint: Message) -> None:
        if len(self.problems) == MOST_PROBLEMS:
            return
        place = _place(position)
        source = self.lines[place[0] - 1] if place[0] <= len(self.lines) else ""
        self.problems.append(Problem(self.file, *place, ".".join(map(str, self.path)), text, hint, source))


def _explain_key(key: str) -> tuple[Message, Message]:
    """The message and hint for a key that YAML takes for something else."""
    if key == "<<":
        return message("merge"), message("write-it-out")
    return message("ambiguous", text=key), message("quote-it", text=key)


def _place(position: Any) -> LineColumn:
    return position.line + 1, position.column + 1
