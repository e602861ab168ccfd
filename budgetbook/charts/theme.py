"""The colours and letters of charts: an Altair theme, and the CSS variable that stands for each colour in a page.

One hue: solid for now, pale for before. Each colour is used for one purpose, so a page can give it another shade in the dark.
"""

from __future__ import annotations

from typing import Any

INK = {
    "main": "#2b5480", "before": "#c3d3e5", "rest": "#f4f1ea", "whole": "#3b424c",
    "text": "#1c2127", "muted": "#59616b", "line": "#7f858d", "paper": "#ffffff",
}  # fmt: skip
FAILS = "#b0122f"
"""The accent of the light pages: what does not add up."""
FONT = "Budgetbook Sans"
"""The family of the committed font: see `fonts/README.md`."""
EUROPEAN_FONT = "Budgetbook Sans European"
"""The family that has the letters of Europe which the other ones lack: ż, Greek, Cyrillic."""
_FONTS_BY_SCRIPT = {"kana": "Budgetbook Sans Japanese", "cyrillic": EUROPEAN_FONT, "greek": EUROPEAN_FONT}
"""The families of scripts whose letters have forms of their own."""
LABEL, SMALL, LINE = 13, 13, 18
"""The sizes of letters, and the height of a line of them, in pixels."""


def font_for(script: str) -> str:
    """The family of the font in which a picture sets a language of this script."""
    return _FONTS_BY_SCRIPT.get(script, FONT)


def css_variable(name: str) -> str:
    """The CSS variable that gives a colour its shade in a page."""
    return "var(--paper)" if name == "paper" else f"var(--chart-{name})"


def theme() -> Any:
    """What `alt.theme` makes of every chart: no frame, no axes, three styles of words."""
    words = {"align": "left", "baseline": "middle", "lineHeight": LINE}
    return {
        "background": INK["paper"],
        "config": {
            "font": f"{FONT}, sans-serif",
            "lineBreak": "\n",
            "view": {"stroke": None},
            "axis": {"disable": True},
            "scale": {"bandPaddingInner": 0, "bandPaddingOuter": 0},
            "mark": {"invalid": "show"},
            "bar": {"strokeWidth": 1},
            "rule": {"stroke": INK["line"]},
            "style": {
                "label": {**words, "fontSize": LABEL, "color": INK["text"]},
                "value": {**words, "fontSize": LABEL, "fontWeight": 600, "color": INK["text"]},
                "note": {**words, "fontSize": SMALL, "color": INK["muted"]},
            },
        },
    }
