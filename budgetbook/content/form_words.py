"""The records of `countries/<country>/form-words.yaml`: words by which the rules on a document's wording judge its passages.

The docstring under a field becomes its hover help in the JSON Schema.
"""

from __future__ import annotations

from pydantic import Field

from budgetbook.content.fields import Slug
from budgetbook.content.model import Record


class FormWords(Record):
    """`countries/<country>/form-words.yaml`."""

    residue: tuple[str, ...] = ()
    """Words of forms that never stand in a finished document."""
    possible_residue: tuple[str, ...] = ()
    """Words of forms that may also be meant: proposed to the editor, and never a finding."""
    increases: tuple[str, ...] = ()
    """Words for more, which forms offer beside words for less: 增加（减少）."""
    decreases: tuple[str, ...] = ()
    """Words for less."""
    filled_blanks: tuple[str, ...] = ()
    """What follows the crosses of a form: XX局, ××年."""
    reasons: tuple[str, ...] = ()
    """Words after which a reason or a purpose must follow."""
    own_wordings: dict[str, tuple[str, ...]] = Field(default_factory=dict)
    """By the kind of document that the title names (部门, 单位): how it speaks of itself, and the other kind does not."""
    counted: tuple[str, ...] = ()
    """What a sentence counts and then names: 内设机构."""
    lists: dict[Slug, tuple[str, ...]] = Field(default_factory=dict)
    """Concept -> its names before a list of what it holds: 人员经费…主要包括."""
    dated_stocks: tuple[str, ...] = ()
    """What is counted on the last day of the year of final accounts: 车辆."""
    alike: tuple[str, ...] = ()
    """Characters that are taken for each other in the names of bodies, a group each: 湾弯."""
    tell_apart: str = ""
    """Characters by which the names of two bodies differ: 一, 二, 东, 西."""
    unlike: dict[str, tuple[str, ...]] = Field(default_factory=dict)
    """Item of a classification -> words that cannot be its purpose: 住房公积金 is no 医疗."""
    costs_of: dict[Slug, Slug] = Field(default_factory=dict)
    """Count of things -> the cost of running them: where there is none of the one, there should be none of the other."""
    made_up_of: dict[Slug, list[Slug]] = Field(default_factory=dict)
    """Whole -> parts that make it up where all are printed, unless one of them is all of it and holds the others."""
    same_money: dict[Slug, Slug] = Field(default_factory=dict)
    """Money as it comes in -> the same money as it is spent: two equal amounts should have changed alike."""
    spent_of: dict[Slug, Slug] = Field(default_factory=dict)
    """All revenue with what was carried over -> what is spent of it in the year, which should not be more."""
    named_in_parts: tuple[Slug, ...] = ()
    """Wholes of which a sentence may name only a part of a part: “三公”经费, with 车辆运行费 for all costs of cars."""
