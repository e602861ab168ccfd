"""Splits a paragraph into tokens: numbers with their units, years, names, words of the field, marks and other text."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from budgetbook.importer.name_matching import NameMatch, NormalisedText, narrow, normalise
from budgetbook.importer.sentences.lexicon import ITEM_DIGITS, Lexicon
from budgetbook.importer.sentences.list_numbers import LIST_NUMBER
from budgetbook.importer.sentences.tokens import BY_FUNCTION, DIGITS, NUMBER, Token

_YEAR = re.compile(r"((?:19|20)[0-9]{2})(?=\s*年|\s*[-—–~至到]+\s*(?:19|20)[0-9]{2}\s*年|[\]〕])(?:\s?年(?!初))?度?")
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
_NAME = r"(?:[^“”\"，,。；;：:、.()\s0-9]|\((?![类款项]\))[^()0-9]{1,4}\)){2,40}+"
_LOWER_NAME = r"(?:[^“”\"，,。；;：:.()\s0-9]|\((?![类款项]\))[^()0-9]{1,4}\)){2,40}+"
"""A name behind that of a wider item, which may string things together: 环境保护法规、规划及标准."""
_JOINT = r"[\s/>—–-]{0,2}(?:[0-9]{2}\s?)?"
"""What may stand between two names: a dash, the two digits of the lower one."""
_LAST_ITEM = rf"(?:{_JOINT}({_LOWER_NAME})\((?:[0-9]{{2}})?项\))?"
_CLASSES = re.compile(
    rf"[“\"]?(?:(?:(?<![0-9.,])[0-9]{{3}}\s?)?({_NAME})\((?:[0-9]{{3}})?类\)(?:{_JOINT}({_LOWER_NAME})\((?:[0-9]{{2}})?款\){_LAST_ITEM})?"
    rf"|({_NAME})\((?:[0-9]{{2}})?款\){_LAST_ITEM})?[”\"]?"
)
"""类, 款 and 项, each optional; an empty match is no item."""
_STEP = r"[^,。;:、.()0-9>/—–-]{2,40}?"
_PATH = re.compile(rf"[-—–>/]{{1,2}}({_STEP})(?:[-—–>/]{{1,2}}({_STEP}))?(?=科目|支出?[0-9]|[0-9,。;:(]|(?:年初)?预算|决算|$)")
"""款 and 项 behind a class, where the text writes the three as a path: 卫生健康支出-行政事业单位医疗-行政单位医疗."""
_PRINTED_CODE = re.compile(r"(?<=\()[0-9]+(?=[类款项]\))|(?<![0-9.,])[0-9]{2,3}(?=\s?[^0-9\s.,%类款项)])")
_CODE_BEHIND = re.compile(r"\s?\((?:功能)?(?:科目)?(?:编码|代码|编号)?:?\s?([0-9]{3}(?:[0-9]{2}){0,2})\)")
"""The whole code in brackets behind the name or names: 教育支出（205）."""
_ITEM_AMOUNT = re.compile(r"(?:支出)?(?:科目)?(?:支出)?(?:年初)?(?:预算|决算)?(?:支出)?数?[为是共计]{0,2}(?:安排)?[0-9]")
"""What stands between an item's bare name and its amount."""
_NAME_CODE = re.compile(r"(?<![0-9])([0-9]{7})[\s“\"]{0,3}(?![0-9.,%])")
_MARKS = frozenset("，,。；;：:！？!?、")
_OF_ITEMS = ("支出", "单位医疗")
"""Ends of names that no project and no item by economic nature has."""
_BEFORE_ITEMS = _MARKS | {")", ".", "．"}
"""A mark, or the end of a list's number: what stands before the bare name of an item."""
_BRACKET = re.compile(r"\([^()]{0,40}\)")


def tokenize(lexicon: Lexicon, text: str, fiscal_year: int, *, by_function: bool = False) -> tuple[Token, ...]:
    """All tokens of a paragraph. Together they cover its text, except for quotation marks and spaces.

    `by_function` tells that its heading breaks money down by function.
    """
    lists_classes = by_function or bool(BY_FUNCTION.search(narrow(text))) or lexicon.lists_matters(narrow(text))
    tokenizer = _Tokenizer(lexicon, narrow(text), normalise(text), fiscal_year, lists_classes, by_function)
    return tuple(tokenizer.run())


@dataclass
class _Tokenizer:
    """One pass over one paragraph."""

    lexicon: Lexicon
    text: str
    plain_text: NormalisedText
    fiscal_year: int
    lists_classes: bool
    """True if the paragraph breaks money down by function, so that 教育 before an amount is the class."""
    lists_items: bool
    """True if it stands below a heading that says so, so that 住房公积金 before an amount is the item."""
    position: int = 0
    deferred_name: tuple[int, tuple[str, ...]] | None = None
    """End and concepts of a name that has a price inside; its token follows the price."""
    after_thing_name: bool = False
    """True right behind the name of a thing, where 支出 adds nothing."""

    def run(self) -> Iterator[Token]:
        yield from self._take_list_number()
        classes = {m.start(): m for m in _CLASSES.finditer(self.text) if any(m.groups())}
        items = {m.start(): m for m in _INNER_ITEM.finditer(self.text)}
        list_numbers = {m.start(): m.end() for m in LIST_NUMBER.finditer(self.text)}
        codes = {m.start() + m[0].startswith("-"): m for m in _CODE.finditer(self.text)}
        while self.position < len(self.text):
            if match := items.get(self.position):
                group = match.lastindex or 0
                yield Token("item", match.start(group), match.end(group), match[group])
                self.position = match.end()
            elif end := list_numbers.get(self.position, 0):
                yield self._take("bracket", end)
            elif match := classes.get(self.position):
                yield from self._take_item(match)
            elif self.text[self.position] in DIGITS and (end := self._find_coded_item()):
                yield from self._take_coded_item(end)
            elif self.position in codes and self.text[self.position] in DIGITS:
                yield self._take("code-number", codes[self.position].end())
            elif self.text[self.position] in DIGITS:
                yield self._take_number()
                if self.deferred_name:
                    end, concepts = self.deferred_name
                    self.deferred_name = None
                    yield self._take("name", end, concepts)
            elif token := self._take_other():
                yield from self._add_code_behind(token)

    def _take_list_number(self) -> Iterator[Token]:
        """Take the number at the head of a paragraph; one in Chinese numerals is no more than a bracket, wherever it stands."""
        if match := _ITEM.match(self.text):
            yield Token("item", match.start(1), match.end(1), match[1])
            self.position = match.end()

    def _take_item(self, match: re.Match[str]) -> Iterator[Token]:
        """Take an item of the classification; the digits of its code, if the text has them, are tokens of their own."""
        pieces = list(_PRINTED_CODE.finditer(match[0]))
        for digits in pieces:
            yield Token("code-number", self.position + digits.start(), self.position + digits.end(), digits[0])
        printed_digits, names = "".join(piece[0] for piece in pieces), tuple(filter(None, match.groups()))
        token = self._take("code", match.end(), names=names)
        yield from self._add_code_behind(replace(token, code=_whole_code(printed_digits, names)))
        self.after_thing_name = True

    def _add_code_behind(self, token: Token) -> Iterator[Token]:
        """Yield a token, before it the digits of the code that stands in brackets behind the names of an item."""
        if token.kind == "code" and (printed_code := _CODE_BEHIND.match(self.text, token.end)):
            yield Token("code-number", printed_code.start(1), printed_code.end(1), printed_code[1])
            self.position = printed_code.end()
            token = replace(token, end=printed_code.end(), code=_whole_code(printed_code[1], token.item_path) or token.code)
        yield token

    def _find_coded_item(self) -> int:
        """The end of an item that its code and its own name denote, before its amount: 2080505 机关事业单位…缴费支出; else 0."""
        match = _NAME_CODE.match(self.text, self.position)
        names = self.lexicon.find_item_names(match[1]) if match else ()
        start = match.end() if match else 0
        return next((start + len(name) for name in names if self.text.startswith(name, start)), 0)

    def _take_coded_item(self, end: int) -> Iterator[Token]:
        code = self.text[self.position : self.position + ITEM_DIGITS]
        yield self._take("code-number", self.position + ITEM_DIGITS)
        yield replace(self._take("code", end, names=self.lexicon.find_item_path(code)), code=code)
        self.after_thing_name = True

    def _take(self, kind: str, end: int, concepts: tuple[str, ...] = (), names: tuple[str, ...] = ()) -> Token:
        token = Token(kind, self.position, end, self.text[self.position : end], concepts, item_path=names)
        self.position = end
        return token

    def _take_number(self) -> Token:
        if match := _YEAR.match(self.text, self.position):
            year = int(match[1])
            kind = {self.fiscal_year: "this-year", self.fiscal_year - 1: "last-year"}.get(year, "other-year")
            token = Token(kind, self.position, match.end(1), match[1], unit="年")
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
        if token := self._take_joint_name(index):
            return token
        name_match = self._find_name(index)
        kind, end = self.lexicon.find_word(self.plain_text.text, index)
        if name_match and was_after_name and self.lexicon.totals.issuperset(name_match.concepts):
            self.after_thing_name = True
            stop = self.plain_text.original_offset(max(name_match.end, end) - 1) + 1
            return self._take(kind if kind and end >= name_match.end else "filler", stop)
        if name_match and name_match.end >= end and self.deferred_name is None:
            stop = self.plain_text.original_offset(name_match.end - 1) + 1
            if not DIGITS.intersection(self.text[self.position : stop]):
                self.after_thing_name = not self.lexicon.is_general(name_match.concepts)
                return self._take("name", stop, name_match.concepts)
            self.deferred_name = (stop, name_match.concepts)
        if kind:
            self.after_thing_name = was_after_name and kind == "filler"  # 公务接待费共计支出
            return self._take(kind, self.plain_text.original_offset(end - 1) + 1)
        if char in _MARKS:
            return self._take("mark", self.position + 1)
        if (match := _BRACKET.match(self.text, self.position)) and DIGITS.isdisjoint(match[0]):
            return self._take("bracket", match.end())
        return self._take("text", self.position + 1)

    def _find_name(self, index: int) -> NameMatch | None:
        """The longest name that begins here and does not cut 收入支出总计 in two."""
        name_match = self.lexicon.names.find_at(self.plain_text.text, index)
        for start in range(index + 1, name_match.end if name_match else 0):
            match = self.lexicon.both_pattern.match(self.plain_text.text, start)
            if name_match and match and match.end() > name_match.end:
                return self.lexicon.names.find_at(self.plain_text.text[:start], index)
        return name_match

    def _take_joint_name(self, index: int) -> Token | None:
        """Take revenue and expenditure named together, or a class of the classification by its bare name."""
        text = self.plain_text.text
        if match := self.lexicon.both_pattern.match(text, index):
            return self._take("both", self.plain_text.original_offset(match.end() - 1) + 1)
        if token := self._take_named_item(text, index):
            return token
        name, class_name = self.lexicon.find_class(text, index)
        if name:
            self.after_thing_name = True
            path = _PATH.match(text, index + len(name))
            end = path.end() if path else index + len(name)
            lower_names = tuple(filter(None, path.groups())) if path else ()
            return self._take("code", self.plain_text.original_offset(end - 1) + 1, names=(class_name, *lower_names))
        return self._take_matter(text, index) if self.lists_classes else None

    def _take_named_item(self, text: str, index: int) -> Token | None:
        """Take an item by its own name before its amount: below a heading by function, or where nothing else is called so."""
        begins = index == 0 or (self.lists_items and text[index - 1] in _BEFORE_ITEMS)
        item, code = self.lexicon.find_item(text, index) if begins else ("", "")
        if not item or not _ITEM_AMOUNT.match(text, index + len(item)) or not (self.lists_items or item.endswith(_OF_ITEMS)):
            return None
        self.after_thing_name = True
        stop = self.plain_text.original_offset(index + len(item) - 1) + 1
        return replace(self._take("code", stop, names=self.lexicon.find_item_path(code)), code=code)

    def _take_matter(self, text: str, index: int) -> Token | None:
        """Take a class of the classification by its matter alone, right between a mark and its amount: 教育900万元."""
        if index and text[index - 1] not in _MARKS:
            return None
        for matter, class_name in self.lexicon.class_matters.items():
            end = index + len(matter)
            if text.startswith(matter, index) and text[end : end + 1] in DIGITS:
                return self._take("code", self.plain_text.original_offset(end - 1) + 1, names=(class_name,))
        return None

    def _plain_index(self) -> int | None:
        """The index of the current character in the normalised text; None if it was dropped there."""
        offsets = self.plain_text.offsets
        index = bisect_left(offsets, self.position)
        return index if index < len(offsets) and offsets[index] == self.position else None


def _whole_code(digits: str, names: Sequence[str]) -> str:
    """The digits printed with the names of an item, if they are the code of as many steps; else ""."""
    return digits if len(digits) == 2 * len(names) + 1 else ""
