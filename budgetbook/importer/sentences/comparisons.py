"""Reads what a sentence compares with last year: changes, percentages of change, and last year's own figures."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from itertools import islice, pairwise, takewhile

from budgetbook.arithmetic.money import Amount
from budgetbook.arithmetic.passages.chinese_units import MONEY, read_unit
from budgetbook.content.importer_config import MentionRole
from budgetbook.importer.mention import Mention
from budgetbook.importer.sentences.clause_year import find_changed_year
from budgetbook.importer.sentences.comparison_basis import NEAR_TOKENS
from budgetbook.importer.sentences.comparison_owners import choose_owner, read_printed_comparison
from budgetbook.importer.sentences.lexicon import DIRECTIONS
from budgetbook.importer.sentences.listed_changes import ListedChangeReader
from budgetbook.importer.sentences.subject import NO_SUBJECT, Subject
from budgetbook.importer.sentences.tokens import Token

_REVENUE, _EXPENDITURE = "收入", "支出"


class ComparisonReader(ListedChangeReader):
    """Reads the comparisons of a paragraph."""

    def read_comparison(self, token: Token, unit: str, name: str, role: MentionRole) -> Mention:
        """A change, a percentage of change, or last year's figure."""
        named_subject = self._find_subject_of_last_year(unit) if name == "of-last-year" else self.find_compared_subject(unit)
        if named_subject is None and any(t.kind == "each" for t in self.tokens_since_mark()):
            named_subject = self.side_totals.find_both(self.subject) or None
        part = self._find_part_that_changes() if named_subject is None else NO_SUBJECT
        if named_subject is None:
            named_subject = part or self._find_confirmed_whole(token, role) or self._find_side_that_changes()
        subject = self.infer_subject() if named_subject is None else named_subject
        if role == "prior" and name == "compared-with" and self._is_change_without_verb(subject):
            role = "change"
        if named_subject is None:
            subject = self._settle_owner(token, role, subject)
            is_other = (subject.concept, subject.item_path) != (self.subject.concept, self.subject.item_path)
            named_subject = subject if subject.sure and is_other else None
        if named_subject:
            self.subject = named_subject
        is_open = named_subject is None and bool(subject) and not subject.sure
        is_doubtful = self._is_doubtful_comparison(name, role, subject, has_part=bool(part))
        self.has_doubtful_change = role != "prior" and (is_doubtful or is_open)
        if is_doubtful:
            subject = replace(subject, sure=False)
        is_each = any(t.kind == "each" for t in self.tokens_since_number()) and not subject.twin
        if (self.has_lost_number and named_subject is None) or self._changes_other_side(subject):
            subject = NO_SUBJECT
        if subject and not is_each and (role == "percent" or self.subject_can_have_unit(subject, unit)):
            return replace(self.mention_figure(token, subject, role), is_restated=self.is_restated())
        return self.lose(token)

    def _find_subject_of_last_year(self, unit: str) -> Subject | None:
        """What the clause of last year's figure names; a sentence that begins with it is of that year."""
        finder = self.document_context.finder
        named_subject = finder.find_named_subject(self.tokens_since_number(), unit, self.whole, self.context) or None
        self.share_subject = named_subject or self.share_subject
        self.share_year = self.document_context.fiscal_year - 1
        if not self.sentence_year and not any(t.unit in MONEY for t in self.sentence_tokens):
            self.sentence_year = self.document_context.fiscal_year - 1
            self.amount_years.note(self.sentence_year, (named_subject or self.subject).concept)
        return named_subject

    def _is_doubtful_comparison(self, name: str, role: MentionRole, subject: Subject, *, has_part: bool) -> bool:
        """True unless it is sure that a comparison is one with last year, and of this year's figure."""
        doubts = (
            not self.compares_with_last_year(),
            not has_part and self.has_unknown_topic(),
            role == "prior" and name == "compared-with" and not self._leads_to_change(),
            role != "prior" and self.comparison == "last-year" and not self.is_own_year(),
            role != "prior" and self._is_change_of_other_year(subject),
            role != "prior" and (self.follows_budget() or self.is_from_unnamed_basis()),
        )
        return any(doubts)

    def _settle_owner(self, token: Token, role: MentionRole, subject: Subject) -> Subject:
        """The current subject, or its whole where the comparison cannot be one of a part."""
        if self._cannot_grow(subject) and token.text.strip("0."):
            return Subject(self.whole)
        is_owner_known = role == "prior" or (bool(self.prior_subject) and self.prior_subject == subject.concept)
        return subject if is_owner_known else self._choose_owner(subject)

    def _is_change_without_verb(self, subject: Subject) -> bool:
        """True if the percentage behind is that of this change, and not one from last year's amount: 较上年6万元，增加50%."""
        amount, comparison = self.values.get(subject.concept), read_printed_comparison(self.tokens, self.position)
        if amount is None or comparison.change is None:
            return False
        return comparison.comes_out(amount) and not comparison.is_last_year(amount, abs(comparison.change))

    def _choose_owner(self, subject: Subject) -> Subject:
        """The subject, or the whole of which it is the only part given, whichever the sums tell; not sure if they fit neither."""
        wholes = dict.fromkeys((self.whole or self.last_whole, self.outer))
        owners = [subject, *(Subject(whole) for whole in wholes if whole and (whole != subject.concept or subject.item_path))]
        amounts = [self._find_value(owner) for owner in owners]
        compares_each = self.part_count > 1 and not self._ends_list()
        if not self.part_count or compares_each or len(owners) == 1 or self._lists_further_parts():
            return subject
        if any(amount is None for amount in amounts):
            return subject
        comparison = read_printed_comparison(self.tokens, self.position)
        choice = choose_owner(comparison, [amount for amount in amounts if amount is not None])
        names_owner = any(t.kind in ("name", "code") for t in self.sentence_tokens)
        if choice is None and not self.whole and not names_owner and comparison.percent is None and self.part_count == 1:
            choice = -1  # behind a full stop, of either
        if choice == -1 and (self.part_count > 1 or self._lists_parts()):
            choice = None
        return subject if choice is None else owners[choice] if choice >= 0 else replace(subject, sure=False)

    def _find_value(self, subject: Subject) -> Decimal | None:
        """The amount in yuan that the paragraph gave of a figure, or the sentence of an item."""
        if not subject.item_path:
            return self.values.get(subject.concept)
        position = next((i for i, each in reversed(self.amounts) if each.item_path == subject.item_path), None)
        token = self.tokens[position] if position is not None else None
        if token is None or token.unit not in MONEY:
            return None
        return Amount(Decimal(token.text.replace(",", "")), read_unit(token.unit)).to_base_unit()

    def _ends_list(self) -> bool:
        """True behind a list of parts of which no other has a comparison: 其中：A5万元，B6万元，比上年增加2万元."""
        start = max((i for i, t in enumerate(self.sentence_tokens) if t.kind == "part"), default=-1)
        words = self.sentence_tokens[start + 1 :]
        last_amount = max((i for i, t in enumerate(words) if t.kind == "number" and t.unit in MONEY), default=0)
        return start >= 0 and not any(t.kind in ("compare", *DIRECTIONS) for t in words[:last_amount])

    def _lists_parts(self) -> bool:
        """True within a list behind a colon, whose every part may have its comparison: 其中：基本支出30万元，比上年增加2万元."""
        start = max((i for i, t in enumerate(self.sentence_tokens) if t.kind == "part"), default=-1)
        return start >= 0 and "".join(t.text for t in self.sentence_tokens[start : start + 2]).endswith(("：", ":"))

    def _lists_further_parts(self) -> bool:
        """True if another name with an amount follows in the list: 其中：A5万元，比上年增加1万元，B6万元."""
        rest = list(takewhile(lambda t: t.text not in "。；;" and t.kind != "reason", self.tokens[self.position + 1 :]))
        return any(t.kind in ("name", "code") and n.kind == "number" for t, n in pairwise(rest))

    def _find_confirmed_whole(self, token: Token, role: str) -> Subject:
        """What the sentence before broke down, if a comparison that names nothing comes out for it.

        Example: 收入500万元，其中：本级400万元，分院100万元。比上年450万元，增加50万元.
        """
        total = self.values.get(self.last_whole)
        if self.whole or not total or any(t.kind in ("name", "code", "both", "part", "text") for t in self.sentence_tokens):
            return NO_SUBJECT
        rest = takewhile(lambda t: t.text not in "。；;", self.tokens[self.position + 1 :])
        numbers = list(islice((t for t in rest if t.kind == "number"), 1))
        if token.unit not in MONEY or not numbers:
            return NO_SUBJECT
        first, second = (Decimal(t.text.replace(",", "")) for t in (token, numbers[0]))
        first_amount = Amount(first, read_unit(token.unit)).to_base_unit()
        if role == "prior" and numbers[0].unit in MONEY:
            fits = abs(total - first_amount) == Amount(second, read_unit(numbers[0].unit)).to_base_unit()
        else:
            base = total - self.find_signed_change(token)
            half_step = Decimal(5).scaleb(int(second.as_tuple().exponent) - 1)
            is_percent = role == "change" and numbers[0].unit == "%" and base > 0
            fits = is_percent and abs(first_amount * 100 / base - second) <= half_step
        self.part_count = 0 if fits else self.part_count  # the list is over
        return Subject(self.last_whole) if fits else NO_SUBJECT

    def _is_change_of_other_year(self, subject: Subject) -> bool:
        """True for the change of another year's figure or of a part of it: 2023年执行数比预算减少2万元，其中：接待费减少1万元."""
        year = find_changed_year(self.tokens_since_mark(), self.document_context.fiscal_year)
        goes_on = bool(self.whole) and self.whole == self.strange_change and self.comparison != "open"
        compares = any(t.kind == "compare" for t in self.sentence_tokens)
        is_strange = year not in (0, self.document_context.fiscal_year) or (goes_on and not compares)
        if not self.whole and (year or any(t.kind == "compare" for t in self.tokens_since_mark())):
            self.strange_change = subject.concept if is_strange else ""
        return is_strange

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
        if self.lists_changes_of_whole(self.tokens[self.position]):
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
        for next_token in islice(self.tokens, self.position + 1, self.position + NEAR_TOKENS):
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
