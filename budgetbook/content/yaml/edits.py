"""Edits a YAML file in place: a key more, an item less, another value. Every other byte stays, comments and quoting included.

An edit is made in the text, at the place of the node, and then read back: if the file does not say exactly what was meant, the
edit is refused and nothing changes. Values are given as the lines that shall stand there.
"""

from __future__ import annotations

import copy
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import accumulate
from typing import Any

from budgetbook.content.yaml import reader
from budgetbook.content.yaml.encoding import decode
from budgetbook.content.yaml.nodes import YamlNode, find_nodes
from budgetbook.content.yaml.reader import Path
from budgetbook.diagnostics.problem import Problem

_BOM = "\ufeff"


class EditError(Exception):
    """The file is written in a way that an edit cannot be sure of: a person has to change it by hand."""


@dataclass(frozen=True)
class YamlText:
    """The text of one file. Edits return another; the bytes of all lines that they do not name are the same."""

    raw: bytes

    @cached_property
    def _text(self) -> str:
        return self.raw.decode().removeprefix(_BOM)

    @cached_property
    def _starts(self) -> list[int]:
        """Where each line begins, and where the text ends."""
        return [0, *accumulate(len(line) + 1 for line in self._text.split("\n"))]

    @cached_property
    def nodes(self) -> dict[Path, YamlNode]:
        """Every value with its place."""
        return find_nodes(decode(self.raw))

    @cached_property
    def problems(self) -> list[Problem]:
        """What is wrong with the form of the file."""
        return reader.attempt("", self.raw).problems

    @cached_property
    def data(self) -> dict[str, Any]:
        """What the file says. Raises EditError if it is no YAML that the content can hold."""
        attempt = reader.attempt("", self.raw)
        if attempt.file is None:
            raise EditError
        return attempt.file.data

    def set_value(self, path: Path, value_text: str, value: str) -> YamlText:
        """Replace a value of one line, written as `value_text`."""
        node = self.nodes[path]
        if node.kind != "scalar" or node.is_block_text or node.extent[0] != node.extent[2]:
            raise EditError
        start, end = self._offsets(node)
        return self._splice(start, end, value_text, lambda data: _put(data, path, value))

    def add_entry(self, path: Path, lines: Sequence[str], value: Any, *, follower_key: str = "") -> YamlText:
        """Add a key to the mapping that `path` leads into. `lines` are its lines with the indentation of a file's top level.

        It comes last, or before `follower_key`. In brackets, it stands on the line of the mapping, so `lines` is one line.
        """
        parent = path[:-1]
        node = self.nodes[parent]
        if node.kind != "mapping":
            raise EditError
        sibling = next((each for each in self.nodes if each[:-1] == parent and len(each) == len(path)), None)
        if node.is_flow:
            return self._add_to_brackets(node, sibling is not None, lines, lambda data: _put(data, path, value))
        first = self.nodes[sibling].key if sibling else None
        if first is None:
            raise EditError
        indented_lines = [" " * first[1] + line for line in lines]

        def change(data: Any) -> None:
            _put(data, path, value)

        if follower_key and (follower := self.nodes.get((*parent, follower_key))) and follower.key:
            return self._insert_lines(self._line_above(follower.key[0], first[1]), indented_lines, change)
        return self._insert_lines(node.extent[2] + 1, indented_lines, change)

    def add_item(self, path: Path, lines: Sequence[str], value: Any) -> YamlText:
        """Add an item at the end of the list at `path`; `lines` are those of the item, without its dash."""
        node = self.nodes[path]
        if node.kind != "sequence":
            raise EditError

        def change(data: Any) -> None:
            _find(data, path).append(value)

        items = [item for each, item in self.nodes.items() if each[:-1] == path and len(each) == len(path) + 1]
        if node.is_flow:
            return self._add_to_brackets(node, bool(items), lines, change)
        dash = self._text[self._starts[node.extent[0]] :].find("-")
        indented_lines = [" " * dash + ("- " if index == 0 else "  ") + line for index, line in enumerate(lines)]
        return self._insert_lines(node.extent[2] + 1, indented_lines, change)

    def remove(self, path: Path) -> YamlText:
        """Remove a key with its value, or an item. Comments stay; a mapping or list that would be empty cannot lose its last."""
        parent, node = self.nodes[path[:-1]], self.nodes[path]
        siblings = [each for each in self.nodes if each[:-1] == path[:-1] and len(each) == len(path)]

        def change(data: Any) -> None:
            del _find(data, path[:-1])[path[-1]]

        if parent.is_flow:
            return self._remove_from_brackets(path, siblings, change)
        if len(siblings) == 1:
            raise EditError
        first = node.key[0] if node.key else node.extent[0]
        if not self._is_alone(first, node.extent[2], node):
            raise EditError
        start, end = self._starts[first], self._starts[node.extent[2] + 1]
        if end > len(self._text):  # the last line has no end: the line before shall have none either
            start -= 2 if self._text[:start].endswith("\r\n") else 1
        return self._splice(start, end, "", change)

    def _is_alone(self, first: int, last: int, node: YamlNode) -> bool:
        """True if nothing else stands on the lines of an entry but its key, its dash and a comment behind it."""
        start = node.key or node.extent
        head = self._text[self._starts[first] : self._starts[first] + start[1]]
        tail = self._text[self._starts[last] + node.extent[3] : self._starts[last + 1]]
        is_headed = not head.strip() if node.key else head.strip() in ("-", "")
        return (is_headed and not tail.strip()) or tail.strip().startswith("#")

    def _remove_from_brackets(self, path: Path, siblings: list[Path], change: Callable[[Any], None]) -> YamlText:
        position = siblings.index(path)
        start, end = self._start(path), self._offsets(self.nodes[path])[1]
        if position + 1 < len(siblings):
            end = self._start(siblings[position + 1])
        elif position:
            start = self._offsets(self.nodes[siblings[position - 1]])[1]
        return self._splice(start, end, "", change)

    def _start(self, path: Path) -> int:
        """Where an entry begins, its key included."""
        node = self.nodes[path]
        line, column = (node.key or node.extent)[:2]
        return self._starts[line] + column

    def _add_to_brackets(self, node: YamlNode, has_others: bool, lines: Sequence[str], change: Callable[[Any], None]) -> YamlText:
        if len(lines) != 1:
            raise EditError
        end = self._offsets(node)[1] - 1
        while self._text[end - 1] == " ":
            end -= 1
        return self._splice(end, end, f"{', ' if has_others else ''}{lines[0]}", change)

    def _line_above(self, line: int, column: int) -> int:
        """The line at which to insert before an entry: above the comments and the blank line that belong to it."""
        lines = self._text.split("\n")
        while line and lines[line - 1].strip().startswith("#") and lines[line - 1].find("#") == column:
            line -= 1
        while line and not lines[line - 1].strip():
            line -= 1
        return line

    def _insert_lines(self, line: int, lines: Sequence[str], change: Callable[[Any], None]) -> YamlText:
        newline = "\r\n" if "\r\n" in self._text else "\n"
        if line >= len(self._starts) - 1:  # the last line has no end
            return self._splice(len(self._text), len(self._text), newline + newline.join(lines), change)
        start = self._starts[line]
        return self._splice(start, start, "".join(each + newline for each in lines), change)

    def _offsets(self, node: YamlNode) -> tuple[int, int]:
        line, column, end_line, end_column = node.extent
        return self._starts[line] + column, self._starts[end_line] + end_column

    def _splice(self, start: int, end: int, new: str, change: Callable[[Any], None]) -> YamlText:
        """The text with one part replaced, if it then says what `change` makes of the data."""
        bom = _BOM if self.raw.startswith(_BOM.encode()) else ""
        edited_text = YamlText((bom + self._text[:start] + new + self._text[end:]).encode())
        wanted_data = copy.deepcopy(self.data)
        change(wanted_data)
        if edited_text.data != wanted_data or len(edited_text.problems) > len(self.problems):
            raise EditError
        return edited_text


def _find(data: Any, path: Path) -> Any:
    for step in path:
        data = data[step]
    return data


def _put(data: Any, path: Path, value: Any) -> None:
    _find(data, path[:-1])[path[-1]] = value
