"""Tells items of a classification in a paragraph by their code, or by their names with 类, 款 and 项."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from difflib import SequenceMatcher

from budgetbook.importer.name_matching import normalise
from budgetbook.importer.sentences.lexicon import ITEM_DIGITS, Lexicon
from budgetbook.importer.sentences.tokens import Token

_NAME = r"(?!\([一二三四五六七八九十]{1,3}\))(?:[^“”\"，,。；;：:、.()\s0-9]|\((?![类款项]\))[^()0-9]{1,4}\)){2,40}+"
_LOWER_NAME = r"(?:[^“”\"，,。；;：:.()\s0-9]|\((?![类款项]\))[^()0-9]{1,4}\)){2,40}+"
"""A name behind that of a wider item, which may string things together: 环境保护法规、规划及标准."""
_JOINT = r"[\s/>—–-]{0,2}(?:[0-9]{2}\s?)?"
"""What may stand between two names: a dash, the two digits of the lower one."""
_TAIL = r"(?:\s?(?:事务|方面|科目|类)(?=\s?(?:支出)?\s?[0-9]))?"
"""A word behind the names of an item that says nothing, before the amount: 行政运行（项）事务5万元."""
_LAST_ITEM = rf"(?:{_JOINT}({_LOWER_NAME})\((?:[0-9]{{2}})?项\){_TAIL})?"
ITEM_NAMES = re.compile(
    rf"[“\"]?(?:(?:(?<![0-9.,])[0-9]{{3}}\s?)?({_NAME})\((?:[0-9]{{3}})?类\)(?:{_JOINT}({_LOWER_NAME})\((?:[0-9]{{2}})?款\){_LAST_ITEM})?"
    rf"|({_NAME})\((?:[0-9]{{2}})?款\){_LAST_ITEM})?[”\"]?"
)
"""类, 款 and 项, each optional; an empty match is no item."""
STEP = r"[^,。;:、.()0-9>/\\—–-]{2,40}?"
_PRINTED_CODE = re.compile(r"(?<=\()[0-9]+(?=[类款项]\))|(?<![0-9.,])[0-9]{2,3}(?=\s?[^0-9\s.,%类款项)])")
_CODE_BEHIND = re.compile(r"\s?\((?:功能)?(?:科目)?(?:编码|代码|编号)?:?\s?([0-9]{3}(?:[0-9]{2}){0,2})\)")
"""The whole code in brackets behind the name or names: 教育支出（205）."""
_NAME_CODE = re.compile(r"(?<![0-9])([0-9]{7})[\s“\"]{0,3}(?![0-9.,%])")
_CODED_LABEL = re.compile(r"[0-9]{7}\s?(?:\([0-9]{2}\))?([^0-9,。;:]{3,40}?)(?=\(项\)|[:,])")
"""A code and its name before a colon or （项）; behind the code the digits of some system of its own: 2080501（02）."""
_ALIKE = 0.85
"""How much of a name must be that of its code's, so that a word left out or misspelt makes it no other name."""
_CODED_PATH = re.compile(
    rf"(?<![0-9.])([0-9]{{3}}(?:[0-9]{{2}}){{1,2}})\s?({STEP})[-—–>/\\]{{1,2}}({STEP})(?:[-—–>/\\]{{1,2}}({STEP}))?(?=科目|[0-9,。;:(]|$)"
)
"""The whole code before names that are written as a path: 20701 文化旅游体育与传媒/文化和旅游."""
LIST_WORDS = ("其中", "包括")


@dataclass
class CodedItemTokenizer:
    """One pass over a paragraph, as far as it denotes items by codes or by names that say what they are."""

    lexicon: Lexicon
    text: str
    branch: str = field(default="", kw_only=True)
    """The code of the class, section or item named last, or of the one whose list goes on from the paragraph before."""
    position: int = field(default=0, kw_only=True)
    after_thing_name: bool = field(default=False, kw_only=True)
    """True right behind the name of a thing, where 支出 adds nothing."""

    def take(self, kind: str, end: int, concepts: tuple[str, ...] = (), names: tuple[str, ...] = ()) -> Token:
        """Take the text up to `end` as a token."""
        token = Token(kind, self.position, end, self.text[self.position : end], concepts, item_path=names)
        self.position = end
        return token

    def _take_list_word(self) -> Token | None:
        """Take 其中 or 包括 before the names of an item, which it is no piece of: 其中林业和草原（款）."""
        word = next((w for w in LIST_WORDS if self.text.startswith(w, self.position)), "")
        next_item = ITEM_NAMES.match(self.text, self.position + len(word)) if word else None
        return self.take("part", self.position + len(word)) if next_item and any(next_item.groups()) else None

    def take_item(self, match: re.Match[str]) -> Iterator[Token]:
        """Take an item of the classification; the digits of its code, if the text has them, are tokens of their own."""
        if word := self._take_list_word():
            yield word
            match = ITEM_NAMES.match(self.text, self.position) or match
        pieces = list(_PRINTED_CODE.finditer(match[0]))
        for digits in pieces:
            yield Token("code-number", self.position + digits.start(), self.position + digits.end(), digits[0])
        printed_digits, names = "".join(piece[0] for piece in pieces), tuple(filter(None, match.groups()))
        token = self.take("code", match.end(), names=names)
        yield from self.add_code_behind(replace(token, code=_whole_code(printed_digits, names)))
        self.after_thing_name = True

    def add_code_behind(self, token: Token) -> Iterator[Token]:
        """Yield a token, before it the digits of the code that stands in brackets behind the names of an item."""
        if token.kind == "code" and (printed_code := _CODE_BEHIND.match(self.text, token.end)):
            yield Token("code-number", printed_code.start(1), printed_code.end(1), printed_code[1])
            self.position = printed_code.end()
            token = replace(token, end=printed_code.end(), code=_whole_code(printed_code[1], token.item_path) or token.code)
        if token.kind == "code":
            self.branch = token.code or self.lexicon.branches.find_code(token.item_path)
        yield token

    def take_coded_item(self) -> list[Token]:
        """Take an item that its code and its names denote; nothing where the text has none."""
        if end := self._find_coded_name():
            code = self.text[self.position : self.position + ITEM_DIGITS]
            return self._take_code_and_names(ITEM_DIGITS, end, code, self.lexicon.find_item_path(code))
        if match := self._find_coded_path():
            return self._take_code_and_names(len(match[1]), match.end(), match[1], tuple(filter(None, match.groups()[1:])))
        return []

    def _take_code_and_names(self, length: int, end: int, code: str, names: tuple[str, ...]) -> list[Token]:
        """The tokens of the digits of a code and of the names behind it."""
        self.branch = code
        digits = self.take("code-number", self.position + length)
        item = replace(self.take("code", end, names=names), code=code)
        self.after_thing_name = True
        return [digits, item]

    def _find_coded_name(self) -> int:
        """The end of an item that its code and its own name denote, before its amount: 2080505 机关事业单位…缴费支出; else 0."""
        match = _NAME_CODE.match(self.text, self.position)
        names = self.lexicon.find_item_names(match[1]) if match else ()
        start = match.end() if match else 0
        end = next((start + len(name) for name in names if self.text.startswith(name, start)), 0)
        return end or (self._find_coded_label(names) if names else 0)

    def _find_coded_label(self, names: Sequence[str]) -> int:
        """The end of a code's name that begins a line and differs from that of the classification by a slip or a few words."""
        match = _CODED_LABEL.match(self.text, self.position) if not self.text[: self.position].strip() else None
        own_name = normalise(match[1]).text if match else ""
        is_alike = any(SequenceMatcher(None, own_name, normalise(name).text).ratio() >= _ALIKE for name in names)
        return match.end(1) if match and is_alike else 0

    def _find_coded_path(self) -> re.Match[str] | None:
        """An item that its code and the path of its names denote, if the code's class is the one that they begin with."""
        match = _CODED_PATH.match(self.text, self.position)
        if match is None or len(match[1]) != 2 * len([name for name in match.groups()[1:] if name]) + 1:
            return None
        matter = normalise(match[2]).text.removesuffix("支出")
        class_name = self.lexicon.class_matters.get(matter, "")
        return match if class_name and class_name in self.lexicon.find_item_names(match[1][:3]) else None


def _whole_code(digits: str, names: Sequence[str]) -> str:
    """The digits printed with the names of an item, if they are the code of as many steps; else ""."""
    return digits if len(digits) == 2 * len(names) + 1 else ""
