"""A page in; the files that go with it out: those of a chart, and the picture for those who share the page's address."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable, Iterator
from functools import cache, partial

from budgetbook.charts.render.renderer import Pen
from budgetbook.charts.render.social_card import Card
from budgetbook.charts.render.standalone_svg import Caption
from budgetbook.infra.base.files import Pending
from budgetbook.infra.cache.blobs import key
from budgetbook.infra.cache.code_fingerprint import code
from budgetbook.pages.models.pages import ChartBody, HomeBody, Page, StatementBody
from budgetbook.pages.models.parts import ChartView

COLUMNS = ("item", "series", "value", "unit", "description")
"""Of the CSV file of a chart; its words are in the language of the page."""


def of(page: Page, pen: Pen) -> Iterator[Pending]:
    """The files, each made when its bytes are asked for."""
    if isinstance(page.body, ChartBody):
        yield from _files(page.body.chart, pen)
    elif card := _card(page):
        yield Pending(address(page), lambda: pen.card(card), partial(key, code(), card))


def address(page: Page) -> str:
    """The picture of a page: a chart's own, a statement's, else that of the site in the page's language."""
    if isinstance(page.body, ChartBody):
        return dict(page.body.chart.files)["PNG"]
    return f"{page.address if isinstance(page.body, StatementBody) else f'{page.lang}/'}card.png"


def _files(chart: ChartView, pen: Pen) -> Iterator[Pending]:
    caption = Caption(chart.title, chart.sentence, chart.source)
    made: dict[str, Callable[[], bytes]] = {
        "SVG": lambda: pen.picture(chart.drawing, caption).encode(),
        "PNG": lambda: pen.png(chart.drawing, caption),
        "CSV": lambda: _csv(chart),
        "Vega-Lite": lambda: pen.spec(chart.drawing, caption).encode(),
    }
    shown = cache(lambda: key(code(), chart))
    for name, path in chart.files:
        yield Pending(path, made[name], partial(_named, name, shown))


def _named(name: str, shown: Callable[[], str]) -> str:
    return f"{name} {shown()}"


def _csv(chart: ChartView) -> bytes:
    """What the chart draws, a mark a line. RFC 4180, UTF-8 with a BOM: without one a spreadsheet garbles Chinese."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow(COLUMNS)
    for row in chart.drawing.rows:
        writer.writerow((row.label, row.series, f"{row.value:f}", chart.unit, row.description))
    return out.getvalue().encode("utf-8-sig")


def _card(page: Page) -> Card | None:
    body = page.body
    if isinstance(body, StatementBody):
        numbers = tuple((key.label, key.short) for key in body.key_numbers[:3])
        return Card(page.lang, body.kicker, body.title, numbers, (body.tally.sentence,), bool(body.tally.fails), body.site)
    if isinstance(body, HomeBody):
        return Card(page.lang, "", page.title, (), tuple(heading for heading, _ in body.principles), False, body.tagline)
    return None
