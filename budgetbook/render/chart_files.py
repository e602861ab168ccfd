"""The files that accompany a page: a chart's downloads, or the card shown where the page's address is shared."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable, Iterator
from functools import cache, partial

from budgetbook.charts.render.renderer import ChartRenderer
from budgetbook.charts.render.standalone_svg import Caption
from budgetbook.infra.base.files import OutputFile
from budgetbook.infra.cache.blobs import fingerprint
from budgetbook.infra.cache.code_fingerprint import code_fingerprint
from budgetbook.pages.chart import ChartPage
from budgetbook.pages.models.charts import ChartView
from budgetbook.pages.models.page import Page

COLUMNS = ("item", "series", "value", "unit", "description")
"""Columns of a chart's CSV file, whose words are in the page's language."""


def chart_files(page: Page, chart_renderer: ChartRenderer) -> Iterator[OutputFile]:
    """Yield the files of a page, each built when its bytes are needed."""
    if isinstance(page.content, ChartPage):
        yield from _chart_files(page.content.chart, chart_renderer)
    elif card := page.card:
        yield OutputFile(picture_address(page), lambda: chart_renderer.card(card), partial(fingerprint, code_fingerprint(), card))


def picture_address(page: Page) -> str:
    """Address of the page's picture: a chart's own, the page's card, or the site's card in the page's language."""
    if isinstance(page.content, ChartPage):
        return dict(page.content.chart.files)["PNG"]
    return f"{page.address if page.card else f'{page.lang}/'}card.png"


def _chart_files(chart: ChartView, chart_renderer: ChartRenderer) -> Iterator[OutputFile]:
    caption = Caption(chart.title, chart.sentence, chart.source)
    renderers: dict[str, Callable[[], bytes]] = {
        "SVG": lambda: chart_renderer.picture(chart.drawing, caption).encode(),
        "PNG": lambda: chart_renderer.png(chart.drawing, caption),
        "CSV": lambda: _render_csv(chart),
        "Vega-Lite": lambda: chart_renderer.spec(chart.drawing, caption).encode(),
    }
    get_chart_fingerprint = cache(lambda: fingerprint(code_fingerprint(), chart))
    for name, path in chart.files:
        yield OutputFile(path, renderers[name], partial(_compute_file_fingerprint, name, get_chart_fingerprint))


def _compute_file_fingerprint(name: str, get_chart_fingerprint: Callable[[], str]) -> str:
    return f"{name} {get_chart_fingerprint()}"


def _render_csv(chart: ChartView) -> bytes:
    """The chart's rows, one per mark. RFC 4180, UTF-8 with a BOM: spreadsheets garble Chinese without one."""
    buffer = io.StringIO()
    writer = csv.writer(buffer, lineterminator="\r\n")
    writer.writerow(COLUMNS)
    for row in chart.drawing.rows:
        writer.writerow((row.label, row.series, f"{row.value:f}", chart.unit, row.description))
    return buffer.getvalue().encode("utf-8-sig")
