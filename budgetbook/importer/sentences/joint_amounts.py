"""Tells numbers that are of several things together, and so of none of them: 经营收入12万元，其他收入8万元，两项合计占4%."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import takewhile

from budgetbook.arithmetic.passages.chinese_units import MONEY
from budgetbook.importer.mention import Mention
from budgetbook.importer.sentences.comparisons import ComparisonReader
from budgetbook.importer.sentences.fund_limits import is_bare
from budgetbook.importer.sentences.lexicon import DIRECTIONS
from budgetbook.importer.sentences.subject import Subject
from budgetbook.importer.sentences.tokens import Token

_JOINT = "、"
_AND_OTHERS = "等"
_SEVERAL = 2
_VERBS = ("share", "compare", *DIRECTIONS)
"""Tokens behind which the clause no longer says what the number is of."""


@dataclass
class JointAmountReader(ComparisonReader):
    """Reads numbers that the words before them give to several things."""

    def lose_joint(self, token: Token) -> Mention:
        """A number of several things; what follows without a name of its own may be of all of them too."""
        self.subject = self.share_subject = Subject()
        return self.lose(token)

    def is_of_several(self) -> bool:
        """True if the words before the number give it to all the things just named."""
        words, sum_words = self._words_of_number(), self.document_context.vocabulary.config.sum_words
        if any(t.kind in ("each", "respectively") for t in words):
            return False
        end = next((i for i, t in enumerate(words) if t.kind in _VERBS), len(words))
        text = "".join(t.text for t in words)
        names = sum(self._names_one_thing(words, i) for i in range(end))
        if names == 1 and _AND_OTHERS not in text:
            return False
        if any(word in text for word in self._joint_words):
            return True
        text = "".join(t.text for t in words if t.kind != "name")
        sums = end < len(words) and any(word in text for word in sum_words)
        return sums and not names and self._count_amounts() >= _SEVERAL

    def _names_one_thing(self, words: list[Token], index: int) -> bool:
        """True for a name of its own; 支出 and 两项支出合计 name none."""
        token, text = words[index], "".join(t.text for t in words[:index])
        if token.kind == "name":
            return not is_bare(self.document_context.vocabulary, token) and not text.endswith(self._joint_words)
        return token.kind == "code"

    @property
    def _joint_words(self) -> tuple[str, ...]:
        return self.document_context.vocabulary.config.joint_words

    def _words_of_number(self) -> list[Token]:
        """The words since the last number, or since the last mark that ends a clause."""
        words = takewhile(lambda t: t.kind not in ("number", "mark") or t.text == _JOINT, reversed(self.sentence_tokens))
        return list(words)[::-1]

    def _count_amounts(self) -> int:
        """The amounts of money that the sentence gave since its last percentage, without that of the whole."""
        last = max((i for i, t in enumerate(self.tokens[: self.position]) if t.kind == "number" and t.unit == "%"), default=-1)
        subjects = [s for position, s in self.amounts if position > last and self.tokens[position].unit in MONEY]
        return sum(not self.whole or subject.concept != self.whole for subject in subjects)
