"""Content and findings in; all the tables of the open data out, as rows in the order of their columns."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from budgetbook.arithmetic.finding import Finding
from budgetbook.arithmetic.ledger import Ledger, ledgers_of
from budgetbook.arithmetic.money import Amount, plain
from budgetbook.arithmetic.severity import severity
from budgetbook.arithmetic.statement_tables import Tables
from budgetbook.content.loader import Content
from budgetbook.content.model import LANGUAGES
from budgetbook.opendata.tables import dimensions, performance
from budgetbook.opendata.tables.additive import Sums
from budgetbook.opendata.tables.bilingual import Texts, of_site, of_statement
from budgetbook.opendata.tables.concept_tree import Structure
from budgetbook.opendata.tables.figures import FigureRows
from budgetbook.opendata.tables.formula_guard import row
from budgetbook.opendata.tables.schema import TABLES
from budgetbook.opendata.tables.table import Row, Table, Value
from budgetbook.text.explain import anchor
from budgetbook.text.table_lines import line_address

Rows = dict[str, list[Row]]
"""Table -> its rows."""
_LAST: list[tuple[Content, Mapping[str, tuple[Finding, ...]], Rows]] = []
"""The content asked for last, with its findings and its rows."""


def of(content: Content, findings: Mapping[str, tuple[Finding, ...]]) -> Rows:
    """Every table, rows in the order of the content: the same content gives the same rows."""
    made = of_bodies(content, findings) | of_dictionary(content)
    return {name: made[name] for name in TABLES}


def of_bodies(content: Content, findings: Mapping[str, tuple[Finding, ...]]) -> Rows:
    """The tables that bodies and their statements give. A body's own files and those of all are made of the same ones."""
    if not any(content is made[0] and findings is made[1] for made in _LAST):
        _LAST[:] = [(content, findings, _of_bodies(content, findings))]
    return _LAST[0][2]


def _of_bodies(content: Content, findings: Mapping[str, tuple[Finding, ...]]) -> Rows:
    ledgers = ledgers_of(content)
    structure = Structure(content)
    sums = {name: Sums(Tables(ledger, content.classifications)) for name, ledger in ledgers.items()}
    texts = {name: of_statement(content, ledger) for name, ledger in ledgers.items()}
    return {
        "figures": [each for name in ledgers for each in FigureRows(content, ledgers[name], structure, sums[name]).of()],
        "findings": [each for name in ledgers for each in _findings(content, ledgers[name], texts[name], findings[name])],
        "entities": list(dimensions.entities(content, of_site(content))),
        "statements": list(dimensions.statements(content, texts, sums)),
        "projects": list(dimensions.projects(content, texts)),
        "indicators": list(performance.indicator_rows(content)),
        "evaluations": list(performance.evaluation_rows(content)),
        "breakdowns": list(dimensions.breakdowns(content, structure, ledgers)),
    }


def of_dictionary(content: Content) -> Rows:
    """The tables that hold whatever bodies there are."""
    return {
        "concepts": list(dimensions.concepts(content, Structure(content), of_site(content))),
        "classifications": list(dimensions.classifications(content)),
    }


OF_DICTIONARY = ("concepts", "classifications")
"""The tables that no body adds to."""


def records(table: Table, rows: Iterable[Row]) -> Iterator[dict[str, Value]]:
    """Each row with the names of its cells."""
    return (dict(zip(table.names, each, strict=True)) for each in rows)


def _findings(content: Content, ledger: Ledger, texts: Texts, findings: tuple[Finding, ...]) -> Iterator[Row]:
    """One row a check, with its explanation in both languages."""
    for finding in findings:
        statement, unit = ledger.statement, _unit(finding)
        cells: dict[str, Value] = {
            "finding": finding.id, "entity": statement.entity, "statement": finding.statement, "year": statement.fiscal_year,
            "rule": finding.rule, "verdict": finding.verdict,
            "concept": finding.concept if finding.concept in content.concepts else None,
            "printed": _digits(finding.printed), "computed": _digits(finding.computed),
            "difference": None if finding.difference is None else plain(finding.difference), "unit": unit,
            "difference_amount": Amount(finding.difference, unit).base() if finding.difference is not None and unit else None,
            "severity": severity(ledger, finding),
            **texts.notes(finding), **_pages(ledger, finding), "about": finding.concept, "line": _line(ledger, finding),
        }  # fmt: skip
        yield row(TABLES["findings"], cells)


def _digits(value: Amount | str | None) -> str | None:
    """Digits in the figure's own unit; a direction or a unit as its word."""
    return f"{value.value:f}" if isinstance(value, Amount) else value


def _unit(finding: Finding) -> str | None:
    """What printed, computed and difference are counted in; None where words are compared."""
    return next((each.unit for each in (finding.printed, finding.computed) if isinstance(each, Amount)), None)


def _line(ledger: Ledger, finding: Finding) -> str | None:
    table, _, line = finding.concept.partition(".")
    return f"{finding.statement}/{table}/{line}" if line and table in ledger.statement.breakdowns else None


def _pages(ledger: Ledger, finding: Finding) -> dict[str, Value]:
    """Where a check stands: on its statement's page, or at its line on the page of a table."""
    if finding.table and finding.table in ledger.statement.breakdowns:
        return {f"page_{lang}": line_address(ledger.statement, finding.concept, lang) for lang in LANGUAGES}
    return {f"page_{lang}": f"{lang}/{finding.statement}/#{anchor(finding)}" for lang in LANGUAGES}
