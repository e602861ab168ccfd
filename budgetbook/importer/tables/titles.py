"""Finds the standard table that the lines above a table name: by its title, or by the figures that its title strings together."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise

from budgetbook.importer.name_matching import ConceptNames, normalise
from budgetbook.importer.vocabulary import Vocabulary

_TABLE_NUMBER = re.compile(
    r"(?:[预决]算)?(?:公开)?(?:附?[件表])?\(?[0-9一二三四五六七八九十]{1,3}(?:[-.][0-9]{1,2})*\)?表?[-:.、]*|附[件表][:.、]?"
)
"""The number of a table: 表三, 公开05表, 1-1, (一)."""
_UNWRITTEN = str.maketrans("", "", "_《》")
"""Rules and quotation marks of a title."""
_YEAR = re.compile(r"(?:19|20)\d\d年度?")
_FILLER = re.compile(r"(?:开支|安排|列支|支出)的(?=[“\"]?三公)")
"""Words in a title that change nothing: 财政拨款开支的“三公”经费."""
_PLACE = re.compile(r"[\u4e00-\u9fff]{1,10}[省市县区州旗镇乡]")
"""Whose the figures are that a place sums up."""
_BRACKETS_AT_END = re.compile(r"\([^()]*\)$")
_OWNER = re.compile(r"本?部门|本?单位|\(部门\)|\(本级\)|[省市区县旗乡镇]?本级|[省市区县旗乡镇]级")
_JOINTS = ("、", "和", "及", "与", "以及")


@dataclass(frozen=True)
class TitleReader:
    """Reads the captions of one document's tables."""

    vocabulary: Vocabulary
    names: ConceptNames
    entity_name: str = ""

    def find_standard_table(self, caption: Sequence[str]) -> tuple[str, str]:
        """The id of the standard table that a line of the caption names, and that line; without one, "" and the first line."""
        for line in caption:
            if table := self.find_table_of_title(line):
                return table, line
        for upper, lower in pairwise(caption):
            if table := self.find_table_of_title(upper + lower):
                return table, upper + lower
        return "", caption[0] if caption else ""

    def find_table_of_title(self, line: str) -> str:
        """The id of the standard table whose title ends a line, the longest one; or ""."""
        full_title = _FILLER.sub("", _YEAR.sub("", normalise(line.translate(_UNWRITTEN)).text))
        for bare in (full_title, _BRACKETS_AT_END.sub("", full_title)):
            ends = [title for title in self._titles if bare.endswith(title) and self._names_only_owner(bare[: -len(title)])]
            if ends:
                return self._titles[max(ends, key=len)]
        if full_title.endswith(("情况", "预算", "决算")):
            return self.find_table_of_title(f"{full_title}表")
        return self._find_composed_title(full_title)

    @cached_property
    def _titles(self) -> dict[str, str]:
        return {
            normalise(title).text: name
            for name, definition in self.vocabulary.tables.items()
            for title in (definition.name.as_printed, *definition.also)
        }

    def _names_only_owner(self, prefix: str) -> bool:
        """True if the text before a title only numbers the table or says whose it is."""
        bare = self._strip_owner(prefix)
        return not bare or bool(_PLACE.fullmatch(bare)) or prefix.endswith(("部门", "单位", "(部门)"))

    def _strip_owner(self, text: str) -> str:
        bare = text.replace(self.entity_name, "") if self.entity_name else text
        return _TABLE_NUMBER.sub("", _OWNER.sub("", bare))

    def _find_composed_title(self, title: str) -> str:
        """The table of a title that strings figures together (“三公”经费、会议费和机关运行经费支出决算表), the first of them the
        table's own; or ""."""
        for name, definition in self.vocabulary.tables.items():
            if definition.by != "items" or not self.vocabulary.concepts[definition.concept].parts:
                continue
            for start in self._find_starts(title, definition.concept):
                if self._is_prefix(title[:start]) and self._strings_figures(title[start:]):
                    return name
        return ""

    def _find_starts(self, title: str, concept: str) -> list[int]:
        return [match.start for match in self.names.find_all(title) if concept in match.concepts]

    def _is_prefix(self, text: str) -> bool:
        """True if the text before the first figure says no more than whose money the table is about."""
        bare_text = _OWNER.sub("", text.replace(self.entity_name, "") if self.entity_name else text)
        number = _TABLE_NUMBER.match(bare_text)
        ways = (bare_text, bare_text[number.end() :] if number else bare_text)
        return any(not bare or bare in self._funds or _PLACE.fullmatch(bare) for bare in ways)

    @cached_property
    def _funds(self) -> frozenset[str]:
        """How a title says which money it is limited to."""
        names = (name for group in self.vocabulary.config.fund_names.values() for name in group)
        return frozenset(normalise(name).text for name in (*names, *self.vocabulary.config.title_funds))

    def _strings_figures(self, text: str) -> bool:
        """True if a text is names of figures with marks between them, and after the last what every title of a table ends in."""
        while match := self.names.find_at(text, 0):
            text = text[match.end :]
            joint = _longest_prefix(text, _JOINTS)
            if not joint:
                break
            text = text[len(joint) :]
        while tail := _longest_prefix(text, self.vocabulary.config.title_words):
            text = text[len(tail) :]
        return text == "表"


def _longest_prefix(text: str, words: Iterable[str]) -> str:
    return max((word for word in words if text.startswith(word)), key=len, default="")
