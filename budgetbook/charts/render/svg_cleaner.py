"""Strips Vega's SVG for use in a page: no styles, no fonts, no English captions, no needless byte.

Vega writes drawings in one form, and our layers contain three kinds of marks: anything of another form is refused. Vega has
escaped what XML requires, so labels and words pass unchanged.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import lru_cache

_DROPPED_ATTRIBUTES = {"font-family", "stroke-miterlimit"}
_DEFAULTS = {("text-anchor", "start"), ("opacity", "1"), ("fill-opacity", "1")}
_INHERITED_ATTRIBUTES = (
    "fill",
    "fill-opacity",
    "font-size",
    "font-weight",
    "text-anchor",
    "stroke",
    "stroke-width",
    "stroke-dasharray",
)

_PLACE = r'transform="translate\(([^,"]*),([^)"]*)\)"'
_WORDS = rf'<text( text-anchor="\w+") {_PLACE}([^/<>]*)(?:/>|>([^<>]*)</text>)'
_LINE = rf'<line {_PLACE} x2="([^"]*)" y2="([^"]*)"([^/<>]*)/>'
_SHAPE = (
    rf'<path(?:( aria-label="[^"<>]*") role="graphics-symbol" aria-roledescription="\w+")?(?: {_PLACE})? d="([^"<>]*)"([^/<>]*)/>'
)
_LAYER = re.compile(
    r'<g class="mark-\w+ role-mark layer_\d+_marks"(?:( aria-hidden="true")|[^<>]*)>'
    rf"((?:{_WORDS})*|(?:{_LINE})*|(?:{_SHAPE})*)</g>"
)
_START = re.compile(
    r'<svg [^<>]*width="(\d+)" height="(\d+)"[^<>]*>(?:<rect [^<>]*/>)?<g [^<>]*><g class="mark-group role-frame root"[^<>]*>'
    r'<g [^<>]*><path class="background"[^<>]*/><g>'
)
_END = re.compile(r'</g><path class="foreground"[^<>]*/></g></g></g></svg>')
_ATTRIBUTE = re.compile(r' ([\w-]+)="([^"]*)"')
_LONG = re.compile(r"-?\d+(?:\.\d+)?e-\d+|-?\d+\.\d{3,}")
"""A number with more than two decimals."""

SvgMark = tuple[str, str, str]
"""A mark in three parts: up to its style, its style (still Vega's), and the rest."""


def clean_svg(raw: str) -> tuple[int, int, str]:
    """Width and height in pixels, and the marks. Raises ValueError where the drawing holds what a page must not have."""
    start, layers = _START.match(raw), list[str]()
    position = start.end() if start else 0
    while layer := _LAYER.match(raw, position):
        layers.append(_layer(*layer.group(1, 2)))
        position = layer.end()
    if not start or not _END.fullmatch(raw, position):
        raise ValueError(f"a chart may not hold what begins with {raw[position : position + 80]}")
    return int(start[1]), int(start[2]), "".join(layers)


def _layer(aria_hidden: str | None, raw: str) -> str:
    """A group of marks; what all of them share is said by the group, and a group that says nothing is left out."""
    if not raw:
        return ""
    pattern, write_mark = _FORMS[raw[1:5]]
    marks = [write_mark(*mark) for mark in pattern.findall(raw)]
    group, own = _split_common_attributes(tuple(dict.fromkeys([look for _, look, _ in marks])), len(marks) > 1)
    content = "".join([f"{start}{own[look]}{end}" for start, look, end in marks])
    group_attributes = (aria_hidden or "") + group
    return f"<g{group_attributes}>{content}</g>" if group_attributes else content


def _words(anchor: str, x: str, y: str, look: str, words: str) -> SvgMark:
    return "<text", anchor + look, f' x="{_short(x)}" y="{_short(y)}"{f">{words}</text>" if words else "/>"}'


def _line(x: str, y: str, dx: str, dy: str, look: str) -> SvgMark:
    """A line is drawn from its place on: a page is told where it ends."""
    x, y = _short(x), _short(y)
    return f'<line x2="{_sum(x, dx)}" y2="{_sum(y, dy)}"', look, f' x1="{x}" y1="{y}"/>'


def _shape(label: str, x: str, y: str, path: str, look: str) -> SvgMark:
    """One that has a name is an image."""
    x, y = _short(x), _short(y)
    role = ' role="img"' if label else ""
    move = f' transform="translate({x},{y})"' if (x, y) not in (("", ""), ("0", "0")) else ""
    return f'<path{label}{role}{move} d="{_LONG.sub(_round_match, path)}"', look, "/>"


_FORMS: dict[str, tuple[re.Pattern[str], Callable[..., SvgMark]]] = {
    "text": (re.compile(_WORDS), _words),
    "line": (re.compile(_LINE), _line),
    "path": (re.compile(_SHAPE), _shape),
}
"""What marks of a tag look like, and how each is written."""


@lru_cache(1_000)  # the same looks are met in every chart
def _split_common_attributes(looks: tuple[str, ...], many: bool) -> tuple[str, dict[str, str]]:
    """What marks of these looks share, where there are many; and, for each look, what is left."""
    all_attributes = [_clean_attributes(look) for look in looks]
    common = {}
    for name in _INHERITED_ATTRIBUTES if many else ():
        value = all_attributes[0].get(name)
        if value is not None and all(attributes.get(name) == value for attributes in all_attributes):
            common[name] = value
    own = {
        look: "".join([value for name, value in attributes.items() if name not in common])
        for look, attributes in zip(looks, all_attributes, strict=True)
    }
    return "".join(common.values()), own


def _clean_attributes(look: str) -> dict[str, str]:
    """The attributes of a look, fewer and shorter, each as it is written."""
    attributes = {}
    for name, value in _ATTRIBUTE.findall(look):
        if name not in _DROPPED_ATTRIBUTES and (name, value) not in _DEFAULTS:
            short = value.removesuffix("px") if name == "font-size" else value
            attributes[name] = f' {name}="{_LONG.sub(_round_match, short)}"'
    return attributes


@lru_cache(2_000)  # marks stand in columns and lines
def _short(number: str) -> str:
    """A number to a hundredth."""
    return _LONG.sub(_round_match, number)


def _round_match(number: re.Match[str]) -> str:
    return _hundredth(float(number[0]))


def _sum(one: str, other: str) -> str:
    return _hundredth(float(one) + float(_short(other)))


def _hundredth(number: float) -> str:
    return f"{number:z.2f}".rstrip("0").rstrip(".")  # z makes a negative zero a plain one
