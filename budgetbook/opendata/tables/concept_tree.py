"""Places each concept in the budget: revenue or expenditure, kind of expenditure, whole, and codes."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

from budgetbook.content.content import Content
from budgetbook.content.model import INTERNATIONAL_SCHEMES, Use
from budgetbook.opendata.tables import international
from budgetbook.opendata.tables.level_columns import level_cells
from budgetbook.opendata.tables.table import Value

SIDES: tuple[Use, ...] = ("revenue", "expenditure")
"""The marks of the two concepts that every money concept is part of, or limited by."""


@dataclass(frozen=True)
class ConceptTree:
    """The tree that the dictionary's `parts`, `of_which` and `at_most` describe."""

    content: Content

    @cached_property
    def wholes(self) -> dict[str, str]:
        """Whole of each part, by `parts` and `of_which`."""
        concepts = self.content.concepts.items()
        return {part: whole for whole, definition in concepts for part in (*definition.parts, *definition.of_which)}

    def chain(self, concept: str) -> tuple[str, ...]:
        """The concept and its wholes, up to revenue or expenditure; a memorandum view continues with what limits it."""
        chain = [concept]
        while True:
            if chain[-1] in self._sides:
                return tuple(chain)
            parent = self.wholes.get(chain[-1]) or next(iter(self.content.concepts[chain[-1]].at_most), None)
            if parent is None or parent in chain:
                return tuple(chain)
            chain.append(parent)

    @cached_property
    def _sides(self) -> dict[str, str]:
        """The two concepts -> `revenue` and `expenditure`."""
        return {self.content.used_as(use): use for use in SIDES}

    def side_concept(self, concept: str) -> str | None:
        """The concept of all revenue or all expenditure that a concept is some of; None for people, assets and so on."""
        last = self.chain(concept)[-1]
        return last if last in self._sides and self.content.concepts[concept].measure == "money" else None

    def side(self, concept: str) -> str | None:
        """`revenue` or `expenditure`; None for what is neither, such as people or assets."""
        return self._sides.get(self.side_concept(concept) or "-")

    def expenditure_type(self, concept: str) -> str | None:
        """The part of expenditure that a concept belongs to: basic, project, business and so on."""
        whole = self.side_concept(concept)
        kinds = self.content.concepts[whole].parts if whole and self._sides[whole] == "expenditure" else ()
        return next((each for each in self.chain(concept) if each in kinds), None)

    def is_memorandum(self, concept: str) -> bool:
        """True if the concept or one of its wholes is a view across the budget, which must never be added up."""
        return any(self.content.concepts[each].memorandum for each in self.chain(concept))

    def concept_cells(self, concept: str) -> dict[str, Value]:
        """Cells that a concept contributes to its figures."""
        mapped_class = international.map_concept(self.content, concept)
        return {
            "direction": self.side(concept), "expenditure_type": self.expenditure_type(concept),
            "memorandum": self.is_memorandum(concept), "gfsm": mapped_class.code, "mapping_status": mapped_class.status,
        }  # fmt: skip

    def code_cells(self, scheme: str, code: str) -> dict[str, Value]:
        """Cells that a national code contributes: the code at each level, and the international class."""
        if scheme not in INTERNATIONAL_SCHEMES or not code:
            return {}
        mapped_class = international.map_code(self.content, scheme, code)
        cells: dict[str, Value] = {**level_cells(self.content, scheme, code)}
        return {**cells, INTERNATIONAL_SCHEMES[scheme]: mapped_class.code, "mapping_status": mapped_class.status}
