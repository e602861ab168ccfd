"""Finds the item by economic nature that a part of a whole is called by: 公用经费5万元，其中：办公费3万元，水费2万元."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from itertools import takewhile

from budgetbook.importer.name_matching import normalise
from budgetbook.importer.sentences.lexicon import Lexicon
from budgetbook.importer.sentences.subject import NO_SUBJECT, Subject
from budgetbook.importer.sentences.tokens import Token
from budgetbook.importer.vocabulary import FundLimit, Vocabulary

_ENDS = re.compile("(?:支出|预算|决算|安排|为|共){1,3}$")
"""Words between a name and its amount."""
_BEGINS = re.compile("^(?:以及|其中|和|及)")
_LIST_WORDS = ("包括", "主要包括", "其中包括", "含", "包含", "分为")
_LONGEST_NAME = 16
"""Tokens of the name of an item by economic nature."""
_LINES_OF = "basic-expenditure"
"""The whole that the standard table breaks down by economic nature."""


def find_economic_item(lexicon: Lexicon, clause: Sequence[Token], whole: str, fund: FundLimit) -> Subject:
    """The item that a clause names and nothing else, as a part of a whole that is broken down by economic nature.

    It is a line of the table of basic expenditure only where text and table are surely of the same money; else it is the whole's.
    """
    data = lexicon.vocabulary
    plain_whole = _drop_fund(data, whole)
    if plain_whole not in data.config.economic_wholes or not clause:
        return NO_SUBJECT
    start = max((i for i, t in enumerate(clause) if t.kind == "part"), default=-1)
    text = _BEGINS.sub("", normalise("".join(t.text for t in clause[start + 1 :])).text)
    code, name = lexicon.economic_items.get(text) or lexicon.economic_items.get(_ENDS.sub("", text)) or ("", "")
    if not code:
        return NO_SUBJECT
    own_fund = data.fund_of.get(whole) or fund
    is_line = bool(own_fund) and data.belongs_to(plain_whole, _LINES_OF) and data.concepts[plain_whole].share_of is not None
    return Subject(_LINES_OF if is_line else plain_whole, (name,), code, evidence=text, fund=own_fund)


def open_lists_of_items(tokens: Sequence[Token], lexicon: Lexicon) -> tuple[Token, ...]:
    """The tokens, where 包括 or a colon breaks an amount down, if it is one of a whole by economic nature and an item follows.

    Example: 人员经费90万元：基本工资50万元、津贴补贴40万元.
    """
    settled_tokens, topic = list(tokens), ""
    for index, token in enumerate(tokens):
        topic = token.concepts[0] if token.kind == "name" and len(token.concepts) == 1 else topic
        is_opener = token.text in ("：", ":") or (token.kind != "part" and token.text in _LIST_WORDS)
        is_behind_amount = any(t.kind == "number" for t in tokens[max(0, index - 2) : index])
        if is_opener and is_behind_amount and _drop_fund(lexicon.vocabulary, topic) in lexicon.vocabulary.config.economic_wholes:
            settled_tokens[index] = replace(token, kind="part") if _begins_item(tokens[index + 1 :], lexicon) else token
    return tuple(settled_tokens)


def _begins_item(tokens: Sequence[Token], lexicon: Lexicon) -> bool:
    """True if words begin with the name of an item by economic nature and its amount."""
    name = list(takewhile(lambda t: t.kind not in ("number", "mark"), tokens[:_LONGEST_NAME]))
    text = _ENDS.sub("", normalise("".join(t.text for t in name)).text)
    next_tokens = tokens[len(name) : len(name) + 1]
    return text in lexicon.economic_items and bool(next_tokens) and next_tokens[0].kind == "number"


def _drop_fund(data: Vocabulary, concept: str) -> str:
    """The concept over all money of one that is limited to a fund."""
    by_fund = data.config.by_fund.values()
    return next((plain for limits in by_fund for plain, own in limits.items() if own == concept), concept)
