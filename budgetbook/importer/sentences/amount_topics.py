"""Finds whose an amount is, by each way in which a sentence names it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import takewhile

from budgetbook.arithmetic.passages.chinese_units import MONEY
from budgetbook.content.importer_config import Wording
from budgetbook.importer.sentences.bare_topics import REVENUE, BareTopicReader
from budgetbook.importer.sentences.economic_items import find_economic_item
from budgetbook.importer.sentences.economic_totals import EconomicTotals
from budgetbook.importer.sentences.grand_totals import widen_to_grand_total
from budgetbook.importer.sentences.heading_amounts import find_fund_alone
from budgetbook.importer.sentences.kinds_of_posts import find_counted_posts
from budgetbook.importer.sentences.left_money import tell_left_money
from budgetbook.importer.sentences.side_alone import find_side_alone
from budgetbook.importer.sentences.subject import NO_SUBJECT, Subject, concept_can_have_unit
from budgetbook.importer.sentences.tokens import Token
from budgetbook.importer.sentences.uses import BUDGET_STAGES
from budgetbook.importer.vocabulary import BASES, FundLimit

_EXPENDITURE = "支出"
_NEUTRAL_KINDS = ("mark", "about", "filler", "this-year", "lead", "sets-up", "part", *BASES)
"""Tokens between two numbers after which the second one is about the same subject,"""
_HEAD_KINDS = ("about", "filler", "this-year", "year-end", "lead", "sets-up", "part", "as-of")
"""Tokens that a clause may have before a word that stands alone, and behind it."""
_LABEL_KINDS = ("item", "name", "code", "code-number", "bracket")
"""and more of them, if the subject is the paragraph's label and has no number yet."""


def _completes_budget(next_tokens: Sequence[Token]) -> bool:
    """True if the clause goes on to say how much of the budget that is: 支出决算为5万元，完成年初预算的98%."""
    return "completed" in [t.kind for t in next_tokens[:4]]


@dataclass
class AmountTopicReader(BareTopicReader):
    """Finds the subjects of a paragraph's amounts."""

    def close_whole(self, chunk: list[Token]) -> None:
        """End the list of a whole's parts at the name of a thing beside the whole: 车…，其中：购置费…；接待费…."""
        data = self.document_context.vocabulary
        name = next((t for t in reversed(chunk) if t.kind == "name"), None)
        outer_whole = data.whole_of.get(self.whole, "")
        concept = name.concepts[0] if name and len(name.concepts) == 1 else ""
        is_total = outer_whole in data.grand_totals.values()  # a body may count what was carried over in its revenue
        if outer_whole and not is_total and concept != self.whole and data.whole_of.get(concept) == outer_whole:
            self.whole, self.outer = self.outer, ""

    def _related_topic(self) -> Subject:
        """What a word such as 实有 is said of: the subject, but behind a list of parts the whole, or neither for sure.

        Example: 编制8名，其中行政编制5名，事业编制3名；实有7名. A list that says it of each part is none.
        """
        narrower_words = self.document_context.vocabulary.config.within
        words = narrower_words.get(self.subject.concept, {})
        if not words:
            return self.subject
        is_first = not any(t.kind == "number" for t in self.sentence_tokens)
        whole = Subject(self.whole) if self.whole and is_first else NO_SUBJECT
        earlier_tokens = self.tokens[: self.position - len(self.tokens_since_number())]
        return find_counted_posts(earlier_tokens, tuple(words), self.subject, whole)

    def find_amount_subject(self, token: Token, text: str, unit: str, wording: Wording | None) -> Subject:
        """The subject of an amount, by each way in turn in which a sentence names it."""
        finder, chunk = self.document_context.finder, self.tokens_since_number()
        item = find_economic_item(self.document_context.lexicon, self.tokens_since_mark(), self.whole, self.context.fund)
        if item and unit in MONEY and not finder.names.find_exact(item.evidence):
            return item
        subject = (
            self._find_class_of_total(chunk, unit)
            or self.find_bare_subject(chunk, unit)
            or self._find_subject_of_bracket(token, text, unit)
        )
        subject = subject or (NO_SUBJECT if self.whole else find_fund_alone(finder, self.context, chunk, unit))
        subject = subject or self._find_related_subject(chunk, unit, text[: token.start])
        if not subject and wording and wording.role == "amount" and any(t.kind in ("name", "both", "code") for t in chunk):
            subject = self._limit_to_fund_of_other_side(finder.find_named_subject(chunk, unit, self.whole, self.context), chunk)
        subject = subject or self._find_word_alone(chunk, unit)
        if not subject and not self.subject and unit in MONEY:
            subject = find_side_alone(
                self.document_context.vocabulary, self.tokens_since_mark(), self.context, finder.entity_name
            )
        if not subject and unit not in MONEY and unit:
            subject = finder.find_subject_around(
                text[max(0, token.start - 12) : token.start], text[token.unit_end :], unit, self.whole
            )
        neutral_kinds = (*_NEUTRAL_KINDS, *(_LABEL_KINDS if self.fresh else ()))
        if not subject and all((t.kind in neutral_kinds or t.text == ")") and self._may_be_of(t, unit) for t in chunk):
            subject = finder.find_nameless_subject(unit, self.whole, self.subject) or self._repeat_subject(unit, chunk)
        if item and unit in MONEY and not subject.sure:
            return item
        if self.document_context.is_final_accounts and unit in MONEY:
            subject = tell_left_money(subject, self.side_totals.totals, self.document_context.vocabulary)
        subject = self._limit_to_fund_of_sentence(self.plan_purchase(subject))
        return widen_to_grand_total(self.document_context.vocabulary, subject, self.tokens[self.position + 1 :])

    def _find_class_of_total(self, chunk: list[Token], unit: str) -> Subject:
        """The class by economic nature of all expenditure, or of projects."""
        token = next((t for t in reversed(chunk) if t.kind not in ("filler", *BASES)), None)
        if unit not in MONEY or token is None:
            return NO_SUBJECT
        totals = EconomicTotals(self.document_context.vocabulary, self.context)
        sentence = self.paragraph.text[: token.start].rpartition("。")[2]
        return totals.find_class(token, sentence, (self.subject, self.previous.subject), self.whole)

    def _may_be_of(self, token: Token, unit: str) -> bool:
        """False for a name that cannot have the unit: 离退休6万元 is about a thing unknown, not about the heading."""
        return token.kind != "name" or any(self.subject_can_have_unit(Subject(concept), unit) for concept in token.concepts)

    def _limit_to_fund_of_sentence(self, subject: Subject) -> Subject:
        """A total behind a fund whose carry-over begins the sentence is that fund's: 政府性基金年初结转…，本年收入…."""
        data, words = self.document_context.vocabulary, self.document_context.vocabulary.config
        names = [t for t in takewhile(lambda t: t.kind != "number", self.sentence_tokens) if t.kind in ("name", "mark")]
        if subject.concept in words.carried and self._gave_expenditure_of_fund():
            return replace(subject, sure=False)
        is_total = subject.concept in (*words.totals, *data.grand_totals.values(), *words.carried)
        if not is_total or len(names) < 2 or not set(names[-1].concepts) & {*words.carried}:
            return subject
        limits = (data.fund_of[c] for c in names[-2].concepts if c in words.weak_names and c in data.fund_of)
        fund: FundLimit = next(limits, "")
        fund_concept = data.limit_to_fund(subject.concept, fund) if fund else subject.concept
        return replace(subject, concept=fund_concept or subject.concept, sure=subject.sure and bool(fund_concept))

    def _gave_expenditure_of_fund(self) -> bool:
        """True right behind what a fund spent: what is left of it may be the fund's alone: 政府性基金支出9万元，年末结余1万元."""
        data = self.document_context.vocabulary
        earlier_concept = self.amounts[-1][1].concept if self.amounts and not self.whole else ""
        fund = data.fund_of.get(earlier_concept)
        return bool(fund) and data.limit_to_fund(data.config.totals[1], fund or "") == earlier_concept

    def plan_purchase(self, subject: Subject) -> Subject:
        """What is to be bought, right behind another such thing: 安排购置车辆0辆，单位价值100万元以上设备0台."""
        words = self.document_context.vocabulary.config
        purchases = {*words.planned.values(), *words.to_buy.values()}
        buys = any(other.concept in purchases for _, other in self.amounts)
        return replace(subject, concept=words.to_buy.get(subject.concept, subject.concept)) if buys else subject

    def _limit_to_fund_of_other_side(self, subject: Subject, chunk: list[Token]) -> Subject:
        """A bare total right behind the total of a fund's other side is of that fund: 财政拨款收入总计5万元，支出总计5万元."""
        data, earlier_subject = self.document_context.vocabulary, self.subject
        fund: FundLimit = data.fund_of.get(earlier_subject.concept, "")
        side = data.sides.get(earlier_subject.concept)
        is_first = sum(t.kind == "name" for t in chunk) == 1 and not any(t.kind in ("lead", "this-year", "text") for t in chunk)
        if not (fund and side and self.amounts and is_first) or subject.concept not in data.grand_totals.values():
            return subject
        fund_concept = data.limit_to_fund(subject.concept, fund)
        return replace(subject, concept=fund_concept or subject.concept, sure=subject.sure and bool(fund_concept))

    def _find_subject_of_bracket(self, token: Token, text: str, unit: str) -> Subject:
        """The figure whose amount alone stands in brackets behind its name: 公务接待费（2.3万元）."""
        words = self.sentence_tokens
        if [t.text for t in words[-1:]] != ["("] or not text[token.unit_end :].startswith(")"):
            return NO_SUBJECT
        goes_on = next((t for t in self.tokens[self.position + 2 :]), None)
        if [t.kind for t in words[-2:-1]] != ["name"] or (goes_on and goes_on.kind in ("number", "filler", "name")):
            return NO_SUBJECT
        last_number = max((i for i, t in enumerate(words) if t.kind == "number"), default=-1)
        return self.document_context.finder.find_named_subject(words[last_number + 1 : -1], unit, self.whole, self.context)

    def _find_word_alone(self, chunk: list[Token], unit: str) -> Subject:
        """The figure that a word means at the head of its clause: 编制30名."""
        data = self.document_context.vocabulary
        start = max((i for i, t in enumerate(chunk) if t.kind == "mark"), default=-1) + 1
        clause = chunk[start:]
        index = next((i for i, t in enumerate(clause) if t.text in data.config.alone), -1)
        if index < 0 or (self.has_lost_number and start == 0) or any(t.kind not in _HEAD_KINDS for t in clause):
            return NO_SUBJECT
        concept = data.config.alone[clause[index].text]
        if self._counts_without_post(concept):
            return NO_SUBJECT
        fits = concept_can_have_unit(data, concept, unit) and all(
            t.kind != "filler" or len(t.text) == 1 or t.text.startswith("共") for t in clause[:index]
        )
        return Subject(concept, evidence=clause[index].text) if fits else NO_SUBJECT

    def _find_related_subject(self, chunk: list[Token], unit: str, text: str) -> Subject:
        """What a word such as 实有人数 means behind its posts, if all who are counted hold one."""
        finder = self.document_context.finder
        earlier_concepts = [subject.concept for _, subject in reversed(self.amounts) if subject.sure]
        subject = finder.find_related_subject(chunk, unit, self._related_topic(), self.whole, text, earlier_concepts)
        return NO_SUBJECT if subject.concept and self._counts_without_post(subject.concept) else subject

    def _counts_without_post(self, concept: str) -> bool:
        """True if the people that a word counts are broken down and some hold no post: 实有人数50人，其中：退休9人.

        The list goes on behind a semicolon unless what stands before it makes up the whole: 实有41人，其中：行政41人；退休9人.
        """
        data = self.document_context.vocabulary
        if data.concepts[concept].measure != "people":
            return False
        rest = list(takewhile(lambda t: t.text != "。", self.tokens[self.position :]))
        start = next((i for i, t in enumerate(rest) if t.kind == "part" or t.text.startswith("包括")), len(rest))
        if any(t.text in "；;" for t in rest[:start]):
            return False
        first_parts = list(takewhile(lambda t: t.text not in "；;", rest[start:]))
        makes_whole = sum(_read_count(t) for t in first_parts if t.kind == "number") == _read_count(rest[0])
        words = "".join(t.text for t in (first_parts if makes_whole else rest[start:]))
        return any(word in words for word in data.config.without_post)

    def _repeat_subject(self, unit: str, chunk: list[Token]) -> Subject:
        """The current subject again: `2024年预算安排25.77万元`, or the number after a label."""
        names_budget = self.document_context.is_final_accounts and any(t.kind in BUDGET_STAGES for t in chunk)
        if any(t.kind == "filler" and REVENUE in t.text for t in chunk) and self._is_no_revenue():
            return NO_SUBJECT
        if any(t.kind == "final-accounts" and _EXPENDITURE in t.text for t in chunk) and self._is_revenue():
            gave_budget = self.stages[-1:] in (["budget"], ["adjusted"])  # the form's own words, whatever it speaks of
            return self.subject if gave_budget and _completes_budget(self.tokens[self.position :]) else self._find_other_side()
        subject_continues = (
            names_budget or any(t.kind == "this-year" for t in chunk) or (self.fresh and not any(t.kind == "lead" for t in chunk))
        )
        can_continue = subject_continues and self.subject and self.subject_can_have_unit(self.subject, unit)
        return self._leave_parts() if can_continue else Subject()

    def _leave_parts(self) -> Subject:
        """The current subject; behind a list of parts their whole, if that is broken down anew, else neither for sure."""
        data, part = self.document_context.vocabulary, self.subject.concept
        begins = not self.whole and not any(t.kind in ("number", "name", "code", "both") for t in self.sentence_tokens)
        if not begins or not self.part_count or part == self.last_whole or not data.belongs_to(part, self.last_whole):
            return self.subject
        others = (self.last_whole,)
        return Subject(self.last_whole) if self.leads_to_parts() else replace(self.subject, sure=False, others=others)

    def _is_revenue(self) -> bool:
        return bool(self.subject.concept) and not self._is_no_revenue()

    def _find_other_side(self) -> Subject:
        """The year's own expenditure behind its revenue: 收入决算500万元，支出决算480万元; of a part of revenue there is none."""
        revenue, expenditure = self.document_context.vocabulary.config.totals[:2]
        return Subject(expenditure) if self.subject.concept == revenue and self.subject.sure and not self.whole else NO_SUBJECT

    def _is_no_revenue(self) -> bool:
        """True if the current subject is no revenue, so that what the clause calls 收入 is something else."""
        data, concept = self.document_context.vocabulary, self.subject.concept
        revenue = data.config.totals[0]
        return bool(concept) and not any(data.belongs_to(concept, total) for total, side in data.sides.items() if side == revenue)


def _read_count(token: Token) -> int:
    """A count as printed; 0 for a number with decimals."""
    digits = token.text.replace(",", "")
    return int(digits) if digits.isdigit() else 0
