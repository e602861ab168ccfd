"""Bytes of a YAML file in; plain data (dicts, lists, text) out, with the line and column of every key and value.

Far stricter than YAML: what two versions of YAML read differently, what hides (anchors, tags, merges) and what
overwrites (a repeated key) is refused with its place. Scalars stay text; `model.py` gives them meaning.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

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
# Control characters, other line ends than LF and CRLF, and the marks that reorder text on the screen.
_REFUSED_CHARACTER = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u2028\u2029\u200e\u200f\u202a-\u202e\u2066-\u2069\ufeff]|\r(?!\n)"
)

_LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


@dataclass(frozen=True, slots=True)
class YamlFile:
    """One file, read. `data` is a mapping of text to text, lists and mappings."""

    file: str
    data: dict[str, Any]
    keys: dict[Path, tuple[int, int]]
    """(line, column), from 1, of each mapping key."""
    values: dict[Path, tuple[int, int]]
    """(line, column), from 1, of each value."""
    lines: list[str] = field(repr=False)

    def problem(self, path: Path, text: Message, hint: Message | None = None, *, at_key: bool = False) -> Problem:
        """A problem at a field; where the field is missing, at the nearest thing around it that is there."""
        line, column = self._place(path, at_key)
        source = self.lines[line - 1] if line <= len(self.lines) else ""
        return Problem(self.file, line, column, ".".join(map(str, path)), text, hint, source)

    def _place(self, path: Path, at_key: bool) -> tuple[int, int]:
        first, second = (self.keys, self.values) if at_key else (self.values, self.keys)
        while path:
            if path in first or path in second:
                return first.get(path) or second[path]
            path, first, second = path[:-1], self.keys, self.values
        return (1, 1)


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
    found = YamlFile(file, data, reader.keys, reader.values, lines)
    return (None, reader.problems) if reader.problems else (found, [])


def decode(raw: bytes) -> str:
    """Strict UTF-8, a BOM allowed, CRLF made LF; anything else is refused at its place. Raises `_Refusal`."""
    if len(raw) > MAX_BYTES:
        raise _Refusal(1, 1, message("file-too-large", limit=f"{MAX_BYTES:,}", found=f"{len(raw):,}"))
    try:
        text = raw.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        before = raw[: error.start].decode("utf-8-sig", "replace")
        line, column = before.count("\n") + 1, len(before) - before.rfind("\n")
        raise _Refusal(line, column, message("not-utf8", byte=f"0x{raw[error.start]:02X}"), message("save-as-utf8")) from None
    if bad := _REFUSED_CHARACTER.search(text):
        before = text[: bad.start()]
        line, column = before.count("\n") + 1, len(before) - before.rfind("\n")
        raise _Refusal(line, column, message("control-character", code=f"U+{ord(bad[0][0]):04X}"), message("delete-it"))
    return text.replace("\r\n", "\n")


def decode_text(file: str, raw: bytes) -> tuple[str, list[Problem]]:
    """`decode` for files that are not YAML (Markdown, the list of numbers): the text, or its one problem."""
    try:
        return decode(raw), []
    except _Refusal as refusal:
        return "", [Problem(file, refusal.line, refusal.column, "", refusal.text, refusal.hint)]


class _Reader:
    """One pass over PyYAML's events. Faults that leave the shape clear are gathered; the rest raise `_Refusal`."""

    def __init__(self, text: str, lines: list[str], file: str) -> None:
        self.text, self.lines, self.file = text, lines, file
        self.keys: dict[Path, tuple[int, int]] = {}
        self.values: dict[Path, tuple[int, int]] = {}
        self.problems: list[Problem] = []
        self.nodes = 0

    def document(self) -> dict[str, Any]:
        events = self._events()
        next(events, None)  # stream start
        start = next(events, None)
        if not isinstance(start, yaml.DocumentStartEvent):
            raise _Refusal(1, 1, message("empty-file"))
        root = next(events)
        if not isinstance(root, yaml.MappingStartEvent):
            raise _Refusal(*_place(root), message("not-a-mapping"))
        data: dict[str, Any] = self._value(root, events, ())
        next(events, None)  # document end
        another = next(events, None)
        if isinstance(another, yaml.DocumentStartEvent):
            raise _Refusal(*_place(another), message("several-documents"))
        return data

    def _events(self) -> Iterator[yaml.Event]:
        for number, line in enumerate(self.lines, 1):
            if "\t" in line[: len(line) - len(line.lstrip())]:
                raise _Refusal(number, line.index("\t") + 1, message("tab"), message("use-spaces"))
        try:
            yield from yaml.parse(self.text, Loader=_LOADER)
        except yaml.MarkedYAMLError as error:
            raise _Refusal(*parserwords.of(error)) from None
        except yaml.YAMLError:
            raise _Refusal(1, 1, message("not-yaml"), message("yaml-help")) from None

    def _value(self, event: yaml.Event, events: Iterator[yaml.Event], path: Path) -> Any:
        place = _place(event)
        self.values[path] = place
        self.nodes += 1
        if self.nodes > MAX_NODES or len(path) > MAX_DEPTH:
            raise _Refusal(*place, message("too-big", nodes=f"{MAX_NODES:,}", depth=MAX_DEPTH))
        if not isinstance(event, yaml.ScalarEvent | yaml.CollectionStartEvent):
            raise _Refusal(*place, message("alias"), message("write-it-out"))
        self._plain(event, place, path)
        if isinstance(event, yaml.MappingStartEvent):
            return self._mapping(events, path)
        if isinstance(event, yaml.SequenceStartEvent):
            return self._sequence(events, path)
        if not isinstance(event, yaml.ScalarEvent):
            raise TypeError(f"PyYAML has an event of a new kind: {event}")
        return self._scalar(event, path, place)

    def _plain(self, event: yaml.ScalarEvent | yaml.CollectionStartEvent, place: tuple[int, int], path: Path) -> None:
        """Neither an anchor nor a tag hides in a key or a value."""
        if event.anchor is not None:
            self._report(place, path, message("alias"), message("write-it-out"))
        if event.tag is not None and event.tag != "!":
            self._report(place, path, message("tag", tag=event.tag), message("delete-it"))

    def _mapping(self, events: Iterator[yaml.Event], path: Path) -> dict[str, Any]:
        data: dict[str, Any] = {}
        while not isinstance(event := next(events), yaml.MappingEndEvent):
            place = _place(event)
            if not isinstance(event, yaml.ScalarEvent):
                raise _Refusal(*place, message("key-not-text"))
            key = event.value
            here = (*path, key)
            self._plain(event, place, here)
            if key == "<<" and event.implicit[0]:
                self._report(place, here, message("merge"), message("write-it-out"))
            elif event.implicit[0] and _AMBIGUOUS.fullmatch(key):
                self._report(place, here, message("ambiguous", text=key), message("quote-it", text=key))
            if key in data:
                first = self.keys[here][0]
                self._report(place, here, message("repeated-key", key=key, line=first), message("keep-one"))
                key = f"{key} (again)"
                here = (*path, key)
            self.keys[here] = place
            data[key] = self._value(next(events), events, here)
        return data

    def _sequence(self, events: Iterator[yaml.Event], path: Path) -> list[Any]:
        data: list[Any] = []
        while not isinstance(event := next(events), yaml.SequenceEndEvent):
            data.append(self._value(event, events, (*path, len(data))))
        return data

    def _scalar(self, event: yaml.ScalarEvent, path: Path, place: tuple[int, int]) -> str:
        text: str = event.value
        plain = event.implicit[0] and event.style in (None, "")
        if not text.strip():
            self._report(place, path, message("no-value"), message("leave-it-out"))
        elif plain and _AMBIGUOUS.fullmatch(text):
            self._report(place, path, message("ambiguous", text=text), message("quote-it", text=text))
        return text

    def _report(self, place: tuple[int, int], path: Path, text: Message, hint: Message) -> None:
        dotted = ".".join(map(str, path))
        source = self.lines[place[0] - 1] if place[0] <= len(self.lines) else ""
        self.problems.append(Problem(self.file, *place, dotted, text, hint, source))


def _place(event: yaml.Event) -> tuple[int, int]:
    mark = event.start_mark
    return (mark.line + 1, mark.column + 1) if mark else (1, 1)
