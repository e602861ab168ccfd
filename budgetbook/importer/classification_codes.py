"""Finds the code of a 类, 款 or 项 by its names, in the document's own tables and in the functional classification."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from functools import lru_cache
from itertools import product

from budgetbook.importer.mention import Mention
from budgetbook.importer.name_matching import normalise
from budgetbook.importer.tables.reader import RecognisedTable
from budgetbook.importer.vocabulary import Vocabulary

_SECTION_DIGITS = 5
_AND = re.compile("[与及]")
Codes = Mapping[tuple[str, ...], str]
"""Names from the class down -> code."""


def build_code_list(tables: Sequence[RecognisedTable], vocabulary: Vocabulary) -> Codes:
    """Index every item by its names, former ones included. Where the document's tables and the classification differ, the tables
    win."""
    names = vocabulary.function_names
    paths = _index_classification(tuple(names.items()))
    for table in tables:
        definition = vocabulary.tables.get(table.id)
        if definition and definition.by == "functional":
            printed_names = {row.code: (row.name,) for row in table.rows if row.code and row.name}
            own_paths = _index_paths({code: (*own, *names.get(code, ())) for code, own in printed_names.items()})
            paths = {**own_paths, **paths, **_index_paths(printed_names)}
    return paths


@lru_cache(maxsize=2)  # each document is read with the same classification
def _index_classification(names: tuple[tuple[str, tuple[str, ...]], ...]) -> Codes:
    return _index_paths(dict(names))


def _index_paths(names: Mapping[str, Sequence[str]]) -> dict[tuple[str, ...], str]:
    """Every way to name each code from its class down, each step by any of its names."""
    paths: dict[tuple[str, ...], str] = {}
    for code in names:
        steps = [code[:length] for length in (3, 5, 7) if length <= len(code)]
        if steps and all(step in names for step in steps):  # a code that lost its digits has none
            paths |= {_normalise_path(path): code for path in product(*(names[step] for step in steps))}
    return paths


def _normalise_path(names: Iterable[str]) -> tuple[str, ...]:
    """Names in a form that compares: a class is called 教育 as often as 教育支出."""
    first, *rest = map(_normalise_name, names)
    return (first.removesuffix("支出"), *rest)


def _normalise_name(name: str) -> str:
    """A name with one word for those that join its halves: 社会保障与就业."""
    return _AND.sub("和", normalise(name).text)


def _find_by_lower_names(codes: Codes, names: Sequence[str], fewest: int = 1) -> str:
    """The code of an item named from its section down, or of a section, if only one has these names; else ""."""
    path = tuple(map(_normalise_name, names))
    matches = {code for names, code in codes.items() if len(path) >= fewest and names[-len(path) :] == path}
    code = matches.pop() if len(matches) == 1 else ""
    return code if len(path) > 1 or len(code) == _SECTION_DIGITS else ""


def _confirm_printed_code(mention: Mention, codes: Codes) -> str:
    """The code printed with the names, if an item of this code ends in the same name; else ""."""
    last_names = {path[-1] for path, code in codes.items() if code == mention.code}
    return mention.code if _normalise_name(mention.item_path[-1]) in last_names else ""


def assign_code(mention: Mention, codes: Codes, economic: Mapping[str, str]) -> Mention:
    """The mention with the code of the item that it names; doubtful if no item has exactly these names."""
    if not mention.item_path:
        return mention
    if mention.concept and any(
        mention.code.startswith(code) for code in economic.values()
    ):  # an item by economic nature of a whole that the sentence broke down
        return mention
    if mention.item_path[0] in economic and mention.code not in codes.values():
        return replace(mention, code=economic[mention.item_path[0]], concept="basic-expenditure")
    code = (
        _confirm_printed_code(mention, codes)
        or codes.get(_normalise_path(mention.item_path), "")
        or codes.get(_normalise_path((*mention.item_path[:-1], f"{mention.item_path[-1]}支出")), "")  # 缴费|支出10万元
        or _find_by_lower_names(codes, mention.item_path)
        or _find_by_lower_names(codes, mention.item_path[1:], fewest=2)  # a class by its former name
    )
    status = mention.status if code or mention.kind == "word" else "doubtful"
    return replace(mention, code=code, concept=mention.concept or "expenditure", status=status)
