"""The records of performance: indicators on three levels with their target values, and how an entity was evaluated."""

from __future__ import annotations

from typing import Literal

from budgetbook.content.fields import Number, Slug
from budgetbook.content.model import Record
from budgetbook.content.sic_mark import SicMark
from budgetbook.content.text import Text


class Indicator(Record):
    """One indicator: what is measured, the value that it is to reach and, afterwards, the one that it reached."""

    level1: Slug
    """The first level, a concept: `output-indicators`, `benefit-indicators`, `satisfaction-indicators`, …"""
    level2: Slug | None = None
    """The second level, a concept: `quantity-indicators`, `quality-indicators`, …"""
    name: Text
    """The third level: what is measured, as the document calls it."""
    operator: Literal["=", "≥", "≤", ">", "<"] | None = None
    """How the value is to be met, as printed."""
    value: Number | None = None
    """The value to be reached, in digits as printed."""
    words: Text | None = None
    """The value to be reached, where the document gives words and no number."""
    unit: Text | None = None
    """What the value counts: 场, %, 人次."""
    reached: Number | None = None
    """In final accounts: the value that was reached."""
    reached_words: Text | None = None
    """In final accounts: the value that was reached, where the document gives words and no number."""
    points: Number | None = None
    """What full success counts."""
    score: Number | None = None
    """The points that were given."""
    at: str
    """The place in the document."""


class Evaluation(Record):
    """How a project or a whole body was judged after the year."""

    by: Literal["self", "finance", "outside"] = "self"
    """`self`: the body judged itself; `finance`: the finance bureau did; `outside`: somebody whom it asked."""
    score: Number | None = None
    """The whole score, as printed."""
    execution: Number | None = None
    """The points of the score that were given for the share of the budget that was spent."""
    grade: Text | None = None
    """The grade: 优, 良, …"""
    at: str
    """The place in the document."""
    sic: tuple[SicMark, ...] = ()
    """Findings confirmed against the document."""


class Performance(Record):
    """The targets of a whole body for the year, and how they were met."""

    goal: Text | None = None
    """What the body sets out to achieve, in our own words."""
    indicators: tuple[Indicator, ...] = ()
    evaluation: Evaluation | None = None
