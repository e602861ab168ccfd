"""The data files, the register of bodies and a language in; the page of the open data out: each file, how to read and cite it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from budgetbook.aggregate.contributions import Shares
from budgetbook.opendata.answers import Asked
from budgetbook.opendata.api.documents import FOLDER
from budgetbook.opendata.catalogue import schema_org
from budgetbook.opendata.downloads import described
from budgetbook.opendata.formats.datapackage import CC_BY, VERSION
from budgetbook.opendata.tables.column_docs import word_of
from budgetbook.opendata.tables.schema import TABLES
from budgetbook.pages.language import Edition
from budgetbook.pages.models.data import Download, ExampleView
from budgetbook.pages.models.pages import DataBody, Page
from budgetbook.pages.models.parts import Link

_BOOK = "data/budgets.xlsx"
_WHOLES = {_BOOK: "xlsx", "data/budgets.sqlite": "sqlite", "data/datapackage.json": "json"}
"""The files that hold or describe all tables, with the end of the sentence that says what each is.
A large site has no workbook of everything."""
_SERVED = {
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
_SHOWN = 12
"""As many workbooks and updates as the page lists; each statement's page has its own, the page of updates has all."""


def data_page(edition: Edition, shares: Shares) -> Page:
    """The page, in one language; the edition's files are those that are about no statement. Reads the register."""
    words, site, lang = edition.words, edition.content.site, edition.lang
    files = {file.path: file for file in edition.files}
    address = f"{site.address}{lang}/data/"
    body = DataBody(
        whole_lead=words["data-whole-lead" if _BOOK in files else "data-whole-lead-without-a-workbook"],
        wholes=tuple((files[path], words.say(f"whole-{key}")) for path, key in _WHOLES.items() if path in files),
        books=tuple(_books(edition, shares)),
        more_books=len(shares.register.newest) > _SHOWN,
        tables=tuple(_tables(edition)),
        examples=tuple(_examples(edition, Asked(edition.content, shares))),
        service_lead=words.say("api-lead"),
        addresses=tuple((path, words.say(f"api-{key}")) for path, key in _SERVED.items()),
        licence=Link("CC BY 4.0", CC_BY["path"]),
        citation=words.say("data-citation", publisher=site.publisher[lang], site=site.name[lang], address=address),
        version=VERSION,
        updates=tuple(_updates(edition)),
    )
    page = edition.page("data/", "data.html", words["data"], words.say("data-description"), (edition.home,), "data", body)
    return replace(page, linked=schema_org.dataset(edition.content, shares.register, described(edition.files), lang))


def _tables(edition: Edition) -> Iterator[Download]:
    words = edition.words
    for name, table in TABLES.items():
        files = tuple(file for file in edition.files if file.table == name)
        columns = tuple((column, words[word_of(column)]) for column in table.names)
        yield Download(name, words[f"table-{name}"], words.say(f"data-{name}"), files[0].rows, files, columns)


def _books(edition: Edition, shares: Shares) -> Iterator[Link]:
    """The workbooks of the newest statements."""
    register = shares.register
    for entry in register.newest[:_SHOWN]:
        short = register.bodies[entry.entity].short[edition.lang]
        document = edition.words.document(entry.phase, entry.fiscal_year)
        yield Link(f"{short} {document}", f"data/statements/{entry.id}.xlsx")


def _examples(edition: Edition, asked: Asked) -> Iterator[ExampleView]:
    lang = edition.lang
    for name, example in edition.content.examples.items():
        yield ExampleView(name, example.name[lang], example.explain[lang], asked.code(example), asked.prints(example))


def _updates(edition: Edition) -> Iterator[tuple[str, str]]:
    """The newest additions and corrections: (day, sentence)."""
    newest = sorted(edition.content.updates.values(), key=lambda update: update.date, reverse=True)
    for update in newest[:_SHOWN]:
        yield update.date.isoformat(), update.text[edition.lang]
