"""The records that people write in `content/`, except those of a statement.

Every record refuses unknown keys and is frozen. The docstring under a field becomes its hover help in the JSON Schemas of
`content/schema/`. Rules about more than one field are in `validation/`.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Literal, NamedTuple

from pydantic import BaseModel, ConfigDict, Field

from budgetbook.content import units
from budgetbook.content.fields import (
    Address,
    Branch,
    Chinese,
    Date,
    EditPattern,
    English,
    Flag,
    HomeAddress,
    PatternText,
    PrintedText,
    RepositoryAddress,
    Slug,
    Year,
)

Role = Literal["amount", "prior", "budget", "adjusted", "change", "percent"]
Language = Literal["zh", "en"]
LANGUAGES: tuple[Language, ...] = ("zh", "en")

if TYPE_CHECKING:
    MoneyUnit = str
    Unit = str
else:  # closed lists, made of the one list of units
    MoneyUnit = Literal[units.MONEY]
    Unit = Literal[units.FIGURE_UNITS]
Measure = Literal["money", "people", "posts", "count", "area", "year"]
Fund = Literal[
    "all",
    "appropriation",
    "general-public",
    "government-funds",
    "state-capital",
    "special-account",
    "service",
    "business",
    "higher-level",
    "affiliated",
    "other",
    "carry-over",
]


class Record(BaseModel):
    """The base of all records: no unknown key, no change after reading."""

    model_config = ConfigDict(extra="forbid", frozen=True, defer_build=True)


class Text(Record):
    """One text in both languages; neither may be missing."""

    zh: Chinese
    """The text in Chinese. 中文。"""
    en: English
    """The text in English. 英文。"""

    def __getitem__(self, lang: Language) -> str:
        return self.zh if lang == "zh" else self.en


class Concept(Record):
    """Something that a budget statement can report, or a word of the field: one entry of `concepts.yaml`."""

    name: Text
    """The field's standard term."""
    explain: Text
    """What it means, in plain words of our own; one or two sentences."""
    also: tuple[PrintedText, ...] = ()
    """Other Chinese names seen in documents."""
    measure: Measure | None = None
    """What a figure of it counts; absent for a word that is never a figure."""
    unit: Unit | None = None
    """The unit of a figure that is no money: 人, 个, 辆, …"""
    stock: Flag = False
    """True for what is held on a day (assets), false for what flows in a year."""
    parts: tuple[Slug, ...] = ()
    """The concepts that together make exactly this one."""
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
    share_of: Slug | None = None
    """The concept that a printed share of this figure is a share of."""
    counts: Slug | None = None
    """The amount of the things counted here: none of the one goes with none of the other."""
    one_more_than: Slug | None = None
    """The count that this one exceeds by one: all units are those below and the body's own level."""
    economic_classes: tuple[str, ...] = ()
    """Classes of the economic classification that together are this, in a table of basic expenditure."""
    economic_items: tuple[str, ...] = ()
    """Items of the economic classification whose basic expenditure is some of this."""
    memorandum: Flag = False
    """True for a view across the budget (three public expenses, procurement): never an addend."""
    see: tuple[Slug, ...] = ()
    """Related terms, for the glossary page."""
    body: Flag = False
    """True where it is a kind of body: what `kind` of `entity.yaml` may say."""


class Duty(Record):
    """One duty of a body."""

    short: Text
    """Two or three words."""
    text: Text
    """One plain sentence of our own."""


class SubEntity(Record):
    """A unit that belongs to the body."""

    name: Text
    kind: Slug
    """A concept: `public-institution`, `administrative-unit`, …"""
    entity: Slug | None = None
    """The folder of its own statements, where it publishes some and they are here."""
    units: tuple[SubEntity, ...] = ()
    """The units below it."""


class EntityFile(Record):
    """A public body: `content/statements/<entity>/entity.yaml`."""

    name: Text
    """The full official name."""
    short: Text
    """The name for running text."""
    kind: Slug
    """A concept that says what kind of body it is."""
    place: Text
    parent: Text | None = None
    """The organisation that it belongs to, where the document names one."""
    about: Text
    """Who this body is, in a few plain sentences of our own."""
    duties: tuple[Duty, ...] = ()
    units: tuple[SubEntity, ...] = ()
    formerly: tuple[Slug, ...] = ()
    """Names that its folder had before: whatever stood at an address with one of them leads on to where it stands now."""


ChartKindName = Literal[
    "hundred", "parts", "classes", "items", "itemised", "bridge", "pairs", "changes", "against", "execution"
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
    "bridge": ChartNeeds(("parts",)),
    "against": ChartNeeds(pairs=True),
}
"""The kinds that need more than concepts that are figures."""


class Chart(Record):
    """A chart of a section, drawn from the statement's figures."""

    kind: ChartKindName
    """hundred: parts of each 100 yuan; parts: the parts of a whole; classes: the coarsest classes of a table; items:
    projects and the remainder; itemised: what of a whole is listed and what is not; bridge: what made the change; pairs:
    figures in two years; changes: what changed most in a whole; against: people against posts; execution: what
    was spent against the budget."""
    of: tuple[Slug, ...]
    """The concept whose figures are drawn (for `against`: the pairs people, posts, people, posts, …)."""
    tables: tuple[Slug, ...] = ()
    """For `classes`: the tables that have them; the first that the document has is drawn. For `changes`: the tables whose lines
    are looked through; the first that both years have is taken."""
    whole: Slug | None = None
    """For `changes`: the figure of which everything is looked through for what changed most. Where the documents do not give
    all of it for both years, the figures of `of` are shown instead, as far as they have both."""
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


class StandardTable(Record):
    """A table that statements of this kind contain: one entry of `tables.yaml`."""

    name: Text
    explain: Text
    also: tuple[str, ...] = ()
    """Other Chinese titles seen in documents; the importer matches these."""
    by: Literal["functional", "economic", "items"]
    fund: Fund = "all"
    """The money that the whole table is limited to."""
    concept: Slug
    """What its total is a figure of."""


class ClassificationEntry(Record):
    """One code of a classification: an entry of `content/classifications/*.yaml`."""

    model_config = ConfigDict(populate_by_name=True)

    name: Text
    since: Year | None = Field(default=None, alias="from")
    """The first year in which it was in force, where that is known."""
    until: Year | None = None
    """The last year in which it was in force."""
    nature: tuple[str, ...] = ()
    """Of a purpose: the economic items that hold the same money in a table of basic expenditure."""


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
    """`content/international.yaml`: which international class a national code or a concept belongs to."""

    functional: dict[str, ClassMapping] = Field(default_factory=dict)
    """National functional code -> COFOG code."""
    economic: dict[str, ClassMapping] = Field(default_factory=dict)
    """National economic code -> GFSM code."""
    concepts: dict[Slug, ClassMapping] = Field(default_factory=dict)
    """Concept -> GFSM code."""


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
    """What a jurisdiction's rules ask for: `content/profiles/<name>.yaml`."""

    name: Text
    basis: Text
    """The instrument, by name, and a word that the official text decides."""
    requirements: dict[Slug, Requirement]


class Site(Record):
    """`content/site.yaml`."""

    name: Text
    tagline: Text
    address: HomeAddress
    """Where the site is published: a folder, with a slash at its end."""
    repository: RepositoryAddress
    """The code host's page of the repository."""
    branch: Branch = "main"
    edit: EditPattern | None = None
    """Where the code host opens a line of a file for editing, as https://…/{branch}/{path}#L{line}, or `none`; needed where
    the host is none of those that most use."""
    publisher: Text
    contact: Address
    """Where readers report a wrong number."""
    key_figures: tuple[Slug, ...]
    """The concepts whose figures stand at the top of a statement's page and on its card."""


class Update(Record):
    """One dated entry of `updates.yaml`: what readers and re-users of the data are told about. Feeds are made of them.

    The key of an entry is its address on the page of updates and its id in the feeds: it never changes.
    """

    date: Date
    """The day on which the site had it."""
    kind: Literal["new-statement", "correction", "site"]
    """new-statement: a statement that was added; correction: something that this site had wrong and has mended;
    site: what else a reader notices."""
    statement: str | None = None
    """The statement that it is about, as `<entity>/<year>-budget`; may be absent for `site` alone."""
    figure: Slug | None = None
    """The figure of that statement that was corrected."""
    text: Text
    """One or two plain sentences. For a correction: what stood here, and what stands here now."""


Answer = Literal["sums-by-kind", "sums-by-side", "revenue-of-two-years", "checks-and-terms"]


class Example(Record):
    """One way to read the open data: an entry of `examples.yaml`, shown on the data page and run by the tests."""

    name: Text
    explain: Text
    language: Literal["python", "r", "sql"] | None = None
    """What the code is written in."""
    code: str = ""
    """`{address}` stands for the site's own address, `{statement}` for its first statement, `{word}` for a word to search."""
    answer: Answer | None = None
    """What the code prints of that statement, by name: it is worked out when the site is built."""


class Pattern(Record):
    """One sentence in both languages, with the same {holes}."""

    zh: PatternText
    en: PatternText

    def __getitem__(self, lang: Language) -> str:
        return self.zh if lang == "zh" else self.en


class PhraseFile(Record):
    """`content/wording.yaml`: the interface words and sentence patterns, both languages side by side."""

    words: dict[Slug, Text]
    sentences: dict[Slug, Pattern]
