"""The limits of every content file: its size, and the characters that are refused.

The characters are checked in the file as it is, and again in every value once its escapes are resolved.
"""

from __future__ import annotations

import re
from html import unescape

from budgetbook.diagnostics.problem import Message, message

MAX_BYTES = 1_000_000
# Control characters, stray carriage returns, marks that reorder text on the screen, invisible characters and noncharacters.
REFUSED_CHARACTERS = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\u00ad\u061c\u180e\u200b\u200e\u200f\u2028-\u202e\u2060-\u206f\ufeff\ufff0-\ufffb"
    "\ud800-\udfff\ufdd0-\ufdef\U000e0000-\U000e00ff\U000e01f0-\U000e0fff"
    + "".join(f"{chr(plane + 0xFFFE)}{chr(plane + 0xFFFF)}" for plane in range(0, 0x110000, 0x10000))
    + "]"
)


def says_nothing(raw: bytes) -> bool:
    """True if a file holds nothing but blank lines and comments."""
    lines = raw.split(b"\n")
    return all(not line.strip() or line.lstrip().startswith(b"#") for line in lines)


def too_large_message(size: int, most: int = MAX_BYTES) -> Message:
    """The sentence for a file of `size` bytes where `most` are allowed."""
    return message("file-too-large", limit=f"{most:,}", found=f"{size:,}")


def find_hidden_character(text: str) -> str:
    """The first refused character of a value, as it is or written as an HTML entity; or ""."""
    match = REFUSED_CHARACTERS.search(text) or ("&" in text and REFUSED_CHARACTERS.search(unescape(text)))
    return match[0] if match else ""
