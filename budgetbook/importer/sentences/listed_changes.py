"""Reads the changes of parts that a reason lists, and tells by them whose a change is."""

from __future__ import annotations

from itertools import islice

from budgetbook.arithmetic.passages.chinese_units import MONEY
from budgetbook.importer.sentences.change_lists import find_listed_changes
from budgetbook.importer.sentences.comparison_basis import NEAR_TOKENS
from budgetbook.importer.sentences.number_series import SeriesReader
from budgetbook.importer.sentences.paragraph_mentions import MONEY_OF_ZERO
from budgetbook.importer.sentences.subject import NO_SUBJECT, Subject
from budgetbook.importer.sentences.tokens import Token


class ListedChangeReader(SeriesReader):
    """Reads the lists of changes of a paragraph."""

    def note_listed_changes(self) -> None:
        """At the beginning of a reason, note the parts of which it lists the changes."""
        self.listed_changes = {}
        if self.last_change is None or not self.last_change[0].sure or self.last_change[0].twin:
            return
        whole, total = self.last_change
        changes = find_listed_changes(self.tokens, self.position + 1, total) if whole.concept else []
        parts = {change.position: self._find_part(change.name, whole.concept) for change in changes}
        self.listed_changes = {position: part for position, part in parts.items() if part}

    def lists_changes_of_whole(self, token: Token) -> bool:
        """True if a reason follows whose changes of parts of the whole, broken down before, add up to this change of its own."""
        if not self.last_whole or token.unit not in MONEY:
            return False
        next_tokens = list(islice(self.tokens, self.position + 1, self.position + NEAR_TOKENS))
        start = next((i for i, t in enumerate(next_tokens, self.position + 1) if t.kind == "reason"), 0)
        changes = find_listed_changes(self.tokens, start + 1, self.find_signed_change(token)) if start else []
        return bool(changes) and all(self._find_part(change.name, self.last_whole) for change in changes)

    def _find_part(self, name: Token, whole: str) -> Subject:
        """The part of a whole that a name means; no subject if it is none for sure: a fund pays expenditure, and is no part."""
        data = self.document_context.vocabulary
        if data.side_of(whole) == "expenditure" and {*name.concepts} & {*data.config.weak_names}:
            return NO_SUBJECT
        subject = self.document_context.finder.find_named_subject([name], MONEY_OF_ZERO, whole, self.context)
        totals = {total for pair in data.grand_totals.items() if whole in pair for total in pair} | {whole}  # with carry-over
        is_part = bool(subject.item_path) or (
            subject.concept not in ("", *totals) and any(data.belongs_to(subject.concept, total) for total in totals)
        )
        return subject if subject.sure and is_part else NO_SUBJECT
