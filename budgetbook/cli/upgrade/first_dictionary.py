"""What the dictionary said before the first release, as fingerprints: so a site's own changes can be told from what it was given.

Each entry of `first_dictionary.txt` is eight bytes: four of the hash of a value's file and path, four of the hash of the value.
"""

from __future__ import annotations

import base64
import hashlib
import json
from functools import cache
from pathlib import Path
from typing import Any

from budgetbook.content.yaml.reader import Path as FieldPath

_FILE = Path(__file__).with_name("first_dictionary.txt")
_HALF = 4


def had_value(name: str, path: FieldPath, value: Any) -> bool:
    """True if a file of that dictionary said exactly this at this path; a list counts as one value."""
    return hash_path(name, path) + hash_value(value) in _read_fingerprints()[0]


def had_path(name: str, path: FieldPath) -> bool:
    """True if a file of that dictionary had any value at this path."""
    return hash_path(name, path) in _read_fingerprints()[1]


def hash_path(name: str, path: FieldPath) -> bytes:
    """The first half of a fingerprint."""
    return _hash([name, *path])


def hash_value(value: Any) -> bytes:
    """The second half of a fingerprint."""
    return _hash(value)


def _hash(value: Any) -> bytes:
    return hashlib.sha256(json.dumps(value).encode()).digest()[:_HALF]


@cache
def _read_fingerprints() -> tuple[frozenset[bytes], frozenset[bytes]]:
    data = base64.b64decode(_FILE.read_text(encoding="ascii"))
    values = frozenset(data[start : start + 2 * _HALF] for start in range(0, len(data), 2 * _HALF))
    return values, frozenset(value[:_HALF] for value in values)
