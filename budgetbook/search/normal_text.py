"""The form of a text that terms are cut from. `assets/query.js` brings what a reader types into the same."""

from __future__ import annotations

import re
import unicodedata

_QUOTES_AND_BRACKETS = re.compile(r"[“”‘’\"'《》()〈〉「」]")
"""Ignored, since documents use them inconsistently."""
_COMMAS = re.compile(r"[0-9]+(?:,[0-9]+)+")
_THOUSANDS = re.compile(r"[0-9]{1,3}(?:,[0-9]{3})+")


def normalize(text: str) -> str:
    """The form that terms are cut from: NFKC, lowercase, no quotes or brackets, no thousands separators."""
    lowercase_text = _QUOTES_AND_BRACKETS.sub("", unicodedata.normalize("NFKC", text).lower())
    return _COMMAS.sub(lambda match: match[0].replace(",", "") if _THOUSANDS.fullmatch(match[0]) else match[0], lowercase_text)
