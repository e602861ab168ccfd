"""The state of a paragraph as it is read: its current subject, and the mentions that numbers make of it."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from decimal import Decimal
from functools import cached_property
from itertools import islice, takewhile

from budgetbook.arithmetic.passages.chinese_units import MONEY
from budgetbook.content.figure import Basis
from budgetbook.importer.readers.document import Paragraph
from budgetbook.importer.sentences.amount_years import AmountYears
from budgetbook.importer.sentences.lexicon import DIRECTIONS, Lexicon
from budgetbook.importer.sentences.side_totals import SideTotals
from budgetbook.importer.sentences.subject import NO_SUBJECT, HeadingContext, Subject, concept_can_have_unit
from budgetbook.importer.sentences.subject_finder import SubjectFinder
from budgetbook.importer.sentences.tokens import Token
from budgetbook.importer.vocabulary import BASES, Vocabulary

_NEAR_TOKENS = 12
"""Tokens behind a change in which the parts of what changed must follow."""
_COMPARED_KINDS = ("last-year", "this-year", "other-year", *BASES)
"""Tokens that say what a comparison is with,"""
_COMPARED_BUDGETS = ("预算", "预算数")
"""and words that do."""
_COMPARISON_KINDS = frozenset(("compare", "increase", "decrease", *_COMPARED_KINDS))
_POSTPOSITION_PREFIX = "相"
"""How the words of comparison begin that may follow what they compare with: 相比, 相较."""
_CONJUNCTIONS = ("和", "及", "以及", "与", "同", "、")

_CHANGE_KINDS = frozenset(("filler", "year-end", *_COMPARISON_KINDS))
"""Tokens between what changed and by how much."""
_REVENUES = ("收入", "拨款")
"""How the name of a fund ends that says its revenue, and not only which money it is."""


def _names_revenue(chunk: list[Token], index: int) -> bool:
    """True if a fund's revenue is what changed: 一般公共预算拨款收入比上年增加5万元."""
    return chunk[index].text.endswith(_REVENUES) and _CHANGE_KINDS.issuperset(t.kind for t in chunk[index + 1 :])


@dataclass(frozen=True)
class DocumentContext:
    """What the reading of every paragraph of a document needs."""

    vocabulary: Vocabulary
    lexicon: Lexicon
    finder: SubjectFinder
    fiscal_year: int
    is_final_accounts: bool = False
    """True for final accounts, where an amount is what was executed."""
    is_told_later: bool = False
    """True if the document was written in the year after its own, so that 去年 means that one."""


@dataclass
class ParagraphState:
    """One paragraph as far as it has been read."""

    document_context: DocumentContext
    paragraph: Paragraph
    context: HeadingContext
    tokens: tuple[Token, ...] = ()
    """All tokens of the paragraph."""
    position: int = 0
    """The index of the token that is read."""
    sentence_tokens: list[Token] = field(default_factory=list)
    """The tokens of the sentence so far."""
    subject: Subject = field(default_factory=Subject)
    """The current subject."""
    unit: str = ""
    fresh: bool = True
    """True while the subject has no number yet."""
    part_count: int = 0
    """Figures of a list of parts since 其中."""
    whole: str = ""
    """The concept that the sentence breaks down since 其中."""
    has_strange_whole: bool = False
    """True while the sentence breaks down an item of the classification or an unknown thing, whose parts are no figures."""
    doubtful_whole: str = ""
    """The concept of an amount that is not sure, so that no part of it is, while the sentence breaks it down."""
    outer: str = ""
    """The whole before it, if one of the parts is broken down in turn; up to the next semicolon."""
    last_whole: str = ""
    """The concept that the paragraph broke down last."""
    values: dict[str, Decimal] = field(default_factory=dict)
    """Concept -> its amount in yuan, as far as the paragraph gave it."""
    prior_subject: str = ""
    """The concept whose amount of last year the paragraph gave last."""
    stages: list[str] = field(default_factory=list)
    """The roles of the current subject's amounts, as far as the sentence gave them: budget, then amount."""
    gave_completion: bool = False
    """True if the sentence gave a rate of completion."""
    part_stage: str = ""
    """`budget` or `adjusted` while the sentence breaks such an amount down; `open` if it gave the outcome before the budget."""
    amounts: list[tuple[int, Subject]] = field(default_factory=list)
    """The amounts that the sentence gave, each by the index of its token."""
    series: list[Subject] = field(default_factory=list)
    """What the numbers of the sentence's last series were of."""
    share_subject: Subject = field(default_factory=Subject)
    """The subject of which a share may follow."""
    counted_subject: Subject = field(default_factory=Subject)
    """The thing that a sentence on the use of money counted in passing."""
    comparison: str = ""
    """The object of comparison: `last-year`, another class of words, `open` before it is named, or ""."""
    bracket_stack: list[tuple[Subject, Subject, str, bool, bool, str]] = field(default_factory=list)
    """Subject, share subject, whole, `has_lost_number`, `has_strange_whole` and `doubtful_whole` before each open bracket."""
    last_change: tuple[Subject, Decimal] | None = None
    """The last change of the paragraph and what changed; in yuan, below 0 for a decrease."""
    basis_of_whole: Basis | None = None
    """What the last change was compared with that is not one of a part."""
    strange_change: str = ""
    """The concept whose change the paragraph told last, if that is one of another year's figure."""
    listed_changes: dict[int, Subject] = field(default_factory=dict)
    """What the changes are of that a reason lists, by the indexes of their numbers."""
    in_reason: bool = False
    reason_start: int = 0
    """Offset at which the reason begins."""
    sentence_year: int = 0
    """The earlier year that the sentence speaks of, until it names another; 0 for the document's own."""
    has_doubtful_change: bool = False
    """True after a change of the sentence of which it is not sure what it is from."""
    has_lost_number: bool = False
    """True after a number of the sentence that was not understood, until a name tells what the next one is of."""
    as_of: str = ""
    """The day on which the paragraph's stocks are counted, as 2023-12-31, or ""."""

    @cached_property
    def side_totals(self) -> SideTotals:
        """The totals of both sides that the paragraph named so far."""
        return SideTotals(self.document_context.vocabulary)

    @cached_property
    def amount_years(self) -> AmountYears:
        """The years of the paragraph's amounts so far."""
        return AmountYears(self.document_context.vocabulary, self.document_context.fiscal_year)

    def note_stage(self, subject: Subject, role: str) -> None:
        """Note of which stage of the year an amount is."""
        if (subject.concept, subject.item_path) != (self.subject.concept, self.subject.item_path):
            self.stages.clear()
        self.stages.append(role)

    def find_part_stage(self) -> str:
        """The stage of the parts that follow; "" for that of an amount in general."""
        if not self.stages or self.stages[-1] == "amount":
            return ""
        return "open" if "amount" in self.stages else self.stages[-1]

    def find_compared_subject(self, unit: str) -> Subject | None:
        """The subject that the clause of a comparison names, or None.

        Examples: 与2023年收入预算11,000万元相比; 基本支出比上年增加3%.
        """
        chunk, finder = self.tokens_since_number(), self.document_context.finder
        compare_index = next((i for i, t in enumerate(chunk) if t.kind == "compare"), len(chunk))
        for index in range(len(chunk) - 1, -1, -1):
            if chunk[index].kind not in ("code", "name", "both"):
                continue
            if self._names_whole_again(chunk, index):
                return Subject(self.whole)
            if side_total := self.side_totals.find_named(chunk, index, self.subject):
                return side_total
            if self._turns_to_other_side(chunk[index : index + 2]):
                return NO_SUBJECT
            if index > compare_index and chunk[index].text in self.document_context.vocabulary.config.bare:
                continue  # 比上年累计支出433万元: last year's amount of the subject, whatever it is
            subject = finder.find_named_subject(chunk[: index + 1], "万元" if unit == "%" else unit, self.whole, self.context)
            is_weak = subject.concept in self.document_context.vocabulary.config.weak_names
            if subject and (subject.twin or not is_weak or (index < compare_index and _names_revenue(chunk, index))):
                return subject
            if (
                not subject
                and chunk[index].kind == "name"
                and self.document_context.lexicon.totals.issuperset(chunk[index].concepts)
            ):
                return NO_SUBJECT  # a bare 收入 or 支出 without an owner: not the subject before
        return None

    def _names_whole_again(self, chunk: list[Token], index: int) -> bool:
        """True if a bare 收入 or 支出 compares the side that the sentence broke down: 其中：…；收入较上年增加5万元."""
        is_bare = chunk[index].text in self.document_context.vocabulary.config.bare and self.whole in chunk[index].concepts
        next_kinds = [t.kind for t in chunk[index + 1 : index + 2]]
        return is_bare and next_kinds == ["compare"] and (index == 0 or chunk[index - 1].kind == "mark")

    def _turns_to_other_side(self, words: list[Token]) -> bool:
        """True if a bare 收入 or 支出 changes, and what the sentence spoke of is of the other side."""
        data, side = self.document_context.vocabulary, self.document_context.vocabulary.sides.get(self.subject.concept, "")
        changes = len(words) > 1 and words[1].kind in DIRECTIONS and words[0].text in data.config.bare
        sides = {data.sides[c] for c in words[0].concepts if c in data.sides}
        return changes and bool(side) and bool(sides) and side not in sides

    def infer_subject(self) -> Subject:
        """The current subject; doubtful in a sentence after a list of parts, which may as well be about the whole.

        It is surely about the whole if the sentence goes on to break it down.
        """
        if self.whole and self._closes_parts():
            return Subject(self.whole, evidence="")
        after_parts = self.last_whole and self.part_count > 1 and not any(t.kind == "name" for t in self.sentence_tokens)
        if after_parts and self._leads_to_parts():
            self.subject = Subject(self.last_whole)
            return self.subject
        return replace(self.subject, sure=False, others=(self.last_whole,)) if after_parts else self.subject

    def _leads_to_parts(self) -> bool:
        """True if 其中 follows before the sentence turns to another thing or ends."""
        next_tokens = islice(self.tokens, self.position + 1, self.position + _NEAR_TOKENS)
        kinds = takewhile(lambda kind: kind not in ("name", "code", "both", "text", "reason"), (t.kind for t in next_tokens))
        return "part" in kinds

    def _closes_parts(self) -> bool:
        """True right after parts that 、 strings together: 其中：购置费无、运行费34万元，比上年下降74% is about their whole."""
        start = max((i for i, t in enumerate(self.sentence_tokens) if t.kind == "part"), default=-1)
        words = self.sentence_tokens[start + 1 :]
        numbers = [i for i, t in enumerate(words) if t.kind == "number"]
        if start < 0 or not numbers or any(t.text in ("(", ")") for t in words):
            return False
        inner, outer = words[: numbers[-1]], words[numbers[-1] + 1 :]
        marks = [t.text for t in inner if t.kind == "mark" and t.text not in (":", "：")]
        names_later = any(t.kind in ("name", "code", "both") for t in outer)
        return bool(marks) and set(marks) == {"、"} and not names_later and outer[:1] != [] and outer[0].kind == "mark"

    def compares_with_last_year(self) -> bool:
        """True unless a change is one since an earlier year, or a difference from the budget."""
        return self.comparison in ("", "last-year")

    def is_own_year(self) -> bool:
        """True unless the sentence speaks of another year than the document's own."""
        return self.sentence_year in (0, self.document_context.fiscal_year)

    def has_unknown_topic(self) -> bool:
        """True if words that are no name stand where the clause says what it compares: 展览费比上年增加3万元."""
        clause = self.tokens_since_mark()
        end = next((i for i, t in enumerate(clause) if t.kind in ("compare", *DIRECTIONS)), len(clause))
        if any(t.kind in ("name", "code", "both", "number") for t in clause[:end]):
            return False
        text = "".join(t.text for t in clause[:end] if t.kind == "text")
        entity_name = self.document_context.finder.entity_name
        return bool(text) and not (entity_name and (text in entity_name or entity_name in text))

    def note_year(self, token: Token) -> None:
        """Note that the sentence turns to the document's own year, or ends."""
        if token.text == "。":
            self.sentence_year = 0
            self.amount_years.end_sentence()
            self.has_lost_number = self.has_doubtful_change = self.gave_completion = False
        elif token.kind == "this-year" and self.comparison != "open":
            self.sentence_year = self.document_context.fiscal_year
            self.amount_years.name_own_year()

    def note_comparison(self, token: Token) -> None:
        """Note what is compared with: the first year or kind of budget after 比, 与 or 较; 同比 alone says last year."""
        if token.kind not in _COMPARISON_KINDS and token.text not in _COMPARED_BUDGETS:
            return
        comparison_token = next(
            (t for t in reversed(self.sentence_tokens) if t.kind in ("compare", "increase", "decrease", "unchanged", "mark")),
            None,
        )
        if token.kind in DIRECTIONS and self.comparison == "open" and self._compares_with_what_it_gave():
            self.comparison = "last-year"
        elif token.kind == "compare" and not (comparison_token and comparison_token.kind == "compare"):  # not 相比 after 与
            same_period = token.text in self.document_context.vocabulary.config.same_period
            self.comparison = "last-year" if same_period else self._find_basis_before(token)
        elif comparison_token is not None and comparison_token.kind == "compare" and self.comparison in ("open", *BASES):
            if token.kind in _COMPARED_KINDS:
                self.comparison = token.kind
            elif token.text in _COMPARED_BUDGETS and self.comparison == "open":
                self.comparison = "initial-budget"
        elif self.comparison == "last-year" and token.kind != "last-year" and self._joins_last_year(token):
            self.comparison = "initial-budget"

    def _find_basis_before(self, token: Token) -> str:
        """What the clause names before 相比, which may follow what it compares with: 和预算相比; `open` if nothing."""
        basis = "open"
        for word in self.tokens_since_mark() if token.text.startswith(_POSTPOSITION_PREFIX) else ():
            if word.kind in _COMPARED_KINDS and word.kind != "this-year":
                basis = word.kind
            elif word.text in _COMPARED_BUDGETS and basis == "open":
                basis = "initial-budget"
        return basis

    def _joins_last_year(self, token: Token) -> bool:
        """True if a budget is put beside last year: 较上年和年初预算减少."""
        is_budget = token.kind in ("initial-budget", "adjusted-budget") or token.text in _COMPARED_BUDGETS
        last_kinds, last_words = [t.kind for t in self.sentence_tokens[-3:]], [t.text for t in self.sentence_tokens[-1:]]
        return is_budget and "last-year" in last_kinds and last_words[0] in _CONJUNCTIONS

    def _compares_with_what_it_gave(self) -> bool:
        """True at a direction right behind 对比 or 相比, after last year's amount: 2023年预算5万元，对比减少1万元."""
        previous_token = next((t for t in reversed(self.sentence_tokens) if t.kind != "filler"), None)
        return (
            previous_token is not None and previous_token.kind == "compare" and self.prior_subject == self.subject.concept != ""
        )

    def subject_can_have_unit(self, subject: Subject, unit: str) -> bool:
        """True if figures of a subject can have the unit."""
        if subject.item_path:
            return unit in MONEY
        return bool(subject.concept) and concept_can_have_unit(self.document_context.vocabulary, subject.concept, unit)

    def tokens_since_number(self) -> list[Token]:
        """The tokens since the last number of the sentence that is no unit price."""
        last = max((i for i, t in enumerate(self.sentence_tokens) if t.kind == "number"), default=-1)
        start = 0 if last >= 0 and self._is_price(last) else last + 1
        return self.sentence_tokens[start:]

    def tokens_since_mark(self) -> list[Token]:
        """The tokens since the last mark of the sentence."""
        last = max((i for i, t in enumerate(self.sentence_tokens) if t.kind == "mark"), default=-1)
        return self.sentence_tokens[last + 1 :]

    def _is_price(self, index: int) -> bool:
        return index > 0 and self.sentence_tokens[index - 1].kind == "unit-price"
