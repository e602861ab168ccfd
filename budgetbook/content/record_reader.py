"""Files in memory in; the records, texts and lists in them out, and every problem of form."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path, PurePosixPath
from typing import Any

from pydantic import BaseModel, TypeAdapter, ValidationError

from budgetbook.content import validation_errors
from budgetbook.content.control_list import Numbers, read_numbers
from budgetbook.content.folder import Files
from budgetbook.content.prose import Prose, cut_prose
from budgetbook.content.yaml import characters, key_slips, reader
from budgetbook.content.yaml.encoding import decode_text
from budgetbook.content.yaml.key_slips import Rank
from budgetbook.content.yaml.reader import YamlFile
from budgetbook.diagnostics.problem import Problem, did_you_mean, message

MAX_PROSE = 200_000
"""Bytes of one file of prose: some sixty pages, which Markdown reads in a second."""
Kept = dict[str, tuple[bytes, YamlFile | None, Any, list[Problem]]]
"""What came of each YAML file when it was last read, with its bytes: an unchanged one need not be read again."""


class Reader:
    """Files in memory. Each is named by the place that expects it; a file that no place expects is a problem."""

    def __init__(self, root: Path, files: Files, problems: list[Problem], kept: Kept) -> None:
        self.root, self.files, self.kept = root, files, kept
        self.problems = list(problems)
        self.read: dict[str, YamlFile] = {}
        """The YAML files that were read, by the names that people are shown."""
        self._expected: set[str] = set()

    def shown(self, name: str) -> str:
        """A file's name as people are shown it."""
        return (self.root / name).as_posix()

    def within(self, folder: str, suffix: str) -> list[str]:
        """The files right below a folder, by their ending."""
        return sorted(n for n in self.files if n.endswith(suffix) and n.rpartition("/")[0] == folder)

    def record(self, name: str, kind: type[BaseModel]) -> Any:
        """One record; None where it has problems."""
        return self._validate(name, kind.model_validate, kind)

    def mapping(self, name: str, adapter: TypeAdapter[Any], kind: type[BaseModel]) -> Any:
        """Records by their names; None where one has problems."""
        return self._validate(name, adapter.validate_python, dict[str, kind])  # type: ignore[valid-type]

    def optional(self, name: str, validate: Callable[[Any], Any], kind: Any) -> Any:
        """A file that a small site can do without; {} where it is not there, or says nothing."""
        if (raw := self.files.get(name)) is not None and characters.says_nothing(raw):
            self._expected.add(name)
            return {}
        return self._validate(name, validate, kind) if name in self.files else {}

    def prose(self, name: str) -> Prose:
        """One Markdown file."""
        raw = self._bytes(name)
        text, problems = "", list[Problem]()
        if raw is not None and len(raw) > MAX_PROSE:
            problems = [Problem(self.shown(name), 1, 1, "", characters.too_large(len(raw), MAX_PROSE))]
        elif raw is not None:
            text, problems = decode_text(self.shown(name), raw)
        self.problems += problems
        return cut_prose(self.shown(name), text)

    def numbers(self, name: str) -> Numbers | None:
        """One control list, where there is one."""
        if name not in self.files:
            return None
        raw = self._bytes(name)
        if raw is None:
            return None
        text, problems = decode_text(self.shown(name), raw)
        if problems:
            self.problems += problems
            return None
        numbers, more = read_numbers(self.shown(name), text)
        self.problems += more
        return numbers

    def refuse_strays(self) -> None:
        """Called when everything else has been asked for."""
        for name in sorted(self.files):
            if name not in self._expected and not name.startswith("schema/") and not PurePosixPath(name).name.startswith("."):
                hint = did_you_mean(name, sorted(self._expected))
                self.problems.append(Problem(self.shown(name), 1, 1, "", message("stray-file"), hint))

    def _validate(self, name: str, validate: Callable[[Any], Any], kind: Any) -> Any:
        raw = self._bytes(name)
        if raw is None:
            return None
        if name not in self.kept or self.kept[name][0] != raw:
            self.kept[name] = (raw, *_validated(self.shown(name), raw, validate, kind))
        _, read, record, problems = self.kept[name]
        self.problems += problems
        if read is not None:
            self.read[read.file] = read
        return record

    def _bytes(self, name: str) -> bytes | None:
        self._expected.add(name)
        if name not in self.files:
            self.problems.append(Problem(self.shown(name), 1, 1, "", message("no-such-file")))
        return self.files.get(name)


def _validated(file: str, raw: bytes, validate: Callable[[Any], Any], kind: Any) -> tuple[YamlFile | None, Any, list[Problem]]:
    """One YAML file, read; its record, or None and every problem of its form."""
    read, problems = reader.read(file, raw)
    if read is not None:
        try:
            return read, validate(read.data), problems
        except ValidationError as error:
            problems = _faults(read, kind, error)
    return read, None, _with_slips(file, raw, problems, validate, kind)


def _with_slips(file: str, raw: bytes, problems: list[Problem], validate: Callable[[Any], Any], kind: Any) -> list[Problem]:
    """The problems of a file; where slips of the keyboard explain some of them, these first, and what would be left."""
    text, unreadable = decode_text(file, raw)
    if unreadable:
        return problems

    def judge(text: str) -> tuple[Rank, list[Problem]]:
        tried = reader.attempt(file, text.encode())
        if tried.file is None:
            return (1, -tried.problems[0].line), tried.problems
        try:
            validate(tried.file.data)
        except ValidationError as error:
            more = _faults(tried.file, kind, error)
            return (0, len({problem.path for problem in (*tried.problems, *more)})), tried.problems or more
        return (0, len({problem.path for problem in tried.problems})), tried.problems

    return key_slips.find(file, text, judge)


def _faults(read: YamlFile, kind: Any, error: ValidationError) -> list[Problem]:
    """Each fault in our words; of very many the first, since each takes a search for what was meant."""
    return [validation_errors.problem(read, kind, detail) for detail in error.errors(include_url=False)[: reader.MOST_PROBLEMS]]
