"""Finds classes by economic nature of all expenditure, or of projects: 按支出经济分类，工资福利支出60万元….

Elsewhere such a class is one of basic expenditure, if it is surely of that.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from budgetbook.importer.sentences.subject import NO_SUBJECT, HeadingContext, Subject
from budgetbook.importer.sentences.tokens import Token
from budgetbook.importer.vocabulary import Vocabulary

_BY_ECONOMIC_NATURE = re.compile("按(?:部门预算)?(?:支出)?经济(?:性质|科目)?分类|支出经济分类|按(?:支出)?经济性质")
_PROJECTS = "project-expenditure"


@dataclass(frozen=True)
class EconomicTotals:
    """Reads the classes of wholes wider or other than basic expenditure."""

    vocabulary: Vocabulary
    context: HeadingContext

    def find_class(self, token: Token, sentence: str, spoken_of: Iterable[Subject], whole: str) -> Subject:
        """The class of projects, if they are broken down, or of all expenditure, if the sentence says so and means nothing less.

        `sentence` is what stands before the class, `spoken_of` what the words before it were about.
        """
        data = self.vocabulary
        if token.kind != "code" or not data.is_economic(token.item_path, token.code):
            return NO_SUBJECT
        if whole and whole in (_PROJECTS, *(data.limit_to_fund(_PROJECTS, fund) for fund in data.config.by_fund)):
            return self._make_class(_PROJECTS, token, whole)
        totals = {"", *(total for total, side in data.sides.items() if side == self._expenditure)}
        says_so = bool(_BY_ECONOMIC_NATURE.search(sentence)) and {whole, self.context.heading} <= totals
        if not says_so or not all(map(self._is_total, spoken_of)):
            return NO_SUBJECT
        return self._make_class(self._expenditure, token, whole or self.context.heading)

    @property
    def _expenditure(self) -> str:
        return self.vocabulary.config.totals[1]

    def _is_total(self, subject: Subject) -> bool:
        """True for a total of either side, for a class of one, and for nothing at all."""
        is_purpose = bool(subject.item_path) and not self.vocabulary.is_economic(subject.item_path, subject.code)
        return not subject or (subject.sure and (subject.concept in self.vocabulary.sides or is_purpose))

    def _make_class(self, concept: str, token: Token, whole: str) -> Subject:
        limit = self.vocabulary.fund_of.get(whole) or self.context.fund
        code = self.vocabulary.economic_classes[token.item_path[0]]
        return Subject(concept, token.item_path, code, evidence=token.text, fund=limit)
