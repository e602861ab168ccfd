"""Finds names of bodies in texts, and tells which kind of body a name is of.

A name is a run of Chinese characters that ends in the word for a body (局, 中心) and holds no word of the trade.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property

from budgetbook.content.importer_config import IdentityWords
from budgetbook.importer.name_matching import narrow

LONGEST = 40
"""Characters of the longest name."""
_SENTENCE_START = 200
_YEAR = r"(?:(?:19|20)[0-9]{2}|二[〇零○][〇零○一二三四五六七八九]{2})\s*(?:年度?)?"
_SEPARATORS = r"[^\u4e00-\u9fff0-9〇]+"
_NEIGHBORS = re.compile(f"{_YEAR}|部门|单位|预算|决算|收支|主要职|简称|编制|共有")
_SPREAD = re.compile(r"(?<=[^\x00-\x7f])\s+(?=[^\x00-\x7f]|[0-9])|(?<=[0-9])\s+(?=年)")
_ITEM = re.compile(r"^[（(]?[一二三四五六七八九十0-9]{1,3}[）)、.．]\s*")
_ORDER_NUMBER = re.compile(r"\s*[\[(〔【]\s*(?:19|20)[0-9]{2}\s*[\])〕】]")
"""What follows whoever issued an order: 东编办〔2014〕3号."""
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

    def is_bare(self, name: str) -> bool:
        """True if a name only says what a body does, so that it could be that of many: 区委办, 研究所, 交通运输厅."""
        return not self._common.sub("", name)

    @cached_property
    def _common(self) -> re.Pattern[str]:
        levels = {*self.words.places, *(place[-1] for place in self.words.places), "镇", "乡", "全", "本", "该", "直", "级"}
        return re.compile(_any_of({*self.words.common, *self.words.bodies, *levels}))

    def has_origin(self, name: str) -> bool:
        """True if a name begins with that of a place, as one in a sentence must."""
        places = re.finditer(f"(?<!^)(?:{_any_of((*self.words.places, '镇', '乡', '街道'))})", name)
        return name.startswith(self.words.origins) or any(not self.is_bare(name[: place.end()]) for place in places)

    def strip_joint(self, run: NameRun) -> str:
        """A run without the word that joins it to what stands before it; 和 of 和平区 is part of the name."""
        for word in self.words.joining:
            rest = run.text.removeprefix(word)
            if rest != run.text and not re.match(f".(?:{_any_of((*self.words.places, '镇', '乡'))})", rest):
                return rest
        return run.text

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
        """The whole name that sentences say most often as that of whose money they tell; "" if there is none."""
        name_counts = Counter(
            name
            for text in texts
            for run in self._list_subjects(text)
            if self.is_body(name := self.strip_joint(run)) and self.has_origin(name)
        )
        names = [name for name in name_counts if not name.endswith(self.words.publishing_authorities)]
        return max(names, key=lambda name: (name_counts[name], len(name)), default="")

    def find_unsure_in_sentences(self, texts: Iterable[str]) -> str:
        """The name of a place, or a bare name, that sentences say in the same way most often; "" if there is none."""
        runs = [run for text in texts for run in self._list_subjects(text)]
        name_counts = Counter(name for run in runs if self.is_body(name := self.strip_joint(run)) or self.is_place(name))
        authorities = self.words.publishing_authorities
        names = [
            name for name in name_counts if not name.endswith(authorities) and name == self.strip_joint(NameRun(name, "", ""))
        ]
        return max(names, key=lambda name: (name_counts[name], len(name)), default="")

    def _list_subjects(self, text: str) -> Iterator[NameRun]:
        """Yield the runs beside a year, or beside 部门, 预算 and the like, and one with which a text begins that says what it is.

        What a text gives as a reason may be about another body.
        """
        sentence = _ITEM.sub("", text[:_SENTENCE_START].split("原因")[0])
        for run in () if sentence.strip().endswith(self.words.not_bodies) else self.split_runs(sentence):
            is_beside = _NEIGHBORS.search(run.right_part) or re.search(_YEAR, run.left_part)
            is_defined = not run.left_part and run.right_part.startswith("是")
            if (is_beside or is_defined) and not _ORDER_NUMBER.match(run.right_part):
                yield run

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
