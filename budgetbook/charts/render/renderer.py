"""Draws charts as SVG for pages, writes their Vega-Lite specifications, and draws cards; cached from run to run.

The only module that imports vl_convert, and only if the cache has no result.
"""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from functools import cache
from html import escape
from itertools import count
from pathlib import Path
from typing import Any

from budgetbook.charts.drawing import PIXELS, ChartSpec, Width
from budgetbook.charts.layout import lay_out, total_height
from budgetbook.charts.render.social_card import Card, picture
from budgetbook.charts.render.stable_engine import StableEngine
from budgetbook.charts.render.svg_cleaner import clean_svg
from budgetbook.charts.templates import fill_vega, fill_vega_lite
from budgetbook.infra.cache.blobs import BlobCache, fingerprint, prepare_version_folder
from budgetbook.infra.cache.code_fingerprint import code_fingerprint

_FONTS = Path(__file__).parents[1] / "fonts"
_SAFE = {"allowed_base_urls": [], "base_url": False, "missing_fonts": "error"}
"""The drawing engine may read no file and no address, and a font that is not there is an error."""
_LASTS = 750
"""Pairs of drawings after which the engine restarts, in 0.1 s: until then it keeps some 10 kB of each."""
_RECENT = 256
"""Drawings held in memory: a page and the page of frames need the same one in quick succession."""
_COLOUR = re.compile(r"#[0-9a-f]{6}\b")
_SEPARATOR = "\0"
"""Separates drawings that are cached together; no XML contains it."""
_draw_counter = count(1)


class ChartRenderer:
    """Draws charts and caches the results in `folder`; without a writable folder it draws each time."""

    def __init__(self, folder: Path | None, shades: Mapping[str, str] | None = None) -> None:
        self.shades = dict(shades or {})
        """Colours of specifications and cards, with what takes their place; in pages the style sheet gives them."""
        version_folder = prepare_version_folder(folder, code_fingerprint("charts")[:12]) if folder else None
        self._cache, self._forms = BlobCache(version_folder), BlobCache(version_folder / "forms" if version_folder else None)
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
            svg_bytes = self._cache.get_or_make(svg_fingerprint, lambda: _SEPARATOR.join(self._draw(drawing)).encode())
            self._recent[svg_fingerprint] = dict(zip(PIXELS, svg_bytes.decode().split(_SEPARATOR), strict=True))
        label_attribute = f' aria-label="{escape(name)}">' if name else ">"
        return {width: svg.replace(">", label_attribute, 1) for width, svg in self._recent[svg_fingerprint].items()}

    def spec(self, drawing: ChartSpec, description: str) -> str:
        """The Vega-Lite specification of the wide form, with its data, as JSON; the same bytes each time."""
        return self._cache.get_or_make(
            _drawing_fingerprint("spec", drawing, description, self.shades),
            lambda: self._write_spec(drawing, description).encode(),
        ).decode()

    def card(self, card: Card) -> bytes:
        """The PNG of a card, drawn 1200 by 630 and made smaller."""
        return self._cache.get_or_make(_drawing_fingerprint("card", card, self.shades), lambda: _png(self._shade(picture(card))))

    def _shade(self, text: str) -> str:
        """Give all colours of a drawing their shades at once."""
        return _COLOUR.sub(lambda colour: self.shades.get(colour[0], colour[0]), text)

    def _draw(self, drawing: ChartSpec) -> list[str]:
        """Both widths step by step, not one after the other: while the engine draws, all that we read and run goes cold."""
        _restart_engine_periodically(next(_draw_counter))
        layouts = {width: lay_out(drawing, width) for width in PIXELS}
        specs = [fill_vega(drawing.form, width, layout, _compile, self._forms) for width, layout in layouts.items()]
        raw_svgs = [_vega().vega_to_svg(spec) for spec in specs]
        sizes = [(width, round(total_height(layout))) for width, layout in layouts.items()]
        return [_svg(*size, drawing.tag, raw) for size, raw in zip(sizes, raw_svgs, strict=True)]

    def _write_spec(self, drawing: ChartSpec, description: str) -> str:
        spec = fill_vega_lite(drawing.form, "wide", lay_out(drawing, "wide"), self._forms)
        spec_text = json.dumps(spec, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
        spec = json.loads(self._shade(spec_text)) if self.shades else spec
        return json.dumps({**spec, "description": description}, ensure_ascii=False, sort_keys=True, separators=(",", ":"))


def _drawing_fingerprint(*parts: object) -> str:
    """Fingerprint of a result: the words and figures, and the code that turns them into marks."""
    return fingerprint(code_fingerprint("charts"), *parts)


@cache
def _vega() -> Any:
    """The drawing engine."""
    import vl_convert  # type: ignore[import-untyped]

    vl_convert.register_font_directory(str(_FONTS))
    engine = vl_convert if hasattr(vl_convert, "configure") else StableEngine(vl_convert)
    engine.configure(**_SAFE)
    return engine


def _restart_engine_periodically(number: int) -> None:
    """Restart the engine by changing a setting: here the plug-in domains, since plug-ins are refused anyway."""
    if number % _LASTS == 0:
        _vega().configure(**_SAFE, max_ephemeral_workers=2 + number // _LASTS % 2)


def _compile(spec: dict[str, Any]) -> dict[str, Any]:
    vega_spec: dict[str, Any] = _vega().vegalite_to_vega(spec)
    return vega_spec


_CARD_SCALE = 0.75
"""900 by 472 pixels: a third of the time and of the bytes of full size, and sharp enough where cards are shown."""


def _png(picture: str) -> bytes:
    png: bytes = _vega().svg_to_png(picture, scale=_CARD_SCALE)
    return png


def _svg(width: Width, high: int, lang: str, raw: str) -> str:
    """One drawing for a page, without ids that could clash with another's, and without traces of how it was made."""
    look = f'class="chart chart-{width}" lang="{lang}" fill="none" overflow="visible"'
    box = f'width="{PIXELS[width]}" height="{high}" viewBox="0 0 {PIXELS[width]} {high}"'
    return f'<svg {look} {box} role="img">{clean_svg(raw)}</svg>'
