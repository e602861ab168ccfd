"""Lists that say of what they are the parts with 中: 在职人数中行政55人，事业33人; 支出中，基本支出9万元."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from budgetbook.importer.sentences.tokens import MARKS, Token

_WORD = "中"
_WORD_ENDS = tuple("小央心级共国医学间期旬介标外长转止断高等专职")
"""Characters behind which 中 belongs to a word: 中小企业, 中心, 中级."""
_ENDS = "。；;"


def open_within_lists(tokens: Sequence[Token]) -> tuple[Token, ...]:
    """The tokens, where 中 behind the name at the head of a sentence breaks down what it names."""
    settled_tokens = list(tokens)
    for index, token in enumerate(tokens[:-1]):
        next_text = tokens[index + 1].text
        opens = token.text == _WORD and not next_text.startswith(_WORD_ENDS)
        if opens and index and tokens[index - 1].kind == "name" and _begins(tokens, index - 1) and next_text not in _ENDS:
            settled_tokens[index] = replace(token, kind="part")
    return tuple(settled_tokens)


def _begins(tokens: Sequence[Token], index: int) -> bool:
    """True if a name is the first of its sentence, but for a year, a list number or words of no meaning."""
    for token in reversed(tokens[:index]):
        if token.text in _ENDS:
            return True
        if token.kind == "mark" and token.text in MARKS:
            return False
        if token.kind not in ("this-year", "filler", "lead", "item", "bracket"):
            return False
    return True
