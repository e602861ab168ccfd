"""Reads names that stand for themselves at the head of a sentence, or as a paragraph of their own: 基本支出："""

from __future__ import annotations

from budgetbook.importer.mention import Mention
from budgetbook.importer.sentences.paragraph_mentions import MONEY_OF_ZERO
from budgetbook.importer.sentences.part_lists import PartListReader
from budgetbook.importer.sentences.subject import NO_SUBJECT, Subject
from budgetbook.importer.sentences.tokens import Token

_EXPENDITURE_LABELS = ("支出决算", "支出决算数", "决算支出")


class LabelReader(PartListReader):
    """Reads the labels of a paragraph."""

    def find_label(self, paragraph_mentions: list[Mention]) -> Subject:
        """The item that a paragraph without figures names, or the figure of which it is the name; or no subject."""
        if any(m.kind != "ordinal" for m in paragraph_mentions):
            return NO_SUBJECT
        return self.subject if self.subject.item_path else self._find_figure_of_label()

    def _find_figure_of_label(self) -> Subject:
        """The figure of which the paragraph is the name, and nothing else: 基本支出："""
        names = [t for t in self.tokens if t.kind not in ("item", "bracket", "mark")]
        if [t.kind for t in names] != ["name"] or any(t.text not in "：:、.．" for t in self.tokens if t.kind == "mark"):
            return NO_SUBJECT
        subject = self.document_context.finder.find_named_subject(names, MONEY_OF_ZERO, "", self.context)
        is_general = self.document_context.lexicon.is_general(names[0].concepts)
        return subject if subject.sure and not is_general else NO_SUBJECT

    def is_label(self, token: Token, next_token: Token | None) -> bool:
        """True if a word is the label at the head of a sentence."""
        if token.kind not in ("name", "code"):
            return self._is_side_label(token, next_token)
        lead = [
            t
            for t in self.sentence_tokens
            if t.kind not in ("item", "part", "this-year", "filler", "lead", "sets-up", "mark", "bracket", "code-number")
        ]
        return not lead and (
            next_token is None or next_token.kind in ("mark", "filler", "this-year", "last-year", "bracket", "part")
        )

    def _is_side_label(self, token: Token, next_token: Token | None) -> bool:
        """True for 支出决算 before a colon at the head of a paragraph that no heading limits: 2、支出决算：2024年…."""
        is_label = token.text in _EXPENDITURE_LABELS and next_token is not None and next_token.text in "：:"
        is_first = all(t.kind in ("item", "bracket", "mark") for t in self.sentence_tokens)
        heading = self.context.heading
        return is_label and is_first and (not heading or self.document_context.lexicon.is_general((heading,)))

    def _open_list_of_people(self, next_token: Token | None) -> None:
        """Break down the people of a label that has no number itself: 实有在职人数：行政3人，工勤1人."""
        concepts, concept = self.document_context.vocabulary.concepts, self.subject.concept
        counts_people = bool(concept) and self.subject.sure and concepts[concept].measure in ("people", "posts")
        if counts_people and next_token is not None and next_token.text in "：:":
            self.whole = self.last_whole = concept

    def start_subject(self, token: Token, next_token: Token | None) -> None:
        """Begin with what a label names."""
        self.fresh = True
        if token.kind == "final-accounts":
            self.subject = Subject(self.document_context.vocabulary.config.totals[1], evidence=token.text)
        elif token.kind == "code":
            self.subject = self.document_context.finder.find_item_subject(token, self.whole, self.context)
        elif concepts := self.document_context.finder.choose_concepts(token.concepts, "万元", self.whole) or list(token.concepts):
            self.subject = Subject(concepts[0], sure=len(concepts) == 1, others=tuple(concepts[1:]), evidence=token.text)
        self._open_list_of_people(next_token)
