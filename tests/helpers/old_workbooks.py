"""Writes old Excel workbooks (.xls) byte by byte: what no program that people use would write, and a reader must survive.

The records are those of BIFF8, in the one stream of a compound file, as [MS-XLS] and [MS-CFB] describe them.
"""

from __future__ import annotations

import struct
from collections.abc import Iterable, Sequence

ROWS, COLUMNS = 1 << 16, 256
"""The largest sheet that the format knows."""
_SECTOR, _IDS = 512, 128
_FREE, _END, _FAT, _DIFAT = 0xFFFFFFFF, 0xFFFFFFFE, 0xFFFFFFFD, 0xFFFFFFFC
_IN_HEADER = 109
"""Sectors of the allocation table that the header itself lists."""


def write_book(sheets: Sequence[bytes]) -> bytes:
    """A workbook of these sheets, each as `write_sheet` gives it; one that comes several times is stored once."""
    names = [f"S{number}".encode() for number in range(1, len(sheets) + 1)]
    start = len(_globals(names, [0] * len(names)))
    offsets: dict[bytes, int] = {}
    body = b""
    for sheet in sheets:
        if sheet not in offsets:
            offsets[sheet] = start + len(body)
            body += sheet
    return _compound_file(_globals(names, [offsets[sheet] for sheet in sheets]) + body)


def write_sheet(cells: Iterable[bytes]) -> bytes:
    """A sheet of these cells."""
    return _BEGIN_SHEET + b"".join(cells) + _RECORD_END


def number(row: int, column: int, value: float) -> bytes:
    """A cell with a number."""
    return _record(0x203, struct.pack("<HHHd", row, column, 0, value))


def label(row: int, column: int, text: str) -> bytes:
    """A cell with a text."""
    return _record(0x204, struct.pack("<HHHHB", row, column, 0, len(text), 1) + text.encode("utf-16-le"))


def blank_row(row: int) -> bytes:
    """A row of empty cells that all have a style, in half a kilobyte."""
    return _record(0xBE, struct.pack("<HH", row, 0) + bytes(2 * COLUMNS) + struct.pack("<H", COLUMNS - 1))


def _record(kind: int, data: bytes = b"") -> bytes:
    return struct.pack("<HH", kind, len(data)) + data


def _begin(kind: int) -> bytes:
    return _record(0x809, struct.pack("<HHHHII", 0x600, kind, 0x0DBB, 0x07CC, 0, 6))


_BEGIN_BOOK, _BEGIN_SHEET, _RECORD_END = _begin(5), _begin(0x10), _record(0xA)
_FONT = _record(0x31, struct.pack("<HHHHHBBBBBB", 200, 0, 8, 400, 0, 0, 0, 0, 0, 5, 0) + b"Arial")
_STYLE = _record(0xE0, bytes(20))


def _globals(names: Sequence[bytes], offsets: Sequence[int]) -> bytes:
    sheets = (
        _record(0x85, struct.pack("<IBBBB", offset, 0, 0, len(name), 0) + name)
        for name, offset in zip(names, offsets, strict=True)
    )
    return _BEGIN_BOOK + _FONT * 5 + _STYLE * 16 + b"".join(sheets) + _RECORD_END


def _compound_file(stream: bytes) -> bytes:
    """A compound file whose one stream, `Workbook`, is this one."""
    stream = stream.ljust(4096, b"\0")  # a shorter one would lie in sectors of another size
    sectors = -(-len(stream) // _SECTOR)
    fat_sectors = 1
    while fat_sectors * _IDS < fat_sectors + _further_lists(fat_sectors) + 1 + sectors:
        fat_sectors += 1
    lists = _further_lists(fat_sectors)
    directory = fat_sectors + lists
    first = directory + 1
    chain = [*range(first + 1, first + sectors), _END]
    fat = [*[_FAT] * fat_sectors, *[_DIFAT] * lists, _END, *chain]
    fat += [_FREE] * (fat_sectors * _IDS - len(fat))
    folder = _entry("Root Entry", 5, 1, _END, 0) + _entry("Workbook", 2, _FREE, first, len(stream))
    return (
        _header(fat_sectors, lists, directory)
        + struct.pack(f"<{len(fat)}I", *fat)
        + _list_sectors(fat_sectors, lists)
        + folder.ljust(_SECTOR, b"\0")
        + stream.ljust(sectors * _SECTOR, b"\0")
    )


def _further_lists(fat_sectors: int) -> int:
    return -(-max(0, fat_sectors - _IN_HEADER) // (_IDS - 1))


def _header(fat_sectors: int, lists: int, directory: int) -> bytes:
    listed = [number if number < fat_sectors else _FREE for number in range(_IN_HEADER)]
    return (
        b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1".ljust(24, b"\0")
        + struct.pack("<HHHHH6x", 0x3E, 3, 0xFFFE, 9, 6)
        + struct.pack("<9I", 0, fat_sectors, directory, 0, 4096, _END, 0, fat_sectors if lists else _END, lists)
        + struct.pack(f"<{_IN_HEADER}I", *listed)
    )


def _list_sectors(fat_sectors: int, lists: int) -> bytes:
    """The sectors that list those sectors of the allocation table for which the header has no room."""
    ids = [number if number < fat_sectors else _FREE for number in range(_IN_HEADER, _IN_HEADER + lists * (_IDS - 1))]
    parts = [ids[start : start + _IDS - 1] for start in range(0, len(ids), _IDS - 1)]
    nexts = [*range(fat_sectors + 1, fat_sectors + lists), _END]
    return b"".join(struct.pack(f"<{_IDS}I", *part, following) for part, following in zip(parts, nexts, strict=False))


def _entry(name: str, kind: int, child: int, first: int, size: int) -> bytes:
    encoded = name.encode("utf-16-le") + b"\0\0"
    return (
        encoded.ljust(64, b"\0")
        + struct.pack("<HBBIII36x", len(encoded), kind, 1, _FREE, _FREE, child)
        + struct.pack("<III", first, size, 0)
    )
