"""Builds plain data from the parser's events in one pass, and gathers the faults of form on the way."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Protocol

import yaml

from budgetbook.content.yaml.ambiguity import is_ambiguous
from budgetbook.content.yaml.characters import find_hidden_character
from budgetbook.content.yaml.encoding import FormError, LineColumn
from budgetbook.diagnostics import yaml_errors
from budgetbook.diagnostics.problem import Message, Problem, message

MOST_PROBLEMS = 200
"""Problems that are reported for one file."""
MAX_DEPTH = 40
MAX_NODES = 200_000

LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)

_GROUP_SPACES = ("\u00a0", "\u202f")
"""The spaces that many languages have between groups of digits: 1 200 000."""


class SourcePosition(Protocol):
    """A position as the parser gives it: line and column from 0."""

    line: int
    column: int


class YamlComposer:
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
        """Read the one document of the file; raise FormError where its shape is not clear."""
        self._tabs()
        loader = LOADER(self.text)
        self.next: Callable[[], Any] = loader.get_event
        try:
            return self._document()
        except yaml.MarkedYAMLError as error:
            raise FormError(*yaml_errors.describe_yaml_error(error, self.text, LOADER)) from None
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
        is_group_sign = event.style and text in _GROUP_SPACES and self.path[-2:] == ["numbers", "group"]
        if (not text or text.isspace()) and not is_group_sign:
            self._report(position, message("no-value"), self._mend_of_no_value(position))
        elif event.implicit[0] and not event.style and is_ambiguous(text):
            self._report(position, message("ambiguous", text=text), message("quote-it", text=text))
        return text

    def _mend_of_no_value(self, position: SourcePosition) -> Message:
        """Quotation marks for what YAML takes for a remark though it looks like a value: `ink: #1c2127`."""
        rest = self.lines[position.line][position.column :].strip() if position.line < len(self.lines) else ""
        looks_like_value = rest.startswith("#") and rest[1:2].isalnum()
        return message("quote-it", text=rest) if looks_like_value else message("leave-it-out")

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
