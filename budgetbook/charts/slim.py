"""What Vega draws in; the same drawing, fit for a page, out: no style, no font, no English captions, no needless byte."""

from __future__ import annotations

import re
from functools import lru_cache
from html import escape
from xml.etree import ElementTree

_DROPPED = {"class", "style", "font-family", "aria-roledescription", "stroke-miterlimit"}
_DEFAULTS = {("text-anchor", "start"), ("opacity", "1"), ("fill-opacity", "1")}
_INHERITED = ("fill", "fill-opacity", "font-size", "font-weight", "text-anchor", "stroke", "stroke-width", "stroke-dasharray")
_KNOWN = {"svg", "g", "path", "line", "rect", "text", "tspan"}
_NUMBER = re.compile(r"-?(?:\d*\.\d+(?:e-?\d+)?|\d+e-\d+)")
_SPECIAL = str.maketrans({'"': "&quot;", "\r": "&#13;", "\n": "&#10;", "\t": "&#09;"})
_MOVE = re.compile(r"translate\((-?[\d.e-]+),(-?[\d.e-]+)\)")


def slim(raw: str) -> tuple[int, int, str]:
    """Width and height in pixels, and the marks. Raises ValueError where the drawing holds what a page must not have."""
    root = ElementTree.fromstring(raw)  # noqa: S314 (Vega's own output, of our own specification)
    across, down = (int(float(root.get(side, "0"))) for side in ("width", "height"))
    root[:] = [child for child in root if not child.tag.endswith("}rect")]
    return across, down, "".join(map(_text, _inside(root)))


def _inside(element: ElementTree.Element) -> list[ElementTree.Element]:
    """What is in an element, without groups that say nothing; each is tidied."""
    return [kept for child in element if child.get("class") not in ("background", "foreground") for kept in _flat(child)]


def _flat(element: ElementTree.Element) -> list[ElementTree.Element]:
    """The element, or, for a group that says nothing, what is in it. What all in a group share is said by the group."""
    element.tag = element.tag.rpartition("}")[2]
    if element.tag not in _KNOWN:
        raise ValueError(f"a chart may not hold <{element.tag}>")
    _tidy(element)
    inside = _inside(element) if len(element) else []
    if element.tag == "g":
        if len(inside) > 1:
            _shared(element, inside)
        if not inside or (element.attrib.keys() <= {"fill"} and element.get("fill", "none") == "none"):
            return inside
    element[:] = inside
    return [element]


def _shared(group: ElementTree.Element, inside: list[ElementTree.Element]) -> None:
    """What all in a group have is said once."""
    all_given = [child.attrib for child in inside]
    for name in _INHERITED:
        value = all_given[0].get(name)
        if value is not None and [given.get(name) for given in all_given] == [value] * len(all_given):
            group.attrib[name] = value
            for given in all_given:
                del given[name]


def _tidy(element: ElementTree.Element) -> None:
    """Attributes: fewer and shorter. A mark that has a name is an image; a group is nothing of its own."""
    given = element.attrib
    kept = {}
    for name, value in given.items():
        short = value if name == "aria-label" else _value(name, value)
        if short is not None:
            kept[name] = short
    if kept.get("stroke") == "transparent":
        kept = {name: value for name, value in kept.items() if not name.startswith("stroke")}
    if "aria-label" not in given:
        kept.pop("role", None)
    given.clear()
    given.update(kept)
    if "transform" in kept:
        _moved(element)


@lru_cache(2_000)  # most are looks, which repeat from mark to mark
def _value(name: str, value: str) -> str | None:
    """A value as short as it can be, numbers to a hundredth; None for one that is not needed."""
    if name in _DROPPED or (name, value) in _DEFAULTS:
        return None
    short = value.removesuffix("px") if name == "font-size" else "img" if name == "role" else value
    return _NUMBER.sub(lambda number: _short(float(number[0])), short)


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


def _text(element: ElementTree.Element) -> str:
    start = f"<{element.tag}{''.join([_attribute(name, value) for name, value in element.attrib.items()])}"
    inside = "".join([f"{_text(child)}{escape(child.tail, quote=False) if child.tail else ''}" for child in element])
    if not element.text and not inside:
        return f"{start}/>"
    return f"{start}>{escape(element.text or '', quote=False)}{inside}</{element.tag}>"


@lru_cache(2_000)
def _attribute(name: str, value: str) -> str:
    """As XML writes it: ends of lines and tabs would else be read as spaces."""
    plain = escape(value, quote=False).translate(_SPECIAL)
    return f' {name}="{plain}"'
