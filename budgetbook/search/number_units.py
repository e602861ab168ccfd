"""The words by which a number in a text is known to be money: those of the site's languages, and the units of documents."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property

from budgetbook.content.content import Content
from budgetbook.content.language_file import LanguageFile
from budgetbook.content.units import Currency
from budgetbook.search.normal_text import LETTERS, normalize


@dataclass(frozen=True)
class NumberUnits:
    """The words after a number that say how large it is. `assets/query.js` is given the same."""

    powers: dict[str, int]
    """Word, as terms are cut from it -> the power of ten of its unit in that of its currency."""
    bare_powers: tuple[int, ...]
    """The powers that a number without any such word may have."""

    @cached_property
    def pattern(self) -> re.Pattern[str]:
        """Matches the longest word right after a number; a word in letters is a whole one."""
        words = sorted(self.powers, key=len, reverse=True)
        letter_words = [re.escape(word) for word in words if re.search(f"[{LETTERS}]", word)]
        sign_words = [re.escape(word) for word in words if not re.search(f"[{LETTERS}]", word)]
        return re.compile(rf" ?(?:({'|'.join(sign_words) or '(?!)'})|({'|'.join(letter_words) or '(?!)'})(?![{LETTERS}]))")

    def in_data(self) -> dict[str, object]:
        """For the browser."""
        return {"powers": self.powers, "bare": self.bare_powers}


def number_units(content: Content) -> NumberUnits:
    """The words of a site."""
    currencies = {unit.currency_code: unit.currency for unit in content.units.money if unit.currency}
    powers = dict[str, int]()
    bare_powers = {0, *(unit.exponent for unit in content.units.money)}
    for lang in content.languages:
        language = content.phrases[lang]
        powers |= dict(_words(lang, language, currencies.values()))
        bare_powers.update(scale.power for scale in language.amounts if scale.start is not None)
    powers |= {normalize(unit): unit.exponent for unit in content.units.money}
    return NumberUnits(powers, tuple(sorted(bare_powers)))


def _words(lang: str, language: LanguageFile, currencies: Iterable[Currency]) -> Iterator[tuple[str, int]]:
    """Yield each word of a language for a size of money, alone and with the name of a currency."""
    names = dict.fromkeys(name for currency in currencies for name in currency.words.get(lang, {"other": currency.unit}).values())
    for scale in language.amounts:
        for suffix in scale.suffix.values():
            size = normalize(suffix.partition("{currency}")[0]).split()
            if size:
                yield size[0], scale.power
            for name in names:
                yield normalize(suffix.replace("{currency}", name)).strip(), scale.power
