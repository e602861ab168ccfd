"""Computes the list numbers that Word prints before paragraphs, and tells headings by their style."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass

from docx.oxml.ns import qn
from docx.oxml.parser import parse_xml
from lxml.etree import _Element

from budgetbook.importer.chinese_numbers import CHINESE_DIGITS, format_chinese_number

_HEADING = re.compile(r"(?:heading|标题|title)\b", re.IGNORECASE)
_CONTENTS = re.compile(r"(?:toc|目录)\s*\d", re.IGNORECASE)


def _format_roman(number: int) -> str:
    text = ""
    for value, sign in ((100, "c"), (90, "xc"), (50, "l"), (40, "xl"), (10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i")):
        while number >= value:
            text, number = text + sign, number - value
    return text


def _format_letter(number: int) -> str:
    return chr(ord("a") + (number - 1) % 26) * ((number - 1) // 26 + 1)


_FORMATTERS: dict[str, Callable[[int], str]] = {
    "decimal": str,
    "decimalZero": lambda number: f"{number:02}",
    "decimalFullWidth": lambda number: str(number).translate({ord(str(d)): chr(0xFF10 + d) for d in range(10)}),
    "decimalEnclosedCircle": lambda number: chr(0x2460 + number - 1) if number <= 20 else str(number),
    "decimalEnclosedCircleChinese": lambda number: chr(0x2460 + number - 1) if number <= 20 else str(number),
    "chineseCounting": format_chinese_number,
    "chineseCountingThousand": format_chinese_number,
    "japaneseCounting": format_chinese_number,
    "taiwaneseCounting": format_chinese_number,
    "ideographDigital": lambda number: "".join(CHINESE_DIGITS[int(d)] for d in str(number)),
    "lowerLetter": _format_letter,
    "upperLetter": lambda number: _format_letter(number).upper(),
    "lowerRoman": _format_roman,
    "upperRoman": lambda number: _format_roman(number).upper(),
}


@dataclass(frozen=True, slots=True)
class ParagraphStyle:
    """The properties of a paragraph's style that matter here."""

    heading: bool = False
    contents: bool = False
    """True for a line of the table of contents."""
    list_properties: _Element | None = None


class Styles:
    """The styles of a file, with inheritance."""

    def __init__(self, element: _Element) -> None:
        self.styles_by_id = {style.get(qn("w:styleId")): style for style in element.iter(qn("w:style"))}

    def find_style(self, paragraph: _Element) -> ParagraphStyle:
        """The style of a paragraph; an outline level of its own makes it a heading too."""
        chain = self.find_chain(_attribute(paragraph, "w:pPr/w:pStyle"))
        names = [_attribute(style, "w:name") or "" for style in chain]
        levels = [_attribute(one, "w:pPr/w:outlineLvl") for one in (paragraph, *chain)]
        level = next((one for one in levels if one is not None), None)
        list_properties = next((properties for one in chain if (properties := _find(one, "w:pPr/w:numPr")) is not None), None)
        is_title = any(_HEADING.match(name) for name in names[:1])
        return ParagraphStyle(is_title or level in set("012345678"), bool(names and _CONTENTS.match(names[0])), list_properties)

    def find_chain(self, name: str | None) -> list[_Element]:
        """A style and those that it is based on, the closest first."""
        chain: list[_Element] = []
        while name in self.styles_by_id and len(chain) < 20:
            chain.append(self.styles_by_id[name])
            name = _attribute(chain[-1], "w:basedOn")
        return chain


@dataclass(slots=True)
class _ListLevel:
    number_format: str
    text: str
    start: int
    close: bool


class ListCounters:
    """The counters of all lists. Digits, letters, Roman and Chinese numbers are supported; bullets are no numbers."""

    def __init__(self, blob: bytes | None) -> None:
        root = parse_xml(blob) if blob else None
        definitions = [] if root is None else root.iter(qn("w:abstractNum"))
        self.abstract = {one.get(qn("w:abstractNumId")): _read_levels(one) for one in definitions}
        self.lists = {} if root is None else {one.get(qn("w:numId")): one for one in root.iter(qn("w:num"))}
        self.counts: dict[str, dict[int, int]] = {}
        self.restarted_lists: set[str] = set()

    def next_label(self, paragraph: _Element, inherited_properties: _Element | None) -> str:
        """Count a paragraph and return the number before it; "" if it has none."""
        own = _find(paragraph, "w:pPr/w:numPr")
        places = [one for one in (own, inherited_properties) if one is not None]
        name = next((value for one in places if (value := _attribute(one, "w:numId"))), None)
        depth = next((value for one in places if (value := _attribute(one, "w:ilvl"))), "0")
        if name is None or name not in self.lists or not depth.isdecimal():
            return ""
        return self._count(name, int(depth))

    def _count(self, name: str, depth: int) -> str:
        kind = _attribute(self.lists[name], "w:abstractNumId") or ""
        levels = self.abstract.get(kind, {})
        if depth not in levels:
            return ""
        counts = self.counts.setdefault(kind, {})
        self._restart(name, counts)
        counts[depth] = counts.get(depth, levels[depth].start - 1) + 1
        for deeper in [one for one in counts if one > depth]:
            del counts[deeper]
        return _format_label(levels, counts, depth)

    def _restart(self, name: str, counts: dict[int, int]) -> None:
        """Restart the count at the first paragraph of a list that overrides its start."""
        if name in self.restarted_lists:
            return
        self.restarted_lists.add(name)
        for override in self.lists[name].iter(qn("w:lvlOverride")):
            start, depth = _attribute(override, "w:startOverride"), override.get(qn("w:ilvl"))
            if start and start.isdecimal() and depth and depth.isdecimal():
                counts[int(depth)] = int(start) - 1


def _read_levels(abstract: _Element) -> dict[int, _ListLevel]:
    levels = {}
    for level in abstract.iter(qn("w:lvl")):
        start = _attribute(level, "w:start") or "1"
        levels[int(level.get(qn("w:ilvl")) or 0)] = _ListLevel(
            _attribute(level, "w:numFmt") or "decimal",
            _attribute(level, "w:lvlText") or "",
            int(start) if start.isdecimal() else 1,
            _attribute(level, "w:suff") == "nothing",
        )
    return levels


def _format_label(levels: dict[int, _ListLevel], counts: dict[int, int], depth: int) -> str:
    level = levels[depth]
    if level.number_format not in _FORMATTERS:
        return ""
    text = level.text
    for place in re.findall(r"%(\d)", level.text):
        upper_level = levels.get(int(place) - 1)
        number = counts.get(int(place) - 1, upper_level.start if upper_level else 1)
        text = text.replace(f"%{place}", _FORMATTERS.get(upper_level.number_format if upper_level else "", str)(number))
    # With a space, because “1.” right before “2023” would look like one number.
    return text if level.close or text.endswith(("、", "）", "，", "：")) or not text else f"{text} "


def _find(element: _Element, path: str) -> _Element | None:
    return element.find("/".join(map(qn, path.split("/"))))


def _attribute(element: _Element, path: str) -> str | None:
    child = _find(element, path)
    return None if child is None else child.get(qn("w:val"))
