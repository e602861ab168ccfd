"""Zstandard compression for what is kept or sent, never for what is published.

Python's own module from 3.14 on, else its backport. Compared with zlib at its fastest it takes a third less space, a third of the
time to compress and half of the time to decompress.
"""

from __future__ import annotations

try:
    from compression import zstd  # type: ignore[import-not-found, unused-ignore]
except ImportError:
    from backports import zstd

_LEVEL = 1


def compress(data: bytes) -> bytes:
    """Compress; data that is compressed already hardly grows."""
    return bytes(zstd.compress(data, _LEVEL))


def decompress(data: bytes) -> bytes:
    """Decompress what `compress` returned."""
    return bytes(zstd.decompress(data))
