"""Lists of the classes of a classification, which words that otherwise give a reason or a use may open."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from budgetbook.importer.sentences.lexicon import DIRECTIONS
from budgetbook.importer.sentences.tokens import Token

_CHANGE_KINDS = (*DIRECTIONS, "compare", "reason")
_OPENERS = ("主要是", "主要用于", "用于")
"""Words that give a reason, or a use, and before a class with its amount open a list."""
_COLONS = "：:"


def open_class_lists(tokens: Sequence[Token]) -> tuple[Token, ...]:
    """The tokens, where 主要是 or 主要用于 breaks an amount down if a class with its amount follows it.

    Examples: 基本支出50万元，主要是工资福利支出40万元、商品和服务支出10万元; 按支出功能分类科目，主要用于：教育支出40万元.
    Behind a change it gives a reason, and behind an item of the classification a use.
    """
    start, settled_tokens = 0, list(tokens)
    for index, token in enumerate(tokens[:-2]):
        start = index if token.text == "。" else start
        if token.text not in _OPENERS:
            continue
        first = index + 1 + (tokens[index + 1].text in _COLONS)
        kinds = {t.kind for t in tokens[start:index]}
        if _is_class_with_amount(tokens[first : first + 2]) and kinds.isdisjoint((*_CHANGE_KINDS, "code")):
            settled_tokens[index] = replace(token, kind="part")
    return tuple(settled_tokens)


def _is_class_with_amount(tokens: Sequence[Token]) -> bool:
    return [t.kind for t in tokens] == ["code", "number"] and len(tokens[0].item_path) == 1
