"""Chinese numbers as headings and lists count: 一, 十二, 三十. No budget's list goes beyond 99."""

from __future__ import annotations

CHINESE_DIGITS = "〇一二三四五六七八九"


def parse_chinese_number(text: str) -> int:
    """十二 -> 12; only below a hundred. Of what is no number, such as 百十 or 一二, the first character counts."""
    digits = f"{CHINESE_DIGITS[1:]}十百"
    tens, ten, ones = text.partition("十")
    if not ten or len(tens) > 1 or len(ones) > 1 or {*tens, *ones} - {*digits[:9]}:
        return digits.index(text[0]) + 1
    return (digits.index(tens) + 1 if tens else 1) * 10 + (digits.index(ones) + 1 if ones else 0)


def format_chinese_number(number: int) -> str:
    """12 -> 十二; from a hundred in Arabic digits."""
    if number > 99:
        return str(number)
    tens, ones = divmod(number, 10)
    head = "" if tens == 0 else "十" if tens == 1 else f"{CHINESE_DIGITS[tens]}十"
    return head + (CHINESE_DIGITS[ones] if ones or not tens else "")
