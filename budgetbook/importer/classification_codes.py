"""Names of 类, 款 and 项 in; the code of the functional classification out, as the document's own tables or the list give it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

from budgetbook.importer.mention import Mention
from budgetbook.importer.name_matching import plain
from budgetbook.importer.tables.reader import TableReading
from budgetbook.importer.vocabulary import Vocabulary

Codes = Mapping[tuple[str, ...], str]
"""Names from the class down -> code."""


def code_list(tables: Sequence[TableReading], vocabulary: Vocabulary) -> Codes:
    """Every item with its names: the classification first, then the document's tables, which have the last word."""
    known = {code: entry.name.zh for code, entry in vocabulary.classifications["functional"].items()}
    paths = _paths(known)
    for table in tables:
        about = vocabulary.tables.get(table.id)
        if about and about.by == "functional":
            paths |= _paths({row.code: row.name for row in table.rows if row.code and row.name})
    return paths


def _paths(names: Mapping[str, str]) -> dict[tuple[str, ...], str]:
    found = {}
    for code in names:
        steps = [code[:length] for length in (3, 5, 7) if length <= len(code)]
        if all(step in names for step in steps):
            found[_path(names[step] for step in steps)] = code
    return found


def _path(names: Iterable[str]) -> tuple[str, ...]:
    """The names as they compare; a class is as often called 教育 as 教育支出."""
    first, *rest = (plain(name).text for name in names)
    return (first.removesuffix("支出"), *rest)


def _below(codes: Codes, names: Sequence[str]) -> str:
    """The code of an item that is named from its section down, where only one has these names."""
    path = tuple(plain(name).text for name in names)
    found = {code for names, code in codes.items() if len(path) > 1 and names[-len(path) :] == path}
    return found.pop() if len(found) == 1 else ""


def coded(mention: Mention, codes: Codes, economic: Mapping[str, str]) -> Mention:
    """The mention with its code; doubtful where no item has exactly these names."""
    if not mention.names:
        return mention
    if mention.names[0] in economic:
        return replace(mention, code=economic[mention.names[0]], concept="basic-expenditure")
    code = codes.get(_path(mention.names), "") or _below(codes, mention.names)
    status = mention.status if code or mention.kind == "word" else "doubtful"
    return replace(mention, code=code, concept="expenditure", status=status)
