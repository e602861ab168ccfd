"""What is left of a form in a passage: words of its instructions, alternatives that nobody chose between, blanks."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache

from budgetbook.arithmetic.passages.slip import PassageSlip, hide_quoted, narrow_digits, show_before
from budgetbook.content.form_words import FormWords

_AFTER_PAIR = r"(?=\s?[0-9.]|万元|的?(?:主要)?原因)"
"""What follows an alternative that should have been chosen between: an amount, a reason."""
_BLANK = "[XxＸ×＊*]{2,}"


def find_residue(text: str, words: FormWords) -> Iterator[PassageSlip]:
    """Yield each word of a form that nobody removed or filled in, and each reason or purpose that is left blank."""
    for start, end in _sure_spans(text, words):
        yield PassageSlip(text[start:end])


def find_possible_residue(text: str, words: FormWords) -> Iterator[PassageSlip]:
    """Yield words that are residue in one place and right in another: a person decides."""
    plain_text, sure = hide_quoted(narrow_digits(text)), _sure_spans(text, words)
    for match in _possible_pattern(words.possible_residue, words.increases, words.decreases).finditer(plain_text):
        if not any(start < match.end() and match.start() < end for start, end in sure):
            yield PassageSlip(show_before(text, match.start(), match.end()))


def _sure_spans(text: str, words: FormWords) -> list[tuple[int, int]]:
    plain_text = hide_quoted(narrow_digits(text))
    patterns = (
        _literal_pattern(words.residue),
        _pair_pattern(words.increases, words.decreases),
        _blank_pattern(words.filled_blanks),
        _reason_pattern(words.reasons),
    )
    return sorted(match.span() for pattern in patterns for match in pattern.finditer(plain_text))


@lru_cache(maxsize=8)
def _literal_pattern(residue: Sequence[str]) -> re.Pattern[str]:
    return re.compile("|".join(re.escape(narrow_digits(each)) for each in residue) or r"(?!)")


@lru_cache(maxsize=8)
def _pair_pattern(increases: Sequence[str], decreases: Sequence[str]) -> re.Pattern[str]:
    both = "|".join(f"{more}{less}|{less}{more}" for more in increases for less in decreases) or "(?!)"
    return re.compile(f"(?:{_alternatives(increases, decreases)}){_AFTER_PAIR}|(?:{both})(?=\\s?[0-9])")


@lru_cache(maxsize=8)
def _possible_pattern(possible: Sequence[str], increases: Sequence[str], decreases: Sequence[str]) -> re.Pattern[str]:
    literal = "".join(f"|{re.escape(narrow_digits(each))}" for each in possible)
    return re.compile(_alternatives(increases, decreases) + literal)


def _alternatives(increases: Sequence[str], decreases: Sequence[str]) -> str:
    both = [(more, less) for more in increases for less in decreases]
    pairs = [pair for more, less in both for pair in ((more, less), (less, more))]
    return "|".join(f"{first}（{second}）|{first}/{second}" for first, second in pairs) or "(?!)"


@lru_cache(maxsize=8)
def _blank_pattern(followers: Sequence[str]) -> re.Pattern[str]:
    """`XX局`, `20XX年`: crosses where a name, a number or a year belongs."""
    follower = "|".join(map(re.escape, followers)) or "(?!)"
    return re.compile(f"(?<![A-Za-z0-9Ｘ×*＊]){_BLANK}(?:{follower})|20{_BLANK}年")


@lru_cache(maxsize=8)
def _reason_pattern(reasons: Sequence[str]) -> re.Pattern[str]:
    """`主要原因是。`: the sentence ends where the reason should begin."""
    return re.compile(f"(?:{'|'.join(map(re.escape, reasons)) or '(?!)'})[：:]?[。；，,]")
