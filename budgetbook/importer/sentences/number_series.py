"""Reads numbers that a sentence strings together, each of a thing of its own: A和B分别为1万元、2万元，下降3%和4%."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import takewhile

from budgetbook.content.importer_config import MentionRole
from budgetbook.importer.mention import Mention
from budgetbook.importer.name_matching import normalise
from budgetbook.importer.sentences.amounts import AmountReader
from budgetbook.importer.sentences.lexicon import DIRECTIONS
from budgetbook.importer.sentences.subject import Subject
from budgetbook.importer.sentences.tokens import Token

_SECOND_NAME = re.compile(r"数?(?:及|和|与|、)([^,，、]{2,6}?)")
_JOINT = "、"
_NAME_KINDS = ("name", "code", "both")
_OPENING_KINDS = ("part", "reason", "respectively")
"""Tokens behind which a new list begins."""
_LISTING = "包括"


@dataclass
class SeriesReader(AmountReader):
    """Reads the series of a paragraph."""

    def is_in_series(self) -> bool:
        """True if 分别 stands in the clause, or in the sentence before a clause without a name."""
        if not any(t.kind == "respectively" for t in self.sentence_tokens):
            return False
        clause = self._clause()
        return any(t.kind == "respectively" for t in clause) or not any(t.kind in _NAME_KINDS for t in clause)

    def read_one_of_several(self, token: Token, text: str) -> Mention:
        """One number of a series; placed only if as many things were named as there are numbers."""
        clause = self._clause()
        start = next((i for i, t in enumerate(clause) if t.kind == "respectively"), 0)
        index = sum(t.kind == "number" for t in clause[start:])
        subjects = self._find_subjects(clause[:start], clause[start] if start else None, token, text)
        role = _find_role(clause[start:], token.unit)
        if role is None or len(subjects) != self._count_numbers(clause, start) or index >= len(subjects):
            return self.mention_unmatched(token)
        subject = subjects[index]
        if role == "share":
            self.share_subject = subject
            return self.read_share(token) if subject and subject.sure else self.mention_unmatched(token)
        is_change = role != "amount"
        if not subject or (is_change and not (self.compares_with_last_year() and self.is_own_year())):
            return self.mention_unmatched(token)
        if is_change and role != "percent" and not self.subject_can_have_unit(subject, token.unit):
            return self.mention_unmatched(token)
        self.series = subjects
        return self.mention_figure(token, subject, role)

    def _clause(self) -> list[Token]:
        """The tokens of the sentence since the last mark that ends a clause."""
        last = max((i for i, t in enumerate(self.sentence_tokens) if t.kind == "mark" and t.text != _JOINT), default=-1)
        return self.sentence_tokens[last + 1 :]

    def _count_numbers(self, clause: Sequence[Token], start: int) -> int:
        """The numbers of the clause from `start` to its end."""
        rest = takewhile(lambda t: t.kind != "mark" or t.text == _JOINT, self.tokens[self.position :])
        return sum(t.kind == "number" for t in (*clause[start:], *rest))

    def _find_subjects(self, names: Sequence[Token], series_word: Token | None, token: Token, text: str) -> list[Subject]:
        """What the numbers of a series are of: the names before 分别, else the things whose amounts the sentence just gave."""
        last_number = max((i for i, t in enumerate(names) if t.kind == "number"), default=-1)
        name_tokens = [t for t in names[last_number + 1 :] if t.kind == "name"]
        if not name_tokens:
            return self.series or self._find_listed()
        named_concepts = [(t.concepts, t.text) for t in name_tokens]
        if len(name_tokens) == 1 and series_word:
            named_concepts += self._complete_second_name(name_tokens[0], series_word.start, text)
        unit = "万元" if token.unit == "%" else token.unit
        finder = self.document_context.finder
        choices = [(finder.choose_concepts(concepts, unit, self.whole), words) for concepts, words in named_concepts]
        return [Subject(concepts[0], evidence=words) if len(concepts) == 1 else Subject() for concepts, words in choices]

    def _find_listed(self) -> list[Subject]:
        """The things whose amounts stand joined by 和 or 、 at the end of the clause before: 包括购置费1万元和运行费2万元，."""
        subjects: list[Subject] = []
        later = 0
        for position, subject in reversed(self.amounts):
            gap = self.tokens[position + 1 : later]
            if later and any(_parts_lists(t) for t in gap):
                break
            subjects.insert(0, subject)
            later = position
        return subjects

    def _complete_second_name(self, first: Token, end: int, text: str) -> list[tuple[tuple[str, ...], str]]:
        """The second of two names that share their beginning: 公务用车购置数及保有量, the number bought and the number kept."""
        match = _SECOND_NAME.fullmatch(normalise(text[first.end : end]).text)
        if match is None:
            return []
        beginning = normalise(first.text).text
        for length in range(len(beginning) - 1, 1, -1):
            if concepts := self.document_context.finder.names.find_exact(beginning[:length] + match[1]):
                return [(concepts, match[1])]
        return []


def _parts_lists(token: Token) -> bool:
    """True for a token over which a list of amounts does not go."""
    ends_clause = token.kind == "mark" and token.text != _JOINT
    return ends_clause or token.kind in _OPENING_KINDS or token.text.startswith(_LISTING) or token.text in ("(", ")")


def _find_role(words: Sequence[Token], unit: str) -> MentionRole | None:
    """What the numbers of a series say; None for rates of completion."""
    kinds = {t.kind for t in words}
    if kinds & {"completed", "rates", "either", "initial-budget", "adjusted-budget"}:
        return None
    if "share" in kinds:
        return "share" if unit == "%" else None
    if kinds.isdisjoint(DIRECTIONS):
        return None if unit == "%" else "amount"
    return "percent" if unit == "%" else "change"
