"""Finds unquoted words that versions of YAML read as different things."""

from __future__ import annotations

import re
from functools import lru_cache

# Plain scalars that YAML 1.1 and YAML 1.2 read as different things; `true`, `false` and ISO dates are left to the field.
# No two repeats of a branch can match the same character, so the time is linear in the length.
_AMBIGUOUS = re.compile(
    r"y|Y|yes|Yes|YES|n|N|no|No|NO|on|On|ON|off|Off|OFF|True|TRUE|False|FALSE|~|null|Null|NULL|="
    r"|[-+]?0[0-9_]+|[-+]?0[xob][0-9a-fA-F_]+|[-+]?[0-9]+_[0-9_.]*|[-+]?[0-9]+(:[0-5]?[0-9])+(\.[0-9_]*)?"
    r"|[-+]?(\.[0-9]+|[0-9]+(\.[0-9]*)?)[eE][-+]?[0-9]+|[-+]?\.(inf|Inf|INF)|\.(nan|NaN|NAN)"
)
_LONGEST_AMBIGUOUS = 64
"""Characters: nothing longer is a number, word or time that somebody typed by mistake."""


def is_ambiguous(text: str) -> bool:
    """True if the scalar must be quoted."""
    return len(text) <= _LONGEST_AMBIGUOUS and _is_ambiguous(text)


@lru_cache(maxsize=4096)  # every file has the same keys and words
def _is_ambiguous(text: str) -> bool:
    return _AMBIGUOUS.fullmatch(text) is not None
