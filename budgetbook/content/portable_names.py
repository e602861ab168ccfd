"""Says whether every system can write a name: what one person saves, another takes over on Linux, macOS or Windows.

What Windows refuses: https://learn.microsoft.com/windows/win32/fileio/naming-a-file.
"""

from __future__ import annotations

import os
import re
from unicodedata import is_normalized

MAX_PATH = 200
"""Characters of a path below a content folder or a site. Windows takes 260 with the folder that they lie in."""
DEVICES = {
    "con", "prn", "aux", "nul", "conin$", "conout$",
    *(f"{name}{digit}" for name in ("com", "lpt") for digit in "123456789¹²³"),
}  # fmt: skip
"""Names that Windows keeps for devices, with any ending too."""
_REFUSED_SIGN = re.compile(r'[<>:"|?*\\\x00-\x1f\x7f]')


def find_fault(path: str) -> str:
    """The key of the sentence that says what is wrong with the last name of a path; empty if every system can write it.

    Bytes that are no UTF-8 appear as lone surrogates. A letter can be spelt in two ways that look the same (NFC and NFD), and a
    system may know the file by either.
    """
    name = path.rpartition("/")[2]
    if any("\ud800" <= letter <= "\udfff" for letter in name):
        return "name-not-utf8"
    if not is_normalized("NFC", name):
        return "name-not-nfc"
    if name.partition(".")[0].rstrip().lower() in DEVICES:
        return "name-of-a-device"
    if _REFUSED_SIGN.search(name) or name.endswith((".", " ")):
        return "name-refused"
    return "path-too-long" if len(path) > MAX_PATH else ""


def escape_name(name: str) -> str:
    """The name with bytes that are no UTF-8 spelt out as \\xff."""
    return os.fsencode(name).decode("utf-8", "backslashreplace")
