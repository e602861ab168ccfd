"""Strips Vega's SVG for use in a page: no styles, no fonts, no English captions, no needless byte.

Colours become the CSS variables that a page gives its shades. Anything that a chart does not need is refused.
"""

from __future__ import annotations

import re
from xml.etree import ElementTree

from budgetbook.charts.theme import INK, css_variable

_TAGS = {"g", "path", "line", "text", "tspan"}
_PAGE_ATTRIBUTES = {
    "aria-label", "aria-hidden", "transform", "d", "x", "y", "x2", "y2", "dx", "dy", "fill", "fill-opacity", "stroke",
    "stroke-width", "stroke-dasharray", "font-size", "font-weight", "text-anchor",
}  # fmt: skip
_VEGA_ATTRIBUTES = {
    "class", "role", "aria-roledescription", "font-family", "stroke-miterlimit", "opacity", "stroke-opacity",
    "stroke-dashoffset", "pointer-events",
}  # fmt: skip
_DEFAULTS = {
    ("text-anchor", "start"), ("fill-opacity", "1"), ("stroke-dasharray", "1,0"), ("stroke-width", "1"), ("stroke-width", "0"),
    ("transform", "translate(0,0)"), ("y2", "0"), ("x2", "0"), ("fill", "transparent"), ("stroke", "transparent"),
}  # fmt: skip
_INHERITED_ATTRIBUTES = (
    "fill", "fill-opacity", "stroke", "stroke-width", "stroke-dasharray", "font-size", "font-weight", "text-anchor"
)  # fmt: skip
_VARIABLES = {shade: css_variable(name) for name, shade in INK.items()}
_LONG = re.compile(r"-?\d+(?:\.\d+)?e-\d+|-?\d+\.\d{3,}")
"""A number with more than two decimals."""


def clean_svg(raw: str) -> str:
    """The marks of a drawing. Raises ValueError where the drawing holds what a page must not have."""
    root = ElementTree.fromstring(raw)  # noqa: S314 (written by the drawing engine, which escapes what it is given)
    marks = ElementTree.Element("g")
    for child in root:
        if _tag(child) != "rect":  # the paper
            _add(marks, child)
    return "".join(ElementTree.tostring(mark, encoding="unicode") for mark in marks)


def _add(parent: ElementTree.Element, raw: ElementTree.Element) -> None:
    """An element as a page has it; a group that says nothing of its own is replaced by what it holds."""
    tag = _tag(raw)
    if tag not in _TAGS:
        raise ValueError(f"a chart may not hold <{tag}>")
    if raw.get("class") in ("background", "foreground") or (tag == "text" and not "".join(raw.itertext())):
        return
    element = ElementTree.Element(tag, _attributes(raw))
    element.text = raw.text
    for child in raw:
        _add(element, child)
    if tag != "g":
        if "aria-label" in element.attrib:
            element.set("role", "img")
        parent.append(element)
    elif len(element):
        _share(element)
        if element.attrib:
            parent.append(element)
        else:
            parent.extend(element)


def _attributes(raw: ElementTree.Element) -> dict[str, str]:
    attributes = {}
    for name, value in raw.items():
        if name in _PAGE_ATTRIBUTES:
            short = value if name == "aria-label" else _VARIABLES.get(value, _LONG.sub(_hundredth, value))
            if (name, short) not in _DEFAULTS:
                attributes[name] = short.removesuffix("px") if name == "font-size" else short
        elif name not in _VEGA_ATTRIBUTES:
            raise ValueError(f"a chart may not have {name}={value!r}")
    if raw.get("opacity") == "0":
        raise ValueError("a chart may not hold what cannot be seen")
    return attributes


def _share(group: ElementTree.Element) -> None:
    """What all marks of a group have in common is said once, by the group."""
    if len(group) < 2:
        return
    for name in _INHERITED_ATTRIBUTES:
        values = {mark.get(name) for mark in group}
        if len(values) == 1 and None not in values and name not in group.attrib:
            group.set(name, values.pop() or "")
            for mark in group:
                del mark.attrib[name]


def _tag(element: ElementTree.Element) -> str:
    return element.tag.rpartition("}")[2]


def _hundredth(number: re.Match[str]) -> str:
    return f"{float(number[0]):z.2f}".rstrip("0").rstrip(".")  # z makes a negative zero a plain one
