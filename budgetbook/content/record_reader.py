"""Reads the records, texts and control lists of content files that are in memory, and gathers every problem of form."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from functools import partial
from pathlib import PurePosixPath
from typing import Any

from pydantic import BaseModel, TypeAdapter, ValidationError

from budgetbook.content import validation_errors
from budgetbook.content.breakdown import Column
from budgetbook.content.control_list import ControlList, read_numbers
from budgetbook.content.dictionary import LANGUAGES
from budgetbook.content.folder import BASE_PREFIX, Files, Folder
from budgetbook.content.prose import Prose, cut_prose
from budgetbook.content.reading_context import ReadingContext
from budgetbook.content.table_rows import TableRows, read_rows
from budgetbook.content.yaml import characters, extension, key_slips
from budgetbook.content.yaml.composer import MOST_PROBLEMS
from budgetbook.content.yaml.encoding import decode_text
from budgetbook.content.yaml.key_slips import Rank
from budgetbook.content.yaml.reader import Attempt, YamlFile
from budgetbook.diagnostics.problem import Problem, did_you_mean, meant_word, message

MAX_PROSE = 200_000
"""Bytes of one file of prose: some sixty pages, which are rendered in a second."""
ParsedFiles = dict[str, tuple[tuple[bytes, bytes | None, ReadingContext | None], YamlFile | None, Any, list[Problem]]]
"""File name -> (bytes, the program's beneath and context, YAML file, record, problems) as last read: none is parsed twice."""
BaseFile = tuple[str, bytes | None]
NO_BASE: BaseFile = ("", None)
"""The display name and the bytes of the program's file that one of the site extends; no bytes where it extends none."""
Validate = Callable[..., Any]
"""Pydantic's own: data and `context` in, a record out."""


class RecordReader:
    """Reads files by the names that the content expects, and reports those that nothing has asked for."""

    def __init__(
        self,
        folder: Folder,
        files: Files,
        problems: list[Problem],
        parsed_files: ParsedFiles,
        context: ReadingContext | None = None,
    ) -> None:
        self.folder, self.files, self.parsed_files, self.context = folder, files, parsed_files, context
        self.problems = list(problems)
        self.yaml_files: dict[str, YamlFile] = {}
        """The YAML files that were read, by their display names."""
        self._expected_names: set[str] = set()

    @property
    def languages(self) -> tuple[str, ...]:
        """The languages that the texts of the site are in."""
        return self.context.languages if self.context else ()

    def display_name(self, name: str) -> str:
        """A file's name as messages show it."""
        return self.folder.find_path(name).as_posix()

    def list_files(self, folder: str, suffix: str) -> list[str]:
        """The files directly in a folder that end in `suffix`, sorted."""
        return sorted(n for n in self.files if n.endswith(suffix) and n.rpartition("/")[0] == folder)

    def pass_over(self, names: Iterable[str]) -> None:
        """Take these files for expected, though nothing reads them."""
        self._expected_names.update(names)

    def read_data(self, name: str) -> Any:
        """The plain data of a file, whatever record it makes; None if it cannot be read as YAML."""
        raw = self.files.get(name)
        yaml_file = extension.attempt(name, raw, *self._base_file(name)).file if raw is not None else None
        return yaml_file.data if yaml_file else None

    def _base_file(self, name: str) -> BaseFile:
        """The display name and the bytes of the program's file that one of the site extends; None where it says the same."""
        program_raw = self.files.get(f"{BASE_PREFIX}{name}")
        return self.display_name(f"{BASE_PREFIX}{name}"), program_raw if program_raw != self.files.get(name) else None

    def read_record(self, name: str, kind: type[BaseModel]) -> Any:
        """Read one record; None if it has problems."""
        return self._validate(name, kind.model_validate, kind)

    def read_mapping(self, name: str, adapter: TypeAdapter[Any], kind: type[BaseModel]) -> Any:
        """Read a mapping of names to records; None if one has problems."""
        return self._validate(name, adapter.validate_python, dict[str, kind])  # type: ignore[valid-type]

    def read_optional(self, name: str, validate: Validate, kind: Any) -> Any:
        """Read a file that a small site can do without; {} if it is missing or holds only comments."""
        if (raw := self.files.get(name)) is not None and characters.says_nothing(raw):
            self._expected_names.add(name)
            return {}
        return self._validate(name, validate, kind) if name in self.files else {}

    def read_prose(self, name: str) -> Prose:
        """Read one Markdown file; empty prose if it has problems."""
        raw = self._read_bytes(name)
        text, problems = "", list[Problem]()
        if raw is not None and len(raw) > MAX_PROSE:
            problems = [Problem(self.display_name(name), 1, 1, "", characters.too_large_message(len(raw), MAX_PROSE))]
        elif raw is not None:
            text, problems = decode_text(self.display_name(name), raw)
        self.problems += problems
        return cut_prose(self.display_name(name), text)

    def read_control_list(self, name: str) -> ControlList | None:
        """Read one control list; None if there is none or it has problems."""
        if name not in self.files:
            return None
        raw = self._read_bytes(name)
        if raw is None:
            return None
        text, problems = decode_text(self.display_name(name), raw)
        if problems:
            self.problems += problems
            return None
        numbers, more = read_numbers(self.display_name(name), text)
        self.problems += more
        return numbers

    def read_table(self, name: str, columns: Sequence[Column]) -> TableRows:
        """Read the rows of one table; none if it has problems."""
        raw = self._read_bytes(name)
        table_rows, problems = read_rows(self.display_name(name), raw, columns) if raw is not None else (TableRows((), ()), [])
        self.problems += problems
        return table_rows

    def expect(self, names: Iterable[str]) -> None:
        """Take these files for used: what would tell their use has problems of its own."""
        self._expected_names.update(names)

    def refuse_strays(self) -> None:
        """Report every file that nothing has asked for. Call it last.

        As long as nobody knows the languages of the site, any prose and any file of a language may belong to it.
        """
        for name in sorted(self.files):
            if (
                name not in self._expected_names
                and not name.startswith(BASE_PREFIX)
                and (self.context is not None or not (name.endswith(".md") or name.startswith(f"{LANGUAGES}/")))
                and not name.startswith("schema/")
                and not PurePosixPath(name).name.startswith(".")
            ):
                hint = did_you_mean(name, sorted(self._expected_names))
                self.problems.append(Problem(self.display_name(name), 1, 1, "", message("stray-file"), hint))

    def _validate(self, name: str, validate: Validate, kind: Any) -> Any:
        raw = self._read_bytes(name)
        if raw is None:
            return None
        base = self._base_file(name)
        key = (raw, base[1], self.context)
        if name not in self.parsed_files or self.parsed_files[name][0] != key:
            self.parsed_files[name] = (key, *read_and_validate(self.display_name(name), raw, validate, kind, self.context, base))
        _, yaml_file, record, problems = self.parsed_files[name]
        self.problems += problems
        if yaml_file is not None:
            self.yaml_files[yaml_file.file] = yaml_file
        return record

    def _read_bytes(self, name: str) -> bytes | None:
        self._expected_names.add(name)
        if name not in self.files:
            self.problems.append(Problem(self.display_name(name), 1, 1, "", message("no-such-file")))
        return self.files.get(name)


def read_and_validate(
    file: str, raw: bytes, validate: Validate, kind: Any, context: ReadingContext | None, base: BaseFile = NO_BASE
) -> tuple[YamlFile | None, Any, list[Problem]]:
    """Parse one YAML file, over what is beneath it, and validate it: the record, or None and every problem of form."""

    def attempt(raw: bytes) -> Attempt:
        return extension.attempt(file, raw, *base)

    first = attempt(raw)
    problems, yaml_file = first.problems, None if first.problems else first.file
    if yaml_file is not None:
        try:
            return yaml_file, validate(yaml_file.data, context=context), problems
        except ValidationError as error:
            problems = _faults(yaml_file, kind, error, context)
    return yaml_file, None, _explain_by_slips(file, raw, attempt, problems, partial(validate, context=context), kind, context)


def _explain_by_slips(
    file: str,
    raw: bytes,
    attempt: Callable[[bytes], Attempt],
    problems: list[Problem],
    validate: Validate,
    kind: Any,
    context: ReadingContext | None,
) -> list[Problem]:
    """Replace problems by the slips of the keyboard that explain them, followed by what would be left."""
    text, unreadable = decode_text(file, raw)
    if unreadable:
        return problems

    def judge(text: str) -> tuple[Rank, list[Problem]]:
        result = attempt(text.encode())
        if result.file is None:
            return (1, -result.problems[0].line), result.problems
        try:
            validate(result.file.data)
        except ValidationError as error:
            more = _faults(result.file, kind, error, context)
            return (0, len({problem.path for problem in (*result.problems, *more)})), result.problems or more
        return (0, len({problem.path for problem in result.problems})), result.problems

    return key_slips.find(file, text, judge)


def _faults(yaml_file: YamlFile, kind: Any, error: ValidationError, context: ReadingContext | None) -> list[Problem]:
    """The problems of a validation error; only the first ones, since each searches for what was meant.

    A key that is missing because it is misspelt is no problem of its own.
    """
    details = error.errors(include_url=False)[:MOST_PROBLEMS]
    languages = context.languages if context else ()
    problems = [validation_errors.validation_problem(yaml_file, kind, detail, languages) for detail in details]
    paths = [tuple(detail["loc"]) for detail in details]
    meant_paths = {(*path[:-1], meant_word(each.hint)) for path, each in zip(paths, problems, strict=True) if each.hint}
    absences = [each.message.key in ("missing-key", "missing-translation") for each in problems]
    return [
        problem for problem, path, absent in zip(problems, paths, absences, strict=True) if not (absent and path in meant_paths)
    ]
