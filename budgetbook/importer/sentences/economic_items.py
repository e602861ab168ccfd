"""Finds the item by economic nature that a part of a whole is called by: 公用经费5万元，其中：办公费3万元，水费2万元."""

from __future__ import annotations

import re
from collections.abc import Sequence

from budgetbook.importer.name_matching import normalise
from budgetbook.importer.sentences.lexicon import Lexicon
from budgetbook.importer.sentences.subject import NO_SUBJECT, Subject
from budgetbook.importer.sentences.tokens import Token
from budgetbook.importer.vocabulary import FundLimit, Vocabulary

_ENDS = re.compile("(?:支出|预算|决算|安排|为|共){1,3}$")
"""Words between a name and its amount."""
_BEGINS = re.compile("^(?:以及|其中|和|及)")
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
    text = _BEGINS.sub("", normalise("".join(t.text for t in clause if t.kind != "part")).text)
    code, name = lexicon.economic_items.get(text) or lexicon.economic_items.get(_ENDS.sub("", text)) or ("", "")
    if not code:
        return NO_SUBJECT
    own_fund = data.fund_of.get(whole) or fund
    is_line = bool(own_fund) and data.belongs_to(plain_whole, _LINES_OF) and data.concepts[plain_whole].share_of is not None
    return Subject(_LINES_OF if is_line else plain_whole, (name,), code, evidence=text, fund=own_fund)


def _drop_fund(data: Vocabulary, concept: str) -> str:
    """The concept over all money of one that is limited to a fund."""
    by_fund = data.config.by_fund.values()
    return next((plain for limits in by_fund for plain, own in limits.items() if own == concept), concept)
