"""What can be found in; the files of a search index, of which a query reads only the parts that it needs, out.

A text is found by its keys: each three neighbouring characters of a Chinese run (and what is left of them at its end), each
word and number of anything else, and the whole of a name. One or two characters are found as the beginning of a key.
`assets/search.js` cuts what a reader types in the same way.
"""

from __future__ import annotations

import hashlib
import json
import re
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from functools import lru_cache

from budgetbook.output import Output

_BLOCK = 100
"""Entries of one file."""
_SHARD = 5_000
"""About how many characters of keys and their entries one file holds."""
_UNSEEN = re.compile(r"[“”‘’\"'《》()〈〉「」]")
"""Quotes and brackets: documents put them now here, now there."""
_GROUPS = re.compile(r"([0-9]),(?=[0-9]{3})")
_RUN = re.compile(r"[㐀-鿿]+|[0-9]+(?:\.[0-9]+)?|[a-zà-ÿ]+")


@dataclass(frozen=True, slots=True)
class Entry:
    """Something that can be found."""

    kind: str
    title: str
    note: str
    """What tells it from others of the same title: a value, a body, a year."""
    href: str
    """From the search page."""
    names: tuple[str, ...]
    """What it is called: found first, and before everything else if it is the whole of what was typed."""
    text: str = ""
    """What else it is found by."""


@dataclass(frozen=True, slots=True)
class Group:
    """Entries that have a context in common: the figures of one statement, by its body and year."""

    context: str
    entries: tuple[Entry, ...]


def plain(text: str) -> str:
    """A text as keys are made of it: one width, small letters, no quotes or brackets, no thousands commas."""
    return _GROUPS.sub(r"\1", _UNSEEN.sub("", unicodedata.normalize("NFKC", text).lower()))


@lru_cache(maxsize=100_000)
def keys(text: str) -> frozenset[str]:
    """The keys of a text."""
    found: set[str] = set()
    for run in _RUN.findall(plain(text)):
        if run[0] >= "㐀":
            found.update(run[at : at + 3] for at in range(len(run)))
        else:
            found.add(_singular(run))
    return frozenset(found)


def _singular(word: str) -> str:
    """Good enough for both sides to agree: expenses and expense, bodies and body."""
    if len(word) < 4 or word[-1] != "s" or word[-2] == "s":
        return word
    return f"{word[:-3]}y" if word.endswith("ies") else word[:-1]


@dataclass
class _Found:
    """Where a key stands: entry numbers, rising, and ranges of them."""

    names: list[int] = field(default_factory=list)
    texts: list[int] = field(default_factory=list)
    ranges: list[range] = field(default_factory=list)


def files(folder: str, groups: Iterable[Group], kinds: dict[str, str]) -> Iterator[Output]:
    """`index.json` (what there is), `k-<n>.json` (keys and where they stand) and `e-<n>.json` (entries), all below `folder`."""
    entries: list[Entry] = []
    found: dict[str, _Found] = {}
    for group in groups:
        _add(group, entries, found)
    order = list(kinds)
    blocks = [entries[start : start + _BLOCK] for start in range(0, len(entries), _BLOCK)]
    shards = list(_shards(found))
    made = {f"e-{n}": _json([[order.index(e.kind), e.title, e.note, e.href] for e in block]) for n, block in enumerate(blocks)}
    made |= {f"k-{n}": "{" + ",".join(f"{_json(key)}:{value}" for key, value in shard) + "}" for n, shard in enumerate(shards)}
    version = hashlib.sha256("\n".join(made.values()).encode()).hexdigest()[:12]
    about = {
        "version": version,
        "count": len(entries),
        "block": _BLOCK,
        "kinds": list(kinds.values()),
        "first": [shard[0][0] for shard in shards],
    }
    for name, text in {"index": _json(about), **made}.items():
        yield Output(f"{folder}{name}.json", text.encode())


def _add(group: Group, entries: list[Entry], found: dict[str, _Found]) -> None:
    start = len(entries)
    for number, entry in enumerate(group.entries, start):
        entries.append(entry)
        named = frozenset().union(*(keys(name) for name in entry.names))
        for key in (*named, *{f"={whole}" for name in entry.names if (whole := plain(name))}):
            found.setdefault(key, _Found()).names.append(number)
        for key in keys(entry.text) - named:
            found.setdefault(key, _Found()).texts.append(number)
    if len(entries) > start:
        for key in keys(group.context):
            found.setdefault(key, _Found()).ranges.append(range(start, len(entries)))


def _shards(found: dict[str, _Found]) -> Iterator[list[tuple[str, str]]]:
    """Keys in their order with where they stand, cut into pieces of about one size."""
    shard: list[tuple[str, str]] = []
    size = 0
    for key in sorted(found):
        about = found[key]
        texts = {*about.texts, *(number for numbers in about.ranges for number in numbers)} - set(about.names)
        value = f"[{_steps(about.names)},{_steps(sorted(texts))}]" if texts else f"[{_steps(about.names)}]"
        if size and size + len(value) > _SHARD:
            yield shard
            shard, size = [], 0
        shard.append((key, value))
        size += len(key) + len(value)
    if shard:
        yield shard


def _steps(numbers: list[int]) -> str:
    """Rising numbers as a list of the steps from one to the next; `-n` stands for n more that follow one by one."""
    steps: list[int] = []
    last = -1
    for number in numbers:
        if number == last + 1 and steps and last >= 0:
            if steps[-1] < 0:
                steps[-1] -= 1
            else:
                steps.append(-1)
        else:
            steps.append(number - last)
        last = number
    return f"[{','.join(map(str, steps))}]"


_json = json.JSONEncoder(ensure_ascii=False, separators=(",", ":")).encode
