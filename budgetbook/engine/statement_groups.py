"""The pages of one statement as a group of files that is made, or left as it is, as a whole.

A body is one target, and a change of any of its documents makes it again. Of its other documents most pages stay the same, so
each file of a document's pages is marked with what they depend on, and with its place among them: if all of them are in the site
already, not even one is put together.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import partial
from itertools import chain
from typing import NamedTuple

from budgetbook.arithmetic.finding import Findings
from budgetbook.arithmetic.ledger import ledgers_of
from budgetbook.arithmetic.line_series import classified_series
from budgetbook.content.folder import STATEMENTS, Files
from budgetbook.content.loader import Content, Statement
from budgetbook.infra.base.files import CachedFile, OutputFile
from budgetbook.infra.cache.blobs import fingerprint
from budgetbook.opendata.data_file import DataFile

_MARK = re.compile(r"(?P<group>[0-9a-f]{64}) (?P<place>[0-9]+)(?P<end> end)?")


class LastBuild(NamedTuple):
    """What a body is made of now, and which of its files the last build left in the site."""

    base_fingerprint: str
    """Fingerprint of all that belongs to no body."""
    files: Files
    """The files of the body."""
    reusable_outputs: Mapping[str, str]
    """Fingerprints of its files in the site, by path."""


def fingerprint_statements(
    content: Content, findings: Findings, downloads: Iterable[DataFile], last_build: LastBuild
) -> dict[str, str]:
    """By statement, a fingerprint of all that its pages depend on.

    These are the body's own files, those of the statement and of the documents that it is compared with, what was found in it,
    its data files, and of all documents their names and the lines that have a page over the years.
    """
    series = classified_series(list(ledgers_of(content).values()), content.classifications)
    classes = [line.code for each in series for line in each.classes]
    measures = {file.path: file.measure for file in downloads}
    shared_parts = last_build.base_fingerprint, list(content.statements), classes
    return {
        name: fingerprint(
            *shared_parts,
            {file: data for file, data in last_build.files.items() if _may_show(content, statement, file)},
            findings[name],
            {path: measure for path, measure in measures.items() if f"/{name}." in path},
        )
        for name, statement in content.statements.items()
    }


def _may_show(content: Content, statement: Statement, file: str) -> bool:
    """True unless the file is that of a document which the statement is never compared with."""
    compared_years = {statement.fiscal_year, statement.fiscal_year - 1}
    if statement.compares_with:
        compared_years.add(statement.compares_with.year)
    owners = [each for each in content.statements.values() if file.startswith(f"{STATEMENTS}/{each.id}.")]
    return all(each.fiscal_year in compared_years for each in owners)


def reuse_group(
    group_fingerprint: str, reusable_outputs: Mapping[str, str], make_files: Callable[[], Iterator[OutputFile]]
) -> Iterator[OutputFile]:
    """Yield the files of a group with their marks; if all are in the site already, without asking for any to be made."""
    marks = {path: match for path, text in reusable_outputs.items() if (match := _MARK.fullmatch(text))}
    group_marks = {path: mark for path, mark in marks.items() if mark["group"] == group_fingerprint}
    ends = [int(mark["place"]) for mark in group_marks.values() if mark["end"]]
    if len(ends) == 1 and {int(mark["place"]) for mark in group_marks.values()} == set(range(ends[0] + 1)):
        return (OutputFile(path, partial(_refuse, path), partial(str, mark[0])) for path, mark in group_marks.items())
    return _mark_files(group_fingerprint, make_files())


def _refuse(path: str) -> bytes:
    raise LookupError(f"{path} is in the site already")


def _mark_files(group_fingerprint: str, files: Iterator[OutputFile]) -> Iterator[OutputFile]:
    """Mark each file with its place, the last with that it is the last."""
    file = next(files, None)
    for place, next_file in enumerate(chain(files, [None])):
        if file is not None:
            end = " end" if next_file is None else ""
            yield OutputFile(file.path, partial(_content, file), partial(str, f"{group_fingerprint} {place}{end}"))
        file = next_file


def _content(file: OutputFile) -> bytes | CachedFile:
    return file.content
