"""Phrases of one language: the interface words and sentence patterns of `content/wording.yaml`."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from functools import cache, cached_property

from budgetbook.arithmetic import amount_format
from budgetbook.arithmetic.money import Amount
from budgetbook.content.fields import HOLE
from budgetbook.content.model import Language
from budgetbook.content.site_files import PhraseFile

CompiledPattern = tuple[str, tuple[str, ...]]
"""A pattern with `%s` for each hole, and the names of the holes."""
_CONJUNCTIONS: dict[Language, tuple[str, str]] = {"zh": ("、", "和"), "en": (", ", " and ")}


class PhraseError(Exception):
    """A phrase that `wording.yaml` lacks, or a hole in one that no field fills."""

    def __init__(self, kind: str, phrase_id: str, hole: str = "", field_names: tuple[str, ...] = ()) -> None:
        super().__init__(f"{kind}.{phrase_id} {hole}".strip())
        self.kind, self.phrase_id, self.hole, self.field_names = kind, phrase_id, hole, field_names


class InterfaceWords(dict[str, str]):
    """Interface words of one language, for templates. A missing one raises PhraseError."""

    def __missing__(self, phrase_id: str) -> str:
        raise PhraseError("words", phrase_id)


class _CompiledPatterns(dict[str, CompiledPattern]):
    """Patterns of one language, compiled when first used."""

    def __init__(self, lang: Language, phrase_file: PhraseFile) -> None:
        super().__init__()
        self._lang, self._phrase_file = lang, phrase_file

    def __missing__(self, phrase_id: str) -> CompiledPattern:
        sentence = self._phrase_file.sentences.get(phrase_id)
        if sentence is None:
            raise PhraseError("sentences", phrase_id)
        pattern = self[phrase_id] = _compile(sentence[self._lang])
        return pattern


@dataclass(frozen=True)
class Phrases:
    """Interface words and sentences of one language."""

    lang: Language
    phrase_file: PhraseFile

    def __getitem__(self, phrase_id: str) -> str:
        """The interface word of this id. Raises PhraseError if `wording.yaml` lacks it."""
        return self.interface_words[phrase_id]

    @cached_property
    def interface_words(self) -> InterfaceWords:
        """Every interface word by id."""
        return InterfaceWords({phrase_id: text[self.lang] for phrase_id, text in self.phrase_file.words.items()})

    @cached_property
    def _patterns(self) -> _CompiledPatterns:
        return _CompiledPatterns(self.lang, self.phrase_file)

    def say(self, phrase_id: str, **fields: object) -> str:
        """A sentence with its holes filled. Raises PhraseError for an unknown id or an unfilled hole."""
        return self.fill(phrase_id, fields)

    def fill(self, phrase_id: str, fields: Mapping[str, object]) -> str:
        """Like `say`, with the fields in a mapping, of which only those that the sentence names are read."""
        pattern, holes = self._patterns[phrase_id]
        try:
            return pattern % tuple([fields[hole] for hole in holes])
        except KeyError:
            if unknown_holes := [hole for hole in holes if hole not in fields]:
                raise PhraseError("sentences", phrase_id, min(unknown_holes), tuple(fields)) from None
            raise

    def lowercase_in_sentence(self, name: str) -> str:
        """One of our own names within a sentence: in English its first letter is lowercase, unless other words are
        capitalised."""
        if self.lang == "zh" or not name[1:2].islower() or any(word[:1].isupper() for word in name.split()[1:]):
            return name
        return name[0].lower() + name[1:]

    def change(self, amount: Amount, write: Callable[[Amount], str] | None = None) -> str:
        """A signed amount in words: `增加59.43万元` / `up 594,300 yuan`; as in prose, unless it is to be written otherwise."""
        size = Amount(abs(amount.value), amount.unit)
        phrase_id = "unchanged" if not amount.value else "increased" if amount.value > 0 else "decreased"
        return self.say(phrase_id, size=write(size) if write else amount_format.format_for_prose(size, self.style))

    def write_rounded(self, amount: Amount) -> str:
        """An amount as summaries have it: `10.58 million yuan`."""
        return amount_format.rounded_for_display(amount, self.style)

    def document(self, phase: str, year: int) -> str:
        """Name of a document by year and phase: `2023年决算` / `2023 final accounts`."""
        return self.say(f"document-{phase}", year=year)

    def join_parts(self, items: Iterable[str]) -> str:
        """Join parts of one description: `甲，乙` / `a, b`."""
        return {"zh": "，", "en": ", "}[self.lang].join(items)

    def join_list(self, items: Iterable[str]) -> str:
        """Join the items of a list: `甲、乙和丙` / `a, b and c`."""
        *head, last = items
        if not head:
            return last
        comma, conjunction = _CONJUNCTIONS[self.lang]
        return f"{comma.join(head)}{conjunction}{last}"


@cache
def _compile(pattern: str) -> CompiledPattern:
    pieces = HOLE.split(pattern)
    return "%s".join(part.replace("%", "%%") for part in pieces[::2]), tuple(pieces[1::2])
