"""Reads the records, texts and control lists of content files that are in memory, and gathers every problem of form."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from pathlib import PurePosixPath
from typing import Any

from pydantic import BaseModel, TypeAdapter
from pydantic_core import PydanticCustomError

from budgetbook.content import record_form
from budgetbook.content.breakdown import Column
from budgetbook.content.control_list import ControlList, read_numbers
from budgetbook.content.dictionary import LANGUAGES
from budgetbook.content.fields import read_slug
from budgetbook.content.folder import BASE_PREFIX, Files, Folder
from budgetbook.content.prose import Prose, cut_prose
from budgetbook.content.reading_context import ReadingContext
from budgetbook.content.record_form import BaseFile, Validate
from budgetbook.content.table_rows import TableRows, read_rows
from budgetbook.content.yaml import characters, extension
from budgetbook.content.yaml.encoding import decode_text
from budgetbook.content.yaml.reader import YamlFile
from budgetbook.diagnostics.problem import Problem, did_you_mean, message

MAX_PROSE = 200_000
"""Bytes of one file of prose: some sixty pages, which are rendered in a second."""
ParsedFiles = dict[str, tuple[tuple[bytes, bytes | None, ReadingContext | None], YamlFile | None, Any, list[Problem]]]
"""File name -> (bytes, the program's beneath and context, YAML file, record, problems) as last read: none is parsed twice."""


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

    def check_slug(self, name: str, part: str) -> None:
        """Report a file or folder whose name becomes a part of addresses and is no slug."""
        try:
            read_slug(part)
        except PydanticCustomError:
            self.problems.append(Problem(self.display_name(name), 1, 1, "", message("not-a-slug", found=part)))

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
            reading = record_form.read_and_validate(self.display_name(name), raw, validate, kind, self.context, base)
            self.parsed_files[name] = (key, *reading)
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
