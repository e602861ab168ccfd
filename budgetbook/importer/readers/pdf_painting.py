"""Draws a PDF page as a viewer does, to know of each character whether anybody sees it.

pdfminer reports every character of a page, also those that are drawn invisibly, in a layer that is switched off, outside the
clipping path, or under something that is painted later. What is not on the visible page is not printed.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from typing import Any

from pdfminer.converter import PDFPageAggregator
from pdfminer.layout import LTChar
from pdfminer.pdfinterp import PDFGraphicState
from pdfminer.pdftypes import PDFStream, resolve1
from pdfminer.utils import apply_matrix_pt

from budgetbook.importer.readers.document import OmissionKind
from budgetbook.importer.readers.pdf_shapes import (
    THIN,
    WHITE,
    Box,
    Color,
    PaintedShape,
    ShapeIndex,
    find_color,
    find_struck,
    intersect,
    looks_like,
)

_TINY = 2.0
"""Points: smaller text is there for machines."""
_NARROW = 0.1
"""Of its width: characters squeezed to less are there for machines too."""
FAINT = 0.05
"""Opacity: what has less cannot be seen."""
_INVISIBLE_MODES = (3, 7)
_STROKED_MODES = (1, 2, 5, 6)
_FILLED_MODES = (0, 2, 4, 6)
_HAIRLINE = 0.2
"""Points: the width of the finest line that is drawn."""
_MOST_CORNERS = 60
"""A shape with more is a drawing, of which nobody knows what it covers."""


@dataclass(frozen=True, slots=True)
class PaintState:
    """What the graphics state holds besides what pdfminer keeps."""

    clip: Box | None = None
    """The edges of the clipping path; None for the whole page."""
    opaque: bool = True
    faint: bool = False
    """True if what is filled can hardly be seen."""


class PaintingDevice(PDFPageAggregator):
    """Marks each character with the reason why it cannot be seen (`hidden`), or "", and with its order."""

    def begin_page(self, page: Any, ctm: Any) -> None:
        """Begin with an empty page."""
        super().begin_page(page, ctm)
        self.paint, self.shapes, self.chars, self.order = PaintState(), ShapeIndex(), list[LTChar](), 0
        self.switched_off: list[bool] = []
        self.mode, self._paints, self._lines, self._page_ctm = 0, list[PaintState](), list[Box](), ctm

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
        char.hidden = "hidden" if abs(scale) < _NARROW else self._find_reason(char)
        self.chars.append(char)
        return advance

    def _find_reason(self, char: LTChar) -> OmissionKind | str:
        if any(self.switched_off) or self.mode in _INVISIBLE_MODES or char.size < _TINY:
            return "hidden"
        x, y = (char.x0 + char.x1) / 2, (char.y0 + char.y1) / 2
        clip = self.paint.clip
        if clip is not None and not (clip[0] <= x <= clip[2] and clip[1] <= y <= clip[3]):
            return "clipped"
        ground = self.shapes.find_ground(x, y)
        is_seen = not (self.paint.faint or all(looks_like(color, ground) for color in self._find_inks(char)))
        return "" if is_seen else "hidden"

    def _find_inks(self, char: LTChar) -> list[Color | None]:
        """The colors in which a character is filled and outlined."""
        state: Any = char.graphicstate
        fill_inks = [find_color(state.ncolor, state.ncs.name)] if self.mode in _FILLED_MODES else []
        return fill_inks + ([find_color(state.scolor, state.scs.name)] if self.mode in _STROKED_MODES else [])

    def paint_path(self, gstate: PDFGraphicState, stroke: bool, fill: bool, evenodd: bool, path: Sequence[Any]) -> None:
        """Note what a filled path covers, and thick and thin lines."""
        super().paint_path(gstate, stroke, fill, evenodd, path)
        corners = self._find_corners(path)
        if not corners:
            return
        box = _find_edges(corners)
        state: Any = gstate
        if fill:
            is_simple = sum(segment[0] == "m" for segment in path) == 1 and len(corners) <= _MOST_CORNERS
            is_box = is_simple and all(segment[0] in "mlh" for segment in path) and all(_is_corner(box, each) for each in corners)
            color = None if self.paint.faint else find_color(state.ncolor, state.ncs.name)
            outline = () if is_box or not is_simple else tuple(corners)
            self._add_shape(box, color=color, opaque=self.paint.opaque and is_simple, outline=outline)
        elif stroke and len(corners) == 2 and min(box[2] - box[0], box[3] - box[1]) < 0.1:
            scale = abs(self.ctm[0] * self.ctm[3] - self.ctm[1] * self.ctm[2]) ** 0.5
            half = max(_HAIRLINE, float(gstate.linewidth or 0) * scale) / 2
            thick_box = (box[0], box[1] - half, box[2], box[3] + half)
            if box[2] - box[0] < 0.1:
                thick_box = (box[0] - half, box[1], box[2] + half, box[3])
            self._add_shape(thick_box, color=find_color(state.scolor, state.scs.name), opaque=self.paint.opaque)

    def paint_shading(self) -> None:
        """Note that a gradient fills what is not clipped."""
        page: Any = self._stack[0] if self._stack else self.cur_item
        self._add_shape((page.x0, page.y0, page.x1, page.y1), color=None, opaque=self.paint.opaque)

    def render_image(self, name: str, stream: PDFStream) -> None:
        """Note what a picture covers."""
        super().render_image(name, stream)
        figure = self.cur_item
        see_through = any(resolve1(stream.get(key)) for key in ("SMask", "Mask", "ImageMask", "IM"))
        box = (figure.x0, figure.y0, figure.x1, figure.y1)
        self._add_shape(box, color=None, opaque=self.paint.opaque and not see_through, picture=True)

    def _add_shape(
        self, box: Box, *, color: Color | None, opaque: bool, picture: bool = False, outline: tuple[tuple[float, float], ...] = ()
    ) -> None:
        self.order += 1
        visible = intersect(self.paint.clip, box)
        if any(self.switched_off) or visible[2] <= visible[0] or visible[3] <= visible[1]:
            return
        if min(visible[2] - visible[0], visible[3] - visible[1]) < THIN:
            if visible[3] - visible[1] < THIN and not looks_like(color, WHITE):
                self._lines.append(visible)
            return
        page: Any = self._stack[0] if self._stack else self.cur_item
        visible = intersect((page.x0, page.y0, page.x1, page.y1), visible)
        if visible[0] < visible[2] and visible[1] < visible[3]:
            self.shapes.add(PaintedShape(self.order, visible, color, opaque, picture, outline))

    def find_edges(self, path: Sequence[Any]) -> Box | None:
        """The edges of a path on the page."""
        points = [apply_matrix_pt(self.ctm, (float(s[i]), float(s[i + 1]))) for s in path for i in range(1, len(s) - 1, 2)]
        return _find_edges(points) if points else None

    def _find_corners(self, path: Sequence[Any]) -> list[tuple[float, float]]:
        """The points on the page where the pieces of a path end."""
        return [apply_matrix_pt(self.ctm, (float(s[-2]), float(s[-1]))) for s in path if len(s) > 2]

    def mark_struck(self, quads: Iterable[Sequence[float]]) -> None:
        """Mark the characters through which a line runs, and those within the corners of a note that strikes them out."""
        struck_chars = find_struck(self.chars, self._lines)
        for quad in quads:
            points = [apply_matrix_pt(self._page_ctm, (quad[i], quad[i + 1])) for i in range(0, len(quad) - 1, 2)]
            note = PaintedShape(0, _find_edges(points), None, opaque=False)
            struck_chars += [char for char in self.chars if note.covers((char.x0 + char.x1) / 2, (char.y0 + char.y1) / 2)]
        for char in struck_chars:
            char.hidden = char.hidden or "struck"

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


def _find_edges(points: Sequence[tuple[float, float]]) -> Box:
    xs, ys = [x for x, _ in points], [y for _, y in points]
    return min(xs), min(ys), max(xs), max(ys)


def _is_corner(box: Box, point: tuple[float, float]) -> bool:
    """True if a point is one of the four corners of a box."""
    is_level = min(abs(point[0] - box[0]), abs(point[0] - box[2])) < 0.1
    return is_level and min(abs(point[1] - box[1]), abs(point[1] - box[3])) < 0.1
