"""A statement on one sheet of A4, to be printed and hung up: what it comes to, where it goes, what changed, what is not right."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import ClassVar

from budgetbook.arithmetic.money import percent_of
from budgetbook.charts.drawing import ChartRow
from budgetbook.content.units import Unit
from budgetbook.pages.language import LanguageSite
from budgetbook.pages.models.charts import ChartView
from budgetbook.pages.models.findings import FindingView
from budgetbook.pages.models.page import Link, Page, PageContent
from budgetbook.pages.statement_parts import StatementPage
from budgetbook.text.phrases import Phrases

_MOST_PARTS = 5
"""Parts into which a hundred yuan are divided, with the merged one."""
_MOST_FINDINGS = 4
"""Findings that have room on the sheet; it says how many more there are."""


@dataclass(frozen=True, slots=True)
class SheetPage(PageContent):
    """One statement on one sheet of paper."""

    template: ClassVar[str] = "sheet.html"
    statement: StatementPage
    hundred: ChartView | None
    """Where each hundred yuan goes."""
    change: ChartView | None
    """What changed."""
    findings: tuple[FindingView, ...]
    more: str
    """How many findings have no room; empty if all have."""
    address: str
    """The absolute address of the statement's page, in words and as a code to be photographed."""

    @property
    def charts(self) -> tuple[ChartView, ...]:
        """Its charts, in order."""
        return tuple(each for each in (self.hundred, self.change) if each)


def sheet_address(address: str) -> str:
    """The address of the sheet of a statement's page."""
    return f"{address}sheet/"


def sheet_page(language_site: LanguageSite, page: Page, content: StatementPage, unit: Unit) -> Page:
    """Build the sheet from what the statement's page shows."""
    phrases = language_site.phrases
    composition, change = content.composition, content.change
    left_out = len(content.alarms) - _MOST_FINDINGS
    sheet = SheetPage(
        statement=content,
        hundred=divide_hundred(phrases, composition, unit) if composition else None,
        change=change,
        findings=content.alarms[:_MOST_FINDINGS],
        more=phrases.say("sheet-more", count=left_out) if left_out > 0 else "",
        address=f"{language_site.content.site.address}{page.address}",
    )
    title = phrases.say("page-title", title=phrases["sheet"], entity=page.title)
    trail = (*page.trail, Link(content.title, page.address))
    address = sheet_address(page.address).removeprefix(f"{language_site.lang}/")
    return replace(language_site.page(address, title, page.description, trail, page.nav, sheet), card=None)


def divide_hundred(phrases: Phrases, chart: ChartView, unit: Unit) -> ChartView | None:
    """Draw the parts of a whole as a hundred yuan; None if some are below zero, which is no share of anything."""
    if chart.drawing.form == "hundred":
        return chart
    rows = [row for row in chart.drawing.rows if row.value]
    whole = sum((row.value for row in rows), Decimal(0))
    if len(rows) < 2 or any(row.value < 0 for row in rows):
        return None
    drawn_rows = tuple(_share_row(phrases, row, whole, unit) for row in _merge_small(phrases, rows))
    return replace(
        chart,
        drawing=replace(chart.drawing, form="hundred", rows=drawn_rows, unit=f"{chart.drawing.unit} of each 100"),
        tree=None,
    )


def _merge_small(phrases: Phrases, rows: Sequence[ChartRow]) -> list[ChartRow]:
    """Leave the largest rows, and one for all small ones."""
    largest_first = sorted(rows, key=lambda row: (row.tone == "rest", -row.value))
    if len(largest_first) <= _MOST_PARTS:
        return largest_first
    large_rows, small_rows = largest_first[: _MOST_PARTS - 1], largest_first[_MOST_PARTS - 1 :]
    value = sum((row.value for row in small_rows), Decimal(0))
    return [
        *large_rows,
        replace(small_rows[0], label=phrases.say("chart-others", count=len(small_rows)), value=value, tone="rest"),
    ]


def _share_row(phrases: Phrases, row: ChartRow, whole: Decimal, unit: Unit) -> ChartRow:
    text = phrases.style.write_of_hundred(percent_of(row.value, whole), unit)
    sentence = phrases.say("chart-against-row", name=row.label, amount=text)
    return replace(row, value=100 * row.value / whole, text=text, description=sentence)
