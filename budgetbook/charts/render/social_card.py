"""The card shown where a page's address is shared: an SVG of 1200 by 630 pixels.

It is shown as small as a stamp, so it has few words: a name, a year, what was found, where each hundred yuan goes. Where there is
nothing to divide, three numbers and the outcome of the checks stand there instead.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from html import escape, unescape

from budgetbook.charts.glyphs import choose_font
from budgetbook.charts.text_metrics import measure, wrap
from budgetbook.charts.theme import EUROPEAN_FONT, FAILS, INK, font_for

WIDE, HIGH = 1200, 630
_EDGE = 72
_PAPER = INK["paper"]
_FINDING_SIZES = (46, 42, 38, 34, 30)
_SHADES = (1, 0.6, 0.38, 0.22, 0.12)
"""Of the parts of a hundred, one hue paler from part to part, as in the chart."""
_TEXT = re.compile("<text .*?</text>")
_TAG = re.compile("<[^>]*>")
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
    finding: str = ""
    """What the statement's charts have found, in one line; empty if they found nothing."""
    bar_title: str = ""
    bar: tuple[tuple[str, Decimal], ...] = ()
    """(label, yuan of each hundred) of the parts of the whole, the largest first; empty if it has none."""
    script: str = "latin"
    """The script of its words, by which its font is chosen."""


def picture(card: Card) -> str:
    """The picture, in the light colours of the pages."""
    parts = [_rule(0, 0, WIDE, INK["text"], 16)]
    top = _write(parts, card.kicker, 34, 60, INK["muted"]) if card.kicker else 110
    top = _write(parts, card.title, 68 if card.kicker else 96, top + 4, INK["text"], bold=True)
    if card.bar:
        _finding_and_bar(parts, card, top)
    elif card.numbers:
        _numbers(parts, card.numbers, max(top + 32, 252))
    if not card.bar:
        _sentences(parts, card, 448 if card.numbers else top + 48)
    parts.append(_text(card.site, 30, _EDGE, HIGH - 40, INK["muted"]))
    drawing = "".join(parts)
    fonts = {choose_font(words, card.script) for words in _find_european_texts(drawing)}
    font = EUROPEAN_FONT if EUROPEAN_FONT in fonts else font_for(card.script)
    look = f'xmlns="http://www.w3.org/2000/svg" lang="{card.tag}" font-family="{font}, sans-serif"'
    paper = f'<path d="M0,0h{WIDE}v{HIGH}h-{WIDE}Z" fill="{_PAPER}"/>'
    drawing = _TEXT.sub(lambda text: _name_font(text, card.script, font), drawing)
    return f'<svg {look} width="{WIDE}" height="{HIGH}" viewBox="0 0 {WIDE} {HIGH}">{paper}{drawing}</svg>\n'


def _find_european_texts(drawing: str) -> Iterator[str]:
    """The texts without Chinese or Japanese letters: they are set alike, in one family."""
    for text in _TEXT.finditer(drawing):
        words = unescape(_TAG.sub("", text[0]))
        if not any(ord(c) > 0x2E80 for c in words):
            yield words


def _name_font(text: re.Match[str], script: str, font: str) -> str:
    """A text with the name of its family, where that is not the card's."""
    own_font = choose_font(unescape(_TAG.sub("", text[0])), script, font)
    return text[0] if own_font == font else text[0].replace("<text ", f'<text font-family="{own_font}" ', 1)


def _finding_and_bar(parts: list[str], card: Card, top: float) -> None:
    """The finding in at most two lines, then the hundred yuan as a bar, and the names of its largest parts."""
    size, lines = _fit_two_lines(card.finding)
    for number, line in enumerate(lines):
        parts.append(_text(line, size, _EDGE, top + 12 + size * (1 + 1.3 * number), INK["text"]))
    high, wide, left = max(356.0, top + 70 + size * 1.3 * len(lines)), WIDE - 2 * _EDGE, float(_EDGE)
    parts.append(_text(card.bar_title, 30, _EDGE, high - 18, INK["muted"]))
    for (_, share), opacity in zip(card.bar, _SHADES, strict=False):
        length = float(share) * wide / 100
        look = f'fill="{INK["main"]}" fill-opacity="{opacity}" stroke="{INK["main"]}"'
        parts.append(f'<path d="M{left:.1f},{high:.1f}h{length:.1f}v64h-{length:.1f}Z" {look}/>')
        left += length
    _name_parts(parts, card.bar[:3], high + 64)


def _fit_two_lines(words: str) -> tuple[int, list[str]]:
    """The largest size at which words take two lines; where even the smallest does not do, the second ends in dots."""
    room = WIDE - 2 * _EDGE
    for size in _FINDING_SIZES:
        lines = list(wrap(words, size, room))
        if len(lines) <= 2:
            return size, lines
    return size, [lines[0], _shorten(f"{lines[1]} {lines[2]}", size, room)]


def _name_parts(parts: list[str], largest: Sequence[tuple[str, Decimal]], top: float) -> None:
    """The largest parts beside each other below the bar: how many yuan of a hundred, and for what."""
    gap = 36
    column = (WIDE - 2 * _EDGE - gap * (len(largest) - 1)) / len(largest)
    for index, ((label, share), opacity) in enumerate(zip(largest, _SHADES, strict=False)):
        left = _EDGE + index * (column + gap)
        square = f'fill="{INK["main"]}" fill-opacity="{opacity}" stroke="{INK["main"]}"'
        parts.append(f'<path d="M{left:.1f},{top + 30:.1f}h24v24h-24Z" {square}/>')
        whole_yuan = f"{share.quantize(Decimal(1), ROUND_HALF_UP)}" if share >= 1 else "<1"
        parts.append(_text(whole_yuan, 44, left + 38, top + 57, INK["text"], bold=True))
        parts.append(_text(_shorten(label, 28, column), 28, left, top + 98, INK["muted"]))


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
