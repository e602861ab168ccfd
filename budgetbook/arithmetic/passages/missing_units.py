"""Numbers of a passage that lack their unit: `增长11.11。` without a percent sign, `0.39万` without 元."""

from __future__ import annotations

import re
from collections.abc import Iterator

from budgetbook.arithmetic.passages.slip import PassageSlip, hide_titles, narrow_digits

_PERCENT = re.compile(r"(?:增长|上升|下降|降低)(?:了|率为|幅度为)?\s?[0-9]+(?:\.[0-9]+)?(?=[，,。；）])")
_MONEY = re.compile(
    r"(?:预算|决算|支出|收入|经费|资金|拨款|费)(?:数|总额|金额|安排)?(?:为|共|约|合计|共计)?\s?[0-9][0-9,，]*(?:\.[0-9]+)?\s?万(?=[（，,。；）])"
)
_AMOUNT = re.compile(r"(?<![0-9.,])[0-9][0-9,]{0,20}(?:\.[0-9]{1,6})?\s?(亿元|万元|元)")
_BARE_AMOUNT = re.compile(r"(?:支出|收入|经费|费|拨款)(?:为)?\s?[0-9][0-9,]{0,20}\.[0-9]{1,6}(?=[，、。；]|,(?![0-9]))")
_FEWEST_AMOUNTS = 3
"""Amounts with a unit beside one without from which on the unit was forgotten, and the numbers are no table set as text."""


def find_missing_units(text: str) -> Iterator[PassageSlip]:
    """Yield each rate of change without a unit and each amount of money in 万 alone."""
    plain_text = hide_titles(narrow_digits(text))
    for pattern, unit in ((_PERCENT, "%"), (_MONEY, "万元")):
        for match in pattern.finditer(plain_text):
            yield PassageSlip(text[match.start() : match.end()], unit)
    yield from _find_bare_amounts(text, plain_text)


def _find_bare_amounts(text: str, plain_text: str) -> Iterator[PassageSlip]:
    """Yield the amount of a sentence that alone has no unit, where all others have one and the same."""
    start = 0
    for sentence in plain_text.split("。"):
        units, bare = _AMOUNT.findall(sentence), list(_BARE_AMOUNT.finditer(sentence + "。"))
        if len(bare) == 1 and len(units) >= _FEWEST_AMOUNTS and len(set(units)) == 1:
            yield PassageSlip(text[start + bare[0].start() : start + bare[0].end()], units[0])
        start += len(sentence) + 1
