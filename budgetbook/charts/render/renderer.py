"""A Drawing in; its SVG for the page, and the files that stand alone (SVG, PNG, Vega-Lite) out, kept from run to run.

The only module that imports vl_convert, and only where nothing kept will do. What makes pixels (`paint.py`) waits likewise.
"""

from __future__ import annotations

import json
from functools import cache
from html import escape
from importlib.metadata import version
from itertools import count
from pathlib import Path
from typing import Any

from budgetbook.charts.render.social_card import Card, picture
from budgetbook.charts.render.standalone_svg import LANGUAGE, Caption, emboldened, framed
from budgetbook.charts.render.svg_cleaner import slim
from budgetbook.charts.vega_lite import FONT, PIXELS, Drawing, Width, build, compiled
from budgetbook.infra.base import profiling
from budgetbook.infra.cache.blobs import Keeper, key, of_version, sources

_HERE = Path(__file__).parents[1]
_FONTS = _HERE / "fonts"
_SAFE = {"allowed_base_urls": [], "base_url": False, "missing_fonts": "error"}
"""The drawing engine may read no file and no address, and a font that is not there is an error."""
_LASTS = 750
"""So many pairs of drawings are made before the engine begins anew, in 0.1 s: it keeps some 10 kB of each until then."""
_RECENT = 256
"""A page, the chart's own page and its files show the same drawing, one soon after the other."""
_BETWEEN = "\0"
"""Between drawings that are kept together: no XML holds it."""
_begun = count(1)


class Pen:
    """Draws, and keeps what it drew in `folder`. Without a folder, or where it cannot be written, it draws each time."""

    def __init__(self, folder: Path | None) -> None:
        self._keeper = Keeper(of_version(folder, _tools()[:12]) if folder else None)
        self._recent = dict[str, dict[Width, str]]()

    def inline(self, drawing: Drawing, name: str) -> str:
        """The markup of a drawing in a page: every width of it, of which the style sheet shows one."""
        return "\n".join(self.svgs(drawing, name).values())

    @profiling.Step("draw")
    def svgs(self, drawing: Drawing, name: str = "") -> dict[Width, str]:
        """In each width, in the colours that the style sheet of a page gives. `name` is read out."""
        at = _key("svg", drawing)
        if at not in self._recent:
            if len(self._recent) == _RECENT:
                self._recent.clear()
            made = self._keeper.kept(at, lambda: _BETWEEN.join(_svgs(drawing)).encode())
            self._recent[at] = dict(zip(PIXELS, made.decode().split(_BETWEEN), strict=True))
        named = f' aria-label="{escape(name)}">' if name else ">"
        return {width: svg.replace(">", named, 1) for width, svg in self._recent[at].items()}

    @profiling.Step("draw")
    def picture(self, drawing: Drawing, caption: Caption) -> str:
        """An SVG file: the wide drawing with its title, its sentence and its source, in light colours on paper."""
        return framed(self.svgs(drawing)["wide"], caption, drawing.lang)

    @profiling.Step("draw")
    def png(self, drawing: Drawing, caption: Caption) -> bytes:
        """The same picture, three pixels for two: some 1,090 wide."""
        return self._keeper.kept(_key("png", drawing, caption), lambda: _png(emboldened(self.picture(drawing, caption)), 1.5))

    @profiling.Step("draw")
    def spec(self, drawing: Drawing, caption: Caption) -> str:
        """The Vega-Lite specification, as JSON, wide and in light colours; the same bytes each time."""
        return self._keeper.kept(_key("spec", drawing, caption), lambda: _spec(drawing, caption).encode()).decode()

    @profiling.Step("draw")
    def card(self, card: Card) -> bytes:
        """The PNG of a card, 1200 by 630."""
        return self._keeper.kept(_key("card", card), lambda: _png(picture(card), 1.0))


def _key(*parts: object) -> str:
    """What a result depends on, as one name: the words and figures, and all that turns them into marks."""
    return key(_tools(), *parts)


@cache
def _tools() -> str:
    """Our own code, the font, and the versions of what draws: read without importing any of it."""
    files = sources(
        _HERE.parent / "infra" / "cache" / "blobs.py",
        _HERE.parent / "infra" / "base" / "record.py",
        *sorted(_HERE.rglob("*.py")),
        *sorted(_FONTS.glob("*.otf")),
    )
    return key(*files, *map(version, ("altair", "vl-convert-python", "pillow")))


@cache
def _vega() -> Any:
    """The drawing engine."""
    import vl_convert  # type: ignore[import-untyped]

    vl_convert.register_font_directory(str(_FONTS))
    vl_convert.configure(**_SAFE)
    return vl_convert


def _renew(number: int) -> None:
    """The engine begins anew at a setting that is not as it was: here one for plug-ins, which are refused anyway."""
    if number % _LASTS == 0:
        _vega().configure(**_SAFE, max_ephemeral_workers=2 + number // _LASTS % 2)


def _spec(drawing: Drawing, caption: Caption) -> str:
    """With what it shows, and a font that every machine has."""
    spec = build(drawing, "wide", "light")
    about = {"description": f"{caption.title} {caption.sentence} {caption.source}", "padding": 16}
    fonts = {**spec["config"], "font": f"{FONT}, sans-serif"}
    return json.dumps({**spec, **about, "config": fonts}, ensure_ascii=False, sort_keys=True, indent=1) + "\n"


def _png(picture: str, scale: float) -> bytes:
    from budgetbook.charts.render.rasterizer import png

    return png(picture, scale)


def _svgs(drawing: Drawing) -> list[str]:
    """Both widths step by step, not one after the other: while the engine draws, all that we read and run goes cold."""
    _renew(next(_begun))
    engine = _vega()
    given = [compiled(drawing, width, engine.vegalite_to_vega) for width in PIXELS]
    drawn = [engine.vega_to_svg(spec) for spec in given]
    return [_svg(width, LANGUAGE[drawing.lang], raw) for width, raw in zip(PIXELS, drawn, strict=True)]


def _svg(width: Width, lang: str, raw: str) -> str:
    """One drawing as a page has it: it holds no name that another could hold too, and nothing of how it was made."""
    across, down, marks = slim(raw)
    look = f'class="chart chart-{width}" lang="{lang}" fill="none" overflow="visible"'
    return f'<svg {look} width="{across}" height="{down}" viewBox="0 0 {across} {down}" role="img">{marks}</svg>'
