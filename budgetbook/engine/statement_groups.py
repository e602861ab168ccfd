"""The pages of one statement as a group of files that is made, or left as it is, as a whole.

A body is one target, and a change of any of its documents makes it again. Of its other documents most pages stay the same, so
each file of a document's pages is marked with what they depend on, and with how many they are: if all of them are in the site
already, not even one is put together.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import partial
from typing import NamedTuple

from budgetbook.arithmetic.finding import Findings
from budgetbook.arithmetic.ledger import ledgers_of
from budgetbook.arithmetic.line_series import classified_series
from budgetbook.content.content import Content, Statement
from budgetbook.content.folder import STATEMENTS, Files
from budgetbook.infra.base.files import CachedFile, OutputFile
from budgetbook.infra.cache.blobs import fingerprint
from budgetbook.opendata.data_file import DataFile


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
    common_parts = last_build.base_fingerprint, list(content.statements), classes
    return {
        name: fingerprint(
            *common_parts,
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
    """Yield the files of a group, each marked with their number; if all are in the site already, none is even put together."""
    marks = {path: mark for path, mark in reusable_outputs.items() if mark.startswith(f"{group_fingerprint} ")}
    if marks and set(marks.values()) == {f"{group_fingerprint} {len(marks)}"}:
        return (OutputFile(path, partial(_refuse, path), partial(str, mark)) for path, mark in marks.items())
    files = list(make_files())
    return (OutputFile(file.path, partial(_content, file), partial(str, f"{group_fingerprint} {len(files)}")) for file in files)


def _refuse(path: str) -> bytes:
    raise LookupError(f"{path} is in the site already")


def _content(file: OutputFile) -> bytes | CachedFile:
    return file.content
