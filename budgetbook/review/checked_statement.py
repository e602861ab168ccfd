"""A statement as the workbench sees it: the record, its findings, and what `check` would say of it.

A draft has no summary and lacks English texts, so no record could be made of it as it is. Where a text is missing, a stand-in
takes its place here: numbers and findings do not depend on it, and `check` still names what is missing.
"""

from __future__ import annotations

import copy
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from pydantic import ValidationError

from budgetbook.arithmetic import run_rules
from budgetbook.arithmetic.finding import Finding
from budgetbook.content.content import Content, Entity, EntityContent, Statement
from budgetbook.content.control_list import ControlList, read_numbers
from budgetbook.content.folder import STATEMENTS, Files, Folder
from budgetbook.content.reading_context import ReadingContext
from budgetbook.content.record_reader import ParsedFiles
from budgetbook.content.statement import StatementFile
from budgetbook.content.text import Text
from budgetbook.content.yaml import reader
from budgetbook.content.yaml.reader import YamlFile
from budgetbook.diagnostics.problem import Problem
from budgetbook.importer.draft.dry_run import fill_english
from budgetbook.review.source_files import StatementFiles
from budgetbook.text.phrases import PhraseError
from budgetbook.validation import run, validate

_STAND_IN = {"zh": "尚未写", "en": "not yet written"}


@dataclass(frozen=True)
class CheckedStatement:
    """One statement at one moment."""

    raw: bytes
    """The bytes of its file."""
    problems: tuple[Problem, ...]
    """What `check` says of the statement and of its body; nothing once it may be published."""
    yaml: YamlFile | None = None
    content: Content | None = field(default=None, repr=False)
    """The dictionary with this body alone; None if the file cannot be read as a statement at all."""
    statement: Statement | None = None
    findings: tuple[Finding, ...] = ()
    numbers: ControlList | None = None
    content_version: int = 0
    """Changes whenever the dictionary does."""


class StatementChecker:
    """Checks statements again and again, reading the dictionary only when it changed."""

    def __init__(self, root: Path) -> None:
        self._root = root
        self._common_files: object = None
        self._common: Content | None = None
        self._common_problems: list[Problem] = []
        self._common_version = 0
        self._parsed_files: ParsedFiles = {}
        self._last: dict[str, tuple[Files, CheckedStatement]] = {}

    def check(self, files: StatementFiles) -> CheckedStatement:
        """The statement as it is on the disk now. Raises OSError."""
        raw = files.path.read_bytes()
        folder = Folder.scan(self._root)
        common = self._read_common(folder)
        entity_files, read_problems = folder.read(folder.entities.get(files.entity, ()))
        last = self._last.get(files.id)
        if last and last[0] == entity_files and last[1].raw == raw and last[1].content_version == self._common_version:
            return last[1]
        checked_statement = self._check(files, raw, common, folder, entity_files, read_problems)
        self._last[files.id] = entity_files, checked_statement
        return checked_statement

    def _check(
        self,
        files: StatementFiles,
        raw: bytes,
        common: Content | None,
        folder: Folder,
        entity_files: Files,
        read_problems: list[Problem],
    ) -> CheckedStatement:
        checked_entity = validate.validate_entity(
            common, self._root, files.entity, entity_files, read_problems, self._parsed_files
        )
        others = {(self._root / name).as_posix() for name in entity_files if _is_of_another(name, files)}
        problems = [*self._common_problems, *(each for each in checked_entity.problems if each.file not in others)]
        yaml_file = reader.attempt(files.path.as_posix(), raw).file
        numbers = _read_control_list(files)
        if common is None or yaml_file is None:
            return CheckedStatement(raw, tuple(problems), yaml_file, numbers=numbers, content_version=self._common_version)
        statements = _fill_in_statements(self._root, files, folder, common.context)
        statement = statements.get(files.id)
        content = common.with_entities((_gather(self._root, files, statements),))
        # Also those that the site does not show before a person has confirmed them.
        findings = _find(content, statement) if statement else ()
        return CheckedStatement(raw, tuple(problems), yaml_file, content, statement, findings, numbers, self._common_version)

    def _read_common(self, folder: Folder) -> Content | None:
        common_files, read_problems = folder.read(folder.common_files)
        if read_problems or common_files != self._common_files:
            self._common, self._common_problems = validate.validate_common(folder, common_files, read_problems, {})
            self._common_files, self._common_version = common_files, self._common_version + 1
        return self._common


def _is_of_another(name: str, files: StatementFiles) -> bool:
    """True for a file of another statement of the same body."""
    own = (f"{STATEMENTS}/{files.id}.", f"{STATEMENTS}/{files.entity}/entity.yaml")
    return not name.startswith(own)


def _read_control_list(files: StatementFiles) -> ControlList | None:
    if not files.numbers.is_file():
        return None
    return read_numbers(files.numbers.as_posix(), files.numbers.read_text("utf-8", "replace"))[0]


def _fill_in_statements(root: Path, files: StatementFiles, folder: Folder, context: ReadingContext) -> dict[str, Statement]:
    """The statements of a body as records, each with stand-ins for what is not written yet; those that are none are left out."""
    prefix = f"{STATEMENTS}/{files.entity}/"
    names = [name for name in folder.entities.get(files.entity, ()) if name.endswith(".yaml") and "entity.yaml" not in name]
    statements = {}
    for name in names:
        path = root / name
        own_id = f"{files.entity}/{name.removeprefix(prefix).removesuffix('.yaml')}"
        if record := _read_leniently(
            path.read_bytes(), lambda data: StatementFile.model_validate(fill_english(data), context=context)
        ):
            numbers = _read_control_list(StatementFiles(own_id, path))
            statements[own_id] = Statement.model_construct(
                **dict(record), id=own_id, entity=files.entity, file=path.as_posix(), prose={}, numbers=numbers
            )
    return statements


def _gather(root: Path, files: StatementFiles, statements: dict[str, Statement]) -> EntityContent:
    path = root / STATEMENTS / files.entity / "entity.yaml"
    raw = path.read_bytes() if path.is_file() else b""
    entity = _read_leniently(raw, lambda data: _fill_in_entity(data, files.entity, path))
    paths = (*(Path(each.file) for each in statements.values()), *((path,) if raw else ()))
    yaml_files = {each.as_posix(): yaml_file for each in paths if (yaml_file := _read_yaml(each))}
    return EntityContent({files.entity: entity} if entity else {}, statements, yaml_files, [])


def _read_yaml(path: Path) -> YamlFile | None:
    return reader.attempt(path.as_posix(), path.read_bytes()).file


def _fill_in_entity(data: dict[str, Any], name: str, path: Path) -> Entity:
    texts = {key: {**_STAND_IN, **(data.get(key) or {})} for key in ("name", "short", "place", "about")}
    return Entity.model_construct(
        id=name, file=path.as_posix(), kind=data.get("kind", ""), **{key: _text(text) for key, text in texts.items()}
    )


def _text(text: dict[str, str]) -> Any:
    return Text(zh=text["zh"], en=text["en"])


def _read_leniently(raw: bytes, build: Callable[[dict[str, Any]], Any]) -> Any:
    """What `build` makes of a file's data; None if the file is no YAML or lacks what no stand-in can replace."""
    attempt = reader.attempt("", raw)
    if attempt.file is None:
        return None
    try:
        return build(copy.deepcopy(attempt.file.data))
    except (ValidationError, KeyError, TypeError, AttributeError):
        return None


def _find(content: Content, statement: Statement) -> tuple[Finding, ...]:
    """The findings; none while names of the statement are wrong, which `check` says."""
    if any(problem.file == statement.file for problem in run.validate_names(content)):
        return ()
    try:
        return run_rules.run_rules(content)[statement.id]
    except (PhraseError, KeyError):
        return ()
