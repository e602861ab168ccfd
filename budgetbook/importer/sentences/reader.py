"""Reads a paragraph: one mention for every number, and for what is said without a number (unchanged, none)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field, replace

from budgetbook.arithmetic.passages.chinese_units import MONEY
from budgetbook.importer.mention import Mention
from budgetbook.importer.name_matching import narrow
from budgetbook.importer.readers.document import Paragraph
from budgetbook.importer.sentences.class_lists import open_class_lists
from budgetbook.importer.sentences.economic_items import open_lists_of_items
from budgetbook.importer.sentences.item_branches import find_branch
from budgetbook.importer.sentences.labels import LabelReader
from budgetbook.importer.sentences.list_numbers import ListNumbers
from budgetbook.importer.sentences.listed_amounts import is_listed_amount
from budgetbook.importer.sentences.paragraph_state import DocumentContext
from budgetbook.importer.sentences.shared_names import settle_shared_names
from budgetbook.importer.sentences.staff_changes import settle_staff_changes
from budgetbook.importer.sentences.stock_date import find_stock_date
from budgetbook.importer.sentences.subject import NO_SUBJECT, HeadingContext, PreviousParagraph, Subject
from budgetbook.importer.sentences.tokenizer import tokenize
from budgetbook.importer.sentences.tokens import Token
from budgetbook.importer.sentences.within_lists import open_within_lists
from budgetbook.importer.vocabulary import Vocabulary

_LONGEST_SENTENCE = 400
"""Tokens over which a word looks back; a sentence of a document has seldom a hundred."""
_GOES_ON = re.compile(r"\s*(?:[比较与同](?:上年|去年|(?:19|20)\d\d年)|(?:(?:19|20)\d\d年度?)?(?:年初)?预算数[为是]?\s?[0-9])")
"""The beginning of a paragraph that only compares what the one before said, or gives its budget."""
_NEAR_TOKENS = 6
"""Tokens in which 大于 must name the budget."""


def read_paragraph(
    document_context: DocumentContext, paragraph: Paragraph, context: HeadingContext, previous: PreviousParagraph
) -> tuple[list[Mention], PreviousParagraph]:
    """Read a paragraph, and return what the next one may continue as well."""
    reader = ParagraphReader(document_context, paragraph, context, previous=previous)
    paragraph_mentions = list(reader.run())
    reader.amount_years.end_paragraph()
    return paragraph_mentions, PreviousParagraph(
        _find_main_subject(paragraph_mentions, document_context.vocabulary),
        reader.find_open_whole(),
        reader.part_stage,
        reader.amount_years.carried_year,
        reader.amount_years.carried_concept,
        reader.doubtful_whole or ("" if reader.subject.sure else reader.subject.concept),
        reader.find_label(paragraph_mentions),
        reader.list_key,
        find_branch(reader.tokens, document_context.lexicon.branches, previous.branch),
    )


def _find_main_subject(mentions: list[Mention], vocabulary: Vocabulary) -> Subject:
    """The subject of a paragraph's first amount, if it is sure and the paragraph speaks of nothing beside it but its parts."""
    amounts = [m for m in mentions if m.digits and m.kind == "figure" and m.role in ("amount", "budget", "adjusted")]
    first = next((m for m in amounts if m.role == "amount"), None)
    if first is None or first.status != "placed" or first.project:
        return NO_SUBJECT
    others = {(m.concept, m.item_path) for m in amounts if m.unit in MONEY} - {(first.concept, first.item_path), (first.twin, ())}
    if any(not (concept and first.concept and vocabulary.belongs_to(concept, first.concept)) for concept, _ in others):
        return NO_SUBJECT
    return Subject(first.concept, first.item_path, evidence="", twin=first.twin)


@dataclass
class ParagraphReader(LabelReader):
    """One pass over one paragraph."""

    list_numbers: ListNumbers = field(default_factory=ListNumbers)
    list_key: str = ""
    """What tells the list that the words announced last from others."""

    def run(self) -> Iterator[Mention]:
        """Yield every number of the paragraph: as a figure, or with the kind that makes it none."""
        text = narrow(self.paragraph.text)
        self._go_on_from_previous(text)
        self.as_of = find_stock_date(text)
        self.tokens = self._tokenize()
        for index, token in enumerate(self.tokens):
            self.position = index
            next_token = self.tokens[index + 1] if index + 1 < len(self.tokens) else None
            enters_item = self.list_numbers.enter(token, in_reason=self.in_reason)
            self._read_bracket(token)
            self._note(token)
            self.note_listed_whole(token)
            if token.kind == "number":
                yield self._note_lists(self.read_number(token, text))
            elif token.kind in ("this-year", "last-year", "other-year") and token.unit:
                yield self.mention_other(token, "year")
            elif token.kind in ("item", "code-number"):
                yield self.mention_other(token, "ordinal" if token.kind == "item" else "code")
            else:
                yield from self._read_word(token, next_token)
            if self.in_reason and (
                self.opens_parts(token, next_token)
                or token.text in "。；;"
                or next_token is None
                or enters_item
                or self.leaves_use(token)
            ):
                yield replace(
                    self.mention_subject(token, "amount"), reason=text[self.reason_start : token.start].strip("：:,，是为 ")
                )
                self.in_reason = False
                self.forget_use()
            self._keep_token(token, enters_item=enters_item)

    def _go_on_from_previous(self, text: str) -> None:
        """Begin with the heading's figure, and with what the paragraph before leaves open."""
        self.subject = Subject(self.context.heading, evidence="") if self.context.heading else Subject()
        if _GOES_ON.match(text) and self.previous.subject:
            self.subject = self.previous.subject
        self.subject = self.previous.label or self.subject
        self.whole, self.part_stage = self.previous.whole, self.previous.stage
        self.list_key = self.previous.list_key
        self.doubtful_whole = self.previous.doubtful_whole if self.whole else ""
        self.amount_years.carried_year, self.amount_years.carried_concept = self.previous.year, self.previous.year_concept

    def _note_lists(self, mention: Mention) -> Mention:
        """The mention of a number, with the lists of parts in which it stands."""
        if self.in_reason:
            return mention
        clause = self.tokens_since_mark()
        is_first = not any(t.kind == "number" for t in self.tokens[: self.position])
        if is_first and self.tokens[0].kind == "item" and is_listed_amount(mention, clause):
            mention = replace(mention, heads_item=True)
        self.listed_amounts.open_list(self.whole, self.list_key)
        return self.listed_amounts.note(mention, clause, len(self.bracket_stack), self.whole)

    def _tokenize(self) -> tuple[Token, ...]:
        lexicon, year = self.document_context.lexicon, self.document_context.fiscal_year
        data, heading = self.document_context.vocabulary, self.context.heading
        of_fund = data.sides.get(heading) == "expenditure" and heading in data.fund_of
        branch = "" if self.context.in_projects else self.previous.branch
        tokens = tokenize(
            lexicon, self.paragraph.text, year, by_function=self.context.by_function, of_fund=of_fund, branch=branch
        )
        if self.document_context.is_told_later:
            tokens = tuple(map(_count_from_next_year, tokens))
        tokens = settle_staff_changes(open_lists_of_items(open_within_lists(open_class_lists(tokens)), lexicon))
        return tuple(settle_shared_names(tokens, data))

    def _keep_token(self, token: Token, *, enters_item: bool) -> None:
        """Keep a token for what follows in its sentence, and forget the sentence at its end or at the next item of a list."""
        self.sentence_tokens.append(token)
        if len(self.sentence_tokens) > _LONGEST_SENTENCE:
            # Each token looks back over its sentence, so that one without an end would take quadratic time.
            del self.sentence_tokens[: _LONGEST_SENTENCE // 2]
        if enters_item or (token.kind == "mark" and token.text in "。；;"):
            self.sentence_tokens = []
            self.amounts, self.series = [], []
            self.whole = "" if token.text == "。" else self.outer or self.whole
            self.part_stage = self.part_stage if self.whole else ""
            if token.text == "。":
                self.stages.clear()
                self.listed_amounts.end_sentence()
            self.has_strange_whole = self.has_strange_whole and token.text != "。"
            self.doubtful_whole = self.doubtful_whole if token.text != "。" else ""
            self.outer = ""

    def _note(self, token: Token) -> None:
        """Note what a token compares with and which year it turns to. A reason tells neither, but ends with its sentence."""
        if not self.in_reason:
            self.note_comparison(token)
        if not self.in_reason or token.text == "。":
            self.note_year(token)

    def find_open_whole(self) -> str:
        """The whole that the end of the paragraph opens (其中：), or the one of which the paragraph is an item."""
        text = self.paragraph.text.rstrip()
        if text.endswith(("其中：", "其中:", "包括：", "包括:")):
            return self.last_whole or self.subject.concept
        return self.previous.whole

    def _read_bracket(self, token: Token) -> None:
        """Save the subject at an opening bracket and restore it at the closing one: brackets speak in passing."""
        if token.text == "(":
            self.bracket_stack.append(
                (self.subject, self.share_subject, self.whole, self.has_lost_number, self.has_strange_whole, self.doubtful_whole)
            )
            if self.subject.item_path and self.sentence_tokens[-1:] and self.sentence_tokens[-1].kind == "number":
                self.has_strange_whole, self.item_whole = True, self.subject  # 住房保障支出40万元（基本支出40万元）
        elif token.text == ")" and self.bracket_stack:
            (self.subject, self.share_subject, self.whole, self.has_lost_number, self.has_strange_whole, self.doubtful_whole) = (
                self.bracket_stack.pop()
            )

    def _read_word(self, token: Token, next_token: Token | None) -> Iterator[Mention]:
        if token.kind == "reason" and not self.in_reason:
            self.in_reason, self.reason_start = True, token.end
            self.note_listed_changes()
        elif self.opens_parts(token, next_token):
            self.open_parts(token)
            self.list_key = f"{self.paragraph.locate(token.start)} {token.start}"
            self.doubtful_whole = self._find_doubtful_whole()
            self._keep_year_of_whole()
        elif token.kind == "unchanged" and not self.in_reason and self._is_unchanged():
            self.subject = self.find_compared_subject("万元") or self.subject
            yield self.mention_subject(token, "amount", direction="unchanged", basis=self.find_basis("change"))
        elif token.kind in ("above", "below", "equal", "unchanged") and not self.in_reason:
            next_tokens = self.tokens[self.position + 1 : self.position + _NEAR_TOKENS]
            if mention := self.read_outcome(token, next_tokens):
                yield mention
        elif not self.in_reason and self.is_label(token, next_token):
            self.start_subject(token, next_token)
        elif token.kind == "name" and not self.in_reason and self._says_none(token, next_token):
            name_start = max(i for i, t in enumerate(self.sentence_tokens) if t.kind == "nil") + 1
            subject = self.document_context.finder.find_named_subject(
                [*self.sentence_tokens[name_start:], token], "万元", self.whole, self.context
            )
            if subject and subject.sure:
                yield replace(self.mention_subject(token, "amount"), concept=subject.concept, nil=True)

    def _find_doubtful_whole(self) -> str:
        """What is broken down, if its amount is not sure; a side that the list names (支出包括：) is not what stood before."""
        if self.whole and self.whole != self.subject.concept:
            return ""
        follows_paragraph = not any(t.kind == "number" for t in self.tokens[: self.position])
        return self.previous.doubtful_whole if follows_paragraph else "" if self.subject.sure else self.subject.concept

    def _keep_year_of_whole(self) -> None:
        """Parts are of the year of their whole, be it of this sentence or, at the head of one, of the sentence before."""
        if self.sentence_year or any(t.kind == "this-year" for t in self.sentence_tokens):
            return
        if any(t.kind == "number" for t in self.sentence_tokens):
            self.sentence_year = self.amount_years.find_year_of_sentence()
        else:
            self.sentence_year = self.amount_years.find_year(self.whole) if self.whole else self.amount_years.carried_year

    def _is_unchanged(self) -> bool:
        """True if something is the same as last year; 决算数与预算数持平 compares with the budget."""
        return (
            any(t.kind == "compare" for t in self.sentence_tokens)
            and self.compares_with_last_year()
            and not self.says_of_budget()
            and bool(self.find_compared_subject("万元") or self.subject)
        )

    def _says_none(self, token: Token, next_token: Token | None) -> bool:
        """True if the sentence says that there is none: 本部门无重点行政事业性收费。"""
        classes = [t.kind for t in self.sentence_tokens]
        if "nil" not in classes[-5:] or len(token.concepts) != 1 or not (next_token is None or next_token.text in "。；;"):
            return False
        return "text" not in classes[classes.index("nil") :]


def _count_from_next_year(token: Token) -> Token:
    """A token as it is meant in the year after the document's own: 去年 is that year, 今年 is none of its figures'."""
    if token.text.startswith("去年"):
        return replace(token, kind="this-year")
    return replace(token, kind="text") if token.text == "今年" else token
