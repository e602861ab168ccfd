"""Writes what a site's theme changes: rules after those of `style.css`, and shades for what is drawn once and for all."""

from __future__ import annotations

from collections.abc import Mapping

from budgetbook.charts.theme import FAILS, INK
from budgetbook.content.theme import Colours, Theme

_VARIABLES = {
    "paper": ("paper",),
    "wash": ("wash",),
    "ink": ("ink", "rule", "chart-text"),
    "muted": ("muted", "chart-muted"),
    "line": ("line",),
    "accent": ("accent",),
    "chart": ("chart-main",),
    "before": ("chart-before",),
}
"""The variables of `style.css` that each colour of a theme gives their value."""
_ANY_LANGUAGE = ":root:root:root"
"""Weighs more than the fonts that `style.css` gives to single languages."""


def make_style(theme: Theme) -> bytes:
    """The rules of a theme; empty where it changes nothing."""
    rules = []
    if light := _declare(theme.colours):
        rules.append(f"@media print, (prefers-color-scheme: light) {{ :root {{ {light} }} }}")
    if dark := _declare(theme.dark):
        rules.append(f"@media screen and (prefers-color-scheme: dark) {{ :root {{ {dark} }} }}")
    fonts = {"sans": (theme.font, "sans-serif"), "serif": (theme.headings, "serif")}
    stacks = [f"--{name}: {', '.join((*map(_quote, some), last))};" for name, (some, last) in fonts.items() if some]
    if stacks:
        rules.append(f"{_ANY_LANGUAGE} {{ {' '.join(stacks)} }}")
    if "radius" in theme.model_fields_set:
        rules.append(f":root {{ --radius: {theme.radius}px; }}")
    return "".join(f"{rule}\n" for rule in rules).encode()


def chart_shades(theme: Theme) -> dict[str, str]:
    """The colours of specifications and cards that a theme changes, with what takes their place."""
    light = theme.by_day()
    own = {
        INK["main"]: light["chart"],
        INK["before"]: light["before"],
        INK["text"]: light["ink"],
        INK["muted"]: light["muted"],
        INK["paper"]: light["paper"],
        FAILS: light["accent"],
    }
    return {usual: shade for usual, shade in own.items() if usual != shade}


def _declare(colours: Colours) -> str:
    own_colours: Mapping[str, str] = colours.model_dump(exclude_none=True)
    declarations = [f"--{variable}: {value};" for name, value in own_colours.items() for variable in _VARIABLES[name]]
    if "accent" in own_colours or "paper" in own_colours:
        declarations.append("--accent-wash: color-mix(in srgb, var(--accent) 6%, var(--paper));")
    return " ".join(declarations)


def _quote(font: str) -> str:
    return f'"{font}"'
