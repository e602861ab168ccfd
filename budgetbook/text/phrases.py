"""Sentence patterns of `content/wording.yaml` and values in; finished words in one language out."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache, cached_property

from budgetbook.arithmetic import money
from budgetbook.arithmetic.money import Amount, Writer
from budgetbook.content.fields import HOLE
from budgetbook.content.model import Language, Phrases

Form = tuple[str, tuple[str, ...]]
"""A pattern with `%s` in place of its holes, and the holes."""
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


class _Forms(dict[str, Form]):
    """Each sentence of one language that was asked for."""

    def __init__(self, lang: Language, phrases: Phrases) -> None:
        super().__init__()
        self._lang, self._phrases = lang, phrases

    def __missing__(self, key: str) -> Form:
        sentence = self._phrases.sentences.get(key)
        if sentence is None:
            raise BadWording("sentences", key)
        form = self[key] = _form(sentence[self._lang])
        return form


@dataclass(frozen=True)
class Words:
    """The interface words and sentences of one language."""

    lang: Language
    phrases: Phrases

    def __getitem__(self, key: str) -> str:
        """An interface word. Raises BadWording for one that wording.yaml lacks."""
        return self.all[key]

    @cached_property
    def all(self) -> InterfaceWords:
        """Every interface word; a missing one raises BadWording."""
        return InterfaceWords({key: text[self.lang] for key, text in self.phrases.words.items()})

    @cached_property
    def _forms(self) -> _Forms:
        return _Forms(self.lang, self.phrases)

    def say(self, key: str, **fields: object) -> str:
        """A sentence with its holes filled. Raises BadWording for one that wording.yaml lacks, or a hole of another name."""
        return self.fill(key, fields)

    def fill(self, key: str, fields: Mapping[str, object]) -> str:
        """The same with the fields as a mapping, which is asked for those only that the sentence has holes for."""
        form, holes = self._forms[key]
        try:
            return form % tuple([fields[hole] for hole in holes])
        except KeyError:
            if unknown := [hole for hole in holes if hole not in fields]:
                raise BadWording("sentences", key, min(unknown), tuple(fields)) from None
            raise

    def within(self, name: str) -> str:
        """A name of ours in the middle of a sentence: English begins it with a small letter, unless it has other capitals."""
        if self.lang == "zh" or not name[1:2].islower() or any(word[:1].isupper() for word in name.split()[1:]):
            return name
        return name[0].lower() + name[1:]

    def change(self, amount: Amount, write: Writer = money.bare) -> str:
        """`增加59.43万元` / `up 594,300 yuan`, from a signed amount."""
        size = Amount(abs(amount.value), amount.unit)
        key = "unchanged" if not amount.value else "increased" if amount.value > 0 else "decreased"
        return self.say(key, size=write(size, self.lang))

    def document(self, phase: str, year: int) -> str:
        """A document by its year and kind: `2023年决算` / `2023 final accounts`."""
        return self.say(f"document-{phase}", year=year)

    def joined(self, items: Iterable[str]) -> str:
        """`甲，乙` / `a, b`: parts of one description."""
        return {"zh": "，", "en": ", "}[self.lang].join(items)

    def listing(self, items: Iterable[str]) -> str:
        """`甲、乙和丙` / `a, b and c`."""
        *head, last = items
        if not head:
            return last
        comma, conjunction = _JOINED[self.lang]
        return f"{comma.join(head)}{conjunction}{last}"


@cache
def _form(pattern: str) -> Form:
    words = HOLE.split(pattern)
    return "%s".join(part.replace("%", "%%") for part in words[::2]), tuple(words[1::2])
