"""The files that accompany a page: the specifications of its charts, or the card shown where the page's address is shared."""

from __future__ import annotations

import json
from collections.abc import Iterator
from functools import partial

from budgetbook.charts.render.renderer import ChartRenderer
from budgetbook.infra.base.files import OutputFile
from budgetbook.infra.cache.blobs import fingerprint
from budgetbook.infra.cache.code_fingerprint import code_fingerprint
from budgetbook.pages.chart import FramesPage
from budgetbook.pages.models.charts import ChartView
from budgetbook.pages.models.page import Page


def chart_files(page: Page, chart_renderer: ChartRenderer) -> Iterator[OutputFile]:
    """Yield the files of a page, each built when its bytes are needed."""
    if isinstance(page.content, FramesPage):
        charts = page.content.charts
        yield OutputFile(
            charts[0].specifications,
            lambda: _write_specifications(charts, chart_renderer),
            partial(fingerprint, code_fingerprint(), charts, chart_renderer.shades),
        )
    elif card := page.card:
        yield OutputFile(
            picture_address(page),
            lambda: chart_renderer.card(card),
            partial(fingerprint, code_fingerprint(), card, chart_renderer.shades),
        )


def picture_address(page: Page) -> str:
    """Address of the page's picture: its own card, or the site's card in the page's language."""
    return f"{page.address if page.card else f'{page.lang}/'}card.png"


def _write_specifications(charts: tuple[ChartView, ...], chart_renderer: ChartRenderer) -> bytes:
    """Each chart as Vega-Lite under its id, a line each: the text after the colon can be opened in the Vega editor."""
    lines = []
    for chart in charts:
        spec = chart_renderer.spec(chart.drawing, f"{chart.title} {chart.sentence} {chart.source}")
        lines.append(f"{json.dumps(chart.id)}: {spec}")
    return ("{\n" + ",\n".join(lines) + "\n}\n").encode()
