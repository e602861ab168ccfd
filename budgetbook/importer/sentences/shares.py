"""Reads shares: 占45%, 占支出总预算的45%."""

from __future__ import annotations

from dataclasses import dataclass, replace
from decimal import Decimal

from budgetbook.arithmetic.money import Amount
from budgetbook.arithmetic.passages.chinese_units import MONEY, read_unit
from budgetbook.importer.mention import Mention
from budgetbook.importer.sentences.subject import NO_SUBJECT, HeadingContext, Subject
from budgetbook.importer.sentences.tokens import Token
from budgetbook.importer.sentences.uses import UseReader

_RATIO_WORDS = ("例", "重", "率", "了")
"""What is left of words after 占 that name no whole: 占比例为45%, 占比重45%. 比 itself is a word of comparison."""


@dataclass
class ShareReader(UseReader):
    """Reads the shares of a paragraph."""

    def read_share(self, token: Token) -> Mention:
        """A share (占45%, 占支出总预算的45%); placed if its whole is the one that the concept's shares refer to."""
        data, share_subject = self.document_context.vocabulary, self._find_subject_of_share() or self.share_subject
        if share_subject.item_path:
            return self.mention_figure(token, share_subject, "share")
        whole = (data.concepts[share_subject.concept].share_of if share_subject.concept else None) or ""
        if self._names_unknown_base():
            return self.mention_unmatched(token)
        bases = self._find_share_bases() or {self.whole or whole}
        is_none = not Decimal(token.text.replace(",", ""))
        if whole and is_none and bases == {data.grand_totals.get(whole)}:  # none of the total with or without carry-over
            return self.mention_figure(token, share_subject, "share")
        if self._is_share_of_whole(token, whole, bases) or self._is_share_of_revenue(whole, bases):
            return self.mention_figure(token, share_subject, "share")
        if not bases & {whole, data.grand_totals.get(whole, whole)} - {""}:
            return self.mention_unmatched(token)
        if whole not in bases:  # equal if nothing is carried over; `recognise` settles it by the document's totals
            share_subject = replace(share_subject, sure=False, others=(data.grand_totals[whole],))
        return self.mention_figure(token, share_subject, "share")

    def _find_subject_of_share(self) -> Subject:
        """The item whose name, and no amount, stands before its share: 教育（类）占5.00%."""
        clause = self.tokens_since_mark()
        head = [t for t in clause[: next((i for i, t in enumerate(clause) if t.kind == "share"), 0)] if t.kind != "item"]
        if len(head) != 1 or head[0].kind != "code":
            return NO_SUBJECT
        return self.document_context.finder.find_item_subject(head[0], self.whole, self.context)

    def read_share_beside_amount(self, token: Token) -> Mention | None:
        """The share right behind a part's amount, where the list says so of another part or the share comes out; or None.

        Examples: 教育支出30万元占60%、卫生健康支出20万元40%; 教育支出30万元（60%）.
        """
        subject, words = self.share_subject, [t for t in self.sentence_tokens if t.kind != "filler"]
        amount = next((t for t in reversed(words) if t.kind == "number"), None)
        marks_between = [t.text for t in words[words.index(amount) + 1 :]] if amount else []
        total, share = self.values.get(self.whole), Decimal(token.text.replace(",", ""))
        if amount is None or amount.unit not in MONEY or marks_between not in ([], ["("]) or not total or not subject.sure:
            return None
        if not self.amounts or self.tokens[self.amounts[-1][0]] != amount or self.amounts[-1][1] != subject:
            return None
        part = Amount(Decimal(amount.text.replace(",", "")), read_unit(amount.unit)).to_base_unit()
        half_step = Decimal(5).scaleb(int(share.as_tuple().exponent) - 1)
        comes_out = abs(part * 100 / total - share) <= half_step
        says_so = not marks_between and any(t.kind == "share" for t in words)
        of_whole = bool(subject.item_path) or self.document_context.vocabulary.concepts[subject.concept].share_of == self.whole
        return self.mention_figure(token, subject, "share") if of_whole and (comes_out or says_so) else None

    def _is_share_of_revenue(self, whole: str, bases: set[str]) -> bool:
        """True for money carried over as a share of the revenue that the sentence breaks down, which counts it in."""
        data = self.document_context.vocabulary
        return bool(self.whole) and bases == {self.whole} and data.grand_totals.get(self.whole) == whole != ""

    def _is_share_of_whole(self, token: Token, whole: str, bases: set[str]) -> bool:
        """True if 总支出 or 总收入 means what the sentence breaks down: the share is that of its part, to the last digit.

        A share that does not come out may as well be one of all expenditure, and is left alone.
        """
        data, part = self.document_context.vocabulary, self.share_subject.concept
        of_total = bases == {self.whole} and self.whole == data.grand_totals.get(whole)
        of_expenditure = self.whole == whole and all(data.side_of(base) == "expenditure" for base in bases)
        if not whole or not (of_total or of_expenditure) or whole in bases:
            return False
        if part not in self.values or self.whole not in self.values:
            return False
        share, total = Decimal(token.text.replace(",", "")), self.values[self.whole]
        half_step = Decimal(5).scaleb(int(share.as_tuple().exponent) - 1)
        exact = self.values[part] * 100 / total if total else Decimal(0)
        return abs(exact - share) <= half_step

    def _names_unknown_base(self) -> bool:
        """True if words that are no name say what the share is of: 占四本预算资金总额的60%."""
        start = max(i for i, t in enumerate(self.sentence_tokens) if t.kind == "share")
        words = [t for t in self.sentence_tokens[start + 1 :] if t.kind not in ("filler", "bracket", "lead", "compare")]
        return bool(words) and all(t.kind == "text" for t in words) and "".join(t.text for t in words) not in _RATIO_WORDS

    def _limit_bases_to_fund(self, words: list[Token]) -> set[str]:
        """All that a fund pays, where its name stands before that of a total: 占一般公共预算财政拨款总支出的70%."""
        data = self.document_context.vocabulary
        concepts = [c for t in words if t.kind == "name" for c in t.concepts]
        funds = {data.fund_of[c] for c in concepts if c in data.config.weak_names and c in data.fund_of}
        sides = {data.sides[c] for c in concepts if c in data.sides}
        limited_totals = {data.limit_to_fund(side, fund) for side in sides for fund in funds} if len(funds) == 1 else set()
        return {concept for concept in limited_totals if concept}

    def _find_share_bases(self) -> set[str]:
        """The concepts of which a share is said to be, with and without the fund of the heading."""
        start = max(i for i, t in enumerate(self.sentence_tokens) if t.kind == "share")
        words, finder = self.sentence_tokens[start + 1 :], self.document_context.finder
        named_bases = {
            finder.find_named_subject(words, "万元", "", context).concept
            for context in (self.context, HeadingContext(self.context.place))
        } - {""}
        named_bases = named_bases or {c for t in words if t.kind == "name" for c in t.concepts}
        named_bases |= self._limit_bases_to_fund(words)
        # 财政拨款基本支出…，其中：人员经费…，占基本支出的87%: a short name of the whole that the sentence breaks down.
        limits = self.document_context.vocabulary.config.by_fund.values()
        return named_bases | {self.whole for limit in limits for base in named_bases if limit.get(base) == self.whole}
