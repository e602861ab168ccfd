"""Reads amounts: whose they are, of which year, and at which stage of the budget."""

from __future__ import annotations

from dataclasses import dataclass, replace

from budgetbook.content.importer_config import MentionRole, Wording
from budgetbook.content.units import MONEY
from budgetbook.importer.mention import Mention
from budgetbook.importer.name_matching import normalise
from budgetbook.importer.sentences.clause_year import find_clause_year
from budgetbook.importer.sentences.shares import ShareReader
from budgetbook.importer.sentences.subject import NO_SUBJECT, Subject, concept_can_have_unit
from budgetbook.importer.sentences.tokens import Token
from budgetbook.importer.sentences.uses import BUDGET_STAGES
from budgetbook.importer.vocabulary import BASES

_REVENUE = "收入"
_NEUTRAL_KINDS = ("mark", "about", "filler", "this-year", "lead", "sets-up", "part", *BASES)
"""Tokens between two numbers after which the second one is about the same subject,"""
_HEAD_KINDS = ("about", "filler", "this-year", "year-end", "lead", "sets-up", "part", "as-of")
"""Tokens that a clause may have before a word that stands alone, and behind it."""
_LABEL_KINDS = ("item", "name", "code", "bracket")
"""and more of them, if the subject is the paragraph's label and has no number yet."""


@dataclass
class AmountReader(ShareReader):
    """Reads the amounts of a paragraph."""

    def lose(self, token: Token) -> Mention:
        """A number that was not understood: what follows it without a name of its own may be about the same unknown thing."""
        self.has_lost_number = True
        return self.mention_unmatched(token)

    def read_amount(self, token: Token, text: str, unit: str, wording: Wording | None) -> Mention:
        """An amount of the subject named before it, or of the current one."""
        chunk = self.tokens_since_number()
        if unit == "%":
            return self.mention_unmatched(token)
        if any(t.kind == "difference" for t in chunk):  # from the budget: no field holds it
            return self.mention_other(token, "other")
        if any(t.kind == "involve" for t in chunk):
            return self._read_involved_money(token, chunk)
        subject = self._find_amount_subject(token, text, unit, wording)
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
        return self._mention_of_year(token, replace(subject, sure=False) if is_open else subject, role)

    def _sentence_start(self, token: Token) -> int:
        return self.sentence_tokens[0].start if self.sentence_tokens else token.start

    def _find_amount_subject(self, token: Token, text: str, unit: str, wording: Wording | None) -> Subject:
        """The subject of an amount, by each way in turn in which a sentence names it."""
        finder, chunk = self.document_context.finder, self.tokens_since_number()
        subject = self._find_bare_subject(chunk, unit)
        subject = subject or finder.find_related_subject(chunk, unit, self.subject, self.whole, text[: token.start])
        if not subject and wording and wording.role == "amount" and any(t.kind in ("name", "both", "code") for t in chunk):
            subject = finder.find_named_subject(chunk, unit, self.whole, self.context)
        subject = subject or self._find_word_alone(chunk, unit)
        if not subject and unit not in MONEY and unit:
            subject = finder.find_subject_around(
                text[max(0, token.start - 12) : token.start], text[token.unit_end :], unit, self.whole
            )
        neutral_kinds = (*_NEUTRAL_KINDS, *(_LABEL_KINDS if self.fresh else ()))
        if not subject and not [t for t in chunk if t.kind not in neutral_kinds and t.text != ")"]:
            subject = finder.find_nameless_subject(unit, self.whole, self.subject) or self._repeat_subject(unit, chunk)
        return subject

    def _find_word_alone(self, chunk: list[Token], unit: str) -> Subject:
        """The figure that a word means at the head of its clause: 编制30名."""
        data = self.document_context.vocabulary
        start = max((i for i, t in enumerate(chunk) if t.kind == "mark"), default=-1) + 1
        clause = chunk[start:]
        index = next((i for i, t in enumerate(clause) if t.text in data.config.alone), -1)
        if index < 0 or (self.has_lost_number and start == 0) or any(t.kind not in _HEAD_KINDS for t in clause):
            return NO_SUBJECT
        concept = data.config.alone[clause[index].text]
        fits = concept_can_have_unit(data, concept, unit) and all(t.kind != "filler" or len(t.text) == 1 for t in clause[:index])
        return Subject(concept, evidence=clause[index].text) if fits else NO_SUBJECT

    def _mention_of_year(self, token: Token, subject: Subject, role: MentionRole) -> Mention:
        """The mention of an amount, of the year that its clause, its sentence or its heading names."""
        fiscal_year = self.document_context.fiscal_year
        clause_year = find_clause_year(self.tokens_since_mark(), fiscal_year)
        if clause_year == fiscal_year - 1 and self._counts_people_at_year_end(subject):
            clause_year = fiscal_year
        year = clause_year or self.sentence_year or self.context.year or fiscal_year
        if year == fiscal_year or self.as_of:
            return self.mention_figure(token, subject, role)
        sure = subject.sure and year == self.sentence_year == fiscal_year - 1 and role == "amount"
        self.mention_figure(token, subject, role)  # the parts after 其中 are those of this subject
        mention = self.mention_figure(token, replace(subject, sure=sure), "prior" if role == "amount" else role)
        return replace(mention, year=year)

    def _counts_people_at_year_end(self, subject: Subject) -> bool:
        """True for the staff of a budget, which is counted when it is made: 上年末实有人数46人 is this year's figure."""
        measure = self.document_context.vocabulary.concepts[subject.concept].measure if subject.concept else ""
        return measure in ("people", "posts") and any(t.kind == "year-end" for t in self.tokens_since_mark())

    def _read_involved_money(self, token: Token, chunk: list[Token]) -> Mention:
        """What 涉及 says: the money of what has targets, or nothing; 涉及一般公共预算资金90万元 is never all of a fund."""
        follows_projects = self.subject.concept in self.document_context.vocabulary.config.target_concepts
        words = "".join(t.text for t in self.sentence_tokens)
        names_projects = any(t.kind == "targets" for t in self.sentence_tokens) and "项目" in words and "整体" not in words
        if not follows_projects and not names_projects:
            return self.lose(token)
        involvement = next(t for t in chunk if t.kind == "involve")
        return self._mention_of_year(token, Subject("amount-with-targets", evidence=involvement.text), "amount")

    def _find_bare_subject(self, chunk: list[Token], unit: str) -> Subject:
        """The heading's figure, where the clause calls it no more than 支出: 公务接待24批次，支出2.05万元."""
        names = [t for t in chunk if t.kind == "name"]
        heading, data = self.context.heading, self.document_context.vocabulary
        if self._spends_what_was_budgeted(chunk, unit):
            return self.subject
        is_bare = len(names) == 1 and names[0].text in data.config.bare and chunk[-1].kind in ("name", "filler", *BASES)
        if not is_bare or not heading or self.has_lost_number or self.document_context.lexicon.is_general((heading,)):
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
        if not self.document_context.is_final_accounts:
            return "amount"
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

    def _spends_what_was_budgeted(self, chunk: list[Token], unit: str) -> bool:
        """True for the bare 支出 right behind the budget of a figure: 公务接待费预算3万元，支出2.3万元."""
        data, kinds = self.document_context.vocabulary, [t.kind for t in chunk]
        bare = [t for t in chunk if t.kind == "name" and t.text in data.config.bare and _REVENUE not in t.text]
        words_fit = len(bare) == 1 and kinds[:1] == ["mark"] and set(kinds) <= {"mark", "name", "filler", "this-year", "year-end"}
        others = kinds.count("name") != 1 or kinds.count("mark") != 1
        had_budget = self.stages[-1:] in (["budget"], ["adjusted"]) and bool(self.subject) and self.subject.sure
        return words_fit and not others and had_budget and self.subject_can_have_unit(self.subject, unit)

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
        shorter_names = [plain.removesuffix(word) for word in words.budgets if plain.endswith(word)]
        return any(name.concepts[0] in self.document_context.finder.names.find_exact(shorter) for shorter in shorter_names)

    def _repeat_subject(self, unit: str, chunk: list[Token]) -> Subject:
        """The current subject again: `2024年预算安排25.77万元`, or the number after a label."""
        names_budget = self.document_context.is_final_accounts and any(t.kind in BUDGET_STAGES for t in chunk)
        if any(t.kind == "filler" and _REVENUE in t.text for t in chunk) and self._is_no_revenue():
            return NO_SUBJECT
        subject_continues = (
            names_budget or any(t.kind == "this-year" for t in chunk) or (self.fresh and not any(t.kind == "lead" for t in chunk))
        )
        return (
            self.subject if subject_continues and self.subject and self.subject_can_have_unit(self.subject, unit) else Subject()
        )

    def _is_no_revenue(self) -> bool:
        """True if the current subject is no revenue, so that what the clause calls 收入 is something else."""
        data, concept = self.document_context.vocabulary, self.subject.concept
        revenue = data.config.totals[0]
        return bool(concept) and not any(data.belongs_to(concept, total) for total, side in data.sides.items() if side == revenue)
