"""Reads a number and the words before it as a mention, by the wordings of `importer.yaml`."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from budgetbook.content.importer_config import MentionRole, Wording
from budgetbook.content.units import MONEY, units_of
from budgetbook.importer.mention import Mention
from budgetbook.importer.sentences.paragraph_state import ParagraphState
from budgetbook.importer.sentences.subject import HeadingContext, Subject
from budgetbook.importer.sentences.tokens import NUMBER, Token
from budgetbook.importer.vocabulary import BASES

_ITEM = re.compile(r"\s*(?:\([0-9一二三四五六七八九十]{1,3}\)|[0-9]{1,2}[.、．]|[一二三四五六七八九十]{1,3}、)")
_NEUTRAL_KINDS = ("mark", "filler", "this-year", "lead", "part", *BASES)
"""Tokens between two numbers after which the second one is about the same subject,"""
_LABEL_KINDS = ("item", "name", "code", "bracket")
"""and more of them, if the subject is the paragraph's label and has no number yet."""
OCCASION_UNITS = units_of("occasions")
"""Units of things that a sentence on the use of money counts in passing."""
BUDGET_STAGES = ("initial-budget", "adjusted-budget", "final-accounts")
"""Words that say to which stage of the year an amount in final accounts belongs."""


@dataclass
class NumberReader(ParagraphState):
    """Reads the numbers of one paragraph in order."""

    def read_number(self, token: Token, text: str) -> Mention:
        """The mention of one number."""
        if not token.unit and self._counts_items(token, text):
            return self.mention_other(token, "ordinal")
        if token.unit == "other" or self.in_reason:
            return self._read_reason_count(token, text) or self.mention_other(token, "other")
        if self.context.in_projects and not self.whole and (project := self._read_project_name(token, text)):
            return self.mention_figure(token, Subject(evidence=project), "amount", project=project)
        name, wording = self._match_wording(token, text)
        return self._apply_wording(token, text, name, wording)

    def _read_reason_count(self, token: Token, text: str) -> Mention | None:
        """A count within a reason: 新增1辆公务用车购置. Other numbers in a reason are no figures."""
        if token.unit in ("", "other", "%", *MONEY):
            return None
        finder, left_text = self.document_context.finder, text[max(0, token.start - 6) : token.start]
        subject = finder.find_subject_around(left_text, text[token.unit_end :], token.unit, "", only_spanning=True)
        if not subject and token.unit in OCCASION_UNITS:
            subject = finder.find_named_subject(self.tokens_since_number(), token.unit, "", self.context)
            subject = subject or finder.find_nameless_subject(token.unit, "", self.counted_subject)
            self.counted_subject = subject or self.counted_subject
        if not subject.sure or not subject:
            return None
        mention = self.mention_subject(token, "amount", subject=subject)
        return replace(mention, digits=token.text, kind="figure", status="placed", unit=token.unit, evidence=subject.evidence)

    def _counts_items(self, token: Token, text: str) -> bool:
        previous_token = self.sentence_tokens[-1] if self.sentence_tokens else None
        next_char = text[token.end : token.end + 1]
        in_brackets = text[token.start - 1 : token.start] == "(" and next_char == ")"
        return in_brackets or (next_char in ("、", ".", "．") and (previous_token is None or previous_token.kind == "mark"))

    def _read_project_name(self, token: Token, text: str) -> str:
        """The name of a project at the head of a numbered paragraph, before its amount; or ""."""
        item = _ITEM.match(text)
        if (
            token.unit not in MONEY
            or item is None
            or any(t.kind in ("number", "mark") and t.start >= item.end() for t in self.sentence_tokens)
        ):
            return ""
        head = text[item.end() : token.start].strip()
        return _strip_money_words(head) or head

    def _match_wording(self, token: Token, text: str) -> tuple[str, Wording | None]:
        kind_text = "".join(f"<{t.kind}>" for t in self.sentence_tokens)
        data = self.document_context.vocabulary
        for name, wording in data.config.wordings.items():
            follows = wording.after is None or re.match(rf"(\([^()]*\))?{wording.after}", text[token.unit_end :])
            if follows and self._unit_fits(wording, token.unit) and data.patterns[name].search(kind_text):
                return name, wording
        return "", None

    def _unit_fits(self, wording: Wording, unit: str) -> bool:
        kinds = {"money": unit in MONEY, "percent": unit == "%", "any": unit != "%"}
        return kinds.get(wording.unit, unit != "%")

    def _apply_wording(self, token: Token, text: str, name: str, wording: Wording | None) -> Mention:
        unit = token.unit or self.unit
        if any(t.kind == "respectively" for t in self.sentence_tokens):
            return self._read_one_of_several(token, text)
        if wording and wording.concept:
            return self.mention_figure(token, Subject(wording.concept, evidence=self.words_before(token)), wording.role)
        if wording and wording.role == "share":
            return self._read_share(token)
        if wording and wording.role in ("change", "percent", "prior"):
            return self._read_comparison(token, unit, name, wording.role)
        return self._read_amount(token, text, unit, wording)

    def _read_share(self, token: Token) -> Mention:
        """A share (占45%, 占支出总预算的45%); placed if its whole is the one that the concept's shares refer to."""
        data, share_subject = self.document_context.vocabulary, self.share_subject
        if share_subject.item_path:
            return self.mention_figure(token, share_subject, "share")
        whole = (data.concepts[share_subject.concept].share_of if share_subject.concept else None) or ""
        bases = self._find_share_bases() or {self.whole or whole}
        if not bases & {whole, data.grand_totals.get(whole, whole)} - {""}:
            return self.mention_unmatched(token)
        if whole not in bases:  # equal if nothing is carried over; `recognise` settles it by the document's totals
            share_subject = replace(share_subject, sure=False, others=(data.grand_totals[whole],))
        return self.mention_figure(token, share_subject, "share")

    def _find_share_bases(self) -> set[str]:
        """The concepts of which a share is said to be, with and without the fund of the heading."""
        start = max(i for i, t in enumerate(self.sentence_tokens) if t.kind == "share")
        words, finder = self.sentence_tokens[start + 1 :], self.document_context.finder
        named_bases = {
            finder.find_named_subject(words, "万元", "", context).concept
            for context in (self.context, HeadingContext(self.context.place))
        } - {""}
        named_bases = named_bases or {c for t in words if t.kind == "name" for c in t.concepts}
        # 财政拨款基本支出…，其中：人员经费…，占基本支出的87%: a short name of the whole that the sentence breaks down.
        limits = self.document_context.vocabulary.config.by_fund.values()
        return named_bases | {self.whole for limit in limits for base in named_bases if limit.get(base) == self.whole}

    def _read_comparison(self, token: Token, unit: str, name: str, role: MentionRole) -> Mention:
        """A change, a percentage of change, or last year's figure."""
        finder = self.document_context.finder
        named_subject = self.find_compared_subject(unit)
        if name == "of-last-year":
            named_subject = finder.find_named_subject(self.tokens_since_number(), unit, self.whole, self.context) or None
        subject = self.infer_subject() if named_subject is None else named_subject
        if named_subject:
            self.subject = named_subject
        if not self.compares_with_last_year():
            subject = replace(subject, sure=False)
        is_each = any(t.kind == "each" for t in self.tokens_since_number()) and not subject.twin
        if subject and not is_each and (role == "percent" or self.subject_can_have_unit(subject, unit)):
            return self.mention_figure(token, subject, role)
        return self.mention_unmatched(token)

    def _read_one_of_several(self, token: Token, text: str) -> Mention:
        """One number of `A和B分别为1万元、2万元`; placed only if there are as many names as numbers."""
        position = next(i for i, t in enumerate(self.sentence_tokens) if t.kind == "respectively")
        earlier_stops = [
            i for i, t in enumerate(self.sentence_tokens[:position]) if t.kind in ("number", "mark") and t.text != "、"
        ]
        names = [t for t in self.sentence_tokens[max(earlier_stops, default=-1) + 1 : position] if t.kind == "name"]
        clause_rest = re.split("[。;；,，]", text[self.sentence_tokens[position].end :])[0]
        numbers = len(NUMBER.findall(clause_rest))
        index = sum(t.kind == "number" for t in self.sentence_tokens[position:])
        concepts = (
            self.document_context.finder.choose_concepts(names[index].concepts, token.unit, self.whole)
            if index < len(names) == numbers
            else []
        )
        return (
            self.mention_figure(token, Subject(concepts[0], evidence=names[index].text), "amount")
            if len(concepts) == 1
            else self.mention_unmatched(token)
        )

    def _read_amount(self, token: Token, text: str, unit: str, wording: Wording | None) -> Mention:
        finder, chunk = self.document_context.finder, self.tokens_since_number()
        if unit == "%":
            return self.mention_unmatched(token)
        subject = finder.find_related_subject(chunk, self.subject, self.whole, text[: token.start])
        if not subject and wording and wording.role == "amount" and any(t.kind in ("name", "both", "code") for t in chunk):
            subject = finder.find_named_subject(chunk, unit, self.whole, self.context)
        if not subject and unit not in MONEY and unit:
            subject = finder.find_subject_around(
                text[max(0, token.start - 12) : token.start], text[token.unit_end :], unit, self.whole
            )
        neutral_kinds = (*_NEUTRAL_KINDS, *(_LABEL_KINDS if self.fresh else ()))
        if not subject and not [t for t in chunk if t.kind not in neutral_kinds]:
            subject = finder.find_nameless_subject(unit, self.whole, self.subject) or self._repeat_subject(unit, chunk)
        if not subject or (not subject.sure and subject.concept == self.context.heading):
            begins = self.sentence_tokens[0].start if self.sentence_tokens else token.start
            clause = text[max((t.end for t in self.sentence_tokens if t.kind == "mark"), default=begins) : token.start]
            subject = finder.find_misspelt_subject(clause, self.context.heading) or subject
        if not subject:  # the rest of the sentence is about this unknown thing, not about the subject before
            self.subject = self.share_subject = Subject()
            return self.mention_unmatched(token)
        return self.mention_figure(token, subject, self._find_amount_role(chunk))

    def _find_amount_role(self, chunk: list[Token]) -> MentionRole:
        """In final accounts: tell the initial and the adjusted budget from what was executed."""
        kinds = [t.kind for t in chunk]
        if not self.document_context.is_final_accounts or "final-accounts" in kinds:
            return "amount"
        if "adjusted-budget" in kinds:
            return "adjusted"
        budgets = self.document_context.vocabulary.config.budgets
        last_name = max((i for i, kind in enumerate(kinds) if kind == "name"), default=-1)
        names_budget = any(t.kind == "filler" and any(word in t.text for word in budgets) for t in chunk[last_name + 1 :])
        return "budget" if names_budget or "initial-budget" in kinds else "amount"

    def _repeat_subject(self, unit: str, chunk: list[Token]) -> Subject:
        """The current subject again: `2024年预算安排25.77万元`, or the number after a label."""
        names_budget = self.document_context.is_final_accounts and any(t.kind in BUDGET_STAGES for t in chunk)
        subject_continues = (
            names_budget or any(t.kind == "this-year" for t in chunk) or (self.fresh and not any(t.kind == "lead" for t in chunk))
        )
        return (
            self.subject if subject_continues and self.subject and self.subject_can_have_unit(self.subject, unit) else Subject()
        )


def _strip_money_words(head: str) -> str:
    """A project's name without trailing words for its money."""
    end = len(head)
    while head.endswith(("经费", "支出", "资金", "预算"), 0, end):
        end -= 2
    return head[:end].removesuffix("项目")
