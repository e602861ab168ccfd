"""Collects, for each term, the entries that contain it, and yields them in the order of terms.

Entry numbers are held per text, not per term: a figure's name occurs in every statement and has several terms.
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
"""Entries of one term per file. The entries of one statement are never split, and a statement that matches as a whole counts as
one."""

_RARE = re.compile("[\U00010000-\U0010ffff]")
TermExtractor = Callable[[str], Collection[str]]
_Numbers = int | array  # type: ignore[type-arg] # most texts have one entry: a bare number saves its array


class IndexTerm(NamedTuple):
    """A term of the index, or the first term of a shard."""

    term: str
    value: str
    """Its entries as JSON; for a shard, the name of its file."""
    parts: tuple[tuple[str, str], ...] = ()
    """Names and texts of further files with entries of the term."""


class PostingList(NamedTuple):
    """Entry numbers of a term, each list in ascending order."""

    names: list[int]
    texts: list[int]
    statement_ranges: list[tuple[int, int]]
    """First and last number, plus one, of statements that match as a whole."""

    def select_range(self, start: int, stop: int) -> PostingList:
        """Postings from `start` up to but excluding `stop`; no statement may cross either."""
        names, texts = (numbers[bisect_left(numbers, start) : bisect_left(numbers, stop)] for numbers in self[:2])
        return PostingList(
            names,
            texts,
            self.statement_ranges[bisect_left(self.statement_ranges, (start, 0)) : bisect_left(self.statement_ranges, (stop, 0))],
        )

    @property
    def size(self) -> int:
        """Number of postings."""
        return len(self.names) + len(self.texts) + len(self.statement_ranges)


class Postings:
    """Collects texts with their entry numbers; reading empties it."""

    def __init__(self, extract_terms: TermExtractor, normalize: Callable[[str], str], span: int, top: int) -> None:
        """`extract_terms` cuts texts into terms, `normalize` prepares whole names; `span` numbers are reserved for each block.

        Entries in the first `top` blocks are always stored with the term itself.
        """
        self._extract_terms, self._normalize, self._span, self._top = extract_terms, normalize, span, top
        self._texts: tuple[dict[object, _Numbers], ...] = ({}, {}, {})
        self._number_postings: dict[str, _Numbers] = {}
        """Entries of each number term, held by term: there are as many as figures."""

    def add(self, start: int, context: str, entries: Collection[tuple[tuple[str, ...], str, Collection[str]]]) -> None:
        """Add a block of entries, each with its names, further text and number terms."""
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
        """Yield every term in JavaScript's string order."""
        texts_by_term, numbers_by_text = self._group_by_term()
        values_by_texts: dict[tuple[int, ...], str] = {}
        for term in sorted(texts_by_term.keys() | self._number_postings.keys(), key=_order_as_javascript):
            text_ids = tuple(_as_list(texts_by_term.get(term)))
            number_postings = self._number_postings.pop(term, None)
            # A term that occurs in the same texts as an earlier one shares its files.
            if text_ids in values_by_texts and number_postings is None:
                yield IndexTerm(term, values_by_texts[text_ids])
                continue
            index_term = self._build_term(term, _build_postings(text_ids, numbers_by_text, number_postings))
            if index_term.parts and number_postings is None:
                values_by_texts[text_ids] = index_term.value
            yield index_term

    def _group_by_term(self) -> tuple[dict[str, _Numbers], list[_Numbers]]:
        """Texts of each term, as the text's index in the list of numbers times three plus its kind; and that list."""
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
        """The term with all entries, or with those of the general blocks and the names of the files that hold the others."""
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
        """Halve the range until each piece is small enough, so that cuts do not depend on what is new elsewhere."""
        part = postings.select_range(start, start + width)
        if part.size > _MAX_ENTRIES and width > self._span:
            yield from self._split(part, start, width // 2)
            yield from self._split(part, start + width // 2, width // 2)
        elif part.size:
            yield start, part


def _add_number(numbers: dict[Any, _Numbers], key: object, number: int) -> None:
    """Add a number to those of a key."""
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
    """Entry numbers of all texts that contain a term."""
    numbers_by_kind: tuple[list[int], list[int], list[int]] = ([*_as_list(number_postings)], [], [])
    for each in text_ids:
        numbers_by_kind[each % 3].extend(_as_list(numbers_by_text[each // 3]))
    names, texts, ends = numbers_by_kind
    return PostingList(sorted(set(names)), sorted(set(texts)), sorted({*zip(ends[::2], ends[1::2], strict=True)}))


def _order_as_javascript(term: str) -> str:
    """Sort key: JavaScript compares UTF-16 units, so rare characters are replaced by their surrogates."""
    return _RARE.sub(lambda rare: chr(0xD7C0 + (ord(rare[0]) >> 10)) + chr(0xDC00 + (ord(rare[0]) & 0x3FF)), term)


def _encode_postings(postings: PostingList) -> str:
    """Entries with the term in a name, then any others, as JSON lists without the outer brackets."""
    others = _other_numbers(postings)
    return f"{_encode_steps(postings.names)},{_encode_steps(others)}" if others else _encode_steps(postings.names)


def _other_numbers(postings: PostingList) -> list[int]:
    """Entries with the term in a text or in a statement's context, but not in a name."""
    all_numbers = chain(postings.texts, *(range(*bounds) for bounds in postings.statement_ranges))
    return sorted({*all_numbers}.difference(postings.names)) if postings.statement_ranges or postings.texts else []


def _encode_steps(numbers: list[int]) -> str:
    """Encode ascending numbers as the steps between them; `-n` stands for n more consecutive numbers."""
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
