"""The look of a site as `site.yaml` changes it: colours by day and in the dark, the system's fonts, corners, a logo."""

from __future__ import annotations

import re
from typing import Annotated

from pydantic import AfterValidator, Field

from budgetbook.content.fields import fault
from budgetbook.content.model import Record

_COLOUR = re.compile(r"#(?:[0-9a-f]{3}|[0-9a-f]{6})", re.IGNORECASE)
_FONT = re.compile(r"[\w .-]{1,60}")
_LOGO = re.compile(r"[a-z0-9][a-z0-9._-]*\.(?:svg|png|webp|jpg)")
_MAX_RADIUS = 32
_LINEAR_BELOW = 0.04045


def _read_colour(text: str) -> str:
    """Six digits, in small letters. Raises a fault."""
    if not _COLOUR.fullmatch(text):
        raise fault("not-a-colour", found=text)
    digits = text[1:].lower()
    return f"#{digits if len(digits) == 6 else ''.join(digit * 2 for digit in digits)}"


def _read_font(text: str) -> str:
    if not _FONT.fullmatch(text):
        raise fault("not-a-font", found=text)
    return text


def _read_logo(text: str) -> str:
    if not _LOGO.fullmatch(text):
        raise fault("not-a-logo", found=text)
    return text


def _read_radius(text: str) -> str:
    if not (text.isascii() and text.isdigit() and int(text) <= _MAX_RADIUS):
        raise fault("not-a-radius", found=text, most=_MAX_RADIUS)
    return str(int(text))


Colour = Annotated[str, AfterValidator(_read_colour)]
Font = Annotated[str, AfterValidator(_read_font)]


class Colours(Record):
    """The colours of pages, charts and cards; those that are not given stay as they are. Each is written “#1c2127”, in quotes."""

    paper: Colour | None = None
    """What everything stands on."""
    wash: Colour | None = None
    """A little darker than the paper: rows that are pointed at, examples."""
    ink: Colour | None = None
    """Words, and the words in charts."""
    muted: Colour | None = None
    """Words that may be passed over, and those in charts."""
    line: Colour | None = None
    """Hairlines."""
    accent: Colour | None = None
    """What does not add up; nothing else has this colour."""
    chart: Colour | None = None
    """The year that a chart is about."""
    before: Colour | None = None
    """The year before it."""


LIGHT = Colours(
    paper="#ffffff",
    wash="#f6f4ef",
    ink="#1c2127",
    muted="#59616b",
    line="#dedad2",
    accent="#b0122f",
    chart="#2b5480",
    before="#c3d3e5",
)
DARK = Colours(
    paper="#15181c",
    wash="#1d2126",
    ink="#e8eaed",
    muted="#a7aeb8",
    line="#343a41",
    accent="#ff8794",
    chart="#7fb0e4",
    before="#2c4057",
)
"""The colours of `style.css`, by day and in the dark."""


class Theme(Record):
    """`theme` of `site.yaml`."""

    colours: Colours = Field(default_factory=Colours)
    """By day, on paper and on cards."""
    dark: Colours = Field(default_factory=Colours)
    """On a screen that is set to dark."""
    font: tuple[Font, ...] = ()
    """Fonts for running text that readers' systems have, the first one wanted first; none is loaded from anywhere."""
    headings: tuple[Font, ...] = ()
    """Fonts for headings, likewise."""
    radius: Annotated[str, AfterValidator(_read_radius)] = "2"
    """How round the corners of boxes and buttons are, in pixels."""
    logo: Annotated[str, AfterValidator(_read_logo)] | None = None
    """A picture in `content/static/` that stands before the site's name."""

    def by_day(self) -> dict[str, str]:
        """All light colours, the given ones in the place of those of `style.css`."""
        return _complete(LIGHT, self.colours)

    def in_the_dark(self) -> dict[str, str]:
        """All dark colours likewise."""
        return _complete(DARK, self.dark)


def _complete(usual: Colours, own: Colours) -> dict[str, str]:
    return usual.model_dump() | own.model_dump(exclude_none=True)


def measure_contrast(first: str, second: str) -> float:
    """The contrast of two colours by WCAG 2.2, from 1 (the same) to 21 (black on white)."""
    darker, lighter = sorted((_measure_luminance(first), _measure_luminance(second)))
    return (lighter + 0.05) / (darker + 0.05)


def _measure_luminance(colour: str) -> float:
    channels = (int(colour[start : start + 2], 16) / 255 for start in (1, 3, 5))
    linear = [each / 12.92 if each <= _LINEAR_BELOW else ((each + 0.055) / 1.055) ** 2.4 for each in channels]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]
