"""A page in; the files that go with it out: those of a chart, and the picture for those who share the page's address."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable, Iterator
from functools import cache, partial

from budgetbook.charts.render.renderer import ChartRenderer
from budgetbook.charts.render.social_card import Card
from budgetbook.charts.render.standalone_svg import Caption
from budgetbook.infra.base.files import OutputFile
from budgetbook.infra.cache.blobs import fingerprint
from budgetbook.infra.cache.code_fingerprint import code_fingerprint
from budgetbook.pages.models.pages import ChartPage, HomePage, Page, StatementPage
from budgetbook.pages.models.parts import ChartView

COLUMNS = ("item", "series", "value", "unit", "description")
"""Of the CSV file of a chart; its words are in the language of the page."""


def chart_files(page: Page, chart_renderer: ChartRenderer) -> Iterator[OutputFile]:
    """The files, each made when its bytes are asked for."""
    if isinstance(page.content, ChartPage):
        yield from _chart_files(page.content.chart, chart_renderer)
    elif card := _build_card(page):
        yield OutputFile(picture_address(page), lambda: chart_renderer.card(card), partial(fingerprint, code_fingerprint(), card))


def picture_address(page: Page) -> str:
    """The picture of a page: a chart's own, a statement's, else that of the site in the page's language."""
    if isinstance(page.content, ChartPage):
        return dict(page.content.chart.files)["PNG"]
    return f"{page.address if isinstance(page.content, StatementPage) else f'{page.lang}/'}card.png"


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
    """What the chart draws, a mark a line. RFC 4180, UTF-8 with a BOM: without one a spreadsheet garbles Chinese."""
    buffer = io.StringIO()
    writer = csv.writer(buffer, lineterminator="\r\n")
    writer.writerow(COLUMNS)
    for row in chart.drawing.rows:
        writer.writerow((row.label, row.series, f"{row.value:f}", chart.unit, row.description))
    return buffer.getvalue().encode("utf-8-sig")


def _build_card(page: Page) -> Card | None:
    content = page.content
    if isinstance(content, StatementPage):
        numbers = tuple((number.label, number.short) for number in content.key_numbers[:3])
        return Card(
            page.lang, content.kicker, content.title, numbers, (content.tally.sentence,), bool(content.tally.fails), content.site
        )
    if isinstance(content, HomePage):
        return Card(page.lang, "", page.title, (), tuple(heading for heading, _ in content.principles), False, content.tagline)
    return None
