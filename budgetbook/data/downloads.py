"""Content and findings in; every data file of the site out: each number once, with its origin, in the forms that people use."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, cached_property, partial
from importlib.metadata import version
from pathlib import Path

from budgetbook.arithmetic.finding import Finding
from budgetbook.content.load import Content, Statement
from budgetbook.content.model import LANGUAGES, Language
from budgetbook.data import database, openapi, package, parquet, rows, textfiles, workbook
from budgetbook.data.api import STATEMENTS, Api
from budgetbook.data.catalogue import Catalogue
from budgetbook.data.columns import TABLES, Row, Table
from budgetbook.data.datafile import DataFile
from budgetbook.data.rows import Rows
from budgetbook.data.statementbook import StatementBook
from budgetbook.kept import Keeper, key, sources
from budgetbook.words.wording import Words

_HERE = Path(__file__).parent
_LIBRARIES = ("apsw", "arro3-core", "arro3-io", "xlsxwriter", "rdflib")


def of(content: Content, findings: Mapping[str, tuple[Finding, ...]], folder: Path | None = None) -> tuple[DataFile, ...]:
    """Every file, in the order of the data page. What takes long to make is kept in `folder` from run to run."""
    made = _Files(content, rows.of(content, findings), Keeper(folder))
    files = tuple(made.all())
    return (*files, *made.catalogues(described(files)))


def described(files: Iterable[DataFile]) -> tuple[DataFile, ...]:
    """What catalogues list: the tables in each form, the files of all tables, and the files of a statement."""
    return tuple(file for file in files if file.table or file.statement or file.path.startswith("data/budgets."))


@dataclass(frozen=True)
class _Files:
    """All tables, and how each file is made of them."""

    content: Content
    made: Rows
    keeper: Keeper

    def all(self) -> Iterator[DataFile]:
        """A file a table and form, then the files of all tables."""
        texts: dict[str, DataFile] = {}
        for name, table in TABLES.items():
            for file in self._table(name, table):
                texts.setdefault(name, file)
                yield file
        every = sum(map(len, self.made.values()))
        yield DataFile("", "data/budgets.sqlite", every, self._kept("sqlite", *TABLES, make=self._sqlite))
        yield DataFile("", "data/budgets.xlsx", every, self._kept("xlsx", *TABLES, make=self._xlsx))
        yield DataFile(
            "", "data/datapackage.json", every, lambda: textfiles.as_json(package.of(self.content, texts, self._explained))
        )
        api = Api(self.content, self.made, self._explained)
        for path, document in api.files():
            of_statement = path.removeprefix(STATEMENTS).removesuffix(".json") if path.startswith(STATEMENTS) else ""
            yield DataFile("", path, 0, partial(textfiles.as_json, document), of_statement)
        yield DataFile("", "data/openapi.json", 0, lambda: textfiles.as_json(openapi.of(api)))
        for statement in self.content.statements.values():
            yield self._statement(statement)

    def _table(self, name: str, table: Table) -> Iterator[DataFile]:
        """As CSV, as JSON with its schema, and as Parquet."""
        made, base = self.made[name], self.content.site.address
        yield DataFile(name, f"data/{name}.csv", len(made), lambda: textfiles.as_csv(table, made))
        yield DataFile(name, f"data/{name}.json", len(made), lambda: self._json(table))
        schema = f"data/schema/{name}.json"
        yield DataFile("", schema, 0, lambda: textfiles.as_json(textfiles.schema(table, base, self._explained)))
        data = self._kept("parquet", name, make=lambda: parquet.as_parquet(table, made))
        yield DataFile(name, f"data/{name}.parquet", len(made), data)

    def _json(self, table: Table) -> bytes:
        schema = f"{self.content.site.address}data/schema/{table.name}.json"
        records = list(rows.records(table, self.made[table.name]))
        return textfiles.as_json({"$schema": schema, "table": table.name, "licence": package.CC_BY["path"], "rows": records})

    def _sqlite(self) -> bytes:
        return database.as_sqlite(self.made, explain(self.content))

    def _xlsx(self) -> bytes:
        return workbook.as_xlsx(self._title(""), self._about("about-tables"), workbook.tables(self.made))

    def _statement(self, statement: Statement) -> DataFile:
        book = StatementBook(self.content, statement, self.made)
        path = f"data/statements/{statement.id}.xlsx"

        def make() -> bytes:
            title = self._title(f"：{statement.source.title.zh} {statement.source.title.en}")
            return workbook.as_xlsx(title, self._about("about-statement-book"), book.sheets())

        parts = [(name, table.unit, table.columns) for name, table in statement.breakdowns.items()]
        mine = self._own[statement.id]
        data = self._kept("statement", "concepts", statement.id, key(mine, statement.source, parts), make=make)
        return DataFile("", path, len(mine), data, statement.id)

    @cached_property
    def _own(self) -> dict[str, list[Row]]:
        """The rows of each statement, in the tables that its workbook shows."""
        found: dict[str, list[Row]] = {name: [] for name in self.content.statements}
        for name in ("figures", "findings", "breakdowns"):
            index = TABLES[name].index("statement")
            for row in self.made[name]:
                found[str(row[index])].append(row)
        return found

    def catalogues(self, files: Sequence[DataFile]) -> Iterator[DataFile]:
        """The DCAT-AP catalogue of the files, in its two forms."""
        texts = [(s.id, s.source, s.fiscal_year) for s in self.content.statements.values()]

        def kept(form: str, make: Callable[[], bytes]) -> bytes:
            inputs = (*((file.path, file.sha256) for file in files), texts, self.content.updates)
            return self.keeper.kept(key(*self._tools, form, *inputs), make)

        graph = cache(lambda: Catalogue(self.content).made(files))
        yield DataFile("", "data/catalogue.ttl", 0, lambda: kept("turtle", lambda: graph().turtle()))
        yield DataFile("", "data/catalogue.jsonld", 0, lambda: kept("json-ld", lambda: graph().json()))

    def _title(self, more: str) -> str:
        return f"{self.content.site.name.zh} {self.content.site.name.en}{more}"

    def _about(self, what: str) -> list[str]:
        """The lines of a workbook's first sheet: what it is, how to read it, the licence, what each column means."""
        words = {lang: Words(lang, self.content.phrases) for lang in LANGUAGES}
        keys = (what, "about-numbers", "not-official", "licence-of-content")
        lines = [words[lang][each] for each in keys for lang in LANGUAGES]
        columns = [f"{name}: {text}" for name, text in self._explained.items()] if what == "about-tables" else []
        return [*lines, self.content.site.address, *columns]

    @cached_property
    def _explained(self) -> dict[str, str]:
        return {column: " / ".join(text.values()) for column, text in explain(self.content).items()}

    @cached_property
    def _keys(self) -> dict[str, str]:
        """What each table's files depend on: its rows."""
        return {name: key(made) for name, made in self.made.items()}

    @cached_property
    def _tools(self) -> tuple[object, ...]:
        """What all of them depend on: our code, the libraries, the site's names and words."""
        code = sources(*sorted(_HERE.glob("*.py")))
        return (*code, *map(version, _LIBRARIES), self.content.site, key(self.content.phrases))

    def _kept(self, form: str, *parts: str, make: Callable[[], bytes]) -> Callable[[], bytes]:
        """A file that takes long to make; its name in the cache holds the rows of the tables that it is made of."""
        return lambda: self.keeper.kept(key(*self._tools, form, *parts, *(self._keys.get(part, part) for part in parts)), make)


def explain(content: Content) -> dict[str, dict[Language, str]]:
    """Each column of the tables, with what it means in each language."""
    words = {lang: Words(lang, content.phrases) for lang in LANGUAGES}
    columns = dict.fromkeys(column for table in TABLES.values() for column in table.names)
    return {column: {lang: words[lang][word_of(column)] for lang in LANGUAGES} for column in columns}


def word_of(column: str) -> str:
    """The entry of wording.yaml that explains a column."""
    return f"field-{column.replace('_', '-')}"
