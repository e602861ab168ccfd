"""Marks Chinese text in English pages with its language, so that it is read out correctly.

Places, units and quotations are Chinese on every page, in sentences, tables, prose and drawings. Marking the finished page means
that no template and no sentence can forget one.
"""

from __future__ import annotations

import re

from budgetbook.charts.render.social_card import LANGUAGE

_HAN = "\u2e80-\u303f\u3100-\u312f\u31a0-\u4dbf\u4e00-\u9fff\uf900-\ufaff\ufe30-\ufe4f\uff01-\uffef\U00020000-\U0003fffd"
"""Chinese characters, radicals and strokes, and full-width punctuation."""
_RUN = re.compile(f"[{_HAN}](?:[0-9A-Za-z.,%·—…“”‘’]*[{_HAN}])*[0-9]*")
"""A run from its first character to its last, with digits and marks in between: 表4, 三（一）; of 2024年 only 年."""
_UNMARKABLE = ("title", "script", "style", "option", "textarea")
"""Elements that may contain no other element."""
_SVG_TEXT_TAGS = ("text", "tspan")
_CHINESE_ATTRIBUTE = f' lang="{LANGUAGE["zh"]}"'


def mark_chinese(page: str) -> str:
    """Wrap every run of Chinese in an element with its language, unless the tag before it already states it.

    Relies on our pages containing no bare < or > outside tags.
    """
    first, *rest = page.split("<")
    return "<".join([first, *(part if part.isascii() else _mark_part(part) for part in rest)])


def _mark_part(part: str) -> str:
    """Mark the text after a tag; `part` is the tag without its <, and that text."""
    tag, end, words = part.partition(">")
    if words.isascii() or tag.startswith(_UNMARKABLE) or _CHINESE_ATTRIBUTE in tag:
        return part
    name = "tspan" if tag.startswith(_SVG_TEXT_TAGS) else "span"
    return tag + end + _RUN.sub(lambda run: f"<{name}{_CHINESE_ATTRIBUTE}>{run[0]}</{name}>", words)
