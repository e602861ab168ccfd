"""The card shown where a page's address is shared: an SVG of 1200 by 630 pixels.

It is shown as small as a stamp, so it has few words: a name, a year, three numbers, the outcome of the checks.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from html import escape

from budgetbook.charts.text_metrics import measure, wrap
from budgetbook.charts.theme import FAILS, FONT, INK

WIDE, HIGH = 1200, 630
_EDGE = 72
_PAPER = INK["paper"]
_UNIT = re.compile(r"([-−0-9.,]+)(.+)")


@dataclass(frozen=True, slots=True)
class Card:
    """The words of a picture, in one language."""

    tag: str
    """What `lang` says of it."""
    kicker: str
    title: str
    numbers: tuple[tuple[str, str], ...]
    """(label, value), at most three."""
    sentences: tuple[str, ...]
    fails: bool
    """True if something does not add up: then the sentences stand beside a sign in the accent colour."""
    site: str


def picture(card: Card) -> str:
    """The picture, in the light colours of the pages."""
    parts = [_rule(0, 0, WIDE, INK["text"], 16)]
    top = _write(parts, card.kicker, 34, 60, INK["muted"]) if card.kicker else 110
    top = _write(parts, card.title, 68 if card.kicker else 96, top + 4, INK["text"], bold=True)
    if card.numbers:
        _numbers(parts, card.numbers, max(top + 32, 252))
    _sentences(parts, card, 448 if card.numbers else top + 48)
    parts.append(_text(card.site, 30, _EDGE, HIGH - 40, INK["muted"]))
    look = f'xmlns="http://www.w3.org/2000/svg" lang="{card.tag}" font-family="{FONT}, sans-serif"'
    paper = f'<path d="M0,0h{WIDE}v{HIGH}h-{WIDE}Z" fill="{_PAPER}"/>'
    return f'<svg {look} width="{WIDE}" height="{HIGH}" viewBox="0 0 {WIDE} {HIGH}">{paper}{"".join(parts)}</svg>\n'


def _numbers(parts: list[str], numbers: Sequence[tuple[str, str]], top: float) -> None:
    """Beside each other under rules; digits large, all of one size: the largest that the widest of them allows."""
    gap = 36
    column_width = (WIDE - 2 * _EDGE - 2 * gap) / 3
    cut = [_UNIT.fullmatch(value) for _, value in numbers]
    values = [(match[1], match[2].strip()) if match else (value, "") for match, (_, value) in zip(cut, numbers, strict=True)]
    size = min([72.0, *(72 * (column_width - measure(unit, 30) - 12) / measure(digits, 72) for digits, unit in values)])
    for index, ((label, _), (digits, unit)) in enumerate(zip(numbers, values, strict=True)):
        left = _EDGE + index * (column_width + gap)
        parts.append(_rule(left, top, column_width, INK["text"], 3))
        parts.append(_text(_shorten(label, 30, column_width), 30, left, top + 46, INK["muted"]))
        small = f'<tspan dx="8" font-size="30" font-weight="400" stroke="none">{escape(unit)}</tspan>' if unit else ""
        parts.append(_text(digits, size, left, top + 126, INK["text"], bold=True, suffix=small))


def _sentences(parts: list[str], card: Card, top: float) -> None:
    """At most two lines beside numbers; more where the words are all there is."""
    left, colour = float(_EDGE), INK["text"]
    if card.fails:
        parts.append(_text("≠", 44, left, top + 40, FAILS, bold=True))
        left += 52
    lines = [line for sentence in card.sentences for line in wrap(sentence, 30, WIDE - _EDGE - left)]
    for number, line in enumerate(lines[: 2 if card.numbers else 4]):
        parts.append(_text(line, 30, left, top + 36 + 46 * number, colour))


def _write(parts: list[str], words: str, size: float, top: float, colour: str, *, bold: bool = False) -> float:
    """One line of words from `top` down, smaller where it needs more room; where it ends."""
    room = WIDE - 2 * _EDGE
    while measure(words, size) > room and size > 30:
        size -= 2
    parts.append(_text(_shorten(words, size, room), size, _EDGE, top + size * 1.2, colour, bold=bold))
    return top + size * 1.35


def _shorten(words: str, size: float, room: float) -> str:
    """Words that fit, with dots for what does not."""
    if measure(words, size) <= room:
        return words
    while words and measure(f"{words}…", size) > room:
        words = words[:-1]
    return f"{words.rstrip()}…"


def _text(words: str, size: float, x: float, y: float, colour: str, *, bold: bool = False, suffix: str = "") -> str:
    """One line of words; `suffix` is markup that follows it."""
    weight = f' font-weight="600" stroke="{colour}" stroke-width="{size / 40:.1f}"' if bold else ""  # the font has one weight
    return f'<text x="{x:.1f}" y="{y:.1f}" font-size="{size:.1f}"{weight} fill="{colour}">{escape(words)}{suffix}</text>'


def _rule(x: float, y: float, wide: float, colour: str, high: float) -> str:
    return f'<path d="M{x:.1f},{y:.1f}h{wide:.1f}v{high}h-{wide:.1f}Z" fill="{colour}"/>'
