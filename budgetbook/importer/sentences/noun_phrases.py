"""Finds the figure that the names before a number denote together: 财政拨款|基本支出, 公务接待费|支出."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from budgetbook.importer.identity import Phase
from budgetbook.importer.name_matching import ConceptNames, normalise
from budgetbook.importer.sentences.list_names import find_list_name
from budgetbook.importer.sentences.subject import HeadingContext, Subject, concept_can_have_unit
from budgetbook.importer.sentences.tokens import Token
from budgetbook.importer.vocabulary import BASES, FundLimit, Vocabulary

_RUN = ("name", "both", "code", "each", "filler", "bracket", "this-year", "last-year", "unit-price", *BASES)
_LEAD = (
    "lead",
    "receive",
    "sets-up",
    "year-end",
    "filler",
    "part",
    "item",
    "bracket",
    "this-year",
    "last-year",
    "other-year",
    "share",
    "compare",
    *BASES,
)
_LIST_NUMBER = re.compile(r"\([一二三四五六七八九十]{1,3}\)|\s*[一二三四五六七八九十]{1,3}、")
_WORD = 2
"""Characters of a word that limits money to some of a place's bodies: 区直."""
_FUND_WORDS = ("当年", "拨款", "财政拨款", "资金")
"""Words that a fund's name may end in."""
_AND = ("、", "和", "及", "以及", "与")


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
        concepts = list(dict.fromkeys(self.choose_stage(c) for c in concepts))
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
            (self.is_clear(tokens, index) and not self._is_limited(tokens, index))
            or self._heading_confirms(tokens, index, concepts[0], context)
        )
        sure = sure and not self._has_either_stage(concepts[0])
        subject = Subject(concepts[0], sure=sure, others=tuple(concepts[1:]), evidence=token.text)
        if list_name := find_list_name(tokens, index, subject, self.vocabulary, self.names):
            return list_name
        return self._limit_subject_to_fund(subject, tokens, index, whole, context)

    def find_item_subject(self, token: Token, whole: str, context: HeadingContext) -> Subject:
        """The subject of an item of a classification.

        An item by economic nature is sure only within basic expenditure.
        """
        data = self.vocabulary
        limit = data.fund_of.get(whole) or context.fund
        if token.item_path[0] in data.economic_classes:
            sure = (whole or context.heading) in ("basic-expenditure", data.limit_to_fund("basic-expenditure", limit))
        else:
            sure = not whole or bool(data.side_of(whole) or data.fund_of.get(whole))
        return Subject(item_path=token.item_path, code=token.code, sure=sure, evidence=token.text, fund=limit)

    def _find_both_sides(self, tokens: Sequence[Token], token: Token, fund: FundLimit) -> Subject:
        """Revenue with expenditure as its twin (收支总计); limited to a fund whose name stands before it."""
        words = self.vocabulary.config
        pair = words.totals[:2]
        if self.own_totals:
            pair = tuple(self.vocabulary.grand_totals[concept] for concept in pair)
        index = tokens.index(token)
        if fund := self._find_adjoining_fund(tokens, index) or fund:
            pair = tuple(self.vocabulary.limit_to_fund(concept, fund) for concept in pair)
        if not all(pair):
            return Subject()
        return Subject(pair[0], sure=self.is_clear(tokens, index), evidence=token.text, twin=pair[1])

    def _find_adjoining_fund(self, tokens: Sequence[Token], index: int) -> FundLimit:
        """The fund whose name ends right where another name begins: 财政拨款|基本支出, 一般公共预算|当年拨款|支出."""
        index = _skip_fund_words(tokens, index)
        previous = tokens[index - 1] if index else None
        funds = [self.vocabulary.fund_of.get(c) for c in previous.concepts] if previous and previous.kind == "name" else []
        return next((fund for fund in funds if fund), "")

    def _limit_subject_to_fund(
        self, subject: Subject, tokens: Sequence[Token], index: int, whole: str, context: HeadingContext
    ) -> Subject:
        """Limit a subject to the fund that the words right before it, the whole or the heading give.

        It is empty or doubtful where they contradict it, or leave open whose it is.
        """
        data = self.vocabulary
        concept, weak = subject.concept, subject.concept in data.config.weak_names
        limit = self._find_adjoining_fund(tokens, index) or ("" if weak else data.fund_of.get(whole) or context.fund)
        later_names = [t for t in tokens[index + 1 :] if t.kind == "name" and not data.concepts[concept].memorandum]
        # 上年结转的一般公共预算收入
        if funds := {data.fund_of[c] for t in later_names for c in t.concepts if c in data.weak_funds}:
            fund_concept = data.limit_to_fund(concept, next(iter(funds))) if len(funds) == 1 else ""
            return replace(subject, concept=fund_concept or concept, sure=bool(fund_concept))
        if weak and whole and data.side_of(whole) == "expenditure":  # 支出……其中：一般公共预算
            return replace(subject, concept=data.limit_to_fund("expenditure", data.fund_of[concept]))
        in_whole = bool(whole) and not data.side_of(whole)
        if weak and in_whole and data.concepts[whole].memorandum:  # “三公”经费（其中一般公共预算……）: some of the fund
            return replace(subject, sure=False)
        matches_heading = context.heading in ("", concept)
        bare = (
            self._is_bare(tokens[index])
            and not self._has_owner(tokens, index)
            and not (matches_heading and _begins(tokens, index))
        )
        if limit and (fund_concept := data.limit_to_fund(concept, limit)):
            return Subject() if bare and self._follows_other_words(tokens, index) else replace(subject, concept=fund_concept)
        general = concept in data.config.totals or concept in data.grand_totals.values()
        if general and (in_whole or bare):
            return Subject()
        is_carry_over = concept in data.config.carried and bool(limit)
        view = data.concepts[concept].memorandum
        may_be_part = in_whole and concept in data.concepts[whole].may_include
        foreign = view and in_whole and not (data.fund_of.get(whole) or data.belongs_to(concept, whole) or may_be_part)
        is_wider = bool(whole) and data.belongs_to(whole, concept)  # 公务用车保有量9辆，其中：公务用车4辆: a kind of car
        fits_targets = not context.in_targets or concept in data.config.target_concepts
        return replace(subject, sure=False) if is_carry_over or foreign or is_wider or not fits_targets else subject

    def _is_bare(self, token: Token) -> bool:
        return normalise(token.text).text in self.vocabulary.config.bare

    def _follows_other_words(self, tokens: Sequence[Token], index: int) -> bool:
        """True if words other than a fund's name stand before a bare name in its clause: 共计支出."""
        index = _skip_fund_words(tokens, index)
        return bool(index) and tokens[index - 1].kind not in ("mark", "name")

    def _has_owner(self, tokens: Sequence[Token], index: int) -> bool:
        """True if a bare 收入 or 支出 is called the year's or the entity's."""
        previous = tokens[index - 1] if index else None
        return previous is not None and (previous.kind == "this-year" or (previous.kind == "lead" and len(previous.text) > 1))

    def _choose_narrower(self, readings: list[tuple[Token, list[str]]]) -> tuple[Token, list[str]]:
        """The last name, or an earlier one that is a part of it, such as the set-aside of procurement."""
        token, last_concepts = readings[-1]
        for other, concepts in readings[:-1]:
            definition = self.vocabulary.concepts[concepts[0]]
            if last_concepts[0] in definition.at_most or self.vocabulary.whole_of.get(concepts[0]) == last_concepts[0]:
                return other, concepts
        return token, last_concepts

    def _is_limited(self, tokens: Sequence[Token], index: int) -> bool:
        """True if words before the name of a fund limit it to some of the bodies: 区直|财政拨款|“三公”经费."""
        start = index
        weak_names = set(self.vocabulary.config.weak_names)
        while start and (tokens[start - 1].kind == "filler" or weak_names.issuperset(tokens[start - 1].concepts or [""])):
            start -= 1
        text = "".join(t.text for t in tokens[max(0, start - _WORD) : start] if t.kind == "text")
        return start < index and text.endswith(self.vocabulary.config.some_bodies)

    def _heading_confirms(self, tokens: Sequence[Token], index: int, concept: str, context: HeadingContext) -> bool:
        """True if the heading names the same figure, so that words before the name only describe it: 开展活动的公务接待费.

        Words that limit it to some of the body's money or to another body still count.
        """
        marks = [i for i, t in enumerate(tokens[:index]) if t.kind == "mark" and t.text != "、"]
        description = "".join(t.text for t in tokens[max(marks, default=-1) + 1 : index])
        return concept == context.heading and not any(word in description for word in self.vocabulary.config.limiting_words)

    def _joins_names(self, tokens: Sequence[Token], index: int) -> bool:
        """True if a conjunction joins two names and the first has no number: 土地、房屋120万元."""
        earlier_tokens = [t for t in tokens[:index] if t.kind not in ("bracket", "filler")]
        return bool(earlier_tokens) and earlier_tokens[-1].kind in ("name", "text", "code")

    def is_clear(self, tokens: Sequence[Token], index: int) -> bool:
        """True if nothing before a name makes it the name of something else."""
        loose_text = ""
        for position in range(index - 1, -1, -1):
            token = tokens[position]
            if token.text in _AND and not loose_text and self._joins_names(tokens, position):
                return False
            if token.kind in ("mark", "number", "name", "reason", "unchanged") or token.text in ("(", ")"):
                break
            if token.kind in ("increase", "decrease") and not loose_text:
                # 减少公务接待费2万元 is a change; …增加，包括：公务接待费2万元 lists amounts.
                return any(t.kind == "part" for t in tokens[position + 1 : index])
            if token.kind == "this-year" and loose_text:
                break
            if token.kind in _LEAD:
                if token.text in ("部门", "本部门", "单位", "中", "本单位") and not loose_text:
                    if scope := _find_scope(tokens, position):
                        return self.is_clear(tokens, scope)
                    return "".join(t.text for t in tokens[max(0, position - 2) : position]) != "其他"
                if not loose_text:
                    continue
            loose_text = token.text + loose_text
        return loose_text in ("", self.own_level) or (
            bool(self.entity_name)
            and (
                loose_text.endswith(self.entity_name)
                or loose_text in self.entity_name
                or is_short_name(loose_text, self.entity_name)
                or self.entity_name.endswith(loose_text[-8:])
                or is_own_level(loose_text, self.entity_name)
            )
        )


_SHORTEST_NAME = 4


_SCOPE = re.compile(r"[，,(](?:包括|含|涵盖)[^。；;:：0-9]{2,80}其他(?:预算)?单位$")


def _find_scope(tokens: Sequence[Token], position: int) -> int:
    """The index of words, up to here, that tell whose money a level's is: 县级，包括行政单位和其他单位|2024年…; else 0."""
    if not any(t.kind == "this-year" or t.kind == "last-year" for t in tokens[position + 1 : position + 2]):
        return 0
    words = list(tokens[: position + 1])
    match = _SCOPE.search("".join(t.text for t in words))
    if match is None:
        return 0
    length = 0
    for index, token in enumerate(words):
        if length >= match.start():
            return index
        length += len(token.text)
    return 0


def is_short_name(text: str, name: str) -> bool:
    """True if the characters of a text stand in this order in a body's name: 河湾区政府办 of 河湾区人民政府办公室."""
    characters = iter(name)
    return len(text) >= _SHORTEST_NAME and text[:2] == name[:2] and all(c in characters for c in text)


def is_own_level(text: str, name: str) -> bool:
    """True if a text says "all of the place" or "of its level" of the place whose name this is: 全县, 县级 of 某某县."""
    return text in (f"全{name[-1]}", f"{name[-1]}级", f"{name[-1]}本级", f"全{name[-1]}各部门")


def _skip_fund_words(tokens: Sequence[Token], index: int) -> int:
    """The index without the words before it that the name of a fund may end in."""
    while index and tokens[index - 1].kind == "filler" and tokens[index - 1].text in _FUND_WORDS:
        index -= 1
    return index


def _begins(tokens: Sequence[Token], index: int) -> bool:
    """True if a name is the first of a paragraph, but for the paragraph's number."""
    return all(t.kind == "item" or _LIST_NUMBER.fullmatch(t.text) for t in tokens[:index])
