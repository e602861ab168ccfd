"""Runs every rule on every statement and attaches the `sic` marks that confirm what does not add up.

Findings judge the documents. Problems of our own files are `budgetbook.validation`'s.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import replace
from functools import partial

from budgetbook.arithmetic.finding import VERDICTS, Finding, Verdict
from budgetbook.arithmetic.ledger import Ledger, ledgers_of
from budgetbook.arithmetic.rules import (
    FIGURE_RULES,
    LINE_RULES,
    QUOTE_RULES,
    SCORE_RULES,
    STATEMENT_RULES,
    TABLE_CHAIN_RULES,
    TABLE_RULES,
)
from budgetbook.arithmetic.rules.quoted_statement import QuotedStatement
from budgetbook.arithmetic.rules.scores import evaluations
from budgetbook.arithmetic.rules.years import first_figure
from budgetbook.arithmetic.statement_tables import StatementTables, line_ledger, read_tables
from budgetbook.arithmetic.wrong_number import trace_to_causes
from budgetbook.content.content import Content, Statement
from budgetbook.content.sic_mark import SicMark
from budgetbook.content.yaml.reader import Path

__all__ = ["VERDICTS", "Finding", "Verdict", "run_rules"]

Marks = dict[str, list[SicMark]]
"""`sic` marks by the anchor they are about."""


def run_rules(content: Content, *, one_by_one: bool = False) -> dict[str, tuple[Finding, ...]]:
    """All findings by statement id, in the order of the rules and of the dictionary, each with the mark that confirms it.

    What one wrong number explains is one failure, from which the others follow; `one_by_one` leaves each as its rule found it.
    """
    ledgers = ledgers_of(content)
    return {name: run_statement_rules(content, ledgers, name, one_by_one=one_by_one) for name in ledgers}


def run_statement_rules(
    content: Content, ledgers: Mapping[str, Ledger], name: str, *, one_by_one: bool = False
) -> tuple[Finding, ...]:
    """All findings of one statement; `ledgers` are those of its entity. What is in another currency is not compared."""
    own = ledgers[name].statement.unit.currency
    ledgers = {other: ledger for other, ledger in ledgers.items() if ledger.statement.unit.currency == own}
    tables = {other: read_tables(ledger, content.classifications) for other, ledger in ledgers.items()}
    findings = _statement_findings(ledgers, tables, name)
    if not one_by_one:
        findings = trace_to_causes(ledgers[name].statement, findings, partial(_findings_of_changed, ledgers, tables))
    quoted_statement = QuotedStatement(tables[name], content.form_words, _names(content, name))
    # A passage is quoted for what is amiss with it: what holds of it is no check that a reader would count.
    on_words = (finding for quote_rule in QUOTE_RULES for finding in quote_rule(quoted_statement))
    findings = (*findings, *(finding for finding in on_words if finding.verdict != "holds"))
    return _attach_marks(ledgers[name], findings)


def _names(content: Content, name: str) -> tuple[str, ...]:
    """What the body of a statement is called; nothing in a draft that does not tell it for certain."""
    body = content.entities.get(content.statements[name].entity)
    return tuple(dict.fromkeys((body.name.as_printed, body.short.as_printed))) if body else ()


def _findings_of_changed(
    ledgers: Mapping[str, Ledger], all_tables: Mapping[str, StatementTables], changed_statement: Statement
) -> tuple[Finding, ...]:
    """Findings on a statement that is there already, with another number in it."""
    name = changed_statement.id
    ledger = replace(ledgers[name], statement=changed_statement, _value_cache={}, table_cache={})
    tables = read_tables(ledger, all_tables[name].classifications)
    return _statement_findings({**ledgers, name: ledger}, {**all_tables, name: tables}, name)


def _statement_findings(
    ledgers: Mapping[str, Ledger], all_tables: Mapping[str, StatementTables], name: str
) -> tuple[Finding, ...]:
    ledger, tables = ledgers[name], all_tables[name]
    order = {concept: index for index, concept in enumerate(ledger.concepts)}
    findings: list[Finding] = []
    rules: list[Callable[[Ledger], Iterator[Finding]]] = [*FIGURE_RULES]
    rules += (partial(rule, ledgers=ledgers) for rule in STATEMENT_RULES)
    for rule in rules:
        findings += sorted(rule(ledger), key=lambda finding: order[finding.concept])
    findings += (finding for table_rule in TABLE_RULES for finding in table_rule(tables))
    findings += (finding for chain_rule in TABLE_CHAIN_RULES for finding in chain_rule(tables, all_tables))
    findings += _line_findings(ledger)
    findings += (finding for score_rule in SCORE_RULES for finding in score_rule(ledger))
    return tuple(findings)


def _attach_marks(ledger: Ledger, findings: Iterable[Finding]) -> tuple[Finding, ...]:
    marks: Marks = defaultdict(list)
    for _, anchor, mark in marks_of(ledger.statement, ledger.concepts):
        marks[anchor].append(mark)
    return tuple(_attach_mark(finding, marks) for finding in findings)


def _line_findings(ledger: Ledger) -> Iterator[Finding]:
    """Findings on what the text says of single table lines, by the rules for figures."""
    for name in ledger.statement.breakdowns:
        yield from (finding for rule in LINE_RULES for finding in rule(line_ledger(ledger, name)))


def _attach_mark(finding: Finding, marks: Marks) -> Finding:
    if finding.exact:
        return finding
    mark = next((mark for mark in marks.get(finding.concept, ()) if finding.is_confirmed_by(mark)), None)
    return replace(finding, mark=mark) if mark else finding


def marks_of(statement: Statement, concepts: Iterable[str]) -> Iterator[tuple[Path, str, SicMark]]:
    """Yield every `sic` mark with its path in the file and its anchor: a concept, project, table or table line."""
    if statement.compares_with:
        first = first_figure(statement, concepts)
        yield from ((("compares_with", "sic", index), first, mark) for index, mark in enumerate(statement.compares_with.sic))
    for concept, figure in statement.figures.items():
        yield from ((("figures", concept, "sic", index), concept, mark) for index, mark in enumerate(figure.sic))
    for name, breakdown in statement.breakdowns.items():
        for index, mark in enumerate(breakdown.sic):
            yield ("breakdowns", name, "sic", index), f"{name}.{mark.row}" if mark.row else name, mark
        for code, line in breakdown.lines.items():
            path: Path = ("breakdowns", name, "lines", code, "sic")
            yield from (((*path, index), f"{name}.{code}", mark) for index, mark in enumerate(line.sic))
    for name, quote in statement.quotes.items():
        yield from ((("quotes", name, "sic", index), name, mark) for index, mark in enumerate(quote.sic))
    for name, table in statement.tables.items():
        yield from ((("tables", name, "sic", index), name, mark) for index, mark in enumerate(table.sic))
    for name, evaluation_path, evaluation in evaluations(statement):
        yield from (((*evaluation_path, "sic", index), name, mark) for index, mark in enumerate(evaluation.sic))
