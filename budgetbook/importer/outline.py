"""The blocks of a document in; the part of it that each block belongs to out, named by the document's own numbering."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from budgetbook.importer.name_matching import Names, narrow
from budgetbook.importer.readers.document import Block, Document, Paragraph, Spot, Table
from budgetbook.importer.sentences.subject import Context
from budgetbook.importer.vocabulary import Limit, Vocabulary

_DIGITS = "一二三四五六七八九十百"
_LEVELS = (
    re.compile(rf"^\s*([{_DIGITS}]+)、\s*(.*)", re.DOTALL),
    re.compile(rf"^\s*[（(]([{_DIGITS}]+)[）)]\s*[、.]?(.*)", re.DOTALL),
    re.compile(r"^\s*([0-9]{1,2})\s*[.．、]\s*(?![0-9])(.*)", re.DOTALL),
)
_PART = re.compile(rf"第[{_DIGITS}]+部分")
_WRAPS = ("{}", "（{}）", "{}")
TITLE = "标题"
MAX_NAME = 24
"""How much of a heading tells what the part below it is about."""
SHOWN = 40
"""How much of a heading names a place."""


@dataclass
class Place:
    """A part of the document."""

    key: str
    name: str
    """Its own words, cut short."""
    spots: list[Spot] = field(default_factory=list)
    concept: str = ""
    """The table's, or what the heading names."""


@dataclass
class _Step:
    """One number on the way to a place: level, number, key so far."""

    level: int
    number: int
    key: str
    text: str


@dataclass
class Outline:
    """Walks through a document's blocks and says where each one stands."""

    vocabulary: Vocabulary
    names: Names
    body: str = ""
    places: dict[str, Place] = field(default_factory=dict)
    _part: str = ""
    _path: list[_Step] = field(default_factory=list)
    _tables: int = 0

    def contexts(self, document: Document) -> list[tuple[Block, Context]]:
        """Every block with its place and what the headings above it say."""
        return [(block, self._context(block)) for block in document.blocks]

    def _context(self, block: Block) -> Context:
        if isinstance(block, Table):
            self._tables += 1
            key = f"表{self._tables}"
            self._note(key, block.caption[0] if block.caption else key, block.spot)
            return Context(key)
        number = self._numbered(block)
        if number is None and block.heading:
            self._unnumbered(block)
        key = self._path[-1].key if self._path else self._part or TITLE
        self._note(key, block.text, *(piece.spot for piece in block.pieces))
        return self._said(key, block)

    def _numbered(self, block: Paragraph) -> _Step | None:
        for level, pattern in enumerate(_LEVELS):
            if match := pattern.match(block.text):
                number = int(match[1]) if match[1].isdigit() else chinese(match[1])
                return self._enter(level, number, match[2])
        return None

    def _enter(self, level: int, number: int, text: str) -> _Step:
        """Where a numbered paragraph belongs: the innermost list that it continues, else below what stands there."""
        for index in range(len(self._path) - 1, -1, -1):
            step = self._path[index]
            if step.level == level and number == step.number + 1:
                self._path = self._path[:index]
                break
        else:
            outer = [i for i, step in enumerate(self._path) if step.level == level]
            if (outer and number != 1) or (outer and outer[-1] == len(self._path) - 1):
                self._path = self._path[: outer[-1]]
        above = self._path[-1].key if self._path else (f"{self._part} " if self._part else "")
        step = _Step(level, number, above + _WRAPS[level].format(chinese_of(number) if level < 2 else number), text)
        self._path.append(step)
        return step

    def _unnumbered(self, block: Paragraph) -> None:
        """A heading without a number opens a part of its own, once the chapters have begun or a page is turned."""
        spot = block.pieces[0].spot
        if (part := _PART.match(block.text)) and self.places:
            self._part, self._path = part[0], []
        elif self._path or (spot.page or 1) > 1:
            self._part, self._path = short(self._bare(block.text)), []

    def _bare(self, text: str) -> str:
        """A heading without the year and the body's name, which every part of a document may repeat."""
        bare = re.sub(r"^(?:(?:19|20)[0-9]{2}年度?)?", "", text.strip())
        bare = re.sub(rf"^{re.escape(self.body)}(?:[（(](?:部门|单位|本级)[）)])?", "", bare) if self.body else bare
        return bare or text

    def _note(self, key: str, text: str, *spots: Spot) -> None:
        place = self.places.setdefault(key, Place(key, _title(self._bare(_PART.sub("", text.strip(), count=1)) or text, SHOWN)))
        place.spots += spots

    def _said(self, key: str, block: Paragraph) -> Context:
        """What the headings on the way here say; a numbered paragraph that is no heading only lends its first words."""
        texts = [step.text for step in self._path] + [self._part]
        data = self.vocabulary.words
        prose = any(word in text[:MAX_NAME] for text in texts for word in data.prose_headings)
        projects = any(word in text[:MAX_NAME] for text in texts for word in data.project_headings)
        heading: str = ""
        fund: Limit = ""
        for step in reversed(self._path if not block.heading else self._path[:-1]):
            own, limit = self._named(_title(step.text))
            heading, fund = heading or own, fund or limit
        targets = any(word in text[:MAX_NAME] for text in texts for word in data.target_headings)
        return Context(key, heading, prose, projects, targets, fund)

    def _named(self, text: str) -> tuple[str, Limit]:
        """The concept that a heading names, if it names just one, and the fund, if it names one."""
        if exact := self.names.exact(text):
            concept = exact[0] if len(exact) == 1 else ""
            return ("" if concept in self.vocabulary.words.weak_names else concept), self.vocabulary.fund_of.get(concept, "")
        plain = narrow(text)
        bare = self.vocabulary.words.bare
        found = [f for f in self.names.all(plain) if len(f.concepts) == 1 and plain[f.start : f.end] not in bare]
        named = {each.concepts[0] for each in found}
        funds = {self.vocabulary.fund_of[concept] for concept in named if concept in self.vocabulary.fund_of}
        fund: Limit = next(iter(funds)) if len(funds) == 1 else ""
        strong = named - set(self.vocabulary.words.weak_names)
        concept = next(iter(strong)) if len(strong) == 1 else ""
        return self.vocabulary.limited(concept, fund) or concept, fund


def _title(text: str, most: int = MAX_NAME) -> str:
    """The first words of a paragraph, without its number."""
    for pattern in _LEVELS:
        if match := pattern.match(text):
            text = match[2]
    return short(text, most)


def short(text: str, most: int = MAX_NAME) -> str:
    """Up to the first mark, and not long; what is cut off is seen to be."""
    words = re.split(r"[。：:；，,\n]", " ".join(text.split()))[0] or text
    return words if len(words) <= most else f"{words[: most - 1]}…" if most > MAX_NAME else words[:most]


def without_numbers(name: str) -> str:
    """A heading's words; numbers are typed once, as figures, and never in a text."""
    bare = re.sub(r"(?:(?:19|20)[0-9]{2}年度?)|[\s“”\"]+", "", name)
    return re.split("[0-9０-９]", bare)[0].rstrip("（(《、")


def chinese(text: str) -> int:
    """十二 -> 12; for numbers below a hundred."""
    if "十" not in text:
        return _DIGITS.index(text[0]) + 1
    tens, _, ones = text.partition("十")
    return (_DIGITS.index(tens) + 1 if tens else 1) * 10 + (_DIGITS.index(ones) + 1 if ones else 0)


def chinese_of(number: int) -> str:
    """12 -> 十二."""
    tens, ones = divmod(number, 10)
    return (f"{_DIGITS[tens - 1] if tens > 1 else ''}十" if tens else "") + (_DIGITS[ones - 1] if ones else "")
