"""An English page in; the same page out, with the Chinese in it marked as Chinese, so that it is read out as such.

Places, units and what a document prints are Chinese on every page, and stand in sentences, tables, prose and drawings. They
are marked here, in the finished page, so that no template and no sentence can forget one.
"""

from __future__ import annotations

import re

from budgetbook.charts.render.standalone_svg import LANGUAGE

_HAN = "\u2e80-\u303f\u3100-\u312f\u31a0-\u4dbf\u4e00-\u9fff\uf900-\ufaff\ufe30-\ufe4f\uff01-\uffef\U00020000-\U0003fffd"
"""Chinese characters, their radicals and strokes, and the punctuation that is as wide as they are."""
_RUN = re.compile(f"[{_HAN}](?:[0-9A-Za-z.,%·—…“”‘’]*[{_HAN}])*[0-9]*")
"""From the first character to the last, with digits and marks between them: 表4, 三（一）, 2024年 from its 年 on."""
_UNMARKABLE = ("title", "script", "style", "option", "textarea")
"""What may hold no element."""
_SVG_TEXT_TAGS = ("text", "tspan")
_CHINESE_ATTRIBUTE = f' lang="{LANGUAGE["zh"]}"'


def mark_chinese(page: str) -> str:
    """Every run of Chinese in an element of its own that tells its language, unless the tag before it does already.

    What our pages write has no bare < or > but those of tags.
    """
    first, *rest = page.split("<")
    return "<".join([first, *(part if part.isascii() else _mark_part(part) for part in rest)])


def _mark_part(part: str) -> str:
    """A tag without its <, and the text behind it."""
    tag, end, words = part.partition(">")
    if words.isascii() or tag.startswith(_UNMARKABLE) or _CHINESE_ATTRIBUTE in tag:
        return part
    name = "tspan" if tag.startswith(_SVG_TEXT_TAGS) else "span"
    return tag + end + _RUN.sub(lambda run: f"<{name}{_CHINESE_ATTRIBUTE}>{run[0]}</{name}>", words)
