"""The schema of the open data: each table's key, its columns, their types and references.

All formats are written from this one list. A column of one name means the same in every table; `wording.yaml` explains each once
(`field-…`). Column types (`fiscal`) are those of the Fiscal Data Package, https://fiscal.datapackage.org/. Amounts are in yuan,
codes are text.
"""

from __future__ import annotations

from typing import get_args

from budgetbook.arithmetic.finding import Why
from budgetbook.arithmetic.partition import HOWS
from budgetbook.arithmetic.severity import SEVERITIES
from budgetbook.opendata.tables.table import DataColumn, DataTable


def _text_columns(*names: str, mandatory: bool = False) -> tuple[DataColumn, ...]:
    return tuple(DataColumn(name, mandatory=mandatory) for name in names)


def _bilingual_columns(name: str, mandatory: bool = True, fiscal: str = "") -> tuple[DataColumn, ...]:
    """Two columns of one text: Chinese as the label, English as the localised label."""
    localised_type = f"{fiscal}:localized" if fiscal else ""
    return DataColumn(f"{name}_zh", mandatory=mandatory, fiscal=fiscal), DataColumn(
        f"{name}_en", mandatory=mandatory, fiscal=localised_type
    )


_PAGES = _text_columns("page_zh", "page_en", mandatory=True)
_FUNCTIONAL = tuple(
    DataColumn(f"functional_{level}", fiscal=f"functional-classification:generic:level{n}:code")
    for n, level in enumerate(("class", "section", "item"), 1)
)
_ECONOMIC = tuple(
    DataColumn(f"economic_{level}", fiscal=f"economic-classification:generic:level{n}:code")
    for n, level in enumerate(("class", "item"), 1)
)
_INTERNATIONAL = (
    DataColumn("cofog", fiscal="functional-classification:cofog:code"),
    DataColumn("gfsm", fiscal="economic-classification:gfsm:code"),
    DataColumn("mapping_status", one_of=("judgement", "choice", "none")),
)
_CODES = (*_FUNCTIONAL, *_ECONOMIC, *_INTERNATIONAL)

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
        *_bilingual_columns("name"),
        DataColumn("measure", mandatory=True, one_of=("money", "people", "posts", "count", "area", "year")),
        DataColumn("year", "integer", mandatory=True, fiscal="date:fiscal-year"),
        DataColumn("role", mandatory=True, one_of=ROLES, fiscal="value-kind:code"),
        DataColumn("printed", digits=True),
        DataColumn("unit", mandatory=True),
        DataColumn("amount", "decimal", fiscal="value"),
        DataColumn("state", mandatory=True, one_of=STATES),
        DataColumn("at"),
        *_PAGES,
        DataColumn("currency", one_of=("CNY",), fiscal="value-currency:code"),
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
    search_columns=("name_zh", "name_en"),
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
        *_bilingual_columns("note", mandatory=False),
        *_PAGES,
        DataColumn("about", mandatory=True),
        DataColumn("line", refers="breakdowns"),
        DataColumn("why", one_of=tuple(filter(None, get_args(Why)))),
        DataColumn("cause", refers="findings"),
        DataColumn("passage"),
    ),
    search_columns=("note_zh", "note_en"),
)
_CONCEPTS = DataTable(
    "concepts",
    (
        DataColumn("concept", mandatory=True),
        *_bilingual_columns("name", fiscal="expenditure-type:label"),
        *_bilingual_columns("explain"),
        DataColumn("also"),
        DataColumn("measure", one_of=("money", "people", "posts", "count", "area", "year")),
        DataColumn("whole", refers="concepts"),
        DataColumn("direction", one_of=("revenue", "expenditure")),
        DataColumn("memorandum", "truth", mandatory=True),
        DataColumn("stock", "truth", mandatory=True),
        *_INTERNATIONAL[1:],
        *_bilingual_columns("mapping_note", mandatory=False),
        *_PAGES,
    ),
    search_columns=("name_zh", "name_en", "explain_zh", "explain_en", "also"),
)
_ENTITIES = DataTable(
    "entities",
    (
        DataColumn("entity", mandatory=True),
        *_bilingual_columns("name", fiscal="administrative-classification:generic:level1:label"),
        *_bilingual_columns("short"),
        DataColumn("kind", mandatory=True, refers="concepts"),
        *_bilingual_columns("place"),
        *_bilingual_columns("parent", mandatory=False),
        *_bilingual_columns("explain"),
        *_PAGES,
    ),
    search_columns=("name_zh", "name_en", "short_zh", "short_en", "explain_zh", "explain_en"),
)
_STATEMENTS = DataTable(
    "statements",
    (
        DataColumn("statement", mandatory=True),
        DataColumn("entity", mandatory=True, refers="entities"),
        DataColumn("year", "integer", mandatory=True),
        DataColumn("document", mandatory=True, one_of=("budget", "final-accounts")),
        DataColumn("unit", mandatory=True),
        *_bilingual_columns("title"),
        *_bilingual_columns("publisher"),
        *_text_columns("published", "url", "copy_hash"),
        DataColumn("numbers_seen", "integer"),
        DataColumn("numbers_printed", "integer"),
        *_bilingual_columns("seen_by", mandatory=False),
        DataColumn("compared_year", "integer"),
        DataColumn("compared_basis"),
        DataColumn("expenditure_sum", one_of=HOWS),
        DataColumn("revenue_sum", one_of=HOWS),
        *_bilingual_columns("summary"),
        *_PAGES,
    ),
    search_columns=("title_zh", "title_en", "summary_zh", "summary_en"),
)
_PROJECTS = DataTable(
    "projects",
    (
        DataColumn("project", mandatory=True),
        DataColumn("statement", mandatory=True, refers="statements"),
        *_bilingual_columns("name", fiscal="activity:generic:project:label"),
        *_bilingual_columns("purpose"),
        *_bilingual_columns("target", mandatory=False),
        DataColumn("at", mandatory=True),
        *_PAGES,
    ),
    search_columns=("name_zh", "name_en", "purpose_zh", "purpose_en"),
)
_BREAKDOWNS = DataTable(
    "breakdowns",
    (
        DataColumn("line", mandatory=True),
        DataColumn("statement", mandatory=True, refers="statements"),
        DataColumn("table", mandatory=True),
        *_bilingual_columns("table_name"),
        DataColumn("classified_by", mandatory=True, one_of=("functional", "economic", "items")),
        DataColumn("position", "integer", mandatory=True),
        DataColumn("code"),
        DataColumn("printed_name", mandatory=True),
        *_bilingual_columns("name"),
        DataColumn("total", "truth", mandatory=True),
        DataColumn("parent", refers="breakdowns"),
        *_CODES,
        DataColumn("at", mandatory=True),
        *_PAGES,
    ),
    search_columns=("printed_name", "name_en", "table_name_zh", "table_name_en"),
)
_CLASSIFICATIONS = DataTable(
    "classifications",
    (
        DataColumn("class", mandatory=True),
        DataColumn("scheme", mandatory=True),
        DataColumn("code", mandatory=True),
        *_bilingual_columns("name"),
        DataColumn("parent", refers="classifications"),
        DataColumn("since", "integer"),
        DataColumn("until", "integer"),
        DataColumn("international", refers="classifications"),
        DataColumn("alternatives"),
        DataColumn("mapping_status", one_of=("judgement", "choice", "none")),
        *_bilingual_columns("mapping_note", mandatory=False),
    ),
    search_columns=("name_zh", "name_en"),
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
        *_bilingual_columns("name"),
        DataColumn("target_is", one_of=("equal", "at-least", "at-most", "more-than", "less-than")),
        DataColumn("target_value", "decimal"),
        *_bilingual_columns("target_words", mandatory=False),
        *_bilingual_columns("counted", mandatory=False),
        DataColumn("reached_value", "decimal"),
        *_bilingual_columns("reached_words", mandatory=False),
        DataColumn("points", "decimal"),
        DataColumn("score", "decimal"),
        DataColumn("at", mandatory=True),
        *_PAGES,
    ),
    search_columns=("name_zh", "name_en"),
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
        *_bilingual_columns("grade", mandatory=False),
        DataColumn("at", mandatory=True),
        *_PAGES,
    ),
    search_columns=("grade_zh", "grade_en"),
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
"""All tables by name: facts first, then what they refer to."""
