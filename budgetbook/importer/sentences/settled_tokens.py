"""The tokens of a paragraph, each as it is meant there: what opens a list, what is part of a name, which year a word means."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from budgetbook.importer.sentences.carried_years import settle_carried_years
from budgetbook.importer.sentences.class_lists import open_class_lists
from budgetbook.importer.sentences.economic_items import open_lists_of_items
from budgetbook.importer.sentences.lexicon import Lexicon
from budgetbook.importer.sentences.shared_names import settle_shared_names
from budgetbook.importer.sentences.staff_changes import settle_staff_changes
from budgetbook.importer.sentences.tokens import Token
from budgetbook.importer.sentences.use_lists import open_use_lists
from budgetbook.importer.sentences.within_lists import open_within_lists


def settle_tokens(tokens: Sequence[Token], lexicon: Lexicon, *, is_told_later: bool) -> tuple[Token, ...]:
    """The tokens by what stands around them; `is_told_later` of a document that was written in the year after its own."""
    data = lexicon.vocabulary
    own_tokens = tuple(map(_count_from_next_year, tokens)) if is_told_later else tuple(tokens)
    list_tokens = open_within_lists(open_use_lists(open_class_lists(own_tokens), data))
    changed_tokens = settle_staff_changes(open_lists_of_items(list_tokens, lexicon))
    return settle_shared_names(settle_carried_years(changed_tokens, data.config.carried[0]), data)


def _count_from_next_year(token: Token) -> Token:
    """A token as it is meant in the year after the document's own: 去年 is that year, 今年 is none of its figures'."""
    if token.text.startswith("去年"):
        return replace(token, kind="this-year")
    return replace(token, kind="text") if token.text == "今年" else token
