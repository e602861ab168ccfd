"""What is painted on a PDF page besides characters: shapes that cover them or lie under them, and lines that strike them out."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from typing import Any

Box = tuple[float, float, float, float]
"""Left, lower, right and upper edge, in points."""
Point = tuple[float, float]
Color = tuple[float, float, float]
"""Red, green and blue, from 0 to 1."""
WHITE: Color = (1.0, 1.0, 1.0)
THIN = 2.5
"""Points: what is thinner is a line and covers nothing."""
_ALIKE = 0.08
"""Colors of which no part differs by more look the same."""
_BAND = 24.0
"""Height in points of the bands by which covering shapes are found."""
_STRIKE_HEIGHT = (0.18, 0.58)
"""Times the size, above the baseline: between these a line runs through the characters."""
_STRIKE_END = 0.6
"""Times the size: a line that reaches farther beyond the characters is a rule."""
_UNKNOWN_SPACES = ("Separation", "DeviceN", "Indexed", "Pattern", "Lab")


@dataclass(frozen=True, slots=True)
class PaintedShape:
    """A filled shape or picture; `order` counts everything that is painted."""

    order: int
    box: Box
    color: Color | None
    """None for a picture, a pattern, or a color of its own space."""
    opaque: bool
    picture: bool = False
    outline: tuple[Point, ...] = ()
    """The corners, unless it is as large as its box."""

    def covers(self, x: float, y: float) -> bool:
        """True if a point lies within its edges."""
        if not (self.box[0] <= x <= self.box[2] and self.box[1] <= y <= self.box[3]):
            return False
        # A ray from the point crosses the outline an odd number of times.
        ring = (*self.outline, *self.outline[:1])
        crossings = [x < x0 + (y - y0) * (x1 - x0) / (y1 - y0) for (x0, y0), (x1, y1) in pairwise(ring) if (y0 > y) != (y1 > y)]
        return not self.outline or sum(crossings) % 2 == 1


@dataclass(slots=True)
class ShapeIndex:
    """Finds the shapes over a point by the height at which they stand."""

    bands: dict[int, list[PaintedShape]] = field(default_factory=dict)

    def add(self, shape: PaintedShape) -> None:
        """Enter one shape."""
        for band in range(int(shape.box[1] // _BAND), int(shape.box[3] // _BAND) + 1):
            self.bands.setdefault(band, []).append(shape)

    def find_at(self, x: float, y: float) -> Iterable[PaintedShape]:
        """The shapes over a point, in the order in which they were painted."""
        return (shape for shape in self.bands.get(int(y // _BAND), ()) if shape.covers(x, y))

    def find_ground(self, x: float, y: float) -> Color | None:
        """The color on which something at a point is printed; None if that is not known."""
        grounds = [shape for shape in self.find_at(x, y) if shape.opaque or shape.color != WHITE]
        if not grounds:
            return WHITE
        return grounds[-1].color if grounds[-1].opaque else None


def find_color(values: Any, space: str) -> Color | None:
    """The color that a page sets; None for a pattern, or a color of its own space."""
    parts = values if isinstance(values, (tuple, list)) else (values,)
    if space in _UNKNOWN_SPACES or not all(isinstance(part, (int, float)) for part in parts):
        return None
    levels = [min(1.0, max(0.0, float(part))) for part in parts]
    match levels:
        case [gray]:
            return gray, gray, gray
        case [red, green, blue]:
            return red, green, blue
        case [cyan, magenta, yellow, key]:
            return (1 - cyan) * (1 - key), (1 - magenta) * (1 - key), (1 - yellow) * (1 - key)
    return None


def looks_like(color: Color | None, ground: Color | None) -> bool:
    """True if something of a color cannot be told from its ground."""
    return color is not None and ground is not None and max(abs(a - b) for a, b in zip(color, ground, strict=True)) < _ALIKE


def intersect(first: Box | None, second: Box) -> Box:
    """What two boxes share; None stands for the whole page."""
    if first is None:
        return second
    return max(first[0], second[0]), max(first[1], second[1]), min(first[2], second[2]), min(first[3], second[3])


def find_struck(chars: Sequence[Any], lines: Iterable[Box]) -> list[Any]:
    """The characters through which a thin level line runs that begins and ends with them; a rule of a table goes on."""
    bands: dict[int, list[Any]] = {}
    for char in chars:
        if char.matrix[0] > 0 and not char.matrix[1] and not char.get_text().isspace():
            bands.setdefault(int(char.matrix[5] // _BAND), []).append(char)
    struck_chars: list[Any] = []
    for left, lower, right, upper in lines:
        height = (lower + upper) / 2
        neighbors = [char for band in (-1, 0) for char in bands.get(int(height // _BAND) + band, ())]
        run = [char for char in neighbors if left <= (char.x0 + char.x1) / 2 <= right and _runs_through(height, char)]
        if run and _ends_with(run, left, right):
            struck_chars += run
    return struck_chars


def _runs_through(height: float, char: Any) -> bool:
    low, high = _STRIKE_HEIGHT
    return bool(low * char.size < height - char.matrix[5] < high * char.size)


def _ends_with(run: Sequence[Any], left: float, right: float) -> bool:
    reach = _STRIKE_END * max(char.size for char in run)
    first, last = min(char.x0 for char in run), max(char.x1 for char in run)
    return bool(abs(first - left) <= reach and abs(last - right) <= reach)
