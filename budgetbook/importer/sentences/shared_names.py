"""Settles names that a whole and one of its parts share, by what else the paragraph names."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from budgetbook.importer.sentences.tokens import Token
from budgetbook.importer.vocabulary import Vocabulary


def settle_shared_names(tokens: Sequence[Token], vocabulary: Vocabulary) -> tuple[Token, ...]:
    """The tokens, where a shared name means the part if the paragraph names the other part and never the whole by itself.

    Example: 公务用车及运行维护费5万元，公务用车购置费3万元 speaks of operation and of purchase.
    """
    sole_names = {t.concepts[0] for t in tokens if t.kind == "name" and len(t.concepts) == 1}
    return tuple(_settle(token, sole_names, vocabulary) if len(token.concepts) > 1 else token for token in tokens)


def _settle(token: Token, sole_names: set[str], vocabulary: Vocabulary) -> Token:
    for part in token.concepts:
        whole = vocabulary.whole_of.get(part, "")
        is_grand_total = whole in vocabulary.grand_totals.values()  # told from the year's own by the document's rows
        if whole not in token.concepts or whole in sole_names or is_grand_total:
            continue
        if any(vocabulary.whole_of.get(other) == whole for other in sole_names - {part}):
            return replace(token, concepts=(part,))
    return token
