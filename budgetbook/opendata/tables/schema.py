"""The schema of the open data: each table's key, its columns, their types and references.

All formats are written from this one list. A column of one name means the same in every table; the languages' files explain each
once (`field-…`). Column types (`fiscal`) are those of the Fiscal Data Package, https://fiscal.datapackage.org/. Amounts are in
the base unit of their currency, codes are text.
"""

from __future__ import annotations

from typing import get_args

from budgetbook.arithmetic.finding import Why
from budgetbook.arithmetic.partition import HOWS
from budgetbook.arithmetic.severity import SEVERITIES
from budgetbook.content.code_level import USUAL_LEVELS
from budgetbook.content.stages import USUAL_STAGES
from budgetbook.opendata.tables.level_columns import level_columns
from budgetbook.opendata.tables.table import DataColumn, DataTable


def _text_columns(*names: str, mandatory: bool = False) -> tuple[DataColumn, ...]:
    return tuple(DataColumn(name, mandatory=mandatory) for name in names)


def _text_column(name: str, mandatory: bool = True, fiscal: str = "") -> DataColumn:
    """A column of one text in each language of the site."""
    return DataColumn(name, mandatory=mandatory, fiscal=fiscal, is_translated=True)


_PAGE = _text_column("page")
_INTERNATIONAL = (
    DataColumn("cofog", fiscal="functional-classification:cofog:code"),
    DataColumn("gfsm", fiscal="economic-classification:gfsm:code"),
    DataColumn("mapping_status", one_of=("judgement", "choice", "none")),
)
_CODES = (*level_columns(USUAL_LEVELS), *_INTERNATIONAL)

ROLES = ("amount", "prior", "budget", "adjusted", "change", "percent", "share", "completion")
STATES = ("printed", "computed", "nil", "held-centrally")
PHASES = ("approved", "adjusted", "executed")

_FIGURES = DataTable(
    "figures",
    (
        DataColumn("figure", mandatory=True, fiscal="budget-line-id"),
        DataColumn("entity", mandatory=True, refers="entities", fiscal="administrative-classification:generic:level1:code"),
        DataColumn("statement", mandatory=True, refers="statements"),
        DataColumn("concept", refers="concepts"),
        _text_column("name"),
        DataColumn("measure", mandatory=True, one_of=("money", "people", "posts", "count", "area", "year")),
        DataColumn("year", "integer", mandatory=True, fiscal="date:fiscal-year"),
        DataColumn("role", mandatory=True, one_of=ROLES, fiscal="value-kind:code"),
        DataColumn("printed", digits=True),
        DataColumn("unit", mandatory=True),
        DataColumn("amount", "decimal", fiscal="value"),
        DataColumn("state", mandatory=True, one_of=STATES),
        DataColumn("at"),
        _PAGE,
        DataColumn("currency", pattern="^[A-Z]{3}$", fiscal="value-currency:code"),
        DataColumn("phase", one_of=PHASES, fiscal="phase:id"),
        DataColumn("direction", one_of=("revenue", "expenditure"), fiscal="direction"),
        DataColumn("expenditure_type", refers="concepts", fiscal="expenditure-type:code"),
        DataColumn("fund", fiscal="fin-source:generic:level1:code"),
        DataColumn("memorandum", "truth", mandatory=True),
        DataColumn("additive", "truth", mandatory=True),
        DataColumn("project", refers="projects", fiscal="activity:generic:project:code"),
        DataColumn("fact"),
        DataColumn("line", refers="breakdowns"),
        *_CODES,
    ),
    search_columns=("name",),
)
_FINDINGS = DataTable(
    "findings",
    (
        DataColumn("finding", mandatory=True),
        DataColumn("entity", mandatory=True, refers="entities"),
        DataColumn("statement", mandatory=True, refers="statements"),
        DataColumn("year", "integer", mandatory=True),
        DataColumn("concept", refers="concepts"),
        DataColumn("rule", mandatory=True),
        DataColumn("verdict", mandatory=True, one_of=("holds", "rounding", "fails", "untestable")),
        DataColumn("printed", digits=True),
        DataColumn("computed", digits=True),
        DataColumn("difference", "decimal"),
        DataColumn("unit"),
        DataColumn("difference_amount", "decimal"),
        DataColumn("severity", one_of=SEVERITIES),
        _text_column("note", mandatory=False),
        _PAGE,
        DataColumn("about", mandatory=True),
        DataColumn("line", refers="breakdowns"),
        DataColumn("why", one_of=tuple(filter(None, get_args(Why)))),
        DataColumn("cause", refers="findings"),
        DataColumn("passage"),
    ),
    search_columns=("note",),
)
_CONCEPTS = DataTable(
    "concepts",
    (
        DataColumn("concept", mandatory=True),
        _text_column("name", fiscal="expenditure-type:label"),
        _text_column("explain"),
        DataColumn("also"),
        DataColumn("measure", one_of=("money", "people", "posts", "count", "area", "year")),
        DataColumn("whole", refers="concepts"),
        DataColumn("direction", one_of=("revenue", "expenditure")),
        DataColumn("memorandum", "truth", mandatory=True),
        DataColumn("stock", "truth", mandatory=True),
        *_INTERNATIONAL[1:],
        _text_column("mapping_note", mandatory=False),
        _PAGE,
    ),
    search_columns=("name", "explain", "also"),
)
_ENTITIES = DataTable(
    "entities",
    (
        DataColumn("entity", mandatory=True),
        _text_column("name", fiscal="administrative-classification:generic:level1:label"),
        _text_column("short"),
        DataColumn("kind", mandatory=True, refers="concepts"),
        _text_column("place"),
        _text_column("parent", mandatory=False),
        _text_column("explain"),
        _PAGE,
    ),
    search_columns=("name", "short", "explain"),
)
_STATEMENTS = DataTable(
    "statements",
    (
        DataColumn("statement", mandatory=True),
        DataColumn("entity", mandatory=True, refers="entities"),
        DataColumn("year", "integer", mandatory=True),
        DataColumn("document", mandatory=True, one_of=tuple(USUAL_STAGES)),
        DataColumn("unit", mandatory=True),
        _text_column("title"),
        _text_column("publisher"),
        *_text_columns("published", "url", "copy_hash"),
        DataColumn("numbers_seen", "integer"),
        DataColumn("numbers_printed", "integer"),
        _text_column("seen_by", mandatory=False),
        DataColumn("compared_year", "integer"),
        DataColumn("compared_basis"),
        DataColumn("expenditure_sum", one_of=HOWS),
        DataColumn("revenue_sum", one_of=HOWS),
        _text_column("summary"),
        _PAGE,
    ),
    search_columns=("title", "summary"),
)
_PROJECTS = DataTable(
    "projects",
    (
        DataColumn("project", mandatory=True),
        DataColumn("statement", mandatory=True, refers="statements"),
        _text_column("name", fiscal="activity:generic:project:label"),
        _text_column("purpose"),
        _text_column("target", mandatory=False),
        DataColumn("at", mandatory=True),
        _PAGE,
    ),
    search_columns=("name", "purpose"),
)
_BREAKDOWNS = DataTable(
    "breakdowns",
    (
        DataColumn("line", mandatory=True),
        DataColumn("statement", mandatory=True, refers="statements"),
        DataColumn("table", mandatory=True),
        _text_column("table_name"),
        DataColumn("classified_by", mandatory=True),
        DataColumn("position", "integer", mandatory=True),
        DataColumn("code"),
        DataColumn("printed_name", mandatory=True),
        _text_column("name"),
        DataColumn("total", "truth", mandatory=True),
        DataColumn("parent", refers="breakdowns"),
        *_CODES,
        DataColumn("at", mandatory=True),
        _PAGE,
    ),
    search_columns=("printed_name", "name", "table_name"),
)
_CLASSIFICATIONS = DataTable(
    "classifications",
    (
        DataColumn("class", mandatory=True),
        DataColumn("scheme", mandatory=True),
        DataColumn("code", mandatory=True),
        _text_column("name"),
        DataColumn("parent", refers="classifications"),
        DataColumn("since", "integer"),
        DataColumn("until", "integer"),
        DataColumn("international", refers="classifications"),
        DataColumn("alternatives"),
        DataColumn("mapping_status", one_of=("judgement", "choice", "none")),
        _text_column("mapping_note", mandatory=False),
    ),
    search_columns=("name",),
)

_INDICATORS = DataTable(
    "indicators",
    (
        DataColumn("indicator", mandatory=True),
        DataColumn("statement", mandatory=True, refers="statements"),
        DataColumn("project", refers="projects"),
        DataColumn("position", "integer", mandatory=True),
        DataColumn("level_one", mandatory=True, refers="concepts"),
        DataColumn("level_two", refers="concepts"),
        _text_column("name"),
        DataColumn("target_is", one_of=("equal", "at-least", "at-most", "more-than", "less-than")),
        DataColumn("target_value", "decimal"),
        _text_column("target_words", mandatory=False),
        _text_column("counted", mandatory=False),
        DataColumn("reached_value", "decimal"),
        _text_column("reached_words", mandatory=False),
        DataColumn("points", "decimal"),
        DataColumn("score", "decimal"),
        DataColumn("at", mandatory=True),
        _PAGE,
    ),
    search_columns=("name",),
)
_EVALUATIONS = DataTable(
    "evaluations",
    (
        DataColumn("evaluation", mandatory=True),
        DataColumn("statement", mandatory=True, refers="statements"),
        DataColumn("project", refers="projects"),
        DataColumn("judged_by", mandatory=True, one_of=("self", "finance", "outside")),
        DataColumn("score", "decimal"),
        DataColumn("execution_score", "decimal"),
        _text_column("grade", mandatory=False),
        DataColumn("at", mandatory=True),
        _PAGE,
    ),
    search_columns=("grade",),
)

TABLES = {
    table.name: table
    for table in (
        _FIGURES,
        _FINDINGS,
        _CONCEPTS,
        _ENTITIES,
        _STATEMENTS,
        _PROJECTS,
        _INDICATORS,
        _EVALUATIONS,
        _BREAKDOWNS,
        _CLASSIFICATIONS,
    )
}
"""All tables by name, before the languages of a site are known: facts first, then what they refer to."""
