"""What a sentence speaks of: a concept, or an item of a classification; and what the headings above it say."""

from __future__ import annotations

from budgetbook.importer.vocabulary import MONEY, Limit, Vocabulary
from budgetbook.infra.base.record import record


@record
class Subject:
    """What is spoken of: a concept, or an item of the functional classification by its names."""

    concept: str = ""
    names: tuple[str, ...] = ()
    sure: bool = True
    others: tuple[str, ...] = ()
    evidence: str = ""
    twin: str = ""
    """Expenditure, where both sides are spoken of in one: 收支总计."""
    fund: Limit = ""
    """The money that an item of the classification is paid from, where the text limits it."""

    def __bool__(self) -> bool:
        return bool(self.concept or self.names)


NOTHING = Subject()
"""Spoken of nothing."""


@record
class Before:
    """What the paragraph before said, for the one that goes on with it."""

    subject: Subject = NOTHING
    """What it was about: a mere comparison goes on with that."""
    whole: str = ""
    """What it ended by taking apart: 其中：."""
    label: Subject = NOTHING
    """The item that it only named: 1.农林水支出（类）水利（款）防汛（项）。 What follows is about that."""


@record
class Context:
    """What the headings above a paragraph say."""

    place: str
    heading: str = ""
    """The concept that the nearest heading names, if it names one."""
    prose: bool = False
    projects: bool = False
    targets: bool = False
    """Whether it is about performance targets, where amounts are of what has targets."""
    fund: Limit = ""
    """The one kind of money that the headings say the paragraph is about."""


def fits(vocabulary: Vocabulary, concept: str, unit: str) -> bool:
    """Whether a concept's figures can have a unit."""
    about = vocabulary.concepts[concept]
    if unit in MONEY or not unit:
        return about.measure == "money"
    if unit in ("人", "名"):
        return about.measure in ("people", "posts")
    own = vocabulary.unit_of(concept)
    return about.measure in ("count", "area") and (own == unit or {own or "", unit} <= {"个", "家", "项"})
