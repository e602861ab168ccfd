"""Adds up again what lies in the content's folder of sources, and lists how the statements differ from it."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from pathlib import Path

from budgetbook.content.content import Content, Statement
from budgetbook.content.folder import SOURCES
from budgetbook.content.loader import load_content
from budgetbook.diagnostics.problem import Problem, did_you_mean, message
from budgetbook.importer import sandbox
from budgetbook.importer.data_tables.mapped_files import list_files, read_files
from budgetbook.importer.data_tables.recount import compare_tables
from budgetbook.importer.data_tables.table_import import list_words


def recount_sources(content_root: Path) -> list[Problem]:
    """The differences between statements and the data files in `sources/`; none where no such file lies there.

    Raises UnreadableDocumentError for a data file that cannot be read.
    """
    if not (content_root / SOURCES).is_dir():
        return []
    content, problems = load_content(content_root)
    if content is None:
        return problems
    return [
        problem
        for statement in content.statements.values()
        if statement.source.map and statement.source.files
        for problem in _recount(content_root, content, statement)
    ]


def _recount(content_root: Path, content: Content, statement: Statement) -> Iterator[Problem]:
    table_map = content.maps.get(statement.source.map or "")
    if table_map is None:
        name = statement.source.map or ""
        text = message("unknown-map", name=name)
        yield content.problem(statement.file, ("source", "map"), text, did_you_mean(name, content.maps))
        return
    hashes = {each.name: each.sha256 for each in statement.source.files}
    paths = [
        path for name in hashes if (path := content_root / SOURCES / statement.id / name).is_file() and not path.is_symlink()
    ]
    for path in paths:
        if hashlib.sha256(path.read_bytes()).hexdigest() != hashes[path.name]:
            yield Problem(path.as_posix(), 1, 1, "", message("recount-other-file", file=path.name))
            return
    if len(paths) < len(hashes):
        return  # without all of them nothing can be said
    mapped_tables = sandbox.run(
        read_files, list_files(paths), table_map, list_words(content, table_map), statement.fiscal_year, statement.phase
    )
    yield from mapped_tables.problems
    yield from compare_tables(Path(statement.file), mapped_tables, content)
