"""What the changes of a sentence are from: last year, a budget, an older year, or nothing that it names."""

from __future__ import annotations

import re
from itertools import islice, takewhile

from budgetbook.arithmetic.passages.chinese_units import MONEY
from budgetbook.importer.sentences.lexicon import DIRECTIONS
from budgetbook.importer.sentences.paragraph_state import ParagraphState
from budgetbook.importer.sentences.tokens import Token
from budgetbook.importer.vocabulary import BASES

_COMPARED_KINDS = ("last-year", "this-year", "other-year", *BASES)
"""Tokens that say what a comparison is with,"""
_COMPARED_BUDGETS = ("预算", "预算数")
"""and words that do."""
COMPARISON_KINDS = frozenset(("compare", "increase", "decrease", *_COMPARED_KINDS))
"""Tokens of a comparison."""
_POSTPOSITION_PREFIX = "相"
"""How the words of comparison begin that may follow what they compare with: 相比, 相较."""
_CONJUNCTIONS = ("和", "及", "以及", "与", "同", "、")
NEAR_TOKENS = 12
"""Tokens behind an amount or a change in which what belongs to it must follow."""
_COMPARISON_WORDS = re.compile("[比较]|相[对差]")
_SAVING_PREFIX = "节"
"""How the words for what was saved begin: 节约, 节支."""
_BEGINS_OF_COMPARISON = ("compare", "last-year")
_ENDS_OF_COMPARISON = ("reason", "part")
_OPENING_BRACKET = re.compile(r"^\s*[(（][^()（）]*[)）]")


class ComparisonBasis(ParagraphState):
    """Keeps track of what the sentence compares with: a change is one since last year only if nothing else is named."""

    def note_comparison(self, token: Token) -> None:
        """Note what is compared with: the first year or kind of budget after 比, 与 or 较; 同比 alone says last year."""
        if token.kind not in COMPARISON_KINDS and token.text not in _COMPARED_BUDGETS:
            return
        comparison_token = next(
            (t for t in reversed(self.sentence_tokens) if t.kind in ("compare", "increase", "decrease", "unchanged", "mark")),
            None,
        )
        if token.kind in DIRECTIONS and self.comparison == "open" and self._compares_with_what_it_gave():
            self.comparison = "last-year"
        elif token.kind == "compare" and not (comparison_token and comparison_token.kind == "compare"):  # not 相比 after 与
            same_period = token.text in self.document_context.vocabulary.config.same_period
            self.comparison = "last-year" if same_period else self._find_basis_before(token)
        elif comparison_token is not None and comparison_token.kind == "compare" and self.comparison in ("open", *BASES):
            if token.kind in _COMPARED_KINDS:
                self.comparison = token.kind
            elif token.text in _COMPARED_BUDGETS and self.comparison == "open":
                self.comparison = "initial-budget"
        elif self.comparison == "last-year" and token.kind != "last-year" and self._joins_last_year(token):
            self.comparison = "initial-budget"

    def _find_basis_before(self, token: Token) -> str:
        """What the clause names before 相比, which may follow what it compares with: 和预算相比; `open` if nothing."""
        basis = "open"
        for word in self.tokens_since_mark() if token.text.startswith(_POSTPOSITION_PREFIX) else ():
            if word.kind in _COMPARED_KINDS and word.kind != "this-year":
                basis = word.kind
            elif word.text in _COMPARED_BUDGETS and basis == "open":
                basis = "initial-budget"
        return basis

    def _joins_last_year(self, token: Token) -> bool:
        """True if a budget is put beside last year: 较上年和年初预算减少."""
        is_budget = token.kind in ("initial-budget", "adjusted-budget") or token.text in _COMPARED_BUDGETS
        last_kinds, last_words = [t.kind for t in self.sentence_tokens[-3:]], [t.text for t in self.sentence_tokens[-1:]]
        return is_budget and "last-year" in last_kinds and last_words[0] in _CONJUNCTIONS

    def _compares_with_what_it_gave(self) -> bool:
        """True at a direction right behind 对比 or 相比, after last year's amount: 2023年预算5万元，对比减少1万元."""
        previous_token = next((t for t in reversed(self.sentence_tokens) if t.kind != "filler"), None)
        return (
            previous_token is not None and previous_token.kind == "compare" and self.prior_subject == self.subject.concept != ""
        )

    def compares_with_last_year(self) -> bool:
        """True unless a change is one since an earlier year, or a difference from the budget."""
        return self.comparison in ("", "last-year")

    def follows_budget(self) -> bool:
        """True if the sentence gave an outcome and its budget, or its rate, and compares with nothing: 完成预算80%，减少1万元."""
        compares = any(t.kind in ("compare", "last-year") for t in self.sentence_tokens)
        gave_budget = self.gave_completion or bool({"budget", "adjusted"} & {*self.stages})
        return not compares and "amount" in self.stages and gave_budget

    def is_restated(self) -> bool:
        """True if the words around a comparison count a year otherwise than it is printed: 按同口径, 剔除…后, （不含上年结转）.

        A bracket right behind the amount says what the amount is, which is another matter.
        """
        start = self._find_end_of_amount()
        end = next(
            (t.start for t in self.tokens[self.position + 1 :] if t.kind in _ENDS_OF_COMPARISON or t.text in "。；;"), None
        )
        text = _OPENING_BRACKET.sub("", self.paragraph.text[start:end])
        return any(word in text for word in self.document_context.vocabulary.config.restatements)

    def _find_end_of_amount(self) -> int:
        """Where the last amount before the comparison ends, or where the sentence begins."""
        words = self.sentence_tokens
        start = next((i for i in range(len(words) - 1, -1, -1) if words[i].kind in _BEGINS_OF_COMPARISON), len(words))
        amounts = [t for t in words[:start] if t.kind == "number" and t.unit in MONEY]
        return amounts[-1].unit_end if amounts else words[0].start if words else 0

    def is_from_unnamed_basis(self) -> bool:
        """True for a change that may be one from something else than last year.

        Its clause names no basis and follows a change of which it is not known (相对于预算减少1万元，下降20%), or words that name
        another basis follow it (减少1万元（与预算相比）), or it was saved, of a budget as well as since last year.
        """
        compares = any(t.kind in ("compare", "last-year") for t in self.tokens_since_mark())
        if compares:
            return False
        next_token = next(islice(self.tokens, self.position + 1, None), None)
        words = [*self.tokens_since_number(), *([next_token] if next_token else [])]
        if self.has_doubtful_change or any(t.kind == "bracket" and self._compares_with_budget(t.text) for t in words):
            return True
        saves = any(t.text.startswith(_SAVING_PREFIX) for t in self.tokens_since_number())
        return self.comparison == "" and (saves or self._is_compared_later())

    def _compares_with_budget(self, text: str) -> bool:
        """True for words in brackets such as （与年初预算相比）."""
        data = self.document_context.vocabulary.config
        names_last_year = any(word in text for word in (*data.last_year, str(self.document_context.fiscal_year - 1)))
        return not names_last_year and bool(_COMPARISON_WORDS.search(text)) and any(word in text for word in data.budgets)

    def _is_compared_later(self) -> bool:
        """True if the words behind a change compare with something that is not last year."""
        next_tokens = islice(self.tokens, self.position + 1, self.position + NEAR_TOKENS)
        words = list(takewhile(lambda t: t.kind != "number" and t.text not in ("。", "；", ";"), next_tokens))
        start = next((i for i, t in enumerate(words) if t.kind == "compare"), None)
        if start is None:
            return False
        kinds = [t.kind for t in words]
        budgets = self.document_context.vocabulary.config.budgets
        names_budget = any(t.kind == "filler" and any(word in t.text for word in budgets) for t in words[start:])
        return "last-year" not in kinds and (names_budget or not {*kinds[start:]}.isdisjoint(("other-year", *BASES)))
