"""Finds where each key and value of a YAML file begins and ends, for edits that leave every other byte as it is.

`reader` gives the beginnings, which is all that a message needs. The files are those that `reader` accepts: no anchors, no tags.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import yaml

from budgetbook.content.yaml.reader import Path

_LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
LinesColumns = tuple[int, int, int, int]
"""First line and column, and line and column right behind the last character; all from 0."""


@dataclass(frozen=True, slots=True)
class YamlNode:
    """One value: what it is, and from where to where it stands."""

    kind: str
    """`scalar`, `mapping` or `sequence`."""
    extent: LinesColumns
    is_flow: bool = False
    """True for a mapping or list in brackets."""
    is_block_text: bool = False
    """True for a text of several lines (`>-`, `|`)."""
    key: LinesColumns | None = None
    """Where its key stands; None for an item of a list, and for the whole file."""


def find_nodes(text: str) -> dict[Path, YamlNode]:
    """The nodes of a file by path, in the order of the file."""
    root = yaml.compose(text, Loader=_LOADER)
    return dict(_walk(root, (), None, text.split("\n")))


def _walk(node: Any, path: Path, key: LinesColumns | None, lines: list[str]) -> Iterator[tuple[Path, YamlNode]]:
    children = list(_children(node, path, lines))
    kind = node.id
    is_flow = kind != "scalar" and bool(node.flow_style)
    extent = _extent(node)
    is_block_text = kind == "scalar" and node.style in ("|", ">")
    if is_block_text:
        extent = (*extent[:2], *_end_of_block_text(extent, lines))
    elif kind != "scalar" and not is_flow:  # the parser ends it where the next token begins, behind blank lines and comments
        ends = [child.extent[2:] for child_path, child in children if len(child_path) == len(path) + 1]
        extent = (*extent[:2], *(ends[-1] if ends else extent[2:]))
    yield path, YamlNode(kind, extent, is_flow, is_block_text, key)
    yield from children


def _children(node: Any, path: Path, lines: list[str]) -> Iterator[tuple[Path, YamlNode]]:
    if node.id == "mapping":
        for key, value in node.value:
            yield from _walk(value, (*path, key.value), _extent(key), lines)
    elif node.id == "sequence":
        for index, item in enumerate(node.value):
            yield from _walk(item, (*path, index), None, lines)


def _extent(node: Any) -> LinesColumns:
    start, end = node.start_mark, node.end_mark
    return start.line, start.column, end.line, end.column


def _end_of_block_text(extent: LinesColumns, lines: list[str]) -> tuple[int, int]:
    """The end of the last line with words: the parser counts the blank lines and comments below it in."""
    first, _, last, column = extent
    last = last if column else last - 1
    while last > first and (not lines[last].strip() or lines[last].startswith("#")):
        last -= 1
    return last, len(lines[last])
