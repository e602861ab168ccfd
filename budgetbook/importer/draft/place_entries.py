"""Describes the parts of a document that its numbers stand in, as a statement's `places` hold them."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from functools import cached_property

from budgetbook.importer.chinese_numbers import parse_chinese_number
from budgetbook.importer.draft.control_list import find_numbers, format_spots
from budgetbook.importer.draft.entries import Fields
from budgetbook.importer.name_matching import ConceptNames, normalise
from budgetbook.importer.outline import TITLE, OutlineNode, has_chinese, strip_numbers
from budgetbook.importer.readers.document import SourceLocation
from budgetbook.importer.recognise import Recognition
from budgetbook.importer.vocabulary import Vocabulary
from budgetbook.opendata.tables.formula_guard import FORMULA

_GLOSSARY = "名词解释"
_LIST_NUMBER = re.compile(r"\s*[（(]?((?<![一二三四五六七八九十百])[一二三四五六七八九十百]+|(?<![0-9])[0-9]{1,3})[）)]?")
"""A whole one: the last digit of 12, or the last character of 十二, is the number of no item."""


class PlaceDescriber:
    """Names the parts of one document, in English too where a heading is one that the vocabulary knows."""

    def __init__(self, recognition: Recognition, vocabulary: Vocabulary) -> None:
        self._recognition, self._vocabulary = recognition, vocabulary

    def find_places_with_numbers(self) -> set[str]:
        """Places that print a number, if only in the caption of a table; the glossary too, whose presence counts."""
        spots = [spot for spot, *_ in find_numbers(self._recognition.document.blocks)]
        tables = {spot.table for spot in spots if spot.table}
        lines = {(spot.file, spot.page, spot.line) for spot in spots if not spot.table}

        def prints(spot: SourceLocation) -> bool:
            return spot.table in tables if spot.table else (spot.file, spot.page, spot.line) in lines

        places = self._recognition.places.items()
        return {key for key, place in places if any(map(prints, place.spots)) or place.name == _GLOSSARY}

    def describe(self, place: OutlineNode) -> Fields:
        """The fields of one part of the document, as `places` holds them."""
        name = self._name_place(place)
        if self._recognition.document.kind == "text" and not any(spot.table for spot in place.spots):
            return {"name": name, "lines": sorted({str(spot.line) for spot in place.spots}, key=int)}
        return {"name": name, "spots": format_spots(place.spots)}

    def _name_place(self, place: OutlineNode) -> Fields:
        if place.key == TITLE:
            return {"zh": TITLE, "en": "Title"}
        if code := self._items_by_place.get(place.key):
            return self._name_item(code)
        name = strip_numbers(place.name).lstrip(f"{''.join(FORMULA)} ")
        name = name if has_chinese(name) else f"{place.key}处"
        english = self._find_english_name(name) or self._find_english_position(place.key)
        return {"zh": name} | ({"en": english} if english else {})

    @cached_property
    def _items_by_place(self) -> dict[str, str]:
        """Place -> the code of the one item of the classification that its sentences are about."""
        codes: dict[str, set[str]] = defaultdict(set)
        for mention in self._recognition.mentions:
            if mention.says_something and not mention.table:
                codes[mention.place].add(mention.code if mention.item_path else "")
        entries = self._vocabulary.classifications["functional"]
        return {place: code for place, (code, *others) in codes.items() if not others and code in entries}

    def _name_item(self, code: str) -> Fields:
        """An item by its name, behind its section's where many sections have an item of that name (行政运行)."""
        entries = self._vocabulary.classifications["functional"]
        name, section = entries[code].name, entries.get(code[:5])
        if section is None or section.name.as_printed == name.as_printed or self._item_names[name.as_printed] == 1:
            return {"zh": name.as_printed, "en": name["en"]}
        return {
            "zh": f"{section.name.as_printed}：{name.as_printed}",
            "en": f"{section.name['en']}: {name['en'][:1].lower()}{name['en'][1:]}",
        }

    @cached_property
    def _item_names(self) -> Counter[str]:
        return Counter(entry.name.as_printed for entry in self._vocabulary.classifications["functional"].values())

    @cached_property
    def _names(self) -> ConceptNames:
        return ConceptNames(self._vocabulary)

    @cached_property
    def _table_titles(self) -> tuple[tuple[str, str], ...]:
        """Each title of a standard table without its numbers, once, and the table."""
        titles = ((strip_numbers(table.title), table.id) for table in reversed(self._recognition.tables) if table.id)
        return tuple(dict(titles).items())[::-1]

    def _find_english_name(self, name: str) -> str:
        """The English name of a part whose heading is a usual one, or names a standard table or a concept; else ""."""
        if usual_heading := self._vocabulary.config.headings.get(normalise(name).text):
            return usual_heading
        if table_id := next((table_id for title, table_id in self._table_titles if title.startswith(name)), None):
            return self._vocabulary.tables[table_id].name["en"]
        concepts = self._names.find_exact(name)
        return self._vocabulary.concepts[concepts[0]].name["en"] if len(concepts) == 1 else ""

    def _find_english_position(self, key: str) -> str:
        """Where a numbered part stands, by the English name of the one that it is in: `Structure, no. 2`; "" if that has none.

        Such a part is an item of a list: a subordinate unit, a task. Its own words are shown in Chinese alone.
        """
        for end in range(len(key) - 1, 0, -1):
            outer, number = self._recognition.places.get(key[:end].rstrip()), _LIST_NUMBER.fullmatch(key, end)
            if outer and number and outer.key != key:
                english = str(self._name_place(outer).get("en", ""))
                value = int(number[1]) if number[1].isdigit() else parse_chinese_number(number[1])
                return f"{english}, no. {value}" if english else ""
        return ""
