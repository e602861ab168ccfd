"""Search terms of a text. `assets/search.js` cuts what a reader types in the same way.

Terms are: every three adjacent characters of a run of Han or kana (with the shorter rest at its end), each word, and each number.
A whole number without a unit (a year, a code) stands as written; any other as its digits and the power of ten of its first digit,
in the unit of its currency. So 104.30万元, 1,043,000 yuan and 1.043 million yuan have one term, `1043:6`, and a number without
its unit is looked up among adjacent terms.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from budgetbook.search.normal_text import DENSE, LETTERS, TextRules
from budgetbook.search.number_units import NumberUnits

_RUN = re.compile(rf"[{DENSE}]+|[0-9]+(?:\.[0-9]+)?|[{LETTERS}]+")
_IS_DENSE = re.compile(f"[{DENSE}]")


@dataclass(frozen=True)
class TermCutter:
    """Cuts texts into terms, knowing by which words a number is money."""

    number_units: NumberUnits
    text_rules: TextRules

    def normalize(self, text: str) -> str:
        """The form that terms are cut from."""
        return self.text_rules.normalize(text)

    def extract_terms(self, text: str) -> frozenset[str]:
        """All terms of a text."""
        normal_text = self.normalize(text)
        terms: set[str] = set()
        for run in _RUN.finditer(normal_text):
            word = run[0]
            if _IS_DENSE.match(word):
                terms.update(word[start : start + 3] for start in range(len(word)))
            elif word[0].isdigit():
                terms.add(self._number_term(word, normal_text, run.end()))
            else:
                terms.add(self.text_rules.cut_ending(word))
        return frozenset(terms)

    def extract_number_terms(self, text: str) -> frozenset[str]:
        """Terms of the numbers in a text."""
        normal_text = self.normalize(text)
        return frozenset(
            self._number_term(run[0], normal_text, run.end()) for run in _RUN.finditer(normal_text) if run[0][0].isdigit()
        )

    def _number_term(self, digits: str, text: str, end: int) -> str:
        """Term of a number that ends at `end`. Its unit remains part of the text as well."""
        unit = self.number_units.pattern.match(text, end)
        if unit is None and "." not in digits:
            return digits
        return amount_term(digits, self.number_units.powers[unit[1] or unit[2]] if unit else 0)


def amount_term(digits: str, power: int) -> str:
    """Significant digits, and the power of ten of the first: `104.30` times 10 to the fourth is `1043:6`."""
    whole, _, fraction = digits.partition(".")
    all_digits = whole + fraction
    significant = all_digits.lstrip("0")
    if not significant:
        return "0:0"
    return f"{significant.rstrip('0')}:{len(whole) - 1 - (len(all_digits) - len(significant)) + power}"
