"""What a sentence speaks of: a concept, or an item of a classification; and what the headings above it say."""

from __future__ import annotations

from dataclasses import dataclass

from budgetbook.content.units import MONEY, same_count, units_of
from budgetbook.importer.vocabulary import FundLimit, Vocabulary


@dataclass(frozen=True, slots=True)
class Subject:
    """What is spoken of: a concept, or an item of the functional classification by its names."""

    concept: str = ""
    item_path: tuple[str, ...] = ()
    sure: bool = True
    others: tuple[str, ...] = ()
    evidence: str = ""
    twin: str = ""
    """Expenditure, where both sides are spoken of in one: 收支总计."""
    fund: FundLimit = ""
    """The money that an item of the classification is paid from, where the text limits it."""

    def __bool__(self) -> bool:
        return bool(self.concept or self.item_path)


NO_SUBJECT = Subject()
"""Spoken of nothing."""


@dataclass(frozen=True, slots=True)
class PreviousParagraph:
    """What the paragraph before said, for the one that goes on with it."""

    subject: Subject = NO_SUBJECT
    """What it was about: a mere comparison goes on with that."""
    whole: str = ""
    """What it ended by taking apart: 其中：."""
    label: Subject = NO_SUBJECT
    """The item that it only named: 1.农林水支出（类）水利（款）防汛（项）。 What follows is about that."""


@dataclass(frozen=True, slots=True)
class HeadingContext:
    """What the headings above a paragraph say."""

    place: str
    heading: str = ""
    """The concept that the nearest heading names, if it names one."""
    in_prose: bool = False
    in_projects: bool = False
    in_targets: bool = False
    """Whether it is about performance targets, where amounts are of what has targets."""
    fund: FundLimit = ""
    """The one kind of money that the headings say the paragraph is about."""


def concept_can_have_unit(vocabulary: Vocabulary, concept: str, unit: str) -> bool:
    """Whether a concept's figures can have a unit."""
    definition = vocabulary.concepts[concept]
    if unit in MONEY or not unit:
        return definition.measure == "money"
    if unit in units_of("people"):
        return definition.measure in ("people", "posts")
    own = vocabulary.unit_of(concept)
    return definition.measure in ("count", "area") and same_count(own or "", unit)
