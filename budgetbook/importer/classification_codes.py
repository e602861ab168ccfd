"""Names of 类, 款 and 项 in; the code of the functional classification out, as the document's own tables or the list give it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

from budgetbook.importer.mention import Mention
from budgetbook.importer.name_matching import normalise
from budgetbook.importer.tables.reader import RecognisedTable
from budgetbook.importer.vocabulary import Vocabulary

Codes = Mapping[tuple[str, ...], str]
"""Names from the class down -> code."""


def build_code_list(tables: Sequence[RecognisedTable], vocabulary: Vocabulary) -> Codes:
    """Every item with its names: the classification first, then the document's tables, which have the last word."""
    classification_names = {code: entry.name.zh for code, entry in vocabulary.classifications["functional"].items()}
    paths = _index_paths(classification_names)
    for table in tables:
        definition = vocabulary.tables.get(table.id)
        if definition and definition.by == "functional":
            paths |= _index_paths({row.code: row.name for row in table.rows if row.code and row.name})
    return paths


def _index_paths(names: Mapping[str, str]) -> dict[tuple[str, ...], str]:
    paths = {}
    for code in names:
        steps = [code[:length] for length in (3, 5, 7) if length <= len(code)]
        if all(step in names for step in steps):
            paths[_normalise_path(names[step] for step in steps)] = code
    return paths


def _normalise_path(names: Iterable[str]) -> tuple[str, ...]:
    """The names as they compare; a class is as often called 教育 as 教育支出."""
    first, *rest = (normalise(name).text for name in names)
    return (first.removesuffix("支出"), *rest)


def _find_by_lower_names(codes: Codes, names: Sequence[str]) -> str:
    """The code of an item that is named from its section down, where only one has these names."""
    path = tuple(normalise(name).text for name in names)
    matches = {code for names, code in codes.items() if len(path) > 1 and names[-len(path) :] == path}
    return matches.pop() if len(matches) == 1 else ""


def assign_code(mention: Mention, codes: Codes, economic: Mapping[str, str]) -> Mention:
    """The mention with its code; doubtful where no item has exactly these names."""
    if not mention.item_path:
        return mention
    if mention.item_path[0] in economic:
        return replace(mention, code=economic[mention.item_path[0]], concept="basic-expenditure")
    code = codes.get(_normalise_path(mention.item_path), "") or _find_by_lower_names(codes, mention.item_path)
    status = mention.status if code or mention.kind == "word" else "doubtful"
    return replace(mention, code=code, concept="expenditure", status=status)
