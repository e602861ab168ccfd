"""Paragraphs in; one mention for every number in them out, and what is said without a number (unchanged, none)."""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Iterator
from dataclasses import dataclass, field, replace

from budgetbook.importer.mention import Mention
from budgetbook.importer.name_matching import narrow
from budgetbook.importer.readers.document import Paragraph
from budgetbook.importer.sentences.numbers import Numbers
from budgetbook.importer.sentences.paragraph_state import Grammar
from budgetbook.importer.sentences.subject import NOTHING, Before, Context, Subject
from budgetbook.importer.sentences.tokenizer import tokens
from budgetbook.importer.sentences.tokens import Token

_GOES_ON = re.compile(r"\s*[比较与同](?:上年|去年|(?:19|20)\d\d年)")
"""How a paragraph begins that only compares what the one before has said."""
_AS_OF = re.compile(r"截[至止]到?((?:19|20)\d\d)年(?:(\d{1,2})月(?:(\d{1,2})日|底|末)?|年?底|末)")


def mentions(grammar: Grammar, paragraph: Paragraph, context: Context, before: Before) -> tuple[list[Mention], Before]:
    """What a paragraph says, and what it leaves for the next one to go on with."""
    reading = _Reading(grammar, paragraph, context, before=before)
    said = list(reading.run())
    return said, Before(_spoken_of(said), reading.opened(), reading.label(said))


def _spoken_of(mentions: list[Mention]) -> Subject:
    """What a paragraph is about: the subject of its first amount, where that is sure."""
    first = next((m for m in mentions if m.digits and m.kind == "figure" and m.role == "amount"), None)
    if first is None or first.status != "placed" or first.project:
        return NOTHING
    return Subject(first.concept, first.names, evidence="", twin=first.twin)


@dataclass
class _Reading(Numbers):
    """One pass over one paragraph."""

    before: Before = field(default_factory=Before)

    def run(self) -> Iterator[Mention]:
        text = narrow(self.paragraph.text)
        self.subject = Subject(self.context.heading, evidence="") if self.context.heading else Subject()
        if _GOES_ON.match(text) and self.before.subject:
            self.subject = self.before.subject
        self.subject = self.before.label or self.subject
        self.whole = self.before.whole
        self.as_of = _as_of(text)
        row = tokens(self.grammar.lexer, self.paragraph.text, self.grammar.fiscal_year)
        for index, token in enumerate(row):
            following = row[index + 1] if index + 1 < len(row) else None
            self._bracket(token)
            if not self.reason:
                self.compares(token)
            if token.kind == "number":
                yield self.number(token, text)
            elif token.kind in ("this-year", "last-year", "other-year") and token.unit:
                yield self.plain(token, "year")
            elif token.kind in ("item", "code-number"):
                yield self.plain(token, "ordinal" if token.kind == "item" else "code")
            else:
                yield from self._word(token, following)
            if self.reason and (token.kind == "part" or token.text in "。；;" or following is None):
                yield replace(self.said(token, "amount"), reason=text[self.began : token.start].strip("：:,，是为 "))
                self.reason = False
            self.row.append(token)
            if token.kind == "mark" and token.text in "。；;":
                self.row = []
                self.whole = "" if token.text == "。" else self.outer or self.whole
                self.outer = ""

    def opened(self) -> str:
        """The whole that the paragraph leaves open, or the one before it that it was an item of."""
        text = self.paragraph.text.rstrip()
        if text.endswith(("其中：", "其中:", "包括：", "包括:")):
            return self.listed or self.subject.concept
        return self.before.whole

    def label(self, said: list[Mention]) -> Subject:
        """The item of the classification that a paragraph without a figure only names."""
        return self.subject if self.subject.names and all(m.kind == "ordinal" for m in said) else NOTHING

    def _bracket(self, token: Token) -> None:
        """What stands in brackets is said by the way: after them the text speaks of what it spoke of before."""
        if token.text == "(":
            self.kept.append((self.subject, self.sharer, self.whole))
        elif token.text == ")" and self.kept:
            self.subject, self.sharer, self.whole = self.kept.pop()

    def _word(self, token: Token, following: Token | None) -> Iterator[Mention]:
        classes = [t.kind for t in self.row]
        if token.kind == "reason" and not self.reason:
            self.reason, self.began = True, token.end
        elif token.kind == "part":
            self.outer = self.whole
            self.whole = self.listed = self.subject.concept
            self.parts = 0
        elif token.kind == "unchanged" and not self.reason and "compare" in classes and self._stays():
            self.subject = self.compared("万元") or self.subject
            yield self.said(token, "amount", direction="unchanged", basis=self.basis())
        elif token.kind in ("name", "code") and not self.reason and self._labels(following):
            self._spoken_of(token)
        elif token.kind == "name" and not self.reason and self._none_of_it(token, following):
            after = max(i for i, t in enumerate(self.row) if t.kind == "nil") + 1
            subject = self.grammar.chooser.named([*self.row[after:], token], "万元", self.whole, self.context)
            if subject and subject.sure:
                yield replace(self.said(token, "amount"), concept=subject.concept, nil=True)

    def _stays(self) -> bool:
        """Whether it is last year that something is the same as: 决算数与预算数持平 says nothing of that."""
        return self.with_last_year() and bool(self.compared("万元") or self.subject)

    def _none_of_it(self, token: Token, following: Token | None) -> bool:
        """Whether the sentence says that there is none: 本部门无重点行政事业性收费。"""
        classes = [t.kind for t in self.row]
        if "nil" not in classes[-5:] or len(token.concepts) != 1 or not (following is None or following.text in "。；;"):
            return False
        return "text" not in classes[classes.index("nil") :]

    def _labels(self, following: Token | None) -> bool:
        """Whether a name stands as a label at the head of a sentence."""
        lead = [
            t for t in self.row if t.kind not in ("item", "part", "this-year", "filler", "lead", "mark", "bracket", "code-number")
        ]
        return not lead and (following is None or following.kind in ("mark", "filler", "this-year", "last-year", "bracket"))

    def _spoken_of(self, token: Token) -> None:
        self.fresh = True
        if token.kind == "code":
            self.subject = self.grammar.chooser.item(token, self.whole, self.context)
        elif found := self.grammar.chooser.fitting(token.concepts, "万元", self.whole) or list(token.concepts):
            self.subject = Subject(found[0], sure=len(found) == 1, others=tuple(found[1:]), evidence=token.text)


def _as_of(text: str) -> str:
    """The day that a paragraph's stocks are counted on."""
    if not (match := _AS_OF.search(text)):
        return ""
    year, month, day = int(match[1]), int(match[2] or 12), match[3]
    if not 1 <= month <= 12:
        return ""
    last = monthrange(year, month)[1]
    on = int(day or last)
    return f"{year}-{month:02}-{on:02}" if 1 <= on <= last else ""
