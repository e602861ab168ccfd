"""Entries in, in any order; each key with where it stands out, in the order of keys: held by text, as most are many entries'.

The name of a figure is that of a figure in every statement: its entries are held once, not once for each of its keys.
"""

from __future__ import annotations

import hashlib
import re
from array import array
from bisect import bisect_left
from collections.abc import Callable, Collection, Iterator
from itertools import chain
from typing import Any, NamedTuple

_NAME, _TEXT, _CONTEXT = range(3)
_MAX_ENTRIES = 2_000
"""Entries that one file of a key holds at most, unless they are one statement's; one that has it as a whole counts as one."""

_RARE = re.compile("[\U00010000-\U0010ffff]")
TermExtractor = Callable[[str], Collection[str]]
_Numbers = int | array  # type: ignore[type-arg] # one number, or several: most texts stand at one place


class IndexTerm(NamedTuple):
    """A key."""

    term: str
    value: str
    """Where it stands, as JSON; of a file of keys, which begins with it, the name."""
    parts: tuple[tuple[str, str], ...] = ()
    """The names and texts of other files that tell where it stands."""


class PostingList(NamedTuple):
    """Entry numbers of a key, each list rising."""

    names: list[int]
    texts: list[int]
    statement_ranges: list[tuple[int, int]]
    """The first and last number, plus one, of statements that have it as a whole."""

    def select_range(self, start: int, stop: int) -> PostingList:
        """Those from one number to before another; no statement lies on both sides."""
        names, texts = (numbers[bisect_left(numbers, start) : bisect_left(numbers, stop)] for numbers in self[:2])
        return PostingList(
            names,
            texts,
            self.statement_ranges[bisect_left(self.statement_ranges, (start, 0)) : bisect_left(self.statement_ranges, (stop, 0))],
        )

    @property
    def size(self) -> int:
        """How many there are."""
        return len(self.names) + len(self.texts) + len(self.statement_ranges)


class Postings:
    """Where texts stand; emptied when it is read."""

    def __init__(self, extract_terms: TermExtractor, normalize: Callable[[str], str], span: int, top: int) -> None:
        """How texts are cut into keys, and how the whole of a name is written. `span` numbers are kept for each group.

        What stands in the first `top` groups is said with the key, always.
        """
        self._extract_terms, self._normalize, self._span, self._top = extract_terms, normalize, span, top
        self._texts: tuple[dict[object, _Numbers], ...] = ({}, {}, {})
        self._number_postings: dict[str, _Numbers] = {}
        """By key where a number stands that is shown: of these there are as many as figures."""

    def add(self, start: int, context: str, entries: Collection[tuple[tuple[str, ...], str, Collection[str]]]) -> None:
        """The entries of a group, by the names of each, what else it is found by, and the keys of the numbers that it shows."""
        name_postings, text_postings, context_postings = self._texts
        for number, (names, text, number_terms) in enumerate(entries, start):
            _add_number(name_postings, names, number)
            for term in number_terms:
                _add_number(self._number_postings, term, number)
            if text:
                _add_number(text_postings, text, number)
        if context and entries:
            _add_number(context_postings, context, start)
            _add_number(context_postings, context, start + len(entries))

    def read(self) -> Iterator[IndexTerm]:
        """Each key."""
        texts_by_term, numbers_by_text = self._group_by_term()
        values_by_texts: dict[tuple[int, ...], str] = {}
        for term in sorted(texts_by_term.keys() | self._number_postings.keys(), key=_order_as_javascript):
            text_ids = tuple(_as_list(texts_by_term.get(term)))
            number_postings = self._number_postings.pop(term, None)
            if (
                text_ids in values_by_texts and number_postings is None
            ):  # in the same texts as a key before it: it may share the files
                yield IndexTerm(term, values_by_texts[text_ids])
                continue
            index_term = self._build_term(term, _build_postings(text_ids, numbers_by_text, number_postings))
            if index_term.parts and number_postings is None:
                values_by_texts[text_ids] = index_term.value
            yield index_term

    def _group_by_term(self) -> tuple[dict[str, _Numbers], list[_Numbers]]:
        """By key which texts have it: the place of a text's numbers in the list times three, and what kind of text it is."""
        texts_by_term: dict[str, _Numbers] = {}
        numbers_by_text: list[_Numbers] = []
        for kind, texts in enumerate(self._texts):
            while texts:
                text, numbers = texts.popitem()
                names = text if isinstance(text, tuple) else (str(text),)
                terms = set(chain.from_iterable(map(self._extract_terms, names)))
                if kind == _NAME:
                    terms.update(f"={name}" for each in names if (name := self._normalize(each)))
                for term in terms:
                    _add_number(texts_by_term, term, len(numbers_by_text) * 3 + kind)
                numbers_by_text.append(numbers)
        return texts_by_term, numbers_by_text

    def _build_term(self, term: str, postings: PostingList) -> IndexTerm:
        """All places, or where there are too many those in the first groups, the name of the other files and where they begin."""
        if postings.size <= _MAX_ENTRIES:
            return IndexTerm(term, f"[{_encode_postings(postings)}]")
        first, name = self._top * self._span, f"p-{hashlib.sha256(term.encode()).hexdigest()[:12]}"
        last = max(
            numbers[-1]
            for numbers in (postings.names, postings.texts, [stop for _, stop in postings.statement_ranges])
            if numbers
        )
        width = self._span
        while first + width <= last:
            width *= 2
        pieces = [(start // self._span, part) for start, part in self._split(postings, first, width)]
        head = postings.select_range(0, first)
        steps = _encode_steps(head.names), _encode_steps(_other_numbers(head)), f'"{name}"'
        value = f"[{','.join(steps)},{_encode_steps([start for start, _ in pieces])}]"
        return IndexTerm(term, value, tuple((f"{name}-{start}", f"[{_encode_postings(part)}]") for start, part in pieces))

    def _split(self, postings: PostingList, start: int, width: int) -> Iterator[tuple[int, PostingList]]:
        """Halved until each piece is small enough: where it is cut does not depend on what is new somewhere else."""
        part = postings.select_range(start, start + width)
        if part.size > _MAX_ENTRIES and width > self._span:
            yield from self._split(part, start, width // 2)
            yield from self._split(part, start + width // 2, width // 2)
        elif part.size:
            yield start, part


def _add_number(numbers: dict[Any, _Numbers], key: object, number: int) -> None:
    """One more number of a key."""
    current = numbers.get(key)
    if current is None:
        numbers[key] = number
    elif isinstance(current, int):
        numbers[key] = array("Q", (current, number))
    else:
        current.append(number)


def _as_list(numbers: _Numbers | None) -> Collection[int]:
    return () if numbers is None else (numbers,) if isinstance(numbers, int) else numbers


def _build_postings(text_ids: tuple[int, ...], numbers_by_text: list[_Numbers], number_postings: _Numbers | None) -> PostingList:
    """The numbers of all texts that have a key."""
    numbers_by_kind: tuple[list[int], list[int], list[int]] = ([*_as_list(number_postings)], [], [])
    for each in text_ids:
        numbers_by_kind[each % 3].extend(_as_list(numbers_by_text[each // 3]))
    names, texts, ends = numbers_by_kind
    return PostingList(sorted(set(names)), sorted(set(texts)), sorted({*zip(ends[::2], ends[1::2], strict=True)}))


def _order_as_javascript(term: str) -> str:
    """JavaScript compares halves of rare characters."""
    return _RARE.sub(lambda rare: chr(0xD7C0 + (ord(rare[0]) >> 10)) + chr(0xDC00 + (ord(rare[0]) & 0x3FF)), term)


def _encode_postings(postings: PostingList) -> str:
    """Where it is in a name, and where else."""
    others = _other_numbers(postings)
    return f"{_encode_steps(postings.names)},{_encode_steps(others)}" if others else _encode_steps(postings.names)


def _other_numbers(postings: PostingList) -> list[int]:
    """Where it is in a text or in what a statement has as a whole, and in no name."""
    all_numbers = chain(postings.texts, *(range(*bounds) for bounds in postings.statement_ranges))
    return sorted({*all_numbers}.difference(postings.names)) if postings.statement_ranges or postings.texts else []


def _encode_steps(numbers: list[int]) -> str:
    """Rising numbers as a list of the steps from one to the next; `-n` stands for n more that follow one by one."""
    steps: list[int] = []
    last = -1
    for number in numbers:
        if number == last + 1 and steps:
            if steps[-1] < 0:
                steps[-1] -= 1
            else:
                steps.append(-1)
        else:
            steps.append(number - last)
        last = number
    return f"[{','.join(map(str, steps))}]"
