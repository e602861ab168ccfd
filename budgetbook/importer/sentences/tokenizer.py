"""A paragraph in; its tokens out: numbers with their units, years, names, words of the field, marks and other text."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from budgetbook.importer.name_matching import Found, Plain, narrow, plain
from budgetbook.importer.sentences.lexicon import Lexer
from budgetbook.importer.sentences.tokens import NUMBER, Token

_YEAR = re.compile(r"((?:19|20)[0-9]{2})(?=\s*年|\s*[-—–~至到]+\s*(?:19|20)[0-9]{2}\s*年|[\]〕])年?度?")
_ITEM = re.compile(r"^\s*\(?([0-9]{1,2})\)?\s*[.．、)]\s*(?![0-9])")
_CODE = re.compile(r"(?<=[A-Za-z])-?[0-9]+|(?<![0-9])[0-9]++(?=[A-Za-z])")
_NAME = r"(?:[^“”\"，,。；;：:、.()\s0-9]|\((?![类款项]\))[^()0-9]{1,4}\)){2,40}"
_CLASSES = re.compile(
    rf"[“\"]?(?:({_NAME})\((?:[0-9]{{3}})?类\))?(?:({_NAME})\((?:[0-9]{{2}})?款\)(?:({_NAME})\((?:[0-9]{{2}})?项\))?)?[”\"]?"
)
"""类, 款 and 项, as far as they are there; an empty match is none."""
_MARKS = frozenset("，,。；;：:！？!?、")
_BRACKET = re.compile(r"\([^()]{0,40}\)")


def tokens(lexer: Lexer, text: str, fiscal_year: int) -> tuple[Token, ...]:
    """All tokens of a paragraph; together they are all of its text but quotation marks and spaces."""
    return tuple(_Scan(lexer, narrow(text), plain(text), fiscal_year).run())


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
    glued: bool = False
    """Whether the name of a thing ends here: 支出 right after it says nothing new."""

    def run(self) -> Iterator[Token]:
        if match := _ITEM.match(self.text):
            yield Token("item", match.start(1), match.end(1), match[1])
            self.at = match.end()
        classes = {m.start(): m for m in _CLASSES.finditer(self.text) if any(m.groups())}
        codes = {m.start() + m[0].startswith("-"): m for m in _CODE.finditer(self.text)}
        while self.at < len(self.text):
            if match := classes.get(self.at):
                yield from self._item(match)
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

    def _item(self, match: re.Match[str]) -> Iterator[Token]:
        """An item of the classification; the digits of its code, where the text has them, are tokens of their own."""
        for digits in re.finditer(r"(?<=\()[0-9]+(?=[类款项]\))", match[0]):
            yield Token("code-number", self.at + digits.start(), self.at + digits.end(), digits[0])
        yield self._take("code", match.end(), names=tuple(filter(None, match.groups())))
        self.glued = True

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
        glued, self.glued = self.glued, False
        if token := self._together(index):
            return token
        found = self._name(index)
        kind, end = self.lexer.word(self.plain.text, index)
        if found and glued and self.lexer.totals.issuperset(found.concepts):
            self.glued = True
            stop = self.plain.offset(max(found.end, end) - 1) + 1
            return self._take(kind if kind and end >= found.end else "filler", stop)
        if found and found.end >= end and self.waiting is None:
            stop = self.plain.offset(found.end - 1) + 1
            if not any(c.isdigit() for c in self.text[self.at : stop]):
                self.glued = not self.lexer.general(found.concepts)
                return self._take("name", stop, found.concepts)
            self.waiting = (stop, found.concepts)
        if kind:
            return self._take(kind, self.plain.offset(end - 1) + 1)
        if char in _MARKS:
            return self._take("mark", self.at + 1)
        if (match := _BRACKET.match(self.text, self.at)) and not any(c.isdigit() for c in match[0]):
            return self._take("bracket", match.end())
        return self._take("text", self.at + 1)

    def _name(self, index: int) -> Found | None:
        """The longest name that begins here and leaves 收入支出总计 whole."""
        found = self.lexer.names.at(self.plain.text, index)
        for start in range(index + 1, found.end if found else 0):
            match = self.lexer.both.match(self.plain.text, start)
            if found and match and match.end() > found.end:
                return self.lexer.names.at(self.plain.text[:start], index)
        return found

    def _together(self, index: int) -> Token | None:
        """Revenue and expenditure in one breath, or a class of the classification by its bare name."""
        text = self.plain.text
        if match := self.lexer.both.match(text, index):
            return self._take("both", self.plain.offset(match.end() - 1) + 1)
        for name, whole in self.lexer.classes.items():
            if text.startswith(name, index):
                self.glued = True
                return self._take("code", self.plain.offset(index + len(name) - 1) + 1, names=(whole,))
        return None

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
