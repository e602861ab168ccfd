"""The subject of a sentence, and what the headings and the paragraph before contribute to it."""

from __future__ import annotations

from dataclasses import dataclass

from budgetbook.arithmetic.passages.chinese_units import MONEY, same_count, units_of
from budgetbook.importer.vocabulary import FundLimit, Vocabulary


@dataclass(frozen=True, slots=True)
class Subject:
    """What a sentence speaks of: a concept, or an item of a classification by its names."""

    concept: str = ""
    item_path: tuple[str, ...] = ()
    code: str = ""
    """The code printed with the names of the item, if any."""
    sure: bool = True
    others: tuple[str, ...] = ()
    evidence: str = ""
    twin: str = ""
    """Expenditure, if both sides are named in one: 收支总计."""
    fund: FundLimit = ""
    """The fund that pays an item of the classification, if the text limits it to one."""

    def __bool__(self) -> bool:
        return bool(self.concept or self.item_path)


NO_SUBJECT = Subject()
"""Nothing that a number could be a figure of."""


@dataclass(frozen=True, slots=True)
class PreviousParagraph:
    """What the paragraph before leaves to one that continues it."""

    subject: Subject = NO_SUBJECT
    """Its main subject; a mere comparison continues it."""
    whole: str = ""
    """The whole that it opened at its end (其中：)."""
    stage: str = ""
    """The stage of that whole's amount; see `ParagraphState.part_stage`."""
    year: int = 0
    """The one year that its last sentence was of, if that is not the document's own,"""
    year_concept: str = ""
    """and what that sentence spoke of."""
    doubtful_whole: str = ""
    """What its last amount was of, if that is not sure, so that no part of it is."""
    label: Subject = NO_SUBJECT
    """The item that it only named, as in 1.农林水支出（类）水利（款）防汛（项）。 The next paragraph is about it."""
    list_key: str = ""
    """What tells the list that it announced, or is an item of, from others."""

    branch: str = ""
    """The code of the class, section or item that it is about, whose list the next one may go on with."""

    def leave_to_item(self) -> PreviousParagraph:
        """What it leaves to a paragraph at another place that is no heading, such as an item of a list: its year and branch."""
        return PreviousParagraph(year=self.year, year_concept=self.year_concept, branch=self.branch)


@dataclass(frozen=True, slots=True)
class HeadingContext:
    """What the headings above a paragraph say."""

    place: str
    heading: str = ""
    """The concept that the nearest heading names, or ""."""
    in_prose: bool = False
    in_projects: bool = False
    in_targets: bool = False
    """True below a heading on performance targets, where an amount belongs to something with targets."""
    year: int = 0
    """The one year that the nearest heading with a year names; 0 if there is none."""
    fund: FundLimit = ""
    """The one fund to which the headings limit the paragraph, or ""."""
    by_function: bool = False
    """True below a heading by which money is broken down by function, where 住房公积金 is the item of that name."""
    of_budget: bool = False
    """True below a heading such as 一、年初预算: in final accounts its amounts are of the budget, whatever they are called."""


_LOOSE_UNITS = {"批次": units_of("things"), "人次": units_of("people"), "辆": ("台（套）",)}
"""Measure words that documents use as well for visits and vehicles: 接待批次520个, 接待人次4200人, 公务用车2台."""


_POST = "个"
"""A measure word for posts, beside those for people: 编制45个."""


def concept_can_have_unit(vocabulary: Vocabulary, concept: str, unit: str) -> bool:
    """True if figures of a concept can have the unit; "" counts as money."""
    definition = vocabulary.concepts[concept]
    if unit in MONEY or not unit:
        return definition.measure == "money"
    own_unit = vocabulary.unit_of(concept) or ""
    if definition.measure == "count" and unit in _LOOSE_UNITS.get(own_unit, ()):
        return True
    if unit == "批次" and definition.counts and vocabulary.unit_of(definition.counts) == "人次":
        return True
    if definition.measure == "posts" and unit == _POST:
        return True
    if unit in units_of("people"):
        return definition.measure in ("people", "posts")
    return definition.measure in ("count", "area") and same_count(own_unit, unit)
