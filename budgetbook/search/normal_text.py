"""The form of a text that terms are cut from. `assets/query.js` brings what a reader types into the same."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from functools import cached_property

from budgetbook.content.content import Content
from budgetbook.content.text import Language

DENSE = "\u3005\u3040-\u30ff\u3400-\u9fff"
"""Characters of scripts in which no space stands between words: kana and Han."""
LETTERS = "a-z\u00df-\u00ff\u0100-\u024f\u0370-\u052f\u0590-\u06ff\u0900-\u0e7f\uac00-\ud7a3"
"""Letters of words, in small ones."""
_QUOTES_AND_BRACKETS = re.compile(r"[“”‘’\"'《》()〈〉「」«»]")
"""Ignored, since documents use them inconsistently."""
_ACCENTS = re.compile("[\u0300-\u036f]")
_SHORTEST = 4
"""Letters of a word that may have an ending."""


@dataclass(frozen=True)
class TextRules:
    """How the texts of one language are brought into that form."""

    group: str = ","
    """The sign between groups of digits."""
    decimal: str = "."
    endings: tuple[tuple[str, str], ...] = ()
    """Endings of words, in the order in which they are tried, each with what stands there instead: plurals, mostly."""

    @cached_property
    def _group_pattern(self) -> re.Pattern[str]:
        return re.compile(rf"[0-9]+(?:{re.escape(self.group)}[0-9]+)+")

    @cached_property
    def _in_thousands(self) -> re.Pattern[str]:
        return re.compile(rf"[0-9]{{1,3}}(?:{re.escape(self.group)}[0-9]{{3}})+")

    @cached_property
    def _decimal(self) -> re.Pattern[str]:
        return re.compile(rf"(?<=[0-9]){re.escape(self.decimal)}(?=[0-9])")

    def normalize(self, text: str) -> str:
        """NFKC, lowercase, no accents, quotes or brackets, no thousands separators, a point before decimals."""
        bare_text = _ACCENTS.sub("", unicodedata.normalize("NFKD", text))
        lowercase_text = _QUOTES_AND_BRACKETS.sub("", unicodedata.normalize("NFKC", bare_text).lower())
        plain_text = self._group_pattern.sub(self._drop_groups, lowercase_text)
        return plain_text if self.decimal == "." else self._decimal.sub(".", plain_text)

    def _drop_groups(self, match: re.Match[str]) -> str:
        return match[0].replace(self.group, "") if self._in_thousands.fullmatch(match[0]) else match[0]

    def cut_ending(self, word: str) -> str:
        """A word without its ending, well enough for both sides to agree: expenses and expense, bodies and body."""
        for ending, replacement in self.endings if len(word) >= _SHORTEST else ():
            if word.endswith(ending):
                return word.removesuffix(ending) + replacement
        return word

    def in_data(self) -> dict[str, object]:
        """For the browser."""
        return {"group": self.group, "decimal": self.decimal, "endings": self.endings}


PLAIN = TextRules()


def normalize(text: str) -> str:
    """The form of a text whose language does not matter."""
    return PLAIN.normalize(text)


def text_rules(content: Content, lang: Language) -> TextRules:
    """The rules of one language of a site; where its words have no endings, names in another one still do."""
    own = content.phrases[lang]
    languages = (own, *(content.phrases[other] for other in content.languages))
    endings = next((each.search.endings for each in languages if each.search.endings), ())
    pairs = (text.partition(" ") for text in endings)
    return TextRules(own.numbers.group, own.numbers.decimal, tuple((ending, instead) for ending, _, instead in pairs))
