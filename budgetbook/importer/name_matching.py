"""Finds the names of concepts in a text. They match exactly, except for quotation marks, brackets and spaces."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property, lru_cache
from itertools import product

from budgetbook.importer.vocabulary import Vocabulary

_SAME_WIDTH = str.maketrans("（）［］【】０１２３４５６７８９．％：；－", "()[][]0123456789.%:;-")
_IGNORED_CHARS = frozenset("“”\"‘’'「」『』《》 \t\u3000\xa0\n\r")
_VARIANT_MARKS = re.compile(f"[{''.join(_IGNORED_CHARS)}]|\\(含|单价|价值")
"""What a text must have for normalising to drop anything."""
_WIDE_COMMA = re.compile("(?<=[０-９])，(?=[０-９]{3}(?![０-９]))")
_WIDE_GROUPS = re.compile(r"(?<![0-9.,，])[0-9]{1,3}(?:，[0-9]{3}){1,4}(?=\.[0-9]{2}(?![0-9]))")
"""An amount to the cent whose groups a wide comma parts: 3，518.85."""
_PRICE_LIMIT = re.compile(r"(?:(?<=单价)|(?<=价值)|(?<=单价在)|(?<=价值在))[0-9][0-9,.]*(?:万元|元)(?:\(含\))?")
_INCLUSIVE = re.compile(r"\(含(?:[^()0-9]{0,12}(?:用车|车辆|购置税))?\)")
"""（含）, and a bracket inside the names of vehicles: 公务用车（含执法执勤用车）运行费."""
NEAR_GAP = 2
"""Surplus characters inside a name at which it still counts as that name."""
NEAR_LENGTH = 5


def narrow(text: str) -> str:
    """Make digits, brackets and marks half-width; every character keeps its index. A wide comma only within a number."""
    if "，" in text:
        text = _WIDE_COMMA.sub(",", text)
        text = _WIDE_GROUPS.sub(lambda match: match[0].replace("，", ","), text)
    return text.translate(_SAME_WIDTH)


def spell_out(spelling: str) -> list[str]:
    """All names that a spelling with alternatives in braces stands for: {公车|公务用车}运行{费|}."""
    pieces = [piece.split("|") for piece in re.split(r"[{}]", spelling)]
    return ["".join(choice) for choice in product(*pieces)]


@dataclass(frozen=True)
class NormalisedText:
    """A text without the characters in which spelling varies, and the original index of each character left."""

    text: str
    offsets: Sequence[int]

    def original_offset(self, index: int) -> int:
        """The index in the original text of a character, or of the end."""
        return self.offsets[index] if index < len(self.offsets) else (self.offsets[-1] + 1 if self.offsets else 0)


def normalise(text: str) -> NormalisedText:
    """Drop quotation marks, spaces and the price of “unit price of N or more”, so that names compare."""
    thin = narrow(text)
    if not _VARIANT_MARKS.search(thin):
        return NormalisedText(thin, range(len(thin)))
    ignored_indices = {i for m in (*_PRICE_LIMIT.finditer(thin), *_INCLUSIVE.finditer(thin)) for i in range(*m.span())}
    offsets = [i for i, char in enumerate(thin) if char not in _IGNORED_CHARS and i not in ignored_indices]
    return NormalisedText("".join(thin[i] for i in offsets), tuple(offsets))


@dataclass(frozen=True, slots=True)
class NameMatch:
    """A name found at `start:end` of a text."""

    start: int
    end: int
    concepts: tuple[str, ...]
    """All concepts of this name; the context decides between them."""


@lru_cache(maxsize=2)  # each document is read with the same names
def _index_names(names: tuple[tuple[str, tuple[str, ...]], ...]) -> Mapping[str, tuple[str, ...]]:
    """Normalised name -> the concepts that have it."""
    concepts: dict[str, tuple[str, ...]] = {}
    for concept, own_names in names:
        for name in (name for spelling in own_names for name in spell_out(spelling)):
            plain_name = normalise(name).text
            concepts[plain_name] = tuple(dict.fromkeys((*concepts.get(plain_name, ()), concept)))
    return concepts


@dataclass(frozen=True)
class ConceptNames:
    """All names of all concepts that can have a figure."""

    vocabulary: Vocabulary
    _by_name: Mapping[str, tuple[str, ...]] = field(init=False)

    def __post_init__(self) -> None:
        more = self.vocabulary.config.names
        names = (
            (concept, (definition.name.as_printed, *definition.also, *more.get(concept, ())))
            for concept, definition in self.vocabulary.concepts.items()
            if definition.measure
        )
        object.__setattr__(self, "_by_name", _index_names(tuple(names)))

    @cached_property
    def _lengths_by_first(self) -> dict[str, tuple[int, ...]]:
        """First character -> the lengths of the names that begin with it, the longest first."""
        lengths = defaultdict[str, set[int]](set)
        for name in self._by_name:
            lengths[name[0]].add(len(name))
        return {first: tuple(sorted(group, reverse=True)) for first, group in lengths.items()}

    def find_at(self, text: str, start: int) -> NameMatch | None:
        """The longest name that begins at this index of a normalised text."""
        for length in self._lengths_by_first.get(text[start : start + 1], ()):
            name = text[start : start + length]  # shorter at the end of the text
            if concepts := self._by_name.get(name):
                return NameMatch(start, start + len(name), concepts)
        return None

    def find_exact(self, text: str) -> tuple[str, ...]:
        """The concepts of exactly this name, ignoring a leading year, 本 or 部门 and a trailing 预算, 数 or 支出."""
        bare = normalise(text).text
        for candidate in _peel_affixes(bare):
            if concepts := self._by_name.get(candidate):
                return concepts
        return ()

    def find_near(self, text: str, concept: str) -> str | None:
        """The part of the text that is a name of the concept with one or two of its characters repeated inside."""
        bare = normalise(text).text
        for name, concepts in sorted(self._by_name.items(), key=lambda item: -len(item[0])):
            match = _loose_pattern(name).search(bare) if concept in concepts and len(name) >= NEAR_LENGTH else None
            if match and len(match[0]) <= len(name) + NEAR_GAP and _repeats(match[0], name):
                return match[0]
        return None

    def find_all(self, text: str) -> Iterator[NameMatch]:
        """Yield the names in a normalised text from left to right, the longest at each position."""
        position = 0
        while position < len(text):
            if name_match := self.find_at(text, position):
                yield name_match
                position = name_match.end
            else:
                position += 1


def _repeats(text: str, name: str) -> bool:
    """True if the surplus repeats a character of the name, as in 政府购买采购; 政府集中采购 is something else."""
    return any(text.count(c) > name.count(c) for c in name)


def _loose_pattern(name: str) -> re.Pattern[str]:
    return re.compile(f".{{0,{NEAR_GAP}}}?".join(map(re.escape, name)))


_HEAD = re.compile(
    r"^(?:\d{4}年度?|本年度?|本部门|部门|本单位|其中[:：]?|[一二三四五六七八九十]+、|\([一二三四五六七八九十]+\)|\d+[.、])+"
)
_TAIL = re.compile(r"(?:预算数|预算|总额|金额|支出|情况|说明|数|\([^()]*\))$")


def _peel_affixes(text: str) -> Iterable[str]:
    """Yield the text, then ever shorter forms of it."""
    yield text
    text = _HEAD.sub("", text)
    yield text
    while len(text) > 2 and (shorter := _TAIL.sub("", text)) != text:
        text = shorter
        yield text
