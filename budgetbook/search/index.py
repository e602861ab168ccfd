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

from budgetbook.infra.base.files import OutputFile
from budgetbook.search.postings import IndexTerm, Postings
from budgetbook.search.terms import extract_number_terms, extract_terms, normalize

SPAN = 10_000
"""Numbers kept for the entries of one group, which can have no more."""
_ENTRIES_PER_FILE = 100
"""Entries of one file."""
_SHARD = 5_000
"""Characters of keys and their entries after which a file may end; at twice as many it does."""


class SearchEntry(NamedTuple):
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
    number_forms: str = ""
    """The numbers that it shows, in every form in which a page shows them: found as its names are."""


class EntryBlock(NamedTuple):
    """Entries that have a context in common: the figures of one statement, by its body and year."""

    context: str
    entries: tuple[SearchEntry, ...]


def build_index_files(
    folder: str, blocks: Iterable[tuple[int, EntryBlock]], kinds: dict[str, str], top: int
) -> Iterator[OutputFile]:
    """The files of an index, all below `folder`. Groups come in any order, each with its number; the first `top` are general."""
    version = hashlib.sha256()
    index_header: dict[str, Any] = {"block": _ENTRIES_PER_FILE, "span": SPAN, "top": top, "kinds": list(kinds.values())}
    for name, text in _build_files(blocks, list(kinds), top, index_header):
        data = text.encode()
        version.update(data)
        yield OutputFile(f"{folder}{name}.json", data)
    yield OutputFile(f"{folder}index.json", _json({"version": version.hexdigest()[:12], **index_header}).encode())


def _build_files(
    blocks: Iterable[tuple[int, EntryBlock]], kinds: list[str], top: int, index_header: dict[str, Any]
) -> Iterator[tuple[str, str]]:
    """The name and text of each file; `about` learns where keys begin."""
    postings = Postings(extract_terms, normalize, SPAN, top)
    for number, block in blocks:
        if len(block.entries) > SPAN:
            raise ValueError(f"{len(block.entries)} entries in a group would have the numbers of the next one")
        postings.add(
            number * SPAN,
            block.context,
            [(entry.names, entry.text, extract_number_terms(entry.number_forms)) for entry in block.entries],
        )
        for first in range(0, len(block.entries), _ENTRIES_PER_FILE):
            yield (
                f"e-{(number * SPAN + first) // _ENTRIES_PER_FILE}",
                _encode_entries(block.entries[first : first + _ENTRIES_PER_FILE], kinds),
            )
    nodes: list[IndexTerm] = []
    for shard in _split_shards(postings.read()):
        yield from (part for each in shard for part in each.parts)
        nodes.append(IndexTerm(shard[0].term, _shard_name("k", shard)))
        yield nodes[-1].value, "{" + ",".join(f"{_json(each.term)}:{each.value}" for each in shard) + "}"
    index_header["depth"] = 0
    while sum(len(node.term) + len(node.value) for node in nodes) > 2 * _SHARD:
        lower, nodes = nodes, []
        for shard in _split_shards(lower):
            nodes.append(IndexTerm(shard[0].term, _shard_name(f"d{index_header['depth']}", shard)))
            yield nodes[-1].value, _json(_flatten_nodes(shard))
        index_header["depth"] += 1
    index_header["first"] = _flatten_nodes(nodes)


def _encode_entries(entries: tuple[SearchEntry, ...], kinds: list[str]) -> str:
    """Entries as rows, and what all their addresses begin and all their notes end with."""
    begin = commonprefix([entry.href for entry in entries])  # noqa: RUF071 - of characters, not of folders
    end = commonprefix([entry.note[::-1] for entry in entries])[::-1]  # noqa: RUF071 - the same
    rows = [
        [kinds.index(entry.kind), entry.title, entry.note.removesuffix(end), entry.href.removeprefix(begin)] for entry in entries
    ]
    return _json([begin, end, rows])


def _split_shards(terms: Iterable[IndexTerm]) -> Iterator[list[IndexTerm]]:
    """Pieces of about one size. Most begin at a key whose sum says so, so that one that grows moves few of the others."""
    shard: list[IndexTerm] = []
    size = 0
    for each in terms:
        weight = len(each.term) + len(each.value)
        if size >= _SHARD and (size >= 2 * _SHARD or zlib.crc32(each.term.encode()) * _SHARD < weight << 34):
            yield shard
            shard, size = [], 0
        shard.append(each)
        size += weight
    if shard:
        yield shard


def _shard_name(kind: str, shard: list[IndexTerm]) -> str:
    """The name of a file by its first key, so that it stays while others come and go."""
    return f"{kind}-{hashlib.sha256(shard[0].term.encode()).hexdigest()[:12]}"


def _flatten_nodes(nodes: list[IndexTerm]) -> list[str]:
    """First key, name, first key, name."""
    return [text for node in nodes for text in (node.term, node.value)]


_json = json.JSONEncoder(ensure_ascii=False, separators=(",", ":")).encode
