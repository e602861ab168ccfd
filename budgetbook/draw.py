"""A Drawing in; its SVG for the page, its PNG and its Vega-Lite specification out, kept in a folder from run to run.

The only module that imports vl_convert, and only where nothing kept will do. What Vega writes is made fit for the page
by `_clean`: no style, no font, no English captions, no identifier but our own, and a name for those who cannot see it.
"""

from __future__ import annotations

import json
import re
from collections.abc import Sequence
from functools import cache
from html import escape
from importlib.metadata import version
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

from budgetbook.charts import FONT, PALETTE, Drawing, Theme, Width, build
from budgetbook.kept import Keeper, key, sources

_HERE = Path(__file__).parent
_FONTS = _HERE / "fonts"
_MODULES = ("kept", "lettering", "drawing", "sheet", "bars", "wholes", "charts", "draw")
_MARGIN = 20  # paper around the marks of a PNG or of an SVG that stands alone


class Pen:
    """Draws, and keeps what it drew in `folder`. Without a folder, or where it cannot be written, it draws each time."""

    def __init__(self, folder: Path | None) -> None:
        self._keeper = Keeper(folder)

    def svg(self, drawing: Drawing, width: Width, title: str, description: str, theme: Theme = "page") -> str:
        """For the page: inline, its colours are CSS variables. In another theme: a file that can stand alone."""
        name = _key("svg", drawing, width, theme, title, description)
        return self._keeper.kept(name, lambda: _svg(drawing, width, title, description, theme, name).encode()).decode()

    def png(self, drawing: Drawing) -> bytes:
        """Wide, in light colours on paper, two pixels for one."""
        return self._keeper.kept(_key("png", drawing), lambda: _png(drawing))

    def spec(self, drawing: Drawing) -> str:
        """The Vega-Lite specification, as JSON, wide and in light colours; the same bytes each time."""
        return self._keeper.kept(_key("spec", drawing), lambda: _spec(drawing).encode()).decode()


def _key(*parts: object) -> str:
    """What a result depends on, as one name: the words and figures, and all that turns them into marks."""
    return key(*_tools(), *parts)


@cache
def _tools() -> tuple[str, ...]:
    """Our own code, the font, and the versions of what draws: read without importing any of it."""
    files = sources(*(_HERE / f"{name}.py" for name in _MODULES), *sorted(_FONTS.glob("*.otf")))
    return (*files, version("altair"), version("vl-convert-python"))


@cache
def _vega() -> Any:
    """The drawing engine: it may read no file and no address, and a font that is not there is an error."""
    import vl_convert  # type: ignore[import-untyped]

    vl_convert.register_font_directory(str(_FONTS))
    vl_convert.configure(allowed_base_urls=[], base_url=False, missing_fonts="error")
    return vl_convert


def _spec(drawing: Drawing) -> str:
    return json.dumps(build(drawing, "wide", "light"), ensure_ascii=False, sort_keys=True, indent=1) + "\n"


def _png(drawing: Drawing) -> bytes:
    image: bytes = _vega().svg_to_png(_svg(drawing, "wide", "", "", "light", "png"), scale=2.0)
    return image


def _svg(drawing: Drawing, width: Width, title: str, description: str, theme: Theme, key: str) -> str:
    raw = _vega().vegalite_to_svg(build(drawing, width, theme))
    root = _clean(ElementTree.fromstring(raw))  # noqa: S314 (Vega's own output, of our own specification)
    marks = "".join(_text(child) for child in root)
    across, down = (int(float(root.get(side, "0"))) for side in ("width", "height"))
    name = f"chart-{key[:12]}"
    named = f'role="img" aria-labelledby="{name}-t {name}-d"'
    words = f'<title id="{name}-t">{escape(title)}</title><desc id="{name}-d">{escape(description)}</desc>'
    look = f'class="chart chart-{width}" lang="{_LANGUAGE[drawing.lang]}" fill="none" overflow="visible"'
    if theme == "page":
        return f'<svg {look} width="{across}" height="{down}" viewBox="0 0 {across} {down}" {named}>{words}{marks}</svg>'
    x, w, h = -_MARGIN, across + 2 * _MARGIN, down + 2 * _MARGIN
    paper = f'<path d="M{x},{x}h{w}v{h}h-{w}Z" fill="{PALETTE[theme]["paper"]}"/>'
    alone = f'xmlns="http://www.w3.org/2000/svg" font-family="{FONT}, sans-serif"'
    return f'<svg {alone} {look} width="{w}" height="{h}" viewBox="{x} {x} {w} {h}" {named}>{words}{paper}{marks}</svg>'


_LANGUAGE = {"zh": "zh-CN", "en": "en"}
_DROPPED = {"class", "style", "font-family", "aria-roledescription", "stroke-miterlimit"}
_DEFAULTS = {("text-anchor", "start"), ("opacity", "1"), ("fill-opacity", "1")}
_INHERITED = ("fill", "fill-opacity", "font-size", "font-weight", "text-anchor", "stroke", "stroke-width", "stroke-dasharray")
_NUMBER = re.compile(r"-?(?:\d*\.\d+(?:e-?\d+)?|\d+e-\d+)")
_MOVE = re.compile(r"translate\((-?[\d.e-]+),(-?[\d.e-]+)\)")


def _clean(root: ElementTree.Element) -> ElementTree.Element:
    """Vega's drawing without what a page does not need. Raises ValueError where it holds what a page must not have."""
    for parent in list(root.iter()):
        parent.tag = parent.tag.rpartition("}")[2]
        for child in list(parent):
            if child.get("class") in ("background", "foreground") or (parent is root and child.tag.endswith("}rect")):
                parent.remove(child)
    for element in root.iter():
        if element.tag not in ("svg", "g", "path", "line", "rect", "text", "tspan"):
            raise ValueError(f"a chart may not hold <{element.tag}>")
        _tidy(element)
    root[:] = [kept for child in root for kept in _flat(child)]
    return root


def _tidy(element: ElementTree.Element) -> None:
    """Attributes: fewer and shorter. A mark that has a name is an image; a group is nothing of its own."""
    given = dict(element.attrib)
    if given.get("stroke") == "transparent":
        given = {name: value for name, value in given.items() if not name.startswith("stroke")}
    element.attrib.clear()
    for name, value in given.items():
        if name in _DROPPED or (name, value) in _DEFAULTS or (name == "role" and "aria-label" not in given):
            continue
        short = value.removesuffix("px") if name == "font-size" else "img" if name == "role" else value
        element.set(name, short if name == "aria-label" else _NUMBER.sub(lambda number: _short(float(number[0])), short))
    _moved(element)


def _moved(element: ElementTree.Element) -> None:
    """A shift becomes part of the place, where the element has one."""
    move = _MOVE.fullmatch(element.get("transform", ""))
    if not move:
        return
    x, y = float(move[1]), float(move[2])
    if element.tag == "text":
        places = {"x": x, "y": y}
    elif element.tag == "line":
        places = {"x1": x, "y1": y, "x2": x + float(element.get("x2", 0)), "y2": y + float(element.get("y2", 0))}
    elif x or y:
        return
    else:
        places = {}
    del element.attrib["transform"]
    element.attrib.update({name: _short(value) for name, value in places.items()})


def _short(number: float) -> str:
    return f"{round(number, 2) + 0.0:.2f}".rstrip("0").rstrip(".")  # + 0.0 makes a negative zero a plain one


def _flat(element: ElementTree.Element) -> Sequence[ElementTree.Element]:
    """The element, or, for a group that says nothing, what is in it. What all in a group share is said by the group."""
    element[:] = [kept for child in element for kept in _flat(child)]
    if element.tag != "g":
        return [element]
    if len(element) > 1:
        for name in _INHERITED:
            values = {child.get(name) for child in element}
            if len(values) == 1 and None not in values:
                element.set(name, values.pop() or "")
                for child in element:
                    del child.attrib[name]
    said = {name: value for name, value in element.attrib.items() if (name, value) != ("fill", "none")}
    return [element] if said and len(element) else list(element)


def _text(element: ElementTree.Element) -> str:
    return ElementTree.tostring(element, encoding="unicode", short_empty_elements=True).replace(" />", "/>")
