"""Finds the name of the body that published a document, where bodies name themselves.

That is in the title, the labels of forms, the frame of a web page, the signature, and last in sentences. A name that could be
that of many bodies (交通运输厅), or that of a place whose bodies' money a document adds up, is not sure.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property

from budgetbook.content.importer_config import IdentityWords
from budgetbook.importer.entity_names import EntityNames, clean_title
from budgetbook.importer.readers.document import Document, DocumentTable, Paragraph

_SIGNATURE = 5
"""Paragraphs from the end in which a signature may stand."""
_SENTENCES = 40
"""Paragraphs from the beginning whose sentences may name the body."""
_TEXTS = 400
"""Paragraphs from the beginning in which a longer form of the name may stand."""

_LONG_TEXT = 2000
"""Characters of one of them."""
_FIRST_TABLES = 3
"""Tables from the beginning that may say whose they are."""
_BUDGET_CODE = re.compile(r"^[0-9]{3,6}\s*[-—]?")
_CLAUSE_MARK = re.compile("[，,。；;《]")

_LEVEL = re.compile(r"(?<![一二三四五])(?:[省市县区州盟旗]级|中央本?级)(?=(?:(?:19|20)[0-9]{2}年度?)?[\"“]?三公)")
"""A level of government right before the name of what is added up."""


@dataclass(frozen=True, slots=True)
class BodyName:
    """What a document calls the body that it is of."""

    text: str
    is_sure: bool
    """False if a person has to be asked whose the document is."""


_SUMMED_LEVEL = re.compile("汇总[，,]?(?:的|了|全部)?([省市县区州盟旗镇乡]本?级)(?=[^。]{0,120}三公)")
"""A level whose bodies' money a sentence says to be added up: 经汇总，市本级行政单位…."""


def find_body_name(document: Document, title: str, words: IdentityWords) -> BodyName:
    """The body's name, or what the document has in its place."""
    return _BodyNameFinder(document, title, words).find()


@dataclass(frozen=True)
class _BodyNameFinder:
    document: Document
    title: str
    words: IdentityWords

    @cached_property
    def names(self) -> EntityNames:
        return EntityNames(self.words)

    @cached_property
    def lines(self) -> list[str]:
        return [block.text for block in self.document.blocks if isinstance(block, Paragraph)]

    @cached_property
    def titles(self) -> list[str]:
        """The title, and that of the web page, if they are titles of a statement and not just a first line."""
        kinds = ("预算", "决算", *self.words.subjects)
        titles = [self.title, _find_own_part(self.document.title, kinds)]
        return [text for text in titles if any(kind in text for kind in kinds) and not _CLAUSE_MARK.search(text)]

    def find(self) -> BodyName:
        bare_name = ""
        for name in self._list_names():
            if self.names.is_bare(name):
                bare_name = bare_name or name
            elif not bare_name or self._may_be(bare_name, name):
                return BodyName(self._lengthen(name), is_sure=True)
        place = next(filter(None, map(self.names.find_place, self.titles)), "")
        name = bare_name or place or self.names.find_unsure_in_sentences(self.lines[:_SENTENCES])
        whole_name = self._lengthen(name) if name and self.names.is_bare(name) else name
        return BodyName(whole_name, is_sure=whole_name != name)

    def _list_names(self) -> Iterator[str]:
        """Yield the names that the document gives itself, the surest first."""
        texts = list(self.document.texts())
        names, words = self.names, self.words
        others = [names.find_labelled(texts, words.publishers), self._find_signature()]
        others.insert(0, names.find_body(self.document.publisher))
        if not any(map(names.find_body, self.titles)) and any(map(names.find_place, self.titles)):
            # Who adds up the money of all bodies of a place, and publishes it, is not whose money it is.
            others = [name for name in others if not name.endswith(words.publishing_authorities)]
        for title in self.titles:
            yield from filter(None, [names.write_out(names.find_body(title), others)])
        candidates = (
            names.find_labelled(texts, words.labels),
            self._find_owner_of_tables(),
            *others,
            names.find_in_sentences(self.lines[:_SENTENCES]),
        )
        yield from filter(None, candidates)

    def _find_owner_of_tables(self) -> str:
        """The body whose name, behind its code in the budget, is all of a table's first row: 101河湾区水务局."""
        tables = [block for block in self.document.blocks if isinstance(block, DocumentTable)]
        for table in tables[:_FIRST_TABLES]:
            texts = [clean_title(cell.text) for cell in table.rows[0] if cell and cell.text.strip()] if table.rows else []
            name = _BUDGET_CODE.sub("", texts[0]) if len(texts) == 1 else ""
            if name and self.names.is_body(name) and self.names.find_body(name) == name:
                return name
        return ""

    def _find_signature(self) -> str:
        lines = [clean_title(line) for line in self.lines[-_SIGNATURE:]] if len(self.lines) > 2 else []
        return next((line for line in reversed(lines) if self.names.is_body(line) and self.names.find_body(line) == line), "")

    def _lengthen(self, name: str) -> str:
        """The name with the place before it, where the text gives it so: 深圳市罗湖区审计局 for 罗湖区审计局.

        A bare name may be written out too, if only one name in the text can be its long form.
        """
        longer = {
            run
            for text in self.lines[:_TEXTS]
            if (name[-1] if self.names.is_bare(name) else name) in text
            for run in self._list_runs(text)
            if len(run) > len(name) and self._may_be(name, run)
        }
        return (_longest(longer) if longer else "") or name

    def _list_runs(self, text: str) -> Iterator[str]:
        runs = (self.names.strip_joint(run) for run in self.names.split_runs(text[:_LONG_TEXT]))
        return (run for run in runs if self.names.is_body(run) and self.names.has_origin(run))

    def _may_be(self, short: str, full: str) -> bool:
        """True if `full` is `short` with a place before it, or is what an abbreviation of two levels stands for (区直工委)."""
        prefix = full.removesuffix(short)
        if prefix != full:
            return self.names.is_place(prefix) or prefix in self.words.origins
        rest = iter(full)
        return self.names.is_bare(short) and short.endswith(self.words.abbreviations) and all(each in rest for each in short)


def _longest(names: Iterable[str]) -> str:
    """The longest of several forms of a name, if each is the end of it; else "", as they are names of several bodies."""
    longest = max(names, key=len)
    return longest if all(longest.endswith(name) for name in names) else ""


def _find_own_part(page_title: str, kinds: Iterable[str]) -> str:
    """The part of a web page's title that is the document's, not the site's."""
    parts = re.split(r"[_|｜]|\s[-–—]\s|--|>>?", page_title)
    return next((part for part in parts if any(kind in part for kind in kinds)), "")


def find_own_level(title: str, texts: Iterable[str]) -> str:
    """The level whose bodies' money a document adds up, by its title, else its sentences: 2024年省级“三公”经费."""
    levels = set(_LEVEL.findall(title))
    if not levels:
        every = [level for text in texts for level in (*_LEVEL.findall(text), *_SUMMED_LEVEL.findall(text))]
        levels = {level.replace("本级", "级") for level in every}
    return levels.pop() if len(levels) == 1 else ""
