"""The totals of both sides of a budget that a paragraph names, as far as it goes on to speak of how they changed."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from itertools import takewhile

from budgetbook.importer.sentences.lexicon import DIRECTIONS
from budgetbook.importer.sentences.subject import NO_SUBJECT, Subject
from budgetbook.importer.sentences.tokens import Token
from budgetbook.importer.vocabulary import Vocabulary


@dataclass
class SideTotals:
    """What a paragraph gave last as the total of each side, with the digits."""

    vocabulary: Vocabulary
    totals: dict[str, tuple[Subject, str]] = field(default_factory=dict)

    def note(self, subject: Subject, digits: str) -> None:
        """Note an amount, if it is a total of one side or of both."""
        for concept in () if subject.item_path else (subject.concept, subject.twin):
            if side := self.vocabulary.sides.get(concept):
                self.totals[side] = (replace(subject, concept=concept, twin=""), digits)

    def find_named(self, chunk: Sequence[Token], index: int, current: Subject, next_tokens: Sequence[Token]) -> Subject:
        """The total that a bare 收入 or 支出 means right after both totals: 收入总计…，支出总计…。与上年相比，收入增加….

        `next_tokens` are those behind the number.
        """
        token = chunk[index]
        is_bare = token.kind == "name" and token.text in self.vocabulary.config.bare
        previous = chunk[index - 1] if index else None
        stands_alone = previous is None or previous.kind == "mark" or previous.text.startswith("相比")
        if previous is not None and previous.kind == "last-year":  # 比上年收入增加5%
            changes_at_once = any(t.kind in DIRECTIONS for t in chunk[index + 1 : index + 2])
            stands_alone = changes_at_once and self._turn_to_other_side(next_tokens, token)
        changes = any(t.kind in DIRECTIONS for t in chunk[index + 1 :])
        if not (is_bare and stands_alone and changes and self._include(current)):
            return NO_SUBJECT
        side = next((self.vocabulary.sides[c] for c in token.concepts if c in self.vocabulary.sides), "")
        return self.totals[side][0] if side in self.totals else NO_SUBJECT

    def find_behind_list(self, chunk: Sequence[Token], index: int, whole: str) -> Subject:
        """The total that the sentence before broke down, if this one compares that side: 支出9万元，其中：…。比上年支出增加…."""
        token, before = chunk[index], [t.kind for t in chunk[:index]]
        changes_at_once = any(t.kind in DIRECTIONS for t in chunk[index + 1 : index + 2])
        if token.text not in self.vocabulary.config.bare or before != ["compare", "last-year"] or not changes_at_once:
            return NO_SUBJECT
        side = next((self.vocabulary.sides[c] for c in token.concepts if c in self.vocabulary.sides), "")
        total = self.totals[side][0] if side in self.totals else NO_SUBJECT
        return total if total.concept == whole else NO_SUBJECT

    def _turn_to_other_side(self, next_tokens: Sequence[Token], token: Token) -> bool:
        """True if the sentence goes on with the change of the other side: 比上年收入增加5%，支出增加3%."""
        words = list(takewhile(lambda t: t.text not in "。；;", next_tokens))
        names = [t for t in words if t.kind == "name" and t.text in self.vocabulary.config.bare and t.text != token.text]
        return len(names) == 1 and any(t.kind in DIRECTIONS for t in words)

    def find_both(self, current: Subject) -> Subject:
        """Revenue with expenditure as its twin, if both totals were given alike: 收入总计…，支出总计…，各增加…."""
        sides = self.vocabulary.config.totals
        if any(side not in self.totals for side in sides) or not self._include(current):
            return NO_SUBJECT
        (revenue, revenue_digits), (expenditure, digits) = (self.totals[side] for side in sides)
        same_fund = self.vocabulary.fund_of.get(revenue.concept) == self.vocabulary.fund_of.get(expenditure.concept)
        return replace(revenue, twin=expenditure.concept) if revenue_digits == digits and same_fund else NO_SUBJECT

    def _include(self, subject: Subject) -> bool:
        return subject.concept in {total.concept for total, _ in self.totals.values()}
