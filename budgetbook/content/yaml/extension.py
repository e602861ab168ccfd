"""Extends a file of the program's dictionary by a site's file of the same name, key by key (a merge patch, RFC 7396).

A key of the site replaces the program's or is added; mappings are gone into, lists are replaced whole; a plain `null` takes a key
away. A problem is told in the file that says what is wrong.
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from budgetbook.content.yaml import reader
from budgetbook.content.yaml.encoding import LineColumn
from budgetbook.content.yaml.reader import Attempt, Path, YamlFile
from budgetbook.diagnostics.problem import Message, Problem, message

_NULL = "null"


@dataclass(frozen=True)
class ExtendedFile(YamlFile):
    """A file of the site over the program's of the same name: `data` is what both say together."""

    own: YamlFile
    program: YamlFile

    @cached_property
    def keys(self) -> dict[Path, LineColumn]:
        """The positions in the site's file; what the program alone says has none there."""
        return self.own.keys

    @cached_property
    def values(self) -> dict[Path, LineColumn]:
        """The positions in the site's file, likewise."""
        return self.own.values

    def problem(self, path: Path, text: Message, hint: Message | None = None, *, at_key: bool = False) -> Problem:
        """A problem at a field, in the file that has more of its path; in the site's where both have as much."""
        own_is_nearer = _known_depth(self.own, path) >= _known_depth(self.program, path)
        return (self.own if own_is_nearer else self.program).problem(path, text, hint, at_key=at_key)


def attempt(file: str, raw: bytes, program_file: str, program_raw: bytes | None) -> Attempt:
    """Read a file of the site and, where there is one, the program's beneath it."""
    own = reader.attempt(file, raw)
    if program_raw is None or own.file is None:
        return own
    base = reader.attempt(program_file, program_raw)
    if base.file is None or base.problems:
        return Attempt(own.file, [*own.problems, *base.problems])
    removed_paths = {problem.path for problem in own.problems if _is_null(problem)}
    data, needless_paths = _merge(base.file.data, own.file.data, (), removed_paths)
    problems = [problem for problem in own.problems if not _is_null(problem)]
    problems += [own.file.problem(path, message("removes-nothing"), at_key=True) for path in needless_paths]
    lines, positions = own.file.lines, own.file.positions
    return Attempt(ExtendedFile(file, data, lines, positions, own.file, base.file), problems)


def _is_null(problem: Problem) -> bool:
    """True if what the reader found doubtful is a plain `null`: here it has a meaning."""
    return problem.message == message("ambiguous", text=_NULL)


def _merge(
    base: dict[str, Any], own: dict[str, Any], place: Path, removed_paths: Collection[str]
) -> tuple[dict[str, Any], list[Path]]:
    """What both say together, and the paths that take away what is not there."""
    data, needless_paths = dict(base), list[Path]()
    for key, value in own.items():
        path = (*place, key)
        if value == _NULL and ".".join(map(str, path)) in removed_paths:
            if data.pop(key, None) is None:
                needless_paths.append(path)
        elif isinstance(value, dict):
            inner = base.get(key)
            data[key], more_paths = _merge(inner if isinstance(inner, dict) else {}, value, path, removed_paths)
            needless_paths += more_paths
        else:
            data[key] = value
    return data, needless_paths


def _known_depth(file: YamlFile, path: Path) -> int:
    """How much of a path a file has."""
    depth = len(path)
    while depth and path[:depth] not in file.values:
        depth -= 1
    return depth
