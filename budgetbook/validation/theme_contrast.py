"""A theme can be read: its words and charts stand out as WCAG 2.2 asks at level AA, by day and in the dark."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path

from budgetbook.content.content import Content
from budgetbook.content.static_files import STATIC
from budgetbook.content.theme import Colours, measure_contrast
from budgetbook.diagnostics.problem import Problem, message

_PAIRS = (
    ("ink", "paper", 4.5), ("ink", "wash", 4.5), ("muted", "paper", 4.5), ("muted", "wash", 4.5), ("accent", "paper", 4.5),
    ("accent", "wash", 4.5), ("ink", "before", 4.5), ("chart", "paper", 3.0),
    ("chart", "before", 1.5), ("before", "paper", 1.2),
)  # fmt: skip
"""What stands on what, and how much it has to stand out: words 4.5, marks of a chart 3 (success criteria 1.4.3 and 1.4.11).

The bars of the year before are pale, and every one has its number; they only must not vanish, nor pass for those of the year."""


def theme_contrast(content: Content) -> Iterator[Problem]:
    """No colour that `site.yaml` gives makes words or charts hard to see, and its logo is there."""
    theme = content.site.theme
    if theme.logo and not (Path(content.root) / STATIC / theme.logo).is_file():
        yield content.problem(content.file_path("site.yaml"), ("theme", "logo"), message("no-such-logo", name=theme.logo))
    for part, own_colours, colours in (("colours", theme.colours, theme.by_day()), ("dark", theme.dark, theme.in_the_dark())):
        yield from _find_pale(content, part, own_colours, colours)


def _find_pale(content: Content, part: str, own_colours: Colours, colours: Mapping[str, str]) -> Iterator[Problem]:
    for front, back, least in _PAIRS:
        own_name = next((name for name in (front, back) if getattr(own_colours, name) is not None), None)
        contrast = measure_contrast(colours[front], colours[back])
        if own_name is not None and contrast < least:
            text = message(
                "too-little-contrast",
                front=front, front_colour=colours[front], back=back, back_colour=colours[back],
                found=f"{int(contrast * 100) / 100:.2f}", needed=f"{least:g}",
            )  # fmt: skip
            yield content.problem(content.file_path("site.yaml"), ("theme", part, own_name), text)
