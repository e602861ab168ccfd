"""Standalone pictures: a page's drawing as SVG on paper, with title, sentence and source."""

from __future__ import annotations

import re
from dataclasses import dataclass
from html import escape
from typing import Literal

from budgetbook.charts.text_metrics import wrap
from budgetbook.charts.vega_lite import FONT, PALETTE
from budgetbook.infra.cache.blobs import fingerprint

LANGUAGE = {"zh": "zh-CN", "en": "en"}
_MARGIN, _TITLE, _SENTENCE, _SOURCE = 24, 20, 14, 11
_BOX = re.compile(r'width="(\d+)" height="(\d+)"')
_COLOUR = re.compile(r"var\(--(?:chart-)?([a-z]+)\)")


@dataclass(frozen=True, slots=True)
class Caption:
    """The words around a picture, in its language."""

    title: str
    sentence: str
    source: str


def with_caption(drawing: str, caption: Caption, lang: Literal["zh", "en"]) -> str:
    """Add the caption to a drawing made by `renderer` for a page, with literal light colours."""
    colours, box = PALETTE["light"], _BOX.search(drawing)
    drawing_width, drawing_height = (int(side) for side in box.groups()) if box else (0, 0)
    head, top = _lines(caption.title, _TITLE, drawing_width, _MARGIN, colours["text"], weight=600)
    sentence, top = _lines(caption.sentence, _SENTENCE, drawing_width, top + 4, colours["text"])
    top += 16
    source, end = _lines(caption.source, _SOURCE, drawing_width, top + drawing_height + 16, colours["muted"])
    wide, high = drawing_width + 2 * _MARGIN, end + _MARGIN - 8
    inner_svg = _COLOUR.sub(lambda name: colours[name[1]], drawing).replace("<svg ", f'<svg x="{_MARGIN}" y="{top}" ', 1)
    inner_svg = inner_svg.replace(' role="img"', "", 1)
    # Of what it shows, so that two of them within one page are told apart.
    mark = f"chart-{fingerprint(drawing, caption)[:12]}"
    label_attributes = f'role="img" aria-labelledby="{mark}-t {mark}-d"'
    words = f'<title id="{mark}-t">{escape(caption.title)}</title><desc id="{mark}-d">{escape(caption.sentence)}</desc>'
    look = f'xmlns="http://www.w3.org/2000/svg" lang="{LANGUAGE[lang]}" font-family="{FONT}, sans-serif"'
    paper = f'<path d="M0,0h{wide}v{high}h-{wide}Z" fill="{colours["paper"]}"/>'
    look += f' width="{wide}" height="{high}" viewBox="0 0 {wide} {high}"'
    return f"<svg {look} {label_attributes}>{words}{paper}{head}{sentence}{inner_svg}{source}</svg>\n"


def with_faux_bold(picture: str) -> str:
    """Fakes bold text with a stroke: the font that PNGs are drawn with has one weight."""
    return picture.replace('font-weight="600"', f'font-weight="600" stroke="{PALETTE["light"]["text"]}" stroke-width=".5"')


def _lines(words: str, size: int, room: int, top: int, colour: str, weight: int = 400) -> tuple[str, int]:
    """Words in lines of at most `room` pixels from `top` down, and where they end."""
    high = round(size * 1.5)
    lines = wrap(words, size, room)
    spans = "".join(
        f'<tspan x="{_MARGIN}" y="{top + high * number + size}">{escape(line)}</tspan>' for number, line in enumerate(lines)
    )
    bold = f' font-weight="{weight}"' if weight != 400 else ""
    return f'<text font-size="{size}"{bold} fill="{colour}">{spans}</text>', top + high * len(lines)
