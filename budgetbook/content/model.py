"""The base of all records that people write in `content/`, and those of the dictionary: concepts, tables, codes, profiles.

Every record refuses unknown keys and is frozen. The docstring under a field becomes its hover help in the JSON Schemas of
`content/schema/`. Rules about more than one field are in `validation/`.
"""

from __future__ import annotations

from typing import Any, Literal

from pydantic import BaseModel, ConfigDict, Field, ValidationInfo, model_validator

from budgetbook.content.fields import Flag, PrintedText, Slug, Year
from budgetbook.content.text import AskedWords, Text
from budgetbook.content.unit_fields import FigureUnit, units_of

Role = Literal["amount", "prior", "budget", "adjusted", "change", "percent"]

Measure = Literal["money", "people", "posts", "count", "area", "year"]
Fund = str
"""The name of a fund of the country; `all` stands for all money."""


class Record(BaseModel):
    """The base of all records: no unknown key, no change after reading."""

    model_config = ConfigDict(extra="forbid", frozen=True, defer_build=True)


Use = Literal[
    "revenue",
    "expenditure",
    "appropriation",
    "carried-over",
    "surplus-used",
    "carried-forward",
    "basic",
    "projects",
    "project-count",
    "usual-body",
]
"""What the program asks of a concept, whatever a country calls it; a rule that lacks a mark is silent."""


class Concept(Record):
    """Something that a budget statement can report, or a word of the field: one entry of `concepts.yaml`."""

    name: Text
    """The field's standard term."""
    plain: Text | None = None
    """The same in everyday words, for tiles and headlines, where the term alone would stop a reader."""
    explain: Text
    """What it means, in plain words of our own; one or two sentences."""
    also: tuple[PrintedText, ...] = ()
    """Other Chinese names seen in documents."""
    asked: AskedWords | None = None
    """What people call it when they ask: words for the search, which no document and no page need use."""
    measure: Measure | None = None
    """What a figure of it counts; absent for a word that is never a figure."""
    use: Use | None = None
    """What rules and pages take it for: all revenue, all expenditure, money carried over, … At most one concept is each."""
    unit: FigureUnit | None = None
    """The unit of a figure that is no money: 人, 个, 辆, …; where none is named, the usual one of its measure."""
    stock: Flag = False
    """True for what is held on a day (assets), false for what flows in a year."""
    parts: tuple[Slug, ...] = ()
    """The concepts that together make exactly this one."""
    may_include: tuple[Slug, ...] = ()
    """Concepts that some places count into this one as well, beside its parts: meetings among the three public expenses."""
    of_which: tuple[Slug, ...] = ()
    """Concepts that are some of this one; what they leave is shown as a remainder."""
    itemised_by: Literal["projects"] | None = None
    """The list of the statement whose items are some of this one."""
    equals: tuple[Slug, ...] = ()
    """Concepts whose figures must be equal to this one's."""
    equals_unless: tuple[Slug, ...] = ()
    """Figures that lie between the two where they are not 0 (money carried over): then, and in final accounts, `equals`
    is not asked of this one."""
    at_most: tuple[Slug, ...] = ()
    """Concepts that this one can never exceed."""
    not_of: tuple[Slug, ...] = ()
    """Kinds of body that have no such money of their own; for these nothing is held against it by `at_most`."""
    budgeted: Flag = False
    """True for what documents of every phase give by the budget, so that what was executed is no limit to it."""
    share_of: Slug | None = None
    """The concept that a printed share of this figure is a share of."""
    counts: Slug | None = None
    """The amount of the things counted here: none of the one goes with none of the other."""
    run_by_others: Flag = False
    """True if somebody else may have run the thing counted (a group abroad that one of the body's people joined), so that there
    can be none of it beside some of what it `counts`."""
    one_more_than: Slug | None = None
    """The count that this one exceeds by one: all units are those below and the body's own level."""
    economic_classes: tuple[str, ...] = ()
    """Classes of the economic classification that together are this, in a table of basic expenditure."""
    economic_items: tuple[str, ...] = ()
    """Items of the economic classification whose basic expenditure is some of this."""
    memorandum: Flag = False
    """True for a view across the budget (three public expenses, procurement): never an addend."""
    stand_ins: tuple[Slug, ...] = ()
    """Where a document does not report this one, the first screen shows the first of these that it reports: the spending of one
    account for all spending."""
    see: tuple[Slug, ...] = ()
    """Related terms, for the glossary page."""
    body: Flag = False
    """True where it is a kind of body: what `kind` of `entity.yaml` may say."""

    @model_validator(mode="before")
    @classmethod
    def _fill_in_unit(cls, data: Any, info: ValidationInfo) -> Any:
        """Give a count the usual unit of its measure."""
        units, measure = units_of(info), data.get("measure") if isinstance(data, dict) else None
        if units is None or not isinstance(measure, str) or measure == "money" or "unit" in data:
            return data
        return {**data, "unit": units.usual_for(measure)}


class StandardTable(Record):
    """A table that statements of this kind contain: one entry of `tables.yaml`."""

    name: Text
    explain: Text
    in_text: Text | None = None
    """What its lines are called where a document lists them in sentences and has no such table; absent: by its name."""
    also: tuple[str, ...] = ()
    """Other Chinese titles seen in documents; the importer matches these."""
    by: Slug
    """The classification of its codes; `items`: by name."""
    fund: Slug = "all"
    """The money that the whole table is limited to."""
    concept: Slug
    """What its total is a figure of."""


class FormerName(Record):
    """A name that a code of a classification had before: 医疗卫生与计划生育支出 for 210."""

    name: str
    """The name as printed; papers often keep it for years."""
    until: Year
    """The last year in which it was in force."""


class ClassificationEntry(Record):
    """One code of a classification: an entry of `countries/<country>/classifications/*.yaml`."""

    model_config = ConfigDict(populate_by_name=True)

    name: Text
    under: PrintedText | None = None
    """The code that it is part of, where the digits of codes do not tell: all of a classification without `levels` say it, or
    none."""
    since: Year | None = Field(default=None, alias="from")
    """The first year in which it was in force, where that is known."""
    until: Year | None = None
    """The last year in which it was in force."""
    nature: tuple[str, ...] = ()
    """Of a purpose: the economic items that hold the same money in a table of basic expenditure."""
    also: tuple[str, ...] = ()
    """Other ways in which papers print the same name: with or without a comma, shortened."""
    asked: AskedWords | None = None
    """What people call it when they ask: words for the search, which no document need use."""
    formerly: tuple[FormerName, ...] = ()
    """What the same code was called before, the oldest name first."""

    def names_in(self, year: int) -> tuple[str, ...]:
        """The names that papers of a year may print: today's, and those still in force in that year."""
        return (self.name.as_printed, *self.also, *(former.name for former in self.formerly if former.until >= year))

    @property
    def all_names(self) -> tuple[str, ...]:
        """The name, its other spellings and every former one, as documents print them."""
        return (self.name.as_printed, *self.also, *(former.name for former in self.formerly))


class ClassMapping(Record):
    """Where a national code or a concept goes in an international classification: the editors' judgement, nothing official."""

    model_config = ConfigDict(populate_by_name=True)

    to: str | None = None
    """The international code; absent where no class fits."""
    alternatives: tuple[str, ...] = Field(default=(), alias="or")
    """Other codes that one could argue for."""
    note: Text | None = None
    """Why, where it is not plain; needed where no class fits."""


class International(Record):
    """`countries/<country>/international.yaml`: which international class a national code or a concept belongs to."""

    functional: dict[str, ClassMapping] = Field(default_factory=dict)
    """National functional code -> COFOG code."""
    economic: dict[str, ClassMapping] = Field(default_factory=dict)
    """National economic code -> GFSM code."""
    concepts: dict[Slug, ClassMapping] = Field(default_factory=dict)
    """Concept -> GFSM code."""


INTERNATIONAL_SCHEMES = {"functional": "cofog", "economic": "gfsm", "concepts": "gfsm"}
"""The international classification that each part of `International` is mapped to."""


class Requirement(Record):
    """One thing that the rules ask a statement to contain."""

    name: Text
    kind: Literal["table", "text", "detail"]
    concepts: tuple[Slug, ...] = ()
    """Met where the statement has all of these figures."""
    table: Slug | None = None
    """Met where the document has this table (see `tables.yaml`); `name` is then its title in the jurisdiction."""
    number: str | None = None
    """Of a table: its number in the jurisdiction's form, as printed."""
    given_by: Literal["published", "url", "reasons", "glossary", "functional", "economic", "indicators"] | None = None
    """Met by this part of the statement, where no figure tells."""
    explain: Text


class Profile(Record):
    """What a jurisdiction's rules ask for: `countries/<country>/profiles/<name>.yaml`."""

    name: Text
    basis: Text
    """The instrument, by name, and a word that the official text decides."""
    requirements: dict[Slug, Requirement]
