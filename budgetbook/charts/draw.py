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

from budgetbook import clock
from budgetbook.charts.card import Card, picture
from budgetbook.charts.charts import FONT, Drawing, Width, build, compiled
from budgetbook.charts.frame import LANGUAGE, Caption, emboldened, framed
from budgetbook.charts.slim import slim
from budgetbook.kept import Keeper, key, of_version, sources

_HERE = Path(__file__).parent
_FONTS = _HERE / "fonts"
_SAFE = {"allowed_base_urls": [], "base_url": False, "missing_fonts": "error"}
"""The drawing engine may read no file and no address, and a font that is not there is an error."""
_LASTS = 1500
"""So many drawings are made before the engine begins anew, in 0.1 s: it keeps some 5 kB of each until then."""
_RECENT = 256
"""A page, the chart's own page and its files show the same drawing, one soon after the other."""
_begun = count(1)


class Pen:
    """Draws, and keeps what it drew in `folder`. Without a folder, or where it cannot be written, it draws each time."""

    def __init__(self, folder: Path | None) -> None:
        self._keeper, self._recent = Keeper(of_version(folder, _tools()[:12]) if folder else None), dict[str, str]()

    @clock.Step("draw")
    def svg(self, drawing: Drawing, width: Width, title: str, description: str) -> str:
        """For the page: inline, in the colours that the style sheet gives."""
        name = _key("svg", drawing, width, title, description)
        if name not in self._recent:
            if len(self._recent) == _RECENT:
                self._recent.clear()
            made = self._keeper.kept(name, lambda: _svg(drawing, width, title, description, name).encode())
            self._recent[name] = made.decode()
        return self._recent[name]

    @clock.Step("draw")
    def picture(self, drawing: Drawing, caption: Caption) -> str:
        """An SVG file: the wide drawing with its title, its sentence and its source, in light colours on paper."""
        return framed(self.svg(drawing, "wide", caption.title, caption.sentence), caption, drawing.lang)

    @clock.Step("draw")
    def png(self, drawing: Drawing, caption: Caption) -> bytes:
        """The same picture, three pixels for two: some 1,090 wide."""
        return self._keeper.kept(_key("png", drawing, caption), lambda: _png(emboldened(self.picture(drawing, caption)), 1.5))

    @clock.Step("draw")
    def spec(self, drawing: Drawing, caption: Caption) -> str:
        """The Vega-Lite specification, as JSON, wide and in light colours; the same bytes each time."""
        return self._keeper.kept(_key("spec", drawing, caption), lambda: _spec(drawing, caption).encode()).decode()

    @clock.Step("draw")
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
        _HERE.parent / "kept.py", _HERE.parent / "record.py", *sorted(_HERE.glob("*.py")), *sorted(_FONTS.glob("*.otf"))
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
    from budgetbook.charts.paint import png

    return png(picture, scale)


def _svg(drawing: Drawing, width: Width, title: str, description: str, name: str) -> str:
    _renew(next(_begun))
    across, down, marks = slim(_vega().vega_to_svg(compiled(drawing, width, _vega().vegalite_to_vega)))
    mark = f"chart-{name[:12]}"
    named = f'role="img" aria-labelledby="{mark}-t {mark}-d"'
    words = f'<title id="{mark}-t">{escape(title)}</title><desc id="{mark}-d">{escape(description)}</desc>'
    look = f'class="chart chart-{width}" lang="{LANGUAGE[drawing.lang]}" fill="none" overflow="visible"'
    return f'<svg {look} width="{across}" height="{down}" viewBox="0 0 {across} {down}" {named}>{words}{marks}</svg>'
