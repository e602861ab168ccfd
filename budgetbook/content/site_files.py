"""Records of the files about the site itself: its settings, updates and examples of the data."""

from __future__ import annotations

from typing import Annotated, Any, Literal

from pydantic import AfterValidator, BeforeValidator, Field, WithJsonSchema

from budgetbook.content.fields import (
    Address,
    Branch,
    Date,
    EditPattern,
    HomeAddress,
    LanguageTag,
    RepositoryAddress,
    RepositoryFolder,
    Slug,
    fault,
    shorten,
)
from budgetbook.content.form import FORM_OF_FIRST_RELEASE, is_form
from budgetbook.content.model import Record
from budgetbook.content.text import Text
from budgetbook.content.theme import Theme


def _check_languages(languages: tuple[str, ...]) -> tuple[str, ...]:
    """At least one, each once. Raises a fault."""
    if not languages:
        raise fault("no-language")
    if again := [lang for index, lang in enumerate(languages) if lang in languages[:index]]:
        raise fault("language-twice", lang=again[0])
    return languages


class SiteLanguages(Record, extra="ignore"):
    """The languages of a site, which its settings begin with: nothing else can be read before they are known."""

    languages: Annotated[tuple[LanguageTag, ...], AfterValidator(_check_languages)]
    """The languages of the site, in the order of the switch; each has a file in `content/languages/`."""
    printed_in: LanguageTag | None = None
    """The language in which the documents print; the first of the languages, where nothing is said."""


MENU = ("budgets", "compare", "glossary", "checks", "data", "how-to-read", "about")
"""The pages of the program that a menu can have, and has where nothing is said."""


class FooterLink(Record):
    """A link at the foot of every page."""

    name: Text
    address: Address


class Footer(Record):
    """`footer` of `site.yaml`."""

    text: Text | None = None
    """One or two sentences: who is behind the site, which law it follows."""
    links: tuple[FooterLink, ...] = ()


def _read_form(text: Any) -> int:
    """The number of a form. Raises a fault."""
    if not is_form(text):
        raise fault("not-a-form", found=shorten(text))
    return int(text)


class Site(SiteLanguages, extra="forbid"):
    """`content/site.yaml`."""

    form: Annotated[int, BeforeValidator(_read_form), WithJsonSchema({"type": "integer", "minimum": 0})] = FORM_OF_FIRST_RELEASE
    """The form of the content folder; the command `upgrade` raises it. Where it is absent, that of 0.1.0."""
    name: Text
    tagline: Text
    address: HomeAddress
    """Where the site is published: a folder, with a slash at its end."""
    repository: RepositoryAddress
    """The code host's page of the repository."""
    branch: Branch = "main"
    folder: RepositoryFolder = "content"
    """The folder of the content in the repository, as links for editing name it."""
    edit: EditPattern | None = None
    """Where the code host opens a line of a file for editing, as https://…/{branch}/{path}#L{line}, or `none`; needed where
    the host is none of those that most use."""
    country: Slug
    """Whose dictionary the site uses: the name of a folder in `countries/`, the site's own or the program's."""
    publisher: Text
    contact: Address
    """Where readers report a wrong number."""
    key_figures: tuple[Slug, ...]
    """The concepts whose figures stand at the top of a statement's page and on its card."""
    menu: tuple[Slug, ...] = MENU
    """What the menu of every page has, in its order: pages of the program, and own pages by the names of their files."""
    menu_names: dict[Slug, Text] = Field(default_factory=dict)
    """What the menu calls own pages, by the names of their files."""
    footer: Footer = Field(default_factory=Footer)
    """What the foot of every page says and leads to beside what it always does."""
    theme: Theme = Field(default_factory=Theme)
    """Colours, fonts, corners and logo, where they are not the program's."""
    scales: dict[Slug, Scale] = Field(default_factory=dict)
    """Measures that are worked out for every statement which gives both numbers: per person employed, share of the whole."""


class Scale(Record):
    """One measure of `site.yaml` that sets a figure beside another, so that its size can be grasped."""

    name: Text
    of: Slug
    """The concept that is divided."""
    by: Slug
    """The concept that it is divided by, or `residents`: those of the public body’s area, as its `entity.yaml` gives them."""


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
