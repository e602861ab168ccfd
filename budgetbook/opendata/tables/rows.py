"""All tables of the open data as rows, in the order of their columns."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from functools import lru_cache

from budgetbook.arithmetic.finding import Finding
from budgetbook.arithmetic.ledger import Ledger, ledgers_of
from budgetbook.arithmetic.money import Amount, without_trailing_zeros
from budgetbook.arithmetic.severity import rate_severity
from budgetbook.arithmetic.statement_tables import read_tables
from budgetbook.content.content import Content
from budgetbook.content.text import Language
from budgetbook.content.units import Unit
from budgetbook.opendata.tables import dimensions, performance
from budgetbook.opendata.tables.additive import Sums
from budgetbook.opendata.tables.concept_tree import ConceptTree
from budgetbook.opendata.tables.figures import FigureRows
from budgetbook.opendata.tables.formula_guard import build_row
from budgetbook.opendata.tables.schema import TABLES
from budgetbook.opendata.tables.site_schema import site_tables
from budgetbook.opendata.tables.table import DataTable, Row, Value
from budgetbook.opendata.tables.translated_texts import TranslatedTexts, site_texts, statement_texts
from budgetbook.text.explain import finding_anchor
from budgetbook.text.roles import evidence_address, is_nil_table
from budgetbook.text.table_lines import line_address

Rows = dict[str, list[Row]]
"""Rows by table."""


def build_all_rows(content: Content, findings: Mapping[str, tuple[Finding, ...]]) -> Rows:
    """Rows of every table, in the order of the content: the same content gives the same rows."""
    all_rows = entity_rows(content, findings) | build_common_rows(content)
    return {name: all_rows[name] for name in TABLES}


def entity_rows(content: Content, findings: Mapping[str, tuple[Finding, ...]]) -> Rows:
    """Rows of the tables that entities contribute to."""
    return _entity_rows(content, tuple(findings.items()))


@lru_cache(maxsize=1)  # an entity's own files and what it contributes are made of the same rows, one right after the other
def _entity_rows(content: Content, findings_by_statement: tuple[tuple[str, tuple[Finding, ...]], ...]) -> Rows:
    findings = dict(findings_by_statement)
    ledgers = ledgers_of(content)
    concept_tree = ConceptTree(content)
    sums = {name: Sums(read_tables(ledger, content.classifications)) for name, ledger in ledgers.items()}
    texts = {name: statement_texts(content, ledger) for name, ledger in ledgers.items()}
    return {
        "figures": [
            each for name in ledgers for each in FigureRows(content, ledgers[name], concept_tree, sums[name]).build_rows()
        ],
        "findings": [each for name in ledgers for each in _findings(content, ledgers[name], texts[name], findings[name])],
        "entities": list(dimensions.entities(content, site_texts(content))),
        "statements": list(dimensions.statements(content, texts, sums)),
        "projects": list(dimensions.projects(content, texts)),
        "indicators": list(performance.indicator_rows(content)),
        "evaluations": list(performance.evaluation_rows(content)),
        "breakdowns": list(dimensions.breakdowns(content, concept_tree, ledgers)),
    }


def build_common_rows(content: Content) -> Rows:
    """Rows of the tables that do not depend on entities."""
    return {
        "concepts": list(dimensions.concepts(content, ConceptTree(content), site_texts(content))),
        "classifications": list(dimensions.classifications(content)),
    }


COMMON_TABLES = ("concepts", "classifications")
"""Tables that no entity contributes to."""


def records(table: DataTable, rows: Iterable[Row]) -> Iterator[dict[str, Value]]:
    """Yield each row as a mapping from column to value."""
    return (dict(zip(table.names, each, strict=True)) for each in rows)


def _findings(content: Content, ledger: Ledger, texts: TranslatedTexts, findings: tuple[Finding, ...]) -> Iterator[Row]:
    """One row per finding. What does not simply hold is explained in both languages; of the others the numbers say all."""
    for finding in findings:
        statement, unit = ledger.statement, find_unit(finding)
        cells: dict[str, Value] = {
            "finding": finding.id,
            "entity": statement.entity,
            "statement": finding.statement,
            "year": statement.fiscal_year,
            "rule": finding.rule,
            "verdict": finding.verdict,
            "concept": finding.concept if finding.concept in content.concepts else None,
            "printed": format_value(finding.printed_value),
            "computed": format_value(finding.computed_value),
            "difference": None if finding.difference is None else without_trailing_zeros(finding.difference),
            "unit": unit,
            "difference_amount": Amount(finding.difference, unit).to_base_unit()
            if finding.difference is not None and unit
            else None,
            "severity": rate_severity(finding),
            **({} if finding.verdict == "holds" else texts.note_cells(finding)),
            **_pages(content.languages, ledger, finding),
            "about": finding.concept,
            "line": _line(ledger, finding),
            "why": finding.why or None,
            "cause": finding.cause.id if finding.cause else None,
            "passage": quote.text if (quote := statement.quotes.get(finding.concept)) else None,
        }
        yield build_row(site_tables(content)["findings"], cells)


def format_value(value: Amount | str | None) -> str | None:
    """Digits in the figure's own unit; a direction or a unit as its word."""
    return f"{value.value:f}" if isinstance(value, Amount) else value


def find_unit(finding: Finding) -> Unit | None:
    """Unit of printed, computed and difference; None for findings in words."""
    return next((each.unit for each in (finding.printed_value, finding.computed_value) if isinstance(each, Amount)), None)


def _line(ledger: Ledger, finding: Finding) -> str | None:
    table, _, line = finding.concept.partition(".")
    return f"{finding.statement}/{table}/{line}" if line and table in ledger.statement.breakdowns else None


def _pages(languages: tuple[Language, ...], ledger: Ledger, finding: Finding) -> dict[str, Value]:
    """Addresses of a finding: on its statement's page, or at its line on the page of a table."""
    if is_nil_table(ledger.statement, finding.table or finding.concept):
        return {f"page_{lang}": f"{lang}/{finding.statement}/#tables" for lang in languages}
    if finding.table and finding.table in ledger.statement.breakdowns:
        return {f"page_{lang}": line_address(ledger.statement, finding.concept, lang) for lang in languages}
    is_told_with_number = finding.verdict == "holds" and _is_number(ledger, finding.concept)
    anchor = finding.concept if is_told_with_number else finding_anchor(finding)
    return {f"page_{lang}": f"{evidence_address(finding.statement, lang)}#{anchor}" for lang in languages}


def _is_number(ledger: Ledger, name: str) -> bool:
    """True for a figure, a project or a fact: each has its proof on the page of evidence."""
    statement = ledger.statement
    return name in statement.projects or name in statement.facts or (name in ledger.concepts and ledger.reports(name))
