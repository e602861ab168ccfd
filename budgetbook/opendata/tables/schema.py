"""What each table of the open data holds: its key, its columns, their types and what they refer to.

The CSV, JSON, SQLite, Parquet, XLSX and Data Package files are all made from this one list. A column of one name means the
same in every table; `wording.yaml` explains each once (`field-…`). Column types (`fiscal`) are those of the Fiscal Data
Package, https://fiscal.datapackage.org/: amounts in yuan, codes as text.
"""

from __future__ import annotations

from budgetbook.arithmetic.partition import HOWS
from budgetbook.arithmetic.severity import SEVERITIES
from budgetbook.opendata.tables.table import Column, Table


def _texts(*names: str, required: bool = False) -> tuple[Column, ...]:
    return tuple(Column(name, required=required) for name in names)


def _both(name: str, required: bool = True, fiscal: str = "") -> tuple[Column, ...]:
    """A text in both languages: the Chinese is the label, the English the localised one."""
    localised = f"{fiscal}:localized" if fiscal else ""
    return Column(f"{name}_zh", required=required, fiscal=fiscal), Column(f"{name}_en", required=required, fiscal=localised)


_PAGES = _texts("page_zh", "page_en", required=True)
_FUNCTIONAL = tuple(
    Column(f"functional_{level}", fiscal=f"functional-classification:generic:level{n}:code")
    for n, level in enumerate(("class", "section", "item"), 1)
)
_ECONOMIC = tuple(
    Column(f"economic_{level}", fiscal=f"economic-classification:generic:level{n}:code")
    for n, level in enumerate(("class", "item"), 1)
)
_INTERNATIONAL = (
    Column("cofog", fiscal="functional-classification:cofog:code"),
    Column("gfsm", fiscal="economic-classification:gfsm:code"),
    Column("mapping_status", one_of=("judgement", "choice", "none")),
)
_CODES = (*_FUNCTIONAL, *_ECONOMIC, *_INTERNATIONAL)

ROLES = ("amount", "prior", "budget", "adjusted", "change", "percent", "share")
STATES = ("printed", "computed", "nil", "held-centrally")
PHASES = ("approved", "adjusted", "executed")

_FIGURES = Table(
    "figures",
    (
        Column("figure", required=True, fiscal="budget-line-id"),
        Column("entity", required=True, refers="entities", fiscal="administrative-classification:generic:level1:code"),
        Column("statement", required=True, refers="statements"),
        Column("concept", refers="concepts"),
        *_both("name"),
        Column("measure", required=True, one_of=("money", "people", "posts", "count", "area", "year")),
        Column("year", "integer", required=True, fiscal="date:fiscal-year"),
        Column("role", required=True, one_of=ROLES, fiscal="value-kind:code"),
        Column("printed", digits=True),
        Column("unit", required=True),
        Column("amount", "decimal", fiscal="value"),
        Column("state", required=True, one_of=STATES),
        Column("at"),
        *_PAGES,
        Column("currency", one_of=("CNY",), fiscal="value-currency:code"),
        Column("phase", one_of=PHASES, fiscal="phase:id"),
        Column("direction", one_of=("revenue", "expenditure"), fiscal="direction"),
        Column("expenditure_type", refers="concepts", fiscal="expenditure-type:code"),
        Column("fund", fiscal="fin-source:generic:level1:code"),
        Column("memorandum", "truth", required=True),
        Column("additive", "truth", required=True),
        Column("project", refers="projects", fiscal="activity:generic:project:code"),
        Column("fact"),
        Column("line", refers="breakdowns"),
        *_CODES,
    ),
    searched=("name_zh", "name_en"),
)
_FINDINGS = Table(
    "findings",
    (
        Column("finding", required=True),
        Column("entity", required=True, refers="entities"),
        Column("statement", required=True, refers="statements"),
        Column("year", "integer", required=True),
        Column("concept", refers="concepts"),
        Column("rule", required=True),
        Column("verdict", required=True, one_of=("holds", "rounding", "fails", "untestable")),
        Column("printed", digits=True),
        Column("computed", digits=True),
        Column("difference", "decimal"),
        Column("unit"),
        Column("difference_amount", "decimal"),
        Column("severity", one_of=SEVERITIES),
        *_both("note"),
        *_PAGES,
        Column("about", required=True),
        Column("line", refers="breakdowns"),
    ),
    searched=("note_zh", "note_en"),
)
_CONCEPTS = Table(
    "concepts",
    (
        Column("concept", required=True),
        *_both("name", fiscal="expenditure-type:label"),
        *_both("explain"),
        Column("also"),
        Column("measure", one_of=("money", "people", "posts", "count", "area", "year")),
        Column("whole", refers="concepts"),
        Column("direction", one_of=("revenue", "expenditure")),
        Column("memorandum", "truth", required=True),
        Column("stock", "truth", required=True),
        *_INTERNATIONAL[1:],
        *_both("mapping_note", required=False),
        *_PAGES,
    ),
    searched=("name_zh", "name_en", "explain_zh", "explain_en", "also"),
)
_ENTITIES = Table(
    "entities",
    (
        Column("entity", required=True),
        *_both("name", fiscal="administrative-classification:generic:level1:label"),
        *_both("short"),
        Column("kind", required=True, refers="concepts"),
        *_both("place"),
        *_both("parent", required=False),
        *_both("explain"),
        *_PAGES,
    ),
    searched=("name_zh", "name_en", "short_zh", "short_en", "explain_zh", "explain_en"),
)
_STATEMENTS = Table(
    "statements",
    (
        Column("statement", required=True),
        Column("entity", required=True, refers="entities"),
        Column("year", "integer", required=True),
        Column("document", required=True, one_of=("budget", "final-accounts")),
        Column("unit", required=True),
        *_both("title"),
        *_both("publisher"),
        *_texts("published", "url", "copy_hash"),
        Column("compared_year", "integer"),
        Column("compared_basis"),
        Column("expenditure_sum", one_of=HOWS),
        Column("revenue_sum", one_of=HOWS),
        *_both("summary"),
        *_PAGES,
    ),
    searched=("title_zh", "title_en", "summary_zh", "summary_en"),
)
_PROJECTS = Table(
    "projects",
    (
        Column("project", required=True),
        Column("statement", required=True, refers="statements"),
        *_both("name", fiscal="activity:generic:project:label"),
        *_both("purpose"),
        *_both("target", required=False),
        Column("at", required=True),
        *_PAGES,
    ),
    searched=("name_zh", "name_en", "purpose_zh", "purpose_en"),
)
_BREAKDOWNS = Table(
    "breakdowns",
    (
        Column("line", required=True),
        Column("statement", required=True, refers="statements"),
        Column("table", required=True),
        *_both("table_name"),
        Column("classified_by", required=True, one_of=("functional", "economic", "items")),
        Column("position", "integer", required=True),
        Column("code"),
        Column("printed_name", required=True),
        *_both("name"),
        Column("total", "truth", required=True),
        Column("parent", refers="breakdowns"),
        *_CODES,
        Column("at", required=True),
        *_PAGES,
    ),
    searched=("printed_name", "name_en", "table_name_zh", "table_name_en"),
)
_CLASSIFICATIONS = Table(
    "classifications",
    (
        Column("class", required=True),
        Column("scheme", required=True),
        Column("code", required=True),
        *_both("name"),
        Column("parent", refers="classifications"),
        Column("since", "integer"),
        Column("until", "integer"),
        Column("international", refers="classifications"),
        Column("alternatives"),
        Column("mapping_status", one_of=("judgement", "choice", "none")),
        *_both("mapping_note", required=False),
    ),
    searched=("name_zh", "name_en"),
)

_INDICATORS = Table(
    "indicators",
    (
        Column("indicator", required=True),
        Column("statement", required=True, refers="statements"),
        Column("project", refers="projects"),
        Column("position", "integer", required=True),
        Column("level_one", required=True, refers="concepts"),
        Column("level_two", refers="concepts"),
        *_both("name"),
        Column("target_is", one_of=("equal", "at-least", "at-most", "more-than", "less-than")),
        Column("target_value", "decimal"),
        *_both("target_words", required=False),
        *_both("counted", required=False),
        Column("reached_value", "decimal"),
        *_both("reached_words", required=False),
        Column("points", "decimal"),
        Column("score", "decimal"),
        Column("at", required=True),
        *_PAGES,
    ),
    searched=("name_zh", "name_en"),
)
_EVALUATIONS = Table(
    "evaluations",
    (
        Column("evaluation", required=True),
        Column("statement", required=True, refers="statements"),
        Column("project", refers="projects"),
        Column("judged_by", required=True, one_of=("self", "finance", "outside")),
        Column("score", "decimal"),
        Column("execution_score", "decimal"),
        *_both("grade", required=False),
        Column("at", required=True),
        *_PAGES,
    ),
    searched=("grade_zh", "grade_en"),
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
"""Every table by its name, the facts first, then what they refer to."""
