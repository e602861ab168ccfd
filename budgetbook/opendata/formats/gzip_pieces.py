"""A gzip file put together from pieces that were compressed one by one, each kept until its rows change.

The result is one ordinary gzip member (RFC 1952), which every reader takes. Several members in one file would be simpler to
write, but browsers and older libraries stop after the first.
"""

from __future__ import annotations

import zlib
from collections.abc import Iterable, Iterator
from functools import cache

_LEVEL = 6
_RAW = -15  # deflate without a header, in its largest window
_HEADER = b"\x1f\x8b\x08\x00\x00\x00\x00\x00\x00\xff"  # no name and no time: the same rows give the same bytes
_END = b"\x03\x00"
"""An empty last block."""
_CRC, _LENGTH = 4, 8
_POLYNOMIAL = 0xEDB88320


def compress_piece(data: bytes) -> bytes:
    """Compress a piece: its CRC and its length, then blocks of which none is the last and which refer to no other piece."""
    packer = zlib.compressobj(_LEVEL, zlib.DEFLATED, _RAW)
    blocks = packer.compress(data) + packer.flush(zlib.Z_FULL_FLUSH)
    return zlib.crc32(data).to_bytes(_CRC, "little") + len(data).to_bytes(_LENGTH, "little") + blocks


def join_gzip(pieces: Iterable[bytes]) -> Iterator[bytes]:
    """Yield the gzip file of compressed pieces, none of which is unpacked."""
    crc, length = 0, 0
    yield _HEADER
    for piece in pieces:
        piece_crc, piece_length = piece[:_CRC], int.from_bytes(piece[_CRC : _CRC + _LENGTH], "little")
        crc = join_crc(crc, int.from_bytes(piece_crc, "little"), piece_length)
        length += piece_length
        yield piece[_CRC + _LENGTH :]
    yield _END + crc.to_bytes(_CRC, "little") + (length % (1 << 32)).to_bytes(4, "little")


def join_crc(first: int, second: int, second_length: int) -> int:
    """CRC of two texts, one after the other, from the CRC of each and the second's length, as zlib's crc32_combine does it."""
    return _multiply(_power(8 * second_length), first) ^ second


def _multiply(one: int, other: int) -> int:
    """Product of two polynomials of bits, modulo that of the CRC; the highest bit stands for 1."""
    product, bit = 0, 1 << 31
    while bit:
        if one & bit:
            product ^= other
        bit >>= 1
        other = (other >> 1) ^ _POLYNOMIAL if other & 1 else other >> 1
    return product


def _power(exponent: int) -> int:
    """x to a power, modulo the polynomial."""
    result, place = 1 << 31, 0
    while exponent >> place:
        if exponent >> place & 1:
            result = _multiply(_square(place), result)
        place += 1
    return result


@cache
def _square(times: int) -> int:
    """x, squared so many times."""
    return 1 << 30 if times == 0 else _multiply(_square(times - 1), _square(times - 1))
