"""Draws a PDF page as a viewer does, to know of each character whether anybody sees it.

pdfminer reports every character of a page, also those that are drawn invisibly, in a layer that is switched off, outside the
clipping path, or under something that is painted later. What is not on the visible page is not printed.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from pdfminer.converter import PDFPageAggregator
from pdfminer.layout import LTChar
from pdfminer.pdfinterp import PDFGraphicState
from pdfminer.pdftypes import PDFStream, resolve1
from pdfminer.utils import apply_matrix_pt

from budgetbook.importer.readers.document import OmissionKind

Box = tuple[float, float, float, float]
"""Left, lower, right and upper edge, in points."""
_TINY = 1.0
"""Points: smaller text is there for machines."""
_WHITE = 0.97
_THIN = 2.5
"""Points: what is thinner is a line and covers nothing."""
_BAND = 24.0
"""Height in points of the bands by which covering shapes are found."""
_INVISIBLE_MODES = (3, 7)


@dataclass(frozen=True, slots=True)
class PaintState:
    """What the graphics state holds besides what pdfminer keeps."""

    clip: Box | None = None
    """The edges of the clipping path; None for the whole page."""
    opaque: bool = True


@dataclass(frozen=True, slots=True)
class PaintedShape:
    """A filled shape or picture; `order` counts everything that is painted."""

    order: int
    box: Box
    white: bool
    opaque: bool
    picture: bool

    def covers(self, x: float, y: float) -> bool:
        """True if a point lies within its edges."""
        return self.box[0] <= x <= self.box[2] and self.box[1] <= y <= self.box[3]


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


class PaintingDevice(PDFPageAggregator):
    """Marks each character with the reason why it cannot be seen (`hidden`), or "", and with its order."""

    def begin_page(self, page: Any, ctm: Any) -> None:
        """Begin with an empty page."""
        super().begin_page(page, ctm)
        self.paint, self.shapes, self.chars, self.order = PaintState(), ShapeIndex(), list[LTChar](), 0
        self.switched_off: list[bool] = []
        self.mode, self._paints = 0, list[PaintState]()

    def begin_figure(self, name: str, bbox: Any, matrix: Any) -> None:
        """Begin a form, which shows only what is within its box, or a picture."""
        self._paints.append(self.paint)
        super().begin_figure(name, bbox, matrix)
        if matrix != (1, 0, 0, 1, 0, 0) or bbox != (0, 0, 1, 1):
            figure = self.cur_item
            self.clip((figure.x0, figure.y0, figure.x1, figure.y1))

    def end_figure(self, name: str) -> None:
        """Return to the state before the figure."""
        super().end_figure(name)
        self.paint = self._paints.pop()

    def clip(self, box: Box) -> None:
        """Show from now on only what is also within this box."""
        self.paint = replace(self.paint, clip=intersect(self.paint.clip, box))

    def render_string(self, textstate: Any, *rest: Any) -> None:
        """Note the rendering mode."""
        self.mode = textstate.render
        super().render_string(textstate, *rest)

    def render_char(self, matrix: Any, font: Any, fontsize: float, scale: float, rise: float, *rest: Any) -> float:
        """Mark the character."""
        advance = super().render_char(matrix, font, fontsize, scale, rise, *rest)
        char: Any = self.cur_item._objs[-1]
        self.order += 1
        char.order, char.rise = self.order, rise * matrix[3]
        char.hidden = self._find_reason(char)
        self.chars.append(char)
        return advance

    def _find_reason(self, char: LTChar) -> OmissionKind | str:
        if any(self.switched_off) or self.mode in _INVISIBLE_MODES or char.size < _TINY:
            return "hidden"
        x, y = (char.x0 + char.x1) / 2, (char.y0 + char.y1) / 2
        clip = self.paint.clip
        if clip is not None and not (clip[0] <= x <= clip[2] and clip[1] <= y <= clip[3]):
            return "clipped"
        if self.mode in (0, 4) and _is_white(char.graphicstate.ncolor, char.ncs.name):
            lower_shapes = [shape for shape in self.shapes.find_at(x, y) if shape.opaque or not shape.white]
            return "hidden" if not lower_shapes or lower_shapes[-1].white else ""
        return ""

    def paint_path(self, gstate: PDFGraphicState, stroke: bool, fill: bool, evenodd: bool, path: Sequence[Any]) -> None:
        """Note what a filled path covers."""
        super().paint_path(gstate, stroke, fill, evenodd, path)
        is_rectangle = sum(segment[0] == "m" for segment in path) == 1 and all(segment[0] in "mlh" for segment in path)
        if fill and is_rectangle and (box := self.find_edges(path)):
            self._add_shape(box, white=_is_white(gstate.ncolor, gstate.ncs.name), picture=False, see_through=False)

    def render_image(self, name: str, stream: PDFStream) -> None:
        """Note what a picture covers."""
        super().render_image(name, stream)
        figure = self.cur_item
        see_through = any(resolve1(stream.get(key)) for key in ("SMask", "Mask", "ImageMask", "IM"))
        self._add_shape((figure.x0, figure.y0, figure.x1, figure.y1), white=False, picture=True, see_through=see_through)

    def _add_shape(self, box: Box, *, white: bool, picture: bool, see_through: bool) -> None:
        self.order += 1
        visible = intersect(self.paint.clip, box)
        if any(self.switched_off) or min(visible[2] - visible[0], visible[3] - visible[1]) < _THIN:
            return
        page: Any = self._stack[0] if self._stack else self.cur_item
        visible = intersect((page.x0, page.y0, page.x1, page.y1), visible)
        if visible[0] < visible[2] and visible[1] < visible[3]:
            self.shapes.add(PaintedShape(self.order, visible, white, self.paint.opaque and not see_through, picture))

    def find_edges(self, path: Sequence[Any]) -> Box | None:
        """The edges of a path on the page."""
        points = [apply_matrix_pt(self.ctm, (float(s[i]), float(s[i + 1]))) for s in path for i in range(1, len(s) - 1, 2)]
        if not points:
            return None
        xs, ys = [x for x, _ in points], [y for _, y in points]
        return min(xs), min(ys), max(xs), max(ys)

    def mark_covered(self) -> None:
        """Mark the characters over which something opaque was painted later."""
        if not self.shapes.bands:
            return
        for char in self.chars:
            x, y = (char.x0 + char.x1) / 2, (char.y0 + char.y1) / 2
            char_object: Any = char
            if any(shape.order > char_object.order and shape.opaque for shape in self.shapes.find_at(x, y)):
                char_object.covered_by_picture = any(
                    shape.picture for shape in self.shapes.find_at(x, y) if shape.order > char_object.order and shape.opaque
                )
                char_object.hidden = char_object.hidden or "covered"


def intersect(first: Box | None, second: Box) -> Box:
    """What two boxes share; None stands for the whole page."""
    if first is None:
        return second
    return max(first[0], second[0]), max(first[1], second[1]), min(first[2], second[2]), min(first[3], second[3])


def _is_white(color: Any, space: str) -> bool:
    """True for white; a pattern or a color of its own space is not taken for white."""
    values = color if isinstance(color, (tuple, list)) else (color,)
    if not all(isinstance(value, (int, float)) for value in values):
        return False
    if len(values) == 4:
        return all(value <= 1 - _WHITE for value in values)
    return len(values) in (1, 3) and space not in ("Separation", "DeviceN", "Indexed", "Pattern") and min(values) >= _WHITE
