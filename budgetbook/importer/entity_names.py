"""Finds the name of the body that published a document, and which kind of body it is.

A name is a run of Chinese characters that ends in the word for a body (局, 中心) and holds no word of the trade. It is looked for
where bodies name themselves: in the title, the labels of forms, the frame of a web page, the signature, and last in sentences.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property

from budgetbook.content.importer_config import IdentityWords
from budgetbook.importer.name_matching import narrow
from budgetbook.importer.readers.document import Document, Paragraph

LONGEST = 40
"""Characters of the longest name."""
_SIGNATURE = 5
"""Paragraphs from the end in which a signature may stand."""
_SENTENCES = 40
"""Paragraphs from the beginning whose sentences may name the body."""
_SENTENCE_START = 200
_YEAR = r"(?:(?:19|20)[0-9]{2}|二[〇零○][〇零○一二三四五六七八九]{2})\s*(?:年度?)?"
_SEPARATORS = r"[^\u4e00-\u9fff0-9〇]+"
_SPREAD = re.compile(r"(?<=[^\x00-\x7f])\s+(?=[^\x00-\x7f]|[0-9])|(?<=[0-9])\s+(?=年)")
_UNIT_OF_MONEY = re.compile(r"[（(]?(?:人民币)?[百千万亿]*元")


@dataclass(frozen=True)
class NameRun:
    """A part of a text between two words that are no part of a name."""

    text: str
    left_part: str
    """The word or marks before it; "" at the beginning of the text."""
    right_part: str


def clean_title(text: str) -> str:
    """A line of a title without the spaces that spread it."""
    return _SPREAD.sub("", narrow(text).strip())


@dataclass(frozen=True)
class EntityNames:
    """The words of the vocabulary by which names of bodies are found."""

    words: IdentityWords

    @cached_property
    def _inner_words(self) -> re.Pattern[str]:
        return re.compile(_any_of(self.words.inside))

    @cached_property
    def _cuts(self) -> re.Pattern[str]:
        return re.compile(f"{_YEAR}|{_SEPARATORS}|第[一二三四五六七八九十]部分|{_any_of(self.words.around)}")

    def split_runs(self, text: str) -> Iterator[NameRun]:
        """Yield the parts of a text between years, marks and words of the trade."""
        plain = clean_title(text)
        kept_indices = {index for match in self._inner_words.finditer(plain) for index in range(*match.span())}
        cuts = [match.span() for match in self._cuts.finditer(plain) if kept_indices.isdisjoint(range(*match.span()))]
        edges = [0, *(edge for cut in cuts for edge in cut), len(plain)]
        spans = [(edges[i], edges[i + 1]) for i in range(0, len(edges), 2) if edges[i] < edges[i + 1]]
        ends = [0, *(end for _, end in spans)]
        starts = [*(start for start, _ in spans), len(plain)]
        for index, (start, end) in enumerate(spans):
            yield NameRun(plain[start:end], plain[ends[index] : start], plain[end : starts[index + 1]])

    def is_body(self, run: str) -> bool:
        """True if a run is the name of a body."""
        return (
            3 <= len(run) <= LONGEST
            and run.endswith(self.words.bodies)
            and not run.endswith(self.words.not_bodies)
            and not run[0].isdigit()
        )

    def is_place(self, run: str) -> bool:
        """True if a run is the name of a place, whose government may be the body."""
        return 2 <= len(run) <= LONGEST and run.endswith(self.words.places) and not run.endswith(self.words.not_bodies)

    def find_body(self, text: str) -> str:
        """The longest name of a body in a text; "" if there is none."""
        return max((run.text for run in self.split_runs(text) if self.is_body(run.text)), key=len, default="")

    def find_place(self, text: str) -> str:
        """The longest name of a place in a text; "" if there is none."""
        return max((run.text for run in self.split_runs(text) if self.is_place(run.text)), key=len, default="")

    def find_labelled(self, texts: Iterable[str], labels: tuple[str, ...]) -> str:
        """The first name behind one of the labels and a colon."""
        pattern = re.compile(f"(?:^|[\\s（(])(?:{'|'.join(map(re.escape, labels))})\\s*[:：]\\s*(\\S{{3,60}})")
        for text in texts:
            for match in pattern.finditer(text[:_SENTENCE_START]):
                if not _UNIT_OF_MONEY.match(match[1]) and (name := self.find_body(match[1])):
                    return name
        return ""

    def find_in_sentences(self, texts: Iterable[str]) -> str:
        """The name that sentences say most often beside a year or beside 部门, 预算 and the like."""
        neighbor_words = re.compile(f"{_YEAR}|部门|单位|预算|决算|收支|主要职|以下简称")
        name_counts: Counter[str] = Counter()
        for text in texts:
            for run in self.split_runs(text[:_SENTENCE_START]):
                is_beside = neighbor_words.search(run.right_part) or re.search(_YEAR, run.left_part)
                if is_beside and self.is_body(run.text) and not run.text.endswith(self.words.publishing_authorities):
                    name_counts[run.text] += 1
        return max(name_counts, key=lambda name: (name_counts[name], len(name)), default="")

    def write_out(self, name: str, others: Iterable[str]) -> str:
        """The full form of a short name (区政府办), if one of the others is it."""
        if not name.endswith(self.words.abbreviations):
            return name
        return max((other for other in others if len(other) > len(name) and _is_short_for(name, other)), key=len, default=name)

    def find_kind(self, name: str) -> str:
        """The kind of body that a name ends like; "" if its end tells nothing."""
        ends = [(len(end), kind) for kind, kind_ends in self.words.kinds.items() for end in kind_ends if name.endswith(end)]
        return max(ends, default=(0, ""))[1]


def _any_of(words: Iterable[str]) -> str:
    return "|".join(map(re.escape, sorted(words, key=len, reverse=True)))


def _is_short_for(short: str, full: str) -> bool:
    """True if the characters of `short` stand in `full` in the same order, the first one first."""
    rest = iter(full)
    return short[:2] == full[:2] and all(character in rest for character in short)


def find_entity_name(document: Document, title: str, words: IdentityWords) -> str:
    """The body's name; "" if nothing names it surely, so that a person is asked for it."""
    names = EntityNames(words)
    texts = list(document.texts())
    lines = [block.text for block in document.blocks if isinstance(block, Paragraph)]
    publisher = names.find_body(document.publisher) or names.find_labelled(texts, words.publishers)
    signature = next((line for line in reversed(lines[-_SIGNATURE:]) if names.is_body(clean_title(line)) and len(lines) > 2), "")
    signature = "" if names.find_body(signature) != clean_title(signature) else clean_title(signature)
    if body := names.find_body(title) or names.find_body(_own_part(document.title, words)):
        return names.write_out(body, (publisher, signature))
    return (
        names.find_labelled(texts, words.labels)
        or publisher
        or signature
        or names.find_in_sentences(lines[:_SENTENCES])
        or names.find_place(title)
        or names.find_place(_own_part(document.title, words))
    )


def _own_part(page_title: str, words: IdentityWords) -> str:
    """The part of a web page's title that is the document's, not the site's."""
    parts = re.split(r"[_|｜]|\s[-–—]\s|--|>>?", page_title)
    return next((part for part in parts if any(word in part for word in ("预算", "决算", *words.subjects))), "")
