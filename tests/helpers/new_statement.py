"""What `build.py new` writes, filled in as a person would."""

from __future__ import annotations

import re

NAMES = ("--name", "zh=某某局", "--name", "en=Some Bureau")


FRESH = ("new", "--body", "some-bureau", "--year", "2024", *NAMES, "--lang", "en")


def filled(text: str, values: dict[str, str]) -> str:
    """A skeleton in which a person has taken the signs away from some figures and typed their amounts."""
    blocks = []
    for concept, amount in values.items():
        match = re.search(rf"^#   {concept}:.*\n(#     .*\n)*", text, re.MULTILINE)
        assert match, concept
        bare = re.sub(r"^# ", "", match[0], flags=re.MULTILINE)
        bare = re.sub(r".*(prior|printed):.*\n", "", bare).replace("amount:", f"amount: {amount}")
        blocks.append(re.sub(r"at:.*", "at: 1", bare))
    text = text.replace("# figures:\n", "figures:\n" + "".join(blocks))
    return re.sub(r"^# places:\n(#   .*\n)+", _take_signs_away, text, flags=re.MULTILINE)


def _take_signs_away(match: re.Match[str]) -> str:
    return re.sub("^# ", "", match[0], flags=re.MULTILINE).replace("    lines: [1, 2]\n", "")
