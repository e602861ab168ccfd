"""Assigns each block of a document to a part of it, named by the document's own numbering."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import chain

from budgetbook.importer.chinese_numbers import format_chinese_number, parse_chinese_number
from budgetbook.importer.name_matching import ConceptNames, narrow, normalise
from budgetbook.importer.readers.document import Block, Document, DocumentTable, Paragraph, SourceLocation
from budgetbook.importer.sentences.subject import HeadingContext
from budgetbook.importer.sentences.tokens import BY_FUNCTION
from budgetbook.importer.vocabulary import FundLimit, Vocabulary
from budgetbook.opendata.tables.formula_guard import FORMULA

_FORMULA_MARKS = "".join(FORMULA) + " "
"""Characters that no key of a place begins with, as it goes into the data files."""
_LEVELS = (
    re.compile(r"^\s*([一二三四五六七八九十百]+)、\s*(.*)", re.DOTALL),
    re.compile(r"^\s*[（(]([一二三四五六七八九十百]+)[）)]\s*[、.]?(.*)", re.DOTALL),
    re.compile(r"^\s*([0-9]{1,2})\s*[.．、]\s*(?:(?![0-9])|(?=(?:19|20)[0-9]{2}\s?年))(.*)", re.DOTALL),
    re.compile(r"^\s*[（(]([0-9]{1,2})[）)]\s*[、.]?(.*)", re.DOTALL),
)
_CAPTION = re.compile(r"\s*[（(]?(?:图表?|表)\s?[0-9一二三四五六七八九十]{1,3}(?:[-.—][0-9]{1,2})?(?:[：:）)\s]|$)")
"""The number of a picture or a table, below which nothing stands: 图2：, （图表1）, 表二."""
_PART = re.compile(r"第[一二三四五六七八九十百]+部分")
_YEAR = re.compile(r"((?:19|20)[0-9]{2})\s*年")
_SENTENCE_MARK = re.compile("[。，；：,;:]")
_STAGE_TAIL = re.compile(r"(?:数|安排|情况|说明|总体|编制)*$")
_WRAPS = ("{}", "（{}）", "{}", "（{}）")
TITLE = "标题"
MAX_NAME = 24
"""Characters of a heading that tell what the part below it is about."""
MAX_PLACE_NAME = 40
"""Characters of a heading that name a place."""


@dataclass
class OutlineNode:
    """A part of the document."""

    key: str
    name: str
    """The words of its heading, shortened."""
    spots: list[SourceLocation] = field(default_factory=list)
    concept: str = ""
    """The concept of its table, or the one that its heading names."""


@dataclass
class _HeadingLevel:
    """One numbered heading on the way to a place; `key` names the place so far."""

    level: int
    number: int
    key: str
    text: str


@dataclass
class Outline:
    """Walks through the blocks of a document and keeps track of the headings above each."""

    vocabulary: Vocabulary
    names: ConceptNames
    entity_name: str = ""
    title: str = ""
    """It names the place of what stands before the first heading, whatever a page puts above it."""
    places: dict[str, OutlineNode] = field(default_factory=dict)
    _part: str = ""
    _path: list[_HeadingLevel] = field(default_factory=list)
    _table_count: int = 0
    _section: tuple[int | None, str] = (None, "")
    """File and sheet of the last block."""

    def assign_contexts(self, document: Document) -> list[tuple[Block, HeadingContext]]:
        """Pair every block with its place and what the headings above it say."""
        return [(block, self._find_context(block)) for block in document.blocks]

    def _enter_section(self, spot: SourceLocation) -> None:
        """Begin anew where another file or another sheet of a workbook begins; a sheet is a part of its name."""
        section = (spot.file, spot.sheet)
        if section != self._section and (self._section[1] or (spot.file or 1) > 1):
            self._part, self._path = shorten(spot.sheet).lstrip(_FORMULA_MARKS), []
        self._section = section

    def _find_context(self, block: Block) -> HeadingContext:
        self._enter_section(block.spot if isinstance(block, DocumentTable) else block.text_runs[0].spot)
        if isinstance(block, DocumentTable):
            self._table_count += 1
            key = f"表{self._table_count}"
            # A table restored from lines of text has no number of its own: its lines are where it stands.
            spots = dict.fromkeys(cell.spot for row in block.rows for cell in row if cell and not block.spot.table)
            self._record_place(key, block.caption[0] if block.caption else key, block.spot, *spots)
            return HeadingContext(key)
        number = self._enter_numbered(block)
        if number is None and block.heading and not _CAPTION.match(block.text):
            self._enter_unnumbered(block)
        key = self._path[-1].key if self._path else self._part or TITLE
        name = self.title if key == TITLE and self.title else block.text
        self._record_place(key, name, *(piece.spot for piece in block.text_runs))
        return self._read_headings(key, block)

    def _enter_numbered(self, block: Paragraph) -> _HeadingLevel | None:
        for level, pattern in enumerate(_LEVELS):
            if match := pattern.match(block.text):
                number = int(match[1]) if match[1].isdigit() else parse_chinese_number(match[1])
                return self._enter(level, number, match[2])
        return None

    def _enter(self, level: int, number: int, text: str) -> _HeadingLevel:
        """Enter a numbered paragraph: it continues the innermost list that it fits, or begins one below the current heading."""
        for index in range(len(self._path) - 1, -1, -1):
            step = self._path[index]
            if step.level == level and number == step.number + 1:
                self._path = self._path[:index]
                break
        else:
            outer = [i for i, step in enumerate(self._path) if step.level == level]
            if (outer and number != 1) or (outer and outer[-1] == len(self._path) - 1):
                self._path = self._path[: outer[-1]]
        key_prefix = self._path[-1].key if self._path else (f"{self._part} " if self._part else "")
        step = _HeadingLevel(
            level, number, key_prefix + _WRAPS[level].format(format_chinese_number(number) if level < 2 else number), text
        )
        self._path.append(step)
        return step

    def _enter_unnumbered(self, block: Paragraph) -> None:
        """A heading without a number opens a part of its own once the chapters have begun or a page is turned."""
        spot = block.text_runs[0].spot
        if self._path and self.entity_name and block.text.strip() == self.entity_name:
            return  # what a heading such as 实施主体 asks for, and no heading
        if (part := _PART.match(block.text)) and self.places:
            self._part, self._path = part[0], []
        elif self._path or (spot.page or 1) > 1 or (spot.file or 1) > 1:
            name = self._strip_year_and_entity(block.text).lstrip(_FORMULA_MARKS)
            self._part, self._path = shorten(name) or self._part, []

    def _strip_year_and_entity(self, text: str) -> str:
        """Drop the year and the entity's name, which every heading of a document may repeat."""
        bare = re.sub(r"^(?:(?:19|20)[0-9]{2}年度?)?", "", text.strip())
        bare = re.sub(rf"^{re.escape(self.entity_name)}(?:[（(](?:部门|单位|本级)[）)])?", "", bare) if self.entity_name else bare
        return bare or text

    def _record_place(self, key: str, text: str, *spots: SourceLocation) -> None:
        place = self.places.setdefault(
            key,
            OutlineNode(
                key, _shorten_heading(self._strip_year_and_entity(_PART.sub("", text.strip(), count=1)) or text, MAX_PLACE_NAME)
            ),
        )
        place.spots += spots

    def _read_headings(self, key: str, block: Paragraph) -> HeadingContext:
        """Gather what the headings above a block say. A numbered paragraph that is no heading lends only its first words."""
        texts = [step.text for step in self._path] + [self._part]
        data = self.vocabulary.config
        prose = any(word in text[:MAX_NAME] for text in texts for word in data.prose_headings)
        projects = any(word in text[:MAX_NAME] for text in texts for word in data.project_headings)
        heading: str = ""
        fund: FundLimit = ""
        year = 0
        for step in reversed(self._path if not block.heading else self._path[:-1]):
            own, limit = self._find_concept_and_fund(_shorten_heading(step.text))
            heading, fund = heading or own, fund or limit
            year = year or _find_only_year(step.text)
        targets = any(word in text[:MAX_NAME] for text in texts for word in data.target_headings)
        steps = self._path if not block.heading else self._path[:-1]
        of_budget = next((stage for step in reversed(steps) if (stage := self._tell_budget(step.text)) is not None), False)
        by_function = any(BY_FUNCTION.search(step.text[:MAX_PLACE_NAME]) for step in steps)
        return HeadingContext(key, heading, prose, projects, targets, year, fund, by_function, of_budget)

    def _tell_budget(self, text: str) -> bool | None:
        """True if a heading says that it is about a budget, False if about what was spent, None if it tells neither."""
        words = self.vocabulary.config
        if _SENTENCE_MARK.search(text):
            return None
        if any(word in text for word in (*words.final_accounts, *words.executions)):
            return False
        bare = _STAGE_TAIL.sub("", normalise(text).text)
        funds = tuple(name for names in words.fund_names.values() for name in names)
        return True if bare.endswith(tuple(words.budgets)) and not bare.endswith(funds) else None

    def _find_value(self, concepts: Sequence[str]) -> str:
        """The money of two concepts of one name, a thing and what it costs (公务用车购置); "" for any others."""
        costs = self.vocabulary.config.costs
        values = [c for c in concepts if all(other == c or costs.get(other) == c for other in concepts)]
        return values[0] if len(values) == 1 else ""

    def _find_concept_and_fund(self, text: str) -> tuple[str, FundLimit]:
        """The concept that a heading names, if just one, and the fund, if it names one; else ""."""
        if exact := self.names.find_exact(text):
            concept = exact[0] if len(exact) == 1 else self._find_value(exact)
            return ("" if concept in self.vocabulary.config.weak_names else concept), self.vocabulary.fund_of.get(concept, "")
        plain = narrow(text)
        for name in (*self.vocabulary.economic_classes, *chain(*self.vocabulary.config.class_names.values())):
            # 商品和服务支出 does not name 服务支出
            plain = plain.replace(name, "")
        bare = self.vocabulary.config.bare
        matches = [f for f in self.names.find_all(plain) if len(f.concepts) == 1 and plain[f.start : f.end] not in bare]
        concepts = {each.concepts[0] for each in matches}
        funds = {self.vocabulary.fund_of[concept] for concept in concepts if concept in self.vocabulary.fund_of}
        fund: FundLimit = next(iter(funds)) if len(funds) == 1 else ""
        strong = concepts - set(self.vocabulary.config.weak_names)
        concept = next(iter(strong)) if len(strong) == 1 else ""
        return self.vocabulary.limit_to_fund(concept, fund) or concept, fund


def _find_only_year(text: str) -> int:
    """The year that a heading names, if it names just one; a numbered sentence is no heading."""
    years = set(_YEAR.findall(text)) if not _SENTENCE_MARK.search(text) else set()
    return int(years.pop()) if len(years) == 1 else 0


def _shorten_heading(text: str, most: int = MAX_NAME) -> str:
    """The first words of a paragraph, without its number."""
    for pattern in _LEVELS:
        if match := pattern.match(text):
            text = match[2]
    return shorten(text, most)


def shorten(text: str, most: int = MAX_NAME) -> str:
    """Cut a text at its first mark and at `most` characters; a longer limit than `MAX_NAME` shows the cut by `…`."""
    plain = " ".join(text.split())
    words = re.split(r"[。：:；，,]", plain)[0].rstrip() or plain
    return words if len(words) <= most else f"{words[: most - 1]}…" if most > MAX_NAME else words[:most].rstrip()


def has_chinese(text: str) -> bool:
    """True if a text has a Chinese character, as the name of a place must."""
    return bool(re.search(r"[\u3400-\u9fff]", text))


def strip_numbers(name: str) -> str:
    """The words of a heading up to its first number. Names hold no numbers: each is typed once, as a figure."""
    bare = re.sub(r"(?:(?:19|20)[0-9]{2}年度?)|[\s“”\"]+", "", name)
    return re.split("[0-9０-９]", bare)[0].rstrip("（(《、")
