"""Turns the SVG of a picture into a PNG.

It supports only the marks that our pictures contain: rectangles, lines, circles, small polygons and words. A renderer for
arbitrary SVG takes ten times as long.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from itertools import cycle, pairwise
from xml.etree import ElementTree

from budgetbook.charts.render.pixels import Canvas, Point, Span, text_width

_INHERITED_ATTRIBUTES = {
    "fill", "fill-opacity", "stroke", "stroke-width", "stroke-dasharray", "stroke-dashoffset", "font-size", "text-anchor"
}  # fmt: skip
_SHAPES = {
    "box": re.compile(r"M(-?[\d.]+),(-?[\d.]+)h([\d.]+)v([\d.]+)h-[\d.]+Z"),
    "circle": re.compile(r"M([\d.]+),0A\1,\1,0,1,1,-\1,0A\1,\1,0,1,1,\1,0"),
    "polygon": re.compile(r"M-?[\d.]+,-?[\d.]+(?:L-?[\d.]+,-?[\d.]+)+Z"),
}
_SPACES = re.compile(r"[ \t\r\n]+")
_NUMBER = re.compile(r"-?[\d.]+")

Attributes = Mapping[str, str]
"""Attributes of an element, its own and inherited."""


def png(picture: str, scale: float) -> bytes:
    """A picture made by `standalone_svg` or `social_card`, magnified by `scale`. Raises ValueError for an unsupported mark."""
    root = ElementTree.fromstring(picture)  # noqa: S314 (our own)
    canvas = Canvas(*(int(float(root.get(side, "0")) * scale) for side in ("width", "height")))
    _Painter(canvas, scale).paint(root, {}, 0, 0)
    return canvas.png()


class _Painter:
    """Puts elements on a canvas; places are those of the picture until they are marks."""

    def __init__(self, canvas: Canvas, scale: float) -> None:
        self._canvas, self._scale = canvas, scale

    def paint(self, element: ElementTree.Element, attributes: Attributes, x: float, y: float) -> None:
        """An element and all that is in it, from a place on."""
        attributes = {**attributes, **{name: value for name, value in element.items() if name in _INHERITED_ATTRIBUTES}}
        tag = element.tag.rpartition("}")[2]
        if move := element.get("transform"):
            dx, dy = _numbers(move)
            x, y = x + dx, y + dy
        if tag in ("svg", "g"):
            for child in element:
                self.paint(child, attributes, x + float(element.get("x", "0")), y + float(element.get("y", "0")))
        elif tag == "text":
            self._words(element, attributes, x, y)
        elif tag == "line":
            x1, y1, x2, y2 = (float(element.get(side, "0")) for side in ("x1", "y1", "x2", "y2"))
            self._stroke(((x + x1, y + y1), (x + x2, y + y2)), attributes)
        elif tag == "path":
            self._shape(element.get("d", ""), attributes, x, y)
        elif tag not in ("title", "desc"):
            raise ValueError(f"a picture may not hold <{tag}>")

    def _shape(self, path: str, attributes: Attributes, x: float, y: float) -> None:
        kind = next((kind for kind, pattern in _SHAPES.items() if pattern.fullmatch(path)), None)
        numbers, fill = _numbers(path), attributes.get("fill", "none")
        if kind == "box":
            left, top, wide, high = x + numbers[0], y + numbers[1], numbers[2], numbers[3]
            self._box((left, left + wide), (top, top + high), fill, float(attributes.get("fill-opacity", "1")))
            corners = ((left, top), (left + wide, top), (left + wide, top + high), (left, top + high))
            self._stroke((*corners, corners[0]), attributes)
        elif kind == "circle":
            self._circle(x, y, numbers[0], attributes)
        elif kind == "polygon":
            points = [(x + dx, y + dy) for dx, dy in zip(numbers[::2], numbers[1::2], strict=True)]
            self._canvas.polygon([self._to_pixels(point) for point in points], fill)
        else:
            raise ValueError(f"a picture may not hold the path {path}")

    def _box(self, x_span: Span, y_span: Span, fill: str, opacity: float) -> None:
        if fill != "none":
            self._canvas.bars([self._to_pixels(x_span)], [self._to_pixels(y_span)], fill, opacity)

    def _circle(self, x: float, y: float, radius: float, attributes: Attributes) -> None:
        """A circle with a line around it is one circle on another."""
        (centre_x, centre_y), fill, stroke = (
            self._to_pixels((x, y)),
            attributes.get("fill", "none"),
            attributes.get("stroke", "none"),
        )
        half = float(attributes.get("stroke-width", "1")) / 2 if stroke != "none" else 0.0
        if half:
            self._canvas.circle(centre_x, centre_y, (radius + half) * self._scale, stroke)
        self._canvas.circle(centre_x, centre_y, (radius - half) * self._scale, fill)

    def _stroke(self, points: tuple[Point, ...], attributes: Attributes) -> None:
        """A line through points: whole, or the dashes of it."""
        colour, half = attributes.get("stroke", "none"), float(attributes.get("stroke-width", "1")) / 2
        if colour == "none":
            return
        dashes, offset = _numbers(attributes.get("stroke-dasharray", "")), float(attributes.get("stroke-dashoffset", "0"))
        for start, end in pairwise(points):
            long = abs(complex(*end) - complex(*start))
            spans = list(_dashes(dashes, offset, long)) if dashes else [(0.0, long) if len(points) == 2 else (-half, long + half)]
            if spans and long:
                self._segment(start, end, long, spans, half, colour)
            offset += long

    def _segment(self, start: Point, end: Point, long: float, spans: list[Span], half: float, colour: str) -> None:
        """One straight line, or its dashes: `spans` are measured from its start."""
        dx, dy = (end[0] - start[0]) / long, (end[1] - start[1]) / long
        if not dy or not dx:
            way, origin, side = (dx, start[0], start[1]) if dx else (dy, start[1], start[0])
            length_spans = [
                self._to_pixels((min(origin + way * a, origin + way * b), max(origin + way * a, origin + way * b)))
                for a, b in spans
            ]
            width_spans = [self._to_pixels((side - half, side + half))]
            self._canvas.bars(*((length_spans, width_spans) if dx else (width_spans, length_spans)), colour)
            return
        for a, b in spans:
            corners = ((a, -half), (b, -half), (b, half), (a, half))
            places = ((start[0] + dx * go - dy * shift, start[1] + dy * go + dx * shift) for go, shift in corners)
            self._canvas.polygon([self._to_pixels(place) for place in places], colour)

    def _words(self, element: ElementTree.Element, attributes: Attributes, x: float, y: float) -> None:
        """The lines of an element: a part with a place of its own begins there, any other goes on from the one before."""
        pen_x, base = x, y
        for part in (element, *element):
            part_attributes = {**attributes, **{name: value for name, value in part.items() if name in _INHERITED_ATTRIBUTES}}
            size, words = float(part_attributes["font-size"]), _SPACES.sub(" ", part.text or "").strip(" ")
            pen_x = (x + float(part.attrib["x"]) if "x" in part.attrib else pen_x) + float(part.get("dx", "0"))
            base = y + float(part.attrib["y"]) if "y" in part.attrib else base
            wide = text_width(words, size)
            pen_x -= wide * {"start": 0.0, "middle": 0.5, "end": 1.0}[part_attributes.get("text-anchor", "start")]
            bold = float(part_attributes.get("stroke-width", "1")) / 2 if part_attributes.get("stroke", "none") != "none" else 0.0
            scaled_x, scaled_y = self._to_pixels((pen_x, base))
            self._canvas.words(words, scaled_x, scaled_y, size * self._scale, part_attributes["fill"], bold * self._scale)
            pen_x += wide

    def _to_pixels(self, pair: tuple[float, float]) -> tuple[float, float]:
        return pair[0] * self._scale, pair[1] * self._scale


def _dashes(pattern: list[float], offset: float, long: float) -> Iterator[Span]:
    """The dashes on a line of a length, of which `done` of the pattern have been drawn before (SVG 2, 13.5.6)."""
    total = sum(pattern)
    position, is_dash = -(offset % total), True
    for step in cycle(pattern):
        if position >= long:
            return
        if is_dash and position + step > 0:
            yield max(position, 0.0), min(position + step, long)
        position, is_dash = position + step, not is_dash


def _numbers(text: str) -> list[float]:
    return [float(number) for number in _NUMBER.findall(text)]
