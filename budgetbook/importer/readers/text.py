"""The bytes of a text file in; its paragraphs, each line with its number, out."""

from __future__ import annotations

import re
from collections.abc import Callable

from budgetbook.importer.readers import line_joining
from budgetbook.importer.readers.document import CannotRead, Contents, Spot

MARKS = ((b"\xef\xbb\xbf", "utf-8"), (b"\xff\xfe", "utf-16-le"), (b"\xfe\xff", "utf-16-be"))
"""What a file may begin with to say its encoding."""
_CHARSET = re.compile(rb"charset\s*=\s*[\"']?\s*([\w-]+)", re.IGNORECASE)
_FAMILY = ("utf-8", "utf8", "gb2312", "gbk", "gb18030", "x-gbk", "gb_2312-80", "iso-8859-1", "latin1")
"""Names after which the bytes themselves are asked: pages of GB18030 often call themselves by another of these."""

_Wrap = tuple[Callable[[str], int], int]


def decode(data: bytes, web: bool = False) -> str:
    """UTF-8, UTF-16 with its mark, or GB18030, each only where the bytes really are that; a web page may name its own."""
    for mark, encoding in MARKS:
        if data.startswith(mark):
            return _strictly(data[len(mark) :], encoding)
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError:
        return (_declared(data) if web else None) or _chinese(data)


def _declared(data: bytes) -> str | None:
    """What a web page's own meta says, where it is true. Other Chinese encodings than GB18030 are found only so."""
    match = _CHARSET.search(data[:4096])
    name = match[1].decode("ascii").lower() if match else ""
    if name in _FAMILY:
        return None
    try:
        return data.decode(name) if name else None
    except (LookupError, UnicodeDecodeError):
        return None


def _strictly(data: bytes, encoding: str) -> str:
    try:
        return data.decode(encoding)
    except UnicodeDecodeError as error:
        raise CannotRead("import-encoding") from error


def _chinese(data: bytes) -> str:
    """GB18030 gives almost any bytes some characters: believed only if they are characters that people write."""
    text = _strictly(data, "gb18030")
    foreign = [c for c in text if ord(c) > 127]
    if sum(not _is_common(c) for c in foreign) > 2 + 0.1 * len(foreign):
        raise CannotRead("import-encoding")
    return text


def _is_common(character: str) -> bool:
    try:
        return bool(character.encode("gb2312"))
    except UnicodeEncodeError:
        return False


def read(data: bytes) -> Contents:
    """One paragraph a line; lines that an editor or a mailer has wrapped are joined again."""
    lines = [line_joining.clean(line) for line in re.split(r"\r\n|\r|\n", decode(data))]
    wraps = _wraps(lines)
    groups: list[list[tuple[str, Spot]]] = []
    before = ""
    for number, line in enumerate(lines, 1):
        if line and not line_joining.is_contents_line(line):
            if not _joins(before, line, wraps):
                groups.append([])
            groups[-1].append((line, Spot(line=number)))
        before = line
    return Contents(tuple(line_joining.paragraph(group) for group in groups))


def _wraps(lines: list[str]) -> list[_Wrap]:
    """How the file was wrapped, in columns or in characters: many lines end at one edge and none goes beyond."""
    filled = [line for line in lines if line]
    found: list[_Wrap] = []
    for size, near in ((line_joining.width, 6), (len, 3)):
        widest = max(map(size, filled), default=0)
        ends = sum(size(line) > widest - near for line in filled)
        if 5 * near <= widest <= 160 and ends >= 5 and ends >= 0.3 * len(filled):
            found.append((size, widest))
    return found


def _joins(before: str, line: str, wraps: list[_Wrap]) -> bool:
    if not before or line_joining.is_contents_line(before):
        return False
    if line_joining.goes_on(before, line):
        return True
    if line_joining.is_item(line) or before.endswith(line_joining.SENTENCE_ENDS):
        return False
    return any(size(before) + size(line_joining.first_word(line)) > edge for size, edge in wraps)
