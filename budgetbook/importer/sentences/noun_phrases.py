"""The words before a number in; the figure that their names together speak of out: 财政拨款|基本支出, 公务接待费|支出."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from budgetbook.importer.name_matching import Names, plain
from budgetbook.importer.sentences.subject import Context, Subject, fits
from budgetbook.importer.sentences.tokens import Token
from budgetbook.importer.vocabulary import BASES, Limit, Vocabulary

_RUN = ("name", "both", "code", "each", "filler", "bracket", "this-year", "last-year", "unit-price", *BASES)
_LEAD = ("lead", "filler", "part", "item", "bracket", "this-year", "last-year", "other-year", "share", "compare", *BASES)
_AND = ("、", "和", "及", "以及", "与")


@dataclass(frozen=True)
class Phrases:
    """Reads noun phrases."""

    vocabulary: Vocabulary
    names: Names
    body: str
    own_totals: bool = False
    """Whether the document tells the year's own totals from those with what is carried over."""

    def fitting(self, concepts: Sequence[str], unit: str, whole: str) -> list[str]:
        """Those of a name's concepts that can have the unit; a part of the whole spoken of goes before the others."""
        found = [c for c in concepts if fits(self.vocabulary, c, unit)]
        for own, grand in self.vocabulary.grand.items():
            if {own, grand} <= set(found):  # 收入总计
                found.remove(own if self.own_totals else grand)
        if not found:  # the name of a thing may stand for its value, and the other way round
            pairs = [self.vocabulary.concepts[c].counts or self.vocabulary.counted_by.get(c, "") for c in concepts]
            found = [c for c in dict.fromkeys(pairs) if c and fits(self.vocabulary, c, unit)]
        inside = [c for c in found if self.inside(c, whole)]
        if inside:
            return inside
        if len(found) > 1:  # a name shared by wholes and their parts: outside a whole it means none of the parts
            outer = [
                c
                for c in found
                if self.vocabulary.whole_of.get(c) not in {self.vocabulary.whole_of.get(o) for o in found if o != c}
            ]
            return outer[:1] if len(outer) == 1 else found
        return found

    def inside(self, concept: str, whole: str) -> bool:
        """Whether a concept is some of a whole, directly or through the value of what is counted."""
        if not whole:
            return False
        value = self.vocabulary.concepts[concept].counts
        return whole in (self.vocabulary.whole_of.get(concept), self.vocabulary.whole_of.get(value or ""))

    def named(self, row: Sequence[Token], unit: str, whole: str, about: Context) -> Subject:
        """The name that the number follows, with nothing but words between that change nothing."""
        start = len(row)
        while start and row[start - 1].kind in _RUN:
            start -= 1
        run = row[start:]
        if codes := [t for t in run if t.kind == "code"]:
            return self.item(codes[-1], whole, about)
        if both := [t for t in run if t.kind == "both"]:
            return self._both(row, both[-1], about.fund)
        named = [t for t in run if t.kind == "name"]
        readings = [(t, self.fitting(t.concepts, unit, whole)) for t in named]
        readings = [(t, found) for t, found in readings if found]
        strong = [pair for pair in readings if pair[1][0] not in self.vocabulary.words.weak_names] or readings[-1:]
        if not strong:
            return Subject()
        token, found = self._narrower(strong)
        sure = len(found) == 1 and self.clear(row, row.index(token))
        subject = Subject(found[0], sure=sure, others=tuple(found[1:]), evidence=token.text)
        return self._of_fund(subject, row, row.index(token), whole, about)

    def item(self, token: Token, whole: str, about: Context) -> Subject:
        """An item of a classification; one by economic nature is sure only where basic expenditure is taken apart."""
        data = self.vocabulary
        limit = data.fund_of.get(whole) or about.fund
        if token.names[0] in data.economic_classes:
            sure = (whole or about.heading) in ("basic-expenditure", data.limited("basic-expenditure", limit))
        else:
            sure = not whole or bool(data.side_of(whole) or data.fund_of.get(whole))
        return Subject(names=token.names, sure=sure, evidence=token.text, fund=limit)

    def _both(self, row: Sequence[Token], token: Token, fund: Limit) -> Subject:
        """收支总计: revenue, with expenditure as its twin; of one fund where a fund's name stands before it."""
        words = self.vocabulary.words
        pair = words.totals[:2]
        if self.own_totals:
            pair = tuple(self.vocabulary.grand[concept] for concept in pair)
        index = row.index(token)
        if fund := self._glued(row, index) or fund:
            pair = tuple(self.vocabulary.limited(concept, fund) for concept in pair)
        if not all(pair):
            return Subject()
        return Subject(pair[0], sure=self.clear(row, index), evidence=token.text, twin=pair[1])

    def _glued(self, row: Sequence[Token], index: int) -> Limit:
        """The fund whose name ends right where another name begins: 财政拨款|基本支出."""
        before = row[index - 1] if index else None
        funds = [self.vocabulary.fund_of.get(c) for c in before.concepts] if before and before.kind == "name" else []
        return next((fund for fund in funds if fund), "")

    def _of_fund(self, subject: Subject, row: Sequence[Token], index: int, whole: str, about: Context) -> Subject:
        """The same for one fund, where the words right before, the whole or the heading limit it to one."""
        data = self.vocabulary
        concept, weak = subject.concept, subject.concept in data.words.weak_names
        limit = self._glued(row, index) or ("" if weak else data.fund_of.get(whole) or about.fund)
        after = [t for t in row[index + 1 :] if t.kind == "name" and not data.concepts[concept].memorandum]
        if funds := {data.fund_of[c] for t in after for c in t.concepts if c in data.weak_funds}:  # 上年结转的一般公共预算收入
            limited = data.limited(concept, next(iter(funds))) if len(funds) == 1 else ""
            return replace(subject, concept=limited or concept, sure=bool(limited))
        if weak and whole and data.side_of(whole) == "expenditure":  # 支出……其中：一般公共预算
            return replace(subject, concept=data.limited("expenditure", data.fund_of[concept]))
        headed = about.heading in ("", concept)
        bare = self._bare(row[index]) and not self._whose(row, index) and not (headed and index == 0)
        if limit and (limited := data.limited(concept, limit)):
            return Subject() if bare and self._said_with(row, index) else replace(subject, concept=limited)
        general = concept in data.words.totals or concept in data.grand.values()
        inside = bool(whole) and not data.side_of(whole)
        if general and (inside or bare):
            return Subject()
        carried = concept in data.words.carried and bool(limit)
        view = data.concepts[concept].memorandum
        foreign = view and inside and not data.fund_of.get(whole) and not data.belongs(concept, whole)
        told = not about.targets or concept in data.words.target_concepts
        return replace(subject, sure=False) if carried or foreign or concept == whole or not told else subject

    def _bare(self, token: Token) -> bool:
        return plain(token.text).text in self.vocabulary.words.bare

    def _said_with(self, row: Sequence[Token], index: int) -> bool:
        """Whether a bare name stands after other words of its clause than a fund's name: 共计支出."""
        return bool(index) and row[index - 1].kind not in ("mark", "name")

    def _whose(self, row: Sequence[Token], index: int) -> bool:
        """Whether a bare 收入 or 支出 is said to be the year's or the body's."""
        before = row[index - 1] if index else None
        return before is not None and (before.kind == "this-year" or (before.kind == "lead" and len(before.text) > 1))

    def _narrower(self, readings: list[tuple[Token, list[str]]]) -> tuple[Token, list[str]]:
        """The last name, but an earlier one that is some of it: the set-aside of procurement."""
        token, found = readings[-1]
        for other, concepts in readings[:-1]:
            about = self.vocabulary.concepts[concepts[0]]
            if found[0] in about.at_most or self.vocabulary.whole_of.get(concepts[0]) == found[0]:
                return other, concepts
        return token, found

    def _joined(self, row: Sequence[Token], index: int) -> bool:
        """Whether a word of joining stands between two names, without a number for the first: 土地、房屋120万元."""
        before = [t for t in row[:index] if t.kind not in ("bracket", "filler")]
        return bool(before) and before[-1].kind in ("name", "text", "code")

    def clear(self, row: Sequence[Token], index: int) -> bool:
        """Whether nothing before a name makes it another thing's name."""
        loose = ""
        for place in range(index - 1, -1, -1):
            token = row[place]
            if token.text in _AND and not loose and self._joined(row, place):
                return False
            if token.kind in ("mark", "number", "name") or token.text in ("(", ")"):
                break
            if (token.kind in ("increase", "decrease") and not loose) or (token.kind == "this-year" and loose):
                break
            if token.kind in _LEAD:
                if token.text in ("部门", "本部门", "单位", "中", "本单位") and not loose:
                    return True
                if not loose:
                    continue
            loose = token.text + loose
        return not loose or (
            bool(self.body) and (loose.endswith(self.body) or loose in self.body or self.body.endswith(loose[-8:]))
        )
