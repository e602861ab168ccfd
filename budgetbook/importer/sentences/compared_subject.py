"""Which figure a change, or a comparison in general, is of: the one that its clause names, else the current one."""

from __future__ import annotations

from dataclasses import replace
from itertools import islice, takewhile

from budgetbook.importer.sentences.comparison_basis import COMPARISON_KINDS, NEAR_TOKENS, ComparisonBasis
from budgetbook.importer.sentences.lexicon import DIRECTIONS
from budgetbook.importer.sentences.subject import NO_SUBJECT, Subject
from budgetbook.importer.sentences.tokens import Token

_CHANGE_KINDS = frozenset(("filler", "year-end", *COMPARISON_KINDS))
"""Tokens between what changed and by how much."""
_REVENUES = ("收入", "拨款")
"""How the name of a fund ends that says its revenue, and not only which money it is."""


class ComparedSubjectFinder(ComparisonBasis):
    """Finds what the sentence compares."""

    def find_compared_subject(self, unit: str) -> Subject | None:
        """The subject that the clause of a comparison names, or None.

        Examples: 与2023年收入预算11,000万元相比; 基本支出比上年增加3%.
        """
        chunk, finder = self.tokens_since_number(), self.document_context.finder
        compare_index = next((i for i, t in enumerate(chunk) if t.kind == "compare"), len(chunk))
        for index in range(len(chunk) - 1, -1, -1):
            if chunk[index].kind not in ("code", "name", "both"):
                continue
            if self._names_whole_again(chunk, index):
                return Subject(self.whole)
            if side_total := self._find_side_total(chunk, index):
                return side_total
            if self._turns_to_other_side(chunk[index : index + 2]):
                return NO_SUBJECT
            if index > compare_index and chunk[index].text in self.document_context.vocabulary.config.bare:
                continue  # 比上年累计支出433万元: last year's amount of the subject, whatever it is
            subject = finder.find_named_subject(chunk[: index + 1], "万元" if unit == "%" else unit, self.whole, self.context)
            is_weak = subject.concept in self.document_context.vocabulary.config.weak_names
            if subject and (subject.twin or not is_weak or (index < compare_index and _names_revenue(chunk, index))):
                return subject
            if (
                not subject
                and chunk[index].kind == "name"
                and self.document_context.lexicon.totals.issuperset(chunk[index].concepts)
            ):
                return NO_SUBJECT  # a bare 收入 or 支出 without an owner: not the subject before
        return None

    def _find_side_total(self, chunk: list[Token], index: int) -> Subject:
        """The total that a bare 收入 or 支出 means behind both totals, or behind a sentence that broke one down."""
        next_tokens = self.tokens[self.position + 1 : self.position + NEAR_TOKENS]
        total = self.side_totals.find_named(chunk, index, self.subject, next_tokens)
        begins = len(chunk) == len(self.sentence_tokens) and not self.whole
        return total or (self.side_totals.find_behind_list(chunk, index, self.last_whole) if begins else NO_SUBJECT)

    def _names_whole_again(self, chunk: list[Token], index: int) -> bool:
        """True if a bare 收入 or 支出 compares the side that the sentence broke down: 其中：…；收入较上年增加5万元."""
        is_bare = chunk[index].text in self.document_context.vocabulary.config.bare and self.whole in chunk[index].concepts
        next_kinds = [t.kind for t in chunk[index + 1 : index + 2]]
        return is_bare and next_kinds == ["compare"] and (index == 0 or chunk[index - 1].kind == "mark")

    def _turns_to_other_side(self, words: list[Token]) -> bool:
        """True if a bare 收入 or 支出 changes, and what the sentence spoke of is of the other side."""
        data, side = self.document_context.vocabulary, self.document_context.vocabulary.sides.get(self.subject.concept, "")
        changes = len(words) > 1 and words[1].kind in DIRECTIONS and words[0].text in data.config.bare
        sides = {data.sides[c] for c in words[0].concepts if c in data.sides}
        return changes and bool(side) and bool(sides) and side not in sides

    def infer_subject(self) -> Subject:
        """The current subject; doubtful in a sentence after a list of parts, which may as well be about the whole.

        It is surely about the whole if the sentence goes on to break it down.
        """
        if self.whole and self._closes_parts():
            return Subject(self.whole, evidence="")
        after_parts = self.last_whole and self.part_count > 1 and not any(t.kind == "name" for t in self.sentence_tokens)
        if after_parts and self.leads_to_parts():
            self.subject = Subject(self.last_whole)
            return self.subject
        return replace(self.subject, sure=False, others=(self.last_whole,)) if after_parts else self.subject

    def leads_to_parts(self) -> bool:
        """True if 其中 follows before the sentence turns to another thing or ends."""
        next_tokens = islice(self.tokens, self.position + 1, self.position + NEAR_TOKENS)
        kinds = takewhile(lambda kind: kind not in ("name", "code", "both", "text", "reason"), (t.kind for t in next_tokens))
        return "part" in kinds

    def _closes_parts(self) -> bool:
        """True right after parts that 、 strings together: 其中：购置费无、运行费34万元，比上年下降74% is about their whole."""
        start = max((i for i, t in enumerate(self.sentence_tokens) if t.kind == "part"), default=-1)
        words = self.sentence_tokens[start + 1 :]
        numbers = [i for i, t in enumerate(words) if t.kind == "number"]
        if start < 0 or not numbers or any(t.text in ("(", ")") for t in words):
            return False
        inner, outer = words[: numbers[-1]], words[numbers[-1] + 1 :]
        marks = [t.text for t in inner if t.kind == "mark" and t.text not in (":", "：")]
        names_later = any(t.kind in ("name", "code", "both") for t in outer)
        return bool(marks) and set(marks) == {"、"} and not names_later and outer[:1] != [] and outer[0].kind == "mark"

    def has_unknown_topic(self) -> bool:
        """True if words that are no name stand where the clause says what it compares: 展览费比上年增加3万元."""
        clause = self.tokens_since_mark()
        end = next((i for i, t in enumerate(clause) if t.kind in ("compare", *DIRECTIONS)), len(clause))
        if any(t.kind in ("name", "code", "both", "number") for t in clause[:end]):
            return False
        text = "".join(t.text for t in clause[:end] if t.kind == "text")
        entity_name = self.document_context.finder.entity_name
        return bool(text) and not (entity_name and (text in entity_name or entity_name in text))


def _names_revenue(chunk: list[Token], index: int) -> bool:
    """True if a fund's revenue is what changed: 一般公共预算拨款收入比上年增加5万元."""
    return chunk[index].text.endswith(_REVENUES) and _CHANGE_KINDS.issuperset(t.kind for t in chunk[index + 1 :])
