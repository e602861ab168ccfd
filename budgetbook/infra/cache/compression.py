"""Bytes in; the same in less room out, and back: for what is kept or sent, never for what is published.

Zstandard, as Python has it from 3.14 on. Beside zlib at its quickest a third less, in a third of the time, and back in half.
"""

from __future__ import annotations

try:
    from compression import zstd  # type: ignore[import-not-found, unused-ignore]
except ImportError:
    from backports import zstd

_LEVEL = 1


def compress(data: bytes) -> bytes:
    """In less room, or hardly more where it is compressed already."""
    return bytes(zstd.compress(data, _LEVEL))


def decompress(data: bytes) -> bytes:
    """As it was before."""
    return bytes(zstd.decompress(data))
