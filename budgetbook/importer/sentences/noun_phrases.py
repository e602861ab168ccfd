"""Finds the figure that the names before a number denote together: 财政拨款|基本支出, 公务接待费|支出."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from budgetbook.importer.document_phase import Phase
from budgetbook.importer.name_matching import ConceptNames
from budgetbook.importer.sentences.fund_limits import find_adjoining_fund, limit_subject_to_fund
from budgetbook.importer.sentences.list_names import find_list_name
from budgetbook.importer.sentences.name_context import confirms_figure, is_clear, is_limited, names_owner
from budgetbook.importer.sentences.subject import HeadingContext, Subject, concept_can_have_unit
from budgetbook.importer.sentences.tokens import Token
from budgetbook.importer.vocabulary import BASES, FundLimit, Vocabulary

_RUN = ("name", "both", "code", "each", "filler", "bracket", "this-year", "last-year", "unit-price", *BASES)
_BASIC = "basic-expenditure"


@dataclass(frozen=True)
class NounPhraseFinder:
    """Reads the noun phrases before numbers."""

    vocabulary: Vocabulary
    names: ConceptNames
    entity_name: str
    own_totals: bool = False
    """True if the document tells the year's own totals from those with carry-over."""
    phase: Phase = "unknown"
    """Of a budget, the names are those of plans; where it is unknown, such a name has either meaning."""
    own_level: str = ""
    """The level of government whose bodies' money the document adds up (省级); "" if it is a body's own or does not say."""

    def choose_concepts(self, concepts: Sequence[str], unit: str, whole: str) -> list[str]:
        """Those concepts of a name that can have the unit, preferring parts of `whole`."""
        concepts = list(dict.fromkeys(self._find_holders(self.choose_stage(c), whole) for c in concepts))
        candidates = [c for c in concepts if concept_can_have_unit(self.vocabulary, c, unit)]
        for own, grand in self.vocabulary.grand_totals.items():
            if {own, grand} <= set(candidates):  # 收入总计
                candidates.remove(own if self.own_totals else grand)
        if not candidates:  # the name of a thing may stand for its value, and vice versa
            pairs = [self.vocabulary.concepts[c].counts or self.vocabulary.counted_by.get(c, "") for c in concepts]
            candidates = [c for c in dict.fromkeys(pairs) if c and concept_can_have_unit(self.vocabulary, c, unit)]
        parts_of_whole = [c for c in candidates if self.is_part_of(c, whole)]
        if parts_of_whole:
            return parts_of_whole
        if len(candidates) > 1:  # wholes and parts share the name: outside a whole it means none of the parts
            outer = [
                c
                for c in candidates
                if self.vocabulary.whole_of.get(c) not in {self.vocabulary.whole_of.get(o) for o in candidates if o != c}
            ]
            return outer[:1] if len(outer) == 1 else candidates
        return candidates

    def choose_stage(self, concept: str) -> str:
        """What a concept of things done or planned is in the document: a budget has plans, final accounts what was done."""
        stages = self.vocabulary.config.planned
        if self.phase == "final-accounts":
            return next((own for own, plan in stages.items() if plan == concept), concept)
        return stages.get(concept, concept) if self.phase == "budget" else concept

    def _find_holders(self, posts: str, whole: str) -> str:
        """Those who hold a kind of posts, where people are broken down by it: 在职25人，其中：行政编制20人."""
        if not whole or self.vocabulary.concepts[posts].measure != "posts":
            return posts
        holders = self.vocabulary.config.within.get(posts, {}).values()
        return next((c for c in holders if c != whole and self.is_part_of(c, whole)), posts)

    def _has_either_stage(self, concept: str) -> bool:
        """True if it is open whether a thing was done or planned."""
        stages = self.vocabulary.config.planned
        return self.phase == "unknown" and concept in {*stages, *stages.values()}

    def is_part_of(self, concept: str, whole: str) -> bool:
        """True if a concept is a part of the whole, directly or through the value of the things that it counts."""
        if not whole:
            return False
        value = self.vocabulary.concepts[concept].counts
        return whole in (self.vocabulary.whole_of.get(concept), self.vocabulary.whole_of.get(value or ""))

    def find_named_subject(self, tokens: Sequence[Token], unit: str, whole: str, context: HeadingContext) -> Subject:
        """The subject named right before the number; words between may not change its meaning."""
        start = len(tokens)
        while start and tokens[start - 1].kind in _RUN:
            start -= 1
        run = tokens[start:]
        if codes := [t for t in run if t.kind == "code"]:
            return self.find_item_subject(codes[-1], whole, context)
        if both := [t for t in run if t.kind == "both"]:
            return self._find_both_sides(tokens, both[-1], context.fund)
        name_tokens = [t for t in run if t.kind == "name"]
        readings = [(t, self.choose_concepts(t.concepts, unit, whole)) for t in name_tokens]
        readings = [(t, concepts) for t, concepts in readings if concepts]
        strong = [pair for pair in readings if pair[1][0] not in self.vocabulary.config.weak_names] or readings[-1:]
        if not strong:
            return Subject()
        token, concepts = self._choose_narrower(strong)
        index = tokens.index(token)
        sure = len(concepts) == 1 and (
            (self._is_clear(tokens, index) and not is_limited(tokens, index, self.vocabulary.config))
            or confirms_figure(context.heading, concepts[0], tokens, index, self.vocabulary.config)
        )
        sure = sure and not self._has_either_stage(concepts[0])
        subject = Subject(concepts[0], sure=sure, others=tuple(concepts[1:]), evidence=token.text)
        if list_name := find_list_name(tokens, index, subject, self.vocabulary, self.names):
            return list_name
        return limit_subject_to_fund(
            self.vocabulary, subject, tokens, index, whole, context, has_owner=names_owner(tokens, index, self.entity_name)
        )

    def find_item_subject(self, token: Token, whole: str, context: HeadingContext) -> Subject:
        """The subject of an item of a classification.

        An item by economic nature is sure only within basic expenditure; one by function not within it: what basic expenditure or
        projects spend on education is not all that is spent on it.
        """
        data = self.vocabulary
        limit = data.fund_of.get(whole) or context.fund
        if data.is_economic(token.item_path, token.code):
            own_whole = whole or context.heading
            sure = bool(own_whole) and own_whole in (_BASIC, data.limit_to_fund(_BASIC, limit))
        else:
            sure = whole in ("", *data.sides, *data.config.weak_names)
        return Subject(item_path=token.item_path, code=token.code, sure=sure, evidence=token.text, fund=limit)

    def _find_both_sides(self, tokens: Sequence[Token], token: Token, fund: FundLimit) -> Subject:
        """Revenue with expenditure as its twin (收支总计); limited to a fund whose name stands before it."""
        words = self.vocabulary.config
        pair = words.totals[:2]
        if self.own_totals:
            pair = tuple(self.vocabulary.grand_totals[concept] for concept in pair)
        index = tokens.index(token)
        if fund := find_adjoining_fund(self.vocabulary, tokens, index) or fund:
            pair = tuple(self.vocabulary.limit_to_fund(concept, fund) for concept in pair)
        if not all(pair):
            return Subject()
        return Subject(pair[0], sure=self._is_clear(tokens, index), evidence=token.text, twin=pair[1])

    def _is_clear(self, tokens: Sequence[Token], index: int) -> bool:
        return is_clear(tokens, index, self.entity_name, self.own_level, self.vocabulary.config.own_words)

    def _choose_narrower(self, readings: list[tuple[Token, list[str]]]) -> tuple[Token, list[str]]:
        """The last name, or an earlier one that is a part of it, such as the set-aside of procurement."""
        token, last_concepts = readings[-1]
        for other, concepts in readings[:-1]:
            definition = self.vocabulary.concepts[concepts[0]]
            if last_concepts[0] in definition.at_most or self.vocabulary.whole_of.get(concepts[0]) == last_concepts[0]:
                return other, concepts
        return token, last_concepts
