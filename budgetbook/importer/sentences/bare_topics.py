"""Finds whose an amount is that a clause calls no more than 支出: the heading's, or that of what the sentence just gave."""

from __future__ import annotations

from dataclasses import dataclass

from budgetbook.arithmetic.passages.chinese_units import MONEY
from budgetbook.importer.sentences.shares import ShareReader
from budgetbook.importer.sentences.subject import NO_SUBJECT, Subject, concept_can_have_unit
from budgetbook.importer.sentences.subject_doubts import DOMESTIC
from budgetbook.importer.sentences.tokens import Token
from budgetbook.importer.vocabulary import BASES

REVENUE = "收入"
_PLAIN_KINDS = ("name", "filler", "mark", "this-year", *BASES)
"""Tokens among which a bare 支出 is no more than that."""


@dataclass
class BareTopicReader(ShareReader):
    """Finds the subjects of amounts with a bare 支出 before them."""

    def find_bare_subject(self, chunk: list[Token], unit: str) -> Subject:
        """The heading's figure, where the clause calls it no more than 支出: 公务接待24批次，支出2.05万元."""
        names = [t for t in chunk if t.kind == "name"]
        heading, data = self.context.heading, self.document_context.vocabulary
        if self._spends_what_was_budgeted(chunk, unit):
            return self.subject
        is_bare = len(names) == 1 and names[0].text in data.config.bare and chunk[-1].kind in ("name", "filler", *BASES)
        if not is_bare or self.has_lost_number or any(t.kind not in _PLAIN_KINDS for t in chunk):
            return NO_SUBJECT
        if other := self._find_cost(names[0], unit) or self._find_other_side_of_fund(names[0], unit):
            return other
        if not heading or self.document_context.lexicon.is_general((heading,)):
            return NO_SUBJECT
        spoken_of = self.subject.concept
        counts_things = bool(spoken_of) and data.concepts[spoken_of].measure == "count"
        fits = spoken_of in ("", heading) or counts_things
        return Subject(heading, evidence=names[0].text) if fits and concept_can_have_unit(data, heading, unit) else NO_SUBJECT

    def _find_other_side_of_fund(self, name: Token, unit: str) -> Subject:
        """The expenditure of the body, or the fund, whose revenue the sentence just gave: 部门收入5万元，支出5万元."""
        data, concept = self.document_context.vocabulary, self.subject.concept
        revenue, expenditure = data.config.totals[:2]
        fund = data.fund_of.get(concept)
        revenue_of_fund = data.limit_to_fund(revenue, fund) if fund else revenue
        if not self.subject.sure or REVENUE in name.text or revenue_of_fund != concept:
            return NO_SUBJECT
        stands_next = bool(self.amounts) and self.amounts[-1][1].concept == concept and not self.whole
        expenditure_of_fund = data.limit_to_fund(expenditure, fund) if fund else expenditure
        other = expenditure_of_fund if stands_next and unit in MONEY else ""
        return Subject(other, evidence=name.text) if other else NO_SUBJECT

    def _find_cost(self, name: Token, unit: str) -> Subject:
        """What the visits or purchases cost that the sentence just counted: 出国2人次，支出5万元; not those of some visitors."""
        data, subject = self.document_context.vocabulary, self.subject
        cost = data.config.costs.get(subject.concept, "")
        is_some = any(t.kind == "foreign" or t.text.startswith(DOMESTIC) for t in self.sentence_tokens)
        fits = cost and subject.sure and not is_some and REVENUE not in name.text and unit in MONEY
        may_be = not self.context.heading or data.belongs_to(cost, self.context.heading) if cost else False
        return Subject(cost, evidence=name.text) if fits and may_be else NO_SUBJECT

    def _spends_what_was_budgeted(self, chunk: list[Token], unit: str) -> bool:
        """True for the bare 支出 right behind the budget of a figure: 公务接待费预算3万元，支出2.3万元."""
        data, kinds = self.document_context.vocabulary, [t.kind for t in chunk]
        bare = [t for t in chunk if t.kind == "name" and t.text in data.config.bare and REVENUE not in t.text]
        words_fit = len(bare) == 1 and kinds[:1] == ["mark"] and set(kinds) <= {"mark", "name", "filler", "this-year", "year-end"}
        others = kinds.count("name") != 1 or kinds.count("mark") != 1
        had_budget = self.stages[-1:] in (["budget"], ["adjusted"]) and bool(self.subject) and self.subject.sure
        return words_fit and not others and had_budget and self.subject_can_have_unit(self.subject, unit)
