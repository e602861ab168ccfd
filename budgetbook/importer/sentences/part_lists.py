"""Lists of the parts of a figure: where a sentence opens one, and which whole it breaks down: 其中, 包括."""

from __future__ import annotations

from budgetbook.importer.sentences.numbers import NumberReader
from budgetbook.importer.sentences.subject import NO_SUBJECT
from budgetbook.importer.sentences.tokens import Token

_LISTING = "包括"
"""How the words begin that may list parts of the subject, or no more than examples."""


class PartListReader(NumberReader):
    """Reads where the lists of parts in a paragraph open."""

    def opens_parts(self, token: Token, next_token: Token | None) -> bool:
        """True if parts of the subject follow; within a reason, 包括： opens them only before a part of a budget's side."""
        if token.kind != "part" or not self.in_reason or not token.text.startswith(_LISTING):
            return token.kind == "part"
        data = self.document_context.vocabulary
        side, names = data.sides.get(self.subject.concept, ""), next_token.concepts if next_token else ()
        return bool(side) and any(data.belongs_to(c, side) for c in names)

    def open_parts(self, token: Token) -> None:
        """Break down the current subject, or the side that the list names, from here on."""
        self.outer = self.whole
        self.whole = self.last_whole = self._find_listed_side(token) or self.subject.concept
        self.has_strange_whole = bool(self.subject.item_path) or (not self.subject and self.has_lost_number)
        self.item_whole = self.subject if self.subject.item_path else NO_SUBJECT
        self.part_stage = self.find_part_stage() or (self.part_stage if self.outer else "")
        self.part_count = 0

    def _find_listed_side(self, token: Token) -> str:
        """The side that a list of its parts names: 收入包括：…；支出包括：…. "" where the sentence gave that side's total."""
        data, names = self.document_context.vocabulary, self.tokens_since_mark()
        is_bare = [t.kind for t in names] == ["name"] and names[0].text in data.config.bare
        if not token.text.startswith(_LISTING) or not is_bare:
            return ""
        sides = {data.sides[c] for c in names[0].concepts if c in data.sides}
        if len(sides) != 1 or data.sides.get(self.subject.concept) in sides:
            return ""
        side = sides.pop()
        fund = data.fund_of.get(self.last_whole or self.subject.concept) or self.context.fund
        return data.limit_to_fund(side, fund) or side
