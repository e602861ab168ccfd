"""The words before a number in; what the number is a figure of out. Nothing is guessed: no sure reading, no subject."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from budgetbook.importer.match import Names, plain
from budgetbook.importer.tokens import Token
from budgetbook.importer.vocabulary import BASES, Vocabulary

_MONEY = ("元", "万元", "亿元")
_COUNTS = ("个", "家", "项", "辆", "台（套）")
_RUN = ("name", "code", "filler", "bracket", "this-year", "last-year", "unit-price", *BASES)
_LEAD = ("lead", "filler", "part", "item", "bracket", "this-year", "last-year", "other-year", "share", "compare", *BASES)


@dataclass(frozen=True, slots=True)
class Subject:
    """What is spoken of: a concept, or an item of the functional classification by its names."""

    concept: str = ""
    names: tuple[str, ...] = ()
    sure: bool = True
    others: tuple[str, ...] = ()
    evidence: str = ""

    def __bool__(self) -> bool:
        return bool(self.concept or self.names)


def fits(vocabulary: Vocabulary, concept: str, unit: str) -> bool:
    """Whether a concept's figures can have a unit."""
    about = vocabulary.concepts[concept]
    if unit in _MONEY or not unit:
        return about.measure == "money"
    if unit in ("人", "名"):
        return about.measure in ("people", "posts")
    own = vocabulary.unit_of(concept)
    return about.measure in ("count", "area") and (own == unit or {own or "", unit} <= {"个", "家", "项"})


@dataclass(frozen=True)
class Chooser:
    """Picks subjects from names."""

    vocabulary: Vocabulary
    names: Names
    body: str

    def fitting(self, concepts: Sequence[str], unit: str, whole: str) -> list[str]:
        """Those of a name's concepts that can have the unit; a part of the whole spoken of goes before the others."""
        found = [c for c in concepts if fits(self.vocabulary, c, unit)]
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

    def named(self, row: Sequence[Token], unit: str, whole: str) -> Subject:
        """The name that the number follows, with nothing but words between that change nothing."""
        start = len(row)
        while start and row[start - 1].kind in _RUN:
            start -= 1
        run = row[start:]
        if codes := [t for t in run if t.kind == "code"]:
            return Subject(names=codes[-1].names, evidence=codes[-1].text)
        named = [t for t in run if t.kind == "name"]
        readings = [(t, self.fitting(t.concepts, unit, whole)) for t in named]
        readings = [(t, found) for t, found in readings if found]
        strong = [pair for pair in readings if pair[1][0] not in self.vocabulary.words.weak_names] or readings[-1:]
        if not strong:
            return Subject()
        token, found = self._narrower(strong)
        sure = len(found) == 1 and self.clear(row, row.index(token))
        return Subject(found[0], sure=sure, others=tuple(found[1:]), evidence=token.text)

    def _narrower(self, readings: list[tuple[Token, list[str]]]) -> tuple[Token, list[str]]:
        """The last name, but an earlier one that is some of it: the set-aside of procurement."""
        token, found = readings[-1]
        for other, concepts in readings[:-1]:
            about = self.vocabulary.concepts[concepts[0]]
            if found[0] in about.at_most or self.vocabulary.whole_of.get(concepts[0]) == found[0]:
                return other, concepts
        return token, found

    def clear(self, row: Sequence[Token], index: int) -> bool:
        """Whether nothing before a name makes it another thing's name."""
        loose = ""
        for token in reversed(row[:index]):
            if token.kind in ("mark", "number", "name") or (token.kind in ("increase", "decrease") and not loose):
                break
            if token.kind in _LEAD:
                if token.text in ("的", "部门", "本部门", "单位", "中", "本单位") and not loose:
                    return True
                if not loose:
                    continue
            loose = token.text + loose
        return not loose or (
            bool(self.body) and (loose.endswith(self.body) or loose in self.body or self.body.endswith(loose[-8:]))
        )

    def around(self, before: str, after: str, unit: str, whole: str, *, spanning: bool = False) -> Subject:
        """The name that a count stands inside or in front of: 下设2个事业单位, 1家行政单位."""
        left, right = plain(before).text[-8:], plain(after).text[:24]
        text = left + right
        for start in range(len(left) + (not spanning)):
            found = self.names.at(text, start)
            if found and found.end > len(left) and (fitting := self.fitting(found.concepts, unit, whole)):
                sure = len(fitting) == 1
                return Subject(fitting[0], sure=sure, others=tuple(fitting[1:]), evidence=text[start : found.end])
        return Subject()

    def nameless(self, unit: str, whole: str, before: Subject) -> Subject:
        """A number without a name inside a whole: the value of what was just counted, or the one thing with its unit."""
        if before.concept and (value := self.vocabulary.concepts[before.concept].counts) and fits(self.vocabulary, value, unit):
            return Subject(value, evidence=before.evidence)
        if whole and unit not in _MONEY:
            found = [c for c in self.vocabulary.concepts if self.inside(c, whole) and fits(self.vocabulary, c, unit)]
            alone = [c for c in found if self.vocabulary.unit_of(c) == unit]
            if len(alone) == 1 and unit not in _COUNTS:
                return Subject(alone[0], evidence=unit)
        return Subject()

    def related(self, row: Sequence[Token], before: Subject, text: str) -> Subject:
        """A word that means something after the subject spoken of: 行政编制7名，实际10人."""
        if any(t.kind in ("name", "code") for t in row):
            return Subject()
        for word, concept in self.vocabulary.words.within.get(before.concept, {}).items():
            tail = "".join(t.text for t in row[-4:])
            if tail.endswith(word) or text.endswith(word):
                return Subject(concept, evidence=word)
        return Subject()

    def close(self, clause: str, concept: str) -> Subject:
        """The concept that the heading names, where the clause has its name but for a slip."""
        if concept and (match := self.names.near(clause, concept)):
            return replace(Subject(concept), evidence=match)
        return Subject()
