"""Splits a paragraph into tokens: numbers with their units, years, names, words of the field, marks and other text."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import dataclass, field

from budgetbook.importer.name_matching import NameMatch, narrow, normalise
from budgetbook.importer.sentences.coded_items import ITEM_NAMES
from budgetbook.importer.sentences.item_tokens import ItemTokenizer
from budgetbook.importer.sentences.lexicon import Lexicon
from budgetbook.importer.sentences.list_numbers import LIST_NUMBER
from budgetbook.importer.sentences.tokens import BY_FUNCTION, DIGITS, MARKS, NUMBER, Token

_YEAR = re.compile(r"((?:19|20)[0-9]{2})(?=\s*年|\s*[-—–~至到]+\s*(?:19|20)[0-9]{2}\s*年|[\]〕])(?:\s?年(?!初))?度?")
_BARE_YEAR = re.compile(
    r"(?<=[比较与同于])((?:19|20)[0-9]{2})(?=(?:相比|预算|决算|执行|部门|单位)?(?:数|支出|收入)?[，,]?(?:增|减|上升|下降|提高|降低|持平|相比|相同|预算|决算|执行))"
    r"|(?:^|(?<=[。；;，,：:]))\s*((?:19|20)[0-9]{2})(?=(?:部门|单位|年初)?(?:收入|支出|预算|决算|一般公共|财政拨款|[“\"]?三公))"
)
"""A year without its word in a comparison or at the head of a clause: 较2023增加5万元; 2023收入预算90万元."""
_ITEM = re.compile(
    r"^\s*\(?([0-9]{1,2})\)?\s*[.．、)]\s*(?:(?![0-9])|(?=[0-9]{7}\s*[^0-9\s.,%元万亿])|(?=(?:19|20)[0-9]{2}\s?年))"
)
"""The number of an item; what follows it may be a classification code of seven digits, or a year."""
_INNER_ITEM = re.compile(
    r"(?<=[。;；:：])\s*\(?([0-9]{1,2})\)?\s*[.．、)]\s*(?![0-9])"
    r"|(?<=[^0-9][，,])\s*(?:([0-9]{1,2})\s?[.．、]|\(([0-9]{1,2})\))\s*(?![0-9])"
)
"""The number of an item within a paragraph: lists whose lines were run together."""
_CODE = re.compile(r"(?<=[A-Za-z])-?[0-9]+|(?<![0-9])[0-9]++(?=[A-Za-z])")
_BRACKET = re.compile(r"\([^()]{0,40}\)")


def tokenize(
    lexicon: Lexicon, text: str, fiscal_year: int, *, by_function: bool = False, of_fund: bool = False, branch: str = ""
) -> tuple[Token, ...]:
    """All tokens of a paragraph. Together they cover its text, except for quotation marks and spaces.

    `by_function` tells that its heading breaks money down by function, `of_fund` that it names the expenditure of a fund;
    `branch` is the item whose list it goes on with.
    """
    lists_classes = by_function or bool(BY_FUNCTION.search(narrow(text))) or lexicon.lists_matters(narrow(text))
    lists_sections = lists_classes or of_fund
    tokenizer = _Tokenizer(
        lexicon, narrow(text), normalise(text), lists_classes, by_function, lists_sections, branch=branch, fiscal_year=fiscal_year
    )
    return tuple(tokenizer.run())


@dataclass
class _Tokenizer(ItemTokenizer):
    """One pass over one paragraph."""

    fiscal_year: int = field(kw_only=True)
    deferred_name: tuple[int, tuple[str, ...]] | None = None
    """End and concepts of a name that has a price inside; its token follows the price."""

    def run(self) -> Iterator[Token]:
        yield from self._take_list_number()
        classes = {m.start(): m for m in ITEM_NAMES.finditer(self.text) if any(m.groups())}
        items = {m.start(): m for m in _INNER_ITEM.finditer(self.text)}
        list_numbers = {m.start(): m.end() for m in LIST_NUMBER.finditer(self.text)}
        codes = {m.start() + m[0].startswith("-"): m for m in _CODE.finditer(self.text)}
        while self.position < len(self.text):
            if match := items.get(self.position):
                group = match.lastindex or 0
                yield Token("item", match.start(group), match.end(group), match[group])
                self.position = match.end()
            elif end := list_numbers.get(self.position, 0):
                yield self.take("bracket", end)
            elif match := classes.get(self.position):
                yield from self.take_item(match)
            elif self.text[self.position] in DIGITS and (tokens := self.take_coded_item()):
                yield from tokens
            elif self.position in codes and self.text[self.position] in DIGITS:
                yield self.take("code-number", codes[self.position].end())
            elif self.text[self.position] in DIGITS:
                yield self._take_number()
                if self.deferred_name:
                    end, concepts = self.deferred_name
                    self.deferred_name = None
                    yield self.take("name", end, concepts)
            elif token := self._take_other():
                yield from self.add_code_behind(token)

    def _take_list_number(self) -> Iterator[Token]:
        """Take the number at the head of a paragraph; one in Chinese numerals is no more than a bracket, wherever it stands."""
        if match := _ITEM.match(self.text):
            yield Token("item", match.start(1), match.end(1), match[1])
            self.position = match.end()

    def _take_number(self) -> Token:
        if match := _YEAR.match(self.text, self.position) or _BARE_YEAR.match(self.text, self.position):
            group = match.lastindex or 1
            year = int(match[group])
            kind = {self.fiscal_year: "this-year", self.fiscal_year - 1: "last-year"}.get(year, "other-year")
            token = Token(kind, match.start(group), match.end(group), match[group], unit="年")
            self.position = match.end()
            return token
        match = NUMBER.match(self.text, self.position)
        if match is None:
            raise ValueError(self.text[self.position :])
        unit, end = self.lexicon.find_unit(self.text, match.end())
        token = Token("number", self.position, match.end(), match[0], unit=unit, unit_end=end)
        self.position = end
        return token

    def _take_other(self) -> Token | None:
        char = self.text[self.position]
        index = self._plain_index()
        if index is None or self.plain_text.offsets[index] != self.position:
            self.position += 1  # skip a quotation mark or a space
            return None
        was_after_name, self.after_thing_name = self.after_thing_name, False
        if both_match := self.lexicon.both_pattern.match(self.plain_text.text, index):
            return self.take("both", self.plain_text.original_offset(both_match.end() - 1) + 1)
        if token := self.take_bare_item(index):
            return token
        name_match = self._find_name(index)
        kind, end = self.lexicon.find_word_before_name(self.plain_text.text, index)
        if name_match and was_after_name and self.lexicon.totals.issuperset(name_match.concepts):
            self.after_thing_name = True
            stop = self.plain_text.original_offset(max(name_match.end, end) - 1) + 1
            return self.take(kind if kind and end >= name_match.end else "filler", stop)
        if name_match and name_match.end >= end and self.deferred_name is None:
            stop = self.plain_text.original_offset(name_match.end - 1) + 1
            if not DIGITS.intersection(self.text[self.position : stop]):
                self.after_thing_name = not self.lexicon.is_general(name_match.concepts)
                return self.take("name", stop, name_match.concepts)
            self.deferred_name = (stop, name_match.concepts)
        if kind:
            self.after_thing_name = was_after_name and kind == "filler"  # 公务接待费共计支出
            return self.take(kind, self.plain_text.original_offset(end - 1) + 1)
        if char in MARKS:
            return self.take("mark", self.position + 1)
        if (match := _BRACKET.match(self.text, self.position)) and DIGITS.isdisjoint(match[0]):
            return self.take("bracket", match.end())
        return self.take("text", self.position + 1)

    def _find_name(self, index: int) -> NameMatch | None:
        """The longest name that begins here and does not cut 收入支出总计 in two."""
        name_match = self.lexicon.names.find_at(self.plain_text.text, index)
        for start in range(index + 1, name_match.end if name_match else 0):
            match = self.lexicon.both_pattern.match(self.plain_text.text, start)
            if name_match and match and match.end() > name_match.end:
                return self.lexicon.names.find_at(self.plain_text.text[:start], index)
        return name_match

    def _plain_index(self) -> int | None:
        """The index of the current character in the normalised text; None if it was dropped there."""
        offsets = self.plain_text.offsets
        index = bisect_left(offsets, self.position)
        return index if index < len(offsets) and offsets[index] == self.position else None
