"""Changes that a passage takes back in the same breath: `增加1.00万元，与上年持平`, `减少5.00万元，增长20.00%`."""

from __future__ import annotations

import re
from collections.abc import Iterator

from budgetbook.arithmetic.passages.slip import PassageSlip, narrow_digits

_RATE = r"(?:[，,]\s?(?:增长|上升|下降|降低|增幅|降幅)(?:为)?\s?[0-9]+(?:\.[0-9]+)?%)?"
_TAKEN_BACK = re.compile(
    rf"(?:增加|减少|下降|增长)\s?([0-9][0-9,]*(?:\.[0-9]+)?)\s?(?:亿元|万元|元|%){_RATE}[，,]\s?"
    r"(?:[与和同](?:上年|去年|(?:19|20)[0-9]{2}\s?年)(?:度)?(?:预算|决算)?(?:数)?)?(?:保持)?(?:持平|相同|一致|无变化)"
)
_AMOUNT = r"\s?([0-9][0-9,]*(?:\.[0-9]+)?)\s?(?:亿元|万元|元)[，,]\s?"
_PERCENT = r"(?:了|率|率为|幅度为)?\s?([0-9]+(?:\.[0-9]+)?)\s?%"
_RISES_AND_FALLS = (
    re.compile(rf"减少{_AMOUNT}(?:增长|上升|增幅){_PERCENT}"),
    re.compile(rf"增加{_AMOUNT}(?:下降|降低|降幅){_PERCENT}"),
)


def find_contradictions(text: str) -> Iterator[PassageSlip]:
    """Yield each change of more than nothing that is followed by words for none, or by a rate of the other direction.

    基本持平 goes with a small change.
    """
    narrow_text = narrow_digits(text)
    for pattern in (_TAKEN_BACK, *_RISES_AND_FALLS):
        for match in pattern.finditer(narrow_text):
            if all(float(number.replace(",", "")) for number in match.groups()):
                yield PassageSlip(text[match.start() : match.end()])
