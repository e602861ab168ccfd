"""Content and findings in; the site's data files out: every number once, with its origin."""

from __future__ import annotations

import csv
import hashlib
import io
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal

from budgetbook.explain import Explainer, anchor
from budgetbook.finding import Finding
from budgetbook.ledger import Ledger
from budgetbook.lines import line_address, line_name
from budgetbook.load import Content, Statement
from budgetbook.model import LANGUAGES, Language, Measure, Role, Text
from budgetbook.money import Amount, plain
from budgetbook.references import References
from budgetbook.tables import Sheet
from budgetbook.wording import Words

TABLES: dict[str, tuple[str, ...]] = {
    "figures": (
        "figure", "entity", "statement", "concept", "name_zh", "name_en", "measure", "year",
        "role", "printed", "unit", "amount", "state", "at", "page_zh", "page_en",
    ),
    "findings": (
        "finding", "statement", "concept", "rule", "verdict", "printed", "computed", "difference",
        "note_zh", "note_en", "page_zh", "page_en",
    ),
}  # fmt: skip
"""The columns of each table, in their order."""


@dataclass(frozen=True, slots=True)
class DataFile:
    """One finished data file."""

    table: str
    path: str
    """In the site: `data/figures.csv`."""
    rows: int
    data: bytes

    @property
    def sha256(self) -> str:
        """Of the whole file."""
        return hashlib.sha256(self.data).hexdigest()


def of(content: Content, findings: Mapping[str, tuple[Finding, ...]]) -> tuple[DataFile, ...]:
    """`data/figures.csv` and `data/findings.csv`."""
    ledgers = {name: Ledger(statement, content.concepts) for name, statement in content.statements.items()}
    figures = [row for ledger in ledgers.values() for row in (*figure_rows(content, ledger), *table_rows(content, ledger))]
    found = [row for name, ledger in ledgers.items() for row in finding_rows(content, ledger, findings[name])]
    return _file("figures", figures), _file("findings", found)


def _file(table: str, rows: list[tuple[str, ...]]) -> DataFile:
    """RFC 4180, UTF-8 with a BOM: without one a spreadsheet garbles Chinese."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow(TABLES[table])
    writer.writerows(rows)
    return DataFile(table, f"data/{table}.csv", len(rows), out.getvalue().encode("utf-8-sig"))


@dataclass(frozen=True, slots=True)
class _Entry:
    """What the rows of one figure, project or fact share."""

    statement: Statement
    name: str
    text: Text
    measure: Measure
    at: str

    def row(
        self, role: Role, year: int, printed: Decimal | None, amount: Amount | None, unit: str, state: str
    ) -> tuple[str, ...]:
        """One number. `amount` is in the base unit; a printed decrease is negative."""
        identity = f"{self.statement.id}/{self.name}/{role}"
        base = f"{amount.base():f}" if amount else ""
        shown = "" if printed is None else f"{printed:f}"
        pages = tuple(f"{lang}/{self.statement.id}/#{self.name}" for lang in LANGUAGES)
        return (
            identity, self.statement.entity, self.statement.id, self.name, self.text.zh, self.text.en, self.measure,
            str(year), role, shown, unit, base, state, self.at, *pages,
        )  # fmt: skip


def figure_rows(content: Content, ledger: Ledger) -> Iterator[tuple[str, ...]]:
    """One row a number: every figure's amount, prior, change and percent, then projects and facts."""
    statement = ledger.statement
    for concept, about in content.concepts.items():
        if about.measure and ledger.reported(concept):
            figure = ledger.figure(concept)
            entry = _Entry(statement, concept, about.name, about.measure, figure.at if figure else "")
            yield from _levels(ledger, entry)
            yield from _printed(ledger, entry)
    for name, project in statement.projects.items():
        entry = _Entry(statement, name, project.name, "money", project.at)
        amount = ledger.project(name)
        yield entry.row("amount", statement.fiscal_year, project.amount, amount, amount.unit, "printed")
    for name, fact in statement.facts.items():
        entry = _Entry(statement, name, fact.name, fact.measure, fact.at)
        amount = Amount(fact.amount, fact.unit)
        year = int(fact.amount) if fact.measure == "year" else statement.fiscal_year
        yield entry.row("amount", year, fact.amount, amount, fact.unit, "printed")


def table_rows(content: Content, ledger: Ledger) -> Iterator[tuple[str, ...]]:
    """One row a cell of the statement's tables; an empty cell is no number."""
    statement = ledger.statement
    for table, breakdown in statement.breakdowns.items():
        sheet = Sheet(table, breakdown)
        for row in sheet.rows:
            names = [line_name(content, statement, sheet.anchor(row), lang) for lang in LANGUAGES]
            pages = [line_address(statement, sheet.anchor(row), lang) for lang in LANGUAGES]
            for column in sheet.column_indexes:
                if cell := sheet.cell(row, column):
                    year = ledger.year(cell.role)
                    shown, base = f"{cell.amount.value:f}", f"{cell.amount.base():f}"
                    identity = f"{statement.id}/{cell.anchor.replace('.', '/')}/{column + 1}"
                    yield (
                        identity, statement.entity, statement.id, cell.concept,
                        *names, "money", str(year), cell.role, shown, cell.amount.unit, base, "printed", row.at or breakdown.at,
                        *pages,
                    )  # fmt: skip


def _levels(ledger: Ledger, entry: _Entry) -> Iterator[tuple[str, ...]]:
    """The amount of this year and of the year compared with, printed or computed; a nil has no number."""
    statement, figure, unit = entry.statement, ledger.figure(entry.name), ledger.unit(entry.name)
    year = figure.as_of.year if figure and figure.as_of else statement.fiscal_year
    if figure and figure.state == "nil":
        yield entry.row("amount", year, None, None, unit, "nil")
    if known := ledger.known(entry.name, "amount"):
        state = "computed" if known.computed else figure.state if figure else "printed"
        yield entry.row("amount", year, None if known.computed else known.amount.value, known.amount, unit, state)
    compared = statement.compares_with
    if compared and (known := ledger.known(entry.name, "prior")):
        state = "computed" if known.computed else "printed"
        yield entry.row("prior", compared.year, None if known.computed else known.amount.value, known.amount, unit, state)


def _printed(ledger: Ledger, entry: _Entry) -> Iterator[tuple[str, ...]]:
    """The change and the percentages that the document prints."""
    figure, year = ledger.figure(entry.name), entry.statement.fiscal_year
    if figure is None:
        return
    if (printed := figure.printed) is not None:
        sign = -1 if printed.direction == "decrease" else 1
        if printed.change is not None:
            unit = printed.unit or ledger.unit(entry.name)
            yield entry.row("change", year, printed.change, Amount(plain(sign * printed.change), unit), unit, "printed")
        if printed.percent is not None:
            yield entry.row("percent", year, printed.percent, Amount(plain(sign * printed.percent), "%"), "%", "printed")
    if figure.share is not None:
        yield entry.row("percent", year, figure.share, Amount(figure.share, "%"), "%", "printed")


def finding_rows(content: Content, ledger: Ledger, findings: tuple[Finding, ...]) -> Iterator[tuple[str, ...]]:
    """One row a check, with its explanation in both languages."""
    explainers = {lang: _explainer(content, ledger, lang) for lang in LANGUAGES}
    for finding in findings:
        notes = tuple(explainers[lang].note(finding) for lang in LANGUAGES)
        pages = tuple(_page(ledger, finding, lang) for lang in LANGUAGES)
        difference = "" if finding.difference is None else f"{plain(finding.difference):f}"
        values = (_value(finding.printed), _value(finding.computed), difference)
        yield (finding.id, finding.statement, finding.concept, finding.rule, finding.verdict, *values, *notes, *pages)


def _page(ledger: Ledger, finding: Finding, lang: Language) -> str:
    """Where a check stands: on its statement's page, or at its line on the page of a table."""
    if finding.table and finding.table in ledger.statement.breakdowns:
        return line_address(ledger.statement, finding.concept, lang)
    return f"{lang}/{finding.statement}/#{anchor(finding)}"


def _explainer(content: Content, ledger: Ledger, lang: Language) -> Explainer:
    words = Words(lang, content.phrases)
    return Explainer(content, words, ledger, References(content, words, ledger))


def _value(value: Amount | str | None) -> str:
    """Digits in the figure's own unit; a direction or a unit as its word."""
    return f"{value.value:f}" if isinstance(value, Amount) else value or ""
