"""The page that asks the data in SQL: in the browser where the database is small enough, and elsewhere with other tools."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import ClassVar
from urllib.parse import quote

from budgetbook.content.text import Language
from budgetbook.opendata.contributions import Contributions
from budgetbook.opendata.data_file import DataFile
from budgetbook.opendata.data_parts import plan_parts
from budgetbook.pages.language import LanguageSite
from budgetbook.pages.models.page import Link, Page, PageContent

ENGINE_FOLDER = "data/sql/"
"""Where the site has the engine; the script of the page names its files, too."""
MAX_BYTES = 32_000_000
"""The largest database that a browser is asked to load: it is held in memory twice for a moment. Parts of the data are so."""
_HOLES = {"entity": "{entity}", "statement": "{statement}", "table": "{table}"}


@dataclass(frozen=True, slots=True)
class Database:
    """A database that a reader may ask in the browser."""

    file: DataFile
    first_entity: str
    last_entity: str
    """The span of entities that it holds."""

    @property
    def is_small(self) -> bool:
        """True if a browser may load it; makes the file."""
        return self.file.byte_count <= MAX_BYTES


@dataclass(frozen=True, slots=True)
class SampleQuery:
    """A question to begin with."""

    name: str
    sql: str
    question: str
    """What stands behind the page's address for the query to be filled in."""


@dataclass(frozen=True, slots=True)
class Recipe:
    """How another tool asks the same data."""

    name: str
    explain: str
    code: str


@dataclass(frozen=True, slots=True)
class SqlPage(PageContent):
    """A form for queries, questions to begin with, and other tools."""

    template: ClassVar[str] = "sql.html"
    runs_wasm: ClassVar[bool] = True
    databases: tuple[Database, ...]
    too_large: str
    """What to say where none of them is small enough."""
    table_query: str
    """The query that a table's page leads to, with holes."""
    queries: tuple[SampleQuery, ...]
    recipes: tuple[Recipe, ...]
    service: Link
    """The description of the API, for programs and language models."""


def sql_page(language_site: LanguageSite, contributions: Contributions) -> Page:
    """Build the page in one language, from the files of all tables."""
    phrases, lang = language_site.phrases, language_site.lang
    databases = tuple(_list_databases(language_site, contributions))
    content = SqlPage(
        databases=databases,
        too_large=phrases.say("sql-too-large", limit=f"{MAX_BYTES // 1_000_000} MB"),
        table_query=write_table_query(lang, **_HOLES),
        queries=tuple(_sample_queries(language_site)),
        recipes=tuple(_recipes(language_site, databases[0].file)),
        service=Link("llms.txt", "llms.txt"),
    )
    trail = (language_site.home, Link(phrases["data"], f"{lang}/data/"))
    return language_site.page("data/sql/", phrases["sql-title"], phrases.say("sql-description"), trail, "data", content)


def _list_databases(language_site: LanguageSite, contributions: Contributions) -> Iterator[Database]:
    """Yield the databases of the site, one for each part of its data."""
    spans = {f"data/budgets{part.suffix}.sqlite": part.span for part in plan_parts(contributions)}
    yield from (Database(file, *spans[file.path]) for file in language_site.files if file.path in spans)


def write_table_query(lang: Language, entity: str, statement: str, table: str) -> str:
    """The query that shows every number of a table of a statement."""
    place = f"{entity}/{statement}"
    return (
        f"SELECT name_{lang}, role, printed, unit, amount, page_{lang}\n"
        f"FROM figures\n"
        f"WHERE statement = '{place}' AND line LIKE '{place}/{table}/%';"
    )


def _sample_queries(language_site: LanguageSite) -> Iterator[SampleQuery]:
    lang, phrases = language_site.lang, language_site.phrases
    samples = {
        phrases["sql-totals"]: (
            "SELECT statement, direction, round(sum(amount), 2) AS total\n"
            "FROM figures\n"
            "WHERE additive\n"
            "GROUP BY statement, direction\n"
            "ORDER BY statement, direction;"
        ),
        phrases["sql-findings"]: (
            f"SELECT statement, rule, printed, computed, note_{lang}, page_{lang}\n"
            "FROM findings\n"
            "WHERE verdict = 'fails'\n"
            "ORDER BY finding;"
        ),
        phrases["sql-largest"]: (
            f"SELECT statement, name_{lang}, printed, unit, amount\n"
            "FROM figures\n"
            "WHERE line IS NOT NULL AND role = 'amount' AND measure = 'money'\n"
            "ORDER BY amount DESC\n"
            "LIMIT 20;"
        ),
        phrases["sql-years"]: (
            f"SELECT entity, year, phase, printed, unit, amount, page_{lang}\n"
            "FROM figures\n"
            "WHERE concept = 'expenditure' AND role = 'amount' AND line IS NULL\n"
            "ORDER BY entity, year;"
        ),
        phrases["sql-columns"]: f'SELECT "table", "column", "{lang}"\nFROM columns\nORDER BY "table", "column";',
    }
    for name, sql in samples.items():
        yield SampleQuery(name, sql, f"?sql={quote(sql)}")


def _recipes(language_site: LanguageSite, database: DataFile) -> Iterator[Recipe]:
    phrases, site = language_site.phrases, language_site.content.site
    name, folder = database.name, f"{site.address}data/"
    part = name.removeprefix("budgets").removesuffix(".sqlite")
    query = "SELECT verdict, count(*) AS checks FROM findings GROUP BY verdict ORDER BY verdict"
    yield Recipe("SQLite", phrases["sql-with-sqlite"], f'curl -O {folder}{name}\nsqlite3 -header -csv {name} "{query}"')
    yield Recipe("Datasette", phrases["sql-with-datasette"], f"pip install datasette\ndatasette {name}")
    yield Recipe(
        "DuckDB",
        phrases["sql-with-duckdb"],
        f"SELECT verdict, count(*) AS checks\nFROM '{folder}findings{part}.parquet'\nGROUP BY verdict ORDER BY verdict;",
    )
    yield Recipe(
        "Python (pandas)",
        phrases["sql-with-pandas"],
        "import sqlite3\n\nimport pandas as pd\n\n"
        f'database = sqlite3.connect("{name}")\nprint(pd.read_sql_query("{query}", database).to_csv(index=False))',
    )
    yield Recipe(
        "R",
        phrases["sql-with-r"],
        f'library(DBI)\n\ndatabase <- dbConnect(RSQLite::SQLite(), "{name}")\n'
        f'write.csv(dbGetQuery(database, "{query}"), row.names = FALSE)',
    )
