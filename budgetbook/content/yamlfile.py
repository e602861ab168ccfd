"""Bytes of a YAML file in; plain data (dicts, lists, text) out, with the line and column of every key and value.

Far stricter than YAML: what two versions of YAML read differently, what hides (anchors, tags, merges) and what
overwrites (a repeated key) is refused with its place. Scalars stay text; `model.py` gives them meaning.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, field
from functools import cached_property, lru_cache
from typing import Any, Protocol

import yaml

from budgetbook.problems import parserwords
from budgetbook.problems.problems import Message, Problem, message

Path = tuple[str | int, ...]
"""Where a value stands inside its file: `("figures", "revenue", "amount")`."""

MAX_BYTES = 1_000_000
MAX_DEPTH = 40
MAX_NODES = 200_000

# Plain scalars that YAML 1.1 and YAML 1.2 read as different things; `true`, `false` and ISO dates are told by the field.
_AMBIGUOUS = re.compile(
    r"y|Y|yes|Yes|YES|n|N|no|No|NO|on|On|ON|off|Off|OFF|True|TRUE|False|FALSE|~|null|Null|NULL|="
    r"|[-+]?0[0-9_]+|[-+]?0[xob][0-9a-fA-F_]+|[-+]?[0-9][0-9_]*_[0-9_.]*|[-+]?[0-9]+(:[0-5]?[0-9])+(\.[0-9_]*)?"
    r"|[-+]?(\.[0-9]+|[0-9]+(\.[0-9]*)?)[eE][-+]?[0-9]+|[-+]?\.(inf|Inf|INF)|\.(nan|NaN|NAN)"
)
# Control characters, carriage returns that end no line, and the marks that reorder text on the screen.
_REFUSED_CHARACTER = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u2028\u2029\u200e\u200f\u202a-\u202e\u2066-\u2069\ufeff]")

_LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
Place = tuple[int, int]
"""(line, column), from 1."""


class Mark(Protocol):
    """The parser's own place, from 0."""

    line: int
    column: int


@dataclass(frozen=True)
class YamlFile:
    """One file, read. `data` is a mapping of text to text, lists and mappings."""

    file: str
    data: dict[str, Any]
    lines: list[str] = field(repr=False)
    _marks: tuple[list[Mark], list[Mark]] = field(repr=False)
    """The parser's marks of keys and of values, in the order of the file."""

    @cached_property
    def keys(self) -> dict[Path, Place]:
        """Where each mapping key stands. Made when it is first asked for, as `values` is: most files have no problem."""
        paths: list[Path] = []
        _walk(self.data, (), paths)
        named = (path for path in paths if path and isinstance(path[-1], str))
        return {path: (mark.line + 1, mark.column + 1) for path, mark in zip(named, self._marks[0], strict=True)}

    @cached_property
    def values(self) -> dict[Path, Place]:
        """Where each value stands."""
        paths: list[Path] = []
        _walk(self.data, (), paths)
        return {path: (mark.line + 1, mark.column + 1) for path, mark in zip(paths, self._marks[1], strict=True)}

    def problem(self, path: Path, text: Message, hint: Message | None = None, *, at_key: bool = False) -> Problem:
        """A problem at a field; where the field is missing, at the nearest thing around it that is there."""
        line, column = self._place(path, at_key)
        source = self.lines[line - 1] if line <= len(self.lines) else ""
        return Problem(self.file, line, column, ".".join(map(str, path)), text, hint, source)

    def _place(self, path: Path, at_key: bool) -> Place:
        first, second = (self.keys, self.values) if at_key else (self.values, self.keys)
        while path:
            if path in first or path in second:
                return first.get(path) or second[path]
            path, first, second = path[:-1], self.keys, self.values
        return (1, 1)


def _walk(value: Any, path: Path, paths: list[Path]) -> None:
    """Add the paths of all values, in the order of the file."""
    paths.append(path)
    if isinstance(value, dict):
        for key, inner in value.items():
            _walk(inner, (*path, key), paths)
    elif isinstance(value, list):
        for index, inner in enumerate(value):
            _walk(inner, (*path, index), paths)


class _Refusal(Exception):
    """Reading cannot go on: everything after this place would be a guess."""

    def __init__(self, line: int, column: int, text: Message, hint: Message | None = None) -> None:
        self.line, self.column, self.text, self.hint = line, column, text, hint


def read(file: str, raw: bytes) -> tuple[YamlFile | None, list[Problem]]:
    """The file, or every problem of form that could be told apart in it (never both)."""
    lines: list[str] = []
    try:
        text = decode(raw)
        lines = text.split("\n")
        reader = _Reader(text, lines, file)
        data = reader.document()
    except _Refusal as refusal:
        source = lines[refusal.line - 1] if refusal.line <= len(lines) else ""
        return None, [Problem(file, refusal.line, refusal.column, "", refusal.text, refusal.hint, source)]
    found = YamlFile(file, data, lines, (reader.keys, reader.values))
    return (None, reader.problems) if reader.problems else (found, [])


def decode(raw: bytes) -> str:
    """Strict UTF-8, a BOM allowed, CRLF made LF; anything else is refused at its place. Raises `_Refusal`."""
    if len(raw) > MAX_BYTES:
        raise _Refusal(1, 1, message("file-too-large", limit=f"{MAX_BYTES:,}", found=f"{len(raw):,}"))
    raw = raw.removeprefix("\ufeff".encode())
    try:
        text = raw.decode().replace("\r\n", "\n")
    except UnicodeDecodeError as error:
        before = raw[: error.start].decode("utf-8", "replace")
        wrong = message("not-utf8", byte=f"0x{raw[error.start]:02X}")
        raise _Refusal(*_end(before), wrong, message("save-as-utf8")) from None
    if bad := _REFUSED_CHARACTER.search(text):
        wrong = message("control-character", code=f"U+{ord(bad[0]):04X}")
        raise _Refusal(*_end(text[: bad.start()]), wrong, message("delete-it"))
    return text


def has_entries(raw: bytes) -> bool:
    """Whether `read` finds a mapping with anything in it; no more of the file is read than tells."""
    try:
        events = (event for event in yaml.parse(raw, Loader=_LOADER) if type(event) not in _BEFORE)
        return type(next(events)) is yaml.MappingStartEvent and type(next(events)) is not yaml.MappingEndEvent
    except (yaml.YAMLError, StopIteration):
        return False


_BEFORE = (yaml.StreamStartEvent, yaml.DocumentStartEvent)


def _end(before: str) -> Place:
    """Where a text goes on."""
    return before.count("\n") + 1, len(before) - before.rfind("\n")


def decode_text(file: str, raw: bytes) -> tuple[str, list[Problem]]:
    """`decode` for files that are not YAML (Markdown, the list of numbers): the text, or its one problem."""
    try:
        return decode(raw), []
    except _Refusal as refusal:
        return "", [Problem(file, refusal.line, refusal.column, "", refusal.text, refusal.hint)]


class _Reader:
    """One pass over PyYAML's events. Faults that leave the shape clear are gathered; the rest raise `_Refusal`.

    It reads every value of every file, so it asks the parser itself and keeps its marks as they are.
    """

    def __init__(self, text: str, lines: list[str], file: str) -> None:
        self.text, self.lines, self.file = text, lines, file
        self.keys: list[Mark] = []
        self.values: list[Mark] = []
        self.problems: list[Problem] = []
        self.path: list[str | int] = []
        """Where the value stands that is being read."""

    def document(self) -> dict[str, Any]:
        self._tabs()
        loader = _LOADER(self.text)
        self.next: Callable[[], Any] = loader.get_event
        try:
            return self._document()
        except yaml.MarkedYAMLError as error:
            raise _Refusal(*parserwords.of(error)) from None
        except yaml.YAMLError:
            raise _Refusal(1, 1, message("not-yaml"), message("yaml-help")) from None
        finally:
            loader.dispose()

    def _tabs(self) -> None:
        if "\t" in self.text:
            for number, line in enumerate(self.lines, 1):
                if "\t" in line[: len(line) - len(line.lstrip())]:
                    raise _Refusal(number, line.index("\t") + 1, message("tab"), message("use-spaces"))

    def _document(self) -> dict[str, Any]:
        self.next()  # stream start
        if type(self.next()) is not yaml.DocumentStartEvent:
            raise _Refusal(1, 1, message("empty-file"))
        root = self.next()
        if type(root) is not yaml.MappingStartEvent:
            raise _Refusal(*_place(root.start_mark), message("not-a-mapping"))
        data: dict[str, Any] = self._value(root)
        self.next()  # document end
        another = self.next()
        if type(another) is yaml.DocumentStartEvent:
            raise _Refusal(*_place(another.start_mark), message("several-documents"))
        return data

    def _value(self, event: Any) -> Any:
        kind, mark, values = type(event), event.start_mark, self.values
        values.append(mark)
        if len(values) > MAX_NODES or len(self.path) > MAX_DEPTH:
            raise _Refusal(*_place(mark), message("too-big", nodes=f"{MAX_NODES:,}", depth=MAX_DEPTH))
        if kind is yaml.AliasEvent:
            raise _Refusal(*_place(mark), message("alias"), message("write-it-out"))
        if event.anchor is not None or event.tag is not None:
            self._hidden(event)
        if kind is yaml.MappingStartEvent:
            return self._mapping()
        if kind is yaml.SequenceStartEvent:
            return self._sequence()
        if kind is not yaml.ScalarEvent:
            raise TypeError(f"PyYAML has an event of a new kind: {event}")
        text: str = event.value
        if not text or text.isspace():
            self._report(mark, message("no-value"), message("leave-it-out"))
        elif event.implicit[0] and not event.style and _ambiguous(text):
            self._report(mark, message("ambiguous", text=text), message("quote-it", text=text))
        return text

    def _mapping(self) -> dict[str, Any]:
        data: dict[str, Any] = {}
        places: dict[str, Mark] = {}
        path, keys = self.path, self.keys
        while type(event := self.next()) is not yaml.MappingEndEvent:
            mark = event.start_mark
            if type(event) is not yaml.ScalarEvent:
                raise _Refusal(*_place(mark), message("key-not-text"))
            key = event.value
            path.append(key)
            if event.anchor is not None or event.tag is not None:
                self._hidden(event)
            if event.implicit[0] and (key == "<<" or _ambiguous(key)):
                self._report(mark, *_of_key(key))
            if key in places:
                first = places[key].line + 1
                self._report(mark, message("repeated-key", key=key, line=first), message("keep-one"))
                path[-1] = key = f"{key} (again)"
            places[key] = mark
            keys.append(mark)
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

    def _hidden(self, event: Any) -> None:
        """Neither an anchor nor a tag hides in a key or a value."""
        if event.anchor is not None:
            self._report(event.start_mark, message("alias"), message("write-it-out"))
        if event.tag is not None and event.tag != "!":
            self._report(event.start_mark, message("tag", tag=event.tag), message("delete-it"))

    def _report(self, mark: Mark, text: Message, hint: Message) -> None:
        place = _place(mark)
        source = self.lines[place[0] - 1] if place[0] <= len(self.lines) else ""
        self.problems.append(Problem(self.file, *place, ".".join(map(str, self.path)), text, hint, source))


def _of_key(key: str) -> tuple[Message, Message]:
    """What is wrong with a key that YAML takes for something else."""
    if key == "<<":
        return message("merge"), message("write-it-out")
    return message("ambiguous", text=key), message("quote-it", text=key)


@lru_cache(maxsize=4096)  # the same keys and words stand in every file
def _ambiguous(text: str) -> bool:
    return _AMBIGUOUS.fullmatch(text) is not None


def _place(mark: Any) -> Place:
    return mark.line + 1, mark.column + 1
