"""Writes a day or time as a spreadsheet shows it, by the format code of its cell: `yyyy"年"m"月"`."""

from __future__ import annotations

import re
from datetime import date, datetime, time

_TOKEN = re.compile(
    r'"(?P<quoted>[^"]{0,100})"|\\(?P<escaped>.)|_.|\*.|\[[^\]]{0,60}\]|(?P<part>yyyy|yy|mm?|dd?|hh?|ss?|am/pm|上午/下午)|(?P<other>.)',
    re.DOTALL | re.IGNORECASE,
)
_LETTERS = re.compile("[a-z]", re.IGNORECASE)


def format_date(value: date | datetime | time, code: str) -> str:
    """The day or time as shown; in the notation of ISO 8601 if the code has parts that are not known, such as days of a week."""
    moment = datetime.combine(date.min, value) if isinstance(value, time) else value
    text, previous = "", ""
    for token in _TOKEN.finditer(code.split(";")[0]):
        part = (token["part"] or "").lower()
        if part:
            text += _format_part(moment, part, previous)
            previous = part
        elif token["other"] and _LETTERS.match(token["other"]):
            return value.isoformat()
        else:
            text += token["quoted"] or token["escaped"] or token["other"] or ""
    return text.strip() or value.isoformat()


def _format_part(moment: date | datetime, part: str, previous: str) -> str:
    hour, minute, second = (moment.hour, moment.minute, moment.second) if isinstance(moment, datetime) else (0, 0, 0)
    if part[0] == "y":
        return f"{moment.year:04}"[-len(part) :]
    if part in ("am/pm", "上午/下午"):
        return part.split("/")[hour >= 12].upper()
    # An m behind hours is of minutes.
    is_minute = part[0] == "m" and previous[:1] == "h"
    number = {"m": minute if is_minute else moment.month, "d": moment.day, "h": hour, "s": second}[part[0]]
    return f"{number:0{len(part)}}"
