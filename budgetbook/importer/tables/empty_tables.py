"""Reads what a document says below an empty table: every line down to the next heading or table, in whatever carrier."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from budgetbook.content.model import Fund
from budgetbook.importer.name_matching import normalise
from budgetbook.importer.readers.document import Block, Paragraph
from budgetbook.importer.vocabulary import Vocabulary

_SENTENCE_END = re.compile(r"[。；\n]")


@dataclass(frozen=True, slots=True)
class NilNote:
    """What the lines below a table say of its being empty."""

    is_given: bool
    funds: tuple[Fund, ...] = ()
    """The accounts that the note names."""


NO_NOTE = NilNote(is_given=False)


def lines_below(blocks: Sequence[Block], index: int, vocabulary: Vocabulary) -> Iterator[str]:
    """Yield the lines below the table at `index`, up to the next table or heading. A line that calls the table empty is none."""
    for block in blocks[index + 1 :]:
        if not isinstance(block, Paragraph) or (block.heading and not _calls_empty(block.text, vocabulary)):
            return
        yield block.text


def read_nil_note(lines: Sequence[str], vocabulary: Vocabulary) -> NilNote:
    """What the lines say. The account is told by the sentence that calls the table empty, else by the one before it."""
    sentences = [sentence for line in lines for sentence in _SENTENCE_END.split(line) if sentence.strip()]
    funds: dict[Fund, None] = {}
    is_given = False
    for index, sentence in enumerate(sentences):
        if _calls_empty(sentence, vocabulary):
            is_given = True
            preceding_sentence = sentences[index - 1] if index else ""
            funds |= dict.fromkeys(_find_funds(sentence, vocabulary) or _find_funds(preceding_sentence, vocabulary))
    return NilNote(is_given, tuple(funds))


def _calls_empty(text: str, vocabulary: Vocabulary) -> bool:
    words = vocabulary.config
    return any(word in text for word in words.nil_notes) and not any(word in text for word in words.nil_conditions)


def _find_funds(sentence: str, vocabulary: Vocabulary) -> list[Fund]:
    text = normalise(sentence).text
    names = vocabulary.config.fund_names.items()
    return [fund for fund, group in names if any(normalise(name).text in text for name in group)]
