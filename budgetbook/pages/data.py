"""The data files, the register of bodies and a language in; the page of the open data out: each file, how to read and cite it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from budgetbook.aggregate.contributions import Contributions
from budgetbook.opendata.answers import ExampleStatement
from budgetbook.opendata.api.documents import FOLDER
from budgetbook.opendata.catalogue import schema_org
from budgetbook.opendata.downloads import catalogued_files
from budgetbook.opendata.formats import FORMATS
from budgetbook.opendata.formats.datapackage import CC_BY, VERSION
from budgetbook.opendata.tables.column_docs import column_phrase_id
from budgetbook.opendata.tables.schema import TABLES
from budgetbook.pages.language import LanguageSite
from budgetbook.pages.models.data import Download, ExampleView
from budgetbook.pages.models.pages import DataPage, Page
from budgetbook.pages.models.parts import Link

_WORKBOOK = "data/budgets.xlsx"
_COMPLETE_FILES = {
    # the workbook first, which most people can open
    **{f"data/budgets.{each.suffix}": each.suffix for each in reversed(FORMATS) if each.write_all_tables},
    "data/datapackage.json": "json",
}
"""The files that hold or describe all tables, with the end of the sentence that says what each is.
A large site has no workbook of everything."""
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
"""Addresses for programs, with the end of the sentence that says what each answers."""
_MAX_ENTRIES = 12
"""As many workbooks and updates as the page lists; each statement's page has its own, the page of updates has all."""


def data_page(edition: LanguageSite, contributions: Contributions) -> Page:
    """The page, in one language; the edition's files are those that are about no statement. Reads the register."""
    phrases, site, lang = edition.phrases, edition.content.site, edition.lang
    files = {file.path: file for file in edition.files}
    address = f"{site.address}{lang}/data/"
    content = DataPage(
        complete_lead=phrases["data-whole-lead" if _WORKBOOK in files else "data-whole-lead-without-a-workbook"],
        complete_files=tuple(
            (files[path], phrases.say(f"whole-{key}")) for path, key in _COMPLETE_FILES.items() if path in files
        ),
        workbooks=tuple(_workbooks(edition, contributions)),
        has_more_workbooks=len(contributions.register.newest_first) > _MAX_ENTRIES,
        tables=tuple(_tables(edition)),
        examples=tuple(_examples(edition, ExampleStatement(edition.content, contributions))),
        service_lead=phrases.say("api-lead"),
        addresses=tuple((path, phrases.say(f"api-{key}")) for path, key in _ENDPOINTS.items()),
        licence=Link("CC BY 4.0", CC_BY["path"]),
        citation=phrases.say("data-citation", publisher=site.publisher[lang], site=site.name[lang], address=address),
        version=VERSION,
        updates=tuple(_updates(edition)),
    )
    page = edition.page("data/", "data.html", phrases["data"], phrases.say("data-description"), (edition.home,), "data", content)
    return replace(
        page,
        structured_data=schema_org.describe_dataset(
            edition.content, contributions.register, catalogued_files(edition.files), lang
        ),
    )


def _tables(edition: LanguageSite) -> Iterator[Download]:
    phrases = edition.phrases
    for name, table in TABLES.items():
        files = tuple(file for file in edition.files if file.table == name)
        columns = tuple((column, phrases[column_phrase_id(column)]) for column in table.names)
        yield Download(name, phrases[f"table-{name}"], phrases.say(f"data-{name}"), files[0].rows, files, columns)


def _workbooks(edition: LanguageSite, contributions: Contributions) -> Iterator[Link]:
    """The workbooks of the newest statements."""
    register = contributions.register
    for entry in register.newest_first[:_MAX_ENTRIES]:
        short = register.entities[entry.entity].short[edition.lang]
        document = edition.phrases.document(entry.phase, entry.fiscal_year)
        yield Link(f"{short} {document}", f"data/statements/{entry.id}.xlsx")


def _examples(edition: LanguageSite, example_statement: ExampleStatement) -> Iterator[ExampleView]:
    lang = edition.lang
    for name, example in edition.content.examples.items():
        yield ExampleView(
            name,
            example.name[lang],
            example.explain[lang],
            example_statement.code(example),
            example_statement.expected_output(example),
        )


def _updates(edition: LanguageSite) -> Iterator[tuple[str, str]]:
    """The newest additions and corrections: (day, sentence)."""
    newest = sorted(edition.content.updates.values(), key=lambda update: update.date, reverse=True)
    for update in newest[:_MAX_ENTRIES]:
        yield update.date.isoformat(), update.text[edition.lang]
