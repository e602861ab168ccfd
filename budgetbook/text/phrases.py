"""Phrases of one language: the interface words and sentence patterns of its file in `content/languages/`."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from functools import cache, cached_property

from budgetbook.arithmetic import amount_format
from budgetbook.arithmetic.amount_style import AmountStyle
from budgetbook.arithmetic.money import Amount
from budgetbook.content.fields import HOLE
from budgetbook.content.language_file import LanguageFile, Languages, Marks
from budgetbook.content.stages import Stage
from budgetbook.content.text import Language

CompiledPattern = tuple[str, tuple[str, ...]]
"""A pattern with `%s` for each hole, and the names of the holes."""
PhraseFiles = Languages
"""The file of each language of the site."""


class PhraseError(Exception):
    """A phrase that a language's file lacks, or a hole in one that no field fills."""

    def __init__(self, lang: Language, kind: str, phrase_id: str, hole: str = "", field_names: tuple[str, ...] = ()) -> None:
        super().__init__(f"{lang}: {kind}.{phrase_id} {hole}".strip())
        self.lang, self.kind, self.phrase_id, self.hole, self.field_names = lang, kind, phrase_id, hole, field_names


class InterfaceWords(dict[str, str]):
    """Interface words of one language, for templates. A missing one raises PhraseError."""

    def __init__(self, lang: Language, words: Mapping[str, str]) -> None:
        super().__init__(words)
        self._lang = lang

    def __missing__(self, phrase_id: str) -> str:
        raise PhraseError(self._lang, "words", phrase_id)


class _CompiledPatterns(dict[str, CompiledPattern]):
    """Patterns of one language, compiled when first used."""

    def __init__(self, lang: Language, sentences: Mapping[str, str]) -> None:
        super().__init__()
        self._lang, self._sentences = lang, sentences

    def __missing__(self, phrase_id: str) -> CompiledPattern:
        sentence = self._sentences.get(phrase_id)
        if sentence is None:
            raise PhraseError(self._lang, "sentences", phrase_id)
        pattern = self[phrase_id] = _compile(sentence)
        return pattern


_BUDGET_YEARS = {"fiscal_year": "year", "prior_fiscal_year": "prior_year"}
"""The holes for names of budget years, by the field that has the number."""


@dataclass(frozen=True)
class Phrases:
    """Interface words and sentences of one language."""

    lang: Language
    phrase_files: PhraseFiles

    @property
    def language(self) -> LanguageFile:
        """The language: how it writes, beside its phrases."""
        return self.phrase_files[self.lang]

    @cached_property
    def style(self) -> AmountStyle:
        """How the language writes amounts."""
        language, printed_in = self.language, self.phrase_files.printed_in
        printed_language = self.phrase_files.get(printed_in, language)
        return AmountStyle(
            self.lang,
            language.amounts,
            printed_in == self.lang,
            language.marks.space,
            language.measure_words,
            language.numbers,
            printed_language.numbers,
            language.plurals,
        )

    def language_name(self, lang: Language) -> str:
        """What this language calls a language of the site; its own name, where it has no word for it."""
        return self.language.languages.get(lang) or self.phrase_files[lang].name

    def count(self, number: int) -> str:
        """A number of things, with the language's groups of digits."""
        return self.style.digits(Decimal(number))

    @property
    def marks(self) -> Marks:
        """The signs with which the language joins sentences and lists."""
        return self.language.marks

    def __getitem__(self, phrase_id: str) -> str:
        """The interface word of this id. Raises PhraseError if the language's file lacks it."""
        return self.interface_words[phrase_id]

    @cached_property
    def interface_words(self) -> InterfaceWords:
        """Every interface word by id."""
        return InterfaceWords(self.lang, self.language.words)

    @cached_property
    def _patterns(self) -> _CompiledPatterns:
        return _CompiledPatterns(self.lang, self.language.sentences)

    def say(self, phrase_id: str, **fields: object) -> str:
        """A sentence with its holes filled. Raises PhraseError for an unknown id or an unfilled hole."""
        return self.fill(phrase_id, fields)

    def fill(self, phrase_id: str, fields: Mapping[str, object]) -> str:
        """Like `say`, with the fields in a mapping, of which only those that the sentence names are read."""
        pattern, holes = self._patterns[phrase_id]
        for hole, number in _BUDGET_YEARS.items():
            if hole in holes and number in fields:
                fields = {**fields, hole: self.name_year(fields[number])}
        try:
            return pattern % tuple([fields[hole] for hole in holes])
        except KeyError:
            if unknown_holes := [hole for hole in holes if hole not in fields]:
                raise PhraseError(self.lang, "sentences", phrase_id, min(unknown_holes), tuple(fields)) from None
            raise

    def name_year(self, year: object) -> str:
        """What readers call a budget year, given its number: `2024/25`, `令和6`; an empty text stays empty."""
        number = str(year)
        return self.phrase_files.year_names.get(self.lang, {}).get(int(number), number) if number.isdecimal() else number

    def lowercase_in_sentence(self, name: str) -> str:
        """One of our own names within a sentence: where the language writes names small, its first letter is lowercase, unless
        other words are capitalised."""
        return self.language.write_small(name)

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

    def stage(self, stage: Stage) -> str:
        """What a stage is called in a list of them: by the country's name, where it has one."""
        own_name = self.language.words.get(f"stage-name-{stage}")
        return own_name or self["stage-execution" if stage.is_outcome else "stage-budget"]

    def compared_figure(self, year: int, basis: str) -> str:
        """Name of the figure that a document compares with: `2022年的年初预算数` / `The initial budget of 2022`."""
        if basis == "unstated":
            return self.say("compared-figure-unstated", year=year)
        return self.say("compared-figure", year=year, basis=self[f"basis-{basis}"])

    def join_parts(self, items: Iterable[str]) -> str:
        """Join parts of one description: `甲，乙` / `a, b`."""
        return self.marks.comma.join(items)

    def join_list(self, items: Iterable[str]) -> str:
        """Join the items of a list: `甲、乙和丙` / `a, b and c`."""
        *head, last = items
        if not head:
            return last
        return f"{self.marks.listing.join(head)}{self.marks.last}{last}"


@cache
def _compile(pattern: str) -> CompiledPattern:
    pieces = HOLE.split(pattern)
    return "%s".join(part.replace("%", "%%") for part in pieces[::2]), tuple(pieces[1::2])
