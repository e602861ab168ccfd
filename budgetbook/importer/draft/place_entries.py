"""Describes the parts of a document that its numbers stand in, as a statement's `places` hold them."""

from __future__ import annotations

from functools import cached_property

from budgetbook.importer.draft.control_list import find_numbers, format_spots
from budgetbook.importer.draft.entries import Fields
from budgetbook.importer.name_matching import ConceptNames
from budgetbook.importer.outline import OutlineNode, has_chinese, strip_numbers
from budgetbook.importer.readers.document import SourceLocation
from budgetbook.importer.recognise import Recognition
from budgetbook.importer.vocabulary import Vocabulary
from budgetbook.opendata.tables.formula_guard import FORMULA


class PlaceDescriber:
    """Names the parts of one document, in English where a heading is a standard table's or a concept's."""

    def __init__(self, recognition: Recognition, vocabulary: Vocabulary) -> None:
        self._recognition, self._vocabulary = recognition, vocabulary

    @cached_property
    def _names(self) -> ConceptNames:
        return ConceptNames(self._vocabulary)

    def find_places_with_numbers(self) -> set[str]:
        """Places that print a number, if only in the caption of a table."""
        spots = [spot for spot, *_ in find_numbers(self._recognition.document.blocks)]
        tables = {spot.table for spot in spots if spot.table}
        lines = {(spot.file, spot.page, spot.line) for spot in spots if not spot.table}

        def prints(spot: SourceLocation) -> bool:
            return spot.table in tables if spot.table else (spot.file, spot.page, spot.line) in lines

        return {key for key, place in self._recognition.places.items() if any(map(prints, place.spots))}

    def describe(self, place: OutlineNode) -> Fields:
        """The fields of one part of the document, as `places` holds them."""
        name = _name_place(place)
        text: Fields = {"zh": name}
        if english := self._find_english_name(name):
            text["en"] = english
        if self._recognition.document.kind == "text" and not any(spot.table for spot in place.spots):
            return {"name": text, "lines": sorted({str(spot.line) for spot in place.spots}, key=int)}
        return {"name": text, "spots": format_spots(place.spots)}

    def _find_english_name(self, name: str) -> str:
        """The English name of a part whose heading names a standard table or a concept, or ""."""
        if table := next((t for t in self._recognition.tables if t.id and strip_numbers(t.title).startswith(name)), None):
            return self._vocabulary.tables[table.id].name.en
        concepts = self._names.find_exact(name)
        return self._vocabulary.concepts[concepts[0]].name.en if len(concepts) == 1 else ""


def _name_place(place: OutlineNode) -> str:
    """The heading of a part as its name; one without Chinese, which no name may be, is called after its key."""
    name = strip_numbers(place.name).lstrip(f"{''.join(FORMULA)} ")
    return name if has_chinese(name) else f"{place.key}处"
