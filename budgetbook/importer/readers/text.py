"""Reads a text file: its paragraphs, each line with its number; and decodes the bytes of texts and web pages."""

from __future__ import annotations

import re
from collections.abc import Callable
from itertools import groupby

from budgetbook.importer.readers import line_joining, wrapped_lines
from budgetbook.importer.readers.document import DocumentContents, SourceLocation, UnreadableDocumentError

BYTE_ORDER_MARKS = ((b"\xef\xbb\xbf", "utf-8"), (b"\xff\xfe", "utf-16-le"), (b"\xfe\xff", "utf-16-be"))
"""Bytes at the beginning of a file that tell its encoding."""
_CHARSET = re.compile(rb"charset\s*=\s*[\"']?\s*([\w-]+)", re.IGNORECASE)
_FAMILY = ("utf-8", "utf8", "gb2312", "gbk", "gb18030", "x-gbk", "gb_2312-80", "iso-8859-1", "latin1")
"""Declared encodings that are not believed: pages in GB18030 often declare another one of these."""

_FEWEST_ROWS = 2
_BAR = "|"
"""What stands between the cells of a pasted row."""
_Wrap = tuple[Callable[[str], int], int]


def decode(data: bytes, web: bool = False) -> str:
    """Decode UTF-8, UTF-16 with its mark, or GB18030, each only if the bytes really are that.

    `web` also accepts the encoding that a web page declares. Raises UnreadableDocumentError.
    """
    for byte_order_mark, encoding in BYTE_ORDER_MARKS:
        if data.startswith(byte_order_mark):
            return _decode_strictly(data[len(byte_order_mark) :], encoding)
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError:
        return (_decode_declared(data) if web else None) or _decode_chinese(data)


def _decode_declared(data: bytes) -> str | None:
    """Decode with the encoding in a page's meta tag, if it fits. This alone finds Chinese encodings beside GB18030."""
    match = _CHARSET.search(data[:4096])
    name = match[1].decode("ascii").lower() if match else ""
    if name in _FAMILY:
        return None
    try:
        return data.decode(name) if name else None
    except (LookupError, UnicodeDecodeError):
        return None


def _decode_strictly(data: bytes, encoding: str) -> str:
    try:
        return data.decode(encoding)
    except UnicodeDecodeError as error:
        raise UnreadableDocumentError("import-encoding") from error


def _decode_chinese(data: bytes) -> str:
    """GB18030 decodes almost any bytes, so the result is believed only if its characters are ones that people write."""
    text = _decode_strictly(data, "gb18030")
    foreign = [c for c in text if ord(c) > 127]
    if sum(not _is_common(c) for c in foreign) > 2 + 0.1 * len(foreign):
        raise UnreadableDocumentError("import-encoding")
    return text


def _is_common(character: str) -> bool:
    try:
        return bool(character.encode("gb2312"))
    except UnicodeEncodeError:
        return False


def read(data: bytes) -> DocumentContents:
    """Read each line as a paragraph; lines that an editor or mail program wrapped are joined again."""
    lines = [line_joining.clean(line) for line in _bar_tabs(re.split(r"\r\n|\r|\n", decode(data)))]
    wraps = _detect_wraps(lines)
    groups: list[list[tuple[str, SourceLocation]]] = []
    previous = ""
    for number, line in enumerate(lines, 1):
        if line and not line_joining.is_contents_line(line):
            is_inside = bool(groups) and len(groups[-1]) > 1
            is_broken = number > 1 and wrapped_lines.is_broken(lines, number - 2, is_inside=is_inside)
            if not (is_broken or _joins(previous, line, wraps)):
                groups.append([])
            groups[-1].append((line, SourceLocation(line=number)))
        previous = line
    contents_lines = tuple(line for line in lines if line and line_joining.is_contents_line(line))
    return DocumentContents(tuple(map(line_joining.join_paragraph, groups)), contents_lines=contents_lines)


def _bar_tabs(lines: list[str]) -> list[str]:
    """The lines with bars between the cells of what was pasted from a spreadsheet: several lines in turn with tabs inside."""
    barred_lines: list[str] = []
    for has_tabs, group in groupby(lines, lambda line: "\t" in line.lstrip()):
        group_lines = list(group)
        is_table = has_tabs and sum("\t" in line.strip() for line in group_lines) >= _FEWEST_ROWS
        barred_lines += [line.replace("\t", f" {_BAR} ") + f" {_BAR}" if is_table else line for line in group_lines]
    return barred_lines


def _detect_wraps(lines: list[str]) -> list[_Wrap]:
    """The widths from which on a line is full, in columns or characters: many lines end there and none goes far beyond.

    A page that was set in proportional type has lines that differ by a character or two.
    """
    text_lines = [line for line in lines if line]
    wraps: list[_Wrap] = []
    for size, tolerance in ((line_joining.measure_width, 6), (len, 3)):
        widest = max(map(size, text_lines), default=0)
        ends = sum(size(line) > widest - tolerance for line in text_lines)
        if 5 * tolerance <= widest <= 160 and ends >= 5 and ends >= 0.3 * len(text_lines):
            wraps.append((size, widest - tolerance))
    return wraps


def _joins(previous: str, line: str, wraps: list[_Wrap]) -> bool:
    if not previous or line_joining.is_contents_line(previous) or previous.endswith(_BAR):
        return False
    if wrapped_lines.is_row(line) or wrapped_lines.is_row(previous, line) or wrapped_lines.ends_caption(previous):
        return False
    if line_joining.goes_on(previous, line):
        return True
    if line_joining.is_item(line) or previous.endswith(line_joining.SENTENCE_ENDS):
        return False
    return any(size(previous) + size(line_joining.first_word(line)) > edge for size, edge in wraps)
