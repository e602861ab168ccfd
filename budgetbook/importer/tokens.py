"""A paragraph in; its tokens out: numbers with their units, years, names, words of the field, marks and other text."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cached_property

from budgetbook.importer.match import Names, Plain, narrow, plain
from budgetbook.importer.vocabulary import Vocabulary

NUMBER = re.compile(r"[0-9]{1,3}(?:,[0-9]{3})+(?![0-9])(?:\.[0-9]+)?|[0-9]+(?:\.[0-9]+)?")
_YEAR = re.compile(r"((?:19|20)[0-9]{2})(?=\s*年|\s*[-—–~至到]+\s*(?:19|20)[0-9]{2}\s*年|[\]〕])年?度?")
_YEAR_OF = re.compile(r"\s*年度?")
_ITEM = re.compile(r"^\s*\(?([0-9]{1,2})\)?\s*[.．、)]\s*(?![0-9])")
_CODE = re.compile(r"(?<=[A-Za-z])-?[0-9]+|[0-9]+(?=[A-Za-z])")
_NAME = r"[^“”\"，,。；;：:、.()\s0-9]{2,40}"
_CLASSES = re.compile(rf"[“\"]?({_NAME})\(类\)({_NAME})\(款\)({_NAME})\(项\)[”\"]?")
_MARKS = frozenset("，,。；;：:！？!?、")
_BRACKET = re.compile(r"\([^()]{0,40}\)")


@dataclass(frozen=True, slots=True)
class Token:
    """A piece of a paragraph."""

    kind: str
    """number, year, item, code-number, last-year, this-year, name, code, bracket, mark, text, or a class of `words`."""
    start: int
    end: int
    text: str
    concepts: tuple[str, ...] = ()
    unit: str = ""
    """Of a number: a unit of a figure, `other`, or nothing."""
    names: tuple[str, ...] = ()
    """类, 款 and 项, by name."""
    unit_end: int = 0


@dataclass(frozen=True)
class Lexer:
    """Cuts paragraphs by the words of the field, the longest first."""

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
    def _units(self) -> list[tuple[str, str]]:
        data = self.vocabulary.words
        known = [(narrow(spelt), unit) for unit, group in data.units.items() for spelt in group]
        known += [(narrow(spelt), "other") for spelt in data.other_units]
        return sorted(known, key=lambda pair: -len(pair[0]))

    def tokens(self, text: str, fiscal_year: int) -> tuple[Token, ...]:
        """All tokens of a paragraph; together they are all of its text but quotation marks and spaces."""
        return tuple(_Scan(self, narrow(text), plain(text), fiscal_year).run())

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


@dataclass
class _Scan:
    """One pass over one paragraph."""

    lexer: Lexer
    text: str
    plain: Plain
    fiscal_year: int
    at: int = 0
    waiting: tuple[int, tuple[str, ...]] | None = None
    """A name that a price stands inside: where it ends, and its concepts. It follows the price."""

    def run(self) -> Iterator[Token]:
        if match := _ITEM.match(self.text):
            yield Token("item", match.start(1), match.end(1), match[1])
            self.at = match.end()
        classes = {m.start(): m for m in _CLASSES.finditer(self.text)}
        codes = {m.start() + m[0].startswith("-"): m for m in _CODE.finditer(self.text)}
        while self.at < len(self.text):
            if match := classes.get(self.at):
                names = (match[1], match[2], match[3])
                yield self._take("code", match.end(), names=names)
            elif self.at in codes and self.text[self.at].isdigit():
                yield self._take("code-number", codes[self.at].end())
            elif self.text[self.at].isdigit():
                yield self._digits()
                if self.waiting:
                    end, concepts = self.waiting
                    self.waiting = None
                    yield self._take("name", end, concepts)
            elif token := self._other():
                yield token

    def _take(self, kind: str, end: int, concepts: tuple[str, ...] = (), names: tuple[str, ...] = ()) -> Token:
        token = Token(kind, self.at, end, self.text[self.at : end], concepts, names=names)
        self.at = end
        return token

    def _digits(self) -> Token:
        if match := _YEAR.match(self.text, self.at):
            year = int(match[1])
            kind = {self.fiscal_year: "this-year", self.fiscal_year - 1: "last-year"}.get(year, "other-year")
            token = Token(kind, self.at, match.end(1), match[1], unit="年")
            self.at = match.end()
            return token
        match = NUMBER.match(self.text, self.at)
        if match is None:
            raise ValueError(self.text[self.at :])
        unit, end = self.lexer.unit(self.text, match.end())
        token = Token("number", self.at, match.end(), match[0], unit=unit, unit_end=end)
        self.at = end
        return token

    def _other(self) -> Token | None:
        char = self.text[self.at]
        index = self._index()
        if index is None or self.plain.offsets[index] != self.at:
            self.at += 1  # a quotation mark or a space
            return None
        found = self.lexer.names.at(self.plain.text, index)
        kind, end = self.lexer.word(self.plain.text, index)
        if found and found.end >= end and self.waiting is None:
            stop = self.plain.offset(found.end - 1) + 1
            if not any(c.isdigit() for c in self.text[self.at : stop]):
                return self._take("name", stop, found.concepts)
            self.waiting = (stop, found.concepts)
        if kind:
            return self._take(kind, self.plain.offset(end - 1) + 1)
        if char in _MARKS:
            return self._take("mark", self.at + 1)
        if (match := _BRACKET.match(self.text, self.at)) and not any(c.isdigit() for c in match[0]):
            return self._take("bracket", match.end())
        return self._take("text", self.at + 1)

    def _index(self) -> int | None:
        """The place in the plain text of the character at hand; None where it was dropped from it."""
        low, high = 0, len(self.plain.offsets)
        while low < high:
            middle = (low + high) // 2
            if self.plain.offsets[middle] < self.at:
                low = middle + 1
            else:
                high = middle
        return low if low < len(self.plain.offsets) and self.plain.offsets[low] == self.at else None
