"""Sentence patterns of `content/wording.yaml` and values in; finished words in one language out."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from budgetbook.arithmetic import money
from budgetbook.arithmetic.money import Amount
from budgetbook.content.fields import HOLE
from budgetbook.content.model import Language, Phrases

_JOINED: dict[Language, tuple[str, str]] = {"zh": ("、", "和"), "en": (", ", " and ")}


class BadWording(Exception):
    """wording.yaml lacks a word or a sentence, or a sentence has a hole that nothing fills."""

    def __init__(self, kind: str, key: str, hole: str = "", known: tuple[str, ...] = ()) -> None:
        super().__init__(f"{kind}.{key} {hole}".strip())
        self.kind, self.key, self.hole, self.known = kind, key, hole, known


class InterfaceWords(dict[str, str]):
    """The interface words of one language for templates, which look up thousands of them."""

    def __missing__(self, key: str) -> str:
        raise BadWording("words", key)


@dataclass(frozen=True)
class Words:
    """The interface words and sentences of one language."""

    lang: Language
    phrases: Phrases

    def __getitem__(self, key: str) -> str:
        """An interface word. Raises BadWording for one that wording.yaml lacks."""
        if key not in self.phrases.words:
            raise BadWording("words", key)
        return self.phrases.words[key][self.lang]

    def all(self) -> InterfaceWords:
        """Every interface word; a missing one raises BadWording."""
        return InterfaceWords({key: text[self.lang] for key, text in self.phrases.words.items()})

    def say(self, key: str, **fields: object) -> str:
        """A sentence with its holes filled. Raises BadWording for one that wording.yaml lacks, or a hole of another name."""
        if key not in self.phrases.sentences:
            raise BadWording("sentences", key)
        pattern = self.phrases.sentences[key][self.lang]
        if unknown := set(HOLE.findall(pattern)) - fields.keys():
            raise BadWording("sentences", key, min(unknown), tuple(fields))
        return HOLE.sub(lambda match: str(fields[match[1]]), pattern)

    def within(self, name: str) -> str:
        """A name in the middle of a sentence: English writes it with a small letter (names of concepts are no proper names)."""
        return name[0].lower() + name[1:] if self.lang == "en" and name[1:2].islower() else name

    def change(self, amount: Amount) -> str:
        """`增加59.43万元` / `up 594,300 yuan`, from a signed amount."""
        size = Amount(abs(amount.value), amount.unit)
        key = "unchanged" if not amount.value else "increased" if amount.value > 0 else "decreased"
        return self.say(key, size=money.bare(size, self.lang))

    def document(self, phase: str, year: int) -> str:
        """A document by its year and kind: `2023年决算` / `2023 final accounts`."""
        return self.say(f"document-{phase}", year=year)

    def listing(self, items: Iterable[str]) -> str:
        """`甲、乙和丙` / `a, b and c`."""
        *head, last = items
        if not head:
            return last
        comma, conjunction = _JOINED[self.lang]
        return f"{comma.join(head)}{conjunction}{last}"
