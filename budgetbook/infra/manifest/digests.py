"""Digests of contributions: one for each row of the manifest, and their sum, which no order changes."""

from __future__ import annotations

import hashlib


class DigestSum:
    """Everything one entity contributed, as a count and the sum of the digests of its parts, in whatever order they come."""

    def __init__(self) -> None:
        self._count = self._sum = 0

    def add(self, *parts: object) -> None:
        """Add a part: its kind, name, entity and digest."""
        self._count += 1
        self._sum += int.from_bytes(compute_digest(*parts))

    def digest(self) -> bytes:
        """The digest of all parts."""
        return compute_digest(self._count, self._sum)


def compute_digest(*parts: object) -> bytes:
    """Digest texts, numbers and bytes; bytes as they are, anything else by its `repr`."""
    hasher = hashlib.sha256()
    for part in parts:
        data = part if isinstance(part, bytes) else repr(part).encode()
        hasher.update(b"%d:" % len(data))
        hasher.update(data)
    return hasher.digest()[:16]
