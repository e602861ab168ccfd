"""The lines of a table of the document as its page shows them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from budgetbook.arithmetic import amount_format
from budgetbook.arithmetic.change_line import ChangeLine
from budgetbook.arithmetic.changes import lines_with_prior
from budgetbook.arithmetic.money import Amount
from budgetbook.arithmetic.statement_table import TableCell
from budgetbook.arithmetic.statement_tables import line_ledger, read_tables
from budgetbook.content.breakdown import Breakdown
from budgetbook.content.row import Row
from budgetbook.content.table_parts import PagePart
from budgetbook.content.text import Language
from budgetbook.pages.held_checks import HeldChecks
from budgetbook.pages.models.figures import ChangeView, Number
from budgetbook.pages.models.findings import FindingView
from budgetbook.pages.views.figures import change_view
from budgetbook.pages.views.statement import StatementPresenter
from budgetbook.text.markdown import Html
from budgetbook.text.table_lines import row_name


@dataclass(frozen=True, slots=True)
class PrintedLineView:
    """The text's statements about one line of a table."""

    amount: Number
    prior: Number | None
    change: ChangeView | None
    reason: Html
    place: str


@dataclass(frozen=True, slots=True)
class LineView:
    """One line of a table."""

    id: str
    """Its anchor on the page: `line-2010507`."""
    code: str
    """As printed; empty for the total and for tables without codes."""
    level: int
    """0 for the coarsest (and the total), 1, 2, …; where a digit is missing, the finer level."""
    name: str
    foreign: bool
    """True if the name is in Chinese on an English page, because the classification does not know the line."""
    other_name: str
    """Its name in the other language, if the classification has it; may be empty."""
    cells: tuple[str, ...]
    """One for each column: the amount as bare digits, in the page's unit; empty if nothing is printed."""
    printed_text: str
    """Its amounts as printed, with their unit, where the page shows them in another; else empty."""
    findings: tuple[FindingView, ...]
    """Those that do not simply hold."""
    held_rules: tuple[int, ...]
    """The checks that hold on it: their places in the page's list."""
    place: str
    """Where it is printed, if not with the rest of its table; may be empty."""
    line: int
    """The line of its file to correct it on."""
    printed_line: PrintedLineView | None
    """The text's statements about it: last year's figure, change and percentage."""
    prior: tuple[Number, ChangeView] | None
    """For its first column: the year before from the earlier document's table, and the change."""

    origin: str
    """The rows of the publisher's file that it was added up from; may be empty."""
    address: str
    """The page of its finer lines, where they have one of their own; else empty."""

    @property
    def fails(self) -> bool:
        """True if something about it does not add up."""
        return any(finding.outcome == "fails" for finding in self.findings)

    @property
    def has_notes(self) -> bool:
        """True if more is to be said of it than how to cite it and that its checks hold."""
        return bool(self.printed_text or self.findings or self.printed_line or self.prior or self.origin or self.place)


def line_views(
    presenter: StatementPresenter, name: str, breakdown: Breakdown, part: PagePart, held_checks: HeldChecks
) -> Iterator[LineView]:
    """Build the lines of one part of a table, each with its code, its values and what the text says about it.

    Their checks that hold are added to `held_checks`.
    """
    tables, printed_lines = (
        read_tables(presenter.ledger, presenter.content.classifications),
        _printed_lines(presenter, name, breakdown),
    )
    table, earlier_lines = tables.by_name[name], lines_with_prior(tables, name)
    upper_address = f"{presenter.lang}/{presenter.statement.id}/{name}/"
    pages = {each.head: each.key for each in reversed(breakdown.parts) if each.head is not None}
    base_level = table.codes.depth(table.rows[part.head].code or "") if part.head is not None else 0
    for index in _list_rows(breakdown, part):
        row = table.rows[index]
        anchor, code = table.anchor(row), row.code or ""
        is_total = table.is_total(row)
        findings = presenter.finding_index.by_anchor.get(anchor, ())
        yield LineView(
            id=f"line-{anchor.partition('.')[2]}",
            code=code,
            level=max(0, table.codes.depth(code) - base_level),
            name=presenter.phrases["total"] if is_total else _name(presenter, name, row, presenter.lang),
            foreign=not is_total and not presenter.is_printed_in and _name(presenter, name, row, presenter.lang) == row.name,
            other_name="" if is_total else _other_name(presenter, name, row),
            cells=tuple(_cells(presenter, breakdown, row)),
            printed_text=_printed_text(presenter, breakdown, row),
            findings=presenter.present(finding for finding in findings if finding.verdict != "holds"),
            held_rules=held_checks.add(finding for finding in findings if finding.verdict == "holds"),
            place=presenter.place(row.at) if row.at and row.at != breakdown.at else "",
            line=presenter.edit_links.find_line("breakdowns", name, *(("total",) if is_total else ("rows", index, "name"))),
            origin=row.origin or "",
            address=f"{upper_address}{pages[index]}/" if index in pages and index != part.head else "",
            printed_line=printed_lines.get(code),
            prior=_prior(presenter, earlier_lines, cell) if (cell := table.cell(row, 0)) else None,
        )


def _list_rows(breakdown: Breakdown, part: PagePart) -> Iterator[int]:
    """The rows of a part: its head, its lines and, on the table's own page, the total."""
    if part.head is not None:
        yield part.head
    yield from part.rows
    if not part.key and breakdown.total is not None:
        yield len(breakdown.rows)


def _cells(presenter: StatementPresenter, breakdown: Breakdown, row: Row) -> Iterator[str]:
    """The amounts of a line as bare digits, in the page's unit; empty where nothing is printed."""
    for value in row.values:
        yield "" if value is None else amount_format.format_for_table(Amount(value, breakdown.unit), presenter.style)


def _printed_text(presenter: StatementPresenter, breakdown: Breakdown, row: Row) -> str:
    """A line's amounts as printed, if the page converts them to the currency's own unit."""
    if presenter.style.is_printed or not breakdown.unit.exponent:
        return ""
    return " · ".join(
        amount_format.format_as_printed(Amount(value, breakdown.unit), presenter.style.printed_numbers)
        for value in row.values
        if value is not None
    )


def _prior(
    presenter: StatementPresenter, earlier_lines: Mapping[str, ChangeLine], cell: TableCell
) -> tuple[Number, ChangeView] | None:
    """Find a line in the earlier document's table, if both have it."""
    line = earlier_lines.get(cell.anchor)
    if line is None:
        return None
    then = presenter.number_view(line.then, cell.anchor, year=presenter.phrases.name_year(line.source.statement.fiscal_year))
    percent = amount_format.format_growth(line.change, line.then, presenter.style.numbers) if line.change.value else ""
    return then, ChangeView(presenter.phrases.change(line.change), percent, "", "", agrees=True, reader_text="")


def _printed_lines(presenter: StatementPresenter, name: str, breakdown: Breakdown) -> dict[str, PrintedLineView]:
    """Collect what the text says about single lines, by code."""
    line_presenter = StatementPresenter(
        presenter.finding_presenter.with_ledger(line_ledger(presenter.ledger, name)), presenter.finding_index
    )
    printed_lines = {}
    for code, line in breakdown.lines.items():
        anchor = f"{name}.{code}"
        if amount := line_presenter.number(anchor):
            prior, change = line_presenter.prior(anchor), change_view(line_presenter, anchor)
            printed_lines[code] = PrintedLineView(
                amount, prior, change, presenter.render_text(line.reason), presenter.places(line)
            )
    return printed_lines


def _name(presenter: StatementPresenter, table: str, row: Row, lang: Language) -> str:
    return row_name(presenter.content, presenter.statement, table, row, lang)


def _other_name(presenter: StatementPresenter, table: str, row: Row) -> str:
    other = presenter.content.other_language(presenter.lang)
    other_name = _name(presenter, table, row, other) if other else ""
    return other_name if other_name != _name(presenter, table, row, presenter.lang) else ""
