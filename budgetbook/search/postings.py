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
_MANY = 2_000
"""Entries that one file of a key holds at most, unless they are one statement's; one that has it as a whole counts as one."""

_RARE = re.compile("[\U00010000-\U0010ffff]")
Cut = Callable[[str], Collection[str]]
_Numbers = int | array  # type: ignore[type-arg] # one number, or several: most texts stand at one place


class Keyed(NamedTuple):
    """A key."""

    key: str
    value: str
    """Where it stands, as JSON; of a file of keys, which begins with it, the name."""
    parts: tuple[tuple[str, str], ...] = ()
    """The names and texts of other files that tell where it stands."""


class Place(NamedTuple):
    """Entry numbers of a key, each list rising."""

    names: list[int]
    texts: list[int]
    wholes: list[tuple[int, int]]
    """The first and last number, plus one, of statements that have it as a whole."""

    def between(self, start: int, stop: int) -> Place:
        """Those from one number to before another; no statement lies on both sides."""
        names, texts = (numbers[bisect_left(numbers, start) : bisect_left(numbers, stop)] for numbers in self[:2])
        return Place(names, texts, self.wholes[bisect_left(self.wholes, (start, 0)) : bisect_left(self.wholes, (stop, 0))])

    @property
    def size(self) -> int:
        """How many there are."""
        return len(self.names) + len(self.texts) + len(self.wholes)


class Postings:
    """Where texts stand; emptied when it is read."""

    def __init__(self, keys: Cut, whole: Callable[[str], str], span: int, top: int) -> None:
        """How texts are cut into keys, and how the whole of a name is written. `span` numbers are kept for each group.

        What stands in the first `top` groups is said with the key, always.
        """
        self._keys, self._whole, self._span, self._top = keys, whole, span, top
        self._texts: tuple[dict[object, _Numbers], ...] = ({}, {}, {})
        self._single: dict[str, _Numbers] = {}
        """By key where a number stands that is shown: of these there are as many as figures."""

    def add(self, start: int, context: str, entries: Collection[tuple[tuple[str, ...], str, Collection[str]]]) -> None:
        """The entries of a group, by the names of each, what else it is found by, and the keys of the numbers that it shows."""
        named, told, contexts = self._texts
        for number, (names, text, shown) in enumerate(entries, start):
            _put(named, names, number)
            for key in shown:
                _put(self._single, key, number)
            if text:
                _put(told, text, number)
        if context and entries:
            _put(contexts, context, start)
            _put(contexts, context, start + len(entries))

    def read(self) -> Iterator[Keyed]:
        """Each key."""
        found, places = self._by_key()
        made: dict[tuple[int, ...], str] = {}
        for key in sorted(found.keys() | self._single.keys(), key=_as_compared):
            standing = tuple(_list(found.get(key)))
            single = self._single.pop(key, None)
            if standing in made and single is None:  # in the same texts as a key before it: it may share the files
                yield Keyed(key, made[standing])
                continue
            keyed = self._keyed(key, _place(standing, places, single))
            if keyed.parts and single is None:
                made[standing] = keyed.value
            yield keyed

    def _by_key(self) -> tuple[dict[str, _Numbers], list[_Numbers]]:
        """By key which texts have it: the place of a text's numbers in the list times three, and what kind of text it is."""
        found: dict[str, _Numbers] = {}
        places: list[_Numbers] = []
        for kind, texts in enumerate(self._texts):
            while texts:
                text, numbers = texts.popitem()
                names = text if isinstance(text, tuple) else (str(text),)
                cut = set(chain.from_iterable(map(self._keys, names)))
                if kind == _NAME:
                    cut.update(f"={name}" for each in names if (name := self._whole(each)))
                for key in cut:
                    _put(found, key, len(places) * 3 + kind)
                places.append(numbers)
        return found, places

    def _keyed(self, key: str, place: Place) -> Keyed:
        """All places, or where there are too many those in the first groups, the name of the other files and where they begin."""
        if place.size <= _MANY:
            return Keyed(key, f"[{_lists(place)}]")
        first, name = self._top * self._span, f"p-{hashlib.sha256(key.encode()).hexdigest()[:12]}"
        last = max(numbers[-1] for numbers in (place.names, place.texts, [stop for _, stop in place.wholes]) if numbers)
        width = self._span
        while first + width <= last:
            width *= 2
        cuts = [(start // self._span, part) for start, part in self._cut(place, first, width)]
        head = place.between(0, first)
        value = f'[{_steps(head.names)},{_steps(_others(head))},"{name}",{_steps([start for start, _ in cuts])}]'
        return Keyed(key, value, tuple((f"{name}-{start}", f"[{_lists(part)}]") for start, part in cuts))

    def _cut(self, place: Place, start: int, width: int) -> Iterator[tuple[int, Place]]:
        """Halved until each piece is small enough: where it is cut does not depend on what is new somewhere else."""
        part = place.between(start, start + width)
        if part.size > _MANY and width > self._span:
            yield from self._cut(part, start, width // 2)
            yield from self._cut(part, start + width // 2, width // 2)
        elif part.size:
            yield start, part


def _put(numbers: dict[Any, _Numbers], key: object, number: int) -> None:
    """One more number of a key."""
    there = numbers.get(key)
    if there is None:
        numbers[key] = number
    elif isinstance(there, int):
        numbers[key] = array("Q", (there, number))
    else:
        there.append(number)


def _list(numbers: _Numbers | None) -> Collection[int]:
    return () if numbers is None else (numbers,) if isinstance(numbers, int) else numbers


def _place(standing: tuple[int, ...], places: list[_Numbers], single: _Numbers | None) -> Place:
    """The numbers of all texts that have a key."""
    found: tuple[list[int], list[int], list[int]] = ([*_list(single)], [], [])
    for each in standing:
        found[each % 3].extend(_list(places[each // 3]))
    names, texts, ends = found
    return Place(sorted(set(names)), sorted(set(texts)), sorted({*zip(ends[::2], ends[1::2], strict=True)}))


def _as_compared(key: str) -> str:
    """JavaScript compares halves of rare characters."""
    return _RARE.sub(lambda rare: chr(0xD7C0 + (ord(rare[0]) >> 10)) + chr(0xDC00 + (ord(rare[0]) & 0x3FF)), key)


def _lists(place: Place) -> str:
    """Where it is in a name, and where else."""
    others = _others(place)
    return f"{_steps(place.names)},{_steps(others)}" if others else _steps(place.names)


def _others(place: Place) -> list[int]:
    """Where it is in a text or in what a statement has as a whole, and in no name."""
    every = chain(place.texts, *(range(*whole) for whole in place.wholes))
    return sorted({*every}.difference(place.names)) if place.wholes or place.texts else []


def _steps(numbers: list[int]) -> str:
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
