"""One sentence in both languages, as every catalogue of words in the code holds it."""

from __future__ import annotations

from typing import TypedDict


class Sentence(TypedDict):
    """One sentence; both languages have the same holes."""

    zh: str
    en: str


def bilingual(zh: str, en: str) -> Sentence:
    """A sentence from its two texts. Catalogues import it as `_`, the name that gettext has for a text to be translated."""
    return {"zh": zh, "en": en}
