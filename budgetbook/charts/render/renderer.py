"""Draws charts: SVG for pages, and standalone files (SVG, PNG, Vega-Lite), cached from run to run.

The only module that imports vl_convert, and only if the cache has no result. The painter of pixels is imported as late.
"""

from __future__ import annotations

import json
from functools import cache
from html import escape
from itertools import count
from pathlib import Path
from typing import Any

from budgetbook.charts.render.social_card import Card, picture
from budgetbook.charts.render.standalone_svg import LANGUAGE, Caption, with_caption, with_faux_bold
from budgetbook.charts.render.svg_cleaner import clean_svg
from budgetbook.charts.vega_lite import FONT, PIXELS, ChartSpec, Width, build, compile_vega
from budgetbook.infra.cache.blobs import BlobCache, fingerprint, prepare_version_folder
from budgetbook.infra.cache.code_fingerprint import code_fingerprint

_FONTS = Path(__file__).parents[1] / "fonts"
_SAFE = {"allowed_base_urls": [], "base_url": False, "missing_fonts": "error"}
"""The drawing engine may read no file and no address, and a font that is not there is an error."""
_LASTS = 750
"""Pairs of drawings after which the engine restarts, in 0.1 s: until then it keeps some 10 kB of each."""
_RECENT = 256
"""Drawings held in memory: a page, the chart's own page and its files need the same one in quick succession."""
_SEPARATOR = "\0"
"""Separates drawings that are cached together; no XML contains it."""
_draw_counter = count(1)


class ChartRenderer:
    """Draws charts and caches the results in `folder`; without a writable folder it draws each time."""

    def __init__(self, folder: Path | None) -> None:
        self._cache = BlobCache(prepare_version_folder(folder, code_fingerprint("charts")[:12]) if folder else None)
        self._recent = dict[str, dict[Width, str]]()

    def inline(self, drawing: ChartSpec, name: str) -> str:
        """The markup of a drawing in a page: every width of it, of which the style sheet shows one."""
        return "\n".join(self.svgs(drawing, name).values())

    def svgs(self, drawing: ChartSpec, name: str = "") -> dict[Width, str]:
        """In each width, in the colours that the style sheet of a page gives. `name` is read out."""
        svg_fingerprint = _drawing_fingerprint("svg", drawing)
        if svg_fingerprint not in self._recent:
            if len(self._recent) == _RECENT:
                self._recent.clear()
            svg_bytes = self._cache.get_or_make(svg_fingerprint, lambda: _SEPARATOR.join(_svgs(drawing)).encode())
            self._recent[svg_fingerprint] = dict(zip(PIXELS, svg_bytes.decode().split(_SEPARATOR), strict=True))
        label_attribute = f' aria-label="{escape(name)}">' if name else ">"
        return {width: svg.replace(">", label_attribute, 1) for width, svg in self._recent[svg_fingerprint].items()}

    def picture(self, drawing: ChartSpec, caption: Caption) -> str:
        """An SVG file: the wide drawing with its title, its sentence and its source, in light colours on paper."""
        return with_caption(self.svgs(drawing)["wide"], caption, drawing.lang)

    def png(self, drawing: ChartSpec, caption: Caption) -> bytes:
        """The same picture, three pixels for two: some 1,090 wide."""
        return self._cache.get_or_make(
            _drawing_fingerprint("png", drawing, caption), lambda: _png(with_faux_bold(self.picture(drawing, caption)), 1.5)
        )

    def spec(self, drawing: ChartSpec, caption: Caption) -> str:
        """The Vega-Lite specification, as JSON, wide and in light colours; the same bytes each time."""
        return self._cache.get_or_make(
            _drawing_fingerprint("spec", drawing, caption), lambda: _spec(drawing, caption).encode()
        ).decode()

    def card(self, card: Card) -> bytes:
        """The PNG of a card, 1200 by 630."""
        return self._cache.get_or_make(_drawing_fingerprint("card", card), lambda: _png(picture(card), 1.0))


def _drawing_fingerprint(*parts: object) -> str:
    """Fingerprint of a result: the words and figures, and the code that turns them into marks."""
    return fingerprint(code_fingerprint("charts"), *parts)


@cache
def _vega() -> Any:
    """The drawing engine."""
    import vl_convert  # type: ignore[import-untyped]

    vl_convert.register_font_directory(str(_FONTS))
    vl_convert.configure(**_SAFE)
    return vl_convert


def _restart_engine_periodically(number: int) -> None:
    """Restart the engine by changing a setting: here the plug-in domains, since plug-ins are refused anyway."""
    if number % _LASTS == 0:
        _vega().configure(**_SAFE, max_ephemeral_workers=2 + number // _LASTS % 2)


def _spec(drawing: ChartSpec, caption: Caption) -> str:
    """With what it shows, and a font that every machine has."""
    spec = build(drawing, "wide", "light")
    extras = {"description": f"{caption.title} {caption.sentence} {caption.source}", "padding": 16}
    fonts = {**spec["config"], "font": f"{FONT}, sans-serif"}
    return json.dumps({**spec, **extras, "config": fonts}, ensure_ascii=False, sort_keys=True, indent=1) + "\n"


def _png(picture: str, scale: float) -> bytes:
    from budgetbook.charts.render.rasterizer import png

    return png(picture, scale)


def _svgs(drawing: ChartSpec) -> list[str]:
    """Both widths step by step, not one after the other: while the engine draws, all that we read and run goes cold."""
    _restart_engine_periodically(next(_draw_counter))
    engine = _vega()
    specs = [compile_vega(drawing, width, engine.vegalite_to_vega) for width in PIXELS]
    raw_svgs = [engine.vega_to_svg(spec) for spec in specs]
    return [_svg(width, LANGUAGE[drawing.lang], raw) for width, raw in zip(PIXELS, raw_svgs, strict=True)]


def _svg(width: Width, lang: str, raw: str) -> str:
    """One drawing for a page, without ids that could clash with another's, and without traces of how it was made."""
    pixel_width, pixel_height, marks = clean_svg(raw)
    look = f'class="chart chart-{width}" lang="{lang}" fill="none" overflow="visible"'
    return (
        f'<svg {look} width="{pixel_width}" height="{pixel_height}" viewBox="0 0 {pixel_width} {pixel_height}" role="img">'
        f"{marks}</svg>"
    )
