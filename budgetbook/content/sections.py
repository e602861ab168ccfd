"""The sections of a statement page and their charts: `countries/<country>/sections.yaml`, and what each kind of chart needs."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Literal, NamedTuple

from pydantic import Field

from budgetbook.content.fields import Flag, Slug
from budgetbook.content.model import Record
from budgetbook.content.text import Text

ChartKindName = Literal[
    "hundred", "parts", "classes", "items", "itemised", "pairs", "changes", "against", "execution"
]  # fmt: skip


class ChartNeeds(NamedTuple):
    """What a chart of some kind must have in `sections.yaml` and `concepts.yaml`: without it no statement can draw one."""

    concept_fields: tuple[str, ...] = ()
    """The fields of its first concept, one of which must name something."""
    pairs: bool = False
    """True where its concepts are read two by two."""
    tables: bool = False
    """True where it must name tables."""


CHART_NEEDS: Mapping[ChartKindName, ChartNeeds] = {
    "hundred": ChartNeeds(("parts",)),
    "parts": ChartNeeds(("parts",)),
    "classes": ChartNeeds(tables=True),
    "items": ChartNeeds(("itemised_by", "of_which")),
    "itemised": ChartNeeds(("itemised_by", "of_which")),
    "against": ChartNeeds(pairs=True),
}
"""The kinds that need more than concepts that are figures."""


class Chart(Record):
    """A chart of a section, drawn from the statement's figures."""

    kind: ChartKindName
    """hundred: parts of each 100 yuan; parts: the parts of a whole; classes: the coarsest classes of a table; items:
    projects and the remainder; itemised: what of a whole is listed and what is not; pairs: figures
    in two years; changes: what changed most in a whole; against: people against posts; execution: what
    was spent against the budget."""
    of: tuple[Slug, ...]
    """The concept whose figures are drawn (for `against`: the pairs people, posts, people, posts, …)."""
    tables: tuple[Slug, ...] = ()
    """For `classes`: the tables that have them; the first that the document has is drawn. For `changes`: the tables whose lines
    are looked through; the first that both years have is taken."""
    whole: Slug | None = None
    """For `changes`: the figure of which everything is looked through for what changed most. Where the documents do not give
    all of it for both years, the figures of `of` are shown instead, as far as they have both."""
    lead: Literal["composition", "change"] | None = None
    """The place at the top of the page that it is for: where the money goes, or what changed. Of several charts for one place
    the first that the document has data for is shown there, the others stay in their section."""
    title: Text


class Section(Record):
    """A part of every statement page: its figures, in this order, and its charts."""

    name: Text
    lead: Text
    """What this section answers, in one plain sentence."""
    figures: tuple[Slug, ...]
    facts: Flag = False
    """True for the section that shows the statement's facts."""
    projects: Flag = False
    """True for the section that shows the statement's projects."""
    charts: dict[Slug, Chart] = Field(default_factory=dict)
