"""The words of the field, the longest first: what stands at a place of a text."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from functools import cached_property

from budgetbook.importer.name_matching import Names, narrow, plain
from budgetbook.importer.vocabulary import Vocabulary


@dataclass(frozen=True)
class Lexer:
    """Knows the words of the field."""

    vocabulary: Vocabulary
    names: Names
    _words: dict[str, str] = field(init=False)

    def __post_init__(self) -> None:
        data = self.vocabulary.words
        words = {plain(word).text: kind for kind, group in data.words.items() for word in group}
        words |= dict.fromkeys(data.last_year, "last-year") | dict.fromkeys(data.this_year, "this-year")
        object.__setattr__(self, "_words", words)

    @cached_property
    def _longest(self) -> int:
        return max(map(len, self._words))

    @cached_property
    def both(self) -> re.Pattern[str]:
        """Revenue and expenditure named together: 收支总计."""
        return re.compile(self.vocabulary.words.both)

    @cached_property
    def classes(self) -> dict[str, str]:
        """The names of the classes of both classifications, which stand for them also without （类）."""
        known = self.vocabulary.classifications.values()
        names = [entry.name.zh for entries in known for code, entry in entries.items() if len(code) == 3]
        return {plain(n).text: n for n in names if n not in self.vocabulary.words.bare and not self.names.exact(n)}

    @cached_property
    def totals(self) -> frozenset[str]:
        """Revenue and expenditure, of all money or of one fund: what every other figure is some of."""
        own = (*self.vocabulary.words.totals, *self.vocabulary.grand.values())
        return frozenset((*own, *(c for limited in self.vocabulary.words.by_fund.values() for t in own if (c := limited.get(t)))))

    @cached_property
    def _units(self) -> list[tuple[str, str]]:
        data = self.vocabulary.words
        known = [(narrow(spelt), unit) for unit, group in data.units.items() for spelt in group]
        known += [(narrow(spelt), "other") for spelt in data.other_units]
        return sorted(known, key=lambda pair: -len(pair[0]))

    def general(self, concepts: tuple[str, ...]) -> bool:
        """Whether a name only says which money it is, or that it is all of it."""
        return self.totals.issuperset(concepts) or set(concepts) <= set(self.vocabulary.words.weak_names)

    def unit(self, text: str, at: int) -> tuple[str, int]:
        """The unit that follows a number, and where it ends."""
        start = at
        while start < len(text) and text[start] in " \u3000\xa0\n":
            start += 1
        for spelt, unit in self._units:
            if text.startswith(spelt, start):
                return unit, start + len(spelt)
        return "", at

    def word(self, text: str, at: int) -> tuple[str, int]:
        """The longest word of the field that begins here: its class and its end in a plain text."""
        for length in range(min(self._longest, len(text) - at), 0, -1):
            if kind := self._words.get(text[at : at + length]):
                return kind, at + length
        return "", at
