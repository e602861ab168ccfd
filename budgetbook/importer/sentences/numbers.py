"""Reads a number and the words before it as a mention, by the wordings of `importer.yaml`."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from budgetbook.arithmetic.passages.chinese_units import MONEY, units_of
from budgetbook.content.importer_config import Wording
from budgetbook.importer.mention import Mention
from budgetbook.importer.sentences.clause_year import find_clause_year
from budgetbook.importer.sentences.joint_amounts import JointAmountReader
from budgetbook.importer.sentences.lexicon import DIRECTIONS
from budgetbook.importer.sentences.project_lists import find_listed_project
from budgetbook.importer.sentences.subject import Subject
from budgetbook.importer.sentences.tokens import Token

_ITEM = re.compile(r"\s*(?:\([0-9一二三四五六七八九十]{1,3}\)|[0-9]{1,2}[.、．]|[一二三四五六七八九十]{1,3}、)")
_LONGEST_WORDING = 150
"""Tokens before a number in which a wording is looked for."""
_PER_HEAD = re.compile(r"(?:[人车户辆台]|平)均(?![为是]?\s?[0-9])")
_USE = "用于"
_SHORTEST_PROJECT = 2
"""Characters that are no name of a project by themselves: 工作 of 工作经费."""
OCCASION_UNITS = units_of("occasions")
"""Units of things that a sentence on the use of money counts in passing."""


@dataclass
class NumberReader(JointAmountReader):
    """Reads the numbers of one paragraph in order."""

    def read_number(self, token: Token, text: str) -> Mention:
        """The mention of one number."""
        if text[max(0, token.start - 1) : token.start] == ".":  # the end of one that a space split: 16 .32%
            return self.lose(token)
        if not token.unit and self._counts_items(token, text):
            return self.mention_other(token, "ordinal")
        if self.in_reason and (part := self.listed_changes.get(self.position)):
            return self.mention_figure(token, part, "change")
        if token.unit == "other" or self.in_reason:
            self.has_lost_number = self.has_lost_number or any(t.kind in DIRECTIONS for t in self.tokens_since_mark())
            return self._read_reason_count(token, text) or self._read_listed_count(token, text)
        if self.context.in_projects and not self.whole and (project := self._read_project_name(token, text)):
            return self.mention_figure(token, Subject(evidence=project), "amount", project=project)
        if token.unit in MONEY and (project := self._find_listed_project(token, text)):
            return self.mention_figure(token, Subject(evidence=project), "amount", project=project)
        if token.unit in MONEY and self._is_per_head(token, text):
            return self.mention_other(token, "other")
        if self.is_of_several():
            return self.lose_joint(token)
        name, wording = self._match_wording(token, text)
        return self._apply_wording(token, text, name, wording)

    def _find_listed_project(self, token: Token, text: str) -> str:
        """The project that a list names before its amount, if the name is that of no figure; or ""."""
        project = find_listed_project(text[self.sentence_tokens[0].start : token.start]) if self.sentence_tokens else ""
        names_figure = bool(self.document_context.finder.names.find_exact(project))
        short_name = _strip_money_words(project)
        return "" if names_figure else short_name if len(short_name) > _SHORTEST_PROJECT else project

    def _is_per_head(self, token: Token, text: str) -> bool:
        """True for money of a single one of many, which is no amount of all of them: 人均, 车均运行维护费2.5万元."""
        clause = self.tokens_since_mark()
        return bool(clause) and bool(_PER_HEAD.search(text, clause[0].start, token.start))

    def _read_reason_count(self, token: Token, text: str) -> Mention | None:
        """A count within a reason: 新增1辆公务用车购置. Other numbers in a reason are no figures."""
        if token.unit in ("", "other", "%", *MONEY):
            return None
        finder, left_text = self.document_context.finder, text[max(0, token.start - 6) : token.start]
        opens_use = bool(self.sentence_tokens) and self.sentence_tokens[-1].text.endswith(_USE)  # 主要用于2个因公出国团组
        subject = finder.find_subject_around(left_text, text[token.unit_end :], token.unit, "", only_spanning=not opens_use)
        if not subject and token.unit in OCCASION_UNITS:
            subject = finder.find_named_subject(self.tokens_since_number(), token.unit, "", self.context)
            subject = subject or finder.find_nameless_subject(token.unit, "", self.counted_subject)
            self.counted_subject = subject or self.counted_subject
        if not subject.sure or not subject:
            return None
        year = find_clause_year(self.tokens_since_mark(), self.document_context.fiscal_year)
        if year not in (0, self.document_context.fiscal_year):
            return None
        mention = self.mention_subject(token, "amount", subject=subject)
        return replace(mention, digits=token.text, kind="figure", status="placed", unit=token.unit, evidence=subject.evidence)

    def _read_listed_count(self, token: Token, text: str) -> Mention:
        """One of several counts of the document's own year within a reason; another number there is no figure."""
        is_listed = any(t.kind == "respectively" for t in self.sentence_tokens) and token.unit in units_of("things")
        own_year = (
            find_clause_year(self.tokens_since_mark(), self.document_context.fiscal_year) == self.document_context.fiscal_year
        )
        return self.read_one_of_several(token, text) if is_listed and own_year else self.mention_other(token, "other")

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
        kind_text = "".join(f"<{t.kind}>" for t in self.sentence_tokens[-_LONGEST_WORDING:])
        data = self.document_context.vocabulary
        for name, wording in data.config.wordings.items():
            if self.subject.concept in wording.unless or (wording.unless and self._names_foreigners()):
                continue
            follows = wording.after is None or re.match(rf"(\([^()]*\))?{wording.after}", text[token.unit_end :])
            if follows and self._unit_fits(wording, token.unit) and data.patterns[name].search(kind_text):
                return name, wording
        return "", None

    def _names_foreigners(self) -> bool:
        return any(t.kind == "foreign" for t in self.tokens_since_mark())

    def _unit_fits(self, wording: Wording, unit: str) -> bool:
        kinds = {
            "money": unit in MONEY,
            "percent": unit == "%",
            "count": unit in units_of("things"),
            "visits": unit == "批次",
            "guests": unit == "人次",
        }
        return kinds.get(wording.unit, unit != "%")

    def _apply_wording(self, token: Token, text: str, name: str, wording: Wording | None) -> Mention:
        unit = token.unit or self.unit
        if self.is_in_series():
            return self.read_one_of_several(token, text)
        if wording and wording.concept:
            subject = self.plan_purchase(Subject(wording.concept, evidence=self.words_before(token)))
            return self.mention_figure(token, subject, wording.role)
        if name == "unchanged-at" and self.compares_with_last_year() and self.subject_can_have_unit(self.subject, unit):
            return self.mention_figure(token, self.infer_subject(), "amount")
        if wording and wording.role in ("completion", "budget", "adjusted"):
            return self.read_completion(token, wording.role)
        if wording and wording.role == "share":
            return self.read_share(token)
        if wording and wording.role in ("change", "percent", "prior"):
            return self.read_comparison(token, unit, name, wording.role)
        if self.find_sign_meaning():
            return self.read_comparison(token, unit, "change", "percent" if unit == "%" else "change")
        return self.read_amount(token, text, unit, wording)


def _strip_money_words(head: str) -> str:
    """A project's name without trailing words for its money."""
    end = len(head)
    while head.endswith(("经费", "支出", "资金", "预算"), 0, end):
        end -= 2
    return head[:end].removesuffix("项目")
