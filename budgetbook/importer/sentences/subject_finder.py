"""The words around a number in; what it is a figure of out. Nothing is guessed: no sure reading, no subject."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from budgetbook.importer.name_matching import plain
from budgetbook.importer.sentences.noun_phrases import Phrases
from budgetbook.importer.sentences.subject import Subject, fits
from budgetbook.importer.sentences.tokens import Token
from budgetbook.importer.vocabulary import MONEY

_COUNTS = ("个", "家", "项", "辆", "台（套）")


@dataclass(frozen=True)
class Chooser(Phrases):
    """Picks subjects from names."""

    def around(self, before: str, after: str, unit: str, whole: str, *, spanning: bool = False) -> Subject:
        """The name that a count stands inside or in front of: 下设2个事业单位, 1家行政单位."""
        left, right = plain(before).text[-8:], plain(after).text[:24]
        text = left + right
        found = [self.names.at(text, start) for start in range(len(left) + (not spanning))]
        across = [one for one in found if one and one.end > len(left)]
        for name in sorted(across, key=lambda one: one.start - one.end):  # the longest first
            if fitting := self.fitting(name.concepts, unit, whole):
                sure = len(fitting) == 1
                return Subject(fitting[0], sure=sure, others=tuple(fitting[1:]), evidence=text[name.start : name.end])
        return Subject()

    def nameless(self, unit: str, whole: str, before: Subject) -> Subject:
        """A number without a name inside a whole: the value of what was just counted, or the one thing with its unit."""
        if (
            before.concept
            and before.sure
            and (value := self.vocabulary.concepts[before.concept].counts)
            and fits(self.vocabulary, value, unit)
        ):
            return Subject(value, evidence=before.evidence)
        if whole and unit not in MONEY:
            found = [c for c in self.vocabulary.concepts if self.inside(c, whole) and fits(self.vocabulary, c, unit)]
            alone = [c for c in found if self.vocabulary.unit_of(c) == unit]
            if len(alone) == 1 and unit not in _COUNTS:
                return Subject(alone[0], evidence=unit)
        return Subject()

    def related(self, row: Sequence[Token], before: Subject, whole: str, text: str) -> Subject:
        """A word that means something after the subject, or inside the whole, spoken of: 行政编制7名，实际10人."""
        if any(t.kind in ("name", "code") for t in row):
            return Subject()
        tail = "".join(t.text for t in row[-4:])
        within = self.vocabulary.words.within
        for word, concept in (*within.get(before.concept, {}).items(), *within.get(whole, {}).items()):
            if tail.endswith(word) or text.endswith(word):
                return Subject(concept, evidence=word)
        return Subject()

    def close(self, clause: str, concept: str) -> Subject:
        """The concept that the heading names, where the clause has its name but for a slip."""
        if concept and (match := self.names.near(clause, concept)):
            return replace(Subject(concept), evidence=match)
        return Subject()
