"""Reads a number and the words before it as a mention, by the wordings of `importer.yaml`."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from itertools import islice

from budgetbook.content.importer_config import MentionRole, Wording
from budgetbook.content.units import MONEY, units_of
from budgetbook.importer.mention import Mention
from budgetbook.importer.sentences.clause_year import find_clause_year
from budgetbook.importer.sentences.lexicon import DIRECTIONS
from budgetbook.importer.sentences.shares import ShareReader
from budgetbook.importer.sentences.subject import NO_SUBJECT, Subject, concept_can_have_unit
from budgetbook.importer.sentences.tokens import NUMBER, Token
from budgetbook.importer.vocabulary import BASES

_ITEM = re.compile(r"\s*(?:\([0-9一二三四五六七八九十]{1,3}\)|[0-9]{1,2}[.、．]|[一二三四五六七八九十]{1,3}、)")
_NEUTRAL_KINDS = ("mark", "about", "filler", "this-year", "lead", "part", *BASES)
"""Tokens between two numbers after which the second one is about the same subject,"""
_LABEL_KINDS = ("item", "name", "code", "bracket")
"""and more of them, if the subject is the paragraph's label and has no number yet."""
_LONGEST_WORDING = 60
"""Tokens before a number in which a wording is looked for."""
_NEAR = 12
"""Tokens behind last year's amount in which a change must follow."""
OCCASION_UNITS = units_of("occasions")
"""Units of things that a sentence on the use of money counts in passing."""
BUDGET_STAGES = ("initial-budget", "adjusted-budget", "final-accounts")
"""Words that say to which stage of the year an amount in final accounts belongs."""


@dataclass
class NumberReader(ShareReader):
    """Reads the numbers of one paragraph in order."""

    def read_number(self, token: Token, text: str) -> Mention:
        """The mention of one number."""
        if not token.unit and self._counts_items(token, text):
            return self.mention_other(token, "ordinal")
        if token.unit == "other" or self.in_reason:
            self.lost = self.lost or any(t.kind in DIRECTIONS for t in self.tokens_since_mark())
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
        year = find_clause_year(self.tokens_since_mark(), self.document_context.fiscal_year)
        own_years = (0, self.document_context.fiscal_year, self.document_context.fiscal_year - 1)
        if year not in own_years:
            return None
        mention = self.mention_subject(token, "prior" if year == own_years[2] else "amount", subject=subject)
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
        if any(t.kind == "respectively" for t in self.sentence_tokens):
            return self._read_one_of_several(token, text)
        if wording and wording.concept:
            return self.mention_figure(token, Subject(wording.concept, evidence=self.words_before(token)), wording.role)
        if wording and wording.role in ("completion", "budget", "adjusted"):
            return self.read_completion(token, wording.role)
        if wording and wording.role == "share":
            return self.read_share(token)
        if wording and wording.role in ("change", "percent", "prior"):
            return self._read_comparison(token, unit, name, wording.role)
        return self._read_amount(token, text, unit, wording)

    def _read_comparison(self, token: Token, unit: str, name: str, role: MentionRole) -> Mention:
        """A change, a percentage of change, or last year's figure."""
        finder = self.document_context.finder
        named_subject = self.find_compared_subject(unit)
        if name == "of-last-year":
            named_subject = finder.find_named_subject(self.tokens_since_number(), unit, self.whole, self.context) or None
            if not self.sentence_year:
                self.sentence_year = self.document_context.fiscal_year - 1
        subject = self.infer_subject() if named_subject is None else named_subject
        if named_subject:
            self.subject = named_subject
        doubts = (
            not self.compares_with_last_year(),
            self.has_unknown_topic(),
            role == "prior" and name == "compared-with" and not self._leads_to_change(),
            role != "prior" and self.comparison == "last-year" and not self.is_own_year(),
        )
        if any(doubts):
            subject = replace(subject, sure=False)
        is_each = any(t.kind == "each" for t in self.tokens_since_number()) and not subject.twin
        if self.lost and named_subject is None:
            subject = NO_SUBJECT
        if subject and not is_each and (role == "percent" or self.subject_can_have_unit(subject, unit)):
            return self.mention_figure(token, subject, role)
        return self._lose(token)

    def _lose(self, token: Token) -> Mention:
        """A number that was not understood: what follows it without a name of its own may be about the same unknown thing."""
        self.lost = True
        return self.mention_unmatched(token)

    def _leads_to_change(self) -> bool:
        """True if a direction or 相比 follows last year's amount: 较上年6万元 alone may be a change as well as an amount."""
        for following in islice(self.tokens, self.position + 1, self.position + _NEAR):
            if following.kind in (*DIRECTIONS, "unchanged", "compare") or following.text.startswith("相比"):
                return True
            if following.kind == "number" or following.text in "。；;":
                return False
        return False

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
        if any(t.kind == "difference" for t in chunk):  # from the budget: no field holds it
            return self.mention_other(token, "other")
        if any(t.kind == "involve" for t in chunk):
            return self._read_involved_money(token, chunk)
        subject = self._find_bare_subject(chunk, unit) or finder.find_related_subject(
            chunk, self.subject, self.whole, text[: token.start]
        )
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
            return self._lose(token)
        return self._mention_of_year(token, subject, self._find_amount_role(chunk))

    def _mention_of_year(self, token: Token, subject: Subject, role: MentionRole) -> Mention:
        """The mention of an amount, of the year that its clause, its sentence or its heading names."""
        fiscal_year = self.document_context.fiscal_year
        clause_year = find_clause_year(self.tokens_since_mark(), fiscal_year)
        year = clause_year or self.sentence_year or self.context.year or fiscal_year
        if year == fiscal_year or self.as_of:
            return self.mention_figure(token, subject, role)
        sure = subject.sure and year == self.sentence_year == fiscal_year - 1 and role == "amount"
        self.mention_figure(token, subject, role)  # the parts after 其中 are those of this subject
        mention = self.mention_figure(token, replace(subject, sure=sure), "prior" if role == "amount" else role)
        return replace(mention, year=year)

    def _read_involved_money(self, token: Token, chunk: list[Token]) -> Mention:
        """What 涉及 says: the money of what has targets, or nothing; 涉及一般公共预算资金90万元 is never all of a fund."""
        follows_projects = self.subject.concept in self.document_context.vocabulary.config.target_concepts
        words = "".join(t.text for t in self.sentence_tokens)
        names_projects = any(t.kind == "targets" for t in self.sentence_tokens) and "项目" in words and "整体" not in words
        if not follows_projects and not names_projects:
            return self._lose(token)
        involved = next(t for t in chunk if t.kind == "involve")
        return self._mention_of_year(token, Subject("amount-with-targets", evidence=involved.text), "amount")

    def _find_bare_subject(self, chunk: list[Token], unit: str) -> Subject:
        """The heading's figure, where the clause calls it no more than 支出: 公务接待24批次，支出2.05万元."""
        names = [t for t in chunk if t.kind == "name"]
        heading, data = self.context.heading, self.document_context.vocabulary
        is_bare = len(names) == 1 and names[0].text in data.config.bare and chunk[-1].kind in ("name", "filler", *BASES)
        if not is_bare or not heading or self.lost or self.document_context.lexicon.is_general((heading,)):
            return NO_SUBJECT
        if any(t.kind not in ("name", "filler", "mark", "this-year", *BASES) for t in chunk):
            return NO_SUBJECT
        spoken_of = self.subject.concept
        counts_things = bool(spoken_of) and data.concepts[spoken_of].measure == "count"
        fits = spoken_of in ("", heading) or counts_things
        return Subject(heading, evidence=names[0].text) if fits and concept_can_have_unit(data, heading, unit) else NO_SUBJECT

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
