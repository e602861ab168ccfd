"""Finds the subject of a number in the words around it. Nothing is guessed: without a sure reading there is no subject."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from budgetbook.arithmetic.passages.chinese_units import MONEY, units_of
from budgetbook.importer.name_matching import normalise
from budgetbook.importer.sentences.fund_limits import is_bare
from budgetbook.importer.sentences.noun_phrases import NounPhraseFinder
from budgetbook.importer.sentences.subject import Subject, concept_can_have_unit
from budgetbook.importer.sentences.tokens import Token

_COUNTS = units_of("things", "equipment")


@dataclass(frozen=True)
class SubjectFinder(NounPhraseFinder):
    """Finds subjects that are not simply named before the number."""

    def find_subject_around(
        self, text_before: str, text_after: str, unit: str, whole: str, *, only_spanning: bool = False
    ) -> Subject:
        """The subject whose name has the count inside or before it: 下设2个事业单位, 1家行政单位.

        `only_spanning` leaves out names that begin behind the number.
        """
        left, right = normalise(text_before).text[-8:], normalise(text_after).text[:24]
        text = left + right
        matches = [self.names.find_at(text, start) for start in range(len(left) + (not only_spanning))]
        spanning_matches = [one for one in matches if one and one.end > len(left)]
        for name in sorted(spanning_matches, key=lambda one: one.start - one.end):  # the longest first
            if concepts := self.choose_concepts(name.concepts, unit, whole):
                sure = len(concepts) == 1
                return Subject(concepts[0], sure=sure, others=tuple(concepts[1:]), evidence=text[name.start : name.end])
        return Subject()

    def find_nameless_subject(self, unit: str, whole: str, previous_subject: Subject) -> Subject:
        """The subject of a number without a name.

        It is the value of the things just counted, a count of visits behind their cost, or the only part of the whole that has
        its unit.
        """
        if (
            previous_subject.concept
            and previous_subject.sure
            and (value := self.vocabulary.concepts[previous_subject.concept].counts)
            and concept_can_have_unit(self.vocabulary, value, unit)
        ):
            return Subject(value, evidence=previous_subject.evidence)
        visits = self.vocabulary.config.visits.get(previous_subject.concept, {}).get(unit, "") if previous_subject.sure else ""
        if visits:
            return Subject(visits, evidence=unit)
        if whole and unit not in MONEY:
            candidates = [
                c
                for c in self.vocabulary.concepts
                if self.is_part_of(c, whole) and concept_can_have_unit(self.vocabulary, c, unit)
            ]
            unit_matches = [c for c in candidates if self.vocabulary.unit_of(c) == unit]
            if len(unit_matches) == 1 and unit not in _COUNTS:
                return Subject(unit_matches[0], evidence=unit)
        return Subject()

    def find_related_subject(
        self,
        tokens: Sequence[Token],
        unit: str,
        previous_subject: Subject,
        whole: str,
        text: str,
        earlier_concepts: Sequence[str] = (),
    ) -> Subject:
        """The subject of a word that has a meaning only after another subject or inside a whole, for a number of a unit.

        Example: 行政编制7名，实际10人. Of the concepts whose amounts the sentence gave, the last first, the word may name a part:
        政府采购260万元：货物60万元，工程150万元.
        """
        label_end = max((i for i, t in enumerate(tokens) if t.text in "：:" or t.kind == "part"), default=-1)  # 在职人数：行政3人
        tokens = tokens[label_end + 1 :]
        if any(t.kind == "code" or (t.kind == "name" and not is_bare(self.vocabulary, t)) for t in tokens):
            return Subject()
        end = len(tokens)
        while end and tokens[end - 1].kind == "filler":
            end -= 1
        tails = ["".join(t.text for t in tokens[-4:]), "".join(t.text for t in tokens[max(0, end - 6) : end])]
        narrower_words = self.vocabulary.config.within
        parts = [
            (word, concept)
            for earlier in earlier_concepts
            for word, concept in narrower_words.get(earlier, {}).items()
            if self.vocabulary.belongs_to(concept, earlier)
        ]
        own_words = narrower_words.get(previous_subject.concept, {}).items()
        for word, concept in (*own_words, *parts, *narrower_words.get(whole, {}).items()):
            meaning = self.choose_stage(concept)
            if any(each.endswith(word) for each in (*tails, text)) and concept_can_have_unit(self.vocabulary, meaning, unit):
                return Subject(meaning, evidence=word)
        return Subject()

    def find_misspelt_subject(self, clause: str, concept: str) -> Subject:
        """The heading's concept, if the clause has its name with a slip in it."""
        if concept and (match := self.names.find_near(clause, concept)):
            return replace(Subject(concept), evidence=match)
        return Subject()
