"""Lists of a figure's parts that the words for a use open: 政府采购预算31万元，用于采购货物预算31万元."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from budgetbook.arithmetic.passages.chinese_units import MONEY
from budgetbook.importer.sentences.lexicon import DIRECTIONS
from budgetbook.importer.sentences.tokens import Token
from budgetbook.importer.vocabulary import Vocabulary

_OPENERS = ("用于", "主要用于", "主要是", "全部用于", "其中用于", "包括")
_CHANGE_KINDS = (*DIRECTIONS, "compare", "reason")
_MARKS_BEFORE = "，,：:"


def open_use_lists(tokens: Sequence[Token], vocabulary: Vocabulary) -> tuple[Token, ...]:
    """The tokens, where such words right behind an amount break it down if a part of it with its amount follows."""
    start, settled_tokens = 0, list(tokens)
    for index, token in enumerate(tokens):
        start = index + 1 if token.text in "。；;" else start
        whole = _find_whole(tokens[start:index]) if token.text in _OPENERS else None
        if whole and _is_part_with_amount(tokens[index + 1 : index + 5], whole, vocabulary):
            settled_tokens[index] = replace(token, kind="part")
    return tuple(settled_tokens)


def _find_whole(words: Sequence[Token]) -> Token | None:
    """The name of the one amount that ends these words; None if they compare, or give a reason."""
    if not {t.kind for t in words}.isdisjoint(_CHANGE_KINDS):
        return None
    words = [*words[:-1]] if words and words[-1].text in _MARKS_BEFORE else [*words]
    ends_in_amount = bool(words) and words[-1].kind == "number" and words[-1].unit in MONEY
    return next((t for t in reversed(words) if t.kind == "name"), None) if ends_in_amount else None


def _is_part_with_amount(words: Sequence[Token], whole: Token, vocabulary: Vocabulary) -> bool:
    names = [t for t in words if t.kind not in ("filler", "mark")][:2]
    if [t.kind for t in names] != ["name", "number"] or names[1].unit not in MONEY:
        return False
    return any(vocabulary.whole_of.get(part) == concept for part in names[0].concepts for concept in whole.concepts)
