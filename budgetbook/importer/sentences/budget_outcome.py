"""Reads how an outcome stands to its budget: 完成年初预算的95%, 决算数大于预算数."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import takewhile

from budgetbook.content.figure import Basis, BudgetOutcome
from budgetbook.content.importer_config import MentionRole
from budgetbook.importer.mention import Mention
from budgetbook.importer.sentences.paragraph_mentions import ParagraphMentions
from budgetbook.importer.sentences.subject import NO_SUBJECT, Subject
from budgetbook.importer.sentences.tokens import Token

_BUDGETS: tuple[Basis, Basis] = ("initial-budget", "adjusted-budget")
_EXECUTION_RATE = "执行率"
"""What it is a rate of needs no word: only budgets are executed."""
_COMPLETION_RATE = "完成率"
_BEFORE_BUDGETS = ("completed", "share", "compare", "rates", "mark")
"""Words behind which a budget is named, or the mark before it: 完成预算339万元的, 较预算数339万元, ，为年初预算的."""
_OUTCOMES: dict[str, BudgetOutcome] = {"above": "above", "below": "below", "equal": "equal", "unchanged": "equal"}


@dataclass
class OutcomeReader(ParagraphMentions):
    """Reads completion rates, the budgets named beside them, and words such as 大于预算数."""

    def read_completion(self, token: Token, role: MentionRole) -> Mention:
        """A rate of completion, or the budget that it is of; unmatched if no budget is named: 完成任务的95%."""
        start = max(i for i, t in enumerate(self.sentence_tokens) if t.kind in _BEFORE_BUDGETS)
        words = self.sentence_tokens[start:]
        subject = self._find_outcome_subject(token.unit)
        if not subject or not (self._name_budget(words) or self._is_execution_rate(start)):
            self.has_lost_number = True
            return self.mention_unmatched(token)
        self.gave_completion = self.gave_completion or role == "completion"
        own = self.document_context.is_final_accounts and self.is_own_year()
        mention = self.mention_figure(token, subject if own else replace(subject, sure=False), role)
        kinds = [t.kind for t in words]
        basis: Basis | None = next((b for b in _BUDGETS if b in kinds), None)
        return replace(mention, basis=basis, direction=None) if role == "completion" else mention

    def _is_execution_rate(self, start: int) -> bool:
        """True for a bare 执行率 in the clause behind an amount or behind a figure's name; 项目执行率 may be of anything.

        完成率 is such a rate too where the sentence gave budget and outcome, and so is 预算完成80%.
        """
        word, words_before = self.sentence_tokens[start], self.sentence_tokens[:start]
        if not words_before or words_before[-1].kind not in ("mark", "name"):
            return bool(words_before) and words_before[-1].kind in ("filler", *_BUDGETS) and self._name_budget(words_before[-1:])
        gave_both = {"budget", "amount"} <= {*self.stages} and words_before[-1].kind == "mark"
        return word.text == _EXECUTION_RATE or (word.text == _COMPLETION_RATE and gave_both)

    def read_outcome(self, token: Token, next_tokens: Sequence[Token]) -> Mention | None:
        """What a word says of the outcome against the budget, if that is what it compares."""
        is_equal = token.kind == "unchanged"
        clause = self.tokens_since_mark()
        compared_words = takewhile(lambda t: t.kind not in ("mark", "number", "reason"), next_tokens)
        names_budget = self.comparison in _BUDGETS if is_equal else self._name_budget(tuple(compared_words))
        if not names_budget or not self.document_context.is_final_accounts or any(t.text in _NEGATIONS for t in clause[-1:]):
            return None
        if not is_equal and (self._name_budget(clause) or any(t.kind == "last-year" for t in clause)):
            return None  # 预算大于…, or the year before
        subject = self._find_outcome_subject("万元")
        if not subject or not subject.sure:
            return None
        return replace(self.mention_subject(token, "completion", subject=subject), outcome=_OUTCOMES[token.kind])

    def _find_outcome_subject(self, unit: str) -> Subject:
        named_subject = self.find_compared_subject(unit)
        if named_subject is not None:
            return named_subject
        return NO_SUBJECT if self.has_lost_number else self.infer_subject()

    def _name_budget(self, tokens: Sequence[Token]) -> bool:
        """True if words name a budget of the year, or are a rate of its execution: 执行率."""
        words = self.document_context.vocabulary.config.budgets
        named_by = ("filler", "completed", "rates", "name")
        return any(t.kind in _BUDGETS or (t.kind in named_by and any(w in t.text for w in words)) for t in tokens)


_NEGATIONS = ("未", "不", "没")
"""Characters right before 超过 that turn it round: 未超过预算数 leaves open whether it is less or the same."""
