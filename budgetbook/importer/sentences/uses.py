"""Tells where a clause on the use of money ends: 主要用于接待来宾，比上年减少1.5万元."""

from __future__ import annotations

from itertools import dropwhile, takewhile

from budgetbook.arithmetic.passages.chinese_units import MONEY
from budgetbook.importer.sentences.budget_outcome import OutcomeReader
from budgetbook.importer.sentences.subject import concept_can_have_unit
from budgetbook.importer.sentences.tokens import Token
from budgetbook.importer.vocabulary import BASES

_USE = "用于"
_INTRODUCTIONS = ("lead", "filler", "this-year", "year-end", "as-of")
_COMPARISON_KINDS = ("last-year", "other-year", *BASES)
BUDGET_STAGES = ("initial-budget", "adjusted-budget", "final-accounts")
"""Words that say to which stage of the year an amount in final accounts belongs."""
_NEAR_TOKENS = 8
"""Tokens behind the comma in which the comparison must be plain, or the count named."""


class UseReader(OutcomeReader):
    """Follows a paragraph through its clauses on the use of money; a reason in the proper sense is left alone."""

    def leaves_use(self, token: Token) -> bool:
        """True at a comma behind a use of money without numbers, before a comparison with a year or budget, or a named count."""
        words = self.sentence_tokens
        start = max((i for i, t in enumerate(words) if t.kind == "reason"), default=-1)
        if start < 0 or token.text not in ",，" or not words[start].text.endswith(_USE):
            return False
        if any(t.kind == "number" for t in words[start:]):  # 用于培训20万元，比上年增加5万元: of the use, or of the whole
            return False
        clause = self._next_clause()
        return bool(clause) and (
            self._compares(clause) or self._counts(clause) or self._gives_stage(clause) or self._gives_rate(clause)
        )

    def forget_use(self) -> None:
        """Forget the words of a use that the stage of an item's money follows: none of them names what is paid."""
        start = max((i for i, t in enumerate(self.sentence_tokens) if t.kind == "reason"), default=-1)
        clause = self._next_clause() if start >= 0 and self.sentence_tokens[start].text.endswith(_USE) else []
        if clause and (self._gives_stage(clause) or self._gives_rate(clause)):
            del self.sentence_tokens[start:]

    def _next_clause(self) -> list[Token]:
        """The next tokens without those that may introduce anything."""
        next_tokens = self.tokens[self.position + 1 : self.position + _NEAR_TOKENS]
        return list(dropwhile(lambda t: t.kind in _INTRODUCTIONS, next_tokens))

    def _compares(self, clause: list[Token]) -> bool:
        same_period = clause[0].text in self.document_context.vocabulary.config.same_period
        named_kinds = [t.kind for t in clause[1:2]]
        return clause[0].kind == "compare" and (same_period or any(kind in _COMPARISON_KINDS for kind in named_kinds))

    def _gives_rate(self, clause: list[Token]) -> bool:
        """True if final accounts tell how much of the budget an item took: 用于日常教学，完成年初预算100%."""
        budgets = ("initial-budget", "adjusted-budget", "filler")
        end = next((i for i, t in enumerate(clause) if t.kind not in ("completed", *budgets)), 0)
        is_rate = clause[0].kind == "completed" and end > 1 and clause[end].kind == "number" and clause[end].unit == "%"
        return is_rate and self.document_context.is_final_accounts and self.subject.sure

    def _gives_stage(self, clause: list[Token]) -> bool:
        """True if an item of the classification gets its initial budget or its outcome: （项），主要用于…，年初预算为420万元."""
        if not self.subject.item_path or not self.subject.sure:
            return False
        if not self.document_context.is_final_accounts:
            return self._gives_budget()
        kinds = [t.kind for t in clause]
        end = kinds.index("number") if "number" in kinds else 0
        stages = [kind for kind in kinds[:end] if kind in BUDGET_STAGES]
        return bool(stages) and clause[end].unit in MONEY and set(kinds[:end]) <= {*BUDGET_STAGES, "filler", "lead", "this-year"}

    def _gives_budget(self) -> bool:
        """True in a budget before the amount of its own year: 用于离退休经费，2024年预算安排50万元."""
        next_tokens = self.tokens[self.position + 1 : self.position + _NEAR_TOKENS]
        words = list(takewhile(lambda t: t.kind in ("this-year", "filler", "lead", "initial-budget"), next_tokens))
        budgets = self.document_context.vocabulary.config.budgets
        names_budget = any(t.kind == "initial-budget" or any(word in t.text for word in budgets) for t in words)
        amount = next_tokens[len(words)] if len(words) < len(next_tokens) else None
        gives_amount = amount is not None and amount.kind == "number" and amount.unit in MONEY
        return names_budget and gives_amount and any(t.kind in ("this-year", "initial-budget") for t in words)

    def _counts(self, clause: list[Token]) -> bool:
        """True if a name and its count begin the clause: 公务用车保有量404辆."""
        name = clause[0]
        number = next(iter(clause[1 + len(list(takewhile(lambda t: t.kind == "filler", clause[1:]))) :]), None)
        if name.kind != "name" or number is None or number.kind != "number" or number.unit in ("", "other", "%", *MONEY):
            return False
        vocabulary = self.document_context.vocabulary
        return any(concept_can_have_unit(vocabulary, concept, number.unit) for concept in name.concepts)
