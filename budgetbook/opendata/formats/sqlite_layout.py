"""How the database keeps its three large tables: each value that many rows share stands once, and views put the rows together.

`figures`, `findings` and `breakdowns` are views with the columns that these tables have everywhere. Behind each stands a table of
rows that holds numbers of other rows: which statement (`sources`), which line, what kind of number or check, which name. Rows are
numbered within their statement and stored in that order, so that all rows of a statement lie together.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

from budgetbook.content.text import Language
from budgetbook.opendata.tables.table import DataColumn

FIGURE_KIND = (
    "concept", "measure", "year", "role", "unit", "state", "currency", "phase", "direction", "expenditure_type", "fund",
    "memorandum", "additive",
)  # fmt: skip
FINDING_KIND = ("rule", "verdict", "year", "unit", "severity", "why")
_INTERNATIONAL = ("cofog", "gfsm", "mapping_status")
VIEWS = ("figures", "findings", "breakdowns")
"""Tables that are views in the database."""
_REFERENCES = {
    "sources": {"entity": "entities", "statement": "statements"},
    "figure_kinds": {"concept": "concepts", "expenditure_type": "concepts"},
}
_ROWS = {
    "line_rows": """"table" INTEGER NOT NULL REFERENCES document_tables, tail TEXT NOT NULL, position INTEGER NOT NULL, code TEXT,
        printed_name TEXT, label INTEGER NOT NULL REFERENCES labels, total INTEGER NOT NULL, parent INTEGER,
        codes INTEGER REFERENCES codes, place INTEGER REFERENCES places, page TEXT,
        FOREIGN KEY (source, parent) REFERENCES line_rows (source, number)""",
    "figure_rows": """line INTEGER, subject INTEGER REFERENCES subjects, tail TEXT NOT NULL,
        kind INTEGER NOT NULL REFERENCES figure_kinds, label INTEGER NOT NULL REFERENCES labels,
        codes INTEGER REFERENCES codes, place INTEGER REFERENCES places, printed TEXT, amount NUMERIC,
        FOREIGN KEY (source, line) REFERENCES line_rows (source, number)""",
    "finding_rows": """line INTEGER, subject INTEGER REFERENCES subjects, kind INTEGER NOT NULL REFERENCES finding_kinds,
        printed TEXT, computed TEXT, difference NUMERIC, difference_amount NUMERIC, {notes}, cause TEXT,
        passage TEXT, FOREIGN KEY (source, line) REFERENCES line_rows (source, number)""",
}
"""Columns of the tables of rows after `source` and `number`, their key."""
_LINE = """s.statement || '/' || t."table" || '/' || l.tail"""
_LINE_PAGE = """coalesce(l.page, t."table" || '/#line-' || l.tail)"""
_SUBJECT = "s.statement || '/' || u.place"
_JOINS = """JOIN sources s ON s.id = r.source
  LEFT JOIN line_rows l ON l.source = r.source AND l.number = r.line LEFT JOIN document_tables t ON t.id = l."table"
  LEFT JOIN subjects u ON u.id = r.subject"""


_ID_START = f"CASE WHEN r.line IS NULL THEN {_SUBJECT} ELSE {_LINE} END"
_LINE_OF_ROW = f"CASE WHEN r.line IS NOT NULL THEN {_LINE} WHEN u.what = 'line' THEN {_SUBJECT} END AS line"


@dataclass(frozen=True)
class DatabaseLayout:
    """The layout for the languages of a site."""

    languages: tuple[Language, ...]
    printed_in: Language
    levels: tuple[DataColumn, ...]
    """The columns of the levels of the country's codes."""

    @cached_property
    def codes(self) -> tuple[str, ...]:
        """The columns of a code: its levels and its international class."""
        return (*(column.name for column in self.levels), *_INTERNATIONAL)

    @cached_property
    def coarsest(self) -> tuple[str, ...]:
        """The column of the coarsest level of each classification: a code of it is in one of them."""
        first_columns = {column.level_of: column.name for column in reversed(self.levels)}
        return tuple(reversed(first_columns.values()))

    @cached_property
    def shared_values(self) -> dict[str, tuple[str, ...]]:
        """Tables of values that rows share, each with a number; `subjects` are what a row is about that is no line of a table."""
        return {
            "sources": ("entity", "statement"),
            "document_tables": ("table", *self.columns("table_name"), "classified_by"),
            "labels": self.columns("name"),
            "codes": self.codes,
            "places": ("at",),
            "subjects": ("place", "what", "page"),
            "figure_kinds": FIGURE_KIND,
            "finding_kinds": ("name", *FINDING_KIND, "is_as_printed"),
        }

    def columns(self, name: str) -> tuple[str, ...]:
        """The columns of a translated one."""
        return tuple(f"{name}_{lang}" for lang in self.languages)

    @property
    def printed_name(self) -> str:
        """The column of names in the language of the documents; in the first language, where the site has not that one."""
        return f"name_{self.printed_in if self.printed_in in self.languages else self.languages[0]}"

    def _select(self, table: str, name: str) -> str:
        return ", ".join(f"{table}.{column}" for column in self.columns(name))

    def _pages(self, page: str) -> str:
        return ", ".join(f"'{lang}/' || s.statement || '/' || {page} AS page_{lang}" for lang in self.languages)

    @property
    def _is_classified(self) -> str:
        return " OR ".join(f"c.{column} IS NOT NULL" for column in self.coarsest)

    @cached_property
    def views(self) -> dict[str, str]:
        """The query of each view."""
        pages_of_row, names = self._pages(f"coalesce(u.page, {_LINE_PAGE})"), self._select("n", "name")
        return {
            "figures": f"""SELECT {_ID_START} || '/' || r.tail AS figure, s.entity, s.statement, k.concept, {names},
  k.measure, k.year, k.role, r.printed, k.unit, r.amount, k.state, p.at, {pages_of_row}, k.currency, k.phase, k.direction,
  k.expenditure_type, k.fund, k.memorandum, k.additive, CASE u.what WHEN 'project' THEN {_SUBJECT} END AS project,
  CASE u.what WHEN 'fact' THEN u.place END AS fact, {_LINE_OF_ROW}, {", ".join(f"c.{name}" for name in self.codes)}
  FROM figure_rows r {_JOINS}
  JOIN figure_kinds k ON k.id = r.kind JOIN labels n ON n.id = r.label LEFT JOIN codes c ON c.id = r.codes
  LEFT JOIN places p ON p.id = r.place""",  # noqa: S608 - our own names, here and below
            "findings": f"""SELECT {_ID_START} || '/' || k.name AS finding, s.entity, s.statement, k.year,
  CASE u.what WHEN 'concept' THEN u.place END AS concept, k.rule, k.verdict, r.printed,
  CASE WHEN k.is_as_printed THEN r.printed ELSE r.computed END AS computed, r.difference, k.unit, r.difference_amount, k.severity,
  {self._select("r", "note")}, {pages_of_row}, CASE WHEN r.line IS NULL THEN replace(u.place, '/', '.')
  ELSE t."table" || '.' || l.tail END AS about, {_LINE_OF_ROW}, k.why, s.statement || '/' || r.cause AS cause, r.passage
  FROM finding_rows r {_JOINS} JOIN finding_kinds k ON k.id = r.kind""",  # noqa: S608
            "breakdowns": f"""SELECT {_LINE} AS line, s.statement, t."table", {self._select("t", "table_name")}, t.classified_by,
  l.position, coalesce(l.code, CASE WHEN {self._is_classified} THEN l.tail END) AS code,
  coalesce(l.printed_name, n.{self.printed_name}) AS printed_name, {names}, l.total,
  s.statement || '/' || t."table" || '/' || u.tail AS parent, {", ".join(f"c.{name}" for name in self.codes)}, p.at,
  {self._pages(_LINE_PAGE)}
  FROM line_rows l JOIN sources s ON s.id = l.source JOIN document_tables t ON t.id = l."table" JOIN labels n ON n.id = l.label
  LEFT JOIN line_rows u ON u.source = l.source AND u.number = l.parent
  LEFT JOIN codes c ON c.id = l.codes LEFT JOIN places p ON p.id = l.place""",  # noqa: S608
        }

    def definitions(self) -> Iterator[str]:
        """Everything that stands behind the views, before it is filled; then the views."""
        for name, columns in self.shared_values.items():
            references = _REFERENCES.get(name, {})
            cells = (f'"{column}"' + (f" REFERENCES {references[column]}" if column in references else "") for column in columns)
            yield f"CREATE TABLE {name} (id INTEGER PRIMARY KEY, {', '.join(cells)})"
        notes = ", ".join(f"{column} TEXT" for column in self.columns("note"))
        for name, rest in _ROWS.items():
            yield (
                f"CREATE TABLE {name} (source INTEGER NOT NULL REFERENCES sources, number INTEGER NOT NULL,"
                f" {rest.replace('{notes}', notes)}, PRIMARY KEY (source, number)) WITHOUT ROWID"
            )
        yield from (f"CREATE VIEW {name} AS {query}" for name, query in self.views.items())


def indexes() -> Iterator[str]:
    """Indexes that the usual questions need: a statement, a concept, a kind."""
    yield "CREATE UNIQUE INDEX sources_statement ON sources (statement)"
    yield "CREATE INDEX sources_entity ON sources (entity)"
    yield "CREATE INDEX figure_kinds_concept ON figure_kinds (concept)"
    yield "CREATE INDEX figure_rows_kind ON figure_rows (kind)"
