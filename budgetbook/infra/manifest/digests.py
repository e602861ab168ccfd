"""Names, numbers and bytes in; short names out by which they are known again, one by one and as a sum."""

from __future__ import annotations

import hashlib


class DigestSum:
    """Of all that one body gave: how much it is, and the sum of the names of its parts, in whatever order they come."""

    def __init__(self) -> None:
        self._count = self._sum = 0

    def add(self, *parts: object) -> None:
        """One part, by its kind, name, body and digest."""
        self._count += 1
        self._sum += int.from_bytes(compute_digest(*parts))

    def digest(self) -> bytes:
        """The name of all of it."""
        return compute_digest(self._count, self._sum)


def compute_digest(*parts: object) -> bytes:
    """Of texts, numbers and bytes; bytes as they are, others as they print themselves."""
    hasher = hashlib.sha256()
    for part in parts:
        data = part if isinstance(part, bytes) else repr(part).encode()
        hasher.update(b"%d:" % len(data))
        hasher.update(data)
    return hasher.digest()[:16]
