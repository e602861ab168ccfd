"""Tells changes of staff from things bought: 比去年新增4名退休人员, but 新增2辆公务用车."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from budgetbook.arithmetic.passages.chinese_units import units_of
from budgetbook.importer.sentences.tokens import Token

_NEW = "新增"
_LAST_YEAR = ("last-year", "filler", "mark", "compare")


def settle_staff_changes(tokens: Sequence[Token]) -> tuple[Token, ...]:
    """The tokens, where 新增 before a number of people, right behind what is compared with, is an increase."""
    settled_tokens = list(tokens)
    for index, token in enumerate(tokens[:-1]):
        counts_people = tokens[index + 1].kind == "number" and tokens[index + 1].unit in units_of("people")
        if token.text == _NEW and counts_people and _compares(tokens[:index]):
            settled_tokens[index] = replace(token, kind="increase")
    return tuple(settled_tokens)


def _compares(words: Sequence[Token]) -> bool:
    """True if a comparison with last year ends these words: 比去年, 与上年相比，."""
    kinds: list[str] = []
    for word in reversed(words):
        if word.kind not in _LAST_YEAR:
            break
        kinds.append(word.kind)
    return "last-year" in kinds and "compare" in kinds
