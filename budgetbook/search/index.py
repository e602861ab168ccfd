"""What can be found in; the files of a search index, of which a query reads only the parts that it needs, out.

An entry is found by the keys of its texts (see `searchkeys`) and by the whole of a name. One or two characters are found as the
beginning of a key.

`e-<n>.json` holds a hundred entries, `k-….json` keys and where they stand, `d-….json` where such files begin, `p-….json` more
places of a key that stands at very many; `index.json` says what there is. A number of an entry is its group's times `SPAN`
and its place in the group, and files begin where keys tell them to: what changes in a statement changes few of them.
"""

from __future__ import annotations

import hashlib
import json
import zlib
from collections.abc import Iterable, Iterator
from os.path import commonprefix
from typing import Any, NamedTuple

from budgetbook.infra.base.files import Output
from budgetbook.search.postings import Keyed, Postings
from budgetbook.search.terms import keys, number_keys, plain

SPAN = 10_000
"""Numbers kept for the entries of one group, which can have no more."""
_BLOCK = 100
"""Entries of one file."""
_SHARD = 5_000
"""Characters of keys and their entries after which a file may end; at twice as many it does."""


class Entry(NamedTuple):
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
    shown: str = ""
    """The numbers that it shows, in every form in which a page shows them: found as its names are."""


class Group(NamedTuple):
    """Entries that have a context in common: the figures of one statement, by its body and year."""

    context: str
    entries: tuple[Entry, ...]


def files(folder: str, groups: Iterable[tuple[int, Group]], kinds: dict[str, str], top: int) -> Iterator[Output]:
    """The files of an index, all below `folder`. Groups come in any order, each with its number; the first `top` are general."""
    version = hashlib.sha256()
    about: dict[str, Any] = {"block": _BLOCK, "span": SPAN, "top": top, "kinds": list(kinds.values())}
    for name, text in _made(groups, list(kinds), top, about):
        data = text.encode()
        version.update(data)
        yield Output(f"{folder}{name}.json", data)
    yield Output(f"{folder}index.json", _json({"version": version.hexdigest()[:12], **about}).encode())


def _made(groups: Iterable[tuple[int, Group]], kinds: list[str], top: int, about: dict[str, Any]) -> Iterator[tuple[str, str]]:
    """The name and text of each file; `about` learns where keys begin."""
    postings = Postings(keys, plain, SPAN, top)
    for number, group in groups:
        if len(group.entries) > SPAN:
            raise ValueError(f"{len(group.entries)} entries in a group would have the numbers of the next one")
        postings.add(
            number * SPAN, group.context, [(entry.names, entry.text, number_keys(entry.shown)) for entry in group.entries]
        )
        for first in range(0, len(group.entries), _BLOCK):
            yield f"e-{(number * SPAN + first) // _BLOCK}", _block(group.entries[first : first + _BLOCK], kinds)
    nodes: list[Keyed] = []
    for shard in _cut(postings.read()):
        yield from (part for each in shard for part in each.parts)
        nodes.append(Keyed(shard[0].key, _named("k", shard)))
        yield nodes[-1].value, "{" + ",".join(f"{_json(each.key)}:{each.value}" for each in shard) + "}"
    about["depth"] = 0
    while sum(len(node.key) + len(node.value) for node in nodes) > 2 * _SHARD:
        lower, nodes = nodes, []
        for shard in _cut(lower):
            nodes.append(Keyed(shard[0].key, _named(f"d{about['depth']}", shard)))
            yield nodes[-1].value, _json(_listed(shard))
        about["depth"] += 1
    about["first"] = _listed(nodes)


def _block(entries: tuple[Entry, ...], kinds: list[str]) -> str:
    """Entries as rows, and what all their addresses begin and all their notes end with."""
    begin = commonprefix([entry.href for entry in entries])  # noqa: RUF071 - of characters, not of folders
    end = commonprefix([entry.note[::-1] for entry in entries])[::-1]  # noqa: RUF071 - the same
    rows = [
        [kinds.index(entry.kind), entry.title, entry.note.removesuffix(end), entry.href.removeprefix(begin)] for entry in entries
    ]
    return _json([begin, end, rows])


def _cut(keyed: Iterable[Keyed]) -> Iterator[list[Keyed]]:
    """Pieces of about one size. Most begin at a key whose sum says so, so that one that grows moves few of the others."""
    shard: list[Keyed] = []
    size = 0
    for each in keyed:
        weight = len(each.key) + len(each.value)
        if size >= _SHARD and (size >= 2 * _SHARD or zlib.crc32(each.key.encode()) * _SHARD < weight << 34):
            yield shard
            shard, size = [], 0
        shard.append(each)
        size += weight
    if shard:
        yield shard


def _named(kind: str, shard: list[Keyed]) -> str:
    """The name of a file by its first key, so that it stays while others come and go."""
    return f"{kind}-{hashlib.sha256(shard[0].key.encode()).hexdigest()[:12]}"


def _listed(nodes: list[Keyed]) -> list[str]:
    """First key, name, first key, name."""
    return [text for node in nodes for text in (node.key, node.value)]


_json = json.JSONEncoder(ensure_ascii=False, separators=(",", ":")).encode
