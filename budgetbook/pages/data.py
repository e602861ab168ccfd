"""The page of the open data: each file, how to read it, how to cite it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import ClassVar

from budgetbook.opendata.api.documents import FOLDER
from budgetbook.opendata.catalogue import schema_org
from budgetbook.opendata.contributions import Contributions
from budgetbook.opendata.data_file import DataFile
from budgetbook.opendata.downloads import catalogued_files
from budgetbook.opendata.example_answers import ExampleStatement
from budgetbook.opendata.formats import FORMATS
from budgetbook.opendata.formats.data_version import DataVersion
from budgetbook.opendata.formats.datapackage import CC_BY
from budgetbook.opendata.tables.column_docs import explain_column
from budgetbook.opendata.tables.site_schema import site_tables
from budgetbook.pages.language import LanguageSite
from budgetbook.pages.models.page import Link, Page, PageContent

_WORKBOOK = "data/budgets.xlsx"
_COMPLETE_FILES = {
    # the workbook first, which most people can open
    **{each.suffix: "data/budgets" for each in reversed(FORMATS) if each.write_all_tables},
    "json": "data/datapackage",
}
"""The ends of the files that hold or describe all tables, and of the phrase ids that explain them, with how the files begin.

A large site has no workbook of everything, and its database is in parts.
"""
_ENDPOINTS = {
    f"{FOLDER}/entities.json": "entities",
    f"{FOLDER}/entities/{{entity}}.json": "entity",
    f"{FOLDER}/statements.json": "statements",
    f"{FOLDER}/statements/{{entity}}/{{document}}.json": "statement",
    f"{FOLDER}/concepts.json": "concepts",
    f"{FOLDER}/concepts/{{concept}}.json": "concept",
    f"{FOLDER}/updates.json": "updates",
    "data/openapi.json": "openapi",
    "data/catalogue.ttl": "catalogue",
    "data/catalogue.jsonld": "catalogue",
}
"""Addresses for programs, with the ends of the phrase ids that explain their answers."""
_MAX_ENTRIES = 12
"""Most workbooks and updates on the page; each statement's page has its own workbook, the page of updates has all of them."""


@dataclass(frozen=True, slots=True)
class Download:
    """One table of the open data in all its formats, each in one file or in several parts."""

    name: str
    """Its id, as in the names of its files."""
    title: str
    explain: str
    rows: int
    files: tuple[DataFile, ...]
    columns: tuple[tuple[str, str], ...]
    """(column, what it holds)"""


@dataclass(frozen=True, slots=True)
class ExampleView:
    """An example of how to read the open data."""

    id: str
    name: str
    explain: str
    code: str
    """Empty if there is nothing to type."""
    prints: str
    """The output of the code; may be empty."""


@dataclass(frozen=True, slots=True)
class DataPage(PageContent):
    """The open data: every file, and how to read and cite it."""

    template: ClassVar[str] = "data.html"
    complete_lead: str
    """Advice on which file to take."""
    complete_files: tuple[tuple[DataFile, str], ...]
    """The files that hold all tables, and what each is for."""
    workbooks: tuple[Link, ...]
    """The workbooks of the newest statements."""
    has_more_workbooks: bool
    """True if there are others."""
    tables: tuple[Download, ...]
    examples: tuple[ExampleView, ...]
    service_lead: str
    addresses: tuple[tuple[str, str], ...]
    """Addresses for programs and what each answers; one with {braces} is a pattern."""
    licence: Link
    citation: str
    """With a hole for the version."""
    version: DataVersion
    updates: tuple[tuple[str, str], ...]
    """(day, sentence), newest first."""


def data_page(language_site: LanguageSite, contributions: Contributions) -> Page:
    """Build the page in one language, from the files that are about no single statement. Reads the register."""
    phrases, site, lang = language_site.phrases, language_site.content.site, language_site.lang
    files = {file.path: file for file in language_site.files}
    address = f"{site.address}{lang}/data/"
    content = DataPage(
        complete_lead=phrases["data-whole-lead" if _WORKBOOK in files else "data-whole-lead-without-a-workbook"],
        complete_files=tuple(
            (file, phrases.say(f"whole-{suffix}"))
            for suffix, start in _COMPLETE_FILES.items()
            for path, file in files.items()
            if path.startswith(start) and path.endswith(f".{suffix}")
        ),
        workbooks=tuple(_workbooks(language_site, contributions)),
        has_more_workbooks=len(contributions.register.newest_first) > _MAX_ENTRIES,
        tables=tuple(_tables(language_site)),
        examples=tuple(_examples(language_site, ExampleStatement(language_site.content, contributions))),
        service_lead=phrases.say("api-lead"),
        addresses=tuple((path, phrases.say(f"api-{key}")) for path, key in _ENDPOINTS.items()),
        licence=Link("CC BY 4.0", CC_BY["path"]),
        citation=phrases.say(
            "data-citation", publisher=site.publisher[lang], site=site.name[lang], address=address, version="{version}"
        ),
        version=DataVersion.create(language_site.content, language_site.files),
        updates=tuple(_updates(language_site)),
    )
    page = language_site.page("data/", phrases["data"], phrases.say("data-description"), (language_site.home,), "data", content)
    return replace(
        page,
        structured_data=schema_org.describe_dataset(
            language_site.content, contributions.register, catalogued_files(language_site.files), lang
        ),
    )


def _tables(language_site: LanguageSite) -> Iterator[Download]:
    phrases = language_site.phrases
    for name, table in site_tables(language_site.content).items():
        files = tuple(file for file in language_site.files if file.table == name)
        columns = tuple((column.name, explain_column(column, phrases)) for column in table.columns)
        rows = sum(file.rows for file in files if file.path.endswith(FORMATS[0].suffix))
        yield Download(name, phrases[f"table-{name}"], phrases.say(f"data-{name}"), rows, files, columns)


def _workbooks(language_site: LanguageSite, contributions: Contributions) -> Iterator[Link]:
    """List the workbooks of the newest statements."""
    register = contributions.register
    for entry in register.newest_first[:_MAX_ENTRIES]:
        short = register.entities[entry.entity].short[language_site.lang]
        document = language_site.phrases.document(entry.phase, entry.fiscal_year)
        parts = (f"{short} {document}", language_site.phrases["review-short"] if entry.is_unchecked else "")
        yield Link(" · ".join(filter(None, parts)), f"data/statements/{entry.id}.xlsx")


def _examples(language_site: LanguageSite, example_statement: ExampleStatement) -> Iterator[ExampleView]:
    lang = language_site.lang
    for name, example in language_site.content.examples.items():
        yield ExampleView(
            name,
            example.name[lang],
            example.explain[lang],
            example_statement.code(example),
            example_statement.expected_output(example),
        )


def _updates(language_site: LanguageSite) -> Iterator[tuple[str, str]]:
    """List the newest additions and corrections: (day, sentence)."""
    newest = sorted(language_site.content.updates.values(), key=lambda update: update.date, reverse=True)
    for update in newest[:_MAX_ENTRIES]:
        yield update.date.isoformat(), update.text[language_site.lang]
