"""Numbers of a passage that lack their unit: `增长11.11。` without a percent sign, `0.39万` without 元."""

from __future__ import annotations

import re
from collections.abc import Iterator

from budgetbook.arithmetic.passages.slip import PassageSlip, hide_titles, narrow_digits

_PERCENT = re.compile(r"(?:增长|上升|下降|降低)(?:了|率为|幅度为)?\s?[0-9]+(?:\.[0-9]+)?(?=[，,。；）])")
_MONEY = re.compile(
    r"(?:预算|决算|支出|收入|经费|资金|拨款|费)(?:数|总额|金额|安排)?(?:为|共|约|合计|共计)?\s?[0-9][0-9,，]*(?:\.[0-9]+)?\s?万(?=[（，,。；）])"
)


def find_missing_units(text: str) -> Iterator[PassageSlip]:
    """Yield each rate of change without a unit and each amount of money in 万 alone."""
    plain_text = hide_titles(narrow_digits(text))
    for pattern, unit in ((_PERCENT, "%"), (_MONEY, "万元")):
        for match in pattern.finditer(plain_text):
            yield PassageSlip(text[match.start() : match.end()], unit)
