"""Finds the day on which a paragraph's stocks are counted: 截至2023年12月31日，共有车辆5辆."""

from __future__ import annotations

import re
from calendar import monthrange

_AS_OF = re.compile(r"截[至止]到?((?:19|20)\d\d)年(?:(\d{1,2})月(?:(\d{1,2})日|底|末)?|年?底|末)")


def find_stock_date(text: str) -> str:
    """The day on which a paragraph's stocks are counted, as 2023-12-31; "" if it gives none."""
    if not (match := _AS_OF.search(text)):
        return ""
    year, month, day = int(match[1]), int(match[2] or 12), match[3]
    if not 1 <= month <= 12:
        return ""
    last = monthrange(year, month)[1]
    day_of_month = int(day or last)
    return f"{year}-{month:02}-{day_of_month:02}" if 1 <= day_of_month <= last else ""
