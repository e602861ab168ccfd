"""The state of a paragraph as it is read: its current subject, its year and what it breaks down."""

from __future__ import annotations

from dataclasses import dataclass, field
from decimal import Decimal
from functools import cached_property

from budgetbook.arithmetic.passages.chinese_units import MONEY
from budgetbook.content.figure import Basis
from budgetbook.importer.readers.document import Paragraph
from budgetbook.importer.sentences.amount_years import AmountYears
from budgetbook.importer.sentences.lexicon import Lexicon
from budgetbook.importer.sentences.listed_amounts import ListedAmounts
from budgetbook.importer.sentences.side_totals import SideTotals
from budgetbook.importer.sentences.subject import HeadingContext, PreviousParagraph, Subject, concept_can_have_unit
from budgetbook.importer.sentences.subject_finder import SubjectFinder
from budgetbook.importer.sentences.tokens import Token
from budgetbook.importer.vocabulary import Vocabulary

LIST_MARKS = frozenset("(（：:")
"""Marks behind an amount that open a list of its parts."""


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
    previous: PreviousParagraph = field(default_factory=PreviousParagraph)
    """What the paragraph before leaves open."""
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
    item_whole: Subject = field(default_factory=Subject)
    """The item of the classification that is broken down meanwhile; no subject if it is something unknown."""
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
    listed_wholes: set[tuple[str, tuple[str, ...]]] = field(default_factory=set)
    """Concept and item of the amounts of which the sentence lists parts without 其中: X万元，包括…; X万元（…）."""
    series: list[Subject] = field(default_factory=list)
    """What the numbers of the sentence's last series were of."""
    share_subject: Subject = field(default_factory=Subject)
    """The subject of which a share may follow."""
    share_year: int = 0
    """The other year that the last amount is of, as are a share and a rate of completion behind it; 0 for the document's own."""
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
    def listed_amounts(self) -> ListedAmounts:
        """The lists of parts that the paragraph opened so far."""
        return ListedAmounts(self.document_context.vocabulary)

    @cached_property
    def amount_years(self) -> AmountYears:
        """The years of the paragraph's amounts so far."""
        return AmountYears(self.document_context.vocabulary, self.document_context.fiscal_year)

    def note_listed_whole(self, token: Token) -> None:
        """Note that words such as 包括, or a colon or bracket right behind an amount, list parts of the last amount."""
        if token.text in LIST_MARKS:
            opens = bool(self.sentence_tokens) and self.sentence_tokens[-1].kind == "number"
        else:
            opens = token.text in self.document_context.vocabulary.config.list_words
        if opens and self.amounts:
            subject = self.amounts[-1][1]
            self.listed_wholes.add((subject.concept, subject.item_path))
        elif token.text == "。":
            self.listed_wholes.clear()

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

    def is_own_year(self) -> bool:
        """True unless the sentence speaks of another year than the document's own."""
        return self.sentence_year in (0, self.document_context.fiscal_year)

    def note_year(self, token: Token) -> None:
        """Note that the sentence turns to the document's own year, or ends."""
        if token.text == "。":
            self.sentence_year = 0
            self.amount_years.end_sentence()
            self.has_lost_number = self.has_doubtful_change = self.gave_completion = False
        elif token.kind == "this-year" and self.comparison != "open":
            self.sentence_year, self.share_year = self.document_context.fiscal_year, 0
            self.amount_years.name_own_year()

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
