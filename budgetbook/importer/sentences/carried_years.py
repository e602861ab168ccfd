"""Names of money carried over by the year that it is from: 收入90万元，其中：财政拨款80万元，2023年结转10万元."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from budgetbook.arithmetic.passages.chinese_units import MONEY
from budgetbook.importer.sentences.tokens import Token

_CARRIED_WORDS = ("结转", "结余")
_NAME_BEGINNING = "上年"
_LONGEST_TAIL = 3
"""Tokens of such a name."""


def settle_carried_years(tokens: Sequence[Token], carry_over: str) -> tuple[Token, ...]:
    """The tokens, where last year before 结转 in a list of amounts belongs to the name of this year's carry-over."""
    settled_tokens = list[Token]()
    skip_count = 0
    for index, token in enumerate(tokens):
        if skip_count:
            skip_count -= 1
            continue
        settled_tokens.append(token)
        if token.kind == "last-year" and token.unit and _is_listed(tokens[:index]) and (name := _take_name(tokens[index + 1 :])):
            settled_tokens[-1] = replace(token, kind="filler")
            settled_tokens.append(
                replace(
                    name[0], kind="name", end=name[-1].end, text=_NAME_BEGINNING + "".join(_texts(name)), concepts=(carry_over,)
                )
            )
            skip_count = len(name)
    return tuple(settled_tokens)


def _is_listed(words: Sequence[Token]) -> bool:
    """True at the head of an item of a list whose sentence gave an amount."""
    if not words or not (words[-1].kind == "part" or words[-1].text in "，,、；;：:("):
        return False
    for word in reversed(words):
        if word.text == "。":
            return False
        if word.kind == "number" and word.unit in MONEY:
            return True
    return False


def _take_name(words: Sequence[Token]) -> tuple[Token, ...]:
    """The words for what was carried over, up to its amount; nothing if other words stand there."""
    for length in range(1, _LONGEST_TAIL + 1):
        name, next_words = tuple(words[:length]), words[length : length + 1]
        if len(name) == length and "".join(_texts(name)).startswith(_CARRIED_WORDS) and _is_amount(next_words):
            return name
    return ()


def _is_amount(words: Sequence[Token]) -> bool:
    return bool(words) and (words[0].kind == "filler" or (words[0].kind == "number" and words[0].unit in MONEY))


def _texts(words: Sequence[Token]) -> Iterator[str]:
    return (word.text for word in words)
