"""Reads amounts: whose they are, of which year, and at which stage of the budget."""

from __future__ import annotations

from dataclasses import dataclass, replace

from budgetbook.arithmetic.passages.chinese_units import MONEY
from budgetbook.content.importer_config import MentionRole, Wording
from budgetbook.importer.mention import Mention
from budgetbook.importer.name_matching import normalise
from budgetbook.importer.sentences.amount_topics import AmountTopicReader
from budgetbook.importer.sentences.clause_year import find_clause_year
from budgetbook.importer.sentences.subject import Subject
from budgetbook.importer.sentences.tokens import Token

_COUNTS = ("people", "posts", "count", "area")
"""Measures of what is there on a day."""
_YEAR_STARTS = ("年初", "期初")


@dataclass
class AmountReader(AmountTopicReader):
    """Reads the amounts of a paragraph."""

    def lose(self, token: Token) -> Mention:
        """A number that was not understood: what follows it without a name of its own may be about the same unknown thing."""
        self.has_lost_number = True
        self._note_year_of_bare_total(token)
        return self.mention_unmatched(token)

    def _note_year_of_bare_total(self, token: Token) -> None:
        """Note the year of a 收入 or 支出 without an owner: 2023年支出90万元。基本支出50万元 is that of 2023."""
        clause, data = self.tokens_since_mark(), self.document_context.vocabulary
        names = [t for t in clause if t.kind == "name"]
        year = find_clause_year(clause, self.document_context.fiscal_year)
        if token.unit in MONEY and year and len(names) == 1 and names[0].text in data.config.bare:
            side = next((c for c in names[0].concepts if c in data.config.totals), "")
            self.amount_years.note(year, side)

    def read_amount(self, token: Token, text: str, unit: str, wording: Wording | None) -> Mention:
        """An amount of the subject named before it, or of the current one."""
        chunk = self.tokens_since_number()
        if unit == "%":
            return self.read_share_beside_amount(token) or self.mention_unmatched(token)
        if any(t.kind == "difference" for t in chunk):  # from the budget: no field holds it
            return self.mention_other(token, "other")
        if any(t.kind == "involve" for t in chunk):
            return self._read_involved_money(token, chunk)
        self.close_whole(chunk)
        subject = self.find_amount_subject(token, text, unit, wording)
        if not subject or (not subject.sure and subject.concept == self.context.heading):
            clause_start = max((t.end for t in self.sentence_tokens if t.kind == "mark"), default=self._sentence_start(token))
            clause = text[clause_start : token.start]
            subject = self.document_context.finder.find_misspelt_subject(clause, self.context.heading) or subject
        if not subject:  # the rest of the sentence is about this unknown thing, not about the subject before
            self.subject = self.share_subject = Subject()
            return self.lose(token)
        role = self._find_amount_role(chunk)
        self.note_stage(subject, role)
        is_open = self.whole and self.part_stage == "open" and role == "amount"
        is_open = is_open or self._tells_outcome_in_budget(chunk)
        return self._mention_of_year(token, replace(subject, sure=False) if is_open else subject, role)

    def _tells_outcome_in_budget(self, chunk: list[Token]) -> bool:
        """True for what a budget says of its own year's outcome, which is not what it plans."""
        is_outcome = any(t.kind == "final-accounts" for t in chunk) and self.document_context.finder.phase == "budget"
        year = find_clause_year(self.tokens_since_mark(), self.document_context.fiscal_year)
        return is_outcome and year == self.document_context.fiscal_year

    def _sentence_start(self, token: Token) -> int:
        return self.sentence_tokens[0].start if self.sentence_tokens else token.start

    def _mention_of_year(self, token: Token, subject: Subject, role: MentionRole) -> Mention:
        """The mention of an amount, of the year that its clause, its sentence or its heading names."""
        fiscal_year = self.document_context.fiscal_year
        clause_year = find_clause_year(self.tokens_since_mark(), fiscal_year)
        if clause_year == fiscal_year - 1 and self._counts_people_at_year_end(subject):
            clause_year = fiscal_year
        if clause_year in (0, fiscal_year) and self._counts_at_year_start(subject):
            clause_year = fiscal_year - 1
        carried_year = self.amount_years.find_year(subject.concept)
        year = clause_year or self.sentence_year or carried_year or self.context.year or fiscal_year
        self.amount_years.note(year, subject.concept)
        if year == fiscal_year or self.as_of:
            return self.mention_figure(token, subject, role)
        sure = subject.sure and year == self.sentence_year == fiscal_year - 1 and role == "amount"
        self.mention_figure(token, subject, role)  # the parts after 其中 are those of this subject
        mention = self.mention_figure(token, replace(subject, sure=sure), "prior" if role == "amount" else role)
        return replace(mention, year=year)

    def _counts_people_at_year_end(self, subject: Subject) -> bool:
        """True for the staff of a budget, which is counted when it is made: 上年末实有人数46人 is this year's figure."""
        is_told_for_last_year = any(t.kind == "year-end" for t in self.tokens_since_mark())
        return (
            is_told_for_last_year
            and not self.document_context.is_final_accounts
            and self._is_measured_as(subject, "people", "posts")
        )

    def _counts_at_year_start(self, subject: Subject) -> bool:
        """True for what final accounts count at the year's beginning, as the year before left it: 年初车辆3辆，年末车辆2辆."""
        is_of_start = any(t.text in _YEAR_STARTS for t in self.tokens_since_mark())
        return is_of_start and self.document_context.is_final_accounts and self._is_measured_as(subject, *_COUNTS)

    def _is_measured_as(self, subject: Subject, *measures: str) -> bool:
        """True if a figure of the subject counts something of these measures."""
        concepts = self.document_context.vocabulary.concepts
        return bool(subject.concept) and concepts[subject.concept].measure in measures

    def _read_involved_money(self, token: Token, chunk: list[Token]) -> Mention:
        """What 涉及 says: the money of what has targets, or nothing; 涉及一般公共预算资金90万元 is never all of a fund."""
        follows_projects = self.subject.concept in self.document_context.vocabulary.config.target_concepts
        words = "".join(t.text for t in self.sentence_tokens)
        names_projects = any(t.kind == "targets" for t in self.sentence_tokens) and "项目" in words and "整体" not in words
        if not follows_projects and not names_projects:
            return self.lose(token)
        involvement = next(t for t in chunk if t.kind == "involve")
        return self._mention_of_year(token, Subject("amount-with-targets", evidence=involvement.text), "amount")

    def _find_amount_role(self, chunk: list[Token]) -> MentionRole:
        """In final accounts: tell the initial and the adjusted budget from what was executed."""
        if not self.document_context.is_final_accounts:
            return "amount"
        chunk = _drop_comparison(chunk)
        kinds = [t.kind for t in chunk]
        if self.context.of_budget:
            return "budget"
        if "final-accounts" in kinds:
            return "amount"
        if "adjusted-budget" in kinds:
            return "adjusted"
        budgets = self.document_context.vocabulary.config.budgets
        last_name = max((i for i, kind in enumerate(kinds) if kind == "name"), default=-1)
        names_budget = last_name >= 0 and self._is_called_budget(chunk[last_name])
        names_budget = names_budget or any(
            t.kind == "filler" and any(word in t.text for word in budgets) for t in chunk[last_name + 1 :]
        )
        if names_budget or "initial-budget" in kinds:
            return "budget"
        return self._find_stage_of_parts()

    def _find_stage_of_parts(self) -> MentionRole:
        """The stage of the amount that the sentence breaks down: 年初预算20万元，其中：公务接待费9万元."""
        stages: dict[str, MentionRole] = {"budget": "budget", "adjusted": "adjusted"}
        return stages.get(self.part_stage, "amount") if self.whole else "amount"

    def _is_called_budget(self, name: Token) -> bool:
        """True if a name is that of a figure and a word for its budget: “三公”经费预算; 一般公共预算 is the name of money."""
        words = self.document_context.vocabulary.config
        if name.concepts[0] in words.weak_names:
            return False
        plain = normalise(name.text).text
        if plain.startswith(words.words["initial-budget"]):  # 年初预算收入
            return True
        shorter_names = [plain.removesuffix(word) for word in words.budgets if plain.endswith(word)]
        return any(name.concepts[0] in self.document_context.finder.names.find_exact(shorter) for shorter in shorter_names)


def _drop_comparison(chunk: list[Token]) -> list[Token]:
    """The words behind those that only say what the sentence compares with: 与年初预算相比：公务接待费支出2万元."""
    start = next((i for i, t in enumerate(chunk) if t.kind == "compare"), len(chunk))
    end = next((i for i, t in enumerate(chunk) if i > start and t.kind == "mark"), -1)
    return chunk[end + 1 :]
