"""Writes the search index as files, of which a query reads only the parts it needs.

An entry is found by the terms of its texts (see `search.terms`) and by a whole name. One or two characters match the beginning of
a term.

`e-<n>.json` holds four hundred entries, `k-….json` terms and their entries, `d-….json` the first terms of such files, `p-….json`
further entries of a term that has very many, `w.json` what words of a question stand for; `index.json` is the directory. An
entry's number is its block's number times `SPAN` plus its position in the block. Files are split where a hash of the terms says,
so a change in one statement changes few of them.
"""

from __future__ import annotations

import hashlib
import json
import zlib
from collections.abc import Iterable, Iterator, Mapping
from itertools import chain
from os.path import commonprefix
from typing import Any, NamedTuple

from budgetbook.infra.base.files import OutputFile
from budgetbook.search.postings import IndexTerm, Postings
from budgetbook.search.terms import TermCutter

SPAN = 10_000
"""Entry numbers reserved for each block, which can have no more entries."""
_ENTRIES_PER_FILE = 400
"""Entries per file."""
_SHARD = 20_000
"""Size of terms and their entries, in characters, from which a file may end; at twice this it does. A query reads a file a term,
some 6 kB compressed: files of 5,000 would be read in less, and are four times as many, which a host counts."""
_MAX_DIRECTORY = 10_000
"""Size of the first terms of files, in characters, up to which the directory lists them all."""


class SearchEntry(NamedTuple):
    """One thing that can be found."""

    kind: str
    title: str
    note: str
    """Tells entries of the same title apart: a value, an entity, a year."""
    href: str
    """Link, relative to the search page."""
    names: tuple[str, ...]
    """Names, ranked above text; an entry whose whole name is the query comes first."""
    text: str = ""
    """Further text by which the entry is found."""
    number_forms: str = ""
    """Numbers that the entry shows, in every form that pages use; ranked like names."""
    amount: str = ""
    """Its amount, for a result that shows it large."""
    sentence: str = ""
    """What a result says below its title: a part of it with what was asked for, if it is long."""
    tags: tuple[str, ...] = ()
    """What it answers: names that words of a question stand for (see `search.asked_words`)."""


class EntryBlock(NamedTuple):
    """Entries with a common context: a statement's figures are also found by its entity and year."""

    context: str
    entries: tuple[SearchEntry, ...]


def build_index_files(
    folder: str,
    blocks: Iterable[tuple[int, EntryBlock]],
    kinds: dict[str, str],
    top: int,
    cutter: TermCutter,
    asked_words: Mapping[str, object] | None = None,
) -> Iterator[OutputFile]:
    """Yield the files of an index, all below `folder`. Numbered blocks come in any order; the first `top` are general."""
    version = hashlib.sha256()
    index_header: dict[str, Any] = {"block": _ENTRIES_PER_FILE, "span": SPAN, "top": top, "kinds": list(kinds.values())}
    words = ("w", _json({**(asked_words or {}), "units": {**cutter.number_units.in_data(), **cutter.text_rules.in_data()}}))
    for name, text in chain([words], _build_files(blocks, list(kinds), top, cutter, index_header)):
        data = text.encode()
        version.update(data)
        yield OutputFile(f"{folder}{name}.json", data)
    yield OutputFile(f"{folder}index.json", _json({"version": version.hexdigest()[:12], **index_header}).encode())


def _build_files(
    blocks: Iterable[tuple[int, EntryBlock]], kinds: list[str], top: int, cutter: TermCutter, index_header: dict[str, Any]
) -> Iterator[tuple[str, str]]:
    """Yield the name and text of each file; adds the first terms to `index_header`."""
    postings = Postings(cutter.extract_terms, cutter.normalize, SPAN, top)
    index_header["entries"] = 0
    for number, block in blocks:
        index_header["entries"] += len(block.entries)
        if len(block.entries) > SPAN:
            raise ValueError(f"{len(block.entries)} entries in a group would have the numbers of the next one")
        postings.add(
            number * SPAN, block.context, [(entry.names, entry.text, _exact_terms(cutter, entry)) for entry in block.entries]
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
    while sum(len(node.term) + len(node.value) for node in nodes) > _MAX_DIRECTORY:
        lower, nodes = nodes, []
        for shard in _split_shards(lower):
            nodes.append(IndexTerm(shard[0].term, _shard_name(f"d{index_header['depth']}", shard)))
            yield nodes[-1].value, _json(_flatten_nodes(shard))
        index_header["depth"] += 1
    index_header["first"] = _flatten_nodes(nodes)


def _exact_terms(cutter: TermCutter, entry: SearchEntry) -> frozenset[str]:
    """Its numbers and tags, which are no text to be cut."""
    return cutter.extract_number_terms(entry.number_forms).union(f"@{tag}" for tag in entry.tags)


def _encode_entries(entries: tuple[SearchEntry, ...], kinds: list[str]) -> str:
    """Encode entries as rows, preceded by the common end of their notes.

    A row has a 0 for the note of the row before, and of the href how many characters are those of the row before, and the rest.
    """
    end = commonprefix([entry.note[::-1] for entry in entries])[::-1]  # noqa: RUF071 - of characters, not of folders
    rows: list[list[Any]] = []
    last_note = last_href = ""
    for entry in entries:
        common, note = len(commonprefix([last_href, entry.href])), entry.note.removesuffix(end)  # noqa: RUF071 - the same
        shown_note = 0 if rows and note == last_note else note
        answer = [entry.amount, entry.sentence] if entry.sentence else filter(None, [entry.amount])
        rows.append([kinds.index(entry.kind), entry.title, shown_note, common, entry.href[common:], *answer])
        last_note, last_href = note, entry.href
    return _json([end, rows])


def _split_shards(terms: Iterable[IndexTerm]) -> Iterator[list[IndexTerm]]:
    """Split terms into shards of similar size, mostly at terms chosen by a checksum, so that growth in one moves few others."""
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
    """File name derived from the first term, so it stays the same when other shards come and go."""
    return f"{kind}-{hashlib.sha256(shard[0].term.encode()).hexdigest()[:12]}"


def _flatten_nodes(nodes: list[IndexTerm]) -> list[str]:
    """First term and file name of each node, alternating."""
    return [text for node in nodes for text in (node.term, node.value)]


_json = json.JSONEncoder(ensure_ascii=False, separators=(",", ":")).encode
