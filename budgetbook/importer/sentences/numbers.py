"""Reads a number and the words before it as a mention, by the wordings of `importer.yaml`."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from itertools import islice, takewhile

from budgetbook.arithmetic.passages.chinese_units import MONEY, units_of
from budgetbook.content.importer_config import MentionRole, Wording
from budgetbook.importer.mention import Mention
from budgetbook.importer.sentences.change_lists import find_listed_changes
from budgetbook.importer.sentences.clause_year import find_changed_year, find_clause_year
from budgetbook.importer.sentences.lexicon import DIRECTIONS
from budgetbook.importer.sentences.number_series import SeriesReader
from budgetbook.importer.sentences.paragraph_mentions import MONEY_OF_ZERO
from budgetbook.importer.sentences.subject import NO_SUBJECT, Subject
from budgetbook.importer.sentences.tokens import Token
from budgetbook.importer.vocabulary import BASES

_ITEM = re.compile(r"\s*(?:\([0-9一二三四五六七八九十]{1,3}\)|[0-9]{1,2}[.、．]|[一二三四五六七八九十]{1,3}、)")
_LONGEST_WORDING = 150
"""Tokens before a number in which a wording is looked for."""
_PER_HEAD = re.compile(r"(?:[人车户辆台]|平)均(?![为是]?\s?[0-9])")
_USE = "用于"
_REVENUE, _EXPENDITURE = "收入", "支出"
_NEAR_TOKENS = 12
"""Tokens behind last year's amount in which a change must follow."""
_COMPARISON_WORDS = re.compile("[比较]|相[对差]")
_SAVING_PREFIX = "节"
"""How the words for what was saved begin: 节约, 节支."""
OCCASION_UNITS = units_of("occasions")
"""Units of things that a sentence on the use of money counts in passing."""


@dataclass
class NumberReader(SeriesReader):
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
        if token.unit in MONEY and self._is_per_head(token, text):
            return self.mention_other(token, "other")
        name, wording = self._match_wording(token, text)
        return self._apply_wording(token, text, name, wording)

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
            return self._read_comparison(token, unit, name, wording.role)
        if self.find_sign_meaning():
            return self._read_comparison(token, unit, "change", "percent" if unit == "%" else "change")
        return self.read_amount(token, text, unit, wording)

    def _read_comparison(self, token: Token, unit: str, name: str, role: MentionRole) -> Mention:
        """A change, a percentage of change, or last year's figure."""
        finder = self.document_context.finder
        named_subject = self.find_compared_subject(unit)
        if name == "of-last-year":
            named_subject = finder.find_named_subject(self.tokens_since_number(), unit, self.whole, self.context) or None
            if not self.sentence_year and not any(t.unit in MONEY for t in self.sentence_tokens):
                self.sentence_year = self.document_context.fiscal_year - 1
                self.amount_years.note(self.sentence_year, (named_subject or self.subject).concept)
        if named_subject is None and any(t.kind == "each" for t in self.tokens_since_mark()):
            named_subject = self.side_totals.find_both(self.subject) or None
        part = self._find_part_that_changes() if named_subject is None else NO_SUBJECT
        if named_subject is None:
            named_subject = part or self._find_side_that_changes()
        subject = self.infer_subject() if named_subject is None else named_subject
        if named_subject is None and self._cannot_grow(subject) and token.text.strip("0."):
            named_subject = subject = Subject(self.whole)
        if named_subject:
            self.subject = named_subject
        doubts = (
            not self.compares_with_last_year(),
            not part and self.has_unknown_topic(),
            role == "prior" and name == "compared-with" and not self._leads_to_change(),
            role != "prior" and self.comparison == "last-year" and not self.is_own_year(),
            role != "prior" and self._is_change_of_other_year(subject),
            role != "prior" and (self._follows_budget() or self._is_from_unnamed_basis()),
        )
        self.has_doubtful_change = role != "prior" and any(doubts)
        if any(doubts):
            subject = replace(subject, sure=False)
        is_each = any(t.kind == "each" for t in self.tokens_since_number()) and not subject.twin
        if (self.has_lost_number and named_subject is None) or self._changes_other_side(subject):
            subject = NO_SUBJECT
        if subject and not is_each and (role == "percent" or self.subject_can_have_unit(subject, unit)):
            return self.mention_figure(token, subject, role)
        return self.lose(token)

    def _is_change_of_other_year(self, subject: Subject) -> bool:
        """True for the change of another year's figure or of a part of it: 2023年执行数比预算减少2万元，其中：接待费减少1万元."""
        year = find_changed_year(self.tokens_since_mark(), self.document_context.fiscal_year)
        goes_on = bool(self.whole) and self.whole == self.strange_change and self.comparison != "open"
        compares = any(t.kind == "compare" for t in self.sentence_tokens)
        is_strange = year not in (0, self.document_context.fiscal_year) or (goes_on and not compares)
        if not self.whole and (year or any(t.kind == "compare" for t in self.tokens_since_mark())):
            self.strange_change = subject.concept if is_strange else ""
        return is_strange

    def note_listed_changes(self) -> None:
        """At the beginning of a reason, note the parts of which it lists the changes."""
        self.listed_changes = {}
        if self.last_change is None or not self.last_change[0].sure or self.last_change[0].twin:
            return
        whole, total = self.last_change
        changes = find_listed_changes(self.tokens, self.position + 1, total) if whole.concept else []
        parts = {change.position: self._find_part(change.name, whole.concept) for change in changes}
        self.listed_changes = {position: part for position, part in parts.items() if part}

    def _find_part(self, name: Token, whole: str) -> Subject:
        """The part of a whole that a name means; no subject if it is none for sure: a fund pays expenditure, and is no part."""
        data = self.document_context.vocabulary
        if data.side_of(whole) == "expenditure" and {*name.concepts} & {*data.config.weak_names}:
            return NO_SUBJECT
        subject = self.document_context.finder.find_named_subject([name], MONEY_OF_ZERO, whole, self.context)
        totals = {total for pair in data.grand_totals.items() if whole in pair for total in pair} | {whole}  # with carry-over
        is_part = bool(subject.item_path) or (
            subject.concept not in ("", *totals) and any(data.belongs_to(subject.concept, total) for total in totals)
        )
        return subject if subject.sure and is_part else NO_SUBJECT

    def _lists_changes_of_whole(self, token: Token) -> bool:
        """True if a reason follows whose changes of parts of the whole, broken down before, add up to this change of its own."""
        if not self.last_whole or token.unit not in MONEY:
            return False
        next_tokens = list(islice(self.tokens, self.position + 1, self.position + _NEAR_TOKENS))
        start = next((i for i, t in enumerate(next_tokens, self.position + 1) if t.kind == "reason"), 0)
        changes = find_listed_changes(self.tokens, start + 1, self.find_signed_change(token)) if start else []
        return bool(changes) and all(self._find_part(change.name, self.last_whole) for change in changes)

    def _follows_budget(self) -> bool:
        """True if the sentence gave an outcome and its budget, or its rate, and compares with nothing: 完成预算80%，减少1万元."""
        compares = any(t.kind in ("compare", "last-year") for t in self.sentence_tokens)
        gave_budget = self.gave_completion or bool({"budget", "adjusted"} & {*self.stages})
        return not compares and "amount" in self.stages and gave_budget

    def _is_from_unnamed_basis(self) -> bool:
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
        next_tokens = islice(self.tokens, self.position + 1, self.position + _NEAR_TOKENS)
        words = list(takewhile(lambda t: t.kind != "number" and t.text not in ("。", "；", ";"), next_tokens))
        start = next((i for i, t in enumerate(words) if t.kind == "compare"), None)
        if start is None:
            return False
        kinds = [t.kind for t in words]
        budgets = self.document_context.vocabulary.config.budgets
        names_budget = any(t.kind == "filler" and any(word in t.text for word in budgets) for t in words[start:])
        return "last-year" not in kinds and (names_budget or not {*kinds[start:]}.isdisjoint(("other-year", *BASES)))

    def _cannot_grow(self, subject: Subject) -> bool:
        """True for a part of 0 before an increase, which is of its whole: 收入231万元，其中年初结转0万元，比上年增加5万元."""
        is_zero_part = bool(self.whole) and subject.concept != self.whole and self.values.get(subject.concept) == 0
        return is_zero_part and self.find_direction("change") == "increase"

    def _changes_other_side(self, subject: Subject) -> bool:
        """True if the word of change says that revenue or expenditure changed, and the subject is none: 接待费…增加收入20万元."""
        word = next((t.text for t in reversed(self.sentence_tokens) if t.kind in DIRECTIONS), "")
        if not subject.concept or not word.endswith((_REVENUE, _EXPENDITURE)):
            return False
        data = self.document_context.vocabulary
        totals = [total for total, side in data.sides.items() if side == data.config.totals[0]]
        return word.endswith(_REVENUE) != any(data.belongs_to(subject.concept, total) for total in totals)

    def _find_part_that_changes(self) -> Subject:
        """The part of a whole that the clause of a comparison names by its short name: 运行维护费预算比上年增长3%."""
        clause, whole = self.tokens_since_mark(), self.whole or self.last_whole
        end = next((i for i, t in enumerate(clause) if t.kind == "compare"), 0)
        if not whole or any(t.kind in ("name", "code", "both", "number") for t in clause[:end]):
            return NO_SUBJECT
        part = self.document_context.finder.find_related_subject(clause[:end], "万元", self.subject, whole, "")
        self.part_count = 0 if part else self.part_count  # the list is over
        return part

    def _find_side_that_changes(self) -> Subject | None:
        """The whole that a list of parts broke down, if the word of change names its side: 与上年相比，增加收入5万元.

        It is the whole as well if a reason lists by how much its parts changed, and they add up to the change.
        """
        if self._lists_changes_of_whole(self.tokens[self.position]):
            return Subject(self.last_whole)
        word = next((t.text for t in reversed(self.sentence_tokens) if t.kind in DIRECTIONS), "")
        data = self.document_context.vocabulary
        side = {_REVENUE: data.config.totals[0], _EXPENDITURE: data.config.totals[1]}.get(word[-2:], "")
        is_open = not self.has_lost_number and not any(t.kind == "name" for t in self.sentence_tokens)
        if not side or not is_open or data.sides.get(self.last_whole) != side:
            return None
        self.part_count = 0  # the list is over
        return Subject(self.last_whole)

    def _leads_to_change(self) -> bool:
        """True if a direction or 相比 follows last year's amount: 较上年6万元 alone may be a change as well as an amount."""
        for next_token in islice(self.tokens, self.position + 1, self.position + _NEAR_TOKENS):
            if next_token.kind in (*DIRECTIONS, "unchanged", "compare") or next_token.text.startswith("相比"):
                return True
            if next_token.kind == "number" or next_token.text in "。；;":
                return self._is_bare_change(next_token)
        return False

    def _is_bare_change(self, token: Token) -> bool:
        """True if money follows last year's amount at once and a direction follows it: 较上年600万元100万元，增长16.67%."""
        index = self.tokens.index(token, self.position)
        next_kinds = [t.kind for t in self.tokens[index + 1 : index + 3]]
        follows_money = self.tokens[index - 1].kind == "number" and self.tokens[index - 1].unit in MONEY
        return token.unit in MONEY and follows_money and next_kinds[:1] == ["mark"] and next_kinds[1] in DIRECTIONS


def _strip_money_words(head: str) -> str:
    """A project's name without trailing words for its money."""
    end = len(head)
    while head.endswith(("经费", "支出", "资金", "预算"), 0, end):
        end -= 2
    return head[:end].removesuffix("项目")
