"""The page of a single chart, small enough to be framed on another site."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from html import escape
from typing import ClassVar

from budgetbook.charts.text_metrics import wrap
from budgetbook.charts.vega_lite import height
from budgetbook.pages.language import LanguageSite
from budgetbook.pages.models.charts import ChartView
from budgetbook.pages.models.page import Link, Page, PageContent

_PHONE = 340  # pixels: the width at which a frame is tallest


@dataclass(frozen=True, slots=True)
class ChartPage(PageContent):
    """One chart, to be framed on another site."""

    template: ClassVar[str] = "chart.html"
    chart: ChartView
    parent_page: Link
    """The page that the chart is on, with its anchor."""
    snippet: str
    """The frame element to copy, as HTML text; the page that shows it escapes it again."""


def chart_pages(language_site: LanguageSite, page: Page, charts: Iterable[ChartView], subject: str) -> Iterator[Page]:
    """Build a page for each chart on a page; its title names the `subject`: the year, or the entity."""
    for chart in charts:
        back = Link(page.title, f"{page.address}#chart-{chart.id}")
        content = ChartPage(chart, back, _frame(f"{language_site.content.site.address}{chart.address}", chart))
        title = language_site.phrases.say("page-title", title=chart.title, entity=subject)
        address = chart.address.removeprefix(f"{language_site.lang}/")
        yield language_site.page(address, title, chart.sentence, (), page.nav, content)


def _frame(address: str, chart: ChartView) -> str:
    """Return the element that other sites copy; a title is plain text there, whatever characters it has."""
    attributes = f'src="{escape(address)}" title="{escape(chart.title)}"'
    return f'<iframe {attributes} width="100%" height="{_height(chart)}" loading="lazy"></iframe>'


def _height(chart: ChartView) -> int:
    """Estimate the height in pixels with which a phone shows title, sentence, drawing and source without scrolling."""
    words = 30 * len(wrap(chart.title, 21, _PHONE)) + 29 * len(wrap(chart.sentence, 16, _PHONE))
    return words + round(height(chart.drawing, "narrow")) + 190
