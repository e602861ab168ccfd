"""The mentions that the numbers and words of a paragraph make of its subjects."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import Any

from budgetbook.arithmetic.money import Amount
from budgetbook.arithmetic.passages.chinese_units import MACHINE, MONEY, read_unit
from budgetbook.content.figure import Direction
from budgetbook.importer.mention import Mention
from budgetbook.importer.sentences.item_parts import limit_to_item
from budgetbook.importer.sentences.lexicon import DIRECTIONS
from budgetbook.importer.sentences.subject import Subject
from budgetbook.importer.sentences.subject_doubts import SubjectDoubts
from budgetbook.importer.sentences.tokens import Token
from budgetbook.importer.vocabulary import BASES

MONEY_OF_ZERO = "万元"
"""The unit of an amount that is printed as a bare 0: no unit changes what it says."""
_ALTERNATIVES = ("", "或", "或者", "、", "/", "／", "|", "和", "及", "□", "☑", "□/")
"""What stands between two directions of a form of which one is meant."""
_MINUS = "[-−－–]"
_SIGNED_CHANGE = re.compile(
    rf"[增上变升][加长升减动化][额率数幅]?[（(](?:[+＋][）)][、/]?)?(?:减少|下降|降低)[（(]?[^（）()，,。；;0-9]{{0,6}}?(?:{_MINUS}|负)"
    rf"[^（）()，,。；;0-9]{{0,8}}[）)][为：:]?\s?({_MINUS}?)$"
)
"""A change whose form says how a decrease is written, up to its number and its sign."""
_LONGEST_FORM = 40


@dataclass
class ParagraphMentions(SubjectDoubts):
    """Makes a mention of a number or word, by the state in which it is read."""

    def mention_figure(self, token: Token, subject: Subject, role: Any, project: str = "") -> Mention:
        """The mention of a figure. An amount makes its subject the current one."""
        prose = self.context.in_prose and not project
        is_amount = role in ("amount", "budget", "adjusted")
        if is_amount:
            subject = self._settle_part(subject)
        if self.may_be_of_others(subject):
            subject = replace(subject, sure=False)
        self._note_comparable(token, subject, role)
        self.has_lost_number = self.has_lost_number and not is_amount
        if is_amount and not project:
            self._note_amount(token, subject)
        unit = self._name_unit(token.unit, subject) or self.unit or (self._find_unit_of_change() if role == "prior" else "")
        if role == "amount":
            self.unit = unit
        if prose and not subject.sure:
            return self.mention_other(token, "other")
        basis = self._find_basis_of_parts(role, self.find_basis(role), subject)
        direction = "unchanged" if self._is_open_zero(token, role) else self.find_direction(role)
        mention = self.mention_subject(token, role, direction=direction, basis=basis, subject=subject)
        is_zero = self._is_bare_zero(token, subject)
        sure = subject.sure and self._has_unit(token, role, is_zero=is_zero) and self._is_plain(token, subject, role)
        unit = unit or (MONEY_OF_ZERO if is_zero else "")
        is_of_other_year = role in ("share", "completion") and bool(self.share_year)  # no field holds last year's
        return replace(
            mention,
            digits=token.text,
            kind="figure",
            status="placed" if sure and not is_of_other_year else "doubtful",
            year=self.share_year if is_of_other_year else mention.year,
            unit=unit,
            project=project,
            evidence=project or self.words_before(token),
        )

    def _note_amount(self, token: Token, subject: Subject) -> None:
        """Note what an amount is of, for what follows it."""
        self.subject, self.fresh = subject, False
        self.amounts.append((self.position, subject))
        self.part_count += bool(self.whole and subject.concept != self.whole) or bool(subject.concept and subject.item_path)
        if not any(t.kind == "share" for t in self.tokens_since_mark()):  # 占全部项目11个的100%: the 11 are the whole
            self.share_subject = subject
        if subject.sure and not self.whole and not self.bracket_stack:
            self.side_totals.note(subject, token.text)

    def _settle_part(self, subject: Subject) -> Subject:
        """A part of an item as the item's own; in doubt if it has the name of the whole that lists it."""
        if self.has_strange_whole:
            subject = limit_to_item(subject, self.item_whole, self.document_context.vocabulary) or subject
        return replace(subject, sure=False) if (subject.concept, subject.item_path) in self.listed_wholes else subject

    def _note_comparable(self, token: Token, subject: Subject, role: str) -> None:
        """Note what later numbers of the paragraph are held to."""
        if role == "amount" and subject.sure and token.unit in MONEY and not subject.item_path:
            self.values[subject.concept] = Amount(Decimal(token.text.replace(",", "")), read_unit(token.unit)).to_base_unit()
        if role == "change" and token.unit in MONEY:
            self.last_change = (subject, self.find_signed_change(token))
        if role == "prior":
            self.prior_subject = subject.concept

    def _name_unit(self, unit: str, subject: Subject) -> str:
        """The unit by its own name: 台 is that of cars, and short for 台（套） where machines are counted."""
        own_unit = self.document_context.vocabulary.unit_of(subject.concept) if subject.concept else None
        return own_unit if own_unit and own_unit != unit and unit == MACHINE and own_unit.startswith(MACHINE) else unit

    def _is_bare_zero(self, token: Token, subject: Subject) -> bool:
        """True for an amount of 0 without a unit."""
        definition = self.document_context.vocabulary.concepts.get(subject.concept)
        is_money = definition is not None and definition.measure == "money"
        return is_money and not token.unit and not Decimal(token.text.replace(",", ""))

    def _has_unit(self, token: Token, role: str, *, is_zero: bool) -> bool:
        return bool(token.unit) or (is_zero and role == "amount") or (role == "prior" and self._shares_unit_with_change())

    def _is_open_zero(self, token: Token, role: str) -> bool:
        """True for a change of 0 whose direction the form leaves open, as there is none: 增加（减少）0万元."""
        is_change = role in ("change", "percent") and not Decimal(token.text.replace(",", ""))
        return is_change and self.find_direction(role) is None

    def _is_plain(self, token: Token, subject: Subject, role: str) -> bool:
        """True unless the words leave open which way a change goes, or speak of plans to buy or of two budgets."""
        data = self.document_context.vocabulary
        definition = data.concepts.get(subject.concept)
        is_stock = bool(definition and definition.stock) and subject.concept not in data.planned_concepts
        is_planned = is_stock and any(t.kind == "buying" for t in self.sentence_tokens)  # 拟新增配置 is no stock
        either = role in ("change", "percent") and self.find_direction(role) is None and not self._is_open_zero(token, role)
        compares_budgets = self.says_of_budget() and role not in ("amount", "budget", "adjusted", "share")
        return not (is_planned or either or compares_budgets)

    def _is_within_whole(self, concept: str) -> bool:
        """True for a part of what 其中 breaks down, or a part of a part."""
        data = self.document_context.vocabulary
        return bool(concept and self.whole and concept != self.whole) and data.belongs_to(concept, self.whole)

    def _shares_unit_with_change(self) -> bool:
        """True if the number has the unit of the change right behind it, and of the amount before: 6万元，较上年5增加1万元."""
        return self._find_unit_of_change() in MONEY and self.unit in ("", self._find_unit_of_change())

    def _find_unit_of_change(self) -> str:
        """The unit of the change right behind the number; "" if there is none."""
        direction, change = (*self.tokens[self.position + 1 : self.position + 3], None, None)[:2]
        is_change = direction is not None and direction.kind in DIRECTIONS and change is not None and change.kind == "number"
        return change.unit if is_change and change is not None else ""

    def says_of_budget(self) -> bool:
        """True in final accounts below a heading on the budget: a comparison there is one of two budgets."""
        return self.document_context.is_final_accounts and self.context.of_budget

    def mention_subject(
        self, token: Token, role: Any, direction: Direction | None = None, basis: Any = None, subject: Subject | None = None
    ) -> Mention:
        """A mention of `subject`, or of the current one, that has no number yet."""
        topic = self.subject if subject is None else subject
        year = self.document_context.fiscal_year - (role == "prior")
        data = self.document_context.vocabulary
        stock = topic.concept and data.concepts[topic.concept].stock and topic.concept not in data.planned_concepts
        as_of = self.as_of if stock else ""
        return Mention(
            "",
            "word",
            "placed",
            self.paragraph.locate(token.start),
            self.context.place,
            token.text,
            concept=topic.concept,
            item_path=topic.item_path,
            code=topic.code,
            twin=topic.twin,
            fund=topic.fund or "all",
            role=role,
            year=int(as_of[:4]) if as_of else year,
            direction=direction,
            basis=basis,
            as_of=as_of,
            others=topic.others,
        )

    def find_direction(self, role: str) -> Direction | None:
        """The last increase or decrease before the number; None for a role that has no direction."""
        if role not in ("change", "percent"):
            return None
        if sign := self.find_sign_meaning():
            return sign
        words = [t for t in self.sentence_tokens if t.kind in DIRECTIONS]
        if role == "change" and not any(t.kind in DIRECTIONS for t in self.tokens_since_mark()):  # the verb is missing
            words = [t for t in self.tokens[self.position + 1 : self.position + 4] if t.kind in DIRECTIONS]
        if not words or self._leaves_direction_open(words[-2:]):
            return None
        return {"increase": "increase", "decrease": "decrease"}.get(words[-1].kind)  # type: ignore[return-value]

    def find_sign_meaning(self) -> Direction | None:
        """What the sign before the number means, where the form says how: 增加（减少以“-”号填列）-0.50万元; else None."""
        start = self.tokens[self.position].start
        match = _SIGNED_CHANGE.search(self.paragraph.text[max(0, start - _LONGEST_FORM) : start])
        if match is None:
            return None
        return "decrease" if match[1] else "increase"

    def _leaves_direction_open(self, words: list[Token]) -> bool:
        """True for two directions of which one is to be struck out: 增加或减少, 增长、下降, 增加/（减少）."""
        if {t.kind for t in words} != {"increase", "decrease"}:
            return False
        joint = self.paragraph.text[words[0].end : words[1].start]
        return joint.strip("（）() “”") in _ALTERNATIVES

    def find_signed_change(self, token: Token) -> Decimal:
        """A change in yuan, below 0 for a decrease."""
        size = Amount(Decimal(token.text.replace(",", "")), read_unit(token.unit)).to_base_unit()
        return -size if self.find_direction("change") == "decrease" else size

    def find_basis(self, role: str) -> Any:
        """The document's word for the kind of last year's figure, or None."""
        last_year_positions = [i for i, t in enumerate(self.sentence_tokens) if t.kind == "last-year"]
        if not last_year_positions:
            return None
        next_tokens = self.sentence_tokens[last_year_positions[-1] :]
        if bases := [t.kind for t in next_tokens if t.kind in BASES]:
            return bases[0]
        budgets = self.document_context.vocabulary.config.budgets
        names_budget = any(t.kind in ("filler", "name", "both") and any(word in t.text for word in budgets) for t in next_tokens)
        # What was done is compared with what was done; only an amount is surely that of last year's budget.
        may_be_budget = role == "prior" or not self.document_context.is_final_accounts
        return "initial-budget" if names_budget and may_be_budget else None

    def _find_basis_of_parts(self, role: str, basis: Any, subject: Subject) -> Any:
        """The basis of a comparison, which parts have of their whole: 比上年执行数增加2万元。其中：接待费增加1万元."""
        if role not in ("change", "percent", "prior"):
            return basis
        if any(t.kind == "last-year" for t in self.sentence_tokens) or not self._is_within_whole(subject.concept):
            self.basis_of_whole = basis
        return basis or self.basis_of_whole

    def words_before(self, token: Token) -> str:
        """The clause up to the number and its unit, as evidence."""
        start = max(
            (t.end for t in self.sentence_tokens if t.kind == "mark"),
            default=self.sentence_tokens[0].start if self.sentence_tokens else token.start,
        )
        return self.paragraph.text[max(start, token.start - 30) : max(token.unit_end, token.end)].strip()

    def mention_other(self, token: Token, kind: Any) -> Mention:
        """The mention of a number that is not placed."""
        year = int(token.text) if kind == "year" else 0
        unit = token.unit if token.unit != "other" else ""
        evidence = self.paragraph.text[max(0, token.start - 6) : max(token.unit_end, token.end) + 4]
        spot = self.paragraph.locate(token.start)
        return Mention(token.text, kind, "not-placed", spot, self.context.place, evidence, unit=unit, year=year)

    def mention_unmatched(self, token: Token) -> Mention:
        """A number that looks like a figure but matches no wording; below a heading of plans it is none."""
        kind = "other" if self.context.in_prose or token.unit not in (*MONEY, "人", "名", "辆", "%") else "figure"
        return self.mention_other(token, kind)
