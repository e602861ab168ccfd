"""Sentence patterns of `content/wording.yaml` and values in; finished words in one language out."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from budgetbook import money
from budgetbook.model import Language, Phrases
from budgetbook.money import Amount

_JOINED: dict[Language, tuple[str, str]] = {"zh": ("、", "和"), "en": (", ", " and ")}


@dataclass(frozen=True)
class Words:
    """The interface words and sentences of one language."""

    lang: Language
    phrases: Phrases

    def __getitem__(self, key: str) -> str:
        """An interface word. Raises KeyError for one that wording.yaml lacks (a test finds it)."""
        return self.phrases.words[key][self.lang]

    def all(self) -> Mapping[str, str]:
        """Every interface word, for templates."""
        return {key: text[self.lang] for key, text in self.phrases.words.items()}

    def say(self, key: str, **fields: object) -> str:
        """A sentence with its holes filled. Raises KeyError for an unknown sentence or a hole left open."""
        return self.phrases.sentences[key][self.lang].format_map(fields)

    def change(self, amount: Amount) -> str:
        """`增加59.43万元` / `up 594,300 yuan`, from a signed amount."""
        size = Amount(abs(amount.value), amount.unit)
        key = "unchanged" if not amount.value else "increased" if amount.value > 0 else "decreased"
        return self.say(key, size=money.bare(size, self.lang))

    def listing(self, items: Iterable[str]) -> str:
        """`甲、乙和丙` / `a, b and c`."""
        *head, last = items
        if not head:
            return last
        comma, conjunction = _JOINED[self.lang]
        return f"{comma.join(head)}{conjunction}{last}"
