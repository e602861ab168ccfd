"""Paints marks in pixels and writes a PNG, with a palette computed once for all pictures.

The only module that imports PIL, and only if the cache has no result.
"""

from __future__ import annotations

import io
import math
from collections.abc import Iterator, Sequence
from functools import cache, lru_cache
from pathlib import Path

from PIL import Image, ImageChops, ImageColor, ImageDraw, ImageFont

from budgetbook.charts.drawing import FAILS, PALETTE

Span = tuple[float, float]
"""From and to, in pixels, parts of them included."""
Point = tuple[float, float]

_FONT = str(Path(__file__).parent.parent / "fonts" / "BudgetbookSans.otf")
_EM = 1000
"""Units of the font to the size of its letters: at this size a width has no rounding."""
_FINE = 8
"""Slanted edges are drawn so many times as large and made small again."""
_PARTS = 4
"""Letters stand at such parts of a pixel."""
_SHADES = 23
"""Between paper and an ink at most: all inks together stay within the 256 colours of a palette."""
_MIN_COLOUR_DISTANCE = 8
"""Colours of the palette differ by so much in one of their parts at least: nearer ones are taken for one another."""
_LEVEL = 4
"""Of zlib: the next takes a fifth longer for files a fiftieth smaller, the one below makes them a sixth larger."""


class Canvas:
    """Paper to put marks on, one over the other."""

    def __init__(self, wide: int, high: int) -> None:
        self._image = Image.new("RGB", (wide, high), PALETTE["light"]["paper"])

    def bars(self, x_spans: Sequence[Span], y_spans: Sequence[Span], colour: str, opacity: float = 1.0) -> None:
        """Upright rectangles wherever a span across crosses one down; an edge within a pixel covers its part of it."""
        left, top = math.floor(min(x_spans)[0]), math.floor(min(y_spans)[0])
        columns, rows = _coverage(x_spans, left), _coverage(y_spans, top, opacity)
        size = len(columns), len(rows)
        if min(columns) == min(rows) == 255:
            self._image.paste(_ink(colour), (left, top, left + size[0], top + size[1]))
            return
        wide = Image.frombytes("L", (size[0], 1), columns).resize(size, Image.Resampling.NEAREST)
        high = Image.frombytes("L", (1, size[1]), rows).resize(size, Image.Resampling.NEAREST)
        self._paint(colour, ImageChops.multiply(wide, high), left, top)

    def polygon(self, points: Sequence[Point], colour: str) -> None:
        """A filled shape with straight edges."""
        left, top, mask = _mask(points)
        fine = [((x - left) * _FINE - 0.5, (y - top) * _FINE - 0.5) for x, y in points]
        ImageDraw.Draw(mask).polygon(fine, fill=255)
        self._paint(colour, mask.reduce(_FINE), left, top)

    def circle(self, x: float, y: float, radius: float, colour: str) -> None:
        """A filled circle around a place."""
        left, top, mask = _mask([(x - radius, y - radius), (x + radius, y + radius)])
        ImageDraw.Draw(mask).circle(((x - left) * _FINE - 0.5, (y - top) * _FINE - 0.5), radius * _FINE - 0.5, fill=255)
        self._paint(colour, mask.reduce(_FINE), left, top)

    def words(self, words: str, x: float, y: float, size: float, colour: str, bold: float = 0.0) -> None:
        """One line from `x` on, standing on `y`; letters of `size` pixels, thicker by `bold` pixels on every side."""
        for character in words:
            place, part = divmod(round(x * _PARTS), _PARTS)
            left, top, mask = _letter(character, size, part, bold)
            self._paint(colour, mask, place + left, round(y) + top)
            x += text_width(character, size)

    def png(self) -> bytes:
        """The same bytes for the same marks."""
        buffer = io.BytesIO()
        self._image.quantize(palette=_palette(), dither=Image.Dither.NONE).save(buffer, "PNG", compress_level=_LEVEL)
        return buffer.getvalue()

    def _paint(self, colour: str, mask: Image.Image, left: int, top: int) -> None:
        self._image.paste(_ink(colour), (left, top, left + mask.width, top + mask.height), mask)


def text_width(words: str, size: float) -> float:
    """How wide words are set, in pixels: the sum of their letters' widths, as the font gives them."""
    return sum(map(_units, words)) * size / _EM


@lru_cache(maxsize=8192)
def _units(character: str) -> float:
    return _font(_EM).getlength(character)


@lru_cache(maxsize=64)
def _font(size: float) -> ImageFont.FreeTypeFont:
    return ImageFont.truetype(_FONT, size, layout_engine=ImageFont.Layout.BASIC)


@lru_cache(maxsize=8192)  # a few megabytes, and the same digits and words are in every picture
def _letter(character: str, size: float, part: int, bold: float) -> tuple[int, int, Image.Image]:
    """Where a letter begins, seen from its place on the line, and its mask; moved right by `part` parts of a pixel."""
    font, shift = _font(size), part / _PARTS
    left, top, right, bottom = (round(side) for side in font.getbbox(character, anchor="ls", stroke_width=bold))
    left, top = left - 1, top - 1
    mask = Image.new("L", (right + 3 - left, bottom + 2 - top))
    ImageDraw.Draw(mask).text((shift - left, -top), character, fill=255, font=font, anchor="ls", stroke_width=bold)
    return left, top, mask


def _mask(points: Sequence[Point]) -> tuple[int, int, Image.Image]:
    """Where a shape begins, in whole pixels, and an empty mask with room for it, larger than it will be."""
    left, top = (math.floor(min(side)) - 1 for side in zip(*points, strict=True))
    right, bottom = (math.ceil(max(side)) + 1 for side in zip(*points, strict=True))
    return left, top, Image.new("L", ((right - left) * _FINE, (bottom - top) * _FINE))


def _coverage(spans: Sequence[Span], start: int, whole: float = 1.0) -> bytes:
    """How much of each pixel from `start` on the spans cover, `whole` of it at most, as 0 to 255."""
    full, parts = round(whole * 255), bytearray(math.ceil(max(end for _, end in spans)) - start)
    for begin, end in spans:
        first, last = math.floor(begin) - start, math.ceil(end) - 1 - start
        parts[first + 1 : last] = bytes([full]) * (last - first - 1)
        for pixel in {first, last}:
            part = min(end - start, pixel + 1) - max(begin - start, pixel)
            parts[pixel] = min(parts[pixel] + round(part * full), full)
    return bytes(parts)


@cache
def _ink(colour: str) -> tuple[int, ...]:
    return ImageColor.getrgb(colour)


@cache
def _palette() -> Image.Image:
    """Every ink of the light pictures, thinned out step by step to the paper."""
    paper, inks = _ink(PALETTE["light"]["paper"]), [_ink(colour) for colour in (*PALETTE["light"].values(), FAILS)]
    colours = list(dict.fromkeys(inks))
    for colour in (step for ink in inks for step in _tints(ink, paper)):
        if min(_colour_distance(colour, other) for other in colours) >= _MIN_COLOUR_DISTANCE:
            colours.append(colour)
    image = Image.new("P", (1, 1))
    image.putpalette([part for colour in colours for part in colour])
    return image


def _tints(ink: tuple[int, ...], paper: tuple[int, ...]) -> Iterator[tuple[int, ...]]:
    """What an ink is on the way to the paper."""
    steps = min(_SHADES, _colour_distance(ink, paper) // _MIN_COLOUR_DISTANCE)
    for step in range(1, steps):
        yield tuple(one + round((other - one) * step / steps) for one, other in zip(ink, paper, strict=True))


def _colour_distance(one: tuple[int, ...], other: tuple[int, ...]) -> int:
    return max(abs(a - b) for a, b in zip(one, other, strict=True))
