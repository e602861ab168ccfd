"""A page with charts in; a page for each of them out, small enough to stand in a frame on another site."""

from __future__ import annotations

from collections.abc import Iterator
from html import escape

from budgetbook.charts.text_metrics import wrap
from budgetbook.charts.vega_lite import height
from budgetbook.pages.language import LanguageSite
from budgetbook.pages.models.pages import ChartPage, EntityPage, Page, StatementPage
from budgetbook.pages.models.parts import ChartView, Link

_PHONE = 340  # pixels: the width at which a frame needs the most height


def chart_pages(edition: LanguageSite, page: Page) -> Iterator[Page]:
    """The pages of the charts that stand on the page of a statement or a body."""
    page_content = page.content
    if not isinstance(page_content, StatementPage | EntityPage):
        return
    short = page_content.years[0] if isinstance(page_content, StatementPage) else page.title
    for chart in page_content.charts:
        back = Link(page.title, f"{page.address}#chart-{chart.id}")
        content = ChartPage(chart, back, _frame(f"{edition.content.site.address}{chart.address}", chart))
        title = edition.phrases.say("page-title", title=chart.title, entity=short)
        address = chart.address.removeprefix(f"{edition.lang}/")
        yield edition.page(address, "chart.html", title, chart.sentence, (), page.nav, content)


def _frame(address: str, chart: ChartView) -> str:
    """The line that other sites copy; a title is words there, whatever signs are in it."""
    attributes = f'src="{escape(address)}" title="{escape(chart.title)}"'
    return f'<iframe {attributes} width="100%" height="{_height(chart)}" loading="lazy"></iframe>'


def _height(chart: ChartView) -> int:
    """What a frame on a phone needs to show title, sentence, drawing and source without scrolling, in pixels."""
    words = 30 * len(wrap(chart.title, 21, _PHONE)) + 29 * len(wrap(chart.sentence, 16, _PHONE))
    return words + round(height(chart.drawing, "narrow")) + 190
