"""Follows the numbers of a list that stands within one paragraph: 一、因公出国（境）费…，二、公务接待费…."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from budgetbook.importer.chinese_numbers import parse_chinese_number
from budgetbook.importer.sentences.tokens import Token

CIRCLED_DIGITS = "①②③④⑤⑥⑦⑧⑨⑩"
"""Numbers of lists that no digit tells."""
_CHINESE = "[一二三四五六七八九十]{1,3}"
LIST_NUMBER = re.compile(rf"(?:(?<=[，,。;；:：])\s*|^\s*){_CHINESE}、|[{CIRCLED_DIGITS}]")
"""The number of an item, which no digit tells; （一） is a bracket like any other."""
_STYLES = tuple(re.compile(pattern) for pattern in (rf"({_CHINESE})、", rf"\(({_CHINESE})\)", rf"([{CIRCLED_DIGITS}])"))


@dataclass
class ListNumbers:
    """The lists of a paragraph, each with the number of its last item; a list within a reason is that reason's own."""

    last_numbers: dict[int, int] = field(default_factory=dict)
    """Way of writing the numbers -> the last one."""

    def enter(self, token: Token, *, in_reason: bool) -> bool:
        """Note a list's number; True if it goes on with the list that the paragraph is in, whose items are sentences."""
        style, number = _parse(token)
        if not number:
            return False
        goes_on = number == self.last_numbers.get(style, -1) + 1
        if goes_on or not in_reason:
            self.last_numbers[style] = number
        elif number == 1:
            self.last_numbers.pop(style, None)
        return goes_on


def _parse(token: Token) -> tuple[int, int]:
    """The way in which a list's number is written, and the number; 0 for any other token."""
    if token.kind == "item":
        return len(_STYLES), int(token.text)
    for style, pattern in enumerate(_STYLES):
        if token.kind == "bracket" and (match := pattern.fullmatch(token.text.strip())):
            return style, CIRCLED_DIGITS.find(match[1]) + 1 or parse_chinese_number(match[1])
    return 0, 0
