"""Writes a number as a spreadsheet shows it: by the format code of its cell, as in `#,##0.00;(#,##0.00)`.

Only what accounts use is known: decimals, commas, percentages, scaling, fixed words, sections for negative numbers and 0, and
conditions. Other codes (fractions, exponents, Chinese numerals) are refused rather than guessed at.
"""

from __future__ import annotations

import operator
import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from functools import lru_cache

_LONGEST = 255
"""Characters of a code; spreadsheets allow no more."""
_GENERAL_WIDTH = 11
"""Characters, with the point, to which spreadsheets round a number without a format."""
_WHOLE_LIMIT = 15
"""Digits that spreadsheets keep of a number."""
_TOKEN = re.compile(
    r'"(?P<quoted>[^"]{0,100})"|\\(?P<escaped>.)|_(?P<space>.)|\*(?P<fill>.)|\[(?P<bracket>[^\]]{0,60})\]'
    r"|(?P<general>General|G/通用格式)|(?P<digits>[0#?][0#?,]*(?:\.[0#?]*)?,*|\.[0#?]+,*)|(?P<other>.)",
    re.DOTALL | re.IGNORECASE,
)
_CONDITION = re.compile(r"(<=|>=|<>|<|>|=)(-?[0-9]+(?:\.[0-9]+)?)")
_COMPARISONS: dict[str, Callable[[Decimal, Decimal], bool]] = {
    "<": operator.lt, ">": operator.gt, "<=": operator.le, ">=": operator.ge, "=": operator.eq, "<>": operator.ne,
}  # fmt: skip
_COLOUR = re.compile(
    r"(?:black|blue|cyan|green|magenta|red|white|yellow|color\s?\d{1,2}|[黑蓝青绿红白黄]色?|颜色\s?\d{1,2})", re.IGNORECASE
)
_REFUSED_SIGNS = "EeYyMmDdHhSsBbAaGg/@"
"""Letters and signs of codes for dates, exponents, fractions and text."""


@dataclass(frozen=True, slots=True)
class FormatSection:
    """One of the parts of a code that semicolons separate."""

    prefix: str
    """Words before the digits."""
    digits: str
    """The placeholders `#,##0.00`; empty if no digit is shown; `General`."""
    suffix: str
    percents: int
    condition: tuple[str, Decimal] | None


def format_number(value: Decimal, code: str) -> str | None:
    """The number as shown, without spaces at its ends; None if the code is not known."""
    sections = _parse_code(code)
    if sections is None:
        return None
    index = _choose_section(value, sections)
    if index is None:
        return None
    section = sections[index]
    # The sections for negative numbers have a sign of their own, or mean to have none.
    own_sign = index > 0 and section.condition is None
    shown_text = _format_section(abs(value), section)
    has_digits = any(character in "123456789" for character in shown_text)
    return f"{'-' if value < 0 and not own_sign and has_digits else ''}{shown_text}".strip()


def format_general(value: Decimal) -> str:
    """The number as a cell without a format shows it."""
    whole_length = len(f"{abs(value):.0f}")
    places = max(0, _GENERAL_WIDTH - 1 - whole_length)
    text = f"{value.quantize(Decimal(1).scaleb(-places), ROUND_HALF_UP):f}" if whole_length <= _WHOLE_LIMIT else f"{value:f}"
    return text.rstrip("0").rstrip(".") if "." in text else text


@lru_cache(maxsize=1024)
def _parse_code(code: str) -> tuple[FormatSection, ...] | None:
    if len(code) > _LONGEST:
        return None
    sections: list[FormatSection] = []
    for tokens in _split_sections(code)[:3]:
        if (section := _parse_section(tokens)) is None:
            return None
        sections.append(section)
    return tuple(sections)


def _split_sections(code: str) -> list[list[re.Match[str]]]:
    sections: list[list[re.Match[str]]] = [[]]
    for token in _TOKEN.finditer(code):
        if token["other"] == ";":
            sections.append([])
        else:
            sections[-1].append(token)
    return sections


def _parse_section(tokens: Sequence[re.Match[str]]) -> FormatSection | None:
    words, digits, condition, percents = ["", ""], "", None, 0
    for token in tokens:
        if token["digits"] or token["general"]:
            if digits:
                return None  # digits with words between them, as in telephone numbers
            digits = token["digits"] or "General"
        elif token["bracket"] is not None:
            if match := _CONDITION.fullmatch(token["bracket"]):
                condition = (match[1], Decimal(match[2]))
            elif token["bracket"].startswith("$"):
                words[bool(digits)] += token["bracket"][1:].split("-")[0]
            elif not _COLOUR.fullmatch(token["bracket"]):
                return None
        elif token["other"] == "@" and len(tokens) == 1:
            digits = "General"
        elif token["other"] and token["other"] in _REFUSED_SIGNS:
            return None
        else:
            percents += token["other"] == "%"
            words[bool(digits)] += token["quoted"] or token["escaped"] or token["other"] or " " * bool(token["space"])
    return FormatSection(words[0], digits, words[1], percents, condition)


def _choose_section(value: Decimal, sections: Sequence[FormatSection]) -> int | None:
    """The section that formats a value: the first whose condition holds; without conditions by its sign."""
    if any(section.condition for section in sections):
        for index, section in enumerate(sections):
            if section.condition is None or _COMPARISONS[section.condition[0]](value, section.condition[1]):
                return index
        return None
    if value < 0 and len(sections) > 1:
        return 1
    return 2 if not value and len(sections) > 2 else 0


def _format_section(value: Decimal, section: FormatSection) -> str:
    if section.digits == "General":
        return f"{section.prefix}{format_general(value)}{section.suffix}"
    if not section.digits:
        return f"{section.prefix}{section.suffix}"
    whole_part, _, decimal_part = section.digits.partition(".")
    whole_places, decimal_places = whole_part.rstrip(","), decimal_part.rstrip(",")
    # A comma behind the last digit stands for three digits that are not shown.
    hidden_places = len(whole_part + decimal_part) - len(whole_places + decimal_places)
    scaled_value = value.scaleb(2 * section.percents - 3 * hidden_places)
    if abs(scaled_value) >= Decimal(10) ** 28:
        return f"{section.prefix}{scaled_value:f}{section.suffix}"
    text = f"{scaled_value.quantize(Decimal(1).scaleb(-len(decimal_places)), ROUND_HALF_UP):f}"
    whole, _, decimals = text.partition(".")
    least = whole_places.replace(",", "")
    least_count = len(least) - least.find("0") if "0" in least else 0
    whole = whole.lstrip("0").rjust(least_count, "0")
    if "," in whole_places:
        whole = f"{int(whole or 0):,}".rjust(least_count, "0") if whole else whole
    kept_count = decimal_places.rfind("0") + 1
    decimals = decimals[:kept_count] + decimals[kept_count:].rstrip("0")
    return f"{section.prefix}{whole}{'.' if decimal_places else ''}{decimals}{section.suffix}"
