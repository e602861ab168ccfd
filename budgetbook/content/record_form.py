"""Holds one YAML file to the form of its record: the record, or every problem of form with what would mend it."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import Any

from pydantic import ValidationError

from budgetbook.content import validation_errors
from budgetbook.content.reading_context import ReadingContext
from budgetbook.content.yaml import extension, key_slips
from budgetbook.content.yaml.composer import MOST_PROBLEMS
from budgetbook.content.yaml.encoding import decode_text
from budgetbook.content.yaml.key_slips import Rank
from budgetbook.content.yaml.reader import Attempt, YamlFile
from budgetbook.diagnostics.problem import Problem, meant_word

BaseFile = tuple[str, bytes | None]
NO_BASE: BaseFile = ("", None)
"""The display name and the bytes of the program's file that one of the site extends; no bytes where it extends none."""
Validate = Callable[..., Any]
"""Pydantic's own: data and `context` in, a record out."""


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
