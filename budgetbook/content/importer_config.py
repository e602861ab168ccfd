"""The records of `countries/<country>/importer.yaml`: the words by which the importer reads documents of a place.

The docstring under a field becomes its hover help in the JSON Schema.
"""

from __future__ import annotations

from typing import Literal

from pydantic import Field

from budgetbook.content.fields import Slug
from budgetbook.content.model import Record

UnitKind = Literal["money", "percent", "count", "visits", "guests", "same", "any"]
MentionRole = Literal["amount", "prior", "budget", "adjusted", "change", "percent", "share", "completion"]


class Wording(Record):
    """How a number is read from the words before it: one entry of `wordings`."""

    before: str
    """Classes of words, in order, that end right before the number."""
    after: str | None = None
    """A word that must follow the number and its unit."""
    unit: UnitKind = "any"
    """What the number's unit must be: money, a percentage, that of a count or of visits, the subject's own (`same`), or any."""
    role: MentionRole
    """What the number is of its figure."""
    concept: Slug | None = None
    """The concept, where the wording alone says it."""
    unless: tuple[Slug, ...] = ()
    """What the sentence must not be about: groups after the cost of foreign guests are not those of all."""
    says: str | None = None
    """An example of a whole sentence."""


class Heads(Record):
    """Heads of columns by what the column holds: `heads`."""

    code: tuple[str, ...]
    """Columns of codes: 科目编码."""
    name: tuple[str, ...]
    """Columns of names: 科目名称."""
    total: tuple[str, ...]
    """Columns of amounts of the document's own year."""
    number: tuple[str, ...] = ()
    """Columns of list numbers: 序号, 行次."""
    year: tuple[str, ...] = ()
    """Columns of years."""
    prior: tuple[str, ...] = ()
    """Columns of last year's amounts."""
    budget: tuple[str, ...] = ()
    """In final accounts: columns of the initial budget."""
    adjusted: tuple[str, ...] = ()
    """In final accounts: columns of the adjusted budget."""


class IdentityWords(Record):
    """By what a document says who published it and what it is: `identity`."""

    bodies: tuple[str, ...]
    """Words in which the name of a body ends: 局, 中心, 人民政府."""
    places: tuple[str, ...]
    """Words in which the name of a place ends: the body may be its government."""
    around: tuple[str, ...]
    """Words of titles and sentences that are no part of a name: 部门, 预算, 关于."""
    inside: tuple[str, ...]
    """Words that hold one of `around` and are part of a name all the same: 预算审核, 机关事务."""
    common: tuple[str, ...]
    """Words for what bodies do: a name of these alone, such as 交通运输厅, could be that of many bodies."""
    origins: tuple[str, ...]
    """Names with which a whole name begins, apart from those of places that end in one of `places`: 中国, 四川."""
    joining: tuple[str, ...]
    """Words between a mark and a name that are no part of the name: 和, 经."""
    not_bodies: tuple[str, ...]
    """Words that end like a body and are none: 全部, 社区."""
    labels: tuple[str, ...]
    """Words before the body's name in a form: 编制部门."""
    publishers: tuple[str, ...]
    """Words before the publisher's name on a web page: 发布机构."""
    publishing_authorities: tuple[str, ...]
    """Ends of names of those whom sentences name as collecting or approving budgets, not as their bodies."""
    abbreviations: tuple[str, ...]
    """Ends of short names, which a line of the publisher may give in full: 办, 委."""
    kinds: dict[Slug, tuple[str, ...]]
    """Kind of body -> the ends of its name; the longest end decides."""
    subjects: tuple[str, ...]
    """What a title may name in place of budget or final accounts: 三公, 收支."""
    outcome: tuple[str, ...]
    """Words by which a text tells what was spent, so that it is of final accounts."""
    plan: tuple[str, ...]
    """Words by which a text tells what is to be spent."""
    department: tuple[str, ...]
    """Words that only the statement of a department or unit has."""
    government: tuple[str, ...]
    """Words of the accounts of a whole government: taxes, transfers, debt."""
    press: tuple[str, ...]
    """Words of a news item."""


class ImporterFile(Record):
    """`countries/<country>/importer.yaml`."""

    units: dict[str, tuple[str, ...]]
    """Units that a figure can have: each with its spellings."""
    other_units: tuple[str, ...]
    """Units of numbers that are never a figure of a budget."""
    words: dict[Slug, tuple[str, ...]]
    """Words by what they do in a sentence; `wordings` name these classes."""
    same_period: tuple[str, ...]
    """Words of comparison that mean last year by themselves."""
    restatements: tuple[str, ...] = ()
    """Words by which a comparison counts a year otherwise than it is printed: 同口径, 剔除."""
    joint_words: tuple[str, ...] = ()
    """Words that count the things just named, so that a number is of all of them: 两项, 二者."""
    sum_words: tuple[str, ...] = ()
    """Words of adding up that say so of the amounts just given, where the clause names nothing itself: 合计, 共."""
    list_words: tuple[str, ...] = ()
    """Words that list parts of the amount before them, or only examples: 包括, 含."""
    last_year: tuple[str, ...]
    """Words for the year before."""
    this_year: tuple[str, ...]
    """Words for the document's own year."""
    wordings: dict[Slug, Wording]
    """How a number is read from the words before it; the first that fits counts."""
    names: dict[Slug, tuple[str, ...]]
    """Further names of concepts, for reading only."""
    class_names: dict[str, tuple[str, ...]] = Field(default_factory=dict)
    """Further spellings of classes of the two classifications, by the class's name."""
    economic_items: dict[str, tuple[str, ...]] = Field(default_factory=dict)
    """Further spellings of items by economic nature, by their code."""
    items: dict[str, tuple[str, ...]] = Field(default_factory=dict)
    """Sections and items of the functional classification for reading only: section -> the digits and names of each."""
    within: dict[Slug, dict[str, Slug]]
    """Words that mean something only after or inside another concept."""
    visits: dict[Slug, dict[str, Slug]] = Field(default_factory=dict)
    """What a count without a name means right behind the cost of the visits, by its unit."""
    costs: dict[Slug, Slug] = Field(default_factory=dict)
    """What a bare 支出 means right behind a count of visits or of things bought."""
    alone: dict[str, Slug] = Field(default_factory=dict)
    """Words that are the name of a concept only where no other word stands before them in their clause: 编制30名."""
    natures: tuple[Slug, ...]
    """Kinds of expenditure by its nature, which some bodies list where others list functions."""
    economic_wholes: tuple[Slug, ...] = ()
    """Wholes that sentences break down by the items of the economic classification."""
    weak_names: tuple[Slug, ...]
    """Concepts whose names often only say which money a sentence is about."""
    by_fund: dict[Slug, dict[Slug, Slug]]
    """A concept limited to one fund, where that is a concept of its own."""
    totals: tuple[Slug, ...]
    """Revenue and expenditure: every other figure is a part of one of them."""
    bare: tuple[str, ...]
    """Names that alone do not say whose they are: 收入, 支出."""
    limiting_words: tuple[str, ...] = ()
    """Words before a name that limit it to some of the money, or to another body."""
    without_post: tuple[str, ...] = ()
    """Words for people without a post; where one of them is among the parts of 实有人数, that is no staff in post."""
    some_bodies: tuple[str, ...] = ()
    """Words before the name of a fund that limit it to the bodies of one level of government."""
    one_level: tuple[str, ...] = ()
    """Words that limit a figure to one level, beside another figure for all of them."""
    some_people: tuple[str, ...] = ()
    """Words for some of a body's people or posts, which stand for all of them where no other number does."""
    own_words: dict[str, tuple[str, ...]] = Field(default_factory=dict)
    """What people call a body in its own document, by the ends of its name."""
    so_called: tuple[str, ...] = ()
    """Words that introduce in brackets what the things before them are called together."""
    carried: tuple[Slug, ...]
    """What is carried over, which has a concept for each fund."""
    planned: dict[Slug, Slug] = Field(default_factory=dict)
    """In a budget: the concept of what is planned, for that of what was done."""
    to_buy: dict[Slug, Slug] = Field(default_factory=dict)
    """The concept of what is to be bought, for that of a stock, in a sentence that just gave something to buy."""
    both: str
    """A pattern for revenue and expenditure named together: 收支总计."""
    fund_names: dict[Slug, tuple[str, ...]]
    """Heads of columns that only name a fund."""
    title_funds: tuple[str, ...]
    """Words that begin a table's title and say which money it is limited to."""
    title_words: tuple[str, ...]
    """Words that end a table's title, behind the names of its figures."""
    heads: Heads
    """Heads of columns by what the column holds."""
    total_rows: tuple[str, ...]
    """Names of the row that holds the totals."""
    balance_rows: dict[str, Slug]
    """Totals of a table of two sides, each with its concept."""
    grand_rows: dict[str, Slug]
    """Totals that include what is carried over, each with its concept."""
    own_rows: tuple[str, ...]
    """Rows that tell the year's own total from the grand total."""
    nil_notes: tuple[str, ...]
    """What a document says of a table that is empty."""
    nil_conditions: tuple[str, ...]
    """Words of the printed form by which a line only says what to write if a table is empty."""
    prose_headings: tuple[str, ...]
    """Headings over plans and reasons, where numbers are seldom figures."""
    project_headings: tuple[str, ...]
    """Headings over named projects."""
    project_openings: tuple[str, ...]
    """How the first chapter of a paper on one project begins."""
    project_parts: tuple[str, ...]
    """Words of the chapters of such a paper; a chapter without one is no longer part of it."""
    project_titles: tuple[str, ...]
    """With what the title of such a paper ends, behind the project's name."""
    project_figures: tuple[Slug, ...]
    """Figures that stand in such a paper and nowhere else."""
    project_amounts: tuple[str, ...]
    """What stands in such a paper before the project's amount."""
    target_headings: tuple[str, ...]
    """Headings over performance targets."""
    target_concepts: tuple[Slug, ...]
    """What amounts under performance targets can be."""
    headings: dict[str, str] = Field(default_factory=dict)
    """The usual headings of a statement, each with its English."""
    identity: IdentityWords
    """By what a document says who published it and what it is."""
    unit_line: str
    """The pattern of the line that gives a table's unit."""
    profiles: dict[Literal["budget", "final-accounts"], dict[str, Slug]]
    """The profile of a draft, by the place that the title names; 全国 for all others."""
    budgets: tuple[str, ...]
    """Words by which a title says that it heads a budget."""
    final_accounts: tuple[str, ...]
    """Words by which a title says that it heads final accounts."""
    executions: tuple[str, ...] = ()
    """Further words by which a heading within final accounts is about what was done, not about the budget."""
