"""The SVG of a picture in; its PNG out.

It knows the few marks that our pictures hold and no others: rectangles, lines, circles, small polygons and words. A program
for every SVG takes ten times as long.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from itertools import cycle, pairwise
from xml.etree import ElementTree

from budgetbook.charts.render.pixels import Canvas, Point, Span, measured

_INHERITED = {
    "fill", "fill-opacity", "stroke", "stroke-width", "stroke-dasharray", "stroke-dashoffset", "font-size", "text-anchor"
}  # fmt: skip
_SHAPES = {
    "box": re.compile(r"M(-?[\d.]+),(-?[\d.]+)h([\d.]+)v([\d.]+)h-[\d.]+Z"),
    "circle": re.compile(r"M([\d.]+),0A\1,\1,0,1,1,-\1,0A\1,\1,0,1,1,\1,0"),
    "polygon": re.compile(r"M-?[\d.]+,-?[\d.]+(?:L-?[\d.]+,-?[\d.]+)+Z"),
}
_SPACES = re.compile(r"[ \t\r\n]+")
_NUMBER = re.compile(r"-?[\d.]+")

Given = Mapping[str, str]
"""What is said of an element, by itself or by what it is in."""


def png(picture: str, scale: float) -> bytes:
    """A picture made by `frame.py` or `card.py`, `scale` pixels for one. Raises ValueError for a mark that it does not know."""
    root = ElementTree.fromstring(picture)  # noqa: S314 (our own)
    canvas = Canvas(*(int(float(root.get(side, "0")) * scale) for side in ("width", "height")))
    _Painter(canvas, scale).paint(root, {}, 0, 0)
    return canvas.png()


class _Painter:
    """Puts elements on a canvas; places are those of the picture until they are marks."""

    def __init__(self, canvas: Canvas, scale: float) -> None:
        self._canvas, self._scale = canvas, scale

    def paint(self, element: ElementTree.Element, given: Given, x: float, y: float) -> None:
        """An element and all that is in it, from a place on."""
        given = {**given, **{name: value for name, value in element.items() if name in _INHERITED}}
        tag = element.tag.rpartition("}")[2]
        if move := element.get("transform"):
            right, down = _numbers(move)
            x, y = x + right, y + down
        if tag in ("svg", "g"):
            for child in element:
                self.paint(child, given, x + float(element.get("x", "0")), y + float(element.get("y", "0")))
        elif tag == "text":
            self._words(element, given, x, y)
        elif tag == "line":
            x1, y1, x2, y2 = (float(element.get(side, "0")) for side in ("x1", "y1", "x2", "y2"))
            self._stroke(((x + x1, y + y1), (x + x2, y + y2)), given)
        elif tag == "path":
            self._shape(element.get("d", ""), given, x, y)
        elif tag not in ("title", "desc"):
            raise ValueError(f"a picture may not hold <{tag}>")

    def _shape(self, path: str, given: Given, x: float, y: float) -> None:
        kind = next((kind for kind, pattern in _SHAPES.items() if pattern.fullmatch(path)), None)
        numbers, fill = _numbers(path), given.get("fill", "none")
        if kind == "box":
            left, top, wide, high = x + numbers[0], y + numbers[1], numbers[2], numbers[3]
            self._box((left, left + wide), (top, top + high), fill, float(given.get("fill-opacity", "1")))
            corners = ((left, top), (left + wide, top), (left + wide, top + high), (left, top + high))
            self._stroke((*corners, corners[0]), given)
        elif kind == "circle":
            self._circle(x, y, numbers[0], given)
        elif kind == "polygon":
            points = [(x + across, y + down) for across, down in zip(numbers[::2], numbers[1::2], strict=True)]
            self._canvas.polygon([self._scaled(point) for point in points], fill)
        else:
            raise ValueError(f"a picture may not hold the path {path}")

    def _box(self, across: Span, down: Span, fill: str, opacity: float) -> None:
        if fill != "none":
            self._canvas.bars([self._scaled(across)], [self._scaled(down)], fill, opacity)

    def _circle(self, x: float, y: float, radius: float, given: Given) -> None:
        """A circle with a line around it is one circle on another."""
        (across, down), fill, stroke = self._scaled((x, y)), given.get("fill", "none"), given.get("stroke", "none")
        half = float(given.get("stroke-width", "1")) / 2 if stroke != "none" else 0.0
        if half:
            self._canvas.circle(across, down, (radius + half) * self._scale, stroke)
        self._canvas.circle(across, down, (radius - half) * self._scale, fill)

    def _stroke(self, points: tuple[Point, ...], given: Given) -> None:
        """A line through points: whole, or the dashes of it."""
        colour, half = given.get("stroke", "none"), float(given.get("stroke-width", "1")) / 2
        if colour == "none":
            return
        dashes, done = _numbers(given.get("stroke-dasharray", "")), float(given.get("stroke-dashoffset", "0"))
        for start, end in pairwise(points):
            long = abs(complex(*end) - complex(*start))
            spans = list(_dashes(dashes, done, long)) if dashes else [(0.0, long) if len(points) == 2 else (-half, long + half)]
            if spans and long:
                self._segment(start, end, long, spans, half, colour)
            done += long

    def _segment(self, start: Point, end: Point, long: float, spans: list[Span], half: float, colour: str) -> None:
        """One straight line, or its dashes: `spans` are measured from its start."""
        right, down = (end[0] - start[0]) / long, (end[1] - start[1]) / long
        if not down or not right:
            way, at, side = (right, start[0], start[1]) if right else (down, start[1], start[0])
            along = [self._scaled((min(at + way * a, at + way * b), max(at + way * a, at + way * b))) for a, b in spans]
            beside = [self._scaled((side - half, side + half))]
            self._canvas.bars(*((along, beside) if right else (beside, along)), colour)
            return
        for a, b in spans:
            corners = ((a, -half), (b, -half), (b, half), (a, half))
            places = ((start[0] + right * go - down * off, start[1] + down * go + right * off) for go, off in corners)
            self._canvas.polygon([self._scaled(place) for place in places], colour)

    def _words(self, element: ElementTree.Element, given: Given, x: float, y: float) -> None:
        """The lines of an element: a part with a place of its own begins there, any other goes on from the one before."""
        at, base = x, y
        for part in (element, *element):
            told = {**given, **{name: value for name, value in part.items() if name in _INHERITED}}
            size, words = float(told["font-size"]), _SPACES.sub(" ", part.text or "").strip(" ")
            at = (x + float(part.attrib["x"]) if "x" in part.attrib else at) + float(part.get("dx", "0"))
            base = y + float(part.attrib["y"]) if "y" in part.attrib else base
            wide = measured(words, size)
            at -= wide * {"start": 0.0, "middle": 0.5, "end": 1.0}[told.get("text-anchor", "start")]
            bold = float(told.get("stroke-width", "1")) / 2 if told.get("stroke", "none") != "none" else 0.0
            across, down = self._scaled((at, base))
            self._canvas.words(words, across, down, size * self._scale, told["fill"], bold * self._scale)
            at += wide

    def _scaled(self, pair: tuple[float, float]) -> tuple[float, float]:
        return pair[0] * self._scale, pair[1] * self._scale


def _dashes(pattern: list[float], done: float, long: float) -> Iterator[Span]:
    """The dashes on a line of a length, of which `done` of the pattern have been drawn before (SVG 2, 13.5.6)."""
    total = sum(pattern)
    at, drawn = -(done % total), True
    for step in cycle(pattern):
        if at >= long:
            return
        if drawn and at + step > 0:
            yield max(at, 0.0), min(at + step, long)
        at, drawn = at + step, not drawn


def _numbers(text: str) -> list[float]:
    return [float(number) for number in _NUMBER.findall(text)]
