"""What Vega draws in; the same drawing, fit for a page, out: no style, no font, no English captions, no needless byte."""

from __future__ import annotations

import re
from collections.abc import Sequence
from xml.etree import ElementTree

_DROPPED = {"class", "style", "font-family", "aria-roledescription", "stroke-miterlimit"}
_DEFAULTS = {("text-anchor", "start"), ("opacity", "1"), ("fill-opacity", "1")}
_INHERITED = ("fill", "fill-opacity", "font-size", "font-weight", "text-anchor", "stroke", "stroke-width", "stroke-dasharray")
_NUMBER = re.compile(r"-?(?:\d*\.\d+(?:e-?\d+)?|\d+e-\d+)")
_MOVE = re.compile(r"translate\((-?[\d.e-]+),(-?[\d.e-]+)\)")


def slim(raw: str) -> tuple[int, int, str]:
    """Width and height in pixels, and the marks. Raises ValueError where the drawing holds what a page must not have."""
    root = _clean(ElementTree.fromstring(raw))  # noqa: S314 (Vega's own output, of our own specification)
    across, down = (int(float(root.get(side, "0"))) for side in ("width", "height"))
    return across, down, "".join(_text(child) for child in root)


def _clean(root: ElementTree.Element) -> ElementTree.Element:
    """Without groups that say nothing."""
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
