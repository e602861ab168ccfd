"""Marks text in the script of the documents on pages in another, with its language, so that it is read out correctly.

Places, units and quotations stand as printed on every page, in sentences, tables, prose and drawings. Marking the finished page
means that no template and no sentence can forget one. A script that pages share with the documents cannot be told apart: there,
only what a template marks is marked.
"""

from __future__ import annotations

import re
from functools import partial

_CHARACTERS = {
    "han": "\u2e80-\u303f\u3100-\u312f\u31a0-\u4dbf\u4e00-\u9fff\uf900-\ufaff\ufe30-\ufe4f\uff01-\uffef\U00020000-\U0003fffd",
    "kana": "\\u2e80-\\u30ff\\u31a0-\\u31ff\\u3400-\\u4dbf\\u4e00-\\u9fff\\uf900-\\ufaff\\uff01-\\uffef",
    "hangul": "\\u1100-\\u11ff\\u3000-\\u303f\\uac00-\\ud7af",
    "cyrillic": "\\u0400-\\u052f",
    "greek": "\\u0370-\\u03ff\\u1f00-\\u1fff",
    "arabic": "\\u0600-\\u06ff",
    "hebrew": "\\u0590-\\u05ff",
    "devanagari": "\\u0900-\\u097f",
    "thai": "\\u0e00-\\u0e7f",
}
"""The letters and marks of each script: of Han, radicals, strokes and full-width punctuation as well."""
_RUNS = {script: re.compile(f"[{some}](?:[0-9A-Za-z.,%·—…“”‘’]*[{some}])*[0-9]*") for script, some in _CHARACTERS.items()}
"""A run from its first character to its last, with digits and marks in between: 表4, 三（一）; of 2024年 only 年."""
_UNMARKABLE = ("title", "script", "style", "option", "textarea")
"""Elements that may contain no other element."""
_SVG_TEXT_TAGS = ("text", "tspan")


def mark_script(page: str, script: str, tag: str) -> str:
    """Wrap every run of a script in an element with its language, unless the tag before it already states it.

    Relies on our pages containing no bare < or > outside tags.
    """
    mark_part = partial(_mark_part, _RUNS[script], f' lang="{tag}"')
    first, *rest = page.split("<")
    return "<".join([first, *(part if part.isascii() else mark_part(part) for part in rest)])


def write_letters(script: str) -> str:
    """The letters of a script as a character class of a script in the browser."""
    codes = (f"\\u{{{ord(sign):x}}}" if ord(sign) > 0x7F else sign for sign in _CHARACTERS[script])
    return "".join(codes)


def has_own_letters(script: str) -> bool:
    """True if a text in this script can be told by its letters from one in any other."""
    return script in _CHARACTERS


def _mark_part(runs: re.Pattern[str], attribute: str, part: str) -> str:
    """Mark the text after a tag; `part` is the tag without its <, and that text."""
    tag, end, words = part.partition(">")
    if words.isascii() or tag.startswith(_UNMARKABLE) or attribute in tag:
        return part
    name = "tspan" if tag.startswith(_SVG_TEXT_TAGS) else "span"
    return tag + end + runs.sub(lambda run: f"<{name}{attribute}>{run[0]}</{name}>", words)
