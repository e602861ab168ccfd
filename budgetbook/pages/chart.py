"""The page of frames: the charts of a page, each of which another site can show alone in a frame.

The fragment of the address says which chart is shown; without one, all are.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from html import escape
from typing import ClassVar

from budgetbook.charts.layout import lay_out, total_height
from budgetbook.charts.text_metrics import wrap
from budgetbook.pages.language import LanguageSite
from budgetbook.pages.models.charts import ChartView, frames_address
from budgetbook.pages.models.page import Link, Page, PageContent

_PHONE = 340  # pixels: the width at which a frame is tallest


@dataclass(frozen=True, slots=True)
class Frame:
    """One chart, and what another site needs to show it."""

    chart: ChartView
    parent_page: Link
    """The page that the chart is on, with its anchor."""
    snippet: str
    """The frame element to copy, as HTML text; the page that shows it escapes it again."""


@dataclass(frozen=True, slots=True)
class FramesPage(PageContent):
    """Every chart of a page, to be framed on other sites."""

    template: ClassVar[str] = "chart.html"
    frames: tuple[Frame, ...]

    @property
    def charts(self) -> tuple[ChartView, ...]:
        """Its charts, in order."""
        return tuple(frame.chart for frame in self.frames)


def chart_pages(language_site: LanguageSite, page: Page, charts: Iterable[ChartView], subject: str) -> Iterator[Page]:
    """Build the page of frames for a page that has charts; its title names the `subject`: the year, or the entity."""
    site = language_site.content.site.address
    frames = tuple(
        Frame(chart, Link(page.title, f"{page.address}#chart-{chart.id}"), _frame(f"{site}{chart.address}", chart, page.title))
        for chart in charts
    )
    if frames:
        title = language_site.phrases.say("page-title", title=language_site.phrases["charts"], entity=subject)
        address = frames_address(page.address).removeprefix(f"{language_site.lang}/")
        yield language_site.page(address, title, frames[0].chart.sentence, (), page.nav, FramesPage(frames))


def _frame(address: str, chart: ChartView, parent: str) -> str:
    """Return the element that other sites copy; a title is plain text there, whatever characters it has."""
    attributes = f'src="{escape(address)}" title="{escape(chart.title)}"'
    return f'<iframe {attributes} width="100%" height="{_height(chart, parent)}" loading="lazy"></iframe>'


def _height(chart: ChartView, parent: str) -> int:
    """Estimate the height in pixels with which a phone shows title, sentence, drawing, notes and source without scrolling."""
    words = 30 * len(wrap(chart.title, 21, _PHONE)) + 29 * len(wrap(chart.sentence, 16, _PHONE))
    texts = (chart.topic, *chart.notes, f"{chart.source} · {parent}")
    small = sum(27 * len(wrap(text, 15, _PHONE)) + 16 for text in texts if text)
    return words + small + round(total_height(lay_out(chart.drawing, "narrow"))) + 110
